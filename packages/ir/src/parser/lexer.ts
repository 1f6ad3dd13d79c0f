/**
 * The lexer: text into parallel typed arrays of kinds, starts, ends and name numbers.
 *
 * It knows two contexts. Behind `tensor<`, `memref<` and `vector<` the dimensions up to the element
 * type are one token, so that `4x0x?xf32` needs no splitting later. Behind `dense` and `sparse` the
 * whole `<…>` is one token, which is decoded when its type is known.
 */

import { hashStep, kindOfKeywordName, NameTable, NUMBER_OF_KEYWORD_NAMES } from './names.ts';
import { Keyword, Punct, punctuationKind, TokenKind } from './token-kinds.ts';

// What a code unit can begin or continue.
const SPACE = 1;
const LETTER = 2; // and `_`
const DIGIT = 4;
const WORD_REST = 8; // letters, digits, `_ $ .`
const SUFFIX_PUNCTUATION = 16; // `$ . _ -`
const HEX = 32;
const CLASSES = new Uint8Array(128);
const SINGLE = new Uint8Array(128);
{
  const mark = (units: string, bits: number): void => {
    for (const unit of units) CLASSES[unit.charCodeAt(0)]! |= bits;
  };
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  mark(' \t\n\r', SPACE);
  mark('\0', SPACE);
  mark(`${letters}_`, LETTER);
  mark('0123456789', DIGIT);
  mark(`${letters}0123456789_$.`, WORD_REST);
  mark('$._-', SUFFIX_PUNCTUATION);
  mark('0123456789abcdefABCDEF', HEX);
  for (const text of [
    ':',
    ',',
    '(',
    ')',
    '}',
    '[',
    ']',
    '<',
    '>',
    '=',
    '+',
    '*',
    '?',
    '|',
  ] as const)
    SINGLE[text.charCodeAt(0)] = punctuationKind(text);
}

const CONTEXT_KEYWORDS: ReadonlySet<number> = new Set([
  Keyword.tensor,
  Keyword.memref,
  Keyword.vector,
  Keyword.dense,
  Keyword.sparse,
]);

const classOf = (unit: number): number => (unit < 128 ? CLASSES[unit]! : 0);
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

const SHORT_STRING = 64;

export class Lexer {
  readonly text: string;
  readonly names: NameTable;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Name number of identifiers (without their sigil) and short strings, else -1. */
  ids: Int32Array;
  /** Number of tokens, the end of file excluded; beyond lies kind 0. */
  count = 0;
  /** Raised whenever tokens were read again. */
  generation = 0;
  #at = 0;

  constructor(text: string) {
    this.text = text;
    this.names = new NameTable(text);
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
    const { text } = this;
    const end = this.ends[index]!;
    if ((classOf(text.charCodeAt(offset)) & LETTER) === 0) return false;
    let hash = 0;
    for (let at = offset; at < end; at++) {
      const unit = text.charCodeAt(at);
      if ((classOf(unit) & WORD_REST) === 0) return false;
      hash = hashStep(hash, unit);
    }
    if ((classOf(text.charCodeAt(end)) & WORD_REST) !== 0) return false;
    const id = this.names.internRange(offset, end, hash);
    const kind = id < NUMBER_OF_KEYWORD_NAMES ? kindOfKeywordName(id) : -1;
    // These want their context.
    if (CONTEXT_KEYWORDS.has(kind)) return false;
    this.starts[index] = offset;
    this.ids[index] = id;
    this.kinds[index] =
      kind >= 0
        ? kind
        : isIntegerType(text, offset, end)
          ? TokenKind.integerType
          : TokenKind.bareId;
    return true;
  }

  /** Name number of what is quoted if it is short and has no escapes, as an operation's name is; else -1. */
  #shortString(start: number, end: number): number {
    if (end - start > SHORT_STRING) return -1;
    let hash = 0;
    for (let at = start; at < end; at++) {
      const unit = this.text.charCodeAt(at);
      if (unit === 92) return -1;
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
    const { text } = this;
    const length = text.length;
    let { kinds, starts, ends, ids } = this;
    let at = this.#at;
    let count = this.count;
    for (;;) {
      // White space and comments.
      let unit = 0;
      while (at < length) {
        unit = text.charCodeAt(at);
        if (unit <= 32 && (classOf(unit) & SPACE) !== 0) at++;
        else if (unit === 47 && text.charCodeAt(at + 1) === 47) at = endOfLine(text, at + 2);
        else break;
      }
      if (at >= length) break;
      if (count + 8 >= kinds.length) {
        this.count = count;
        this.#reserve();
        ({ kinds, starts, ends, ids } = this);
      }
      const start = at;
      let kind: number = TokenKind.error;
      let id = -1;
      const bits = classOf(unit);
      if ((bits & LETTER) !== 0) {
        let hash = hashStep(0, unit);
        at++;
        for (;;) {
          const next = text.charCodeAt(at);
          if (!(next < 128) || (CLASSES[next]! & WORD_REST) === 0) break;
          hash = hashStep(hash, next);
          at++;
        }
        id = this.names.internRange(start, at, hash);
        if (id < NUMBER_OF_KEYWORD_NAMES) kind = kindOfKeywordName(id);
        else if (isIntegerType(text, start, at)) kind = TokenKind.integerType;
        else kind = TokenKind.bareId;
      } else if ((bits & DIGIT) !== 0) {
        at++;
        if (unit === 48 && text.charCodeAt(at) === 120) {
          // `0xi32` is a zero in front of an identifier.
          if ((classOf(text.charCodeAt(at + 1)) & HEX) !== 0) {
            at += 2;
            while ((classOf(text.charCodeAt(at)) & HEX) !== 0) at++;
          }
          kind = TokenKind.integer;
        } else {
          while (isDigit(text.charCodeAt(at))) at++;
          kind = TokenKind.integer;
          if (text.charCodeAt(at) === 46) {
            kind = TokenKind.float;
            at++;
            while (isDigit(text.charCodeAt(at))) at++;
            const exponent = text.charCodeAt(at);
            if (exponent === 101 || exponent === 69) {
              const sign = text.charCodeAt(at + 1);
              const digits = sign === 45 || sign === 43 ? at + 2 : at + 1;
              if (isDigit(text.charCodeAt(digits))) {
                at = digits + 1;
                while (isDigit(text.charCodeAt(at))) at++;
              }
            }
          }
        }
      } else {
        switch (unit) {
          case 37: // %
          case 94: // ^
          case 33: // !
          case 35: {
            if (unit === 35 && text.startsWith('-}', at + 1)) {
              kind = Punct.metadataEnd;
              at += 3;
              break;
            }
            at++;
            const first = classOf(text.charCodeAt(at));
            let hash = 0;
            if ((first & DIGIT) !== 0) {
              for (let next = text.charCodeAt(at); isDigit(next); next = text.charCodeAt(at)) {
                hash = hashStep(hash, next);
                at++;
              }
            } else if ((first & (LETTER | SUFFIX_PUNCTUATION)) !== 0) {
              for (;;) {
                const next = text.charCodeAt(at);
                if ((classOf(next) & (WORD_REST | SUFFIX_PUNCTUATION)) === 0) break;
                hash = hashStep(hash, next);
                at++;
              }
            } else break;
            kind =
              unit === 37
                ? TokenKind.percentId
                : unit === 94
                  ? TokenKind.caretId
                  : unit === 33
                    ? TokenKind.exclamationId
                    : TokenKind.hashId;
            id = this.names.internRange(start + 1, at, hash);
            break;
          }
          case 64: {
            // @
            at++;
            const next = text.charCodeAt(at);
            if (next === 34) {
              const end = stringEnd(text, at);
              if (end >= 0) {
                kind = TokenKind.atId;
                at = end;
              }
            } else if ((classOf(next) & LETTER) !== 0) {
              at++;
              while ((classOf(text.charCodeAt(at)) & WORD_REST) !== 0) at++;
              kind = TokenKind.atId;
            }
            break;
          }
          case 34: {
            // "
            const end = stringEnd(text, at);
            if (end >= 0) {
              kind = TokenKind.string;
              id = this.#shortString(at + 1, end - 1);
              at = end;
            }
            break;
          }
          case 45: // -
            if (text.charCodeAt(at + 1) === 62) {
              kind = Punct.arrow;
              at += 2;
            } else {
              kind = Punct.minus;
              at++;
            }
            break;
          case 46: // .
            if (text.startsWith('...', at)) {
              kind = Punct.ellipsis;
              at += 3;
            }
            break;
          case 47: // a comment was skipped above
            kind = Punct.slash;
            at++;
            break;
          case 123: // {
            if (text.startsWith('-#', at + 1)) {
              kind = Punct.metadataBegin;
              at += 3;
            } else {
              kind = Punct.leftBrace;
              at++;
            }
            break;
          default:
            if (unit < 128 && SINGLE[unit]! !== 0) {
              kind = SINGLE[unit]!;
              at++;
            }
        }
      }
      if (kind === TokenKind.error) at = errorEnd(text, start);
      kinds[count] = kind;
      starts[count] = start;
      ends[count] = at;
      ids[count] = id;
      count++;
      if (kind === Keyword.tensor || kind === Keyword.memref || kind === Keyword.vector) {
        const open = skipSpace(text, at);
        if (text.charCodeAt(open) === 60) {
          kinds[count] = Punct.less;
          starts[count] = open;
          ends[count] = at = open + 1;
          ids[count] = -1;
          count++;
          const begin = skipSpace(text, at);
          const end = dimensionsEnd(text, begin);
          if (end > begin) {
            let hash = 0;
            for (let i = begin; i < end; i++) hash = hashStep(hash, text.charCodeAt(i));
            kinds[count] = TokenKind.dimensions;
            starts[count] = begin;
            ends[count] = at = end;
            ids[count] = this.names.internRange(begin, end, hash);
            count++;
          }
        }
      } else if (kind === Keyword.dense || kind === Keyword.sparse) {
        const open = skipSpace(text, at);
        if (text.charCodeAt(open) === 60) {
          kinds[count] = TokenKind.elementsLiteral;
          starts[count] = open;
          ends[count] = at = elementsLiteralEnd(text, open + 1);
          ids[count] = -1;
          count++;
        }
      }
    }
    this.count = count;
    this.#at = at;
  }
}

/** Offset of the line break at or behind `at`, or the text's end. */
function endOfLine(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 10 || unit === 13) break;
  }
  return end;
}

/** Offset of the first unit at or behind `at` that is neither white space nor in a comment. */
export function skipSpace(text: string, at: number): number {
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit <= 32 && (CLASSES[unit]! & SPACE) !== 0) at++;
    else if (unit === 47 && text.charCodeAt(at + 1) === 47) at = endOfLine(text, at + 2);
    else return at;
  }
}

function isIntegerType(text: string, start: number, end: number): boolean {
  let unit = text.charCodeAt(start);
  let at = start + 1;
  if (unit === 115 || unit === 117) unit = text.charCodeAt(at++);
  if (unit !== 105 || at >= end) return false;
  for (; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

/** Characters that a string is scanned for one by one. */
const LONG_STRING = 64;
/** What must not be in a string as it is, and what begins an escape. */
const NOT_PLAIN = ['\\', '\n', '\v', '\f'] as const;

/** Offset behind the string that opens at `at`, or -1 if it is not closed or holds a bad escape. */
export function stringEnd(text: string, at: number): number {
  for (let end = at + 1; ; end++) {
    // A constant may be millions of digits long, which the engine searches faster than we step.
    if (end - at === LONG_STRING) {
      const quote = text.indexOf('"', end);
      if (quote < 0) return -1;
      const rest = text.slice(end, quote);
      if (!NOT_PLAIN.some((character) => rest.includes(character))) return quote + 1;
    }
    const unit = text.charCodeAt(end);
    if (unit === 34) return end + 1;
    if (unit === 92) {
      const next = text.charCodeAt(end + 1);
      if (next === 34 || next === 92 || next === 110 || next === 116) end++;
      else if ((classOf(next) & HEX) !== 0 && (classOf(text.charCodeAt(end + 2)) & HEX) !== 0)
        end += 2;
      else return -1;
    } else if (unit === 10 || unit === 11 || unit === 12 || end >= text.length) return -1;
  }
}

/** Where the lexer goes on behind something that is no token. */
function errorEnd(text: string, start: number): number {
  const unit = text.charCodeAt(start);
  if (unit === 34 || (unit === 64 && text.charCodeAt(start + 1) === 34))
    return endOfLine(text, start + 1);
  // Both halves of a surrogate pair.
  return unit >= 0xd800 && unit < 0xdc00 ? Math.min(start + 2, text.length) : start + 1;
}

/** Why there is no token at `start`, and where upstream says so. */
export function lexicalError(text: string, start: number): { message: string; at: number } {
  const unit = text.charCodeAt(start);
  switch (unit) {
    case 34:
      return stringError(text, start + 1);
    case 64:
      return text.charCodeAt(start + 1) === 34
        ? stringError(text, start + 2)
        : {
            message: "@ identifier expected to start with letter or '_'",
            at: start + 1,
          };
    case 35:
      return { message: 'invalid attribute name', at: start };
    case 37:
      return { message: 'invalid SSA name', at: start };
    case 94:
      return { message: 'invalid block name', at: start };
    case 33:
      return { message: 'invalid type identifier', at: start };
    case 46:
      return { message: 'expected three consecutive dots for an ellipsis', at: start + 1 };
    default:
      return { message: 'unexpected character', at: start };
  }
}

function stringError(text: string, from: number): { message: string; at: number } {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 11 || unit === 12)
      return { message: "expected '\"' in string literal", at };
    if (unit === 92) {
      const next = text.charCodeAt(at + 1);
      if (next === 34 || next === 92 || next === 110 || next === 116) at++;
      else if ((classOf(next) & HEX) !== 0 && (classOf(text.charCodeAt(at + 2)) & HEX) !== 0)
        at += 2;
      else return { message: 'unknown escape in string literal', at };
    }
  }
  return { message: "expected '\"' in string literal", at: text.length };
}

/**
 * Offset behind `4x?x`, `*x` or `2x[4]x` that begins at `begin`, each part ended by its `x`; `begin`
 * if there is none.
 */
export function dimensionsEnd(text: string, begin: number): number {
  let end = begin;
  let at = begin;
  let isInBrackets = false;
  for (;;) {
    let unit = text.charCodeAt(at);
    if (unit === 91 && !isInBrackets) {
      isInBrackets = true;
      at = skipSpace(text, at + 1);
      unit = text.charCodeAt(at);
    }
    if (unit === 63 || unit === 42) at++;
    else if (isDigit(unit)) while (isDigit(text.charCodeAt(at))) at++;
    else return end;
    at = skipSpace(text, at);
    if (isInBrackets && text.charCodeAt(at) === 93) {
      isInBrackets = false;
      at = skipSpace(text, at + 1);
    }
    if (text.charCodeAt(at) !== 120) return end;
    at++;
    if (!isInBrackets) end = at;
    at = skipSpace(text, at);
  }
}

/**
 * Offset behind the `>` of an elements literal whose inside begins at `at`; if something stands in it
 * that no literal holds, the offset of that.
 */
function elementsLiteralEnd(text: string, at: number): number {
  for (let depth = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit) || unit === 44 || unit === 32) continue;
    if (unit === 62) {
      if (depth === 0) return at + 1;
      return at;
    }
    if (unit === 34) {
      const end = stringEnd(text, at);
      if (end < 0) return at;
      at = end - 1;
    } else if (unit === 91 || unit === 40) depth++;
    else if (unit === 93 || unit === 41) {
      if (--depth < 0) return at;
    } else if (unit === 47 && text.charCodeAt(at + 1) === 47) at = endOfLine(text, at + 2) - 1;
    else if ((classOf(unit) & (SPACE | LETTER)) === 0 && unit !== 46 && unit !== 45 && unit !== 43)
      return at;
  }
  return at;
}
