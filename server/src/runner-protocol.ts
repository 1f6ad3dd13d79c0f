/**
 * The messages between the language server and the process that runs programs for it: one request for
 * each process, one answer. Types only: the runner belongs to whoever starts the server.
 */
import type { DeviceInfo, Settings } from './protocol.ts';

export type RunnerRequest =
  | { readonly kind: 'devices' }
  | {
      readonly kind: 'run';
      /** A module file. */
      readonly module: Uint8Array;
      /** Absent: the only one there is. */
      readonly function?: string;
      /** As `iwb run --input=` takes them. */
      readonly inputs: readonly string[];
      /** What relative paths in inputs start from; absent: nothing is at hand to start from. */
      readonly folder?: string;
      /** A device's id. */
      readonly device: string;
      /** Calls the function over and over and measures that; absent: once, for its results. */
      readonly measure?: {
        /** Seconds to measure for at least, each time. */
        readonly minTime: number;
        readonly repetitions: number;
      };
    }
  | {
      readonly kind: 'test';
      /** The file, which is seen with the text below whatever is on disk. */
      readonly path: string;
      readonly text: string;
      /** The one of its `RUN:` lines to run, one-based; absent: all. */
      readonly line?: number;
      /** Whose dialects it is in. */
      readonly dialects: Settings['dialects'];
    };

/** How the `RUN:` lines of a file went. */
export interface TestedFile {
  /** As lit has it: `PASS`, `FAIL` and so on. */
  readonly code: string;
  /** Why it was not run, or not as it was meant. */
  readonly reason?: string;
  /** The lines that were carried out, up to the first that failed. */
  readonly lines: readonly TestedLine[];
  /** All that is to be told, as lit tells it. */
  readonly report: string;
}

export interface TestedLine {
  /** The first line of the command, one-based. */
  readonly line: number;
  readonly command: string;
  readonly exitCode: number;
  readonly errors: string;
  /** What FileCheck said each time that it was called. */
  readonly checks: readonly TestedCheck[];
}

export interface TestedCheck {
  /** The full path of the file with the directives. */
  readonly checkFile: string;
  readonly prefixes: readonly string[];
  /** What was checked. */
  readonly input: string;
  readonly exitCode: number;
  readonly messages: readonly TestedMessage[];
}

export interface TestedMessage {
  readonly severity: 'error' | 'note' | 'remark';
  readonly message: string;
  /** The text that it is about; absent: none. */
  readonly about?: 'checks' | 'input' | 'other';
  /** In the text as it is, whatever blanks FileCheck joins. */
  readonly offset: number;
  /** The line, one-based, and what stands there. */
  readonly line: number;
  readonly lineText: string;
}

export type RunnerAnswer =
  | {
      readonly kind: 'devices';
      /** Best first. */
      readonly devices: readonly DeviceInfo[];
      /** The id of the best one that could be made. */
      readonly best: string;
    }
  | {
      readonly kind: 'result';
      readonly outputs: readonly string[];
      /** Milliseconds of the call until its results could be read. */
      readonly runMs: number;
    }
  | {
      readonly kind: 'measured';
      /** Nanoseconds of a call, of each repetition. */
      readonly times: readonly number[];
      /** Calls of all repetitions. */
      readonly calls: number;
    }
  | { readonly kind: 'tested'; readonly file: TestedFile }
  | { readonly kind: 'failure'; readonly message: string };
