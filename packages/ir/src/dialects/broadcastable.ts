/** Operands that are broadcast as NumPy does it, and results that must fit what comes of them. */

import type { Trait } from '../dialect.ts';
import { DYNAMIC, isTensor, type Type } from '../types.ts';

/** The shape that two shapes are broadcast to, from the last dimension on; null if they do not fit. */
export function broadcastShapes(a: readonly number[], b: readonly number[]): number[] | null {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const result = [...long];
  for (const [i, size] of short.entries()) {
    const at = long.length - short.length + i;
    const broadcast = broadcastSizes(long[at] ?? 1, size);
    if (broadcast === null) return null;
    result[at] = broadcast;
  }
  return result;
}

/** A known size above 1 is right about a dynamic one, whose value must then be it or 1. */
function broadcastSizes(a: number, b: number): number | null {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  if (a === DYNAMIC) return b;
  return b === DYNAMIC ? a : null;
}

/** May a value of the `inferred` size have the size in its type? What is inferred as 1 may have any. */
const isCompatibleSize = (declared: number, inferred: number): boolean =>
  declared === inferred || declared === DYNAMIC || inferred === DYNAMIC || inferred === 1;

const shapeText = (shape: readonly number[]): string =>
  `'${shape.map((size) => (size === DYNAMIC ? '?' : size)).join('x')}'`;
const rankedShapes = (types: readonly Type[]): (readonly number[])[] =>
  types.flatMap((type) => (type.kind === 'tensor' ? [type.shape] : []));

/** Operands have shapes that are broadcast to one, and results have that shape. */
export const ResultsBroadcastableShape: Trait = {
  name: 'ResultsBroadcastableShape',
  verify(op, report) {
    const types = [...op.operands.map((operand) => operand.type), ...op.resultTypes];
    if (types.some(isTensor) && types.some((type) => type.kind === 'vector'))
      return report.error('cannot broadcast vector with tensor');
    const [first, ...others] = rankedShapes(op.operands.map((operand) => operand.type));
    if (!first) return true;
    let shape: readonly number[] = first;
    for (const other of others) {
      const broadcast = broadcastShapes(shape, other);
      if (!broadcast) return report.opError("operands don't have broadcast-compatible shapes");
      shape = broadcast;
    }
    for (const result of rankedShapes(op.resultTypes)) {
      // Only the last dimensions are compared: a result may have more.
      const suffix = result.slice(Math.max(0, result.length - shape.length));
      const fits =
        suffix.length === shape.length &&
        suffix.every((size, i) => isCompatibleSize(size, shape[i] ?? DYNAMIC));
      if (!fits)
        return report.opError(
          `result type ${shapeText(result)} not broadcast compatible with broadcasted operands's shapes ${shapeText(shape)}`,
        );
    }
    return true;
  },
};
