/** `RUN:` lines through the language server: run from a lens, with what went wrong in place. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Diagnostic,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { methods, type TestResult, type TestTarget } from './protocol.ts';

const TEST = `// RUN: iree-opt --cse %s | FileCheck %s
// RUN: not iree-opt --no-such-pass %s

// CHECK-LABEL: @f
// CHECK:         arith.muli
func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  return %0 : i32
}
`;

const runner = new URL('../../packages/cli/src/runner.worker.node.ts', import.meta.url);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('RUN: lines in the editor', function () {
  this.timeout(60_000);
  let folder: string;
  let uri: string;
  let child: ChildProcess;
  let client: ProtocolConnection;
  const published: PublishDiagnosticsParams[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-run-lines-'));
    const path = join(folder, 'a.mlir');
    // What is on disk is older than what is in the editor.
    writeFileSync(path, '');
    uri = pathToFileURL(path).href;
    child = fork(main, ['--node-ipc', `--runner=${fileURLToPath(runner)}`]);
    client = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.push(params);
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: {
          codeAction: { dynamicRegistration: false, resolveSupport: { properties: ['edit'] } },
        },
      },
      initializationOptions: { device: 'local', diagnostics: 'verifier' },
    });
    await client.sendNotification('initialized', {});
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'mlir', version: 1, text: TEST },
    });
  });
  after(async () => {
    await client.sendRequest('shutdown');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await client.sendNotification('exit');
    await ended;
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  const lenses = async (): Promise<readonly CodeLens[]> => {
    const all = await client.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri },
    });
    return all.filter(({ command }) => command?.command === 'iwb.runTest');
  };
  const run = (target: TestTarget): Promise<TestResult> =>
    client.sendRequest<TestResult>(methods.runTest, target);
  /** Waits until what is shown satisfies a test. */
  const shown = async (satisfies: (found: readonly Diagnostic[]) => boolean) => {
    for (;;) {
      const found = published.findLast((params) => params.uri === uri)?.diagnostics;
      if (found && satisfies(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('have lenses, each for its line and one for all', async () => {
    assert.deepEqual(
      (await lenses()).map(({ range, command }) => [
        range.start.line,
        command?.title,
        command?.arguments,
      ]),
      [
        [0, 'Run all 2 lines ▶', [{ uri }]],
        [0, 'Run line ▶', [{ uri, line: 0 }]],
        [1, 'Run line ▶', [{ uri, line: 1 }]],
      ],
    );
  });

  it('show what FileCheck found at its directive, until the text is edited', async () => {
    const result = await run({ uri });
    assert.equal(result.code, 'FAIL');
    assert.ok(result.isFailure);
    assert.match(result.report, /a\.mlir:5:11: error: CHECK: expected string not found in input\n/);
    const [found, ...others] = await shown((all) => all.length > 0);
    assert.deepEqual(others, []);
    assert.deepEqual(found, {
      severity: 1,
      source: 'FileCheck',
      message:
        'CHECK: expected string not found in input\n' +
        'scanning from here, line 2: func.func @f(%arg0: i32) -> i32 {\n' +
        'possible intended match here, line 3: %0 = arith.addi %arg0, %arg0 : i32',
      range: { start: { line: 4, character: 18 }, end: { line: 4, character: 28 } },
    });
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: found?.range, text: 'arith.addi' }],
    });
    await shown((all) => all.length === 0);
    const { code, report } = await run({ uri });
    assert.equal(code, 'PASS', report);
  });

  it('have their directives written anew', async () => {
    const actionsOn = async (line: number): Promise<readonly CodeAction[]> => {
      const start = { line, character: 3 };
      const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start, end: start },
        context: { diagnostics: [], only: ['refactor'] },
      });
      return actions.filter(({ title }) => title === 'Update CHECK lines from actual output');
    };
    assert.deepEqual(await actionsOn(1), []);
    const [action] = await actionsOn(0);
    const { edit } = await client.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.deepEqual(edit?.changes?.[uri], [
      {
        range: { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } },
        newText: `// CHECK-LABEL: func.func @f(
// CHECK-SAME:   %[[ARG0:.*]]: i32) -> i32 {
// CHECK:   %[[VAL_0:.*]] = arith.addi %[[ARG0]], %[[ARG0]] : i32
// CHECK:   return %[[VAL_0]] : i32
// CHECK: }
`,
      },
    ]);
  });

  it('run one by one', async () => {
    const { code, report } = await run({ uri, line: 1 });
    assert.equal(code, 'PASS', report);
    assert.doesNotMatch(report, /FileCheck/);
  });

  it('run in files that are not open, too', async () => {
    const path = join(folder, 'closed.mlir');
    writeFileSync(path, '// RUN: cat %s | count 1\n');
    const closed = pathToFileURL(path).href;
    assert.equal((await run({ uri: closed })).code, 'PASS');
    await assert.rejects(run({ uri: `${closed}.none` }), /no such file or directory/i);
  });

  it('are left alone where the workspace is not trusted', async () => {
    await client.sendNotification('workspace/didChangeConfiguration', {
      settings: { device: 'local', diagnostics: 'verifier', isTrusted: false },
    });
    assert.deepEqual(await lenses(), []);
    await assert.rejects(run({ uri }), /carried out in trusted workspaces only/);
  });
});
