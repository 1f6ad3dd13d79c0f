/** The hand-written syntax of the vm dialect: exports, imports, initialisers, variadic calls. */

import type {
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DenseElementsAttr,
  DictionaryAttr,
  IntegerAttr,
  type NamedAttribute,
  StringAttr,
  TypeAttr,
  UnitAttr,
} from '../../attributes.ts';
import type { Context } from '../../context.ts';
import { type Operation, Region } from '../../operation.ts';
import { FunctionType, IntegerType, type Type, VectorType } from '../../types.ts';
import { vmSegments } from './segments.ts';

/** `@function [as("name")]`. */
export function parseExport(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const at = parser.offset();
  const reference = parser.parseAttribute();
  if (reference.kind !== 'symbol_ref' || reference.nested.length > 0)
    parser.fail('invalid kind of attribute specified', at);
  let name = reference.root;
  if (parser.parseOptionalKeyword('as') !== null) {
    parser.parsePunctuation('(');
    name = parser.parseString();
    parser.parsePunctuation(')');
  }
  state.attributes.set('function_ref', reference);
  state.attributes.set('export_name', StringAttr.get(context, name));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
}

export function printExport(printer: OpAsmPrinter, op: Operation): void {
  const reference = op.attr('function_ref');
  const name = op.stringAttr('export_name') ?? '';
  const target = reference?.kind === 'symbol_ref' ? reference.root : '';
  printer.print(' ');
  printer.printSymbolName(target);
  if (name !== target) {
    printer.print(' as(');
    printer.printString(name);
    printer.print(')');
  }
  printer.printOptionalAttrDictWithKeyword(op.attributes, ['function_ref', 'export_name']);
}

/** `[visibility] [optional] @name(%arg : type ..., …) -> results`. */
export function parseImport(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const visibility = parser.parseOptionalKeyword('public', 'private', 'nested');
  if (visibility !== null)
    state.attributes.set('sym_visibility', StringAttr.get(context, visibility));
  if (parser.parseOptionalKeyword('optional') !== null)
    state.attributes.set('is_optional', UnitAttr.get(context));
  state.attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  const types: Type[] = [];
  const attributes: DictionaryAttr[] = [];
  parser.parsePunctuation('(');
  // A comma may stand behind the last argument too.
  while (!parser.parseOptionalPunctuation(')')) {
    const own: NamedAttribute[] = [];
    const argument = parser.parseOptionalOperand();
    if (argument) {
      parser.parsePunctuation(':');
      own.push(['vm.name', StringAttr.get(context, argument.name)]);
    }
    types.push(parser.parseType());
    if (parser.parseOptionalPunctuation('...')) own.push(['vm.variadic', UnitAttr.get(context)]);
    attributes.push(DictionaryAttr.get(context, own));
    if (parser.parseOptionalPunctuation(',')) continue;
    parser.parsePunctuation(')');
    break;
  }
  const results = parser.parseOptionalArrowTypeList();
  if (attributes.some((own) => own.entries.length > 0))
    state.attributes.set('arg_attrs', ArrayAttr.get(context, attributes));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  state.attributes.set('function_type', TypeAttr.get(FunctionType.get(context, types, results)));
  state.regions.push(new Region());
}

const attributesOfArgument = (op: Operation, index: number): DictionaryAttr | null => {
  const list = op.attr('arg_attrs');
  const own = list?.kind === 'array' ? list.elements[index] : undefined;
  return own?.kind === 'dictionary' ? own : null;
};

export function printImport(printer: OpAsmPrinter, op: Operation): void {
  const typeAttr = op.attr('function_type');
  const type =
    typeAttr?.kind === 'type' && typeAttr.type.kind === 'function' ? typeAttr.type : null;
  printer.print(` ${op.stringAttr('sym_visibility') ?? 'public'} `);
  if (op.attr('is_optional')) printer.print('optional ');
  printer.printSymbolName(op.symbolName ?? '');
  printer.print('(');
  type?.inputs.forEach((input, i) => {
    if (i > 0) printer.print(', ');
    const own = attributesOfArgument(op, i);
    const name = own?.get('vm.name');
    if (name?.kind === 'string') printer.print(`%${name.value} : `);
    printer.printType(input);
    if (own?.has('vm.variadic')) printer.print(' ...');
  });
  printer.print(')');
  printResults(printer, type?.results ?? []);
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'sym_name',
    'function_type',
    'arg_attrs',
    'res_attrs',
    'is_variadic',
    'is_optional',
    'sym_visibility',
  ]);
}

/** ` -> type`, ` -> (types)`, nothing for none. */
function printResults(printer: OpAsmPrinter, results: readonly Type[]): void {
  if (results.length === 0) return;
  printer.print(results.length > 1 ? ' -> (' : ' -> ');
  printer.printTypes(results);
  if (results.length > 1) printer.print(')');
}

export function parseInitializer(parser: OpAsmParser, state: OperationStateBuilder): void {
  state.attributes.set('function_type', TypeAttr.get(FunctionType.get(parser.context, [], [])));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  state.regions.push(parser.parseRegion());
}

export function printInitializer(printer: OpAsmPrinter, op: Operation): void {
  printer.printOptionalAttrDictWithKeyword(op.attributes, ['function_type']);
  printer.print(' ');
  printer.printRegion(op.region());
}

/** `%index[%values] else %default : type`. */
export function parseSwitch(parser: OpAsmParser, state: OperationStateBuilder): void {
  const index = parser.parseOperand();
  const values = parser.parseOperandList('square');
  parser.parseKeyword('else');
  const defaultValue = parser.parseOperand();
  parser.parseOptionalAttrDict(state.attributes);
  const type = parser.parseColonType();
  state.operands.push(
    parser.resolveOperand(index, parser.context.i32),
    parser.resolveOperand(defaultValue, type),
    ...parser.resolveOperands(values, type),
  );
  state.resultTypes.push(type);
}

export function printSwitch(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print('[');
  printer.printOperands(op.operands.slice(2));
  printer.print('] else ');
  printer.printOperand(op.operand(1));
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printType(op.operand(1).type);
}

/** `vector<Nxi16>` of segment sizes, -1 for an argument that is no span. */
export const segmentSizesAttr = (context: Context, sizes: readonly number[]): Attribute => {
  const type = IntegerType.get(context, 16);
  return DenseElementsAttr.fromElements(
    VectorType.get([sizes.length], type),
    sizes.map((size) => IntegerAttr.get(type, size)),
  );
};

/** `@callee(%a, [%b, %c], [(%d, %e)]) : (type, type ..., tuple<…> ...) -> results`. */
export function parseCallVariadic(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const callee = parser.parseAttribute();
  if (callee.kind !== 'symbol_ref' || callee.nested.length > 0)
    parser.fail('invalid callee symbol', at);
  state.attributes.set('callee', callee);
  // Each argument as a flat list: whether a span holds tuples is only known from the types.
  const groups: { operands: UnresolvedOperand[]; isSpan: boolean }[] = [];
  parser.parseCommaSeparatedList('paren', () => {
    const operands: UnresolvedOperand[] = [];
    const single = parser.parseOptionalOperand();
    if (single) operands.push(single);
    else
      parser.parseCommaSeparatedList('square', () => {
        const operand = parser.parseOptionalOperand();
        if (operand) operands.push(operand);
        else operands.push(...parser.parseOperandList('paren'));
      });
    groups.push({ operands, isSpan: single === null });
  });
  parser.parseOptionalAttrDict(state.attributes);
  parser.parsePunctuation(':');
  const typesAt = parser.offset();
  const types: Type[] = [];
  const operandTypes: Type[] = [];
  const sizes: number[] = [];
  parser.parseCommaSeparatedList('paren', () => {
    const type = parser.parseType();
    const group = groups[types.length];
    types.push(type);
    if (!parser.parseOptionalPunctuation('...')) {
      operandTypes.push(type);
      sizes.push(-1);
      return;
    }
    const tuple = type.kind === 'tuple' ? type.types : [type];
    const count = Math.floor((group?.operands.length ?? 0) / Math.max(1, tuple.length));
    for (let i = 0; i < count; i++) operandTypes.push(...tuple);
    sizes.push(count);
  });
  const operands = groups.flatMap((group) => group.operands);
  if (
    operands.length !== operandTypes.length ||
    groups.length !== types.length ||
    groups.some((group, i) => group.isSpan !== (sizes[i] ?? -1) >= 0)
  )
    parser.fail('operands do not match type list', typesAt);
  state.operands.push(...parser.resolveOperands(operands, operandTypes, at));
  const { context } = parser;
  state.attributes.set('segment_sizes', segmentSizesAttr(context, sizes));
  state.attributes.set(
    'segment_types',
    ArrayAttr.get(
      context,
      types.map((type) => TypeAttr.get(type)),
    ),
  );
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
}

export function printCallVariadic(printer: OpAsmPrinter, op: Operation): void {
  const segments = vmSegments(op);
  printer.print(' ');
  const callee = op.attr('callee');
  if (callee) printer.printAttribute(callee);
  printer.print('(');
  segments.forEach(({ isSpan, type, operands }, i) => {
    if (i > 0) printer.print(', ');
    if (!isSpan) {
      printer.printOperands(operands);
      return;
    }
    printer.print('[');
    if (type.kind === 'tuple')
      for (let at = 0; at < operands.length; at += type.types.length) {
        printer.print(at > 0 ? ', (' : '(');
        printer.printOperands(operands.slice(at, at + type.types.length));
        printer.print(')');
      }
    else printer.printOperands(operands);
    printer.print(']');
  });
  printer.print(')');
  printer.printOptionalAttrDict(op.attributes, ['callee', 'segment_sizes', 'segment_types']);
  printer.print(' : (');
  segments.forEach(({ isSpan, type }, i) => {
    if (i > 0) printer.print(', ');
    printer.printType(type);
    if (isSpan) printer.print(' ...');
  });
  printer.print(')');
  printResults(printer, op.resultTypes);
}

/** `[%condition,] %status [, "message"]`: without a condition the status is it. */
export function parseCondFail(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { i32 } = parser.context;
  const condition = parser.parseOperand();
  let status = condition;
  let hasMessage = false;
  if (parser.parseOptionalPunctuation(',')) {
    const second = parser.parseOptionalOperand();
    if (second) {
      status = second;
      hasMessage = parser.parseOptionalPunctuation(',');
    } else hasMessage = true;
  }
  if (hasMessage)
    state.attributes.set('message', StringAttr.get(parser.context, parser.parseString()));
  state.operands.push(parser.resolveOperand(condition, i32), parser.resolveOperand(status, i32));
  parser.parseOptionalAttrDict(state.attributes);
}

export function printCondFail(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  const isSame = op.operand(0) === op.operand(1);
  printer.printOperands(isSame ? [op.operand(1)] : op.operands);
  const message = op.stringAttr('message');
  if (message !== undefined) {
    printer.print(', ');
    printer.printString(message);
  }
  printer.printOptionalAttrDict(op.attributes, ['message']);
}
