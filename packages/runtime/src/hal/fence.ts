/**
 * Fences: a set of semaphore timepoints that are waited for or signaled together.
 */
import type { VmRef } from '../vm/native-module.ts';
import type { StatusError } from '../vm/status.ts';
import {
  failSemaphores,
  type Semaphore,
  type SemaphoreList,
  signalSemaphores,
  type Timeout,
  waitSemaphores,
} from './semaphore.ts';

/** A fence; one value a semaphore, the highest one inserted. */
export class Fence implements VmRef {
  static readonly vmTypeName = 'hal.fence';
  readonly vmType = Fence.vmTypeName;
  readonly #timepoints = new Map<Semaphore, number>();

  /** A fence with a single timepoint. */
  static at(semaphore: Semaphore, value: number): Fence {
    const fence = new Fence();
    fence.insert(semaphore, value);
    return fence;
  }

  /** A fence that is reached when all the given ones are; null stands for one already reached. */
  static join(fences: readonly (Fence | null)[]): Fence {
    const joined = new Fence();
    for (const fence of fences) if (fence) joined.extend(fence);
    return joined;
  }

  /** Adds a timepoint. */
  insert(semaphore: Semaphore, value: number): void {
    const existing = this.#timepoints.get(semaphore);
    if (existing === undefined || existing < value) this.#timepoints.set(semaphore, value);
  }

  /** Adds all timepoints of another fence. */
  extend(other: Fence): void {
    for (const { semaphore, value } of other.semaphores) this.insert(semaphore, value);
  }

  /** The unique semaphores with their values. */
  get semaphores(): SemaphoreList {
    return [...this.#timepoints].map(([semaphore, value]) => ({ semaphore, value }));
  }

  /** True when reached, false when not yet; throws the failure of a failed timepoint. */
  query(): boolean {
    let reached = true;
    for (const [semaphore, value] of this.#timepoints) {
      if (semaphore.query() < value) reached = false;
    }
    return reached;
  }

  /** Signals every timepoint. */
  signal(): void {
    signalSemaphores(this.semaphores);
  }

  /** Fails every timepoint. */
  fail(error: StatusError): void {
    failSemaphores(this.semaphores, error);
  }

  /** Waits for every timepoint. */
  wait(timeout?: Timeout): Promise<void> {
    return waitSemaphores('all', this.semaphores, timeout);
  }
}

/** The timepoints of a fence that may be null: none. */
export function semaphoresOf(fence: Fence | null): SemaphoreList {
  return fence === null ? [] : fence.semaphores;
}
