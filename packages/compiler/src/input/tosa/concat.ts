/** `tosa.concat` becomes slices that are put into an empty tensor. */

import type { ConversionPattern, Value } from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';
import { concatenated } from '../sizes.ts';
import { integerOf } from './attributes.ts';

/** Puts the operands behind one another into an empty tensor. */
export const lowerConcat: ConversionPattern = lowering('tosa.concat', (op, operands, rewriter) => {
  const result = rankedTensor(op.result());
  const types = operands.map(rankedTensor);
  if (!result || types.length === 0) return false;
  if (types.some((type) => type?.shape.length !== result.shape.length)) return false;
  const axis = Number(integerOf(op, 'axis'));
  const value = concatenated(rewriter, operands as [Value, ...Value[]], result, axis);
  rewriter.replaceOp(op, [value]);
  return true;
});
