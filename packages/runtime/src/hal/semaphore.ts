/**
 * Timeline semaphores: a payload that only grows, waited for by hosts and queues. A semaphore may
 * fail for good; then every wait and query reports the failure.
 */

import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';

/** Milliseconds to wait; Infinity waits for ever, zero or less only looks. */
export type Timeout = number;

/** A queue that has accepted work which will signal a semaphore. */
export interface TimelineQueue {
  /** Hands the accepted work to the device now, without waiting for more to batch. */
  flush(): void;
  /**
   * True when whatever the host does next through the HAL (maps, reads, uploads, frees) is ordered
   * after the accepted work. A program then has nothing to gain from waiting on the host.
   */
  readonly ordersHostAccess: boolean;
}

interface Waiter {
  readonly value: number;
  resolve(): void;
  reject(error: StatusError): void;
}

interface Promised {
  readonly value: number;
  readonly queue: TimelineQueue;
}

/** The milliseconds a timer can hold; a longer one would go off at once. */
const maxTimerMilliseconds = 2 ** 31 - 1;

/** A timeline semaphore. */
export class Semaphore implements VmRef {
  static readonly vmTypeName = 'hal.semaphore';
  readonly vmType = Semaphore.vmTypeName;
  #value: number;
  #failure: StatusError | undefined;
  #waiters: Waiter[] = [];
  #promised: Promised[] = [];

  constructor(initialValue = 0) {
    this.#value = initialValue;
  }

  /** The current payload; throws the failure of a failed semaphore. */
  query(): number {
    if (this.#failure) throw this.#failure;
    return this.#value;
  }

  /** The failure, if the semaphore has failed. */
  get failure(): StatusError | undefined {
    return this.#failure;
  }

  /** True once the payload has reached the value. False for a failed semaphore. */
  hasReached(value: number): boolean {
    return this.#failure === undefined && this.#value >= value;
  }

  /** Raises the payload. Lower values than the current one, and failed semaphores, change nothing. */
  signal(value: number): void {
    if (this.#failure || value <= this.#value) return;
    this.#value = value;
    this.#promised = this.#promised.filter((promised) => promised.value > value);
    const reached = this.#waiters.filter((waiter) => waiter.value <= value);
    if (reached.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.value > value);
    for (const waiter of reached) waiter.resolve();
  }

  /** Fails the semaphore for good; the first failure stays. */
  fail(error: StatusError): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#promised = [];
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.reject(error);
  }

  /** Records that a queue has accepted work that will signal the value (or fail the semaphore). */
  promise(value: number, queue: TimelineQueue): void {
    if (!this.#failure && this.#value < value) this.#promised.push({ value, queue });
  }

  /** The queue whose accepted work will bring the payload to the value, if there is one. */
  promisedBy(value: number): TimelineQueue | undefined {
    return this.#promised.find((promised) => promised.value >= value)?.queue;
  }

  /**
   * Waits until the payload reaches the value; DEADLINE_EXCEEDED after the timeout. Makes the queue
   * that promised the value hand its work to the device.
   */
  wait(value: number, timeout: Timeout = Number.POSITIVE_INFINITY): Promise<void> {
    if (timeout > 0) this.promisedBy(value)?.flush();
    return this.whenReached(value, timeout);
  }

  /** As {@link wait}, but in no hurry: leaves queues to collect more work. */
  whenReached(value: number, timeout: Timeout = Number.POSITIVE_INFINITY): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#value >= value) return Promise.resolve();
    if (timeout <= 0) return Promise.reject(deadlineExceeded());
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const arm = (left: number): void => {
        timer = setTimeout(
          () => {
            if (left > maxTimerMilliseconds) return arm(left - maxTimerMilliseconds);
            this.#waiters = this.#waiters.filter((other) => other !== waiter);
            reject(deadlineExceeded());
          },
          Math.min(left, maxTimerMilliseconds),
        );
      };
      const waiter: Waiter = {
        value,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiters.push(waiter);
      if (timeout !== Number.POSITIVE_INFINITY) arm(timeout);
    });
  }
}

function deadlineExceeded(): StatusError {
  return new StatusError('DEADLINE_EXCEEDED', 'the wait timed out');
}

/** A point on a semaphore's timeline. */
export interface Timepoint {
  readonly semaphore: Semaphore;
  readonly value: number;
}

/** Timepoints waited for or signaled together. */
export type SemaphoreList = readonly Timepoint[];

/** How a wait for several timepoints ends. */
export type WaitMode = 'all' | 'any';

/** Signals every timepoint of a list. */
export function signalSemaphores(list: SemaphoreList): void {
  for (const { semaphore, value } of list) semaphore.signal(value);
}

/** Fails every semaphore of a list. */
export function failSemaphores(list: SemaphoreList, error: StatusError): void {
  for (const { semaphore } of list) semaphore.fail(error);
}

/** Waits for all or any timepoint of a list; an empty list is reached. */
export async function waitSemaphores(
  mode: WaitMode,
  list: SemaphoreList,
  timeout: Timeout = Number.POSITIVE_INFINITY,
): Promise<void> {
  if (list.length === 0) return;
  const waits = list.map(({ semaphore, value }) => semaphore.wait(value, timeout));
  if (mode === 'all') {
    await Promise.all(waits);
  } else {
    await Promise.race(waits);
  }
}
