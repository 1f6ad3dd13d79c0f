/** `tosa.concat` becomes slices that are put into an empty tensor. */

import {
  type Builder,
  type ConversionPattern,
  DenseArrayAttr,
  DYNAMIC,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { dimOf, emptyTensor, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { integerOf } from './attributes.ts';

/** Puts the operands behind one another into an empty tensor. */
export const lowerConcat: ConversionPattern = lowering('tosa.concat', (op, operands, rewriter) => {
  const result = rankedTensor(op.result());
  const types = operands.map(rankedTensor);
  const [first] = types;
  if (!result || !first || types.some((type) => type?.shape.length !== result.shape.length))
    return false;
  const axis = Number(integerOf(op, 'axis'));
  const rank = result.shape.length;
  const to = new Scalars(rewriter);
  type Size = number | Value;
  const sizeOf = (value: Value, dim: number): Size => {
    const size = rankedTensor(value)?.shape[dim] ?? DYNAMIC;
    return size === DYNAMIC ? dimOf(rewriter, value, dim) : size;
  };
  const asValue = (size: Size): Value =>
    typeof size === 'number' ? rewriter.constantIndex(size) : size;
  const sum = (a: Size, b: Size): Size =>
    typeof a === 'number' && typeof b === 'number'
      ? a + b
      : to.op('arith.addi', [asValue(a), asValue(b)]);
  const [head] = operands as [Value];
  const sizes: Size[] = Array.from({ length: rank }, (_, dim) => sizeOf(head, dim));
  const along = operands.map((operand) => sizeOf(operand, axis));
  const whole = along.reduce(sum);
  const dims = result.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [asValue(dim === axis ? whole : (sizes[dim] as Size))] : [],
  );
  let into = emptyTensor(rewriter, result, dims);
  let offset: Size = 0;
  for (const [i, operand] of operands.entries()) {
    const offsets = sizes.map((_, dim) => (dim === axis ? offset : 0));
    const parts = sizes.map((size, dim) => (dim === axis ? (along[i] as Size) : size));
    into = insertSlice(rewriter, operand, into, offsets, parts);
    offset = sum(offset, along[i] as Size);
  }
  rewriter.replaceOp(op, [into]);
  return true;
});

/** `tensor.insert_slice` without strides. */
function insertSlice(
  builder: Builder,
  source: Value,
  into: Value,
  offsets: readonly (number | Value)[],
  sizes: readonly (number | Value)[],
): Value {
  const values = (list: readonly (number | Value)[]): Value[] =>
    list.filter((item) => typeof item !== 'number');
  const statics = (list: readonly (number | Value)[]): DenseArrayAttr =>
    DenseArrayAttr.i64(
      builder.context,
      list.map((item) => (typeof item === 'number' ? item : DYNAMIC)),
    );
  return builder.createValue('tensor.insert_slice', {
    operandGroups: [[source], [into], values(offsets), values(sizes), []],
    resultTypes: [into.type],
    attributes: [
      ['static_offsets', statics(offsets)],
      ['static_sizes', statics(sizes)],
      ['static_strides', statics(sizes.map(() => 1))],
    ],
  });
}
