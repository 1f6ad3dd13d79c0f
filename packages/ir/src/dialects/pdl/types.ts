/** The types of the pdl dialect, handles to what a pattern speaks of, and the constraints on them. */

import type { OpAsmParser, SourceOffset } from '../../asm.ts';
import type { Context } from '../../context.ts';
import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { printType } from '../../printer/printer.ts';
import { DialectType, isDialectType, type Type } from '../../types.ts';

const ELEMENTS = ['attribute', 'operation', 'type', 'value'] as const;
type Element = (typeof ELEMENTS)[number];

export const isPdlType = (type: Type): type is DialectType =>
  type.kind === 'dialect' && type.dialect === 'pdl';
export const isRange = (type: Type): type is DialectType => isDialectType(type, 'pdl.range');
/** The type of a range's elements, and any other type itself. */
export const rangeElementOrSelf = (type: Type): Type =>
  isRange(type) ? (type.params[0] as Type) : type;
export const rangeOfType = (element: Type): DialectType =>
  DialectType.get(element.context, 'pdl', 'range', [element]);
export const handleType = (context: Context, element: Element): DialectType =>
  DialectType.get(context, 'pdl', element);

// ----- Constraints -----

const handle = (element: Element, summary: string): TypeConstraint => ({
  summary,
  matches: (type) => isDialectType(type, `pdl.${element}`),
  buildable: (context) => handleType(context, element),
});
export const PdlAttribute = handle('attribute', 'PDL handle to an `mlir::Attribute`');
export const PdlOperation = handle('operation', 'PDL handle to an `mlir::Operation *`');
export const PdlType = handle('type', 'PDL handle to an `mlir::Type`');
export const PdlValue = handle('value', 'PDL handle for an `mlir::Value`');
export const AnyPdlType: TypeConstraint = {
  summary: 'pdl type',
  matches: isPdlType,
  kinds: ['dialect'],
};

/** `range of … values`; the only such type where the element has only one. */
export const rangeOf = (element: TypeConstraint): TypeConstraint => {
  const { buildable } = element;
  return {
    summary: `range of ${element.summary} values`,
    matches: (type) => isRange(type) && element.matches(rangeElementOrSelf(type)),
    kinds: ['dialect'],
    ...(buildable && { buildable: (context: Context) => rangeOfType(buildable(context)) }),
  };
};
export const oneOrRangeOf = (element: TypeConstraint): TypeConstraint => ({
  summary: `single element or range of ${element.summary}`,
  matches: (type) => element.matches(rangeElementOrSelf(type)),
  kinds: ['dialect'],
});

// ----- Definitions -----

/** A type of the dialect without `!pdl.` in front: an element of a range whose name stands at `nameAt`. */
function parseElement(parser: OpAsmParser, nameAt: SourceOffset): Type {
  const mnemonic = parser.parseKeyword();
  if (mnemonic === 'range') return rangeOfType(parseRangeElement(parser, nameAt));
  const element = ELEMENTS.find((each) => each === mnemonic);
  return element
    ? handleType(parser.context, element)
    : parser.fail(`invalid 'pdl' type: \`${mnemonic}'`, nameAt);
}

function parseRangeElement(parser: OpAsmParser, nameAt: SourceOffset): Type {
  parser.parsePunctuation('<');
  const at = parser.offset();
  const element = parseElement(parser, nameAt);
  parser.parsePunctuation('>');
  return isRange(element)
    ? parser.fail(
        `element of pdl.range cannot be another range, but got'${printType(element)}'`,
        at,
      )
    : element;
}

const SUMMARIES: Readonly<Record<Element, string>> = {
  attribute: 'an attribute that a pattern speaks of',
  operation: 'an operation that a pattern speaks of',
  type: 'a type that a pattern speaks of',
  value: 'a value that a pattern speaks of',
};

export const types: readonly TypeDefinition[] = [
  ...ELEMENTS.map((mnemonic) => ({ mnemonic, summary: SUMMARIES[mnemonic] })),
  {
    mnemonic: 'range',
    summary: 'a number of attributes, operations, types or values that a pattern speaks of',
    // The mnemonic stands right in front of its parameters.
    parse: (parser) => [parseRangeElement(parser, parser.offset() - 'range'.length)],
    print(printer, type) {
      const element = type.params[0] as DialectType;
      printer.print(`<${element.mnemonic}>`);
    },
  },
];
