/** Folds of the tosa dialect that compute with constants: those of which every element is the same. */

import { type Attribute, DenseElementsAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Fold, FoldResult } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  hasStaticShape,
  type IntegerType,
  isSignless,
  RankedTensorType,
  type Type,
} from '../../types.ts';

type Scalar = FloatAttr | IntegerAttr;

/** The element that all are; null if it is not constant, or they differ. */
const splatOf = (attr: Attribute | null | undefined): Scalar | null =>
  attr?.kind === 'dense' && attr.type.elementType.kind !== 'complex' ? attr.splatValue : null;

const rankedResult = (op: Operation): RankedTensorType | null => {
  const { type } = op.result();
  return type instanceof RankedTensorType ? type : null;
};

/** A tensor full of one element. */
const full = (type: RankedTensorType | null, element: Scalar | null): FoldResult =>
  type && element && hasStaticShape(type) ? [DenseElementsAttr.splat(type, element)] : null;

const isNumber = (scalar: Scalar | null, value: number): boolean =>
  scalar?.kind === 'float'
    ? scalar.value === value
    : scalar?.kind === 'integer' && scalar.value === BigInt(value);

interface Arithmetic {
  readonly integers: (a: bigint, b: bigint) => bigint | null;
  readonly floats?: (a: number, b: number) => number;
}

/** One number computed of two of the same type. */
function combine(arithmetic: Arithmetic, a: Scalar | null, b: Scalar | null): Scalar | null {
  if (!a || !b || a.type !== b.type) return null;
  if (a.kind === 'float' && b.kind === 'float')
    return arithmetic.floats ? FloatAttr.get(a.type, arithmetic.floats(a.value, b.value)) : null;
  if (a.kind !== 'integer' || b.kind !== 'integer') return null;
  const value = arithmetic.integers(a.value, b.value);
  return value === null ? null : IntegerAttr.get(a.type, value);
}

/** Are both operands and the result of one ranked type? Nothing is broadcast then. */
function haveOneType(op: Operation): boolean {
  const type = rankedResult(op);
  return type !== null && op.operands.every((operand) => operand.type === type);
}

export const foldAdd: Fold = (op, [lhs, rhs]) => {
  if (!haveOneType(op)) return null;
  const [a, b] = [splatOf(lhs), splatOf(rhs)];
  if (isNumber(a, 0)) return [op.operand(1)];
  if (isNumber(b, 0)) return [op.operand(0)];
  const sum = combine({ integers: (x, y) => x + y, floats: (x, y) => x + y }, a, b);
  return full(rankedResult(op), sum);
};

export const foldSub: Fold = (op, [lhs, rhs]) => {
  if (!haveOneType(op)) return null;
  const [a, b] = [splatOf(lhs), splatOf(rhs)];
  if (isNumber(b, 0)) return [op.operand(0)];
  const difference = combine({ integers: (x, y) => x - y, floats: (x, y) => x - y }, a, b);
  return full(rankedResult(op), difference);
};

export const foldDiv: Fold = (op, [lhs, rhs]) => {
  if (!haveOneType(op)) return null;
  const [a, b] = [splatOf(lhs), splatOf(rhs)];
  if (lhs && isNumber(a, 0)) return [lhs];
  if (isNumber(b, 1)) return [op.operand(0)];
  const quotient = combine({ integers: (x, y) => (y === 0n ? null : x / y) }, a, b);
  return full(rankedResult(op), quotient);
};

/** What a product of fixed-point numbers is one in. */
function shiftOf(op: Operation): bigint {
  const attr = op.attr('shift');
  return attr?.kind === 'integer' ? attr.value : 0n;
}

export const foldMul: Fold = (op, [lhs, rhs]) => {
  const type = rankedResult(op);
  if (!type || !haveOneType(op)) return null;
  const [a, b] = [splatOf(lhs), splatOf(rhs)];
  const shift = type.elementType.kind === 'float' ? 0n : shiftOf(op);
  const one = 2 ** Number(shift);
  if (lhs && isNumber(a, 0)) return [lhs];
  if (isNumber(a, one)) return [op.operand(1)];
  if (rhs && isNumber(b, 0)) return [rhs];
  if (isNumber(b, one)) return [op.operand(0)];
  const width = BigInt(type.elementType.kind === 'integer' ? 2 * type.elementType.width : 0);
  const integers = (x: bigint, y: bigint): bigint =>
    shift === 0n ? x * y : BigInt.asUintN(Number(width), x * y) >> shift;
  return full(type, combine({ integers, floats: (x, y) => x * y }, a, b));
};

/** A truth about two numbers, of constants, everywhere the same. */
export const foldComparison =
  (integers: (a: bigint, b: bigint) => boolean, floats: (a: number, b: number) => boolean): Fold =>
  (op, [lhs, rhs]) => {
    const [a, b] = [splatOf(lhs), splatOf(rhs)];
    const type = rankedResult(op);
    if (!a || !b || !type || a.type !== b.type) return null;
    const isTrue =
      a.kind === 'float' && b.kind === 'float'
        ? floats(a.value, b.value)
        : a.kind === 'integer' && b.kind === 'integer' && integers(a.value, b.value);
    return full(type, IntegerAttr.bool(op.context, isTrue));
  };

const compareEqual = foldComparison(
  (a, b) => a === b,
  (a, b) => a === b,
);

/** An integer equals itself; a float may be no number. */
export const foldEqual: Fold = (op, constants) => {
  const [lhs, rhs] = op.operands;
  const isInteger = lhs?.type.kind === 'tensor' && lhs.type.elementType.kind === 'integer';
  if (lhs === rhs && isInteger) {
    const itself = full(rankedResult(op), IntegerAttr.bool(op.context, true));
    if (itself) return itself;
  }
  return compareEqual(op, constants);
};

/** An element in another type, as casts of constants round: floats towards zero. */
function castScalar(element: Scalar, to: Type): Scalar | null {
  if (to.kind === 'float')
    return FloatAttr.get(to, element.kind === 'float' ? element.value : asNumber(element));
  if (to.kind !== 'integer') return null;
  return element.kind === 'float'
    ? floatToInteger(element.value, to)
    : IntegerAttr.get(to, element.value);
}

/** An i1 is one bit of a two's complement number: its one is -1. */
const asNumber = ({ type, value }: IntegerAttr): number =>
  Number(isSignless(type, 1) ? -value : value);

function floatToInteger(value: number, to: IntegerType): IntegerAttr | null {
  if (Number.isNaN(value)) return IntegerAttr.get(to, 0);
  const isUnsigned = to.signedness === 'unsigned';
  const max = (1n << BigInt(isUnsigned ? to.width : to.width - 1)) - 1n;
  const min = isUnsigned ? 0n : -max - 1n;
  if (value >= Number(max)) return IntegerAttr.get(to, max);
  return IntegerAttr.get(to, value <= Number(min) ? min : BigInt(Math.trunc(value)));
}

export const foldCast: Fold = (op, [input]) => {
  if (op.operand(0).type === op.result().type) return [op.operand(0)];
  const element = splatOf(input);
  const type = rankedResult(op);
  return type && element && full(type, castScalar(element, type.elementType));
};

/** The constant's shape alone changes. */
export const reshapeSplat = (op: Operation, input: Attribute | null | undefined): FoldResult => {
  const type = rankedResult(op);
  const element = splatOf(input);
  return element?.type === type?.elementType ? full(type, element) : null;
};

/** A part of a constant that is everywhere the same, or one element of it. */
export const sliceConstant = (
  op: Operation,
  input: Attribute | null | undefined,
  start: readonly number[],
): FoldResult => {
  const splat = reshapeSplat(op, input);
  if (splat) return splat;
  const type = rankedResult(op);
  if (!type || input?.kind !== 'dense' || input.type.elementType.kind === 'complex') return null;
  if (!type.shape.every((size) => size === 1)) return null;
  const index = input.type.shape.reduce((sum, size, dim) => sum * size + (start[dim] ?? 0), 0);
  return full(type, input.at(index));
};
