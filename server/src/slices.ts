/**
 * Parses and verifies open documents in slices, between which other messages are answered. What an edit
 * leaves of them is gone on with; who waited for the text before it is told.
 */
import type { MlirDocument } from './service/document.ts';
import { findUnnecessary } from './service/unnecessary.ts';

/** Milliseconds. */
const SLICE = 10;

interface Job {
  readonly mlir: MlirDocument;
  readonly promise: Promise<boolean>;
  readonly resolve: (isDone: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export class Slices {
  /** What a document is now; undefined for one that is closed. */
  readonly #present: (uri: string) => MlirDocument | undefined;
  /** By URI; what was asked for last is done first. */
  readonly #jobs = new Map<string, Job>();
  #isRunning = false;

  constructor(present: (uri: string) => MlirDocument | undefined) {
    this.#present = present;
  }

  /**
   * Does the first slice, and then the rest.
   * @returns true when all is parsed and verified, false as soon as the text is another one
   */
  done(uri: string): Promise<boolean> {
    const mlir = this.#present(uri);
    if (!mlir) return Promise.resolve(false);
    if (goOn(mlir)) return Promise.resolve(true);
    const known = this.#jobs.get(uri);
    const job = known?.mlir === mlir ? known : jobOf(mlir);
    if (job !== known) known?.resolve(false);
    this.#jobs.delete(uri);
    this.#jobs.set(uri, job);
    if (!this.#isRunning) void this.#run();
    return job.promise;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#jobs.size > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [uri, job] = [...this.#jobs].at(-1) as [string, Job];
      try {
        const isOther = this.#present(uri) !== job.mlir;
        if (!isOther && !goOn(job.mlir)) continue;
        this.#jobs.delete(uri);
        job.resolve(!isOther);
      } catch (error) {
        this.#jobs.delete(uri);
        job.reject(error);
      }
    }
    this.#isRunning = false;
  }
}

function jobOf(mlir: MlirDocument): Job {
  let [resolve, reject]: [Job['resolve'], Job['reject']] = [() => {}, () => {}];
  const promise = new Promise<boolean>((onDone, onError) => {
    [resolve, reject] = [onDone, onError];
  });
  return { mlir, promise, resolve, reject };
}

/** @returns whether all is done */
function goOn(mlir: MlirDocument): boolean {
  const end = performance.now() + SLICE;
  const isTimeUp = (): boolean => performance.now() >= end;
  return mlir.advance(isTimeUp) && findUnnecessary(mlir, isTimeUp);
}
