/**
 * The lexer: text into parallel typed arrays of kinds, starts, ends and name numbers.
 *
 * It knows two contexts. Behind `tensor<`, `memref<` and `vector<` the dimensions up to the element
 * type are one token, so that `4x0x?xf32` needs no splitting later. Behind `dense` and `sparse` the
 * whole `<…>` is one token, which is decoded when its type is known.
 */

import {
  CLASSES,
  DIGIT,
  ELEMENTS,
  HEX,
  isDigit,
  LEADS,
  LETTER,
  Lead,
  SUFFIX_PUNCTUATION,
  WORD_REST,
} from './character-classes.ts';
import { hashStep, kindOfKeywordName, NameTable, NUMBER_OF_KEYWORD_NAMES } from './names.ts';
import { endOfLine, errorEnd, skipSpace, stringEnd } from './scanning.ts';
import { NOT_ASCII, unitsOf } from './text-units.ts';
import { isKeywordKind, Keyword, Punct, TokenKind } from './token-kinds.ts';

/** Is what follows the keyword cut in its own way? */
const hasContext = (kind: number): boolean =>
  kind === Keyword.tensor ||
  kind === Keyword.memref ||
  kind === Keyword.vector ||
  kind === Keyword.dense ||
  kind === Keyword.sparse;

/** What a name behind a sigil consists of, unless it is a number. */
const SIGIL_REST = WORD_REST | SUFFIX_PUNCTUATION;
const SIGIL_KINDS = new Uint8Array(128);
for (const [sigil, kind] of [
  ['%', TokenKind.percentId],
  ['^', TokenKind.caretId],
  ['!', TokenKind.exclamationId],
  ['#', TokenKind.hashId],
] as const)
  SIGIL_KINDS[sigil.charCodeAt(0)] = kind;

/** Strings up to this length get a name number, as operations' names are quoted in the generic form. */
const SHORT_STRING = 64;

export class Lexer {
  readonly text: string;
  readonly names: NameTable;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Name number of identifiers (without their sigil) and short plain strings, else -1. */
  ids: Int32Array;
  /** Number of tokens, the end of file excluded; beyond lies kind 0. */
  count = 0;
  /** Raised whenever tokens were read again. */
  generation = 0;
  readonly #units: Uint8Array;
  #at = 0;
  /** Kind and name of the token that `#readOther` read. */
  #kind: number = TokenKind.error;
  #id = -1;

  constructor(text: string) {
    this.text = text;
    this.#units = unitsOf(text);
    this.names = new NameTable(text, this.#units);
    // IR has a token every three to four characters; what is never written to takes no memory.
    const capacity = 64 + Math.ceil(0.35 * text.length);
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.ids = new Int32Array(capacity);
    this.relex(0, 0);
  }

  /** Forgets the tokens from `index` on and reads the text again from `offset`. */
  relex(index: number, offset: number): void {
    this.generation++;
    this.kinds.fill(TokenKind.eof, index, this.count);
    this.count = index;
    this.#at = offset;
    this.#run();
    // What lies beyond the last token is the end of file, at the text's end.
    this.#reserve();
    this.starts[this.count] = this.text.length;
    this.ends[this.count] = this.text.length;
  }

  /**
   * Cuts the front off token `index`, which ends where it ended before: `xf32` becomes `f32`. False
   * if what is left is no single word.
   */
  cutFront(index: number, offset: number): boolean {
    const units = this.#units;
    const end = this.ends[index]!;
    if ((CLASSES[units[offset]!]! & LETTER) === 0) return false;
    let hash = 0;
    for (let at = offset; at < end; at++) {
      const unit = units[at]!;
      if ((CLASSES[unit]! & WORD_REST) === 0) return false;
      hash = hashStep(hash, unit);
    }
    if ((CLASSES[units[end]!]! & WORD_REST) !== 0) return false;
    const id = this.names.internRange(offset, end, hash);
    const kind = this.#wordKind(id, offset, end);
    // These want their context.
    if (hasContext(kind)) return false;
    this.starts[index] = offset;
    this.ids[index] = id;
    this.kinds[index] = kind;
    return true;
  }

  /** Number that equal texts share, [start, end) being one; -1 if it is not all ASCII. */
  textNumber(start: number, end: number): number {
    const units = this.#units;
    let hash = 0;
    for (let at = start; at < end; at++) {
      const unit = units[at]!;
      if (unit === NOT_ASCII) return -1;
      hash = hashStep(hash, unit);
    }
    return this.names.internRange(start, end, hash);
  }

  #reserve(): void {
    if (this.count + 8 < this.kinds.length) return;
    const capacity = this.kinds.length * 2;
    const grow = <T extends Uint8Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.kinds = grow(this.kinds, new Uint8Array(capacity));
    this.starts = grow(this.starts, new Int32Array(capacity));
    this.ends = grow(this.ends, new Int32Array(capacity));
    this.ids = grow(this.ids, new Int32Array(capacity));
  }

  #run(): void {
    const units = this.#units;
    let { kinds, starts, ends, ids } = this;
    let at = this.#at;
    let count = this.count;
    for (;;) {
      const unit = units[at]!;
      const lead = LEADS[unit]!;
      if (lead === Lead.space) {
        at++;
        continue;
      }
      if (lead === Lead.slash && units[at + 1] === 47) {
        at = endOfLine(this.text, at + 2);
        continue;
      }
      if (lead === Lead.nothing && at >= this.text.length) break;
      if (count + 8 >= kinds.length) {
        this.count = count;
        this.#reserve();
        ({ kinds, starts, ends, ids } = this);
      }
      const start = at;
      let kind: number;
      let id = -1;
      if (lead > Lead.leftBrace) {
        kind = lead;
        at++;
      } else if (lead === Lead.sigil && !this.#isMetadataEnd(at)) {
        let next = units[++at]!;
        const rest = (CLASSES[next]! & DIGIT) !== 0 ? DIGIT : SIGIL_REST;
        let hash = 0;
        while ((CLASSES[next]! & rest) !== 0) {
          hash = hashStep(hash, next);
          next = units[++at]!;
        }
        if (at > start + 1) {
          id = this.names.internRange(start + 1, at, hash);
          kind = SIGIL_KINDS[unit]!;
        } else kind = TokenKind.error;
      } else if (lead === Lead.word) {
        let hash = unit;
        let next = units[++at]!;
        while ((CLASSES[next]! & WORD_REST) !== 0) {
          hash = hashStep(hash, next);
          next = units[++at]!;
        }
        id = this.names.internRange(start, at, hash);
        kind = this.#wordKind(id, start, at);
      } else {
        at = this.#readOther(start, lead);
        kind = this.#kind;
        id = this.#id;
      }
      if (kind === TokenKind.error) at = errorEnd(this.text, start);
      kinds[count] = kind;
      starts[count] = start;
      ends[count] = at;
      ids[count] = id;
      count++;
      if (isKeywordKind(kind) && hasContext(kind)) {
        this.count = count;
        at = this.#readContext(kind, at);
        count = this.count;
      }
    }
    this.count = count;
    this.#at = at;
  }

  /** Does `#-}` stand here? */
  #isMetadataEnd(at: number): boolean {
    const units = this.#units;
    return units[at] === 35 && units[at + 1] === 45 && units[at + 2] === 125;
  }

  #wordKind(id: number, start: number, end: number): number {
    if (id < NUMBER_OF_KEYWORD_NAMES) return kindOfKeywordName(id);
    return this.#isIntegerType(start, end) ? TokenKind.integerType : TokenKind.bareId;
  }

  #isIntegerType(start: number, end: number): boolean {
    const units = this.#units;
    let unit = units[start]!;
    let at = start + 1;
    if (unit === 115 || unit === 117) unit = units[at++]!;
    if (unit !== 105 || at >= end) return false;
    for (; at < end; at++) if (!isDigit(units[at]!)) return false;
    return true;
  }

  /** End of the token at `start` that is neither a word nor a single mark; its kind and name are noted. */
  #readOther(start: number, lead: number): number {
    const units = this.#units;
    this.#kind = TokenKind.error;
    this.#id = -1;
    const mark = (kind: number, length: number): number => {
      this.#kind = kind;
      return start + length;
    };
    switch (lead) {
      case Lead.number:
        return this.#readNumber(start);
      case Lead.quote:
        return this.#readString(start);
      case Lead.at:
        return this.#readSymbol(start);
      case Lead.sigil:
        return mark(Punct.metadataEnd, 3);
      case Lead.minus:
        return units[start + 1] === 62 ? mark(Punct.arrow, 2) : mark(Punct.minus, 1);
      case Lead.dot:
        return units[start + 1] === 46 && units[start + 2] === 46
          ? mark(Punct.ellipsis, 3)
          : start + 1;
      case Lead.slash:
        return mark(Punct.slash, 1);
      case Lead.leftBrace:
        return units[start + 1] === 45 && units[start + 2] === 35
          ? mark(Punct.metadataBegin, 3)
          : mark(Punct.leftBrace, 1);
      default:
        return start + 1;
    }
  }

  #readNumber(start: number): number {
    const units = this.#units;
    this.#kind = TokenKind.integer;
    let at = start + 1;
    if (units[start] === 48 && units[at] === 120) {
      // `0xi32` is a zero in front of an identifier.
      if ((CLASSES[units[at + 1]!]! & HEX) === 0) return at;
      at += 2;
      while ((CLASSES[units[at]!]! & HEX) !== 0) at++;
      return at;
    }
    while (isDigit(units[at]!)) at++;
    if (units[at] !== 46) return at;
    this.#kind = TokenKind.float;
    at++;
    while (isDigit(units[at]!)) at++;
    if (units[at] === 101 || units[at] === 69) {
      const sign = units[at + 1];
      const digits = sign === 45 || sign === 43 ? at + 2 : at + 1;
      if (isDigit(units[digits]!)) {
        at = digits + 1;
        while (isDigit(units[at]!)) at++;
      }
    }
    return at;
  }

  #readString(start: number): number {
    const units = this.#units;
    const long = start + SHORT_STRING + 2;
    let hash = 0;
    for (let at = start + 1; at < long; at++) {
      const unit = units[at]!;
      if (unit === 34) {
        this.#kind = TokenKind.string;
        this.#id = this.names.internRange(start + 1, at, hash);
        return at + 1;
      }
      // What needs a closer look: an escape, a character that is not ASCII, the end of the line.
      if (unit === 92 || unit >= 128 || (unit >= 10 && unit <= 12)) break;
      hash = hashStep(hash, unit);
    }
    const end = stringEnd(this.text, start);
    if (end >= 0) this.#kind = TokenKind.string;
    return end;
  }

  /** `@name` or `@"name"`. */
  #readSymbol(start: number): number {
    const units = this.#units;
    const first = units[start + 1]!;
    if (first === 34) {
      const end = stringEnd(this.text, start + 1);
      if (end >= 0) this.#kind = TokenKind.atId;
      return end;
    }
    let at = start + 1;
    if ((CLASSES[first]! & LETTER) === 0) return at;
    this.#kind = TokenKind.atId;
    while ((CLASSES[units[at]!]! & WORD_REST) !== 0) at++;
    return at;
  }

  /** What belongs to the keyword before: `<` with dimensions, or a literal. Returns where to go on. */
  #readContext(keyword: number, at: number): number {
    const open = this.#skipSpace(at);
    if (this.#units[open] !== 60) return at;
    if (keyword === Keyword.dense || keyword === Keyword.sparse) {
      const end = this.#elementsLiteralEnd(open + 1);
      this.#add(TokenKind.elementsLiteral, open, end, -1);
      return end;
    }
    this.#add(Punct.less, open, open + 1, -1);
    const begin = this.#skipSpace(open + 1);
    const end = this.#dimensionsEnd(begin);
    if (end <= begin) return open + 1;
    let hash = 0;
    for (let i = begin; i < end; i++) hash = hashStep(hash, this.#units[i]!);
    this.#add(TokenKind.dimensions, begin, end, this.names.internRange(begin, end, hash));
    return end;
  }

  #add(kind: number, start: number, end: number, id: number): void {
    const index = this.count++;
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.ids[index] = id;
  }

  #skipSpace(at: number): number {
    const lead = LEADS[this.#units[at]!]!;
    return lead === Lead.space || lead === Lead.slash ? skipSpace(this.text, at) : at;
  }

  /**
   * Offset behind `4x?x`, `*x` or `2x[4]x` that begins at `begin`, each part ended by its `x`; `begin`
   * if there is none.
   */
  #dimensionsEnd(begin: number): number {
    const units = this.#units;
    let end = begin;
    let at = begin;
    let isInBrackets = false;
    for (;;) {
      let unit = units[at]!;
      if (unit === 91 && !isInBrackets) {
        isInBrackets = true;
        at = this.#skipSpace(at + 1);
        unit = units[at]!;
      }
      if (unit === 63 || unit === 42) at++;
      else if (isDigit(unit)) while (isDigit(units[at]!)) at++;
      else return end;
      at = this.#skipSpace(at);
      if (isInBrackets && units[at] === 93) {
        isInBrackets = false;
        at = this.#skipSpace(at + 1);
      }
      if (units[at] !== 120) return end;
      at++;
      if (!isInBrackets) end = at;
      at = this.#skipSpace(at);
    }
  }

  /**
   * Offset behind the `>` of an elements literal whose inside begins at `at`; if something stands in it
   * that no literal holds, the offset of that.
   */
  #elementsLiteralEnd(begin: number): number {
    const units = this.#units;
    let at = begin;
    for (let depth = 0; ; at++) {
      const unit = units[at]!;
      if ((CLASSES[unit]! & ELEMENTS) !== 0) continue;
      if (unit === 62) return depth === 0 ? at + 1 : at;
      if (unit === 91 || unit === 40) depth++;
      else if (unit === 93 || unit === 41) {
        if (--depth < 0) return at;
      } else if (unit === 34) {
        const end = stringEnd(this.text, at);
        if (end < 0) return at;
        at = end - 1;
      } else if (unit === 47 && units[at + 1] === 47) at = endOfLine(this.text, at + 2) - 1;
      else return at;
    }
  }
}
