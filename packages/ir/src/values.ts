/** Values: results of operations and arguments of blocks; who uses them is in use-lists.ts. */

import type { Location } from './attributes.ts';
import type { Block } from './blocks.ts';
import type { Context } from './context.ts';
import type { Operation } from './operation.ts';
import type { Type } from './types.ts';
import { enterUsesAround, type OpOperand } from './use-lists.ts';

abstract class ValueBase {
  /** Undefined while no uses are entered; see use-lists.ts. @internal */
  _firstUse: OpOperand | null | undefined;
  /** Changed only through `setType`. @internal */ _type: Type;
  /** Place in the names that were given last; see printer/names.ts. @internal */ _slot = 0;
  constructor(type: Type, isParsed: boolean) {
    this._firstUse = isParsed ? undefined : null;
    this._type = type;
  }
  get type(): Type {
    return this._type;
  }
  get context(): Context {
    return this._type.context;
  }
  /** @internal The first use. */
  abstract _uses(): OpOperand | null;
  /** @internal New uses go to the front, as upstream's do. */
  _addUse(use: OpOperand): void {
    const first = this._uses();
    use._previous = null;
    use._next = first;
    if (first) first._previous = use;
    this._firstUse = use;
  }
  /** @internal */
  _removeUse(use: OpOperand): void {
    if (use._previous) use._previous._next = use._next;
    else this._firstUse = use._next;
    if (use._next) use._next._previous = use._previous;
    use._next = use._previous = null;
  }
  /** False if the value was parsed and nobody has asked for its uses; see use-lists.ts. */
  get hasUseList(): boolean {
    return this._firstUse !== undefined;
  }
  get hasUses(): boolean {
    return this._uses() !== null;
  }
  get hasOneUse(): boolean {
    return this._uses()?._next === null;
  }
  /** A snapshot of the uses, newest first. */
  get uses(): OpOperand[] {
    const uses: OpOperand[] = [];
    for (let use = this._uses(); use; use = use._next) uses.push(use);
    return uses;
  }
  /** The distinct operations that use the value, newest use first. */
  get users(): Operation[] {
    return [...new Set(this.uses.map((use) => use.owner))];
  }
}

/** A result of an operation. */
export class OpResult extends ValueBase {
  readonly owner: Operation;
  readonly index: number;
  constructor(owner: Operation, index: number, type: Type, isParsed: boolean) {
    super(type, isParsed);
    this.owner = owner;
    this.index = index;
  }
  // No field: there are as many results as operations.
  get kind(): 'result' {
    return 'result';
  }
  /** @internal */
  _uses(): OpOperand | null {
    return firstUse(this);
  }
  get location(): Location {
    return this.owner.location;
  }
  /** The block that holds the defining operation. */
  get parentBlock(): Block | null {
    return this.owner.block;
  }
  get definingOp(): Operation {
    return this.owner;
  }
  setType(type: Type): void {
    this._type = type;
    this.owner._modified();
  }
  replaceAllUsesWith(value: Value): void {
    replaceAllUses(this, value);
  }
}

/** An argument of a block. */
export class BlockArgument extends ValueBase {
  readonly owner: Block;
  index: number;
  location: Location;
  constructor(owner: Block, index: number, type: Type, location: Location, isParsed: boolean) {
    super(type, isParsed);
    this.owner = owner;
    this.index = index;
    this.location = location;
  }
  get kind(): 'argument' {
    return 'argument';
  }
  /** @internal */
  _uses(): OpOperand | null {
    return firstUse(this);
  }
  get parentBlock(): Block {
    return this.owner;
  }
  get definingOp(): null {
    return null;
  }
  setType(type: Type): void {
    this._type = type;
    this.owner.parentOp?._modified();
  }
  replaceAllUsesWith(value: Value): void {
    replaceAllUses(this, value);
  }
}

export type Value = OpResult | BlockArgument;

function firstUse(value: Value): OpOperand | null {
  if (value._firstUse === undefined) enterUsesAround(value);
  return value._firstUse ?? null;
}

function replaceAllUses(from: Value, to: Value): void {
  if (from === to) return;
  for (const use of from.uses) use.set(to);
}
