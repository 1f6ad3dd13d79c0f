/**
 * The interfaces that passes ask operations for. Implementations stand in a definition's
 * `interfaces` or are attached by a dialect's `initialize`.
 */

import type { AffineMap } from './affine.ts';
import type { SymbolRefAttr } from './attributes.ts';
import { InterfaceKey } from './dialect.ts';
import type { Block, Operation, Region, Value } from './operation.ts';
import type { Type } from './types.ts';

/** An effect on memory, on a value or (value null) on everything. */
export interface MemoryEffect {
  readonly kind: 'read' | 'write' | 'alloc' | 'free';
  readonly value: Value | null;
}
/** Absent for operations whose effects are unknown; trait `Pure` means none. */
export const MemoryEffects = new InterfaceKey<(op: Operation) => readonly MemoryEffect[]>(
  'MemoryEffectOpInterface',
);

/**
 * Whether an operation may run where it would not have; decides over the traits (a divisor of zero).
 * 'recursive': if all operations in its regions may.
 */
export const Speculatable = new InterfaceKey<(op: Operation) => boolean | 'recursive'>(
  'ConditionallySpeculatable',
);

/** A branch that hands operands to its successors' arguments. */
export interface BranchOpInterface {
  /** Operand number of the first operand passed to successor `index`, and how many. */
  successorOperands(
    op: Operation,
    index: number,
  ): { readonly start: number; readonly count: number };
  /** Removes the operand that becomes argument `argument` of successor `index`. */
  eraseSuccessorOperand(op: Operation, index: number, argument: number): void;
  /** Appends operands for successor `index`. */
  appendSuccessorOperands(op: Operation, index: number, values: readonly Value[]): void;
}
export const BranchOp = new InterfaceKey<BranchOpInterface>('BranchOpInterface');

/** An operation whose regions pass control among themselves (scf.if, scf.for). */
export interface RegionBranchInterface {
  /** Where control may go from `from` (a region, or null: the operation's entry): regions, or null for its results. */
  successors(
    op: Operation,
    from: Region | null,
  ): readonly {
    readonly region: Region | null;
    /** The arguments or results that receive values. */
    readonly inputs: readonly Value[];
  }[];
}
export const RegionBranchOp = new InterfaceKey<RegionBranchInterface>('RegionBranchOpInterface');

export interface CallInterface {
  callee(op: Operation): SymbolRefAttr | Value;
  setCallee(op: Operation, callee: SymbolRefAttr): void;
  argumentOperands(op: Operation): readonly Value[];
}
export const CallOp = new InterfaceKey<CallInterface>('CallOpInterface');

/** Functions and whatever else has a body that calls reach. */
export interface CallableInterface {
  /** The body, or null for a declaration. */
  body(op: Operation): Region | null;
  resultTypes(op: Operation): readonly Type[];
}
export const CallableOp = new InterfaceKey<CallableInterface>('CallableOpInterface');

/** Functions: `function_type`, argument and result attributes, one body region. */
export const FunctionOp = new InterfaceKey<{ readonly isFunction: true }>('FunctionOpInterface');

export interface LoopLikeInterface {
  body(op: Operation): Region;
  isDefinedOutside(op: Operation, value: Value): boolean;
}
export const LoopLikeOp = new InterfaceKey<LoopLikeInterface>('LoopLikeOpInterface');

/** Operations in destination-passing style: results tied to `outs`. */
export interface DestinationStyleInterface {
  /** Operand numbers [start, end) of the destinations. */
  initsRange(op: Operation): { readonly start: number; readonly end: number };
}
export const DestinationStyleOp = new InterfaceKey<DestinationStyleInterface>(
  'DestinationStyleOpInterface',
);

/** Structured operations: iterators and one indexing map an operand. */
export interface StructuredInterface {
  iteratorTypes(op: Operation): readonly ('parallel' | 'reduction' | 'window')[];
  indexingMaps(op: Operation): readonly AffineMap[];
  /** The block that computes an element: arguments for inputs and outs, ended by linalg.yield. */
  body(op: Operation): Block;
}
export const StructuredOp = new InterfaceKey<StructuredInterface>('LinalgOp');

/** Results that are the same storage as an operand (IREE's `TiedOpInterface`). */
export interface TiedOpInterface {
  /** Operand number tied to result `index`, or null. */
  tiedOperand(op: Operation, index: number): number | null;
}
export const TiedOp = new InterfaceKey<TiedOpInterface>('TiedOpInterface');

/** Visible inside one operation's regions as `name`; `private`, `nested` or `public`. */
export type Visibility = 'public' | 'private' | 'nested';

/** `sym_visibility`, public if absent. */
export function symbolVisibility(op: Operation): Visibility {
  const text = op.stringAttr('sym_visibility');
  return text === 'private' || text === 'nested' ? text : 'public';
}
