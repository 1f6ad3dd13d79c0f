/** Symbols of a vm.module, looked up from the operations in it. */

import type { Attribute } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';

/** The operation that a flat reference names in the nearest symbol table around `op`, or null. */
export function lookupSymbol(op: Operation, reference: Attribute | undefined): Operation | null {
  if (reference?.kind !== 'symbol_ref') return null;
  for (let table = op.parentOp; table; table = table.parentOp) {
    if (table.hasTrait('SymbolTable'))
      return table.region().entry?.findSymbol(reference.root) ?? null;
  }
  return null;
}
