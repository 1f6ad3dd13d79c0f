/**
 * The greedy driver: folds and applies patterns until nothing changes, as upstream's
 * `applyPatternsAndFoldGreedily` does, top-down, with a worklist that is a stack.
 */

import type { Block, IRListener, Operation, Region } from '../operation.ts';
import type { RewritePattern } from '../pattern.ts';
import { isTriviallyDead } from './effects.ts';
import { constantValue, OperationFolder } from './folder.ts';
import { simplifyRegions } from './regions.ts';
import { PatternRewriter } from './rewriter.ts';

export interface GreedyOptions {
  /** Rounds over all operations; upstream stops at 10. */
  readonly maxIterations?: number;
  readonly simplifyRegions?: boolean;
  /** Told of each pattern that changed something, and on which operation. */
  readonly onPattern?: (pattern: RewritePattern, operationName: string) => void;
  /** Polled between operations; true stops. */
  readonly isCancelled?: () => boolean;
}

/** Patterns by root name, most beneficial first; order of registration breaks ties. */
export class PatternSet {
  readonly #byRoot = new Map<string, RewritePattern[]>();
  readonly #any: RewritePattern[] = [];
  constructor(patterns: Iterable<RewritePattern>) {
    for (const pattern of patterns) {
      if (pattern.root === null) this.#any.push(pattern);
      else {
        const list = this.#byRoot.get(pattern.root);
        if (list) list.push(pattern);
        else this.#byRoot.set(pattern.root, [pattern]);
      }
    }
    const byBenefit = (a: RewritePattern, b: RewritePattern): number =>
      (b.benefit ?? 1) - (a.benefit ?? 1);
    for (const list of this.#byRoot.values()) list.sort(byBenefit);
    this.#any.sort(byBenefit);
  }
  for(op: Operation): readonly RewritePattern[] {
    const own = this.#byRoot.get(op.name);
    if (!own) return this.#any;
    return this.#any.length === 0 ? own : [...own, ...this.#any];
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
  reverse(): void {
    this.#stack.reverse();
    this.#position.clear();
    this.#stack.forEach((op, i) => {
      if (op) this.#position.set(op, i);
    });
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
  const addUsersOf = (op: Operation): void => {
    for (const result of op.results)
      for (let use = result._firstUse; use; use = use._next) worklist.push(use.owner);
  };
  const listener: IRListener = {
    operationInserted: (op) => worklist.push(op),
    operationModified(op) {
      if (op !== root) worklist.push(op);
    },
    operationReplaced: addUsersOf,
    operationErased(op) {
      for (const operand of op.operands) {
        const definition = operand.definingOp;
        // A definition that this was the last or last but one use of may have become dead.
        if (definition && !hasMoreThanTwoUses(operand)) worklist.push(definition);
      }
      op.walk((inner) => {
        worklist.remove(inner);
        folder.notifyRemoval(inner);
      });
    },
  };

  let changed = false;
  let iteration = 0;
  const { listeners } = root.context;
  for (; iteration < maxIterations; iteration++) {
    const regions = root.regions;
    collect(regions, folder, worklist);
    listeners.push(listener);
    let roundChanged = false;
    try {
      for (let op = worklist.pop(); op; op = worklist.pop()) {
        if (options.isCancelled?.()) return { converged: false, changed: true };
        // An operation that loses its operands while it is erased has come back as modified.
        if (!op.block) continue;
        if (isTriviallyDead(op)) {
          op.erase();
          roundChanged = true;
          continue;
        }
        const folded = op.hasTrait('ConstantLike') ? 'unchanged' : folder.tryToFold(op);
        if (folded === 'erased') {
          roundChanged = true;
          continue;
        }
        if (folded === 'modified') {
          roundChanged = true;
          worklist.push(op);
          continue;
        }
        for (const pattern of patterns.for(op)) {
          rewriter.setInsertionPoint(null);
          rewriter.setBefore(op);
          rewriter.location = op.location;
          const name = op.name;
          if (!pattern.matchAndRewrite(op, rewriter)) continue;
          options.onPattern?.(pattern, name);
          roundChanged = true;
          break;
        }
      }
    } finally {
      listeners.splice(listeners.indexOf(listener), 1);
    }
    if (options.simplifyRegions !== false && simplifyRegions(regions)) roundChanged = true;
    if (!roundChanged) return { converged: true, changed };
    changed = true;
  }
  return { converged: false, changed };
}

function hasMoreThanTwoUses(value: {
  _firstUse: { _next: { _next: unknown } | null } | null;
}): boolean {
  return (value._firstUse?._next?._next ?? null) !== null;
}

/** Fills the worklist so that it pops top-down; constants are noted and made unique on the way. */
function collect(regions: readonly Region[], folder: OperationFolder, worklist: Worklist): void {
  const found: Operation[] = [];
  const visit = (block: Block): void => {
    for (let op = block.first; op; ) {
      const next: Operation | null = op.next;
      if (op.hasTrait('ConstantLike') && op.numResults === 1) {
        const value = constantValue(op.result());
        if (value && !folder.insertKnownConstant(op, value)) {
          op = next;
          continue;
        }
      }
      found.push(op);
      for (const region of op.regions) region.blocks.forEach(visit);
      op = next;
    }
  };
  for (const region of regions) region.blocks.forEach(visit);
  for (const op of found) worklist.push(op);
  worklist.reverse();
}
