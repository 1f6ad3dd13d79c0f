/** `custom<DynamicIndexList>`: `[%a, 4, %b]`, values for what is dynamic and numbers for the rest. */

import type {
  CustomDirective,
  Delimiter,
  OpAsmParser,
  OpAsmPrinter,
  UnresolvedOperand,
} from '../asm.ts';
import { DenseArrayAttr } from '../attributes.ts';
import type { Value } from '../operation.ts';
import { DYNAMIC } from '../types.ts';
import { printed, slot } from './util/directives.ts';

const BRACKETS = { paren: ['(', ')'], square: ['[', ']'] } as const;
type Brackets = keyof typeof BRACKETS & Delimiter;

/** The list's values and its numbers, which have `DYNAMIC` for values. */
export function parseDynamicIndices(
  parser: OpAsmParser,
  brackets: Brackets,
): { readonly operands: readonly UnresolvedOperand[]; readonly statics: readonly bigint[] } {
  const operands: UnresolvedOperand[] = [];
  const statics: bigint[] = [];
  parser.parseCommaSeparatedList(brackets, () => {
    const operand = parser.parseOptionalOperand();
    if (operand) {
      operands.push(operand);
      statics.push(BigInt(DYNAMIC));
    } else statics.push(parser.parseInteger());
  });
  return { operands, statics };
}

export function printDynamicIndices(
  printer: OpAsmPrinter,
  values: readonly Value[],
  statics: readonly bigint[],
  brackets: Brackets,
): void {
  const [open, close] = BRACKETS[brackets];
  let next = 0;
  printer.print(open);
  statics.forEach((value, i) => {
    if (i > 0) printer.print(', ');
    if (value === BigInt(DYNAMIC)) printer.printOperand(values[next++] as Value);
    else printer.print(value.toString());
  });
  printer.print(close);
}

export const DynamicIndexList: CustomDirective = {
  parse(parser, args) {
    const { operands, statics } = parseDynamicIndices(parser, 'square');
    slot(args, 0, 'operand').operands.push(...operands);
    slot(args, 1, 'attribute').attr = DenseArrayAttr.i64(parser.context, statics);
  },
  print(printer, args) {
    const { attr } = printed(args, 1, 'attribute');
    const statics = attr?.kind === 'dense_array' ? attr.values : [];
    printDynamicIndices(printer, printed(args, 0, 'operand').values, statics, 'square');
  },
};
