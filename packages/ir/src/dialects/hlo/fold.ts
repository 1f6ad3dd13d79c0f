/** Folds of mhlo's operations on elements; stablehlo has none. */

import type { Fold } from '../../dialect.ts';

/** A part of numbers that were made of parts. */
const foldPart =
  (index: 0 | 1): Fold =>
  (op) => {
    const made = op.operand(0).definingOp;
    return made?.is('mhlo.complex') ? [made.operand(index)] : null;
  };

/** The numbers that both parts were taken of. */
const foldComplex: Fold = (op) => {
  const [real, imaginary] = op.operands.map((operand) => operand.definingOp);
  if (!real?.is('mhlo.real') || !imaginary?.is('mhlo.imag')) return null;
  const whole = real.operand(0);
  return whole === imaginary.operand(0) && whole.type === op.result().type ? [whole] : null;
};

const foldSameType: Fold = (op) =>
  op.operand(0).type === op.result().type ? [op.operand(0)] : null;

/** By the operations' names without their dialect. */
const FOLDS: Readonly<Record<string, Fold>> = {
  complex: foldComplex,
  convert: foldSameType,
  copy: foldSameType,
  imag: foldPart(1),
  real: foldPart(0),
};

/** The fold of an operation as an entry of its definition, where it has one. */
export function foldOf(isMhlo: boolean, name: string): { readonly fold?: Fold } {
  const fold = isMhlo && Object.hasOwn(FOLDS, name) ? FOLDS[name] : undefined;
  return fold ? { fold } : {};
}
