/** Symbols as operations see them. */

import type { Attribute, SymbolRefAttr } from '../attributes.ts';
import type { Operation } from '../operation.ts';

/** The operation that a reference names in the nearest symbol table around `op`, or null. */
export function lookupSymbol(op: Operation, reference: Attribute | undefined): Operation | null {
  if (reference?.kind !== 'symbol_ref') return null;
  for (let table = op.parentOp; table; table = table.parentOp) {
    if (!table.hasTrait('SymbolTable')) continue;
    return symbolIn(table, reference);
  }
  return null;
}

/** The operation that a reference names in a symbol table, or null. */
export function symbolIn(table: Operation, reference: SymbolRefAttr): Operation | null {
  let found: Operation | null = table;
  for (const name of [reference.root, ...reference.nested])
    found = found?.regions[0]?.entry?.findSymbol(name) ?? null;
  return found;
}
