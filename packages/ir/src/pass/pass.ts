/**
 * Passes: named steps that change an operation and all in it, found by name in a registry.
 *
 * A pass never throws for IR that is valid: what it cannot do it reports at an operation and fails.
 */

import { type Diagnostic, makeDiagnostic } from '../diagnostics.ts';
import type { Operation } from '../operation.ts';
import type { PassOptionTable } from './pass-options.ts';

/** Polled by long work; a worker sets a shared flag. */
export interface Cancellation {
  readonly isCancelled: boolean;
}
export const NEVER_CANCELLED: Cancellation = { isCancelled: false };

/** What a pass runs with. */
export interface PassContext {
  readonly options: PassOptions;
  readonly cancellation: Cancellation;
  /** Hands out a finished diagnostic; an error makes the pass fail. */
  report(diagnostic: Diagnostic): void;
  /**
   * Reports at an operation: `reason` says what cannot be done, `help` what would help. Returns
   * nothing; the pass fails when it ends.
   */
  error(op: Operation, reason: string, help?: string): void;
  /** Adds to a number that the pass reports of its work (`num-cse'd`). */
  count(statistic: string, by?: number): void;
}

/** Options of a pipeline; of booleans 'true' or 'false'. */
export type PassOptions = ReadonlyMap<string, string>;

export interface Pass {
  /** The name on the command line: `cse`. */
  readonly argument: string;
  /** Upstream's class name, which IR dumps carry: `CSE`. */
  readonly className: string;
  readonly summary: string;
  /** The operation it runs on (`func.func`), or null for any. */
  readonly anchor: string | null;
  readonly options?: PassOptionTable;
  readonly run: (op: Operation, context: PassContext) => void;
}

export function definePass(
  pass: Omit<Pass, 'anchor' | 'className'> & { anchor?: string; className?: string },
): Pass {
  return {
    ...pass,
    anchor: pass.anchor ?? null,
    className: pass.className ?? classNameOf(pass.argument),
  };
}

/** `symbol-dce` → `SymbolDce`. */
const classNameOf = (argument: string): string =>
  argument
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** A named sequence of steps, which a pipeline text may mention like a pass. */
export interface NamedPipeline {
  readonly argument: string;
  readonly summary: string;
  readonly steps: readonly PipelineStep[];
}

/** One step of a pipeline: a pass with options, or a pipeline nested on an operation name. */
export type PipelineStep =
  | { readonly kind: 'pass'; readonly pass: Pass; readonly options: PassOptions }
  | { readonly kind: 'nested'; readonly anchor: string; readonly steps: readonly PipelineStep[] };

export const step = (pass: Pass, options: Readonly<Record<string, string>> = {}): PipelineStep => ({
  kind: 'pass',
  pass,
  options: new Map(Object.entries(options)),
});
/** Steps that run on each operation of the name (`any` for all isolated ones) inside. */
export const nested = (anchor: string, ...steps: readonly PipelineStep[]): PipelineStep => ({
  kind: 'nested',
  anchor,
  steps,
});

export class PassRegistry {
  readonly #passes = new Map<string, Pass>();
  readonly #pipelines = new Map<string, NamedPipeline>();
  register(...passes: readonly Pass[]): this {
    for (const pass of passes) this.#passes.set(pass.argument, pass);
    return this;
  }
  registerPipeline(pipeline: NamedPipeline): this {
    this.#pipelines.set(pipeline.argument, pipeline);
    return this;
  }
  pass(argument: string): Pass | undefined {
    return this.#passes.get(argument);
  }
  pipeline(argument: string): NamedPipeline | undefined {
    return this.#pipelines.get(argument);
  }
  get passes(): readonly Pass[] {
    return [...this.#passes.values()];
  }
  get pipelines(): readonly NamedPipeline[] {
    return [...this.#pipelines.values()];
  }
}

/** Diagnostic of a pass: `'op' op reason` with the pass named in a note. */
export const passDiagnostic = (
  pass: Pass,
  op: Operation,
  reason: string,
  help?: string,
): Diagnostic =>
  makeDiagnostic('error', op.location, `'${op.name}' op ${reason}`, [
    { message: `in pass '${pass.argument}'` },
    ...(help === undefined ? [] : [{ message: help }]),
  ]);
