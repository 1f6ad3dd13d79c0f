/**
 * Transposed convolutions become plain ones of reversed weights. With strides, each place of the result has
 * the weights of its phase: these are made channels, and put between the places behind.
 */

import {
  DenseArrayAttr,
  DenseElementsAttr,
  definePattern,
  hasStaticShape,
  IntegerAttr,
  type NamedAttribute,
  type Operation,
  RankedTensorType,
  type RewritePattern,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor, zeroOf } from '../linalg-builder.ts';
import { numbersOf, zeroPointsOf } from './attributes.ts';
import { TosaBuilder } from './decompose-convolutions.ts';

interface Types {
  readonly input: RankedTensorType;
  readonly weight: RankedTensorType;
  readonly bias: RankedTensorType;
  readonly result: RankedTensorType;
}

/** The types where all sizes are known; null elsewhere. */
function staticTypes(op: Operation): Types | null {
  const types = [...op.operands, op.result()].map(rankedTensor);
  const [input, weight, bias, result] = types;
  if (!input || !weight || !bias || !result) return null;
  return types.every((type) => type && hasStaticShape(type))
    ? { input, weight, bias, result }
    : null;
}

const integers = (op: Operation, name: string, values: readonly number[]): NamedAttribute => [
  name,
  DenseArrayAttr.i64(op.context, values),
];

/** `tosa.conv2d` by steps of 1. */
function convolve(
  tosa: TosaBuilder,
  op: Operation,
  operands: readonly Value[],
  type: RankedTensorType,
  pad: readonly number[],
): Value {
  const quantization = op.attr('quantization_info');
  return tosa.op('conv2d', operands, type, [
    integers(op, 'pad', pad),
    integers(op, 'stride', [1, 1]),
    integers(op, 'dilation', [1, 1]),
    ...(quantization ? [['quantization_info', quantization] as const] : []),
  ]);
}

/** Height and width of the weights in the opposite order. */
function reversed(tosa: TosaBuilder, weight: Value): Value {
  const { context } = tosa.builder;
  return [1, 2].reduce(
    (value, axis) =>
      tosa.op('reverse', [value], weight.type, [['axis', IntegerAttr.i64(context, axis)]]),
    weight,
  );
}

const withoutStrides = definePattern(
  'tosa.transpose_conv2d',
  'tosa.transpose_conv2d: by steps of 1',
  (op, rewriter) => {
    const types = staticTypes(op);
    if (!types || numbersOf(op, 'stride').some((step) => step !== 1)) return false;
    const [input, weight, bias] = op.operands as [Value, Value, Value];
    const [, height = 1, width = 1] = types.weight.shape;
    const [top = 0, bottom = 0, left = 0, right = 0] = numbersOf(op, 'out_pad');
    const pad = [height - 1 + top, height - 1 + bottom, width - 1 + left, width - 1 + right];
    const tosa = new TosaBuilder(rewriter);
    const operands = [input, reversed(tosa, weight), bias];
    rewriter.replaceOp(op, [convolve(tosa, op, operands, types.result, pad)]);
    return true;
  },
);

/** The amount that makes a size a multiple. */
const missing = (size: number, multiple: number): number =>
  size % multiple === 0 ? 0 : multiple - (size % multiple);

/** Elements in another order of dimensions. */
function transpose(tosa: TosaBuilder, value: Value, order: readonly number[]): Value {
  const { shape, elementType } = rankedTensor(value) as RankedTensorType;
  const permutation = tosa.integers(order, [order.length], tosa.builder.context.i32);
  const type = RankedTensorType.get(
    order.map((dim) => shape[dim] as number),
    elementType,
  );
  return tosa.op('transpose', [value, permutation], type);
}

const withStrides = definePattern(
  'tosa.transpose_conv2d',
  'tosa.transpose_conv2d: by larger steps',
  (op, rewriter) => {
    const types = staticTypes(op);
    const [rowStep = 1, columnStep = 1] = numbersOf(op, 'stride');
    if (!types || (rowStep === 1 && columnStep === 1)) return false;
    const biasZero = zeroOf(types.bias.elementType);
    if (!biasZero) return false;
    const [input, weight, bias] = op.operands as [Value, Value, Value];
    const zeroPoints = zeroPointsOf(op);
    const tosa = new TosaBuilder(rewriter);

    // The weights of each phase become channels of their own.
    const [channels = 1, height = 1, width = 1, depth = 1] = types.weight.shape;
    const weightPad = [0, 0, 0, missing(height, rowStep), 0, missing(width, columnStep), 0, 0];
    const whole = tosa.padAboutZero(weight, weightPad, zeroPoints?.second ?? null);
    const rows = (height + (weightPad[3] ?? 0)) / rowStep;
    const columns = (width + (weightPad[5] ?? 0)) / columnStep;
    const phases = transpose(
      tosa,
      tosa.reshape(whole, [channels, rows, rowStep, columns, columnStep, depth]),
      [2, 4, 0, 1, 3, 5],
    );
    const allChannels = channels * rowStep * columnStep;
    const kernel = reversed(tosa, tosa.reshape(phases, [allChannels, rows, columns, depth]));

    const inputPad = [0, 0, rows - 1, rows - 1, columns - 1, columns - 1, 0, 0];
    const image = tosa.padAboutZero(input, inputPad, zeroPoints?.first ?? null);
    const noBias = tosa.constant(
      DenseElementsAttr.splat(
        RankedTensorType.get([allChannels], types.bias.elementType),
        biasZero,
      ),
    );
    const [batch = 1, imageHeight = 1, imageWidth = 1] = (rankedTensor(image) as RankedTensorType)
      .shape;
    const sums = {
      height: imageHeight - rows + 1,
      width: imageWidth - columns + 1,
    };
    const { elementType } = types.result;
    const sumType = RankedTensorType.get(
      [batch, sums.height, sums.width, allChannels],
      elementType,
    );
    const sum = convolve(tosa, op, [image, kernel, noBias], sumType, [0, 0, 0, 0]);

    // Channels of phases go back between the places.
    const apart = [batch, sums.height, sums.width, rowStep, columnStep, channels];
    const between = transpose(tosa, tosa.reshape(sum, apart), [0, 1, 3, 2, 4, 5]);
    const full = [batch, sums.height * rowStep, sums.width * columnStep, channels];
    const joined = tosa.reshape(between, full);
    rewriter.replaceOpWithNew(op, 'tosa.add', {
      operands: [placed(tosa, op, joined, types.result), bias],
      resultTypes: [types.result],
    });
    return true;
  },
);

/** The part of the sums that the result has, with zeros where it reaches beyond. */
function placed(tosa: TosaBuilder, op: Operation, sums: Value, result: RankedTensorType): Value {
  const { shape } = rankedTensor(sums) as RankedTensorType;
  const outPad = numbersOf(op, 'out_pad');
  const before = [0, outPad[0] ?? 0, outPad[2] ?? 0, 0];
  const start = before.map((amount) => Math.max(0, -amount));
  const leading = before.map((amount) => Math.max(0, amount));
  const size = shape.map((whole, dim) =>
    Math.min(whole - (start[dim] ?? 0), (result.shape[dim] ?? 0) - (leading[dim] ?? 0)),
  );
  const slice = tosa.op('slice', [sums], RankedTensorType.get(size, result.elementType), [
    integers(op, 'start', start),
    integers(op, 'size', size),
  ]);
  const amounts = size.flatMap((length, dim) => {
    const low = leading[dim] ?? 0;
    return [low, (result.shape[dim] ?? 0) - low - length];
  });
  return tosa.padAboutZero(slice, amounts, null);
}

export const transposedDecompositions: readonly RewritePattern[] = [withoutStrides, withStrides];
