/** `custom<DynamicIndexList>`: `[%a, 4, %b]`, values for what is dynamic and numbers for the rest. */

import type { CustomDirective } from '../asm.ts';
import { DenseArrayAttr } from '../attributes.ts';
import type { Value } from '../operation.ts';
import { DYNAMIC } from '../types.ts';
import { printed, slot } from './util/directives.ts';

export const DynamicIndexList: CustomDirective = {
  parse(parser, args) {
    const operands = slot(args, 0, 'operand').operands;
    const values: bigint[] = [];
    parser.parseCommaSeparatedList('square', () => {
      const operand = parser.parseOptionalOperand();
      if (operand) {
        operands.push(operand);
        values.push(BigInt(DYNAMIC));
      } else values.push(parser.parseInteger());
    });
    slot(args, 1, 'attribute').attr = DenseArrayAttr.i64(parser.context, values);
  },
  print(printer, args) {
    const operands = [...printed(args, 0, 'operand').values];
    const { attr } = printed(args, 1, 'attribute');
    printer.print('[');
    if (attr?.kind === 'dense_array')
      attr.values.forEach((value, i) => {
        if (i > 0) printer.print(', ');
        if (value === BigInt(DYNAMIC)) printer.printOperand(operands.shift() as Value);
        else printer.print(value.toString());
      });
    printer.print(']');
  },
};
