/**
 * What stands where in a piece of text: every place that defines or uses a value, a block, a symbol or
 * an alias. Definition, references, hover and semantic tokens all ask here.
 */
import {
  type Block,
  type Operation,
  type SourceInfo,
  type SourceRange,
  SymbolIndex,
  type SymbolUse,
  type Value,
} from '@iree-workbench/ir';

import type { ChunkTree, Unit } from './chunk-tree.ts';

/** What a name in the text stands for. */
export type Entity =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'symbol'; readonly op: Operation }
  | { readonly kind: 'attribute alias' | 'type alias'; readonly name: string };

export interface Occurrence extends SourceRange {
  readonly entity: Entity;
  readonly isDefinition: boolean;
}

/** Something to tell entities apart by. */
export function keyOf(entity: Entity): object | string {
  switch (entity.kind) {
    case 'value':
      return entity.value;
    case 'block':
      return entity.block;
    case 'symbol':
      return entity.op;
    case 'attribute alias':
      return `#${entity.name}`;
    case 'type alias':
      return `!${entity.name}`;
  }
}

/** What stands in a unit of text; offsets count from its start. Uses of symbols depend on other units. */
export class UnitOccurrences {
  /** All but the uses of symbols, in the order of the text. */
  readonly all: readonly Occurrence[];
  readonly #byEntity = new Map<object | string, Occurrence[]>();

  constructor(text: string, info: SourceInfo) {
    const all: Occurrence[] = [];
    const add = (range: SourceRange | null, entity: Entity, isDefinition: boolean): void => {
      if (range) all.push({ start: range.start, end: range.end, entity, isDefinition });
    };
    for (const [value, places] of info.values) {
      add(places.definition, { kind: 'value', value }, true);
      for (const use of places.uses) add(use, { kind: 'value', value }, false);
    }
    for (const [block, places] of info.blocks) {
      add(places.definition, { kind: 'block', block }, true);
      for (const use of places.uses) add(use, { kind: 'block', block }, false);
    }
    for (const [kind, aliases] of [
      ['attribute alias', info.attributeAliases],
      ['type alias', info.typeAliases],
    ] as const)
      for (const [name, places] of aliases) {
        add(places.definition, { kind, name }, true);
        for (const use of places.uses) add(use, { kind, name }, false);
      }
    for (const { op } of info.operations)
      add(symbolRange(text, info, op), { kind: 'symbol', op }, true);
    this.all = all.sort(inOrder);
    for (const occurrence of this.all) {
      const key = keyOf(occurrence.entity);
      const list = this.#byEntity.get(key);
      if (list) list.push(occurrence);
      else this.#byEntity.set(key, [occurrence]);
    }
  }

  /** Every place of an entity, in the order of the text. */
  of(entity: Entity): readonly Occurrence[] {
    return this.#byEntity.get(keyOf(entity)) ?? [];
  }
}

const inOrder = (a: SourceRange, b: SourceRange): number => a.start - b.start || a.end - b.end;

/** What stands where in a piece of text. */
export class OccurrenceIndex {
  readonly #tree: ChunkTree;
  readonly #symbols = new SymbolIndex();
  #all: readonly Occurrence[] | null = null;

  constructor(tree: ChunkTree) {
    this.#tree = tree;
  }

  /** In the order of the text. */
  get all(): readonly Occurrence[] {
    this.#all ??= this.#tree.units.flatMap((unit) => this.in(unit));
    return this.#all;
  }

  /** In the order of the text. */
  in(unit: Unit): readonly Occurrence[] {
    const uses = this.#symbolUses(unit, () => true);
    const all = [...unit.occurrences.all, ...uses];
    if (uses.length > 0) all.sort(inOrder);
    return all.map((occurrence) => this.#placed(unit, occurrence));
  }

  /**
   * What stands at an offset. More than one for the name of a group of results; what begins at the
   * offset goes before what ends there.
   */
  at(offset: number): readonly Occurrence[] {
    const unit = this.#tree.unitAt(offset);
    const at = offset - unit.start;
    const found = [
      ...unit.occurrences.all.filter(({ start, end }) => start <= at && at <= end),
      ...this.#symbolUses(unit, ({ start, end }) => start <= at && at <= end),
    ];
    const inside = found.filter(({ end }) => at < end);
    return (inside.length > 0 ? inside : found.filter(({ end }) => end === at))
      .sort(inOrder)
      .map((occurrence) => this.#placed(unit, occurrence));
  }

  /** Every place of an entity, in the order of the text. */
  of(entity: Entity): readonly Occurrence[] {
    const owner = ownerOf(entity);
    const home = owner ? this.#tree.unitOf(owner) : undefined;
    if (entity.kind === 'value' || entity.kind === 'block')
      return home
        ? unitsWith(home, entity).flatMap((unit) =>
            unit.occurrences.of(entity).map((found) => this.#placed(unit, found)),
          )
        : [];
    const name = entity.kind === 'symbol' ? entity.op.symbolName : undefined;
    return this.#tree.units.flatMap((unit) => {
      const places = [...unit.occurrences.of(entity)];
      if (entity.kind === 'symbol' && unit.info.symbolUses.some((use) => use.name === name))
        places.push(
          ...this.#symbolUses(unit, (use) => use.name === name).filter(
            (use) => use.entity.kind === 'symbol' && use.entity.op === entity.op,
          ),
        );
      return places.sort(inOrder).map((found) => this.#placed(unit, found));
    });
  }

  /** How many uses a value has, and the first of them: of an argument there may be hundreds of thousands. */
  usesOf(value: Value, most: number): { readonly count: number; readonly first: SourceRange[] } {
    const owner = ownerOf({ kind: 'value', value });
    const home = owner ? this.#tree.unitOf(owner) : undefined;
    const first: SourceRange[] = [];
    let count = 0;
    for (const unit of home ? unitsWith(home, { kind: 'value', value }) : []) {
      const uses = unit.info.values.get(value)?.uses ?? [];
      count += uses.length;
      for (const { start, end } of uses.slice(0, most - first.length))
        first.push({
          start: this.#tree.offsetOf(unit, start),
          end: this.#tree.offsetOf(unit, end),
        });
    }
    return { count, first };
  }

  #placed(unit: Unit, occurrence: Occurrence): Occurrence {
    const { start, end } = occurrence;
    return {
      ...occurrence,
      start: this.#tree.offsetOf(unit, start),
      end: this.#tree.offsetOf(unit, end),
    };
  }
  #symbolUses(unit: Unit, isWanted: (use: SymbolUse) => boolean): Occurrence[] {
    return unit.info.symbolUses.filter(isWanted).flatMap((use) => {
      const op = resolveUse(this.#symbols, unit.info, use);
      const { start, end } = use;
      return op
        ? [{ start, end, entity: { kind: 'symbol', op } as const, isDefinition: false }]
        : [];
    });
  }
}

/** The units that name a value or a block, which the home defines, in the order of the text. */
function unitsWith(home: Unit, entity: Entity): readonly Unit[] {
  if (entity.kind !== 'value' || !home.body) return [home];
  const place = home.info.values.get(entity.value)?.definition;
  const users = place
    ? home.body.usersOf(entity.value, home.text.slice(place.start + 1, place.end))
    : [];
  return [home, ...users].sort((a, b) => a.index - b.index);
}

/** The operation that an entity stands in; null for an alias. */
function ownerOf(entity: Entity): Operation | null {
  switch (entity.kind) {
    case 'value':
      return entity.value.kind === 'result' ? entity.value.owner : entity.value.owner.parentOp;
    case 'block':
      return entity.block.parentOp;
    case 'symbol':
      return entity.op;
    case 'attribute alias':
    case 'type alias':
      return null;
  }
}

/** The operation that a use of a symbol means, looked for from where it stands outwards. */
function resolveUse(symbols: SymbolIndex, info: SourceInfo, use: SymbolUse): Operation | null {
  const from = info.operationAt(use.start)?.op;
  if (!from) return null;
  const [root, ...nested] = [...(use.parents ?? []), use.name];
  return root === undefined ? null : symbols.resolve(from, root, nested);
}

/** Where an operation that has a symbol name is given it: `@name`, or its name where it is an attribute. */
export function symbolRange(text: string, info: SourceInfo, op: Operation): SourceRange | null {
  const name = op.symbolName;
  const range = info.rangeOf(op);
  if (name === undefined || !range) return null;
  if (text[range.name.start] === '"') return range.name;
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(`@(?:${escaped}(?![\\w$.-])|"${escaped}")`, 'g');
  pattern.lastIndex = range.name.end;
  const found = pattern.exec(text);
  if (!found || found.index >= range.end) return range.name;
  return { start: found.index, end: found.index + found[0].length };
}
