/** The ml_program dialect: functions, graphs and variables of a machine-learning framework's program. */

import {
  AnyAttr,
  AnyType,
  DictArrayAttr,
  dialectType,
  FunctionTypeAttr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefAttrConstraint,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrDefinition,
  defineDialect,
  defineOp,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import {
  CallableOp,
  FunctionOp,
  type MemoryEffect,
  MemoryEffects,
  symbolVisibility,
} from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  GraphRegion,
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SingleBlock,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { NoneType, type Type } from '../../types.ts';
import { FUNCTION_USAGE, parseFunction, printFunction } from '../func/syntax.ts';
import { functionTypeOf, verifyFunction, verifyReturn } from '../func/verify.ts';
import { lookupSymbol } from '../symbols.ts';
import { directives } from './directives.ts';

const Token = dialectType(
  'ml_program.token',
  'Token for establishing execution ordering in a graph',
  true,
);
const effect = (kind: MemoryEffect['kind']) => MemoryEffects.with(() => [{ kind, value: null }]);

const functionLike = (name: string, summary: string, traits: readonly Trait[]): OpDefinition =>
  defineOp(`ml_program.${name}`, {
    summary,
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
      sym_visibility: optionalAttr(StrAttr),
    },
    regions: { body: 'any' },
    traits: [IsolatedFromAbove, SymbolTrait, ...traits],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    usage: FUNCTION_USAGE,
    parse: parseFunction,
    print: printFunction,
    verify: (op, report) =>
      op.region().isEmpty && symbolVisibility(op) === 'public'
        ? report.opError('symbol declaration cannot have public visibility')
        : verifyFunction(op, report),
  });

const returnLike = (name: string, summary: string, parent: string, verb: string): OpDefinition =>
  defineOp(`ml_program.${name}`, {
    summary,
    operands: { operands: variadic(AnyType) },
    traits: [Pure, HasParent(parent), ReturnLike, Terminator],
    verify: verifyReturn(verb, name),
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  });

/** Checks the global that an operation names: it is there, and what `check` wants. */
const ofGlobal =
  (check: (op: Operation, global: Operation, name: string, report: VerifyContext) => boolean) =>
  (op: Operation, report: VerifyContext): boolean => {
    const ref = op.attr('global');
    if (ref?.kind !== 'symbol_ref') return true;
    const global = lookupSymbol(op, ref);
    const name = report.printAttribute(ref);
    return global?.is('ml_program.global')
      ? check(op, global, name, report)
      : report.opError(`undefined global: ${name}`);
  };
const globalType = (global: Operation) => {
  const type = global.attr('type');
  return type?.kind === 'type' ? type.type : null;
};
const loadsItsType = (op: Operation, global: Operation, report: VerifyContext): boolean => {
  const type = globalType(global);
  if (!type || type === op.result(0).type) return true;
  return report.opError(
    `cannot load from global typed '${report.printType(type)}' as '${report.printType(op.result(0).type)}'`,
  );
};
const verifyLoad = ofGlobal((op, global, _name, report) => loadsItsType(op, global, report));
const verifyLoadConst = ofGlobal((op, global, name, report) =>
  global.attr('is_mutable')
    ? report.opError(`cannot load as const from mutable global ${name}`)
    : loadsItsType(op, global, report),
);
const verifyStore = ofGlobal((op, global, name, report) => {
  if (!global.attr('is_mutable'))
    return report.opError(`cannot store to an immutable global ${name}`);
  const type = globalType(global);
  if (!type || type === op.operand(0).type) return true;
  return report.opError(
    `cannot store to a global typed '${report.printType(type)}' from '${report.printType(op.operand(0).type)}'`,
  );
});

/** `#ml_program.extern : type`: a value that is found elsewhere. */
const extern: AttrDefinition = {
  mnemonic: 'extern',
  summary: 'a value that is given from outside the program',
  parse: (parser, type) => [type ?? NoneType.get(parser.context)],
  type: (attr) => attr.params[0] as Type,
  alias: () => 'extern',
};

export const mlProgramDialect = defineDialect({
  name: 'ml_program',
  summary: "functions, graphs and variables of a machine-learning framework's program",
  operations: [
    functionLike('func', 'a function', []),
    defineOp('ml_program.global', {
      summary: 'a variable of the module, or a constant',
      attributes: {
        sym_name: SymbolNameAttr,
        type: TypeAttrConstraint,
        is_mutable: optionalAttr(UnitAttrConstraint),
        value: optionalAttr(AnyAttr),
        sym_visibility: optionalAttr(StrAttr),
      },
      traits: [SymbolTrait],
      verify: (op, report) =>
        op.attr('is_mutable') !== undefined ||
        op.attr('value') !== undefined ||
        report.opError('immutable global must have an initial value'),
      assemblyFormat:
        'custom<SymbolVisibility>($sym_visibility) (`mutable` $is_mutable^)? $sym_name `` custom<TypedInitialValue>($type, $value) attr-dict',
    }),
    defineOp('ml_program.global_load', {
      summary: 'value of a variable',
      results: { result: AnyType },
      attributes: { global: SymbolRefAttrConstraint },
      interfaces: [effect('read')],
      verify: verifyLoad,
      assemblyFormat: '$global `:` type($result) attr-dict',
    }),
    defineOp('ml_program.global_load_const', {
      summary: 'value of a constant',
      results: { result: AnyType },
      attributes: { global: SymbolRefAttrConstraint },
      traits: [Pure],
      verify: verifyLoadConst,
      assemblyFormat: '$global `:` type($result) attr-dict',
    }),
    defineOp('ml_program.global_load_graph', {
      summary: 'value of a variable in a graph, ordered by tokens',
      operands: { consumeTokens: variadic(Token) },
      results: { result: AnyType, produceToken: Token },
      attributes: { global: SymbolRefAttrConstraint },
      interfaces: [effect('read')],
      verify: verifyLoad,
      assemblyFormat:
        '$global `` custom<TokenOrdering>($consumeTokens, type($produceToken)) `:` type($result) attr-dict',
    }),
    defineOp('ml_program.global_store', {
      summary: 'sets a variable',
      operands: { value: AnyType },
      attributes: { global: SymbolRefAttrConstraint },
      interfaces: [effect('write')],
      verify: verifyStore,
      assemblyFormat: '$global `=` $value `:` type($value) attr-dict',
    }),
    defineOp('ml_program.global_store_graph', {
      summary: 'sets a variable in a graph, ordered by tokens',
      operands: { value: AnyType, consumeTokens: variadic(Token) },
      results: { produceToken: Token },
      attributes: { global: SymbolRefAttrConstraint },
      // Upstream declares a read here, too.
      interfaces: [effect('read')],
      verify: verifyStore,
      assemblyFormat:
        '$global `=` $value `` custom<TokenOrdering>($consumeTokens, type($produceToken)) `:` type($value) attr-dict',
    }),
    functionLike('subgraph', 'a function whose body is a graph', [GraphRegion, SingleBlock]),
    returnLike('output', 'results of a graph', 'ml_program.subgraph', 'outputs'),
    returnLike('return', 'returns from a function', 'ml_program.func', 'returns'),
    defineOp('ml_program.token', {
      summary: 'a token that nothing comes before',
      results: { token: Token },
      traits: [Pure],
      assemblyFormat: 'attr-dict',
    }),
  ],
  types: [{ mnemonic: 'token', summary: 'orders operations in a graph' }],
  attributes: [extern],
  customDirectives: directives,
});
