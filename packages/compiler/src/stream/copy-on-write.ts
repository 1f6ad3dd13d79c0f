/**
 * Copies what must not be written in place (`iree-stream-materialize-copy-on-write`).
 *
 * An operation that writes into an operand may do so only if it alone uses the value and the value's
 * storage is the program's own: not an argument, an import, a constant or a global.
 */

import {
  Builder,
  isResource,
  type Operation,
  operandsNamed,
  TiedOp,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';

/** Operations whose results are storage that nobody else holds. */
const FRESH = new Set([
  'stream.async.alloca',
  'stream.async.splat',
  'stream.async.clone',
  'stream.async.slice',
  'stream.async.fill',
  'stream.async.update',
  'stream.async.copy',
  'stream.async.dispatch',
]);
const WRITERS = new Set([
  'stream.async.fill',
  'stream.async.update',
  'stream.async.copy',
  'stream.async.dispatch',
  'stream.async.collective',
]);

export const materializeCopyOnWrite: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    callable.walk((op) => {
      if (WRITERS.has(op.name)) copyTiedOperands(op);
    });
};

function copyTiedOperands(op: Operation): void {
  const tied = op.getInterface(TiedOp);
  op.results.forEach((_, i) => {
    const operand = tied?.tiedOperand(op, i) ?? null;
    if (operand === null) return;
    const value = op.operand(operand);
    if (!isResource(value.type) || mayWriteInto(value)) return;
    const builder = Builder.before(op);
    const size = sizeBeside(op, value);
    if (!size) return;
    const copy = builder.createValue('stream.async.clone', {
      operands: [value, size, size],
      resultTypes: [value.type],
    });
    op.setOperand(operand, copy);
  });
}

const mayWriteInto = (value: Value): boolean =>
  value.hasOneUse && value.kind === 'result' && FRESH.has(value.owner.name);

/** The size operand that goes with a resource operand of the operation. */
export function sizeBeside(op: Operation, value: Value): Value | null {
  if (op.is('stream.async.dispatch')) {
    const operands = operandsNamed(op, 'resource_operands').filter((o) => isResource(o.type));
    return operandsNamed(op, 'resource_operand_sizes')[operands.indexOf(value)] ?? null;
  }
  const at = op.operands.indexOf(value);
  return op.operands[at + 1] ?? null;
}
