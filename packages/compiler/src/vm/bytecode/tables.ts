/** The tables of a module file that functions refer to: types by name, and source locations. */

import type { LocationDef } from '@iree-workbench/format';
import {
  isDialectType,
  isRefType,
  type Location,
  listElementType,
  type Operation,
  printAttribute,
  printType,
  refObjectType,
  type Type,
} from '@iree-workbench/ir';

/** What the machine's type table knows a type as: a reference is its object. */
function objectOf(type: Type): Type {
  return isRefType(type) ? (refObjectType(type) ?? type) : type;
}

/** Types of all values of the functions, numbers first, each group sorted by name. */
export class TypeTable {
  readonly names: readonly string[];
  readonly #ordinals: ReadonlyMap<string, number>;

  constructor(functions: readonly Operation[]) {
    const names = new Map<Type, string>();
    const insert = (type: Type): void => {
      const object = objectOf(type);
      if (names.has(object)) return;
      names.set(object, printType(object));
      if (isDialectType(object, 'vm.list')) insert(listElementType(object));
    };
    for (const func of functions)
      func.walk((op) => {
        for (const operand of op.operands) insert(operand.type);
        for (const result of op.results) insert(result.type);
      });
    const isCustom = (name: string): number => (name.startsWith('!') ? 1 : 0);
    this.names = [...new Set(names.values())].sort(
      (a, b) => isCustom(a) - isCustom(b) || (a < b ? -1 : a > b ? 1 : 0),
    );
    this.#ordinals = new Map(this.names.map((name, i) => [name, i]));
  }

  /** Index of the type; every value's type has one. */
  ordinal(type: Type): number {
    return this.#ordinals.get(printType(objectOf(type))) ?? 0;
  }
}

/** Locations, each once, children before what refers to them. */
export class LocationTable {
  readonly entries: LocationDef[] = [];
  readonly #ordinals = new Map<string, number>();

  insert(location: Location): number {
    const def = this.#define(location);
    const key = JSON.stringify(def);
    const known = this.#ordinals.get(key);
    if (known !== undefined) return known;
    this.#ordinals.set(key, this.entries.length);
    return this.entries.push(def) - 1;
  }

  #define(location: Location): LocationDef {
    switch (location.kind) {
      case 'loc.unknown':
        return { kind: 'unknown' };
      case 'loc.file':
        return {
          kind: 'file',
          filename: location.file,
          line: location.line,
          column: location.column,
        };
      case 'loc.name':
        return { kind: 'name', name: location.name, child: this.insert(location.child) };
      case 'loc.callsite':
        return {
          kind: 'callsite',
          callee: this.insert(location.callee),
          caller: this.insert(location.caller),
        };
      case 'loc.fused': {
        const locations = location.locations.map((inner) => this.insert(inner));
        return location.metadata
          ? { kind: 'fused', metadata: printAttribute(location.metadata), locations }
          : { kind: 'fused', locations };
      }
    }
  }
}
