/** Result types of the tosa dialect's operations that follow from their operands. */

import type { InferState, VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  isRankedShaped,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { verifyInferredTypes } from '../inferred-types.ts';

/** Shapes of all types; null if one has no rank. */
function rankedShapes(types: readonly Type[]): (readonly number[])[] | null {
  const shapes = types.flatMap((type) => (isRankedShaped(type) ? [type.shape] : []));
  return shapes.length === types.length ? shapes : null;
}

/** The shape that all are broadcast to; null if a rank is not known or two sizes differ. */
function commonShape(types: readonly Type[]): number[] | null {
  const shapes = rankedShapes(types);
  if (!shapes) return null;
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes)
    for (const [i, size] of shape.entries()) {
      const at = rank - shape.length + i;
      const before = result[at] ?? 1;
      if (before !== 1 && size !== 1 && before !== size) return null;
      if (before === 1) result[at] = size;
    }
  return result;
}

/** `tosa.equal` gives booleans in the common shape of what it compares. */
export function inferEqual({ context, operands }: InferState): readonly Type[] {
  const shape = commonShape(operands.map((operand) => operand.type));
  return [shape ? RankedTensorType.get(shape, context.i1) : UnrankedTensorType.get(context.i1)];
}

/** Could the first types of both be the shape of one tensor? */
export function haveCompatibleShapes([a]: readonly Type[], declared: readonly Type[]): boolean {
  const [b] = declared;
  if (declared.length !== 1 || !a || !b) return false;
  if (!isRankedShaped(a) || !isRankedShaped(b)) return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => size === DYNAMIC || b.shape[i] === DYNAMIC || size === b.shape[i])
  );
}

const haveCompatibleTypes = (inferred: readonly Type[], declared: readonly Type[]): boolean =>
  haveCompatibleShapes(inferred, declared) &&
  inferred.every((type, i) => {
    const other = declared[i];
    return other !== undefined && elementTypeOrSelf(type) === elementTypeOrSelf(other);
  });

/** `tosa.concat` gives the sizes that its operands share, and the sum of those along the axis. */
export function verifyConcat(op: Operation, report: VerifyContext): boolean {
  const axisAttr = op.attr('axis');
  const types = op.operands.map((operand) => operand.type);
  const [first] = types;
  if (axisAttr?.kind !== 'integer' || !first) return true;
  const axis = Number(axisAttr.value);
  const element = elementTypeOrSelf(first);
  const ranked = types.flatMap((type) => (isRankedShaped(type) ? [type.shape] : []));
  const [{ length: rank } = { length: 0 }] = ranked;
  if (ranked.length === 0)
    return verifyInferredTypes(op, [UnrankedTensorType.get(element)], report, haveCompatibleTypes);
  const shape = new Array<number>(rank).fill(DYNAMIC);
  for (const sizes of ranked)
    for (const [i, size] of sizes.entries()) {
      if (i === axis || size === DYNAMIC) continue;
      if (shape[i] === DYNAMIC) shape[i] = size;
      else if (shape[i] !== size)
        return report.error(
          `Cannot concat tensors with different sizes on the non-axis dimension ${i}`,
        );
    }
  const along = rankedShapes(types)?.map((sizes) => sizes[axis] ?? DYNAMIC) ?? [DYNAMIC];
  // An axis that is none changes no size.
  if (axis >= 0 && axis < rank)
    shape[axis] = along.includes(DYNAMIC) ? DYNAMIC : along.reduce((sum, size) => sum + size, 0);
  return verifyInferredTypes(
    op,
    [RankedTensorType.get(shape, element)],
    report,
    haveCompatibleTypes,
  );
}
