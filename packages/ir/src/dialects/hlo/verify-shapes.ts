/** Checks of operations on the shapes of tensors, and of those that talk to the host; messages are upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  hasStaticShape,
  isDialectType,
  numElements,
  type Type,
} from '../../types.ts';
import {
  attrShape,
  hasDuplicates,
  integerAttr,
  integerAttrs,
  sizeNumber,
  typeText,
} from './attribute-values.ts';
import { areCompatibleSizes } from './bounds.ts';

/** Bits of a number; a complex one has two. */
const bitsOf = (type: Type): number =>
  type.kind === 'complex'
    ? 2 * bitsOf(type.elementType)
    : type.kind === 'float' || type.kind === 'integer'
      ? type.width
      : 0;

/** The shapes are one, but for a last dimension that makes up for smaller elements. */
export function verifyBitcastConvert(op: Operation, report: VerifyContext): boolean {
  const [operand, result] = [op.operand(0).type, op.result().type];
  const [from, to] = [elementTypeOrSelf(operand), elementTypeOrSelf(result)];
  const both = `${typeText(report, operand)} and ${typeText(report, result)}`;
  if ((from.kind === 'complex') !== (to.kind === 'complex'))
    return report.error(`cannot convert between real and complex types, but got: ${both}`);
  if (operand.kind !== 'tensor' || result.kind !== 'tensor') return true;
  const [fromBits, toBits] = [bitsOf(from), bitsOf(to)];
  const [small, big] =
    fromBits < toBits ? [operand.shape, result.shape] : [result.shape, operand.shape];
  let prefix: readonly number[] = small;
  if (fromBits !== toBits) {
    const last = small[small.length - 1];
    const [few, many] = [Math.min(fromBits, toBits), Math.max(fromBits, toBits)];
    if (last === undefined)
      return report.error(
        `does not allow the smaller element type to be part of a 0d tensor, but got: ${both}.`,
      );
    if (last !== DYNAMIC && last * few !== many)
      return report.error(
        `requires compatible bitwidths. Got: ${both}, but ${few} * ${last} != ${many}.`,
      );
    prefix = small.slice(0, -1);
  }
  return (
    prefix.every((size, i) => areCompatibleSizes(size, big[i] ?? size)) ||
    report.error(
      `operand and result shapes must match except for the innermost dimension of the shape with the smaller element type. Got: ${both}.`,
    )
  );
}

/** The attribute names a dimension of the result for each of the operand's; null after no report. */
function broadcastProblem(op: Operation, operandRank: number): string | null {
  const rank = attrShape(op, 'broadcast_dimensions')?.length ?? 0;
  if (rank !== 1) return `broadcast_dimensions has rank ${rank} instead of rank 1`;
  const count = integerAttrs(op, 'broadcast_dimensions').length;
  return count === operandRank
    ? null
    : `broadcast_dimensions size (${count}) does not match operand rank (${operandRank})`;
}

export function verifyBroadcastInDim(op: Operation, report: VerifyContext): boolean {
  const [operand, result] = [op.operand(0).type, op.result().type];
  if (operand.kind !== 'tensor' || result.kind !== 'tensor') return true;
  const problem = broadcastProblem(op, operand.shape.length);
  if (problem !== null) return report.error(problem);
  const dimensions = integerAttrs(op, 'broadcast_dimensions');
  if (hasDuplicates(dimensions))
    return report.error('broadcast_dimensions should not have duplicates');
  for (const [i, dim] of dimensions.entries()) {
    const target = result.shape[dim];
    if (target === undefined)
      return report.error(
        `broadcast_dimensions contains invalid value ${dim} for result with rank ${result.shape.length}`,
      );
    const size = operand.shape[i] ?? DYNAMIC;
    if (size !== DYNAMIC && size !== 1 && size !== target)
      return report.error(
        `size of operand dimension ${i} (${size}) is not equal to 1 or size of result dimension ${dim} (${target})`,
      );
  }
  return true;
}

export function verifyDynamicBroadcastInDim(op: Operation, report: VerifyContext): boolean {
  const [operand, sizes] = op.operands.map((value) => value.type);
  const result = op.result().type;
  if (operand?.kind !== 'tensor' || sizes?.kind !== 'tensor' || result.kind !== 'tensor')
    return true;
  const [rank, resultRank] = [operand.shape.length, result.shape.length];
  const problem = broadcastProblem(op, rank);
  if (problem !== null) return report.error(problem);
  if (resultRank < rank)
    return report.error(`result rank (${resultRank}) is less than operand rank (${rank})`);
  for (const [i, dim] of integerAttrs(op, 'broadcast_dimensions').entries()) {
    const target = result.shape[dim];
    if (target === undefined)
      return report.error(
        `broadcast_dimensions contains invalid value ${dim} for result with rank ${resultRank}`,
      );
    const size = operand.shape[i] ?? DYNAMIC;
    if (size !== 1 && !areCompatibleSizes(size, target))
      return report.error(
        `size of operand dimension ${i} (${sizeNumber(size)}) is not compatible with size of result dimension ${dim} (${sizeNumber(target)})`,
      );
  }
  const count = sizes.shape[0] ?? DYNAMIC;
  if (count !== resultRank)
    return report.error(
      `result rank (${resultRank}) is not equal to number of output dimensions (${sizeNumber(count)})`,
    );
  const hints = [
    ...integerAttrs(op, 'known_expanding_dimensions'),
    ...integerAttrs(op, 'known_nonexpanding_dimensions'),
  ];
  if (hasDuplicates(hints))
    return report.error('duplicate expansion hint for at least one operand dimension');
  const outside = hints.find((dim) => dim < 0 || dim >= rank);
  return (
    outside === undefined ||
    report.error(
      `hint for expanding dimension ${outside} does not refer to a valid operand dimension`,
    )
  );
}

/** Elements of a tensor in one dimension, as far as they are counted. */
const countOf = (type: Type | undefined): number =>
  type?.kind === 'tensor' && hasStaticShape(type) ? numElements(type.shape) : DYNAMIC;

export function verifyDynamicPad(op: Operation, report: VerifyContext): boolean {
  const [operand, value, ...paddings] = op.operands.map((each) => each.type);
  if (operand?.kind !== 'tensor' || value?.kind !== 'tensor') return true;
  const rank = operand.shape.length;
  if (value.shape.length !== 0) return report.error('padding value type should be a rank-0');
  for (const [i, name] of ['low', 'high', 'interior'].entries()) {
    const count = countOf(paddings[i]);
    if (count !== rank)
      return report.error(
        `edge_padding_${name} length(${sizeNumber(count)}) must match operand rank(${rank}).`,
      );
  }
  const result = op.result().type;
  return (
    result.kind !== 'tensor' ||
    result.shape.length === rank ||
    report.error(`operand rank(${rank}) must match result(${result.shape.length}).`)
  );
}

export function verifyDynamicReshape(op: Operation, report: VerifyContext): boolean {
  const [shape, result] = [op.operand(1).type, op.result().type];
  const count = shape.kind === 'tensor' ? (shape.shape[0] ?? DYNAMIC) : DYNAMIC;
  return (
    result.kind !== 'tensor' ||
    count === DYNAMIC ||
    count === result.shape.length ||
    report.error('output should have a rank equal to the number of elements in output_shape')
  );
}

export function verifyRealDynamicSlice(op: Operation, report: VerifyContext): boolean {
  const [operand, ...bounds] = op.operands.map((value) => value.type);
  if (operand?.kind !== 'tensor') return true;
  const rank = operand.shape.length;
  for (const [i, name] of ['start_indices', 'limit_indices', 'strides'].entries()) {
    const count = countOf(bounds[i]);
    if (count !== rank)
      return report.error(
        `has mismatched number of operand rank (${rank}) and ${name} size (${sizeNumber(count)})`,
      );
  }
  return true;
}

export function verifyReshape(op: Operation, report: VerifyContext): boolean {
  const [operand, result] = [countOf(op.operand(0).type), countOf(op.result().type)];
  return (
    operand === DYNAMIC ||
    operand === result ||
    report.error(
      `number of output elements (${result}) doesn't match expected number of elements (${operand})`,
    )
  );
}

export function verifyReverse(op: Operation, report: VerifyContext): boolean {
  const rank = attrShape(op, 'dimensions')?.length ?? 0;
  if (rank !== 1) return report.error(`dimensions has rank ${rank} instead of required rank 1.`);
  const dimensions = integerAttrs(op, 'dimensions');
  if (hasDuplicates(dimensions))
    return report.error(`dimensions should be unique. Got: ${dimensions.join(', ')}`);
  const { type } = op.operand(0);
  for (const dim of dimensions) {
    if (dim < 0)
      return report.error(`all dimensions should be non-negative. Got dimension: ${dim}.`);
    if (type.kind === 'tensor' && dim >= type.shape.length)
      return report.error(
        `all dimensions should be between [0, ${type.shape.length}). Got dimension: ${dim}.`,
      );
  }
  return true;
}

export function verifyIota(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (type.kind !== 'tensor') return true;
  if (type.shape.length === 0) return report.error('does not support scalars.');
  const dim = integerAttr(op, 'iota_dimension');
  return (
    (dim >= 0 && dim < type.shape.length) ||
    report.error('iota dimension cannot go beyond the output rank or be negative.')
  );
}

export function verifyRngBitGenerator(op: Operation, report: VerifyContext): boolean {
  const [before, after] = [op.operand(0).type, op.result(0).type];
  if (before.kind !== 'tensor' || after.kind !== 'tensor') return true;
  const fits =
    before.shape.length === after.shape.length &&
    before.shape.every((size, i) => areCompatibleSizes(size, after.shape[i] ?? size));
  return (
    fits ||
    report.error(
      `output state shape must be compatible with initial state shape. Got: ${typeText(report, before)} and ${typeText(report, after)}`,
    )
  );
}

/** What is received ends in a token. */
export function verifyRecv(op: Operation, report: VerifyContext): boolean {
  const last = op.resultTypes[op.numResults - 1];
  if (!last) return report.error('result is expected to be at least of size 1, but got 0');
  return (
    isDialectType(last, `${op.operationName.dialect}.token`) ||
    report.error(
      `last element of result types is expected to be of token type, but got ${typeText(report, last)}`,
    )
  );
}

/** As what is received; a layout has an array of integers for each result but the token. */
export function verifyInfeed(op: Operation, report: VerifyContext): boolean {
  if (!verifyRecv(op, report)) return false;
  const layout = op.attr('layout');
  if (layout?.kind !== 'array') return true;
  const count = op.numResults - 1;
  if (layout.elements.length !== count)
    return report.error(
      `layout-attribute size must be ${count} (which is the number of op-results - 1 (for token result)), but got ${layout.elements.length}`,
    );
  for (const element of layout.elements) {
    if (element.kind !== 'array')
      return report.error(
        `layout-attribute expected to have elements of type array, but got ${report.printAttribute(element)}`,
      );
    const other = element.elements.find((leaf) => leaf.kind !== 'integer');
    if (other)
      return report.error(
        `layout-attribute's leaf elements are expected to be of type integer, but got ${report.printAttribute(other)}`,
      );
  }
  return true;
}
