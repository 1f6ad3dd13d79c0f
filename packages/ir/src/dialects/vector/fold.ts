/** Folds of the vector dialect, but for transfers and the chains behind `vector.extract`. */

import { ArrayAttr, DenseElementsAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { VectorType } from '../../types.ts';
import { foldMemRefCasts } from '../memref/fold.ts';
import { intArray } from './attributes.ts';
import { denseVector, elementsOf, isScalar, splatOf } from './constants.ts';
import { isValidShapeCast, vectorType } from './verify.ts';

export { foldExtract } from './fold-extract.ts';
export { foldTransferRead, foldTransferWrite } from './fold-transfer.ts';

export const i64Array = (op: Operation, values: readonly number[]): ArrayAttr =>
  ArrayAttr.get(
    op.context,
    values.map((value) => IntegerAttr.i64(op.context, value)),
  );

export const foldMemoryCasts: Fold = (op) => (foldMemRefCasts(op) ? 'in-place' : null);

export const foldMultiReduction: Fold = (op) => {
  const { shape } = vectorType(op.operand(0).type);
  return shape.length === 1 && !intArray(op.attr('reduction_dims')).includes(0)
    ? [op.operand(0)]
    : null;
};

export const foldBroadcast: Fold = (op, [source]) => {
  const type = vectorType(op.result().type);
  if (op.operand(0).type === type) return [op.operand(0)];
  const element = isScalar(source) ? source : splatOf(source);
  return element ? [DenseElementsAttr.splat(type, element)] : null;
};

export const foldSplat: Fold = (op, [source]) =>
  isScalar(source) ? [DenseElementsAttr.splat(vectorType(op.result().type), source)] : null;

export const foldShuffle: Fold = (op, [lhs, rhs]) => {
  const [a, b] = [vectorType(op.operand(0).type), vectorType(op.operand(1).type)];
  const [first] = a.shape;
  if (first === undefined) return null;
  const mask = intArray(op.attr('mask'));
  const isStep = (start: number, count: number): boolean =>
    mask.length === count && mask.every((index, i) => index === start + i);
  if (a.numScalableDims === 0 && isStep(0, first)) return [op.operand(0)];
  if (a.numScalableDims === 0 && b.numScalableDims === 0 && isStep(first, b.shape[0] ?? 1))
    return [op.operand(1)];
  if (!lhs || !rhs || a.shape.length !== 1) return null;
  const [x, y] = [elementsOf(lhs), elementsOf(rhs)];
  if (!x || !y) return null;
  const elements = mask.flatMap((index) => {
    const element = index < first ? x[index] : y[index - first];
    return element ? [element] : [];
  });
  return [denseVector(vectorType(op.result().type), elements)];
};

export const foldShapeCast: Fold = (op) => {
  const source = op.operand(0);
  const type = op.result().type as VectorType;
  if (source.type === type) return [source];
  const inner = source.definingOp;
  if (inner?.is('vector.shape_cast')) {
    const from = inner.operand(0);
    if (from.type === type) return [from];
    const { shape } = vectorType(from.type);
    const difference = shape.length - type.shape.length;
    if (difference === 0) return null;
    const isValid =
      difference < 0 ? isValidShapeCast(shape, type.shape) : isValidShapeCast(type.shape, shape);
    if (!isValid) return null;
    op.setOperand(0, from);
    return 'in-place';
  }
  if (inner?.is('vector.broadcast') && inner.operand(0).type === type) return [inner.operand(0)];
  return null;
};

export const foldBitCast: Fold = (op, [constant]) => {
  const source = op.operand(0);
  const type = vectorType(op.result().type);
  if (source.type === type) return [source];
  const inner = source.definingOp;
  if (inner?.is('vector.bitcast')) {
    if (inner.operand(0).type === type) return [inner.operand(0)];
    op.setOperand(0, inner.operand(0));
    return 'in-place';
  }
  // Two halves of a float that are equal make a single; upstream folds no more than this.
  const element = splatOf(constant);
  const to = type.elementType;
  if (element?.kind !== 'float' || element.type.format !== 'f16') return null;
  if (to.kind !== 'float' || to.format !== 'f32') return null;
  const bits = (element.bits << 16n) | element.bits;
  return [DenseElementsAttr.splat(type, FloatAttr.fromBits(to, bits))];
};

export const foldTranspose: Fold = (op, [source]) => {
  const element = splatOf(source);
  if (element) return [DenseElementsAttr.splat(vectorType(op.result().type), element)];
  return intArray(op.attr('transp')).every((from, i) => from === i) ? [op.operand(0)] : null;
};

export const foldExtractElement: Fold = (op, [vector, position]) => {
  if (position === undefined) return null;
  const definition = op.operand(0).definingOp;
  if (definition?.is('vector.splat')) return [definition.operand(0)];
  if (definition?.is('vector.broadcast') && definition.operand(0).type.kind !== 'vector')
    return [definition.operand(0)];
  if (!vector || position?.kind !== 'integer') return null;
  const element = elementsOf(vector)?.[Number(position.value)];
  return element ? [element] : null;
};

export const foldInsertElement: Fold = (op, [source, dest, position]) => {
  if (!isScalar(source) || !dest || position?.kind !== 'integer') return null;
  const elements = elementsOf(dest);
  const at = Number(position.value);
  if (!elements || at < 0 || at >= elements.length) return null;
  elements[at] = source;
  return [denseVector(vectorType(op.result().type), elements)];
};

export const foldInsert: Fold = (op) =>
  intArray(op.attr('position')).length === 0 ? [op.operand(0)] : null;

export const foldInsertStridedSlice: Fold = (op) =>
  op.operand(0).type === op.operand(1).type ? [op.operand(0)] : null;

/** A slice of what was inserted is a slice of the inserted. */
export const foldExtractStridedSlice: Fold = (op) => {
  if (op.operand(0).type === op.result().type) return [op.operand(0)];
  const [offsets, sizes, strides] = ['offsets', 'sizes', 'strides'].map((name) =>
    intArray(op.attr(name)),
  ) as [number[], number[], number[]];
  const rank = vectorType(op.operand(0).type).shape.length;
  let insert = op.operand(0).definingOp;
  while (insert?.is('vector.insert_strided_slice')) {
    const inserted = vectorType(insert.operand(0).type);
    if (inserted.shape.length !== rank) return null;
    const starts = intArray(insert.attr('offsets'));
    const insertStrides = intArray(insert.attr('strides'));
    if (offsets.length > starts.length) return null;
    const relative: number[] = [];
    let isPartial = false;
    let isDisjoint = false;
    for (const [dim, offset] of offsets.entries()) {
      if (strides[dim] !== insertStrides[dim]) return null;
      const start = starts[dim] as number;
      const end = start + (inserted.shape[dim] as number);
      if (offset < start || offset >= end) {
        isDisjoint = true;
        break;
      }
      if (offset + (sizes[dim] as number) > end) isPartial = true;
      relative.push(offset - start);
    }
    if (!isDisjoint) {
      if (isPartial) return null;
      op.setOperand(0, insert.operand(0));
      op.setAttr('offsets', i64Array(op, relative));
      return 'in-place';
    }
    insert = insert.operand(1).definingOp;
  }
  return null;
};
