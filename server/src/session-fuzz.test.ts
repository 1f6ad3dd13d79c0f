/**
 * Random sessions: edits of all kinds, some of them nonsense, between requests at any place. Nothing may
 * fail, and what the server knows in the end is what it would know of the same text opened afresh.
 * `FUZZ_SEED` repeats a session, `FUZZ_STEPS` makes it longer.
 */
import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { methods } from './protocol.ts';
import { connectedClient, QUIET_SETTINGS } from './session.fixture.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.FUZZ_STEPS ?? 300);

const START = `// Numbers 𝟙 and 𝟚.
func.func @f(%a: tensor<4xf32>, %b: i32) -> tensor<4xf32> {
  %0 = arith.addf %a, %a : tensor<4xf32>
  cf.br ^bb1(%0 : tensor<4xf32>)
^bb1(%x: tensor<4xf32>):
  return %x : tensor<4xf32>
}
// -----
#map = affine_map<(d0) -> (d0)>
func.func @g(%a: tensor<4xf32>) -> tensor<4xf32> {\r
  %0 = call @f(%a) : (tensor<4xf32>) -> tensor<4xf32>\r
  return %0 : tensor<4xf32>
}
`;
const PIECES = [
  ...'{}()<>[],:=%@^#!"\\ \n\t-+é',
  '\r\n',
  '𝟛',
  '\ud835',
  '// -----\n',
  '%0 = ',
  'return',
  'arith.addi %0, %b : i32\n',
  'func.func @h() {\n  return\n}\n',
  '"a.b"() ({\n}) : () -> ()',
  'tensor<4x',
  'dense<[1, 2]>',
  '',
];

/** Linear congruences of Knuth's MMIX, the upper bits. */
function makeRandom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}

describe(`random sessions (FUZZ_SEED=${SEED})`, function () {
  this.timeout(120_000);
  let client: ProtocolConnection;
  const published = new Map<string, PublishDiagnosticsParams>();

  before(async () => {
    client = connectedClient();
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.set(params.uri, params);
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: QUIET_SETTINGS,
    });
    await client.sendNotification('initialized', {});
  });
  after(async () => {
    await client.sendRequest('shutdown');
    client.dispose();
  });

  const open = (uri: string, text: string): Promise<void> =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'mlir', version: 1, text },
    });

  /** Everything that is asked of a whole document. */
  const known = async (uri: string): Promise<unknown[]> => {
    const textDocument = { uri };
    const answers: unknown[] = [];
    for (const method of [
      ...['documentSymbol', 'semanticTokens/full', 'codeLens', 'foldingRange', 'documentLink'],
    ])
      answers.push(await client.sendRequest(`textDocument/${method}`, { textDocument }));
    // Each answer about tokens has a name of its own, and a lens knows which text it is of.
    return JSON.parse(
      JSON.stringify(answers, (key, value) =>
        key === 'resultId' || key === 'version' ? undefined : value,
      ),
    );
  };
  const diagnosticsOf = async (uri: string, version: number): Promise<unknown[]> => {
    while (published.get(uri)?.version !== version)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return (published.get(uri)?.diagnostics ?? []).map((found) => ({
      ...found,
      relatedInformation: found.relatedInformation?.map(({ location, message }) => [
        location.range,
        message,
      ]),
    }));
  };

  it('end with what a fresh look at the text would find', async () => {
    const random = makeRandom(SEED);
    const uri = 'file:///fuzz.mlir';
    let document = TextDocument.create(uri, 'mlir', 1, START);
    await open(uri, START);
    const position = () => ({
      line: random(document.lineCount + 1),
      character: random(4) === 0 ? random(1000) : random(40),
    });
    const textDocument = { uri };
    const options = { tabSize: 2, insertSpaces: true };
    const edit = async (): Promise<void> => {
      const changes = Array.from({ length: 1 + random(3) }, () => {
        const text = PIECES[random(PIECES.length)] ?? '';
        if (random(100) === 0) return { text: START };
        const start = position();
        // Mostly something is added, or the text would soon be gone.
        const removed = random(3) === 0 ? random(8) : 0;
        const end = { ...start, character: start.character + removed };
        return { range: { start, end }, text };
      });
      const version = document.version + 1;
      document = TextDocument.update(document, changes, version);
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: changes,
      });
    };
    const at = [
      ...['hover', 'definition', 'documentHighlight', 'declaration', 'implementation'],
      ...['typeDefinition', 'prepareRename', 'linkedEditingRange', 'prepareCallHierarchy'],
      'completion',
      'signatureHelp',
    ];
    const whole = [
      ...['documentSymbol', 'semanticTokens/full', 'codeLens', 'formatting'],
      ...['foldingRange', 'documentLink', 'inlayHint'],
    ];
    const ask = async (): Promise<void> => {
      const target = random(10) === 0 ? { uri: 'file:///unknown.mlir' } : textDocument;
      const place = { textDocument: target, position: position() };
      switch (random(5)) {
        case 0:
          await client.sendRequest(`textDocument/${at[random(at.length)]}`, place);
          return;
        case 1:
          await client.sendRequest(`textDocument/${whole[random(whole.length)]}`, {
            textDocument: target,
            options,
            range: { start: { line: 0, character: 0 }, end: position() },
          });
          return;
        case 2:
          await client.sendRequest('textDocument/selectionRange', {
            textDocument: target,
            positions: [place.position],
          });
          await client.sendRequest('textDocument/codeAction', {
            textDocument: target,
            range: { start: place.position, end: position() },
            context: { diagnostics: [] },
          });
          await client.sendRequest('textDocument/references', {
            ...place,
            context: { includeDeclaration: random(2) === 0 },
          });
          return;
        case 3: {
          // The ends may be the wrong way round.
          const range = { start: place.position, end: position() };
          const about = { textDocument: target, range, options };
          await client.sendRequest('textDocument/rangeFormatting', about);
          await client.sendRequest('textDocument/semanticTokens/range', about);
          await client.sendRequest('textDocument/onTypeFormatting', { ...place, options, ch: '}' });
          // A renaming may be refused.
          const renamed = client.sendRequest('textDocument/rename', { ...place, newName: 'n' });
          await renamed.catch((error: unknown) => {
            assert.ok(error instanceof ResponseError, `${error}`);
            assert.equal(error.code, LSPErrorCodes.RequestFailed, error.message);
          });
          return;
        }
        default: {
          // Nobody waits for this one.
          const source = new CancellationTokenSource();
          const answer = client.sendRequest('textDocument/hover', place, source.token);
          source.cancel();
          await answer.catch(() => undefined);
        }
      }
    };
    for (let step = 0; step < STEPS; step++) {
      if (random(3) > 0) await edit();
      else await ask();
      if (random(100) === 0) {
        await client.sendNotification('textDocument/didClose', { textDocument });
        document = TextDocument.create(uri, 'mlir', 1, document.getText());
        await open(uri, document.getText());
      }
    }
    const fresh = 'file:///fresh.mlir';
    await open(fresh, document.getText());
    assert.deepEqual(
      JSON.parse(JSON.stringify(await known(uri)).replaceAll(uri, fresh)),
      await known(fresh),
    );
    assert.deepEqual(await diagnosticsOf(uri, document.version), await diagnosticsOf(fresh, 1));
    const { functions } = await client.sendRequest<{ functions: unknown }>(methods.functions, {
      uri,
    });
    assert.ok(Array.isArray(functions));
  });

  it('refuse what is asked of a document that is not open', () =>
    assert.rejects(
      client.sendRequest(methods.functions, { uri: 'file:///unknown.mlir' }),
      /is not open/,
    ));
});
