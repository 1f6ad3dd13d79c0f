/**
 * Text of floats as upstream prints them: six digits where they are exact, else as many as the format
 * needs, else the bits in hexadecimal.
 */

import { decodeFloat, encodeFloat } from '../float.ts';
import { FLOAT_WIDTHS, type FloatKind } from '../types.ts';

/** Bits of the significand, the hidden one included. */
const PRECISION: Record<FloatKind, number> = {
  f8E5M2: 3,
  f8E4M3FN: 4,
  f8E5M2FNUZ: 3,
  f8E4M3FNUZ: 4,
  f8E4M3B11FNUZ: 4,
  bf16: 8,
  f16: 11,
  f32: 24,
  f64: 53,
  f80: 64,
  f128: 113,
};

export function floatText(format: FloatKind, bits: bigint): string {
  const value = decodeFloat(format, bits);
  const isWide = FLOAT_WIDTHS[format] > 64;
  const isExact = !isWide || encodeFloat(format, value) === bits;
  if (Number.isFinite(value) && isExact) {
    const short = scientific(value, 6);
    if (encodeFloat(format, Number(short)) === bits) return short;
    const full = shortestForm(value, 2 + Math.floor((PRECISION[format] * 59) / 196));
    if (full.includes('.')) return full;
  }
  return `0x${bits.toString(16).toUpperCase()}`;
}

/** `1.250000e-01`: rounded to `digits` significant digits, `digits` places shown. */
function scientific(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0.0${'0'.repeat(digits - 1)}e+00`;
  const [mantissa = '', exponent = ''] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const power = Number(exponent);
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${sign}${whole}.${fraction.padEnd(digits, '0')}e${power < 0 ? '-' : '+'}${size}`;
}

/** Digits without trailing zeros; plain where it is not longer than it is precise, else `E`. */
function shortestForm(value: number, precision: number): string {
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', exponentText = ''] = Math.abs(value)
    .toExponential(precision - 1)
    .split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '') || '0';
  const msd = Number(exponentText);
  const exponent = msd - (digits.length - 1);
  const isScientific =
    exponent >= 0 ? exponent > 3 || digits.length + exponent > precision : msd < 0 && -msd > 3;
  if (isScientific) {
    const rest = digits.length === 1 ? '0' : digits.slice(1);
    return `${sign}${digits.charAt(0)}.${rest}E${msd < 0 ? '-' : '+'}${Math.abs(msd)}`;
  }
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const whole = exponent + digits.length;
  return whole > 0
    ? `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`
    : `${sign}0.${'0'.repeat(-whole)}${digits}`;
}
