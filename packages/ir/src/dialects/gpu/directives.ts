/** The `custom<…>` directives of the gpu dialect, and what its asynchronous operations share. */

import type { CustomDirective, OpAsmParser, OpAsmPrinter, UnresolvedOperand } from '../../asm.ts';
import { DialectAttr } from '../../attributes.ts';
import { dialectType } from '../../constraints.ts';
import { optional, variadic } from '../../dialect.ts';
import type { Value } from '../../operation.ts';
import { DialectType, type Type } from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import { printed, slot } from '../util/directives.ts';
import { REDUCTIONS } from './reductions.ts';

export const AsyncToken = dialectType('gpu.async.token', 'async token type', true);
/** Operands of an operation that may wait for others. */
export const asyncOperands = { asyncDependencies: variadic(AsyncToken) };
/** Result of an operation that may be waited for. */
export const asyncResults = { asyncToken: optional(AsyncToken) };

/** `async`, and what is waited for: `async [%a, %b]`. */
export function parseAsyncDependencies(parser: OpAsmParser): {
  readonly isAsync: boolean;
  readonly dependencies: UnresolvedOperand[];
} {
  const at = parser.offset();
  const isAsync = parser.parseOptionalKeyword('async') !== null;
  if (isAsync && parser.numResults === 0) parser.fail("needs to be named when marked 'async'", at);
  return { isAsync, dependencies: parser.parseOperandList('optional-square') };
}
export const asyncTokenType = (parser: OpAsmParser): Type =>
  DialectType.get(parser.context, 'gpu', 'async.token');

const AsyncDependencies: CustomDirective = {
  parse(parser, args) {
    const { isAsync, dependencies } = parseAsyncDependencies(parser);
    if (isAsync) slot(args, 0, 'type').types.push(asyncTokenType(parser));
    slot(args, 1, 'operand').operands.push(...dependencies);
  },
  print(printer, args) {
    const isAsync = printed(args, 0, 'type').types.length > 0;
    const { values } = printed(args, 1, 'operand');
    if (isAsync) printer.print('async');
    if (values.length === 0) return;
    printer.print(isAsync ? ' [' : '[');
    printer.printOperands(values);
    printer.print(']');
  },
};

/** `args(%a : type, …)`. */
const LaunchFuncOperands: CustomDirective = {
  parse(parser, args) {
    if (parser.parseOptionalKeyword('args') === null) return;
    const { operands } = slot(args, 0, 'operand');
    const { types } = slot(args, 1, 'type');
    parser.parseCommaSeparatedList(
      'paren',
      () => {
        operands.push(parser.parseOperand());
        types.push(parser.parseColonType());
      },
      ' in argument list',
    );
  },
  print(printer, args) {
    const { values } = printed(args, 0, 'operand');
    if (values.length === 0) return;
    printer.print('args(');
    printTypedOperands(printer, values);
    printer.print(')');
  },
};

/** `%a : type, …`. */
export function printTypedOperands(printer: OpAsmPrinter, values: readonly Value[]): void {
  values.forEach((value, i) => {
    if (i > 0) printer.print(', ');
    printer.printOperand(value);
    printer.print(' : ');
    printer.printType(value.type);
  });
}

/** The reduction's name, if it has one. */
const AllReduceOperation: CustomDirective = {
  parse(parser, args) {
    const name = parser.parseOptionalKeyword();
    if (name === null) return;
    if (!REDUCTIONS.includes(name)) parser.fail('invalid op kind');
    slot(args, 0, 'attribute').attr = DialectAttr.get(parser.context, 'gpu', 'all_reduce_op', [
      name,
    ]);
  },
  print(printer, args) {
    const name = enumCase(printed(args, 0, 'attribute').attr ?? undefined);
    if (name !== null) printer.print(` ${name}`);
  },
};

export const directives = { AsyncDependencies, LaunchFuncOperands, AllReduceOperation };
