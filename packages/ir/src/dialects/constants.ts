/** What folds and patterns of several dialects ask of constants. */

import { type Attribute, attributeType, IntegerAttr } from '../attributes.ts';
import type { Dialect } from '../dialect.ts';
import { Operation, type Value } from '../operation.ts';
import { constantValue } from '../rewrite/folder.ts';

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
