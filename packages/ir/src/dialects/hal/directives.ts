/** The `custom<…>` directives of the hal dialect. */

import type { CustomDirective, OpAsmParser, OpAsmPrinter, UnresolvedOperand } from '../../asm.ts';
import { DialectAttr } from '../../attributes.ts';
import type { Value } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { printed, slot, utilDirectives } from '../util/directives.ts';
import { DESCRIPTOR_TYPES } from './types.ts';

/** The keyword of a descriptor type, without the `<…>` of its attribute. */
const DescriptorType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    let keyword = parser.parseOptionalKeyword(...DESCRIPTOR_TYPES.map(([known]) => known));
    if (keyword === null) {
      keyword = parser.parseKeyword();
      parser.fail('expected descriptor type: uniform_buffer or storage_buffer', at);
    }
    slot(args, 0, 'attribute').attr = DialectAttr.get(parser.context, 'hal', 'descriptor_type', [
      keyword,
    ]);
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    if (attr?.kind === 'dialect') printer.print(String(attr.params[0]));
  },
};

/** `(%buffer : type)[%offset, %length]`. */
export function parseBufferRange(
  parser: OpAsmParser,
  buffers: UnresolvedOperand[],
  types: Type[],
  offsets: UnresolvedOperand[],
  lengths: UnresolvedOperand[],
): void {
  parser.parsePunctuation('(');
  buffers.push(parser.parseOperand());
  types.push(parser.parseColonType());
  parser.parsePunctuation(')');
  parser.parsePunctuation('[');
  offsets.push(parser.parseOperand());
  parser.parsePunctuation(',');
  lengths.push(parser.parseOperand());
  parser.parsePunctuation(']');
}
export function printBufferRange(
  printer: OpAsmPrinter,
  buffer: Value,
  offset: Value,
  length: Value,
): void {
  printer.print('(');
  printer.printOperand(buffer);
  printer.print(' : ');
  printer.printType(buffer.type);
  printer.print(')[');
  printer.printOperands([offset, length]);
  printer.print(']');
}

const DescriptorSetBindings: CustomDirective = {
  parse(parser, args) {
    const [ordinals, buffers] = [0, 1].map((i) => slot(args, i, 'operand').operands) as [
      UnresolvedOperand[],
      UnresolvedOperand[],
    ];
    const types = slot(args, 2, 'type').types;
    const [offsets, lengths] = [3, 4].map((i) => slot(args, i, 'operand').operands) as [
      UnresolvedOperand[],
      UnresolvedOperand[],
    ];
    do {
      ordinals.push(parser.parseOperand());
      parser.parsePunctuation('=');
      parseBufferRange(parser, buffers, types, offsets, lengths);
    } while (parser.parseOptionalPunctuation(','));
  },
  print(printer, args) {
    const buffers = printed(args, 1, 'operand').values;
    const value = (group: number, i: number): Value =>
      printed(args, group, 'operand').values[i] as Value;
    buffers.forEach((buffer, i) => {
      if (i > 0) printer.print(', ');
      printer.printNewline();
      printer.print('  ');
      printer.printOperand(value(0, i));
      printer.print(' = ');
      printBufferRange(printer, buffer, value(3, i), value(4, i));
    });
    printer.printNewline();
  },
};

export const halDirectives: Readonly<Record<string, CustomDirective>> = {
  ...utilDirectives,
  DescriptorType,
  DescriptorSetBindings,
};
