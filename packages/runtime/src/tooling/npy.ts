/**
 * NumPy's `.npy` files. Written here because the packages there are read one array a file, know
 * neither f16 nor booleans, and do not write; the format is a text header before raw bytes.
 */
import {
  ElementType,
  elementBitCount,
  elementByteCount,
  elementNumericalType,
  formatElementType,
  makeElementType,
  NumericalType,
} from '@iree-workbench/format';
import { elementCount, viewByteLength } from '../hal/buffer-view.ts';
import { StatusError } from '../vm/status.ts';
import type { ShapedType } from './buffer-view-text.ts';

/** One array with its bytes: little-endian, dense, row-major. */
export interface NdArray extends ShapedType {
  readonly bytes: Uint8Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const headerAlignment = 64;

/** Reads all arrays of a file; `np.save` may have been called on it more than once. */
export function readNpy(file: Uint8Array): NdArray[] {
  const arrays: NdArray[] = [];
  let position = 0;
  while (position < file.length || arrays.length === 0) {
    const { header, dataStart } = readHeader(file, position);
    const { descr, isFortranOrder, shape } = parseHeader(header);
    const { elementType, isBigEndian } = parseDescr(descr);
    const byteLength = viewByteLength(shape, elementType);
    if (byteLength > file.length - dataStart) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `npy file truncated: array of ${byteLength} bytes, ${file.length - dataStart} in the file`,
      );
    }
    // A copy also of Node's buffers, whose slices are none.
    let bytes = new Uint8Array(file.subarray(dataStart, dataStart + byteLength));
    if (isBigEndian) swapBytes(bytes, componentByteCount(elementType));
    if (isFortranOrder) bytes = toRowMajor(bytes, shape, elementByteCount(elementType));
    arrays.push({ shape, elementType, bytes });
    position = dataStart + byteLength;
  }
  return arrays;
}

/** Writes an array as `np.save` does (version 1.0). */
export function writeNpy({ shape, elementType, bytes }: NdArray): Uint8Array {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const fields =
    `{'descr': '${formatDescr(elementType)}', 'fortran_order': False, ` + `'shape': (${dims}), }`;
  const prefix = magic.length + 4;
  const total = Math.ceil((prefix + fields.length + 1) / headerAlignment) * headerAlignment;
  const header = `${fields.padEnd(total - prefix - 1)}\n`;
  if (header.length > 0xffff) throw new StatusError('OUT_OF_RANGE', 'npy header is too long');
  const file = new Uint8Array(total + bytes.length);
  file.set([...magic, 1, 0, header.length & 0xff, header.length >>> 8]);
  file.set(new TextEncoder().encode(header), prefix);
  file.set(bytes, total);
  return file;
}

function readHeader(file: Uint8Array, begin: number): { header: string; dataStart: number } {
  if (magic.some((byte, index) => file[begin + index] !== byte)) {
    const where = begin > 0 ? ` behind the array that ends at byte ${begin}` : '';
    throw new StatusError('INVALID_ARGUMENT', `npy header magic mismatch${where}`);
  }
  const major = file[begin + 6] ?? 0;
  if (major < 1 || major > 3) {
    throw new StatusError(
      'UNIMPLEMENTED',
      `npy version ${major}.${file[begin + 7] ?? 0} not supported`,
    );
  }
  const data = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const lengthBytes = major === 1 ? 2 : 4;
  const headerStart = begin + 8 + lengthBytes;
  if (headerStart > file.length) throw truncatedHeader();
  const length = major === 1 ? data.getUint16(begin + 8, true) : data.getUint32(begin + 8, true);
  if (headerStart + length > file.length) throw truncatedHeader();
  const header = new TextDecoder().decode(file.slice(headerStart, headerStart + length));
  return { header, dataStart: headerStart + length };
}

/** The header is a Python dictionary of three entries, in any order. */
function parseHeader(header: string) {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new StatusError('INVALID_ARGUMENT', `npy header not supported: ${header.trim()}`);
  }
  const dims = shape.split(',').map((dim) => dim.trim());
  return {
    descr,
    isFortranOrder: order === 'True',
    shape: dims.filter((dim) => dim !== '').map(Number),
  };
}

const kinds: Readonly<Record<string, number>> = {
  b: NumericalType.Boolean,
  i: NumericalType.IntegerSigned,
  u: NumericalType.IntegerUnsigned,
  f: NumericalType.FloatIeee,
  c: NumericalType.FloatComplex,
  V: NumericalType.Unknown,
};

/** NumPy's types that elements of buffer views have: kind and bytes. Raw data may be of any size. */
const supportedTypes = /^(?:b1|[iu][1248]|f[248]|c(?:8|16)|V(?:[1-9]|1[0-6]))$/;

function parseDescr(descr: string): { elementType: number; isBigEndian: boolean } {
  const match = /^([<>|=]?)([a-zA-Z?])(\d*)$/.exec(descr);
  const kind = match?.[2] === '?' ? 'b' : (match?.[2] ?? '');
  const numericalType = kinds[kind];
  const width = match?.[2] === '?' ? 1 : Number(match?.[3]);
  if (numericalType === undefined || !supportedTypes.test(kind + width)) {
    throw new StatusError('UNIMPLEMENTED', `unsupported npy data type '${descr}'`);
  }
  return {
    elementType: makeElementType(numericalType, width * 8),
    isBigEndian: match?.[1] === '>' && width > 1,
  };
}

function formatDescr(elementType: number): string {
  // NumPy has no bfloat16 of its own; its bytes stand as raw data.
  const numericalType =
    elementType === ElementType.BFloat16
      ? NumericalType.Unknown
      : elementNumericalType(elementType);
  const kind =
    numericalType === NumericalType.Integer
      ? 'i'
      : Object.keys(kinds).find((candidate) => kinds[candidate] === numericalType);
  if (kind === undefined || elementBitCount(elementType) % 8 !== 0) {
    const type = formatElementType(elementType);
    throw new StatusError('UNIMPLEMENTED', `arrays of ${type} cannot be written as npy`);
  }
  const width = elementByteCount(elementType);
  return `${width === 1 ? '|' : '<'}${kind}${width}`;
}

/** Bytes that are swapped together: a complex number is two floats. */
function componentByteCount(elementType: number): number {
  const size = elementByteCount(elementType);
  return elementNumericalType(elementType) === NumericalType.FloatComplex ? size / 2 : size;
}

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let begin = 0; begin < bytes.length; begin += size) {
    bytes.subarray(begin, begin + size).reverse();
  }
}

function toRowMajor(
  bytes: Uint8Array<ArrayBuffer>,
  shape: readonly number[],
  size: number,
): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length);
  const indices = shape.map(() => 0);
  for (let target = 0; target < elementCount(shape); ++target) {
    let source = 0;
    for (let axis = shape.length - 1; axis >= 0; --axis) {
      source = source * shape[axis]! + indices[axis]!;
    }
    result.set(bytes.subarray(source * size, (source + 1) * size), target * size);
    for (let axis = shape.length - 1; axis >= 0; --axis) {
      if (++indices[axis]! < shape[axis]!) break;
      indices[axis] = 0;
    }
  }
  return result;
}

function truncatedHeader(): StatusError {
  return new StatusError('OUT_OF_RANGE', 'npy file truncated in its header');
}
