/** Folds of the shape dialect's operations on shapes and sizes that are known. */

import { type Attribute, DenseElementsAttr, IntegerAttr } from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type { Fold, FoldResult } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC, hasStaticShape, isRankedShaped, RankedTensorType } from '../../types.ts';

type Known = Attribute | null | undefined;

const indexAttr = (context: Context, value: bigint | number): IntegerAttr =>
  IntegerAttr.get(context.indexType, value);
const index = (op: Operation, value: bigint | number | null | undefined): FoldResult =>
  value === null || value === undefined ? null : [indexAttr(op.context, value)];
const sizeOf = (attr: Known): bigint | null => (attr?.kind === 'integer' ? attr.value : null);
const sizesOf = (attr: Known): readonly bigint[] | null =>
  attr?.kind === 'dense'
    ? Array.from({ length: attr.numElements }, (_, i) => BigInt.asIntN(64, attr.bitsAt(i)))
    : null;

/** Both operands are known. */
const foldSizes =
  (compute: (lhs: bigint, rhs: bigint) => bigint | null): Fold =>
  (op, [lhs, rhs]) => {
    const [a, b] = [sizeOf(lhs), sizeOf(rhs)];
    return a === null || b === null ? null : index(op, compute(a, b));
  };
const foldSum = foldSizes((a, b) => BigInt.asIntN(64, a + b));
export const foldMul = foldSizes((a, b) => BigInt.asIntN(64, a * b));
export const foldDiv = foldSizes((a, b) => {
  if (b === 0n) return null;
  const isBelow = a % b !== 0n && a < 0n !== b < 0n;
  return a / b - (isBelow ? 1n : 0n);
});
/** Also of a number and 0, which upstream only sees in an index. */
export const foldAdd: Fold = (op, operands) =>
  sizeOf(operands[1]) === 0n &&
  op.operand(1).type.kind === 'index' &&
  op.operand(0).type === op.result().type
    ? [op.operand(0)]
    : foldSum(op, operands);

export const foldShapeOf: Fold = (op) => {
  const { type } = op.operand(0);
  if (!isRankedShaped(type) || !hasStaticShape(type)) return null;
  const sizes = type.shape.map((size) => indexAttr(op.context, size));
  const extents = RankedTensorType.get([sizes.length], op.context.indexType);
  return [DenseElementsAttr.fromElements(extents, sizes)];
};
export const foldDim: Fold = (op, [, dimension]) => {
  const { type } = op.operand(0);
  const size = isRankedShaped(type) ? type.shape[Number(sizeOf(dimension) ?? -1n)] : undefined;
  return size === DYNAMIC ? null : index(op, size);
};
export const foldGetExtent: Fold = (op, [shape, dimension]) =>
  index(op, sizesOf(shape)?.[Number(sizeOf(dimension) ?? -1n)]);
export const foldRank: Fold = (op, [shape]) => index(op, sizesOf(shape)?.length);
export const foldNumElements: Fold = (op, [shape]) =>
  index(
    op,
    sizesOf(shape)?.reduce((product, size) => BigInt.asIntN(64, product * size), 1n),
  );
/** A size as an index, or back. */
export const foldCast: Fold = (op, [size]) => {
  if (op.operand(0).type === op.result().type) return [op.operand(0)];
  return index(op, sizeOf(size));
};
