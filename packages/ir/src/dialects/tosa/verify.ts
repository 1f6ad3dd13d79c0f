/** Checks of the tosa dialect's operations beyond their definitions. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { printOperation } from '../../printer/printer.ts';
import { elementTypeOrSelf, hasStaticShape, numElements, type Type } from '../../types.ts';
import { storageType } from './types.ts';

const POOLED_WIDTHS: readonly number[] = [8, 16];
const isPooled = (type: Type): boolean =>
  type.kind === 'float'
    ? type.format === 'f32'
    : type.kind === 'integer' && POOLED_WIDTHS.includes(type.width);
const widthOf = (type: Type): number =>
  type.kind === 'float' || type.kind === 'integer' ? type.width : 0;
/** The integers of a quantised type that has one scale for all. */
const storedAs = (type: Type): Type =>
  type.kind === 'dialect' && type.name === 'quant.uniform' && type.params[5] === null
    ? (storageType(type) ?? type)
    : type;

/** Averages have the type of what they are of: f32, or integers of 8 or 16 bits. */
export function verifyAveragePool(op: Operation, report: VerifyContext): boolean {
  const [input, output] = [op.operand(0).type, op.result().type].map((type) =>
    storedAs(elementTypeOrSelf(type)),
  );
  const fit =
    input &&
    output &&
    isPooled(input) &&
    input.kind === output.kind &&
    widthOf(input) === widthOf(output) &&
    isPooled(output);
  return fit || report.opError('input/output element types are incompatible.');
}

/** A value as upstream's diagnostics show it: the operation it comes from, or its place in its block. */
function valueText(value: Value, report: VerifyContext): string {
  if (value.kind === 'argument')
    return `<block argument> of type '${report.printType(value.type)}' at index: ${value.index}`;
  return value.definingOp
    ? printOperation(value.definingOp, { generic: true, localScope: true })
    : '';
}

/** Input and weights are ranked, both float or both integer; zero points go with integers. */
export function verifyConvolution(op: Operation, report: VerifyContext): boolean {
  const [input, weight] = [op.operand(0), op.operand(1)];
  if (input.type.kind !== 'tensor')
    return report.opError(`expect a ranked tensor for input, got ${valueText(input, report)}`);
  if (weight.type.kind !== 'tensor')
    return report.opError(`expect a ranked tensor for weight, got ${valueText(weight, report)}`);
  const [inputElement, weightElement] = [input.type.elementType, weight.type.elementType];
  const isQuantized = inputElement.kind !== 'float';
  if (isQuantized !== (weightElement.kind !== 'float'))
    return report.opError(
      `expect both input and weight to be float or not together, got '${report.printType(inputElement)}' and '${report.printType(weightElement)}'`,
    );
  return (
    isQuantized === (op.attr('quantization_info') !== undefined) ||
    report.opError(
      'quantizationattr is required for quantized type, and not allowed for float type',
    )
  );
}

/** As many elements come out as go in, where both are known. */
export function verifyReshape(op: Operation, report: VerifyContext): boolean {
  const [from, to] = [op.operand(0).type, op.result().type];
  if (from.kind !== 'tensor' || to.kind !== 'tensor') return true;
  if (!hasStaticShape(from) || !hasStaticShape(to)) return true;
  const [before, after] = [numElements(from.shape), numElements(to.shape)];
  return before === after || report.opError(`Cannot reshape ${before} elements into ${after}`);
}
