/**
 * What the definition of an operation says of its counts, segments, attributes, types and regions,
 * checked in upstream's order and words.
 */

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
import { BranchOp } from '../interfaces.ts';
import type { Operation, Region } from '../operation.ts';
import { printType } from '../printer/printer.ts';
import { PREDICATE_TRAITS, STRUCTURAL_TRAITS } from '../traits.ts';

/** Checks the definition's constraints and traits, then its own `verify`. @returns whether all hold. */
export function verifyInvariants(
  op: Operation,
  definition: OpDefinition,
  report: VerifyContext,
): boolean {
  const runTraits = (wanted: (name: string) => boolean): boolean =>
    definition.traits.every((trait) => !wanted(trait.name) || trait.verify?.(op, report) !== false);
  return (
    verifyCounts(op, definition, report) &&
    verifySegments(op, 'operand', definition.operands, report) &&
    verifySegments(op, 'result', definition.results, report) &&
    runTraits((name) => STRUCTURAL_TRAITS.has(name)) &&
    definition.attributes.every((attribute) => verifyAttribute(op, attribute, report)) &&
    verifyGroups(op, 'operand', definition.operands, report) &&
    verifyGroups(op, 'result', definition.results, report) &&
    runTraits((name) => PREDICATE_TRAITS.has(name)) &&
    verifyRegions(op, definition, report) &&
    runTraits((name) => !STRUCTURAL_TRAITS.has(name) && !PREDICATE_TRAITS.has(name)) &&
    verifyBranch(op, report) &&
    definition.spec.verify?.(op, report) !== false
  );
}

/** Does a branch pass what its successors' arguments want? */
function verifyBranch(op: Operation, report: VerifyContext): boolean {
  if (op.blockOperands.length === 0) return true;
  const branch = op.getInterface(BranchOp);
  if (!branch) return true;
  return op.successors.every((block, i) => {
    const { start, count } = branch.successorOperands(op, i);
    const { length } = block.arguments;
    if (count !== length)
      return report.error(
        `branch has ${count} operands for successor #${i}, but target block has ${length}`,
      );
    return block.arguments.every(
      (argument, k) =>
        argument.type === op.operand(start + k).type ||
        report.error(`type mismatch for bb argument #${k} of successor #${i}`),
    );
  });
}

function verifyRegions(op: Operation, definition: OpDefinition, report: VerifyContext): boolean {
  return definition.regions.every(({ name, constraint, variadic }, i) => {
    const given = variadic ? op.regions.slice(i) : op.regions.slice(i, i + 1);
    return given.every((region, j) =>
      verifyRegionConstraint(region, constraint, `region #${i + j} ('${name}')`, report),
    );
  });
}

// ----- Counts -----

function verifyCounts(op: Operation, definition: OpDefinition, report: VerifyContext): boolean {
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
  report: VerifyContext,
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

function verifyAttribute(
  op: Operation,
  attribute: AttributeDefinition,
  report: VerifyContext,
): boolean {
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
  report: VerifyContext,
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
  report: VerifyContext,
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
  report: VerifyContext,
): boolean {
  const blocks = region.blocks.length;
  const fail = (summary: string): false =>
    report.opError(`${name} failed to verify constraint: ${summary}`);
  if (constraint === 'any') return true;
  if (constraint === 'minimum-one') return blocks >= 1 || fail('region with at least 1 blocks');
  const wanted = constraint === 'single-block' ? 1 : constraint.blocks;
  return blocks === wanted || fail(`region with ${wanted} blocks`);
}
