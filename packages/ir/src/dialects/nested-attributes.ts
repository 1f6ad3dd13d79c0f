/** Parameters of attributes that are attributes of a dialect themselves. */

import type { AsmTypePrinter, OpAsmParser } from '../asm.ts';
import { type Attribute, DialectAttr } from '../attributes.ts';

/** A `#…` of the name (`dialect.mnemonic`), or only what follows its mnemonic. */
export function parseNestedAttribute(parser: OpAsmParser, name: string): DialectAttr {
  const at = parser.offset();
  const full = parser.parseOptionalExtendedAttribute();
  if (full)
    return full.kind === 'dialect' && full.name === name
      ? full
      : parser.fail('invalid kind of attribute specified', at);
  const definition = parser.context.attrDefinition(name);
  const params = definition?.parse?.(parser, null) ?? [];
  const message = definition?.verify?.(params);
  if (message) parser.fail(message, at);
  const dot = name.indexOf('.');
  return DialectAttr.get(parser.context, name.slice(0, dot), name.slice(dot + 1), params);
}

/** An attribute of a kind that the text fixes. */
export function parseAttributeOf<K extends Attribute['kind']>(
  parser: OpAsmParser,
  kind: K,
): Extract<Attribute, { kind: K }> {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  if (attr.kind !== kind) return parser.fail('invalid kind of attribute specified', at);
  return attr as Extract<Attribute, { kind: K }>;
}

/** Prints a parameter, a dialect's attribute without the `#dialect.mnemonic` in front. */
export function printNestedAttribute(
  printer: AsmTypePrinter,
  attr: Attribute | null | undefined,
): void {
  if (attr?.kind === 'dialect') printer.printStrippedAttribute(attr);
  else if (attr) printer.printAttribute(attr);
}
