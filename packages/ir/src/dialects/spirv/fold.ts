/** Folds of the spirv dialect. */

import type { Attribute } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import { integerBinary } from '../arith/fold.ts';
import { elementCount } from './composite-types.ts';

export const foldIAdd: Fold = integerBinary({
  compute: (a, b) => a + b,
  simplify: (op, rhs) => (rhs === 0n ? op.operand(0) : null),
});
export const foldIMul: Fold = integerBinary({
  compute: (a, b) => a * b,
  simplify: (op, rhs) => (rhs === 0n ? op.operand(1) : rhs === 1n ? op.operand(0) : null),
});
export const foldISub: Fold = integerBinary({
  compute: (a, b) => a - b,
  simplify: (op) => (op.operand(0) === op.operand(1) ? 0n : null),
});

/** The truth that a scalar or all elements of a splat have, or null. */
function truthOf(attr: Attribute | null | undefined): boolean | null {
  const scalar = attr?.kind === 'dense' ? attr.splatValue : attr;
  return scalar?.kind === 'integer' && scalar.type.kind === 'integer' && scalar.type.width === 1
    ? scalar.value !== 0n
    : null;
}

/** `neutral` on the right leaves the left; the other truth, if it `decides`, is the result. */
const logical =
  (neutral: boolean, decides: boolean): Fold =>
  (op, [, rhs]) => {
    const truth = truthOf(rhs);
    if (truth === null || !rhs) return null;
    if (truth === neutral) return [op.operand(0)];
    return decides ? [rhs] : null;
  };
export const foldLogicalAnd = logical(true, true);
export const foldLogicalOr = logical(false, true);
export const foldLogicalNotEqual = logical(false, false);

/** A cast of a cast is one cast, or none. */
export const foldBitcast: Fold = (op) => {
  const input = op.operand(0);
  const { type } = op.result();
  if (input.type === type) return [input];
  const inner = input.definingOp;
  if (!inner?.is('spirv.Bitcast')) return null;
  const first = inner.operand(0);
  if (first.type === type) return [first];
  op.setOperand(0, first);
  return 'in-place';
};

/** The element that the indices lead to in a constant, or null. */
function constantElement(
  constant: Attribute | null | undefined,
  indices: readonly number[],
): Attribute | null {
  const [index, ...rest] = indices;
  if (!constant || index === undefined) return constant ?? null;
  switch (constant.kind) {
    case 'array':
      return constantElement(constant.elements[index], rest);
    case 'dense':
      return rest.length === 0 && constant.type.shape.length === 1 && index < constant.numElements
        ? constant.at(index)
        : null;
    default:
      return null;
  }
}

export const foldCompositeExtract: Fold = (op, [constant]) => {
  const indices = op.attr('indices');
  if (indices?.kind !== 'array') return null;
  const numbers = indices.elements.map((one) => (one.kind === 'integer' ? Number(one.value) : -1));
  const source = op.operand(0).definingOp;
  if (source?.is('spirv.CompositeInsert') && source.attr('indices') === indices)
    return [source.operand(0)];
  if (source?.is('spirv.CompositeConstruct') && numbers.length === 1) {
    const part = source.operands[numbers[0] ?? -1];
    if (part && source.numOperands === elementCount(source.result().type)) return [part];
  }
  const element = constantElement(constant, numbers);
  return element ? [element] : null;
};
