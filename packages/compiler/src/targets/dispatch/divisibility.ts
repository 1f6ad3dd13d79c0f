/** Whether an index is always a multiple of a number, by the arithmetic that it comes from. */

import type { Value } from '@iree-workbench/ir';
import { constantInteger } from './dispatch.ts';

/**
 * True only if `value`, an index, is a multiple of `divisor` whenever it is computed. Sums and
 * differences are followed into their operands, products into either factor, and the variable of a
 * loop into its start and step.
 */
export function isMultipleOf(value: Value, divisor: number): boolean {
  const constant = constantInteger(value);
  if (constant !== null) return constant % BigInt(divisor) === 0n;
  const all = (values: readonly Value[]): boolean =>
    values.every((operand) => isMultipleOf(operand, divisor));
  if (value.kind !== 'result') {
    const loop = value.owner.parentOp;
    return loop?.is('scf.for') === true && value.index === 0
      ? all([loop.operand(0), loop.operand(2)])
      : false;
  }
  const op = value.owner;
  switch (op.name) {
    case 'arith.addi':
    case 'arith.subi':
    case 'arith.minui':
    case 'arith.minsi':
    case 'arith.maxui':
    case 'arith.maxsi':
    case 'arith.remui':
      return all(op.operands);
    case 'arith.muli':
      return op.operands.some((operand) => isMultipleOf(operand, divisor));
    case 'arith.select':
      return all(op.operands.slice(1));
    default:
      return false;
  }
}
