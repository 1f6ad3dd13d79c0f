/**
 * The local device: kernels compiled to WebAssembly, run by worker threads over one shared memory.
 */
import type { Command } from '../../hal/commands.ts';
import { type DeviceInfo, HalDevice } from '../../hal/device.ts';
import type { ExecutableCache } from '../../hal/executable.ts';
import { DeviceQueue } from '../../hal/queue.ts';
import type { Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { LocalAllocator } from './allocator.ts';
import { DeviceMemory } from './device-memory.ts';
import { LocalExecutable, LocalExecutableCache } from './executable.ts';
import { encodeJob } from './job-encoder.ts';
import { supportsRelaxedSimd } from './simd-support.ts';
import { HostThread, type ThreadPool, WorkerThreads } from './thread-pool.ts';

/** How a local device is set up. */
export interface LocalDeviceOptions {
  /**
   * Threads that run kernels; 1 runs them on the caller's thread, where nothing can end one that loops
   * for ever. Default: all the platform has, which are workers even if it is one.
   */
  readonly threads?: number;
  /** False runs kernels without relaxed SIMD even where the engine has it. */
  readonly relaxedSimd?: boolean;
}

/** A CPU as a device. */
export class LocalDevice extends HalDevice {
  readonly info: DeviceInfo;
  readonly allocator: LocalAllocator;
  protected readonly queue = new DeviceQueue({
    pipelined: false,
    ordersHostAccess: false,
    interrupt: (reason) => this.#pool.interrupt(reason),
  });
  readonly #memory: DeviceMemory;
  readonly #pool: ThreadPool;
  readonly #relaxedSimd: boolean;
  readonly #droppedExecutables: FinalizationRegistry<number>;
  #nextExecutableId = 1;

  constructor(platform: Platform, options: LocalDeviceOptions = {}) {
    super();
    this.#memory = new DeviceMemory(platform);
    this.allocator = new LocalAllocator(this.#memory, this.queue, this.counters);
    this.#pool = createThreadPool(platform, this.#memory, options.threads);
    const pool = this.#pool;
    this.#droppedExecutables = new FinalizationRegistry((id) => pool.dropExecutable(id));
    this.#relaxedSimd = options.relaxedSimd !== false && supportsRelaxedSimd();
    this.info = localDeviceInfo(this.#pool.threads, options.relaxedSimd);
  }

  protected get concurrency(): number {
    return this.#pool.threads;
  }

  createExecutableCache(_identifier: string): ExecutableCache {
    return new LocalExecutableCache((params) => {
      const id = this.#nextExecutableId++;
      const executable = new LocalExecutable(id, params, this.#pool, {
        sharedMemory: this.#memory.isShared,
        relaxedSimd: this.#relaxedSimd,
      });
      this.#droppedExecutables.register(executable, id);
      return executable;
    });
  }

  protected execute(commandBuffers: readonly (readonly Command[])[]): Promise<void> | undefined {
    for (const commands of commandBuffers) this.#count(commands);
    const job = encodeJob(this.#memory, commandBuffers, this.#pool.threads);
    if (!job) return undefined;
    ++this.counters.submits;
    return this.#pool.run(job).finally(() => job.free());
  }

  protected async release(): Promise<void> {
    await this.#pool.terminate();
  }

  #count(commands: readonly Command[]): void {
    for (const { kind } of commands) {
      if (kind === 'dispatch' || kind === 'dispatch-indirect') ++this.counters.dispatches;
      else if (kind === 'fill') ++this.counters.fills;
      else if (kind === 'copy') ++this.counters.copies;
    }
  }
}

/** Describes a local device with so many threads. */
export function localDeviceInfo(threads: number, relaxedSimd = true): DeviceInfo {
  const simd = relaxedSimd && supportsRelaxedSimd() ? 'simd128, relaxed' : 'simd128';
  return {
    id: 'local',
    path: 'wasm',
    name: `WebAssembly (${simd}, ${threads} ${threads === 1 ? 'thread' : 'threads'})`,
    isSoftware: false,
    details: { threads: String(threads), simd },
  };
}

function createThreadPool(
  platform: Platform,
  memory: DeviceMemory,
  requested: number | undefined,
): ThreadPool {
  const threads = threadCount(platform, requested);
  if (requested !== 1 && platform.createWorker && canShareMemory(platform)) {
    return new WorkerThreads(platform.createWorker, threads, memory.memory);
  }
  return new HostThread(memory.memory);
}

/** Threads a device on the platform gets; one where memory cannot be shared. */
export function threadCount(platform: Platform, requested: number | undefined): number {
  if (requested !== undefined && !(Number.isInteger(requested) && requested >= 1)) {
    throw new StatusError('INVALID_ARGUMENT', `cannot run on ${requested} threads`);
  }
  return canShareMemory(platform) ? (requested ?? platform.concurrency) : 1;
}

const canShareMemory = (platform: Platform): boolean =>
  typeof SharedArrayBuffer === 'function' && platform.createWorker !== undefined;
