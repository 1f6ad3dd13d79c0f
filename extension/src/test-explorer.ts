/**
 * Files with `RUN:` lines in VS Code's Testing view: found when the view is first looked at, run by the
 * server, each with what its commands wrote.
 */
import { methods, type TestResult, type TestTarget } from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.ts';

const PATTERN = '**/*.mlir';

export class TestExplorer implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #controller = vscode.tests.createTestController('iwb', 'MLIR');
  readonly #subscriptions: vscode.Disposable[] = [this.#controller];

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#controller.resolveHandler = async (item) => {
      if (!item) await this.#discover();
    };
    this.#controller.refreshHandler = () => this.#findAll();
    this.#controller.createRunProfile(
      'Run',
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, token),
      true,
    );
  }

  /** Finds the tests, and keeps finding them. */
  async #discover(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
    this.#subscriptions.push(
      watcher,
      watcher.onDidCreate((uri) => this.#look(uri)),
      watcher.onDidChange((uri) => this.#look(uri)),
      watcher.onDidDelete((uri) => this.#controller.items.delete(uri.toString())),
    );
    await this.#findAll();
  }

  async #findAll(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles(PATTERN, '**/{node_modules,Inputs}/**')) {
      await this.#look(uri);
    }
  }

  /** Lists a file if it is a test, else takes it off the list. */
  async #look(uri: vscode.Uri): Promise<void> {
    const id = uri.toString();
    if (!(await hasRunLines(uri))) {
      this.#controller.items.delete(id);
      return;
    }
    if (this.#controller.items.get(id)) return;
    const name = vscode.workspace.asRelativePath(uri);
    this.#controller.items.add(this.#controller.createTestItem(id, name, uri));
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      await vscode.window.showWarningMessage('Running a test needs a trusted workspace.');
      return;
    }
    const all = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const items = all.filter((item) => !request.exclude?.includes(item));
    const run = this.#controller.createTestRun(request);
    for (const item of items) run.enqueued(item);
    for (const item of items) {
      if (token.isCancellationRequested) break;
      await this.#runOne(run, item, token);
    }
    run.end();
  }

  async #runOne(
    run: vscode.TestRun,
    item: vscode.TestItem,
    token: vscode.CancellationToken,
  ): Promise<void> {
    run.started(item);
    const started = performance.now();
    const target: TestTarget = { uri: item.id };
    try {
      const result = await this.#server.request<TestResult>(methods.runTest, target, token);
      // The view is a terminal.
      run.appendOutput(result.report.replaceAll('\n', '\r\n'), undefined, item);
      const duration = performance.now() - started;
      if (result.isFailure) {
        run.failed(item, new vscode.TestMessage(result.reason ?? result.report), duration);
      } else if (result.code === 'UNSUPPORTED') {
        run.skipped(item);
      } else {
        run.passed(item, duration);
      }
    } catch (error) {
      if (token.isCancellationRequested) return;
      const message = error instanceof Error ? error.message : String(error);
      run.errored(item, new vscode.TestMessage(message));
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

async function hasRunLines(uri: vscode.Uri): Promise<boolean> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder().decode(bytes).includes('RUN:');
  } catch {
    // It has gone, or may not be read: no test of ours.
    return false;
  }
}
