/**
 * The in-order queue of a device. Work enters it once its wait semaphores are reached or are promised
 * by earlier work of the same queue, so chains of submissions need no trip to the host.
 */

import { StatusError } from '../vm/status.ts';
import type { BufferStorage } from './buffer.ts';
import {
  failSemaphores,
  type Semaphore,
  type SemaphoreList,
  signalSemaphores,
  type TimelineQueue,
  type Timepoint,
  waitSemaphores,
} from './semaphore.ts';
import { toStatusError } from './status.ts';

/** One piece of work. */
export interface QueueWork {
  readonly waits: SemaphoreList;
  readonly signals: SemaphoreList;
  /** What must be there before the work can start (executables being compiled). */
  readonly prerequisites?: readonly Promise<void>[];
  /** Starts the work; returns when it is done, or a promise of that. Throwing fails the signals. */
  run(): Promise<void> | undefined;
  /** Called when the work has a place in the queue's order: its waits are reached or promised. */
  accepted?(): void;
  /** Called once when the work has been handed to the device, or will never be. */
  started?(): void;
  /** Called once when the work is done, well or not. */
  settled?(): void;
}

/** How a queue runs its work. */
export interface QueueOptions {
  /** True when work may start before earlier work is done because the device keeps the order. */
  readonly pipelined: boolean;
  /** See {@link TimelineQueue.ordersHostAccess}. */
  readonly ordersHostAccess: boolean;
  /** Called when someone needs the results of started work now. */
  flush?(): void;
  /** Ends the work that is running, which then fails with the reason; absent where that cannot be. */
  interrupt?(reason: StatusError): Promise<void>;
}

/** An in-order queue. */
export class DeviceQueue implements TimelineQueue {
  readonly ordersHostAccess: boolean;
  readonly #options: QueueOptions;
  readonly #accepted: QueueWork[] = [];
  /** Work that waits for semaphores of others. */
  readonly #waiting = new Set<QueueWork>();
  /** Work that was started, if only with what it needs, and is not done. */
  readonly #running = new Set<QueueWork>();
  /** Why work that has not been started never will be. */
  readonly #cancelled = new WeakMap<QueueWork, StatusError>();
  #isClosed = false;
  /** Work waiting for semaphores, and work started but not done. */
  #outstanding = 0;
  #idleWaiters: (() => void)[] = [];
  #pumping = false;
  /** Set while the flush of a waiter has to reach work that has not started yet. */
  #flushWhenStarted = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.ordersHostAccess = options.ordersHostAccess;
  }

  /** Queues work. */
  enqueue(work: QueueWork): void {
    if (this.#isClosed) throw destroyed();
    ++this.#outstanding;
    const foreign = work.waits.filter(
      ({ semaphore, value }) =>
        !semaphore.hasReached(value) && semaphore.promisedBy(value) !== this,
    );
    if (foreign.length === 0) {
      this.#accept(work);
      return;
    }
    this.#waiting.add(work);
    waitSemaphores('all', foreign).then(
      () => {
        if (this.#waiting.delete(work)) this.#accept(work);
      },
      (error: unknown) => this.#abandon(work, error),
    );
  }

  /** Runs something of the host's in the order of accepted work, holding a storage meanwhile. */
  enqueueHostAccess(storage: BufferStorage, run: () => void): void {
    this.enqueue({
      waits: [],
      signals: [],
      run: () => {
        run();
        return undefined;
      },
      ...holdStorages([storage], 'settled'),
    });
  }

  /**
   * Whether a timepoint has been or may be reached: by somebody else, which `mayOthers` tells, or by work
   * of this queue. Work that waits for what will not be reached will not run.
   */
  mayReach(
    { semaphore, value }: Timepoint,
    mayOthers: (semaphore: Semaphore) => boolean,
    asked: Set<Semaphore> = new Set(),
  ): boolean {
    if (semaphore.failure || semaphore.hasReached(value) || semaphore.promisedBy(value))
      return true;
    if (mayOthers(semaphore)) return true;
    if (asked.has(semaphore)) return false;
    asked.add(semaphore);
    return [...this.#waiting].some(
      ({ waits, signals }) =>
        signals.some((signal) => signal.semaphore === semaphore && signal.value >= value) &&
        waits.every((wait) => this.mayReach(wait, mayOthers, asked)),
    );
  }

  /**
   * Fails the work that was to signal any of somebody's semaphores, and what he waits for with it. Work
   * that is running is ended where the device can do that, else it goes on.
   */
  cancel(isOwn: (semaphore: Semaphore) => boolean, reason: StatusError): void {
    const isCancelled = ({ signals }: QueueWork): boolean =>
      signals.some(({ semaphore }) => isOwn(semaphore));
    for (const work of [...this.#waiting]) if (isCancelled(work)) this.#abandon(work, reason);
    const running = [...this.#running].filter(isCancelled);
    for (const work of [...running, ...this.#accepted.filter(isCancelled)])
      this.#cancelled.set(work, reason);
    if (running.length > 0) void this.#options.interrupt?.(reason);
  }

  /** Takes no more work, and fails what still waits for semaphores; the rest goes on. */
  close(): void {
    this.#isClosed = true;
    for (const work of this.#waiting) this.#abandon(work, destroyed());
  }

  /** True when nothing is queued or running. */
  get isIdle(): boolean {
    return this.#outstanding === 0;
  }

  /** Waits until everything queued so far is done, well or not. */
  async drain(): Promise<void> {
    this.flush();
    if (this.#outstanding === 0) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  flush(): void {
    if (this.#accepted.length > 0) this.#flushWhenStarted = true;
    this.#options.flush?.();
  }

  #accept(work: QueueWork): void {
    for (const { semaphore, value } of work.signals) semaphore.promise(value, this);
    work.accepted?.();
    this.#accepted.push(work);
    if (!this.#pumping) this.#pump();
  }

  /** Starts accepted work in order; suspends while prerequisites are missing. */
  #pump(): void {
    this.#pumping = true;
    for (let work = this.#accepted[0]; work; work = this.#accepted[0]) {
      const blocker = this.#start(work);
      this.#accepted.shift();
      if (blocker) {
        blocker.then(() => this.#pump());
        return;
      }
    }
    this.#pumping = false;
    if (this.#flushWhenStarted) {
      this.#flushWhenStarted = false;
      this.#options.flush?.();
    }
  }

  /** Starts one piece of work; returns what later work has to wait for (a promise that resolves). */
  #start(work: QueueWork): Promise<void> | undefined {
    this.#running.add(work);
    const { prerequisites } = work;
    if (prerequisites && prerequisites.length > 0) {
      return Promise.all(prerequisites).then(
        () => this.#run(work),
        (error: unknown) => {
          work.started?.();
          this.#fail(work, error);
        },
      );
    }
    return this.#run(work);
  }

  #run(work: QueueWork): Promise<void> | undefined {
    let done: Promise<void> | undefined;
    try {
      const reason = this.#cancelled.get(work);
      if (reason) throw reason;
      throwIfFailed(work.waits);
      done = work.run();
    } catch (error) {
      work.started?.();
      this.#fail(work, error);
      return undefined;
    }
    work.started?.();
    if (!done) {
      const ahead = work.waits.filter(({ semaphore, value }) => !semaphore.hasReached(value));
      if (ahead.length === 0) {
        this.#complete(work);
        return undefined;
      }
      // What it follows was started, but the device is not done with it.
      done = Promise.all(ahead.map(({ semaphore, value }) => semaphore.whenReached(value))).then(
        () => {},
      );
    }
    const finished = done.then(
      () => this.#complete(work),
      (error: unknown) => this.#fail(work, error),
    );
    return this.#options.pipelined ? undefined : finished;
  }

  /** Fails work that has not been accepted; does nothing if it was failed before. */
  #abandon(work: QueueWork, error: unknown): void {
    if (!this.#waiting.delete(work)) return;
    work.started?.();
    this.#fail(work, error);
  }

  #complete(work: QueueWork): void {
    // Work this one waited for may have failed on the device after this one was started.
    const failure = work.waits.find(({ semaphore }) => semaphore.failure)?.semaphore.failure;
    if (failure) {
      failSemaphores(work.signals, failure);
    } else {
      signalSemaphores(work.signals);
    }
    this.#finish(work);
  }

  #fail(work: QueueWork, error: unknown): void {
    failSemaphores(work.signals, toStatusError(error));
    this.#finish(work);
  }

  #finish(work: QueueWork): void {
    this.#running.delete(work);
    work.settled?.();
    if (--this.#outstanding > 0) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }
}

/**
 * Hooks that mark storages as used from the time work is accepted until it is started or settled.
 * Work that still waits for semaphores holds nothing: the host may be the one to signal them.
 */
export function holdStorages(
  storages: Iterable<BufferStorage>,
  until: 'started' | 'settled',
): Pick<QueueWork, 'accepted' | 'settled' | 'started'> {
  const held: BufferStorage[] = [];
  const accepted = () => {
    for (const storage of storages) {
      storage.addUse();
      held.push(storage);
    }
  };
  const release = () => {
    for (const storage of held.splice(0)) storage.removeUse();
  };
  return until === 'started' ? { accepted, started: release } : { accepted, settled: release };
}

function destroyed(): StatusError {
  return new StatusError('FAILED_PRECONDITION', 'the device has been destroyed');
}

function throwIfFailed(waits: SemaphoreList): void {
  for (const { semaphore } of waits) if (semaphore.failure) throw semaphore.failure;
}
