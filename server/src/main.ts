/**
 * The language server as a process: over IPC for VS Code, over standard input and output with `--stdio`.
 * `--runner=FILE` names the entry point of the process that runs programs; without it, it is the bundle
 * of that name beside this one.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';
import { MessageOrder } from './message-order.ts';

const option = '--runner=';
const given = process.argv.find((argument) => argument.startsWith(option))?.slice(option.length);
const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
const runner =
  given === undefined
    ? new URL(`./runner.worker.node${extension}`, import.meta.url)
    : pathToFileURL(resolve(given));

serve({
  connection: createConnection(ProposedFeatures.all, { messageStrategy: new MessageOrder() }),
  runner,
});
