/**
 * Exports the tensors that `check` operations expect something of as buffer views, the form in which
 * the runtime's check module takes them.
 */

import { Builder, type Operation, type Value } from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { exportTensor } from './wrap-entry-points.ts';

export const exportCheckedTensors: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    callable.walk((op) => {
      if (op.operationName.dialect === 'check') exportOperands(op);
    });
};

function exportOperands(op: Operation): void {
  const builder = Builder.before(op);
  const constant = op.attr('value');
  // `check.expect_eq_const` compares with a constant, `check.expect_eq` with an operand.
  const operands: Value[] =
    constant?.kind === 'dense'
      ? [...op.operands, builder.constant(constant, constant.type)]
      : op.operands;
  if (!operands.some(({ type }) => type.kind === 'tensor')) return;
  builder.create(op.name.replace(/_const$/, ''), {
    operands: operands.map((operand) =>
      operand.type.kind === 'tensor' ? exportTensor(builder, operand, null) : operand,
    ),
    resultTypes: [],
  });
  op.erase();
}
