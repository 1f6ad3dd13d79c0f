/** What operations do to memory, and which of them are dead: shared by drivers and passes. */

import { type MemoryEffect, MemoryEffects, Speculatable } from '../interfaces.ts';
import type { Operation, Value } from '../operation.ts';

/** The operation's own effects, without those of its regions; null if they are unknown. */
function ownEffects(op: Operation): readonly MemoryEffect[] | null {
  return op.getInterface(MemoryEffects)?.(op) ?? (op.hasTrait('Pure') ? [] : null);
}

/** The effects of an operation with those of its regions, or null if they are unknown. */
export function effectsOf(op: Operation): readonly MemoryEffect[] | null {
  const own = ownEffects(op);
  if (!op.hasTrait('RecursiveMemoryEffects')) return own;
  const effects = [...(own ?? [])];
  for (const region of op.regions)
    for (const block of region.blocks)
      for (let inner = block.first; inner; inner = inner.next) {
        const nested = effectsOf(inner) ?? (isPlainTerminator(inner) ? [] : null);
        if (!nested) return null;
        effects.push(...nested);
      }
  return effects;
}

/** A terminator that says nothing of effects has none of its own: it only passes values on. */
const isPlainTerminator = (op: Operation): boolean => op.hasTrait('Terminator');

/** No effect at all: may be moved, merged or dropped. */
export const isMemoryEffectFree = (op: Operation): boolean => effectsOf(op)?.length === 0;

/** Unused, and nothing would be missed: only reads, or allocations of what it gives. */
export function wouldBeTriviallyDead(op: Operation): boolean {
  if (op.hasTrait('Terminator') || op.hasTrait('Symbol') || !op.definition) return false;
  return leavesNoTrace(op);
}

function leavesNoTrace(op: Operation): boolean {
  const own = ownEffects(op);
  const isRecursive = op.hasTrait('RecursiveMemoryEffects');
  if (!own && !isRecursive) return isPlainTerminator(op);
  if (own && own.length > 0) {
    // Whatever is done to memory that the operation itself allocates is gone with it. An
    // allocation that names no value is of the results.
    const allocated = new Set<Value | null>();
    for (const { kind, value } of own)
      if (kind === 'alloc' && (value === null || value.definingOp === op)) allocated.add(value);
    const isTraceless = own.every(
      ({ kind, value }) => kind === 'read' || ((kind === 'alloc' || value) && allocated.has(value)),
    );
    if (!isTraceless) return false;
  }
  if (!isRecursive) return true;
  return op.regions.every((region) =>
    region.blocks.every((block) => block.ops.every(leavesNoTrace)),
  );
}
export const isTriviallyDead = (op: Operation): boolean =>
  !op.hasResultUses && wouldBeTriviallyDead(op);

/** May it run where it would not have run, without harm (no trap, no endless loop)? */
export function isSpeculatable(op: Operation): boolean {
  const answer =
    op.getInterface(Speculatable)?.(op) ??
    (op.hasTrait('RecursivelySpeculatable')
      ? 'recursive'
      : op.hasTrait('Pure') || op.hasTrait('AlwaysSpeculatable'));
  if (answer !== 'recursive') return answer;
  return op.regions.every((region) =>
    region.blocks.every((block) => block.ops.every(isSpeculatable)),
  );
}
