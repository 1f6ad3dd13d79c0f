/**
 * The messages of IREE Workbench beyond the Language Server Protocol: plain data that goes between a
 * client and the language server. This file holds types and method names only and imports nothing, so
 * that a client may import it without taking any of the server with it.
 *
 * Request methods are named `iwb/…`. A URI is a document's URI as the client writes it; a line is
 * zero-based, as in LSP.
 */

/** The method names, so that neither side spells one by hand. */
export const methods = {
  /** Request: the functions of a document that can be run. */
  functions: 'iwb/functions',
  /** Request: compile the document's present text and run one of its functions. */
  run: 'iwb/run',
  /** Request: what is wrong with a value for an input. */
  checkInput: 'iwb/checkInput',
  /** Request: the phases and passes whose result can be shown. */
  listStages: 'iwb/listStages',
  /** Request: the IR after a phase or a pass. */
  ir: 'iwb/ir',
  /** Request: the devices of this machine. */
  devices: 'iwb/devices',
  /** Request: carry out the `RUN:` lines of a file, and show in it, if it is open, what went wrong. */
  runTest: 'iwb/runTest',
  /** Notification to the server: which lines of a document are seen. */
  visibleRanges: 'iwb/visibleRanges',
  /** Notification to the client: what was shown of a document's IR is out of date. */
  irChanged: 'iwb/irChanged',
  /** Notification to the client: another device is in use. */
  deviceChanged: 'iwb/deviceChanged',
} as const;

/**
 * What a client says in `capabilities.experimental` that takes the notifications and carries out the commands
 * of this file. Another one is sent no such notification.
 */
export interface WorkbenchCapabilities {
  readonly iwb: true;
}

/**
 * The commands that the server's code lenses name and a client of ours carries out: for it the server does not list
 * them in its `executeCommandProvider`, or it would register them for the server. For others the server carries
 * them out.
 */
export const commands = {
  /** Arguments: a {@link LensTarget}. */
  run: 'iwb.run',
  /** Arguments: a {@link LensTarget}. */
  showIR: 'iwb.showIR',
  /** Arguments: a {@link UsesTarget}. */
  showUses: 'iwb.showUses',
  /** Arguments: a {@link TestTarget}. */
  runTest: 'iwb.runTest',
} as const;

/**
 * The lines of a document that its editors show. While a long document is read for the first time, their
 * diagnostics come before the others'.
 */
export interface VisibleRangesParams {
  readonly uri: string;
  /** First and last line of each part. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** The uses of a symbol, as LSP has places: the argument of the command of a lens that counts them. */
export interface UsesTarget {
  readonly uri: string;
  /** Where the symbol is defined. */
  readonly position: Position;
  readonly locations: readonly {
    readonly uri: string;
    readonly range: { readonly start: Position; readonly end: Position };
  }[];
}

/** What a code lens is about: the one argument of its command. */
export interface LensTarget {
  readonly uri: string;
  /** The symbol without its `@`. */
  readonly function: string;
}

/** The `RUN:` lines that a code lens is about: the one argument of its command, and of its request. */
export interface TestTarget {
  readonly uri: string;
  /** Where the one line begins that is to be run; absent: all of them. */
  readonly line?: number;
}

/** How the `RUN:` lines of a document went. A test that fails is a result, not a failure of the request. */
export interface TestResult {
  /** As lit has it: `PASS`, `FAIL`, `XFAIL`, `XPASS`, `UNSUPPORTED` or `UNRESOLVED`. */
  readonly code: string;
  readonly isFailure: boolean;
  /** Why it was not run, or not as it was meant. */
  readonly reason?: string;
  /** All that is to be told, as lit tells it. */
  readonly report: string;
}

/**
 * What the client sends as `initializationOptions`, and as the whole of `settings` in
 * `workspace/didChangeConfiguration`; both may hold it as their member `iwb`. What a changed configuration
 * leaves out is as it was in the beginning.
 */
export interface Settings {
  /**
   * The id of the device that was chosen, or `auto` for the best there is. This is the one way to choose:
   * when it changes, the server answers with `iwb/deviceChanged`.
   */
  readonly device: string;
  /** Whether diagnostics come from the whole pipeline or from the parser and the verifier only. */
  readonly diagnostics: 'pipeline' | 'verifier';
  /**
   * Whether the workspace is trusted: the `RUN:` lines of its files may be carried out. A client that knows
   * no such thing leaves it out.
   */
  readonly isTrusted: boolean;
  /** Extra compiler flags, as `iwb compile` takes them. */
  readonly compilerFlags: readonly string[];
  /** The version of MLIR's language that documents are in. */
  readonly dialects: 'llvm16' | '2023' | '2026';
  /** Which inlay hints are shown. */
  readonly inlayHints: {
    /** Types of results and arguments that the text does not say. */
    readonly types: boolean;
    /** Names that callees have for their arguments, and for what dispatches give. */
    readonly dispatches: boolean;
    /** Bytes of constants, globals and allocations. */
    readonly sizes: boolean;
  };
}

export interface FunctionsParams {
  readonly uri: string;
}

/** One input of a function: its type as MLIR writes it and a value that `iwb run --input=` takes. */
export interface FunctionInput {
  readonly type: string;
  readonly default: string;
}

/** A public function. */
export interface RunnableFunction {
  /** The symbol without its `@`. */
  readonly name: string;
  readonly inputs: readonly FunctionInput[];
  readonly line: number;
}

export interface FunctionsResult {
  readonly functions: readonly RunnableFunction[];
}

export interface CheckInputParams {
  readonly uri: string;
  readonly function: string;
  /** Which of the function's inputs. */
  readonly index: number;
  readonly value: string;
}

export interface CheckInputResult {
  /** What is wrong, for people; absent if the value may be right. */
  readonly problem?: string;
}

export interface RunParams {
  readonly uri: string;
  readonly function: string;
  /** One value for each input, as `iwb run --input=` takes them: `2x3xf32=1 2 3 4 5 6`, `4xf32=2.0`, `7`. */
  readonly inputs: readonly string[];
  /** A device's id, or `auto`. */
  readonly device: string;
}

/** A diagnostic of a run, with its place where it has one. */
export interface RunDiagnostic {
  readonly severity: 'error' | 'warning' | 'remark' | 'note';
  readonly message: string;
  readonly line?: number;
  readonly character?: number;
}

/** How a run went. Not being able to compile or run is a result, not a failure of the request. */
export interface RunResult {
  readonly ok: boolean;
  /** One text for each result, as `iwb run` prints them: `4xf32=1 2 3 4`. */
  readonly outputs: readonly string[];
  /** The device that ran it, or was to run it. */
  readonly device: DeviceInfo;
  readonly compileMs: number;
  readonly runMs: number;
  readonly diagnostics?: readonly RunDiagnostic[];
}

export interface ListStagesParams {
  readonly uri: string;
}

/** One pass of the pipeline, as it runs for a document. */
export interface PassInfo {
  /** Its place in the whole pipeline, from 0. */
  readonly index: number;
  /** A name for people. */
  readonly name: string;
  /** Its name in a textual pipeline, e.g. `iree-flow-form-dispatch-regions`. */
  readonly argument: string;
  /** The operation it runs on, e.g. `builtin.module` or `func.func`. */
  readonly anchor: string;
  /** The phase it belongs to. */
  readonly phase: string;
  /** How many runs of the pass the phase had before. */
  readonly occurrence: number;
}

export interface ListStagesResult {
  /** The names `--compile-to` takes, in order. */
  readonly phases: readonly string[];
  readonly passes: readonly PassInfo[];
}

/** A place in the pipeline: after a phase, after a run of a pass, or the source itself. */
export type Stage =
  | { readonly kind: 'phase'; readonly phase: string }
  | {
      readonly kind: 'pass';
      readonly phase: string;
      readonly argument: string;
      readonly occurrence: number;
    }
  | { readonly kind: 'source' };

export interface IRParams {
  readonly uri: string;
  readonly stage: Stage;
  /** A device's id, or `auto`. */
  readonly device: string;
}

export interface IRResult {
  /** The module after the stage, in pretty form; where the pipeline failed before it, the last IR there was. */
  readonly text: string;
  /** Whether the stage changed what the one before it left. */
  readonly changed: boolean;
  /** The stage before this one: what a diff is against. Absent at the source. */
  readonly previous?: Stage;
  /** Why the pipeline did not come as far as the stage: `text` is then what it had come to. */
  readonly failure?: string;
}

/** A device on which a function can run. */
export interface DeviceInfo {
  /** What `--device=` takes, e.g. `webgpu` or `local`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'gpu' | 'cpu' | 'software';
  /** Why it stands where it does among the others, or why it cannot be used. */
  readonly reason: string;
  /** False for a device that is listed only to say why it is not there. */
  readonly available: boolean;
}

export interface DevicesResult {
  /** Best first. */
  readonly devices: readonly DeviceInfo[];
  /** The id of the device in use. */
  readonly selected: string;
}

export interface IRChangedParams {
  readonly uri: string;
}

export interface DeviceChangedParams {
  readonly device: DeviceInfo;
}

/** The scheme of the read-only documents that show IR. The server offers hover and definition in them too. */
export const irScheme = 'iwb-ir';
