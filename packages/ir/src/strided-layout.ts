/**
 * Strides and offsets of memrefs: what a layout says of how indices become addresses, with `DYNAMIC`
 * for what is only known at run time.
 */

import { type AffineExpr, affineReplace } from './affine.ts';
import { StridedLayoutAttr } from './attributes.ts';
import { DYNAMIC, type MemRefType } from './types.ts';

export interface StridesAndOffset {
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Product and sum in which anything dynamic makes the result dynamic. */
export const dynamicMul = (a: number, b: number): number =>
  a === DYNAMIC || b === DYNAMIC ? DYNAMIC : a * b;
export const dynamicAdd = (a: number, b: number): number =>
  a === DYNAMIC || b === DYNAMIC ? DYNAMIC : a + b;

/** Strides of row-major order without gaps. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let i = shape.length - 2; i >= 0; i--)
    strides[i] = dynamicMul(strides[i + 1] ?? 1, shape[i + 1] ?? 1);
  return strides;
}

/** Strides and offset of a type, or null if its layout has none (upstream's `getStridesAndOffset`). */
export function stridesAndOffset(type: MemRefType): StridesAndOffset | null {
  const { layout, shape } = type;
  if (layout === null) return { strides: contiguousStrides(shape), offset: 0 };
  if (layout.kind === 'strided') return { strides: layout.strides, offset: layout.offset };
  if (layout.kind !== 'affine_map') return null;
  const { map } = layout;
  const [only, ...others] = map.results;
  if (!only || others.length > 0 || map.numDims !== shape.length) return null;
  const strides = shape.map(() => 0);
  const found = { strides, offset: 0 };
  if (!addTerms(affineReplace(only, []), 1, found)) return null;
  // Elements of a strided memref do not alias; a stride of 0 tells of one that does.
  return strides.includes(0) ? null : found;
}

/** Does an index address its element with nothing in between? */
export function hasIdentityLayout({ layout, shape }: MemRefType): boolean {
  if (layout === null) return true;
  return (
    layout.kind === 'strided' &&
    shape.length === 1 &&
    layout.offset === 0 &&
    layout.strides[0] === 1
  );
}

/** Adds `factor` times the expression; false where it is no sum of multiples of dimensions. */
function addTerms(
  expr: AffineExpr,
  factor: number,
  into: { strides: number[]; offset: number },
): boolean {
  switch (expr.kind) {
    case 'dim':
      into.strides[expr.position] = dynamicAdd(into.strides[expr.position] ?? 0, factor);
      return true;
    case 'symbol':
      into.offset = DYNAMIC;
      return true;
    case 'constant':
      into.offset = dynamicAdd(into.offset, dynamicMul(Number(expr.value), factor));
      return true;
    case 'add':
      return addTerms(expr.lhs, factor, into) && addTerms(expr.rhs, factor, into);
    case 'mul': {
      if (expr.rhs.kind === 'constant')
        return addTerms(expr.lhs, dynamicMul(factor, Number(expr.rhs.value)), into);
      return expr.rhs.kind === 'symbol' && addTerms(expr.lhs, DYNAMIC, into);
    }
    default:
      return false;
  }
}

export const isStrided = (type: MemRefType): boolean => stridesAndOffset(type) !== null;

export const stridedLayout = (
  type: MemRefType,
  { strides, offset }: StridesAndOffset,
): StridedLayoutAttr => StridedLayoutAttr.get(type.context, offset, strides);
