/**
 * Scalar functions kernels may import (module `math`): what WebAssembly has no instruction for.
 *
 * {@link createMathImports} also runs in workers, where it arrives as text; it refers to nothing
 * outside itself.
 */

/** The functions by name, all on f64. */
export function createMathImports(): Record<string, (...args: number[]) => number> {
  // The error function: its Taylor series near zero, a continued fraction for the complement beyond.
  function erf(x: number): number {
    const a = Math.abs(x);
    if (!(a < 6)) return Number.isNaN(x) ? x : Math.sign(x);
    if (a < 2.5) {
      let term = a;
      let sum = a;
      for (let n = 1; n < 100; ++n) {
        term *= -(a * a) / n;
        const next = sum + term / (2 * n + 1);
        if (next === sum) break;
        sum = next;
      }
      return Math.sign(x) * sum * (2 / Math.sqrt(Math.PI));
    }
    let fraction = 0;
    for (let n = 60; n > 0; --n) fraction = n / 2 / (a + fraction);
    return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction)));
  }
  return {
    acos: Math.acos,
    acosh: Math.acosh,
    asin: Math.asin,
    asinh: Math.asinh,
    atan: Math.atan,
    atan2: Math.atan2,
    atanh: Math.atanh,
    cbrt: Math.cbrt,
    cos: Math.cos,
    cosh: Math.cosh,
    erf,
    exp: Math.exp,
    exp2: (x: number) => 2 ** x,
    expm1: Math.expm1,
    log: Math.log,
    log10: Math.log10,
    log1p: Math.log1p,
    log2: Math.log2,
    // IEEE 754's: JavaScript has no number for these.
    pow: (x: number, y: number) =>
      x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y,
    rem: (a: number, b: number) => a % b,
    sin: Math.sin,
    sinh: Math.sinh,
    sqrt: Math.sqrt,
    rsqrt: (x: number) => 1 / Math.sqrt(x),
    tan: Math.tan,
    tanh: Math.tanh,
  };
}
