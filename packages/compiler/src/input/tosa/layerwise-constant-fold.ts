/** Transposes constants when the program is compiled (`tosa-layerwise-constant-fold`). */

import {
  constantValue,
  DenseElementsAttr,
  definePattern,
  denseElementBytes,
  hasStaticShape,
  type Pass,
  type RankedTensorType,
  type RewritePattern,
} from '@iree-workbench/ir';
import { greedyPass } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';
import { constantIntegers } from './attributes.ts';

/** A constant with its dimensions in another order. */
function transposeConstant(
  value: DenseElementsAttr,
  type: RankedTensorType,
  permutation: readonly number[],
): DenseElementsAttr {
  if (value.isSplat) return DenseElementsAttr.get(type, value.data);
  const size = denseElementBytes(type.elementType);
  const { shape } = value.type;
  const strides = shape.map((_, dim) => shape.slice(dim + 1).reduce((a, b) => a * b, 1));
  const steps = permutation.map((dim) => (strides[dim] as number) * size);
  const data = new Uint8Array(value.data.length);
  let written = 0;
  const copy = (dim: number, from: number): void => {
    if (dim === type.shape.length) {
      for (let i = 0; i < size; i++) data[written++] = value.data[from + i] as number;
      return;
    }
    const step = steps[dim] as number;
    for (let i = 0; i < (type.shape[dim] as number); i++) copy(dim + 1, from + i * step);
  };
  copy(0, 0);
  return DenseElementsAttr.get(type, data);
}

const foldTranspose: RewritePattern = definePattern(
  'tosa.transpose',
  'tosa.transpose: of a constant used once',
  (op, rewriter) => {
    const [input, order] = [op.operand(0), op.operand(1)];
    const result = rankedTensor(op.result());
    const value = constantValue(input);
    const permutation = constantIntegers(order)?.map(Number);
    if (value?.kind !== 'dense' || !permutation || !result || !hasStaticShape(result)) return false;
    if (input.users.length !== 1) return false;
    rewriter.replaceOpWithNew(op, 'tosa.const', {
      resultTypes: [result],
      attributes: [['value', transposeConstant(value, result, permutation)]],
    });
    return true;
  },
);

export const tosaLayerwiseConstantFold: Pass = greedyPass(
  {
    argument: 'tosa-layerwise-constant-fold',
    className: 'TosaLayerwiseConstantFoldPass',
    summary: 'computes transposes of constants',
  },
  () => [foldTranspose],
);
