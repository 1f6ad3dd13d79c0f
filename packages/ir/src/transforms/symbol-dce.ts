/** Drops symbols that nothing refers to and nobody outside can (`symbol-dce`). */

import type { Attribute } from '../attributes.ts';
import { symbolVisibility } from '../interfaces.ts';
import type { Operation } from '../operation.ts';

/** Calls `visit` for each symbol reference in an attribute, nested ones included. */
export function forEachSymbolRef(
  attr: Attribute,
  visit: (ref: Attribute & { kind: 'symbol_ref' }) => void,
): void {
  switch (attr.kind) {
    case 'symbol_ref':
      visit(attr);
      return;
    case 'array':
      for (const element of attr.elements) forEachSymbolRef(element, visit);
      return;
    case 'dictionary':
      for (const [, value] of attr.entries) forEachSymbolRef(value, visit);
      return;
    default:
  }
}

/** The operation of the name directly in a symbol table, or null. */
function find(table: Operation, name: string): Operation | null {
  const op = table.regions[0]?.entry?.findSymbol(name);
  return op?.hasTrait('Symbol') ? op : null;
}

/** Works on one symbol table and those inside it. */
export function eliminateDeadSymbols(table: Operation): boolean {
  const live = new Set<Operation>();
  const work: Operation[] = [];
  const mark = (op: Operation): void => {
    if (live.has(op)) return;
    live.add(op);
    work.push(op);
  };
  const canDiscard = (op: Operation): boolean =>
    op.hasTrait('Symbol') && op.symbolName !== undefined && symbolVisibility(op) !== 'public';
  const nestedTables: Operation[] = [];
  for (const op of table.region().front.ops) if (!canDiscard(op)) mark(op);
  for (let op = work.pop(); op; op = work.pop())
    op.walk((inner) => {
      for (const [, value] of inner.attributes.entries)
        forEachSymbolRef(value, (ref) => {
          const target = find(table, ref.root);
          if (target) mark(target);
        });
    });
  let changed = false;
  for (const op of table.region().front.ops) {
    if (!live.has(op)) {
      op.erase();
      changed = true;
    } else if (op.hasTrait('SymbolTable')) nestedTables.push(op);
  }
  for (const nested of nestedTables)
    if (nested.is('builtin.module') && eliminateDeadSymbols(nested)) changed = true;
  return changed;
}
