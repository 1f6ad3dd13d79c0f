/**
 * Names of values and blocks in printed IR, given as upstream's `SSANameState` gives them: a region's
 * values first, then those of the regions inside, which go on counting where it stopped.
 */

import type { Location } from '../attributes.ts';
import { type OpDefinition, resultGroup } from '../dialect.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import type { TextWriter } from './text-writer.ts';

interface Scope {
  readonly parent: Scope | null;
  readonly used: Set<string>;
}
const isUsed = (scope: Scope | null, name: string): boolean => {
  for (let s = scope; s; s = s.parent) if (s.used.has(name)) return true;
  return false;
};

const UNKNOWN = '<<UNKNOWN SSA VALUE>>';

/**
 * Names to keep, without their sigils; null for what has none. Of a group of results that share one,
 * the first has it.
 */
export interface GivenNames {
  value(value: Value): string | null;
  block(block: Block): string | null;
}

/** Names are numbered, so that each knows whether the values' slots are its own. */
let nextId = 0;
let ownerOfSlots = -1;

export interface NamingOptions {
  /** Without the wishes of operations. */
  readonly generic: boolean;
  /** A name in a value's location goes before the number it would get, as upstream has it since LLVM 20. */
  readonly fromLocations: boolean;
  /** Regions beside each other go on counting, so that no name stands for two values. */
  readonly unique: boolean;
  readonly given?: GivenNames | null;
}

/**
 * Each named value knows its place in a list of them, which is faster than a map from values: a place
 * counts if the value stands there. Other names may have taken the slots since; they are taken back then.
 */
export class ValueNames {
  readonly #id = nextId++;
  readonly #values: Value[] = [];
  /** What to call the value in each place: its number, or with `~` before it an index of `#texts`. */
  readonly #ids: number[] = [];
  /** With `%` in front, as nearly everybody wants them. */
  readonly #texts: string[] = [];
  readonly #blocks = new Map<Block, { ordering: number; name: string }>();
  readonly #groups = new Map<Operation, number[]>();
  readonly #generic: boolean;
  readonly #fromLocations: boolean;
  readonly #given: GivenNames | null;
  #nextValue = 0;
  #nextArgument = 0;
  #nextConflict = 0;
  #scope: Scope | null = null;

  constructor(root: Operation, { generic, fromLocations, unique, given = null }: NamingOptions) {
    this.#generic = generic;
    this.#fromLocations = fromLocations;
    this.#given = given;
    this.#scope = { parent: null, used: new Set() };
    ownerOfSlots = this.#id;
    const work: {
      region: Region;
      state: readonly [number, number, number];
      scope: Scope | null;
    }[] = [];
    const push = (op: Operation): void => {
      for (const region of op.regions)
        work.push({
          region,
          state: [this.#nextValue, this.#nextArgument, this.#nextConflict],
          scope: this.#scope,
        });
    };
    // The regions start from the state before the root, whose own results nothing inside can name.
    push(root);
    this.#numberOp(root);
    for (let item = work.pop(); item; item = work.pop()) {
      if (!unique) [this.#nextValue, this.#nextArgument, this.#nextConflict] = item.state;
      this.#scope = { parent: item.scope, used: new Set() };
      this.#numberRegion(item.region).forEach(push);
    }
  }

  /** `%name`; `%name#i` for a result of a group of several. */
  valueName(value: Value): string {
    if (value.kind === 'argument' || value.owner.numResults === 1) return this.#name(value);
    const groups = this.#groups.get(value.owner) ?? [0];
    let start = 0;
    let end = value.owner.numResults;
    for (const [i, group] of groups.entries())
      if (group <= value.index) {
        start = group;
        end = groups[i + 1] ?? value.owner.numResults;
      }
    const first = this.#name(value.owner.result(start));
    return first !== UNKNOWN && end - start > 1 ? `${first}#${value.index - start}` : first;
  }
  /** Writes what `valueName` returns. */
  writeValueName(value: Value, writer: TextWriter): void {
    const id = this.#idOf(value);
    if (id >= 0 && (value.kind === 'argument' || value.owner.numResults === 1)) {
      writer.write('%');
      writer.writeNumber(id);
    } else writer.write(this.valueName(value));
  }
  /** Writes names with their counts for the left side of an operation: `%x`, or `%0:2, %y`. */
  writeResultList(op: Operation, writer: TextWriter): void {
    if (op.numResults === 1) {
      this.writeValueName(op.result(), writer);
      return;
    }
    const groups = this.#groups.get(op) ?? [0];
    const names = groups.map((start, i) => {
      const size = (groups[i + 1] ?? op.numResults) - start;
      const name = this.#name(op.result(start));
      return size > 1 ? `${name}:${size}` : name;
    });
    writer.write(names.join(', '));
  }
  blockName(block: Block): string {
    return this.#blocks.get(block)?.name ?? '^<<UNKNOWN BLOCK>>';
  }
  blockOrdering(block: Block): number {
    return this.#blocks.get(block)?.ordering ?? -1;
  }
  /** Gives an argument another value's name (`shadowRegionArgs`). */
  shadow(argument: Value, like: Value): void {
    this.#put(argument, ~(this.#texts.push(this.valueName(like)) - 1));
  }

  // ----- Places -----

  /** The place of a value, or -1. */
  #place(value: Value): number {
    if (ownerOfSlots !== this.#id) {
      this.#values.forEach((known, place) => {
        known._slot = place;
      });
      ownerOfSlots = this.#id;
    }
    return this.#values[value._slot] === value ? value._slot : -1;
  }
  /** Of an unknown value, the index of no text. */
  #idOf(value: Value): number {
    const place = this.#place(value);
    return place >= 0 ? (this.#ids[place] as number) : ~this.#texts.length;
  }
  #name(value: Value): string {
    const id = this.#idOf(value);
    return id >= 0 ? `%${id}` : (this.#texts[~id] ?? UNKNOWN);
  }
  #has(value: Value): boolean {
    return this.#place(value) >= 0;
  }
  #put(value: Value, id: number): void {
    let place = this.#place(value);
    if (place < 0) place = value._slot = this.#values.push(value) - 1;
    this.#ids[place] = id;
  }

  // ----- Giving names -----

  #set(value: Value, name: string): void {
    this.#put(
      value,
      name === '' ? this.#nextValue++ : ~(this.#texts.push(`%${this.#unique(name)}`) - 1),
    );
  }
  /** The name that is to be kept, if there is one. */
  #setGiven(value: Value): boolean {
    const name = this.#given?.value(value) ?? null;
    if (name === null) return false;
    this.#scope?.used.add(name);
    this.#put(value, ~(this.#texts.push(`%${name}`) - 1));
    return true;
  }
  /** A number, unless there is a name. */
  #setDefault(value: Value): void {
    if (this.#has(value)) return;
    const name = this.#nameIn(value);
    if (name === null) this.#put(value, this.#nextValue++);
    else this.#set(value, name);
  }
  /** The first name in a value's location, if names are taken from there. */
  #nameIn(value: Value): string | null {
    return this.#fromLocations ? nameIn(value.location) : null;
  }
  #unique(wanted: string): string {
    const name = sanitizeIdentifier(wanted, 'value');
    let unique = name;
    while (isUsed(this.#scope, unique)) unique = `${name}_${this.#nextConflict++}`;
    this.#scope?.used.add(unique);
    return unique;
  }

  /** @returns the operations that hold regions. */
  #numberRegion(region: Region): Operation[] {
    const parent = region.parentOp;
    if (this.#given)
      for (const block of region.blocks) for (const value of block.arguments) this.#setGiven(value);
    if (!this.#generic && parent)
      parent.definition?.hooks.blockArgumentNames?.(parent, region, (value, name) => {
        if (!this.#given || !this.#has(value)) this.#set(value, name);
      });
    const holders: Operation[] = [];
    let nextBlock = 0;
    for (const block of region.blocks) {
      const given = this.#given?.block(block) ?? null;
      const name =
        given === null ? (this.#blocks.get(block)?.name ?? `^bb${nextBlock}`) : `^${given}`;
      this.#blocks.set(block, { ordering: nextBlock, name });
      nextBlock++;
      for (const argument of block.arguments) {
        if (this.#has(argument)) continue;
        const usual = block.isEntry ? `arg${this.#nextArgument++}` : '';
        this.#set(argument, this.#nameIn(argument) ?? usual);
      }
      for (let op = block.first; op; op = op.next) {
        this.#numberOp(op);
        if (op.regions.length > 0) holders.push(op);
      }
    }
    return holders;
  }

  #numberOp(op: Operation): void {
    // Most operations have one result and no wishes.
    const { numResults } = op;
    const isPlain = this.#generic || op.operationName.hasNumberedResults;
    if (isPlain && numResults < 2 && !this.#given) {
      if (numResults === 0) return;
      const result = op.result();
      const name = this.#fromLocations ? nameIn(result.location) : null;
      if (name === null) {
        result._slot = this.#values.push(result) - 1;
        this.#ids.push(this.#nextValue++);
      } else this.#set(result, name);
      return;
    }
    if (this.#given && op.numResults > 0) {
      const groups = op.results
        .filter((result) => this.#setGiven(result))
        .map(({ index }) => index);
      if (groups[0] === 0) {
        if (groups.length > 1) this.#groups.set(op, groups);
        return;
      }
    }
    const definition = this.#generic ? null : op.definition;
    const hooks = definition?.hooks;
    if (isPlain && numResults < 2) {
      if (numResults === 1) this.#setDefault(op.result());
      return;
    }
    const groups = [0];
    if (hooks?.blockName)
      for (const region of op.regions)
        for (const block of region.blocks) {
          const name = hooks.blockName(op, block);
          if (name !== null) this.#blocks.set(block, { ordering: -1, name: `^${name}` });
        }
    const setName = (value: Value, name: string): void => {
      if (this.#has(value)) return;
      this.#set(value, name);
      if (value.kind === 'result' && value.index > 0) groups.push(value.index);
    };
    if (hooks?.resultNames) hooks.resultNames(op, setName);
    else if (definition) nameResultGroups(op, definition, setName);
    const [first] = op.results;
    if (!first) return;
    this.#setDefault(first);
    if (groups.length > 1)
      this.#groups.set(
        op,
        groups.sort((a, b) => a - b),
      );
  }
}

/** The name that comes first in a location, null without one. */
function nameIn(location: Location): string | null {
  switch (location.kind) {
    case 'loc.name':
      return location.name;
    case 'loc.callsite':
      return nameIn(location.callee) ?? nameIn(location.caller);
    case 'loc.fused':
      for (const part of location.locations) {
        const name = nameIn(part);
        if (name !== null) return name;
      }
      return null;
    case 'loc.file':
    case 'loc.unknown':
      return null;
  }
}

/**
 * An operation with several results that suggests no names itself gets those of its definition
 * (what ODS generates for it).
 */
function nameResultGroups(
  op: Operation,
  { hooks, results }: OpDefinition,
  setName: (value: Value, name: string) => void,
): void {
  const namesItself =
    hooks.defaultDialect !== undefined || hooks.blockArgumentNames || hooks.blockName;
  if (results.length < 2 || namesItself) return;
  results.forEach(({ name }, i) => {
    const [first] = resultGroup(op, i);
    if (first) setName(first, name);
  });
}

const encoder = new TextEncoder();

/**
 * A suggested name made fit for an identifier: no leading digit, odd characters as hexadecimal. An
 * alias may not end in a digit, since a counter follows it.
 */
export function sanitizeIdentifier(name: string, kind: 'value' | 'alias'): string {
  const allowed = kind === 'value' ? /^[\w$.-]*$/ : /^[\w$-]*$/;
  let clean = name;
  if (!allowed.test(name)) {
    clean = '';
    for (const char of name)
      if (allowed.test(char)) clean += char;
      else if (char === ' ') clean += '_';
      else for (const byte of encoder.encode(char)) clean += byte.toString(16).toUpperCase();
  }
  if (/^[0-9]/.test(name)) return `_${clean}`;
  return kind === 'alias' && /[0-9]$/.test(name) ? `${clean}_` : clean;
}
