/** Symbols: renaming their uses, looking them up, and finding a name that is free. */

import {
  ArrayAttr,
  type Attribute,
  DictionaryAttr,
  type Operation,
  SymbolRefAttr,
} from '@iree-workbench/ir';

/** Rewrites every reference whose root is renamed, in attributes of all operations inside. */
export function replaceSymbolUses(root: Operation, names: ReadonlyMap<string, string>): void {
  const rename = (attr: Attribute): Attribute => {
    switch (attr.kind) {
      case 'symbol_ref': {
        const name = names.get(attr.root);
        return name === undefined ? attr : SymbolRefAttr.get(attr.context, name, attr.nested);
      }
      case 'array':
        return ArrayAttr.get(attr.context, attr.elements.map(rename));
      case 'dictionary':
        return DictionaryAttr.get(
          attr.context,
          attr.entries.map(([name, value]) => [name, rename(value)] as const),
        );
      default:
        return attr;
    }
  };
  root.walk((op) => {
    for (const [name, value] of op.attributes.entries) {
      const renamed = rename(value);
      if (renamed !== value) op.setAttr(name, renamed);
    }
  });
}

/** The operation of the name directly in a symbol table, or null. */
export function lookupSymbol(table: Operation, name: string): Operation | null {
  return table.region().entry?.findSymbol(name) ?? null;
}

/** `name`, or `name_N` with the first free N. */
export function freshSymbol(table: Operation, name: string): string {
  if (!lookupSymbol(table, name)) return name;
  for (let i = 0; ; i++) if (!lookupSymbol(table, `${name}_${i}`)) return `${name}_${i}`;
}
