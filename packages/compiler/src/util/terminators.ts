/** Terminators that hand on other values than before. */

import {
  BranchOp,
  type Builder,
  DenseArrayAttr,
  type Operation,
  type Value,
} from '@iree-workbench/ir';

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
  const segments = op.attr('operand_segment_sizes');
  if (!groups || segments?.kind !== 'dense_array')
    return builder.create(op.operationName, { ...state, operands: replace(op.operands) });
  const leading = op.operands.slice(
    0,
    op.numOperands - groups.reduce((count, group) => count + group.length, 0),
  );
  const replaced = groups.map(replace);
  // `cf.switch` keeps the operands of all cases in one segment, and how many each has beside it.
  const separate = segments.values.length - 2;
  const cases = replaced.slice(separate);
  return builder.create(op.operationName, {
    ...state,
    attributes: op.attr('case_operand_segments')
      ? state.attributes.with(
          'case_operand_segments',
          DenseArrayAttr.i32(
            op.context,
            cases.map((each) => each.length),
          ),
        )
      : state.attributes,
    operandGroups: [leading, ...replaced.slice(0, separate), cases.flat()],
  });
}
