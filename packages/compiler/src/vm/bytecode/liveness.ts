/** Where the values of a function are live, and which use of a value is its last. */

import type { Block, Operation, Region, Value } from '@iree-workbench/ir';

export class Liveness {
  readonly #liveIn = new Map<Block, Set<Value>>();
  readonly #liveOut = new Map<Block, Set<Value>>();
  /** The last operation of a block that uses a value. */
  readonly #lastUser = new Map<Block, Map<Value, Operation>>();

  constructor(region: Region) {
    const used = new Map<Block, Set<Value>>();
    for (const block of region.blocks) {
      // Values used before the block defines them: all that it does not define.
      const outside = new Set<Value>();
      const lastUser = new Map<Value, Operation>();
      for (const op of block.ops)
        for (const operand of op.operands) {
          lastUser.set(operand, op);
          if (operand.parentBlock !== block) outside.add(operand);
        }
      used.set(block, outside);
      this.#lastUser.set(block, lastUser);
      this.#liveIn.set(block, new Set(outside));
      this.#liveOut.set(block, new Set());
    }
    const work = new Set(region.blocks);
    for (const block of work) {
      work.delete(block);
      const liveIn = this.#liveIn.get(block) as Set<Value>;
      const liveOut = this.#liveOut.get(block) as Set<Value>;
      const size = liveIn.size;
      for (const successor of block.successors)
        for (const value of this.liveIn(successor)) {
          liveOut.add(value);
          if (value.parentBlock !== block) liveIn.add(value);
        }
      if (liveIn.size > size || used.delete(block))
        for (const predecessor of block.predecessors) work.add(predecessor);
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
