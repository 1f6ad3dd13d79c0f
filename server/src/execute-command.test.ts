/** The commands of lenses for clients that leave them to the server. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CodeLens,
  ShowDocumentParams,
  ShowMessageParams,
  ShowMessageRequestParams,
} from 'vscode-languageserver/node';
import { Session } from './session.fixture.ts';

const TEXT = `// RUN: iree-opt %s | FileCheck %s
// CHECK: arith.muli
func.func @twice(%a: tensor<2xi32>) -> tensor<2xi32> {
  %0 = arith.addi %a, %a : tensor<2xi32>
  return %0 : tensor<2xi32>
}
func.func @four_times(%a: tensor<2xi32>) -> tensor<2xi32> {
  %0 = call @twice(%a) : (tensor<2xi32>) -> tensor<2xi32>
  %1 = call @twice(%0) : (tensor<2xi32>) -> tensor<2xi32>
  return %1 : tensor<2xi32>
}
`;
const runner = new URL('../../packages/cli/src/runner.worker.node.ts', import.meta.url);
const SHOWS: ClientCapabilities = { window: { showDocument: { support: true } } };

describe('commands that the server carries out', function () {
  this.timeout(60_000);
  let folder: string;
  let uri: string;
  let session: Session;
  let messages: ShowMessageParams[];
  let shown: ShowDocumentParams[];
  /** Which answer is chosen when the server asks. */
  let choose: (titles: readonly string[]) => string | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-commands-'));
    uri = pathToFileURL(join(folder, 'a.mlir')).href;
    messages = [];
    shown = [];
    choose = () => undefined;
  });
  afterEach(async () => {
    await session.end();
    rmSync(folder, { recursive: true });
  });

  const start = async (capabilities: ClientCapabilities): Promise<void> => {
    session = await Session.start(capabilities, {
      initialize: {
        initializationOptions: {
          device: 'local',
          diagnostics: 'verifier',
          compilerFlags: ['--iree-hal-target-backends=wasm'],
        },
      },
      prepare: (client) => {
        client.onNotification('window/showMessage', (params: ShowMessageParams) => {
          messages.push(params);
        });
        client.onRequest('window/showMessageRequest', (params: ShowMessageRequestParams) => {
          const title = choose(params.actions?.map((action) => action.title) ?? []);
          return title === undefined ? null : { title };
        });
        client.onRequest('window/showDocument', (params: ShowDocumentParams) => {
          shown.push(params);
          return { success: true };
        });
      },
      runner,
    });
    await session.open(uri, TEXT);
  };
  /** Does what a click on a lens does. */
  const click = async (title: string, which = 0): Promise<unknown> => {
    const lenses = await session.ask<CodeLens[]>(uri, 'codeLens');
    const resolved = await Promise.all(
      lenses.map((lens) =>
        lens.command ? lens : session.client.sendRequest<CodeLens>('codeLens/resolve', lens),
      ),
    );
    const lens = resolved.filter(({ command }) => command?.title === title)[which];
    assert.ok(lens?.command, `there is a lens '${title}'`);
    const { command, arguments: args } = lens.command;
    return await session.client.sendRequest('workspace/executeCommand', {
      command,
      arguments: args,
    });
  };

  it('are listed, but not for a client of ours', async () => {
    await start({});
    const all = ['iwb.run', 'iwb.showIR', 'iwb.showUses', 'iwb.runTest'];
    assert.deepEqual(session.capabilities.executeCommandProvider, { commands: all });
    await session.end();
    await start({ experimental: { iwb: true } });
    assert.equal(session.capabilities.executeCommandProvider, undefined);
  });

  it('run a function', async () => {
    await start({});
    await click('Run ▶', 1);
    const [message] = messages;
    assert.match(
      message?.message ?? '',
      /^@four_times\(2xi32=0\) \(local, [\d.]+ ms\)\n2xi32=0 0$/,
    );
  });

  it('show the IR after the phase that is chosen, in a file that goes with the session', async () => {
    await start(SHOWS);
    choose = (phases) => phases.find((phase) => phase === 'flow');
    await click('Show IR after…');
    const path = fileURLToPath(shown[0]?.uri ?? '');
    assert.match(path, /a\.flow\.mlir$/);
    assert.match(readFileSync(path, 'utf8'), /flow\.executable/);
    await session.end();
    assert.equal(existsSync(path), false);
    await start(SHOWS);
  });

  it('show nothing if no phase is chosen', async () => {
    await start(SHOWS);
    assert.equal(await click('Show IR after…'), null);
    assert.deepEqual([messages, shown], [[], []]);
  });

  it('go to the use that is chosen', async () => {
    await start(SHOWS);
    choose = (uses) => uses[1];
    await click('2 uses');
    assert.deepEqual(shown, [
      {
        uri,
        takeFocus: true,
        selection: { start: { line: 8, character: 12 }, end: { line: 8, character: 18 } },
      },
    ]);
  });

  it('name the use for a client that shows no documents', async () => {
    await start({});
    choose = (uses) => uses[0];
    await click('2 uses');
    assert.deepEqual(
      messages.map(({ message }) => message),
      [`${uri}:8`],
    );
  });

  it('carry out RUN: lines, and say what went wrong there and in a message', async () => {
    await start({});
    await click('Run test ▶');
    assert.match(messages[0]?.message ?? '', /FAIL/);
    assert.match(messages[0]?.message ?? '', /CHECK: expected string not found in input/);
    const { diagnostics } = await session.published(uri, 1, ({ length }) => length > 0);
    assert.deepEqual(
      diagnostics.map(({ source, range }) => [source, range.start.line]),
      [['FileCheck', 1]],
    );
  });

  for (const [command, args, refusal] of [
    ['iwb.run', [], /iwb\.run takes one argument/],
    ['iwb.run', [{ uri: 'file:///unknown.mlir', function: 'f' }], /is not open/],
    ['iwb.showUses', [{ uri: 1 }], /iwb\.showUses takes one argument/],
    ['iwb.runTest', ['a.mlir'], /iwb\.runTest takes one argument/],
    ['iwb.fly', [], /there is no command 'iwb\.fly'/],
  ] as const)
    it(`refuse ${command} with ${JSON.stringify(args)}`, async () => {
      await start({});
      const asked = session.client.sendRequest('workspace/executeCommand', {
        command,
        arguments: args,
      });
      await assert.rejects(asked, refusal);
    });
});
