/**
 * The command line as a library: for tests, and for programs that run it in their own process.
 */
export * from './command-error.ts';
export { runCommandLine } from './run-command-line.ts';
export { processTerminal, type Terminal, type TextStream } from './terminal.ts';
