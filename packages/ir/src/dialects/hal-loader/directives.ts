/** The `custom<…>` directives of the hal_loader dialect. */

import type { CustomDirective } from '../../asm.ts';
import type { Value } from '../../operation.ts';
import { parseBufferRange, printBufferRange } from '../hal/directives.ts';
import { printed, slot } from '../util/directives.ts';

/** A line for each binding: `(%buffer : type)[%offset, %length]`. */
const DispatchBindings: CustomDirective = {
  parse(parser, args) {
    const buffers = slot(args, 0, 'operand').operands;
    const { types } = slot(args, 1, 'type');
    const offsets = slot(args, 2, 'operand').operands;
    const lengths = slot(args, 3, 'operand').operands;
    do parseBufferRange(parser, buffers, types, offsets, lengths);
    while (parser.parseOptionalPunctuation(','));
  },
  print(printer, args) {
    const buffers = printed(args, 0, 'operand').values;
    const at = (group: number, i: number): Value =>
      printed(args, group, 'operand').values[i] as Value;
    buffers.forEach((buffer, i) => {
      if (i > 0) printer.print(', ');
      printer.printNewline();
      printer.print('  ');
      printBufferRange(printer, buffer, at(2, i), at(3, i));
    });
    printer.printNewline();
  },
};

export const directives = { DispatchBindings };
