/**
 * The greedy driver: folds and applies patterns until nothing changes, with the worklist, the order
 * of visits and the notifications of upstream's `applyPatternsAndFoldGreedily`.
 */

import type { Block, IRListener, Operation, Region, Value } from '../operation.ts';
import type { RewritePattern } from '../pattern.ts';
import { isTriviallyDead } from './effects.ts';
import { constantValue, OperationFolder } from './folder.ts';
import { simplifyRegions } from './regions.ts';
import { PatternRewriter } from './rewriter.ts';

export interface GreedyOptions {
  /** Rounds over all operations; upstream stops at 10. */
  readonly maxIterations?: number;
  /** Whether operations are first visited in the order of the text (the default) or in reverse. */
  readonly traversal?: 'top-down' | 'bottom-up';
  readonly simplifyRegions?: boolean;
  /** Told of each pattern that changed something, and on which operation. */
  readonly onPattern?: (
    pattern: RewritePattern,
    operationName: string,
    operationId: number,
  ) => void;
  /** Told of each operation that was folded away or folded in place. */
  readonly onFold?: (operationName: string, operationId: number) => void;
  /** Polled between operations; true stops. */
  readonly isCancelled?: () => boolean;
}

/** Patterns by root name, most beneficial first; order of registration breaks ties. */
export class PatternSet {
  readonly #byRoot = new Map<string, RewritePattern[]>();
  readonly #any: RewritePattern[] = [];
  /** What is to be tried for a name: its own patterns merged with those for any. */
  readonly #merged = new Map<string, readonly RewritePattern[]>();
  constructor(patterns: Iterable<RewritePattern>) {
    for (const pattern of patterns) {
      if (pattern.root === null) this.#any.push(pattern);
      else {
        const list = this.#byRoot.get(pattern.root);
        if (list) list.push(pattern);
        else this.#byRoot.set(pattern.root, [pattern]);
      }
    }
  }
  for(op: Operation): readonly RewritePattern[] {
    let merged = this.#merged.get(op.name);
    if (!merged) {
      // The sort is stable: of equal benefit, those for the name itself go first.
      merged = [...(this.#byRoot.get(op.name) ?? []), ...this.#any].sort(
        (a, b) => (b.benefit ?? 1) - (a.benefit ?? 1),
      );
      this.#merged.set(op.name, merged);
    }
    return merged;
  }
}

/** Operations to look at: a stack that holds each once. */
class Worklist {
  #stack: (Operation | null)[] = [];
  readonly #position = new Map<Operation, number>();
  push(op: Operation): void {
    if (this.#position.has(op)) return;
    this.#position.set(op, this.#stack.length);
    this.#stack.push(op);
  }
  pop(): Operation | null {
    while (this.#stack.length > 0) {
      const op = this.#stack.pop();
      if (!op) continue;
      this.#position.delete(op);
      return op;
    }
    return null;
  }
  remove(op: Operation): void {
    const position = this.#position.get(op);
    if (position === undefined) return;
    this.#stack[position] = null;
    this.#position.delete(op);
  }
  fill(ops: readonly Operation[]): void {
    this.#stack = [];
    this.#position.clear();
    for (const op of ops) this.push(op);
  }
}

/**
 * Keeps the worklist up to date with what patterns do. The mutation API tells of every change, moves
 * included; a move alone is no reason to look at an operation again.
 */
class WorklistUpdater implements IRListener {
  readonly #root: Operation;
  readonly #worklist: Worklist;
  readonly #folder: OperationFolder;
  /** Taken out of its block, and perhaps put into another. */
  #moved: Operation | null = null;
  /** Its next modification is the move itself, its creation or its erasure. */
  #silent: Operation | null = null;
  constructor(root: Operation, worklist: Worklist, folder: OperationFolder) {
    this.#root = root;
    this.#worklist = worklist;
    this.#folder = folder;
  }
  /** The operation and those around it, up to the driver's root. */
  add(op: Operation): void {
    if (op === this.#root || !this.#root.isProperAncestorOf(op)) return;
    for (let at: Operation | null = op; at && at !== this.#root; at = at.parentOp)
      this.#worklist.push(at);
  }
  /** Definitions that lose a use and may be dead or better off with the last one. */
  addDefinitionsOf(operands: readonly Value[]): void {
    for (const operand of operands) {
      if (operand.hasUses && !operand.hasOneUse) continue;
      const definition = operand.definingOp;
      if (definition) this.add(definition);
    }
  }
  addUsersOf(op: Operation): void {
    for (const result of op.results)
      for (let use = result._uses(); use; use = use._next) this.add(use.owner);
  }
  operationRemoved(op: Operation): void {
    this.#moved = op;
    this.#silent = op;
  }
  operationInserted(op: Operation): void {
    this.#silent = op;
    if (this.#moved === op) this.#moved = null;
    else this.add(op);
  }
  operationModified(op: Operation): void {
    if (this.#silent === op) this.#silent = null;
    else this.add(op);
  }
  operationReplaced(op: Operation): void {
    this.addUsersOf(op);
  }
  operationErased(op: Operation): void {
    this.addDefinitionsOf(op.operands);
    op.walk((inner) => {
      this.#worklist.remove(inner);
      this.#folder.notifyRemoval(inner);
    });
    this.#silent = op;
  }
}

/**
 * Rewrites all operations in the regions of `root` (not `root` itself).
 * @returns whether it converged, and whether anything changed.
 */
export function applyPatternsGreedily(
  root: Operation,
  patterns: PatternSet,
  options: GreedyOptions = {},
): { converged: boolean; changed: boolean } {
  const maxIterations = options.maxIterations ?? 10;
  const worklist = new Worklist();
  const folder = new OperationFolder();
  const rewriter = new PatternRewriter(root);
  const updater = new WorklistUpdater(root, worklist, folder);
  const { listeners } = root.context;

  /** Folds the operation or applies the first pattern that matches. */
  const rewrite = (op: Operation): boolean => {
    if (isTriviallyDead(op)) {
      op.erase();
      return true;
    }
    const { name, id } = op;
    const folded = folder.tryToFold(op, {
      onConstant: (constant) => updater.add(constant),
      beforeReplacement(original) {
        updater.addDefinitionsOf(original);
        updater.addUsersOf(op);
      },
    });
    if (folded !== 'unchanged') options.onFold?.(name, id);
    if (folded === 'erased') return true;
    for (const pattern of patterns.for(op)) {
      rewriter.setBefore(op);
      rewriter.location = op.location;
      if (!pattern.matchAndRewrite(op, rewriter)) continue;
      options.onPattern?.(pattern, name, id);
      return true;
    }
    return folded === 'modified';
  };

  let changed = false;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    worklist.fill(collect(root.regions, folder, options.traversal ?? 'top-down'));
    let roundChanged = false;
    listeners.push(updater);
    try {
      for (let op = worklist.pop(); op; op = worklist.pop()) {
        if (options.isCancelled?.()) return { converged: false, changed: true };
        if (op.block && rewrite(op)) roundChanged = true;
      }
      if (options.simplifyRegions !== false && simplifyRegions(root.regions)) roundChanged = true;
    } finally {
      listeners.splice(listeners.indexOf(updater), 1);
    }
    if (!roundChanged) return { converged: true, changed };
    changed = true;
  }
  return { converged: false, changed };
}

/**
 * The operations as the stack pops them; constants are noted, hoisted and made unique on the way.
 * Top-down an operation goes before those inside it, bottom-up after.
 */
function collect(
  regions: readonly Region[],
  folder: OperationFolder,
  traversal: 'top-down' | 'bottom-up',
): Operation[] {
  const found: Operation[] = [];
  /** False if the operation was a duplicate and is gone. */
  const keep = (op: Operation): boolean => {
    const value = op.numResults === 1 ? constantValue(op.result()) : null;
    return !value || folder.insertKnownConstant(op, value);
  };
  const visit = (block: Block): void => {
    for (const op of block.ops) {
      if (traversal === 'top-down') {
        if (!keep(op)) continue;
        found.push(op);
      }
      for (const region of op.regions) region.blocks.forEach(visit);
      if (traversal === 'bottom-up' && keep(op)) found.push(op);
    }
  };
  for (const region of regions) region.blocks.forEach(visit);
  return traversal === 'top-down' ? found.reverse() : found;
}
