/**
 * Merges blocks of a region that do the same and go on to the same blocks; operands from outside in
 * which they differ become arguments of the one that stays (upstream's `mergeIdenticalBlocks`).
 */

import { attributesEqual } from '../attributes.ts';
import { BranchOp } from '../interfaces.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';

/** @returns whether blocks were merged. */
export function mergeIdenticalBlocks(regions: readonly Region[]): boolean {
  const work = [...regions];
  let changed = false;
  for (let region = work.pop(); region; region = work.pop()) {
    while (mergeBlocksOf(region)) changed = true;
    for (const block of region.blocks)
      for (let op = block.first; op; op = op.next) work.push(...op.regions);
  }
  return changed;
}

function mergeBlocksOf(region: Region): boolean {
  if (region.blocks.length < 2) return false;
  const ids = new Map(region.blocks.map((block, i) => [block, i]));
  const bySuccessors = new Map<string, Block[]>();
  for (const block of region.blocks.slice(1)) {
    const key = block.successors.map((successor) => ids.get(successor)).join(',');
    const group = bySuccessors.get(key);
    if (group) group.push(block);
    else bySuccessors.set(key, [block]);
  }
  let changed = false;
  for (const blocks of bySuccessors.values()) {
    if (blocks.length < 2) continue;
    const clusters: Cluster[] = [];
    for (const block of blocks) {
      if (block.ops.some((op) => op.regions.some((inner) => !inner.isEmpty))) continue;
      if (!clusters.some((cluster) => cluster.add(block))) clusters.push(new Cluster(block));
    }
    for (const cluster of clusters) if (cluster.merge()) changed = true;
  }
  return changed;
}

/** A block and others that are the same but for some operands. */
class Cluster {
  readonly #leader: Block;
  readonly #order: ReadonlyMap<Value, number>;
  readonly #others: Block[] = [];
  /** Operation and operand numbers, in order, in which a block differs from the leader. */
  readonly #differing = new Map<string, readonly [op: number, operand: number]>();

  constructor(leader: Block) {
    this.#leader = leader;
    this.#order = valueOrder(leader);
  }

  /** Takes the block in if it is equivalent. */
  add(block: Block): boolean {
    const leader = this.#leader;
    if (
      leader.arguments.length !== block.arguments.length ||
      !leader.arguments.every((argument, i) => argument.type === block.argument(i).type)
    )
      return false;
    const mine = leader.ops;
    const theirs = block.ops;
    if (mine.length !== theirs.length) return false;
    const order = valueOrder(block);
    const differing: (readonly [number, number])[] = [];
    for (const [i, a] of mine.entries()) {
      const b = theirs[i] as Operation;
      if (!isSameButForOperands(a, b)) return false;
      for (let k = 0; k < a.numOperands; k++) {
        const [x, y] = [a.operand(k), b.operand(k)];
        if (x === y) continue;
        if (x.type !== y.type) return false;
        const isInside = x.parentBlock === leader;
        if (isInside !== (y.parentBlock === block)) return false;
        if (isInside) {
          if (this.#order.get(x) !== order.get(y)) return false;
          continue;
        }
        // The result of a terminator that branches here cannot be passed by that very branch.
        if (!canBePassed(leader, x) || !canBePassed(block, y)) return false;
        differing.push([i, k]);
      }
      if (isUsedOutside(a, leader) || isUsedOutside(b, block)) return false;
    }
    for (const pair of differing) this.#differing.set(pair.join(), pair);
    this.#others.push(block);
    return true;
  }

  merge(): boolean {
    if (this.#others.length === 0) return false;
    const blocks = [this.#leader, ...this.#others];
    if (this.#differing.size > 0) {
      if (!blocks.every(canAppendToPredecessors)) return false;
      const positions = [...this.#differing.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const values = blocks.map((block) => {
        const ops = block.ops;
        return positions.map(([op, operand]) => (ops[op] as Operation).operand(operand));
      });
      const ops = this.#leader.ops;
      for (const [op, operand] of positions) {
        const old = (ops[op] as Operation).operand(operand);
        const argument = this.#leader.addArgument(old.type, old.location);
        (ops[op] as Operation).setOperand(operand, argument);
      }
      blocks.forEach((block, i) => {
        for (const use of [...block._uses])
          use.owner
            .getInterface(BranchOp)
            ?.appendSuccessorOperands(use.owner, use.index, values[i] ?? []);
      });
    }
    for (const block of this.#others) {
      for (const use of [...block._uses]) use.set(this.#leader);
      block.erase();
    }
    return true;
  }
}

/** Numbers of the values that a block defines. */
function valueOrder(block: Block): ReadonlyMap<Value, number> {
  const values: Value[] = [...block.arguments];
  for (let op = block.first; op; op = op.next) values.push(...op.results);
  return new Map(values.map((value, i) => [value, i]));
}

function isSameButForOperands(a: Operation, b: Operation): boolean {
  return (
    a.operationName === b.operationName &&
    a.numOperands === b.numOperands &&
    a.numResults === b.numResults &&
    a.regions.length === b.regions.length &&
    attributesEqual(a.attributes, b.attributes) &&
    a.results.every((result, i) => result.type === b.result(i).type) &&
    a.successors.every((block, i) => block === b.successors[i])
  );
}

const isUsedOutside = (op: Operation, block: Block): boolean =>
  op.results.some((result) => result.users.some((user) => user.block !== block));

function canBePassed(block: Block, value: Value): boolean {
  const home = value.parentBlock;
  const isTerminator = value.definingOp !== null && value.definingOp === home?.terminator;
  return !isTerminator || !block.predecessors.includes(home as Block);
}

const canAppendToPredecessors = (block: Block): boolean =>
  [...block._uses].every((use) => use.owner.getInterface(BranchOp) !== undefined);
