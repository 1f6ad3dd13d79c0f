/**
 * "Run test ▶" above `RUN:` lines: has the server carry them out. What went wrong is shown in the file, as
 * problems; all that the commands wrote, in a read-only document.
 */
import {
  commands,
  methods,
  type TestResult,
  type TestTarget,
} from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import { type LanguageServer, targetDocument } from './language-server.ts';
import { cancellableWork } from './progress.ts';

const scheme = 'iwb-test';

export class Tests implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** The report of each document's latest run. */
  readonly #reports = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())),
      vscode.commands.registerCommand(commands.runTest, (target?: TestTarget) => this.run(target)),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#reports.get(uri.toString()) ?? 'This run is over: run the test again.\n';
  }

  /** Runs the lines that a code lens names, or all of the active editor's. */
  async run(target?: TestTarget): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      await vscode.window.showWarningMessage('Running a test needs a trusted workspace.');
      return;
    }
    const source = targetDocument(target?.uri);
    if (!source) {
      await vscode.window.showInformationMessage('Open an MLIR file to run its RUN: lines.');
      return;
    }
    const wanted: TestTarget = { ...target, uri: source.toString() };
    const name = vscode.workspace.asRelativePath(source);
    const result = await cancellableWork(`Running ${name}`, (token) =>
      this.#server.request<TestResult>(methods.runTest, wanted, token),
    );
    if (result) this.#tell(source, name, result);
  }

  #tell(source: vscode.Uri, name: string, result: TestResult): void {
    const { code, isFailure, reason, report } = result;
    const message = `${code}: ${name}${reason === undefined ? '' : ` (${reason})`}`;
    if (!isFailure) {
      vscode.window.setStatusBarMessage(message, 10_000);
      return;
    }
    const uri = vscode.Uri.from({ scheme, path: `/${name} output`, query: source.toString() });
    this.#reports.set(uri.toString(), report);
    this.#changed.fire(uri);
    const show = 'Show Output';
    // Not awaited: the message stays until it is dismissed.
    void vscode.window.showErrorMessage(message, show).then(async (choice) => {
      if (choice !== show) return;
      const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      await vscode.window.showTextDocument(uri, options);
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
