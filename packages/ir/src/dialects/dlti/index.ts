/** The dlti dialect: how values lie in a target's memory, said by attributes. */

import type { Attribute } from '../../attributes.ts';
import { type AttrDefinition, defineDialect } from '../../dialect.ts';
import { printType } from '../../printer/printer.ts';
import type { Param, Type } from '../../types.ts';
import { ENTRY, entriesOf, SPEC, verifyLayout } from './data-layout.ts';

const entry: AttrDefinition = {
  mnemonic: 'dl_entry',
  summary: 'what is known of a type, or of what a name stands for',
  parse(parser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const type = parser.parseOptionalType();
    const key = type ?? parser.parseOptionalString();
    if (key === null) return parser.fail('expected a type or a quoted string', at);
    parser.parsePunctuation(',');
    const value = parser.parseAttribute();
    parser.parsePunctuation('>');
    return [key, value];
  },
  print(printer, { params }) {
    const [key, value] = params as [Type | string, Attribute];
    printer.print('<');
    if (typeof key === 'string') printer.printString(key);
    else printer.printType(key);
    printer.print(', ');
    printer.printAttribute(value);
    printer.print('>');
  },
};

function repeatedKey(params: readonly Param[]): string | null {
  const seen = new Set<Type | string>();
  for (const { key } of entriesOf(params)) {
    if (seen.has(key))
      return `repeated layout entry key: ${typeof key === 'string' ? key : `'${printType(key)}'`}`;
    seen.add(key);
  }
  return null;
}

const spec: AttrDefinition = {
  mnemonic: 'dl_spec',
  summary: 'how values lie in memory',
  parse(parser) {
    // The mnemonic stands right in front of the next token.
    const mnemonicAt = parser.offset() - 'dl_spec'.length;
    parser.parsePunctuation('<');
    const entries: Attribute[] = [];
    if (parser.parseOptionalPunctuation('>')) return entries;
    parser.parseCommaSeparatedList('none', () => {
      const at = parser.offset();
      const attr = parser.parseAttribute();
      if (attr.kind !== 'dialect' || attr.name !== ENTRY)
        parser.fail('invalid kind of attribute specified', at);
      entries.push(attr);
    });
    parser.parsePunctuation('>');
    const message = repeatedKey(entries);
    return message ? parser.fail(message, mnemonicAt) : entries;
  },
  print(printer, { params }) {
    printer.print('<');
    (params as readonly Attribute[]).forEach((attr, i) => {
      if (i > 0) printer.print(', ');
      printer.printAttribute(attr);
    });
    printer.print('>');
  },
};

export const dltiDialect = defineDialect({
  name: 'dlti',
  summary: "how values lie in a target's memory",
  operations: [],
  attributes: [entry, spec],
  parseAttribute(parser) {
    const at = parser.offset();
    // "attrribute" is upstream's.
    return parser.fail(`unknown attrribute type: ${parser.parseKeyword()}`, at);
  },
  verifyOperationAttribute(op, name, value, report) {
    if (name !== SPEC) return report.error(`attribute '${name}' not supported by dialect`);
    if (value.kind !== 'dialect' || value.name !== SPEC)
      return report.error(`'${SPEC}' is expected to be a #${SPEC} attribute`);
    return !op.is('builtin.module') || verifyLayout(op, report);
  },
});
