/** Questions about where an operation stands with respect to dispatches. */

import type { Operation, Value } from '@iree-workbench/ir';

const DISPATCHES = new Set([
  'flow.dispatch.region',
  'flow.dispatch.workgroups',
  'flow.executable',
  'hal.executable',
  'stream.executable',
]);

/** Is the operation device code, or about to be? */
export function isInDispatch(op: Operation): boolean {
  for (let parent = op.parentOp; parent; parent = parent.parentOp)
    if (DISPATCHES.has(parent.name)) return true;
  return false;
}

/** The tensor that the updates of a scatter go into, which its dispatch has in memory; null of other operations. */
export const scatteredInto = (op: Operation): Value | null =>
  op.is('iree_linalg_ext.scatter') ? op.operand(2) : null;
