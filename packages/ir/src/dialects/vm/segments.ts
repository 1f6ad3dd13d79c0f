/** The arguments of a variadic call, put together from its flat operands and segment attributes. */

import type { Operation, Value } from '../../operation.ts';
import type { Type } from '../../types.ts';

export interface CallSegment {
  /** The argument repeats its type (a tuple: all of its types) any number of times. */
  readonly isSpan: boolean;
  readonly type: Type;
  readonly operands: readonly Value[];
  /** How often, or -1 if it is no span. */
  readonly count: number;
}

/** Arguments of a `vm.call.variadic`, in order. */
export function vmSegments(op: Operation): CallSegment[] {
  const sizes = op.attr('segment_sizes');
  const types = op.attr('segment_types');
  if (sizes?.kind !== 'dense' || types?.kind !== 'array') return [];
  const operands = op.operands;
  let next = 0;
  return types.elements.flatMap((attr, i) => {
    if (attr.kind !== 'type') return [];
    const count = Number(BigInt.asIntN(16, sizes.bitsAt(i)));
    const width = attr.type.kind === 'tuple' ? attr.type.types.length : 1;
    const length = count < 0 ? 1 : count * width;
    const start = next;
    next += length;
    return [{ isSpan: count >= 0, type: attr.type, operands: operands.slice(start, next), count }];
  });
}
