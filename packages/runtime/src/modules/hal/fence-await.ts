/**
 * `hal.fence.await`: waits for fences, or goes on where waiting would show the program nothing.
 */
import type { HalDevice } from '../../hal/device.ts';
import type { Fence } from '../../hal/fence.ts';
import { type Timepoint, waitSemaphores } from '../../hal/semaphore.ts';
import { StatusCode, StatusError } from '../../vm/status.ts';

/** The timeout that means none. */
const infiniteTimeout = 0xffffffff;

/** What is known around a wait. */
export interface FenceWaits {
  /** Told of fences that were gone past before the device reached them. */
  readonly onDeferred?: ((fence: Fence) => void) | undefined;
  /** False of a timepoint that nothing will reach while this program waits for it. */
  mayReach(timepoint: Timepoint): boolean;
}

/**
 * Waits for all fences; null ones are reached. Gives a status code: 0, or DEADLINE_EXCEEDED after the
 * timeout in milliseconds. A failed fence throws.
 *
 * A fence that a queue has promised to signal need not be waited for if that queue orders all further
 * access by the host after its work: reads wait by themselves, and the program runs ahead of the
 * device. Such fences are handed to `onDeferred`, for a failure must still reach somebody.
 *
 * A wait for ever for what nothing will signal is an error: a damaged program would never
 * end.
 */
export function awaitFences(
  fences: readonly (Fence | null)[],
  timeoutMillis: number,
  device: HalDevice,
  waits: FenceWaits,
): number | Promise<number> {
  const { onDeferred } = waits;
  const pending = fences.filter((fence) => fence !== null).filter((fence) => !fence.query());
  if (pending.length === 0) return StatusCode.OK;
  if (onDeferred && timeoutMillis === infiniteTimeout && pending.every(isOrdered)) {
    for (const fence of pending) onDeferred(fence);
    return device.yieldToHost()?.then(() => StatusCode.OK) ?? StatusCode.OK;
  }
  const timeout = timeoutMillis === infiniteTimeout ? Number.POSITIVE_INFINITY : timeoutMillis;
  const timepoints = pending.flatMap((fence) => fence.semaphores);
  if (timeoutMillis === infiniteTimeout && !timepoints.every((each) => waits.mayReach(each)))
    throw new StatusError(
      'FAILED_PRECONDITION',
      'the program waits for a fence that nothing will signal',
    );
  return waitSemaphores('all', timepoints, timeout).then(
    async () => {
      await device.yieldToHost();
      return StatusCode.OK;
    },
    (error: unknown) => {
      if (error instanceof StatusError && error.status === 'DEADLINE_EXCEEDED') return error.code;
      throw error;
    },
  );
}

function isOrdered(fence: Fence): boolean {
  return fence.semaphores.every(
    ({ semaphore, value }) =>
      semaphore.hasReached(value) || semaphore.promisedBy(value)?.ordersHostAccess === true,
  );
}
