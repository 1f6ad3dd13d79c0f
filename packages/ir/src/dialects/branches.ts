/** Branches whose operands stand in groups, one for each successor. */

import { DenseArrayAttr } from '../attributes.ts';
import { groupSize, operandGroup, operandGroupStart } from '../dialect.ts';
import { BranchOp } from '../interfaces.ts';
import type { Operation, Value } from '../operation.ts';

/** Branch interface of an operation whose successors' operands are the groups from `firstGroup` on. */
export const branchFrom = (firstGroup: number) => {
  const setGroup = (op: Operation, index: number, values: readonly Value[]): void => {
    const groups = (op.definition?.operands ?? []).map((_, i) => operandGroup(op, i));
    groups[firstGroup + index] = [...values];
    op.setOperands(groups.flat());
    if (op.attr('operand_segment_sizes'))
      op.setAttr(
        'operand_segment_sizes',
        DenseArrayAttr.i32(
          op.context,
          groups.map((group) => group.length),
        ),
      );
  };
  return BranchOp.with({
    successorOperands: (op: Operation, index: number) => ({
      start: operandGroupStart(op, firstGroup + index),
      count: groupSize(op, 'operand', firstGroup + index),
    }),
    eraseSuccessorOperand(op: Operation, index: number, argument: number) {
      setGroup(
        op,
        index,
        operandGroup(op, firstGroup + index).filter((_, i) => i !== argument),
      );
    },
    appendSuccessorOperands(op: Operation, index: number, values: readonly Value[]) {
      setGroup(op, index, [...operandGroup(op, firstGroup + index), ...values]);
    },
  });
};
