/**
 * `iree-util-apply-patterns`: canonicalisation, and with it the block arguments that need not be:
 * those that always equal another argument of the block, and those that every branch passes the same
 * value for.
 */

import {
  type Block,
  BranchOp,
  CallableOp,
  canonicalize,
  type DominatorTree,
  dominatorTree,
  type Operation,
  type Region,
  type Value,
} from '@iree-workbench/ir';

/** A way into a block, with the values it passes for the arguments. */
interface Edge {
  readonly branch: Operation;
  readonly successor: number;
  readonly operands: readonly Value[];
}

/** All ways into the block; null if one is not a branch that shows what it passes. */
function edgesInto(block: Block): Edge[] | null {
  const edges: Edge[] = [];
  for (const { owner, index } of block._uses) {
    const range = owner.getInterface(BranchOp)?.successorOperands(owner, index);
    if (!range || range.count !== block.arguments.length) return null;
    const operands = owner.operands.slice(range.start, range.start + range.count);
    edges.push({ branch: owner, successor: index, operands });
  }
  return edges.length > 0 ? edges : null;
}

/** The first argument that gets the same value on every edge, if it comes before `index`. */
function duplicateOf(edges: readonly Edge[], index: number): number | null {
  for (let other = 0; other < index; other++)
    if (edges.every(({ operands }) => operands[other] === operands[index])) return other;
  return null;
}

/** The one value that all edges pass but those that pass the argument itself on. */
function uniformValue(block: Block, edges: readonly Edge[], index: number): Value | null {
  const argument = block.argument(index);
  const values = new Set<Value>();
  for (const { operands } of edges) {
    const value = operands[index];
    if (value && value !== argument) values.add(value);
  }
  const [value] = values;
  return values.size === 1 && value ? value : null;
}

function eraseArgument(block: Block, edges: readonly Edge[], index: number): void {
  for (const { branch, successor } of edges)
    branch.getInterface(BranchOp)?.eraseSuccessorOperand(branch, successor, index);
  block.eraseArgument(index);
}

function foldRegion(region: Region): boolean {
  let tree: DominatorTree | null = null;
  let changed = false;
  for (const block of region.blocks.slice(1))
    for (let index = block.arguments.length - 1; index >= 0; index--) {
      const edges = edgesInto(block);
      if (!edges) break;
      const twin = duplicateOf(edges, index);
      let replacement: Value | null = null;
      if (twin !== null) replacement = block.argument(twin);
      else {
        const value = uniformValue(block, edges, index);
        tree ??= dominatorTree(region);
        const home = value?.parentBlock;
        // A value from outside the region is available everywhere in it.
        if (home && (home.region !== region || tree.dominates(home, block))) replacement = value;
      }
      if (!replacement) continue;
      block.argument(index).replaceAllUsesWith(replacement);
      eraseArgument(block, edges, index);
      changed = true;
    }
  return changed;
}

/** Drops needless block arguments of all functions inside. */
export function foldBlockArguments(root: Operation): boolean {
  let changed = false;
  root.walk((op) => {
    const body = op.getInterface(CallableOp)?.body(op);
    while (body && foldRegion(body)) changed = true;
  });
  return changed;
}

/** The pass: until neither finds anything. */
export function applyPatterns(root: Operation): void {
  for (let round = 0; round < 10; round++) {
    const { changed } = canonicalize(root);
    if (!foldBlockArguments(root) && !changed) return;
  }
}
