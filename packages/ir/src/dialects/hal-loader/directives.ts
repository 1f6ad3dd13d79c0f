/** The `custom<…>` directives of the hal_loader dialect. */

import type { CustomDirective } from '../../asm.ts';
import type { Value } from '../../operation.ts';
import { printed, slot } from '../util/directives.ts';

/** A line for each binding: `(%buffer : type)[%offset, %length]`. */
const DispatchBindings: CustomDirective = {
  parse(parser, args) {
    const buffers = slot(args, 0, 'operand').operands;
    const { types } = slot(args, 1, 'type');
    const offsets = slot(args, 2, 'operand').operands;
    const lengths = slot(args, 3, 'operand').operands;
    do {
      parser.parsePunctuation('(');
      buffers.push(parser.parseOperand());
      types.push(parser.parseColonType());
      parser.parsePunctuation(')');
      parser.parsePunctuation('[');
      offsets.push(parser.parseOperand());
      parser.parsePunctuation(',');
      lengths.push(parser.parseOperand());
      parser.parsePunctuation(']');
    } while (parser.parseOptionalPunctuation(','));
  },
  print(printer, args) {
    const buffers = printed(args, 0, 'operand').values;
    const at = (group: number, i: number): Value =>
      printed(args, group, 'operand').values[i] as Value;
    buffers.forEach((buffer, i) => {
      if (i > 0) printer.print(', ');
      printer.printNewline();
      printer.print('  (');
      printer.printOperand(buffer);
      printer.print(' : ');
      printer.printType(buffer.type);
      printer.print(')[');
      printer.printOperand(at(2, i));
      printer.print(', ');
      printer.printOperand(at(3, i));
      printer.print(']');
    });
    printer.printNewline();
  },
};

export const directives = { DispatchBindings };
