/**
 * Functions of the util dialect, which stand where those of func did until 2026: their results may be tied
 * to arguments, whose storage they then share.
 */

import type { OpAsmParser, OpAsmPrinter, UnresolvedOperand } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DictionaryAttr,
  IntegerAttr,
  StringAttr,
  type SymbolRefAttr,
  TypeAttr,
} from '../../attributes.ts';
import {
  AnyAttr,
  AnyType,
  arrayOf,
  DictArrayAttr,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  IndexAttr,
  StrAttr,
  SymbolNameAttr,
} from '../../constraints.ts';
import {
  type AttrDefinition,
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { CallableOp, CallOp, FunctionOp, symbolVisibility, TiedOp } from '../../interfaces.ts';
import { type Operation, Region } from '../../operation.ts';
import {
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { FunctionType, type Type } from '../../types.ts';
import { attributesAt, FUNCTION_USAGE, parseArguments } from '../func/syntax.ts';
import { functionTypeOf, verifyFunction } from '../func/verify.ts';
import { lookupSymbol } from '../symbols.ts';

const TiedAttr = arrayOf(IndexAttr, 'index array attribute');
const functionAttributes = {
  arg_attrs: optionalAttr(DictArrayAttr),
  res_attrs: optionalAttr(DictArrayAttr),
};

/** What functions and globals say of being inlined. */
export const inliningPolicy = optionalAttr(AnyAttr);
export const inliningAttributes: readonly AttrDefinition[] = [
  { mnemonic: 'inline.always', summary: 'is inlined wherever that can be', since: '2026' },
  { mnemonic: 'inline.never', summary: 'is never inlined', since: '2026' },
];

/** The arguments that results are tied to, -1 for those that are not. */
function tiesOf(op: Operation): readonly number[] {
  const ties = op.attr('tied_operands');
  if (ties?.kind !== 'array') return [];
  return ties.elements.map((tie) => (tie instanceof IntegerAttr ? Number(tie.value) : -1));
}

interface ParsedResults {
  readonly types: Type[];
  readonly attributes: DictionaryAttr[];
  /** Null without results. */
  readonly ties: Attribute | null;
}

/** `type`, `%argument` or `%argument as type`, or several in parentheses with attributes of their own. */
function parseResults(
  parser: OpAsmParser,
  args: readonly UnresolvedOperand[],
  argTypes: readonly Type[],
): ParsedResults {
  const { context } = parser;
  const types: Type[] = [];
  const attributes: DictionaryAttr[] = [];
  const ties: Attribute[] = [];
  const parseResult = (): void => {
    const at = parser.offset();
    const tied = parser.parseOptionalOperand();
    const tie = tied
      ? args.findIndex(({ name, number }) => name === tied.name && number === tied.number)
      : -1;
    if (tied && tie < 0)
      parser.fail(`tied operand not found for result reference %${tied.name}`, at);
    const isSame = tied !== null && parser.parseOptionalKeyword('as') === null;
    types.push(isSame ? (argTypes[tie] as Type) : parser.parseType());
    ties.push(IntegerAttr.index(context, tie));
  };
  if (parser.parseOptionalPunctuation('(')) {
    if (!parser.parseOptionalPunctuation(')')) {
      do {
        parseResult();
        const own = new Map<string, Attribute>();
        parser.parseOptionalAttrDict(own);
        attributes.push(DictionaryAttr.get(context, own));
      } while (parser.parseOptionalPunctuation(','));
      parser.parsePunctuation(')');
    }
  } else parseResult();
  return { types, attributes, ties: ties.length > 0 ? ArrayAttr.get(context, ties) : null };
}

/** `printArgument` writes the name of what a result is tied to. */
function printResults(
  printer: OpAsmPrinter,
  op: Operation,
  { inputs, results }: Pick<FunctionType, 'inputs' | 'results'>,
  printArgument: (index: number) => void,
): void {
  const ties = tiesOf(op);
  const needsParentheses = results.length !== 1 || attributesAt(op, 'res_attrs', 0) !== null;
  if (needsParentheses) printer.print('(');
  results.forEach((type, i) => {
    if (i > 0) printer.print(', ');
    const tie = ties[i] ?? -1;
    if (tie >= 0) printArgument(tie);
    if (tie >= 0 && inputs[tie] !== type) printer.print(' as ');
    if (inputs[tie] !== type) printer.printType(type);
    const attributes = attributesAt(op, 'res_attrs', i);
    if (attributes) printer.printOptionalAttrDict(attributes);
  });
  if (needsParentheses) printer.print(')');
}

const func = defineOp('util.func', {
  summary: 'a function, whose results may be tied to arguments',
  since: '2026',
  attributes: {
    sym_name: SymbolNameAttr,
    function_type: FunctionTypeAttr,
    tied_operands: optionalAttr(TiedAttr),
    sym_visibility: optionalAttr(StrAttr),
    ...functionAttributes,
    inlining_policy: inliningPolicy,
  },
  regions: { body: 'any' },
  traits: [SymbolTrait, IsolatedFromAbove],
  interfaces: [
    FunctionOp.with({ isFunction: true }),
    CallableOp.with({
      body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
      resultTypes: (op: Operation) => functionTypeOf(op)?.results ?? [],
    }),
  ],
  verify: (op, report) =>
    op.region().isEmpty && symbolVisibility(op) === 'public'
      ? report.opError('symbol declaration cannot have public visibility')
      : verifyFunction(op, report),
  usage: FUNCTION_USAGE,
  parse(parser, state) {
    const { context } = parser;
    const visibility = parser.parseOptionalKeyword('public', 'private', 'nested');
    if (visibility !== null)
      state.attributes.set('sym_visibility', StringAttr.get(context, visibility));
    state.attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
    const args = parseArguments(parser);
    const names = args.named.map(({ operand }) => operand);
    const results: ParsedResults = parser.parseOptionalPunctuation('->')
      ? parseResults(parser, names, args.types)
      : { types: [], attributes: [], ties: null };
    const type = FunctionType.get(context, args.types, results.types);
    state.attributes.set('function_type', TypeAttr.get(type));
    if (results.ties) state.attributes.set('tied_operands', results.ties);
    const setDictionaries = (name: string, list: readonly DictionaryAttr[]): void => {
      if (list.some(({ entries }) => entries.length > 0))
        state.attributes.set(name, ArrayAttr.get(context, list));
    };
    setDictionaries('arg_attrs', args.attributes);
    setDictionaries('res_attrs', results.attributes);
    parser.parseOptionalAttrDictWithKeyword(state.attributes);
    state.regions.push(parser.parseOptionalRegion(args.named) ?? new Region());
  },
  print(printer, op) {
    const type = functionTypeOf(op);
    if (!type) return;
    const { entry } = op.region();
    const printName = (index: number): void => {
      if (entry) printer.printOperand(entry.argument(index));
      else printer.print(`%arg${index}`);
    };
    printer.print(` ${op.stringAttr('sym_visibility') ?? 'public'} `);
    printer.printSymbolName(op.symbolName ?? '');
    printer.print('(');
    type.inputs.forEach((input, i) => {
      if (i > 0) printer.print(', ');
      printName(i);
      printer.print(': ');
      printer.printType(input);
      const attributes = attributesAt(op, 'arg_attrs', i);
      if (attributes) printer.printOptionalAttrDict(attributes);
    });
    printer.print(')');
    if (type.results.length > 0) {
      printer.print(' -> ');
      printResults(printer, op, type, printName);
    }
    printer.printOptionalAttrDictWithKeyword(op.attributes, [
      'sym_name',
      'function_type',
      'tied_operands',
      'sym_visibility',
      ...Object.keys(functionAttributes),
    ]);
    if (!entry) return;
    printer.print(' ');
    printer.printRegion(op.region(), { printEntryBlockArgs: false });
  },
});

function verifyCall(op: Operation, report: VerifyContext): boolean {
  const ref = op.attr('callee');
  const callee = lookupSymbol(op, ref);
  const type = callee?.is('util.func') ? functionTypeOf(callee) : null;
  if (!callee || !type)
    return report.opError(
      `undefined/incompatible callee: ${ref?.kind === 'symbol_ref' ? ref.root : ''}`,
    );
  const operandTypes = op.operands.map((operand) => operand.type);
  const own = FunctionType.get(op.context, operandTypes, op.resultTypes);
  if (own !== type)
    return report.opError(
      `function type mismatch; expected '${report.printType(own)}' but callee is '${report.printType(type)}'`,
    );
  const ties = (of: Operation): string =>
    `[${tiesOf(of)
      .map((tie) => `${tie} : index`)
      .join(', ')}]`;
  return (
    ties(op) === ties(callee) ||
    report.opError(
      `function tied operands mismatch; have ${ties(op)} but callee is ${ties(callee)}`,
    )
  );
}

const call = defineOp('util.call', {
  summary: 'calls a function of util',
  since: '2026',
  operands: { operands: variadic(AnyType) },
  results: { results: variadic(AnyType) },
  attributes: {
    callee: FlatSymbolRefAttr,
    tied_operands: optionalAttr(TiedAttr),
    ...functionAttributes,
  },
  interfaces: [
    CallOp.with({
      callee: (op: Operation) => op.attr('callee') as SymbolRefAttr,
      setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('callee', callee),
      argumentOperands: (op: Operation) => op.operands,
    }),
    TiedOp.with({
      tiedOperand(op: Operation, index: number) {
        const tie = tiesOf(op)[index] ?? -1;
        return tie < 0 ? null : tie;
      },
    }),
  ],
  verify: verifyCall,
  usage: '<@callee>(<%operands>) : (<types>) -> <types>',
  parse(parser, state) {
    const calleeAt = parser.offset();
    const callee = parser.parseAttribute();
    if (callee.kind !== 'symbol_ref') parser.fail('invalid kind of attribute specified', calleeAt);
    state.attributes.set('callee', callee);
    const at = parser.offset();
    const operands = parser.parseOperandList('paren');
    parser.parseOptionalAttrDict(state.attributes);
    parser.parsePunctuation(':');
    const types: Type[] = [];
    parser.parseCommaSeparatedList('paren', () => {
      types.push(parser.parseType());
    });
    parser.parsePunctuation('->');
    const results = parseResults(parser, operands, types);
    if (results.ties) state.attributes.set('tied_operands', results.ties);
    state.resultTypes.push(...results.types);
    state.operands.push(...parser.resolveOperands(operands, types, at));
  },
  print(printer, op) {
    const inputs = op.operands.map((operand) => operand.type);
    printer.print(' ');
    printer.printAttribute(op.attr('callee') as Attribute);
    printer.print('(');
    printer.printOperands(op.operands);
    printer.print(')');
    printer.printOptionalAttrDict(op.attributes, ['callee', 'tied_operands']);
    printer.print(' : (');
    printer.printTypes(inputs);
    printer.print(') -> ');
    printResults(printer, op, { inputs, results: op.resultTypes }, (index) =>
      printer.printOperand(op.operand(index)),
    );
  },
});

function verifyReturn(op: Operation, report: VerifyContext): boolean {
  const results = (op.parentOp && functionTypeOf(op.parentOp)?.results) ?? [];
  if (results.length !== op.numOperands)
    return report.opError(
      `has ${op.numOperands} operands, but enclosing function-like op returns ${results.length}`,
    );
  const wrong = results.findIndex((result, i) => op.operand(i).type !== result);
  return (
    wrong < 0 ||
    report.opError(
      `type of return operand ${wrong} ('${report.printType(op.operand(wrong).type)}') doesn't match function result type ('${report.printType(results[wrong] as Type)}')`,
    )
  );
}

export const functions: readonly OpDefinition[] = [
  func,
  call,
  defineOp('util.return', {
    summary: 'returns from a function or an initialiser',
    since: '2026',
    operands: { operands: variadic(AnyType) },
    traits: [HasParent('util.func', 'util.initializer'), Pure, ReturnLike, Terminator],
    verify: verifyReturn,
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];
