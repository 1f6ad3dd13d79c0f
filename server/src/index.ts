/** The language server for who starts it in another way than as a process of its own. */
export { type ServerOptions, serve } from './connection.ts';
export * from './protocol.ts';
export { serveStdio } from './stdio.ts';
