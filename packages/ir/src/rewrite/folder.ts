/**
 * Folds operations and keeps the constants that folding makes, one of each, at the start of the entry
 * block of the nearest region that is isolated from above (upstream's `OperationFolder`).
 */

import type { Attribute, Location } from '../attributes.ts';
import type { FoldResult } from '../dialect.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import type { Type } from '../types.ts';

/** Value of a constant-like operation's result, or null. */
export function constantValue(value: Value): Attribute | null {
  const op = value.definingOp;
  if (!op?.hasTrait('ConstantLike')) return null;
  const attr = op.attr('value');
  if (attr) return attr;
  const folded = op.definition?.spec.fold?.(op, []);
  const [first] = Array.isArray(folded) ? folded : [];
  return first && !('uses' in first) ? first : null;
}

/** The fold hook's result for the operation as it stands; commutative constants go to the right. */
export function foldOperation(op: Operation): FoldResult {
  const fold = op.definition?.spec.fold;
  const moved = moveConstantsRight(op);
  if (!fold) return moved ? 'in-place' : null;
  const result = fold(op, op.operands.map(constantValue));
  return result ?? (moved ? 'in-place' : null);
}

function moveConstantsRight(op: Operation): boolean {
  if (op.numOperands < 2 || !op.hasTrait('Commutative')) return false;
  const operands = op.operands;
  const isConstant = operands.map((operand) => constantValue(operand) !== null);
  const sorted = [
    ...operands.filter((_, i) => !isConstant[i]),
    ...operands.filter((_, i) => isConstant[i]),
  ];
  if (sorted.every((operand, i) => operand === operands[i])) return false;
  op.setOperands(sorted);
  return true;
}

/** Region whose entry block takes the constants needed inside `block`. */
function constantRegion(block: Block): Region | null {
  let region = block.region;
  for (;;) {
    const parent = region?.parentOp;
    if (!region || !parent) return region;
    if (parent.hasTrait('IsolatedFromAbove') || !parent.block) return region;
    region = parent.parentRegion;
  }
}

const constantKey = (value: Attribute, type: Type, dialect: string): string =>
  `${dialect}:${value.id}:${type.id}`;

export class OperationFolder {
  readonly #constants = new Map<Region, Map<string, Operation>>();
  readonly #owned = new Map<Operation, readonly [Region, string]>();

  #scope(region: Region): Map<string, Operation> {
    let scope = this.#constants.get(region);
    if (!scope) {
      scope = new Map();
      this.#constants.set(region, scope);
    }
    return scope;
  }

  /**
   * Takes note of a constant that exists, hoists it, or finds it a duplicate.
   * @returns false if the operation was replaced by an equal constant and erased.
   */
  insertKnownConstant(op: Operation, value: Attribute): boolean {
    const block = op.block;
    const region = block && constantRegion(block);
    if (!block || !region || this.#owned.has(op)) return true;
    const scope = this.#scope(region);
    const key = constantKey(value, op.result().type, op.operationName.dialect);
    const existing = scope.get(key);
    if (existing && existing !== op) {
      op.replaceAllUsesWith(existing.results);
      op.erase();
      return false;
    }
    const entry = region.front;
    const previous = op.previous;
    // Constants stay together at the front, in the order that they have there.
    if (block !== entry || (previous && !this.#owned.has(previous))) {
      const first = entry.first;
      if (first && first !== op) op.moveBefore(first);
    }
    scope.set(key, op);
    this.#owned.set(op, [region, key]);
    return true;
  }

  /** Forgets a constant that is about to be erased. */
  notifyRemoval(op: Operation): void {
    const place = this.#owned.get(op);
    if (!place) return;
    this.#owned.delete(op);
    this.#constants.get(place[0])?.delete(place[1]);
  }

  /** A value that holds the constant, visible in `block`; null if no dialect can make it. */
  getOrCreateConstant(
    block: Block,
    op: Operation,
    value: Attribute,
    type: Type,
    location: Location,
  ): Value | null {
    const region = constantRegion(block);
    if (!region) return null;
    const context = op.context;
    const dialects = [op.operationName.dialect, 'arith', 'func'];
    for (const name of dialects) {
      const dialect = context.dialects.get(name);
      const key = constantKey(value, type, name);
      const existing = this.#scope(region).get(key);
      if (existing) return existing.result();
      const made = dialect?.materializeConstant?.(value, type, location);
      if (!made) continue;
      const madeKey = constantKey(value, type, made.operationName.dialect);
      const same = this.#scope(region).get(madeKey);
      if (same) return same.result();
      region.front.insertBefore(made, region.front.first);
      this.#scope(region).set(madeKey, made);
      this.#owned.set(made, [region, madeKey]);
      return made.result();
    }
    return null;
  }

  /**
   * Folds the operation, replaces its results, and erases it.
   * @returns whether anything changed, and whether the operation is gone.
   */
  tryToFold(op: Operation): 'unchanged' | 'modified' | 'erased' {
    const result = foldOperation(op);
    if (result === null) return 'unchanged';
    if (result === 'in-place') return 'modified';
    if (result.length !== op.numResults) return 'unchanged';
    const block = op.block;
    if (!block) return 'unchanged';
    const values: Value[] = [];
    for (const [i, item] of result.entries()) {
      const type = op.result(i).type;
      if (isValue(item)) {
        if (item.type !== type) return 'unchanged';
        values.push(item);
        continue;
      }
      const constant = this.getOrCreateConstant(block, op, item, type, op.location);
      if (!constant || constant.type !== type) return 'unchanged';
      values.push(constant);
    }
    op.replaceAllUsesWith(values);
    op.erase();
    return 'erased';
  }
}

const isValue = (item: Value | Attribute): item is Value =>
  item.kind === 'result' || item.kind === 'argument';
