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
  DidChangeConfigurationNotification,
} from 'vscode-languageserver/node';
import { folderUris, isWorkbench, knownDiagnostic } from './client-support.ts';
import { readCompilerFlags } from './compiler-flags.ts';
import { CompilerThread } from './compiler-thread.ts';
import { Devices, targetOf } from './devices.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { diagnosticsCapabilities, registerDiagnostics } from './diagnostics-requests.ts';
import { commandCapabilities, registerCommands } from './execute-command.ts';
import { capabilitiesFor, isShownIR, registerFeatures } from './features.ts';
import { answerRefusals } from './message-order.ts';
import { tell } from './messages.ts';
import { OpenDocuments } from './open-documents.ts';
import {
  type DeviceChangedParams,
  type IRChangedParams,
  methods,
  type Settings,
  type VisibleRangesParams,
} from './protocol.ts';
import { RunLines } from './run-line-requests.ts';
import { Runner } from './runner.ts';
import type { PipelineOptions } from './service/pipeline.ts';
import { DEFAULT_SETTINGS, isObject, readSettings, SETTINGS_SECTION } from './settings.ts';
import { wholeLines } from './visible-parts.ts';
import { registerWorkbenchRequests } from './workbench-requests.ts';
import { WorkspaceFiles } from './workspace-files.ts';

export interface ServerOptions {
  readonly connection: Connection;
  /** The entry point of the process that runs programs. */
  readonly runner: URL;
}

/** Serves a connection until the client ends it. */
export function serve({ connection, runner: runnerEntry }: ServerOptions): void {
  answerRefusals(connection);
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
    client: () => client,
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

  /** Has the client ask again for what other settings make another. */
  const refresh = async (before: Settings): Promise<void> => {
    const { codeLens, diagnostics, inlayHint, semanticTokens } = client.workspace ?? {};
    const isOtherLanguage = before.dialects !== settings.dialects;
    const isOtherTrust = before.isTrusted !== settings.isTrusted;
    const asked: Promise<void>[] = [];
    if (codeLens?.refreshSupport && (isOtherTrust || isOtherLanguage))
      asked.push(connection.sendRequest(CodeLensRefreshRequest.type));
    if (diagnostics?.refreshSupport && isOtherLanguage)
      asked.push(connection.languages.diagnostics.refresh());
    const areOtherHints = JSON.stringify(before.inlayHints) !== JSON.stringify(settings.inlayHints);
    if (inlayHint?.refreshSupport && (isOtherLanguage || areOtherHints))
      asked.push(connection.languages.inlayHint.refresh());
    if (semanticTokens?.refreshSupport && isOtherLanguage)
      asked.push(connection.languages.semanticTokens.refresh());
    for (const done of await Promise.allSettled(asked))
      if (done.status === 'rejected')
        connection.console.warn(`The client does not ask again: ${done.reason}`);
  };

  const apply = async (next: Settings): Promise<void> => {
    const before = settings;
    if (JSON.stringify(before) === JSON.stringify(next)) return;
    settings = next;
    documents.setEra(settings.dialects);
    files.setEra(settings.dialects);
    flags = readCompilerFlags(settings.compilerFlags);
    if (before.compilerFlags.join('\n') !== settings.compilerFlags.join('\n')) reportFlags();
    for (const { uri } of documents.all) if (!isShownIR(uri)) changed(uri);
    await refresh(before);
    if (before.device === settings.device || !isWorkbench(client)) return;
    try {
      const device = await devices.resolve(settings.device);
      const params: DeviceChangedParams = { device };
      await connection.sendNotification(methods.deviceChanged, params);
    } catch (error) {
      connection.console.error(`The devices could not be listed: ${error}`);
    }
  };

  /** The client's configuration, which it may have been given or has to be asked for. */
  const configured = async (sent: unknown): Promise<Settings> => {
    if (isObject(sent) || !client.workspace?.configuration)
      return readSettings(sent, initialSettings);
    try {
      const found: unknown = await connection.workspace.getConfiguration(SETTINGS_SECTION);
      return readSettings(found, initialSettings);
    } catch (error) {
      connection.console.warn(`The client does not tell its configuration: ${error}`);
      return settings;
    }
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
      capabilities: { ...capabilitiesFor(client), ...asked, ...run },
      serverInfo: { name: 'IREE Workbench' },
    };
  });
  connection.onInitialized(async () => {
    reportFlags();
    const { workspaceFolders, configuration, didChangeConfiguration } = client.workspace ?? {};
    if (workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        const folders = await connection.workspace.getWorkspaceFolders();
        files.setFolders(folders?.map(({ uri }) => uri) ?? []);
      });
    // A client of ours sends its settings without being asked.
    if (isWorkbench(client)) return;
    if (didChangeConfiguration?.dynamicRegistration)
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: SETTINGS_SECTION,
      });
    if (configuration) await apply(await configured(null));
  });
  connection.onDidChangeConfiguration(async ({ settings: sent }) => apply(await configured(sent)));

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
  connection.onNotification(methods.visibleRanges, ({ uri, ranges }: VisibleRangesParams) =>
    publisher.see(uri, ranges.map(wholeLines)),
  );

  registerFeatures({
    connection,
    documents,
    files,
    client: () => client,
    runLines,
    onSeen: (uri, range) => publisher.see(uri, [range]),
    hintKinds: () => settings.inlayHints,
  });
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
