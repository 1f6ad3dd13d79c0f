/** Traits of operations whose result types follow from operands and attributes, as HLO's dialects have them. */

import type { Trait, VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { verifyInferredTypes } from '../inferred-types.ts';
import { areCompatible, isCompatible, mostSpecificType } from './bounds.ts';

/** Types inferred, null if there is nothing to compare with, or false after a report of why there are none. */
export type Inference = (op: Operation, report: VerifyContext) => readonly Type[] | null | false;

/**
 * What is inferred must fit what is declared; `fits` replaces the dialects' notion of that. It is
 * checked last, as regions may have a say in it.
 */
export const Infers = (infer: Inference, fits = areCompatible): Trait => ({
  name: 'InferTypeOpInterface',
  verifyRegions(op, report) {
    const inferred = infer(op, report);
    if (inferred === false) return report.opError('failed to infer returned types');
    return inferred === null || verifyInferredTypes(op, inferred, report, fits);
  },
});

/** What `mostSpecificType` and its kin say, as an inference has it. */
export const inferredOrReported = (
  type: Type | string,
  report: VerifyContext,
): readonly Type[] | false => (typeof type === 'string' ? report.error(type) : [type]);

const inferFromOperands: Inference = (op, report) =>
  inferredOrReported(mostSpecificType(op.operands.map((operand) => operand.type)), report);

/** Operands and results of one type, as far as it is known. */
export const CompatibleOperandsAndResultType: readonly Trait[] = [
  Infers(inferFromOperands),
  {
    name: 'CompatibleOperandsAndResultType',
    verify(op, report) {
      const types = [...op.operands.map((operand) => operand.type), ...op.resultTypes];
      const [expected] = types;
      return (
        (expected !== undefined && types.every((type) => isCompatible(type, expected))) ||
        report.opError('requires compatible types for all operands and results')
      );
    },
  },
];

/** Each result has the type of the operand at its place. */
export const PairwiseSameOperandAndResultType: Trait = {
  name: 'PairwiseSameOperandAndResultType',
  verify(op, report) {
    if (op.numOperands !== op.numResults)
      return report.opError('requires the same number of operands and results');
    const differing = op.operands.findIndex((operand, i) => operand.type !== op.result(i).type);
    return (
      differing < 0 ||
      report.opError(`requires the same type for operand and result at index ${differing}`)
    );
  },
};
