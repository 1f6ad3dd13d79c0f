/**
 * What the compiler's thread is asked to do and what it answers: plain data that crosses a thread's
 * border.
 */
import {
  DEFAULT_CHANGES,
  type ElementTypeChanges,
  type InputType,
} from '@iree-workbench/compiler/input-types';
import type { TargetDevice } from '@iree-workbench/compiler/target-names';
import type { Era, PrintOptions } from '@iree-workbench/ir';
import type { ExecutableDumpOptions } from './executable-dumps.ts';
import type { IrDumpOptions } from './ir-dumps.ts';
import type { TimingDisplay } from './timing-report.ts';

/** How diagnostics are shown, and what becomes of the program on the way. */
export interface ReportOptions {
  readonly colors: boolean;
  /** Shows the operation below what the verifier says of it. */
  readonly showOperations: boolean;
  readonly executables: ExecutableDumpOptions;
  readonly dumps: IrDumpOptions;
  readonly print: PrintOptions;
  /** Reports how long the steps took, arranged so. */
  readonly timing?: TimingDisplay;
}

/** A source file, its bytes handed over. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `iwb opt`: text to text. */
export interface OptJob extends ReportOptions {
  readonly kind: 'opt';
  readonly sources: readonly SourceFile[];
  /** The version of MLIR's language that they are written in. */
  readonly era: Era;
  /** Devices that passes compile for. */
  readonly targets: readonly TargetDevice[];
  readonly passPipeline?: string;
  /** Flags that name passes, in their order: `canonicalize=max-iterations=2`. */
  readonly passFlags: readonly string[];
  /** The other flags there are, one of which may have been meant. */
  readonly otherFlags: readonly string[];
  /** Prints the pipeline before it runs. */
  readonly dumpPassPipeline: boolean;
  readonly splitInput: boolean;
  readonly allowUnregisteredDialects: boolean;
  readonly verifyDiagnostics: boolean;
  readonly verifyEach: boolean;
  /** One line of JSON for each split instead of IR and diagnostics. */
  readonly json: boolean;
}

/** `iwb compile`, and the way from text to a running program. */
export interface CompileJob extends ReportOptions {
  readonly kind: 'compile';
  readonly source: SourceFile;
  /** The version of MLIR's language that it is written in. */
  readonly era: Era;
  readonly targets: readonly TargetDevice[];
  readonly compileFrom?: string;
  readonly compileTo?: string;
  /** What comes out when nothing is left to compile. */
  readonly output: CompileOutput;
  readonly stripSourceMap: boolean;
  readonly stripDebugOps: boolean;
  readonly polyglotZip: boolean;
  /** The dialects of the input that are converted. */
  readonly inputType: InputType;
  readonly elementTypes: ElementTypeChanges;
  /** Passes of phase `preprocessing`. */
  readonly preprocessing?: string;
  readonly verifyEach: boolean;
  /** A folder for the IR after each phase. */
  readonly phasesTo?: string;
}

/**
 * A module file, or the `vm` module that it is made of: in its module, or alone; or, of a module that holds
 * one executable and nothing else to compile, that one's binary.
 */
export type CompileOutput = 'executable' | 'module-file' | 'vm-assembly' | 'vm-module';

/** How a program is compiled to run it at once. */
export const TO_RUN: Omit<CompileJob, 'colors' | 'era' | 'source' | 'targets'> = {
  kind: 'compile',
  inputType: 'auto',
  elementTypes: DEFAULT_CHANGES,
  output: 'module-file',
  stripSourceMap: false,
  stripDebugOps: false,
  polyglotZip: false,
  verifyEach: false,
  showOperations: false,
  executables: {},
  dumps: {},
  print: {},
};

/** What there is: the passes, or the dialects, as text. */
export interface ListJob {
  readonly kind: 'list';
  readonly what: 'dialects' | 'passes';
}

/** Anything the thread can be asked. */
export type CompilerJob = CompileJob | ListJob | OptJob;

/** Milliseconds the steps of a job took. */
export interface JobTimings {
  readonly parse: number;
  /** What follows, until the output's bytes; a compilation verifies what was read here. */
  readonly compile: number;
}

/** How a job ended. */
export interface JobResult {
  readonly ok: boolean;
  /** What goes to the output: IR as text, or a module file. */
  readonly output: Uint8Array<ArrayBuffer>;
  readonly timings: JobTimings;
}

/** What a job hands out on the way. */
export interface JobSink {
  /** Diagnostics and dumps. */
  error(text: string): void;
  /** The phase or pass that begins. */
  step(name: string): void;
  /** A file for a folder; `-` is standard output. */
  file(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): void;
}

/** Messages of the compiler's thread. */
export type JobMessage =
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'step'; readonly name: string }
  | {
      readonly kind: 'file';
      readonly folder: string;
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'fault'; readonly message: string };
