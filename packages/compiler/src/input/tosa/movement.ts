/** Operations that move elements: transposition, reversal, tiling. */

import {
  AffineMap,
  affineDim,
  type Builder,
  type ConversionPattern,
  DYNAMIC,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../by-place.ts';
import { lowering } from '../input-conversion.ts';
import {
  dimOf,
  emptyTensor,
  generic,
  numDynamic,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { constantIntegers, integerOf, numbersOf } from './attributes.ts';
import { newShape } from './broadcastable.ts';

const openDims = (builder: Builder, value: Value, type: RankedTensorType): Value[] =>
  type.shape.flatMap((size, dim) => (size === DYNAMIC ? [dimOf(builder, value, dim)] : []));

/** A tensor whose dimension `i` is dimension `permutation[i]` of the input. */
export function transposed(
  builder: Builder,
  input: Value,
  result: RankedTensorType,
  permutation: readonly number[],
): Value {
  const source = rankedTensor(input) as RankedTensorType;
  const rank = permutation.length;
  const places = permutation.map((_, dim) => permutation.indexOf(dim));
  const dims = permutation.flatMap((dim) =>
    source.shape[dim] === DYNAMIC ? [dimOf(builder, input, dim)] : [],
  );
  const init = emptyTensor(builder, result, dims);
  return generic(
    builder,
    {
      inputs: [input],
      inits: [init],
      maps: [new AffineMap(rank, 0, places.map(affineDim)), AffineMap.identity(rank)],
      iterators: parallel(rank),
    },
    (_, [value]) => [value as Value],
  ).result();
}

const lowerTranspose = lowering('tosa.transpose', (op, operands, rewriter) => {
  const [input, order] = operands as [Value, Value];
  const permutation = constantIntegers(order)?.map(Number);
  const result = rankedTensor(op.result());
  const source = rankedTensor(input);
  if (!permutation || !source || !result || numDynamic(result) !== numDynamic(source)) return false;
  const isPermutation = source.shape.every((_, dim) => permutation.includes(dim));
  if (!isPermutation || permutation.length !== source.shape.length) return false;
  if (!result.shape.every((size, dim) => size === source.shape[permutation[dim] as number]))
    return false;
  rewriter.replaceOp(op, [transposed(rewriter, input, result, permutation)]);
  return true;
});

const lowerReverse = lowering('tosa.reverse', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  if (!source || !result || numDynamic(source) !== numDynamic(result)) return false;
  const axis = Number(integerOf(op, 'axis'));
  if (source.shape[axis] === undefined) return false;
  const dims = openDims(rewriter, input, source);
  const size = dimOf(rewriter, input, axis);
  const init = emptyTensor(rewriter, result, dims);
  const loops = byPlace(rewriter, [init], (to) => {
    const indices = source.shape.map((_, dim) => {
      const index = to.index(dim);
      if (dim !== axis) return index;
      const one = to.builder.constantIndex(1);
      const last = to.op('arith.subi', [size, one]);
      return to.op('arith.subi', [last, index]);
    });
    return [to.extract(input, indices)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** Repeats along a new dimension before each, and joins the two. */
const lowerTile = lowering('tosa.tile', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  if (!source || !result) return false;
  const counts = numbersOf(op, 'multiples');
  if (counts.length !== source.shape.length || counts.some((count) => count < 1)) return false;
  const rank = source.shape.length;
  const shape = source.shape.flatMap((size, dim) => [counts[dim] as number, size]);
  const type = RankedTensorType.get(shape, source.elementType);
  const init = emptyTensor(rewriter, type, openDims(rewriter, input, source));
  const read = Array.from({ length: rank }, (_, dim) => affineDim(2 * dim + 1));
  const loops = generic(
    rewriter,
    {
      inputs: [input],
      inits: [init],
      maps: [new AffineMap(2 * rank, 0, read), AffineMap.identity(2 * rank)],
      iterators: parallel(2 * rank),
    },
    (_, [value]) => [value as Value],
  );
  rewriter.replaceOpWithNew(op, 'tosa.reshape', {
    operands: loops.results,
    resultTypes: [result],
    attributes: [['new_shape', newShape(op, result.shape)]],
  });
  return true;
});

export const movementPatterns: readonly ConversionPattern[] = [
  lowerReverse,
  lowerTile,
  lowerTranspose,
];
