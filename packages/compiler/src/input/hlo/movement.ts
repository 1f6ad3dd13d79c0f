/** Operations of mhlo that move elements become linalg's and tensor's, or constants. */

import {
  AffineMap,
  affineConstant,
  affineDim,
  Builder,
  type ConversionPattern,
  type ConversionRewriter,
  DenseArrayAttr,
  DenseElementsAttr,
  DYNAMIC,
  hasStaticShape,
  type Operation,
  RankedTensorType,
  Region,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../by-place.ts';
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
import {
  asIndex,
  combine,
  concatenated,
  extractSlice,
  insertSlice,
  openOnes,
  type Size,
  sizesOfTensor,
  typeOf,
} from '../sizes.ts';
import { reshapeTo } from '../tosa/reshape.ts';
import { numberOf, numbersOf } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';
import { indicesIn, picked, toIndex } from './indexing.ts';

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

/** The sizes of a result that its operand `shape` holds, where the type leaves them open. */
function sizesIn(builder: Builder, result: RankedTensorType, shape: Value, type: Type): Value[] {
  const to = new Scalars(builder);
  return result.shape.flatMap((size, dim) => {
    if (size !== DYNAMIC) return [];
    return [toIndex(to, to.extract(shape, [builder.constantIndex(dim)]), type)];
  });
}

/**
 * A dimension of size 1 is repeated, any other is not. Where neither the type nor the operation says which it
 * is, the program looks.
 */
const lowerDynamicBroadcastInDim = hloLowering(
  'dynamic_broadcast_in_dim',
  (op, operands, rewriter) => {
    const [input, shape] = operands as [Value, Value];
    const type = rankedTensor(input);
    const result = signlessTensor(op.result());
    if (!type || !result) return false;
    const dims = numbersOf(op, 'broadcast_dimensions');
    const repeated = numbersOf(op, 'known_expanding_dimensions');
    const kept = numbersOf(op, 'known_nonexpanding_dimensions');
    const isRepeated = type.shape.map((size, dim): boolean | null => {
      if (repeated.includes(dim)) return true;
      if (kept.includes(dim)) return false;
      return size === DYNAMIC ? null : size === 1;
    });
    const sizes = sizesIn(rewriter, result, shape, elementOf(op.operand(1)));
    if (!isRepeated.includes(null)) {
      const places = isRepeated.map((is, dim) =>
        is ? affineConstant(0) : affineDim(dims[dim] as number),
      );
      const map = new AffineMap(result.shape.length, 0, places);
      rewriter.replaceOp(op, [moved(rewriter, input, result, map, sizes)]);
      return true;
    }
    const own = sizesOfTensor(rewriter, input);
    const value = picked(rewriter, input, result, sizes, (to, at) =>
      own.map((size, dim) => {
        const place = at[dims[dim] as number] as Value;
        const zero = to.builder.constantIndex(0);
        if (isRepeated[dim] !== null) return isRepeated[dim] ? zero : place;
        const isOne = to.cmpi('eq', asIndex(to.builder, size), to.builder.constantIndex(1));
        return to.select(isOne, zero, place);
      }),
    );
    rewriter.replaceOp(op, [value]);
    return true;
  },
);

const lowerDynamicReshape = hloLowering('dynamic_reshape', (op, operands, rewriter) => {
  const [input, shape] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  if (!result) return false;
  const sizes = sizesIn(rewriter, result, shape, elementOf(op.operand(1)));
  const reshape = rewriter.createValue('flow.tensor.reshape', {
    operandGroups: [[input], openSizes(rewriter, input), sizes],
    resultTypes: [result],
  });
  rewriter.replaceOp(op, [reshape]);
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
  const loops = byPlace(rewriter, [emptyTensor(rewriter, result, [])], (to) => {
    const indices = result.shape.map((size, dim) => {
      const index = to.index(dim);
      return reversed.includes(dim)
        ? to.op('arith.subi', [to.builder.constantIndex(size - 1), index])
        : index;
    });
    return [to.extract(input, indices)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

function counted(op: Operation, sizes: readonly Value[], rewriter: ConversionRewriter): boolean {
  const result = signlessTensor(op.result());
  if (!result) return false;
  const { elementType } = result;
  if (!['complex', 'float', 'integer'].includes(elementType.kind)) return false;
  const loops = byPlace(rewriter, [emptyTensor(rewriter, result, sizes)], (to) => {
    const { i32 } = to.builder.context;
    const index = to.index(numberOf(op, 'iota_dimension'));
    if (elementType.kind === 'integer') return [to.op('arith.index_cast', [index], elementType)];
    const whole = to.op('arith.index_cast', [index], i32);
    const number = convertElement(to, whole, i32, elementOf(op.result()), elementType);
    return number ? [number] : [];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
}

const lowerIota = hloLowering('iota', (op, _, rewriter) => counted(op, [], rewriter));

const lowerDynamicIota = hloLowering('dynamic_iota', (op, [shape], rewriter) => {
  const result = signlessTensor(op.result());
  if (!result || !shape) return false;
  return counted(op, sizesIn(rewriter, result, shape, elementOf(op.operand(0))), rewriter);
});

const lowerSlice = hloLowering('slice', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  if (!result || !hasStaticShape(result)) return false;
  const slice = extractSlice(rewriter, input, result, {
    offsets: numbersOf(op, 'start_indices'),
    sizes: result.shape,
    strides: numbersOf(op, 'strides'),
  });
  rewriter.replaceOp(op, [slice]);
  return true;
});

const lowerConcatenate = hloLowering('concatenate', (op, operands, rewriter) => {
  const result = signlessTensor(op.result());
  if (!result || operands.length === 0) return false;
  const along = numberOf(op, 'dimension');
  const value = concatenated(rewriter, operands as [Value, ...Value[]], result, along);
  rewriter.replaceOp(op, [value]);
  return true;
});

/** How much goes before, behind and between a dimension's elements. */
export interface Padding {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly inside: readonly number[];
}

/** A tensor with a number around its elements; negative padding takes elements away. */
export function padded(
  builder: Builder,
  input: Value,
  number: Value,
  { low, high, inside }: Padding,
): Value {
  const type = rankedTensor(input);
  const isAsItIs = [low, high, inside].every((counts) => counts.every((count) => count === 0));
  if (!type || isAsItIs) return input;
  const own = sizesOfTensor(builder, input);
  const before = low.map((count) => Math.max(count, 0));
  const whole = own.map((size, dim) => {
    const spread = dilated(builder, size, inside[dim] ?? 0);
    return combine(builder, 'add', spread, (before[dim] ?? 0) + Math.max(high[dim] ?? 0, 0));
  });
  const taken = low.map((count) => Math.max(-count, 0));
  const left = whole.map((size, dim) =>
    combine(builder, 'sub', size, (taken[dim] ?? 0) + Math.max(-(high[dim] ?? 0), 0)),
  );
  const wholeType = typeOf(whole, type.elementType);
  const empty = emptyTensor(builder, wholeType, openOnes(builder, wholeType, whole));
  const inserted = insertSlice(builder, input, fill(builder, number, empty), {
    offsets: before,
    sizes: own,
    strides: inside.map((count) => count + 1),
  });
  if (whole.every((size, dim) => size === left[dim])) return inserted;
  const leftType = typeOf(left, type.elementType);
  return extractSlice(builder, inserted, leftType, { offsets: taken, sizes: left });
}

/** So many elements with others between them. */
export function dilated(builder: Builder, size: Size, inside: Size): Size {
  // One element less has so much behind it.
  const last = combine(builder, 'max', combine(builder, 'sub', size, 1), 0);
  return combine(builder, 'add', size, combine(builder, 'mul', last, inside));
}

/** `tensor.pad` of a tensor of open sizes. */
function padAround(
  builder: Builder,
  input: Value,
  number: Value,
  result: RankedTensorType,
  { low, high }: Padding,
): Value {
  const { context, location } = builder;
  const region = new Region();
  const block = region.append();
  for (const _ of result.shape) block.addArgument(context.indexType, location);
  Builder.atEnd(block, location).create('tensor.yield', { operands: [number] });
  return builder.createValue('tensor.pad', {
    operandGroups: [[input], [], []],
    resultTypes: [result],
    attributes: [
      ['static_low', DenseArrayAttr.i64(context, low)],
      ['static_high', DenseArrayAttr.i64(context, high)],
    ],
    regions: [region],
  });
}

/** A tensor with a number around its elements, where that is said by sizes which are computed. */
function paddedByPlace(
  builder: Builder,
  input: Value,
  number: Value,
  result: RankedTensorType,
  around: Record<keyof Padding, readonly Size[]>,
): Value {
  const own = sizesOfTensor(builder, input);
  const step = around.inside.map((size) => combine(builder, 'add', size, 1));
  const whole = own.map((size, dim) => {
    const spread = dilated(builder, size, around.inside[dim] as Size);
    const behind = combine(builder, 'add', spread, around.high[dim] as Size);
    return combine(builder, 'add', behind, around.low[dim] as Size);
  });
  const init = emptyTensor(builder, result, openOnes(builder, result, whole));
  return byPlace(builder, [init], (to) => {
    const zero = to.builder.constantIndex(0);
    let isInside: Value = to.integer(to.builder.context.i1, 1);
    const and = (condition: Value): void => {
      isInside = to.op('arith.andi', [isInside, condition]);
    };
    const place = own.map((size, dim) => {
      const low = asIndex(to.builder, around.low[dim] as Size);
      const distance = to.op('arith.subi', [to.index(dim), low]);
      const every = asIndex(to.builder, step[dim] as Size);
      const isBehind = to.cmpi('sge', distance, zero);
      const reached = to.select(isBehind, distance, zero);
      const at = to.op('arith.divui', [reached, every]);
      const end = asIndex(to.builder, size);
      and(isBehind);
      and(to.cmpi('eq', to.op('arith.remui', [reached, every]), zero));
      and(to.cmpi('slt', at, end));
      // What is read but not taken must be there, too.
      return to.op('arith.minsi', [at, to.op('arith.subi', [end, to.builder.constantIndex(1)])]);
    });
    return [to.select(isInside, to.extract(input, place), number)];
  }).result();
}

const lowerPad = hloLowering('pad', (op, operands, rewriter) => {
  const [input, padding] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  if (!result) return false;
  const number = new Scalars(rewriter).extract(padding, []);
  const around = {
    low: numbersOf(op, 'edge_padding_low'),
    high: numbersOf(op, 'edge_padding_high'),
    inside: numbersOf(op, 'interior_padding'),
  };
  const isAround = [...around.low, ...around.high].every((count) => count >= 0);
  const isDense = around.inside.every((count) => count === 0);
  const value =
    isAround && isDense && !hasStaticShape(result)
      ? padAround(rewriter, input, number, result, around)
      : padded(rewriter, input, number, around);
  rewriter.replaceOp(op, [value]);
  return true;
});

const lowerDynamicPad = hloLowering('dynamic_pad', (op, operands, rewriter) => {
  const [input, padding] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  if (!result) return false;
  const number = new Scalars(rewriter).extract(padding, []);
  const [low = [], high = [], inside = []] = operands
    .slice(2)
    .map((list, i) => indicesIn(rewriter, list, elementOf(op.operand(i + 2))));
  const value = paddedByPlace(rewriter, input, number, result, { low, high, inside });
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
  lowerDynamicBroadcastInDim,
  lowerDynamicIota,
  lowerDynamicPad,
  lowerDynamicReshape,
  lowerIota,
  lowerPad,
  lowerReshape,
  lowerReverse,
  lowerSlice,
  lowerTranspose,
];
