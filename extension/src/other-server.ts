/**
 * LLVM's own MLIR extension serves the same files: with both, every diagnostic, hover and symbol is there
 * twice. It is said once in a workspace, with a choice; no extension can switch another one off.
 */
import * as vscode from 'vscode';

const other = 'llvm-vs-code-extensions.vscode-mlir';
const otherName = "LLVM's MLIR extension";
/** Whether the choice was offered in this workspace. */
const offeredKey = 'otherServer.offered';

const choices = {
  ours: 'Use IREE Workbench',
  theirs: "Use LLVM's",
  both: 'Keep Both',
} as const;

/** Says of LLVM's extension, if it is there, that both serve MLIR, and carries out what is chosen. */
export class OtherServer implements vscode.Disposable {
  readonly #workspaceState: vscode.Memento;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(workspaceState: vscode.Memento) {
    this.#workspaceState = workspaceState;
    this.#subscriptions = [
      vscode.commands.registerCommand('iwb.chooseServer', () => this.#choose()),
      vscode.extensions.onDidChange(() => this.offer()),
    ];
  }

  /** Offers the choice, unless it was offered in this workspace or there is nothing to choose. */
  async offer(): Promise<void> {
    const isOn = vscode.workspace.getConfiguration('iwb').get('enable', true);
    if (!isOn || !vscode.extensions.getExtension(other)) return;
    if (this.#workspaceState.get(offeredKey, false)) return;
    await this.#workspaceState.update(offeredKey, true);
    await this.#choose();
  }

  async #choose(): Promise<void> {
    if (!vscode.extensions.getExtension(other)) {
      await setEnabled(true);
      await vscode.window.showInformationMessage(
        `${otherName} is not installed or not enabled: IREE Workbench alone serves MLIR files.`,
      );
      return;
    }
    const choice = await vscode.window.showInformationMessage(
      `IREE Workbench and ${otherName} both serve MLIR files here: errors, hovers and symbols come twice.`,
      ...Object.values(choices),
    );
    if (choice === choices.ours) {
      await setEnabled(true);
      // The page has the button that only its user may press.
      await vscode.commands.executeCommand('workbench.extensions.search', `@id:${other}`);
    } else if (choice === choices.theirs) await setEnabled(false);
    else if (choice === choices.both) await setEnabled(true);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** Switches our server on or off: for the workspace, or for all where none is open. */
async function setEnabled(isEnabled: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('iwb');
  if (configuration.get('enable', true) === isEnabled) return;
  const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const target = hasWorkspace
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await configuration.update('enable', isEnabled, target);
}
