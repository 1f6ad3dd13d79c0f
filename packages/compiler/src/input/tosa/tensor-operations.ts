/** Operations that move elements: transposition, concatenation, reversal, tiling. */

import {
  AffineMap,
  affineDim,
  type Builder,
  type ConversionPattern,
  DenseArrayAttr,
  DYNAMIC,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  dimOf,
  emptyTensor,
  generic,
  numDynamic,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
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
  const isPermutation = new Set(permutation).size === source.shape.length;
  if (!isPermutation || permutation.some((dim) => dim < 0 || dim >= source.shape.length))
    return false;
  rewriter.replaceOp(op, [transposed(rewriter, input, result, permutation)]);
  return true;
});

/** Puts the operands behind one another into an empty tensor. */
const lowerConcat = lowering('tosa.concat', (op, operands, rewriter) => {
  const result = rankedTensor(op.result());
  const types = operands.map(rankedTensor);
  const [first] = types;
  if (!result || !first || types.some((type) => type?.shape.length !== result.shape.length))
    return false;
  const axis = Number(integerOf(op, 'axis'));
  const rank = result.shape.length;
  const to = new Scalars(rewriter);
  type Size = number | Value;
  const sizeOf = (value: Value, dim: number): Size => {
    const size = rankedTensor(value)?.shape[dim] ?? DYNAMIC;
    return size === DYNAMIC ? dimOf(rewriter, value, dim) : size;
  };
  const asValue = (size: Size): Value =>
    typeof size === 'number' ? rewriter.constantIndex(size) : size;
  const sum = (a: Size, b: Size): Size =>
    typeof a === 'number' && typeof b === 'number'
      ? a + b
      : to.op('arith.addi', [asValue(a), asValue(b)]);
  const [head] = operands as [Value];
  const sizes: Size[] = Array.from({ length: rank }, (_, dim) => sizeOf(head, dim));
  const along = operands.map((operand) => sizeOf(operand, axis));
  const whole = along.reduce(sum);
  const dims = result.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [asValue(dim === axis ? whole : (sizes[dim] as Size))] : [],
  );
  let into = emptyTensor(rewriter, result, dims);
  let offset: Size = 0;
  for (const [i, operand] of operands.entries()) {
    const offsets = sizes.map((_, dim) => (dim === axis ? offset : 0));
    const parts = sizes.map((size, dim) => (dim === axis ? (along[i] as Size) : size));
    into = insertSlice(rewriter, operand, into, offsets, parts);
    offset = sum(offset, along[i] as Size);
  }
  rewriter.replaceOp(op, [into]);
  return true;
});

/** `tensor.insert_slice` without strides. */
export function insertSlice(
  builder: Builder,
  source: Value,
  into: Value,
  offsets: readonly (number | Value)[],
  sizes: readonly (number | Value)[],
): Value {
  const values = (list: readonly (number | Value)[]): Value[] =>
    list.filter((item) => typeof item !== 'number');
  const statics = (list: readonly (number | Value)[]): DenseArrayAttr =>
    DenseArrayAttr.i64(
      builder.context,
      list.map((item) => (typeof item === 'number' ? item : DYNAMIC)),
    );
  return builder.createValue('tensor.insert_slice', {
    operandGroups: [[source], [into], values(offsets), values(sizes), []],
    resultTypes: [into.type],
    attributes: [
      ['static_offsets', statics(offsets)],
      ['static_sizes', statics(sizes)],
      ['static_strides', statics(sizes.map(() => 1))],
    ],
  });
}

const lowerReverse = lowering('tosa.reverse', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  if (!source || !result || numDynamic(source) !== numDynamic(result)) return false;
  const axis = Number(integerOf(op, 'axis'));
  const dims = openDims(rewriter, input, source);
  const size = dimOf(rewriter, input, axis);
  const init = emptyTensor(rewriter, result, dims);
  const rank = source.shape.length;
  const state = {
    inputs: [],
    inits: [init],
    maps: [AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body) => {
    const to = new Scalars(body);
    const indices = source.shape.map((_, dim) => {
      const index = to.index(dim);
      if (dim !== axis) return index;
      const one = body.constantIndex(1);
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
  if (counts.includes(-1)) return false;
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

export const tensorPatterns: readonly ConversionPattern[] = [
  lowerConcat,
  lowerReverse,
  lowerTile,
  lowerTranspose,
];
