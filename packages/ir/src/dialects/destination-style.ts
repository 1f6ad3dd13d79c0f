/** Checks that operations in destination-passing style share; wording is upstream's. */

import type { VerifyContext } from '../dialect.ts';
import { DestinationStyleOp } from '../interfaces.ts';
import type { Operation } from '../operation.ts';
import { isTensor } from '../types.ts';

/** There are destinations, and results for them. */
export const verifyDestinations = (op: Operation, report: VerifyContext): boolean =>
  isDestined(op, report) && verifyDestinationStyle(op, report);

function isDestined(op: Operation, report: VerifyContext): boolean {
  const range = op.getInterface(DestinationStyleOp)?.initsRange(op);
  return (
    !range || range.start < range.end || report.opError('expected at least one output operand')
  );
}

/** There is a result for each destination that is a tensor, of its type. */
export function verifyDestinationStyle(op: Operation, report: VerifyContext): boolean {
  const range = op.getInterface(DestinationStyleOp)?.initsRange(op);
  if (!range) return true;
  const tensors = op.operands
    .map((value, number) => ({ type: value.type, number }))
    .slice(range.start, range.end)
    .filter(({ type }) => isTensor(type));
  if (tensors.length !== op.numResults)
    return report.opError(
      `expected the number of results (${op.numResults}) to be equal to the number of output tensors (${tensors.length})`,
    );
  for (const [i, { type, number }] of tensors.entries()) {
    const result = op.result(i).type;
    if (type !== result)
      return report.opError(
        `expected type of operand #${number} ('${report.printType(type)}') to match type of corresponding result ('${report.printType(result)}')`,
      );
  }
  return true;
}
