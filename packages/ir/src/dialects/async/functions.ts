/** Functions of the async dialect, whose bodies run elsewhere. */

import type { SymbolRefAttr } from '../../attributes.ts';
import {
  AnyType,
  DictArrayAttr,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  StrAttr,
  SymbolNameAttr,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { CallableOp, CallOp, FunctionOp, symbolVisibility } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { FUNCTION_USAGE, parseFunction, printFunction } from '../func/syntax.ts';
import { functionTypeOf, verifyCall, verifyFunction } from '../func/verify.ts';
import { heldType, isToken, ValueOrToken } from './types.ts';

/** Results are a token, if any first, and values. */
function verifyResults(op: Operation, report: VerifyContext): boolean {
  const results = functionTypeOf(op)?.results ?? [];
  if (results.length === 0)
    return report.opError('result is expected to be at least of size 1, but got 0');
  for (const [i, type] of results.entries()) {
    if (!isToken(type) && !heldType(type))
      return report.opError(
        `result type must be async value type or async token type, but got '${report.printType(type)}'`,
      );
    if (isToken(type) && i > 0)
      return report.opError(
        ` results' (optional) async token type is expected to appear as the 1st return value, but got ${i + 1}`,
      );
  }
  return true;
}

export const functionOperations: readonly OpDefinition[] = [
  defineOp('async.call', {
    summary: 'calls a function whose body runs elsewhere',
    operands: { operands: variadic(AnyType) },
    results: { results: variadic(ValueOrToken) },
    attributes: { callee: FlatSymbolRefAttr },
    interfaces: [
      CallOp.with({
        callee: (op) => op.attr('callee') as SymbolRefAttr,
        setCallee: (op, callee) => op.setAttr('callee', callee),
        argumentOperands: (op) => op.operands,
      }),
    ],
    verify: verifyCall('async.func', 'async function'),
    assemblyFormat: '$callee `(` $operands `)` attr-dict `:` functional-type($operands, results)',
  }),
  defineOp('async.func', {
    summary: 'a function whose body runs elsewhere',
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      sym_visibility: optionalAttr(StrAttr),
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: 'any' },
    traits: [SymbolTrait, IsolatedFromAbove],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    defaultDialect: 'async',
    usage: FUNCTION_USAGE,
    parse: parseFunction,
    print: printFunction,
    verify(op, report) {
      if (op.region().isEmpty && symbolVisibility(op) === 'public')
        return report.opError('symbol declaration cannot have public visibility');
      return verifyFunction(op, report) && verifyResults(op, report);
    },
  }),
  defineOp('async.return', {
    summary: 'returns from a function whose body runs elsewhere',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, HasParent('async.func'), ReturnLike, Terminator],
    verify(op, report) {
      const results = (op.parentOp && functionTypeOf(op.parentOp)?.results) ?? [];
      const held = results.filter((type, i) => i > 0 || !isToken(type)).map(heldType);
      return (
        (held.length === op.numOperands && held.every((type, i) => type === op.operand(i).type)) ||
        report.opError('operand types do not match the types returned from the parent FuncOp')
      );
    },
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];
