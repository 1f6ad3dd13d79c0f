/** Types and attributes of the emitc dialect: C's pointers, and text that is kept as it is. */

import type { OpAsmParser } from '../../asm.ts';
import type { AttrDefinition, TypeDefinition } from '../../dialect.ts';
import type { Type } from '../../types.ts';

/** `<"text">`; `check` says what is wrong with the text, or null. */
function parseOpaque(
  parser: OpAsmParser,
  missing: string,
  check: (text: string) => string | null,
): readonly string[] {
  parser.parsePunctuation('<');
  const at = parser.offset();
  const text = parser.parseOptionalString();
  if (text === null) return parser.fail(missing, at);
  const message = check(text);
  if (message) parser.fail(message, at);
  parser.parsePunctuation('>');
  return [text];
}

const EMPTY = 'expected non empty string in !emitc.opaque type';

export const types: readonly TypeDefinition[] = [
  {
    mnemonic: 'opaque',
    summary: 'a type by its text in C',
    parse: (parser) =>
      parseOpaque(parser, EMPTY, (text) => {
        if (text === '') return EMPTY;
        return text.endsWith('*')
          ? 'pointer not allowed as outer type with !emitc.opaque, use !emitc.ptr instead'
          : null;
      }),
    print(printer, type) {
      printer.print('<');
      printer.printString(String(type.params[0]));
      printer.print('>');
    },
  },
  {
    mnemonic: 'ptr',
    summary: 'a pointer to a type',
    parse(parser) {
      parser.parsePunctuation('<');
      const pointee = parser.parseType();
      parser.parsePunctuation('>');
      return [pointee];
    },
    print(printer, type) {
      printer.print('<');
      printer.printType(type.params[0] as Type);
      printer.print('>');
    },
  },
];

export const attributes: readonly AttrDefinition[] = [
  {
    mnemonic: 'opaque',
    summary: 'a value by its text in C',
    parse: (parser) => parseOpaque(parser, 'expected string', () => null),
    print(printer, attr) {
      printer.print('<');
      printer.printString(String(attr.params[0]));
      printer.print('>');
    },
  },
];
