/** Terminators that hand on other values than before. */

import { BranchOp, type Builder, type Operation, type Value } from '@iree-workbench/ir';

/**
 * Makes a terminator like `op` whose operands, those of each successor together, are what `replace`
 * makes of them.
 */
export function copyTerminator(
  builder: Builder,
  op: Operation,
  replace: (values: readonly Value[]) => readonly Value[],
): Operation {
  const branch = op.getInterface(BranchOp);
  const groups = branch
    ? op.successors.map((_, i) => {
        const range = branch.successorOperands(op, i);
        return op.operands.slice(range.start, range.start + range.count);
      })
    : null;
  const state = {
    resultTypes: [],
    successors: op.successors,
    attributes: op.attributes.with('operand_segment_sizes', null),
  };
  if (!groups || !op.attr('operand_segment_sizes'))
    return builder.create(op.operationName, { ...state, operands: replace(op.operands) });
  const leading = op.operands.slice(
    0,
    op.numOperands - groups.reduce((count, group) => count + group.length, 0),
  );
  return builder.create(op.operationName, {
    ...state,
    operandGroups: [leading, ...groups.map(replace)],
  });
}
