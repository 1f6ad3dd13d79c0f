/** Dense constants under changes of shape; used by folds of several dialects. */

import { DenseElementsAttr } from '../attributes.ts';
import type { RankedShapedType } from '../types.ts';

/** The same elements with another static shape of as many elements and the same element type. */
export const denseReshape = (attr: DenseElementsAttr, type: RankedShapedType): DenseElementsAttr =>
  DenseElementsAttr.get(type, attr.data);
