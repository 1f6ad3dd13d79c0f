/** Checks that functions of several dialects share; wording is upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { FunctionType, Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';

/** The type of a function-like operation, or null. */
export function functionTypeOf(op: Operation): FunctionType | null {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type : null;
}

/** The types that a function takes and returns. */
export interface Signature {
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
}

/** `arg_attrs` or `res_attrs`: a dictionary of dialects' attributes for each argument or result. */
function verifyValueAttributes(
  op: Operation,
  report: VerifyContext,
  kind: 'argument' | 'result',
  types: readonly Type[],
): boolean {
  const list = op.attr(kind === 'argument' ? 'arg_attrs' : 'res_attrs');
  if (list?.kind !== 'array') return true;
  if (list.elements.length !== types.length)
    return report.opError(
      `expects ${kind} attribute array to have the same number of elements as the number of function ${kind}s, got ${list.elements.length}, but expected ${types.length}`,
    );
  for (const [i, attributes] of list.elements.entries()) {
    if (attributes.kind !== 'dictionary') continue;
    for (const [name, value] of attributes.entries) {
      const dot = name.indexOf('.');
      if (dot < 0) return report.opError(`${kind}s may only have dialect attributes`);
      const dialect = op.context.dialects.get(name.slice(0, dot));
      const check =
        kind === 'argument' ? dialect?.verifyArgumentAttribute : dialect?.verifyResultAttribute;
      if (check?.(op, name, value, report, types[i] as Type) === false) return false;
    }
  }
  return true;
}

/** Attributes of arguments and results are in order. */
export const verifyFunctionAttributes = (
  op: Operation,
  report: VerifyContext,
  { inputs, results }: Signature = functionTypeOf(op) ?? { inputs: [], results: [] },
): boolean =>
  verifyValueAttributes(op, report, 'argument', inputs) &&
  verifyValueAttributes(op, report, 'result', results);

/** Attributes of arguments and results are in order, and the entry block has the type's arguments. */
export const verifyFunction = (op: Operation, report: VerifyContext): boolean =>
  verifyFunctionAttributes(op, report) && verifyEntryArguments(op, report);

/** The entry block has the arguments of the function's type. */
export function verifyEntryArguments(
  op: Operation,
  report: VerifyContext,
  type: Pick<Signature, 'inputs'> | null = functionTypeOf(op),
): boolean {
  const entry = op.region().entry;
  if (!type || !entry) return true;
  if (entry.arguments.length !== type.inputs.length)
    return report.opError(
      `entry block must have ${type.inputs.length} arguments to match function signature`,
    );
  for (const [i, argument] of entry.arguments.entries()) {
    const expected = type.inputs[i] as Type;
    if (argument.type !== expected)
      return report.opError(
        `type of entry block argument #${i}('${report.printType(argument.type)}') must match the type of the corresponding argument in function signature('${report.printType(expected)}')`,
      );
  }
  return true;
}

/** The operands have the types of the results of the function around. */
export const verifyReturn =
  (verb: string, noun: string) =>
  (op: Operation, report: VerifyContext): boolean => {
    const parent = op.parentOp;
    const results = (parent && functionTypeOf(parent)?.results) ?? [];
    const name = parent?.symbolName ?? '';
    if (results.length !== op.numOperands)
      return report.opError(
        `has ${op.numOperands} operands, but enclosing function (@${name}) ${verb} ${results.length}`,
      );
    for (const [i, result] of results.entries())
      if (op.operand(i).type !== result)
        return report.error(
          `type of ${noun} operand ${i} ('${report.printType(op.operand(i).type)}') doesn't match function result type ('${report.printType(result)}') in function @${name}`,
        );
    return true;
  };

const typeList = (types: readonly Type[], report: VerifyContext): string =>
  types.map((type) => `'${report.printType(type)}'`).join(', ');

/** A call's operands and results are those of the function it names, an operation called `functionName`. */
export const verifyCall =
  (functionName: string, noun: string) =>
  (op: Operation, report: VerifyContext): boolean => {
    const ref = op.attr('callee');
    const callee = lookupSymbol(op, ref);
    const type = callee?.is(functionName) ? functionTypeOf(callee) : null;
    if (!type)
      return report.opError(
        `'${ref?.kind === 'symbol_ref' ? ref.root : ''}' does not reference a valid ${noun}`,
      );
    if (type.inputs.length !== op.numOperands)
      return report.opError('incorrect number of operands for callee');
    for (const [i, input] of type.inputs.entries())
      if (op.operand(i).type !== input)
        return report.opError(
          `operand type mismatch: expected operand type '${report.printType(input)}', but provided '${report.printType(op.operand(i).type)}' for operand number ${i}`,
        );
    if (type.results.length !== op.numResults)
      return report.opError('incorrect number of results for callee');
    for (const [i, result] of type.results.entries())
      if (op.result(i).type !== result)
        return report.opError(`result type mismatch at index ${i}`, [
          { message: `op result types: ${typeList(op.resultTypes, report)}` },
          { message: `function result types: ${typeList(type.results, report)}` },
        ]);
    return true;
  };
