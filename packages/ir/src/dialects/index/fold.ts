/**
 * Folds of the index dialect: a result is known only if indices of 32 and of 64 bits agree on it, as
 * it is not known which a target has.
 */

import { IntegerAttr } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import { enumCase } from '../enum-attributes.ts';

/** The result for operands of a width, both signed; null if it is undefined. */
export type Compute = (lhs: bigint, rhs: bigint, width: number) => bigint | null;

const signed = (value: bigint, width: number): bigint => BigInt.asIntN(width, value);
const unsigned = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);

/** Of the operands as unsigned numbers. */
export const ofUnsigned =
  (compute: Compute): Compute =>
  (lhs, rhs, width) =>
    compute(unsigned(lhs, width), unsigned(rhs, width), width);

export const divide: Compute = (lhs, rhs) => (rhs === 0n ? null : lhs / rhs);
export const remainder: Compute = (lhs, rhs) => (rhs === 0n ? null : lhs % rhs);
export const ceilDivide: Compute = (lhs, rhs) => {
  if (rhs === 0n) return null;
  const quotient = lhs / rhs;
  return lhs % rhs !== 0n && lhs < 0n === rhs < 0n ? quotient + 1n : quotient;
};
export const floorDivide: Compute = (lhs, rhs) => {
  if (rhs === 0n) return null;
  const quotient = lhs / rhs;
  return lhs % rhs !== 0n && lhs < 0n !== rhs < 0n ? quotient - 1n : quotient;
};
export const greater: Compute = (lhs, rhs) => (lhs > rhs ? lhs : rhs);
export const less: Compute = (lhs, rhs) => (lhs < rhs ? lhs : rhs);
const byLessThan32 =
  (shift: (value: bigint, by: bigint) => bigint): Compute =>
  (lhs, rhs) =>
    rhs < 0n || rhs >= 32n ? null : shift(lhs, rhs);
export const shiftLeft = byLessThan32((value, by) => value << by);
export const shiftRight = byLessThan32((value, by) => value >> by);

export const foldBinary =
  (compute: Compute): Fold =>
  (op, [lhs, rhs]) => {
    if (lhs?.kind !== 'integer' || rhs?.kind !== 'integer') return null;
    const [wide, narrow] = [64, 32].map((width) =>
      compute(signed(lhs.value, width), signed(rhs.value, width), width),
    );
    if (wide === null || wide === undefined || narrow === null || narrow === undefined) return null;
    if (signed(wide, 32) !== signed(narrow, 32)) return null;
    return [IntegerAttr.index(op.context, signed(wide, 64))];
  };

const COMPARISONS: Readonly<Record<string, (lhs: bigint, rhs: bigint) => boolean>> = {
  eq: (lhs, rhs) => lhs === rhs,
  ne: (lhs, rhs) => lhs !== rhs,
  lt: (lhs, rhs) => lhs < rhs,
  le: (lhs, rhs) => lhs <= rhs,
  gt: (lhs, rhs) => lhs > rhs,
  ge: (lhs, rhs) => lhs >= rhs,
};
export const PREDICATES = [
  'eq',
  'ne',
  'slt',
  'sle',
  'sgt',
  'sge',
  'ult',
  'ule',
  'ugt',
  'uge',
] as const;

export const foldCompare: Fold = (op, [lhs, rhs]) => {
  if (lhs?.kind !== 'integer' || rhs?.kind !== 'integer') return null;
  const predicate = enumCase(op.attr('pred')) ?? '';
  const view = predicate.startsWith('u') ? unsigned : signed;
  const compare = COMPARISONS[predicate.slice(-2)];
  if (!compare) return null;
  const [wide, narrow] = [64, 32].map((width) =>
    compare(view(lhs.value, width), view(rhs.value, width)),
  );
  return wide === undefined || wide !== narrow ? null : [IntegerAttr.bool(op.context, wide)];
};
