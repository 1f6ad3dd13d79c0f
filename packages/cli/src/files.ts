/**
 * Files of a command line: `-` is standard input or output; what cannot be opened is told in the
 * words of upstream's tools.
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';
import { reasonOf } from './system-error.ts';
import type { Embedding, Terminal } from './terminal.ts';

/** A file's bytes with the name that diagnostics give it. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a file, or standard input for `-`. */
export function readInput(path: string, { embedding }: Pick<Terminal, 'embedding'>): InputFile {
  const name = path === '-' ? '<stdin>' : path;
  const given = embedding?.read(path);
  return { name, bytes: given ? Uint8Array.from(given) : ownBytes(readBytes(path, embedding)) };
}

/** Reads a file, or standard input for `-`. */
export function readBytes(path: string, embedding?: Embedding): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : (embedding?.resolve(path) ?? path));
  } catch (error) {
    throw new CommandError(`cannot open input file '${path}': ${reasonOf(error)}`);
  }
}

/** Bytes in a buffer of their own, which may be handed to another thread. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) {
    return new Uint8Array(buffer);
  }
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Writes a file, or to standard output for `-`. */
export function writeOutput(path: string, data: string | Uint8Array, terminal: Terminal): void {
  if (path === '-') {
    terminal.out.write(data);
    return;
  }
  const file = openOutput(path, 'w', terminal);
  try {
    writeAll(file, typeof data === 'string' ? Buffer.from(data) : data);
  } finally {
    closeSync(file);
  }
}

/** Writes a file in a folder, which is made if it is not there, or to standard output for `-`. */
export function writeInto(
  folder: string,
  name: string,
  data: Uint8Array,
  terminal: Terminal,
): void {
  if (folder === '-') {
    terminal.out.write(data);
    return;
  }
  try {
    mkdirSync(terminal.embedding?.resolve(folder) ?? folder, { recursive: true });
  } catch (error) {
    throw new CommandError(`cannot make folder '${folder}': ${reasonOf(error)}`);
  }
  writeOutput(join(folder, name), data, terminal);
}

/** Appends to a file, which need not exist. */
export function appendOutput(path: string, bytes: Uint8Array, terminal: Terminal): void {
  const file = openOutput(path, 'a', terminal);
  try {
    writeAll(file, bytes);
  } finally {
    closeSync(file);
  }
}

function openOutput(path: string, flags: 'a' | 'w', { embedding }: Terminal): number {
  try {
    return openSync(embedding?.resolve(path) ?? path, flags);
  } catch (error) {
    throw new CommandError(`cannot open output file '${path}': ${reasonOf(error)}`);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  try {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(file, bytes, offset);
  } catch (error) {
    throw new CommandError(`IO failure on output stream: ${reasonOf(error)}`);
  }
}
