/** A client of a language server that is measured: starts it, opens files and waits for diagnostics. */
import { spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { CommandLine } from './measure.ts';

/** Milliseconds after which a server does not answer any more. */
const LONGEST_WAIT = 120_000;

/** A server that was started. */
export interface MeasuredServer {
  readonly client: ProtocolConnection;
  readonly published: Publications;
  /** Does it take changes of a document, or its whole text? */
  readonly isIncremental: boolean;
  dispose(): void;
}

export async function startServer({ program, args }: CommandLine): Promise<MeasuredServer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Publications(client);
  client.onRequest('workspace/configuration', () => [{ diagnostics: 'verifier' }]);
  client.listen();
  const { capabilities } = await client.sendRequest<{
    capabilities: { textDocumentSync?: number | { change?: number } };
  }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: { diagnostics: 'verifier' },
  });
  await client.sendNotification('initialized', {});
  const sync = capabilities.textDocumentSync;
  const change = typeof sync === 'object' ? sync.change : sync;
  return {
    client,
    published,
    isIncremental: change === TextDocumentSyncKind.Incremental,
    dispose: () => {
      client.dispose();
      child.kill();
    },
  };
}

export const openDocument = (
  { client }: MeasuredServer,
  uri: string,
  text: string,
): Promise<void> =>
  client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'mlir', version: 1, text },
  });

/** Waits for the diagnostics of a version of a document. */
export class Publications {
  #waiting: {
    readonly uri: string;
    readonly version: number;
    readonly resolve: () => void;
  } | null = null;
  constructor(client: ProtocolConnection) {
    client.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, version }: PublishDiagnosticsParams) => {
        const waiting = this.#waiting;
        if (waiting?.uri === uri && (version === undefined || version >= waiting.version))
          waiting.resolve();
      },
    );
  }
  of(uri: string, version: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no diagnostics in ${LONGEST_WAIT / 1000} s`)),
        LONGEST_WAIT,
      );
      this.#waiting = {
        uri,
        version,
        resolve: () => {
          clearTimeout(timer);
          this.#waiting = null;
          resolve();
        },
      };
    });
  }
}
