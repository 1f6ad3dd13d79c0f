/** What the `{}` of the status bar tells of MLIR files: the server's state, and the era they are read in. */
import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.ts';

const selector: vscode.DocumentSelector = { language: 'mlir' };

const states = {
  starting: 'is starting',
  running: 'is running',
  stopped: 'has stopped',
  off: 'is switched off here',
} as const;

export class LanguageStatus implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #state = vscode.languages.createLanguageStatusItem('iwb.server', selector);
  readonly #era = vscode.languages.createLanguageStatusItem('iwb.dialects', selector);
  readonly #subscriptions: readonly vscode.Disposable[];

  /** @param version of the extension, which brings the server */
  constructor(server: LanguageServer, version: string) {
    this.#server = server;
    this.#state.name = 'IREE language server';
    this.#state.detail = version;
    this.#era.name = 'MLIR dialects';
    this.#era.command = {
      title: 'Change',
      command: 'workbench.action.openSettings',
      arguments: ['iwb.dialects'],
    };
    const show = (): void => this.#show();
    this.#subscriptions = [
      server.onStateChanged(show),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('iwb')) show();
      }),
    ];
    show();
  }

  #show(): void {
    const { state } = this.#server;
    this.#state.text = `IREE language server ${states[state]}`;
    this.#state.busy = state === 'starting';
    this.#state.severity =
      state === 'stopped'
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
    this.#state.command =
      state === 'off'
        ? { title: 'Choose', command: 'iwb.chooseServer' }
        : { title: 'Restart', command: 'iwb.restartServer' };
    const era = vscode.workspace.getConfiguration('iwb').get('dialects', '2023');
    this.#era.text = `Dialects of ${era}`;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#state.dispose();
    this.#era.dispose();
  }
}
