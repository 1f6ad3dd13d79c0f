/**
 * Identifiers of one text as small numbers: a hash table over ranges of the text, so that a name is
 * made a string once and compared as a number ever after.
 */

import { FIRST_KEYWORD_KIND, keywordTexts } from './token-kinds.ts';

/** Names below this number are the keywords, in their order. */
export const NUMBER_OF_KEYWORD_NAMES = keywordTexts.length;

export class NameTable {
  readonly #text: string;
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  readonly #hashes: number[] = [];
  readonly #strings: (string | undefined)[] = [];
  #slots = new Int32Array(1024).fill(-1);
  #mask = 1023;

  constructor(text: string) {
    this.#text = text;
    for (const keyword of keywordTexts) this.intern(keyword);
  }

  get size(): number {
    return this.#hashes.length;
  }

  /** Number of the name that stands at [start, end); `hash` is that of `hashStep` over its units. */
  internRange(start: number, end: number, hash: number): number {
    const text = this.#text;
    const length = end - start;
    let slot = hash & this.#mask;
    for (let id = this.#slots[slot]!; id >= 0; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.#lengths[id] === length) {
        const known = this.#starts[id]!;
        if (known < 0) {
          if (text.startsWith(this.#strings[id]!, start)) return id;
        } else {
          let i = 0;
          while (i < length && text.charCodeAt(known + i) === text.charCodeAt(start + i)) i++;
          if (i === length) return id;
        }
      }
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(slot, start, length, hash, undefined);
  }

  /** Number of a name that need not stand in the text. */
  intern(name: string): number {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = hashStep(hash, name.charCodeAt(i));
    let slot = hash & this.#mask;
    for (let id = this.#slots[slot]!; id >= 0; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.name(id) === name) return id;
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(slot, -1, name.length, hash, name);
  }

  name(id: number): string {
    const known = this.#strings[id];
    if (known !== undefined) return known;
    const start = this.#starts[id]!;
    const name = this.#text.slice(start, start + this.#lengths[id]!);
    this.#strings[id] = name;
    return name;
  }

  #add(
    slot: number,
    start: number,
    length: number,
    hash: number,
    name: string | undefined,
  ): number {
    const id = this.#hashes.length;
    this.#starts.push(start);
    this.#lengths.push(length);
    this.#hashes.push(hash);
    this.#strings.push(name);
    this.#slots[slot] = id;
    if (id * 2 > this.#mask) this.#grow();
    return id;
  }

  #grow(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array(this.#mask + 1).fill(-1);
    this.#hashes.forEach((hash, id) => {
      let slot = hash & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    });
  }
}

/** The hash of a name grows by one code unit. */
export const hashStep = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

/** Kind of the keyword with that name number. */
export const kindOfKeywordName = (id: number): number => FIRST_KEYWORD_KIND + id;
