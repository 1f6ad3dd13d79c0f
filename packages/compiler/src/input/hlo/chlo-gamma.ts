/**
 * Functions of chlo around the gamma function: `lgamma` and `digamma` by Lanczos' approximation, `zeta` by
 * Euler's and Maclaurin's formula, `polygamma` of these. Numbers of terms and coefficients are upstream's.
 */

import type { Value } from '@iree-workbench/ir';
import { isInfinite } from './chlo-functions.ts';
import type { HloArithmetic } from './hlo-arithmetic.ts';

const LANCZOS = {
  gamma: 7,
  base: 0.9999999999998099,
  coefficients: [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ],
};

/** `z` of `f(z + 1)`: below a half, where the function is reflected, `-x`, else `x - 1`. */
function reflected(to: HloArithmetic, x: Value): { isReflected: Value; one: Value; z: Value } {
  const isReflected = to.compare(x, 'LT', to.like(0.5, x));
  const negative = to.neg(x);
  const one = to.like(1, x);
  const z = to.select(isReflected, negative, to.sub(x, one));
  return { isReflected, one, z };
}

/** `t = z + γ + ½` and its logarithm, of which the constant part is computed here. */
function lanczosT(to: HloArithmetic, x: Value, z: Value): readonly [Value, Value] {
  const offset = to.like(LANCZOS.gamma + 0.5, x);
  const t = to.add(offset, z);
  const constant = to.like(Math.log(LANCZOS.gamma + 0.5), x);
  return [t, to.add(constant, to.log1p(to.div(z, offset)))];
}

export function lgamma(to: HloArithmetic, x: Value): Value {
  const half = to.like(0.5, x);
  const { isReflected, one, z } = reflected(to, x);
  let series = to.like(LANCZOS.base, x);
  for (const [i, coefficient] of LANCZOS.coefficients.entries()) {
    const quotient = to.div(to.like(coefficient, x), to.add(z, to.like(i + 1, x)));
    series = to.add(series, quotient);
  }
  const [t, logT] = lanczosT(to, x, z);
  // (z + ½)·log t - t, so that it does not overflow.
  const sum = to.sub(to.add(z, half), to.div(t, logT));
  const product = to.mul(sum, logT);
  const logSeries = to.log(series);
  const constant = to.like((Math.log(2) + Math.log(Math.PI)) / 2, x);
  const direct = to.add(to.add(constant, product), logSeries);
  // log π - log |sin πx| - direct, with x brought between 0 and ½, where the sine is exact.
  const absolute = to.abs(x);
  const fraction = to.sub(absolute, to.floor(absolute));
  const isAboveHalf = to.compare(half, 'LT', fraction);
  const nearest = to.select(isAboveHalf, to.sub(one, fraction), fraction);
  const logSine = to.log(to.op('sine', [to.mul(to.like(Math.PI, x), nearest)]));
  const difference = to.sub(to.sub(to.like(Math.log(Math.PI), x), logSine), direct);
  const isRegular = to.op('is_finite', [logSine], isReflected.type);
  const mirrored = to.select(isRegular, difference, to.neg(logSine));
  const result = to.select(isReflected, mirrored, direct);
  const infinity = to.like(Number.POSITIVE_INFINITY, x);
  return to.select(isInfinite(to, x), infinity, result);
}

export function digamma(to: HloArithmetic, x: Value): Value {
  const { isReflected, z } = reflected(to, x);
  const zero = to.like(0, x);
  let series = to.like(LANCZOS.base, x);
  let derivative = zero;
  for (const [i, value] of LANCZOS.coefficients.entries()) {
    const coefficient = to.like(value, x);
    const term = to.add(z, to.like(i + 1, x));
    derivative = to.sub(derivative, to.div(coefficient, to.mul(term, term)));
    series = to.add(series, to.div(coefficient, term));
  }
  const [t, logT] = lanczosT(to, x, z);
  const quotient = to.div(derivative, series);
  const rest = to.div(to.like(LANCZOS.gamma, x), t);
  const direct = to.sub(to.add(logT, quotient), rest);
  // The cotangent is taken between -½ and ½, where πx is exact enough.
  const whole = to.abs(to.floor(to.add(x, to.like(0.5, x))));
  const reduced = to.add(x, whole);
  const pi = to.like(Math.PI, x);
  const angle = to.mul(pi, reduced);
  const cosine = to.op('cosine', [angle]);
  const sine = to.op('sine', [angle]);
  const mirrored = to.sub(direct, to.div(to.mul(pi, cosine), sine));
  const result = to.select(isReflected, mirrored, direct);
  const isPole = to.and(to.compare(x, 'LE', zero), to.compare(x, 'EQ', to.floor(x)));
  return to.select(isPole, to.like(Number.NaN, x), result);
}

/** `(2k)! / B₂ₖ`, from k = 12 down. */
const ZETA_DIVISORS = [
  -7.166165256175667e18, 1.8152105401943546e17, -4597978722407473, 116467828143500.67,
  -2950130727918.164, 74724249600, -1892437580.3183792, 47900160, -1209600, 30240, -720, 12,
];
const ZETA_TERMS = 9;

export function zeta(to: HloArithmetic, x: Value, q: Value): Value {
  const zero = to.like(0, q);
  const exponent = to.neg(x);
  const powerOf = (base: Value): Value => to.op('power', [base, exponent]);
  let initial = powerOf(q);
  const one = to.like(1, q);
  let a = q;
  for (let i = 0; i < ZETA_TERMS; i++) {
    a = to.add(a, one);
    initial = to.add(initial, powerOf(a));
  }
  a = to.add(a, one);
  const power = powerOf(a);
  const oneLikeX = to.like(1, x);
  const tail = to.div(to.mul(power, a), to.sub(x, oneLikeX));
  const sum = to.add(initial, tail);
  const inverseSquare = to.div(one, to.mul(a, a));
  let horner = zero;
  for (const [i, divisor] of ZETA_DIVISORS.slice(0, -1).entries()) {
    const lhs = to.sub(x, to.like(22 - 2 * i, x));
    const rhs = to.sub(x, to.like(21 - 2 * i, x));
    const factor = to.mul(lhs, rhs);
    const inner = to.add(horner, to.like(1 / divisor, a));
    horner = to.mul(factor, to.mul(inverseSquare, inner));
  }
  const half = to.like(0.5, power);
  const last = to.add(to.like(1 / (ZETA_DIVISORS.at(-1) ?? 1), a), horner);
  const correction = to.mul(power, to.add(half, to.mul(to.div(x, a), last)));
  const corrected = to.add(sum, correction);
  // The first terms are enough where the next is nothing beside them.
  const least = to.likeBits(1n, a);
  const isEnough = to.compare(to.abs(power), 'LT', to.mul(to.abs(initial), least));
  const result = to.select(isEnough, initial, corrected);
  return zetaAtItsLimits(to, x, q, result);
}

/** Where the series has no sum: below 1 none at all, at poles infinity or nothing. */
function zetaAtItsLimits(to: HloArithmetic, x: Value, q: Value, sum: Value): Value {
  const zero = to.like(0, q);
  const one = to.like(1, q);
  const nan = to.like(Number.NaN, x);
  const infinity = to.like(Number.POSITIVE_INFINITY, x);
  let result = to.select(to.compare(x, 'LT', to.like(1, x)), nan, sum);
  const isPoleOrLess = to.compare(q, 'LE', zero);
  const isFraction = to.compare(x, 'NE', to.floor(x));
  result = to.select(to.and(isPoleOrLess, isFraction), nan, result);
  const isWholeQ = to.compare(q, 'EQ', to.floor(q));
  const isAtPole = to.and(isPoleOrLess, isWholeQ);
  const isWholeX = to.compare(x, 'EQ', to.floor(x));
  const rest = to.op('remainder', [x, to.like(2, x)]);
  const isEven = to.and(isWholeX, to.compare(rest, 'EQ', zero));
  result = to.select(isAtPole, to.select(isEven, infinity, nan), result);
  return to.select(to.compare(x, 'EQ', one), infinity, result);
}

/** `(-1)ⁿ⁺¹ · n! · zeta(n + 1, x)` of whole orders; of order 0, the digamma function. */
export function polygamma(to: HloArithmetic, n: Value, x: Value): Value {
  const one = to.like(1, x);
  const two = to.like(2, x);
  const sign = to.sub(to.mul(two, to.op('remainder', [n, two])), one);
  const next = to.add(n, one);
  const factorial = to.exp(lgamma(to, next));
  const product = to.mul(to.mul(sign, factorial), zeta(to, next, x));
  const zero = to.like(0, x);
  const isZero = to.compare(n, 'EQ', zero);
  const result = to.select(isZero, digamma(to, x), product);
  const isFraction = to.compare(n, 'NE', to.floor(n));
  const isNegative = to.compare(n, 'LT', zero);
  const nan = to.like(Number.NaN, x);
  return to.select(to.or(isFraction, isNegative), nan, result);
}
