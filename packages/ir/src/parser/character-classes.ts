/** What a code unit can begin or continue in MLIR's text. */

import { punctuationKind } from './token-kinds.ts';

export const SPACE = 1;
export const LETTER = 2; // and `_`
export const DIGIT = 4;
export const WORD_REST = 8; // letters, digits, `_ $ .`
export const SUFFIX_PUNCTUATION = 16; // `$ . _ -`
export const HEX = 32;
/** What a list of elements between `<` and `>` consists of, beside strings and brackets. */
export const ELEMENTS = 64;

/** The classes of every byte; those that are not ASCII have none. */
export const CLASSES: Uint8Array = new Uint8Array(256);

/** The classes of a code unit, or of the NaN behind a text. */
export const classOf = (unit: number): number => (unit < 128 ? CLASSES[unit]! : 0);
export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** What begins with a byte. */
export const Lead = {
  nothing: 0,
  space: 1,
  word: 2,
  number: 3,
  /** `% ^ ! #` */
  sigil: 4,
  at: 5,
  quote: 6,
  minus: 7,
  dot: 8,
  slash: 9,
  leftBrace: 10,
} as const;

/** A `Lead` of every byte; of a mark that stands for itself, its kind of token, which is greater. */
export const LEADS: Uint8Array = new Uint8Array(256);

{
  const mark = (units: string, bits: number, lead?: number): void => {
    for (const character of units) {
      const unit = character.charCodeAt(0);
      CLASSES[unit]! |= bits;
      if (lead !== undefined) LEADS[unit] = lead;
    }
  };
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
  const digits = '0123456789';
  mark(' \t\n\r\0', SPACE | ELEMENTS, Lead.space);
  mark(letters, LETTER | WORD_REST | ELEMENTS, Lead.word);
  mark(digits, DIGIT | WORD_REST | ELEMENTS, Lead.number);
  mark('$.', WORD_REST);
  mark('$._-', SUFFIX_PUNCTUATION);
  mark('0123456789abcdefABCDEF', HEX);
  mark(',.+-', ELEMENTS);
  mark('%^!#', 0, Lead.sigil);
  mark('@', 0, Lead.at);
  mark('"', 0, Lead.quote);
  mark('-', 0, Lead.minus);
  mark('.', 0, Lead.dot);
  mark('/', 0, Lead.slash);
  mark('{', 0, Lead.leftBrace);
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
    mark(text, 0, punctuationKind(text));
}
