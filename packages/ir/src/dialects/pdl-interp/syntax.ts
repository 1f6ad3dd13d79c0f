/** The hand-written syntax of the pdl_interp dialect. */

import type {
  CustomDirective,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
} from '../../asm.ts';
import { UnitAttr } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { OperationOpAttributes, RangeType } from '../pdl/directives.ts';
import { rangeOfType } from '../pdl/types.ts';
import { printed, slot } from '../util/directives.ts';

/** `%element : type in %range { … } -> ^then`. */
export function parseForEach(parser: OpAsmParser, state: OperationStateBuilder): void {
  const variable = parser.parseArgument({ type: true });
  parser.parseKeyword('in', ' after loop variable');
  const range = parser.parseOperand();
  state.operands.push(parser.resolveOperand(range, rangeOfType(variable.type as Type)));
  state.regions.push(parser.parseRegion([variable]));
  parser.parseOptionalAttrDict(state.attributes);
  parser.parsePunctuation('->');
  state.successors.push(parser.parseSuccessor());
}

export function printForEach(printer: OpAsmPrinter, op: Operation): void {
  const variable = op.region().front.argument(0);
  printer.print(' ');
  printer.printOperand(variable);
  printer.print(' : ');
  printer.printType(variable.type);
  printer.print(' in ');
  printer.printOperand(op.operand(0));
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' -> ');
  const [successor] = op.successors;
  if (successor) printer.printSuccessor(successor);
}

/** `-> (%types : …)` or `-> <inferred>`; nothing for no results. */
const CreateOperationOpResults: CustomDirective = {
  parse(parser, args) {
    if (!parser.parseOptionalPunctuation('->')) return;
    if (parser.parseOptionalPunctuation('<')) {
      parser.parseKeyword('inferred');
      parser.parsePunctuation('>');
      slot(args, 2, 'attribute').attr = UnitAttr.get(parser.context);
      return;
    }
    parser.parsePunctuation('(');
    slot(args, 0, 'operand').operands.push(...parser.parseOperandList());
    parser.parsePunctuation(':');
    slot(args, 1, 'type').types = parser.parseTypeList();
    parser.parsePunctuation(')');
  },
  print(printer, args) {
    const { values } = printed(args, 0, 'operand');
    if (printed(args, 2, 'attribute').attr) {
      printer.print(' -> <inferred>');
      return;
    }
    if (values.length === 0) return;
    printer.print(' -> (');
    printer.printOperands(values);
    printer.print(' : ');
    printer.printTypes(printed(args, 1, 'type').types);
    printer.print(')');
  },
};

export const directives: Readonly<Record<string, CustomDirective>> = {
  CreateOperationOpAttributes: OperationOpAttributes,
  CreateOperationOpResults,
  RangeType,
};
