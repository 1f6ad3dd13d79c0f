/**
 * Where a value may be used: behind its definition, in the block of that or further in. One quick look
 * for IR that is valid, which nearly all is, and exact answers where that look is not enough.
 */

import type { Block, Operation, Region, Value } from '../operation.ts';
import { type DominatorTree, dominatorTree } from '../transforms/dominance.ts';

/** Does the first of two operations of a block come first? */
export type Order = (a: Operation, b: Operation) => boolean;

/**
 * Is all that is used inside an operation defined inside it, too, and before its use? One look at each
 * operand, at what is isolated from above not inside; `false` only says that somebody must look closer.
 */
export function usesOnlyWhatIsBefore(root: Operation): boolean {
  for (const region of root.regions) if (!isRegionInOrder(region, root)) return false;
  return true;
}

function isRegionInOrder(region: Region, root: Operation): boolean {
  const hasOrder = hasDominance(region);
  const { blocks } = region;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block;
    for (let op = block.first; op; op = op.next) {
      const { numOperands, regions } = op;
      for (let index = 0; index < numOperands; index++)
        if (!isInOrder(op.operand(index), op, block, hasOrder, root)) return false;
      if (regions.length === 0 || op.operationName.isIsolatedFromAbove) continue;
      for (let k = 0; k < regions.length; k++)
        if (!isRegionInOrder(regions[k] as Region, root)) return false;
    }
  }
  return true;
}

/** Is the value defined before an operation of the block, or of a block around it up to the root's? */
function isInOrder(
  value: Value,
  user: Operation,
  userBlock: Block,
  hasOrder: boolean,
  root: Operation,
): boolean {
  const home = value.parentBlock;
  if (home === userBlock) return !hasOrder || isBehind(value, user);
  if (!home) return false;
  for (let block: Block | null = userBlock; block; ) {
    // The first block dominates all of its region.
    if (home.region === block.region) return home.isEntry;
    const around: Operation | null = block.parentOp;
    if (!around || around === root) return false;
    block = around.block;
    if (block === home) return isBehind(value, around) || !hasDominance(home.region as Region);
  }
  return false;
}

/** Does the operation come behind the definition of a value of its block? */
const isBehind = (value: Value, op: Operation): boolean =>
  value.kind === 'argument' || (value.owner !== op && value.owner.isBeforeInBlock(op));

/**
 * Must values in the region be defined before their use? Not in a graph; a single block of an unknown
 * operation may be one, several blocks may not.
 */
export function hasDominance(region: Region): boolean {
  const op = region.parentOp;
  return op?.definition ? !op.operationName.hasGraphRegion : !region.hasOneBlock;
}

/** Is the value defined before the operation, or in a region around it at a place before? */
export function isAvailable(
  value: Value,
  user: Operation,
  block: Block,
  hasOrder: boolean,
  tree: DominatorTree | null,
  isBefore: Order,
): boolean {
  const home = value.parentBlock;
  if (!home?.region) return false;
  if (home.region !== block.region) return isAvailableFromOutside(value, user, home, isBefore);
  if (!hasOrder) return true;
  if (home !== block) return tree?.dominates(home, block) ?? false;
  return value.kind === 'argument' || (value.owner !== user && isBefore(value.owner, user));
}

/** As `isAvailable`, for the operation around the user that stands in the value's region. */
function isAvailableFromOutside(
  value: Value,
  user: Operation,
  home: Block,
  isBefore: Order,
): boolean {
  let around: Operation | null = user.parentOp;
  while (around && around.parentRegion !== home.region) around = around.parentOp;
  const block = around?.block;
  if (!around || !block) return false;
  if (!home.region || !hasDominance(home.region)) return true;
  if (block !== home) return dominatorTree(home.region).dominates(home, block);
  return value.kind === 'argument' || isBefore(value.owner, around);
}

export function definitionNote(value: Value, user: Operation): { op?: Operation; message: string } {
  const home = value.parentBlock;
  const mine = user.parentRegion;
  const theirs = home?.region ?? null;
  let place = 'neither in a parent nor in a child region';
  if (mine === theirs) place = 'in the same region';
  else if (mine && theirs?.isProperAncestorOf(mine)) place = 'in a parent region';
  else if (theirs && mine?.isProperAncestorOf(theirs)) place = 'in a child region';
  if (value.kind === 'result') {
    if (home && home === user.block) place = 'in the same block';
    const verb = place.startsWith('neither') ? 'op is' : 'op';
    return { op: value.owner, message: `operand defined here (${verb} ${place})` };
  }
  const parent = value.owner.parentOp;
  const index = theirs?.blocks.indexOf(value.owner) ?? -1;
  const message = `operand defined as a block argument (block #${index} ${place})`;
  return parent ? { op: parent, message } : { message };
}
