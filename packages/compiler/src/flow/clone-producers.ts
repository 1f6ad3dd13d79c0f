/**
 * Clones cheap producers into the dispatch regions that use them
 * (`iree-flow-clone-producers-into-dispatch-regions`): scalars, small constants, empty tensors,
 * fills, shape arithmetic. What they cost inside is less than what a binding costs.
 */

import {
  Builder,
  denseElementBytes,
  IRMapping,
  type Operation,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { scatteredInto } from './dispatch-context.ts';

/** Constants up to this many bytes are cloned (upstream's default). */
const INLINE_CONSTANT_BYTES = 256;

export const cloneProducersIntoDispatchRegions: PassFunction = (module) => {
  for (const region of module.collect('flow.dispatch.region')) cloneInto(region);
};

const CLONED = new Set([
  // No operand of a dispatch is a complex number.
  'complex.constant',
  'tensor.empty',
  'linalg.fill',
  'tensor.cast',
  'arith.index_cast',
  'arith.index_castui',
]);

/** Do dispatches compute the operation themselves instead of being given its results? */
export function isCloned(op: Operation): boolean {
  if (op.is('arith.constant')) {
    const value = op.attr('value');
    if (value?.kind !== 'dense') return value?.kind !== 'dense_resource';
    return (
      value.isSplat ||
      denseElementBytes(value.type.elementType) * value.numElements <= INLINE_CONSTANT_BYTES
    );
  }
  return CLONED.has(op.name);
}

function cloneInto(region: Operation): void {
  const body = region.region(0).front;
  for (let changed = true; changed; ) {
    changed = false;
    const outside = new Set<Value>();
    region.region(0).front.ops.forEach((op) => {
      op.walk((inner) => {
        for (const operand of inner.operands) {
          const home = operand.definingOp;
          const isMemory = scatteredInto(inner) === operand;
          if (home && !isMemory && !region.isProperAncestorOf(home)) outside.add(operand);
        }
      });
    });
    for (const value of outside) {
      const definition = value.definingOp;
      if (!definition || !isCloned(definition)) continue;
      const builder = Builder.atStart(body, definition.location);
      const copy = builder.clone(definition, new IRMapping());
      definition.results.forEach((result, i) => {
        for (const use of result.uses)
          if (region.isProperAncestorOf(use.owner) && use.owner !== copy) use.set(copy.result(i));
      });
      if (!definition.hasResultUses) definition.erase();
      changed = true;
    }
  }
}
