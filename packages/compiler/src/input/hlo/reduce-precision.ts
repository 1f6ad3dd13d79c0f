/** A float rounded as if it had fewer bits of exponent and mantissa (`mhlo.reduce_precision`). */

import { IntegerType, type Value } from '@iree-workbench/ir';
import type { Scalars } from '../scalars.ts';

/** How many bits a format has for the mantissa, without the one that is implied. */
const MANTISSA_BITS: Readonly<Record<string, number>> = { bf16: 7, f16: 10, f32: 23, f64: 52 };

/** What is too large becomes infinite, what is too small zero; no number stays none. */
export function reducePrecision(
  to: Scalars,
  value: Value,
  exponentBits: number,
  mantissaBits: number,
): Value | null {
  const { type } = value;
  const ownMantissa = type.kind === 'float' ? MANTISSA_BITS[type.format] : undefined;
  if (type.kind !== 'float' || ownMantissa === undefined) return null;
  const { width } = type;
  const integer = IntegerType.get(type.context, width);
  const constant = (bits: bigint): Value => to.integer(integer, BigInt.asIntN(width, bits));
  const ownExponent = width - 1 - ownMantissa;
  const shift = BigInt(ownMantissa);
  const signMask = 1n << BigInt(width - 1);
  const exponentMask = ((1n << BigInt(ownExponent)) - 1n) << shift;
  const and = (a: Value, mask: bigint): Value => to.op('arith.andi', [a, constant(mask)]);
  let bits = to.op('arith.bitcast', [value], integer);
  const isNan = to.cmpi('ugt', and(bits, ~signMask), constant(exponentMask));
  if (mantissaBits < ownMantissa) {
    // Rounding adds just less than half of the last bit that is kept; half of it if that is set.
    const last = 1n << BigInt(ownMantissa - mantissaBits);
    const dropped = to.integer(integer, ownMantissa - mantissaBits);
    const bias = constant((last >> 1n) - 1n);
    const lastBit = to.op('arith.shrui', [and(bits, last), dropped]);
    const rounded = to.op('arith.addi', [bits, to.op('arith.addi', [lastBit, bias])]);
    bits = and(rounded, ~(last - 1n));
  }
  if (exponentBits < ownExponent) {
    const biasOf = (count: number): bigint => (1n << BigInt(count - 1)) - 1n;
    const [bias, reduced] = [biasOf(ownExponent), biasOf(exponentBits)];
    const exponent = and(bits, exponentMask);
    const overflows = to.cmpi('ugt', exponent, constant((bias + reduced) << shift));
    const underflows = to.cmpi('ule', exponent, constant((bias - reduced) << shift));
    const zero = and(bits, signMask);
    const infinity = to.op('arith.ori', [zero, constant(exponentMask)]);
    bits = to.select(underflows, zero, to.select(overflows, infinity, bits));
  }
  return to.select(isNan, value, to.op('arith.bitcast', [bits], type));
}
