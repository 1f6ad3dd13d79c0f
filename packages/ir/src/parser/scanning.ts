/** Where spaces, strings and what is no token end in a text, for the lexer and who decodes its literals. */

import { CLASSES, classOf, HEX, SPACE } from './character-classes.ts';

/** Offset of the line break at or behind `at`, or the text's end. */
export function endOfLine(text: string, at: number): number {
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
export function errorEnd(text: string, start: number): number {
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
