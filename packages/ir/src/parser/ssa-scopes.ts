/**
 * Names of SSA values and of blocks while a text is parsed: nested scopes, scopes of isolated
 * regions, forward references, and names whose definition could not be parsed.
 */

import type { Location } from '../attributes.ts';
import { Block, Operation, type OpResult, type Value } from '../operation.ts';
import type { Type } from '../types.ts';
import type { SourceNote, TokenStream } from './token-stream.ts';

/** Places of values from before the text, by whether it uses them. */
const NOT_USED = -1;
const USED = -2;

/** What is known of `%name#number`. */
class Entry {
  id: number;
  number: number;
  value: Value;
  /** Where it was defined, or first used. */
  at: number;
  /** The place of a forward reference in their order; 0 when the value is defined. */
  serial: number;
  /** The next result of the same name. */
  next: Entry | null = null;
  constructor(id: number, number: number, value: Value, at: number, serial: number) {
    this.id = id;
    this.number = number;
    this.value = value;
    this.at = at;
    this.serial = serial;
  }
  /** A placeholder stands for a definition that is yet to come. */
  get isForward(): boolean {
    return this.serial > 0;
  }
}

interface BlockEntry {
  readonly id: number;
  readonly block: Block;
  at: number;
  isDefined: boolean;
}

interface Scope {
  /** Names defined here; forgotten with the scope. */
  readonly defined: number[];
  readonly poisoned: number[];
  /** Forward references with a higher serial were made inside. */
  readonly serial: number;
  blocks: Map<number, BlockEntry> | null;
  /** What an isolated scope hides: entries by name, forward references, poisoned names. */
  readonly hidden: {
    readonly entries: (Entry | undefined)[];
    readonly poisoned: Set<number>;
    readonly forward: Set<Entry>;
  } | null;
}

/** What a definition or a use was told about; a language server's index. */
export interface ValueListener {
  valueDefined(value: Value, at: number): void;
  valueUsed(value: Value, at: number): void;
  valueRefined(placeholder: Value, value: Value): void;
  blockDefined(block: Block, at: number): void;
  blockUsed(block: Block, at: number): void;
}

/** The values of the statements before a text that goes on with their block. */
export interface ValuesBefore {
  /** Results 0, 1, … of a name; 'poisoned' if its definition is broken; null if there is none. */
  lookup(name: string): readonly Value[] | 'poisoned' | null;
  /** Where the name of a value stands in its definition. */
  placeOf(value: Value): Location;
  /** Names that may have been meant by one that is none, with their values. */
  names(): Iterable<readonly [name: string, values: readonly Value[]]>;
}

/** The value of a name that is used before its definition with a type, or null. */
export type FindBehind = (name: string, number: number, type: Type) => Value | null;

/** A value of another text that this one uses. */
export interface ImportedValue {
  readonly number: number;
  readonly value: Value;
}

/** Values by name, and names whose definition is broken. */
export interface Definitions {
  readonly values: ReadonlyMap<string, readonly Value[]>;
  readonly poisoned: ReadonlySet<string>;
}

export class SsaScopes {
  readonly #s: TokenStream;
  readonly #before: ValuesBefore | null;
  /** What is used of `#before` by name; for poisoned names, what stands in for their values. */
  readonly imports = new Map<string, ImportedValue[]>();
  /** What stands in for values from before the text whose definition is broken. */
  readonly standIns: Operation[] = [];
  /** Names that `#before` was asked for, by number. */
  readonly #asked = new Set<number>();
  readonly #poisonedBefore = new Set<number>();
  /** Names defined in regions, where those from before are known. */
  readonly innerNames = new Set<string>();
  /** Isolated scopes around, in which nothing from before is known. */
  #numIsolated = 0;
  readonly #listener: ValueListener | null;
  /** By name number. */
  #entries: (Entry | undefined)[] = [];
  #poisoned = new Set<number>();
  #forward = new Set<Entry>();
  #serial = 0;
  readonly #scopes: Scope[] = [];
  /** Entries of names that are forgotten, to be used again. */
  readonly #free: Entry[] = [];
  /** Placeholders that never found a definition, to be put somewhere. */
  readonly orphans: OpResult[] = [];

  constructor(
    stream: TokenStream,
    listener: ValueListener | null,
    before: ValuesBefore | null = null,
  ) {
    this.#s = stream;
    this.#listener = listener;
    this.#before = before;
    this.push(false);
  }

  get depth(): number {
    return this.#scopes.length;
  }

  /** A region begins. In an isolated one, no name from outside is known. */
  push(isIsolated: boolean): void {
    this.#scopes.push({
      defined: [],
      poisoned: [],
      serial: this.#serial,
      blocks: null,
      hidden: isIsolated
        ? { entries: this.#entries, poisoned: this.#poisoned, forward: this.#forward }
        : null,
    });
    if (!isIsolated) return;
    this.#numIsolated++;
    this.#entries = [];
    this.#poisoned = new Set();
    this.#forward = new Set();
  }

  /**
   * A region ends; returns the blocks that were referred to and never defined. If nothing from
   * outside may be used inside, what is undeclared by now stays so.
   */
  pop(isIsolatedFromAbove: boolean): Block[] {
    const scope = this.#scopes.pop();
    if (!scope) return [];
    if (isIsolatedFromAbove || scope.hidden) this.reportUndeclared(scope.serial);
    const missing: BlockEntry[] = [];
    for (const entry of scope.blocks?.values() ?? []) if (!entry.isDefined) missing.push(entry);
    missing.sort((a, b) => a.at - b.at);
    for (const { at, id } of missing)
      this.#s.report(
        'reference to an undefined block',
        at,
        this.#s.meantName(this.#name(id), at, () => this.#labels(scope), '^'),
      );
    this.#forget(scope);
    if (scope.hidden) this.#show(scope.hidden);
    return missing.map((entry) => entry.block);
  }

  *#labels({ blocks }: Scope): Iterable<string> {
    for (const { id, isDefined } of blocks?.values() ?? []) if (isDefined) yield this.#name(id);
  }

  /** Leaves scopes that a broken statement left open. */
  unwind(depth: number): void {
    while (this.#scopes.length > depth) {
      const scope = this.#scopes.pop()!;
      this.#forget(scope);
      if (scope.hidden) this.#show(scope.hidden);
    }
  }
  #show({ entries, poisoned, forward }: NonNullable<Scope['hidden']>): void {
    this.#numIsolated--;
    this.#entries = entries;
    this.#poisoned = poisoned;
    this.#forward = forward;
  }

  #forget(scope: Scope): void {
    for (const id of scope.defined) {
      for (let entry = this.#entries[id]; entry; entry = entry.next ?? undefined)
        if (!entry.isForward) this.#free.push(entry);
      this.#entries[id] = undefined;
    }
    for (const id of scope.poisoned) this.#poisoned.delete(id);
  }

  /** Reports what was used and never defined since forward reference number `since`. */
  reportUndeclared(since = 0): void {
    const references = [...this.#forward].filter((entry) => entry.serial > since);
    references.sort((a, b) => a.at - b.at);
    for (const reference of references) {
      this.#s.report(
        'use of undeclared SSA value name',
        reference.at,
        this.#s.meantName(
          this.#name(reference.id),
          reference.at,
          () => this.#namesBefore(reference),
          '%',
        ),
      );
      this.orphans.push(reference.value as OpResult);
      this.#forward.delete(reference);
    }
    // Whatever has the name later is another value.
    for (const reference of references) this.#dropForward(reference);
  }

  /** Names of values of a reference's type that are defined before it. */
  *#namesBefore({ value, at }: Entry): Iterable<string> {
    for (const entry of this.#entries)
      if (
        entry &&
        !entry.isForward &&
        entry.at >= 0 &&
        entry.at < at &&
        entry.value.type === value.type
      )
        yield this.#name(entry.id);
    for (const [name, values] of this.#before?.names() ?? [])
      if (values.some(({ type }) => type === value.type)) yield name;
  }

  #dropForward(reference: Entry): void {
    const first = this.#entries[reference.id];
    if (first === reference) {
      if (reference.next) this.#entries[reference.id] = reference.next;
      else this.#entries[reference.id] = undefined;
      return;
    }
    for (let entry = first ?? null; entry; entry = entry.next)
      if (entry.next === reference) entry.next = reference.next;
  }

  // ----- Values -----

  #find(id: number, number: number): Entry | null {
    for (let entry = this.#first(id) ?? null; entry; entry = entry.next)
      if (entry.number === number) return entry;
    return null;
  }
  /** The first entry of a name, which may be from before the text. */
  #first(id: number): Entry | undefined {
    const first = this.#entries[id];
    if (first || !this.#before || this.#numIsolated > 0 || this.#asked.has(id)) return first;
    this.#asked.add(id);
    const name = this.#name(id);
    const found = this.#before.lookup(name);
    if (found === null) return undefined;
    this.imports.set(name, []);
    if (found === 'poisoned') {
      this.#poisoned.add(id);
      this.#poisonedBefore.add(id);
      return undefined;
    }
    let next: Entry | null = null;
    for (let number = found.length - 1; number >= 0; number--) {
      const entry = new Entry(id, number, found[number] as Value, NOT_USED, 0);
      entry.next = next;
      next = entry;
    }
    this.#entries[id] = next ?? undefined;
    return next ?? undefined;
  }
  #import(id: number, number: number, value: Value): void {
    this.imports.get(this.#name(id))?.push({ number, value });
  }
  /** A note about the place of an entry. */
  #noteAt({ at, value }: Entry, message: string): SourceNote {
    return at < 0 && this.#before
      ? { offset: 0, location: this.#before.placeOf(value), message }
      : { offset: at, message };
  }

  define(id: number, number: number, value: Value, at: number): void {
    if (this.#before && this.#scopes.length > 1 && this.#numIsolated === 0)
      this.innerNames.add(this.#name(id));
    const first = this.#first(id);
    if (!first) {
      this.#entries[id] = this.#defined(id, number, value, at);
      this.#scopes[this.#scopes.length - 1]!.defined.push(id);
      this.#listener?.valueDefined(value, at);
      return;
    }
    const existing = this.#find(id, number);
    if (existing) {
      if (!existing.isForward)
        this.#s.fail(`redefinition of SSA value '%${this.#name(id)}'`, at, [
          this.#noteAt(existing, 'previously defined here'),
        ]);
      if (existing.value.type !== value.type)
        this.#s.fail(
          `definition of SSA value '%${this.#name(id)}#${number}' has type ${this.#typeText(value.type)}`,
          at,
          [
            {
              offset: existing.at,
              message: `previously used here with type ${this.#typeText(existing.value.type)}`,
            },
          ],
        );
      this.#listener?.valueRefined(existing.value, value);
      for (const use of existing.value.uses) use.owner._defineOperand(use, value);
      this.#forward.delete(existing);
      existing.value = value;
      existing.at = at;
      existing.serial = 0;
    } else {
      const entry = this.#defined(id, number, value, at);
      entry.next = first.next;
      first.next = entry;
    }
    this.#scopes[this.#scopes.length - 1]!.defined.push(id);
    this.#listener?.valueDefined(value, at);
  }

  #defined(id: number, number: number, value: Value, at: number): Entry {
    const entry = this.#free.pop();
    if (!entry) return new Entry(id, number, value, at, 0);
    entry.id = id;
    entry.number = number;
    entry.value = value;
    entry.at = at;
    entry.next = null;
    return entry;
  }

  /** The value of the name, or a placeholder of the type for one that is defined later. */
  resolve(id: number, number: number, type: Type, at: number): Value {
    const entry = this.#find(id, number);
    if (entry) {
      if (entry.at === NOT_USED) {
        entry.at = USED;
        this.#import(id, number, entry.value);
      }
      if (entry.value.type === type) {
        this.#listener?.valueUsed(entry.value, at);
        return entry.value;
      }
      if (this.#poisoned.has(id)) return this.#placeholder(type, at, true);
      return this.#s.fail(
        `use of value '%${this.#name(id)}' expects different type than prior uses: ${this.#typeText(type)} vs ${this.#typeText(entry.value.type)}`,
        at,
        [this.#noteAt(entry, 'prior use here')],
      );
    }
    if (this.#poisoned.has(id)) {
      if (!this.#poisonedBefore.has(id)) return this.#placeholder(type, at, true);
      const op = Operation.standIn(type, this.#s.locationAt(at));
      this.standIns.push(op);
      this.#import(id, number, op.result());
      this.#listener?.valueUsed(op.result(), at);
      return op.result();
    }
    const first = this.#entries[id];
    if (first?.isForward === false) return this.#s.fail('reference to invalid result number', at);
    const value = this.#placeholder(type, at, false);
    const serial = ++this.#serial;
    const forward = new Entry(id, number, value, at, serial);
    if (first) {
      forward.next = first.next;
      first.next = forward;
    } else this.#entries[id] = forward;
    this.#forward.add(forward);
    this.#listener?.valueUsed(value, at);
    return value;
  }

  /** A note about where a name was defined or used before, or null. */
  referenceTo(id: number, number: number): SourceNote | null {
    const entry = this.#find(id, number);
    return entry && this.#noteAt(entry, 'previously referenced here');
  }

  /** What the statements outside all regions define. */
  get definitions(): Definitions {
    const values = new Map<string, Value[]>();
    for (const id of new Set(this.#scopes[0]?.defined)) {
      const results: Value[] = [];
      for (let entry = this.#entries[id] ?? null; entry; entry = entry.next)
        if (!entry.isForward) results[entry.number] = entry.value;
      values.set(this.#name(id), results);
    }
    const poisoned = new Set<string>();
    for (const id of this.#poisoned)
      if (!this.#poisonedBefore.has(id) && !values.has(this.#name(id)))
        poisoned.add(this.#name(id));
    return { values, poisoned };
  }

  /** Is something used that is not defined yet? */
  get hasForward(): boolean {
    return this.#forward.size > 0;
  }
  /** Gives references whose definition is not in the text what `find` has for them. */
  resolveForward(find: FindBehind): void {
    for (const entry of [...this.#forward]) {
      const name = this.#name(entry.id);
      const value = find(name, entry.number, entry.value.type);
      if (value?.type !== entry.value.type) continue;
      const imported = this.imports.get(name) ?? [];
      this.imports.set(name, imported);
      imported.push({ number: entry.number, value });
      this.#listener?.valueRefined(entry.value, value);
      for (const use of entry.value.uses) use.owner._defineOperand(use, value);
      this.#forward.delete(entry);
    }
  }

  /** A definition of the name was broken: its uses are not to be reported. */
  poison(id: number): void {
    const entry = this.#first(id);
    if (entry && !entry.isForward) return;
    for (let forward = entry ?? null; forward; forward = forward.next)
      if (forward.isForward) {
        this.#forward.delete(forward);
        this.orphans.push(forward.value as OpResult);
      }
    this.#entries[id] = undefined;
    if (this.#poisoned.has(id)) return;
    this.#poisoned.add(id);
    this.#scopes[this.#scopes.length - 1]?.poisoned.push(id);
  }

  #placeholder(type: Type, at: number, isOrphan: boolean): OpResult {
    const op = Operation._withUses({
      name: 'builtin.unrealized_conversion_cast',
      location: this.#s.locationAt(at),
      resultTypes: [type],
    });
    if (isOrphan) this.orphans.push(op.result());
    return op.result();
  }

  #name(id: number): string {
    return this.#s.lexer.names.name(id);
  }
  #typeText(type: Type): string {
    return this.#s.typeText(type);
  }

  // ----- Blocks -----

  #blocks(): Map<number, BlockEntry> {
    const scope = this.#scopes[this.#scopes.length - 1]!;
    scope.blocks ??= new Map();
    return scope.blocks;
  }

  /** The block of the name in the innermost region, made if it is referred to first. */
  block(id: number, at: number): Block {
    const blocks = this.#blocks();
    let entry = blocks.get(id);
    if (!entry) {
      entry = { id, block: new Block(), at, isDefined: false };
      blocks.set(id, entry);
    }
    this.#listener?.blockUsed(entry.block, at);
    return entry.block;
  }

  /** The label of a block; `unnamed` is the region's first block while it has no label yet. */
  defineBlock(id: number, at: number, unnamed: Block | null): Block {
    const blocks = this.#blocks();
    const entry = blocks.get(id);
    if (entry?.isDefined) this.#s.fail(`redefinition of block '^${this.#name(id)}'`, at);
    const block = entry?.block ?? unnamed ?? new Block();
    blocks.set(id, { id, block, at, isDefined: true });
    this.#listener?.blockDefined(block, at);
    return block;
  }
}
