/** Moves what does not change in a loop in front of it (`loop-invariant-code-motion`). */

import { LoopLikeOp } from '../interfaces.ts';
import type { Operation, Region, Value } from '../operation.ts';
import { isMemoryEffectFree, isSpeculatable } from '../rewrite/effects.ts';

/** Inner loops first, so that what leaves them may leave the outer ones too. @returns how many moved. */
export function moveLoopInvariantCode(root: Operation): number {
  let moved = 0;
  root.walk((loop) => {
    const loopLike = loop.getInterface(LoopLikeOp);
    if (loopLike)
      moved += hoistFrom(loop, loopLike.body(loop), (value) =>
        loopLike.isDefinedOutside(loop, value),
      );
  });
  return moved;
}

function hoistFrom(loop: Operation, body: Region, isOutside: (value: Value) => boolean): number {
  let moved = 0;
  const work = body.blocks.flatMap((block) => block.ops);
  // Users of what was moved are appended.
  for (let i = 0; i < work.length; i++) {
    const op = work[i] as Operation;
    if (op.parentRegion !== body || op.hasTrait('Terminator')) continue;
    if (!isMemoryEffectFree(op) || !isSpeculatable(op) || !usesOnlyOutside(op, isOutside)) continue;
    op.moveBefore(loop);
    moved++;
    for (const result of op.results)
      for (const user of result.users) if (user.parentRegion === body) work.push(user);
  }
  return moved;
}

/** Do the operation and all in it use only values from outside the loop, or of their own? */
function usesOnlyOutside(op: Operation, isOutside: (value: Value) => boolean): boolean {
  return op.walk((inner) => {
    for (const value of inner.operands) {
      const home = value.parentBlock?.parentOp;
      if (!(home && op.isAncestorOf(home)) && !isOutside(value)) return 'stop';
    }
    return undefined;
  });
}
