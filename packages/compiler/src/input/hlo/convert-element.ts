/** A number in another element type. */

import {
  ComplexType,
  FloatAttr,
  type FloatType,
  IntegerType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { Scalars } from '../scalars.ts';

const isUnsigned = (type: Type): boolean =>
  type instanceof IntegerType && (type.signedness === 'unsigned' || type.width === 1);

/**
 * Converts between integers, floats, complex numbers and truth values; those are whether a number is not zero.
 * Of a complex number only the real part is left where there is none for the imaginary.
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
  if (result instanceof ComplexType) return intoComplex(to, value, from, into, result);
  if (value.type instanceof ComplexType) {
    const part = value.type.elementType;
    const real = to.op('complex.re', [value], part);
    return convertElement(to, real, part, into, result);
  }
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

function intoComplex(
  to: Scalars,
  value: Value,
  from: Type,
  into: Type,
  result: ComplexType,
): Value | null {
  const part = result.elementType;
  if (part.kind !== 'float' || !(into instanceof ComplexType)) return null;
  if (!(from instanceof ComplexType) || !(value.type instanceof ComplexType)) {
    const real = convertElement(to, value, from, part, part);
    const zero = to.constant(FloatAttr.get(part, 0));
    return real && to.op('complex.create', [real, zero], result);
  }
  const { elementType } = value.type;
  const parts = ['complex.re', 'complex.im'].map((name) =>
    convertElement(to, to.op(name, [value], elementType), elementType, part, part),
  );
  const [re, im] = parts;
  return re && im ? to.op('complex.create', [re, im], result) : null;
}

function convertFloat(to: Scalars, value: Value, result: Type): Value | null {
  if (value.type.kind !== 'float' || result.kind !== 'float') return null;
  if (value.type.width < result.width) return to.op('arith.extf', [value], result);
  if (value.type.width > result.width) return to.op('arith.truncf', [value], result);
  // Two formats of one width meet in the next wider one.
  const wide = to.op('arith.extf', [value], to.builder.context.f32);
  return to.op('arith.truncf', [wide], result);
}
