/**
 * Buffers: a span of device memory with the types, usages and accesses it was allocated with.
 */
import { BufferUsage, MemoryAccess, MemoryType } from '@iree-workbench/format';
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import { allBitsSet, anyBitSet, formatBitfield } from './bitfield.ts';

/** Stands for "to the end" where a length is asked for. */
export const wholeBuffer = -1;

/** Buffer usages a request without any gets. */
export const defaultBufferUsage = BufferUsage.DispatchStorage | BufferUsage.Transfer;

/** A range of a buffer made accessible to the host. */
export interface BufferMapping {
  /**
   * The bytes. Asked for anew each time they are touched, because memory may grow between two uses
   * and leave older views behind.
   */
  readonly contents: Uint8Array;
  /** Ends the access; written bytes are visible to work queued from then on. */
  unmap(): void;
}

/** The memory behind a buffer: what a driver allocates. Spans of it are HalBuffers. */
export abstract class BufferStorage {
  abstract readonly byteLength: number;
  #released = false;
  #uses = 0;
  #unusedWaiters: (() => void)[] = [];

  /** Set once the memory was given back; using the buffer then fails. */
  get released(): boolean {
    return this.#released;
  }

  /** Notes queued work that uses the memory. */
  addUse(): void {
    ++this.#uses;
  }

  /** Notes that such work no longer stands in the host's way. */
  removeUse(): void {
    if (--this.#uses > 0) return;
    const waiters = this.#unusedWaiters;
    this.#unusedWaiters = [];
    for (const resolve of waiters) resolve();
  }

  /** True when no queued work stands in the host's way. */
  get isUnused(): boolean {
    return this.#uses === 0;
  }

  /** Resolves when no queued work stands in the host's way. */
  async whenUnused(): Promise<void> {
    while (this.#uses > 0) {
      await new Promise<void>((resolve) => this.#unusedWaiters.push(resolve));
    }
  }

  /** Gives the memory back as soon as work queued before has run. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    if (this.#uses === 0) {
      this.free();
    } else {
      this.whenUnused().then(() => this.free());
    }
  }

  /** Gives the memory back now; for queues, whose order says that nothing uses it any more. */
  releaseInQueueOrder(): void {
    if (this.#released) return;
    this.#released = true;
    this.free();
  }

  /** Returns the memory to the driver. Called once. */
  protected abstract free(): void;
  /** Makes a range accessible. May have to wait for work that was queued before. */
  abstract map(access: number, offset: number, length: number): Promise<BufferMapping>;
  /** Copies bytes out once all work queued before has run. */
  abstract read(offset: number, length: number): Promise<Uint8Array>;
  /** Copies bytes in, ordered after all work queued before. */
  abstract write(offset: number, bytes: Uint8Array): void;
}

/** What a buffer was allocated for. */
export interface BufferProperties {
  readonly memoryType: number;
  readonly allowedUsage: number;
  readonly allowedAccess: number;
}

/** A buffer, or a span of one. */
export class HalBuffer implements VmRef {
  static readonly vmTypeName = 'hal.buffer';
  readonly vmType = HalBuffer.vmTypeName;
  readonly storage: BufferStorage;
  readonly properties: BufferProperties;
  /** Offset of the span in its allocation. */
  readonly byteOffset: number;
  readonly byteLength: number;

  constructor(
    storage: BufferStorage,
    properties: BufferProperties,
    byteOffset: number,
    byteLength: number,
  ) {
    this.storage = storage;
    this.properties = properties;
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
  }

  get memoryType(): number {
    return this.properties.memoryType;
  }

  get allowedUsage(): number {
    return this.properties.allowedUsage;
  }

  get allowedAccess(): number {
    return this.properties.allowedAccess;
  }

  /** Size of the allocation this buffer is part of. */
  get allocationSize(): number {
    return this.storage.byteLength;
  }

  /** A span of this buffer, sharing its memory. */
  subspan(offset: number, length: number): HalBuffer {
    const size = this.resolveLength(offset, length);
    this.validateRange(offset, size);
    if (offset === 0 && size === this.byteLength) return this;
    return new HalBuffer(this.storage, this.properties, this.byteOffset + offset, size);
  }

  /** Replaces {@link wholeBuffer} by what is left after the offset. */
  resolveLength(offset: number, length: number): number {
    return length === wholeBuffer ? Math.max(0, this.byteLength - offset) : length;
  }

  /** Makes a range accessible to the host; needs host-visible memory and mapping usage. */
  async map(access: number, offset = 0, length = wholeBuffer): Promise<BufferMapping> {
    this.validateMemoryType(MemoryType.HostVisible);
    this.validateAccess(access);
    this.validateAnyUsage(BufferUsage.MappingScoped | BufferUsage.MappingPersistent);
    const size = this.resolveLength(offset, length);
    this.validateRange(offset, size);
    this.validateLive();
    return await this.storage.map(access, this.byteOffset + offset, size);
  }

  /**
   * Copies bytes to the host, after all work queued before. Unlike a mapping this works with any
   * memory, by way of a transfer.
   */
  async read(offset = 0, length = wholeBuffer): Promise<Uint8Array> {
    const size = this.resolveLength(offset, length);
    this.validateRange(offset, size);
    this.validateAccess(MemoryAccess.Read);
    this.validateLive();
    return await this.storage.read(this.byteOffset + offset, size);
  }

  /** Copies bytes from the host, ordered after all work queued before. */
  write(offset: number, bytes: Uint8Array): void {
    this.validateRange(offset, bytes.byteLength);
    this.validateAccess(MemoryAccess.Write);
    this.validateLive();
    this.storage.write(this.byteOffset + offset, bytes);
  }

  /**
   * Gives the memory of the whole allocation back without waiting for the garbage collector. Queued
   * work that uses it still runs.
   */
  release(): void {
    this.storage.release();
  }

  /** True when a range of this buffer shares bytes with a range of another. */
  overlaps(
    offset: number,
    length: number,
    other: HalBuffer,
    otherOffset: number,
    otherLength: number,
  ) {
    if (this.storage !== other.storage) return false;
    const begin = this.byteOffset + offset;
    const otherBegin = other.byteOffset + otherOffset;
    return begin < otherBegin + otherLength && otherBegin < begin + length;
  }

  /** FAILED_PRECONDITION once the memory was deallocated. */
  validateLive(): void {
    if (this.storage.released) {
      throw new StatusError('FAILED_PRECONDITION', 'the buffer has been deallocated');
    }
  }

  /** PERMISSION_DENIED unless the memory has all the given properties. */
  validateMemoryType(required: number): void {
    if (!allBitsSet(this.memoryType, required)) {
      throw new StatusError(
        'PERMISSION_DENIED',
        'buffer memory type is not compatible with the requested operation; buffer has ' +
          `${formatBitfield(MemoryType, this.memoryType)}, operation requires ` +
          formatBitfield(MemoryType, required),
      );
    }
  }

  /** PERMISSION_DENIED unless the access is allowed. */
  validateAccess(required: number): void {
    if (allBitsSet(required, MemoryAccess.Any)) return;
    if (!anyBitSet(required, MemoryAccess.Read | MemoryAccess.Write)) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'memory access must specify one or more of _READ or _WRITE',
      );
    }
    if (!allBitsSet(this.allowedAccess, required)) {
      throw new StatusError(
        'PERMISSION_DENIED',
        'buffer does not support the requested access type; buffer allows ' +
          `${formatBitfield(MemoryAccess, this.allowedAccess)}, operation requires ` +
          formatBitfield(MemoryAccess, required),
      );
    }
  }

  /** PERMISSION_DENIED unless all the usages were asked for at allocation. */
  validateUsage(required: number): void {
    if (!allBitsSet(this.allowedUsage, required)) throw this.#usageError(required);
  }

  /** PERMISSION_DENIED unless one of the usages was asked for at allocation. */
  validateAnyUsage(required: number): void {
    if (!anyBitSet(this.allowedUsage, required)) throw this.#usageError(required);
  }

  /** OUT_OF_RANGE unless the range lies inside. */
  validateRange(offset: number, length: number): void {
    if (!(offset >= 0 && offset <= this.byteLength)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        'attempted to access an address off the end of the valid buffer range ' +
          `(offset=${offset}, length=${length}, buffer byte_length=${this.byteLength})`,
      );
    }
    if (!(length >= 0 && offset + length <= this.byteLength)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        'attempted to access an address outside of the valid buffer range ' +
          `(offset=${offset}, length=${length}, end(inc)=${offset + length - 1}, ` +
          `buffer byte_length=${this.byteLength})`,
      );
    }
  }

  #usageError(required: number): StatusError {
    return new StatusError(
      'PERMISSION_DENIED',
      'requested usage was not specified when the buffer was allocated; buffer allows ' +
        `${formatBitfield(BufferUsage, this.allowedUsage)}, operation requires ` +
        formatBitfield(BufferUsage, required),
    );
  }
}
