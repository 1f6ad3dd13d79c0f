/** The device in use: the status bar item that names it and the list to choose another from. */
import { type DeviceInfo, type DevicesResult, methods } from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.ts';

const icons: Readonly<Record<DeviceInfo['kind'], string>> = {
  gpu: 'circuit-board',
  cpu: 'chip',
  software: 'vm',
};

interface DeviceItem extends vscode.QuickPickItem {
  readonly id: string;
}

export class Devices implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable[];

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#item = vscode.window.createStatusBarItem(
      'iwb.device',
      vscode.StatusBarAlignment.Right,
      100,
    );
    this.#item.name = 'IREE Device';
    this.#item.command = 'iwb.selectDevice';
    this.#subscriptions = [
      this.#item,
      server.onStarted(() => this.#refresh()),
      server.onStateChanged(() => {
        if (server.state === 'off') this.#item.hide();
      }),
      server.onDeviceChanged(({ device }) => this.#show(device)),
      vscode.commands.registerCommand('iwb.selectDevice', () => this.select()),
    ];
  }

  /** The id that requests carry: the chosen device's, or `auto`. */
  get chosen(): string {
    return vscode.workspace.getConfiguration('iwb').get('device', 'auto');
  }

  /** Asks for a device and remembers it in the settings; the server hears of it from there. */
  async select(): Promise<void> {
    const picked = await vscode.window.showQuickPick(this.#choices(), {
      title: 'Device',
      placeHolder: 'Where functions run and what diagnostics are for',
      matchOnDescription: true,
    });
    if (!picked) return;
    const configuration = vscode.workspace.getConfiguration('iwb');
    const inWorkspace = configuration.inspect('device')?.workspaceValue !== undefined;
    await configuration.update(
      'device',
      picked.id,
      inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  }

  async #choices(): Promise<DeviceItem[]> {
    const { devices, selected } = await this.#list();
    const items = devices
      .filter(({ available }) => available)
      .map(({ id, kind, name, reason }) => ({
        id,
        label: `$(${icons[kind]}) ${name}`,
        description: id === selected ? `${id} · in use` : id,
        detail: reason,
      }));
    return [{ id: 'auto', label: '$(sparkle) Best device', description: 'auto' }, ...items];
  }

  #list(): Promise<DevicesResult> {
    return this.#server.request<DevicesResult>(methods.devices, {});
  }

  async #refresh(): Promise<void> {
    try {
      const { devices, selected } = await this.#list();
      const device = devices.find(({ id }) => id === selected);
      if (device) this.#show(device);
    } catch (error) {
      this.#server.output.error(`The devices could not be listed: ${error}`);
    }
  }

  #show(device: DeviceInfo): void {
    this.#item.text = `$(${icons[device.kind]}) ${device.name}`;
    this.#item.tooltip = new vscode.MarkdownString()
      .appendText(`IREE runs on ${device.name} (${device.id}): ${device.reason}`)
      .appendMarkdown('\n\nClick to choose another.');
    this.#item.accessibilityInformation = { label: `IREE device: ${device.name}` };
    this.#item.show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
