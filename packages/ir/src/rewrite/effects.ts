/** What operations do to memory, and which of them are dead: shared by drivers and passes. */

import { type MemoryEffect, MemoryEffects } from '../interfaces.ts';
import type { Operation } from '../operation.ts';

/** The effects of an operation with those of its regions, or null if they are unknown. */
export function effectsOf(op: Operation): readonly MemoryEffect[] | null {
  const isRecursive = op.hasTrait('RecursiveMemoryEffects');
  const known = op.getInterface(MemoryEffects)?.(op);
  if (!known && !isRecursive) return op.hasTrait('Pure') ? [] : null;
  const effects = [...(known ?? [])];
  if (!isRecursive) return effects;
  for (const region of op.regions)
    for (const block of region.blocks)
      for (let inner = block.first; inner; inner = inner.next) {
        if (inner.hasTrait('Terminator') && !inner.getInterface(MemoryEffects)) continue;
        const own = effectsOf(inner);
        if (!own) return null;
        effects.push(...own);
      }
  return effects;
}

/** No effect at all: may be moved, merged or dropped. */
export const isMemoryEffectFree = (op: Operation): boolean => effectsOf(op)?.length === 0;

/** Unused, and nothing would be missed: only reads, or allocations of what it gives. */
export function wouldBeTriviallyDead(op: Operation): boolean {
  if (op.hasTrait('Terminator') || op.hasTrait('Symbol')) return false;
  if (!op.definition) return false;
  const effects = effectsOf(op);
  return (
    effects?.every(
      ({ kind, value }) =>
        kind === 'read' ||
        (kind === 'alloc' && (value === null || (value.kind === 'result' && value.owner === op))),
    ) ?? false
  );
}
export const isTriviallyDead = (op: Operation): boolean =>
  !op.hasResultUses && wouldBeTriviallyDead(op);
