/**
 * Simplification of regions: drops blocks that control never reaches and block arguments and
 * operations that nothing needs (upstream's `simplifyRegions`).
 */

import { BranchOp } from '../interfaces.ts';
import type { Block, BlockArgument, Operation, Region, Value } from '../operation.ts';
import { wouldBeTriviallyDead } from './effects.ts';

/** @returns whether anything changed. */
export function simplifyRegions(regions: readonly Region[]): boolean {
  const unreachable = eraseUnreachableBlocks(regions);
  const dead = eraseDeadCode(regions);
  return unreachable || dead;
}

function forEachRegion(regions: readonly Region[], visit: (region: Region) => void): void {
  for (const region of regions) {
    visit(region);
    for (const block of region.blocks) for (const op of block.ops) forEachRegion(op.regions, visit);
  }
}

export function eraseUnreachableBlocks(regions: readonly Region[]): boolean {
  let changed = false;
  forEachRegion(regions, (region) => {
    if (region.blocks.length < 2) return;
    const reached = new Set<Block>();
    const stack = [region.front];
    for (let block = stack.pop(); block; block = stack.pop()) {
      if (reached.has(block)) continue;
      reached.add(block);
      stack.push(...block.successors);
    }
    const lost = region.blocks.filter((block) => !reached.has(block));
    if (lost.length === 0) return;
    changed = true;
    for (const block of lost) for (const op of block.ops) op.dropAllReferences();
    for (const block of lost) block.erase();
  });
  return changed;
}

/**
 * Finds what is live by walking back from effects and terminators, and erases the rest: operations
 * and block arguments that only feed each other go with it.
 */
export function eraseDeadCode(regions: readonly Region[]): boolean {
  const live = new Set<Operation>();
  const liveArguments = new Set<BlockArgument>();
  const work: (Operation | BlockArgument)[] = [];
  const markValue = (value: Value): void => {
    if (value.kind === 'argument') {
      if (liveArguments.has(value)) return;
      liveArguments.add(value);
      work.push(value);
    } else markOp(value.owner);
  };
  const markOp = (op: Operation): void => {
    if (live.has(op)) return;
    live.add(op);
    work.push(op);
  };
  const isBranch = (op: Operation): boolean =>
    op.getInterface(BranchOp) !== undefined && op.blockOperands.length > 0;
  /** Operand numbers of a branch that only feed arguments. */
  const forwarded = (op: Operation): Set<number> => {
    const branch = op.getInterface(BranchOp);
    const numbers = new Set<number>();
    op.successors.forEach((_, i) => {
      const range = branch?.successorOperands(op, i);
      if (range) for (let k = 0; k < range.count; k++) numbers.add(range.start + k);
    });
    return numbers;
  };
  forEachRegion(regions, (region) => {
    for (const block of region.blocks)
      for (const op of block.ops)
        if (op.hasTrait('Terminator') || op.blockOperands.length > 0 || !wouldBeTriviallyDead(op))
          markOp(op);
  });
  const processed = new Set<Block>();
  for (let item = work.pop(); item; item = work.pop()) {
    if ('kind' in item) {
      // A live argument needs what its predecessors pass for it.
      if (item.owner.isEntry) continue;
      for (const use of item.owner._uses) {
        const branch = use.owner.getInterface(BranchOp);
        if (!branch) continue;
        const range = branch.successorOperands(use.owner, use.index);
        const operand = use.owner.operands[range.start + item.index];
        if (operand && item.index < range.count) markValue(operand);
      }
      continue;
    }
    const skip = isBranch(item) ? forwarded(item) : null;
    item.operands.forEach((operand, i) => {
      if (!skip?.has(i)) markValue(operand);
    });
    // What encloses something live is live, and arguments that something else fills are too.
    const parent = item.parentOp;
    if (parent) markOp(parent);
    const block = item.block;
    if (block && !processed.has(block)) processed.add(block);
  }
  let changed = false;
  forEachRegion(regions, (region) => {
    for (const block of [...region.blocks].reverse()) {
      if (!block.isEntry && canEraseArguments(block))
        for (let i = block.arguments.length - 1; i >= 0; i--) {
          if (liveArguments.has(block.argument(i))) continue;
          // Its uses are dead operations, erased below; drop the branch operands first.
          for (const use of [...block._uses])
            use.owner.getInterface(BranchOp)?.eraseSuccessorOperand(use.owner, use.index, i);
          for (const use of block.argument(i).uses) if (!live.has(use.owner)) eraseDead(use.owner);
          if (!block.argument(i).hasUses) {
            block.eraseArgument(i);
            changed = true;
          }
        }
      for (const op of block.ops.reverse())
        if (!live.has(op) && op.block) {
          eraseDead(op);
          changed = true;
        }
    }
  });
  return changed;
}

const canEraseArguments = (block: Block): boolean =>
  [...block._uses].every((use) => use.owner.getInterface(BranchOp) !== undefined);

/** Erases a dead operation after the dead users of its results. */
function eraseDead(op: Operation): void {
  for (const result of op.results) for (const user of result.users) if (user.block) eraseDead(user);
  if (op.block) op.erase();
}
