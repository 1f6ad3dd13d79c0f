/** Operations whose result types follow from their operands, attributes and regions. */

import type { InferState, Trait, VerifyContext } from '../dialect.ts';
import type { Operation } from '../operation.ts';
import type { Type } from '../types.ts';

/** What type inference looks at, of an operation that exists. */
const stateOf = (op: Operation): InferState => ({
  context: op.context,
  operands: op.operands,
  attr: (name) => op.attr(name),
  regions: op.regions,
});

type AreCompatible = (inferred: readonly Type[], declared: readonly Type[]) => boolean;

const areEqual: AreCompatible = (inferred, declared) =>
  inferred.length === declared.length && inferred.every((type, i) => type === declared[i]);

/** The result types are those inferred, or what `areCompatible` lets pass for them. */
export function verifyInferredTypes(
  op: Operation,
  inferred: readonly Type[],
  report: VerifyContext,
  areCompatible: AreCompatible = areEqual,
): boolean {
  if (areCompatible(inferred, op.resultTypes)) return true;
  const list = (types: readonly Type[]): string =>
    types.map((type) => `'${report.printType(type)}'`).join(', ');
  return report.opError(
    `inferred type(s) ${list(inferred)} are incompatible with return type(s) of operation ${list(op.resultTypes)}`,
  );
}

/**
 * Upstream's `InferTypeOpInterface`: the result types are checked against those inferred. An
 * inference that says null has nothing to compare with.
 */
export const InferTypeOp = (
  infer: (state: InferState) => readonly Type[] | null,
  areCompatible: AreCompatible = areEqual,
): Trait => ({
  name: 'InferTypeOpInterface',
  verify(op, report) {
    const inferred = infer(stateOf(op));
    return !inferred || verifyInferredTypes(op, inferred, report, areCompatible);
  },
});
