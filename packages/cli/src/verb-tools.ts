/**
 * The verbs of `iwb` as tools of tests' command lines: they run in this process, and what they write is kept.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Era } from '@iree-workbench/ir';
import type { OutputChunk, ShellFiles, ShellHost, Stream } from '@iree-workbench/lit';
import { CommandError, type ExitCode } from './command-error.ts';
import { reasonOf } from './system-error.ts';
import type { Embedding, Terminal, TextStream } from './terminal.ts';
import { type RunVerb, upstreamTool } from './upstream-tools.ts';

/** Runs a command line of `iwb`. */
export type RunCommandLine = (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** What tests see of the disk. */
export interface TestDisk {
  /** What relative paths are in. */
  readonly folder: string;
  /** Files that are seen otherwise than they are on disk, by their full paths. */
  readonly unsaved: ReadonlyMap<string, Uint8Array>;
}

/** Where the command lines of a test are carried out. */
export function verbHost(disk: TestDisk, runCommandLine: RunCommandLine, era: Era): ShellHost {
  const environment = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    files: new DiskFiles(disk),
    environment: new Map(environment),
    tool: (name) => {
      const tool = upstreamTool(name, era);
      return tool && ((call) => tool(call, verbRunner(disk, runCommandLine)));
    },
  };
}

/** Runs verbs in this process. */
function verbRunner(disk: TestDisk, runCommandLine: RunCommandLine): RunVerb {
  return async (args, input) => {
    const chunks: OutputChunk[] = [];
    const embedding: Embedding = {
      read: (path) => (path === '-' ? input : disk.unsaved.get(resolve(disk.folder, path))),
      resolve: (path) => resolve(disk.folder, path),
    };
    const terminal: Terminal = {
      out: new KeptStream('out', chunks),
      error: new KeptStream('error', chunks),
      embedding,
    };
    const exitCode = await runCommandLine(args, terminal);
    return { exitCode, chunks };
  };
}

/** A stream that is no terminal and keeps what is written. */
class KeptStream implements TextStream {
  readonly isTerminal = false;
  readonly colorDepth = 1;
  readonly columns = 80;
  readonly #stream: Stream;
  readonly #chunks: OutputChunk[];

  constructor(stream: Stream, chunks: OutputChunk[]) {
    this.#stream = stream;
    this.#chunks = chunks;
  }

  write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    this.#chunks.push({ stream: this.#stream, bytes });
  }
}

/** Files on disk, some of them seen as they are in an editor. */
class DiskFiles implements ShellFiles {
  readonly #disk: TestDisk;

  constructor(disk: TestDisk) {
    this.#disk = disk;
  }

  read(path: string): Uint8Array {
    const full = this.#resolve(path);
    return this.#disk.unsaved.get(full) ?? inWords(() => readFileSync(full));
  }

  write(path: string, bytes: Uint8Array, appends: boolean): void {
    inWords(() => writeFileSync(this.#resolve(path), bytes, { flag: appends ? 'a' : 'w' }));
  }

  makeFolder(path: string): void {
    inWords(() => mkdirSync(this.#resolve(path), { recursive: true }));
  }

  remove(path: string): void {
    inWords(() => rmSync(this.#resolve(path), { recursive: true }));
  }

  exists(path: string): boolean {
    return statSync(this.#resolve(path), { throwIfNoEntry: false }) !== undefined;
  }

  #resolve(path: string): string {
    return resolve(this.#disk.folder, path);
  }
}

/** Does something with files; its failure is thrown in the system's words. */
function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CommandError(reasonOf(error));
  }
}
