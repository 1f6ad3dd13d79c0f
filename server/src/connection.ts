/**
 * The language server on a connection: settings, documents and threads put together. What it knows of
 * IR is in `service/`; what runs programs is a process started from the file it is given.
 */
import { TARGETS } from '@iree-workbench/compiler';
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticTag,
} from 'vscode-languageserver/node';
import { folderUris, isWorkbench, knownDiagnostic } from './client-support.ts';
import { readCompilerFlags } from './compiler-flags.ts';
import { CompilerThread } from './compiler-thread.ts';
import { Devices, targetOf } from './devices.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { diagnosticsCapabilities, registerDiagnostics } from './diagnostics-requests.ts';
import { commandCapabilities, registerCommands } from './execute-command.ts';
import { capabilities, isShownIR, registerFeatures } from './features.ts';
import { tell } from './messages.ts';
import { OpenDocuments } from './open-documents.ts';
import { type DeviceChangedParams, type IRChangedParams, methods } from './protocol.ts';
import { RunLines } from './run-line-requests.ts';
import { Runner } from './runner.ts';
import type { PipelineOptions } from './service/pipeline.ts';
import { DEFAULT_SETTINGS, readSettings } from './settings.ts';
import { registerWorkbenchRequests } from './workbench-requests.ts';
import { WorkspaceFiles } from './workspace-files.ts';

export interface ServerOptions {
  readonly connection: Connection;
  /** The entry point of the process that runs programs. */
  readonly runner: URL;
}

/** Serves a connection until the client ends it. */
export function serve({ connection, runner: runnerEntry }: ServerOptions): void {
  let settings = DEFAULT_SETTINGS;
  /** What holds where the client's configuration says nothing: what it began with. */
  let initialSettings = DEFAULT_SETTINGS;
  let flags = readCompilerFlags(settings.compilerFlags);
  const runner = new Runner(runnerEntry);
  const devices = new Devices(runner);
  const documents = new OpenDocuments();
  const files = new WorkspaceFiles();
  let client: ClientCapabilities = {};
  // Diagnostics have a thread to themselves, so that what somebody waits for does not wait for them.
  const background = new CompilerThread();
  const foreground = new CompilerThread();

  /** How to compile for a device; for all targets where it is not known which device there is. */
  const optionsFor = async (device: string): Promise<PipelineOptions> => {
    const { targets } = flags;
    const pipeline = { ...flags.pipeline, era: settings.dialects };
    if (targets) return { targets, ...pipeline };
    try {
      const { id } = await devices.resolve(device);
      return { targets: [targetOf(id)], ...pipeline };
    } catch (error) {
      connection.console.warn(`The devices could not be listed, compiling for all: ${error}`);
      return { targets: TARGETS, ...pipeline };
    }
  };

  const runLines = new RunLines({
    connection,
    documents,
    runner,
    isTrusted: () => settings.isTrusted,
    dialects: () => settings.dialects,
    show: (uri) => publisher.schedule(uri),
  });
  const publisher = new DiagnosticsPublisher({
    connection,
    documents,
    thread: background,
    pipeline: async () =>
      settings.diagnostics === 'pipeline' ? await optionsFor(settings.device) : null,
    isAsked: () => client.textDocument?.diagnostic !== undefined,
    showsTags: () =>
      client.textDocument?.publishDiagnostics?.tagSupport?.valueSet.includes(
        DiagnosticTag.Unnecessary,
      ) ?? false,
    tested: (uri) => runLines.findings(uri),
    known: (diagnostic) => knownDiagnostic(client, diagnostic),
  });

  const reportFlags = (): void => {
    // One message, however many of them are wrong.
    if (flags.problems.length > 0)
      tell(connection, 'warning', `iwb.compilerFlags: ${flags.problems.join('; ')}`);
  };

  connection.onInitialize((params) => {
    client = params.capabilities;
    files.setFolders(folderUris(params));
    initialSettings = readSettings(params.initializationOptions);
    settings = initialSettings;
    documents.setEra(settings.dialects);
    files.setEra(settings.dialects);
    flags = readCompilerFlags(settings.compilerFlags);
    const asked = client.textDocument?.diagnostic ? diagnosticsCapabilities : {};
    const run = isWorkbench(client) ? {} : commandCapabilities;
    return {
      capabilities: { ...capabilities, ...asked, ...run },
      serverInfo: { name: 'IREE Workbench' },
    };
  });
  connection.onInitialized(() => {
    reportFlags();
    if (!client.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(async () => {
      const folders = await connection.workspace.getWorkspaceFolders();
      files.setFolders(folders?.map(({ uri }) => uri) ?? []);
    });
  });

  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    const before = settings;
    settings = readSettings(sent, initialSettings);
    documents.setEra(settings.dialects);
    files.setEra(settings.dialects);
    flags = readCompilerFlags(settings.compilerFlags);
    if (before.compilerFlags.join('\n') !== settings.compilerFlags.join('\n')) reportFlags();
    const { all } = documents;
    for (const { uri } of all) if (!isShownIR(uri)) changed(uri);
    if (before.isTrusted !== settings.isTrusted && client.workspace?.codeLens?.refreshSupport)
      await connection.sendRequest(CodeLensRefreshRequest.type);
    if (before.device === settings.device || !isWorkbench(client)) return;
    try {
      const device = await devices.resolve(settings.device);
      const params: DeviceChangedParams = { device };
      await connection.sendNotification(methods.deviceChanged, params);
    } catch (error) {
      connection.console.error(`The devices could not be listed: ${error}`);
    }
  });

  /** A document's text, or how it is compiled, is another now. */
  const changed = (uri: string): void => {
    publisher.schedule(uri);
    if (!isWorkbench(client)) return;
    const params: IRChangedParams = { uri };
    void connection.sendNotification(methods.irChanged, params);
  };

  documents.onChange(({ uri }) => {
    if (!isShownIR(uri)) changed(uri);
  });
  documents.onClose((uri) => publisher.forget(uri));

  registerFeatures({ connection, documents, files, client: () => client, runLines });
  registerDiagnostics({ connection, documents, files, client: () => client });
  const workbench = {
    connection,
    documents,
    thread: foreground,
    runner,
    devices,
    chosenDevice: () => settings.device,
    optionsFor,
  };
  registerWorkbenchRequests(workbench);
  const commands = registerCommands({ ...workbench, runLines, client: () => client });

  connection.onShutdown(async () => {
    publisher.dispose();
    commands.dispose();
    await Promise.all([background.dispose(), foreground.dispose()]);
  });

  documents.listen(connection);
  connection.listen();
}
