/**
 * GPU buffers by size class, kept for reuse. The queue runs in order, so a buffer may serve new work
 * as soon as the work that used it before has been encoded.
 */
import { OwnerTracker } from '../../hal/owner-tracker.ts';
import type { Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { alignUp, deviceBufferUsage } from './constants.ts';

/** Bytes of idle buffers that are kept. */
const maxIdleBytes = 256 << 20;
/** Below this many bytes in use, garbage is not collected for their sake. */
const collectThreshold = 512 << 20;

/** A GPU buffer as large as its size class. */
export interface PooledBuffer {
  readonly gpuBuffer: GPUBuffer;
  readonly capacity: number;
}

/** Rounds a size up to its class: a sixteenth granularity, so at most an eighth is wasted. */
export function sizeClass(byteLength: number): number {
  if (byteLength <= 256) return Math.max(16, alignUp(byteLength, 16));
  const step = 2 ** Math.max(4, Math.floor(Math.log2(byteLength)) - 3);
  return alignUp(byteLength, step);
}

/** Allocates buffers of one device. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #platform: Platform;
  readonly #idle = new Map<number, GPUBuffer[]>();
  readonly #owners = new OwnerTracker();
  #idleBytes = 0;
  #usedBytes = 0;
  #collectAt = collectThreshold;
  /** Buffers to destroy once the commands encoded so far have been submitted. */
  #doomed: GPUBuffer[] = [];

  constructor(device: GPUDevice, platform: Platform) {
    this.#device = device;
    this.#platform = platform;
  }

  /** Takes a buffer of at least so many bytes; contents are unspecified unless given. */
  acquire(byteLength: number, contents?: Uint8Array): PooledBuffer {
    const limit = this.#device.limits.maxBufferSize;
    const capacity = Math.min(sizeClass(byteLength), limit - (limit % 16));
    if (byteLength > capacity) {
      throw new StatusError(
        'RESOURCE_EXHAUSTED',
        `cannot allocate ${byteLength} bytes: the GPU device allows buffers of up to ${limit} bytes`,
      );
    }
    if (this.#usedBytes + capacity > this.#collectAt) this.#collect(capacity);
    this.#usedBytes += capacity;
    const reused = contents ? undefined : this.#idle.get(capacity)?.pop();
    if (reused) {
      this.#idleBytes -= capacity;
      return { gpuBuffer: reused, capacity };
    }
    const gpuBuffer = this.#device.createBuffer({
      size: capacity,
      usage: deviceBufferUsage,
      mappedAtCreation: contents !== undefined,
    });
    if (contents) {
      new Uint8Array(gpuBuffer.getMappedRange()).set(contents);
      gpuBuffer.unmap();
    }
    return { gpuBuffer, capacity };
  }

  /** Returns a buffer. */
  release({ gpuBuffer, capacity }: PooledBuffer): void {
    this.#usedBytes -= capacity;
    if (this.#idleBytes + capacity > maxIdleBytes) {
      this.#doomed.push(gpuBuffer);
      return;
    }
    this.#idleBytes += capacity;
    const idle = this.#idle.get(capacity);
    if (idle) idle.push(gpuBuffer);
    else this.#idle.set(capacity, [gpuBuffer]);
  }

  /** Returns a buffer (and calls `onFree`) once its owner is garbage; returns a token. */
  releaseWithOwner(buffer: PooledBuffer, owner: object, onFree: () => void): number {
    return this.#owners.add(owner, () => {
      this.release(buffer);
      onFree();
    });
  }

  /** Returns a buffer that an owner held. */
  releaseOwned(buffer: PooledBuffer, owner: object, token: number): void {
    this.#owners.remove(owner, token);
    this.release(buffer);
  }

  /** Destroys what no submitted command needs any more. Call with nothing encoded but unsubmitted. */
  destroyDoomed(): void {
    for (const buffer of this.#doomed) buffer.destroy();
    this.#doomed = [];
  }

  /** Gives all idle buffers back to the GPU at the next submission. */
  trim(): void {
    for (const buffers of this.#idle.values()) this.#doomed.push(...buffers);
    this.#idle.clear();
    this.#idleBytes = 0;
  }

  #collect(wanted: number): void {
    this.#platform.collectGarbage?.();
    this.#owners.sweep();
    this.#collectAt = Math.max(collectThreshold, 2 * this.#usedBytes + wanted);
  }
}
