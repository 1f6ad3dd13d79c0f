/**
 * Offsets, sizes and strides of slices and views: lists that are static where they can be, with an
 * operand for each entry that is not (upstream's `OffsetSizeAndStrideOpInterface`).
 */

import { DenseArrayAttr } from '../attributes.ts';
import { operandsNamed, type VerifyContext } from '../dialect.ts';
import type { Operation, Value } from '../operation.ts';
import { DYNAMIC, type Type } from '../types.ts';
import { constantIndex } from './constants.ts';

export type SliceList = 'offsets' | 'sizes' | 'strides';
/** An entry of a mixed list: a number where it is static. */
export type MixedIndex = number | Value;
export type MixedSlice = Readonly<Record<SliceList, readonly MixedIndex[]>>;

/** A list of static entries with the values for its dynamic ones filled in. */
export function mixedList(statics: readonly bigint[], dynamic: readonly Value[]): MixedIndex[] {
  let next = 0;
  return statics.map((value) =>
    Number(value) === DYNAMIC ? (dynamic[next++] as Value) : Number(value),
  );
}
export const staticList = (op: Operation, name: string): readonly bigint[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.values : [];
};
/** Numbers where static, values where dynamic. */
export const mixedIndices = (op: Operation, list: SliceList): MixedIndex[] =>
  mixedList(staticList(op, `static_${list}`), operandsNamed(op, list));
export const mixedSlice = (op: Operation): MixedSlice => ({
  offsets: mixedIndices(op, 'offsets'),
  sizes: mixedIndices(op, 'sizes'),
  strides: mixedIndices(op, 'strides'),
});

/** Number of an entry that is static or a constant. */
export const mixedConstant = (item: MixedIndex | undefined): number | null =>
  typeof item === 'number' ? item : constantIndex(item);
export const isMixedConstant = (item: MixedIndex | undefined, value: number): boolean =>
  mixedConstant(item) === value;
/** Static entries as they are, `DYNAMIC` for values. */
export const staticEntries = (items: readonly MixedIndex[]): number[] =>
  items.map((item) => (typeof item === 'number' ? item : DYNAMIC));

/** Entries that are constants become static; null if none is. */
export function foldMixed(items: readonly MixedIndex[]): MixedIndex[] | null {
  let changed = false;
  const folded = items.map((item) => {
    if (typeof item === 'number') return item;
    const constant = constantIndex(item);
    if (constant === null) return item;
    changed = true;
    return constant;
  });
  return changed ? folded : null;
}
/** The lists with constant operands made static; null if none is. */
export function foldConstantIndices(op: Operation): MixedSlice | null {
  const slice = mixedSlice(op);
  const [offsets, sizes, strides] = (['offsets', 'sizes', 'strides'] as const).map((list) =>
    foldMixed(slice[list]),
  );
  if (!offsets && !sizes && !strides) return null;
  return {
    offsets: offsets ?? slice.offsets,
    sizes: sizes ?? slice.sizes,
    strides: strides ?? slice.strides,
  };
}

/** Operands and static attribute of a mixed list. */
export function splitIndices(op: Operation, items: readonly MixedIndex[]) {
  return {
    dynamic: items.filter((item): item is Value => typeof item !== 'number'),
    statics: DenseArrayAttr.i64(op.context, staticEntries(items)),
  };
}
/** What `create` takes for an operation with the three lists after the operands in `first`. */
export function sliceState(op: Operation, first: readonly (readonly Value[])[], slice: MixedSlice) {
  const offsets = splitIndices(op, slice.offsets);
  const sizes = splitIndices(op, slice.sizes);
  const strides = splitIndices(op, slice.strides);
  return {
    operandGroups: [...first, offsets.dynamic, sizes.dynamic, strides.dynamic],
    attributes: [
      ['static_offsets', offsets.statics],
      ['static_sizes', sizes.statics],
      ['static_strides', strides.statics],
    ] as const,
  };
}

/** The checks that the interface brings; `ranks` are the expected lengths of the lists. */
export function verifySlice(
  op: Operation,
  report: VerifyContext,
  ranks: readonly [offsets: number, sizes: number, strides: number],
): boolean {
  const lengths = (['offsets', 'sizes', 'strides'] as const).map(
    (list) => staticList(op, `static_${list}`).length,
  ) as [number, number, number];
  const [offsets, sizes, strides] = lengths;
  if (!(offsets === 1 && ranks[0] === 1) && offsets !== sizes)
    return report.error(
      `expected mixed offsets rank to match mixed sizes rank (${offsets} vs ${sizes}) so the rank of the result type is well-formed.`,
    );
  if (sizes !== strides)
    return report.error(
      `expected mixed sizes rank to match mixed strides rank (${sizes} vs ${strides}) so the rank of the result type is well-formed.`,
    );
  return (['offset', 'size', 'stride'] as const).every((name, i) =>
    verifyMixedList(
      op,
      report,
      name,
      ranks[i] as number,
      staticList(op, `static_${name}s`),
      operandsNamed(op, `${name}s`).length,
    ),
  );
}

/** A list has as many entries as it should and a value for each dynamic one. */
export function verifyMixedList(
  _op: Operation,
  report: VerifyContext,
  name: string,
  length: number,
  statics: readonly bigint[],
  dynamicCount: number,
): boolean {
  if (statics.length !== length)
    return report.error(`expected ${length} ${name} values, got ${statics.length}`);
  const expected = statics.filter((value) => Number(value) === DYNAMIC).length;
  return dynamicCount === expected || report.error(`expected ${expected} dynamic ${name} values`);
}

/**
 * The dimensions of size 1 that a shape loses to become the smaller one, found greedily from the
 * left; null if it cannot.
 */
export function rankReductionMask(
  original: readonly number[],
  reduced: readonly number[],
): ReadonlySet<number> | null {
  const dropped = new Set<number>();
  let next = 0;
  for (const [i, size] of original.entries()) {
    if (next < reduced.length && size === reduced[next]) {
      next++;
      continue;
    }
    dropped.add(i);
    if (size !== 1) return null;
  }
  return next === reduced.length ? dropped : null;
}

export type RankReduction = 'same' | 'rank-too-large' | 'size-mismatch' | 'element-type-mismatch';

/** Is the candidate the original type, or that with dimensions of size 1 left out? */
export function checkRankReduction(
  original: { readonly shape: readonly number[]; readonly elementType: Type },
  candidate: { readonly shape: readonly number[]; readonly elementType: Type },
): RankReduction {
  if (original === candidate) return 'same';
  if (candidate.shape.length > original.shape.length) return 'rank-too-large';
  if (!rankReductionMask(original.shape, candidate.shape)) return 'size-mismatch';
  return original.elementType === candidate.elementType ? 'same' : 'element-type-mismatch';
}

/** Which dimensions of size 1 a slice's result lacks, its sizes given (upstream's `getDroppedDims`). */
export function droppedDims(
  sizes: readonly MixedIndex[],
  resultShape: readonly number[],
): ReadonlySet<number> {
  const dropped = new Set<number>();
  let next = 0;
  for (const [i, size] of sizes.entries()) {
    const entry = typeof size === 'number' ? size : DYNAMIC;
    if (entry !== 1) {
      next++;
      continue;
    }
    if (next >= resultShape.length || resultShape[next] !== 1) {
      dropped.add(i);
      continue;
    }
    next++;
  }
  return dropped;
}
