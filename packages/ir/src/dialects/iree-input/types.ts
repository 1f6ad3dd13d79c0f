/** Types of the iree_input dialect. */

import type { TypeDefinition } from '../../dialect.ts';
import { isDialectType, type Type } from '../../types.ts';

const ofType = (mnemonic: string, summary: string): TypeDefinition => ({
  mnemonic,
  summary,
  parse(parser) {
    parser.parsePunctuation('<');
    const type = parser.parseType();
    parser.parsePunctuation('>');
    return [type];
  },
  print(printer, type) {
    printer.print('<');
    printer.printType(type.params[0] as Type);
    printer.print('>');
  },
});

export const inputTypes: readonly TypeDefinition[] = [
  { mnemonic: 'buffer_view', summary: 'a buffer with shape and element type' },
  { mnemonic: 'variant', summary: 'any value of the runtime' },
  ofType('list', 'a list of values of the runtime'),
  ofType('ptr', 'a pointer to a value of a type'),
];

/** What a pointer's type points to; null for other types. */
export const pointee = (type: Type): Type | null =>
  isDialectType(type, 'iree_input.ptr') ? (type.params[0] as Type) : null;
