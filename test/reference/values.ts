/** Values of the reference evaluator: scalars, vectors, tensors, and memory that dispatches share. */

import { DYNAMIC, type Type } from '@iree-workbench/ir';

/** Floats and indices are numbers; integers are bigints in their signed form, booleans 0n and 1n. */
export type Scalar = number | bigint;

export interface VectorValue {
  readonly kind: 'vector';
  readonly lanes: readonly Scalar[];
}
/** A tensor in row-major order. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly shape: readonly number[];
  readonly elements: Scalar[];
}
/** Elements of memory from `offset` on. */
export interface MemoryValue {
  readonly kind: 'memory';
  readonly shape: readonly number[];
  readonly elements: Scalar[];
  readonly offset: number;
}
export type RuntimeValue = Scalar | VectorValue | TensorValue | MemoryValue;

export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((count, size) => count * size, 1);

/** Number of the element at the indices; throws outside of the shape. */
export function position(shape: readonly number[], indices: readonly number[]): number {
  let at = 0;
  shape.forEach((size, dim) => {
    const index = indices[dim] ?? 0;
    if (index < 0 || index >= size)
      throw new RangeError(`index ${index} outside of dimension ${dim} of ${shape.join('x')}`);
    at = at * size + index;
  });
  return at;
}

/** All indices of a shape in row-major order. */
export function* indicesOf(shape: readonly number[]): Generator<number[]> {
  const count = elementCount(shape);
  const index = shape.map(() => 0);
  for (let i = 0; i < count; i++) {
    yield [...index];
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      index[dim] = (index[dim] as number) + 1;
      if ((index[dim] as number) < (shape[dim] as number)) break;
      index[dim] = 0;
    }
  }
}

export function makeTensor(
  shape: readonly number[],
  element: (indices: readonly number[]) => Scalar,
): TensorValue {
  const elements: Scalar[] = [];
  for (const indices of indicesOf(shape)) elements.push(element(indices));
  return { kind: 'tensor', shape, elements };
}
export const tensorElement = (tensor: TensorValue, indices: readonly number[]): Scalar =>
  tensor.elements[position(tensor.shape, indices)] as Scalar;

/** A shape with its dynamic sizes filled in. */
export function resolveShape(shape: readonly number[], dynamic: readonly number[]): number[] {
  const rest = [...dynamic];
  return shape.map((size) => (size === DYNAMIC ? (rest.shift() ?? 0) : size));
}

export const zeroOf = (type: Type): Scalar => (type.kind === 'integer' ? 0n : 0);
