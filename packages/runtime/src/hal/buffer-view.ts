/**
 * Buffer views: a buffer read as a tensor of a shape, element type and encoding.
 */
import { EncodingType, elementByteCount, formatElementType } from '@iree-workbench/format';
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import { type Allocator, type BufferParams, defaultBufferParams } from './allocator.ts';
import type { HalBuffer } from './buffer.ts';

/** Largest rank a view may have. */
const maxRank = 128;

/** A tensor at the program's border. */
export class BufferView implements VmRef {
  static readonly vmTypeName = 'hal.buffer_view';
  readonly vmType = BufferView.vmTypeName;
  readonly buffer: HalBuffer;
  readonly shape: readonly number[];
  /** A number of `ElementType`. */
  readonly elementType: number;
  /** A number of `EncodingType`. */
  readonly encodingType: number;

  constructor(
    buffer: HalBuffer,
    shape: readonly number[],
    elementType: number,
    encodingType: number = EncodingType.DenseRowMajor,
  ) {
    validateShape(shape);
    this.buffer = buffer;
    this.shape = shape;
    this.elementType = elementType;
    this.encodingType = encodingType;
  }

  /** A view of a new buffer with the given contents (dense, row-major). */
  static fromBytes(
    allocator: Allocator,
    shape: readonly number[],
    elementType: number,
    contents: Uint8Array,
    params: BufferParams = defaultBufferParams,
  ): BufferView {
    const size = viewByteLength(shape, elementType);
    if (contents.byteLength !== size) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `${formatShapedType(shape, elementType)} takes ${size} bytes but ` +
          `${contents.byteLength} were given`,
      );
    }
    return new BufferView(allocator.allocateBuffer(params, size, contents), shape, elementType);
  }

  get rank(): number {
    return this.shape.length;
  }

  get elementCount(): number {
    return elementCount(this.shape);
  }

  /** Size of one element. */
  get elementSize(): number {
    return elementByteCount(this.elementType);
  }

  /** Bytes the elements take, densely packed. */
  get byteLength(): number {
    return this.elementCount * this.elementSize;
  }

  /** Size of one dimension; 0 outside the rank, as upstream. */
  dim(index: number): number {
    return this.shape[index] ?? 0;
  }

  /** Copies the elements to the host, after all work queued before. */
  async read(): Promise<Uint8Array> {
    if (this.byteLength > this.buffer.byteLength) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `input data underflow: data_length=${this.buffer.byteLength} < expected=${this.byteLength}`,
      );
    }
    return await this.buffer.read(0, this.byteLength);
  }
}

/** Product of the dimensions. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, dim) => count * dim, 1);
}

/** Bytes a dense tensor takes. */
export function viewByteLength(shape: readonly number[], elementType: number): number {
  validateShape(shape);
  return elementCount(shape) * elementByteCount(elementType);
}

/** Formats shape and element type as upstream: `2x3xf32`, `f32` for a scalar. */
export function formatShapedType(shape: readonly number[], elementType: number): string {
  return [...shape, formatElementType(elementType)].join('x');
}

function validateShape(shape: readonly number[]): void {
  if (shape.length > maxRank) {
    throw new StatusError('RESOURCE_EXHAUSTED', `a shape rank of ${shape.length} is not supported`);
  }
  for (const dim of shape) {
    if (!Number.isSafeInteger(dim) || dim < 0) {
      throw new StatusError('INVALID_ARGUMENT', `invalid shape dimension ${dim}`);
    }
  }
  if (!Number.isSafeInteger(elementCount(shape))) {
    throw new StatusError('OUT_OF_RANGE', `shape ${shape.join('x')} has too many elements`);
  }
}
