/**
 * Collects commands, uploads and readbacks until they have to reach the GPU, so that a program of many
 * dispatches and the reading of its results make one submission and one mapping.
 */
import type { DeviceCounters } from '../../hal/device.ts';
import { toStatusError } from '../../hal/status.ts';
import { StatusError } from '../../vm/status.ts';
import type { WebGpuStorage } from './allocator.ts';
import type { BufferPool } from './buffer-pool.ts';
import { alignDown, alignUp, GpuBufferUsage, gpuMapModeRead } from './constants.ts';
import type { ConstantsArena } from './constants-arena.ts';
import { captureErrors } from './error-scopes.ts';

/** Dispatches after which a submission is sent although nobody waits for it yet. */
const maxPendingDispatches = 1024;
/** Idle staging buffers that are kept. */
const maxIdleStaging = 4;

interface ReadRequest {
  readonly storage: WebGpuStorage;
  readonly offset: number;
  readonly length: number;
  resolve(bytes: Uint8Array): void;
  reject(error: StatusError): void;
}

/** Work that goes to the GPU together. */
export interface Submission {
  readonly encoder: GPUCommandEncoder;
  /** Resolves when the GPU has run the work, rejects when it could not. */
  readonly done: Promise<void>;
  isSubmitted: boolean;
}

interface PendingSubmission extends Submission {
  pass: GPUComputePassEncoder | undefined;
  dispatches: number;
  readonly errors: Promise<StatusError | undefined>[];
  readonly reads: ReadRequest[];
  resolve(): void;
  reject(error: StatusError): void;
}

/** The submitting side of a WebGPU device. */
export class Submitter {
  readonly #device: GPUDevice;
  readonly #pool: BufferPool;
  readonly #constants: ConstantsArena;
  readonly #counters: DeviceCounters;
  readonly #idleStaging: GPUBuffer[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  #pending: PendingSubmission | undefined;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #readFlushScheduled = false;
  #lost: StatusError | undefined;
  readonly #onLost = new Set<(error: StatusError) => void>();

  constructor(
    device: GPUDevice,
    pool: BufferPool,
    constants: ConstantsArena,
    counters: DeviceCounters,
  ) {
    this.#device = device;
    this.#pool = pool;
    this.#constants = constants;
    this.#counters = counters;
    device.lost.then((info) => {
      const lost = new StatusError(
        'UNAVAILABLE',
        `the GPU device was lost (${info.reason}): ${info.message}`,
      );
      this.#lost = lost;
      for (const reject of this.#onLost) reject(lost);
      this.#onLost.clear();
    });
  }

  /**
   * Encodes work into the submission that is being collected; the result resolves when the GPU has
   * run it. The submission is sent when somebody reads or waits, and otherwise at the next turn of
   * the event loop.
   */
  encode(dispatches: number, encode: () => void): Promise<void> {
    if (this.#lost) throw this.#lost;
    const pending = this.#open();
    const { error } = captureErrors(this.#device, encode);
    pending.errors.push(error);
    pending.dispatches += dispatches;
    if (pending.dispatches >= maxPendingDispatches) this.flush();
    else this.#scheduleFlush();
    return pending.done;
  }

  /** The encoder for copies; ends a compute pass that is open. */
  commandEncoder(): GPUCommandEncoder {
    const pending = this.#open();
    pending.pass?.end();
    pending.pass = undefined;
    return pending.encoder;
  }

  /** The open compute pass, or a new one. */
  computePass(): GPUComputePassEncoder {
    const pending = this.#open();
    pending.pass ??= pending.encoder.beginComputePass();
    return pending.pass;
  }

  /** Marks a buffer as used by the submission that is being collected. */
  touch(storage: WebGpuStorage): void {
    storage.lastSubmission = this.#open();
  }

  /** Reads bytes once everything encoded so far has run. Reads asked for together share one mapping. */
  async read(storage: WebGpuStorage, offset: number, length: number): Promise<Uint8Array> {
    if (this.#lost) throw this.#lost;
    const producer = storage.lastSubmission;
    const bytes = new Promise<Uint8Array>((resolve, reject) => {
      this.#open().reads.push({ storage, offset, length, resolve, reject });
    });
    this.#scheduleReadFlush();
    // What the producer made is not worth reading if it failed.
    const [result] = await Promise.all([bytes, producer?.done]);
    return result;
  }

  /** Writes bytes, ordered after everything encoded so far. */
  write(storage: WebGpuStorage, offset: number, bytes: Uint8Array): void {
    if (this.#lost) throw this.#lost;
    this.#counters.bytesUploaded += bytes.byteLength;
    const end = offset + bytes.byteLength;
    // Bytes after the end of the buffer are padding and may be overwritten.
    const isPadded = end === storage.byteLength && bytes.byteLength % 4 !== 0;
    if (offset % 4 !== 0 || (bytes.byteLength % 4 !== 0 && !isPadded)) {
      this.#writeUnaligned(storage, offset, bytes);
      return;
    }
    // Writes of the queue run before commands that were encoded but not submitted.
    if (storage.lastSubmission && !storage.lastSubmission.isSubmitted) this.flush();
    let source = bytes;
    if (isPadded) {
      source = new Uint8Array(alignUp(bytes.byteLength, 4));
      source.set(bytes);
    }
    this.#device.queue.writeBuffer(
      storage.gpuBuffer,
      offset,
      source as Uint8Array<ArrayBuffer>,
      0,
      source.byteLength,
    );
  }

  /** Set by the encoder of commands, which knows how to copy single bytes. */
  writeBytes: ((storage: WebGpuStorage, offset: number, bytes: Uint8Array) => void) | undefined;

  #writeUnaligned(storage: WebGpuStorage, offset: number, bytes: Uint8Array): void {
    this.encode(0, () => this.writeBytes?.(storage, offset, bytes)).catch(() => {});
  }

  /** Sends what was collected. */
  flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    const readback = this.#encodeReadback(pending);
    const { error } = captureErrors(this.#device, () => {
      pending.pass?.end();
      pending.pass = undefined;
      const commands = pending.encoder.finish();
      this.#counters.bytesUploaded += this.#constants.upload();
      this.#device.queue.submit([commands]);
    });
    pending.errors.push(error);
    pending.isSubmitted = true;
    ++this.#counters.submits;
    this.#pool.destroyDoomed();
    this.#track(pending, readback);
  }

  /** Waits until everything encoded so far has run, well or not. */
  async drain(): Promise<void> {
    this.flush();
    await Promise.allSettled(this.#inFlight);
  }

  /** Gives staging memory back. */
  destroyStaging(): void {
    for (const buffer of this.#idleStaging) buffer.destroy();
    this.#idleStaging.length = 0;
  }

  #open(): PendingSubmission {
    if (this.#pending) return this.#pending;
    let resolve: () => void = () => {};
    let reject: (error: StatusError) => void = () => {};
    const done = new Promise<void>((onDone, onFailed) => {
      resolve = onDone;
      reject = onFailed;
    });
    // Failures reach whoever waits; a submission nobody waits for must not end the process.
    done.catch(() => {});
    this.#pending = {
      encoder: this.#device.createCommandEncoder(),
      pass: undefined,
      dispatches: 0,
      errors: [],
      reads: [],
      done,
      isSubmitted: false,
      resolve,
      reject,
    };
    return this.#pending;
  }

  #scheduleFlush(): void {
    this.#flushTimer ??= setTimeout(() => this.flush(), 0);
  }

  #scheduleReadFlush(): void {
    if (this.#readFlushScheduled) return;
    this.#readFlushScheduled = true;
    // Reads of several buffers that a caller starts together take a few microtasks to arrive here.
    let turns = 8;
    const turn = () => {
      if (--turns > 0) {
        queueMicrotask(turn);
        return;
      }
      this.#readFlushScheduled = false;
      this.flush();
    };
    queueMicrotask(turn);
  }

  /** Appends the copies of all reads into one staging buffer. */
  #encodeReadback(pending: PendingSubmission): GPUBuffer | undefined {
    if (pending.reads.length === 0) return undefined;
    const total = pending.reads.reduce((sum, read) => sum + stagingLength(read), 0);
    const { result, error } = captureErrors(this.#device, () => {
      const staging = this.#acquireStaging(total);
      pending.pass?.end();
      pending.pass = undefined;
      let at = 0;
      for (const read of pending.reads) {
        const length = stagingLength(read);
        const begin = alignDown(read.offset, 4);
        pending.encoder.copyBufferToBuffer(read.storage.gpuBuffer, begin, staging, at, length);
        at += length;
      }
      return staging;
    });
    pending.errors.push(error);
    return result;
  }

  #acquireStaging(byteLength: number): GPUBuffer {
    const index = this.#idleStaging.findIndex(
      ({ size }) => size >= byteLength && size <= 4 * Math.max(byteLength, 65536),
    );
    const idle = this.#idleStaging.splice(index, index < 0 ? 0 : 1)[0];
    if (idle) return idle;
    return this.#device.createBuffer({
      size: Math.max(4096, alignUp(byteLength, 4096)),
      usage: GpuBufferUsage.MapRead | GpuBufferUsage.CopyDst,
    });
  }

  #track(pending: PendingSubmission, staging: GPUBuffer | undefined): void {
    const settle = (error?: StatusError) => {
      this.#onLost.delete(settle);
      if (error) {
        for (const read of pending.reads) read.reject(error);
        pending.reject(error);
      } else {
        pending.resolve();
      }
    };
    this.#onLost.add(settle);
    const finished = this.#finish(pending, staging).then(
      () => settle(),
      (error: unknown) => settle(this.#lost ?? toStatusError(error)),
    );
    this.#inFlight.add(finished);
    finished.then(() => this.#inFlight.delete(finished));
  }

  /** Waits for the GPU, then for its errors: they say more than a mapping failed by them. */
  async #finish(pending: PendingSubmission, staging: GPUBuffer | undefined): Promise<void> {
    const ran = staging
      ? this.#mapStaging(staging, pending.reads)
      : this.#device.queue.onSubmittedWorkDone();
    const [outcome] = await Promise.allSettled([ran]);
    const errors = await Promise.all(pending.errors);
    const error = errors.find((found) => found !== undefined);
    if (error) throw error;
    if (outcome.status === 'rejected') throw outcome.reason;
    outcome.value?.();
  }

  /** Maps the staging buffer, copies the reads out, and returns what resolves them. */
  async #mapStaging(staging: GPUBuffer, reads: readonly ReadRequest[]): Promise<() => void> {
    const total = reads.reduce((sum, read) => sum + stagingLength(read), 0);
    ++this.#counters.maps;
    await staging.mapAsync(gpuMapModeRead, 0, total);
    const mapped = new Uint8Array(staging.getMappedRange(0, total));
    let at = 0;
    const results = reads.map((read) => {
      const begin = at + (read.offset % 4);
      at += stagingLength(read);
      this.#counters.bytesDownloaded += read.length;
      return mapped.slice(begin, begin + read.length);
    });
    staging.unmap();
    if (this.#idleStaging.length < maxIdleStaging) this.#idleStaging.push(staging);
    else staging.destroy();
    return () => {
      reads.forEach((read, index) => {
        read.resolve(results[index]!);
      });
    };
  }
}

/** Bytes of staging a read takes: whole words. */
function stagingLength({ offset, length }: ReadRequest): number {
  return alignUp((offset % 4) + length, 4);
}
