/** Types of the util dialect, and which types of all dialects carry their size in bytes beside them. */

import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { DialectType, isTensor, type Type } from '../../types.ts';

/** Types whose values go with a size operand (`SizeAwareTypeInterface`). */
const SIZE_AWARE = new Set(['util.buffer', 'stream.resource']);
export const isSizeAware = (type: Type): type is DialectType =>
  type.kind === 'dialect' && SIZE_AWARE.has(type.name);

export const BufferType: TypeConstraint = {
  summary: 'a reference counted byte buffer',
  matches: (type) => type.kind === 'dialect' && type.name === 'util.buffer',
  buildable: (context) => DialectType.get(context, 'util', 'buffer'),
};
export const AnyListType: TypeConstraint = {
  summary: 'dense list container type',
  matches: (type) => type.kind === 'dialect' && type.name === 'util.list',
};
export const AnyPtrType: TypeConstraint = {
  summary: 'a pointer-like reference',
  matches: (type) => type.kind === 'dialect' && type.name === 'util.ptr',
};

/** The single type parameter of `!util.list<T>` and `!util.ptr<T>`. */
export const parameterType = (type: DialectType): Type => type.params[0] as Type;

const isVariant = (type: Type): boolean => type.kind === 'dialect' && type.name === 'util.variant';
/** Can what a list holds be taken for something else? A tensor can for a tensor, a variant for anything. */
export const canBeElement = (held: Type, type: Type): boolean =>
  held === type || isVariant(held) || isVariant(type) || (isTensor(held) && isTensor(type));

export const utilTypes: readonly TypeDefinition[] = [
  { mnemonic: 'buffer', summary: 'a reference-counted range of bytes' },
  {
    mnemonic: 'list',
    summary: 'a growable list of elements of a type, or of variants (`?`)',
    parse(parser) {
      parser.parsePunctuation('<');
      const element = parser.parseOptionalPunctuation('?')
        ? DialectType.get(parser.context, 'util', 'variant')
        : parser.parseType();
      parser.parsePunctuation('>');
      return [element];
    },
    print(printer, type) {
      const element = parameterType(type);
      printer.print('<');
      if (element.kind === 'dialect' && element.name === 'util.variant') printer.print('?');
      else printer.printType(element);
      printer.print('>');
    },
  },
  {
    mnemonic: 'ptr',
    summary: 'an indirect reference to a value of a type',
    parse(parser) {
      parser.parsePunctuation('<');
      const target = parser.parseType();
      parser.parsePunctuation('>');
      return [target];
    },
    print(printer, type) {
      printer.print('<');
      printer.printType(parameterType(type));
      printer.print('>');
    },
  },
  { mnemonic: 'object', summary: 'a reference to any object of the runtime', since: '2026' },
  { mnemonic: 'variant', summary: 'an element of a list of variants' },
];
