/**
 * Folds of the vm dialect. Integers wrap in the width of their type; floats are computed as doubles
 * and rounded, which is exact for f32.
 *
 * Upstream also folds where that changes the result: with floats that are not numbers or infinite,
 * with products that overflow. Those folds are left out; what remains is what the machine computes.
 */

import { type Attribute, FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { constantValue } from '../../rewrite/folder.ts';
import type { FloatType, IntegerType, Type } from '../../types.ts';

// ----- Constants -----

/** Value of an integer constant, sign-extended, or null. */
export const integerValue = (value: Value): bigint | null => {
  const attr = constantValue(value);
  return attr?.kind === 'integer' ? attr.value : null;
};
const floatValue = (value: Value): number | null => {
  const attr = constantValue(value);
  return attr?.kind === 'float' ? attr.value : null;
};
/** Zero of any number type; both float zeros count. */
export const isZero = (value: Value): boolean =>
  integerValue(value) === 0n || floatValue(value) === 0;
export const isOne = (value: Value): boolean =>
  integerValue(value) === 1n || floatValue(value) === 1;
export const isNonZero = (value: Value): boolean => {
  const constant = integerValue(value);
  return constant !== null && constant !== 0n;
};

/** The number as an attribute of an integer or float type. */
export function numberAttr(type: Type, value: number | bigint): Attribute {
  return type.kind === 'float'
    ? FloatAttr.get(type, Number(value))
    : IntegerAttr.get(type as IntegerType, BigInt(value));
}
const zeroOf = (op: Operation): Attribute => numberAttr(op.result().type, 0);
const oneOf = (op: Operation): Attribute => numberAttr(op.result().type, 1);
const boolAttr = (op: Operation, value: boolean): Attribute =>
  IntegerAttr.i32(op.context, value ? 1 : 0);

const width = (type: Type): number => (type as IntegerType).width;
const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);
const unsigned = (value: bigint, bits: number): bigint => BigInt.asUintN(bits, value);

type Integers = (values: readonly bigint[], bits: number) => bigint | null;
type Floats = (values: readonly number[]) => number;

/** Computes on integer constants, given sign-extended; the result takes the operation's type. */
const foldIntegers =
  (compute: Integers): Fold =>
  (op, operands) => {
    const values: bigint[] = [];
    for (const attr of operands) {
      if (attr?.kind !== 'integer') return null;
      values.push(attr.value);
    }
    const value = compute(values, width(op.operand(0).type));
    return value === null ? null : [IntegerAttr.get(op.result().type as IntegerType, value)];
  };
const foldFloats =
  (compute: Floats): Fold =>
  (op, operands) => {
    const values: number[] = [];
    for (const attr of operands) {
      if (attr?.kind !== 'float') return null;
      values.push(attr.value);
    }
    return [FloatAttr.get(op.result().type as FloatType, compute(values))];
  };
/** Folds integers or floats, by the operands' type. */
const foldNumbers = (integers: Integers, floats: Floats): Fold => {
  const [ofIntegers, ofFloats] = [foldIntegers(integers), foldFloats(floats)];
  return (op, operands) =>
    op.operand(0).type.kind === 'float' ? ofFloats(op, operands) : ofIntegers(op, operands);
};

type Simplify = (op: Operation) => Value | Attribute | null;
/** What simplifies without all operands being constants comes first. */
const simplifyFirst =
  (simplify: Simplify, compute: Fold): Fold =>
  (op, operands) => {
    const simple = simplify(op);
    return simple ? [simple] : compute(op, operands);
  };

const [lhs, rhs] = [(op: Operation) => op.operand(0), (op: Operation) => op.operand(1)];
const isSame = (op: Operation): boolean => op.operand(0) === op.operand(1);
/** `vm.add.i32` with another stem: `vm.sub.i32`. */
const sibling = (op: Operation, stem: string): string =>
  op.name.replace(/^vm\.[a-z0-9]+/, `vm.${stem}`);
const definedBy = (value: Value, name: string): Operation | null => {
  const definition = value.definingOp;
  return definition?.is(name) ? definition : null;
};

// ----- Arithmetic -----

/**
 * An operand that undoes the other: for `(a - b) + b` and its kin, the operand of the inner
 * operation that remains.
 */
function cancelled(op: Operation, inverse: string): Value | null {
  if (op.result().type.kind === 'float') return null;
  const name = sibling(op, inverse);
  const left = definedBy(lhs(op), name);
  const [inner, other] = left ? [left, rhs(op)] : [definedBy(rhs(op), name), lhs(op)];
  if (inner?.operand(1) === other) return inner.operand(0);
  return null;
}

export const foldAdd = simplifyFirst(
  (op) => (isZero(rhs(op)) ? lhs(op) : cancelled(op, 'sub')),
  foldNumbers(
    ([a = 0n, b = 0n]) => a + b,
    ([a = 0, b = 0]) => a + b,
  ),
);
export const foldSub = simplifyFirst(
  (op) => {
    if (isZero(rhs(op))) return lhs(op);
    if (op.result().type.kind === 'float') return null;
    const add = definedBy(lhs(op), sibling(op, 'add'));
    if (add?.operand(0) === rhs(op)) return add.operand(1);
    if (add?.operand(1) === rhs(op)) return add.operand(0);
    return null;
  },
  foldNumbers(
    ([a = 0n, b = 0n]) => a - b,
    ([a = 0, b = 0]) => a - b,
  ),
);
export const foldMul = simplifyFirst(
  (op) => {
    if (isOne(rhs(op))) return lhs(op);
    return integerValue(rhs(op)) === 0n ? zeroOf(op) : null;
  },
  foldNumbers(
    ([a = 0n, b = 0n]) => a * b,
    ([a = 0, b = 0]) => a * b,
  ),
);
const foldDivision = (isSigned: boolean): Fold =>
  simplifyFirst(
    (op) => {
      if (isZero(rhs(op))) return null;
      if (isZero(lhs(op))) return zeroOf(op);
      return isOne(rhs(op)) ? lhs(op) : null;
    },
    foldIntegers(([a = 0n, b = 0n], bits) =>
      b === 0n ? null : isSigned ? a / b : unsigned(a, bits) / unsigned(b, bits),
    ),
  );
export const foldDivS = foldDivision(true);
export const foldDivU = foldDivision(false);
const foldRemainder = (isSigned: boolean): Fold =>
  simplifyFirst(
    (op) => {
      if (isZero(rhs(op))) return null;
      return isZero(lhs(op)) || isOne(rhs(op)) ? zeroOf(op) : null;
    },
    foldIntegers(([a = 0n, b = 0n], bits) =>
      b === 0n ? null : isSigned ? a % b : unsigned(a, bits) % unsigned(b, bits),
    ),
  );
export const foldRemS = foldRemainder(true);
export const foldRemU = foldRemainder(false);
export const foldDivF: Fold = (op, operands) => {
  if (isZero(rhs(op))) return null;
  if (isOne(rhs(op))) return [lhs(op)];
  return foldFloats(([a = 0, b = 0]) => a / b)(op, operands);
};
export const foldRemF: Fold = (op, operands) =>
  isZero(rhs(op)) ? null : foldFloats(([a = 0, b = 0]) => a % b)(op, operands);
/** `a * b + c`; floats are left to the machine, which rounds once. */
export const foldFma: Fold = (op, operands) => {
  if (op.result().type.kind === 'float') return null;
  if (isZero(op.operand(0)) || isZero(op.operand(1))) return [op.operand(2)];
  return foldIntegers(([a = 0n, b = 0n, c = 0n]) => a * b + c)(op, operands);
};

export const foldAbs = foldNumbers(
  ([a = 0n]) => (a < 0n ? -a : a),
  ([a = 0]) => Math.abs(a),
);
export const foldNeg = foldFloats(([a = 0]) => -a);
export const foldCeil = foldFloats(([a = 0]) => Math.ceil(a));
export const foldFloor = foldFloats(([a = 0]) => Math.floor(a));
export const foldSqrt = foldFloats(([a = 0]) => Math.sqrt(a));

const foldExtreme = (pick: (a: bigint, b: bigint, bits: number) => boolean): Fold =>
  simplifyFirst(
    (op) => (isSame(op) ? lhs(op) : null),
    foldIntegers(([a = 0n, b = 0n], bits) => (pick(a, b, bits) ? a : b)),
  );
export const foldMinS = foldExtreme((a, b) => a < b);
export const foldMaxS = foldExtreme((a, b) => a > b);
export const foldMinU = foldExtreme((a, b, bits) => unsigned(a, bits) < unsigned(b, bits));
export const foldMaxU = foldExtreme((a, b, bits) => unsigned(a, bits) > unsigned(b, bits));
/** The number of a number and what is none. */
const number = (pick: (a: number, b: number) => number) => (a: number, b: number) =>
  Number.isNaN(a) ? b : Number.isNaN(b) ? a : pick(a, b);
export const foldMinF = foldFloats(([a = 0, b = 0]) => number(Math.min)(a, b));
export const foldMaxF: Fold = simplifyFirst(
  (op) => (isSame(op) ? lhs(op) : null),
  foldFloats(([a = 0, b = 0]) => number(Math.max)(a, b)),
);

// ----- Bits -----

export const foldNot = foldIntegers(([a = 0n]) => ~a);
export const foldAnd = simplifyFirst(
  (op) => (isZero(rhs(op)) ? zeroOf(op) : isSame(op) ? lhs(op) : null),
  foldIntegers(([a = 0n, b = 0n]) => a & b),
);
export const foldOr = simplifyFirst(
  (op) => (isZero(rhs(op)) || isSame(op) ? lhs(op) : null),
  foldIntegers(([a = 0n, b = 0n]) => a | b),
);
export const foldXor = simplifyFirst(
  (op) => (isZero(rhs(op)) ? lhs(op) : isSame(op) ? zeroOf(op) : null),
  foldIntegers(([a = 0n, b = 0n]) => a ^ b),
);
export const foldCtlz = foldIntegers(([a = 0n], bits) => {
  const value = unsigned(a, bits);
  return BigInt(value === 0n ? bits : bits - value.toString(2).length);
});
const foldShift = (shift: (a: bigint, amount: bigint, bits: number) => bigint): Fold =>
  simplifyFirst(
    (op) => (isZero(lhs(op)) ? zeroOf(op) : isZero(rhs(op)) ? lhs(op) : null),
    // An amount of the width or more has no defined result.
    foldIntegers(([a = 0n, b = 0n], bits) =>
      b < 0n || b >= BigInt(bits) ? null : shift(a, b, bits),
    ),
  );
export const foldShl = foldShift((a, b) => a << b);
export const foldShrS = foldShift((a, b) => a >> b);
export const foldShrU = foldShift((a, b, bits) => unsigned(a, bits) >> b);

// ----- Conversions -----

/** Takes the low `bits` of an integer, with or without sign. */
export const foldNarrow = (bits: number, isSigned: boolean): Fold =>
  foldIntegers(([a = 0n]) => (isSigned ? signed(a, bits) : unsigned(a, bits)));
export const foldFloatCast = foldFloats(([a = 0]) => a);
/** An integer as a float. */
export const foldFromInteger =
  (isSigned: boolean): Fold =>
  (op, [attr]) =>
    attr?.kind === 'integer'
      ? [
          FloatAttr.get(
            op.result().type as FloatType,
            Number(isSigned ? attr.value : unsigned(attr.value, 32)),
          ),
        ]
      : null;
/** A float as an integer, if it has one of its width; ties go away from zero. */
export const foldToInteger =
  (isSigned: boolean): Fold =>
  (op, [attr]) => {
    if (attr?.kind !== 'float') return null;
    const rounded = Math.sign(attr.value) * Math.round(Math.abs(attr.value));
    const [least, most] = isSigned ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
    if (!(rounded >= least && rounded <= most)) return null;
    return [IntegerAttr.i32(op.context, BigInt(rounded))];
  };

// ----- Comparisons -----

type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte';
const compare = <T>(kind: Comparison, a: T, b: T): boolean => {
  switch (kind) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
  }
};
const isReflexive = (kind: Comparison): boolean =>
  kind === 'eq' || kind === 'lte' || kind === 'gte';

export const foldCompareIntegers =
  (kind: Comparison, isSigned = true): Fold =>
  (op, [a, b]) => {
    if (isSame(op)) return [isReflexive(kind) ? oneOf(op) : zeroOf(op)];
    if (a?.kind !== 'integer' || b?.kind !== 'integer') return null;
    const bits = width(lhs(op).type);
    const [x, y] = isSigned
      ? [a.value, b.value]
      : [unsigned(a.value, bits), unsigned(b.value, bits)];
    return [boolAttr(op, compare(kind, x, y))];
  };
export const foldCompareFloats =
  (kind: Comparison, isUnordered: boolean): Fold =>
  (op, [a, b]) => {
    if (a?.kind !== 'float' || b?.kind !== 'float') return null;
    const hasNaN = Number.isNaN(a.value) || Number.isNaN(b.value);
    return [boolAttr(op, hasNaN ? isUnordered : compare(kind, a.value, b.value))];
  };
/** Greatest distance in units of the last place of floats that count as near. */
const MAX_ULPS = 100n;
export const foldCompareNear: Fold = (op, [a, b]) => {
  if (isSame(op)) return [oneOf(op)];
  if (a?.kind !== 'float' || b?.kind !== 'float') return null;
  const bits = a.type.width;
  const [x, y] = [signed(a.bits, bits), signed(b.bits, bits)];
  if (x < 0n !== y < 0n) return [boolAttr(op, a.value === b.value)];
  const distance = x > y ? x - y : y - x;
  return [boolAttr(op, distance < MAX_ULPS)];
};
export const foldNonZero: Fold = (op, [a]) => {
  if (a?.kind === 'integer') return [boolAttr(op, a.value !== 0n)];
  return null;
};
export const foldNonZeroFloat =
  (isUnordered: boolean): Fold =>
  (op, [a]) =>
    a?.kind === 'float'
      ? [boolAttr(op, Number.isNaN(a.value) ? isUnordered : a.value !== 0)]
      : null;
export const foldNaN: Fold = (op, [a]) =>
  a?.kind === 'float' ? [boolAttr(op, Number.isNaN(a.value))] : null;
/** The only constant reference is null. */
export const foldEqualRefs: Fold = (op, [a, b]) =>
  isSame(op) || (a && a === b) ? [oneOf(op)] : null;
export const foldUnequalRefs: Fold = (op) => (isSame(op) ? [zeroOf(op)] : null);
export const foldNonNull: Fold = (op, [a]) => (a ? [zeroOf(op)] : null);

// ----- Selection -----

export const foldSelect: Fold = (op) => {
  if (isZero(op.operand(0))) return [op.operand(2)];
  if (isNonZero(op.operand(0)) || op.operand(1) === op.operand(2)) return [op.operand(1)];
  return null;
};
/** Operands are the index, the default, and the values. */
export const foldSwitch: Fold = (op) => {
  const [index, fallback, ...values] = op.operands;
  if (!index || !fallback) return null;
  const constant = integerValue(index);
  if (constant !== null) return [values[Number(constant)] ?? fallback];
  return values.every((value) => value === fallback) ? [fallback] : null;
};
