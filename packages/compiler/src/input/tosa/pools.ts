/** Pools of images: the greatest number of each window, and averages of what of it lies in the image. */

import {
  AffineMap,
  type ConversionPattern,
  DYNAMIC,
  IntegerAttr,
  IntegerType,
  type Operation,
  RankedTensorType,
  type Value,
  VectorType,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  generic,
  integerBounds,
  lowestFinite,
  named,
  numDynamic,
  parallel,
  rankedTensor,
  zeroOf,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf, zeroPointsOf } from './attributes.ts';
import { windowAttributes } from './convolutions.ts';
import { aroundImage, padWith } from './padding.ts';

/** The types of a pool of which at most the number of images is open; null if it is none. */
function readPool(op: Operation): { source: RankedTensorType; result: RankedTensorType } | null {
  const source = rankedTensor(op.operand(0));
  const result = rankedTensor(op.result());
  if (!source || !result || numDynamic(source) !== numDynamic(result)) return null;
  const isKnown = [source, result].every(({ shape }) => !shape.slice(1).includes(DYNAMIC));
  return isKnown && windowsFit(op, source, result) ? { source, result } : null;
}

/** Does every place of the result have a whole window in the padded image? */
function windowsFit(op: Operation, source: RankedTensorType, result: RankedTensorType): boolean {
  const [kernel, strides, pad] = ['kernel', 'stride', 'pad'].map((name) => numbersOf(op, name)) as [
    number[],
    number[],
    number[],
  ];
  return [0, 1].every((i) => {
    const [size = 0, count = 0] = [source.shape[i + 1], result.shape[i + 1]];
    const [extent = 0, stride = 0] = [kernel[i], strides[i]];
    const padded = size + (pad[2 * i] ?? 0) + (pad[2 * i + 1] ?? 0);
    return extent > 0 && stride > 0 && (count - 1) * stride + extent <= padded;
  });
}

const lowerMaxPool = lowering('tosa.max_pool2d', (op, operands, rewriter) => {
  const types = readPool(op);
  const [input] = operands as [Value];
  const element = types?.source.elementType;
  if (!types || (element?.kind !== 'float' && element?.kind !== 'integer')) return false;
  const lowest =
    element.kind === 'float'
      ? lowestFinite(element)
      : IntegerAttr.get(element, integerBounds(element).min);
  const { result } = types;
  const dims = numDynamic(result) > 0 ? [dimOf(rewriter, input, 0)] : [];
  const image = padWith(rewriter, input, aroundImage(numbersOf(op, 'pad')), lowest);
  const start = constantOf(rewriter, lowest);
  const init = fill(rewriter, start, emptyTensor(rewriter, result, dims));
  const kernel = RankedTensorType.get(numbersOf(op, 'kernel'), element);
  const window = emptyTensor(rewriter, kernel, []);
  const attributes = windowAttributes(rewriter, numbersOf(op, 'stride'), [1, 1], VectorType);
  rewriter.replaceOp(op, [
    named(rewriter, 'linalg.pooling_nhwc_max', [image, window], init, attributes),
  ]);
  return true;
});

/** How much of a window of `size` is not padding, so far from where places begin and end. */
function coverage(
  to: Scalars,
  size: number,
  places: readonly Value[],
  padding: readonly number[],
  [zero, one]: readonly [Value, Value],
): Value {
  let covered = to.builder.constantIndex(size);
  for (const [side, place] of places.entries()) {
    const amount = padding[side] ?? 0;
    if (amount === 0) continue;
    const outside = to.op('arith.subi', [place, to.builder.constantIndex(amount)]);
    const isOutside = to.cmpi('slt', outside, zero);
    covered = to.op('arith.addi', [covered, to.select(isOutside, outside, zero)]);
  }
  return to.select(to.cmpi('slt', covered, one), one, covered);
}

/** A sum of quantised numbers by their count, as fixed-point arithmetic. */
function divideQuantized(
  to: Scalars,
  op: Operation,
  sum: Value,
  count: Value,
  result: IntegerType,
): Value {
  const { context } = op;
  const type = context.i32;
  const zeroPoints = zeroPointsOf(op);
  let centred = sum;
  if (zeroPoints) {
    const inputZeroPoint = to.integer(type, zeroPoints.first);
    const offset = to.op('arith.muli', [count, inputZeroPoint]);
    centred = to.op('arith.subi', [sum, offset]);
  }
  // The quotient has 31 bits, whatever the count: it is shifted by as many as the count has.
  const [i8, i64] = [8, 64].map((width) => IntegerType.get(context, width)) as [
    IntegerType,
    IntegerType,
  ];
  const one = to.integer(type, 1);
  const leading = to.op('math.ctlz', [to.op('arith.subi', [count, one])]);
  const bits = to.op('arith.subi', [to.integer(type, 32), leading]);
  const bits64 = to.op('arith.extui', [bits], i64);
  const numerator = to.op('arith.shli', [to.integer(i64, (1 << 30) + 1), bits64]);
  const count64 = to.op('arith.extui', [count], i64);
  const multiplier = to.op('arith.trunci', [to.op('arith.divui', [numerator, count64])], type);
  const bits8 = to.op('arith.trunci', [bits], i8);
  const shift = to.op('arith.addi', [bits8, to.integer(i8, 30)]);
  let average = to.builder.createValue('tosa.apply_scale', {
    operands: [centred, multiplier, shift],
    resultTypes: [type],
    attributes: [['double_round', IntegerAttr.bool(context, false)]],
  });
  if (zeroPoints) average = to.op('arith.addi', [average, to.integer(type, zeroPoints.second)]);
  const { min, max } = integerBounds(result);
  const clamped = to.clampInteger(average, to.integer(type, min), to.integer(type, max));
  return result === type ? clamped : to.op('arith.trunci', [clamped], result);
}

const lowerAveragePool = lowering('tosa.avg_pool2d', (op, operands, rewriter) => {
  const types = readPool(op);
  const [input] = operands as [Value];
  const element = types?.source.elementType;
  if (!types || (element?.kind !== 'float' && element?.kind !== 'integer')) return false;
  const { result } = types;
  const resultElement = result.elementType;
  const sumElement = element.kind === 'integer' ? op.context.i32 : element;
  const [padding, zero] = [zeroOf(element), zeroOf(sumElement)];
  if (!padding || !zero) return false;
  if (element.kind === 'integer' && !(resultElement instanceof IntegerType)) return false;
  const dims = numDynamic(result) > 0 ? [dimOf(rewriter, input, 0)] : [];
  const pad = numbersOf(op, 'pad');
  const kernel = numbersOf(op, 'kernel');
  const strides = numbersOf(op, 'stride');
  const image = padWith(rewriter, input, aroundImage(pad), padding);
  const start = constantOf(rewriter, zero);
  const sums = RankedTensorType.get(result.shape, sumElement);
  const init = fill(rewriter, start, emptyTensor(rewriter, sums, dims));
  const window = emptyTensor(rewriter, RankedTensorType.get(kernel, sumElement), []);
  const attributes = windowAttributes(rewriter, numbersOf(op, 'stride'), [1, 1], VectorType);
  const sum = named(rewriter, 'linalg.pooling_nhwc_sum', [image, window], init, attributes);
  const map = AffineMap.identity(result.shape.length);
  const state = {
    inputs: [sum],
    inits: [emptyTensor(rewriter, result, dims)],
    maps: [map, map],
    iterators: parallel(result.shape.length),
  };
  const loops = generic(rewriter, state, (body, [value]) => {
    const to = new Scalars(body);
    const bounds = [body.constantIndex(0), body.constantIndex(1)] as const;
    const [rows, columns] = kernel.map((size, i) => {
      const first = to.index(i + 1);
      const last = body.constantIndex((result.shape[i + 1] ?? 1) - 1);
      const rest = to.op('arith.subi', [last, first]);
      const stride = body.constantIndex(strides[i] ?? 1);
      const places = [first, rest].map((place) => to.op('arith.muli', [place, stride]));
      return coverage(to, size, places, pad.slice(2 * i), bounds);
    }) as [Value, Value];
    const count = to.op('arith.muli', [rows, columns]);
    const count32 = to.op('arith.index_cast', [count], op.context.i32);
    if (sumElement.kind === 'float') {
      const divisor = to.op('arith.sitofp', [count32], sumElement);
      return [to.op('arith.divf', [value as Value, divisor])];
    }
    return [divideQuantized(to, op, value as Value, count32, resultElement as IntegerType)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

export const poolPatterns: readonly ConversionPattern[] = [lowerAveragePool, lowerMaxPool];
