/**
 * Simplification of regions, as upstream's `simplifyRegions`: drops blocks that control never
 * reaches and what nothing needs, and merges blocks that do the same.
 */

import { BranchOp } from '../interfaces.ts';
import type { Block, BlockArgument, Operation, Region, Value } from '../operation.ts';
import { wouldBeTriviallyDead } from './effects.ts';
import { mergeIdenticalBlocks } from './merge-blocks.ts';

/** @returns whether anything changed. */
export function simplifyRegions(regions: readonly Region[]): boolean {
  const unreachable = eraseUnreachableBlocks(regions);
  const dead = eraseDeadCode(regions);
  const merged = mergeIdenticalBlocks(regions);
  return unreachable || dead || merged;
}

export function eraseUnreachableBlocks(regions: readonly Region[]): boolean {
  let changed = false;
  const work = [...regions];
  for (let region = work.pop(); region; region = work.pop()) {
    if (region.blocks.length > 1) {
      const reached = new Set(postOrder(region));
      const lost = region.blocks.filter((block) => !reached.has(block));
      for (const block of lost) for (const op of block.ops) op.dropAllReferences();
      for (const block of lost) block.erase();
      if (lost.length > 0) changed = true;
    }
    for (const block of region.blocks)
      for (let op = block.first; op; op = op.next) work.push(...op.regions);
  }
  return changed;
}

/** The blocks that are reachable from the entry, successors first. */
function postOrder(region: Region): Block[] {
  const entry = region.entry;
  if (!entry) return [];
  const seen = new Set<Block>([entry]);
  const order: Block[] = [];
  const stack = [{ block: entry, successors: entry.successors, next: 0 }];
  for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
    const successor = top.successors[top.next++];
    if (!successor) {
      order.push(top.block);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      stack.push({ block: successor, successors: successor.successors, next: 0 });
    }
  }
  return order;
}

/** What was found to be needed. An operation's results live with it, block arguments on their own. */
class Liveness {
  readonly #ops = new Set<Operation>();
  readonly #args = new Set<BlockArgument>();
  changed = false;

  isLive(op: Operation): boolean {
    return this.#ops.has(op);
  }
  isLiveArgument(argument: BlockArgument): boolean {
    return this.#args.has(argument);
  }
  #mark(op: Operation): void {
    if (this.#ops.has(op)) return;
    this.#ops.add(op);
    this.changed = true;
  }
  markArgument(argument: BlockArgument): void {
    if (this.#args.has(argument)) return;
    this.#args.add(argument);
    this.changed = true;
  }
  #isUsed(value: Value): boolean {
    for (let use = value._uses(); use; use = use._next)
      if (this.#ops.has(use.owner) && !this.#isForDeadArgument(use.owner, use.index)) return true;
    return false;
  }
  /** Does the operand only feed a block argument that nobody needs, as far as is known? */
  #isForDeadArgument(owner: Operation, operand: number): boolean {
    if (!owner.hasTrait('Terminator')) return false;
    const argument = successorArgument(owner, operand);
    return argument !== null && !this.#args.has(argument);
  }

  propagateRegion(region: Region): void {
    for (const block of postOrder(region)) {
      for (let op = block.last; op; op = op.previous) this.#propagate(op);
      // Who enters the region fills the entry's arguments: they are not for us to drop.
      if (block.isEntry) continue;
      for (const argument of block.arguments)
        if (!this.#args.has(argument) && this.#isUsed(argument)) this.markArgument(argument);
    }
  }
  #propagate(op: Operation): void {
    for (const region of op.regions) this.propagateRegion(region);
    if (op.hasTrait('Terminator') || op.blockOperands.length > 0) {
      this.#mark(op);
      const branch = op.getInterface(BranchOp);
      op.successors.forEach((successor, i) => {
        const passed = branch?.successorOperands(op, i).count ?? 0;
        // What the operation passes in another way than by operands is not for us to drop.
        successor.arguments.forEach((argument, k) => {
          if (!branch || k < successor.arguments.length - passed) this.markArgument(argument);
        });
      });
      return;
    }
    if (this.#ops.has(op)) return;
    if (!wouldBeTriviallyDead(op) || op.results.some((result) => this.#isUsed(result)))
      this.#mark(op);
  }
}

/** The block argument that an operand of a branch becomes, or null. */
function successorArgument(branch: Operation, operand: number): BlockArgument | null {
  const branches = branch.getInterface(BranchOp);
  if (!branches) return null;
  for (const [i, successor] of branch.successors.entries()) {
    const { start, count } = branches.successorOperands(branch, i);
    if (operand >= start && operand < start + count)
      return successor.arguments[successor.arguments.length - count + operand - start] ?? null;
  }
  return null;
}

/**
 * Erases operations and block arguments that only feed each other: finds what is needed until
 * nothing is added any more, and drops the rest.
 */
export function eraseDeadCode(regions: readonly Region[]): boolean {
  const liveness = new Liveness();
  do {
    liveness.changed = false;
    for (const region of regions) liveness.propagateRegion(region);
  } while (liveness.changed);
  return eraseDead(regions, liveness);
}

function eraseDead(regions: readonly Region[], liveness: Liveness): boolean {
  let changed = false;
  for (const region of regions) {
    const hasOneBlock = region.hasOneBlock;
    for (const block of postOrder(region)) {
      const last = block.last;
      if (!hasOneBlock && last) eraseOperandsForDeadArguments(last, liveness);
      for (const op of block.ops.reverse()) {
        if (liveness.isLive(op)) {
          if (op.regions.length > 0 && eraseDead(op.regions, liveness)) changed = true;
          continue;
        }
        changed = true;
        dropUses(op);
        op.erase();
      }
    }
    for (const block of region.blocks.slice(1))
      for (let i = block.arguments.length - 1; i >= 0; i--) {
        const argument = block.argument(i);
        if (!liveness.isLiveArgument(argument) && !argument.hasUses) block.eraseArgument(i);
      }
  }
  return changed;
}

function eraseOperandsForDeadArguments(terminator: Operation, liveness: Liveness): void {
  const branch = terminator.getInterface(BranchOp);
  if (!branch) return;
  const { successors } = terminator;
  for (let i = successors.length - 1; i >= 0; i--) {
    const args = successors[i]?.arguments ?? [];
    for (let k = args.length - 1; k >= 0; k--) {
      const argument = args[k];
      if (argument && !liveness.isLiveArgument(argument))
        branch.eraseSuccessorOperand(terminator, i, k);
    }
  }
}

/** In a graph region users may come before or after: dead ones let go of the operation's results. */
function dropUses(op: Operation): void {
  for (const result of op.results) for (const user of result.users) user.dropAllReferences();
}
