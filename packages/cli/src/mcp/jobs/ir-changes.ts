/** Whether anything in a context's IR was changed, told by its listeners: much cheaper than printing it. */
import type { Context, IRListener } from '@iree-workbench/ir';

export class IrChanges {
  /** How many changes there have been. */
  count = 0;
  readonly #context: Context;
  readonly #listener: IRListener;

  constructor(context: Context) {
    const change = (): void => {
      this.count++;
    };
    this.#context = context;
    this.#listener = {
      operationInserted: change,
      operationRemoved: change,
      operationErased: change,
      operationModified: change,
      operationReplaced: change,
      blockInserted: change,
      blockErased: change,
    };
    context.listeners.push(this.#listener);
  }

  stop(): void {
    const { listeners } = this.#context;
    const index = listeners.indexOf(this.#listener);
    if (index >= 0) listeners.splice(index, 1);
  }
}
