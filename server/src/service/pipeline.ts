/**
 * What the whole pipeline says of a document: its diagnostics, and the module file of a function. Slow
 * next to the rest of the service: a thread of its own calls it. What its IR is on the way keeps
 * `ir-history`.
 */
import {
  type CompileResult,
  compile,
  createContext,
  type InputType,
  PHASES,
  type Phase,
  parsePreprocessing,
  passRegistry,
  type TargetDevice,
  toSeedEra,
} from '@iree-workbench/compiler';
import {
  type Cancellation,
  type Diagnostic,
  type Era,
  type InputChunk,
  type Operation,
  type Pass,
  type PrintOptions,
  parseModule,
  splitInputFile,
} from '@iree-workbench/ir';
import { codeOf, passCode } from './diagnostic-codes.ts';
import { type DocumentDiagnostic, isError, rangeInText, toDocument } from './diagnostics.ts';
import type { TextRange } from './document.ts';

/** How a document is compiled. */
export interface PipelineOptions {
  /** The version of MLIR's language that the text is in; absent: the seed's. */
  readonly era?: Era;
  readonly targets: readonly TargetDevice[];
  readonly allowUnregisteredDialects: boolean;
  /** The pipeline of phase `preprocessing`, which has been found to be one. */
  readonly preprocessing?: string;
  /** The dialects of the input that are converted; absent: those that it has. */
  readonly inputType?: InputType;
  readonly stripDebugOps?: boolean;
  /** Verifies after each pass. */
  readonly verifyEach?: boolean;
  /** How shown IR is printed. */
  readonly print?: PrintOptions;
}

/** The phases whose IR can be shown; the last one of all leaves bytes. */
export const SHOWN_PHASES: readonly Phase[] = PHASES.filter((phase) => phase !== 'end');

/** Which run of a pass: edits that add or take away other passes' runs leave it what it is. */
export interface PassRunId {
  readonly phase: string;
  readonly argument: string;
  /** How many runs of the pass the phase had before. */
  readonly occurrence: number;
}

/** A pass as it ran. */
export interface PassRun extends PassRunId {
  readonly name: string;
  readonly anchor: string;
  readonly phase: Phase;
}

/** A point in the pipeline. */
export type Point =
  | { readonly kind: 'source' }
  | { readonly kind: 'phase'; readonly phase: string }
  | ({ readonly kind: 'pass' } & PassRunId);

/** A compiled function's module. */
export interface CompiledText {
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly DocumentDiagnostic[];
  /** Milliseconds from text to bytes. */
  readonly time: number;
}

/** Told of what happens to a piece of a document on its way. */
export interface Observer {
  /** The IR before any pass ran. */
  parsed?(module: Operation): void;
  diagnosed?(diagnostic: DocumentDiagnostic): void;
  beforePass?(run: PassRun, module: Operation): void;
  afterPass?(run: PassRun, module: Operation): void;
  afterPhase?(phase: Phase, module: Operation): void;
}

export interface Outcome {
  readonly diagnostics: readonly DocumentDiagnostic[];
  /** The module as far as it came; null if the text did not parse. */
  readonly module: Operation | null;
  readonly bytes?: Uint8Array;
}

/**
 * Takes a text through the phases, one at a time so that it is known which one a pass belongs to.
 * @param offset where the text begins in its document
 */
export function runPipeline(
  text: string,
  offset: number,
  options: PipelineOptions,
  last: Phase,
  cancellation: Cancellation,
  observer: Observer = {},
): Outcome {
  const context = createContext(options.era);
  context.allowUnregisteredDialects = options.allowUnregisteredDialects;
  const { module: written, diagnostics: parsed } = parseModule(context, text);
  const rangeOf = (found: Diagnostic): TextRange | null => rangeInText(found, text, offset);
  const diagnostics = parsed.map((found) =>
    toDocument(found, codeOf('parser', found.message), rangeOf),
  );
  if (diagnostics.some(isError)) return { diagnostics, module: null };
  // Copies of an operation, made for each device or shape, would each say the same.
  const told = new Set<string>();
  const add = (diagnostic: DocumentDiagnostic): void => {
    const key = JSON.stringify(diagnostic);
    if (!told.has(key)) diagnostics.push(diagnostic);
    told.add(key);
    observer.diagnosed?.(diagnostic);
  };
  observer.parsed?.(written);
  const module = toSeedEra(written, (found) =>
    add(toDocument(found, codeOf('verifier', found.message), rangeOf)),
  );
  if (!module) return { diagnostics, module: null };
  const { targets, inputType, preprocessing, stripDebugOps, verifyEach } = options;
  const compileOptions = {
    targets,
    ...(inputType !== undefined && { inputType }),
    ...(stripDebugOps !== undefined && { stripDebugOps }),
    ...(preprocessing !== undefined && {
      preprocessing: parsePreprocessing(preprocessing, passRegistry(targets)),
    }),
  };
  let result: CompileResult = { ok: true, module };
  let compileFrom: Phase | undefined;
  const occurrences = new Map<string, number>();
  /** Runs that have begun: a pass may run others. */
  const open: PassRun[] = [];
  const begin = (pass: Pass, op: Operation, phase: Phase): PassRun => {
    const { argument, className } = pass;
    const key = `${phase}/${argument}`;
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    const run = { phase, argument, occurrence, name: className, anchor: op.name };
    open.push(run);
    return run;
  };
  for (const phase of PHASES.slice(0, PHASES.indexOf(last) + 1)) {
    result = compile(
      module,
      { ...compileOptions, compileTo: phase, ...(compileFrom && { compileFrom }) },
      {
        onDiagnostic: (diagnostic) => {
          const pass = open.at(-1);
          const code = pass ? passCode(pass.argument) : codeOf('verifier', diagnostic.message);
          add(toDocument(diagnostic, code, rangeOf));
        },
        cancellation,
        ...(verifyEach !== undefined && { verifyEach }),
        instrumentations: [
          {
            beforePass: (pass, op) => {
              const run = begin(pass, op, phase);
              observer.beforePass?.(run, module);
            },
            afterPass: () => {
              const run = open.pop();
              if (run) observer.afterPass?.(run, module);
            },
          },
        ],
      },
    );
    if (!result.ok || cancellation.isCancelled) break;
    observer.afterPhase?.(phase, module);
    compileFrom = phase;
  }
  return { diagnostics, module, ...(result.bytes && { bytes: result.bytes }) };
}

/** The pieces of a document that hold anything. */
export const pieces = (text: string): readonly InputChunk[] => {
  const all = splitInputFile(text);
  const filled = all.filter((piece) => piece.text.trim() !== '');
  return filled.length > 0 ? filled : all.slice(0, 1);
};

/** Everything the pipeline reports of a document, parser and verifier included. */
export function pipelineDiagnostics(
  text: string,
  options: PipelineOptions,
  cancellation: Cancellation,
): readonly DocumentDiagnostic[] {
  return pieces(text).flatMap(
    (piece) => runPipeline(piece.text, piece.offset, options, 'end', cancellation).diagnostics,
  );
}

/** Compiles a text to a module file. */
export function compileText(
  text: string,
  offset: number,
  options: PipelineOptions,
  cancellation: Cancellation,
): CompiledText {
  const started = performance.now();
  const { diagnostics, bytes } = runPipeline(text, offset, options, 'end', cancellation);
  return { diagnostics, ...(bytes && { bytes }), time: performance.now() - started };
}
