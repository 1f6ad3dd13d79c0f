/**
 * A thread that compiles for the server. Jobs wait for each other; a cancelled one makes way, and if it
 * does not within moments (a single pass may be long), the thread is replaced by a new one.
 */
import { Worker } from 'node:worker_threads';
import type {
  CompilerJob,
  JobAnswer,
  JobKind,
  JobOf,
  JobRequest,
  ResultOf,
} from './compiler-job.ts';

/** Limits of the thread: the heap in MiB, and a stack for deeply nested IR. */
const resourceLimits = { maxOldGenerationSizeMb: 4096, stackSizeMb: 32 } as const;

/** Milliseconds that a cancelled job has to end by itself. */
const GRACE = 1000;

/** The answer to a job that nobody wanted any more. */
export class JobCancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'JobCancelled';
  }
}

interface Pending {
  readonly request: JobRequest;
  readonly resolve: (result: ResultOf<JobKind>) => void;
  readonly reject: (error: Error) => void;
}

export class CompilerThread {
  #worker: Worker | null = null;
  /** Jobs without an answer, in order; the first is being done. */
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  /** Does a job; rejects with JobCancelled once the signal says so. */
  run<K extends JobKind>(job: JobOf<K>, signal?: AbortSignal): Promise<ResultOf<K>> {
    return new Promise<ResultOf<JobKind>>((resolve, reject) => {
      if (signal?.aborted) {
        reject(new JobCancelled());
        return;
      }
      const id = this.#nextId++;
      const cancelled = new Int32Array(new SharedArrayBuffer(4));
      const request: JobRequest = { id, job: job as CompilerJob, cancelled };
      this.#pending.set(id, { request, resolve, reject });
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true });
      this.#start().postMessage(request);
    }) as Promise<ResultOf<K>>;
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#rejectAll(new JobCancelled());
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
    const worker = new Worker(new URL(`./pipeline.worker.node${extension}`, import.meta.url), {
      resourceLimits,
    });
    // The server ends when its client does, not when a compilation does.
    worker.unref();
    worker.on('message', (answer: JobAnswer) => this.#answer(answer));
    worker.on('error', (error: Error) => this.#fail(worker, error));
    worker.on('exit', () =>
      this.#fail(worker, new Error('the compiler ended before its work did')),
    );
    this.#worker = worker;
    return worker;
  }

  #answer(answer: JobAnswer): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    this.#pending.delete(answer.id);
    if (answer.ok) pending.resolve(answer.result);
    else pending.reject(new Error(answer.message));
  }

  #cancel(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    Atomics.store(pending.request.cancelled, 0, 1);
    pending.reject(new JobCancelled());
    const [current] = this.#pending.keys();
    if (current !== id) return;
    const timer = setTimeout(() => {
      if (this.#pending.has(id)) this.#replace();
    }, GRACE);
    timer.unref();
  }

  /** Ends the thread and gives a new one what is left to do. */
  #replace(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    for (const [id, { request }] of this.#pending) {
      if (Atomics.load(request.cancelled, 0) !== 0) this.#pending.delete(id);
      else this.#start().postMessage(request);
    }
  }

  /** The thread has gone: what it was doing fails, and what waited with it. */
  #fail(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    const { code } = error as NodeJS.ErrnoException;
    this.#rejectAll(
      code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new Error('out of memory: the program is too large to compile here')
        : error,
    );
  }

  #rejectAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of all) reject(error);
  }
}
