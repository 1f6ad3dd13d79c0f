/**
 * Values that the runs of a long function's body share by name. When a run is parsed again, who uses its
 * values gets the new ones in their place; only where a name has come, gone, or changed its type is
 * another run parsed again as well.
 */
import {
  type Block,
  type Definitions,
  enterUsesAmong,
  FileLineColLoc,
  type Location,
  Operation,
  Region,
  type Type,
  UnknownLoc,
  type Value,
  type ValuesBefore,
  verifyInBlock,
} from '@iree-workbench/ir';
import { nameOfFunction } from './function-segments.ts';
import type { Unit } from './unit.ts';

/** What a name means: values, a definition that is broken, or nothing. */
type Meaning = ReturnType<ValuesBefore['lookup']>;
type MeaningKind = 'values' | 'poisoned' | 'none';
const kindOf = (meaning: Meaning): MeaningKind =>
  meaning === null ? 'none' : meaning === 'poisoned' ? 'poisoned' : 'values';

/** How many runs before one are looked through for a name that may have been meant. */
const NEAR = 8;

export class FunctionBody {
  header: Unit;
  /** In the order of the text. */
  runs: readonly Unit[] = [];
  /** Where the operations of the runs stand: in the function, or by themselves while its header is broken. */
  block: Block = new Region().append();
  /** Who defines a name, and who uses it from another's. */
  readonly #definers = new UnitsByName();
  readonly #users = new UnitsByName();
  /** Names whose definition is another, what kind they were of, and the unit if it is one that changed them. */
  readonly #changed = new Map<string, { readonly before: MeaningKind; by: Unit | null }>();

  constructor(header: Unit) {
    this.header = header;
  }

  /** Name of the operation that the function is. */
  get name(): string {
    return nameOfFunction(this.header.text);
  }

  // ----- What units define and use -----

  /** Takes in what a unit defines. */
  addDefinitions(unit: Unit): void {
    for (const name of namesOf(unit)) {
      this.#change(name, unit);
      this.#definers.add(name, unit);
    }
  }
  /** Takes in what a unit uses that others define. */
  addImports(unit: Unit): void {
    for (const name of unit.imports.keys()) this.#users.add(name, unit);
  }
  /** Forgets what a unit defines and uses. */
  remove(unit: Unit): void {
    for (const name of namesOf(unit)) {
      this.#change(name, unit);
      this.#definers.delete(name, unit);
    }
    for (const name of unit.imports.keys()) this.#users.delete(name, unit);
  }
  #change(name: string, unit: Unit): void {
    const change = this.#changed.get(name);
    if (!change) this.#changed.set(name, { before: kindOf(this.#anywhere(name)), by: unit });
    else if (change.by !== unit) change.by = null;
  }
  /** All runs were parsed in the order of the text: they agree. */
  start(): void {
    this.#changed.clear();
  }

  /** What a name means to a run. */
  valuesBefore(run: Unit): ValuesBefore {
    return {
      lookup: (name) => this.#before(name, run.index),
      placeOf: (value) => this.#placeOf(value),
      names: () => this.#namesNear(run),
    };
  }
  /** A result of a name that a run behind another defines. */
  findBehind(run: Unit, name: string, number: number): Value | null {
    const meaning = meaningIn(
      this.#definers.of(name).filter(({ index }) => index > run.index),
      name,
    );
    return meaning === null || meaning === 'poisoned' ? null : (meaning[number] ?? null);
  }
  /** The results of a name, wherever it is defined. */
  valuesOf(name: string): readonly Value[] | null {
    const meaning = this.#anywhere(name);
    return meaning === 'poisoned' ? null : meaning;
  }
  /** Units that use a value which another defines. */
  usersOf(value: Value, name: string): Unit[] {
    return this.#users
      .of(name)
      .filter((unit) => unit.imports.get(name)?.some((use) => use.value === value));
  }

  #before(name: string, index: number): Meaning {
    return meaningIn(
      this.#definers.of(name).filter((unit) => unit.index < index),
      name,
    );
  }
  #anywhere(name: string): Meaning {
    return meaningIn(this.#definers.of(name), name);
  }
  #placeOf(value: Value): Location {
    const units = [this.header, ...this.runs];
    const home = units.find((unit) => unit.isParsed && unit.info.values.get(value)?.definition);
    const start = home?.info.values.get(value)?.definition?.start;
    return home?.source && start !== undefined
      ? FileLineColLoc.at(value.context, home.source, start)
      : value.location;
  }
  *#namesNear(run: Unit): Iterable<readonly [string, readonly Value[]]> {
    const at = this.runs.indexOf(run);
    for (const unit of [this.header, ...this.runs.slice(Math.max(0, at - NEAR), at)])
      yield* unit.definitions.values;
  }

  // ----- After a change -----

  /**
   * Gives those who use what has changed the new values.
   * @param fresh runs that were parsed since the last time
   * @returns runs that are to be parsed again for it
   */
  settle(fresh: ReadonlySet<Unit>, onStandIn: (op: Operation, unit: Unit) => void): Unit[] {
    const suspects = new Map<Unit, string[]>();
    const suspect = (unit: Unit, name: string): void => {
      const names = suspects.get(unit);
      if (names) names.push(name);
      else suspects.set(unit, [name]);
    };
    // Once somebody has asked for uses, all lists are kept: to look for them again takes long.
    if (this.runs.some(hasUseLists))
      for (const run of this.runs)
        if (fresh.has(run) && !hasUseLists(run)) enterUsesAmong(run.operations);
    const stale = new Set<Unit>();
    const isOther = (name: string): boolean => {
      const change = this.#changed.get(name);
      return change !== undefined && change.before !== kindOf(this.#anywhere(name));
    };
    const isTaken = (unit: Unit, name: string): boolean =>
      kindOf(this.#before(name, unit.index)) === 'values';
    for (const [name, { by }] of this.#changed) {
      for (const unit of this.#users.of(name)) if (unit !== by) suspect(unit, name);
      const definers = this.#definers.of(name);
      if (definers.length > 1)
        for (const unit of definers) if (isTaken(unit, name)) stale.add(unit);
    }
    if (this.#changed.size > 0)
      for (const run of this.runs) {
        if (run.hasErrors && namesIn(run.text).some(isOther)) stale.add(run);
        else if (!run.hasErrors)
          for (const name of run.innerNames)
            if (this.#changed.has(name) && isTaken(run, name)) stale.add(run);
      }
    this.#changed.clear();
    for (const [unit, names] of suspects)
      if (!stale.has(unit) && !this.#giveValues(unit, names, onStandIn)) stale.add(unit);
    return [...stale].sort((a, b) => a.index - b.index);
  }

  /** @returns false if the unit has to be parsed again to get them. */
  #giveValues(
    unit: Unit,
    names: readonly string[],
    onStandIn: (op: Operation, unit: Unit) => void,
  ): boolean {
    // What was said may name values and places that are no more.
    if (unit.hasErrors) return false;
    const replaced = new Map<Value, Value>();
    for (const name of names) {
      const meaning = this.#before(name, unit.index);
      if (meaning === null) return false;
      for (const { number, value } of unit.imports.get(name) ?? []) {
        if (meaning === 'poisoned') {
          if (!isStandIn(value, unit) && !replaced.has(value))
            replaced.set(value, this.#standIn(value.type, unit, onStandIn));
        } else {
          const now = meaning[number];
          if (now?.type !== value.type) return false;
          if (now !== value) replaced.set(value, now);
        }
      }
    }
    if (replaced.size > 0) replaceIn(unit, replaced);
    return true;
  }
  #standIn(type: Type, unit: Unit, onStandIn: (op: Operation, unit: Unit) => void): Value {
    const op = Operation.standIn(type, UnknownLoc.get(type.context));
    const [first = null] = unit.operations;
    // What was parsed just now is put in place later.
    if (first?.block) first.block.insertBefore(op, first);
    unit.operations = [op, ...unit.operations];
    onStandIn(op, unit);
    return op.result();
  }
}

/** The arguments of a function by name; what looks like one in a header that is broken is poisoned. */
export function argumentsOf({ text, info, operations }: Unit): Definitions {
  const values = new Map<string, readonly Value[]>();
  const entry = bodyOf(operations);
  for (const argument of entry?.arguments ?? []) {
    const place = info.values.get(argument)?.definition;
    if (place) values.set(text.slice(place.start + 1, place.end), [argument]);
  }
  const names = entry ? [] : text.matchAll(/%([\w$.-]+)/g);
  return { values, poisoned: new Set([...names].map(([, name = '']) => name)) };
}

/** The block of the function among a header's operations; undefined if the header is broken. */
export function bodyOf(operations: readonly Operation[]): Block | undefined {
  for (const { regions } of operations) if (regions[0]?.entry) return regions[0].entry;
  return undefined;
}

function* namesOf({ definitions }: Unit): Iterable<string> {
  yield* definitions.values.keys();
  yield* definitions.poisoned;
}

/** What a name means to who comes behind the units that define it. */
function meaningIn(units: readonly Unit[], name: string): Meaning {
  for (const { definitions } of units) {
    const values = definitions.values.get(name);
    if (values) return values;
  }
  return units.length > 0 ? 'poisoned' : null;
}

/** What a text may name of values. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/%([\w$.-]+)/g)].map(([, name = '']) => name);

/** Has somebody asked for the uses of what the run defines? */
const hasUseLists = ({ operations }: Unit): boolean =>
  operations.findLast(({ numResults }) => numResults > 0)?.result().hasUseList ?? false;

/** Does the value stand in for one whose definition is broken? */
const isStandIn = (value: Value, unit: Unit): boolean =>
  value.kind === 'result' &&
  value.owner.is('builtin.unrealized_conversion_cast') &&
  value.owner.numOperands === 0 &&
  unit.operations.includes(value.owner);

/** Puts values in the place of others that a unit uses, and forgets what no longer holds of it. */
function replaceIn(unit: Unit, replaced: ReadonlyMap<Value, Value>): void {
  const users: Operation[] = [];
  for (const root of unit.operations)
    root.walk((op) => {
      for (let i = 0; i < op.numOperands; i++) {
        const old = op.operand(i);
        const now = replaced.get(old);
        if (!now) continue;
        op.setOperand(i, now);
        if (!isAlike(old, now)) users.push(op);
      }
    });
  for (const [old, now] of replaced) {
    unit.info.valueRefined(old, now);
    if (!isStandIn(old, unit)) continue;
    const standIn = old.definingOp;
    unit.operations = unit.operations.filter((op) => op !== standIn);
    standIn?.abandon();
  }
  const nowOf = (value: Value): Value => replaced.get(value) ?? value;
  unit.imports = new Map(
    [...unit.imports].map(([name, uses]) => [
      name,
      uses.map(({ number, value }) => ({ number, value: nowOf(value) })),
    ]),
  );
  unit.forgetOccurrences();
  unit.dominance = null;
  // A verifier may look at what defines an operand.
  if (unit.verified?.length !== 0 || verifyInBlock(users).length > 0) unit.verified = null;
}

/** Have the values like definitions, as far as who uses them may look? */
const isAlike = (old: Value, now: Value): boolean =>
  old.kind === 'argument'
    ? now.kind === 'argument'
    : now.kind === 'result' &&
      old.index === now.index &&
      old.owner.operationName === now.owner.operationName &&
      old.owner.attributes === now.owner.attributes;

/** Units by name; most names have one. */
class UnitsByName {
  readonly #units = new Map<string, Unit | Set<Unit>>();
  of(name: string): Unit[] {
    const units = this.#units.get(name);
    return units === undefined ? [] : units instanceof Set ? [...units] : [units];
  }
  add(name: string, unit: Unit): void {
    const units = this.#units.get(name);
    if (units === undefined) this.#units.set(name, unit);
    else if (units instanceof Set) units.add(unit);
    else if (units !== unit) this.#units.set(name, new Set([units, unit]));
  }
  delete(name: string, unit: Unit): void {
    const units = this.#units.get(name);
    if (units instanceof Set) units.delete(unit);
    else if (units === unit) this.#units.delete(name);
  }
}
