/** The passes that every pipeline may use, under upstream's names. */

import { makeDiagnostic } from '../diagnostics.ts';
import type { Operation } from '../operation.ts';
import { definePass, type Pass, type PassContext, PassRegistry } from '../pass/pass.ts';
import { canonicalize } from './canonicalize.ts';
import { eliminateCommonSubexpressions } from './cse.ts';
import { inlineCalls } from './inline.ts';
import { moveLoopInvariantCode } from './loop-invariant-code-motion.ts';
import { eliminateDeadSymbols } from './symbol-dce.ts';

/** Whether a pass about symbols has some to look at, reported in upstream's words if not. */
function isSymbolTable(op: Operation, runner: string, context: PassContext): boolean {
  if (op.hasTrait('SymbolTable')) return true;
  // Two blanks: upstream has them.
  const problem = `was scheduled to run under ${runner}, but does not define a symbol table`;
  context.report(makeDiagnostic('error', op.location, `'${op.name}' op  ${problem}`));
  return false;
}

export const canonicalizePass: Pass = definePass({
  argument: 'canonicalize',
  className: 'Canonicalizer',
  summary: 'folds operations and applies the canonical patterns of all dialects',
  options: {
    'max-iterations': {
      kind: 'integer',
      default: '10',
      meaning: 'rounds over all operations; -1 for any number',
    },
    'region-simplify': { kind: 'boolean', default: 'true', meaning: 'also simplify regions' },
    'test-convergence': {
      kind: 'boolean',
      default: 'false',
      meaning: 'fail if the last round still changed something',
    },
    'top-down': {
      kind: 'boolean',
      default: 'true',
      meaning: 'visit operations in the order of the text first, not in reverse',
    },
  },
  run(op, context) {
    const rounds = Number(context.options.get('max-iterations') ?? 10);
    const isOff = (name: string): boolean => context.options.get(name) === 'false';
    const { converged } = canonicalize(op, {
      maxIterations: rounds < 0 ? Number.POSITIVE_INFINITY : rounds,
      simplifyRegions: !isOff('region-simplify'),
      traversal: isOff('top-down') ? 'bottom-up' : 'top-down',
      isCancelled: () => context.cancellation.isCancelled,
    });
    if (!converged && context.options.get('test-convergence') === 'true')
      context.error(op, 'is still changed by the last round', 'raise max-iterations');
  },
});

export const csePass: Pass = definePass({
  argument: 'cse',
  className: 'CSE',
  summary: 'merges equal operations',
  run: (op) => {
    eliminateCommonSubexpressions(op);
  },
});

export const inlinePass: Pass = definePass({
  argument: 'inline',
  className: 'Inliner',
  summary: 'replaces calls by the bodies of the functions called',
  run: (op, context) => {
    if (isSymbolTable(op, 'the inliner', context)) inlineCalls(op);
  },
});

export const symbolDcePass: Pass = definePass({
  argument: 'symbol-dce',
  className: 'SymbolDCE',
  summary: 'drops private symbols that nothing refers to',
  run: (op, context) => {
    if (isSymbolTable(op, 'SymbolDCE', context)) eliminateDeadSymbols(op);
  },
});

export const loopInvariantCodeMotionPass: Pass = definePass({
  argument: 'loop-invariant-code-motion',
  className: 'LoopInvariantCodeMotion',
  summary: 'moves what does not change in a loop in front of it',
  run: (op, context) => {
    context.count('num-moved', moveLoopInvariantCode(op));
  },
});

/** A registry with the passes above; the compiler adds its own. */
export const builtinPasses = (): PassRegistry =>
  new PassRegistry().register(
    canonicalizePass,
    csePass,
    inlinePass,
    loopInvariantCodeMotionPass,
    symbolDcePass,
  );
