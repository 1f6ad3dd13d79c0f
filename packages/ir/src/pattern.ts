/**
 * Rewrite patterns and the rewriter they change IR through.
 *
 * The rewriter adds to the mutation API what drivers need: an insertion point, replacement, and
 * notes of why a pattern did not match. The drivers (greedy, conversion) live in `rewrite/`.
 */

import type { Attribute, DictionaryAttr, Location, NamedAttribute } from './attributes.ts';
import type { Builder } from './builder.ts';
import type { Context, OperationName } from './context.ts';
import type { Block, Operation, Region, Value } from './operation.ts';
import type { Type } from './types.ts';

export interface RewritePattern {
  /** Shown by the pass viewer: `arith.addi: x + 0`. */
  readonly name: string;
  /** Operation name it matches, or null for any. */
  readonly root: string | null;
  /** Higher goes first; 1 by default. */
  readonly benefit?: number;
  /** Changes the IR only if it returns true. */
  readonly matchAndRewrite: (op: Operation, rewriter: Rewriter) => boolean;
}

export const definePattern = (
  root: string | null,
  name: string,
  matchAndRewrite: RewritePattern['matchAndRewrite'],
  benefit = 1,
): RewritePattern => ({ name, root, matchAndRewrite, benefit });

/** A builder that also replaces and erases, and tells the driver. */
export interface Rewriter extends Builder {
  replaceOp(op: Operation, values: readonly Value[]): void;
  /** Creates an operation before `op` and replaces `op` by it. */
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
  ): Operation;
  eraseOp(op: Operation): void;
  /** Moves the operations of `block` before `before`, its arguments replaced, and erases it. */
  inlineBlockBefore(block: Block, before: Operation, argumentValues: readonly Value[]): void;
  mergeBlocks(source: Block, destination: Block, argumentValues: readonly Value[]): void;
  /** For changes made directly on `op` inside `change`. */
  modifyInPlace(op: Operation, change: () => void): void;
  /** A debugging note; returns false, to be returned by the pattern. */
  notifyMatchFailure(op: Operation, reason: string): false;
}

export type { Attribute, Context, Location };
