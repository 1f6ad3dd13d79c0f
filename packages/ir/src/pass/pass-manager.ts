/**
 * Runs pipelines: each step on the operations it is anchored on, the verifier after each, and
 * instrumentation around each (timing, IR dumps, the pass viewer).
 */

import type { Diagnostic } from '../diagnostics.ts';
import type { Operation } from '../operation.ts';
import {
  type Cancellation,
  NEVER_CANCELLED,
  type Pass,
  type PipelineStep,
  passDiagnostic,
} from './pass.ts';

/** Told what runs; all members are optional. */
export interface PassInstrumentation {
  beforePass?(pass: Pass, op: Operation): void;
  /** `failed` if the pass reported an error or left invalid IR. */
  afterPass?(pass: Pass, op: Operation, failed: boolean): void;
}

export interface PassRunOptions {
  /** Verifies after each pass; returns the errors found. Absent: no verification. */
  readonly verify?: (op: Operation) => readonly Diagnostic[];
  readonly instrumentations?: readonly PassInstrumentation[];
  readonly cancellation?: Cancellation;
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
}

/** Runs the steps on `root`. @returns false at the first failure, or when cancelled. */
export function runPasses(
  root: Operation,
  steps: readonly PipelineStep[],
  options: PassRunOptions,
): boolean {
  for (const item of steps) {
    if (options.cancellation?.isCancelled) return false;
    if (item.kind === 'pass') {
      if (item.pass.anchor !== null && !root.is(item.pass.anchor)) {
        // A pass on an inner operation runs on all of them inside, as if it were nested.
        for (const op of anchored(root, item.pass.anchor))
          if (op.block && !runPass(op, item.pass, item.options, options)) return false;
        continue;
      }
      if (!runPass(root, item.pass, item.options, options)) return false;
      continue;
    }
    for (const op of anchored(root, item.anchor))
      if (op.block && !runPasses(op, item.steps, options)) return false;
  }
  return true;
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
  pass.run(op, {
    options: passOptions,
    cancellation: options.cancellation ?? NEVER_CANCELLED,
    report,
    error: (at, reason, help) => report(passDiagnostic(pass, at, reason, help)),
  });
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
