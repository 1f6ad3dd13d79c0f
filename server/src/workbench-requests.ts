/** The workbench's own requests: functions, stages, IR, devices and runs. */
import { dirname } from 'node:path';
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { CompilerThread } from './compiler-thread.ts';
import type { Devices } from './devices.ts';
import { cancellable, whenDone } from './document-requests.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import {
  type CheckInputParams,
  type CheckInputResult,
  type DeviceInfo,
  type DevicesResult,
  type FunctionsParams,
  type FunctionsResult,
  type IRParams,
  type IRResult,
  type ListStagesParams,
  type ListStagesResult,
  methods,
  type RunDiagnostic,
  type RunParams,
  type RunResult,
} from './protocol.ts';
import type { Runner } from './runner.ts';
import type { DocumentDiagnostic } from './service/diagnostics.ts';
import { publicFunctions, textWithFunction } from './service/functions.ts';
import { inputProblem } from './service/inputs.ts';
import { type PassRun, type PipelineOptions, SHOWN_PHASES } from './service/pipeline.ts';
import { localPath } from './workspace-files.ts';

export interface WorkbenchContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly thread: CompilerThread;
  readonly runner: Runner;
  readonly devices: Devices;
  /** The id of the device that the settings choose, or `auto`. */
  readonly chosenDevice: () => string;
  /** How to compile for a device, or for `auto`. */
  readonly optionsFor: (device: string) => Promise<PipelineOptions>;
}

export function registerWorkbenchRequests(context: WorkbenchContext): void {
  const { connection, documents, thread, devices } = context;
  /** The passes of each document as they last ran all the way: what is shown while it has errors. */
  const lastPasses = new Map<string, readonly PassRun[]>();
  documents.onClose((uri) => lastPasses.delete(uri));

  connection.onRequest(methods.functions, (params: FunctionsParams, token: CancellationToken) =>
    runnableFunctions(context, params, token),
  );

  connection.onRequest(
    methods.checkInput,
    async (params: CheckInputParams, token: CancellationToken): Promise<CheckInputResult> => {
      const { mlir } = open(documents, params.uri);
      await whenDone(documents, params.uri, token);
      const found = publicFunctions(mlir).find(({ name }) => name === params.function);
      const input = found?.inputs[params.index];
      const problem = input
        ? inputProblem(params.value, input.type)
        : `@${params.function} has no input ${params.index} any more`;
      return problem === null ? {} : { problem };
    },
  );

  connection.onRequest(
    methods.listStages,
    async ({ uri }: ListStagesParams, token: CancellationToken): Promise<ListStagesResult> => {
      const { mlir } = open(documents, uri);
      const options = await context.optionsFor(context.chosenDevice());
      const ran = await cancellable(token, (signal) =>
        thread.run({ kind: 'passes', text: mlir.text, options }, signal),
      );
      const known = lastPasses.get(uri) ?? [];
      const runs = ran.length >= known.length || ran.at(-1)?.phase === 'vm' ? ran : known;
      lastPasses.set(uri, runs);
      return { phases: SHOWN_PHASES, passes: runs.map((run, index) => ({ index, ...run })) };
    },
  );

  connection.onRequest(methods.ir, (params: IRParams, token: CancellationToken) =>
    irOf(context, params, token),
  );

  connection.onRequest(methods.devices, async (): Promise<DevicesResult> => {
    const { devices: all } = await devices.list();
    const inUse = await devices.resolve(context.chosenDevice());
    const isListed = all.some(({ id }) => id === inUse.id);
    return { devices: isListed ? all : [...all, inUse], selected: inUse.id };
  });

  connection.onRequest(methods.run, (params: RunParams, token: CancellationToken) =>
    resultOfRun(context, params, token),
  );
}

/** The functions of a document that can be run. */
export async function runnableFunctions(
  { documents }: WorkbenchContext,
  { uri }: FunctionsParams,
  token: CancellationToken,
): Promise<FunctionsResult> {
  const { text, mlir } = open(documents, uri);
  await whenDone(documents, uri, token);
  const functions = publicFunctions(mlir).map(({ name, inputs, selection }) => ({
    name,
    inputs: inputs.map(({ typeText, default: value }) => ({ type: typeText, default: value })),
    line: text.positionAt(selection.start).line,
  }));
  return { functions };
}

/** The IR of a document at a stage. */
export async function irOf(
  { documents, thread, optionsFor }: WorkbenchContext,
  { uri, stage, device }: IRParams,
  token: CancellationToken,
): Promise<IRResult> {
  const { mlir } = open(documents, uri);
  const options = await optionsFor(device);
  return await cancellable(token, (signal) =>
    thread.run({ kind: 'ir', text: mlir.text, point: stage, options }, signal),
  );
}

/** Compiles a document as it is and runs one of its functions. */
export async function resultOfRun(
  context: WorkbenchContext,
  params: RunParams,
  token: CancellationToken,
): Promise<RunResult> {
  const document = open(context.documents, params.uri);
  await whenDone(context.documents, params.uri, token);
  const device = await context.devices.resolve(params.device);
  return await cancellable(token, (signal) => run(context, params, document, device, signal));
}

function open(documents: OpenDocuments, uri: string): OpenDocument {
  const document = documents.get(uri);
  if (document) return document;
  throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not open`);
}

/** Compiles the text around a function and runs it. */
async function run(
  { thread, runner, optionsFor }: WorkbenchContext,
  params: RunParams,
  { text, mlir }: OpenDocument,
  device: DeviceInfo,
  signal: AbortSignal,
): Promise<RunResult> {
  const failed = (message: string, compileMs = 0): RunResult => ({
    ok: false,
    outputs: [],
    device,
    compileMs,
    runMs: 0,
    diagnostics: [{ severity: 'error', message }],
  });
  if (!device.available) return failed(`cannot run on ${device.id}: ${device.reason}`);
  const range = textWithFunction(mlir, params.function);
  if (!range) return failed(`the document has no public function @${params.function}`);
  const options = await optionsFor(device.id);
  const compiled = await thread.run(
    {
      kind: 'compile',
      text: mlir.text.slice(range.start, range.end),
      offset: range.start,
      options,
    },
    signal,
  );
  const place = (diagnostic: DocumentDiagnostic): RunDiagnostic[] => [
    { ...diagnostic, ...position(diagnostic) },
    ...diagnostic.notes.map((note) => ({ ...note, severity: 'note' as const, ...position(note) })),
  ];
  const position = ({ range: at }: Pick<DocumentDiagnostic, 'range'>) =>
    at ? text.positionAt(at.start) : {};
  const diagnostics = compiled.diagnostics
    .flatMap(place)
    .map(({ severity, message, line, character }) => ({
      severity,
      message,
      ...(line !== undefined && { line }),
      ...(character !== undefined && { character }),
    }));
  if (!compiled.bytes)
    return { ok: false, outputs: [], device, compileMs: compiled.time, runMs: 0, diagnostics };
  const folder = folderOf(params.uri);
  const answer = await runner.ask(
    {
      kind: 'run',
      module: compiled.bytes,
      function: params.function,
      inputs: params.inputs,
      device: device.id,
      ...(folder !== undefined && { folder }),
    },
    signal,
  );
  switch (answer.kind) {
    case 'result': {
      const { outputs, runMs } = answer;
      return { ok: true, outputs, device, compileMs: compiled.time, runMs, diagnostics };
    }
    case 'failure':
      return failed(answer.message, compiled.time);
    case 'devices':
    case 'measured':
    case 'tested':
      throw new Error('the runner answered something else than it was asked');
  }
}

/** The folder of a document on disk. */
function folderOf(uri: string): string | undefined {
  const path = localPath(uri);
  return path === null ? undefined : dirname(path);
}
