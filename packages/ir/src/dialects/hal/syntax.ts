/** The hand-written syntax of the hal dialect: device.switch, executable.export and constant.block. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { ArrayAttr, type Attribute, IntegerAttr, StringAttr } from '../../attributes.ts';
import { type Operation, Region } from '../../operation.ts';
import { parseSignature, printSignature } from '../func/syntax.ts';

/** `<%device : type> -> types #condition { … }, …`. */
export function parseDeviceSwitch(parser: OpAsmParser, state: OperationStateBuilder): void {
  parser.parsePunctuation('<');
  const device = parser.parseOperand();
  state.operands.push(parser.resolveOperand(device, parser.parseColonType()));
  parser.parsePunctuation('>');
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  const conditions: Attribute[] = [];
  do {
    conditions.push(parser.parseAttribute());
    state.regions.push(parser.parseRegion());
  } while (parser.parseOptionalPunctuation(','));
  state.attributes.set('conditions', ArrayAttr.get(parser.context, conditions));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
}

export function printDeviceSwitch(printer: OpAsmPrinter, op: Operation): void {
  const conditions = op.attr('conditions');
  printer.print('<');
  printer.printOperand(op.operand(0));
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  printer.print('>');
  printer.printOptionalArrowTypeList(op.resultTypes);
  // Upstream indents the conditions by four blanks wherever the operation stands.
  op.regions.forEach((region, i) => {
    printer.print(i > 0 ? ',\n    ' : '\n    ');
    if (conditions?.kind === 'array') printer.printAttribute(conditions.elements[i] as Attribute);
    printer.print(' ');
    printer.printRegion(region, { printEntryBlockArgs: false });
  });
  printer.printOptionalAttrDictWithKeyword(op.attributes, ['conditions']);
}

export function parseExport(parser: OpAsmParser, state: OperationStateBuilder): void {
  parser.parseOptionalKeyword('public', 'private', 'nested');
  const { context } = parser;
  state.attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  if (parser.parseOptionalKeyword('ordinal') !== null) {
    parser.parsePunctuation('(');
    state.attributes.set('ordinal', IntegerAttr.index(context, parser.parseInteger()));
    parser.parsePunctuation(')');
  }
  parser.parseKeyword('layout');
  parser.parsePunctuation('(');
  state.attributes.set('layout', parser.parseAttribute());
  parser.parsePunctuation(')');
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  state.regions.push(parser.parseOptionalRegion() ?? new Region());
}

export function printExport(printer: OpAsmPrinter, op: Operation): void {
  printer.print(` ${op.stringAttr('sym_visibility') ?? 'public'} `);
  printer.printSymbolName(op.symbolName ?? '');
  const ordinal = op.intAttr('ordinal');
  if (ordinal !== undefined) printer.print(` ordinal(${ordinal})`);
  printer.print(' layout(');
  printer.printAttribute(op.attr('layout') as Attribute);
  printer.print(')');
  printer.printOptionalAttrDictWithKeyword(op.attributes, ['sym_name', 'layout', 'ordinal']);
  if (op.region().isEmpty) return;
  printer.print(' ');
  printer.printRegion(op.region());
}

/** `(%device: type) -> types as ("key", …) { … }`; one key needs no parentheses. */
export function parseConstantBlock(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const signature = parseSignature(parser, state);
  parser.parseKeyword('as');
  const keys: Attribute[] = [];
  const parseKey = (): void => {
    keys.push(StringAttr.get(context, parser.parseString()));
  };
  if (signature.type.results.length === 1) parseKey();
  else parser.parseCommaSeparatedList('optional-paren', parseKey);
  state.attributes.set('keys', ArrayAttr.get(context, keys));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  signature.finish();
  const at = parser.offset();
  const body = parser.parseRegion(signature.named);
  if (body.isEmpty) parser.fail('expected non-empty function body', at);
  state.regions.push(body);
}

export function printConstantBlock(printer: OpAsmPrinter, op: Operation): void {
  printSignature(printer, op);
  const keys = op.attr('keys');
  const list = keys?.kind === 'array' ? keys.elements : [];
  printer.print(list.length === 1 ? ' as ' : ' as (');
  list.forEach((key, i) => {
    if (i > 0) printer.print(', ');
    printer.printAttribute(key);
  });
  if (list.length !== 1) printer.print(')');
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'function_type',
    'keys',
    'arg_attrs',
    'res_attrs',
  ]);
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}
