/** The language server on this process's standard input and output, for a command line that is it. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';
import { MessageOrder } from './message-order.ts';

/**
 * Serves until the client ends the process. Nothing else may write to standard output.
 * @param runner the entry point of the process that runs programs
 */
export function serveStdio(runner: URL): void {
  serve({
    connection: createConnection(ProposedFeatures.all, process.stdin, process.stdout, {
      messageStrategy: new MessageOrder(),
    }),
    runner,
  });
}
