/** `tosa.cast` of one element: rounds to the nearest integer, and clamps what does not fit. */

import { FloatAttr, FloatType, IntegerType, isSignless, type Value } from '@iree-workbench/ir';
import { integerBounds } from '../linalg-builder.ts';
import type { Scalars } from '../scalars.ts';
import type { Element } from './element-arithmetic.ts';

/** The element in the type of the result; null if there is no such cast. */
export function castElement({ args, result, to }: Element): Value | null {
  const [value] = args as [Value];
  const { type } = value;
  if (type === result) return value;
  if (type instanceof FloatType)
    return result instanceof FloatType
      ? to.op(type.width < result.width ? 'arith.extf' : 'arith.truncf', [value], result)
      : floatToInteger(value, type, result as IntegerType, to);
  if (!(type instanceof IntegerType)) return null;
  if (result instanceof FloatType) return integerToFloat(value, type, result, to);
  return result instanceof IntegerType ? integerToInteger(value, type, result, to) : null;
}

function integerToFloat(
  value: Value,
  type: IntegerType,
  result: FloatType,
  to: Scalars,
): Value | null {
  if (type.width === 1) return to.op('arith.uitofp', [value], result);
  if (type.signedness !== 'unsigned') return to.op('arith.sitofp', [value], result);
  return to.op('arith.uitofp', [withoutSign(value, type, to)], result);
}

/** The same bits as an integer that has no sign in its type. */
export const withoutSign = (value: Value, type: IntegerType, to: Scalars): Value =>
  to.op('builtin.unrealized_conversion_cast', [value], IntegerType.get(type.context, type.width));

function integerToInteger(
  value: Value,
  type: IntegerType,
  result: IntegerType,
  to: Scalars,
): Value | null {
  if (type.width === 1 && result.width > 1) return to.op('arith.extui', [value], result);
  if (result.width === 1) return to.cmpi('ne', value, to.integer(type, 0));
  return to.op(type.width < result.width ? 'arith.extsi' : 'arith.trunci', [value], result);
}

function floatToInteger(
  value: Value,
  type: FloatType,
  result: IntegerType,
  to: Scalars,
): Value | null {
  const number = (float: number): Value => to.constant(FloatAttr.get(type, float));
  if (isSignless(result, 1)) return to.cmpf('une', value, number(0));
  if (!isSignless(result)) return null;
  const bounds = integerBounds(result);
  const [min, max] = [number(Number(bounds.min)), number(Number(bounds.max))];
  const rounded = to.op('math.roundeven', [value]);
  return to.op('arith.fptosi', [to.clampFloat(rounded, min, max)], result);
}
