/**
 * The one WebAssembly memory of a local device, with an allocator in it. Allocations end when they
 * are freed or when nothing refers to their owner any more.
 */

import { OwnerTracker } from '../../hal/owner-tracker.ts';
import { hasSharedMemory, type Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { FreeList } from './free-list.ts';

const pageSize = 65536;
/** What a 32-bit WebAssembly memory can have at most: 4 GiB. */
const maxPages = 65536;
/** Addresses below stay unused, so that no allocation is at zero. */
const firstAddress = 64;
/** Below this size growing is cheaper than collecting garbage. */
const collectThreshold = 256 << 20;

/** Memory of a local device. */
export class DeviceMemory {
  readonly memory: WebAssembly.Memory;
  readonly isShared: boolean;
  readonly #maxPages: number;
  readonly #heap = new FreeList(firstAddress);
  readonly #owners = new OwnerTracker();
  readonly #platform: Platform;
  /** Memory size at which garbage is collected before growing further. */
  #collectAt = collectThreshold;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.isShared = hasSharedMemory();
    const { memory, pages } = createMemory(this.isShared);
    this.memory = memory;
    this.#maxPages = pages;
    this.#heap.extend(memory.buffer.byteLength);
  }

  /** Bytes allocated now. */
  get usedBytes(): number {
    return this.#heap.used;
  }

  /** Bytes the memory may grow to. */
  get maxBytes(): number {
    return this.#maxPages * pageSize;
  }

  /** Allocates zero or more bytes, aligned to 64. */
  allocate(size: number): number {
    return this.#heap.allocate(size) ?? this.#allocateGrowing(size);
  }

  /** Frees an allocation. */
  free(address: number): void {
    this.#heap.free(address);
  }

  /** Frees an allocation (and calls `onFree`) once its owner is garbage; returns a token. */
  freeWithOwner(address: number, owner: object, onFree: () => void): number {
    return this.#owners.add(owner, () => {
      this.#heap.free(address);
      onFree();
    });
  }

  /** Frees an allocation that an owner held. */
  freeOwned(address: number, owner: object, token: number): void {
    this.#owners.remove(owner, token);
    this.#heap.free(address);
  }

  /** A view of a range as it is now. Do not keep it: the memory may grow. */
  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  /** A view of 32-bit words. Do not keep it: the memory may grow. */
  words(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }

  /** Frees what belongs to owners that are garbage. */
  reclaim(): void {
    this.#platform.collectGarbage?.();
    this.#owners.sweep();
  }

  #allocateGrowing(size: number): number {
    const current = this.memory.buffer.byteLength;
    const needed = current + this.#heap.shortage(size);
    if (needed > Math.min(this.#collectAt, this.maxBytes)) {
      this.reclaim();
      this.#collectAt = Math.max(collectThreshold, 2 * this.#heap.used);
      const reclaimed = this.#heap.allocate(size);
      if (reclaimed !== undefined) return reclaimed;
    }
    this.#grow(size);
    return this.#heap.allocate(size)!;
  }

  #grow(size: number): void {
    const current = this.memory.buffer.byteLength;
    const shortage = this.#heap.shortage(size);
    const available = this.maxBytes - current;
    if (shortage > available) {
      throw new StatusError(
        'RESOURCE_EXHAUSTED',
        `cannot allocate ${size} bytes: the local device has one WebAssembly memory of at most ` +
          `${this.maxBytes} bytes, of which ${this.#heap.used} are in use`,
      );
    }
    // Growth by a quarter keeps the number of growths logarithmic.
    const wanted = Math.min(Math.max(shortage, current / 4), available);
    const attempts = [wanted, shortage].map((bytes) => Math.ceil(bytes / pageSize));
    for (const pages of attempts) {
      try {
        this.memory.grow(pages);
        this.#heap.extend(this.memory.buffer.byteLength);
        return;
      } catch {
        // The host refused that much; the exact shortage may still fit.
      }
    }
    throw new StatusError(
      'RESOURCE_EXHAUSTED',
      `cannot allocate ${size} bytes: the host refused to grow the device's memory of ${current} bytes`,
    );
  }
}

/** Makes the memory with as much room to grow as the host reserves. */
function createMemory(shared: boolean): { memory: WebAssembly.Memory; pages: number } {
  for (let pages = maxPages; ; pages /= 2) {
    try {
      return { memory: new WebAssembly.Memory({ initial: 16, maximum: pages, shared }), pages };
    } catch (cause) {
      if (pages <= 1024) {
        throw new StatusError('RESOURCE_EXHAUSTED', 'cannot reserve WebAssembly memory', { cause });
      }
    }
  }
}
