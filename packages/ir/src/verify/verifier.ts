/**
 * The verifier: checks an operation and all in it against the definitions, in upstream's order and
 * words: counts and constraints, traits, the operation's own rules, regions, then dominance.
 *
 * Unlike upstream's it does not stop at the first invalid operation: what is invalid inside one
 * operation says nothing about its neighbours, and an editor shows all of it.
 */

import type { Attribute, Location } from '../attributes.ts';
import { type Diagnostic, makeDiagnostic } from '../diagnostics.ts';
import {
  type Arity,
  type AttributeDefinition,
  type OpDefinition,
  type OperandDefinition,
  operandGroup,
  type RegionConstraint,
  resultGroup,
  segmentSizes,
  type VerifyContext,
} from '../dialect.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import { printAttribute, printType } from '../printer/printer.ts';
import { PREDICATE_TRAITS, STRUCTURAL_TRAITS } from '../traits.ts';
import { type DominatorTree, dominatorTree } from '../transforms/dominance.ts';
import type { Type } from '../types.ts';

/** @returns everything wrong with the operation and what is in it; empty if it is valid. */
export function verifyOperation(root: Operation): readonly Diagnostic[] {
  const verifier = new Verifier();
  if (verifier.verify(root)) verifier.verifyDominance(root);
  return verifier.diagnostics;
}

class Verifier {
  readonly diagnostics: Diagnostic[] = [];

  verify(op: Operation): boolean {
    const before = this.diagnostics.length;
    const report = new OpReport(op, this.diagnostics);
    const definition = op.definition;
    if (!definition) this.#verifyUnknown(op, report);
    else this.#verifyDefined(op, definition, report);
    this.#verifyDialectAttributes(op, report);
    // What an invalid operation holds may still be looked at on its own.
    for (const region of op.regions) this.#verifyRegion(op, region);
    if (this.diagnostics.length === before && definition)
      this.#verifyRegionRules(op, definition, report);
    return this.diagnostics.length === before;
  }

  #verifyUnknown(op: Operation, report: OpReport): void {
    const dialect = op.name.slice(0, op.name.indexOf('.'));
    if (op.context.allowUnregisteredDialects) return;
    if (op.context.dialects.has(dialect))
      report.error(
        `unregistered operation '${op.name}' found in dialect ('${dialect}') that does not allow unknown operations`,
      );
    else
      report.opError(
        'created with unregistered dialect. If this is intended, please call allowUnregisteredDialects() on the MLIRContext, or use -allow-unregistered-dialect with the MLIR opt tool used',
      );
  }

  #verifyDefined(op: Operation, definition: OpDefinition, report: OpReport): void {
    if (!verifyCounts(op, definition, report)) return;
    const runTraits = (wanted: (name: string) => boolean): boolean =>
      definition.traits.every(
        (trait) => !wanted(trait.name) || trait.verify?.(op, report) !== false,
      );
    if (!verifySegments(op, 'operand', definition.operands, report)) return;
    if (!verifySegments(op, 'result', definition.results, report)) return;
    if (!runTraits((name) => STRUCTURAL_TRAITS.has(name))) return;
    for (const attribute of definition.attributes)
      if (!verifyAttribute(op, attribute, report)) return;
    if (!verifyGroups(op, 'operand', definition.operands, report)) return;
    if (!verifyGroups(op, 'result', definition.results, report)) return;
    if (!runTraits((name) => PREDICATE_TRAITS.has(name))) return;
    for (const [i, region] of definition.regions.entries()) {
      const given = region.variadic ? op.regions.slice(i) : op.regions.slice(i, i + 1);
      for (const [j, one] of given.entries())
        if (
          !verifyRegionConstraint(
            one,
            region.constraint,
            `region #${i + j} ('${region.name}')`,
            report,
          )
        )
          return;
    }
    if (!runTraits((name) => !STRUCTURAL_TRAITS.has(name) && !PREDICATE_TRAITS.has(name))) return;
    if (op.successors.length > 0 && op.block?.last !== op) {
      report.error('operation with block successors must terminate its parent block');
      return;
    }
    definition.spec.verify?.(op, report);
  }

  #verifyRegionRules(op: Operation, definition: OpDefinition, report: OpReport): void {
    for (const trait of definition.traits) if (trait.verifyRegions?.(op, report) === false) return;
    if (definition.traitNames.has('SymbolTable')) this.#verifySymbols(op);
    definition.spec.verifyRegions?.(op, report);
  }

  #verifySymbols(table: Operation): void {
    const seen = new Map<string, Operation>();
    for (const block of table.region().blocks)
      for (const op of block.ops) {
        const name = op.attr('sym_name');
        if (name?.kind !== 'string') continue;
        const first = seen.get(name.value);
        if (first)
          this.diagnostics.push(
            makeDiagnostic('error', op.location, `redefinition of symbol named '${name.value}'`, [
              { location: first.location, message: 'see existing symbol definition here' },
            ]),
          );
        else seen.set(name.value, op);
      }
  }

  #verifyDialectAttributes(op: Operation, report: OpReport): void {
    for (const [name, value] of op.attributes.entries) {
      const dot = name.indexOf('.');
      if (dot > 0)
        op.context.dialects
          .get(name.slice(0, dot))
          ?.verifyOperationAttribute?.(op, name, value, report);
    }
  }

  #verifyRegion(owner: Operation, region: Region): void {
    const needsTerminator = owner.definition !== null && !owner.hasTrait('NoTerminator');
    for (const block of region.blocks) {
      const last = block.last;
      if (!last) {
        if (needsTerminator)
          this.#blockError(block, owner, 'empty block: expect at least a terminator');
        continue;
      }
      for (const op of block.ops) this.verify(op);
      if (needsTerminator && last.definition && !last.hasTrait('Terminator'))
        this.diagnostics.push(
          makeDiagnostic('error', last.location, `block with no terminator, has ${last.name}`),
        );
    }
  }
  #blockError(block: Block, owner: Operation, message: string): void {
    const location: Location = block.arguments[0]?.location ?? owner.location;
    this.diagnostics.push(makeDiagnostic('error', location, message));
  }

  /** Every operand must be defined before its use; only looked at in IR that is otherwise valid. */
  verifyDominance(op: Operation): void {
    for (const region of op.regions) {
      const isGraph = op.hasTrait('GraphRegion') || op.definition === null;
      const tree = region.blocks.length > 1 ? dominatorTree(region) : null;
      for (const block of region.blocks) {
        if (tree && !tree.isReachable(block)) continue;
        const defined = new Set<Value>();
        for (const inner of block.ops) {
          if (!isGraph) this.#verifyUses(inner, block, defined, tree);
          this.verifyDominance(inner);
          for (const result of inner.results) defined.add(result);
        }
      }
    }
  }

  #verifyUses(
    op: Operation,
    block: Block,
    defined: ReadonlySet<Value>,
    tree: DominatorTree | null,
  ): void {
    for (const [i, operand] of op.operands.entries()) {
      const home = operand.parentBlock;
      const owner = operand.definingOp;
      const isFine = dominatesUse(home, owner !== null, block, () => defined.has(operand), tree);
      if (!isFine) {
        this.diagnostics.push(
          makeDiagnostic('error', op.location, `operand #${i} does not dominate this use`, [
            {
              location: owner?.location ?? op.location,
              message:
                home === block && owner
                  ? 'operand defined here (op in the same block)'
                  : home && home.region === block.region
                    ? `operand defined here (op in a block in the same region)`
                    : 'operand defined here (op is neither in a parent nor in a child region)',
            },
          ]),
        );
      }
    }
  }
}

/** Does a value of block `home` reach operations of `block`? Enclosing regions were checked before. */
function dominatesUse(
  home: Block | null,
  isResult: boolean,
  block: Block,
  isBefore: () => boolean,
  tree: DominatorTree | null,
): boolean {
  if (!home) return false;
  if (home === block) return !isResult || isBefore();
  if (home.region === block.region) return tree?.dominates(home, block) ?? false;
  const region = home.region;
  for (let at: Region | null = block.region; at; at = at.parentOp?.block?.region ?? null)
    if (at === region) return true;
  return false;
}

class OpReport implements VerifyContext {
  readonly #op: Operation;
  readonly #diagnostics: Diagnostic[];
  constructor(op: Operation, diagnostics: Diagnostic[]) {
    this.#op = op;
    this.#diagnostics = diagnostics;
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
    this.#diagnostics.push(
      makeDiagnostic(
        'error',
        op.location,
        message,
        (notes ?? []).map((note) => ({
          location: (note.op ?? op).location,
          message: note.message,
        })),
      ),
    );
    return false;
  }
  printType = (type: Type): string => printType(type);
  printAttribute = (attr: Attribute): string => printAttribute(attr);
}

// ----- Counts -----

function verifyCounts(op: Operation, definition: OpDefinition, report: OpReport): boolean {
  const regions = definition.regions.some((region) => region.variadic)
    ? null
    : definition.regions.length;
  if (regions !== null && op.regions.length !== regions)
    return report.opError(
      regions === 0
        ? 'requires zero regions'
        : regions === 1
          ? 'requires one region'
          : `expected ${regions} regions`,
    );
  if (!verifyCount('result', definition.results, op.numResults, report)) return false;
  const successors = definition.successors;
  if (!successors.some((one) => one.variadic) && op.successors.length !== successors.length)
    return report.opError(
      successors.length === 0
        ? `requires 0 successors but found ${op.successors.length}`
        : `requires ${successors.length} successors but found ${op.successors.length}`,
    );
  return verifyCount('operand', definition.operands, op.numOperands, report);
}

const isFixed = (arity: Arity): boolean => arity === 'single';

function verifyCount(
  kind: 'operand' | 'result',
  groups: readonly OperandDefinition[],
  found: number,
  report: OpReport,
): boolean {
  const least = groups.filter((group) => isFixed(group.arity)).length;
  if (least === groups.length ? found === least : found >= least) return true;
  if (least < groups.length)
    return report.opError(`expected ${least} or more ${kind}s, but found ${found}`);
  if (least === 0) return report.opError(`requires zero ${kind}s`);
  if (least === 1)
    return report.opError(kind === 'operand' ? 'requires a single operand' : 'requires one result');
  return report.opError(
    kind === 'operand'
      ? `expected ${least} operands, but found ${found}`
      : `expected ${least} results`,
  );
}

// ----- Constraints -----

function verifyAttribute(op: Operation, attribute: AttributeDefinition, report: OpReport): boolean {
  const value = op.attr(attribute.name);
  if (!value) return attribute.optional || report.opError(`requires attribute '${attribute.name}'`);
  return (
    attribute.constraint.matches(value) ||
    report.opError(
      `attribute '${attribute.name}' failed to satisfy constraint: ${attribute.constraint.summary}`,
    )
  );
}

/** Do the segment sizes fit the definition and the number of values? */
function verifySegments(
  op: Operation,
  kind: 'operand' | 'result',
  groups: readonly OperandDefinition[],
  report: OpReport,
): boolean {
  const trait = kind === 'operand' ? 'AttrSizedOperandSegments' : 'AttrSizedResultSegments';
  if (!op.hasTrait(trait)) return true;
  const name = `${kind}_segment_sizes`;
  const sizes = segmentSizes(op, kind);
  if (!sizes) return report.opError(`requires dense i32 array attribute '${name}'`);
  if (sizes.some((size) => size < 0))
    return report.opError(`'${name}' attribute cannot have negative elements`);
  const total = kind === 'operand' ? op.numOperands : op.numResults;
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum !== total)
    return report.opError(
      `${kind} count (${total}) does not match with the total size (${sum}) specified in attribute '${name}'`,
    );
  return (
    sizes.length === groups.length ||
    report.opError(
      `'${name}' attribute for specifying ${kind} segments must have ${groups.length} elements, but got ${sizes.length}`,
    )
  );
}

function verifyGroups(
  op: Operation,
  kind: 'operand' | 'result',
  groups: readonly OperandDefinition[],
  report: OpReport,
): boolean {
  let number = 0;
  for (const [i, group] of groups.entries()) {
    const values = kind === 'operand' ? operandGroup(op, i) : resultGroup(op, i);
    if (group.arity === 'optional' && values.length > 1)
      return report.opError(
        `${kind} group starting at #${number} requires 0 or 1 element, but found ${values.length}`,
      );
    for (const value of values) {
      if (!group.constraint.matches(value.type))
        return report.opError(
          `${kind} #${number} must be ${group.arity === 'variadic' ? 'variadic of ' : ''}${group.constraint.summary}, but got '${printType(value.type)}'`,
        );
      number++;
    }
  }
  return true;
}

function verifyRegionConstraint(
  region: Region,
  constraint: RegionConstraint,
  name: string,
  report: OpReport,
): boolean {
  const blocks = region.blocks.length;
  const fail = (summary: string): false =>
    report.opError(`${name} failed to verify constraint: ${summary}`);
  if (constraint === 'any') return true;
  if (constraint === 'minimum-one') return blocks >= 1 || fail('region with at least 1 blocks');
  const wanted = constraint === 'single-block' ? 1 : constraint.blocks;
  return blocks === wanted || fail(`region with ${wanted} blocks`);
}
