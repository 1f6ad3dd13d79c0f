/** How many buffers a dispatch of some operations would be given. */

import { isTensor, type Operation, type Value } from '@iree-workbench/ir';
import { isCloned } from './clone-producers.ts';

/** Storage buffers that every device gives a dispatch: WebGPU's guaranteed limit. */
export const MAX_BUFFERS = 8;

/** Tensors from outside that the operations read, and tensors that others read of them. */
export function buffersOf(ops: readonly Operation[]): number {
  const members = new Set(ops);
  const isInside = (op: Operation): boolean => {
    for (let each: Operation | null = op; each; each = each.parentOp)
      if (members.has(each)) return true;
    return false;
  };
  const read = new Set<Value>();
  for (const op of ops)
    op.walk((inner) => {
      for (const operand of inner.operands) {
        const definition = operand.definingOp;
        if (
          !isTensor(operand.type) ||
          (definition && (isInside(definition) || isCloned(definition)))
        )
          continue;
        read.add(operand);
      }
    });
  const written = ops.flatMap((op) =>
    op.results.filter((result) => result.users.some((user) => !isInside(user))),
  );
  return read.size + written.length;
}
