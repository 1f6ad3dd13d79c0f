/**
 * Where a command writes: standard output and error, with what is known of them as terminals. Tests
 * give one that keeps the text.
 */
import { writeSync } from 'node:fs';
import { CommandError } from './command-error.ts';
import { reasonOf } from './system-error.ts';

/** Standard output or standard error. */
export interface TextStream {
  write(data: string | Uint8Array): void;
  readonly isTerminal: boolean;
  /** Colours an escape sequence may ask for: 1 (none), 4, 8 or 24 bits. */
  readonly colorDepth: number;
  readonly columns: number;
}

export interface Terminal {
  readonly out: TextStream;
  readonly error: TextStream;
  /** Where a command finds its files, if not where the process does: it runs inside another. */
  readonly embedding?: Embedding;
}

/** What a command that runs inside another has in place of the process's own files. */
export interface Embedding {
  /** The bytes of a file that is not on disk as it should be seen, or of standard input, `-`. */
  read(path: string): Uint8Array | undefined;
  /** A path that relative ones become part of. */
  resolve(path: string): string;
}

/** Columns assumed where there is no terminal to ask. */
const defaultColumns = 80;

/** The streams of this process, with colours as their terminals or the environment want them. */
export function processTerminal(): Terminal {
  return {
    out: processStream(process.stdout, 1),
    error: processStream(process.stderr, 2),
  };
}

function processStream(stream: NodeJS.WriteStream, descriptor: number): TextStream {
  const isTerminal = stream.isTTY === true;
  return {
    // Written at once, so that nothing is lost when the process ends and both streams keep their order.
    write: (data) => writeFully(descriptor, data),
    isTerminal,
    colorDepth: colorDepthIn(process.env, () => (isTerminal ? stream.getColorDepth() : 1)),
    get columns() {
      return isTerminal ? stream.columns : defaultColumns;
    },
  };
}

/** Bits that FORCE_COLOR asks for by its value; others ask for none. */
const forcedDepths: Readonly<Record<string, number>> = { '': 4, 1: 4, true: 4, 2: 8, 3: 24 };

/**
 * Bits of colours, as Node has it for its own messages: FORCE_COLOR decides for pipes and files, too, then
 * NO_COLOR, if it is not empty, then what the stream is.
 */
export function colorDepthIn(
  { FORCE_COLOR, NO_COLOR }: Readonly<Record<string, string | undefined>>,
  depthOfStream: () => number,
): number {
  if (FORCE_COLOR !== undefined) return forcedDepths[FORCE_COLOR] ?? 1;
  return NO_COLOR ? 1 : depthOfStream();
}

/** A terminal with colours, or without, whatever it is: `--color` and `--color=0`. */
export function withColors(terminal: Terminal, isOn: boolean): Terminal {
  const { out, error } = terminal;
  const recolored = (stream: TextStream): TextStream => ({
    write: (data) => stream.write(data),
    isTerminal: stream.isTerminal,
    colorDepth: isOn ? Math.max(stream.colorDepth, 4) : 1,
    get columns() {
      return stream.columns;
    },
  });
  return { ...terminal, out: recolored(out), error: recolored(error) };
}

/** A pipe whose reader has gone: there is nobody left to tell. */
export class ClosedPipe extends Error {}

function writeFully(descriptor: number, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new ClosedPipe();
      // A pipe that is full and does not block: its reader needs a moment.
      if (code !== 'EAGAIN') {
        throw new CommandError(`IO failure on output stream: ${reasonOf(error)}`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** Escape sequences of the styles in use. */
const styles = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  magenta: '35',
  blue: '34',
  cyan: '36',
} as const;
export type Style = keyof typeof styles;

/** Styles a text, or leaves it as it is where there are no colours. */
export type Styler = (text: string, ...styles: readonly Style[]) => string;

export const plainStyler: Styler = (text) => text;

const colorStyler: Styler = (text, ...names) =>
  `\u001b[${names.map((name) => styles[name]).join(';')}m${text}\u001b[0m`;

/** The styler for colours of so many bits. */
export const stylerForDepth = (depth: number): Styler => (depth > 1 ? colorStyler : plainStyler);

export const stylerFor = (stream: TextStream): Styler => stylerForDepth(stream.colorDepth);
