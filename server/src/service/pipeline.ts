/**
 * What the whole pipeline says of a document: its diagnostics, the passes that run for it, its IR after
 * a phase or a pass, and the module file of a function. Slow next to the rest of the service: a thread
 * of its own calls it.
 */
import {
  type CompileResult,
  compile,
  createContext,
  PHASES,
  type Phase,
  type TargetDevice,
} from '@iree-workbench/compiler';
import {
  type Cancellation,
  type Operation,
  type Pass,
  parseModule,
  printOperation,
  splitInputFile,
} from '@iree-workbench/ir';
import { type DocumentDiagnostic, isError, toDocument } from './diagnostics.ts';

/** How a document is compiled. */
export interface PipelineOptions {
  readonly targets: readonly TargetDevice[];
  readonly allowUnregisteredDialects: boolean;
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

/** IR at a point. */
export interface IRAtPoint {
  readonly text: string;
  readonly changed: boolean;
  readonly previous?: Point;
  readonly failure?: string;
}

/** A compiled function's module. */
export interface CompiledText {
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly DocumentDiagnostic[];
  /** Milliseconds from text to bytes. */
  readonly time: number;
}

/** Constants of more elements are left out of shown IR. */
const SHOWN_ELEMENTS = 1000;

const shown = (module: Operation): string =>
  `${printOperation(module, { elideElementsLargerThan: SHOWN_ELEMENTS })}\n`;

/** Told of what happens to a piece of a document on its way. */
interface Observer {
  /** The IR before any pass ran. */
  parsed?(module: Operation): void;
  beforePass?(run: PassRun, module: Operation): void;
  afterPass?(run: PassRun, module: Operation): void;
  afterPhase?(phase: Phase, module: Operation): void;
}

interface Outcome {
  readonly diagnostics: readonly DocumentDiagnostic[];
  /** The module as far as it came; null if the text did not parse. */
  readonly module: Operation | null;
  readonly bytes?: Uint8Array;
}

/**
 * Takes a text through the phases, one at a time so that it is known which one a pass belongs to.
 * @param offset where the text begins in its document
 */
function runPipeline(
  text: string,
  offset: number,
  options: PipelineOptions,
  last: Phase,
  cancellation: Cancellation,
  observer: Observer = {},
): Outcome {
  const context = createContext();
  context.allowUnregisteredDialects = options.allowUnregisteredDialects;
  const { module, diagnostics: parsed } = parseModule(context, text);
  const diagnostics = parsed.map((diagnostic) => toDocument(diagnostic, text, offset));
  if (diagnostics.some(isError)) return { diagnostics, module: null };
  // Copies of an operation, made for each device or shape, would each say the same.
  const told = new Set<string>();
  const add = (diagnostic: DocumentDiagnostic): void => {
    const key = JSON.stringify(diagnostic);
    if (!told.has(key)) diagnostics.push(diagnostic);
    told.add(key);
  };
  observer.parsed?.(module);
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
      { targets: options.targets, compileTo: phase, ...(compileFrom && { compileFrom }) },
      {
        onDiagnostic: (diagnostic) => add(toDocument(diagnostic, text, offset)),
        cancellation,
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
const pieces = (text: string) => {
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

/** The passes that run for a document, in order; of its pieces the one that takes most. */
export function pipelinePasses(
  text: string,
  options: PipelineOptions,
  cancellation: Cancellation,
): readonly PassRun[] {
  let longest: readonly PassRun[] = [];
  for (const piece of pieces(text)) {
    const runs: PassRun[] = [];
    runPipeline(piece.text, piece.offset, options, 'vm', cancellation, {
      afterPass: (run) => runs.push(run),
    });
    if (runs.length > longest.length) longest = runs;
  }
  return longest;
}

/** The IR of a document at a point; of a document in pieces, that of each. */
export function pipelineIR(
  text: string,
  point: Point,
  options: PipelineOptions,
  cancellation: Cancellation,
): IRAtPoint {
  const results = pieces(text).map((piece) =>
    pieceIR(piece.text, piece.offset, point, options, cancellation),
  );
  const [first] = results;
  if (!first || results.length === 1) return first ?? { text: '', changed: false };
  const failures = results.flatMap(({ failure }) => failure ?? []);
  return {
    text: results.map((result) => result.text).join('\n// -----\n\n'),
    changed: results.some(({ changed }) => changed),
    ...(first.previous && { previous: first.previous }),
    ...(failures.length > 0 && { failure: failures.join('\n') }),
  };
}

function pieceIR(
  text: string,
  offset: number,
  point: Point,
  options: PipelineOptions,
  cancellation: Cancellation,
): IRAtPoint {
  let previous = pointBefore(point);
  let before: string | undefined;
  let at: string | undefined;
  let last: Point = { kind: 'source' };
  let passes = 0;
  /** Keeps the IR of the two points in question; nothing need run after the later one. */
  const reached = (what: Point, module: Operation): void => {
    if (previous && isSame(what, previous)) before = shown(module);
    if (isSame(what, point)) at = shown(module);
  };
  const to = lastPhase(point);
  if (!to) return { text, changed: false, failure: `there is no phase '${nameOf(point)}'` };
  const outcome = runPipeline(
    text,
    offset,
    options,
    to,
    {
      get isCancelled() {
        return at !== undefined || cancellation.isCancelled;
      },
    },
    {
      parsed: (module) => reached({ kind: 'source' }, module),
      beforePass: (run, module) => {
        if (!isSame({ kind: 'pass', ...run }, point)) return;
        previous = last;
        before = shown(module);
      },
      afterPass: ({ phase, argument, occurrence }, module) => {
        passes++;
        last = { kind: 'pass', phase, argument, occurrence };
        if (isSame(last, point)) at = shown(module);
      },
      afterPhase: (phase, module) => reached({ kind: 'phase', phase }, module),
    },
  );
  // A phase without passes that could see the cancellation may still have ended the run.
  if (at !== undefined && !outcome.diagnostics.some(isError))
    return { text: at, changed: at !== (before ?? at), ...(previous && { previous }) };
  const errors = outcome.diagnostics.filter(isError);
  const failure =
    errors.map(({ message }) => message).join('\n') ||
    `${nameOf(point)} is none of the ${passes} passes that run for it`;
  return {
    text: outcome.module ? shown(outcome.module) : text,
    changed: false,
    ...(previous && { previous }),
    failure,
  };
}

/** The point before, where it does not depend on what runs; before a pass is the run before. */
function pointBefore(point: Point): Point | undefined {
  switch (point.kind) {
    case 'source':
    case 'pass':
      return undefined;
    case 'phase': {
      const names: readonly string[] = SHOWN_PHASES;
      const phase = SHOWN_PHASES[names.indexOf(point.phase) - 1];
      return phase ? { kind: 'phase', phase } : { kind: 'source' };
    }
  }
}

/** The phase to run to for a point; undefined if there is no such phase. */
function lastPhase(point: Point): Phase | undefined {
  switch (point.kind) {
    case 'source':
      return 'input';
    case 'pass':
    case 'phase':
      return SHOWN_PHASES.find((phase) => phase === point.phase);
  }
}

function nameOf(point: Point): string {
  switch (point.kind) {
    case 'source':
      return 'the source';
    case 'phase':
      return point.phase;
    case 'pass':
      return `run ${point.occurrence + 1} of ${point.argument} in ${point.phase}`;
  }
}

function isSame(a: Point, b: Point): boolean {
  if (a.kind === 'pass')
    return (
      b.kind === 'pass' &&
      a.phase === b.phase &&
      a.argument === b.argument &&
      a.occurrence === b.occurrence
    );
  if (a.kind === 'phase') return b.kind === 'phase' && a.phase === b.phase;
  return b.kind === 'source';
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
