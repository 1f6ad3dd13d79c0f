/** Checks that functions of several dialects share; wording is upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { FunctionType, Type } from '../../types.ts';

/** The type of a function-like operation, or null. */
export function functionTypeOf(op: Operation): FunctionType | null {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type : null;
}

/** The entry block has the arguments of the function's type. */
export function verifyFunction(op: Operation, report: VerifyContext): boolean {
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
