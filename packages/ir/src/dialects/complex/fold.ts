/** Folds of the complex dialect. */

import type { Attribute } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { constantValue } from '../../rewrite/folder.ts';

const definition = (value: Value, name: string): Operation | null => {
  const op = value.definingOp;
  return op?.is(`complex.${name}`) ? op : null;
};

export const foldCreate: Fold = (op) => {
  const real = definition(op.operand(0), 're');
  const imaginary = definition(op.operand(1), 'im');
  if (!real || real.operand(0) !== imaginary?.operand(0)) return null;
  return [real.operand(0)];
};

/** Part 0 is real, part 1 imaginary. */
export const foldPart =
  (part: 0 | 1): Fold =>
  (op, [constant]) => {
    const known = constant?.kind === 'array' ? constant.elements[part] : undefined;
    if (known) return [known];
    const create = definition(op.operand(0), 'create');
    return create ? [create.operand(part)] : null;
  };

const isZero = (attr: Attribute | null): boolean =>
  attr?.kind === 'array' &&
  attr.elements.every((element) => element.kind === 'float' && element.value === 0);

export const foldAdd: Fold = (op) => {
  const [lhs, rhs] = [op.operand(0), op.operand(1)];
  for (const [difference, other] of [
    [definition(lhs, 'sub'), rhs],
    [definition(rhs, 'sub'), lhs],
  ] as const)
    if (difference?.operand(1) === other) return [difference.operand(0)];
  return isZero(constantValue(rhs)) ? [lhs] : null;
};
export const foldSub: Fold = (op) => {
  const [lhs, rhs] = [op.operand(0), op.operand(1)];
  const sum = definition(lhs, 'add');
  if (sum?.operand(1) === rhs) return [sum.operand(0)];
  return isZero(constantValue(rhs)) ? [lhs] : null;
};

/** The operation undoes `inverse`. */
export const foldInverse =
  (inverse: string): Fold =>
  (op) => {
    const inner = definition(op.operand(0), inverse);
    return inner ? [inner.operand(0)] : null;
  };
