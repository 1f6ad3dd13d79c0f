/** What the pdl dialect checks: that a pattern binds what it names and can build what it rewrites to. */

import type { VerifyContext } from '../../dialect.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation, OpOperand } from '../../operation.ts';
import { loadedDefinition, supportsTypeInference } from './type-inference.ts';
import { isRange, rangeElementOrSelf } from './types.ts';

const users = (op: Operation): Operation[] => op.results.flatMap((result) => result.users);
const isResult = (op: Operation): boolean => op.is('pdl.result') || op.is('pdl.results');
const isInRewrite = (op: Operation): boolean => op.parentOp?.is('pdl.rewrite') ?? false;

/** A result by itself does not bind: it must be bound, too. */
const hasBindingUse = (op: Operation): boolean =>
  users(op).some((user) => !isResult(user) || hasBindingUse(user));

/** What stands in a pattern outside of its rewrite must be used by what binds it. */
export const verifyHasBindingUse = (op: Operation, report: VerifyContext): boolean =>
  !op.parentOp?.is('pdl.pattern') ||
  hasBindingUse(op) ||
  report.opError('expected a bindable user when defined in the matcher body of a `pdl.pattern`');

/** As `verifyHasBindingUse`, for what a constant may stand for. */
export const verifyBoundUnless =
  (constant: string) =>
  (op: Operation, report: VerifyContext): boolean =>
    op.attr(constant) !== undefined || verifyHasBindingUse(op, report);

export const verifyNativeConstraint = (op: Operation, report: VerifyContext): boolean =>
  op.numOperands > 0 || report.opError('expected at least one argument');
export const verifyNativeRewrite = (op: Operation, report: VerifyContext): boolean =>
  op.numOperands + op.numResults > 0 || report.opError('expected at least one argument or result');

export function verifyAttribute(op: Operation, report: VerifyContext): boolean {
  if (!op.attr('value'))
    return isInRewrite(op)
      ? report.opError('expected constant value when specified within a `pdl.rewrite`')
      : verifyHasBindingUse(op, report);
  return op.numOperands === 0 || report.opError('expected only one of [`type`, `value`] to be set');
}

// ----- Operations -----

export function verifyOperationOp(op: Operation, report: VerifyContext): boolean {
  const name = op.stringAttr('opName');
  if (isInRewrite(op) && name === undefined)
    return report.opError('must have an operation name when nested within a `pdl.rewrite`');
  const names = op.attr('attributeValueNames');
  const numNames = names?.kind === 'array' ? names.elements.length : 0;
  const numValues = operandsNamed(op, 'attributeValues').length;
  if (numNames !== numValues)
    return report.opError(
      `expected the same number of attribute values and attribute names, got ${numNames} names and ${numValues} values`,
    );
  if (isInRewrite(op) && name !== undefined && !verifyResultTypes(op, name, report)) return false;
  return verifyHasBindingUse(op, report);
}

const NOT_INFERABLE =
  'must have inferable or constrained result types when nested within `pdl.rewrite`';

/** The result types of an operation to make must be known, unless it finds them itself. */
function verifyResultTypes(op: Operation, name: string, report: VerifyContext): boolean {
  const definition = loadedDefinition(op, name);
  // Of an operation that is not known, nothing is: it might infer its types.
  if (!definition || supportsTypeInference(definition)) return true;
  if (op.result().uses.some((use) => givesTypes(use, op))) return true;
  const types = operandsNamed(op, 'typeValues');
  if (types.length === 0) {
    const { results } = definition;
    if (results.length === 0 || results.some(({ arity }) => arity !== 'single')) return true;
    return report.opError(NOT_INFERABLE, [
      {
        message: `operation is created in a non-inferrable context, but '${name}' does not implement InferTypeOpInterface`,
      },
    ]);
  }
  return types.every(
    (type, i) =>
      isConstrained(type.definingOp, op) ||
      report.opError(NOT_INFERABLE, [{ message: `result type #${i} was not constrained` }]),
  );
}

/** Does the operation replace one that was there before, whose types it then has? */
function givesTypes(use: OpOperand, op: Operation): boolean {
  if (!use.owner.is('pdl.replace') || use.index === 0) return false;
  const replaced = use.owner.operand(0).definingOp;
  return replaced !== null && (replaced.block !== op.block || replaced.isBeforeInBlock(op));
}

const CONSTRAINED_BY = ['pdl.operand', 'pdl.operands', 'pdl.operation'];

/** Is a type known when the rewrite runs: a constant, computed, or matched? */
function isConstrained(type: Operation | null, op: Operation): boolean {
  if (type === null) return false;
  if (type.is('pdl.apply_native_rewrite')) return true;
  if (!type.is('pdl.type') && !type.is('pdl.types')) return false;
  return (
    type.attr(type.is('pdl.type') ? 'constantType' : 'constantTypes') !== undefined ||
    users(type).some((user) => user.block !== op.block && CONSTRAINED_BY.includes(user.name))
  );
}

// ----- Patterns -----

const CONNECTED = ['pdl.operand', 'pdl.operands', 'pdl.result', 'pdl.results', 'pdl.operation'];

/** Collects what hangs together with an operation of the matcher. */
function visit(op: Operation | null, visited: Set<Operation>): void {
  if (!op?.parentOp?.is('pdl.pattern') || op.is('pdl.rewrite') || visited.has(op)) return;
  visited.add(op);
  if (op.is('pdl.operation'))
    for (const value of operandsNamed(op, 'operandValues')) visit(value.definingOp, visited);
  else if (isResult(op)) visit(op.operand(0).definingOp, visited);
  for (const user of users(op)) visit(user, visited);
}

export function verifyPattern(op: Operation, report: VerifyContext): boolean {
  const body = op.region().front;
  const { last } = body;
  if (last && !last.is('pdl.rewrite'))
    return report.opError('expected body to terminate with `pdl.rewrite`', [
      { op: last, message: 'see terminator defined here' },
    ]);
  const foreign = firstForeign(body.ops);
  if (foreign)
    return report.opError('expected only `pdl` operations within the pattern body', [
      { op: foreign, message: 'see non-`pdl` operation defined here' },
    ]);
  if (!body.ops.some((inner) => inner.is('pdl.operation')))
    return report.opError('the pattern must contain at least one `pdl.operation`');
  const visited = new Set<Operation>();
  for (const inner of body.ops) {
    if (!CONNECTED.includes(inner.name)) continue;
    if (visited.size === 0) visit(inner, visited);
    else if (!visited.has(inner))
      return report.opError('the operations must form a connected component', [
        { op: inner, message: 'see a disconnected value / operation here' },
      ]);
  }
  return true;
}

/** The first operation in or under those given that is not the dialect's: what is inside comes first. */
function firstForeign(ops: readonly Operation[]): Operation | null {
  let found: Operation | null = null;
  for (const op of ops) {
    op.walk((inner) => {
      if (inner.operationName.dialect === 'pdl') return undefined;
      found = inner;
      return 'stop';
    }, 'post');
    if (found) return found;
  }
  return null;
}

export function verifyRewrite(op: Operation, report: VerifyContext): boolean {
  const region = op.region();
  if (op.attr('name'))
    return (
      region.isEmpty ||
      report.opError('expected rewrite region to be empty when rewrite is external')
    );
  if (region.isEmpty)
    return report.opError(
      'expected rewrite region to be non-empty if external name is not specified',
    );
  return (
    operandsNamed(op, 'externalArgs').length === 0 ||
    report.opError('expected no external arguments when the rewrite is specified inline')
  );
}

// ----- Ranges -----

export function verifyRange(op: Operation, report: VerifyContext): boolean {
  const element = rangeElementOrSelf(op.result().type);
  return op.operands.every(
    ({ type }) =>
      rangeElementOrSelf(type) === element ||
      report.opError(
        `expected operand to have element type '${report.printType(element)}', but got '${report.printType(rangeElementOrSelf(type))}'`,
      ),
  );
}

export function verifyResults(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  return (
    op.attr('index') !== undefined ||
    isRange(type) ||
    report.opError(
      `expected \`pdl.range<value>\` result type when no index is specified, but got: '${report.printType(type)}'`,
    )
  );
}

export const verifyReplace = (op: Operation, report: VerifyContext): boolean =>
  operandsNamed(op, 'replOperation').length === 0 ||
  operandsNamed(op, 'replValues').length === 0 ||
  report.opError(
    'expected no replacement values to be provided when the replacement operation is present',
  );
