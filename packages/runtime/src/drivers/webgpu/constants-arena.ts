/**
 * Uniform memory for push constants: each dispatch of a submission gets its own aligned slot, reached
 * by a dynamic offset. Writes to the queue are ordered with submissions, so the same buffers serve
 * every submission.
 */
import { alignUp, GpuBufferUsage, gpuShaderStageCompute } from './constants.ts';

const chunkBytes = 64 << 10;

interface Chunk {
  readonly buffer: GPUBuffer;
  readonly shadow: Uint8Array<ArrayBuffer>;
  readonly bindGroups: Map<number, GPUBindGroup>;
  used: number;
}

/** Where constants were put. */
export interface ConstantsSlot {
  readonly bindGroup: GPUBindGroup;
  readonly dynamicOffset: number;
}

/** Bytes a uniform of so many 32-bit constants takes: whole vec4s. */
export function constantsByteLength(count: number): number {
  return alignUp(count * 4, 16);
}

/** Hands out slots until the submission is complete. */
export class ConstantsArena {
  readonly #device: GPUDevice;
  readonly #chunks: Chunk[] = [];
  readonly #layouts = new Map<number, GPUBindGroupLayout>();
  #current = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** The bind group layout for so many constants. */
  layout(count: number): GPUBindGroupLayout {
    const size = constantsByteLength(count);
    let layout = this.#layouts.get(size);
    if (!layout) {
      layout = this.#device.createBindGroupLayout({
        entries: [
          {
            binding: 0,
            visibility: gpuShaderStageCompute,
            buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: size },
          },
        ],
      });
      this.#layouts.set(size, layout);
    }
    return layout;
  }

  /** Puts constants into a slot. */
  allocate(constants: Uint32Array): ConstantsSlot {
    const size = constantsByteLength(constants.length);
    let chunk = this.#chunks[this.#current];
    if (chunk && chunk.used + size > chunkBytes) chunk = this.#chunks[++this.#current];
    if (!chunk) {
      chunk = this.#createChunk();
      this.#chunks.push(chunk);
    }
    const dynamicOffset = chunk.used;
    const bytes = new Uint8Array(constants.buffer, constants.byteOffset, constants.byteLength);
    chunk.shadow.set(bytes, dynamicOffset);
    chunk.used = alignUp(dynamicOffset + size, this.#device.limits.minUniformBufferOffsetAlignment);
    let bindGroup = chunk.bindGroups.get(size);
    if (!bindGroup) {
      bindGroup = this.#device.createBindGroup({
        layout: this.layout(constants.length),
        entries: [{ binding: 0, resource: { buffer: chunk.buffer, size } }],
      });
      chunk.bindGroups.set(size, bindGroup);
    }
    return { bindGroup, dynamicOffset };
  }

  /** Uploads what was put in, before the submission that uses it. Returns the bytes uploaded. */
  upload(): number {
    let uploaded = 0;
    for (const chunk of this.#chunks) {
      if (chunk.used === 0) continue;
      const size = Math.min(alignUp(chunk.used, 4), chunkBytes);
      this.#device.queue.writeBuffer(chunk.buffer, 0, chunk.shadow, 0, size);
      uploaded += size;
      chunk.used = 0;
    }
    this.#current = 0;
    return uploaded;
  }

  #createChunk(): Chunk {
    return {
      buffer: this.#device.createBuffer({
        size: chunkBytes,
        usage: GpuBufferUsage.Uniform | GpuBufferUsage.CopyDst,
      }),
      shadow: new Uint8Array(chunkBytes),
      bindGroups: new Map(),
      used: 0,
    };
  }
}
