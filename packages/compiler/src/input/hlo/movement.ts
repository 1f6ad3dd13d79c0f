/** Operations of mhlo that move elements become linalg's and tensor's, or constants. */

import {
  AffineMap,
  type Builder,
  type ConversionPattern,
  DenseArrayAttr,
  DenseElementsAttr,
  DYNAMIC,
  hasStaticShape,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  emptyTensor,
  fill,
  generic,
  mapOf,
  numDynamic,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { reshapeTo } from '../tosa/reshape.ts';
import { numberOf, numbersOf } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';

/** Every element of the result is the one that `map` says of the operand. */
function moved(
  builder: Builder,
  input: Value,
  result: RankedTensorType,
  map: AffineMap,
  sizes: readonly Value[] = [],
): Value {
  const rank = result.shape.length;
  const state = {
    inputs: [input],
    inits: [emptyTensor(builder, result, sizes)],
    maps: [map, AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  return generic(builder, state, (_, [value]) => [value as Value]).result();
}

/** A tensor in which `dims` of the result are its dimensions; those of size 1 are repeated. */
function broadcastTo(
  builder: Builder,
  input: Value,
  result: RankedTensorType,
  dims: readonly number[],
): Value | null {
  const type = rankedTensor(input);
  if (!type || !hasStaticShape(type) || !hasStaticShape(result)) return null;
  const kept = [...type.shape.keys()].filter(
    (dim) => type.shape[dim] === result.shape[dims[dim] as number],
  );
  const shape = kept.map((dim) => type.shape[dim] as number);
  const source =
    kept.length === type.shape.length
      ? input
      : reshapeTo(builder, input, RankedTensorType.get(shape, type.elementType));
  const places = kept.map((dim) => dims[dim] as number);
  return source && moved(builder, source, result, mapOf(result.shape.length, places));
}

const lowerBroadcastInDim = hloLowering('broadcast_in_dim', (op, operands, rewriter) => {
  const result = signlessTensor(op.result());
  const dims = numbersOf(op, 'broadcast_dimensions');
  const value = result && broadcastTo(rewriter, operands[0] as Value, result, dims);
  if (!value) return false;
  rewriter.replaceOp(op, [value]);
  return true;
});

/** New dimensions go before the operand's. */
const lowerBroadcast = hloLowering('broadcast', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  const rank = rankedTensor(input)?.shape.length;
  if (!result || rank === undefined) return false;
  const first = result.shape.length - rank;
  const dims = Array.from({ length: rank }, (_, dim) => first + dim);
  const value = broadcastTo(rewriter, input, result, dims);
  if (!value) return false;
  rewriter.replaceOp(op, [value]);
  return true;
});

const lowerTranspose = hloLowering('transpose', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  const type = rankedTensor(input);
  if (!result || !type || numDynamic(result) !== numDynamic(type)) return false;
  const permutation = numbersOf(op, 'permutation');
  const places = permutation.map((_, dim) => permutation.indexOf(dim));
  const open = openSizes(rewriter, input);
  const dynamic = [...type.shape.keys()].filter((dim) => type.shape[dim] === DYNAMIC);
  // Sizes come in the order that the result has them.
  const sizes =
    open.length === 0 ? [] : permutation.flatMap((dim) => open[dynamic.indexOf(dim)] ?? []);
  const map = mapOf(permutation.length, places);
  rewriter.replaceOp(op, [moved(rewriter, input, result, map, sizes)]);
  return true;
});

const lowerReshape = hloLowering('reshape', (op, operands, rewriter) => {
  const result = signlessTensor(op.result());
  const value = result && reshapeTo(rewriter, operands[0] as Value, result);
  if (!value) return false;
  rewriter.replaceOp(op, [value]);
  return true;
});

const lowerReverse = hloLowering('reverse', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  if (!result || !hasStaticShape(result)) return false;
  const reversed = numbersOf(op, 'dimensions');
  const rank = result.shape.length;
  const state = {
    inputs: [],
    inits: [emptyTensor(rewriter, result, [])],
    maps: [AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body) => {
    const to = new Scalars(body);
    const indices = result.shape.map((size, dim) => {
      const index = to.index(dim);
      return reversed.includes(dim)
        ? to.op('arith.subi', [body.constantIndex(size - 1), index])
        : index;
    });
    return [to.extract(input, indices)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

const lowerIota = hloLowering('iota', (op, _, rewriter) => {
  const result = signlessTensor(op.result());
  if (!result || !hasStaticShape(result)) return false;
  const { elementType } = result;
  if (elementType.kind !== 'integer' && elementType.kind !== 'float') return false;
  const rank = result.shape.length;
  const state = {
    inputs: [],
    inits: [emptyTensor(rewriter, result, [])],
    maps: [AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body) => {
    const to = new Scalars(body);
    const { i32 } = body.context;
    const index = to.index(numberOf(op, 'iota_dimension'));
    if (elementType.kind === 'integer') return [to.op('arith.index_cast', [index], elementType)];
    const whole = to.op('arith.index_cast', [index], i32);
    const number = convertElement(to, whole, i32, elementOf(op.result()), elementType);
    return number ? [number] : [];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

const i64s = (
  builder: Builder,
  name: string,
  values: readonly number[],
): [string, DenseArrayAttr] => [name, DenseArrayAttr.i64(builder.context, values)];

/** `tensor.extract_slice` of a type of known sizes. */
export const extractSlice = (
  builder: Builder,
  source: Value,
  result: RankedTensorType,
  offsets: readonly number[],
  strides: readonly number[],
): Value =>
  builder.createValue('tensor.extract_slice', {
    operandGroups: [[source], [], [], []],
    resultTypes: [result],
    attributes: [
      i64s(builder, 'static_offsets', offsets),
      i64s(builder, 'static_sizes', result.shape),
      i64s(builder, 'static_strides', strides),
    ],
  });

const lowerSlice = hloLowering('slice', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  if (!result || !hasStaticShape(result)) return false;
  const starts = numbersOf(op, 'start_indices');
  rewriter.replaceOp(op, [extractSlice(rewriter, input, result, starts, numbersOf(op, 'strides'))]);
  return true;
});

/** `tensor.insert_slice` of a tensor of known sizes. */
function insertSlice(
  builder: Builder,
  source: Value,
  into: Value,
  offsets: readonly number[],
  strides: readonly number[],
): Value {
  return builder.createValue('tensor.insert_slice', {
    operandGroups: [[source], [into], [], [], []],
    resultTypes: [into.type],
    attributes: [
      i64s(builder, 'static_offsets', offsets),
      i64s(builder, 'static_sizes', rankedTensor(source)?.shape ?? []),
      i64s(builder, 'static_strides', strides),
    ],
  });
}

const lowerConcatenate = hloLowering('concatenate', (op, operands, rewriter) => {
  const result = signlessTensor(op.result());
  const types = operands.map(rankedTensor);
  if (!result || !hasStaticShape(result)) return false;
  if (!types.every((type) => type !== null && hasStaticShape(type))) return false;
  const along = numberOf(op, 'dimension');
  const ones = result.shape.map(() => 1);
  let into = emptyTensor(rewriter, result, []);
  let offset = 0;
  for (const [i, operand] of operands.entries()) {
    const offsets = result.shape.map((_, dim) => (dim === along ? offset : 0));
    into = insertSlice(rewriter, operand, into, offsets, ones);
    offset += types[i]?.shape[along] ?? 0;
  }
  rewriter.replaceOp(op, [into]);
  return true;
});

/** How much goes before, behind and between a dimension's elements. */
export interface Padding {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly inside: readonly number[];
}

/** A tensor of known sizes with a number around its elements; negative padding takes elements away. */
export function padded(
  builder: Builder,
  input: Value,
  number: Value,
  { low, high, inside }: Padding,
): Value | null {
  const type = rankedTensor(input);
  if (!type || !hasStaticShape(type)) return null;
  if ([low, high, inside].every((counts) => counts.every((count) => count === 0))) return input;
  const before = low.map((count) => Math.max(count, 0));
  const whole = type.shape.map((size, dim) => {
    const spread = size + Math.max(size - 1, 0) * (inside[dim] ?? 0);
    return spread + (before[dim] ?? 0) + Math.max(high[dim] ?? 0, 0);
  });
  const taken = low.map((count) => Math.max(-count, 0));
  const left = whole.map((size, dim) => size - (taken[dim] ?? 0) - Math.max(-(high[dim] ?? 0), 0));
  const wholeType = RankedTensorType.get(whole, type.elementType);
  const filled = fill(builder, number, emptyTensor(builder, wholeType, []));
  const strides = inside.map((count) => count + 1);
  const inserted = insertSlice(builder, input, filled, before, strides);
  if (whole.every((size, dim) => size === left[dim])) return inserted;
  const ones = low.map(() => 1);
  const leftType = RankedTensorType.get(left, type.elementType);
  return extractSlice(builder, inserted, leftType, taken, ones);
}

const lowerPad = hloLowering('pad', (op, operands, rewriter) => {
  const [input, padding] = operands as [Value, Value];
  const source = rankedTensor(input);
  if (!source || !hasStaticShape(source)) return false;
  const number = new Scalars(rewriter).extract(padding, []);
  const value = padded(rewriter, input, number, {
    low: numbersOf(op, 'edge_padding_low'),
    high: numbersOf(op, 'edge_padding_high'),
    inside: numbersOf(op, 'interior_padding'),
  });
  if (!value) return false;
  rewriter.replaceOp(op, [value]);
  return true;
});

const lowerConstant = hloLowering('constant', (op, _, rewriter) => {
  const value = op.attr('value');
  const type = signlessTensor(op.result());
  if (value?.kind !== 'dense' || !type) return false;
  const attr = DenseElementsAttr.get(type, value.data);
  rewriter.replaceOp(op, [rewriter.constant(attr, type)]);
  return true;
});

export const movementPatterns: readonly ConversionPattern[] = [
  lowerBroadcast,
  lowerBroadcastInDim,
  lowerConcatenate,
  lowerConstant,
  lowerIota,
  lowerPad,
  lowerReshape,
  lowerReverse,
  lowerSlice,
  lowerTranspose,
];
