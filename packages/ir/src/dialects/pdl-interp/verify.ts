/** What the pdl_interp dialect checks. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { loadedDefinition, supportsTypeInference } from '../pdl/type-inference.ts';
import { rangeOfType } from '../pdl/types.ts';

export function verifyCreateOperation(op: Operation, report: VerifyContext): boolean {
  if (!op.attr('inferredResultTypes')) return true;
  if (operandsNamed(op, 'inputResultTypes').length > 0)
    return report.opError('with inferred results cannot also have explicit result types');
  const name = op.stringAttr('name') ?? '';
  const definition = loadedDefinition(op, name);
  return (
    (definition !== null && supportsTypeInference(definition)) ||
    report.opError(
      `has inferred results, but the created operation '${name}' does not support result type inference (or is not registered)`,
    )
  );
}

export function verifyForEach(op: Operation, report: VerifyContext): boolean {
  const [variable, ...others] = op.region().entry?.arguments ?? [];
  if (!variable || others.length > 0) return report.opError('requires exactly one argument');
  return (
    rangeOfType(variable.type) === op.operand(0).type ||
    report.opError('operand must be a range of loop variable type')
  );
}

/** A destination for each of the values that are compared with. */
export function verifySwitch(op: Operation, report: VerifyContext): boolean {
  const values = op.attr('caseValues');
  let count = 0;
  if (values?.kind === 'array') count = values.elements.length;
  else if (values?.kind === 'dense') count = values.type.shape.reduce((all, size) => all * size, 1);
  const numCases = op.successors.length - 1;
  return (
    numCases === count ||
    report.opError(
      `expected number of cases to match the number of case values, got ${numCases} but expected ${count}`,
    )
  );
}
