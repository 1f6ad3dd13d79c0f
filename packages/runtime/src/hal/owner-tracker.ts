/**
 * Frees device memory whose JavaScript owner is garbage. The collector knows nothing of device
 * memory, so allocators also ask by themselves when memory runs short.
 */

interface Entry {
  readonly owner: WeakRef<object>;
  readonly onAbandoned: () => void;
}

/** Watches owners of resources. */
export class OwnerTracker {
  readonly #entries = new Map<number, Entry>();
  readonly #finalizer = new FinalizationRegistry<number>((token) => this.#abandon(token));
  #nextToken = 1;

  /**
   * Watches an owner; `onAbandoned` must not refer to it. Returns the token that ends the watch.
   */
  add(owner: object, onAbandoned: () => void): number {
    const token = this.#nextToken++;
    this.#entries.set(token, { owner: new WeakRef(owner), onAbandoned });
    this.#finalizer.register(owner, token, owner);
    return token;
  }

  /** Ends a watch: the resource was freed by its owner. */
  remove(owner: object, token: number): void {
    if (this.#entries.delete(token)) this.#finalizer.unregister(owner);
  }

  /**
   * Frees what belongs to owners already found to be garbage. Only worth it right after a collection:
   * looking at an owner keeps it alive until the running job ends.
   */
  sweep(): void {
    for (const [token, { owner }] of this.#entries) {
      if (owner.deref() === undefined) this.#abandon(token);
    }
  }

  #abandon(token: number): void {
    const entry = this.#entries.get(token);
    // A sweep may have been here before the finalizer.
    if (!entry) return;
    this.#entries.delete(token);
    entry.onAbandoned();
  }
}
