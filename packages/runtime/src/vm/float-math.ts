/**
 * Floating-point functions of C's math library that JavaScript does not have.
 */

/** Nearest integer, halves away from zero (C's `round`). */
export function roundHalfAway(x: number): number {
  const whole = Math.trunc(x);
  if (Math.abs(x - whole) < 0.5) return whole;
  return Number.isFinite(x) ? whole + Math.sign(x) : x;
}

/** IEEE remainder: x - n·y with n the integer nearest to x/y, even on a tie (C's `remainder`). */
export function ieeeRemainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return Number.NaN;
  const divisor = Math.abs(y);
  // Exact: the remainder by 2y, in which n is even, then at most two steps of y.
  let rest = Math.abs(x) % (divisor * 2);
  if (divisor < 4.5e-308) {
    // Doubling what may be subnormal is exact, halving is not.
    if (rest + rest > divisor) {
      rest -= divisor;
      if (rest + rest >= divisor) rest -= divisor;
    }
  } else {
    const half = divisor * 0.5;
    if (rest > half) {
      rest -= divisor;
      if (rest >= half) rest -= divisor;
    }
  }
  return x < 0 || Object.is(x, -0) ? -rest : rest;
}

/** The error function, to about one unit in the last place of a double. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const magnitude = Math.abs(x);
  // Beyond this 1 - erf is below half a unit of 1.
  if (magnitude >= 6) return Math.sign(x);
  // 2/√π · e^(-x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms positive, so nothing cancels.
  const square = magnitude * magnitude;
  let term = magnitude;
  let sum = magnitude;
  for (let n = 1; n < 200; ++n) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  const value = (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
  return x < 0 ? -Math.min(value, 1) : Math.min(value, 1);
}
