/**
 * Folds of `vector.extract`: what is extracted is followed through inserts, transpositions,
 * broadcasts and casts to where it comes from.
 */

import { ArrayAttr, IntegerAttr } from '../../attributes.ts';
import type { Fold, FoldResult } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { contiguousStrides } from '../../strided-layout.ts';
import type { Type } from '../../types.ts';
import { intArray } from './attributes.ts';
import { sameShape, vectorType } from './verify.ts';

const rankOf = (type: Type): number => (type.kind === 'vector' ? type.shape.length : 0);
const positionOf = (op: Operation): number[] => intArray(op.attr('position'));

function redirect(op: Operation, source: Value, position: readonly number[]): 'in-place' {
  op.setAttr(
    'position',
    ArrayAttr.get(
      op.context,
      position.map((index) => IntegerAttr.i64(op.context, index)),
    ),
  );
  op.setOperand(0, source);
  return 'in-place';
}

export const foldExtract: Fold = (op) => {
  if (positionOf(op).length === 0) return [op.operand(0)];
  return (
    fromExtract(op) ??
    fromInsertsAndTranspositions(op) ??
    fromBroadcast(op) ??
    fromShapeCast(op) ??
    fromStridedSlice(op) ??
    fromInsertStridedSlices(op)
  );
};

function fromExtract(op: Operation): FoldResult {
  let inner = op.operand(0).definingOp;
  if (!inner?.is('vector.extract')) return null;
  let position = positionOf(op);
  let source = op.operand(0);
  while (inner?.is('vector.extract')) {
    position = [...positionOf(inner), ...position];
    source = inner.operand(0);
    inner = source.definingOp;
  }
  return redirect(op, source, position);
}

/**
 * Dimensions that are not extracted are tracked by negative numbers, so that transpositions can be
 * undone: at the end they must stand in order behind the position.
 */
function fromInsertsAndTranspositions(op: Operation): FoldResult {
  const extracted = positionOf(op);
  const rank = rankOf(op.operand(0).type);
  const rest = Array.from({ length: rank - extracted.length }, (_, i) => -(i + 1));
  let position = [...extracted, ...rest];
  let extractedRank = extracted.length;
  const isInOrder = (): boolean => sameShape(position.slice(extractedRank), rest);
  const finish = (source: Value): FoldResult =>
    source !== op.operand(0) && isInOrder()
      ? redirect(op, source, position.slice(0, extractedRank))
      : null;
  const isPrefix = (a: readonly number[], b: readonly number[]): boolean =>
    a.length <= b.length && a.every((index, i) => index === b[i]);

  let source = op.operand(0);
  for (;;) {
    const definition = source.definingOp;
    if (definition?.is('vector.transpose')) {
      const transp = intArray(definition.attr('transp'));
      const undone = new Array<number>(position.length).fill(0);
      transp.forEach((from, i) => {
        undone[from] = position[i] as number;
      });
      position = undone;
      source = definition.operand(0);
      continue;
    }
    if (!definition?.is('vector.insert')) return finish(source);
    const inserted = positionOf(definition);
    if (sameShape(inserted, position.slice(0, extractedRank)) && isInOrder())
      return [definition.operand(0)];
    if (isPrefix(inserted, position)) {
      position = position.slice(inserted.length);
      extractedRank = position.length - rest.length;
      return finish(definition.operand(0));
    }
    // An insert that touches what is extracted in part ends the search.
    const overlaps = position.every((index, i) => {
      const other = inserted[i];
      return other === undefined || index < 0 || other < 0 || index === other;
    });
    if (isPrefix(position, inserted) || overlaps) return null;
    source = definition.operand(1);
  }
}

function fromBroadcast(op: Operation): FoldResult {
  const definition = op.operand(0).definingOp;
  if (!definition?.is('vector.broadcast') && !definition?.is('vector.splat')) return null;
  const source = definition.operand(0);
  const type = op.result().type;
  if (type === source.type) return [source];
  const sourceRank = rankOf(source.type);
  if (sourceRank === 0) return null;
  const resultRank = rankOf(type);
  if (resultRank >= sourceRank) return null;
  const from = vectorType(source.type).shape;
  if (type.kind === 'vector' && !sameShape(type.shape, from.slice(from.length - resultRank)))
    return null;
  const whole = vectorType(definition.result().type).shape;
  const lead = whole.length - from.length;
  const position = positionOf(op);
  const difference = sourceRank - resultRank;
  for (let i = difference; i < position.length; i++)
    if (i >= lead && from[i - lead] !== whole[i]) position[i] = 0;
  return redirect(op, source, position.slice(position.length - difference));
}

function fromShapeCast(op: Operation): FoldResult {
  const cast = op.operand(0).definingOp;
  if (!cast?.is('vector.shape_cast')) return null;
  const source = vectorType(cast.operand(0).type).shape;
  const whole = vectorType(op.operand(0).type).shape;
  const type = op.result().type;
  const rank = rankOf(type);
  if (rank > source.length) return null;
  if (type.kind === 'vector' && !sameShape(type.shape, source.slice(source.length - rank)))
    return null;
  // The position counted in parts of the extracted shape, then spelled in the source's dimensions.
  const outer = whole.slice(0, whole.length - rank);
  const strides = contiguousStrides(outer);
  let number = positionOf(op).reduce((sum, index, i) => sum + index * (strides[i] ?? 1), 0);
  const position = contiguousStrides(source.slice(0, source.length - rank)).map((stride) => {
    const index = Math.floor(number / stride);
    number -= index * stride;
    return index;
  });
  return redirect(op, cast.operand(0), position);
}

function fromStridedSlice(op: Operation): FoldResult {
  const slice = op.operand(0).definingOp;
  if (!slice?.is('vector.extract_strided_slice')) return null;
  if (intArray(slice.attr('strides')).some((stride) => stride !== 1)) return null;
  const [from, to] = [
    vectorType(slice.operand(0).type).shape,
    vectorType(slice.result().type).shape,
  ];
  const offsets = intArray(slice.attr('offsets'));
  while (offsets.length > 0) {
    const last = offsets.length - 1;
    if (offsets[last] !== 0 || to[last] !== from[last]) break;
    offsets.pop();
  }
  if (rankOf(op.result().type) > from.length - offsets.length) return null;
  const position = positionOf(op).map((index, i) => index + (offsets[i] ?? 0));
  return redirect(op, slice.operand(0), position);
}

function fromInsertStridedSlices(op: Operation): FoldResult {
  const rank = rankOf(op.result().type);
  const position = positionOf(op);
  let insert = op.operand(0).definingOp;
  while (insert?.is('vector.insert_strided_slice')) {
    const [source, dest] = [
      vectorType(insert.operand(0).type).shape,
      vectorType(insert.operand(1).type).shape,
    ];
    const lead = dest.length - source.length;
    if (rank > source.length) return null;
    if (intArray(insert.attr('strides')).some((stride) => stride !== 1)) return null;
    const offsets = intArray(insert.attr('offsets'));
    const relative: number[] = [];
    const isInside = position.every((index, dim) => {
      const start = offsets[dim] ?? 0;
      const end = start + (dim < lead ? 1 : (source[dim - lead] ?? 1));
      if (index < start || index >= end) return false;
      if (dim >= lead) relative.push(index - start);
      return true;
    });
    if (isInside) {
      // The rest of the source must be all there is of those dimensions.
      const start = source.length - rank;
      for (let i = 0; i < rank; i++) if (source[i + start] !== dest[i + start + lead]) return null;
      return redirect(op, insert.operand(0), relative);
    }
    insert = insert.operand(1).definingOp;
  }
  return null;
}
