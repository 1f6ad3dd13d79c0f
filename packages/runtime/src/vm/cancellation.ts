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

/** Throws CANCELLED once the flag is set. */
export function throwIfCancelled(cancellation: Cancellation | undefined): void {
  if (cancellation?.isCancelled()) {
    throw new StatusError('CANCELLED', 'the invocation was cancelled');
  }
}
