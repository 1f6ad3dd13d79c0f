/**
 * Text of floating-point constants: six digits in scientific notation if they are exact, else as
 * many digits as the format can need, else (infinities, NaNs, whole numbers) the bits.
 */

import { decodeFloat, encodeFloat } from '../float.ts';
import type { FloatKind } from '../types.ts';

/** Bits of the significand with the hidden one, from which upstream derives how many digits to write. */
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
/** Zeros that may pad a number before it is written with an exponent. */
const MAX_PADDING = 3;

interface Decimal {
  readonly negative: boolean;
  /** Without trailing zeros; `0` alone for zero. */
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly exponent: number;
}

/** Text of the float with these bits, as upstream's printer writes it. */
export function floatText(format: FloatKind, bits: bigint): string {
  const magnitude = magnitudeOf(format, bits);
  if (!magnitude) return hexText(bits);
  const short = decimal(magnitude, 6);
  const power = Math.abs(short.exponent);
  const text = `${short.negative ? '-' : ''}${short.digits.charAt(0)}.${short.digits
    .slice(1)
    .padEnd(6, '0')}e${short.exponent < 0 ? '-' : '+'}${power < 10 ? '0' : ''}${power}`;
  if (roundTrips(format, bits, magnitude, short, text)) return text;
  const digits = 2 + Math.floor((PRECISION[format] * 59) / 196);
  const long = generalText(decimal(magnitude, digits), digits);
  return long.includes('.') ? long : hexText(bits);
}

const hexText = (bits: bigint): string => `0x${bits.toString(16).toUpperCase()}`;

/** Plain notation where few zeros are needed, else with an exponent. */
function generalText({ negative, digits, exponent }: Decimal, precision: number): string {
  const sign = negative ? '-' : '';
  const count = digits.length;
  const last = exponent - (count - 1);
  const scientific =
    last >= 0 ? last > MAX_PADDING || count + last > precision : exponent < -MAX_PADDING;
  if (scientific)
    return `${sign}${digits.charAt(0)}.${count === 1 ? '0' : digits.slice(1)}E${
      exponent < 0 ? '-' : '+'
    }${Math.abs(exponent)}`;
  if (last >= 0) return sign + digits + '0'.repeat(last);
  if (exponent >= 0) return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
}

/**
 * The value to so many significant digits. Digits far behind those wanted are cut off first, a power
 * of ten at a time, and only what is left is rounded (half up): seven tenths as an f32 are 699999.
 */
function decimal({ significand, scale, negative }: Magnitude, precision: number): Decimal {
  if (significand === 0n) return { negative, digits: '0', exponent: 0 };
  let [whole, twos] = [significand, scale];
  while ((whole & 1n) === 0n) {
    whole >>= 1n;
    twos++;
  }
  // whole · 2^twos = (whole · 5^-twos) · 10^twos for a negative power of two.
  let tens = 0;
  if (twos >= 0) whole <<= BigInt(twos);
  else {
    whole *= 5n ** BigInt(-twos);
    tens = twos;
  }
  // 196/59 is a little more than the bits that a decimal digit takes.
  const bits = whole.toString(2).length;
  const bitsWanted = Math.floor((precision * 196 + 58) / 59);
  const removable = bits > bitsWanted ? Math.floor(((bits - bitsWanted) * 59) / 196) : 0;
  whole /= 10n ** BigInt(removable);
  tens += removable;

  let text = whole.toString();
  let exponent = tens + text.length - 1;
  if (text.length > precision) {
    const roundUp = text.charAt(precision) >= '5';
    text = text.slice(0, precision);
    if (roundUp) {
      text = (BigInt(text) + 1n).toString();
      if (text.length > precision) exponent++;
    }
  }
  return { negative, digits: text.replace(/0+$/, ''), exponent };
}

/** A finite value as significand · 2^scale. */
interface Magnitude {
  readonly negative: boolean;
  readonly significand: bigint;
  readonly scale: number;
}

const scratch = new DataView(new ArrayBuffer(8));

/** The parts of a finite value, or null for infinities and NaNs. */
function magnitudeOf(format: FloatKind, bits: bigint): Magnitude | null {
  if (format === 'f80' || format === 'f128') {
    const fractionBits = format === 'f80' ? 64n : 112n;
    const exponent = Number((bits >> fractionBits) & 0x7fffn);
    if (exponent === 0x7fff) return null;
    // f80 holds its leading bit, f128 hides it.
    const hidden = format === 'f128' && exponent !== 0 ? 1n << fractionBits : 0n;
    return {
      negative: bits >> (fractionBits + 15n) !== 0n,
      significand: (bits & ((1n << fractionBits) - 1n)) | hidden,
      scale: (exponent || 1) - 16383 - (format === 'f80' ? 63 : 112),
    };
  }
  // All smaller formats fit a double.
  const value = decodeFloat(format, bits);
  if (!Number.isFinite(value)) return null;
  scratch.setFloat64(0, value);
  const wide = scratch.getBigUint64(0);
  const exponent = Number((wide >> 52n) & 0x7ffn);
  return {
    negative: wide >> 63n !== 0n,
    significand: (wide & 0xf_ffff_ffff_ffffn) | (exponent === 0 ? 0n : 1n << 52n),
    scale: (exponent || 1) - 1075,
  };
}

/** Does reading the text give the same bits again? */
function roundTrips(
  format: FloatKind,
  bits: bigint,
  { significand, scale }: Magnitude,
  short: Decimal,
  text: string,
): boolean {
  if (format !== 'f80' && format !== 'f128') return encodeFloat(format, Number(text)) === bits;
  // Nearer than half a unit in the last place, both sides scaled to integers:
  // digits · 10^power against significand · 2^scale.
  const power = short.exponent - (short.digits.length - 1);
  const two = 2n ** BigInt(Math.max(-scale, 0));
  const ten = 10n ** BigInt(Math.max(-power, 0));
  const unit = 2n ** BigInt(Math.max(scale, 0)) * ten;
  const distance =
    BigInt(short.digits) * 10n ** BigInt(Math.max(power, 0)) * two - significand * unit;
  return distance === 0n || 2n * (distance < 0n ? -distance : distance) < unit;
}
