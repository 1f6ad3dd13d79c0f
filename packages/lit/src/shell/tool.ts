/** What a command is to the shell: a function from arguments and bytes to bytes and an exit code. */
import type { FileCheckReport } from '../filecheck/index.ts';
import type { Stream } from './shell-syntax.ts';

/** What a tool wrote, in its order. */
export interface OutputChunk {
  readonly stream: Stream;
  readonly bytes: Uint8Array;
}

export interface ToolCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly input: Uint8Array;
  readonly environment: ReadonlyMap<string, string>;
}

export interface ToolResult {
  readonly exitCode: number;
  readonly chunks: readonly OutputChunk[];
  readonly report?: ToolReport;
}

/** What a tool tells beyond its output. */
export interface ToolReport extends FileCheckReport {
  readonly kind: 'filecheck';
}

export type Tool = (call: ToolCall, context: ToolContext) => Promise<ToolResult> | ToolResult;

/** What a tool of the shell's own may do. */
export interface ToolContext {
  readonly files: ShellFiles;
  /** Calls another tool. */
  call(call: ToolCall): Promise<ToolResult>;
  /** Sets a variable of the environment for the commands that follow. */
  setVariable(name: string, value: string): void;
}

/** Files, by paths as commands write them. What goes wrong is thrown with the system's words. */
export interface ShellFiles {
  read(path: string): Uint8Array;
  write(path: string, bytes: Uint8Array, appends: boolean): void;
  /** Makes a folder and those above it. */
  makeFolder(path: string): void;
  /** Removes a file, or a folder with all in it. */
  remove(path: string): void;
  exists(path: string): boolean;
}

/** Where commands are carried out. */
export interface ShellHost {
  readonly files: ShellFiles;
  readonly environment: ReadonlyMap<string, string>;
  /** A tool that is not the shell's own, by name. */
  tool(name: string): Tool | undefined;
  readonly signal?: AbortSignal;
}
