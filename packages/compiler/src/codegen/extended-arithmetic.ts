/**
 * Arithmetic with two results in operations of one result each: no target has an instruction for both.
 */

import { IntegerAttr, IntegerType, type Value } from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';

/** `arith.cmpi ult`. */
const UNSIGNED_LESS = 6;

/**
 * The results of `arith.addui_extended`, `arith.mulsi_extended` or `arith.mului_extended` on scalars;
 * null for other operations, and for products that no integer is wide enough for.
 */
export function expandExtended(
  emitter: Emitter,
  name: string,
  operands: readonly Value[],
): Value[] | null {
  const [a, b] = operands;
  if (!a || !b || a.type.kind !== 'integer' || a.type.width === 1) return null;
  const { width } = a.type;
  const { context } = emitter;
  if (name === 'arith.addui_extended') {
    const sum = emitter.value('arith.addi', [a, b], a.type);
    const overflows = emitter.value('arith.cmpi', [sum, a], context.i1, [
      ['predicate', IntegerAttr.i64(context, UNSIGNED_LESS)],
    ]);
    return [sum, overflows];
  }
  const extension = {
    'arith.mulsi_extended': 'arith.extsi',
    'arith.mului_extended': 'arith.extui',
  }[name];
  if (!extension || width > 32) return null;
  const wide = IntegerType.get(context, 2 * width);
  const [x, y] = [a, b].map((operand) => emitter.value(extension, [operand], wide)) as [
    Value,
    Value,
  ];
  const product = emitter.value('arith.muli', [x, y], wide);
  const shift = emitter.constant(IntegerAttr.get(wide, BigInt(width)), wide);
  const high = emitter.value('arith.shrui', [product, shift], wide);
  return [product, high].map((half) => emitter.value('arith.trunci', [half], a.type));
}
