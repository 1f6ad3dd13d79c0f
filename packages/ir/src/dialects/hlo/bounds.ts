/**
 * Sizes that are not known but bounded (`tensor<?xf32, #stablehlo.bounds<5>>`), and when the type that
 * an operation infers fits the one it declares.
 */

import { type Attribute, DialectAttr } from '../../attributes.ts';
import { DYNAMIC, FloatType, isTensor, RankedTensorType, type Type } from '../../types.ts';

/** Name of the dialects' attribute that bounds the sizes of a tensor. */
const BOUNDS: ReadonlySet<string> = new Set(['mhlo.type_extensions', 'stablehlo.bounds']);

/** The bounds in a tensor's encoding, DYNAMIC for none; null without the attribute. */
export function boundsOf(encoding: Attribute | null): readonly number[] | null {
  if (encoding?.kind !== 'dialect' || !BOUNDS.has(encoding.name)) return null;
  const [bounds] = encoding.params;
  return Array.isArray(bounds) ? bounds.map(Number) : null;
}

/** An encoding with other bounds; none if nothing is bounded. */
export function withBounds(
  prototype: Attribute | null,
  bounds: readonly number[] | null,
): Attribute | null {
  if (bounds === null || bounds.length === 0) return prototype;
  if (bounds.every((bound) => bound === DYNAMIC) || prototype?.kind !== 'dialect') return null;
  const { context, dialect, mnemonic } = prototype;
  return DialectAttr.get(context, dialect, mnemonic, [[...bounds]]);
}

const areBounded = (shape: readonly number[], bounds: readonly number[] | null): boolean =>
  !bounds || bounds.every((bound, i) => bound === DYNAMIC || bound >= (shape[i] ?? DYNAMIC));

/** Could both sizes be one? */
export const areCompatibleSizes = (a: number, b: number): boolean =>
  a === DYNAMIC || b === DYNAMIC || a === b;

/** Could both types have one shape? An unknown rank fits all; without a shape, only another such fits. */
export function haveCompatibleShapes(a: Type, b: Type): boolean {
  if (isTensor(a) !== isTensor(b)) return false;
  if (a.kind !== 'tensor' || b.kind !== 'tensor') return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => areCompatibleSizes(size, b.shape[i] ?? DYNAMIC))
  );
}

/** The real numbers that a quantised type stands for, or the type itself. */
const expressedType = (type: Type): Type => {
  if (type.kind !== 'dialect' || type.dialect !== 'quant') return type;
  return type.params.find((param) => param instanceof FloatType) ?? type;
};

/** Whether an inferred type fits a declared one: sizes may be unknown, quantisation may differ. */
export function isCompatible(a: Type, b: Type): boolean {
  if (isTensor(a) && isTensor(b)) {
    if (!haveCompatibleShapes(a, b) || !isCompatible(a.elementType, b.elementType)) return false;
    if (a.kind !== 'tensor' || b.kind !== 'tensor') return true;
    return areBounded(a.shape, boundsOf(b.encoding)) && areBounded(b.shape, boundsOf(a.encoding));
  }
  if (
    a.kind === 'dialect' &&
    b.kind === 'dialect' &&
    a.dialect === 'quant' &&
    b.dialect === 'quant' &&
    // Storage type, and its least and greatest value.
    (a.params[0] !== b.params[0] || a.params[2] !== b.params[2] || a.params[3] !== b.params[3])
  )
    return false;
  return expressedType(a) === expressedType(b);
}
export const areCompatible = (a: readonly Type[], b: readonly Type[]): boolean =>
  a.length === b.length && a.every((type, i) => isCompatible(type, b[i] ?? type));

/** A size and its bound. */
interface Extent {
  readonly size: number;
  readonly bound: number;
}
/** What is known of two sizes together; a text says why they cannot be one. */
export type Merge = (left: Extent, right: Extent, dim: number) => Extent | string;

const mismatch = (left: Extent, right: Extent, dim: number): string =>
  `Mismatched dimension sizes ${left.size} and ${right.size} in dimension ${dim}`;

/** All that either says: of values that have both types. */
export const mostSpecific: Merge = (left, right, dim) => {
  const areKnown = left.size !== DYNAMIC && right.size !== DYNAMIC;
  if (areKnown && left.size !== right.size) return mismatch(left, right, dim);
  const known = left.size !== DYNAMIC ? left.size : right.size;
  const bound =
    left.bound !== DYNAMIC && right.bound !== DYNAMIC
      ? Math.min(left.bound, right.bound)
      : Math.max(left.bound, right.bound);
  if (known === DYNAMIC) return { size: DYNAMIC, bound };
  const checked = left.bound !== DYNAMIC ? left.bound : right.bound;
  if (checked !== DYNAMIC && known > checked)
    return `Mismatched dimension size ${known} and bound ${checked} in dimension ${dim}`;
  return { size: known, bound: DYNAMIC };
};

/** Only what both say: of values that have one type or the other. */
export const leastSpecific: Merge = (left, right, dim) => {
  const areKnown = left.size !== DYNAMIC && right.size !== DYNAMIC;
  if (areKnown)
    return left.size === right.size
      ? { size: left.size, bound: DYNAMIC }
      : mismatch(left, right, dim);
  const limits = [left, right].map(({ size, bound }) => (size !== DYNAMIC ? size : bound));
  return {
    size: DYNAMIC,
    bound: limits.includes(DYNAMIC) ? DYNAMIC : Math.max(...limits),
  };
};

/** Of values that are put one behind the other. */
export const concatenated: Merge = (left, right) => {
  if (left.size !== DYNAMIC && right.size !== DYNAMIC)
    return { size: left.size + right.size, bound: DYNAMIC };
  const limits = [left, right].map(({ size, bound }) => (size !== DYNAMIC ? size : bound));
  const [a = DYNAMIC, b = DYNAMIC] = limits;
  return { size: DYNAMIC, bound: limits.includes(DYNAMIC) ? DYNAMIC : a + b };
};

/** Several ranked types made one, size by size; a text says why that cannot be. */
export function mergeTypes(
  types: readonly RankedTensorType[],
  mergeAt: (dim: number) => Merge,
): RankedTensorType | string {
  const [first, ...others] = types;
  if (!first) return 'expected a type';
  const rank = first.shape.length;
  for (const type of others)
    if (type.shape.length !== rank)
      return `Mismatched ranks of types${rank} vs ${type.shape.length}`;
  const shape = [...first.shape];
  const known = boundsOf(first.encoding);
  const bounds = known ? [...known] : shape.map(() => DYNAMIC);
  for (const type of others) {
    const more = boundsOf(type.encoding);
    for (let dim = 0; dim < rank; dim++) {
      const merged = mergeAt(dim)(
        { size: shape[dim] ?? DYNAMIC, bound: bounds[dim] ?? DYNAMIC },
        { size: type.shape[dim] ?? DYNAMIC, bound: more?.[dim] ?? DYNAMIC },
        dim,
      );
      if (typeof merged === 'string') return merged;
      shape[dim] = merged.size;
      bounds[dim] = merged.bound;
    }
  }
  // Where no type has bounds, the first one's encoding says something else and stays.
  const bounded = types.find((type) => boundsOf(type.encoding));
  return RankedTensorType.get(
    shape,
    first.elementType,
    bounded ? withBounds(bounded.encoding, bounds) : first.encoding,
  );
}

/** The most that several types say together; a text says why they contradict each other. */
export function mostSpecificType(types: readonly Type[]): Type | string {
  const ranked = types.filter((type) => type.kind === 'tensor');
  const [first] = types;
  if (ranked.length > 0) return mergeTypes(ranked, () => mostSpecific);
  return first ?? 'expected a type';
}

/** What several types have in common; a text says why they have nothing. */
export function leastSpecificType(types: readonly Type[]): Type | string {
  const ranked = types.filter((type) => type.kind === 'tensor');
  const other = types.find((type) => type.kind !== 'tensor');
  return other ?? mergeTypes(ranked, () => leastSpecific);
}
