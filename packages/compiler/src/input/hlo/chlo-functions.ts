/**
 * Functions of chlo that are a formula of mhlo's: inverse and hyperbolic trigonometry, tests for infinity, the
 * next number. The formulas are upstream's, so that the numbers are.
 */

import { ComplexType, elementTypeOrSelf, IntegerType, type Value } from '@iree-workbench/ir';
import { largestFinite } from '../linalg-builder.ts';
import { type HloArithmetic, withElements } from './hlo-arithmetic.ts';

const isComplex = (x: Value): boolean => elementTypeOrSelf(x.type) instanceof ComplexType;

/** The greatest number of which the square is finite. */
function squareRootOfLargest(to: HloArithmetic, x: Value): Value {
  const element = elementTypeOrSelf(x.type);
  const bits = element.kind === 'float' ? largestFinite(element).bits : 0n;
  return to.sqrt(to.likeBits(bits, x));
}

/** `2·atan2(√(1 - x²), 1 + x)`, and π of -1. */
export function acos(to: HloArithmetic, x: Value): Value | null {
  if (isComplex(x)) return null;
  const isDefined = to.compare(x, 'NE', to.like(-1, x));
  const two = to.like(2, x);
  const height = to.sqrt(to.sub(to.like(1, x), to.mul(x, x)));
  const angle = to.op('atan2', [height, to.add(to.like(1, x), x)]);
  return to.select(isDefined, to.mul(two, angle), to.like(Math.PI, x));
}

/** `log(x + √((1 + x)(x - 1)))`; of numbers whose square overflows, `log x + log 2`. */
export function acosh(to: HloArithmetic, x: Value): Value {
  if (isComplex(x)) {
    const product = to.mul(to.add(x, to.like(1, x)), to.sub(x, to.like(1, x)));
    return to.log(to.add(x, to.sqrt(product)));
  }
  const isUndefined = to.compare(x, 'LT', to.like(-1, x));
  const nan = to.like(Number.NaN, x);
  const isLarge = to.compare(x, 'GE', squareRootOfLargest(to, x));
  const ofLarge = to.add(to.log(x), to.log(to.like(2, x)));
  const product = to.mul(to.add(to.like(1, x), x), to.add(to.like(-1, x), x));
  const ofSmall = to.log(to.add(x, to.sqrt(product)));
  return to.select(isUndefined, nan, to.select(isLarge, ofLarge, ofSmall));
}

/** `2·atan2(x, 1 + √(1 - x²))` */
export function asin(to: HloArithmetic, x: Value): Value {
  const two = to.like(2, x);
  const root = to.sqrt(to.sub(to.like(1, x), to.mul(x, x)));
  return to.mul(two, to.op('atan2', [x, to.add(to.like(1, x), root)]));
}

/** `sign(x)·log(|x| + √(x² + 1))`, which keeps the low bits of small numbers and overflows for no large one. */
export function asinh(to: HloArithmetic, x: Value): Value {
  const root = (a: Value): Value => to.sqrt(to.add(to.mul(a, a), to.like(1, a)));
  if (isComplex(x)) return to.log(to.add(x, root(x)));
  const sign = to.op('sign', [x]);
  const isLarge = to.compare(to.abs(x), 'GE', squareRootOfLargest(to, x));
  const ofLarge = to.add(to.log(to.abs(x)), to.log(to.like(2, x)));
  const isSmall = to.compare(to.abs(x), 'LE', to.like(1, x));
  const absolute = to.abs(x);
  const quotient = to.div(absolute, to.add(to.like(1, x), root(absolute)));
  const ofSmall = to.log1p(to.add(absolute, to.mul(absolute, quotient)));
  const ofOthers = to.log(to.add(absolute, root(absolute)));
  return to.mul(sign, to.select(isLarge, ofLarge, to.select(isSmall, ofSmall, ofOthers)));
}

export const atan = (to: HloArithmetic, x: Value): Value => to.op('atan2', [x, to.like(1, x)]);

/** `(log(1 + x) - log(1 - x)) / 2` */
export function atanh(to: HloArithmetic, x: Value): Value {
  const formula = (): Value => to.mul(to.sub(to.log1p(x), to.log1p(to.neg(x))), to.like(0.5, x));
  if (isComplex(x)) return formula();
  const isUndefined = to.compare(to.abs(x), 'GT', to.like(1, x));
  const nan = to.like(Number.NaN, x);
  return to.select(isUndefined, nan, formula());
}

export function conj(to: HloArithmetic, x: Value): Value | null {
  const element = elementTypeOrSelf(x.type);
  if (!(element instanceof ComplexType)) return null;
  const part = withElements(x.type, element.elementType);
  const real = to.op('real', [x], part);
  return to.op('complex', [real, to.neg(to.op('imag', [x], part))], x.type);
}

/** `e^(x + log ½)` and `e^(log ½ - x)`: halves of powers that do not overflow before they are halved. */
function halfPowers(to: HloArithmetic, x: Value): readonly [Value, Value] {
  const logOfHalf = to.log(to.like(0.5, x));
  return [to.exp(to.add(x, logOfHalf)), to.exp(to.sub(logOfHalf, x))];
}

export const cosh = (to: HloArithmetic, x: Value): Value => to.add(...halfPowers(to, x));

/** Below 1, by way of `e^x - 1`, which keeps the low bits. */
export function sinh(to: HloArithmetic, x: Value): Value {
  const ofLarge = to.sub(...halfPowers(to, x));
  if (isComplex(x)) return ofLarge;
  const power = to.op('exponential_minus_one', [x]);
  const one = to.like(1, x);
  const half = to.like(0.5, x);
  const ratio = to.div(power, to.add(power, one));
  const ofSmall = to.mul(half, to.add(power, ratio));
  return to.select(to.compare(to.abs(x), 'LT', one), ofSmall, ofLarge);
}

export const tan = (to: HloArithmetic, x: Value): Value => to.op('tan', [x]);

export const isPositiveInfinity = (to: HloArithmetic, x: Value): Value =>
  to.compare(x, 'EQ', to.like(Number.POSITIVE_INFINITY, x));
export const isNegativeInfinity = (to: HloArithmetic, x: Value): Value =>
  to.compare(x, 'EQ', to.like(Number.NEGATIVE_INFINITY, x));
export const isInfinite = (to: HloArithmetic, x: Value): Value => isPositiveInfinity(to, to.abs(x));

/** The number next to `x` on the way to `y`, found by counting its bits up or down. */
export function nextAfter(to: HloArithmetic, x: Value, y: Value): Value | null {
  const element = elementTypeOrSelf(x.type);
  if (element.kind !== 'float') return null;
  const { width } = element;
  const integer = IntegerType.get(element.context, width);
  const bitsOf = (value: Value): Value =>
    to.op('bitcast_convert', [value], withElements(value.type, integer));
  const [xBits, yBits] = [bitsOf(x), bitsOf(y)];
  const isNan = to.or(to.compare(x, 'NE', x), to.compare(y, 'NE', y));
  const nan = bitsOf(to.like(Number.NaN, x));
  const signBit = 1n << BigInt(width - 1);
  const signMask = to.likeInteger(signBit, xBits);
  const otherBits = to.likeInteger(signBit - 1n, xBits);
  const [xSize, ySize] = [to.and(xBits, otherBits), to.and(yBits, otherBits)];
  const areEqual = to.compare(x, 'EQ', y);
  const zero = to.likeInteger(0n, xBits);
  const [xIsZero, yIsZero] = [to.compare(xSize, 'EQ', zero), to.compare(ySize, 'EQ', zero)];
  const [xSign, ySign] = [to.and(xBits, signMask), to.and(yBits, signMask)];
  const one = to.likeInteger(1n, xBits);
  const least = to.or(ySign, one);
  const haveOtherSigns = to.compare(xSign, 'NE', ySign);
  const isLarger = to.compare(xSize, 'GT', ySize);
  const shrinks = to.or(isLarger, haveOtherSigns);
  const step = to.select(shrinks, to.likeInteger(-1n, xBits), one);
  const stepped = to.add(xBits, step);
  const fromZero = to.select(xIsZero, to.select(yIsZero, yBits, least), stepped);
  const orEqual = to.select(areEqual, yBits, fromZero);
  return to.op('bitcast_convert', [to.select(isNan, nan, orEqual)], x.type);
}
