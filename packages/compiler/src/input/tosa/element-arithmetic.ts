/** What tosa's elementwise operations compute for one element, in arith and math. */

import {
  FloatAttr,
  type FloatType,
  IntegerAttr,
  IntegerType,
  isSignless,
  type Operation,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { integerBounds } from '../linalg-builder.ts';
import type { Scalars } from '../scalars.ts';
import { flagOf, integerOf, zeroPointsOf } from './attributes.ts';
import { castElement } from './casts.ts';

/** An operation on one element of each operand. */
export interface Element {
  readonly op: Operation;
  readonly args: readonly Value[];
  /** Element type of the result. */
  readonly result: Type;
  readonly to: Scalars;
}
type Arithmetic = (element: Element) => Value | null;

/** What floats and integers are computed by; a name alone is an operation of that name. */
interface ByKind {
  readonly float?: string | Arithmetic;
  readonly integer?: string | Arithmetic;
  /** Instead of `integer`, for integers that have no sign in their type. */
  readonly signless?: Arithmetic;
  /** Instead of `integer`, for booleans. */
  readonly boolean?: string | Arithmetic;
}

const [FIRST, SECOND] = [0, 1] as const;
const arg = ({ args }: Element, index: number): Value => args[index] as Value;

const oneOf = ({ to }: Element, type: Type): Value =>
  type.kind === 'float' ? to.constant(FloatAttr.get(type, 1)) : to.integer(type, 1);

const comparison = (float: 'oeq' | 'oge' | 'ogt', integer: 'eq' | 'sge' | 'sgt'): ByKind => ({
  float: (e) => e.to.cmpf(float, arg(e, FIRST), arg(e, SECOND)),
  signless: (e) => e.to.cmpi(integer, arg(e, FIRST), arg(e, SECOND)),
});

const extremum = (float: string, predicate: 'sgt' | 'slt'): ByKind => ({
  float,
  signless: (e) => {
    const [a, b] = [arg(e, FIRST), arg(e, SECOND)];
    return e.to.select(e.to.cmpi(predicate, a, b), a, b);
  },
});

const absolute: Arithmetic = (e) => {
  const value = arg(e, FIRST);
  const zero = e.to.integer(value.type, 0);
  const isPositive = e.to.cmpi('sgt', value, zero);
  const negated = e.to.op('arith.subi', [zero, value]);
  return e.to.select(isPositive, value, negated);
};

/** A product; one that is shifted down is that of fixed-point numbers. */
const multiplyIntegers: Arithmetic = (e) => {
  const { to, result, op } = e;
  const { context } = op;
  const shift = integerOf(op, 'shift');
  const widened = (value: Value, type: Type, width: number): Value =>
    value.type.kind === 'integer' && value.type.width < width
      ? to.op('arith.extsi', [value], type)
      : value;
  if (shift <= 0n) {
    const width = result.kind === 'integer' ? result.width : 0;
    const [a, b] = [FIRST, SECOND].map((i) => widened(arg(e, i), result, width)) as [Value, Value];
    if (a.type !== result || b.type !== result) return null;
    return to.op('arith.muli', [a, b], result);
  }
  const amount = to.integer(IntegerType.get(context, 8), shift);
  const [a, b] = [FIRST, SECOND].map((i) => widened(arg(e, i), context.i32, 32)) as [Value, Value];
  if (a.type !== context.i32 || b.type !== context.i32) return null;
  const scaled = to.builder.createValue('tosa.apply_scale', {
    operands: [a, b, amount],
    resultTypes: [context.i32],
    attributes: [['double_round', IntegerAttr.bool(context, false)]],
  });
  return result === context.i32 ? scaled : to.op('arith.trunci', [scaled], result);
};

/** The least width that holds a negation about zero points, before it is clamped. */
function negationWidth(width: number, sum: bigint): number {
  const magnitude = sum < 0n ? -sum : sum;
  const greatest = (1n << BigInt(width - 1)) - 1n + magnitude + 1n;
  return [16, 32, 48].find((bits) => greatest <= (1n << BigInt(bits - 1)) - 1n) ?? 64;
}

const negateIntegers: Arithmetic = (e) => {
  const { to, op } = e;
  const value = arg(e, FIRST);
  const type = value.type as IntegerType;
  const zeroPoints = zeroPointsOf(op);
  if (!zeroPoints) return to.op('arith.subi', [to.integer(type, 0), value]);
  const sum = zeroPoints.first + zeroPoints.second;
  const wide = IntegerType.get(op.context, negationWidth(type.width, sum));
  const about = to.integer(wide, sum);
  const negated = to.op('arith.subi', [about, to.op('arith.extsi', [value], wide)]);
  const { min, max } = integerBounds(IntegerType.get(op.context, type.width));
  const clamped = to.clampInteger(negated, to.integer(wide, min), to.integer(wide, max));
  return to.op('arith.trunci', [clamped], type);
};

/** A shift to the right under the sign; the bit that went last may round. */
const shiftRight: Arithmetic = (e) => {
  const { to, op } = e;
  const [value, amount] = [arg(e, FIRST), arg(e, SECOND)];
  const shifted = to.op('arith.shrsi', [value, amount]);
  if (!flagOf(op, 'round')) return shifted;
  const bit = op.context.i1;
  const one = to.integer(value.type, 1);
  const zero = to.integer(value.type, 0);
  const isSet = to.integer(bit, 1);
  const shifts = to.cmpi('sgt', amount, zero);
  const before = to.op('arith.shrsi', [value, to.op('arith.subi', [amount, one])]);
  const lastBit = to.op('arith.andi', [to.op('arith.trunci', [before], bit), isSet]);
  const rounds = to.op('arith.andi', [shifts, lastBit]);
  return to.op('arith.addi', [shifted, to.op('arith.extui', [rounds], value.type)]);
};

const invertBits: Arithmetic = (e) => {
  const value = arg(e, FIRST);
  return e.to.op('arith.xori', [value, e.to.integer(value.type, -1)]);
};

const clampFloats: Arithmetic = (e) => {
  const value = arg(e, FIRST);
  const bound = (name: string): Value => {
    const attr = e.op.attr(name);
    return e.to.constant(
      FloatAttr.get(value.type as FloatType, attr?.kind === 'float' ? attr.value : 0),
    );
  };
  const [min, max] = [bound('min_fp'), bound('max_fp')];
  return e.to.clampFloat(value, min, max);
};

const clampIntegers: Arithmetic = (e) => {
  const value = arg(e, FIRST);
  const type = value.type as IntegerType;
  const signless = IntegerType.get(e.op.context, type.width);
  const bounds = integerBounds(type);
  // Upstream keeps the low 32 bits of the attributes.
  const min = BigInt.asIntN(32, integerOf(e.op, 'min_int'));
  const max = BigInt.asIntN(32, integerOf(e.op, 'max_int'));
  const lower = e.to.integer(signless, min > bounds.min ? min : bounds.min);
  const upper = e.to.integer(signless, max < bounds.max ? max : bounds.max);
  return e.to.clampInteger(value, lower, upper);
};

const sigmoid: Arithmetic = (e) => {
  const value = arg(e, FIRST);
  const one = oneOf(e, value.type);
  const power = e.to.op('math.exp', [e.to.op('arith.negf', [value])]);
  return e.to.op('arith.divf', [one, e.to.op('arith.addf', [power, one])]);
};

const ARITHMETIC: Readonly<Record<string, ByKind>> = {
  abs: { float: 'math.absf', integer: absolute },
  add: { float: 'arith.addf', integer: 'arith.addi' },
  arithmetic_right_shift: { integer: shiftRight },
  bitwise_and: { integer: 'arith.andi' },
  bitwise_not: { integer: invertBits },
  bitwise_or: { integer: 'arith.ori' },
  bitwise_xor: { integer: 'arith.xori' },
  cast: { float: castElement, integer: castElement },
  ceil: { float: 'math.ceil' },
  clamp: { float: clampFloats, integer: clampIntegers },
  clz: { integer: 'math.ctlz' },
  div: { integer: 'arith.divsi' },
  equal: comparison('oeq', 'eq'),
  exp: { float: 'math.exp' },
  floor: { float: 'math.floor' },
  greater: comparison('ogt', 'sgt'),
  greater_equal: comparison('oge', 'sge'),
  log: { float: 'math.log' },
  logical_and: { boolean: 'arith.andi' },
  logical_left_shift: { integer: 'arith.shli' },
  logical_not: { boolean: invertBits },
  logical_or: { boolean: 'arith.ori' },
  logical_right_shift: { integer: 'arith.shrui' },
  logical_xor: { boolean: 'arith.xori' },
  maximum: extremum('arith.maxf', 'sgt'),
  minimum: extremum('arith.minf', 'slt'),
  mul: {
    float: (e) =>
      integerOf(e.op, 'shift') === 0n
        ? e.to.op('arith.mulf', [arg(e, FIRST), arg(e, SECOND)])
        : null,
    integer: multiplyIntegers,
  },
  negate: { float: 'arith.negf', integer: negateIntegers },
  pow: { float: 'math.powf' },
  reciprocal: { float: (e) => e.to.op('arith.divf', [oneOf(e, e.result), arg(e, FIRST)]) },
  rsqrt: { float: 'math.rsqrt' },
  sigmoid: { float: sigmoid },
  sub: { float: 'arith.subf', integer: 'arith.subi' },
  tanh: { float: 'math.tanh' },
};

/** Operations that `elementArithmetic` knows, but for what their types may forbid. */
export const ELEMENTWISE: readonly string[] = [...Object.keys(ARITHMETIC), 'select'].map(
  (name) => `tosa.${name}`,
);

/** The result's element; null if there is no arithmetic for the types. */
export function elementArithmetic(element: Element): Value | null {
  const { op, args, to, result } = element;
  if (op.is('tosa.select')) {
    const [condition, onTrue, onFalse] = args as [Value, Value, Value];
    const { kind } = onTrue.type;
    const isNumber = kind === 'float' || kind === 'integer';
    const isOneType = onTrue.type === onFalse.type && onTrue.type === result;
    return isNumber && isOneType ? to.select(condition, onTrue, onFalse) : null;
  }
  const arithmetic = choose(ARITHMETIC[op.name.slice('tosa.'.length)], arg(element, FIRST).type);
  if (arithmetic === undefined) return null;
  const [first] = args;
  const isOneType = op.is('tosa.mul') || args.every(({ type }) => type === first?.type);
  if (!isOneType) return null;
  const value = typeof arithmetic === 'string' ? to.op(arithmetic, args) : arithmetic(element);
  return value?.type === result ? value : null;
}

function choose(by: ByKind | undefined, type: Type): string | Arithmetic | undefined {
  if (!by) return undefined;
  if (type.kind === 'float') return by.float;
  if (type.kind !== 'integer') return undefined;
  return (
    (isSignless(type, 1) ? by.boolean : undefined) ??
    (isSignless(type) ? by.signless : undefined) ??
    by.integer
  );
}
