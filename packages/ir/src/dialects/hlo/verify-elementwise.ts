/** Checks of operations that compute each element from elements; messages are upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { elementTypeOrSelf, type Type } from '../../types.ts';

const integerOf = (op: Operation, name: string): bigint => {
  const attr = op.attr(name);
  return attr?.kind === 'integer' ? attr.value : 0n;
};

/** A number has bits of exponent, and may have none of mantissa. */
export function verifyReducePrecision(op: Operation, report: VerifyContext): boolean {
  if (integerOf(op, 'exponent_bits') < 1n) return report.error('exponent_bits must be at least 1.');
  return integerOf(op, 'mantissa_bits') >= 0n || report.error('mantissa_bits must be at least 0.');
}

const widthOf = (type: Type): number =>
  type.kind === 'float' || type.kind === 'integer' ? type.width : 0;

/** There are as many random bits as the operand has. */
export function verifyStochasticConvert(op: Operation, report: VerifyContext): boolean {
  const [operand, random] = op.operands.map((value) => elementTypeOrSelf(value.type));
  if (!operand || !random || random.kind !== 'integer') return true;
  const [needed, given] = [widthOf(operand), random.width];
  return (
    needed === given ||
    report.opError(
      `requires the random's bitwidth to match the operand's, but got: ${given} and ${needed}`,
    )
  );
}
