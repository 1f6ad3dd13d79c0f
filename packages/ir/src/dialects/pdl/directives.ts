/** The `custom<…>` directives of the pdl dialect, which pdl_interp shares. */

import type { CustomDirective } from '../../asm.ts';
import { ArrayAttr, type Attribute } from '../../attributes.ts';
import { printed, slot } from '../util/directives.ts';
import { handleType, rangeElementOrSelf, rangeOfType } from './types.ts';

/** `{"name" = %attribute, …}`: attributes of an operation by name; nothing for none. */
export const OperationOpAttributes: CustomDirective = {
  parse(parser, args) {
    const names: Attribute[] = [];
    if (parser.parseOptionalPunctuation('{')) {
      parser.parseCommaSeparatedList('none', () => {
        const at = parser.offset();
        const name = parser.parseAttribute();
        if (name.kind !== 'string') parser.fail('invalid kind of attribute specified', at);
        parser.parsePunctuation('=');
        slot(args, 0, 'operand').operands.push(parser.parseOperand());
        names.push(name);
      });
      parser.parsePunctuation('}');
    }
    slot(args, 1, 'attribute').attr = ArrayAttr.get(parser.context, names);
  },
  print(printer, args) {
    const { values } = printed(args, 0, 'operand');
    const { attr } = printed(args, 1, 'attribute');
    const names = attr?.kind === 'array' ? attr.elements : [];
    if (names.length === 0) return;
    printer.print(' {');
    names.forEach((name, i) => {
      if (i > 0) printer.print(', ');
      printer.printAttribute(name);
      printer.print(' = ');
      const value = values[i];
      if (value) printer.printOperand(value);
    });
    printer.print('}');
  },
};

/** The type of a range: a range of what the arguments are, and spelled out where there are none. */
export const RangeType: CustomDirective = {
  parse(parser, args) {
    const argument = slot(args, 0, 'ref').argument;
    const [first] = argument.kind === 'type' ? argument.types : [];
    slot(args, 1, 'type').types = [
      first ? rangeOfType(rangeElementOrSelf(first)) : parser.parseColonType(),
    ];
  },
  print(printer, args) {
    const [result] = printed(args, 1, 'type').types;
    if (!result || printed(args, 0, 'type').types.length > 0) return;
    printer.print(': ');
    printer.printType(result);
  },
};

/** `-> type` of one group of an operation's results; all of them are a range of values. */
const ResultsValueType: CustomDirective = {
  parse(parser, args) {
    const index = slot(args, 0, 'ref').argument;
    const hasIndex = index.kind === 'attribute' && index.attr !== null;
    if (hasIndex) parser.parsePunctuation('->');
    slot(args, 1, 'type').types = [
      hasIndex ? parser.parseType() : rangeOfType(handleType(parser.context, 'value')),
    ];
  },
  print(printer, args) {
    const [type] = printed(args, 1, 'type').types;
    if (!type || !printed(args, 0, 'attribute').attr) return;
    printer.print(' -> ');
    printer.printType(type);
  },
};

export const directives: Readonly<Record<string, CustomDirective>> = {
  OperationOpAttributes,
  RangeType,
  ResultsValueType,
};
