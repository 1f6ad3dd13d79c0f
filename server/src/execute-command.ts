/**
 * The commands of code lenses, carried out here for clients that know nothing of them: what has to be chosen
 * is asked for in a message, what came of it is told in one, and IR is shown as a file.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CancellationToken,
  type ClientCapabilities,
  ErrorCodes,
  type Range,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { failed } from './document-requests.ts';
import { tell } from './messages.ts';
import {
  commands,
  type LensTarget,
  type RunResult,
  type TestTarget,
  type UsesTarget,
} from './protocol.ts';
import type { RunLines } from './run-line-requests.ts';
import { SHOWN_PHASES } from './service/pipeline.ts';
import {
  irOf,
  resultOfRun,
  runnableFunctions,
  type WorkbenchContext,
} from './workbench-requests.ts';

export const commandCapabilities = {
  executeCommandProvider: { commands: Object.values(commands) },
} as const satisfies ServerCapabilities;

export interface CommandContext extends WorkbenchContext {
  readonly runLines: RunLines;
  readonly client: () => ClientCapabilities;
}

/** Lines that a message shows, and characters of each. */
const SHOWN = { lines: 20, width: 400 } as const;

/** @returns what is to be disposed of when the session ends */
export function registerCommands(context: CommandContext): { dispose(): void } {
  const { connection } = context;
  const shown = new ShownFiles(context);
  connection.onExecuteCommand(async ({ command, arguments: [target] = [] }, token) => {
    switch (command) {
      case commands.run:
        return await run(context, lensTarget(command, target), token);
      case commands.showIR:
        return await showIR(context, shown, lensTarget(command, target), token);
      case commands.showUses:
        return await showUses(context, shown, usesTarget(command, target));
      case commands.runTest:
        return await runTest(context, testTarget(command, target), token);
      default:
        throw new ResponseError(ErrorCodes.InvalidParams, `there is no command '${command}'`);
    }
  });
  return shown;
}

// ----- What commands are about -----

function lensTarget(command: string, given: unknown): LensTarget {
  if (isObject(given) && typeof given.uri === 'string' && typeof given.function === 'string')
    return { uri: given.uri, function: given.function };
  throw wrongArguments(command, '{"uri": …, "function": …}');
}

function usesTarget(command: string, given: unknown): UsesTarget {
  if (isObject(given) && typeof given.uri === 'string' && Array.isArray(given.locations))
    return given as unknown as UsesTarget;
  throw wrongArguments(command, '{"uri": …, "position": …, "locations": […]}');
}

function testTarget(command: string, given: unknown): TestTarget {
  if (!isObject(given) || typeof given.uri !== 'string')
    throw wrongArguments(command, '{"uri": …, "line": …}');
  const { uri, line } = given;
  return { uri, ...(typeof line === 'number' && { line }) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const wrongArguments = (command: string, wanted: string): ResponseError =>
  new ResponseError(ErrorCodes.InvalidParams, `${command} takes one argument: ${wanted}`);

// ----- The commands -----

/** Runs a function with the inputs that it is offered with. */
async function run(
  context: CommandContext,
  { uri, function: name }: LensTarget,
  token: CancellationToken,
): Promise<RunResult> {
  const { functions } = await runnableFunctions(context, { uri }, token);
  const found = functions.find((each) => each.name === name);
  if (!found) throw failed(`the document has no public function @${name}`);
  const inputs = found.inputs.map((input) => input.default);
  const params = { uri, function: name, inputs, device: context.chosenDevice() };
  const result = await resultOfRun(context, params, token);
  const call = `@${name}(${inputs.join(', ')})`;
  const { connection } = context;
  if (result.ok) {
    const time = `${result.device.id}, ${result.runMs.toFixed(2)} ms`;
    tell(connection, 'info', shortened([`${call} (${time})`, ...result.outputs]));
  } else {
    const reasons = (result.diagnostics ?? []).map(({ severity, message }) =>
      severity === 'error' ? message : `${severity}: ${message}`,
    );
    tell(connection, 'error', shortened([`${call} could not be run`, ...reasons]));
  }
  return result;
}

/** Shows the IR after a phase that is asked for. */
async function showIR(
  context: CommandContext,
  shown: ShownFiles,
  { uri }: LensTarget,
  token: CancellationToken,
): Promise<null> {
  const phase = await choose(context, 'Show IR after which phase?', SHOWN_PHASES);
  if (phase === null) return null;
  const params = { uri, stage: { kind: 'phase', phase }, device: context.chosenDevice() } as const;
  const { text, failure } = await irOf(context, params, token);
  if (failure !== undefined) tell(context.connection, 'warning', failure);
  const name = basename(decodeURIComponent(uri), '.mlir');
  await shown.show(`${name}.${phase}.mlir`, text);
  return null;
}

/** Goes to a use of a symbol, the one that is asked for if there are several. */
async function showUses(
  context: CommandContext,
  shown: ShownFiles,
  { locations }: UsesTarget,
): Promise<null> {
  const labels = locations.map(
    ({ uri, range: { start } }, index) =>
      `${index + 1}: ${basename(decodeURIComponent(uri))}:${start.line + 1}:${start.character + 1}`,
  );
  const chosen =
    labels.length > 1 ? await choose(context, 'Go to which use?', labels) : (labels[0] ?? null);
  const use = chosen === null ? undefined : locations[labels.indexOf(chosen)];
  if (use) await shown.open(use.uri, use.range);
  return null;
}

/** Carries out `RUN:` lines; what went wrong in the text is shown there. */
async function runTest(
  { connection, runLines }: CommandContext,
  target: TestTarget,
  token: CancellationToken,
) {
  const result = await runLines.run(target, token);
  const lines = result.report.trimEnd().split('\n');
  if (result.isFailure) tell(connection, 'error', shortened(lines));
  else tell(connection, 'info', shortened(lines.slice(0, 1)));
  return result;
}

/** So much of lines as a message has room for. */
function shortened(lines: readonly string[]): string {
  const { lines: most, width } = SHOWN;
  const shown = lines
    .slice(0, most)
    .map((line) => (line.length > width ? `${line.slice(0, width)}…` : line));
  return [...shown, ...(lines.length > most ? ['…'] : [])].join('\n');
}

/** Has the user choose; null if they do not, or cannot be asked. */
async function choose(
  { connection }: CommandContext,
  question: string,
  answers: readonly string[],
): Promise<string | null> {
  try {
    const chosen = await connection.window.showInformationMessage(
      question,
      ...answers.map((title) => ({ title })),
    );
    return chosen?.title ?? null;
  } catch (error) {
    connection.console.warn(`The client asks nobody: ${error}`);
    tell(connection, 'warning', `${question} This editor does not let the server ask.`);
    return null;
  }
}

// ----- Files to look at -----

/** Files that are made to be shown; they go when the session ends. */
class ShownFiles {
  readonly #context: CommandContext;
  #folder: string | null = null;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** Shows a text as a file of this name. */
  async show(name: string, text: string): Promise<void> {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'iwb-ir-'));
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    await this.open(pathToFileURL(path).href);
  }

  /** Goes to a file or a place in it; a client that does not is told where it is. */
  async open(uri: string, selection?: Range): Promise<void> {
    const { connection, client } = this.#context;
    if (client().window?.showDocument?.support) {
      const params = { uri, takeFocus: true, ...(selection && { selection }) };
      const { success } = await connection.window.showDocument(params);
      if (success) return;
    }
    const line = selection ? `:${selection.start.line + 1}` : '';
    tell(connection, 'info', `${uri}${line}`);
  }

  dispose(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }
}
