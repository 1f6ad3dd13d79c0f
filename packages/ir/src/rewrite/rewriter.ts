/** The rewriter that patterns change IR through: a builder that also replaces and erases. */

import type { DictionaryAttr, NamedAttribute } from '../attributes.ts';
import { Builder } from '../builder.ts';
import type { OperationName } from '../context.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import type { Rewriter } from '../pattern.ts';
import type { Type } from '../types.ts';

export class PatternRewriter extends Builder implements Rewriter {
  /** Reasons that patterns gave for not matching, newest last; kept when asked for. */
  readonly failures: { op: string; reason: string }[] | null;
  constructor(root: Operation, options: { keepFailures?: boolean } = {}) {
    super(root.location);
    this.failures = options.keepFailures ? [] : null;
  }
  replaceOp(op: Operation, values: readonly Value[]): void {
    op.replaceAllUsesWith(values);
    this.eraseOp(op);
  }
  replaceOpWithNew(
    op: Operation,
    name: string | OperationName,
    state: {
      operands?: readonly Value[];
      resultTypes?: readonly Type[];
      attributes?: DictionaryAttr | Iterable<NamedAttribute>;
      successors?: readonly Block[];
      regions?: readonly Region[] | number;
    },
  ): Operation {
    const created = this.guarded(() => {
      this.setBefore(op);
      this.location = op.location;
      return this.create(name, state);
    });
    this.replaceOp(op, created.results);
    return created;
  }
  eraseOp(op: Operation): void {
    // An insertion point at the erased operation moves on to the next.
    const point = this.insertionPoint;
    if (point?.before === op) this.setInsertionPoint({ block: point.block, before: op.next });
    op.erase();
  }
  inlineBlockBefore(block: Block, before: Operation, argumentValues: readonly Value[]): void {
    block.arguments.forEach((argument, i) => {
      const value = argumentValues[i];
      if (!value) throw new Error('too few values for the arguments of an inlined block');
      argument.replaceAllUsesWith(value);
    });
    before.block?.takeOperations(block, before);
    block.erase();
  }
  mergeBlocks(source: Block, destination: Block, argumentValues: readonly Value[]): void {
    source.arguments.forEach((argument, i) => {
      const value = argumentValues[i];
      if (!value) throw new Error('too few values for the arguments of a merged block');
      argument.replaceAllUsesWith(value);
    });
    destination.takeOperations(source);
    source.erase();
  }
  modifyInPlace(op: Operation, change: () => void): void {
    change();
    op._modified();
  }
  notifyMatchFailure(op: Operation, reason: string): false {
    this.failures?.push({ op: op.name, reason });
    return false;
  }
}
