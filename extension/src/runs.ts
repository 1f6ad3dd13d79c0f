/**
 * "Run ▶": asks for a function's inputs, has the server compile and run it, and shows the results, the
 * timing and the device in a read-only document beside.
 */
import {
  type CheckInputParams,
  type CheckInputResult,
  type FunctionInput,
  type FunctionsResult,
  type LensTarget,
  methods,
  type RunDiagnostic,
  type RunnableFunction,
  type RunResult,
} from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import type { Devices } from './devices.ts';
import { type LanguageServer, targetDocument } from './language-server.ts';
import { cancellableWork } from './progress.ts';

const scheme = 'iwb-run';

/** The inputs a function was last run with. They hold as long as its input types do. */
interface Remembered {
  readonly types: readonly string[];
  readonly values: readonly string[];
}

export class Runs implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #devices: Devices;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** The text of each result document. */
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer, devices: Devices, memory: vscode.Memento) {
    this.#server = server;
    this.#devices = devices;
    this.#memory = memory;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
      vscode.commands.registerCommand('iwb.run', (target?: LensTarget) => this.run(target)),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? 'This run is over: run the function again.\n';
  }

  /** Runs a function: the one a code lens names, or one chosen from the active editor's. */
  async run(target?: LensTarget): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      await vscode.window.showWarningMessage('Running a function needs a trusted workspace.');
      return;
    }
    const source = targetDocument(target?.uri);
    if (!source) {
      await vscode.window.showInformationMessage('Open an MLIR file to run one of its functions.');
      return;
    }
    const uri = source.toString();
    const runnable = await this.#chooseFunction(uri, target?.function);
    if (!runnable) return;
    const inputs = await this.#askInputs(uri, runnable);
    if (!inputs) return;
    const result = await this.#carryOut(uri, runnable, inputs);
    if (result) await this.#showResult(source, runnable, inputs, result);
  }

  /** Has the server run the function; undefined when the user cancelled. */
  #carryOut(
    uri: string,
    runnable: RunnableFunction,
    inputs: readonly string[],
  ): Promise<RunResult | undefined> {
    const params = { uri, function: runnable.name, inputs, device: this.#devices.chosen };
    return cancellableWork(`Running @${runnable.name}`, (token) =>
      this.#server.request<RunResult>(methods.run, params, token),
    );
  }

  async #chooseFunction(
    uri: string,
    name: string | undefined,
  ): Promise<RunnableFunction | undefined> {
    const { functions } = await this.#server.request<FunctionsResult>(methods.functions, { uri });
    if (name !== undefined) {
      const found = functions.find((candidate) => candidate.name === name);
      if (!found) {
        await vscode.window.showErrorMessage(`The file has no public function @${name} any more.`);
      }
      return found;
    }
    if (functions.length === 0) {
      await vscode.window.showInformationMessage('The file has no public function to run.');
      return undefined;
    }
    if (functions.length === 1) return functions[0];
    const items = functions.map((runnable) => ({
      label: `@${runnable.name}`,
      description: runnable.inputs.map(({ type }) => type).join(', '),
      runnable,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: 'Run Function…' });
    return picked?.runnable;
  }

  /** Asks for each input in turn, beginning with what it was last time; undefined when given up. */
  async #askInputs(uri: string, runnable: RunnableFunction): Promise<string[] | undefined> {
    const key = `inputs:${uri}#${runnable.name}`;
    const types = runnable.inputs.map(({ type }) => type);
    const remembered = this.#memory.get<Remembered>(key);
    const same = remembered?.types.join('\n') === types.join('\n');
    const values: string[] = [];
    for (const [index, input] of runnable.inputs.entries()) {
      const start = (same ? remembered?.values[index] : undefined) ?? input.default;
      const value = await vscode.window.showInputBox({
        title: inputTitle(runnable, index),
        prompt: inputPrompt(input),
        value: start,
        ignoreFocusOut: true,
        validateInput: (text) =>
          this.#problem({ uri, function: runnable.name, index, value: text }),
      });
      if (value === undefined) return undefined;
      values.push(value);
    }
    if (values.length > 0) await this.#memory.update(key, { types, values } satisfies Remembered);
    return values;
  }

  async #problem(params: CheckInputParams): Promise<string | undefined> {
    const { problem } = await this.#server.request<CheckInputResult>(methods.checkInput, params);
    return problem;
  }

  async #showResult(
    source: vscode.Uri,
    runnable: RunnableFunction,
    inputs: readonly string[],
    result: RunResult,
  ): Promise<void> {
    const uri = vscode.Uri.from({
      scheme,
      path: `/@${runnable.name} result`,
      query: source.toString(),
    });
    this.#texts.set(uri.toString(), resultText(source, runnable, inputs, result));
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function inputTitle(runnable: RunnableFunction, index: number): string {
  const count = runnable.inputs.length;
  return count === 1
    ? `Input of @${runnable.name}`
    : `Input ${index + 1} of ${count} of @${runnable.name}`;
}

function inputPrompt(input: FunctionInput): string {
  return `${input.type}: a shape, an element type and values (one value fills it), or @file.npy`;
}

const milliseconds = (time: number): string => `${time.toFixed(time < 10 ? 2 : 1)} ms`;

/** What the result document says. */
function resultText(
  source: vscode.Uri,
  runnable: RunnableFunction,
  inputs: readonly string[],
  result: RunResult,
): string {
  const { device } = result;
  const lines = [`@${runnable.name} of ${vscode.workspace.asRelativePath(source)}`, ''];
  for (const [index, input] of inputs.entries()) lines.push(`input[${index}]: ${input}`);
  if (inputs.length > 0) lines.push('');
  if (result.ok) {
    for (const [index, output] of result.outputs.entries()) {
      lines.push(`result[${index}]: ${output}`);
    }
    if (result.outputs.length === 0) lines.push('It returned nothing.');
    lines.push('', `compiled in ${milliseconds(result.compileMs)}`);
    lines.push(`ran in ${milliseconds(result.runMs)}`);
  } else {
    lines.push('It failed:');
  }
  for (const diagnostic of result.diagnostics ?? []) {
    lines.push(diagnosticText(source, diagnostic));
  }
  lines.push('', `device: ${device.name} (${device.id})`, device.reason, '');
  return lines.join('\n');
}

function diagnosticText(source: vscode.Uri, diagnostic: RunDiagnostic): string {
  const { severity, message, line, character } = diagnostic;
  const place =
    line === undefined
      ? ''
      : `${vscode.workspace.asRelativePath(source)}:${line + 1}:${(character ?? 0) + 1}: `;
  return `${place}${severity}: ${message}`;
}
