/** The shape dialect: computations with shapes, and conditions on them. */

import type { Attribute } from '../../attributes.ts';
import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { arithDialect } from '../arith/index.ts';
import { materializeArithConstant } from '../constants.ts';
import { tensorDialect } from '../tensor/index.ts';
import { controlOperations } from './control.ts';
import { shapeOperations } from './shapes.ts';
import { isShape, isSize, ShapeOrExtents, types, Witness } from './types.ts';
import { verifyLibraries } from './verify.ts';

/** The operation, and its attribute, that holds such a constant. */
function constantFor(value: Attribute, type: Type): readonly [name: string, attr: string] | null {
  if (ShapeOrExtents.matches(type)) return value.kind === 'dense' ? ['const_shape', 'shape'] : null;
  if (value.kind !== 'integer') return null;
  if (isSize(type)) return ['const_size', 'value'];
  return Witness.matches(type) ? ['const_witness', 'passing'] : null;
}

export const shapeDialect = defineDialect({
  name: 'shape',
  summary: 'computations with shapes, and conditions on them',
  operations: [...shapeOperations, ...controlOperations],
  types,
  allowsUnknownOperations: true,
  dependencies: () => [arithDialect, tensorDialect],
  verifyOperationAttribute: verifyLibraries,
  isLegalToInline: () => true,
  materializeConstant(value, type, location) {
    const constant = constantFor(value, type);
    if (!constant) return isShape(type) ? null : materializeArithConstant(value, type, location);
    return Operation.create({
      name: `shape.${constant[0]}`,
      location,
      resultTypes: [type],
      attributes: [[constant[1], value]],
    });
  },
});
