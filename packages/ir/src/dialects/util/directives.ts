/**
 * The `custom<…>` directives that IREE's dialects share: visibilities, values with their sizes, and
 * function types whose shaped operands and results carry dynamic dimensions and ties.
 */

import type {
  CustomDirective,
  DirectiveArgument,
  OpAsmParser,
  OpAsmPrinter,
  PrintedArgument,
  UnresolvedOperand,
} from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  attributeType,
  IntegerAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
} from '../../attributes.ts';
import { TiedOp } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { DYNAMIC, isRankedShaped, type Type } from '../../types.ts';
import { canBeElement, isSizeAware, parameterType } from './types.ts';

type ArgumentOf<K extends DirectiveArgument['kind']> = Extract<DirectiveArgument, { kind: K }>;
type PrintedOf<K extends PrintedArgument['kind']> = Extract<PrintedArgument, { kind: K }>;

/** Argument `index` of a directive, of a kind that its format declares; references are followed. */
export function slot<K extends DirectiveArgument['kind']>(
  args: readonly DirectiveArgument[],
  index: number,
  kind: K,
): ArgumentOf<K> {
  let arg = args[index];
  while (arg?.kind === 'ref' && kind !== 'ref') arg = arg.argument;
  if (arg?.kind !== kind) throw new Error(`directive argument ${index} is not of kind ${kind}`);
  return arg as ArgumentOf<K>;
}
export function printed<K extends PrintedArgument['kind']>(
  args: readonly PrintedArgument[],
  index: number,
  kind: K,
): PrintedOf<K> {
  const arg = args[index];
  if (arg?.kind !== kind) throw new Error(`directive argument ${index} is not of kind ${kind}`);
  return arg as PrintedOf<K>;
}

/** How many size operands a type takes in a size-aware list: dynamic dimensions, or one size. */
export function dimCount(type: Type): number {
  if (isRankedShaped(type)) return type.shape.filter((size) => size === DYNAMIC).length;
  return isSizeAware(type) ? 1 : 0;
}

/** `{%a, %b}` after a type, as many as it needs; none without braces. */
function parseDims(parser: OpAsmParser, type: Type, dims: UnresolvedOperand[]): void {
  const count = dimCount(type);
  if (count === 0) return;
  parser.parsePunctuation('{');
  for (let i = 0; i < count; i++) {
    if (i > 0) parser.parsePunctuation(',');
    dims.push(parser.parseOperand());
  }
  parser.parsePunctuation('}');
}

/** Prints a type with its sizes, which it takes from the front of `dims`. */
function printDims(printer: OpAsmPrinter, type: Type, dims: Value[]): void {
  const count = dimCount(type);
  if (count === 0) return;
  printer.print('{');
  printer.printOperands(dims.splice(0, count));
  printer.print('}');
}

const commaSeparated = (parser: OpAsmParser, parseItem: () => void): void => {
  do parseItem();
  while (parser.parseOptionalPunctuation(','));
};

const tiedAttr = (parser: OpAsmParser, indices: readonly number[]): Attribute =>
  ArrayAttr.get(
    parser.context,
    indices.map((index) => IntegerAttr.index(parser.context, index)),
  );

const SymbolVisibility: CustomDirective = {
  parse(parser, args) {
    const visibility = parser.parseOptionalKeyword('public', 'private', 'nested');
    if (visibility !== null)
      slot(args, 0, 'attribute').attr = StringAttr.get(parser.context, visibility);
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    printer.print(attr?.kind === 'string' ? attr.value : 'public');
  },
};

export const TypeOrAttr: CustomDirective = {
  parse(parser, args) {
    const type = slot(args, 0, 'attribute');
    const value = slot(args, 1, 'attribute');
    if (parser.parseOptionalPunctuation('=')) {
      value.attr = parser.parseAttribute();
      const valueType = attributeType(value.attr);
      if (valueType) type.attr = TypeAttr.get(valueType);
      return;
    }
    type.attr = TypeAttr.get(parser.parseColonType());
    if (parser.parseOptionalPunctuation('=')) value.attr = parser.parseAttribute();
  },
  print(printer, args) {
    const type = printed(args, 0, 'attribute').attr;
    const value = printed(args, 1, 'attribute').attr;
    if (type?.kind !== 'type') return;
    const isImplied = value !== null && attributeType(value) === type.type;
    if (!isImplied) {
      printer.print(': ');
      printer.printType(type.type);
    }
    if (value === null) return;
    printer.print(isImplied ? '= ' : ' = ');
    printer.printAttribute(value);
  },
};

const SymbolAlias: CustomDirective = {
  parse(parser, args) {
    const name = parser.parseSymbolName();
    const alias = slot(args, 1, 'attribute');
    alias.attr = SymbolRefAttr.get(parser.context, name);
    let local = name;
    if (parser.parseOptionalKeyword('as') !== null) {
      parser.parsePunctuation('(');
      local = parser.parseString();
      parser.parsePunctuation(')');
    }
    slot(args, 0, 'attribute').attr = StringAttr.get(parser.context, local);
  },
  print(printer, args) {
    const name = printed(args, 0, 'attribute').attr;
    const alias = printed(args, 1, 'attribute').attr;
    if (alias?.kind !== 'symbol_ref' || name?.kind !== 'string') return;
    printer.printAttribute(alias);
    if (name.value !== alias.root) {
      printer.print(' as(');
      printer.printString(name.value);
      printer.print(')');
    }
  },
};

const TypeAlias: CustomDirective = {
  parse(parser, args) {
    const encoding = parser.parseType();
    slot(args, 0, 'attribute').attr = TypeAttr.get(encoding);
    slot(args, 1, 'type').types = [
      parser.parseOptionalKeyword('as') !== null ? parser.parseType() : encoding,
    ];
  },
  print(printer, args) {
    const encoding = printed(args, 0, 'attribute').attr;
    const [storage] = printed(args, 1, 'type').types;
    if (!storage) return;
    if (encoding?.kind === 'type' && encoding.type !== storage) {
      printer.printType(encoding.type);
      printer.print(' as ');
    }
    printer.printType(storage);
  },
};

const RangeList: CustomDirective = {
  parse(parser, args) {
    const offsets = slot(args, 0, 'operand').operands;
    const lengths = slot(args, 1, 'operand').operands;
    commaSeparated(parser, () => {
      parser.parsePunctuation('[');
      offsets.push(parser.parseOperand());
      parser.parseKeyword('for');
      lengths.push(parser.parseOperand());
      parser.parsePunctuation(']');
    });
  },
  print(printer, args) {
    const offsets = printed(args, 0, 'operand').values;
    const lengths = printed(args, 1, 'operand').values;
    offsets.forEach((offset, i) => {
      printer.print(i > 0 ? ', [' : '[');
      printer.printOperand(offset);
      printer.print(' for ');
      printer.printOperand(lengths[i] as Value);
      printer.print(']');
    });
  },
};

const SizeAwareType: CustomDirective = {
  parse(parser, args) {
    slot(args, 0, 'type').types = [parser.parseType()];
    parser.parsePunctuation('{');
    slot(args, 1, 'operand').operands = [parser.parseOperand()];
    parser.parsePunctuation('}');
  },
  print(printer, args) {
    printer.printTypes(printed(args, 0, 'type').types);
    printer.print('{');
    printer.printOperands(printed(args, 1, 'operand').values);
    printer.print('}');
  },
};

/** `(types, sizes)` or `(types, types, sizes)`: two type lists of one text. */
const SizeAwareTypeList: CustomDirective = {
  parse(parser, args) {
    const types: Type[] = [];
    const sizes = slot(args, args.length - 1, 'operand').operands;
    commaSeparated(parser, () => {
      const type = parser.parseType();
      if (isSizeAware(type)) parseDims(parser, type, sizes);
      types.push(type);
    });
    for (let i = 0; i < args.length - 1; i++) slot(args, i, 'type').types = [...types];
  },
  print(printer, args) {
    const sizes = [...printed(args, args.length - 1, 'operand').values];
    printed(args, 0, 'type').types.forEach((type, i) => {
      if (i > 0) printer.print(', ');
      printer.printType(type);
      if (isSizeAware(type)) printDims(printer, type, sizes);
    });
  },
};

const tiedOperand = (op: Operation, index: number): Value | null => {
  const number = op.getInterface(TiedOp)?.tiedOperand(op, index) ?? null;
  return number === null || number >= op.numOperands ? null : op.operand(number);
};

/** `[%tied as] type{dims}`; with a third argument the ties are an attribute. */
const ShapedTiedResult: CustomDirective = {
  parse(parser, args) {
    const tied = parser.parseOptionalOperand();
    if (tied) parser.parseKeyword('as');
    const type = parser.parseType();
    slot(args, 0, 'type').types = [type];
    const dims = args.length > 1 ? slot(args, 1, 'operand').operands : [];
    parseDims(parser, type, dims);
    if (args.length > 2) slot(args, 2, 'attribute').attr = tiedAttr(parser, [tied ? 0 : -1]);
  },
  print(printer, args, op) {
    const [type] = printed(args, 0, 'type').types;
    if (!type) return;
    const tied = tiedOperand(op, 0);
    if (tied) {
      printer.printOperand(tied);
      printer.print(' as ');
    }
    printer.printType(type);
    if (args.length > 1) printDims(printer, type, [...printed(args, 1, 'operand').values]);
  },
};

/**
 * `(results{dims})` or one of them bare, where a result may be `%operand` or `%operand as type`.
 * @returns the ties as an attribute; null without results.
 */
export function parseShapedResults(
  parser: OpAsmParser,
  operands: readonly UnresolvedOperand[],
  into: {
    operandTypes: readonly Type[];
    resultTypes: Type[];
    resultDims: UnresolvedOperand[];
  },
): Attribute | null {
  const isParenthesized = parser.parseOptionalPunctuation('(');
  const ties: number[] = [];
  if (!isParenthesized || !parser.parseOptionalPunctuation(')')) {
    commaSeparated(parser, () => {
      const at = parser.offset();
      const tied = parser.parseOptionalOperand();
      let tie = -1;
      let type: Type | undefined;
      if (tied) {
        tie = operands.findIndex((o) => o.name === tied.name && o.number === tied.number);
        if (tie < 0) parser.fail(`tied operand not found for result reference %${tied.name}`, at);
        if (parser.parseOptionalKeyword('as') === null) type = into.operandTypes[tie];
      }
      type ??= parser.parseType();
      parseDims(parser, type, into.resultDims);
      into.resultTypes.push(type);
      ties.push(tie);
    });
    if (isParenthesized) parser.parsePunctuation(')');
  }
  return ties.length > 0 ? tiedAttr(parser, ties) : null;
}

export function printShapedResults(
  printer: OpAsmPrinter,
  op: Operation,
  resultTypes: readonly Type[],
  resultDims: readonly Value[],
): void {
  const dims = [...resultDims];
  const needsParentheses = resultTypes.length !== 1;
  if (needsParentheses) printer.print('(');
  resultTypes.forEach((type, i) => {
    if (i > 0) printer.print(', ');
    const tied = tiedOperand(op, i);
    if (tied) printer.printOperand(tied);
    if (!tied || tied.type !== type) {
      if (tied) printer.print(' as ');
      printer.printType(type);
    }
    printDims(printer, type, dims);
  });
  if (needsParentheses) printer.print(')');
}

/** `(ref($operands), type($operands), $dims, type($results), $dims, $tied_operands)`. */
const ShapedFunctionType: CustomDirective = {
  parse(parser, args) {
    const operandTypes = slot(args, 1, 'type').types;
    const operandDims = slot(args, 2, 'operand').operands;
    parser.parsePunctuation('(');
    if (!parser.parseOptionalPunctuation(')')) {
      commaSeparated(parser, () => {
        const type = parser.parseType();
        parseDims(parser, type, operandDims);
        operandTypes.push(type);
      });
      parser.parsePunctuation(')');
    }
    parser.parsePunctuation('->');
    slot(args, 5, 'attribute').attr = parseShapedResults(
      parser,
      slot(args, 0, 'operand').operands,
      {
        operandTypes,
        resultTypes: slot(args, 3, 'type').types,
        resultDims: slot(args, 4, 'operand').operands,
      },
    );
  },
  print(printer, args, op) {
    const operandDims = [...printed(args, 2, 'operand').values];
    printer.print('(');
    printed(args, 1, 'type').types.forEach((type, i) => {
      if (i > 0) printer.print(', ');
      printer.printType(type);
      printDims(printer, type, operandDims);
    });
    printer.print(') -> ');
    printShapedResults(
      printer,
      op,
      printed(args, 3, 'type').types,
      printed(args, 4, 'operand').values,
    );
  },
};

/** `element` or `list type -> element` for a list of variants: what is read need not be what is held. */
const ListTypeGet: CustomDirective = {
  parse(parser, args) {
    const list = parser.parseType();
    slot(args, 0, 'type').types = [list];
    const held = list.kind === 'dialect' && list.name === 'util.list' ? parameterType(list) : null;
    const element = parser.parseOptionalPunctuation('->') ? parser.parseType() : held;
    if (held && element && !canBeElement(held, element))
      parser.fail(
        'list access types must match the same base type as the list element type (when not variant)',
      );
    if (element) slot(args, 1, 'type').types = [element];
  },
  print(printer, args) {
    const [list] = printed(args, 0, 'type').types;
    const [element] = printed(args, 1, 'type').types;
    if (!list || !element) return;
    printer.printType(list);
    if (list.kind === 'dialect' && list.params[0] === element) return;
    printer.print(' -> ');
    printer.printType(element);
  },
};

const ListTypeSet: CustomDirective = {
  parse(parser, args) {
    const first = parser.parseType();
    const isPair = parser.parseOptionalPunctuation('->');
    const list = isPair ? parser.parseType() : first;
    slot(args, 0, 'type').types = [list];
    const element = isPair ? first : list.kind === 'dialect' ? list.params[0] : null;
    if (element && typeof element === 'object' && 'context' in element)
      slot(args, 1, 'type').types = [element as Type];
  },
  print(printer, args) {
    const [list] = printed(args, 0, 'type').types;
    const [element] = printed(args, 1, 'type').types;
    if (!list || !element) return;
    if (!(list.kind === 'dialect' && list.params[0] === element)) {
      printer.printType(element);
      printer.print(' -> ');
    }
    printer.printType(list);
  },
};

export const utilDirectives: Readonly<Record<string, CustomDirective>> = {
  SymbolVisibility,
  TypeOrAttr,
  SymbolAlias,
  TypeAlias,
  RangeList,
  SizeAwareType,
  SizeAwareTypeList,
  ShapedTiedResult,
  ShapedFunctionType,
  ListTypeGet,
  ListTypeSet,
};
