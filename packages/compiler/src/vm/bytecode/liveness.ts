/** Where the values of a function are live, and which use of a value is its last. */

import type { Block, Operation, Region, Value } from '@iree-workbench/ir';

export class Liveness {
  readonly #liveIn = new Map<Block, Set<Value>>();
  readonly #liveOut = new Map<Block, Set<Value>>();
  /** The last operation of a block that uses a value. */
  readonly #lastUser = new Map<Block, Map<Value, Operation>>();

  constructor(region: Region) {
    for (const block of region.blocks) {
      this.#liveIn.set(block, new Set());
      this.#liveOut.set(block, new Set());
    }
    for (const block of region.blocks) {
      const lastUser = new Map<Value, Operation>();
      for (const op of block.ops) for (const operand of op.operands) lastUser.set(operand, op);
      this.#lastUser.set(block, lastUser);
      for (const value of lastUser.keys())
        if (value.parentBlock !== block) this.#enter(value, block);
    }
  }

  /**
   * Notes that a value is live where a block begins, and so in all blocks on the way from its definition: each
   * is visited once for a value, however long the function.
   */
  #enter(value: Value, block: Block): void {
    const work = [block];
    for (let next = work.pop(); next; next = work.pop()) {
      const liveIn = this.#liveIn.get(next);
      if (!liveIn || liveIn.has(value)) continue;
      liveIn.add(value);
      for (const predecessor of next.predecessors) {
        this.#liveOut.get(predecessor)?.add(value);
        if (value.parentBlock !== predecessor) work.push(predecessor);
      }
    }
  }

  /** Values that are defined before the block and used in it or after. */
  liveIn(block: Block): ReadonlySet<Value> {
    return this.#liveIn.get(block) ?? new Set();
  }

  /** Is the operand the last use of its value, in this operation too? */
  isLastUse(op: Operation, operand: number): boolean {
    const { block } = op;
    if (!block) return false;
    const value = op.operand(operand);
    if (this.#liveOut.get(block)?.has(value)) return false;
    if (this.#lastUser.get(block)?.get(value) !== op) return false;
    return op.operands.lastIndexOf(value) === operand;
  }
}
