/** How a format parses an attribute: its brief form, by its constraint. */

import type { OpAsmParser } from '../asm.ts';
import { type Attribute, DialectAttr, IntegerAttr, StringAttr, UnitAttr } from '../attributes.ts';
import { expectedEnumMessage } from '../constraints.ts';
import type { AttributeDefinition, OpDefinition } from '../dialect.ts';
import { type AttributeElement, FormatError } from './assembly-format.ts';
import type { FormatFrame, Step } from './parse-frame.ts';

type ParseAttribute = (parser: OpAsmParser, frame: FormatFrame) => Attribute;
type ParseOptionalAttribute = (parser: OpAsmParser, frame: FormatFrame) => Attribute | null;

/** The attribute's brief form inside the format; `#…` is always understood where there is one. */
function attributeParser(definition: OpDefinition, attr: AttributeDefinition): ParseAttribute {
  const { constraint } = attr;
  const optional = optionalAttributeParser(definition, attr);
  switch (constraint.form) {
    case 'unit':
      return (parser) => UnitAttr.get(parser.context);
    case 'symbol-name':
      return (parser) => StringAttr.get(parser.context, parser.parseSymbolName());
    case 'enum':
      return (parser, frame) => {
        const at = parser.offset();
        return (
          optional(parser, frame) ??
          parser.failWord(
            expectedEnumMessage(attr.name, constraint.cases ?? []),
            (constraint.cases ?? []).map(([keyword]) => keyword),
            at,
          )
        );
      };
  }
  if (constraint.parse) {
    const parse = constraint.parse;
    return (parser) => parse(parser, attr.name);
  }
  const { valueType, attrName, kind } = constraint;
  if (attrName !== undefined) return (parser) => parseDialectAttribute(parser, attrName);
  return (parser) => {
    const at = parser.offset();
    const value = parser.parseAttribute(valueType?.(parser.context) ?? null);
    return kind === undefined || value.kind === kind
      ? value
      : parser.fail('invalid kind of attribute specified', at);
  };
}

/** What follows the mnemonic of a dialect's attribute, or the whole attribute behind a `#`. */
function parseDialectAttribute(parser: OpAsmParser, name: string): Attribute {
  const at = parser.offset();
  const full = parser.parseOptionalExtendedAttribute();
  if (full) return full;
  const dot = name.indexOf('.');
  const definition = parser.context.attrDefinition(name);
  if (!definition) return parser.fail(`unknown attribute '${name}'`, at);
  const params = definition.parse ? definition.parse(parser, null) : [];
  const message = definition.verify?.(params);
  if (message) parser.fail(message, at);
  return DialectAttr.get(parser.context, name.slice(0, dot), name.slice(dot + 1), params);
}

export function optionalAttributeParser(
  definition: OpDefinition,
  attr: AttributeDefinition,
): ParseOptionalAttribute {
  const { constraint } = attr;
  switch (constraint.form) {
    case 'unit':
      return (parser) => UnitAttr.get(parser.context);
    case 'symbol-name':
      return (parser) => {
        const name = parser.parseOptionalSymbolName();
        return name === null ? null : StringAttr.get(parser.context, name);
      };
    case 'enum':
      return optionalEnum(definition, attr);
  }
  const { valueType } = constraint;
  if (/string attribute/.test(constraint.summary))
    return (parser) => {
      const text = parser.parseOptionalString();
      return text === null ? null : StringAttr.get(parser.context, text);
    };
  return (parser) => parser.parseOptionalAttribute(valueType?.(parser.context) ?? null);
}

function optionalEnum(definition: OpDefinition, attr: AttributeDefinition): ParseOptionalAttribute {
  const { cases = [], valueType, bitSeparator } = attr.constraint;
  if (!valueType)
    throw new FormatError(definition, `enum attribute '${attr.name}' has no value type`);
  const values = new Map(cases);
  const make = (parser: OpAsmParser, value: bigint): Attribute => {
    const type = valueType(parser.context);
    return type.kind === 'integer' || type.kind === 'index'
      ? IntegerAttr.get(type, value)
      : parser.fail(`enum attribute '${attr.name}' is not held as an integer`);
  };
  return (parser) => {
    const at = parser.offset();
    const keyword = parser.parseOptionalKeyword(...values.keys()) ?? parser.parseOptionalString();
    if (keyword === null) return null;
    let value = 0n;
    const add = (word: string): void => {
      const found = values.get(word);
      if (found === undefined) {
        parser.failWord(
          `invalid ${attr.name} attribute specification: "${keyword}"`,
          values.keys(),
          at,
        );
        return;
      }
      value |= found;
    };
    // A string may hold several keywords of a bit set.
    for (const word of bitSeparator ? keyword.split(bitSeparator) : [keyword]) add(word.trim());
    if (bitSeparator === '|' || bitSeparator === ',')
      while (parser.parseOptionalPunctuation(bitSeparator)) add(parser.parseKeyword());
    return make(parser, value);
  };
}

export function attributeStep(definition: OpDefinition, element: AttributeElement): Step {
  const { name } = element.definition;
  const parse = attributeParser(definition, element.definition);
  return (parser, frame) => {
    frame.state.attributes.set(name, parse(parser, frame));
  };
}
