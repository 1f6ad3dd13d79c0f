/** What the elements of a constant are like: extremes, mean, how many are distinct, zero, or no numbers. */
import { decodeFloat, denseElementBytes, type Type } from '@iree-workbench/ir';

export interface Statistics {
  /** Of the numbers that are finite; null if there are none. */
  readonly range: { readonly min: number; readonly max: number; readonly mean: number } | null;
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
  /** Different elements, null if there are more than were counted. */
  readonly distinct: number | null;
}

/** Different elements that are counted. */
const MOST_DISTINCT = 4096;

/** Statistics of integers and floats; null for other elements. @param data as `DenseElementsAttr` has it */
export function statisticsOf(elementType: Type, data: Uint8Array): Statistics | null {
  const read = reader(elementType, data);
  if (!read) return null;
  const count = Math.floor(data.length / denseElementBytes(elementType));
  const seen = new Set<number>();
  let [min, max, sum, finite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  let [zeros, nans, infinities] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const value = read(i);
    if (seen.size <= MOST_DISTINCT) seen.add(value);
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else {
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      finite++;
    }
  }
  return {
    range: finite === 0 ? null : { min, max, mean: sum / finite },
    zeros,
    nans,
    infinities,
    distinct: seen.size > MOST_DISTINCT ? null : seen.size,
  };
}

/** Reads an element as a number; those of more than 53 bits are rounded. */
function reader(type: Type, data: Uint8Array): ((index: number) => number) | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type.kind === 'float') {
    const { format } = type;
    if (format === 'f32') return (i) => view.getFloat32(4 * i, true);
    if (format === 'f64') return (i) => view.getFloat64(8 * i, true);
    if (type.width === 8) return decodedBy(format, 1 << 8, (i) => view.getUint8(i));
    if (type.width === 16) return decodedBy(format, 1 << 16, (i) => view.getUint16(2 * i, true));
    return null;
  }
  if (type.kind !== 'integer' && type.kind !== 'index') return null;
  const isUnsigned =
    type.kind === 'integer' && (type.signedness === 'unsigned' || type.width === 1);
  switch (denseElementBytes(type)) {
    case 1:
      return isUnsigned
        ? (i) => view.getUint8(i)
        : signed8(type.kind === 'index' ? 8 : type.width, view);
    case 2:
      return isUnsigned ? (i) => view.getUint16(2 * i, true) : (i) => view.getInt16(2 * i, true);
    case 4:
      return isUnsigned ? (i) => view.getUint32(4 * i, true) : (i) => view.getInt32(4 * i, true);
    case 8:
      return isUnsigned
        ? (i) => Number(view.getBigUint64(8 * i, true))
        : (i) => Number(view.getBigInt64(8 * i, true));
    default:
      return null;
  }
}

/** Integers of up to eight bits, whatever the bits above them are. */
function signed8(width: number, view: DataView): (index: number) => number {
  const unused = 32 - width;
  return (i) => (view.getUint8(i) << unused) >> unused;
}

/** Decodes each pattern of bits once. */
function decodedBy(
  format: Parameters<typeof decodeFloat>[0],
  patterns: number,
  bitsAt: (index: number) => number,
): (index: number) => number {
  const known = new Float64Array(patterns);
  const isKnown = new Uint8Array(patterns);
  return (i) => {
    const bits = bitsAt(i);
    if (!isKnown[bits]) {
      known[bits] = decodeFloat(format, BigInt(bits));
      isKnown[bits] = 1;
    }
    return known[bits] as number;
  };
}
