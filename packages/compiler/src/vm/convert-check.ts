/**
 * Conversion of check to calls of the runtime's check module. A runtime without it, as one that
 * measures has none, passes the expectations over.
 */

import { SymbolRefAttr } from '@iree-workbench/ir';
import type { Conversions, OpConversion } from './lowering.ts';

/** Calls the function of the operation's name if there is one. */
const callIfThere: OpConversion = (op, lowering) => {
  const { builder } = lowering;
  const there = builder.createValue('vm.import.resolved', {
    attributes: [['import', SymbolRefAttr.get(lowering.context, op.name)]],
  });
  const [call, rest] = [lowering.splitOff(), lowering.splitOff()];
  builder.create('vm.cond_br', {
    operandGroups: [[there], [], []],
    successors: [call, rest],
    resultTypes: [],
  });
  builder.setToEnd(call);
  lowering.call(op.name, lowering.values(op.operands));
  builder.create('vm.br', { successors: [rest], resultTypes: [] });
  builder.setToEnd(rest);
  return [];
};

export const checkConversions: Conversions = {
  'check.expect_true': callIfThere,
  'check.expect_false': callIfThere,
  'check.expect_all_true': callIfThere,
  'check.expect_eq': callIfThere,
  'check.expect_almost_eq': callIfThere,
};
