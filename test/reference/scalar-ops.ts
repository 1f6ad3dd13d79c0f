/** Arithmetic of the reference evaluator: `arith` and `math` on scalars, straight from their definitions. */

import { FloatAttr, type FloatType, type Operation, type Type } from '@iree-workbench/ir';
import type { Scalar } from './values.ts';

const round = (type: FloatType, value: number): number =>
  type.format === 'f64'
    ? value
    : type.format === 'f32'
      ? Math.fround(value)
      : FloatAttr.get(type, value).value;

const widthOf = (type: Type): number =>
  type.kind === 'integer' || type.kind === 'float' ? type.width : 32;

/** An integer of the type from any bigint. */
const wrap = (type: Type, value: bigint): Scalar => {
  if (type.kind === 'index') return Number(BigInt.asIntN(32, value));
  const width = widthOf(type);
  return width === 1 ? BigInt.asUintN(1, value) : BigInt.asIntN(width, value);
};
const signed = (type: Type, value: Scalar): bigint =>
  typeof value === 'number' ? BigInt(value) : BigInt.asIntN(widthOf(type), value);
const unsigned = (type: Type, value: Scalar): bigint =>
  BigInt.asUintN(widthOf(type), typeof value === 'number' ? BigInt(value) : value);

/** `pow` of IEEE 754: 1 to any power is 1, and so is -1 to an infinite one. */
export function ieeePower(x: number, y: number): number {
  return x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y;
}

const FLOAT_BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  'arith.addf': (a, b) => a + b,
  'arith.subf': (a, b) => a - b,
  'arith.mulf': (a, b) => a * b,
  'arith.divf': (a, b) => a / b,
  'arith.remf': (a, b) => a % b,
  'arith.maxf': (a, b) => Math.max(a, b),
  'arith.minf': (a, b) => Math.min(a, b),
  'math.powf': ieeePower,
  'math.atan2': Math.atan2,
  'math.copysign': (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
};
const FLOAT_UNARY: Readonly<Record<string, (a: number) => number>> = {
  'arith.negf': (a) => -a,
  'math.absf': Math.abs,
  'math.ceil': Math.ceil,
  'math.cos': Math.cos,
  'math.exp': Math.exp,
  'math.exp2': (a) => 2 ** a,
  'math.expm1': Math.expm1,
  'math.floor': Math.floor,
  'math.log': Math.log,
  'math.log10': Math.log10,
  'math.log1p': Math.log1p,
  'math.log2': Math.log2,
  'math.rsqrt': (a) => 1 / Math.sqrt(a),
  'math.sin': Math.sin,
  'math.sqrt': Math.sqrt,
  'math.tanh': Math.tanh,
  'math.trunc': Math.trunc,
};
const floorDiv = (a: bigint, b: bigint): bigint =>
  a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
const SIGNED_BINARY: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  'arith.addi': (a, b) => a + b,
  'arith.subi': (a, b) => a - b,
  'arith.muli': (a, b) => a * b,
  'arith.divsi': (a, b) => a / b,
  'arith.remsi': (a, b) => a % b,
  'arith.ceildivsi': (a, b) => -floorDiv(-a, b),
  'arith.floordivsi': floorDiv,
  'arith.maxsi': (a, b) => (a > b ? a : b),
  'arith.minsi': (a, b) => (a < b ? a : b),
  'arith.shrsi': (a, b) => a >> b,
};
const UNSIGNED_BINARY: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  'arith.andi': (a, b) => a & b,
  'arith.ori': (a, b) => a | b,
  'arith.xori': (a, b) => a ^ b,
  'arith.divui': (a, b) => a / b,
  'arith.remui': (a, b) => a % b,
  'arith.ceildivui': (a, b) => (a + b - 1n) / b,
  'arith.maxui': (a, b) => (a > b ? a : b),
  'arith.minui': (a, b) => (a < b ? a : b),
  'arith.shli': (a, b) => a << b,
  'arith.shrui': (a, b) => a >> b,
};

function compareIntegers(op: Operation, type: Type, a: Scalar, b: Scalar): boolean {
  const predicate = Number(op.intAttr('predicate') ?? 0n);
  const [x, y] =
    predicate >= 6 ? [unsigned(type, a), unsigned(type, b)] : [signed(type, a), signed(type, b)];
  const tests = [x === y, x !== y, x < y, x <= y, x > y, x >= y, x < y, x <= y, x > y, x >= y];
  return tests[predicate] ?? false;
}

function compareFloats(op: Operation, a: number, b: number): boolean {
  const predicate = Number(op.intAttr('predicate') ?? 0n);
  const unordered = Number.isNaN(a) || Number.isNaN(b);
  const tests = [a === b, a > b, a >= b, a < b, a <= b, a !== b];
  if (predicate === 0) return false;
  if (predicate <= 6) return !unordered && (tests[predicate - 1] as boolean);
  if (predicate === 7) return !unordered;
  if (predicate <= 13) return unordered || (tests[predicate - 8] as boolean);
  return predicate === 14 ? unordered : true;
}

function cast(op: Operation, from: Type, to: Type, value: Scalar): Scalar {
  switch (op.name) {
    case 'arith.extf':
    case 'arith.truncf':
      return round(to as FloatType, value as number);
    case 'arith.sitofp':
      return round(to as FloatType, Number(signed(from, value)));
    case 'arith.uitofp':
      return round(to as FloatType, Number(unsigned(from, value)));
    case 'arith.fptosi':
    case 'arith.fptoui':
      return wrap(to, BigInt(Math.trunc(Number.isFinite(value as number) ? (value as number) : 0)));
    case 'arith.extui':
    case 'arith.index_castui':
      return wrap(to, unsigned(from, value));
    case 'arith.extsi':
      return wrap(to, widthOf(from) === 1 ? -BigInt(value) : signed(from, value));
    default:
      return wrap(to, signed(from, value));
  }
}

function bitcast(from: Type, to: Type, value: Scalar): Scalar {
  const bits =
    from.kind === 'float' ? FloatAttr.get(from, value as number).bits : unsigned(from, value);
  return to.kind === 'float' ? FloatAttr.fromBits(to, bits).value : wrap(to, bits);
}

const CASTS = new Set([
  'arith.extf',
  'arith.extsi',
  'arith.extui',
  'arith.fptosi',
  'arith.fptoui',
  'arith.index_cast',
  'arith.index_castui',
  'arith.sitofp',
  'arith.trunci',
  'arith.truncf',
  'arith.uitofp',
]);

/** The number of zeros before the first one from the left, or from the right. */
const leadingZeros = (type: Type, value: Scalar): bigint => {
  const bits = unsigned(type, value);
  return BigInt(widthOf(type) - (bits === 0n ? 0 : bits.toString(2).length));
};
const trailingZeros = (type: Type, value: Scalar): bigint => {
  const bits = unsigned(type, value);
  return bits === 0n ? BigInt(widthOf(type)) : BigInt((bits & -bits).toString(2).length - 1);
};

/** Result of an operation on scalars of the types, or null if it is not known here. */
export function scalarOp(
  op: Operation,
  types: readonly Type[],
  resultType: Type,
  operands: readonly Scalar[],
): Scalar | null {
  const [a = 0, b = 0, c = 0] = operands;
  const [type = resultType] = types;
  // Addresses are most of the work: no bigints for them.
  if (typeof a === 'number' && typeof b === 'number' && resultType.kind === 'index')
    switch (op.name) {
      case 'arith.addi':
        return (a + b) | 0;
      case 'arith.subi':
        return (a - b) | 0;
      case 'arith.muli':
        return Math.imul(a, b);
    }
  const floatBinary = FLOAT_BINARY[op.name];
  if (floatBinary) return round(resultType as FloatType, floatBinary(a as number, b as number));
  const floatUnary = FLOAT_UNARY[op.name];
  if (floatUnary) return round(resultType as FloatType, floatUnary(a as number));
  const signedBinary = SIGNED_BINARY[op.name];
  if (signedBinary) return wrap(resultType, signedBinary(signed(type, a), signed(type, b)));
  const unsignedBinary = UNSIGNED_BINARY[op.name];
  if (unsignedBinary) return wrap(resultType, unsignedBinary(unsigned(type, a), unsigned(type, b)));
  if (CASTS.has(op.name)) return cast(op, type, resultType, a);
  switch (op.name) {
    case 'arith.cmpi':
      return compareIntegers(op, type, a, b) ? 1n : 0n;
    case 'arith.cmpf':
      return compareFloats(op, a as number, b as number) ? 1n : 0n;
    case 'arith.select':
      return a === 1n ? b : c;
    case 'arith.bitcast':
      return bitcast(type, resultType, a);
    case 'math.absi':
      return wrap(resultType, signed(type, a) < 0n ? -signed(type, a) : signed(type, a));
    case 'math.ctlz':
      return wrap(resultType, leadingZeros(type, a));
    case 'math.cttz':
      return wrap(resultType, trailingZeros(type, a));
    case 'math.ctpop':
      return wrap(resultType, BigInt(unsigned(type, a).toString(2).replaceAll('0', '').length));
    case 'math.fma':
      return round(resultType as FloatType, (a as number) * (b as number) + (c as number));
    default:
      return null;
  }
}
