/** Checks that functions of several dialects share; wording is upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { FunctionType, Type } from '../../types.ts';

/** The type of a function-like operation, or null. */
export function functionTypeOf(op: Operation): FunctionType | null {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type : null;
}

/** `arg_attrs` or `res_attrs`: a dictionary of dialects' attributes for each argument or result. */
function verifyValueAttributes(
  op: Operation,
  report: VerifyContext,
  kind: 'argument' | 'result',
  count: number,
): boolean {
  const list = op.attr(kind === 'argument' ? 'arg_attrs' : 'res_attrs');
  if (list?.kind !== 'array') return true;
  if (list.elements.length !== count)
    return report.opError(
      `expects ${kind} attribute array to have the same number of elements as the number of function ${kind}s, got ${list.elements.length}, but expected ${count}`,
    );
  for (const attributes of list.elements) {
    if (attributes.kind !== 'dictionary') continue;
    for (const [name, value] of attributes.entries) {
      const dot = name.indexOf('.');
      if (dot < 0) return report.opError(`${kind}s may only have dialect attributes`);
      const dialect = op.context.dialects.get(name.slice(0, dot));
      if (
        kind === 'argument' &&
        dialect?.verifyArgumentAttribute?.(op, name, value, report) === false
      )
        return false;
    }
  }
  return true;
}

/** Attributes of arguments and results are in order. */
export function verifyFunctionAttributes(op: Operation, report: VerifyContext): boolean {
  const type = functionTypeOf(op);
  return (
    verifyValueAttributes(op, report, 'argument', type?.inputs.length ?? 0) &&
    verifyValueAttributes(op, report, 'result', type?.results.length ?? 0)
  );
}

/** Attributes of arguments and results are in order, and the entry block has the type's arguments. */
export const verifyFunction = (op: Operation, report: VerifyContext): boolean =>
  verifyFunctionAttributes(op, report) && verifyEntryArguments(op, report);

/** The entry block has the arguments of the function's type. */
export function verifyEntryArguments(op: Operation, report: VerifyContext): boolean {
  const type = functionTypeOf(op);
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
