/**
 * Conversion between doubles and the bits of the builtin float formats, rounding to nearest even.
 *
 * One table of (exponent bits, mantissa bits, bias, how infinities and NaN are encoded) serves all
 * formats; f32 and f64 use the machine's own. f80 and f128 are widened from and narrowed to doubles.
 */

import type { FloatKind } from './types.ts';

interface Format {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  readonly bias: number;
  /** ieee: all-ones exponent; fn: one NaN pattern per sign, no infinity; fnuz: NaN is the negative zero. */
  readonly special: 'ieee' | 'fn' | 'fnuz';
}

const FORMATS: Record<Exclude<FloatKind, 'f32' | 'f64' | 'f80' | 'f128'>, Format> = {
  f16: { exponentBits: 5, mantissaBits: 10, bias: 15, special: 'ieee' },
  bf16: { exponentBits: 8, mantissaBits: 7, bias: 127, special: 'ieee' },
  f8E5M2: { exponentBits: 5, mantissaBits: 2, bias: 15, special: 'ieee' },
  f8E4M3FN: { exponentBits: 4, mantissaBits: 3, bias: 7, special: 'fn' },
  f8E5M2FNUZ: { exponentBits: 5, mantissaBits: 2, bias: 16, special: 'fnuz' },
  f8E4M3FNUZ: { exponentBits: 4, mantissaBits: 3, bias: 8, special: 'fnuz' },
  f8E4M3B11FNUZ: { exponentBits: 4, mantissaBits: 3, bias: 11, special: 'fnuz' },
};

const scratch = new DataView(new ArrayBuffer(8));

/** Bits of `value` in `format`, rounded to nearest even. */
export function encodeFloat(format: FloatKind, value: number): bigint {
  switch (format) {
    case 'f32':
      scratch.setFloat32(0, value);
      return BigInt(scratch.getUint32(0));
    case 'f64':
      scratch.setFloat64(0, value);
      return scratch.getBigUint64(0);
    case 'f80':
    case 'f128':
      return widen(format, value);
    default:
      return BigInt(encodeSmall(FORMATS[format], value));
  }
}

/** The double nearest to the bits. */
export function decodeFloat(format: FloatKind, bits: bigint): number {
  switch (format) {
    case 'f32':
      scratch.setUint32(0, Number(bits));
      return scratch.getFloat32(0);
    case 'f64':
      scratch.setBigUint64(0, bits);
      return scratch.getFloat64(0);
    case 'f80':
    case 'f128':
      return narrow(format, bits);
    default:
      return decodeSmall(FORMATS[format], Number(bits));
  }
}

function encodeSmall(format: Format, value: number): number {
  const { exponentBits, mantissaBits, bias, special } = format;
  const signBit = 1 << (exponentBits + mantissaBits);
  const allOnes = (1 << exponentBits) - 1;
  const sign = value < 0 || Object.is(value, -0) ? signBit : 0;
  const nan =
    special === 'fnuz'
      ? signBit
      : special === 'fn'
        ? signBit - 1
        : (allOnes << mantissaBits) | (1 << (mantissaBits - 1));
  if (Number.isNaN(value)) return nan;
  const magnitude = Math.abs(value);
  if (magnitude === 0) return special === 'fnuz' ? 0 : sign;
  const overflow =
    special === 'ieee' ? sign | (allOnes << mantissaBits) : special === 'fn' ? sign | nan : nan;
  if (magnitude === Number.POSITIVE_INFINITY) return overflow;
  // Scale so that one unit in the last place of the target is 1, then round to nearest even.
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), 1 - bias);
  const adjusted =
    magnitude / 2 ** exponent >= 2
      ? exponent + 1
      : magnitude / 2 ** exponent < 1 && exponent > 1 - bias
        ? exponent - 1
        : exponent;
  const scaled = magnitude / 2 ** (adjusted - mantissaBits);
  let rounded = Math.floor(scaled);
  const rest = scaled - rounded;
  if (rest > 0.5 || (rest === 0.5 && rounded % 2 === 1)) rounded++;
  // `rounded` holds the hidden bit if normal, so adding it to the exponent field carries correctly.
  const hidden = 2 ** mantissaBits;
  const bits = rounded < hidden ? rounded : (adjusted + bias) * hidden + (rounded - hidden);
  const limit = special === 'ieee' ? allOnes * hidden : special === 'fn' ? signBit - 1 : signBit;
  return bits >= limit ? overflow : sign | bits;
}

function decodeSmall(format: Format, bits: number): number {
  const { exponentBits, mantissaBits, bias, special } = format;
  const signBit = 1 << (exponentBits + mantissaBits);
  const allOnes = (1 << exponentBits) - 1;
  const sign = bits & signBit ? -1 : 1;
  const exponent = (bits >> mantissaBits) & allOnes;
  const mantissa = bits & ((1 << mantissaBits) - 1);
  if (special === 'fnuz' && bits === signBit) return Number.NaN;
  if (special === 'fn' && (bits & (signBit - 1)) === signBit - 1) return Number.NaN;
  if (special === 'ieee' && exponent === allOnes)
    return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  const scale = 2 ** ((exponent || 1) - bias - mantissaBits);
  return sign * (exponent ? mantissa + 2 ** mantissaBits : mantissa) * scale;
}

/** Double to f80 (explicit integer bit) or f128; exact but for subnormal doubles' renormalising. */
function widen(format: 'f80' | 'f128', value: number): bigint {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const sign = bits >> 63n;
  let exponent = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & ((1n << 52n) - 1n);
  const isF80 = format === 'f80';
  const mantissaBits = isF80 ? 63n : 112n;
  const signShift = isF80 ? 79n : 127n;
  const exponentShift = isF80 ? 64n : 112n;
  let wide: number;
  if (exponent === 0x7ff) wide = 0x7fff;
  else if (exponent === 0 && mantissa === 0n) return sign << signShift;
  else {
    if (exponent === 0) {
      exponent = 1;
      while (!(mantissa & (1n << 52n))) {
        mantissa <<= 1n;
        exponent--;
      }
      mantissa &= (1n << 52n) - 1n;
    }
    wide = exponent - 1023 + 16383;
  }
  const integerBit = isF80 ? 1n << 63n : 0n;
  return (
    (sign << signShift) |
    (BigInt(wide) << exponentShift) |
    integerBit |
    (mantissa << (mantissaBits - 52n))
  );
}

function narrow(format: 'f80' | 'f128', bits: bigint): number {
  const isF80 = format === 'f80';
  const sign = (bits >> (isF80 ? 79n : 127n)) & 1n ? -1 : 1;
  const exponent = Number((bits >> (isF80 ? 64n : 112n)) & 0x7fffn);
  const fraction = bits & ((1n << (isF80 ? 63n : 112n)) - 1n);
  if (exponent === 0x7fff) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  const significand = isF80
    ? bits & ((1n << 64n) - 1n)
    : exponent === 0
      ? fraction
      : fraction | (1n << 112n);
  const scale = (exponent || 1) - 16383 - (isF80 ? 63 : 112);
  // Number(bigint) rounds to nearest even; the two-step scaling keeps the range.
  const half = Math.trunc(scale / 2);
  return sign * Number(significand) * 2 ** half * 2 ** (scale - half);
}
