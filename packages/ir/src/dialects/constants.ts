/** What folds and patterns of several dialects ask of constants. */

import { type Attribute, attributeType, IntegerAttr } from '../attributes.ts';
import type { Dialect } from '../dialect.ts';
import { Operation, type Value } from '../operation.ts';
import { constantValue } from '../rewrite/folder.ts';
import type { Type } from '../types.ts';

/** Value of an `arith.constant` of type index, or null. */
export function constantIndex(value: Value | null | undefined): number | null {
  if (value?.type.kind !== 'index') return null;
  const attr = constantValue(value);
  return attr?.kind === 'integer' ? Number(attr.value) : null;
}
/** Value of a scalar integer or index constant, or null. */
export function constantInteger(value: Value | null | undefined): bigint | null {
  const attr = value && constantValue(value);
  return attr?.kind === 'integer' ? attr.value : null;
}
/** Number of an integer attribute, or null. */
export const integerOf = (attr: Attribute | null | undefined): number | null =>
  attr instanceof IntegerAttr ? Number(attr.value) : null;

/** `materializeConstant` of the dialects whose constants are `arith.constant`. */
export const materializeArithConstant: NonNullable<Dialect['materializeConstant']> = (
  value,
  type,
  location,
) => {
  if (attributeType(value) !== type) return null;
  if (type.kind === 'integer' && type.signedness !== 'signless') return null;
  switch (value.kind) {
    case 'integer':
    case 'float':
    case 'dense':
    case 'dense_resource':
    case 'sparse':
    case 'dense_string':
      return Operation.create({
        name: 'arith.constant',
        location,
        resultTypes: [type],
        attributes: [['value', value]],
      });
    default:
      return null;
  }
};

/** The type of the parts of a complex number. */
export const elementOfComplex = (type: Type): Type | null =>
  type.kind === 'complex' ? type.elementType : null;

/** `materializeConstant` of the dialects whose constants may be complex numbers, which are pairs. */
export const materializeElement: NonNullable<Dialect['materializeConstant']> = (
  value,
  type,
  location,
) => {
  if (value.kind !== 'array') return materializeArithConstant(value, type, location);
  const element = elementOfComplex(type);
  const isPair =
    value.elements.length === 2 &&
    value.elements.every((part) => part.kind === 'float' && part.type === element);
  if (!isPair) return null;
  return Operation.create({
    name: 'complex.constant',
    location,
    resultTypes: [type],
    attributes: [['value', value]],
  });
};
