/**
 * The IR of documents on its way through the pipeline, kept so that the next question about the same text
 * (the step before, the other side of a diff) need not compile it again.
 *
 * A run up to a phase keeps the IR after each phase; one for a pass keeps the IR after every pass of its
 * phase, too. IR that nothing changed is not printed twice.
 */

import {
  type Cancellation,
  type IRListener,
  type Operation,
  type PrintOptions,
  printOperation,
} from '@iree-workbench/ir';
import { isError } from './diagnostics.ts';
import {
  type PassRun,
  type PipelineOptions,
  type Point,
  pieces,
  runPipeline,
  SHOWN_PHASES,
} from './pipeline.ts';

/** IR at a point. */
export interface IRAtPoint {
  readonly text: string;
  readonly changed: boolean;
  readonly previous?: Point;
  readonly failure?: string;
}

/** Constants of more elements are left out of shown IR. */
const SHOWN_ELEMENTS = 1000;
/** Pieces of documents that are remembered, and characters of their IR. */
const KEPT_PIECES = 8;
const KEPT_CHARACTERS = 64 << 20;

const shown = (module: Operation, print: PrintOptions = {}): string =>
  `${printOperation(module, { elideElementsLargerThan: SHOWN_ELEMENTS, ...print })}\n`;

/** What is known of a piece compiled in one way. */
interface PieceHistory {
  readonly ir: Map<string, IRAtPoint>;
  passes?: readonly PassRun[];
}

export class IRHistory {
  /** By text and options; the one that was asked for last stands last. */
  readonly #pieces = new Map<string, PieceHistory>();

  /** The IR of a document at a point; of a document in pieces, that of each. */
  at(text: string, point: Point, options: PipelineOptions, cancellation: Cancellation): IRAtPoint {
    const results = pieces(text).map((piece) => {
      const { ir } = this.#piece(piece.text, options);
      const known = ir.get(keyOf(point));
      return known ?? recordPiece(piece.text, point, options, cancellation, ir);
    });
    this.#forget();
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

  /** The passes that run for a document, in order; of its pieces the one that takes most. */
  passes(text: string, options: PipelineOptions, cancellation: Cancellation): readonly PassRun[] {
    let longest: readonly PassRun[] = [];
    for (const piece of pieces(text)) {
      const history = this.#piece(piece.text, options);
      const runs: PassRun[] = [];
      if (!history.passes) {
        runPipeline(piece.text, 0, options, 'vm', cancellation, {
          afterPass: (run) => runs.push(run),
        });
        if (!cancellation.isCancelled) history.passes = runs;
      }
      const ran = history.passes ?? runs;
      if (ran.length > longest.length) longest = ran;
    }
    this.#forget();
    return longest;
  }

  #piece(text: string, options: PipelineOptions): PieceHistory {
    const key = `${JSON.stringify(options)}\n${text}`;
    const history = this.#pieces.get(key) ?? { ir: new Map<string, IRAtPoint>() };
    this.#pieces.delete(key);
    this.#pieces.set(key, history);
    return history;
  }

  /** Lets the oldest go, never the latest. */
  #forget(): void {
    const sizes = [...this.#pieces].map(([key, { ir }]) => {
      // Points without a change between them share a text.
      const texts = new Set([...ir.values()].map(({ text }) => text));
      return [...texts].reduce((sum, text) => sum + text.length, key.length);
    });
    let total = sizes.reduce((sum, size) => sum + size, 0);
    for (const [i, key] of [...this.#pieces.keys()].entries()) {
      const isTooMuch = this.#pieces.size > KEPT_PIECES || total > KEPT_CHARACTERS;
      if (this.#pieces.size === 1 || !isTooMuch) return;
      this.#pieces.delete(key);
      total -= sizes[i] as number;
    }
  }
}

/** Runs a piece as far as a point asks for, keeps what it passes, and says what it is at the point. */
function recordPiece(
  text: string,
  point: Point,
  options: PipelineOptions,
  cancellation: Cancellation,
  kept: Map<string, IRAtPoint>,
): IRAtPoint {
  const to = lastPhase(point);
  if (!to) return { text, changed: false, failure: `there is no phase '${nameOf(point)}'` };
  const printer = new ChangePrinter(options.print);
  let failed = false;
  let finished = false;
  let passes = 0;
  /** The point behind the last run of a pass, and the last phase. */
  let lastPass: Point = { kind: 'source' };
  let lastPhaseEnd: { readonly point: Point; readonly text: string } | null = null;
  /** What each pass that is running began with. */
  const begun: { readonly previous: Point; readonly text: string }[] = [];
  const isAsked = (run: PassRun): boolean => point.kind === 'pass' && run.phase === point.phase;
  const keep = (at: Point, ir: IRAtPoint): void => {
    if (!failed) kept.set(keyOf(at), ir);
  };
  const outcome = runPipeline(
    text,
    0,
    options,
    to,
    {
      get isCancelled() {
        return finished || cancellation.isCancelled;
      },
    },
    {
      parsed: (module) => {
        const source: Point = { kind: 'source' };
        lastPhaseEnd = { point: source, text: printer.print(module) };
        keep(source, { text: lastPhaseEnd.text, changed: false });
        finished = point.kind === 'source';
      },
      diagnosed: (diagnostic) => {
        failed ||= isError(diagnostic);
      },
      beforePass: (run, module) => {
        if (isAsked(run)) begun.push({ previous: lastPass, text: printer.print(module) });
      },
      afterPass: (run, module) => {
        passes++;
        const { phase, argument, occurrence } = run;
        lastPass = { kind: 'pass', phase, argument, occurrence };
        const before = isAsked(run) && begun.pop();
        if (!before) return;
        const after = printer.print(module);
        keep(lastPass, { text: after, changed: after !== before.text, previous: before.previous });
      },
      afterPhase: (phase, module) => {
        const at: Point = { kind: 'phase', phase };
        const after = printer.print(module);
        const before = lastPhaseEnd;
        keep(at, {
          text: after,
          changed: before !== null && after !== before.text,
          ...(before && { previous: before.point }),
        });
        lastPhaseEnd = { point: at, text: after };
      },
    },
  );
  printer.stop();
  const found = kept.get(keyOf(point));
  if (found) return found;
  const errors = outcome.diagnostics.filter(isError);
  const failure =
    errors.map(({ message }) => message).join('\n') ||
    `${nameOf(point)} is none of the ${passes} passes that run for it`;
  return {
    text: outcome.module ? shown(outcome.module, options.print) : text,
    changed: false,
    failure,
  };
}

/** Prints a module again only if something in it has changed since. */
class ChangePrinter {
  #module: Operation | null = null;
  #text: string | null = null;
  readonly #listener: IRListener;
  readonly #options: PrintOptions | undefined;

  constructor(options: PrintOptions | undefined) {
    this.#options = options;
    const change = (): void => {
      this.#text = null;
    };
    this.#listener = {
      operationInserted: change,
      operationRemoved: change,
      operationErased: change,
      operationModified: change,
      operationReplaced: change,
      blockInserted: change,
      blockErased: change,
    };
  }

  print(module: Operation): string {
    if (this.#module !== module) {
      this.stop();
      this.#module = module;
      module.context.listeners.push(this.#listener);
    }
    this.#text ??= shown(module, this.#options);
    return this.#text;
  }
  stop(): void {
    const listeners = this.#module?.context.listeners ?? [];
    const index = listeners.indexOf(this.#listener);
    if (index >= 0) listeners.splice(index, 1);
    this.#module = null;
    this.#text = null;
  }
}

/** The phase to run to for a point; undefined if there is no such phase. */
function lastPhase(point: Point): (typeof SHOWN_PHASES)[number] | undefined {
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

function keyOf(point: Point): string {
  switch (point.kind) {
    case 'source':
      return 'source';
    case 'phase':
      return `phase ${point.phase}`;
    case 'pass':
      return `pass ${point.phase} ${point.argument} ${point.occurrence}`;
  }
}
