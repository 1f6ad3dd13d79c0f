/**
 * Use lists: the operands that use a value.
 *
 * A list is a chain through operand slots, newest use first, as upstream's. Parsing makes none: most of
 * what is read is verified, printed and looked at only. The first question about the uses of a parsed
 * value enters all uses of its scope, which ends at the nearest operation that is isolated from above,
 * in the order in which they would have been made while parsing.
 *
 * A value with a list has all its uses in it. A value without one (`_firstUse` is undefined) has no use
 * entered anywhere; only parsing makes such values, and the slots that use them.
 */

import type { Block, Operation, Region, Value } from './operation.ts';

/** A slot of an operation that uses a value; a node of that value's use list. */
export class OpOperand {
  readonly owner: Operation;
  readonly index: number;
  /** @internal */ _next: OpOperand | null = null;
  /** @internal */ _previous: OpOperand | null = null;
  constructor(owner: Operation, index: number) {
    this.owner = owner;
    this.index = index;
  }
  get value(): Value {
    return this.owner.operand(this.index);
  }
  /** Makes the slot use another value. */
  set(value: Value): void {
    this.owner.setOperand(this.index, value);
  }
}

/** Enters the uses among some operations: nothing else uses what they define. */
export function enterUsesAmong(ops: readonly Operation[]): void {
  const uses = new LateUses();
  for (const op of ops) uses.operation(op);
  uses.finish();
}

/** Enters the uses of the scope that a parsed value lives in. */
export function enterUsesAround(value: Value): void {
  if (value.kind === 'result') enterUsesAroundOperation(value.owner);
  else enterUsesOfBlock(value.owner);
  // Of a block that is in no region, or in one that is still being parsed.
  value._firstUse ??= null;
}

/** Enters the uses of the scope that an operation stands in. */
export function enterUsesAroundOperation(op: Operation): void {
  if (op.block) enterUsesOfBlock(op.block);
  else {
    const uses = new LateUses();
    uses.operation(op);
    uses.finish();
  }
}

/** Enters the uses of the scope whose innermost region is the block's. */
function enterUsesOfBlock(inner: Block): void {
  const uses = new LateUses();
  for (let block = inner; ; ) {
    const parent = block.parentOp;
    if (!parent) {
      if (block.region) uses.region(block.region);
      else uses.block(block);
      break;
    }
    if (parent.operationName.isIsolatedFromAbove) {
      for (const region of parent.regions) uses.region(region);
      break;
    }
    if (!parent.block) {
      uses.operation(parent);
      break;
    }
    block = parent.block;
  }
  uses.finish();
}

/** Enters uses in the order of the text; what is used before its definition waits for that. */
class LateUses {
  readonly #waiting = new Map<Value, OpOperand[]>();

  region(region: Region): void {
    for (const block of region.blocks) this.block(block);
  }

  block(block: Block): void {
    for (const argument of block.arguments) this.#define(argument);
    for (let op = block.first; op; op = op.next) this.operation(op);
  }

  operation(op: Operation): void {
    if (!op.operationName.isIsolatedFromAbove) for (const region of op.regions) this.region(region);
    op._enterUses((use, value) => {
      if (value._firstUse !== undefined) {
        value._addUse(use);
        return;
      }
      const waiting = this.#waiting.get(value);
      if (waiting) waiting.push(use);
      else this.#waiting.set(value, [use]);
    });
    for (const result of op.results) this.#define(result);
  }

  #define(value: Value): void {
    if (value._firstUse !== undefined) return;
    value._firstUse = null;
    this.#enterWaiting(value);
  }

  /** A placeholder's uses go over to the value from its newest to its oldest. */
  #enterWaiting(value: Value): void {
    const waiting = this.#waiting.get(value);
    if (!waiting) return;
    this.#waiting.delete(value);
    for (const use of waiting.reverse()) value._addUse(use);
  }

  /** What is defined elsewhere, in IR that breaks the rules of scopes. */
  finish(): void {
    for (const value of [...this.#waiting.keys()]) {
      if (value._firstUse === undefined) enterUsesAround(value);
      this.#enterWaiting(value);
    }
  }
}
