/** Folds of the tosa dialect's operations that give an operand as it is. */

import type { Attribute } from '../../attributes.ts';
import type { Fold, FoldResult } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { hasStaticShape } from '../../types.ts';
import { reshapeSplat, sliceConstant } from './fold-constants.ts';

const keepsType = (op: Operation): boolean => op.operand(0).type === op.result().type;
const itself = (op: Operation, holds: boolean): FoldResult => (holds ? [op.operand(0)] : null);
const numbersOf = (op: Operation, name: string): readonly number[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.numbers : [];
};
const integersOf = (attr: Attribute | null | undefined): readonly bigint[] | null =>
  attr?.kind === 'dense'
    ? Array.from({ length: attr.numElements }, (_, i) => attr.bitsAt(i))
    : null;

/** What changes no shape, and constants that are everywhere the same. */
export const foldReshape: Fold = (op, [input]) =>
  itself(op, keepsType(op)) ?? reshapeSplat(op, input);

/** Along a dimension of one element there is nothing to do. */
export const foldUnitAxis: Fold = (op) => {
  const { type } = op.operand(0);
  const axis = op.attr('axis');
  return itself(
    op,
    type.kind === 'tensor' && axis?.kind === 'integer' && type.shape[Number(axis.value)] === 1,
  );
};

/** Constants that are everywhere the same are so from behind, too. */
export const foldReverse: Fold = (op, constants) => {
  const [input] = constants;
  return input?.kind === 'dense' && input.isSplat ? [input] : foldUnitAxis(op, constants);
};

/** No padding at all. */
export const foldPad: Fold = (op, [, padding]) =>
  itself(op, keepsType(op) && (integersOf(padding)?.every((size) => size === 0n) ?? false));

/** A scale of one, from where the image begins to where it ends. */
export const foldResize: Fold = (op) => {
  const [yUp, yDown, xUp, xDown] = numbersOf(op, 'scale');
  const isAligned = [...numbersOf(op, 'offset'), ...numbersOf(op, 'border')].every(
    (distance) => distance === 0,
  );
  return itself(op, keepsType(op) && isAligned && yUp === yDown && xUp === xDown);
};

/** All of it, where that is known. */
export const foldSlice: Fold = (op, [input]) => {
  const { type } = op.result();
  return (
    itself(op, keepsType(op) && type.kind === 'tensor' && hasStaticShape(type)) ??
    sliceConstant(op, input, numbersOf(op, 'start'))
  );
};

export const foldTile: Fold = (op) =>
  itself(op, keepsType(op) && numbersOf(op, 'multiples').every((count) => count === 1));

/** The dimensions in the order they have. */
export const foldTranspose: Fold = (op, [input, order]) =>
  reshapeSplat(op, input) ??
  itself(op, keepsType(op) && (integersOf(order)?.every((dim, i) => dim === BigInt(i)) ?? false));

/** Both are one, or the condition is the same everywhere. */
export const foldSelect: Fold = (op, [condition]) => {
  const [, onTrue, onFalse] = op.operands;
  if (!onTrue || !onFalse) return null;
  if (onTrue === onFalse) return [onTrue];
  if (condition?.kind !== 'dense' || !condition.isSplat) return null;
  return [condition.bitsAt(0) === 0n ? onFalse : onTrue];
};
