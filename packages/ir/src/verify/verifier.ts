/**
 * The verifier: checks an operation and all in it in upstream's order and words: what its definition
 * says, its regions, rules about them, then dominance.
 *
 * Unlike upstream's it does not stop at the first invalid operation: what is invalid inside one
 * operation says nothing about its neighbours, and an editor shows all of it.
 */

import type { Attribute, NamedAttribute } from '../attributes.ts';
import { type Diagnostic, makeDiagnostic } from '../diagnostics.ts';
import type { VerifyContext } from '../dialect.ts';
import type { Block, Operation, Region } from '../operation.ts';
import { printAttribute, printOperation, printType } from '../printer/printer.ts';
import { type DominatorTree, dominatorTree } from '../transforms/dominance.ts';
import type { Type } from '../types.ts';
import { runChecks, type VerifyPlan, verifyInvariants, verifyPlanOf } from './invariants.ts';
import { VerifierSuggestions } from './suggestions.ts';
import {
  definitionNote,
  hasDominance,
  isAvailable,
  type Order,
  usesOnlyWhatIsBefore,
} from './value-scopes.ts';

export interface VerifyOptions {
  /** Adds a note with the operation in generic form, as upstream's tools do (`see current operation`). */
  readonly showOperation?: boolean;
}

/** @returns everything wrong with the operation and what is in it; empty if it is valid. */
export function verifyOperation(
  root: Operation,
  options: VerifyOptions = {},
): readonly Diagnostic[] {
  const verifier = new Verifier(options);
  verifier.verify(root, true);
  return verifier.diagnostics;
}

/**
 * What is wrong with the operation itself and its regions' shape; what is in them was looked at before.
 * If that is valid, also what relies on it: symbols, and rules about regions.
 */
export function verifyAround(root: Operation, isInsideValid: boolean): readonly Diagnostic[] {
  const verifier = new Verifier({}, isInsideValid ? 'valid' : 'invalid');
  verifier.verify(root);
  return verifier.diagnostics;
}

/** What is wrong with operations of a block and in them, but for what they need of others. */
export function verifyInBlock(ops: readonly Operation[]): readonly Diagnostic[] {
  const verifier = new Verifier({});
  for (const op of ops) verifier.verify(op);
  return verifier.diagnostics;
}

/**
 * Which of these operations, a run in a block and valid else, use values that are not defined before.
 * @param isBehind does an operation of the block that is not among them come after them?
 */
export function verifyDominanceIn(
  ops: readonly Operation[],
  isBehind: (op: Operation) => boolean,
): readonly Diagnostic[] {
  const places = new Map(ops.map((op, place) => [op, place]));
  const verifier = new Verifier({}, null, (a, b) => {
    const [first, second] = [places.get(a), places.get(b)];
    if (second === undefined) return a.isBeforeInBlock(b);
    return first === undefined ? a.block === b.block && !isBehind(a) : first < second;
  });
  for (const op of ops) verifier.verifyDominanceOf(op);
  return verifier.diagnostics;
}

/** Elements of a constant that a note shows. */
const NOTE_ELEMENTS = 16;

class Verifier {
  readonly diagnostics: Diagnostic[] = [];
  /** Speaks for one operation after the other. */
  readonly #report = new OpReport(this);
  readonly #options: VerifyOptions;
  readonly #suggestions = new VerifierSuggestions();
  /** What is known of the regions of the root; null if they are to be entered. */
  readonly #inside: 'valid' | 'invalid' | null;
  /** Does the first of two operations of a block come first? */
  readonly #isBefore: Order;
  constructor(
    options: VerifyOptions,
    inside: 'valid' | 'invalid' | null = null,
    isBefore: Order = (a, b) => a.isBeforeInBlock(b),
  ) {
    this.#options = options;
    this.#inside = inside;
    this.#isBefore = isBefore;
  }

  /** Checks an operation, its regions and, where it begins a scope of values, dominance in it. */
  verify(op: Operation, isRoot = false): void {
    const before = this.diagnostics.length;
    const { operationName, regions } = op;
    const { definition } = operationName;
    const plan = definition ? verifyPlanOf(operationName, definition) : null;
    const report = this.#report;
    report.op = op;
    this.#verifyDialectAttributes(op, report);
    if (plan) verifyInvariants(op, plan, report);
    // What an invalid operation holds is looked at all the same.
    for (let i = 0; i < regions.length; i++) {
      this.#verifyRegion(op, regions[i] as Region, i, report);
      report.op = op;
    }
    if (this.diagnostics.length > before || this.#inside === 'invalid') return;
    // The definition of a value may be missing where something is wrong: only valid IR has dominance.
    const isIsolated = operationName.isIsolatedFromAbove;
    const isScope = (isRoot || isIsolated) && regions.length > 0;
    const isInOrder = isScope && usesOnlyWhatIsBefore(op);
    if (!plan) this.#verifyUnknown(op, report);
    else if (!this.#verifyRegionRules(op, plan, isInOrder, report)) return;
    if (!this.#inside && isScope && !isInOrder) this.#verifyDominance(op);
  }

  /** An error at an operation. */
  report(
    op: Operation,
    message: string,
    notes: readonly { op?: Operation; message: string }[] = [],
  ): false {
    const shown = this.#options.showOperation ? [{ message: seeCurrentOperation(op) }] : [];
    this.diagnostics.push(
      makeDiagnostic('error', op.location, message, [
        ...shown,
        ...notes.map((note) => ({ location: (note.op ?? op).location, message: note.message })),
        ...this.#suggestions.notesFor(op, message),
      ]),
    );
    return false;
  }
  /** An error that is about a place rather than an operation. */
  #reportAt(op: Operation, message: string): void {
    this.diagnostics.push(makeDiagnostic('error', op.location, message));
  }

  #verifyUnknown(op: Operation, report: OpReport): void {
    const { context, name } = op;
    const { dialect } = op.operationName;
    const known = context.dialects.get(dialect);
    if (known) {
      if (!known.allowsUnknownOperations)
        report.error(
          `unregistered operation '${name}' found in dialect ('${dialect}') that does not allow unknown operations`,
        );
    } else if (!context.allowUnregisteredDialects)
      report.opError(
        'created with unregistered dialect. If this is intended, please call allowUnregisteredDialects() on the MLIRContext, or use -allow-unregistered-dialect with the MLIR opt tool used',
      );
  }

  #verifyDialectAttributes(op: Operation, report: OpReport): void {
    const { entries } = op.attributes;
    for (let i = 0; i < entries.length; i++) {
      const [name, value] = entries[i] as NamedAttribute;
      const dot = name.indexOf('.');
      if (dot > 0)
        op.context.dialects
          .get(name.slice(0, dot))
          ?.verifyOperationAttribute?.(op, name, value, report);
    }
  }

  // ----- Regions -----

  #verifyRegion(owner: Operation, region: Region, index: number, report: OpReport): void {
    const { blocks, entry } = region;
    if (!entry) return;
    if (owner.operationName.hasGraphRegion && !region.hasOneBlock)
      report.opError(`expects graph region #${index} to have 0 or 1 blocks`);
    if (entry._uses.size > 0)
      this.#reportAt(owner, 'entry block of region may not have predecessors');
    for (let i = 0; i < blocks.length; i++) this.#verifyBlock(owner, region, blocks[i] as Block);
  }

  #verifyBlock(owner: Operation, region: Region, block: Block): void {
    // An unknown operation may do without terminators, too.
    const needsTerminator =
      !region.hasOneBlock || (owner.definition !== null && !owner.operationName.allowsNoTerminator);
    const last = block.last;
    if (!last) {
      if (needsTerminator) this.#reportAt(owner, 'empty block: expect at least a terminator');
      return;
    }
    for (let op = block.first; op; op = op.next) {
      if (op !== last && op.blockOperands.length > 0)
        this.report(op, 'operation with block successors must terminate its parent block');
      if (!this.#inside) this.verify(op);
    }
    const { blockOperands } = last;
    if (blockOperands.some((successor) => successor.block.region !== region))
      this.report(last, `'${last.name}' op branching to block of a different region`);
    if (needsTerminator && last.definition && !last.operationName.isTerminator)
      this.report(last, `block with no terminator, has ${operationText(last)}`);
  }

  /**
   * Rules that may rely on what is in the regions being valid.
   * @param isInOrder are no values from outside used in the regions?
   */
  #verifyRegionRules(
    op: Operation,
    plan: VerifyPlan,
    isInOrder: boolean,
    report: OpReport,
  ): boolean {
    const before = this.diagnostics.length;
    if (!isInOrder && plan.isolation && !plan.isolation(op, report)) return false;
    if (!runChecks(plan.regionRules, op, report)) return false;
    if (plan.isSymbolTable) this.#verifySymbols(op, report);
    plan.verifyRegions?.(op, report);
    return this.diagnostics.length === before;
  }

  #verifySymbols(table: Operation, report: OpReport): void {
    if (!table.region().hasOneBlock) {
      report.opError("Operations with a 'SymbolTable' must have exactly one block");
      return;
    }
    const seen = new Map<string, Operation>();
    for (let op = table.region().front.first; op; op = op.next) {
      const name = op.symbolName;
      if (name === undefined) continue;
      const first = seen.get(name);
      if (first)
        this.report(op, `redefinition of symbol named '${name}'`, [
          { op: first, message: 'see existing symbol definition here' },
        ]);
      else seen.set(name, op);
    }
  }

  // ----- Dominance -----

  /** Every operand must be defined before its use. Isolated operations inside were checked before. */
  #verifyDominance(op: Operation): void {
    for (const region of op.regions) {
      const hasOrder = hasDominance(region);
      const tree = region.blocks.length > 1 ? dominatorTree(region) : null;
      for (const block of region.blocks) {
        const isReachable = !tree || tree.isReachable(block);
        for (let inner = block.first; inner; inner = inner.next) {
          if (isReachable) this.#verifyOperands(inner, block, hasOrder, tree);
          if (inner.regions.length > 0 && !inner.operationName.isIsolatedFromAbove)
            this.#verifyDominance(inner);
        }
      }
    }
  }

  /** Checks an operation's operands, and all in it, in a region of one block. */
  verifyDominanceOf(op: Operation): void {
    const { block } = op;
    if (!block?.region) return;
    this.#verifyOperands(op, block, hasDominance(block.region), null);
    if (op.regions.length > 0 && !op.operationName.isIsolatedFromAbove) this.#verifyDominance(op);
  }

  #verifyOperands(
    op: Operation,
    block: Block,
    hasOrder: boolean,
    tree: DominatorTree | null,
  ): void {
    for (let index = 0; index < op.numOperands; index++) {
      const value = op.operand(index);
      if (isAvailable(value, op, block, hasOrder, tree, this.#isBefore)) continue;
      this.report(op, `operand #${index} does not dominate this use`, [definitionNote(value, op)]);
      // One is enough to know of.
      return;
    }
  }
}

// ----- Text -----

/** The operation as diagnostics show it: by itself, in generic form. */
const operationText = (op: Operation): string =>
  printOperation(op, { generic: true, localScope: true, elideElementsLargerThan: NOTE_ELEMENTS });

function seeCurrentOperation(op: Operation): string {
  const text = operationText(op);
  return `see current operation: ${text.includes('\n') ? '\n' : ''}${text}`;
}

class OpReport implements VerifyContext {
  /** The operation that is spoken for. */
  op!: Operation;
  readonly #verifier: Verifier;
  constructor(verifier: Verifier) {
    this.#verifier = verifier;
  }
  opError(message: string, notes?: readonly { op?: Operation; message: string }[]): false {
    return this.opErrorAt(this.op, message, notes);
  }
  opErrorAt(
    op: Operation,
    message: string,
    notes?: readonly { op?: Operation; message: string }[],
  ): false {
    return this.errorAt(op, `'${op.name}' op ${message}`, notes);
  }
  error(message: string, notes?: readonly { op?: Operation; message: string }[]): false {
    return this.errorAt(this.op, message, notes);
  }
  errorAt(
    op: Operation,
    message: string,
    notes?: readonly { op?: Operation; message: string }[],
  ): false {
    return this.#verifier.report(op, message, notes);
  }
  printType(type: Type): string {
    return printType(type);
  }
  printAttribute(attr: Attribute): string {
    return printAttribute(attr);
  }
}
