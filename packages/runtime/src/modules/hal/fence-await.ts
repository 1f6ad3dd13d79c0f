/**
 * `hal.fence.await`: waits for fences, or goes on where waiting would show the program nothing.
 */
import type { HalDevice } from '../../hal/device.ts';
import type { Fence } from '../../hal/fence.ts';
import { type Semaphore, type Timepoint, waitSemaphores } from '../../hal/semaphore.ts';
import { StatusCode, StatusError } from '../../vm/status.ts';

/** The timeout that means none. */
const infiniteTimeout = 0xffffffff;

/** What is known around a wait. */
export interface FenceWaits {
  /** Told of fences that were gone past before the device reached them. */
  readonly onDeferred?: ((fence: Fence) => void) | undefined;
  /** True of a semaphore that only the device can still signal while this program waits for it. */
  isLeftToDevice(semaphore: Semaphore): boolean;
}

/**
 * Waits for all fences; null ones are reached. Gives a status code: 0, or DEADLINE_EXCEEDED after the
 * timeout in milliseconds. A failed fence throws.
 *
 * A fence that a queue has promised to signal need not be waited for if that queue orders all further
 * access by the host after its work: reads wait by themselves, and the program runs ahead of the
 * device. Such fences are handed to `onDeferred`, for a failure must still reach somebody.
 *
 * A wait for ever for what no work of the device will signal is an error: a damaged program would never
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
  const reached = waitSemaphores('all', timepoints, timeout);
  const isStuck = (): boolean =>
    timeout === Number.POSITIVE_INFINITY &&
    timepoints.some(
      (timepoint) => isForsaken(timepoint) && waits.isLeftToDevice(timepoint.semaphore),
    );
  const outcome = isStuck() ? Promise.race([reached, failWhenStuck(device, isStuck)]) : reached;
  return outcome.then(
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

/** Nothing has happened to the semaphore, and no queue has promised that something will. */
function isForsaken({ semaphore, value }: Timepoint): boolean {
  return (
    !semaphore.failure && !semaphore.hasReached(value) && semaphore.promisedBy(value) === undefined
  );
}

/** Rejects if a wait is stuck once the device has done all its work; does not settle otherwise. */
async function failWhenStuck(device: HalDevice, isStuck: () => boolean): Promise<never> {
  await device.waitIdle();
  if (isStuck())
    throw new StatusError(
      'FAILED_PRECONDITION',
      'the program waits for a fence that nothing will signal',
    );
  return new Promise<never>(() => undefined);
}

function isOrdered(fence: Fence): boolean {
  return fence.semaphores.every(
    ({ semaphore, value }) =>
      semaphore.hasReached(value) || semaphore.promisedBy(value)?.ordersHostAccess === true,
  );
}
