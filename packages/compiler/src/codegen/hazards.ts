/**
 * Finds stores whose tensors are computed from memory that the dispatch itself overwrites at other
 * places: tiles and threads have no order, so such a dispatch has no defined result.
 */

import { type Operation, StructuredOp, type Value } from '@iree-workbench/ir';
import { linearEqual } from './linear.ts';
import { bindingKey } from './memory.ts';
import { keptDims, mixedList } from './sizes.ts';

/** A load of what `stores` overwrite, from which `store` computes elements elsewhere; or null. */
export function conflictingLoad(store: Operation, stores: readonly Operation[]): Operation | null {
  const written = new Map<string, Operation[]>();
  for (const other of stores) {
    const key = bindingKey(other.operand(1));
    written.set(key, [...(written.get(key) ?? []), other]);
  }
  const visited = new Set<string>();
  let conflict: Operation | null = null;
  /** `same`: the dimensions are the stored tensor's, one by one. */
  const visit = (value: Value, same: boolean): void => {
    const op = value.definingOp;
    if (conflict || !op || value.type.kind !== 'tensor') return;
    const key = `${op.id}:${same}`;
    if (visited.has(key)) return;
    visited.add(key);
    if (op.is('flow.dispatch.tensor.load')) {
      const writers = written.get(bindingKey(op.operand(0))) ?? [];
      if (writers.some((writer) => !(same && writer === store && samePlace(op, store))))
        conflict = op;
      return;
    }
    const structured = op.getInterface(StructuredOp);
    if (structured && value.kind === 'result') {
      const maps = structured.indexingMaps(op);
      const out = maps[op.numOperands - op.numResults + value.index];
      const body = structured.body(op);
      op.operands.forEach((operand, i) => {
        const map = maps[i];
        if (map && out && body.arguments[i]?.hasUses) visit(operand, same && map.equals(out));
      });
      body.ops.forEach((inner) => {
        for (const operand of inner.operands) visit(operand, false);
      });
      return;
    }
    op.operands.forEach((operand, i) => {
      const keeps =
        (op.is('tensor.insert_slice') && i === 1) ||
        (op.is('iree_linalg_ext.scatter') && i === 2) ||
        op.is('tensor.cast');
      visit(operand, same && keeps);
    });
  };
  visit(store.operand(0), true);
  return conflict;
}

/** Do a load and a store name the same part of the same tensor type? */
function samePlace(load: Operation, store: Operation): boolean {
  const loaded = keptDims(load, load.result().type);
  const stored = keptDims(store, store.operand(0).type);
  return (
    loaded.join() === stored.join() &&
    ['offsets', 'sizes', 'strides'].every((name) => {
      const [a, b] = [mixedList(load, name), mixedList(store, name)];
      return a.length === b.length && a.every((part, i) => linearEqual(part, b[i] ?? part));
    })
  );
}
