/** Types of the shape dialect, and the constraints that its operations have on them. */

import {
  AnyShaped,
  anyTypeOf,
  dialectType,
  Index,
  tensorOf,
  tensorOfRanks,
} from '../../constraints.ts';
import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { isDialectType, type Type } from '../../types.ts';

export const types: readonly TypeDefinition[] = [
  { mnemonic: 'shape', summary: 'sizes in order, a rank that is not known, or an error' },
  { mnemonic: 'size', summary: 'a size, one that is not known, or an error' },
  { mnemonic: 'value_shape', summary: 'a value together with its shape' },
  { mnemonic: 'witness', summary: 'proof that a condition on shapes holds' },
];

// Upstream's words for these types are none.
export const Shape = dialectType('shape.shape', '', true);
export const Size = dialectType('shape.size', '', true);
export const ValueShape = dialectType('shape.value_shape', '', true);
export const Witness = dialectType('shape.witness', '', true);

export const ExtentTensor = tensorOfRanks(Index, [1]);
export const IndexTensor = tensorOf(Index);
export const ShapeOrSize = anyTypeOf([Size, Shape], 'shape or size');
export const ShapeOrExtents = anyTypeOf([Shape, ExtentTensor], 'shape or extent tensor');
export const SizeOrIndex = anyTypeOf([Size, Index], 'size or index');
export const AnyShapeOrSize = anyTypeOf([SizeOrIndex, ShapeOrExtents], 'any shape or size');
export const ShapedOrValueShape: TypeConstraint = anyTypeOf([AnyShaped, ValueShape]);

export const isShape = (type: Type): boolean => isDialectType(type, 'shape.shape');
export const isSize = (type: Type): boolean => isDialectType(type, 'shape.size');
/** May a value of the type be an error? */
export const mayBeError = (type: Type): boolean =>
  isShape(type) || isSize(type) || isDialectType(type, 'shape.value_shape');
