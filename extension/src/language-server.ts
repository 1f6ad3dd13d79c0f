/**
 * The language server's life: starts it, restarts it, keeps it told of the settings, and carries requests
 * to it.
 */
import {
  commands,
  type DeviceChangedParams,
  type IRChangedParams,
  irScheme,
  methods,
  type Settings,
  type UsesTarget,
  type VisibleRangesParams,
  type WorkbenchCapabilities,
} from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';

/** The section of the configuration that holds the settings. */
const section = 'iwb';

/** The settings as the server takes them. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  return {
    device: configuration.get('device', 'auto'),
    diagnostics: configuration.get('diagnostics', 'pipeline'),
    isTrusted: vscode.workspace.isTrusted,
    compilerFlags: configuration.get('compilerFlags', []),
    dialects: configuration.get('dialects', '2023'),
    inlayHints: {
      types: configuration.get('inlayHints.types', true),
      dispatches: configuration.get('inlayHints.dispatches', true),
      sizes: configuration.get('inlayHints.sizes', true),
    },
  };
}

const isEnabled = (): boolean => vscode.workspace.getConfiguration(section).get('enable', true);
const switchedOff =
  'The IREE language server is switched off here (the setting iwb.enable, or "Choose Language Server…").';

/** Shows the uses that a lens counts, as the editor shows references. */
async function showUses({ uri, position, locations }: UsesTarget): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations.map(
      (location) =>
        new vscode.Location(
          vscode.Uri.parse(location.uri),
          new vscode.Range(
            new vscode.Position(location.range.start.line, location.range.start.character),
            new vscode.Position(location.range.end.line, location.range.end.character),
          ),
        ),
    ),
  );
}

export class LanguageServer implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly #irChanged = new vscode.EventEmitter<IRChangedParams>();
  readonly #deviceChanged = new vscode.EventEmitter<DeviceChangedParams>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly #client: LanguageClient;
  readonly #subscriptions: vscode.Disposable[];

  /** Fires when IR that was shown of a document is out of date. */
  readonly onIRChanged = this.#irChanged.event;
  /** Fires when another device is in use. */
  readonly onDeviceChanged = this.#deviceChanged.event;
  /** Fires each time the server is ready, after a restart too. */
  readonly onStarted = this.#started.event;
  /** Fires when the server starts, runs or stops. */
  readonly onStateChanged: vscode.Event<unknown>;

  constructor(context: vscode.ExtensionContext) {
    this.output = vscode.window.createOutputChannel('IREE Workbench', { log: true });
    const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.mjs').fsPath;
    const serverOptions: ServerOptions = {
      run: { module, transport: TransportKind.ipc },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] },
      },
    };
    this.#client = new LanguageClient(section, 'IREE Workbench', serverOptions, {
      documentSelector: [{ language: 'mlir' }, { scheme: irScheme }],
      initializationOptions: readSettings,
      outputChannel: this.output,
    });
    // What is published comes at each key; asked for as well, it would be shown twice. And it is said who we are.
    this.#client.registerFeature({
      fillClientCapabilities: (capabilities) => {
        if (capabilities.textDocument) delete capabilities.textDocument.diagnostic;
        capabilities.experimental = { iwb: true } satisfies WorkbenchCapabilities;
      },
      initialize: () => undefined,
      getState: () => ({ kind: 'static' }),
      clear: () => undefined,
    });
    this.#client.onNotification(methods.irChanged, (params: IRChangedParams) =>
      this.#irChanged.fire(params),
    );
    this.#client.onNotification(methods.deviceChanged, (params: DeviceChangedParams) =>
      this.#deviceChanged.fire(params),
    );
    this.onStateChanged = this.#client.onDidChangeState;
    this.#subscriptions = [
      vscode.commands.registerCommand(commands.showUses, showUses),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#tellVisible(editor);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
        this.#tellVisible(textEditor),
      ),
      this.#client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#started.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#sendSettings()),
      vscode.workspace.onDidChangeConfiguration(async (event) => {
        if (event.affectsConfiguration(`${section}.enable`)) await this.#follow();
        else if (event.affectsConfiguration(section)) await this.#sendSettings();
      }),
    ];
  }

  /** What the server does now. */
  get state(): 'starting' | 'running' | 'stopped' | 'off' {
    if (!isEnabled()) return 'off';
    if (this.#client.state === State.Starting) return 'starting';
    return this.#client.state === State.Running ? 'running' : 'stopped';
  }

  async #sendSettings(): Promise<void> {
    if (!this.#client.isRunning()) return;
    await this.#client.sendNotification('workspace/didChangeConfiguration', {
      settings: readSettings(),
    });
  }

  /** Tells which lines of a document its editors show: they are looked at first. */
  #tellVisible({ document: { uri, languageId } }: vscode.TextEditor): void {
    if (languageId !== 'mlir' || !this.#client.isRunning()) return;
    const ranges = vscode.window.visibleTextEditors
      .filter(({ document }) => document.uri.toString() === uri.toString())
      .flatMap(({ visibleRanges }) => visibleRanges)
      .map(({ start, end }) => ({ start: start.line, end: end.line }));
    const params: VisibleRangesParams = { uri: uri.toString(), ranges };
    void this.#client.sendNotification(methods.visibleRanges, params);
  }

  /** Starts the server, unless it is switched off here. */
  async start(): Promise<void> {
    if (isEnabled()) await this.#reporting(() => this.#client.start());
  }

  async restart(): Promise<void> {
    if (isEnabled()) await this.#reporting(() => this.#client.restart());
    else await vscode.window.showInformationMessage(switchedOff);
  }

  /** Starts or stops as the settings say now. */
  async #follow(): Promise<void> {
    if (isEnabled()) await this.start();
    else if (this.#client.isRunning()) await this.#reporting(() => this.#client.stop());
  }

  async #reporting(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      // Not awaited: the message stays until it is dismissed.
      void this.#reportFailure(error);
    }
  }

  /** Sends a request; rejects with the server's words when it fails or the server is not running. */
  request<Result>(
    method: string,
    params: object,
    token?: vscode.CancellationToken,
  ): Promise<Result> {
    // The client would start what is switched off.
    if (!isEnabled()) return Promise.reject(new Error(switchedOff));
    // An absent token handed on would be sent as a second parameter.
    return token
      ? this.#client.sendRequest<Result>(method, params, token)
      : this.#client.sendRequest<Result>(method, params);
  }

  async #reportFailure(error: unknown): Promise<void> {
    this.output.error(error instanceof Error ? error : String(error));
    const show = 'Show Output';
    const choice = await vscode.window.showErrorMessage(
      `The IREE language server did not start: ${error instanceof Error ? error.message : error}`,
      show,
    );
    if (choice === show) this.output.show();
  }

  async dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#irChanged.dispose();
    this.#deviceChanged.dispose();
    this.#started.dispose();
    await this.#client.dispose();
    this.output.dispose();
  }
}

/** The source document that a command is about: the one of its argument, or the active editor's. */
export function targetDocument(uri: string | undefined): vscode.Uri | undefined {
  if (uri !== undefined) return vscode.Uri.parse(uri);
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'mlir' ? document.uri : undefined;
}
