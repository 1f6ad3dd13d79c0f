/** How numbers are written in the input: `%u`, `%d`, `%x` and `%X`, with a precision, with `0x` or without. */

/** Of what digits a number is made. */
export type NumericConversion = 'X' | 'd' | 'u' | 'x';

/** A number that has no place in 64 bits, or not in its format. */
export class NumericOverflow extends Error {}

/** Numbers are those of LLVM: of 64 bits, with a sign or without. */
const MIN = -(2n ** 63n);
const MAX = 2n ** 64n - 1n;

/** A number if it is within bounds; throws NumericOverflow. */
export function within64Bits(value: bigint): bigint {
  if (value < MIN || value > MAX) throw new NumericOverflow('overflow error');
  return value;
}

export class NumericFormat {
  readonly conversion: NumericConversion;
  readonly precision: number;
  readonly hasPrefix: boolean;

  constructor(conversion: NumericConversion, precision = 0, hasPrefix = false) {
    this.conversion = conversion;
    this.precision = precision;
    this.hasPrefix = hasPrefix;
  }

  /** As diagnostics name it. */
  get name(): string {
    return `%${this.conversion}`;
  }

  equals(other: NumericFormat): boolean {
    return (
      this.conversion === other.conversion &&
      this.precision === other.precision &&
      this.hasPrefix === other.hasPrefix
    );
  }

  /** The regular expression of all numbers in this format. */
  get wildcard(): string {
    const [digits, first] = DIGITS[this.conversion];
    const sign = this.conversion === 'd' ? '-?' : '';
    const prefix = this.hasPrefix ? '0x' : '';
    const { precision } = this;
    const number =
      precision > 0 ? `([${first}][${digits}]*)?[${digits}]{${precision}}` : `[${digits}]+`;
    return `${sign}${prefix}${number}`;
  }

  /** A number as it stands in the input; throws NumericOverflow. */
  format(value: bigint): string {
    const isNegative = value < 0n;
    if (isNegative && this.conversion !== 'd') throw new NumericOverflow('overflow error');
    if (this.conversion === 'd' && value >= 2n ** 63n) throw new NumericOverflow('overflow error');
    const magnitude = isNegative ? -value : value;
    const isHex = this.conversion === 'x' || this.conversion === 'X';
    const digits = magnitude.toString(isHex ? 16 : 10).padStart(this.precision, '0');
    const cased = this.conversion === 'X' ? digits.toUpperCase() : digits;
    return `${isNegative ? '-' : ''}${this.hasPrefix ? '0x' : ''}${cased}`;
  }

  /** The number that a text in this format is; null if it has no place in 64 bits. */
  parse(text: string): bigint | null {
    const isNegative = text.startsWith('-');
    const digits = text.slice((isNegative ? 1 : 0) + (this.hasPrefix ? 2 : 0));
    const isHex = this.conversion === 'x' || this.conversion === 'X';
    const magnitude = BigInt(isHex ? `0x${digits}` : digits);
    const value = isNegative ? -magnitude : magnitude;
    const most = this.conversion === 'd' ? 2n ** 63n - 1n : MAX;
    return value < MIN || value > most ? null : value;
  }
}

/** The digits of a number, and those that may come first where zeros fill it up. */
const DIGITS: Readonly<Record<NumericConversion, readonly [string, string]>> = {
  u: ['0-9', '1-9'],
  d: ['0-9', '1-9'],
  x: ['0-9a-f', '1-9a-f'],
  X: ['0-9A-F', '1-9A-F'],
};
