/** Canonical forms of the tosa dialect's operations. */

import { DenseArrayAttr, DenseElementsAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { DYNAMIC, hasStaticShape, IntegerType, RankedTensorType } from '../../types.ts';

const ranked = ({ type }: Value): RankedTensorType | null =>
  type instanceof RankedTensorType ? type : null;
const constantOf = (value: Value): DenseElementsAttr | null => {
  const attr = constantValue(value);
  return attr?.kind === 'dense' ? attr : null;
};

/** An operation that does nothing when an operand is a constant everywhere the same. */
const neutral = (
  mnemonic: string,
  name: string,
  isNeutral: (element: FloatAttr | IntegerAttr) => boolean,
): RewritePattern =>
  definePattern(`tosa.${mnemonic}`, `tosa.${mnemonic}: ${name}`, (op, rewriter) => {
    for (const [constant, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const attr = constantOf(op.operand(constant));
      if (!attr?.splatValue || !isNeutral(attr.splatValue)) continue;
      if (op.operand(other).type !== op.result().type) continue;
      rewriter.replaceOp(op, [op.operand(other)]);
      return true;
    }
    return false;
  });

export const addZero = neutral(
  'add',
  'integer zero',
  (element) => element.kind === 'integer' && element.value === 0n,
);
export const mulOne = neutral('mul', 'one', (element) =>
  element.kind === 'float' ? element.value === 1 : element.value === 1n,
);

export const concatOfOne = definePattern(
  'tosa.concat',
  'tosa.concat: of one tensor',
  (op, rewriter) => {
    const [only] = op.operands;
    if (op.numOperands !== 1 || !only) return false;
    if (only.type === op.result().type) rewriter.replaceOp(op, [only]);
    else
      rewriter.replaceOpWithNew(op, 'tensor.cast', {
        operands: [only],
        resultTypes: op.resultTypes,
      });
    return true;
  },
);

export const reshapeReshape = definePattern(
  'tosa.reshape',
  'tosa.reshape: of a reshape',
  (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is('tosa.reshape')) return false;
    rewriter.replaceOpWithNew(op, 'tosa.reshape', {
      operands: [inner.operand(0)],
      resultTypes: op.resultTypes,
      attributes: op.attributes,
    });
    return true;
  },
);

export const reshapeConstant = definePattern(
  'tosa.reshape',
  'tosa.reshape: of a constant',
  (op, rewriter) => {
    const input = op.operand(0);
    const attr = constantOf(input);
    const shape = op.attr('new_shape');
    const type = ranked(op.result());
    if (!attr || !type || shape?.kind !== 'dense_array') return false;
    if (attr.type.elementType !== type.elementType) return false;
    if (!input.hasOneUse && !attr.isSplat) return false;
    const reshaped = RankedTensorType.get(shape.numbers, type.elementType);
    if (reshaped !== type) return false;
    rewriter.replaceOpWithNew(op, 'tosa.const', {
      resultTypes: [type],
      attributes: [['value', DenseElementsAttr.get(type, attr.data)]],
    });
    return true;
  },
);

export const selectOfNot = definePattern(
  'tosa.select',
  'tosa.select: by a negation',
  (op, rewriter) => {
    const [condition, onTrue, onFalse] = op.operands as [Value, Value, Value];
    const negation = condition.definingOp;
    if (!negation?.is('tosa.logical_not')) return false;
    rewriter.modifyInPlace(op, () => op.setOperands([negation.operand(0), onFalse, onTrue]));
    return true;
  },
);

/** The order of dimensions where it is constant, and one; null elsewhere. */
function permutationOf(op: Operation): number[] | null {
  const attr = constantOf(op.operand(1));
  if (!attr) return null;
  const order = Array.from({ length: attr.numElements }, (_, i) => Number(attr.bitsAt(i)));
  const isOrder = order.every((_, dim) => order.includes(dim));
  return isOrder && ranked(op.operand(0))?.shape.length === order.length ? order : null;
}

export const transposeTranspose = definePattern(
  'tosa.transpose',
  'tosa.transpose: of a transpose',
  (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is('tosa.transpose')) return false;
    const [outerOrder, innerOrder] = [permutationOf(op), permutationOf(inner)];
    if (!outerOrder?.length || outerOrder.length !== innerOrder?.length) return false;
    const { i32 } = op.context;
    const type = RankedTensorType.get([outerOrder.length], i32);
    const elements = outerOrder.map((dim) => IntegerAttr.get(i32, innerOrder[dim] ?? 0));
    const order = rewriter.constant(DenseElementsAttr.fromElements(type, elements), type);
    rewriter.replaceOpWithNew(op, 'tosa.transpose', {
      operands: [inner.operand(0), order],
      resultTypes: op.resultTypes,
    });
    return true;
  },
);

/** Dimensions of size 1 may go anywhere without an element's moving. */
export const transposeAsReshape = definePattern(
  'tosa.transpose',
  'tosa.transpose: that moves no element',
  (op, rewriter) => {
    const order = permutationOf(op);
    const type = ranked(op.operand(0));
    if (!order || !type || op.operand(0).definingOp?.is('tosa.transpose')) return false;
    if (op.result().users.some((user) => user.is('tosa.transpose'))) return false;
    if (type.shape.filter((size) => size === DYNAMIC).length > 1) return false;
    const larger = order.filter((dim) => type.shape[dim] !== 1);
    if (larger.some((dim, i) => i > 0 && (larger[i - 1] as number) > dim)) return false;
    const shape = order.map((dim) => type.shape[dim] as number);
    rewriter.replaceOpWithNew(op, 'tosa.reshape', {
      operands: [op.operand(0)],
      resultTypes: op.resultTypes,
      attributes: [['new_shape', DenseArrayAttr.i64(op.context, shape.map(bounded))]],
    });
    return true;
  },
);
/** What is open is given as such, as upstream does. */
const bounded = (size: number): bigint => (size === DYNAMIC ? -(1n << 63n) : BigInt(size));

/** What the padding is becomes an operand. */
export const padConstant = definePattern(
  'tosa.pad',
  'tosa.pad: with a constant',
  (op, rewriter) => {
    if (op.numOperands !== 2) return false;
    const { type } = op.operand(0);
    const element = type.kind === 'tensor' ? type.elementType : type;
    const info = op.attr('quantization_info');
    const zeroPoint = info?.kind === 'dialect' ? (info.params[0] as bigint) : 0n;
    const value =
      element.kind === 'float'
        ? FloatAttr.get(element, 0)
        : element.kind === 'integer'
          ? IntegerAttr.get(element, zeroPoint)
          : null;
    if (!value) return false;
    const scalar = RankedTensorType.get([], element);
    const constant = rewriter.createValue('tosa.const', {
      resultTypes: [scalar],
      attributes: [['value', DenseElementsAttr.splat(scalar, value)]],
    });
    rewriter.replaceOpWithNew(op, 'tosa.pad', {
      operands: [...op.operands, constant],
      resultTypes: op.resultTypes,
      attributes: op.attributes,
    });
    return true;
  },
);

export const maxPoolOfPixel = definePattern(
  'tosa.max_pool2d',
  'tosa.max_pool2d: of one pixel',
  (op, rewriter) => {
    const types = [op.operand(0), op.result()].map(ranked);
    const isPixel = types.every(
      (type) => type && hasStaticShape(type) && type.shape[1] === 1 && type.shape[2] === 1,
    );
    if (isPixel) rewriter.replaceOp(op, [op.operand(0)]);
    return isPixel;
  },
);

interface Bounds {
  readonly integers: readonly [bigint, bigint];
  readonly floats: readonly [number, number];
}

function boundsOf(op: Operation): Bounds {
  const integer = (name: string): bigint => {
    const attr = op.attr(name);
    return attr?.kind === 'integer' ? attr.value : 0n;
  };
  const float = (name: string): number => {
    const attr = op.attr(name);
    return attr?.kind === 'float' ? attr.value : 0;
  };
  return {
    integers: [integer('min_int'), integer('max_int')],
    floats: [float('min_fp'), float('max_fp')],
  };
}

/** The greatest finite f32. */
const LARGEST_F32 = (2 - 2 ** -23) * 2 ** 127;

/** Bounds that no number of the type is beyond. */
export const clampNothing = definePattern(
  'tosa.clamp',
  'tosa.clamp: bounds beyond all numbers',
  (op, rewriter) => {
    const type = ranked(op.operand(0));
    if (!type || !hasStaticShape(type)) return false;
    const { integers, floats } = boundsOf(op);
    const element = type.elementType;
    let isBeyond = false;
    if (element.kind === 'float')
      isBeyond = element.format === 'f32' && floats[0] <= -LARGEST_F32 && floats[1] >= LARGEST_F32;
    else if (element instanceof IntegerType) {
      const isUnsigned = element.signedness === 'unsigned';
      const max = (1n << BigInt(isUnsigned ? element.width : element.width - 1)) - 1n;
      isBeyond = integers[0] <= (isUnsigned ? 0n : -max - 1n) && integers[1] >= max;
    }
    if (isBeyond) rewriter.replaceOp(op, [op.operand(0)]);
    return isBeyond;
  },
);

export const clampClamp = definePattern('tosa.clamp', 'tosa.clamp: of a clamp', (op, rewriter) => {
  const inner = op.operand(0).definingOp;
  if (!inner?.is('tosa.clamp')) return false;
  const [a, b] = [boundsOf(op), boundsOf(inner)];
  const { f32, i64 } = op.context;
  const later = (x: bigint, y: bigint): bigint => (x > y ? x : y);
  const sooner = (x: bigint, y: bigint): bigint => (x < y ? x : y);
  rewriter.replaceOpWithNew(op, 'tosa.clamp', {
    operands: [inner.operand(0)],
    resultTypes: op.resultTypes,
    attributes: [
      ['min_int', IntegerAttr.get(i64, later(a.integers[0], b.integers[0]))],
      ['max_int', IntegerAttr.get(i64, sooner(a.integers[1], b.integers[1]))],
      ['min_fp', FloatAttr.get(f32, Math.max(a.floats[0], b.floats[0]))],
      ['max_fp', FloatAttr.get(f32, Math.min(a.floats[1], b.floats[1]))],
    ],
  });
  return true;
});
