/**
 * What the definition of an operation says of its counts, segments, attributes, types and regions,
 * checked in upstream's order and words.
 */

import type { OperationName } from '../context.ts';
import {
  type Arity,
  type AttributeDefinition,
  groupSize,
  type OpDefinition,
  type OperandDefinition,
  type RegionConstraint,
  segmentSizes,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../dialect.ts';
import { BranchOp } from '../interfaces.ts';
import type { Operation, Region } from '../operation.ts';
import { printType } from '../printer/printer.ts';
import { segmentSizesName } from '../properties.ts';
import { IsolatedFromAbove, PREDICATE_TRAITS, STRUCTURAL_TRAITS } from '../traits.ts';

/** Checks the definition's constraints and traits, then its own `verify`. @returns whether all hold. */
export function verifyInvariants(op: Operation, plan: VerifyPlan, report: VerifyContext): boolean {
  return (
    (hasPlainCounts(op, plan) || verifyCounts(op, plan.definition, report)) &&
    runChecks(plan.checks, op, report)
  );
}

type Check = NonNullable<Trait['verify']>;
type TypeCheck = TypeConstraint['matches'];

/** What is known of a definition before any operation is looked at. */
export interface VerifyPlan {
  readonly definition: OpDefinition;
  /** How many there must be; -1 where that varies. */
  readonly operands: number;
  readonly results: number;
  readonly regions: number;
  readonly successors: number;
  /** What is checked once the counts are right, in upstream's order: only what there is to check. */
  readonly checks: readonly Check[];
  /** That no values from outside are used in the regions, if so it must be. */
  readonly isolation: Check | undefined;
  /** What other traits say of the regions. */
  readonly regionRules: readonly Check[];
  readonly isSymbolTable: boolean;
  readonly verifyRegions: OpDefinition['hooks']['verifyRegions'];
}

/** What to check of the operations of a name that has a definition. */
export function verifyPlanOf(name: OperationName, definition: OpDefinition): VerifyPlan {
  return (name.verifyPlan ??= makePlan(definition));
}

function makePlan(definition: OpDefinition): VerifyPlan {
  const { traits, operands, results, regions, successors } = definition;
  const fixed = (groups: readonly OperandDefinition[]): number =>
    groups.every(({ arity }) => isFixed(arity)) ? groups.length : -1;
  const regionRules = traits.filter(({ name }) => name !== IsolatedFromAbove.name);
  return {
    definition,
    operands: fixed(operands),
    results: fixed(results),
    regions: regions.some(({ variadic }) => variadic) ? -1 : regions.length,
    successors: successors.some(({ variadic }) => variadic) ? -1 : successors.length,
    checks: checksOf(definition),
    isolation: traits.includes(IsolatedFromAbove) ? IsolatedFromAbove.verifyRegions : undefined,
    regionRules: regionRules.flatMap(({ verifyRegions: verify }) => verify ?? []),
    isSymbolTable: definition.traitNames.has('SymbolTable'),
    verifyRegions: definition.hooks.verifyRegions,
  };
}

function checksOf(definition: OpDefinition): readonly Check[] {
  const { traits, operands, results, attributes, regions, segments, hooks } = definition;
  const { verify } = hooks;
  const checksWhere = (wanted: (name: string) => boolean): readonly Check[] =>
    traits.flatMap(({ name, verify: check }) => (check && wanted(name) ? [check] : []));
  const onlyIf = (isNeeded: boolean, check: Check): readonly Check[] => (isNeeded ? [check] : []);
  return [
    ...onlyIf(segments.operand, (op, report) => verifySegments(op, 'operand', operands, report)),
    ...onlyIf(segments.result, (op, report) => verifySegments(op, 'result', results, report)),
    ...checksWhere((name) => STRUCTURAL_TRAITS.has(name)),
    ...onlyIf(attributes.length > 0, (op, report) => verifyAttributes(op, attributes, report)),
    ...onlyIf(operands.length > 0, groupsCheck('operand', operands)),
    ...onlyIf(results.length > 0, groupsCheck('result', results)),
    ...checksWhere((name) => PREDICATE_TRAITS.has(name)),
    ...onlyIf(
      regions.some(({ constraint }) => constraint !== 'any'),
      (op, report) => verifyRegions(op, definition, report),
    ),
    ...checksWhere((name) => !STRUCTURAL_TRAITS.has(name) && !PREDICATE_TRAITS.has(name)),
    ...onlyIf(definition.successors.length > 0, verifyBranch),
    ...(verify ? [(op: Operation, report: VerifyContext) => verify(op, report) !== false] : []),
  ];
}

/** Are all counts fixed, and right? */
const hasPlainCounts = (op: Operation, plan: VerifyPlan): boolean =>
  op.numOperands === plan.operands &&
  op.numResults === plan.results &&
  op.regions.length === plan.regions &&
  op.blockOperands.length === plan.successors;

/** Do all checks hold? The first that does not ends it. */
export function runChecks(checks: readonly Check[], op: Operation, report: VerifyContext): boolean {
  for (let i = 0; i < checks.length; i++) if (!(checks[i] as Check)(op, report)) return false;
  return true;
}

/** Does a branch pass what its successors' arguments want? */
function verifyBranch(op: Operation, report: VerifyContext): boolean {
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
  const { length } = op.blockOperands;
  const least = successors.filter((one) => !one.variadic).length;
  if (least < successors.length && length < least)
    return report.opError(`requires at least ${least} successors but found ${length}`);
  if (least === successors.length && length !== least)
    return report.opError(
      `requires ${successors.length} successor${successors.length === 1 ? '' : 's'} but found ${length}`,
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
  let least = 0;
  for (const group of groups) if (isFixed(group.arity)) least++;
  if (least === groups.length ? found === least : found >= least) return true;
  if (least < groups.length)
    return report.opError(
      kind === 'operand'
        ? `expected ${least} or more operands, but found ${found}`
        : `expected ${least} or more results`,
    );
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

/** Upstream asks for all attributes, by name, before it looks at any. */
function verifyAttributes(
  op: Operation,
  attributes: readonly AttributeDefinition[],
  report: VerifyContext,
): boolean {
  let missing: string | null = null;
  let wrong: AttributeDefinition | null = null;
  for (let i = 0; i < attributes.length; i++) {
    const attribute = attributes[i] as AttributeDefinition;
    const { name } = attribute;
    const value = op.attr(name);
    if (!value) {
      if (!attribute.optional && (missing === null || name < missing)) missing = name;
    } else if (!wrong && !attribute.constraint.matches(value)) wrong = attribute;
  }
  if (missing !== null) return report.opError(`requires attribute '${missing}'`);
  return (
    !wrong ||
    report.opError(
      `attribute '${wrong.name}' failed to satisfy constraint: ${wrong.constraint.summary}`,
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
  const name = segmentSizesName(kind, op.context);
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

/** The check of the types of all groups. */
function groupsCheck(kind: 'operand' | 'result', groups: readonly OperandDefinition[]): Check {
  const matches = groups.map(({ constraint }): TypeCheck => constraint.matches);
  if (!groups.every(({ arity }) => isFixed(arity)))
    return (op, report) => verifyGroups(op, kind, groups, report);
  const check: Check =
    kind === 'operand'
      ? (op) => matches.every((match, i) => match(op.operand(i).type))
      : (op) => matches.every((match, i) => match(op.result(i).type));
  return (op, report) => check(op, report) || verifyGroups(op, kind, groups, report);
}

function verifyGroups(
  op: Operation,
  kind: 'operand' | 'result',
  groups: readonly OperandDefinition[],
  report: VerifyContext,
): boolean {
  const isOperand = kind === 'operand';
  let number = 0;
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as OperandDefinition;
    const size = groupSize(op, kind, i);
    if (group.arity === 'optional' && size > 1)
      return report.opError(
        `${kind} group starting at #${number} requires 0 or 1 element, but found ${size}`,
      );
    for (const end = number + size; number < end; number++) {
      const { type } = isOperand ? op.operand(number) : op.result(number);
      if (!group.constraint.matches(type))
        return report.opError(
          `${kind} #${number} must be ${group.constraint.summary}, but got '${printType(type)}'`,
        );
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
  if (constraint !== 'single-block' && 'atMost' in constraint)
    return blocks <= constraint.atMost || fail(`region with at most ${constraint.atMost} blocks`);
  const wanted = constraint === 'single-block' ? 1 : constraint.blocks;
  return blocks === wanted || fail(`region with ${wanted} blocks`);
}
