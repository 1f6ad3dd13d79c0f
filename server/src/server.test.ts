/** The language server as a process of its own, spoken to as an editor does. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type FoldingRange,
  type Hover,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type Location,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type SelectionRange,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import {
  type DevicesResult,
  type FunctionsResult,
  type IRResult,
  type ListStagesResult,
  methods,
  type RunResult,
} from './protocol.ts';

const URI = 'file:///scale.mlir';
const SCALE = `func.func private @factor() -> tensor<4xf32> {
  %two = arith.constant dense<2.0> : tensor<4xf32>
  return %two : tensor<4xf32>
}

func.func @scale(%arg0: tensor<4xf32>) -> tensor<4xf32> {
  %two = call @factor() : () -> tensor<4xf32>
  %result = arith.mulf %arg0, %two : tensor<4xf32>
  return %result : tensor<4xf32>
}
`;

const runner = new URL('../../packages/cli/src/runner.worker.node.ts', import.meta.url);

describe('the language server', function () {
  this.timeout(60_000);
  let child: ChildProcess;
  let client: ProtocolConnection;
  const published: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  const notified: string[] = [];

  before(async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    child = fork(main, ['--node-ipc', `--runner=${fileURLToPath(runner)}`]);
    client = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.push(params);
      for (const listener of listeners) listener();
    });
    client.onNotification(methods.irChanged, () => {
      notified.push(methods.irChanged);
    });
    client.onNotification(methods.deviceChanged, () => {
      notified.push(methods.deviceChanged);
    });
    client.listen();
    const { capabilities } = await client.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { publishDiagnostics: { relatedInformation: true } },
        experimental: { iwb: true },
      },
      initializationOptions: { device: 'local', diagnostics: 'pipeline', compilerFlags: [] },
    });
    assert.equal(capabilities.executeCommandProvider, undefined);
    await client.sendNotification('initialized', {});
  });
  after(async () => {
    await client.sendRequest('shutdown');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await client.sendNotification('exit');
    assert.equal(await ended, 0);
    client.dispose();
  });

  const open = (uri: string, text: string): Promise<void> =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'mlir', version: 1, text },
    });
  const messages = (uri: string): readonly string[] | undefined =>
    published
      .findLast((params) => params.uri === uri)
      ?.diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value));
  /** Waits for diagnostics of a document that satisfy a test. */
  const diagnosticsThat = (
    uri: string,
    satisfy: (messages: readonly string[]) => boolean,
  ): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = messages(uri);
        if (!found || !satisfy(found)) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  const at = (text: string, part: string) => {
    const before = text.slice(0, text.indexOf(part)).split('\n');
    return { line: before.length - 1, character: (before.at(-1) ?? '').length };
  };
  const lineRange = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  const scale = { textDocument: { uri: URI } };

  it('publishes what parser and verifier find, and takes it back when it is mended', async () => {
    const uri = 'file:///two-errors.mlir';
    const text =
      'func.func @a(%x: f32) -> f32 {\n  %y = arith.addf %x, %missing : f32\n  return %y : f32\n}\n' +
      'func.func @b(%x: i32) -> f32 {\n  return %x : i32\n}\n';
    await open(uri, text);
    const mismatch = /doesn't match function result type/;
    const found = await diagnosticsThat(uri, ({ length }) => length === 2);
    assert.equal(found[0], 'use of undeclared SSA value name');
    const codes = published.findLast((params) => params.uri === uri)?.diagnostics;
    assert.deepEqual(
      codes?.map(({ code }) => code),
      ['parser/undefined-value', 'verifier/type-mismatch'],
    );
    assert.match(found[1] ?? '', mismatch);
    const start = at(text, '%missing');
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start, end: { ...start, character: start.character + 8 } }, text: '%x' },
      ],
    });
    const [left] = await diagnosticsThat(uri, ({ length }) => length === 1);
    assert.match(left ?? '', mismatch);
  });

  it('publishes what the pipeline finds', async () => {
    const uri = 'file:///pipeline.mlir';
    const text =
      'func.func @f(%x: memref<4xf32>) -> memref<4xf32> {\n  return %x : memref<4xf32>\n}\n';
    await open(uri, text);
    const found = await diagnosticsThat(uri, ({ length }) => length > 0);
    assert.deepEqual(found, [
      "'func.func' op takes or returns a value of type 'memref<4xf32>', which the VM lacks",
    ]);
  });

  it('answers hover, definition and code lenses', async () => {
    await open(URI, SCALE);
    const hover = await client.sendRequest<Hover>('textDocument/hover', {
      ...scale,
      position: at(SCALE, 'arith.mulf'),
    });
    assert.match(JSON.stringify(hover.contents), /arith\.mulf/);
    const [definition] = await client.sendRequest<Location[]>('textDocument/definition', {
      ...scale,
      position: at(SCALE, '@factor() :'),
    });
    assert.deepEqual(definition?.range.start, at(SCALE, '@factor'));
    const lenses = await client.sendRequest<CodeLens[]>('textDocument/codeLens', scale);
    const resolved = await Promise.all(
      lenses.map((lens) =>
        lens.command ? lens : client.sendRequest<CodeLens>('codeLens/resolve', lens),
      ),
    );
    const target = { uri: URI, function: 'scale' };
    const use = { uri: URI, range: lineRange(6, 14, 21) };
    assert.deepEqual(
      resolved.map(({ command }) => [command?.title, command?.command, command?.arguments]),
      [
        ['Run ▶', 'iwb.run', [target]],
        ['Show IR after…', 'iwb.showIR', [target]],
        ['1 use', 'iwb.showUses', [{ uri: URI, position: at(SCALE, '@factor'), locations: [use] }]],
        ['0 uses', 'iwb.showUses', [{ uri: URI, position: at(SCALE, '@scale'), locations: [] }]],
      ],
    );
  });

  it('formats a document', async () => {
    const uri = 'file:///untidy.mlir';
    await open(uri, 'func.func private @f( i32 )\n');
    const options = { tabSize: 2, insertSpaces: true };
    assert.deepEqual(
      await client.sendRequest('textDocument/formatting', { textDocument: { uri }, options }),
      [
        { range: lineRange(0, 21, 22), newText: '' },
        { range: lineRange(0, 25, 26), newText: '' },
      ],
    );
  });

  it('renames, and says why it does not', async () => {
    const place = { ...scale, position: at(SCALE, '%result =') };
    assert.deepEqual(await client.sendRequest('textDocument/prepareRename', place), {
      range: lineRange(7, 3, 9),
      placeholder: 'result',
    });
    assert.deepEqual(await client.sendRequest('textDocument/rename', { ...place, newName: 'r' }), {
      changes: {
        [URI]: [
          { range: lineRange(7, 3, 9), newText: 'r' },
          { range: lineRange(8, 10, 16), newText: 'r' },
        ],
      },
    });
    await assert.rejects(
      client.sendRequest('textDocument/rename', { ...place, newName: 'two' }),
      /another value is called '%two' where '%result' is known/,
    );
  });

  it('answers where to go from a place, and what to fold', async () => {
    const call = { ...scale, position: at(SCALE, '@factor() :') };
    const definition = [{ uri: URI, range: lineRange(0, 18, 25) }];
    assert.deepEqual(await client.sendRequest('textDocument/declaration', call), definition);
    assert.deepEqual(await client.sendRequest('textDocument/implementation', call), definition);
    assert.deepEqual(await client.sendRequest('textDocument/documentHighlight', call), [
      { range: lineRange(0, 18, 25), kind: 3 },
      { range: lineRange(6, 14, 21), kind: 2 },
    ]);
    const folds = await client.sendRequest<FoldingRange[]>('textDocument/foldingRange', scale);
    assert.deepEqual(
      folds.map(({ startLine, endLine, collapsedText }) => [startLine, endLine, collapsedText]),
      [
        [0, 2, '{…}'],
        [5, 8, '{…}'],
      ],
    );
    const [selection] = await client.sendRequest<SelectionRange[]>('textDocument/selectionRange', {
      ...scale,
      positions: [call.position],
    });
    assert.deepEqual(selection?.range, lineRange(6, 14, 21));
    assert.deepEqual(selection?.parent?.range, lineRange(6, 2, 45));
  });

  it('finds symbols of open documents, callers and callees', async () => {
    const symbols = await client.sendRequest<SymbolInformation[]>('workspace/symbol', {
      query: 'fctr',
    });
    assert.deepEqual(symbols, [
      { name: 'factor', kind: 12, location: { uri: URI, range: lineRange(0, 18, 25) } },
    ]);
    const [item] = await client.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      { ...scale, position: at(SCALE, '@factor() :') },
    );
    const [call] = await client.sendRequest<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      { item },
    );
    assert.equal(call?.from.name, 'scale');
    assert.deepEqual(call.fromRanges, [lineRange(6, 14, 21)]);
    const [back] = await client.sendRequest<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      { item: call.from },
    );
    assert.deepEqual(back?.to, item);
  });

  it('offers code actions of the kinds that are asked for, with their edits', async () => {
    const range = lineRange(7, 20, 20);
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...scale,
      range,
      context: { diagnostics: [], only: ['refactor.rewrite'] },
    });
    assert.deepEqual(
      actions.map(({ title, kind }) => [title, kind]),
      [
        ['Write in generic form', 'refactor.rewrite'],
        ['Write all in generic form', 'refactor.rewrite'],
        ["Write all in the operations' own syntax", 'refactor.rewrite'],
      ],
    );
    assert.deepEqual(actions[0]?.edit?.changes?.[URI], [
      {
        range: lineRange(7, 2, 50),
        newText:
          '%result = "arith.mulf"(%arg0, %two) {fastmath = #arith.fastmath<none>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>',
      },
    ]);
  });

  it('lists functions with inputs to begin with', async () => {
    const { functions } = await client.sendRequest<FunctionsResult>(methods.functions, {
      uri: URI,
    });
    assert.deepEqual(functions, [
      { name: 'scale', inputs: [{ type: 'tensor<4xf32>', default: '4xf32=0' }], line: 5 },
    ]);
  });

  it('lists devices', async () => {
    const { devices, selected } = await client.sendRequest<DevicesResult>(methods.devices, {});
    assert.equal(selected, 'local');
    assert.equal(devices.find(({ id }) => id === 'local')?.available, true);
  });

  it('runs a function and says why it could not', async () => {
    const run = (inputs: readonly string[]): Promise<RunResult> =>
      client.sendRequest<RunResult>(methods.run, {
        uri: URI,
        function: 'scale',
        inputs,
        device: 'local',
      });
    const result = await run(['4xf32=1 2 3 4']);
    assert.deepEqual(result.diagnostics, []);
    assert.deepEqual(result.outputs, ['4xf32=2 4 6 8']);
    assert.equal(result.device.id, 'local');
    assert.ok(result.ok && result.compileMs > 0 && result.runMs > 0);
    const failed = await run(['nonsense']);
    assert.equal(failed.ok, false);
    assert.match(failed.diagnostics?.[0]?.message ?? '', /INVALID_ARGUMENT/);
  });

  it('gives the IR after a phase and after each pass', async () => {
    const stages = await client.sendRequest<ListStagesResult>(methods.listStages, { uri: URI });
    assert.deepEqual(stages.phases.slice(0, 4), ['input', 'abi', 'preprocessing', 'flow']);
    const dispatch = stages.passes.find(
      ({ argument }) => argument === 'iree-flow-form-dispatch-regions',
    );
    assert.equal(dispatch?.phase, 'flow');
    const ir = (stage: object): Promise<IRResult> =>
      client.sendRequest<IRResult>(methods.ir, { uri: URI, stage, device: 'local' });
    const flow = await ir({ kind: 'phase', phase: 'flow' });
    assert.match(flow.text, /flow\.dispatch/);
    assert.deepEqual(
      [flow.changed, flow.previous, flow.failure],
      [true, { kind: 'phase', phase: 'preprocessing' }, undefined],
    );
    const formed = await ir({ kind: 'pass', ...dispatch });
    assert.match(formed.text, /flow\.dispatch\.region/);
    assert.equal(formed.changed, true);
    const before = await ir(formed.previous ?? {});
    assert.doesNotMatch(before.text, /flow\.dispatch\.region/);
  });

  it('says that shown IR is out of date after an edit, and which device is in use', async () => {
    notified.length = 0;
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: SCALE.replaceAll('@scale', '@renamed') }],
    });
    await client.sendNotification('workspace/didChangeConfiguration', {
      settings: { device: 'auto', diagnostics: 'verifier', compilerFlags: [] },
    });
    const { functions } = await client.sendRequest<FunctionsResult>(methods.functions, {
      uri: URI,
    });
    assert.equal(functions[0]?.name, 'renamed');
    await client.sendRequest(methods.devices, {});
    assert.ok(notified.includes(methods.irChanged));
    assert.ok(notified.includes(methods.deviceChanged));
  });

  it('reads documents in the language that the settings name', async () => {
    const uri = 'file:///later.mlir';
    const settings = { device: 'local', diagnostics: 'pipeline', compilerFlags: [] };
    await open(
      uri,
      'func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {\n  %0 = arith.maximumf %x, %x : tensor<4xf32>\n  return %0 : tensor<4xf32>\n}\n',
    );
    await diagnosticsThat(uri, ([first]) => first === "custom op 'arith.maximumf' is unknown");
    await client.sendNotification('workspace/didChangeConfiguration', {
      settings: { ...settings, dialects: '2026' },
    });
    await diagnosticsThat(uri, ({ length }) => length === 0);
    const ir = await client.sendRequest<IRResult>(methods.ir, {
      uri,
      stage: { kind: 'phase', phase: 'input' },
      device: 'local',
    });
    assert.match(ir.text, /arith\.maxf/);
    await client.sendNotification('workspace/didChangeConfiguration', { settings });
    await diagnosticsThat(uri, ([first]) => first === "custom op 'arith.maximumf' is unknown");
  });
});
