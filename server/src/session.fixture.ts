/** A language server in this process with a client to speak to it, for tests of the protocol. */
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from './connection.ts';
import { MessageOrder } from './message-order.ts';

const NO_RUNNER = new URL('file:///nobody-runs-anything');

/** A client of a server of its own; nothing has been said yet. */
export function connectedClient(runner = NO_RUNNER): ProtocolConnection {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve({
    connection: createConnection(
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
      { messageStrategy: new MessageOrder() },
    ),
    runner,
  });
  return createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
}

/** Settings with which no process is started to ask for devices, and nothing is compiled. */
export const QUIET_SETTINGS = {
  diagnostics: 'verifier',
  compilerFlags: ['--iree-hal-target-backends=wasm'],
} as const;

export interface SessionOptions {
  /** What is said in `initialize` beside the client's capabilities. */
  readonly initialize?: Partial<Omit<InitializeParams, 'capabilities'>>;
  /** Gives the client what it answers the server, before anything is sent. */
  readonly prepare?: (client: ProtocolConnection) => void;
  /** The entry point of the process that runs programs. */
  readonly runner?: URL;
}

/** A client that has introduced itself. */
export class Session {
  readonly client: ProtocolConnection;
  readonly capabilities: ServerCapabilities;
  readonly #published: Map<string, PublishDiagnosticsParams>;

  private constructor(
    client: ProtocolConnection,
    capabilities: ServerCapabilities,
    published: Map<string, PublishDiagnosticsParams>,
  ) {
    this.client = client;
    this.capabilities = capabilities;
    this.#published = published;
  }

  static async start(
    capabilities: ClientCapabilities,
    { initialize, prepare, runner }: SessionOptions = {},
  ): Promise<Session> {
    const client = connectedClient(runner);
    const published = new Map<string, PublishDiagnosticsParams>();
    client.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
      published.set(sent.uri, sent);
    });
    prepare?.(client);
    client.listen();
    const result = await client.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions: QUIET_SETTINGS,
      ...initialize,
    });
    await client.sendNotification('initialized', {});
    return new Session(client, result.capabilities, published);
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    await this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'mlir', version, text },
    });
  }

  /** A request of the protocol's `textDocument/` family. */
  ask<T>(uri: string, method: string, params: object = {}): Promise<T> {
    return this.client.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri },
      ...params,
    });
  }

  /** Diagnostics of a version of a document, when some have come that satisfy a test. */
  async published(
    uri: string,
    version = 1,
    satisfy: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.#published.get(uri);
      if (found?.version === version && satisfy(found.diagnostics)) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async end(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
  }
}
