/** Layouts of expanded, collapsed and transposed memrefs. */

import type { AffineMap } from '../../affine.ts';
import {
  dynamicMul,
  hasIdentityLayout,
  type StridesAndOffset,
  stridedLayout,
  stridesAndOffset,
} from '../../strided-layout.ts';
import { DYNAMIC, MemRefType } from '../../types.ts';
import type { Reassociation } from '../reassociation.ts';

const withLayout = (
  source: MemRefType,
  shape: readonly number[],
  layout: StridesAndOffset | null,
): MemRefType =>
  MemRefType.get(
    shape,
    source.elementType,
    layout && stridedLayout(source, layout),
    source.memorySpace,
  );

/** The type of `source` expanded to a shape; null if its layout does not allow it. */
export function expandedType(
  source: MemRefType,
  shape: readonly number[],
  groups: Reassociation,
): MemRefType | null {
  if (hasIdentityLayout(source)) return withLayout(source, shape, null);
  const layout = stridesAndOffset(source);
  if (!layout) return null;
  const reversed: number[] = [];
  let dim = shape.length - 1;
  for (let i = groups.length - 1; i >= 0; i--) {
    let stride = layout.strides[i] ?? DYNAMIC;
    for (const _ of groups[i] ?? []) {
      reversed.push(stride);
      stride = dynamicMul(stride, shape[dim--] ?? DYNAMIC);
    }
  }
  const strides = reversed.reverse();
  while (strides.length < shape.length) strides.push(1);
  return withLayout(source, shape, { offset: layout.offset, strides });
}

/** Strides of a collapsed memref; null if the dimensions of a group do not lie side by side. */
function collapsedLayout(source: MemRefType, groups: Reassociation): StridesAndOffset | null {
  const layout = stridesAndOffset(source);
  if (!layout) return null;
  const sizeOf = (dim: number | undefined): number => source.shape[dim ?? 0] ?? DYNAMIC;
  const strideOf = (dim: number | undefined): number => layout.strides[dim ?? 0] ?? DYNAMIC;
  const strides = groups.map((group) => {
    const rest = [...group];
    while (rest.length > 1 && sizeOf(rest[rest.length - 1]) === 1) rest.pop();
    const last = rest[rest.length - 1];
    return sizeOf(last) !== DYNAMIC || rest.length === 1 ? strideOf(last) : DYNAMIC;
  });
  for (let i = groups.length - 1; i >= 0; i--) {
    let stride = strides[i] ?? DYNAMIC;
    for (const dim of (groups[i] ?? []).slice(1).reverse()) {
      stride = dynamicMul(stride, sizeOf(dim));
      const actual = strideOf(dim - 1);
      if (stride !== DYNAMIC && actual !== DYNAMIC && stride !== actual) return null;
    }
  }
  return { offset: layout.offset, strides };
}

/** The type of `source` collapsed; null if its layout does not allow it. */
export function collapsedType(
  source: MemRefType,
  groups: Reassociation,
  shape: readonly number[] = groups.map((group) =>
    group.reduce((size, dim) => dynamicMul(size, source.shape[dim] ?? DYNAMIC), 1),
  ),
): MemRefType | null {
  if (hasIdentityLayout(source)) return withLayout(source, shape, null);
  const layout = collapsedLayout(source, groups);
  return layout && withLayout(source, shape, layout);
}

/** The type of `source` with its dimensions permuted. */
export function transposedType(source: MemRefType, permutation: AffineMap): MemRefType | null {
  const layout = stridesAndOffset(source);
  if (!layout) return null;
  const positions = permutation.results.map((expr) => (expr.kind === 'dim' ? expr.position : 0));
  return withLayout(
    source,
    positions.map((dim) => source.shape[dim] ?? DYNAMIC),
    { offset: layout.offset, strides: positions.map((dim) => layout.strides[dim] ?? DYNAMIC) },
  );
}
