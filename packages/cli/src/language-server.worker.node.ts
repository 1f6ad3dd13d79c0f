/** The process that is the language server of `iwb lsp`, on the standard input and output given to it. */
import { serveStdio } from '@iree-workbench/server';

const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
serveStdio(new URL(`./runner.worker.node${extension}`, import.meta.url));
