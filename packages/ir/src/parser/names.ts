/**
 * Identifiers of one text as small numbers: a hash table over ranges of the text, so that a name is
 * made a string once and compared as a number ever after.
 */

import { FIRST_KEYWORD_KIND, keywordTexts } from './token-kinds.ts';

/** Names below this number are the keywords, in their order. */
export const NUMBER_OF_KEYWORD_NAMES = keywordTexts.length;

/** What is known of a name, as numbers side by side: where it stands (-1 if not in the text), its length, its hash. */
const FIELDS = 3;

/** A table that knows the keywords, which every other begins as a copy of: a small one, as most texts are. */
const INITIAL_SLOTS = 512;
const keywordSlots = new Int32Array(INITIAL_SLOTS).fill(-1);
/** For as many names as there may be before the slots are too few. */
const keywordEntries = new Int32Array(FIELDS * (INITIAL_SLOTS / 2 + 2));
/** The keywords' units, one keyword behind the other, and where each begins. */
const keywordUnits: Uint8Array = new TextEncoder().encode(keywordTexts.join(''));
const keywordStarts = new Int32Array(NUMBER_OF_KEYWORD_NAMES);

export class NameTable {
  readonly #text: string;
  readonly #units: Uint8Array;
  readonly #strings: (string | undefined)[] = [...keywordTexts];
  #size = NUMBER_OF_KEYWORD_NAMES;
  #entries = keywordEntries.slice();
  #slots = keywordSlots.slice();
  #mask = INITIAL_SLOTS - 1;

  /** For names of a text, of which every unit that belongs to a name is in `units`. */
  constructor(text: string, units: Uint8Array) {
    this.#text = text;
    this.#units = units;
  }

  get size(): number {
    return this.#size;
  }

  /** Number of the name that stands at [start, end); `hash` is that of `hashStep` over its units. */
  internRange(start: number, end: number, hash: number): number {
    const entries = this.#entries;
    const length = end - start;
    let slot = hash & this.#mask;
    for (let id = this.#slots[slot]!; id >= 0; id = this.#slots[slot]!) {
      const entry = FIELDS * id;
      if (
        entries[entry + 2] === hash &&
        entries[entry + 1] === length &&
        this.#standsAt(id, entries[entry]!, start, length)
      )
        return id;
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(slot, start, length, hash, undefined);
  }

  /** Number of a name that need not stand in the text. */
  intern(name: string): number {
    const hash = hashOf(name);
    let slot = hash & this.#mask;
    for (let id = this.#slots[slot]!; id >= 0; id = this.#slots[slot]!) {
      if (this.#entries[FIELDS * id + 2] === hash && this.name(id) === name) return id;
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(slot, -1, name.length, hash, name);
  }

  name(id: number): string {
    const known = this.#strings[id];
    if (known !== undefined) return known;
    const start = this.#entries[FIELDS * id]!;
    const name = this.#text.slice(start, start + this.#entries[FIELDS * id + 1]!);
    this.#strings[id] = name;
    return name;
  }

  /** Does a name, known from `known`, stand at `start`? */
  #standsAt(id: number, known: number, start: number, length: number): boolean {
    const units = this.#units;
    let knownUnits = units;
    if (known < 0) {
      if (id >= NUMBER_OF_KEYWORD_NAMES) return this.#text.startsWith(this.#strings[id]!, start);
      knownUnits = keywordUnits;
      known = keywordStarts[id]!;
    }
    for (let i = 0; i < length; i++) if (knownUnits[known + i] !== units[start + i]) return false;
    return true;
  }

  #add(
    slot: number,
    start: number,
    length: number,
    hash: number,
    name: string | undefined,
  ): number {
    const id = this.#size++;
    if (FIELDS * this.#size > this.#entries.length) {
      const entries = new Int32Array(2 * this.#entries.length);
      entries.set(this.#entries);
      this.#entries = entries;
    }
    this.#entries[FIELDS * id] = start;
    this.#entries[FIELDS * id + 1] = length;
    this.#entries[FIELDS * id + 2] = hash;
    this.#strings.push(name);
    this.#slots[slot] = id;
    if (id * 2 > this.#mask) this.#grow();
    return id;
  }

  #grow(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array(this.#mask + 1).fill(-1);
    for (let id = 0; id < this.#size; id++) {
      let slot = this.#entries[FIELDS * id + 2]! & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    }
  }
}

/** The hash of a name grows by one code unit. */
export const hashStep = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

function hashOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = hashStep(hash, name.charCodeAt(i));
  return hash;
}

keywordTexts.forEach((keyword, id) => {
  const hash = hashOf(keyword);
  let slot = hash & (INITIAL_SLOTS - 1);
  while (keywordSlots[slot]! >= 0) slot = (slot + 1) & (INITIAL_SLOTS - 1);
  keywordSlots[slot] = id;
  keywordEntries.set([-1, keyword.length, hash], FIELDS * id);
  if (id > 0) keywordStarts[id] = keywordStarts[id - 1]! + keywordTexts[id - 1]!.length;
});

/** Kind of the keyword with that name number. */
export const kindOfKeywordName = (id: number): number => FIRST_KEYWORD_KIND + id;
