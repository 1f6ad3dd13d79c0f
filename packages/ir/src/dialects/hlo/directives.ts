/** The `custom<…>` directives of HLO's assembly formats. */

import type {
  CustomDirective,
  DirectiveArgument,
  OpAsmParser,
  OpAsmPrinter,
  PrintedArgument,
} from '../../asm.ts';
import { ArrayAttr, DialectAttr, IntegerAttr, StringAttr } from '../../attributes.ts';
import { DenseI64ArrayAttr } from '../../constraints.ts';
import type { Operation } from '../../operation.ts';
import { type FunctionType, isTensor, type Type } from '../../types.ts';
import { enumCase, parseEnumCase } from '../enum-attributes.ts';
import { printed, slot } from '../util/directives.ts';
import {
  ConvolutionDimensions,
  integerList,
  integersIn,
  WindowAttributes,
} from './convolution-syntax.ts';
import { numbersIn, sizesText } from './dimension-numbers.ts';
import { realType } from './infer-elementwise.ts';

/** Types of operands, and of the one result, out of `(a, b) -> c`. */
function fromFunctionType(
  parser: OpAsmParser,
  at: number,
  count: number,
  { inputs, results }: FunctionType,
): Type[] {
  if (inputs.length !== count)
    parser.fail(`${count} operands present, but expected ${inputs.length}`, at);
  const [result] = results;
  if (!result || results.length !== 1) return parser.fail('expected single output', at);
  return [...inputs, result];
}
/** A type that stands for all, or a function type; the result's type comes last. */
function parseOneType(parser: OpAsmParser, count: number): Type[] {
  const at = parser.offset();
  const type = parser.parseType();
  return type.kind === 'function'
    ? fromFunctionType(parser, at, count, type)
    : new Array<Type>(count + 1).fill(type);
}
function fill(args: readonly DirectiveArgument[], types: readonly Type[]): void {
  for (const [i, type] of types.entries()) slot(args, i, 'type').types.push(type);
}
const typesIn = (args: readonly PrintedArgument[]): Type[] =>
  args.flatMap((_, i) => printed(args, i, 'type').types);

function printFunctional(printer: OpAsmPrinter, op: Operation): void {
  printer.printFunctionalType(
    op.operands.map((operand) => operand.type),
    op.resultTypes,
  );
}

/** The type alone where operands and result have the same one. */
const SameOperandsAndResultType: CustomDirective = {
  parse: (parser, args) => fill(args, parseOneType(parser, args.length - 1)),
  print(printer, args, op) {
    const types = typesIn(args);
    const result = types[types.length - 1];
    if (result && types.every((type) => type === result)) printer.printType(result);
    else printFunctional(printer, op);
  },
};

/** As above for operands that are any number: arguments are these, their types, the result's type. */
const VariadicSameOperandsAndResultType: CustomDirective = {
  parse(parser, args) {
    const types = parseOneType(parser, slot(args, 0, 'operand').operands.length);
    slot(args, 1, 'type').types.push(...types.slice(0, -1));
    slot(args, 2, 'type').types.push(...types.slice(-1));
  },
  print(printer, args, op) {
    const [result] = printed(args, 2, 'type').types;
    const { types } = printed(args, 1, 'type');
    if (result && types.every((type) => type === result)) printer.printType(result);
    else printFunctional(printer, op);
  },
};

/** The tuple's type; those of its elements are in it. */
const TupleOpType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const type = parser.parseType();
    if (type.kind !== 'tuple') return parser.fail('expected tuple type', at);
    slot(args, 0, 'type').types.push(...type.types);
    slot(args, 1, 'type').types.push(type);
  },
  print: (printer, args) => printer.printTypes(printed(args, 1, 'type').types),
};

/** Types of operands, which are those of the results. */
const PairwiseOpType: CustomDirective = {
  parse(parser, args) {
    const types = parser.parseTypeList();
    slot(args, 0, 'type').types.push(...types);
    slot(args, 1, 'type').types.push(...types);
  },
  print: (printer, args) => printer.printTypes(printed(args, 0, 'type').types),
};

/** The type of complex numbers, where the parts have the type that goes with it. */
const ComplexOpType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const type = parser.parseType();
    if (type.kind === 'function') return fill(args, fromFunctionType(parser, at, 2, type));
    if (!isTensor(type) || type.elementType.kind !== 'complex')
      return parser.fail('expected tensor with complex element type', at);
    const real = realType(type);
    fill(args, [real, real, type]);
  },
  print(printer, args, op) {
    const [lhs, rhs, result] = typesIn(args);
    const real = result && realType(result);
    if (result && lhs === real && rhs === real) printer.printType(result);
    else printFunctional(printer, op);
  },
};

/** The type of the condition and that of all else, where this is one. */
const SelectOpType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const [first, second, ...others] = parser.parseTypeList();
    if (first && second && others.length === 0) return fill(args, [first, second, second, second]);
    if (first?.kind !== 'function' || second)
      return parser.fail('expected functional type or list of two types', at);
    fill(args, fromFunctionType(parser, at, 3, first));
  },
  print(printer, args, op) {
    const [pred, onTrue, onFalse, result] = typesIn(args);
    if (pred && result && onTrue === result && onFalse === result)
      printer.printTypes([pred, result]);
    else printFunctional(printer, op);
  },
};

const DECIMAL_LIMIT = 2n ** 31n;
/** `e5m10` */
const ExponentMantissa: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const text = parser.parseKeyword();
    const [, exponent, mantissa] = /^e(\d+)m(\d+)$/.exec(text) ?? [];
    if (exponent === undefined || mantissa === undefined)
      return parser.fail(`expected exponent mantissa in format e#m#, saw ${text}`, at);
    for (const [i, [name, digits]] of [
      ['exponent', exponent] as const,
      ['mantissa', mantissa] as const,
    ].entries()) {
      if (BigInt(digits) >= DECIMAL_LIMIT) parser.fail(`unable to parse ${name} '${digits}'`, at);
      slot(args, i, 'attribute').attr = IntegerAttr.i32(parser.context, Number(digits));
    }
  },
  print(printer, args) {
    for (const [i, letter] of ['e', 'm'].entries()) {
      const { attr } = printed(args, i, 'attribute');
      printer.print(letter);
      if (attr) printer.printAttributeWithoutType(attr);
    }
  },
};

/** `@name` */
const CustomCallTarget: CustomDirective = {
  parse(parser, args) {
    slot(args, 0, 'attribute').attr = StringAttr.get(parser.context, parser.parseSymbolName());
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    if (attr?.kind === 'string') printer.printSymbolName(attr.value);
  },
};

/** The numbers of `[1, 2]`. */
function parseNumbers(parser: OpAsmParser, name: string): bigint[] {
  const attr = DenseI64ArrayAttr.parse?.(parser, name);
  return attr?.kind === 'dense_array' ? [...attr.values] : [];
}

/** `[1, 2]` for a constant in one dimension. */
const DenseI64Array: CustomDirective = {
  parse(parser, args) {
    const argument = slot(args, 0, 'attribute');
    argument.attr = integerList(parser.context.i64, parseNumbers(parser, argument.name));
  },
  print(printer, args) {
    printer.print(`[${integersIn(printed(args, 0, 'attribute').attr).join(', ')}]`);
  },
};

/** Operands with a comma behind each. */
const VariadicOperandWithAttribute: CustomDirective = {
  parse(parser, args) {
    const { operands } = slot(args, 0, 'operand');
    for (let next = parser.parseOptionalOperand(); next; next = parser.parseOptionalOperand()) {
      operands.push(next);
      parser.parsePunctuation(',');
    }
  },
  print(printer, args) {
    printer.printOperands(printed(args, 0, 'operand').values);
    printer.print(',');
  },
};

/** `batching_dims = [0] x [0], contracting_dims = [2] x [1]` */
const DotDimensionNumbers: CustomDirective = {
  parse(parser, args) {
    const parsePair = (): number[][] => {
      parser.parsePunctuation('=');
      const lhs = parseNumbers(parser, 'lhs').map(Number);
      parser.parseKeyword('x');
      return [lhs, parseNumbers(parser, 'rhs').map(Number)];
    };
    let batching: number[][] = [[], []];
    if (parser.parseOptionalKeyword('batching_dims') !== null) {
      batching = parsePair();
      parser.parsePunctuation(',');
    }
    parser.parseKeyword('contracting_dims');
    const contracting = parsePair();
    slot(args, 0, 'attribute').attr = DialectAttr.get(
      parser.context,
      parser.operationName.dialect,
      'dot',
      [...batching, ...contracting],
    );
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    if (attr?.kind !== 'dialect') return;
    const [lhsBatch = [], rhsBatch = [], lhs = [], rhs = []] = attr.params;
    if (numbersIn(lhsBatch).length > 0 || numbersIn(rhsBatch).length > 0)
      printer.print(`batching_dims = ${sizesText(lhsBatch)} x ${sizesText(rhsBatch)}, `);
    printer.print(`contracting_dims = ${sizesText(lhs)} x ${sizesText(rhs)}`);
  },
};

const PRECISIONS: readonly string[] = ['DEFAULT', 'HIGH', 'HIGHEST'];
/** `, precision = [DEFAULT, HIGH]`, or nothing. */
const PrecisionConfig: CustomDirective = {
  parse(parser, args) {
    if (!parser.parseOptionalPunctuation(',')) return;
    const { dialect } = parser.operationName;
    parser.parseKeyword('precision');
    parser.parsePunctuation('=');
    const precisions: DialectAttr[] = [];
    parser.parseCommaSeparatedList('square', () => {
      const precision = parseEnumCase(parser, `::mlir::${dialect}::Precision`, PRECISIONS);
      precisions.push(DialectAttr.get(parser.context, dialect, 'precision', [precision]));
    });
    slot(args, 0, 'attribute').attr = ArrayAttr.get(parser.context, precisions);
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    if (attr?.kind !== 'array') return;
    const cases = attr.elements.map((element) => enumCase(element) ?? '');
    printer.print(`, precision = [${cases.join(', ')}]`);
  },
};

export const hloDirectives: Readonly<Record<string, CustomDirective>> = {
  ComplexOpType,
  ConvolutionDimensions,
  CustomCallTarget,
  DenseI64Array,
  DotDimensionNumbers,
  ExponentMantissa,
  PairwiseOpType,
  PrecisionConfig,
  SameOperandsAndResultType,
  SelectOpType,
  TupleOpType,
  VariadicOperandWithAttribute,
  VariadicSameOperandsAndResultType,
  WindowAttributes,
};
