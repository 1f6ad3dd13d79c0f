/** Types of subviews: what slicing a strided memref makes of its shape, strides and offset. */

import {
  dynamicAdd,
  dynamicMul,
  type StridesAndOffset,
  stridedLayout,
  stridesAndOffset,
} from '../../strided-layout.ts';
import { DYNAMIC, MemRefType } from '../../types.ts';
import { checkRankReduction, type MixedIndex, type MixedSlice, staticEntries } from '../slices.ts';

/** The type of a slice with all its dimensions; null if the source has no strides. */
export function inferSubViewType(source: MemRefType, slice: MixedSlice): MemRefType | null {
  const layout = stridesAndOffset(source);
  if (!layout) return null;
  const offsets = staticEntries(slice.offsets);
  const strides = staticEntries(slice.strides);
  const result: StridesAndOffset = {
    offset: offsets.reduce(
      (sum, offset, i) => dynamicAdd(sum, dynamicMul(offset, layout.strides[i] ?? DYNAMIC)),
      layout.offset,
    ),
    strides: layout.strides.map((stride, i) => dynamicMul(stride, strides[i] ?? DYNAMIC)),
  };
  return MemRefType.get(
    staticEntries(slice.sizes),
    source.elementType,
    stridedLayout(source, result),
    source.memorySpace,
  );
}

function occurrences(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * The dimensions of size 1 that are missing in the reduced type. Where sizes alone do not tell them,
 * strides do; null if nothing does.
 */
export function memRefRankReduction(
  original: MemRefType,
  reduced: MemRefType,
  sizes: readonly MixedIndex[],
): ReadonlySet<number> | null {
  if (original.shape.length === reduced.shape.length) return new Set();
  const unused = new Set<number>();
  for (const [i, size] of sizes.entries()) if (size === 1) unused.add(i);
  const wanted = original.shape.length - reduced.shape.length;
  if (unused.size === wanted) return unused;
  const [from, to] = [stridesAndOffset(original), stridesAndOffset(reduced)];
  if (!from || !to) return null;
  const left = occurrences(from.strides);
  const kept = occurrences(to.strides);
  for (const dim of [...unused].sort((a, b) => a - b)) {
    const stride = from.strides[dim] ?? DYNAMIC;
    const [have, need] = [left.get(stride) ?? 0, kept.get(stride) ?? 0];
    if (have > need) left.set(stride, have - 1);
    else if (have === need) unused.delete(dim);
    else return null;
  }
  return unused.size === wanted ? unused : null;
}

export type SubViewMismatch =
  | ReturnType<typeof checkRankReduction>
  | 'layout-mismatch'
  | 'memory-space-mismatch';

/** Is `candidate` the inferred type, or that with dimensions left out? */
export function checkSubViewType(
  inferred: MemRefType,
  candidate: MemRefType,
  sizes: readonly MixedIndex[],
): SubViewMismatch {
  const shapes = checkRankReduction(inferred, candidate);
  if (shapes !== 'same') return shapes;
  if (!memRefRankReduction(inferred, candidate, sizes)) return 'layout-mismatch';
  if (inferred.memorySpace !== candidate.memorySpace) return 'memory-space-mismatch';
  const [a, b] = [stridesAndOffset(inferred), stridesAndOffset(candidate)];
  return a && b && a.offset === b.offset ? 'same' : 'layout-mismatch';
}

/** The inferred type of a slice of `source` with the dimensions left out that the result lacks. */
export function canonicalSubViewType(
  result: MemRefType,
  currentSource: MemRefType,
  source: MemRefType,
  slice: MixedSlice,
): MemRefType | null {
  const full = inferSubViewType(source, slice);
  const layout = full && stridesAndOffset(full);
  const unused = memRefRankReduction(currentSource, result, slice.sizes);
  if (!full || !layout || !unused) return null;
  const isKept = (_: number, i: number): boolean => !unused.has(i);
  return MemRefType.get(
    full.shape.filter(isKept),
    full.elementType,
    stridedLayout(full, {
      offset: layout.offset,
      strides: layout.strides.filter(isKept),
    }),
    full.memorySpace,
  );
}
