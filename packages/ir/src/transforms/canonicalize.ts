/** Canonicalisation: folds and the canonical patterns of all registered dialects, greedily. */

import type { Context } from '../context.ts';
import type { Operation } from '../operation.ts';
import type { RewritePattern } from '../pattern.ts';
import { applyPatternsGreedily, type GreedyOptions, PatternSet } from '../rewrite/greedy.ts';

const cache = new WeakMap<Context, PatternSet>();

/** All canonicalisation patterns that the context's dialects bring. */
export function canonicalizationPatterns(context: Context): PatternSet {
  const known = cache.get(context);
  if (known) return known;
  const patterns: RewritePattern[] = [];
  for (const dialect of context.dialects.values()) patterns.push(...(dialect.canonicalize ?? []));
  for (const name of context.registeredOperations())
    patterns.push(...(name.definition?.spec.canonicalize ?? []));
  const set = new PatternSet(patterns);
  cache.set(context, set);
  return set;
}

export const canonicalize = (
  root: Operation,
  options: GreedyOptions = {},
): { converged: boolean; changed: boolean } =>
  applyPatternsGreedily(root, canonicalizationPatterns(root.context), options);
