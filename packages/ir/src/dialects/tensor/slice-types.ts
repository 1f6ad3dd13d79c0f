/** Types of slices of tensors: with all dimensions, or with those of size 1 left out. */

import { RankedTensorType } from '../../types.ts';
import { type MixedSlice, staticEntries } from '../slices.ts';

/** The type of a slice with all its dimensions. */
export const inferSliceType = (source: RankedTensorType, slice: MixedSlice): RankedTensorType =>
  RankedTensorType.get(staticEntries(slice.sizes), source.elementType, source.encoding);

/** As `inferSliceType` with leading dimensions of size 1 left out until the rank is right. */
export function inferReducedSliceType(
  rank: number,
  source: RankedTensorType,
  slice: MixedSlice,
): RankedTensorType {
  const whole = inferSliceType(source, slice);
  let drop = whole.shape.length - rank;
  if (drop <= 0) return whole;
  const shape = whole.shape.filter((size) => {
    if (drop > 0 && size === 1) {
      drop--;
      return false;
    }
    return true;
  });
  return RankedTensorType.get(shape, whole.elementType, source.encoding);
}
