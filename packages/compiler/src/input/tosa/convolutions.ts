/** Convolutions and matrix products become linalg's named ones, with the bias added behind. */

import {
  AffineMap,
  affineDim,
  type Builder,
  type ConversionPattern,
  DenseElementsAttr,
  DYNAMIC,
  hasStaticShape,
  IntegerAttr,
  IntegerType,
  type NamedAttribute,
  type Operation,
  RankedTensorType,
  type Value,
  type VectorType,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  constantI32,
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  generic,
  integerBounds,
  named,
  numDynamic,
  parallel,
  rankedTensor,
  reshaped,
  zeroOf,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf, zeroPointsOf } from './attributes.ts';
import { aroundImage, padWith } from './padding.ts';

/** `strides` and `dilations` of a named convolution or, as upstream has those of pools, in a vector. */
export function windowAttributes(
  builder: Builder,
  strides: readonly number[],
  dilations: readonly number[],
  container: typeof RankedTensorType | typeof VectorType = RankedTensorType,
): NamedAttribute[] {
  const attr = (values: readonly number[]): DenseElementsAttr =>
    DenseElementsAttr.fromElements(
      container.get([values.length], builder.context.i64),
      values.map((value) => IntegerAttr.i64(builder.context, value)),
    );
  return [
    ['dilations', attr(dilations)],
    ['strides', attr(strides)],
  ];
}

/** One spatial dimension of a convolution. */
interface Window {
  readonly size: Value;
  readonly kernel: Value;
  readonly before: number;
  readonly behind: number;
  readonly stride: number;
  readonly dilation: number;
}

/** How many places a window has: (size + padding - extent) / stride + 1. */
function windowCount(builder: Builder, window: Window): Value {
  const to = new Scalars(builder);
  const one = builder.constantIndex(1);
  const padded = [window.before, window.behind].reduce(
    (size, amount) => to.op('arith.addi', [size, builder.constantIndex(amount)]),
    window.size,
  );
  const reach = to.op('arith.subi', [window.kernel, one]);
  const dilated = to.op('arith.muli', [builder.constantIndex(window.dilation), reach]);
  const extent = to.op('arith.addi', [dilated, one]);
  const room = to.op('arith.subi', [padded, extent]);
  const steps = to.op('arith.divui', [room, builder.constantIndex(window.stride)]);
  return to.op('arith.addi', [steps, one]);
}

/** The sizes that a convolution's result leaves open. `kernelDims` are the weight's spatial ones. */
function resultSizes(
  builder: Builder,
  op: Operation,
  input: Value,
  weight: Value,
  kernelDims: readonly number[],
): Value[] {
  const source = rankedTensor(input) as RankedTensorType;
  const [pad, strides, dilations] = ['pad', 'stride', 'dilation'].map((name) =>
    numbersOf(op, name),
  ) as [number[], number[], number[]];
  const counts = new Map<number, Value>();
  for (const [i, kernelDim] of kernelDims.entries()) {
    if (source.shape[i + 1] !== DYNAMIC) continue;
    const size = dimOf(builder, input, i + 1);
    const kernel = dimOf(builder, weight, kernelDim);
    const [before = 0, behind = 0] = pad.slice(2 * i);
    const [stride, dilation] = [strides[i] ?? 1, dilations[i] ?? 1];
    counts.set(i + 1, windowCount(builder, { size, kernel, before, behind, stride, dilation }));
  }
  return source.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [counts.get(dim) ?? dimOf(builder, input, dim)] : [],
  );
}

/** What an image is padded with: its zero point; null if that is none of its numbers. */
function paddingOf(op: Operation, type: RankedTensorType): ReturnType<typeof zeroOf> {
  const { elementType } = type;
  const zeroPoints = zeroPointsOf(op);
  if (!zeroPoints) return zeroOf(elementType);
  if (!(elementType instanceof IntegerType)) return null;
  const { min, max } = integerBounds(elementType);
  const { first } = zeroPoints;
  return first >= min && first <= max ? IntegerAttr.get(elementType, first) : null;
}

/** Adds a vector along the last dimension. */
function addBias(builder: Builder, bias: Value, value: Value, init: Value): Value {
  const rank = rankedTensor(value)?.shape.length ?? 0;
  const identity = AffineMap.identity(rank);
  const maps = [new AffineMap(rank, 0, [affineDim(rank - 1)]), identity, identity];
  const state = { inputs: [bias, value], inits: [init], maps, iterators: parallel(rank) };
  return generic(builder, state, (body, [a, b]) => {
    const name = a?.type.kind === 'float' ? 'arith.addf' : 'arith.addi';
    return [new Scalars(body).op(name, [a as Value, b as Value])];
  }).result();
}

/** The zero points as operands of a quantised operation; none if it is not. */
function zeroPointValues(builder: Builder, op: Operation): Value[] {
  const zeroPoints = zeroPointsOf(op);
  return zeroPoints
    ? [zeroPoints.first, zeroPoints.second].map((value) => constantI32(builder, value))
    : [];
}

interface Convolution {
  readonly input: RankedTensorType;
  readonly weight: RankedTensorType;
  readonly result: RankedTensorType;
  readonly padding: NonNullable<ReturnType<typeof zeroOf>>;
  readonly zero: NonNullable<ReturnType<typeof zeroOf>>;
}

/** The types of a convolution that can be lowered; null if it is none. */
function readConvolution(op: Operation): Convolution | null {
  const [input, weight, bias] = op.operands.map(rankedTensor);
  const result = rankedTensor(op.result());
  if (!input || !weight || !bias || !result) return null;
  if (!hasStaticShape(weight) || !hasStaticShape(bias)) return null;
  if (input.elementType.kind === 'integer' && input.elementType.signedness === 'unsigned')
    return null;
  if (numDynamic(input) !== numDynamic(result)) return null;
  if (!windowsFit(op, input, weight, result)) return null;
  const padding = paddingOf(op, input);
  const zero = zeroOf(result.elementType);
  return padding && zero && { input, weight, result, padding, zero };
}

/** Does every place of the result have a whole window in the padded image, where sizes are known? */
function windowsFit(
  op: Operation,
  { shape }: RankedTensorType,
  weight: RankedTensorType,
  result: RankedTensorType,
): boolean {
  const [pad, strides, dilations] = ['pad', 'stride', 'dilation'].map((name) =>
    numbersOf(op, name),
  ) as [number[], number[], number[]];
  const isDepthwise = op.is('tosa.depthwise_conv2d');
  const channels = weight.shape[isDepthwise ? 2 : weight.shape.length - 1];
  const own = shape[shape.length - 1];
  if (shape.length !== result.shape.length || (own !== DYNAMIC && own !== channels)) return false;
  return strides.every((stride, i) => {
    const [size = 0, count = 0] = [shape[i + 1], result.shape[i + 1]];
    const dilation = dilations[i] ?? 0;
    if (stride < 1 || dilation < 1) return false;
    if (size === DYNAMIC || count === DYNAMIC) return size === count;
    const kernel = weight.shape[isDepthwise ? i : i + 1] ?? 0;
    const extent = dilation * (kernel - 1) + 1;
    const padded = size + (pad[2 * i] ?? 0) + (pad[2 * i + 1] ?? 0);
    return (count - 1) * stride + extent <= padded;
  });
}

const strideAndDilation = (builder: Builder, op: Operation): NamedAttribute[] =>
  windowAttributes(builder, numbersOf(op, 'stride'), numbersOf(op, 'dilation'));

/** A convolution whose weights have the result's channels first, where linalg has them last. */
const lowerConvolution = (root: string, plain: string, quantized: string): ConversionPattern =>
  lowering(root, (op, operands, rewriter) => {
    const types = readConvolution(op);
    if (!types) return false;
    const [input, weight, bias] = operands as [Value, Value, Value];
    const { result } = types;
    const spatial = Array.from({ length: result.shape.length - 2 }, (_, i) => i + 1);
    const sizes = resultSizes(rewriter, op, input, weight, spatial);
    const image = padWith(rewriter, input, aroundImage(numbersOf(op, 'pad')), types.padding);
    const order = [...spatial, result.shape.length - 1, 0];
    const kernel = transposeOf(rewriter, weight, types.weight, order);
    const empty = emptyTensor(rewriter, result, sizes);
    const init = fill(rewriter, constantOf(rewriter, types.zero), empty);
    const biased = emptyTensor(rewriter, result, sizes);
    const zeroPoints = zeroPointValues(rewriter, op);
    const sum = named(
      rewriter,
      zeroPoints.length > 0 ? quantized : plain,
      [image, kernel, ...zeroPoints],
      init,
      strideAndDilation(rewriter, op),
    );
    rewriter.replaceOp(op, [addBias(rewriter, bias, sum, biased)]);
    return true;
  });

/** `tosa.transpose` by a constant order. */
function transposeOf(
  builder: Builder,
  value: Value,
  type: RankedTensorType,
  order: readonly number[],
): Value {
  const { context } = builder;
  const orderType = RankedTensorType.get([order.length], context.i64);
  const elements = order.map((dim) => IntegerAttr.i64(context, dim));
  const permutation = builder.constant(
    DenseElementsAttr.fromElements(orderType, elements),
    orderType,
  );
  const shape = order.map((dim) => type.shape[dim] as number);
  return builder.createValue('tosa.transpose', {
    operands: [value, permutation],
    resultTypes: [RankedTensorType.get(shape, type.elementType)],
  });
}

/** Each channel by itself; linalg keeps the results of one in a dimension of their own. */
const lowerDepthwise = lowering('tosa.depthwise_conv2d', (op, operands, rewriter) => {
  const types = readConvolution(op);
  if (!types) return false;
  const [input, weight, bias] = operands as [Value, Value, Value];
  const { result } = types;
  const sizes = resultSizes(rewriter, op, input, weight, [0, 1]);
  const image = padWith(rewriter, input, aroundImage(numbersOf(op, 'pad')), types.padding);
  const [n, h, w] = result.shape as [number, number, number];
  const [, , channels, multiplier] = types.weight.shape as [number, number, number, number];
  const apart = RankedTensorType.get([n, h, w, channels, multiplier], result.elementType);
  const empty = emptyTensor(rewriter, apart, sizes);
  const init = fill(rewriter, constantOf(rewriter, types.zero), empty);
  const biased = emptyTensor(rewriter, result, sizes);
  const zeroPoints = zeroPointValues(rewriter, op);
  const sum = named(
    rewriter,
    `linalg.depthwise_conv_2d_nhwc_hwcm${zeroPoints.length > 0 ? '_q' : ''}`,
    [image, weight, ...zeroPoints],
    init,
    strideAndDilation(rewriter, op),
  );
  const groups = [[0], [1], [2], [3, 4]];
  const joined = reshaped(rewriter, 'tensor.collapse_shape', sum, result, groups);
  rewriter.replaceOp(op, [addBias(rewriter, bias, joined, biased)]);
  return true;
});

/** Are the sizes the same, as far as they are known? */
const isSameSize = (a: number | undefined, b: number | undefined): boolean =>
  a === b || a === DYNAMIC || b === DYNAMIC;

const lowerMatmul = lowering('tosa.matmul', (op, operands, rewriter) => {
  const [lhs, rhs] = operands as [Value, Value];
  const types = [lhs, rhs, op.result()].map(rankedTensor);
  const [left, right, result] = types;
  const zero = result && zeroOf(result.elementType);
  if (!left || !right || !result || !zero) return false;
  const sources = [
    [lhs, left],
    [lhs, left],
    [rhs, right],
  ] as const;
  const open = sources.map(([, type], dim) => type.shape[dim] === DYNAMIC);
  if (open.some((isOpen, dim) => isOpen !== (result.shape[dim] === DYNAMIC))) return false;
  if (!isSameSize(left.shape[2], right.shape[1]) || !isSameSize(left.shape[0], right.shape[0]))
    return false;
  const sizes = sources.flatMap(([value], dim) => (open[dim] ? [dimOf(rewriter, value, dim)] : []));
  const start = constantOf(rewriter, zero);
  const init = fill(rewriter, start, emptyTensor(rewriter, result, sizes));
  const zeroPoints = zeroPointValues(rewriter, op);
  const name = zeroPoints.length > 0 ? 'linalg.quantized_batch_matmul' : 'linalg.batch_matmul';
  rewriter.replaceOp(op, [named(rewriter, name, [lhs, rhs, ...zeroPoints], init)]);
  return true;
});

const lowerFullyConnected = lowering('tosa.fully_connected', (op, operands, rewriter) => {
  const [input, weight, bias] = operands as [Value, Value, Value];
  const types = [input, weight, op.result()].map(rankedTensor);
  const [rows, weights, result] = types;
  const zero = result && zeroOf(result.elementType);
  if (!rows || !weights || !result || !zero) return false;
  const open = [rows.shape[0] === DYNAMIC, weights.shape[0] === DYNAMIC];
  if (open.some((isOpen, dim) => isOpen !== (result.shape[dim] === DYNAMIC))) return false;
  if (!isSameSize(rows.shape[1], weights.shape[1])) return false;
  const sizes = [input, weight].flatMap((value, dim) =>
    open[dim] ? [dimOf(rewriter, value, 0)] : [],
  );
  const empty = emptyTensor(rewriter, result, sizes);
  const init = fill(rewriter, constantOf(rewriter, zero), empty);
  const transposedWeight = transposeOf(rewriter, weight, weights, [1, 0]);
  const biased = emptyTensor(rewriter, result, sizes);
  const zeroPoints = zeroPointValues(rewriter, op);
  const name = zeroPoints.length > 0 ? 'linalg.quantized_matmul' : 'linalg.matmul';
  const product = named(rewriter, name, [input, transposedWeight, ...zeroPoints], init);
  rewriter.replaceOp(op, [addBias(rewriter, bias, product, biased)]);
  return true;
});

export const convolutionPatterns: readonly ConversionPattern[] = [
  lowerConvolution('tosa.conv2d', 'linalg.conv_2d_nhwc_hwcf', 'linalg.conv_2d_nhwc_hwcf_q'),
  lowerConvolution('tosa.conv3d', 'linalg.conv_3d_ndhwc_dhwcf', 'linalg.conv_3d_ndhwc_dhwcf_q'),
  lowerDepthwise,
  lowerFullyConnected,
  lowerMatmul,
];
