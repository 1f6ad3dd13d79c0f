/** Convolutions that move no window: a matrix product, or an elementwise one. */

import {
  type Builder,
  DenseElementsAttr,
  DialectAttr,
  DYNAMIC,
  definePattern,
  hasStaticShape,
  IntegerAttr,
  IntegerType,
  type NamedAttribute,
  type Operation,
  RankedTensorType,
  type RewritePattern,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { integerBounds, rankedTensor, zeroOf } from '../linalg-builder.ts';
import { numbersOf, zeroPointsOf } from './attributes.ts';
import { newShape } from './broadcastable.ts';

type Element = NonNullable<ReturnType<typeof zeroOf>>;

/** A value of tosa's operations, made one after another. */
export class TosaBuilder {
  readonly builder: Builder;
  constructor(builder: Builder) {
    this.builder = builder;
  }
  op(
    mnemonic: string,
    operands: readonly Value[],
    type: Type,
    attributes: readonly NamedAttribute[] = [],
  ): Value {
    return this.builder.createValue(`tosa.${mnemonic}`, {
      operands,
      resultTypes: [type],
      attributes,
    });
  }
  constant(value: DenseElementsAttr): Value {
    return this.op('const', [], value.type, [['value', value]]);
  }
  /** A tensor without dimensions. */
  scalar(element: Element): Value {
    return this.constant(DenseElementsAttr.splat(RankedTensorType.get([], element.type), element));
  }
  integers(values: readonly number[], shape: readonly number[], type: IntegerType): Value {
    const elements = values.map((value) => IntegerAttr.get(type, value));
    return this.constant(
      DenseElementsAttr.fromElements(RankedTensorType.get(shape, type), elements),
    );
  }
  reshape(value: Value, shape: readonly number[]): Value {
    const { elementType } = rankedTensor(value) as RankedTensorType;
    const type = RankedTensorType.get(shape, elementType);
    return this.op('reshape', [value], type, [['new_shape', newShape(this.builder, shape)]]);
  }
  /** The amounts stand before and behind each dimension in turn. */
  pad(value: Value, amounts: readonly number[], element: Element): Value {
    const sizes = this.integers(amounts, [amounts.length / 2, 2], this.builder.context.i64);
    return this.op('pad', [value, sizes, this.scalar(element)], paddedType(value, amounts));
  }
  /** With zeros, or the zero point of quantised numbers. */
  padAboutZero(value: Value, amounts: readonly number[], zeroPoint: bigint | null): Value {
    const { context } = this.builder;
    const sizes = this.integers(amounts, [amounts.length / 2, 2], context.i32);
    const attributes: NamedAttribute[] =
      zeroPoint === null
        ? []
        : [['quantization_info', DialectAttr.get(context, 'tosa', 'pad_quant', [zeroPoint])]];
    return this.op('pad', [value, sizes], paddedType(value, amounts), attributes);
  }
}

function paddedType(value: Value, amounts: readonly number[]): RankedTensorType {
  const { shape, elementType } = rankedTensor(value) as RankedTensorType;
  const padded = shape.map((size, dim) =>
    size === DYNAMIC ? size : size + (amounts[2 * dim] ?? 0) + (amounts[2 * dim + 1] ?? 0),
  );
  return RankedTensorType.get(padded, elementType);
}

const isEverywhereOne = (values: readonly number[]): boolean => values.every((v) => v === 1);

/** What a convolution pads its image with; null if the zero point is none of its numbers. */
function padding(op: Operation, type: RankedTensorType): Element | null {
  const zeroPoints = zeroPointsOf(op);
  const { elementType } = type;
  if (!zeroPoints) return zeroOf(elementType);
  if (!(elementType instanceof IntegerType)) return null;
  const { min, max } = integerBounds(elementType);
  const { first } = zeroPoints;
  return first >= min && first <= max ? IntegerAttr.get(elementType, first) : null;
}

const asFullyConnected = definePattern(
  'tosa.conv2d',
  'tosa.conv2d: a kernel of one pixel is a matrix product',
  (op, rewriter) => {
    const [input, weight, bias] = op.operands as [Value, Value, Value];
    const [image, kernel, result] = [input, weight, op.result()].map(rankedTensor);
    if (!image || !kernel || !result || !hasStaticShape(kernel)) return false;
    if (image.shape.filter((size) => size === DYNAMIC).length > 1) return false;
    if (!isEverywhereOne(numbersOf(op, 'stride'))) return false;
    const [channels = 0, height, width, depth = 0] = kernel.shape;
    if (height !== 1 || width !== 1) return false;
    const element = padding(op, image);
    if (!element) return false;
    const tosa = new TosaBuilder(rewriter);
    const pad = [0, 0, ...numbersOf(op, 'pad'), 0, 0];
    const padded = pad.some((amount) => amount !== 0) ? tosa.pad(input, pad, element) : input;
    const { shape } = rankedTensor(padded) as RankedTensorType;
    const pixels = shape.slice(0, 3);
    const rows = shape.includes(DYNAMIC) ? DYNAMIC : pixels.reduce((a, b) => a * b, 1);
    const flat = tosa.reshape(padded, [rows, shape[3] as number]);
    const flatWeight = tosa.reshape(weight, [channels, depth]);
    const quantization = op.attr('quantization_info');
    const product = tosa.op(
      'fully_connected',
      [flat, flatWeight, bias],
      RankedTensorType.get([rows, channels], result.elementType),
      quantization ? [['quantization_info', quantization]] : [],
    );
    rewriter.replaceOpWithNew(op, 'tosa.reshape', {
      operands: [product],
      resultTypes: [result],
      attributes: [['new_shape', newShape(op, [...pixels, channels])]],
    });
    return true;
  },
);

/** A tensor less a number. */
function lessZeroPoint(tosa: TosaBuilder, value: Value, zeroPoint: bigint): Value {
  const type = rankedTensor(value);
  if (zeroPoint === 0n || !(type?.elementType instanceof IntegerType)) return value;
  const scalar = tosa.scalar(IntegerAttr.get(type.elementType, zeroPoint));
  return tosa.op('sub', [value, scalar], type);
}

const asProduct = definePattern(
  'tosa.depthwise_conv2d',
  'tosa.depthwise_conv2d: a kernel of one pixel is a product',
  (op, rewriter) => {
    const [input, weight, bias] = op.operands as [Value, Value, Value];
    const types = [input, weight, op.result()].map(rankedTensor);
    const [image, kernel, result] = types;
    if (!image || !kernel || !result) return false;
    if (![image, kernel, result].every(hasStaticShape)) return false;
    if (!isEverywhereOne(numbersOf(op, 'stride'))) return false;
    if (kernel.shape[0] !== 1 || kernel.shape[1] !== 1) return false;
    const { elementType } = result;
    const zero = zeroOf(elementType);
    if (!zero) return false;
    const tosa = new TosaBuilder(rewriter);
    const cast = (value: Value): Value => {
      const type = rankedTensor(value) as RankedTensorType;
      return type.elementType === elementType
        ? value
        : tosa.op('cast', [value], RankedTensorType.get(type.shape, elementType));
    };
    const zeroPoints = zeroPointsOf(op) ?? { first: 0n, second: 0n };
    const deep = cast(tosa.reshape(input, [...image.shape, 1]));
    const factor = cast(weight);
    const centred = lessZeroPoint(tosa, deep, zeroPoints.first);
    const centredFactor = lessZeroPoint(tosa, factor, zeroPoints.second);
    const pad = [0, 0, ...numbersOf(op, 'pad'), 0, 0, 0, 0];
    const padded = pad.some((amount) => amount !== 0) ? tosa.pad(centred, pad, zero) : centred;
    const shape = (rankedTensor(padded) as RankedTensorType).shape.slice(0, 4);
    const product = tosa.op(
      'mul',
      [padded, centredFactor],
      RankedTensorType.get([...shape, kernel.shape[3] as number], elementType),
      [['shift', IntegerAttr.i32(op.context, 0)]],
    );
    rewriter.replaceOpWithNew(op, 'tosa.add', {
      operands: [tosa.reshape(product, result.shape), bias],
      resultTypes: [result],
    });
    return true;
  },
);

export const convolutionDecompositions: readonly RewritePattern[] = [asFullyConnected, asProduct];
