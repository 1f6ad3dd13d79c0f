/**
 * The threads that run a local device's jobs: workers, or the host's own thread.
 */
import type { Platform, PlatformWorker } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { executeJob, type KernelFunction } from './execute-job.ts';
import { createMathImports } from './math-imports.ts';
import { type WorkerReply, type WorkerRequest, workerScript } from './worker-script.ts';

/** A job in the device's memory. */
export interface Job {
  readonly program: number;
  readonly control: number;
  /** Scratch memory of the first thread. */
  readonly scratch: number;
  /** Distance between the scratch memories of two threads. */
  readonly scratchStride: number;
}

/** Runs jobs, one at a time. */
export interface ThreadPool {
  readonly threads: number;
  addExecutable(id: number, module: WebAssembly.Module, entryPoints: number): Promise<void>;
  dropExecutable(id: number): void;
  /** Runs a job; rejects with a StatusError when a kernel trapped. */
  run(job: Job): Promise<void>;
  /** Ends the job that is running, which then rejects with the reason, however its kernels loop. */
  interrupt(reason: StatusError): Promise<void>;
  terminate(): Promise<void>;
}

function trapped(failure: string): StatusError {
  return new StatusError('INTERNAL', `a dispatch trapped: ${failure}`);
}

/** An instance on this thread; rejects where module and memory do not go together. */
function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<WebAssembly.Instance> {
  return WebAssembly.instantiate(module, { env: { memory }, math: createMathImports() });
}

/** Runs jobs on the host's thread. */
export class HostThread implements ThreadPool {
  readonly threads = 1;
  readonly #memory: WebAssembly.Memory;
  readonly #executables = new Map<number, readonly KernelFunction[]>();

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  async addExecutable(id: number, module: WebAssembly.Module, entryPoints: number): Promise<void> {
    const { exports } = await instantiate(module, this.#memory);
    const functions = Array.from(
      { length: entryPoints },
      (_, ordinal) => exports[`d${ordinal}`] as KernelFunction,
    );
    this.#executables.set(id, functions);
  }

  dropExecutable(id: number): void {
    this.#executables.delete(id);
  }

  async run(job: Job): Promise<void> {
    const functionsOf = (id: number) => this.#executables.get(id)!;
    const { program, control, scratch } = job;
    const failure = executeJob(this.#memory, functionsOf, 1, program, control, scratch);
    if (failure !== null) throw trapped(failure);
  }

  /** Whoever could ask for it has to wait for the job himself: none is running. */
  async interrupt(_reason: StatusError): Promise<void> {}

  async terminate(): Promise<void> {}
}

interface RunningJob {
  remaining: number;
  failure: string | null;
  resolve(): void;
  reject(error: StatusError): void;
}

/** An executable as the workers are told of it. */
type SharedExecutable = Extract<WorkerRequest, { kind: 'executable' }>;

/** Runs jobs on workers that share the device's memory. */
export class WorkerThreads implements ThreadPool {
  readonly threads: number;
  readonly #createWorker: NonNullable<Platform['createWorker']>;
  readonly #memory: WebAssembly.Memory;
  /** What new workers must be told of. */
  readonly #executables = new Map<number, SharedExecutable>();
  #workers: readonly PlatformWorker[];
  #running: RunningJob | undefined;
  #lost: StatusError | undefined;

  constructor(
    createWorker: NonNullable<Platform['createWorker']>,
    threads: number,
    memory: WebAssembly.Memory,
  ) {
    this.threads = threads;
    this.#createWorker = createWorker;
    this.#memory = memory;
    this.#workers = this.#startWorkers();
  }

  #startWorkers(): readonly PlatformWorker[] {
    const { threads } = this;
    const script = workerScript();
    return Array.from({ length: threads }, (_, index) => {
      const worker = this.#createWorker(script, `iree-local-${index}`);
      worker.onMessage((message) => this.#onReply(message as WorkerReply));
      worker.onError((error) => this.#onLost(error));
      const memory: WorkerRequest = { kind: 'memory', memory: this.#memory, threads };
      worker.postMessage(memory);
      for (const executable of this.#executables.values()) worker.postMessage(executable);
      return worker;
    });
  }

  async addExecutable(id: number, module: WebAssembly.Module, entryPoints: number): Promise<void> {
    // A worker that cannot instantiate it would be lost.
    await instantiate(module, this.#memory);
    const executable: SharedExecutable = { kind: 'executable', id, module, entryPoints };
    this.#executables.set(id, executable);
    this.#post(executable);
  }

  dropExecutable(id: number): void {
    this.#executables.delete(id);
    this.#post({ kind: 'drop-executable', id });
  }

  run(job: Job): Promise<void> {
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#running = { remaining: this.threads, failure: null, resolve, reject };
      this.#workers.forEach((worker, index) => {
        worker.setBusy(true);
        worker.postMessage({
          kind: 'job',
          program: job.program,
          control: job.control,
          scratch: job.scratch + index * job.scratchStride,
        } satisfies WorkerRequest);
      });
    });
  }

  async interrupt(reason: StatusError): Promise<void> {
    const job = this.#running;
    if (!job) return;
    // Answers that are on their way are to nobody.
    this.#running = undefined;
    // The job's memory may be freed only when no kernel writes to it any more.
    await this.terminate();
    this.#workers = this.#startWorkers();
    job.reject(reason);
  }

  async terminate(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #post(message: WorkerRequest): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  #onReply(reply: WorkerReply): void {
    const job = this.#running;
    if (!job) return;
    job.failure ??= reply.failure;
    if (--job.remaining > 0) return;
    this.#running = undefined;
    for (const worker of this.#workers) worker.setBusy(false);
    if (job.failure === null) job.resolve();
    else job.reject(trapped(job.failure));
  }

  #onLost(error: Error): void {
    this.#lost ??= new StatusError(
      'UNAVAILABLE',
      `a worker of the local device was lost: ${error.message}`,
    );
    this.#running?.reject(this.#lost);
    this.#running = undefined;
    for (const worker of this.#workers) worker.setBusy(false);
  }
}
