/**
 * The verifier: checks an operation and all in it in upstream's order and words: what its definition
 * says, its regions, rules about them, then dominance.
 *
 * Unlike upstream's it does not stop at the first invalid operation: what is invalid inside one
 * operation says nothing about its neighbours, and an editor shows all of it.
 */

import type { Attribute, NamedAttribute } from '../attributes.ts';
import { type Diagnostic, makeDiagnostic } from '../diagnostics.ts';
import type { OpDefinition, VerifyContext } from '../dialect.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import { printAttribute, printOperation, printType } from '../printer/printer.ts';
import { type DominatorTree, dominatorTree } from '../transforms/dominance.ts';
import type { Type } from '../types.ts';
import { verifyInvariants, verifyPlanOf } from './invariants.ts';
import { VerifierSuggestions } from './suggestions.ts';

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

type Order = (a: Operation, b: Operation) => boolean;

/** Elements of a constant that a note shows. */
const NOTE_ELEMENTS = 16;

class Verifier {
  readonly diagnostics: Diagnostic[] = [];
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
    const report = new OpReport(op, this);
    const { definition } = op;
    this.#verifyDialectAttributes(op, report);
    if (definition) verifyInvariants(op, definition, report);
    // What an invalid operation holds is looked at all the same.
    for (let i = 0; i < op.regions.length; i++) this.#verifyRegion(op, op.region(i), i, report);
    if (this.diagnostics.length > before || this.#inside === 'invalid') return;
    if (!definition) this.#verifyUnknown(op, report);
    else if (!this.#verifyRegionRules(op, definition, report)) return;
    // The definition of a value may be missing where something is wrong: only valid IR has dominance.
    const isScope = isRoot || op.hasTrait('IsolatedFromAbove');
    if (!this.#inside && isScope && op.regions.length > 0) this.#verifyDominance(op);
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
    const [entry] = region.blocks;
    if (!entry) return;
    if (owner.hasTrait('GraphRegion') && !region.hasOneBlock)
      report.opError(`expects graph region #${index} to have 0 or 1 blocks`);
    if (entry._uses.size > 0)
      this.#reportAt(owner, 'entry block of region may not have predecessors');
    for (const block of region.blocks) this.#verifyBlock(owner, region, block);
  }

  #verifyBlock(owner: Operation, region: Region, block: Block): void {
    // An unknown operation may do without terminators, too.
    const needsTerminator =
      !region.hasOneBlock || (owner.definition !== null && !owner.hasTrait('NoTerminator'));
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
    if (last.successors.some((successor) => successor.region !== region))
      this.report(last, `'${last.name}' op branching to block of a different region`);
    if (needsTerminator && last.definition && !last.hasTrait('Terminator'))
      this.report(last, `block with no terminator, has ${operationText(last)}`);
  }

  /** Rules that may rely on what is in the regions being valid. */
  #verifyRegionRules(op: Operation, definition: OpDefinition, report: OpReport): boolean {
    const before = this.diagnostics.length;
    for (const rule of verifyPlanOf(op.operationName, definition).regionRules)
      if (!rule(op, report)) return false;
    if (definition.traitNames.has('SymbolTable')) this.#verifySymbols(op, report);
    definition.hooks.verifyRegions?.(op, report);
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
          if (inner.regions.length > 0 && !inner.hasTrait('IsolatedFromAbove'))
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
    if (op.regions.length > 0 && !op.hasTrait('IsolatedFromAbove')) this.#verifyDominance(op);
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

/**
 * Must values in the region be defined before their use? Not in a graph; a single block of an unknown
 * operation may be one, several blocks may not.
 */
function hasDominance(region: Region): boolean {
  const op = region.parentOp;
  return op?.definition ? !op.hasTrait('GraphRegion') : !region.hasOneBlock;
}

/** Is the value defined before the operation, or in a region around it at a place before? */
function isAvailable(
  value: Value,
  user: Operation,
  block: Block,
  hasOrder: boolean,
  tree: DominatorTree | null,
  isBefore: Order,
): boolean {
  const home = value.parentBlock;
  if (!home?.region) return false;
  if (home.region !== block.region) return isAvailableFromOutside(value, user, home, isBefore);
  if (!hasOrder) return true;
  if (home !== block) return tree?.dominates(home, block) ?? false;
  return value.kind === 'argument' || (value.owner !== user && isBefore(value.owner, user));
}

/** As `isAvailable`, for the operation around the user that stands in the value's region. */
function isAvailableFromOutside(
  value: Value,
  user: Operation,
  home: Block,
  isBefore: Order,
): boolean {
  let around: Operation | null = user.parentOp;
  while (around && around.parentRegion !== home.region) around = around.parentOp;
  const block = around?.block;
  if (!around || !block) return false;
  if (!home.region || !hasDominance(home.region)) return true;
  if (block !== home) return dominatorTree(home.region).dominates(home, block);
  return value.kind === 'argument' || isBefore(value.owner, around);
}

function definitionNote(value: Value, user: Operation): { op?: Operation; message: string } {
  const home = value.parentBlock;
  const mine = user.parentRegion;
  const theirs = home?.region ?? null;
  let place = 'neither in a parent nor in a child region';
  if (mine === theirs) place = 'in the same region';
  else if (mine && theirs?.isProperAncestorOf(mine)) place = 'in a parent region';
  else if (theirs && mine?.isProperAncestorOf(theirs)) place = 'in a child region';
  if (value.kind === 'result') {
    if (home && home === user.block) place = 'in the same block';
    const verb = place.startsWith('neither') ? 'op is' : 'op';
    return { op: value.owner, message: `operand defined here (${verb} ${place})` };
  }
  const parent = value.owner.parentOp;
  const index = theirs?.blocks.indexOf(value.owner) ?? -1;
  const message = `operand defined as a block argument (block #${index} ${place})`;
  return parent ? { op: parent, message } : { message };
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
  readonly #op: Operation;
  readonly #verifier: Verifier;
  constructor(op: Operation, verifier: Verifier) {
    this.#op = op;
    this.#verifier = verifier;
  }
  opError(message: string, notes?: readonly { op?: Operation; message: string }[]): false {
    return this.opErrorAt(this.#op, message, notes);
  }
  opErrorAt(
    op: Operation,
    message: string,
    notes?: readonly { op?: Operation; message: string }[],
  ): false {
    return this.errorAt(op, `'${op.name}' op ${message}`, notes);
  }
  error(message: string, notes?: readonly { op?: Operation; message: string }[]): false {
    return this.errorAt(this.#op, message, notes);
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
