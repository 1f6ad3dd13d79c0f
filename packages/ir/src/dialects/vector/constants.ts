/** Vector constants taken apart and put together; positions in row-major order. */

import { type Attribute, DenseElementsAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import { contiguousStrides } from '../../strided-layout.ts';
import { numElements, type Type, type VectorType } from '../../types.ts';

export type Scalar = IntegerAttr | FloatAttr;

export const isScalar = (attr: Attribute | null | undefined): attr is Scalar =>
  attr instanceof IntegerAttr || attr instanceof FloatAttr;

/** The element that all of a constant are; null if it is no splat. */
export const splatOf = (attr: Attribute | null | undefined): Scalar | null =>
  attr?.kind === 'dense' && attr.type.elementType.kind !== 'complex' ? attr.splatValue : null;

/** Elements of a constant, or the scalar itself. */
export function elementsOf(attr: Attribute): Scalar[] | null {
  if (isScalar(attr)) return [attr];
  if (attr.kind !== 'dense' || attr.type.elementType.kind === 'complex') return null;
  return Array.from({ length: attr.numElements }, (_, i) => attr.at(i));
}

/** A constant of a type of which every element is the scalar: the scalar itself or a splat. */
export const splatConstant = (type: Type, element: Scalar): Attribute =>
  type.kind === 'vector' ? DenseElementsAttr.splat(type, element) : element;

export const denseVector = (type: VectorType, elements: readonly Scalar[]): DenseElementsAttr =>
  DenseElementsAttr.fromElements(type, elements);

/** Number of the element at a position; what the position leaves out is 0. */
export function linearize(position: readonly number[], shape: readonly number[]): number {
  const strides = contiguousStrides(shape);
  return position.reduce((sum, index, i) => sum + index * (strides[i] ?? 0), 0);
}

/** Numbers of the elements of a part of a shape, in order. */
export function* slicePositions(
  shape: readonly number[],
  offsets: readonly number[],
  sizes: readonly number[],
): Generator<number> {
  const count = numElements(sizes);
  const strides = contiguousStrides(shape);
  const inner = contiguousStrides(sizes);
  for (let i = 0; i < count; i++) {
    let at = 0;
    for (const [dim, size] of sizes.entries())
      at +=
        ((Math.floor(i / (inner[dim] ?? 1)) % size) + (offsets[dim] ?? 0)) * (strides[dim] ?? 0);
    yield at;
  }
}
