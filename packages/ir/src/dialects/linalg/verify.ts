/** Verifiers of linalg's operations that are not mere structured operations; words are upstream's. */

import type { DenseArrayAttr } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import { StructuredOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { elementTypeOrSelf, isRankedShaped, type Type } from '../../types.ts';
import { verifyDestinationStyle } from '../destination-style.ts';
import { inits } from './structured.ts';

const shape = (type: Type): readonly number[] => (isRankedShaped(type) ? type.shape : []);
const list = (values: readonly (number | bigint)[]): string => values.join(', ');
const numbers = (op: Operation, name: string): readonly number[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? (attr as DenseArrayAttr).numbers : [];
};
/** Sizes as upstream prints them: the dynamic one as its sentinel. */
const sizes = (values: readonly number[]): string => list(values.map((size) => BigInt(size)));

export function verifyYield(op: Operation, report: VerifyContext): boolean {
  const parent = op.parentOp;
  if (parent?.regions.length !== 1 || parent.region().isEmpty)
    return report.opError('expected single non-empty parent region');
  if (!parent.getInterface(StructuredOp))
    return report.opError('expected parent op with LinalgOp interface');
  const outputs = inits(parent);
  const count = parent.is('linalg.reduce') ? parent.numOperands / 2 : outputs.length;
  if (op.numOperands !== count)
    return report.opError(
      `expected number of yield values (${count}) to match the number of operands of the enclosing LinalgOp (${op.numOperands})`,
    );
  const destinations = parent.operands.slice(parent.numOperands - count);
  for (const [i, operand] of op.operands.entries()) {
    const element = elementTypeOrSelf((destinations[i] ?? operand).type);
    if (operand.type !== element)
      return report.opError(
        `type of yield operand ${i + 1} ('${report.printType(operand.type)}') doesn't match the element type of the enclosing linalg.generic op ('${report.printType(element)}')`,
      );
  }
  return true;
}

export function verifyIndex(op: Operation, report: VerifyContext): boolean {
  const parent = op.parentOp;
  const structured = parent?.getInterface(StructuredOp);
  if (!parent || !structured) return report.opError('expected parent op with LinalgOp interface');
  const loops = structured.iteratorTypes(parent).length;
  const dim = Number(op.intAttr('dim') ?? 0n);
  if (dim >= loops)
    return report.opError(
      `expected dim (${dim}) to be lower than the number of loops (${loops}) of the enclosing LinalgOp`,
    );
  return true;
}

export function verifyMap(op: Operation, report: VerifyContext): boolean {
  const body = op.region().front;
  const inputs = op.operands.slice(0, -1);
  if (body.arguments.length !== inputs.length)
    return report.opError(
      `expects number of operands to match the arity of mapper, but got: ${inputs.length} and ${body.arguments.length}`,
    );
  for (const [i, argument] of body.arguments.entries()) {
    const element = elementTypeOrSelf((inputs[i] ?? argument).type);
    if (argument.type !== element)
      return report.opError(
        `expected element type of input '${report.printType(element)}' to match bbArg type '${report.printType(argument.type)}'`,
      );
  }
  const output = shape(op.operand(op.numOperands - 1).type);
  for (const input of inputs)
    if (list(shape(input.type)) !== list(output))
      return report.opError(
        `expected shape of input (${sizes(shape(input.type))}) to match shape of output (${sizes(output)})`,
      );
  return verifyDestinationStyle(op, report);
}

export function verifyReduce(op: Operation, report: VerifyContext): boolean {
  const count = Math.floor(op.numOperands / 2);
  if (count === 0) return verifyDestinationStyle(op, report);
  const dims = numbers(op, 'dimensions');
  for (let i = 1; i < count; i++) {
    if (list(shape(op.operand(i).type)) !== list(shape(op.operand(0).type)))
      return report.opError(
        `expects all inputs to have the same shapes. Shape at input-index ${i} is not equal to the shape at input-index 0.`,
      );
    if (list(shape(op.operand(count + i).type)) !== list(shape(op.operand(count).type)))
      return report.opError(
        `expects all outputs to have the same shapes. Shape at output-index ${i} is not equal to the shape at output-index 0.`,
      );
  }
  const input = shape(op.operand(0).type);
  const output = shape(op.operand(count).type);
  const reduced = new Set<number>();
  for (const dim of dims) {
    if (dim < 0 || dim >= input.length)
      return report.opError(
        `dimensions for reduction should be in the range [0, ${input.length - 1}].`,
      );
    reduced.add(dim);
  }
  const kept = input.filter((_, i) => !reduced.has(i));
  if (kept.length !== output.length)
    return report.opError(
      `number of dimensions after reduction ${kept.length} doesn't match the init rank ${output.length}`,
    );
  if (list(kept) !== list(output))
    return report.opError(
      `init dimensions [${sizes(output)}] doesn't match input dimensions after reduction [${sizes(kept)}]`,
    );
  const body = op.region().front;
  if (body.arguments.length !== op.numOperands)
    return report.opError('mismatching number of operands and block arguments');
  for (let i = 0; i < count; i++) {
    const inputElement = elementTypeOrSelf(op.operand(i).type);
    const argument = body.argument(i).type;
    if (inputElement !== argument)
      return report.opError(
        `input element type '${report.printType(inputElement)}' does not match corresponding block argument type '${report.printType(argument)}'`,
      );
    const outputElement = elementTypeOrSelf(op.operand(count + i).type);
    const accumulator = body.argument(count + i).type;
    if (outputElement !== accumulator)
      return report.opError(
        `output element type '${report.printType(outputElement)}' does not match corresponding block argument type '${report.printType(accumulator)}'`,
      );
  }
  return true;
}

export function verifyTranspose(op: Operation, report: VerifyContext): boolean {
  const permutation = numbers(op, 'permutation');
  if (![...permutation].sort((a, b) => a - b).every((dim, i) => dim === i))
    return report.opError('permutation is not valid');
  const input = shape(op.operand(0).type);
  const output = shape(op.operand(1).type);
  if (input.length !== output.length)
    return report.opError(`input rank ${input.length} does not match init rank ${output.length}`);
  if (input.length !== permutation.length)
    return report.opError(
      `size of permutation ${permutation.length} does not match the argument rank ${input.length}`,
    );
  for (const [i, dim] of permutation.entries())
    if (input[dim] !== output[i])
      return report.opError(
        `dim(result, ${i}) = ${BigInt(output[i] ?? 0)} doesn't match dim(input, permutation[${i}]) = ${BigInt(input[dim] ?? 0)}`,
      );
  return true;
}

export function verifyBroadcast(op: Operation, report: VerifyContext): boolean {
  const dims = numbers(op, 'dimensions');
  const input = shape(op.operand(0).type);
  const output = shape(op.operand(1).type);
  if (input.length + dims.length !== output.length)
    return report.opError(
      `input rank plus added dimensions does not match init rank. input rank: ${input.length}, dimensions size: ${dims.length}, init rank: ${output.length}`,
    );
  for (const [i, dim] of dims.entries())
    if (dim < 0 || dim >= output.length)
      return report.opError(
        `dimension ${i} is out of range. expected range: [0, ${output.length - 1}], got: ${dim}`,
      );
  const kept = output.flatMap((_, i) => (dims.includes(i) ? [] : [i]));
  for (const [i, dim] of kept.entries())
    if (input[i] !== output[dim])
      return report.opError(
        `input dim ${i} should match init dim ${dim}. input: ${BigInt(input[i] ?? 0)}, init: ${BigInt(output[dim] ?? 0)}`,
      );
  return true;
}
