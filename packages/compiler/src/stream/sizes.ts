/** Sizes in bytes of tensors as they lie in memory: dense, row-major, whole bytes an element. */

import {
  type Builder,
  DYNAMIC,
  denseElementBytes,
  type Type,
  type Value,
} from '@iree-workbench/ir';

/** Bytes an element takes; null for element types that have no storage. */
export function elementBytes(type: Type): number | null {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'index':
    case 'complex':
      return denseElementBytes(type);
    default:
      return null;
  }
}

/** The size of a tensor with the given dynamic dimensions as an index value. */
export function sizeOfTensor(builder: Builder, type: Type, dims: readonly Value[]): Value {
  if (type.kind !== 'tensor') throw new Error('sizeOfTensor of what is no ranked tensor');
  let fixed = elementBytes(type.elementType) ?? 1;
  for (const size of type.shape) if (size !== DYNAMIC) fixed *= size;
  let size = builder.constantIndex(fixed);
  dims.forEach((dim, i) => {
    size = builder.createValue('arith.muli', {
      operands: i === 0 ? [dim, size] : [size, dim],
      resultTypes: [builder.context.indexType],
    });
  });
  return size;
}

/** Byte offset of the element at `indices` in a row-major tensor. */
export function elementOffset(
  builder: Builder,
  type: Type,
  dims: readonly Value[],
  indices: readonly Value[],
): Value {
  if (type.kind !== 'tensor') throw new Error('elementOffset of what is no ranked tensor');
  const index = builder.context.indexType;
  const binary = (name: string, lhs: Value, rhs: Value): Value =>
    builder.createValue(name, { operands: [lhs, rhs], resultTypes: [index] });
  const dynamic = [...dims];
  const sizes = type.shape.map((size) =>
    size === DYNAMIC ? (dynamic.shift() as Value) : builder.constantIndex(size),
  );
  let offset: Value | null = null;
  indices.forEach((position, i) => {
    offset = offset
      ? binary('arith.addi', binary('arith.muli', offset, sizes[i] as Value), position)
      : position;
  });
  const bytes = builder.constantIndex(elementBytes(type.elementType) ?? 1);
  return offset ? binary('arith.muli', offset, bytes) : builder.constantIndex(0);
}
