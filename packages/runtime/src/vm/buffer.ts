/**
 * `!vm.buffer`: a byte range with bounds-checked access, mutable or constant.
 */
import { allocationLimits } from './limits.ts';
import type { VmRef } from './native-module.ts';
import { StatusError } from './status.ts';

const decoder = new TextDecoder();

/** Where a buffer's bytes come from, and whether the program may write them. */
export type BufferAccess = 'mutable' | 'constant';

/** A byte buffer of the VM: read-only data of a module, or memory the program allocated. */
export class VmBuffer implements VmRef {
  static readonly vmTypeName = 'vm.buffer';
  readonly vmType = VmBuffer.vmTypeName;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly access: BufferAccess;

  constructor(bytes: Uint8Array, access: BufferAccess = 'mutable') {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.access = access;
  }

  /** Allocates a zeroed mutable buffer; RESOURCE_EXHAUSTED when the host will not give that much. */
  static allocate(length: number): VmBuffer {
    if (!(length >= 0 && length <= allocationLimits.bufferBytes)) {
      throw new StatusError(
        'RESOURCE_EXHAUSTED',
        `cannot allocate a buffer of ${length} bytes (limit ${allocationLimits.bufferBytes})`,
      );
    }
    try {
      return new VmBuffer(new Uint8Array(length));
    } catch (cause) {
      throw new StatusError('RESOURCE_EXHAUSTED', `cannot allocate ${length} bytes`, { cause });
    }
  }

  /** A constant buffer with the UTF-8 bytes of a string: how the VM passes strings to imports. */
  static fromString(text: string): VmBuffer {
    return new VmBuffer(new TextEncoder().encode(text), 'constant');
  }

  get length(): number {
    return this.bytes.byteLength;
  }

  /** The contents as text: what `!vm.buffer` arguments that are strings hold. */
  toText(): string {
    // TextDecoder refuses shared memory, so such bytes are copied first.
    const bytes =
      this.bytes.buffer instanceof ArrayBuffer ? this.bytes : new Uint8Array(this.bytes);
    return decoder.decode(bytes as Uint8Array<ArrayBuffer>);
  }

  /**
   * Checks that [offset, offset+length) lies inside, OUT_OF_RANGE otherwise. As upstream's, offset
   * and length are first rounded down to the element size.
   */
  checkRead(offset: number, length: number, alignment: number): number {
    const begin = offset - (offset % alignment);
    const size = length - (length % alignment);
    if (!(begin >= 0 && size >= 0 && begin + size <= this.bytes.byteLength)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `out-of-bounds access detected (offset=${begin}, length=${size}, ` +
          `alignment=${alignment}, buffer length=${this.bytes.byteLength})`,
      );
    }
    return begin;
  }

  /** As {@link checkRead}, and PERMISSION_DENIED for a constant buffer. */
  checkWrite(offset: number, length: number, alignment: number): number {
    if (this.access === 'constant') {
      throw new StatusError(
        'PERMISSION_DENIED',
        'buffer is read-only and cannot be mapped for mutation',
      );
    }
    return this.checkRead(offset, length, alignment);
  }

  /** A new mutable buffer with a copy of a range. */
  clone(offset: number, length: number): VmBuffer {
    const begin = this.checkRead(offset, length, 1);
    const copy = VmBuffer.allocate(length);
    copy.bytes.set(this.bytes.subarray(begin, begin + length));
    return copy;
  }

  /** Copies a range between buffers; ranges of one buffer may overlap. */
  copyTo(offset: number, target: VmBuffer, targetOffset: number, length: number): void {
    const from = this.checkRead(offset, length, 1);
    const to = target.checkWrite(targetOffset, length, 1);
    target.bytes.set(this.bytes.subarray(from, from + length), to);
  }

  /** Compares two ranges bytewise. */
  equalsRange(offset: number, other: VmBuffer, otherOffset: number, length: number): boolean {
    const a = this.checkRead(offset, length, 1);
    const b = other.checkRead(otherOffset, length, 1);
    for (let i = 0; i < length; ++i) {
      if (this.bytes[a + i] !== other.bytes[b + i]) return false;
    }
    return true;
  }
}
