/**
 * Buffers of the local device: ranges of its WebAssembly memory, visible to the host at any time.
 */
import { BufferCompatibility, BufferUsage, MemoryAccess, MemoryType } from '@iree-workbench/format';
import {
  Allocator,
  type BufferCompatibilityResult,
  type BufferParams,
  canonicalProperties,
  type MemoryHeap,
} from '../../hal/allocator.ts';
import { anyBitSet } from '../../hal/bitfield.ts';
import {
  type BufferMapping,
  type BufferProperties,
  BufferStorage,
  HalBuffer,
} from '../../hal/buffer.ts';
import type { DeviceCounters } from '../../hal/device.ts';
import type { DeviceQueue } from '../../hal/queue.ts';
import type { DeviceMemory } from './device-memory.ts';
import { blockAlignment } from './free-list.ts';

/** The host and the device share the memory, so every buffer is all of this. */
const memoryType =
  MemoryType.HostLocal | MemoryType.HostCoherent | MemoryType.HostCached | MemoryType.DeviceLocal;

/** A range of the device's memory. */
export class LocalStorage extends BufferStorage {
  readonly address: number;
  readonly byteLength: number;
  readonly #memory: DeviceMemory;
  readonly #queue: DeviceQueue;
  readonly #onFree: () => void;
  readonly #token: number;

  constructor(memory: DeviceMemory, queue: DeviceQueue, byteLength: number, onFree: () => void) {
    super();
    this.#queue = queue;
    this.#memory = memory;
    this.#onFree = onFree;
    this.byteLength = byteLength;
    this.address = memory.allocate(byteLength);
    this.#token = memory.freeWithOwner(this.address, this, onFree);
  }

  async map(_access: number, offset: number, length: number): Promise<BufferMapping> {
    await this.whenUnused();
    const storage = this;
    return {
      get contents() {
        return storage.bytes(offset, length);
      },
      unmap: () => {},
    };
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    await this.whenUnused();
    return this.bytes(offset, length).slice();
  }

  write(offset: number, bytes: Uint8Array): void {
    if (this.isUnused) {
      this.bytes(offset, bytes.byteLength).set(bytes);
      return;
    }
    const copy = bytes.slice();
    this.#queue.enqueueHostAccess(this, () => this.bytes(offset, copy.byteLength).set(copy));
  }

  /** A view of a range as it is now. */
  bytes(offset: number, length: number): Uint8Array {
    return this.#memory.bytes(this.address + offset, length);
  }

  protected free(): void {
    this.#memory.freeOwned(this.address, this, this.#token);
    this.#onFree();
  }
}

/** Allocates from a local device's memory. */
export class LocalAllocator extends Allocator {
  readonly #memory: DeviceMemory;
  readonly #queue: DeviceQueue;
  readonly #counters: DeviceCounters;

  constructor(memory: DeviceMemory, queue: DeviceQueue, counters: DeviceCounters) {
    super();
    this.#queue = queue;
    this.#memory = memory;
    this.#counters = counters;
  }

  queryMemoryHeaps(): readonly MemoryHeap[] {
    return [
      {
        type: memoryType,
        allowedUsage: BufferUsage.Transfer | BufferUsage.DispatchStorage | BufferUsage.Mapping,
        maxAllocationSize: this.#memory.maxBytes,
        minAlignment: blockAlignment,
      },
    ];
  }

  queryBufferCompatibility(
    params: BufferParams,
    allocationSize: number,
  ): BufferCompatibilityResult {
    const properties = this.#propertiesOf(canonicalProperties(params));
    let compatibility: number = BufferCompatibility.Allocatable;
    if (anyBitSet(properties.allowedUsage, BufferUsage.Transfer)) {
      compatibility |= BufferCompatibility.QueueTransfer;
    }
    if (anyBitSet(properties.allowedUsage, BufferUsage.DispatchStorage)) {
      compatibility |= BufferCompatibility.QueueDispatch;
    }
    return { compatibility, properties, allocationSize };
  }

  trim(): void {
    this.#memory.reclaim();
  }

  protected allocate(
    requested: BufferProperties,
    allocationSize: number,
    initialData: Uint8Array | undefined,
  ): HalBuffer {
    const properties = this.#propertiesOf(requested);
    const onFree = () => this.recordDeallocation(requested.memoryType, allocationSize);
    const storage = new LocalStorage(this.#memory, this.#queue, allocationSize, onFree);
    this.recordAllocation(requested.memoryType, allocationSize);
    if (initialData) {
      storage.bytes(0, initialData.byteLength).set(initialData);
      this.#counters.bytesUploaded += initialData.byteLength;
    }
    return new HalBuffer(storage, properties, 0, allocationSize);
  }

  #propertiesOf(requested: BufferProperties): BufferProperties {
    return {
      memoryType: (requested.memoryType & ~MemoryType.Optimal) | memoryType,
      // Mapping costs nothing here, so every buffer allows it.
      allowedUsage: requested.allowedUsage | BufferUsage.Mapping | BufferUsage.Transfer,
      allowedAccess: requested.allowedAccess & ~MemoryAccess.Any,
    };
  }
}
