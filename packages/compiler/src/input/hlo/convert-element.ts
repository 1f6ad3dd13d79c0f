/** A number in another element type. */

import { FloatAttr, type FloatType, IntegerType, type Type, type Value } from '@iree-workbench/ir';
import type { Scalars } from '../scalars.ts';

const isUnsigned = (type: Type): boolean =>
  type instanceof IntegerType && (type.signedness === 'unsigned' || type.width === 1);

/**
 * Converts between integers, floats and truth values; those are whether a number is not zero.
 * @param from the type that `value` has as its operation sees it, with sign
 * @param into the type it is to have, with sign; `result` is that without
 * @returns null if there is no such conversion
 */
export function convertElement(
  to: Scalars,
  value: Value,
  from: Type,
  into: Type,
  result: Type,
): Value | null {
  if (value.type === result) return value;
  const isTruth = result instanceof IntegerType && result.width === 1;
  if (from.kind === 'float' && into.kind === 'float') return convertFloat(to, value, result);
  if (from.kind === 'float' && into.kind === 'integer') {
    if (isTruth) {
      const zero = to.constant(FloatAttr.get(value.type as FloatType, 0));
      return to.cmpf('une', value, zero);
    }
    return to.op(isUnsigned(into) ? 'arith.fptoui' : 'arith.fptosi', [value], result);
  }
  if (from.kind !== 'integer') return null;
  if (into.kind === 'float')
    return to.op(isUnsigned(from) ? 'arith.uitofp' : 'arith.sitofp', [value], result);
  if (into.kind !== 'integer') return null;
  if (isTruth) return to.cmpi('ne', value, to.integer(value.type, 0));
  if (from.width > into.width) return to.op('arith.trunci', [value], result);
  return to.op(isUnsigned(from) ? 'arith.extui' : 'arith.extsi', [value], result);
}

function convertFloat(to: Scalars, value: Value, result: Type): Value | null {
  if (value.type.kind !== 'float' || result.kind !== 'float') return null;
  if (value.type.width < result.width) return to.op('arith.extf', [value], result);
  if (value.type.width > result.width) return to.op('arith.truncf', [value], result);
  // Two formats of one width meet in the next wider one.
  const wide = to.op('arith.extf', [value], to.builder.context.f32);
  return to.op('arith.truncf', [wide], result);
}
