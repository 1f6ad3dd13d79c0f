/** Parameters of attributes that list them by name: numbers, types, arrays, units. */

import type { OpAsmParser } from '../../asm.ts';
import type { Attribute } from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type { Param, Type } from '../../types.ts';
import {
  parseAttributeOf,
  parseNestedAttribute,
  printNestedAttribute,
} from '../nested-attributes.ts';
import type { StructParameter } from '../struct-parameters.ts';

function parseOptionalSigned(parser: OpAsmParser): number | null {
  const at = parser.offset();
  const value = parser.parseOptionalInteger();
  if (value === null) return null;
  return BigInt.asIntN(32, value) === value
    ? Number(value)
    : parser.fail('integer value too large', at);
}

/** A number of 32 bits; one equal to `absent` is not written. */
export const integer = (name: string, absent?: Param): StructParameter => ({
  name,
  parse: (parser) => parseOptionalSigned(parser) ?? parser.fail('expected integer value'),
  print: (printer, value) => printer.print(String(value)),
  ...(absent === undefined ? {} : { absent }),
});
/** A number that may be missing, even behind its name. */
export const optionalInteger = (name: string): StructParameter => ({
  ...integer(name),
  absent: null,
  parse: parseOptionalSigned,
});

export const type = (name: string): StructParameter => ({
  name,
  parse: (parser) => parser.parseType(),
  print: (printer, value) => printer.printType(value as Type),
});

/** An array; the default is not written. */
export const array = (
  name: string,
  byDefault?: (context: Context) => Attribute,
): StructParameter => ({
  name,
  absent: null,
  parse(parser) {
    const value = parseAttributeOf(parser, 'array');
    return value === byDefault?.(parser.context) ? null : value;
  },
  print: (printer, value) => printer.printAttribute(value as Attribute),
});

/** Something that holds if the parameter is there. */
export const unit = (name: string): StructParameter => ({
  name,
  absent: null,
  parse: (parser) => parseAttributeOf(parser, 'unit'),
  print: (printer, value) => printer.printAttribute(value as Attribute),
});

/** An attribute that must be as it says. */
export const attribute = (
  name: string,
  matches: (attr: Attribute) => boolean,
): StructParameter => ({
  name,
  parse(parser) {
    const at = parser.offset();
    const value = parser.parseAttribute();
    return matches(value) ? value : parser.fail('invalid kind of attribute specified', at);
  },
  print: (printer, value) => printer.printAttribute(value as Attribute),
});

/** Sizes of matrices that a device multiplies in one step, types of their elements, and the scope. */
export const matrixProperties = (
  sizes: readonly string[],
  types: readonly string[],
  scope: string,
): readonly StructParameter[] => [
  ...sizes.map((name) => integer(name)),
  ...types.map(type),
  {
    name: 'scope',
    parse: (parser) => parseNestedAttribute(parser, scope),
    print: (printer, value) => printNestedAttribute(printer, value as Attribute),
  },
];
