/**
 * Where VS Code enters the extension: starts the language server and registers the commands, the documents
 * and the status bar item. The extension knows VS Code and the server's messages; it knows no IR.
 */
import * as vscode from 'vscode';
import { Devices } from './devices.ts';
import { IRDocuments } from './ir-documents.ts';
import { LanguageServer } from './language-server.ts';
import { Runs } from './runs.ts';
import { TestExplorer } from './test-explorer.ts';
import { Tests } from './tests.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new LanguageServer(context);
  const devices = new Devices(server);
  const documents = new IRDocuments(server, devices);
  const runs = new Runs(server, devices, context.workspaceState);
  context.subscriptions.push(
    server,
    devices,
    documents,
    runs,
    new Tests(server),
    new TestExplorer(server),
    vscode.commands.registerCommand('iwb.restartServer', () => server.restart()),
    vscode.commands.registerCommand('iwb.showOutput', () => server.output.show()),
  );
  await server.start();
}
