/** The `custom<…>` directives of the ml_program dialect. */

import type { CustomDirective } from '../../asm.ts';
import { StringAttr, TypeAttr } from '../../attributes.ts';
import { printed, slot } from '../util/directives.ts';

const SymbolVisibility: CustomDirective = {
  parse(parser, args) {
    const visibility = parser.parseOptionalKeyword('public', 'private', 'nested');
    if (visibility === null) parser.fail("expected 'public', 'private', or 'nested'");
    else slot(args, 0, 'attribute').attr = StringAttr.get(parser.context, visibility);
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    printer.print(attr?.kind === 'string' ? attr.value : 'public');
  },
};

/** `(value) : type`, the value only where there is one. */
const TypedInitialValue: CustomDirective = {
  parse(parser, args) {
    if (parser.parseOptionalPunctuation('(')) {
      slot(args, 1, 'attribute').attr = parser.parseAttribute();
      parser.parsePunctuation(')');
    }
    slot(args, 0, 'attribute').attr = TypeAttr.get(parser.parseColonType());
  },
  print(printer, args) {
    const type = printed(args, 0, 'attribute').attr;
    const value = printed(args, 1, 'attribute').attr;
    if (value) {
      printer.print('(');
      printer.printAttribute(value);
      printer.print(')');
    }
    printer.print(' : ');
    if (type) printer.printAttribute(type);
  },
};

/** ` ordering(%a, %b -> !ml_program.token)`, `()` for no tokens. */
const TokenOrdering: CustomDirective = {
  parse(parser, args) {
    if (parser.parseOptionalKeyword('ordering') === null) return;
    if (!parser.parseOptionalPunctuation('(')) return;
    if (parser.parseOptionalPunctuation('(')) parser.parsePunctuation(')');
    else slot(args, 0, 'operand').operands.push(...parser.parseOperandList());
    parser.parsePunctuation('->');
    slot(args, 1, 'type').types.push(parser.parseType());
    parser.parsePunctuation(')');
  },
  print(printer, args) {
    const { values } = printed(args, 0, 'operand');
    const [token] = printed(args, 1, 'type').types;
    printer.print(' ordering(');
    if (values.length === 0) printer.print('()');
    else printer.printOperands(values);
    if (token) {
      printer.print(' -> ');
      printer.printType(token);
    }
    printer.print(')');
  },
};

export const directives = { SymbolVisibility, TypedInitialValue, TokenOrdering };
