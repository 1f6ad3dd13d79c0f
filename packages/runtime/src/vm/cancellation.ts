/**
 * Cancellation the VM and long native calls poll: a flag the embedder sets, in its own thread or
 * through shared memory from another one.
 */
import { StatusError } from './status.ts';

/** A flag to poll. AbortSignal has this shape only by `aborted`; see {@link cancellationFromSignal}. */
export interface Cancellation {
  isCancelled(): boolean;
}

/** Watches an AbortSignal. Only useful when the VM yields to the event loop that aborts it. */
export function cancellationFromSignal(signal: AbortSignal): Cancellation {
  return { isCancelled: () => signal.aborted };
}

/** Watches one Int32 cell another thread may set to non-zero while the VM's loop is running. */
export function cancellationFromCell(cells: Int32Array, index = 0): Cancellation {
  return { isCancelled: () => Atomics.load(cells, index) !== 0 };
}

/** Milliseconds between two looks at the flag of somebody who waits. */
const waitPollMilliseconds = 20;

/** What a promise settles to; rejects with CANCELLED if the flag is set first. */
export function unlessCancelled<T>(
  pending: PromiseLike<T>,
  cancellation: Cancellation,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      try {
        throwIfCancelled(cancellation);
      } catch (error) {
        clearInterval(timer);
        reject(error);
      }
    }, waitPollMilliseconds);
    pending.then(
      (value) => {
        clearInterval(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearInterval(timer);
        reject(error);
      },
    );
  });
}

/** Throws CANCELLED once the flag is set. */
export function throwIfCancelled(cancellation: Cancellation | undefined): void {
  if (cancellation?.isCancelled()) {
    throw new StatusError('CANCELLED', 'the invocation was cancelled');
  }
}
