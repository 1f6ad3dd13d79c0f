/** The syntax of functions: visibility, name, signature with attributes, body. */

import type { AsmArgument, OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DictionaryAttr,
  StringAttr,
  TypeAttr,
} from '../../attributes.ts';
import { type Operation, Region } from '../../operation.ts';
import { FunctionType, type Type } from '../../types.ts';
import { functionTypeOf } from './verify.ts';

/** Result types with their attributes: `-> type`, `-> (type {attrs}, …)`. */
function parseResults(parser: OpAsmParser): { types: Type[]; attributes: DictionaryAttr[] } {
  const types: Type[] = [];
  const attributes: DictionaryAttr[] = [];
  if (!parser.parseOptionalPunctuation('->')) return { types, attributes };
  if (!parser.parseOptionalPunctuation('(')) {
    types.push(parser.parseType());
    attributes.push(parser.context.emptyDictionary);
    return { types, attributes };
  }
  if (parser.parseOptionalPunctuation(')')) return { types, attributes };
  do {
    types.push(parser.parseType());
    const own = new Map<string, Attribute>();
    parser.parseOptionalAttrDict(own);
    attributes.push(DictionaryAttr.get(parser.context, own));
  } while (parser.parseOptionalPunctuation(','));
  parser.parsePunctuation(')');
  return { types, attributes };
}

/** How functions are written, for definitions that are parsed with `parseFunction`. */
export const FUNCTION_USAGE =
  '(?<visibility>)? <@sym_name>(<%arg: type>) -> <type> (?attributes <attributes>)? <body>';

/** Arguments: named (`%a: type {attrs}`) for definitions, types alone for declarations. */
export function parseArguments(
  parser: OpAsmParser,
  allowsVariadic = false,
): {
  named: AsmArgument[];
  types: Type[];
  attributes: DictionaryAttr[];
  isVariadic: boolean;
} {
  const named: AsmArgument[] = [];
  const types: Type[] = [];
  const attributes: DictionaryAttr[] = [];
  let isVariadic = false;
  parser.parseCommaSeparatedList('paren', () => {
    if (isVariadic) parser.fail('variadic arguments must be in the end of the argument list');
    isVariadic = allowsVariadic && parser.parseOptionalPunctuation('...');
    if (isVariadic) return;
    const argument = parser.parseOptionalArgument({ type: true, attributes: true });
    if (argument) {
      if (types.length > named.length)
        parser.fail('expected type instead of SSA identifier', argument.operand.at);
      named.push(argument);
      types.push(argument.type as Type);
      attributes.push(argument.attributes);
      return;
    }
    if (named.length > 0) parser.fail('expected SSA identifier');
    types.push(parser.parseType());
    const own = new Map<string, Attribute>();
    parser.parseOptionalAttrDict(own);
    attributes.push(DictionaryAttr.get(parser.context, own));
  });
  return { named, types, attributes, isVariadic };
}

const anyAttributes = (list: readonly DictionaryAttr[]): boolean =>
  list.some((attributes) => attributes.entries.length > 0);

/** Arguments and results of a function; `finish` sets the attributes they carry. */
export interface ParsedSignature {
  readonly named: readonly AsmArgument[];
  readonly type: FunctionType;
  /** The arguments end in `...`. */
  readonly isVariadic: boolean;
  readonly finish: () => void;
}

export function parseSignature(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  allowsVariadic = false,
): ParsedSignature {
  const { context } = parser;
  const args = parseArguments(parser, allowsVariadic);
  const results = parseResults(parser);
  const type = FunctionType.get(context, args.types, results.types);
  state.attributes.set('function_type', TypeAttr.get(type));
  return {
    named: args.named,
    type,
    isVariadic: args.isVariadic,
    finish() {
      if (anyAttributes(args.attributes))
        state.attributes.set('arg_attrs', ArrayAttr.get(context, args.attributes));
      if (anyAttributes(results.attributes))
        state.attributes.set('res_attrs', ArrayAttr.get(context, results.attributes));
    },
  };
}

export function parseFunction(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const visibility = parser.parseOptionalKeyword('public', 'private', 'nested');
  if (visibility !== null)
    state.attributes.set('sym_visibility', StringAttr.get(context, visibility));
  state.attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  const signature = parseSignature(parser, state);
  const attributesAt = parser.offset();
  const others = new Map<string, Attribute>();
  parser.parseOptionalAttrDictWithKeyword(others);
  for (const name of ['sym_visibility', 'sym_name', 'function_type'])
    if (others.has(name))
      parser.fail(
        `'${name}' is an inferred attribute and should not be specified in the explicit attribute dictionary`,
        attributesAt,
      );
  for (const [name, value] of others) state.attributes.set(name, value);
  signature.finish();
  const at = parser.offset();
  const body = parser.parseOptionalRegion(signature.named);
  if (body?.isEmpty) parser.fail('expected non-empty function body', at);
  state.regions.push(body ?? new Region());
}

/** The attributes in `arg_attrs` or `res_attrs` of argument or result i; null without any. */
export const attributesAt = (op: Operation, name: string, i: number): DictionaryAttr | null => {
  const list = op.attr(name);
  const item = list?.kind === 'array' ? list.elements[i] : undefined;
  return item?.kind === 'dictionary' && item.entries.length > 0 ? item : null;
};

/** `(arguments) -> results` of a function type. */
export function printSignature(printer: OpAsmPrinter, op: Operation): void {
  const type = functionTypeOf(op);
  printSignatureTypes(printer, op, type?.inputs ?? [], type?.results ?? []);
}

/** `(arguments, ...) -> results`, with names and attributes where there are any. */
export function printSignatureTypes(
  printer: OpAsmPrinter,
  op: Operation,
  inputs: readonly Type[],
  results: readonly Type[],
  isVariadic = false,
): void {
  const entry = op.region().entry;
  printer.print('(');
  inputs.forEach((input, i) => {
    if (i > 0) printer.print(', ');
    const attributes = attributesAt(op, 'arg_attrs', i);
    if (entry) {
      printer.printRegionArgument(entry.argument(i), attributes ?? op.context.emptyDictionary);
      return;
    }
    printer.printType(input);
    if (attributes) printer.printOptionalAttrDict(attributes);
  });
  if (isVariadic) printer.print(inputs.length > 0 ? ', ...' : '...');
  printer.print(')');
  if (results.length > 0) {
    printer.print(' -> ');
    const [single] = results;
    const needsParentheses =
      results.length > 1 ||
      single?.kind === 'function' ||
      attributesAt(op, 'res_attrs', 0) !== null;
    if (needsParentheses) printer.print('(');
    results.forEach((result, i) => {
      if (i > 0) printer.print(', ');
      printer.printType(result);
      const attributes = attributesAt(op, 'res_attrs', i);
      if (attributes) printer.printOptionalAttrDict(attributes);
    });
    if (needsParentheses) printer.print(')');
  }
}

export function printFunction(printer: OpAsmPrinter, op: Operation): void {
  const visibility = op.stringAttr('sym_visibility');
  printer.print(visibility === undefined ? ' ' : ` ${visibility} `);
  printer.printSymbolName(op.symbolName ?? '');
  printSignature(printer, op);
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'sym_name',
    'function_type',
    'arg_attrs',
    'res_attrs',
    'sym_visibility',
  ]);
  if (op.region().isEmpty) return;
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}
