/**
 * Devices: what every driver implements, with the parts all of them share.
 */
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import type { Allocator, BufferParams } from './allocator.ts';
import type { BufferStorage, HalBuffer } from './buffer.ts';
import type { Channel, ChannelParams, ChannelProvider } from './channel.ts';
import { CommandBuffer } from './command-buffer.ts';
import type { Command } from './commands.ts';
import { HalEvent } from './event.ts';
import type { ExecutableCache } from './executable.ts';
import { DescriptorSetLayout, type DescriptorSetLayoutBinding, PipelineLayout } from './layouts.ts';
import { type DeviceQueue, holdStorages } from './queue.ts';
import {
  Semaphore,
  type SemaphoreList,
  type Timeout,
  type Timepoint,
  type WaitMode,
  waitSemaphores,
} from './semaphore.ts';

/** What a device is, for people. */
export interface DeviceInfo {
  /** The id programs match against: `local`, `webgpu`. */
  readonly id: string;
  /** The driver's name for this one of its devices; what `--device=driver://path` takes. */
  readonly path: string;
  /** Name of the hardware. */
  readonly name: string;
  /** True for a GPU that is emulated on the CPU. */
  readonly isSoftware: boolean;
  /** Facts worth showing: threads, SIMD level, adapter, driver. */
  readonly details: Readonly<Record<string, string>>;
}

/** What a device did since it was made. */
export interface DeviceCounters {
  /** Hand-overs of work to the device. */
  submits: number;
  /** Times device memory was mapped to be read by the host. */
  maps: number;
  commandBuffers: number;
  dispatches: number;
  fills: number;
  copies: number;
  bytesUploaded: number;
  bytesDownloaded: number;
}

/** Counters at zero. */
export function newDeviceCounters(): DeviceCounters {
  return {
    submits: 0,
    maps: 0,
    commandBuffers: 0,
    dispatches: 0,
    fills: 0,
    copies: 0,
    bytesUploaded: 0,
    bytesDownloaded: 0,
  };
}

/** How long a program may run, and how much it may allocate, before the event loop has a turn. */
const maxTurnMilliseconds = 100;
const maxTurnBytes = 256 << 20;

/** A device. */
export abstract class HalDevice implements VmRef {
  static readonly vmTypeName = 'hal.device';
  readonly vmType = HalDevice.vmTypeName;
  abstract readonly info: DeviceInfo;
  abstract readonly allocator: Allocator;
  readonly counters: DeviceCounters = newDeviceCounters();
  /** Asked before every channel is created. */
  channelProvider: ChannelProvider | undefined;
  protected abstract readonly queue: DeviceQueue;
  /** When the event loop last had a turn through {@link yieldToHost}, and what was allocated then. */
  #lastTurn = performance.now();
  #allocated = 0;
  #destroyed: Promise<void> | undefined;

  /** The id programs match against. */
  get id(): string {
    return this.info.id;
  }

  /**
   * Answers a program's question about the device, undefined when it is none this device knows:
   * `hal.device.id` matches the key as a pattern, `hal.executable.format` tells whether executables
   * of that format can be prepared, `hal.dispatch`/`concurrency` counts what runs at a time.
   */
  queryI64(category: string, key: string): bigint | undefined {
    if (category === 'hal.device.id') return matchPattern(this.id, key) ? 1n : 0n;
    if (category === 'hal.executable.format') {
      return this.createExecutableCache('').canPrepareFormat(key, 0) ? 1n : 0n;
    }
    if (category === 'hal.dispatch' && key === 'concurrency') return BigInt(this.concurrency);
    return undefined;
  }

  /** How many workgroups run at a time, for programs that want to know. */
  protected abstract readonly concurrency: number;

  /** Gives unused memory back. */
  trim(): void {
    this.allocator.trim();
  }

  /**
   * Gives the event loop a turn when one is due: a promise to wait for, or undefined. Programs that
   * never have to wait would otherwise starve it, and with it the garbage collector, which frees no
   * device memory while a job and its microtasks go on.
   */
  yieldToHost(): Promise<void> | undefined {
    const { hostBytesAllocated, deviceBytesAllocated } = this.allocator.statistics;
    const allocated = hostBytesAllocated + deviceBytesAllocated;
    const now = performance.now();
    const isDue =
      now - this.#lastTurn > maxTurnMilliseconds || allocated - this.#allocated > maxTurnBytes;
    if (!isDue) return undefined;
    this.#allocated = allocated;
    return new Promise((resolve) => {
      setTimeout(() => {
        this.#lastTurn = performance.now();
        resolve();
      }, 0);
    });
  }

  /** Creates a command buffer; begin it to record. */
  createCommandBuffer(
    mode: number,
    categories: number,
    queueAffinity: bigint,
    bindingCapacity = 0,
  ): CommandBuffer {
    return new CommandBuffer(mode, categories, queueAffinity, bindingCapacity);
  }

  /** Creates a descriptor set layout. */
  createDescriptorSetLayout(
    flags: number,
    bindings: readonly DescriptorSetLayoutBinding[],
  ): DescriptorSetLayout {
    return new DescriptorSetLayout(flags, bindings);
  }

  /** Creates a pipeline layout. */
  createPipelineLayout(
    pushConstants: number,
    setLayouts: readonly DescriptorSetLayout[],
  ): PipelineLayout {
    return new PipelineLayout(pushConstants, setLayouts);
  }

  /** Creates an event. */
  createEvent(): HalEvent {
    return new HalEvent();
  }

  /** Creates a timeline semaphore. */
  createSemaphore(initialValue = 0): Semaphore {
    return new Semaphore(initialValue);
  }

  /** Creates a cache that prepares executables. */
  abstract createExecutableCache(identifier: string): ExecutableCache;

  /** Creates a channel, after asking the device's channel provider to complete its parameters. */
  createChannel(queueAffinity: bigint, params: ChannelParams): Channel {
    const completed = this.channelProvider?.queryGroupParams(queueAffinity, params) ?? params;
    return this.createChannelWithParams(queueAffinity, completed);
  }

  /** Creates a channel; devices without collectives say so. */
  protected createChannelWithParams(_queueAffinity: bigint, _params: ChannelParams): Channel {
    throw new StatusError('UNIMPLEMENTED', 'collectives not implemented');
  }

  /**
   * Allocates a buffer in queue order: it may be used by work that waits for the signals. The buffer
   * itself is known at once.
   */
  queueAlloca(
    _queueAffinity: bigint,
    waits: SemaphoreList,
    signals: SemaphoreList,
    pool: number,
    params: BufferParams,
    allocationSize: number,
  ): HalBuffer {
    if (pool !== 0) {
      throw new StatusError('INVALID_ARGUMENT', `allocation pool ${pool} does not exist`);
    }
    const buffer = this.allocator.allocateBuffer(params, allocationSize);
    this.queue.enqueue({ waits, signals, run: () => undefined });
    return buffer;
  }

  /** Gives a buffer's memory back in queue order; its memory serves later allocations. */
  queueDealloca(
    _queueAffinity: bigint,
    waits: SemaphoreList,
    signals: SemaphoreList,
    buffer: HalBuffer,
  ): void {
    this.queue.enqueue({
      waits,
      signals,
      run: () => {
        buffer.storage.releaseInQueueOrder();
        return undefined;
      },
    });
  }

  /** Runs command buffers in order once the waits are reached, then signals. */
  queueExecute(
    _queueAffinity: bigint,
    waits: SemaphoreList,
    signals: SemaphoreList,
    commandBuffers: readonly CommandBuffer[],
  ): void {
    const submission = commandBuffers.map((commandBuffer) => commandBuffer.takeForSubmission());
    const executables = new Set(commandBuffers.flatMap((buffer) => [...buffer.executables]));
    const prerequisites: Promise<void>[] = [];
    for (const executable of executables) {
      if (executable.failure) throw executable.failure;
      if (!executable.isReady) prerequisites.push(executable.ready);
    }
    this.counters.commandBuffers += commandBuffers.length;
    this.queue.enqueue({
      waits,
      signals,
      prerequisites,
      run: () => this.execute(submission),
      // Where the device keeps the order, the host may go on once the work is handed over.
      ...holdStorages(storagesOf(submission), this.queue.ordersHostAccess ? 'started' : 'settled'),
    });
  }

  /** Encodes and submits commands; resolves when they have run. */
  protected abstract execute(
    commandBuffers: readonly (readonly Command[])[],
  ): Promise<void> | undefined;

  /** Hands queued work to the device without waiting for more. */
  queueFlush(_queueAffinity: bigint): void {
    this.queue.flush();
  }

  /** Waits for semaphores. */
  waitSemaphores(mode: WaitMode, list: SemaphoreList, timeout?: Timeout): Promise<void> {
    return waitSemaphores(mode, list, timeout);
  }

  /** Whether a timepoint may still be reached, by work queued here or, as `mayOthers` tells, by others. */
  mayReach(timepoint: Timepoint, mayOthers: (semaphore: Semaphore) => boolean): boolean {
    return this.queue.mayReach(timepoint, mayOthers);
  }

  /**
   * Fails queued work that was to signal semaphores of somebody who does not want it any more; what
   * runs is ended if the device can end it (`local` with workers can, a GPU cannot).
   */
  cancel(isOwn: (semaphore: Semaphore) => boolean, reason: StatusError): void {
    this.queue.cancel(isOwn, reason);
  }

  /** Waits until all queued work is done, well or not. */
  async waitIdle(): Promise<void> {
    await this.queue.drain();
  }

  /**
   * Ends the device: fails work that still waits for semaphores, waits for all other work, then frees
   * everything. May be called more than once.
   */
  destroy(): Promise<void> {
    this.#destroyed ??= (async () => {
      this.queue.close();
      await this.waitIdle();
      await this.release();
    })();
    return this.#destroyed;
  }

  /** True once {@link destroy} was called. */
  get isDestroyed(): boolean {
    return this.#destroyed !== undefined;
  }

  /** Frees what the device holds; nothing is running any more. */
  protected abstract release(): Promise<void>;
}

/** All storages a submission touches. */
function storagesOf(submission: readonly (readonly Command[])[]): Set<BufferStorage> {
  const storages = new Set<BufferStorage>();
  for (const commands of submission) {
    for (const command of commands) {
      switch (command.kind) {
        case 'fill':
        case 'update':
          storages.add(command.target.buffer.storage);
          break;
        case 'copy':
          storages.add(command.source.buffer.storage);
          storages.add(command.target.buffer.storage);
          break;
        case 'dispatch-indirect':
          storages.add(command.workgroups.buffer.storage);
          for (const { buffer } of command.bindings) storages.add(buffer.storage);
          break;
        case 'dispatch':
          for (const { buffer } of command.bindings) storages.add(buffer.storage);
          break;
        case 'barrier':
        case 'begin-debug-group':
        case 'end-debug-group':
        case 'reset-event':
        case 'signal-event':
        case 'wait-event':
          break;
      }
    }
  }
  return storages;
}

/** Matches text against a pattern with `*` (any text) and `?` (any character). */
export function matchPattern(text: string, pattern: string): boolean {
  let textIndex = 0;
  let patternIndex = 0;
  let starIndex = -1;
  let starText = 0;
  while (textIndex < text.length) {
    const expected = pattern[patternIndex];
    if (expected === '*') {
      starIndex = patternIndex++;
      starText = textIndex;
    } else if (expected === '?' || (expected !== undefined && expected === text[textIndex])) {
      ++patternIndex;
      ++textIndex;
    } else if (starIndex >= 0) {
      patternIndex = starIndex + 1;
      textIndex = ++starText;
    } else {
      return false;
    }
  }
  while (pattern[patternIndex] === '*') ++patternIndex;
  return patternIndex === pattern.length;
}
