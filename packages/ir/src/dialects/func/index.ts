/** The func dialect: functions, calls and returns. */

import { type Attribute, SymbolRefAttr } from '../../attributes.ts';
import {
  AnyFunction,
  AnyType,
  DictArrayAttr,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  StrAttr,
  SymbolNameAttr,
} from '../../constraints.ts';
import { defineDialect, defineOp, optionalAttr, variadic } from '../../dialect.ts';
import { CallableOp, CallOp, FunctionOp, symbolVisibility } from '../../interfaces.ts';
import { Operation } from '../../operation.ts';
import {
  AffineScope,
  AutomaticAllocationScope,
  ConstantLike,
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SymbolTrait,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import type { Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { FUNCTION_USAGE, parseFunction, printFunction } from './syntax.ts';
import { functionTypeOf, verifyCall, verifyFunction, verifyReturn } from './verify.ts';

const func = defineOp('func.func', {
  summary: 'a function',
  attributes: {
    sym_name: SymbolNameAttr,
    function_type: FunctionTypeAttr,
    sym_visibility: optionalAttr(StrAttr),
    arg_attrs: optionalAttr(DictArrayAttr),
    res_attrs: optionalAttr(DictArrayAttr),
  },
  regions: { body: 'any' },
  traits: [AffineScope, AutomaticAllocationScope, SymbolTrait, IsolatedFromAbove],
  interfaces: [
    FunctionOp.with({ isFunction: true }),
    CallableOp.with({
      body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
      resultTypes: (op: Operation) => functionTypeOf(op)?.results ?? [],
    }),
  ],
  defaultDialect: 'func',
  usage: FUNCTION_USAGE,
  parse: parseFunction,
  print: printFunction,
  verify(op, report) {
    if (op.region().isEmpty && symbolVisibility(op) === 'public')
      return report.opError('symbol declaration cannot have public visibility');
    return verifyFunction(op, report);
  },
});

const call = defineOp('func.call', {
  summary: 'calls a function by name',
  operands: { operands: variadic(AnyType) },
  results: { results: variadic(AnyType) },
  attributes: { callee: FlatSymbolRefAttr },
  interfaces: [
    CallOp.with({
      callee: (op: Operation) => op.attr('callee') as SymbolRefAttr,
      setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('callee', callee),
      argumentOperands: (op: Operation) => op.operands,
    }),
  ],
  verify: verifyCall('func.func', 'function'),
  assemblyFormat: '$callee `(` $operands `)` attr-dict `:` functional-type($operands, results)',
});

const returnOp = defineOp('func.return', {
  summary: 'returns from a function',
  operands: { operands: variadic(AnyType) },
  traits: [Pure, HasParent('func.func'), ReturnLike, Terminator],
  verify: verifyReturn('returns', 'return'),
  assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
});

const functionInputs = (type: Type): readonly Type[] | null =>
  type.kind === 'function' ? type.inputs : null;
const functionResults = (type: Type): readonly Type[] | null =>
  type.kind === 'function' ? type.results : null;

export const funcDialect = defineDialect({
  name: 'func',
  summary: 'functions and calls',
  operations: [
    func,
    call,
    defineOp('func.call_indirect', {
      summary: 'calls a function value',
      operands: { callee: AnyFunction, callee_operands: variadic(AnyType) },
      results: { results: variadic(AnyType) },
      traits: [
        TypesMatchWith(
          'callee input types match argument types',
          'callee',
          'callee_operands',
          functionInputs,
        ),
        TypesMatchWith(
          'callee result types match result types',
          'callee',
          'results',
          functionResults,
        ),
      ],
      assemblyFormat: '$callee `(` $callee_operands `)` attr-dict `:` type($callee)',
    }),
    defineOp('func.constant', {
      summary: 'a function as a value',
      results: { result: AnyType },
      attributes: { value: FlatSymbolRefAttr },
      traits: [ConstantLike, Pure],
      fold: (op) => [op.attr('value') as Attribute],
      resultNames: (op, setName) => setName(op.result(), 'f'),
      verify(op, report) {
        const reference = op.attr('value');
        const callee = lookupSymbol(op, reference);
        if (!callee?.is('func.func')) {
          const name = reference?.kind === 'symbol_ref' ? reference.root : '';
          return report.opError(`reference to undefined function '${name}'`);
        }
        return (
          functionTypeOf(callee) === op.result().type ||
          report.opError('reference to function with mismatched type')
        );
      },
      assemblyFormat: 'attr-dict $value `:` type($result)',
    }),
    returnOp,
  ],
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    value.kind === 'symbol_ref' && value.nested.length === 0
      ? Operation.create({
          name: 'func.constant',
          location,
          resultTypes: [type],
          attributes: [['value', SymbolRefAttr.get(type.context, value.root)]],
        })
      : null,
});
