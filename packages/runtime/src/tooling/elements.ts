/**
 * Elements of buffer views as text, in upstream's format: `[1 2 3][4 5 6]`. Types upstream has no
 * number format for (i1, bf16…) are pairs of hexadecimal digits.
 */
import { ElementType, elementByteCount, formatElementType } from '@iree-workbench/format';
import { StatusError } from '../vm/status.ts';
import { formatG } from './printf.ts';
import { f16ToNumber, numberToF16 } from './small-floats.ts';

/** Formats one element; `data` holds it from the given offset on. */
export function formatElement(data: DataView, offset: number, elementType: number): string {
  switch (elementType) {
    case ElementType.Int8:
    case ElementType.Sint8:
      return String(data.getInt8(offset));
    case ElementType.Uint8:
      return String(data.getUint8(offset));
    case ElementType.Int16:
    case ElementType.Sint16:
      return String(data.getInt16(offset, true));
    case ElementType.Uint16:
      return String(data.getUint16(offset, true));
    case ElementType.Int32:
    case ElementType.Sint32:
      return String(data.getInt32(offset, true));
    case ElementType.Uint32:
      return String(data.getUint32(offset, true));
    case ElementType.Int64:
    case ElementType.Sint64:
      return String(data.getBigInt64(offset, true));
    case ElementType.Uint64:
      return String(data.getBigUint64(offset, true));
    case ElementType.Float16:
      return formatFloat(f16ToNumber(data.getUint16(offset, true)), data.getInt8(offset + 1) < 0);
    case ElementType.Float32:
      return formatFloat(data.getFloat32(offset, true), data.getInt8(offset + 3) < 0);
    case ElementType.Float64:
      return formatFloat(data.getFloat64(offset, true), data.getInt8(offset + 7) < 0);
    default: {
      let text = '';
      for (let i = 0; i < elementByteCount(elementType); ++i) {
        text += data
          .getUint8(offset + i)
          .toString(16)
          .toUpperCase()
          .padStart(2, '0');
      }
      return text;
    }
  }
}

/** Elements upstream's tools print at most. */
export const defaultMaxElementCount = 1024;

/** Formats all elements of a dense tensor; `maxElementCount` cuts the rest off with dots. */
export function formatElements(
  bytes: Uint8Array,
  shape: readonly number[],
  elementType: number,
  maxElementCount = Number.POSITIVE_INFINITY,
): string {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = elementByteCount(elementType);
  const parts: string[] = [];
  let remaining = maxElementCount;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, size));
  const format = (axis: number, offset: number): void => {
    const count = shape[axis] ?? 1;
    if (axis + 1 < shape.length) {
      for (let i = 0; i < count; ++i) {
        parts.push('[');
        format(axis + 1, offset + i * strides[axis]!);
        parts.push(']');
      }
      return;
    }
    const shown = Math.min(remaining, count);
    remaining -= shown;
    for (let i = 0; i < shown; ++i) {
      if (i > 0) parts.push(' ');
      parts.push(formatElement(data, offset + i * size, elementType));
    }
    if (shown < count) parts.push('...');
  };
  format(0, 0);
  return parts.join('');
}

/**
 * Parses elements into bytes. Separators are blanks, commas and brackets; one element fills the whole
 * tensor, none leaves zeros.
 */
export function parseElements(text: string, count: number, elementType: number): Uint8Array {
  const size = elementByteCount(elementType);
  const bytes = new Uint8Array(count * size);
  const data = new DataView(bytes.buffer);
  const separators = /[\s,[\]]+/g;
  let parsed = 0;
  let begin = 0;
  const take = (end: number) => {
    if (end > begin) {
      if (parsed >= count) {
        const more = end < text.length ? '+' : '';
        throw new StatusError(
          'OUT_OF_RANGE',
          `output data overflow: element_capacity=${count} < dst_i=${parsed}${more}`,
        );
      }
      parseElement(text.slice(begin, end), elementType, data, parsed * size);
      ++parsed;
    }
  };
  for (const match of text.matchAll(separators)) {
    take(match.index);
    begin = match.index + match[0].length;
  }
  take(text.length);
  if (parsed === 1) {
    for (let i = 1; i < count; ++i) bytes.copyWithin(i * size, 0, size);
  } else if (parsed > 0 && parsed < count) {
    throw new StatusError(
      'OUT_OF_RANGE',
      `input data string underflow: dst_i=${parsed} < element_capacity=${count}`,
    );
  }
  return bytes;
}

/** Parses one element into its place. */
function parseElement(text: string, elementType: number, data: DataView, offset: number): void {
  const integer = (bits: number, signed: boolean) => parseInteger(text, bits, signed, elementType);
  switch (elementType) {
    case ElementType.Int8:
    case ElementType.Sint8:
      data.setInt8(offset, Number(integer(8, true)));
      return;
    case ElementType.Uint8:
      data.setUint8(offset, Number(integer(8, false)));
      return;
    case ElementType.Int16:
    case ElementType.Sint16:
      data.setInt16(offset, Number(integer(16, true)), true);
      return;
    case ElementType.Uint16:
      data.setUint16(offset, Number(integer(16, false)), true);
      return;
    case ElementType.Int32:
    case ElementType.Sint32:
      data.setInt32(offset, Number(integer(32, true)), true);
      return;
    case ElementType.Uint32:
      data.setUint32(offset, Number(integer(32, false)), true);
      return;
    case ElementType.Int64:
    case ElementType.Sint64:
      data.setBigInt64(offset, integer(64, true), true);
      return;
    case ElementType.Uint64:
      data.setBigUint64(offset, integer(64, false), true);
      return;
    case ElementType.Float16:
      data.setUint16(offset, numberToF16(parseElementFloat(text, elementType)), true);
      return;
    case ElementType.Float32:
      data.setFloat32(offset, parseElementFloat(text, elementType), true);
      return;
    case ElementType.Float64:
      data.setFloat64(offset, parseElementFloat(text, elementType), true);
      return;
    case ElementType.Bool8:
      // Upstream takes two hexadecimal digits only.
      if (text === '0' || text === 'false') return;
      if (text === '1' || text === 'true') {
        data.setUint8(offset, 1);
        return;
      }
      parseBinary(text, elementType, data, offset);
      return;
    default:
      parseBinary(text, elementType, data, offset);
  }
}

/** Parses pairs of hexadecimal digits, the bytes in memory order. */
function parseBinary(text: string, elementType: number, data: DataView, offset: number): void {
  const size = elementByteCount(elementType);
  if (text.length !== size * 2) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `binary hex element count mismatch: buffer length=${text.length} < expected=${size * 2}`,
    );
  }
  if (!/^[0-9a-fA-F]+$/.test(text)) throw invalidElement(text, elementType);
  for (let i = 0; i < size; ++i) {
    data.setUint8(offset + i, Number.parseInt(text.slice(i * 2, i * 2 + 2), 16));
  }
}

/** An integer as C's strtol with base 0 reads it: decimal, 0x…, and octal with a leading zero. */
export function parseIntegerText(text: string): bigint | undefined {
  const match = /^([+-]?)(?:0x([0-9a-f]+)|0([0-7]+)|(\d+))$/i.exec(text);
  if (!match) return undefined;
  const [, sign, hex, octal, decimal] = match;
  const magnitude = BigInt(
    hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : decimal!,
  );
  return sign === '-' ? -magnitude : magnitude;
}

function parseInteger(text: string, bits: number, signed: boolean, elementType: number): bigint {
  const value = parseIntegerText(text);
  const width = BigInt(bits);
  const low = -(1n << (width - 1n));
  // Signless integers may be written as signed or unsigned ones.
  const isSignless = formatElementType(elementType).startsWith('i');
  const high = signed && !isSignless ? 1n << (width - 1n) : 1n << width;
  if (value === undefined || value < (signed ? low : 0n) || value >= high) {
    throw invalidElement(text, elementType);
  }
  return signed ? BigInt.asIntN(bits, value) : value;
}

/** A float as C reads it: decimal, hexadecimal, inf and nan. */
export function parseFloatText(text: string): number | undefined {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special) {
    const value = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === '-' ? -value : value;
  }
  const hex = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec(text);
  if (hex && hex[2]! + hex[3]! !== '') {
    const mantissa = Number.parseInt(hex[2]! + hex[3]!, 16);
    const value = mantissa * 2 ** (Number(hex[4] ?? 0) - 4 * hex[3]!.length);
    return hex[1] === '-' ? -value : value;
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?f?$/i.test(text)) return undefined;
  return Number(text.replace(/f$/i, ''));
}

function parseElementFloat(text: string, elementType: number): number {
  const value = parseFloatText(text);
  if (value === undefined) throw invalidElement(text, elementType);
  return value;
}

function invalidElement(text: string, elementType: number): StatusError {
  return new StatusError(
    'INVALID_ARGUMENT',
    `'${text}' is not an element of type ${formatElementType(elementType)}`,
  );
}

/** A float as `%G`; C shows the sign of a NaN, which numbers do not keep. */
function formatFloat(value: number, isNegative: boolean): string {
  if (Number.isNaN(value)) return isNegative ? '-NAN' : 'NAN';
  return formatG(value).toUpperCase();
}
