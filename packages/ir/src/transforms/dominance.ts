/**
 * Dominance among the blocks of a region, by the iterative algorithm of Cooper, Harvey and Kennedy
 * ("A Simple, Fast Dominance Algorithm", 2001).
 */

import type { Block, Operation, Region, Value } from '../operation.ts';

export interface DominatorTree {
  /** Blocks that `block` immediately dominates, in the order of the region. */
  children(block: Block): readonly Block[];
  /** Does `a` dominate `b`? Every block dominates itself; unreachable ones are dominated by all. */
  dominates(a: Block, b: Block): boolean;
  isReachable(block: Block): boolean;
}

export function dominatorTree(region: Region): DominatorTree {
  const order = reversePostOrder(region);
  const number = new Map(order.map((block, i) => [block, i]));
  const idom = new Map<Block, Block>();
  const [entry] = order;
  if (entry) idom.set(entry, entry);
  const intersect = (a: Block, b: Block): Block => {
    let [x, y] = [a, b];
    while (x !== y) {
      while ((number.get(x) ?? 0) > (number.get(y) ?? 0)) x = idom.get(x) as Block;
      while ((number.get(y) ?? 0) > (number.get(x) ?? 0)) y = idom.get(y) as Block;
    }
    return x;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order.slice(1)) {
      let dominator: Block | null = null;
      for (const predecessor of block.predecessors) {
        if (!idom.has(predecessor)) continue;
        dominator = dominator ? intersect(predecessor, dominator) : predecessor;
      }
      if (dominator && idom.get(block) !== dominator) {
        idom.set(block, dominator);
        changed = true;
      }
    }
  }
  const children = new Map<Block, Block[]>();
  for (const block of region.blocks) {
    const parent = idom.get(block);
    if (!parent || parent === block) continue;
    const list = children.get(parent);
    if (list) list.push(block);
    else children.set(parent, [block]);
  }
  return {
    children: (block) => children.get(block) ?? [],
    isReachable: (block) => number.has(block),
    dominates(a, b) {
      if (a === b || !number.has(b)) return true;
      if (!number.has(a)) return false;
      for (let block = b; ; ) {
        const parent = idom.get(block);
        if (!parent || parent === block) return false;
        if (parent === a) return true;
        block = parent;
      }
    },
  };
}

/** Blocks reachable from the entry, each before its successors but for back edges. */
export function reversePostOrder(region: Region): Block[] {
  const seen = new Set<Block>();
  const post: Block[] = [];
  const entry = region.entry;
  if (!entry) return [];
  const stack: { block: Block; next: number }[] = [{ block: entry, next: 0 }];
  seen.add(entry);
  for (let frame = stack[stack.length - 1]; frame; frame = stack[stack.length - 1]) {
    const successor = frame.block.successors[frame.next++];
    if (!successor) {
      post.push(frame.block);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      stack.push({ block: successor, next: 0 });
    }
  }
  return post.reverse();
}

/** Is `value` available at `user`? Answers per region are cached in `trees`. */
export function properlyDominates(
  value: Value,
  user: Operation,
  trees: Map<Region, DominatorTree> = new Map(),
): boolean {
  const block = value.parentBlock;
  const region = block?.region;
  if (!block || !region) return false;
  // Climb to the ancestor of the user that stands in the value's region.
  let ancestor: Operation | null = user;
  while (ancestor && ancestor.parentRegion !== region) ancestor = ancestor.parentOp;
  if (!ancestor) return false;
  const home = ancestor.block as Block;
  const isGraph = region.parentOp?.hasTrait('GraphRegion') ?? false;
  if (isGraph) return true;
  if (home === block)
    return (
      value.kind === 'argument' ||
      (value.owner !== ancestor && value.owner.isBeforeInBlock(ancestor))
    );
  let tree = trees.get(region);
  if (!tree) {
    tree = dominatorTree(region);
    trees.set(region, tree);
  }
  return tree.dominates(block, home);
}
