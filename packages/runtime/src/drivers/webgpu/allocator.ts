/**
 * Buffers of the WebGPU device. Host visibility is emulated: a mapping is a copy that waits for the
 * queue, which is all WebGPU has.
 */
import { BufferCompatibility, BufferUsage, MemoryAccess, MemoryType } from '@iree-workbench/format';
import {
  Allocator,
  type BufferCompatibilityResult,
  type BufferParams,
  canonicalProperties,
  type MemoryHeap,
} from '../../hal/allocator.ts';
import { allBitsSet, anyBitSet } from '../../hal/bitfield.ts';
import {
  type BufferMapping,
  type BufferProperties,
  BufferStorage,
  HalBuffer,
} from '../../hal/buffer.ts';
import type { DeviceCounters } from '../../hal/device.ts';
import type { DeviceQueue } from '../../hal/queue.ts';
import type { BufferPool, PooledBuffer } from './buffer-pool.ts';
import type { Submission, Submitter } from './submitter.ts';

/** A GPU buffer. */
export class WebGpuStorage extends BufferStorage {
  readonly byteLength: number;
  /** The submission that last touched the buffer. */
  lastSubmission: Submission | undefined;
  readonly #pool: BufferPool;
  readonly #submitter: Submitter;
  readonly #queue: DeviceQueue;
  readonly #pooled: PooledBuffer;
  readonly #onFree: () => void;
  readonly #token: number;

  constructor(
    pool: BufferPool,
    submitter: Submitter,
    queue: DeviceQueue,
    byteLength: number,
    contents: Uint8Array | undefined,
    onFree: () => void,
  ) {
    super();
    this.byteLength = byteLength;
    this.#pool = pool;
    this.#submitter = submitter;
    this.#queue = queue;
    this.#onFree = onFree;
    this.#pooled = pool.acquire(byteLength, contents);
    this.#token = pool.releaseWithOwner(this.#pooled, this, onFree);
  }

  get gpuBuffer(): GPUBuffer {
    return this.#pooled.gpuBuffer;
  }

  /** Size of the GPU buffer: the length rounded up. */
  get capacity(): number {
    return this.#pooled.capacity;
  }

  async map(access: number, offset: number, length: number): Promise<BufferMapping> {
    const writes = allBitsSet(access, MemoryAccess.Write);
    const discards = allBitsSet(access, MemoryAccess.DiscardWrite);
    const contents = discards ? new Uint8Array(length) : await this.read(offset, length);
    let isMapped = true;
    return {
      contents,
      unmap: () => {
        if (isMapped && writes) this.write(offset, contents);
        isMapped = false;
      },
    };
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    await this.whenUnused();
    if (length === 0) return new Uint8Array(0);
    return await this.#submitter.read(this, offset, length);
  }

  write(offset: number, bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return;
    if (this.isUnused) {
      this.#submitter.write(this, offset, bytes);
      return;
    }
    const copy = bytes.slice();
    this.#queue.enqueueHostAccess(this, () => this.#submitter.write(this, offset, copy));
  }

  protected free(): void {
    this.#pool.releaseOwned(this.#pooled, this, this.#token);
    this.#onFree();
  }
}

/** Allocates GPU buffers. */
export class WebGpuAllocator extends Allocator {
  readonly #device: GPUDevice;
  readonly #pool: BufferPool;
  readonly #submitter: Submitter;
  readonly #queue: DeviceQueue;
  readonly #counters: DeviceCounters;

  constructor(
    device: GPUDevice,
    pool: BufferPool,
    submitter: Submitter,
    queue: DeviceQueue,
    counters: DeviceCounters,
  ) {
    super();
    this.#device = device;
    this.#pool = pool;
    this.#submitter = submitter;
    this.#queue = queue;
    this.#counters = counters;
  }

  queryMemoryHeaps(): readonly MemoryHeap[] {
    return [
      {
        type: MemoryType.DeviceLocal,
        allowedUsage: BufferUsage.Transfer | BufferUsage.DispatchStorage,
        maxAllocationSize: this.#device.limits.maxBufferSize,
        minAlignment: this.#device.limits.minStorageBufferOffsetAlignment,
      },
    ];
  }

  queryBufferCompatibility(
    params: BufferParams,
    allocationSize: number,
  ): BufferCompatibilityResult {
    const properties = propertiesOf(canonicalProperties(params));
    if (allocationSize > this.#device.limits.maxBufferSize) {
      return { compatibility: BufferCompatibility.None, properties, allocationSize };
    }
    let compatibility: number = BufferCompatibility.Allocatable;
    if (anyBitSet(properties.allowedUsage, BufferUsage.Transfer)) {
      compatibility |= BufferCompatibility.QueueTransfer;
    }
    if (anyBitSet(properties.allowedUsage, BufferUsage.DispatchStorage)) {
      compatibility |= BufferCompatibility.QueueDispatch;
    }
    if (anyBitSet(properties.allowedUsage, BufferUsage.Mapping)) {
      compatibility |= BufferCompatibility.LowPerformance;
    }
    return { compatibility, properties, allocationSize };
  }

  trim(): void {
    this.#pool.trim();
  }

  protected allocate(
    requested: BufferProperties,
    allocationSize: number,
    initialData: Uint8Array | undefined,
  ): HalBuffer {
    const properties = propertiesOf(requested);
    const onFree = () => this.recordDeallocation(requested.memoryType, allocationSize);
    const storage = new WebGpuStorage(
      this.#pool,
      this.#submitter,
      this.#queue,
      allocationSize,
      initialData,
      onFree,
    );
    this.recordAllocation(requested.memoryType, allocationSize);
    if (initialData) this.#counters.bytesUploaded += initialData.byteLength;
    return new HalBuffer(storage, properties, 0, allocationSize);
  }
}

function propertiesOf(requested: BufferProperties): BufferProperties {
  return {
    // Every buffer lives on the device; what else was asked for is emulated.
    memoryType: (requested.memoryType & ~MemoryType.Optimal) | MemoryType.DeviceLocal,
    allowedUsage: requested.allowedUsage,
    allowedAccess: requested.allowedAccess & ~MemoryAccess.Any,
  };
}
