/** What the server gives clients that take less than VS Code does. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  ConfigurationParams,
  ShowMessageParams,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { Session, type SessionOptions } from './session.fixture.ts';

const URI = 'file:///a.mlir';

describe('a client that', () => {
  let session: Session | undefined;
  const start = async (
    capabilities: ClientCapabilities,
    initialize: SessionOptions['initialize'] = {},
  ): Promise<Session> => {
    session = await Session.start(capabilities, { initialize });
    return session;
  };
  afterEach(async () => {
    await session?.end();
    session = undefined;
  });

  describe('has one folder at most', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'iwb-folder-'));
      writeFileSync(join(folder, 'b.mlir'), 'func.func private @on_disk()');
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    for (const said of ['rootUri', 'rootPath'] as const)
      it(`and says it as ${said} has its files looked at`, async () => {
        const root =
          said === 'rootUri' ? { rootUri: pathToFileURL(folder).href } : { rootPath: folder };
        const { client } = await start({}, root);
        const found = await client.sendRequest<SymbolInformation[]>('workspace/symbol', {
          query: 'on_disk',
        });
        assert.deepEqual(
          found.map(({ name }) => name),
          ['on_disk'],
        );
      });
  });

  describe('takes an outline', () => {
    const text =
      'module @m {\n  util.global private @g : i32\n  pdl.pattern @p : benefit(1) {\n    %0 = operation "a.b"\n    rewrite %0 with "c"\n  }\n}\n';

    it('as a list gets each symbol with what it is in', async () => {
      const session = await start({});
      await session.open(URI, text);
      const found = await session.ask<SymbolInformation[]>(URI, 'documentSymbol');
      assert.deepEqual(
        found.map(({ name, kind, containerName, location }) => [
          name,
          kind,
          containerName,
          location.range.start.line,
        ]),
        [
          ['m', 2, undefined, 0],
          ['g', 14, 'm', 1],
          ['p', 13, 'm', 2],
        ],
      );
    });
    it('as a tree with the kinds that it knows gets those', async () => {
      const session = await start({
        textDocument: {
          documentSymbol: {
            hierarchicalDocumentSymbolSupport: true,
            symbolKind: { valueSet: [2, 14, 19] },
          },
        },
      });
      await session.open(URI, text);
      const [module] = await session.ask<{ children: { kind: number }[] }[]>(URI, 'documentSymbol');
      assert.deepEqual(
        module?.children.map(({ kind }) => kind),
        [14, 19],
      );
    });
  });

  describe('sends settings', () => {
    // With the dialects of 2026 this is an operation.
    const text = 'util.func public @f() {\n  util.return\n}\n';
    const errors = async (session: Session, version: number): Promise<number> =>
      (await session.published(URI, version)).diagnostics.length;

    it('in a section of ours is understood', async () => {
      const session = await start(
        {},
        { initializationOptions: { iwb: { dialects: '2026', diagnostics: 'verifier' } } },
      );
      await session.open(URI, text);
      assert.equal(await errors(session, 1), 0);
    });
    it('without ours keeps what it began with', async () => {
      const session = await start(
        {},
        { initializationOptions: { dialects: '2026', diagnostics: 'verifier' } },
      );
      for (const settings of [null, {}, { editor: {} }])
        await session.client.sendNotification('workspace/didChangeConfiguration', { settings });
      await session.open(URI, text);
      assert.equal(await errors(session, 1), 0);
      await session.client.sendNotification('workspace/didChangeConfiguration', {
        settings: { iwb: { dialects: '2023' } },
      });
      await session.open('file:///b.mlir', text);
      assert.notEqual((await session.published('file:///b.mlir')).diagnostics.length, 0);
    });
  });

  describe('shows less than there is', () => {
    const text =
      'func.func @f(%value: i32) -> i32 {\n  %0 = arith.addi %value, %valu : i32\n  return %0 : i32\n}\n';
    const messages = async (capabilities: ClientCapabilities): Promise<unknown[]> => {
      const session = await start(capabilities);
      await session.open(URI, text);
      const { diagnostics } = await session.published(URI);
      return diagnostics.map(({ message, relatedInformation }) => [
        message,
        relatedInformation?.map((note) => note.message),
      ]);
    };

    it('as places beside a diagnostic finds notes in the message', async () => {
      assert.deepEqual(await messages({}), [
        ['use of undeclared SSA value name\nnote: did you mean `%value`?', undefined],
      ]);
    });
    it('as notes finds them where they are about', async () => {
      const takesNotes = { textDocument: { publishDiagnostics: { relatedInformation: true } } };
      assert.deepEqual(await messages(takesNotes), [
        ['use of undeclared SSA value name', ['did you mean `%value`?']],
      ]);
    });
    it('as Markdown reads hovers without marks', async () => {
      const session = await start({ textDocument: { hover: { contentFormat: ['plaintext'] } } });
      await session.open(URI, text);
      const { contents } = await session.ask<{ contents: { kind: string; value: string } }>(
        URI,
        'hover',
        { position: { line: 1, character: 9 } },
      );
      assert.equal(contents.kind, 'plaintext');
      assert.match(contents.value, /^arith\.addi %lhs, %rhs /m);
      assert.doesNotMatch(contents.value, /[`]|\*\*/);
    });
    it('is sent no notification that is ours alone', async () => {
      const own: string[] = [];
      session = await Session.start(
        {},
        {
          prepare: (client) => client.onUnhandledNotification(({ method }) => own.push(method)),
        },
      );
      await session.open(URI, text);
      await session.published(URI);
      assert.deepEqual(own, []);
    });
  });

  it('is asked for its settings gives them when they change, too', async () => {
    const text = 'util.func public @f() {\n  util.return\n}\n';
    let dialects = '2026';
    const asked: unknown[] = [];
    session = await Session.start(
      { workspace: { configuration: true } },
      {
        prepare: (client) =>
          client.onRequest('workspace/configuration', ({ items }: ConfigurationParams) => {
            asked.push(...items);
            return [{ dialects, diagnostics: 'verifier' }];
          }),
      },
    );
    await session.open(URI, text);
    await session.published(URI, 1, ({ length }) => length === 0);
    dialects = '2023';
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await session.published(URI, 1, ({ length }) => length > 0);
    assert.deepEqual(asked, [{ section: 'iwb' }, { section: 'iwb' }]);
  });

  it('heeds versions in edits gets them, and renames at places that it asks about', async () => {
    const session = await start({
      textDocument: { rename: { prepareSupport: true } },
      workspace: { workspaceEdit: { documentChanges: true } },
    });
    assert.deepEqual(session.capabilities.renameProvider, { prepareProvider: true });
    await session.open(URI, 'func.func private @f()\n', 7);
    const edit = await session.ask(URI, 'rename', {
      position: { line: 0, character: 20 },
      newName: 'g',
    });
    const range = { start: { line: 0, character: 19 }, end: { line: 0, character: 20 } };
    assert.deepEqual(edit, {
      documentChanges: [
        { textDocument: { uri: URI, version: 7 }, edits: [{ range, newText: 'g' }] },
      ],
    });
  });

  it('knows no options of requests is offered none', async () => {
    const { capabilities } = await start({});
    assert.equal(capabilities.renameProvider, true);
    assert.equal(capabilities.codeActionProvider, undefined);
    assert.equal(capabilities.diagnosticProvider, undefined);
  });

  it('answers no questions is still told of wrong flags', async () => {
    const told: string[] = [];
    session = await Session.start(
      {},
      {
        initialize: {
          initializationOptions: { diagnostics: 'verifier', compilerFlags: ['--no-such-flag'] },
        },
        prepare: (client) =>
          client.onNotification('window/showMessage', ({ message }: ShowMessageParams) => {
            told.push(message);
          }),
      },
    );
    await session.open(URI, 'func.func private @f()\n');
    await session.published(URI);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /no-such-flag/);
  });
});
