/**
 * Threads in which IR is worked on, so that the server can answer, tell how far a job is, and end one that is
 * not wanted any more. A thread that is done is kept: it has loaded the compiler and remembers IR.
 */
import { Worker } from 'node:worker_threads';
import { CommandError } from '../command-error.ts';
import type {
  AnswerOf,
  JobMessage,
  JobName,
  JobReport,
  OnStep,
  RequestOf,
} from './job-protocol.ts';

/** Limits of a thread: the heap in MiB, and a stack for deeply nested IR. */
const resourceLimits = { maxOldGenerationSizeMb: 4096, stackSizeMb: 32 } as const;

/** Threads that work at a time; further jobs wait. */
const MAX_THREADS = 2;

export class IrThreads {
  readonly #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  /** Starts a thread, so that the first job need not wait for it. */
  warm(): void {
    if (this.#busy === 0 && this.#idle.length === 0) this.#idle.push(startThread());
  }

  /**
   * Does a job.
   * @throws CommandError if it was asked wrongly or cannot be done; the signal's reason when it is aborted
   */
  async run<N extends JobName>(
    name: N,
    request: RequestOf<N>,
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<AnswerOf<N>> {
    await this.#turn(signal);
    const worker = this.#idle.pop() ?? startThread();
    let isUsable = false;
    let stop = (): void => {};
    try {
      return await new Promise<AnswerOf<N>>((resolve, reject) => {
        stop = () => reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        worker.ref();
        worker.on('message', (report: JobReport) => {
          switch (report.kind) {
            case 'step':
              onStep(report.text);
              return;
            case 'answer':
              isUsable = true;
              resolve(report.answer as AnswerOf<N>);
              return;
            case 'failure':
              isUsable = true;
              reject(new CommandError(report.message));
              return;
          }
        });
        worker.on('error', (error: Error) => reject(threadFailure(error)));
        worker.on('exit', () => reject(new CommandError('the thread ended before its work did')));
        worker.postMessage({ name, request } satisfies JobMessage);
      });
    } finally {
      signal.removeEventListener('abort', stop);
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      if (isUsable) {
        worker.unref();
        this.#idle.push(worker);
      } else {
        // What a thread that is being ended says is nobody's business.
        worker.on('error', () => {});
        void worker.terminate();
      }
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  /** Ends the threads. */
  async dispose(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  /** Waits until a thread may work. */
  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#busy >= MAX_THREADS) {
      await new Promise<void>((resolve, reject) => {
        const begin = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(begin), 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        this.#waiting.push(begin);
      });
    }
    this.#busy++;
  }
}

function startThread(): Worker {
  const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
  const worker = new Worker(new URL(`./ir-jobs.worker.node${extension}`, import.meta.url), {
    resourceLimits,
    // What the compiler might print must not get between the messages.
    stdout: true,
  });
  worker.unref();
  return worker;
}

function threadFailure(error: Error): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new CommandError('out of memory: the IR is too large');
  return new CommandError(`internal error: ${error.message}`);
}
