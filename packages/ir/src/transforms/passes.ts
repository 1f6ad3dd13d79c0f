/** The passes that every pipeline may use, under upstream's names. */

import { definePass, type Pass, PassRegistry } from '../pass/pass.ts';
import { canonicalize } from './canonicalize.ts';
import { eliminateCommonSubexpressions } from './cse.ts';
import { inlineCalls } from './inline.ts';
import { moveLoopInvariantCode } from './loop-invariant-code-motion.ts';
import { eliminateDeadSymbols } from './symbol-dce.ts';

export const canonicalizePass: Pass = definePass({
  argument: 'canonicalize',
  className: 'Canonicalizer',
  summary: 'folds operations and applies the canonical patterns of all dialects',
  options: {
    'max-iterations': 'rounds over all operations, 10 if absent',
    'region-simplify': 'also simplify regions, true if absent',
  },
  run(op, context) {
    const rounds = Number(context.options.get('max-iterations') ?? 10);
    canonicalize(op, {
      maxIterations: rounds < 0 ? Number.POSITIVE_INFINITY : rounds,
      simplifyRegions: context.options.get('region-simplify') !== 'false',
      isCancelled: () => context.cancellation.isCancelled,
    });
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
  run: (op) => {
    inlineCalls(op);
  },
});

export const symbolDcePass: Pass = definePass({
  argument: 'symbol-dce',
  className: 'SymbolDCE',
  summary: 'drops private symbols that nothing refers to',
  run: (op) => {
    eliminateDeadSymbols(op);
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
