/**
 * The assertions compiled programs make about what they are given, with upstream's wording.
 */
import {
  BufferUsage,
  EncodingType,
  elementBitCount,
  elementNumericalType,
  formatElementType,
  MemoryType,
  NumericalType,
} from '@iree-workbench/format';
import { allBitsSet, formatBitfield } from '../../hal/bitfield.ts';
import type { HalBuffer } from '../../hal/buffer.ts';
import type { BufferView } from '../../hal/buffer-view.ts';
import { StatusError } from '../../vm/status.ts';

/** Checks a buffer an embedder passed as storage. */
export function assertBuffer(
  buffer: HalBuffer,
  message: string,
  minimumLength: number,
  memoryTypes: number,
  bufferUsage: number,
): void {
  if (buffer.byteLength < minimumLength) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `${message} buffer byte length ${buffer.byteLength} less than expected minimum ` +
        `${minimumLength}`,
    );
  }
  if (!allBitsSet(buffer.memoryType, memoryTypes)) {
    throw new StatusError(
      'PERMISSION_DENIED',
      `${message} buffer memory type is not compatible; buffer has ` +
        `${formatBitfield(MemoryType, buffer.memoryType)}, operation requires ` +
        formatBitfield(MemoryType, memoryTypes),
    );
  }
  if (!allBitsSet(buffer.allowedUsage, bufferUsage)) {
    throw new StatusError(
      'PERMISSION_DENIED',
      `${message} requested usage was not specified when the buffer was allocated; buffer allows ` +
        `${formatBitfield(BufferUsage, buffer.allowedUsage)}, operation requires ` +
        formatBitfield(BufferUsage, bufferUsage),
    );
  }
}

/** Checks a tensor an embedder passed: encoding, element type, rank, dimensions. */
export function assertBufferView(
  view: BufferView,
  message: string,
  elementType: number,
  encodingType: number,
  shape: readonly number[],
): void {
  if (view.encodingType !== EncodingType.Opaque && view.encodingType !== encodingType) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `${message} encoding mismatch; expected ${hex(encodingType)} but have ${hex(view.encodingType)}`,
    );
  }
  if (!areCompatible(view.elementType, elementType)) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `${message} element type mismatch; expected ${formatElementType(elementType)} ` +
        `(${hex(elementType)}) but have ${formatElementType(view.elementType)} ` +
        `(${hex(view.elementType)})`,
    );
  }
  const mismatch = shapeMismatch(view.shape, shape);
  if (mismatch !== undefined) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `${message} ${mismatch}; expected shape \`${shape.join('x')}\`, actual shape ` +
        `\`${view.shape.join('x')}\``,
    );
  }
}

function shapeMismatch(actual: readonly number[], expected: readonly number[]): string | undefined {
  const rank = (shape: readonly number[]) =>
    `${shape.length}${shape.length === 0 ? ' (scalar)' : ''}`;
  if (actual.length !== expected.length) {
    return `shape rank mismatch; expected ${rank(expected)} but have ${rank(actual)}`;
  }
  const axis = actual.findIndex((dim, index) => dim !== expected[index]);
  if (axis < 0) return undefined;
  return `shape dimension ${axis} mismatch; expected ${expected[axis]} but have ${actual[axis]}`;
}

/** Opaque data passes as anything, integers of one width as each other. */
function areCompatible(actual: number, expected: number): boolean {
  if (elementNumericalType(actual) === NumericalType.Unknown) return true;
  if (isInteger(actual) && isInteger(expected)) {
    return elementBitCount(actual) === elementBitCount(expected);
  }
  return actual === expected;
}

function isInteger(elementType: number): boolean {
  // Booleans count as integers, as their number says.
  return (elementNumericalType(elementType) & NumericalType.Integer) !== 0;
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
