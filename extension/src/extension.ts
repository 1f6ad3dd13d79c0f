/**
 * Where VS Code enters the extension: starts the language server and registers the commands, the documents
 * and the status bar item. The extension knows VS Code and the server's messages; it knows no IR.
 */
import * as vscode from 'vscode';
import { Devices } from './devices.ts';
import { IRDocuments } from './ir-documents.ts';
import { LanguageServer } from './language-server.ts';
import { LanguageStatus } from './language-status.ts';
import { OtherServer } from './other-server.ts';
import { Runs } from './runs.ts';
import { TestExplorer } from './test-explorer.ts';
import { Tests } from './tests.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new LanguageServer(context);
  const devices = new Devices(server);
  const documents = new IRDocuments(server, devices);
  const otherServer = new OtherServer(context.workspaceState);
  const runs = new Runs(server, devices, context.workspaceState);
  context.subscriptions.push(
    server,
    devices,
    documents,
    runs,
    otherServer,
    new LanguageStatus(server, context.extension.packageJSON.version as string),
    new Tests(server),
    new TestExplorer(server),
    vscode.commands.registerCommand('iwb.restartServer', () => server.restart()),
    vscode.commands.registerCommand('iwb.showOutput', () => server.output.show()),
    vscode.commands.registerCommand('iwb.traceServer', traceServer),
  );
  // Not awaited: the message stays until it is answered.
  void otherServer.offer();
  await server.start();
}

/** Asks how much of what the editor and the server say to each other is written to the output. */
async function traceServer(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('iwb');
  const now = configuration.get('trace.server', 'off');
  const levels = [
    { label: 'off', description: 'nothing' },
    { label: 'messages', description: 'the names of the messages, and how long each answer took' },
    { label: 'verbose', description: 'all of each message' },
  ];
  const picked = await vscode.window.showQuickPick(levels, {
    title: 'Trace Language Server',
    placeHolder: `now: ${now}`,
  });
  if (!picked) return;
  await configuration.update('trace.server', picked.label, vscode.ConfigurationTarget.Global);
  if (picked.label !== 'off') await vscode.commands.executeCommand('iwb.showOutput');
}
