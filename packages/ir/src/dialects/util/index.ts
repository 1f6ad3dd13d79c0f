/** The util dialect: what IREE's other dialects share. */

import { ArrayAttr, type Attribute, denseElementBytes } from '../../attributes.ts';
import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { utilDirectives } from './directives.ts';
import { inliningAttributes } from './functions.ts';
import { operations } from './ops.ts';
import { utilTypes } from './types.ts';

/** Bytes that a serialisable attribute writes. */
export function serializedLength(attr: Attribute): number {
  switch (attr.kind) {
    case 'dense':
      return denseElementBytes(attr.type.elementType) * attr.numElements;
    case 'string':
      return new TextEncoder().encode(attr.value).length;
    case 'dialect':
      return attr.name === 'util.composite' ? Number(attr.params[0]) : 0;
    default:
      return 0;
  }
}

export const utilDialect = defineDialect({
  name: 'util',
  summary: 'what IREE’s other dialects share: globals, buffers, lists, ranges',
  operations,
  types: utilTypes,
  attributes: [
    ...inliningAttributes,
    {
      mnemonic: 'byte_range',
      summary: 'an offset and a length in bytes',
      parse(parser) {
        parser.parsePunctuation('<');
        const offset = parser.parseInteger();
        parser.parsePunctuation(',');
        const length = parser.parseInteger();
        parser.parsePunctuation('>');
        return [offset, length];
      },
      print(printer, attr) {
        printer.print(`<${attr.params.join(', ')}>`);
      },
    },
    {
      mnemonic: 'composite',
      summary: 'serialisable attributes one after the other, of `total x i8`',
      alias: (attr) => `composite_of_${attr.params[0]}b`,
      parse(parser) {
        parser.parsePunctuation('<');
        const at = parser.offset();
        const [total = 0] = parser.parseDimensionList(false, true);
        parser.parseType();
        parser.parsePunctuation(',');
        const values: Attribute[] = [];
        // A comma may stand behind the last value too.
        parser.parsePunctuation('[');
        while (!parser.parseOptionalPunctuation(']')) {
          values.push(parser.parseAttribute());
          if (parser.parseOptionalPunctuation(',')) continue;
          parser.parsePunctuation(']');
          break;
        }
        parser.parsePunctuation('>');
        const length = values.reduce((sum, value) => sum + serializedLength(value), 0);
        if (length !== total)
          parser.fail(`number of total bytes mismatch: value has ${length}, expected ${total}`, at);
        return [BigInt(total), ArrayAttr.get(parser.context, values)];
      },
      print(printer, attr) {
        const values = attr.params[1] as ArrayAttr;
        // Upstream indents by four blanks wherever the attribute stands, with a comma after each.
        printer.print(`<${attr.params[0]}xi8, [`);
        for (const value of values.elements) {
          printer.print('\n    ');
          printer.printAttribute(value);
          printer.print(',');
        }
        if (values.elements.length > 0) printer.print('\n');
        printer.print(']>');
      },
    },
  ],
  customDirectives: utilDirectives,
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    value.kind === 'integer' && value.type === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

export {
  dimCount,
  parseShapedResults,
  printed,
  printShapedResults,
  slot,
  utilDirectives,
} from './directives.ts';
export { isMutableGlobal, SerializableAttr } from './ops.ts';
export { BufferType, isSizeAware } from './types.ts';
