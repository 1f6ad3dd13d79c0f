/** Padding of images before windows move over them. */

import {
  Builder,
  DenseArrayAttr,
  DYNAMIC,
  type FloatAttr,
  type IntegerAttr,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { constantOf, rankedTensor } from '../linalg-builder.ts';

/**
 * A tensor with a constant around it.
 * @param amounts before and behind each dimension in turn
 */
export function padWith(
  builder: Builder,
  input: Value,
  amounts: readonly number[],
  element: IntegerAttr | FloatAttr,
): Value {
  const source = rankedTensor(input);
  if (!source || amounts.every((amount) => amount === 0)) return input;
  const { context, location } = builder;
  const low = amounts.filter((_, i) => i % 2 === 0);
  const high = amounts.filter((_, i) => i % 2 === 1);
  const shape = source.shape.map((size, dim) =>
    size === DYNAMIC ? size : size + (low[dim] ?? 0) + (high[dim] ?? 0),
  );
  const value = constantOf(builder, element);
  const region = new Region();
  const block = region.append();
  for (const _ of shape) block.addArgument(context.indexType, location);
  Builder.atEnd(block, location).create('tensor.yield', { operands: [value] });
  return builder.createValue('tensor.pad', {
    operandGroups: [[input], [], []],
    resultTypes: [RankedTensorType.get(shape, source.elementType)],
    attributes: [
      ['static_low', DenseArrayAttr.i64(context, low)],
      ['static_high', DenseArrayAttr.i64(context, high)],
    ],
    regions: [region],
  });
}

/** The amounts around an image of which `spatial` is what stands around its spatial dimensions. */
export const aroundImage = (spatial: readonly number[]): number[] => [0, 0, ...spatial, 0, 0];
