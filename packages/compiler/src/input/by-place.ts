/** Tensors each of whose elements is computed from its place alone. */

import { AffineMap, type Builder, type Operation, type Value } from '@iree-workbench/ir';
import { generic, parallel, rankedTensor } from './linalg-builder.ts';
import { Scalars } from './scalars.ts';

/**
 * A `linalg.generic` without inputs.
 * @param inits empty tensors of one shape, which the results are like
 * @param elements makes an element of each result; `index(dim)` says where
 */
export function byPlace(
  builder: Builder,
  inits: readonly Value[],
  elements: (to: Scalars) => readonly Value[],
): Operation {
  const [first] = inits;
  const rank = (first && rankedTensor(first)?.shape.length) ?? 0;
  const map = AffineMap.identity(rank);
  const state = { inputs: [], inits, maps: inits.map(() => map), iterators: parallel(rank) };
  return generic(builder, state, (body) => elements(new Scalars(body)));
}
