/** `(%argument = %value, …)`: what a loop carries and what it begins with. */

import type { AsmArgument, OpAsmParser, OpAsmPrinter, UnresolvedOperand } from '../asm.ts';
import type { Value } from '../operation.ts';

/** The arguments have no types yet. */
export function parseAssignments(
  parser: OpAsmParser,
  delimiter: 'paren' | 'optional-paren' = 'paren',
) {
  const args: AsmArgument[] = [];
  const inits: UnresolvedOperand[] = [];
  parser.parseCommaSeparatedList(delimiter, () => {
    args.push(parser.parseArgument());
    parser.parsePunctuation('=');
    inits.push(parser.parseOperand());
  });
  return { args, inits };
}

export function printAssignments(
  printer: OpAsmPrinter,
  args: readonly Value[],
  inits: readonly Value[],
): void {
  printer.print('(');
  args.forEach((arg, i) => {
    if (i > 0) printer.print(', ');
    printer.printOperand(arg);
    printer.print(' = ');
    printer.printOperand(inits[i] as Value);
  });
  printer.print(')');
}
