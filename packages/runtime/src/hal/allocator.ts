/**
 * Allocators: buffers of a device, what they may be used for, and statistics.
 */
import { MemoryAccess, MemoryType } from '@iree-workbench/format';
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import { allBitsSet } from './bitfield.ts';
import { type BufferProperties, defaultBufferUsage, type HalBuffer } from './buffer.ts';

/** What a buffer is to be allocated for; zero asks for the default. */
export interface BufferParams {
  /** Bits of `MemoryType`; 0 is Optimal. */
  readonly memoryType: number;
  /** Bits of `BufferUsage`; 0 is transfers and dispatch storage. */
  readonly usage: number;
  /** Bits of `MemoryAccess`; 0 is all. */
  readonly access?: number;
}

/** Parameters of buffers for inputs: what upstream's tools allocate. */
export const defaultBufferParams: BufferParams = {
  memoryType: MemoryType.DeviceLocal,
  usage: defaultBufferUsage,
};

/** What a device can do with buffers of given parameters. */
export interface BufferCompatibilityResult {
  /** Bits of `BufferCompatibility`. */
  readonly compatibility: number;
  /** The parameters the buffer would have. */
  readonly properties: BufferProperties;
  readonly allocationSize: number;
}

/** Bytes allocated through an allocator since it was made. */
export interface AllocatorStatistics {
  hostBytesPeak: number;
  hostBytesAllocated: number;
  hostBytesFreed: number;
  deviceBytesPeak: number;
  deviceBytesAllocated: number;
  deviceBytesFreed: number;
}

/** A heap a device allocates from. */
export interface MemoryHeap {
  readonly type: number;
  readonly allowedUsage: number;
  readonly maxAllocationSize: number;
  readonly minAlignment: number;
}

/** Allocates buffers of one device. */
export abstract class Allocator implements VmRef {
  static readonly vmTypeName = 'hal.allocator';
  readonly vmType = Allocator.vmTypeName;
  readonly statistics: AllocatorStatistics = {
    hostBytesPeak: 0,
    hostBytesAllocated: 0,
    hostBytesFreed: 0,
    deviceBytesPeak: 0,
    deviceBytesAllocated: 0,
    deviceBytesFreed: 0,
  };

  /** The heaps buffers come from. */
  abstract queryMemoryHeaps(): readonly MemoryHeap[];

  /** What buffers of the parameters could be used for. */
  abstract queryBufferCompatibility(
    params: BufferParams,
    allocationSize: number,
  ): BufferCompatibilityResult;

  /** Allocates a buffer, with the given contents or with unspecified ones. */
  allocateBuffer(
    params: BufferParams,
    allocationSize: number,
    initialData?: Uint8Array,
  ): HalBuffer {
    if (!Number.isSafeInteger(allocationSize) || allocationSize < 0) {
      throw new StatusError('INVALID_ARGUMENT', `invalid allocation size ${allocationSize}`);
    }
    if (initialData && initialData.byteLength > allocationSize) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `initial data of ${initialData.byteLength} bytes does not fit ${allocationSize} bytes`,
      );
    }
    return this.allocate(canonicalProperties(params), allocationSize, initialData);
  }

  /**
   * Wraps host memory as a buffer without copying; UNAVAILABLE where the device cannot see it. The
   * devices here have memory of their own, so only contents that never change can be taken in, and
   * those by a copy nobody can tell from the original.
   */
  importConstant(params: BufferParams, contents: Uint8Array): HalBuffer {
    return this.allocateBuffer(params, contents.byteLength, contents);
  }

  /** Gives unused memory back. */
  abstract trim(): void;

  /** Allocates with parameters made explicit. */
  protected abstract allocate(
    properties: BufferProperties,
    allocationSize: number,
    initialData: Uint8Array | undefined,
  ): HalBuffer;

  /** Counts an allocation. */
  protected recordAllocation(memoryType: number, bytes: number): void {
    const statistics = this.statistics;
    if (allBitsSet(memoryType, MemoryType.HostLocal)) {
      statistics.hostBytesAllocated += bytes;
      const live = statistics.hostBytesAllocated - statistics.hostBytesFreed;
      statistics.hostBytesPeak = Math.max(statistics.hostBytesPeak, live);
    } else {
      statistics.deviceBytesAllocated += bytes;
      const live = statistics.deviceBytesAllocated - statistics.deviceBytesFreed;
      statistics.deviceBytesPeak = Math.max(statistics.deviceBytesPeak, live);
    }
  }

  /** Counts a deallocation. */
  protected recordDeallocation(memoryType: number, bytes: number): void {
    if (allBitsSet(memoryType, MemoryType.HostLocal)) {
      this.statistics.hostBytesFreed += bytes;
    } else {
      this.statistics.deviceBytesFreed += bytes;
    }
  }
}

/** Replaces zeros by the defaults they stand for. */
export function canonicalProperties(params: BufferParams): BufferProperties {
  return {
    memoryType: params.memoryType || MemoryType.Optimal,
    allowedUsage: params.usage || defaultBufferUsage,
    allowedAccess: params.access || MemoryAccess.All,
  };
}

/** Formats statistics in upstream's layout (`--print_statistics`). */
export function formatAllocatorStatistics(statistics: AllocatorStatistics): string {
  const line = (name: string, peak: number, allocated: number, freed: number) => {
    const bytes = (value: number) => `${String(value).padStart(12)}B`;
    return (
      `${name}: ${bytes(peak)} peak / ${bytes(allocated)} allocated / ` +
      `${bytes(freed)} freed / ${bytes(allocated - freed)} live\n`
    );
  };
  return (
    line(
      '  HOST_LOCAL',
      statistics.hostBytesPeak,
      statistics.hostBytesAllocated,
      statistics.hostBytesFreed,
    ) +
    line(
      'DEVICE_LOCAL',
      statistics.deviceBytesPeak,
      statistics.deviceBytesAllocated,
      statistics.deviceBytesFreed,
    )
  );
}
