/**
 * The WebGPU device, over a browser's or Node's `GPUDevice`.
 */
import type { Command } from '../../hal/commands.ts';
import { type DeviceInfo, HalDevice } from '../../hal/device.ts';
import type { ExecutableCache } from '../../hal/executable.ts';
import { DeviceQueue } from '../../hal/queue.ts';
import type { Platform } from '../../platform.ts';
import { WebGpuAllocator } from './allocator.ts';
import { BufferPool } from './buffer-pool.ts';
import { Builtins } from './builtins.ts';
import { CommandEncoder } from './command-encoder.ts';
import { ConstantsArena } from './constants-arena.ts';
import { WebGpuExecutableCache } from './executable.ts';
import { Submitter } from './submitter.ts';

/** A GPU as a device. */
export class WebGpuDevice extends HalDevice {
  readonly info: DeviceInfo;
  readonly allocator: WebGpuAllocator;
  /** The device underneath, for its limits and features. */
  readonly gpuDevice: GPUDevice;
  protected readonly queue: DeviceQueue;
  readonly #submitter: Submitter;
  readonly #encoder: CommandEncoder;
  readonly #executables: WebGpuExecutableCache;
  readonly #pool: BufferPool;

  constructor(gpuDevice: GPUDevice, info: DeviceInfo, platform: Platform) {
    super();
    this.info = info;
    this.gpuDevice = gpuDevice;
    const { counters } = this;
    const constants = new ConstantsArena(gpuDevice);
    const pool = new BufferPool(gpuDevice, platform);
    const submitter = new Submitter(gpuDevice, pool, constants, counters);
    const builtins = new Builtins(gpuDevice, constants);
    const encoder = new CommandEncoder(gpuDevice, pool, submitter, constants, builtins, counters);
    submitter.writeBytes = (storage, offset, bytes) => encoder.update(storage, offset, bytes);
    this.#pool = pool;
    this.#submitter = submitter;
    this.#encoder = encoder;
    this.#executables = new WebGpuExecutableCache(gpuDevice, constants);
    this.queue = new DeviceQueue({
      pipelined: true,
      ordersHostAccess: true,
      flush: () => submitter.flush(),
    });
    this.allocator = new WebGpuAllocator(gpuDevice, pool, submitter, this.queue, counters);
  }

  protected get concurrency(): number {
    return this.gpuDevice.limits.maxComputeInvocationsPerWorkgroup;
  }

  createExecutableCache(_identifier: string): ExecutableCache {
    return this.#executables;
  }

  protected execute(commandBuffers: readonly (readonly Command[])[]): Promise<void> | undefined {
    let dispatches = 0;
    let commands = 0;
    for (const list of commandBuffers) {
      commands += list.length;
      for (const { kind } of list) {
        if (kind === 'dispatch' || kind === 'dispatch-indirect') ++dispatches;
      }
    }
    if (commands === 0) return undefined;
    return this.#submitter.encode(dispatches, () => {
      for (const list of commandBuffers) {
        for (const command of list) this.#encoder.encode(command);
      }
    });
  }

  override async waitIdle(): Promise<void> {
    await super.waitIdle();
    await this.#submitter.drain();
  }

  protected async release(): Promise<void> {
    // A process that ends with work in flight crashes, so nothing may be left.
    await this.gpuDevice.queue.onSubmittedWorkDone().catch(() => {});
    this.#submitter.destroyStaging();
    this.#pool.trim();
    this.#pool.destroyDoomed();
    this.gpuDevice.destroy();
  }
}
