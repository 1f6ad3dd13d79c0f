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
  return first && !isValue(first) ? first : null;
}

/** The fold hook's result for the operation as it stands; commutative constants go to the right. */
export function foldOperation(op: Operation): FoldResult {
  const moved = moveConstantsRight(op);
  const folded = op.definition?.spec.fold?.(op, op.operands.map(constantValue)) ?? foldTraits(op);
  return folded ?? (moved ? 'in-place' : null);
}

/** What follows from an operation's being idempotent or its own inverse. */
function foldTraits(op: Operation): FoldResult {
  if (op.numResults !== 1 || op.numOperands === 0) return null;
  const operand = op.operand(0);
  const inner = operand.definingOp;
  const isTwice = inner !== null && inner.operationName === op.operationName;
  if (op.hasTrait('Idempotent')) {
    if (op.numOperands === 1) return isTwice ? [operand] : null;
    return operand === op.operand(1) ? [operand] : null;
  }
  return op.hasTrait('Involution') && isTwice ? [inner.operand(0)] : null;
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
    // An unregistered operation may be isolated.
    if (!parent.definition || parent.hasTrait('IsolatedFromAbove') || !parent.block) return region;
    region = parent.parentRegion;
  }
}

const constantKey = (value: Attribute, type: Type, dialect: string): string =>
  `${dialect}:${value.id}:${type.id}`;

/** Told of what folding does, before anything is replaced. */
export interface FoldCallbacks {
  /** A constant was made, or moved to the front because it is used again. */
  readonly onConstant?: (op: Operation) => void;
  /** The operation, whose operands were these, is about to be replaced and erased. */
  readonly beforeReplacement?: (operands: readonly Value[]) => void;
}

export class OperationFolder {
  readonly #constants = new Map<Region, Map<string, Operation>>();
  /** The constants that this folder made unique, with all keys they are known by. */
  readonly #owned = new Map<Operation, { readonly region: Region; readonly keys: Set<string> }>();

  #scope(region: Region): Map<string, Operation> {
    let scope = this.#constants.get(region);
    if (!scope) {
      scope = new Map();
      this.#constants.set(region, scope);
    }
    return scope;
  }
  #own(op: Operation, region: Region, key: string): void {
    this.#scope(region).set(key, op);
    const owned = this.#owned.get(op);
    if (owned) owned.keys.add(key);
    else this.#owned.set(op, { region, keys: new Set([key]) });
  }
  /** Constants stay together at the front of their block. */
  #hoistAgain(op: Operation): void {
    const first = op.block?.first;
    if (!first || first === op || (op.previous && this.#owned.has(op.previous))) return;
    op.moveBefore(first);
  }

  /**
   * Takes note of a constant that exists, hoists it, or finds it a duplicate.
   * @returns false if the operation was replaced by an equal constant and erased.
   */
  insertKnownConstant(op: Operation, value: Attribute): boolean {
    const block = op.block;
    if (!block) return true;
    if (this.#owned.has(op)) {
      this.#hoistAgain(op);
      return true;
    }
    const region = constantRegion(block);
    if (!region) return true;
    const key = constantKey(value, op.result().type, op.operationName.dialect);
    const existing = this.#scope(region).get(key);
    if (existing) {
      op.replaceAllUsesWith(existing.results);
      op.erase();
      return false;
    }
    const entry = region.front;
    if (block !== entry || (op.previous && !this.#owned.has(op.previous))) {
      if (entry.first) op.moveBefore(entry.first);
    }
    this.#own(op, region, key);
    return true;
  }

  /** Forgets a constant that is about to be erased. */
  notifyRemoval(op: Operation): void {
    const owned = this.#owned.get(op);
    if (!owned) return;
    this.#owned.delete(op);
    for (const key of owned.keys) this.#constants.get(owned.region)?.delete(key);
  }

  /**
   * The constant of the value, made if there is none yet: by the dialect of the operation that was
   * folded, at the start of the region. Null if the dialect cannot make it.
   */
  #constant(
    region: Region,
    dialectName: string,
    value: Attribute,
    type: Type,
    location: Location,
  ): { readonly op: Operation; readonly isNew: boolean } | null {
    const key = constantKey(value, type, dialectName);
    const existing = this.#scope(region).get(key);
    if (existing) return { op: existing, isNew: false };
    const { dialects } = location.context;
    const made = dialects.get(dialectName)?.materializeConstant?.(value, type, location);
    if (!made) return null;
    const madeKey = constantKey(value, type, made.operationName.dialect);
    const same = this.#scope(region).get(madeKey);
    if (same) {
      this.#own(same, region, key);
      return { op: same, isNew: false };
    }
    region.front.insertBefore(made, region.front.first);
    this.#own(made, region, key);
    this.#own(made, region, madeKey);
    return { op: made, isNew: true };
  }

  /** A value that holds the constant, visible in `block`; null if the dialect cannot make it. */
  getOrCreateConstant(
    block: Block,
    dialect: string,
    value: Attribute,
    type: Type,
    location: Location,
  ): Value | null {
    const region = constantRegion(block);
    return (region && this.#constant(region, dialect, value, type, location)?.op.result()) ?? null;
  }

  /**
   * Folds the operation, replaces its results, and erases it.
   * @returns whether anything changed, and whether the operation is gone.
   */
  tryToFold(op: Operation, callbacks: FoldCallbacks = {}): 'unchanged' | 'modified' | 'erased' {
    const block = op.block;
    if (!block) return 'unchanged';
    if (this.#owned.has(op)) {
      this.#hoistAgain(op);
      return 'unchanged';
    }
    const operands = op.operands;
    const result = foldOperation(op);
    if (result === null) return 'unchanged';
    if (result === 'in-place') return 'modified';
    const values = this.#materialize(op, block, result, callbacks);
    // The fold was in vain, but commutative operands may have moved.
    if (!values) return operands.some((o, i) => o !== op.operand(i)) ? 'modified' : 'unchanged';
    callbacks.beforeReplacement?.(operands);
    op.results.forEach((old, i) => {
      old.replaceAllUsesWith(values[i] as Value);
    });
    op.erase();
    return 'erased';
  }

  /** A value for each result; null, with nothing left behind, if one cannot be had. */
  #materialize(
    op: Operation,
    block: Block,
    result: readonly (Value | Attribute)[],
    callbacks: FoldCallbacks,
  ): Value[] | null {
    const region = constantRegion(block);
    if (result.length !== op.numResults || !region) return null;
    const values: Value[] = [];
    const constants = new Set<Operation>();
    const made: Operation[] = [];
    const abandon = (): null => {
      for (const constant of made) {
        this.notifyRemoval(constant);
        constant.erase();
      }
      return null;
    };
    for (const [i, item] of result.entries()) {
      const { type } = op.result(i);
      if (isValue(item)) {
        if (item.type !== type) return abandon();
        values.push(item);
        continue;
      }
      const constant = this.#constant(region, op.operationName.dialect, item, type, op.location);
      if (!constant) return abandon();
      if (constant.isNew) made.push(constant.op);
      // It must stand before the operation that it replaces, which may have come earlier.
      const { first } = block;
      if (constant.op.block === block && first && first !== constant.op) {
        constant.op.moveBefore(first);
        constants.add(constant.op);
      }
      if (constant.isNew) constants.add(constant.op);
      values.push(constant.op.result());
    }
    for (const constant of constants) callbacks.onConstant?.(constant);
    return values;
  }
}

const isValue = (item: Value | Attribute): item is Value =>
  item.kind === 'result' || item.kind === 'argument';
