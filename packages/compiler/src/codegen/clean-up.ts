/** Removes code without effect from a lowered dispatch, and refuses what back ends do not take. */

import { MemoryEffects, type Operation } from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';

/** Operations without results that only compute, by the name of their dialect or their own. */
const PURE =
  /^(arith|complex|math)\.|^vector\.(broadcast|extract|insert|load)$|^memref\.(load|get_global|alloca)$|^hal\.interface\.|^gpu\.thread_id$/;

const isUnused = (op: Operation): boolean => {
  if (op.numResults === 0 || op.hasResultUses) return false;
  if (PURE.test(op.name) || op.hasTrait('Pure')) return op.regions.length === 0;
  const effects = op.getInterface(MemoryEffects)?.(op);
  return effects?.every(({ kind }) => kind === 'read') ?? false;
};

export function cleanUp(func: Operation): void {
  for (let changed = true; changed; ) {
    changed = false;
    // Users come after what they use, so going backwards removes chains at once.
    const ops: Operation[] = [];
    func.walk((op) => {
      ops.push(op);
    });
    for (const op of ops.reverse())
      if (op.block && isUnused(op)) {
        op.erase();
        changed = true;
      }
  }
  func.walk((op) => {
    if (op === func) return;
    for (const value of [...op.operands, ...op.results])
      if (
        value.type.kind === 'tensor' ||
        value.type.kind === 'unranked-tensor' ||
        (value.type.kind === 'dialect' && value.type.name === 'flow.dispatch.tensor')
      )
        throw new CannotLower(
          op,
          'still works on tensors after lowering to loops',
          'a dispatch may keep tensors only between loads and stores of its bindings',
        );
  });
}
