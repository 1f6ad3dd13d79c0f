/**
 * Runs pipelines: each step on the operations it is anchored on, the verifier after each, and
 * instrumentation around each (timing, IR dumps, the pass viewer).
 */

import type { Diagnostic } from '../diagnostics.ts';
import type { Operation } from '../operation.ts';
import {
  type Cancellation,
  NEVER_CANCELLED,
  nested,
  type Pass,
  type PipelineStep,
  passDiagnostic,
} from './pass.ts';

/** Told what runs; all members are optional. */
export interface PassInstrumentation {
  beforePass?(pass: Pass, op: Operation): void;
  /** `failed` if the pass reported an error or left invalid IR. */
  afterPass?(pass: Pass, op: Operation, failed: boolean): void;
  /** The pass counted something. */
  statistic?(pass: Pass, name: string, by: number): void;
}

export interface PassRunOptions {
  /** Verifies after each pass; returns the errors found. Absent: no verification. */
  readonly verify?: (op: Operation) => readonly Diagnostic[];
  readonly instrumentations?: readonly PassInstrumentation[];
  readonly cancellation?: Cancellation;
  /** Told before each outermost step how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
}

/** Runs the steps on `root`. @returns false at the first failure, or when cancelled. */
export function runPasses(
  root: Operation,
  steps: readonly PipelineStep[],
  options: PassRunOptions,
): boolean {
  const joined = joinNested(root, steps);
  for (const [i, item] of joined.entries()) {
    if (options.cancellation?.isCancelled) return false;
    options.onProgress?.(i, joined.length);
    if (item.kind === 'pass') {
      if (!runPass(root, item.pass, item.options, options)) return false;
      continue;
    }
    const { onProgress: _, ...inner } = options;
    for (const op of anchored(root, item.anchor))
      if (op.block && !runPasses(op, item.steps, inner)) return false;
  }
  options.onProgress?.(joined.length, joined.length);
  return true;
}

/**
 * Nests passes on inner operations, and joins neighbouring pipelines on one kind of operation: an
 * operation then goes through all of them before the next one is looked at.
 */
function joinNested(root: Operation, steps: readonly PipelineStep[]): readonly PipelineStep[] {
  const joined: PipelineStep[] = [];
  for (const item of steps) {
    const isInner = item.kind === 'pass' && item.pass.anchor !== null && !root.is(item.pass.anchor);
    const own: PipelineStep = isInner ? nested(item.pass.anchor, item) : item;
    const last = joined.at(-1);
    if (own.kind === 'nested' && last?.kind === 'nested' && last.anchor === own.anchor)
      joined[joined.length - 1] = { ...last, steps: [...last.steps, ...own.steps] };
    else joined.push(own);
  }
  return joined;
}

/** Operations directly inside `root` that a nested pipeline runs on. */
function anchored(root: Operation, anchor: string): Operation[] {
  const found: Operation[] = [];
  for (const region of root.regions)
    for (const block of region.blocks)
      for (const op of block.ops)
        if (anchor === 'any' ? op.hasTrait('IsolatedFromAbove') : op.is(anchor)) found.push(op);
  return found;
}

function runPass(
  op: Operation,
  pass: Pass,
  passOptions: ReadonlyMap<string, string>,
  options: PassRunOptions,
): boolean {
  for (const instrumentation of options.instrumentations ?? [])
    instrumentation.beforePass?.(pass, op);
  let failed = false;
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === 'error') failed = true;
    options.onDiagnostic(diagnostic);
  };
  try {
    pass.run(op, {
      options: passOptions,
      cancellation: options.cancellation ?? NEVER_CANCELLED,
      report,
      error: (at, reason, help) => report(passDiagnostic(pass, at, reason, help)),
      count(name, by = 1) {
        for (const instrumentation of options.instrumentations ?? [])
          instrumentation.statistic?.(pass, name, by);
      },
    });
  } catch (error) {
    // A defect of the pass: the IR is in an unknown state, but whoever runs passes goes on.
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report(passDiagnostic(pass, op, `made the pass break off: ${reason}`));
  }
  if (!failed)
    for (const diagnostic of options.verify?.(op) ?? [])
      report({
        ...diagnostic,
        notes: [
          ...diagnostic.notes,
          {
            severity: 'note',
            location: diagnostic.location,
            message: `the IR is invalid after pass '${pass.argument}'`,
            notes: [],
          },
        ],
      });
  for (const instrumentation of [...(options.instrumentations ?? [])].reverse())
    instrumentation.afterPass?.(pass, op, failed);
  return !failed && !options.cancellation?.isCancelled;
}
