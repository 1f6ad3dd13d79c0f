/**
 * `iree-linalg-quantized-conv-to-conv`: the convolution of numbers about zero points is that of the numbers,
 * less the sums of the filter and of each window times the other's zero point. A depthwise one with one
 * result a channel goes without the dimension of those results first.
 */

import {
  DYNAMIC,
  definePattern,
  IntegerAttr,
  type IntegerType,
  type NamedAttribute,
  type Operation,
  type Pass,
  RankedTensorType,
  type RewritePattern,
  type Rewriter,
  type Value,
} from '@iree-workbench/ir';
import { greedyPass } from './input-conversion.ts';
import {
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  named,
  rankedTensor,
  reshaped,
} from './linalg-builder.ts';
import { addScalar, isZero, subtractScaled, sumAlong } from './quantized-sums.ts';
import { Scalars } from './scalars.ts';

const windowsOf = (op: Operation): NamedAttribute[] =>
  ['dilations', 'strides'].flatMap((name): NamedAttribute[] => {
    const attr = op.attr(name);
    return attr ? [[name, attr]] : [];
  });

/** Sizes of a tensor made of dimensions of others. */
function shapeFrom(
  builder: Rewriter,
  sources: readonly (readonly [Value, number])[],
): { shape: number[]; sizes: Value[] } {
  const shape = sources.map(([value, dim]) => rankedTensor(value)?.shape[dim] ?? DYNAMIC);
  const sizes = sources.flatMap(([value, dim], i) =>
    shape[i] === DYNAMIC ? [dimOf(builder, value, dim)] : [],
  );
  return { shape, sizes };
}

/** The sums of the image's windows, for each channel of `image`. */
function sumWindows(
  builder: Rewriter,
  op: Operation,
  image: Value,
  product: Value,
  filter: Value,
  type: IntegerType,
): Value {
  const { shape, sizes } = shapeFrom(builder, [
    [image, 0],
    [product, 1],
    [product, 2],
    [image, 3],
  ]);
  const empty = emptyTensor(builder, RankedTensorType.get(shape, type), sizes);
  const init = fill(builder, constantOf(builder, IntegerAttr.get(type, 0)), empty);
  const window = shapeFrom(builder, [
    [filter, 0],
    [filter, 1],
  ]);
  const kernel = emptyTensor(builder, RankedTensorType.get(window.shape, type), window.sizes);
  return named(builder, 'linalg.pooling_nhwc_sum', [image, kernel], init, windowsOf(op));
}

/** Adds the product of both zero points for each element of the filter that is summed over. */
function addBothZeroPoints(
  builder: Rewriter,
  product: Value,
  filter: Value,
  zeroPoints: readonly [Value, Value],
  dims: readonly number[],
  type: IntegerType,
): Value {
  const to = new Scalars(builder);
  const count = dims
    .map((dim) => dimOf(builder, filter, dim))
    .reduce((a, b) => to.op('arith.muli', [a, b]));
  const cast = to.op('arith.index_cast', [count], type);
  const both = to.op('arith.muli', zeroPoints);
  return addScalar(builder, product, to.op('arith.muli', [both, cast]));
}

interface Quantized {
  readonly root: string;
  readonly plain: string;
  /** The filter's dimensions that are summed over. */
  readonly summed: readonly boolean[];
  /** The windows' sums, and the result's dimensions that they have. */
  readonly windows: (
    builder: Rewriter,
    op: Operation,
    product: Value,
    type: IntegerType,
  ) => readonly [Value, readonly number[]];
}

const apartFromZeroPoints = ({ root, plain, summed, windows }: Quantized): RewritePattern =>
  definePattern(root, `${root}: apart from zero points`, (op, builder) => {
    const [image, filter, imageZero, filterZero, init] = op.operands as [
      Value,
      Value,
      Value,
      Value,
      Value,
    ];
    const type = rankedTensor(init)?.elementType as IntegerType;
    let product = named(builder, plain, [image, filter], init, windowsOf(op));
    const correctsFilter = !isZero(imageZero);
    const correctsImage = !isZero(filterZero);
    if (correctsFilter) {
      const sums = sumAlong(builder, filter, type, summed);
      product = subtractScaled(builder, product, sums, imageZero, [3]);
    }
    if (correctsImage) {
      const [sums, dims] = windows(builder, op, product, type);
      product = subtractScaled(builder, product, sums, filterZero, dims);
    }
    if (correctsFilter && correctsImage) {
      const dims = [...summed.keys()].filter((dim) => summed[dim]);
      const zeroPoints = [imageZero, filterZero] as const;
      product = addBothZeroPoints(builder, product, filter, zeroPoints, dims, type);
    }
    builder.replaceOp(op, [product]);
    return true;
  });

const convolution = apartFromZeroPoints({
  root: 'linalg.conv_2d_nhwc_hwcf_q',
  plain: 'linalg.conv_2d_nhwc_hwcf',
  summed: [true, true, true, false],
  windows(builder, op, product, type) {
    const [image, filter] = [op.operand(0), op.operand(1)];
    const sums = sumAlong(builder, image, type, [false, false, false, true]);
    const groups = [[0], [1], [2, 3]];
    const shape = rankedTensor(sums)?.shape ?? [];
    const deep = RankedTensorType.get([...shape, 1], type);
    const expanded = reshaped(builder, 'tensor.expand_shape', sums, deep, groups);
    const pooled = sumWindows(builder, op, expanded, product, filter, type);
    const flat = RankedTensorType.get((rankedTensor(pooled)?.shape ?? []).slice(0, 3), type);
    return [reshaped(builder, 'tensor.collapse_shape', pooled, flat, groups), [0, 1, 2]];
  },
});

const depthwise = apartFromZeroPoints({
  root: 'linalg.depthwise_conv_2d_nhwc_hwc_q',
  plain: 'linalg.depthwise_conv_2d_nhwc_hwc',
  summed: [true, true, false],
  windows: (builder, op, product, type) => [
    sumWindows(builder, op, op.operand(0), product, op.operand(1), type),
    [0, 1, 2, 3],
  ],
});

/** The groups that join a dimension of size 1 at the end. */
const joinLast = (rank: number): number[][] =>
  Array.from({ length: rank - 1 }, (_, i) => (i === rank - 2 ? [i, i + 1] : [i]));

/** A depthwise convolution of which each channel has one result, without the dimension of those. */
const withoutMultiplier = (suffix: '' | '_q'): RewritePattern =>
  definePattern(
    `linalg.depthwise_conv_2d_nhwc_hwcm${suffix}`,
    `linalg.depthwise_conv_2d_nhwc_hwcm${suffix}: one result a channel`,
    (op, builder) => {
      const [image, filter, ...rest] = op.operands as [Value, Value, ...Value[]];
      const init = rest.pop() as Value;
      const types = [filter, init].map(rankedTensor);
      const [filterType, type] = types;
      if (!filterType || !type || filterType.shape[3] !== 1 || type.shape[4] !== 1) return false;
      const [flatFilter, flatInit] = [filter, init].map((value, i) => {
        const { shape, elementType } = types[i] as RankedTensorType;
        const flat = RankedTensorType.get(shape.slice(0, -1), elementType);
        return reshaped(builder, 'tensor.collapse_shape', value, flat, joinLast(shape.length));
      }) as [Value, Value];
      const name = `linalg.depthwise_conv_2d_nhwc_hwc${suffix}`;
      const product = named(builder, name, [image, flatFilter, ...rest], flatInit, windowsOf(op));
      const groups = joinLast(type.shape.length);
      builder.replaceOp(op, [reshaped(builder, 'tensor.expand_shape', product, type, groups)]);
      return true;
    },
  );

export const quantizedConvToConv: Pass = greedyPass(
  {
    argument: 'iree-linalg-quantized-conv-to-conv',
    className: 'LinalgQuantizedConvToConvPass',
    summary: 'takes zero points out of convolutions',
  },
  () => [convolution, depthwise, withoutMultiplier(''), withoutMultiplier('_q')],
);
