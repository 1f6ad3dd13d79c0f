/** Result types of the shape dialect's operations that follow from their operands, and what may stand for them. */

import type { Context } from '../../context.ts';
import type { InferState, VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DialectType,
  DYNAMIC,
  isRankedShaped,
  isShaped,
  RankedTensorType,
  type Type,
} from '../../types.ts';
import { verifyInferredTypes } from '../inferred-types.ts';
import { isShape, isSize } from './types.ts';

const sizeType = (context: Context): Type => DialectType.get(context, 'shape', 'size');
const extents = (context: Context, rank: number): Type =>
  RankedTensorType.get([rank], context.indexType);
const typesOf = ({ operands }: InferState): readonly Type[] =>
  operands.map((operand) => operand.type);

/** As many extents as the constant has. */
export function inferConstShape({ context, attr }: InferState): readonly Type[] | null {
  const shape = attr('shape');
  return shape?.kind === 'dense' ? [extents(context, shape.numElements)] : null;
}
/** As many extents as the operand has dimensions; a shape of a value with its shape. */
export function inferShapeOf(state: InferState): readonly Type[] | null {
  const [type] = typesOf(state);
  if (!type) return null;
  if (!isShaped(type)) return [DialectType.get(state.context, 'shape', 'shape')];
  return [extents(state.context, isRankedShaped(type) ? type.shape.length : DYNAMIC)];
}
/** What both operands are, else a size. */
export function inferExtremum(state: InferState): readonly Type[] {
  const [lhs, rhs] = typesOf(state);
  return [lhs && lhs === rhs ? lhs : sizeType(state.context)];
}

/** Could two types be of tensors of one shape? */
function haveCompatibleShapes(a: Type, b: Type): boolean {
  if (!isShaped(a) || !isShaped(b)) return false;
  if (!isRankedShaped(a) || !isRankedShaped(b)) return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => size === DYNAMIC || b.shape[i] === DYNAMIC || size === b.shape[i])
  );
}
const ofOne =
  (areCompatible: (inferred: Type, declared: Type) => boolean) =>
  (inferred: readonly Type[], declared: readonly Type[]): boolean => {
    const [a, b] = [inferred[0], declared[0]];
    return a !== undefined && b !== undefined && areCompatible(a, b);
  };
/** A shape may stand for any extents. */
export const areCompatibleShapes = ofOne(
  (a, b) => isShape(a) || isShape(b) || haveCompatibleShapes(a, b),
);
/** The extents as they are, or a shape. */
export const isSameOrShape = ofOne((a, b) => a === b || isShape(b));
export const areBothShapesOrSizes = ofOne(
  (a, b) => (isShape(a) && isShape(b)) || (isSize(a) && isSize(b)),
);
const isEitherWay = (
  a: Type,
  b: Type,
  isLeft: (type: Type) => boolean,
  isRight: (type: Type) => boolean,
): boolean => (isLeft(a) && isRight(b)) || (isLeft(b) && isRight(a));
/** An index may stand for a size, and extents for a shape. */
const areCompatibleMeets = ofOne(
  (a, b) =>
    a === b ||
    haveCompatibleShapes(a, b) ||
    isEitherWay(a, b, isSize, (type) => type.kind === 'index') ||
    isEitherWay(a, b, isShape, isShaped),
);

/** The type that says what both types say; a message where they contradict each other. */
function meet(a: Type, b: Type): Type | string {
  const [left, right] = isShape(a) || isSize(a) ? [a, b] : [b, a];
  const mixed = 'requires all sizes or shapes';
  if (isSize(left)) return isSize(right) || right.kind === 'index' ? left : mixed;
  if (left.kind === 'index') return right.kind === 'index' ? right : mixed;
  if (isShape(left)) return isShape(right) || right.kind === 'tensor' ? left : mixed;
  // Upstream does not ask whether the other one is a tensor, too.
  const [rank = DYNAMIC] = left.kind === 'tensor' ? left.shape : [];
  const [other = 0] = right.kind === 'tensor' ? right.shape : [];
  if (rank === DYNAMIC || rank === other) return left;
  return other === DYNAMIC ? right : 'unequal shape cardinality';
}

/** `shape.meet` gives what its operands have in common. */
export function verifyMeet(op: Operation, report: VerifyContext): boolean {
  const type = meet(op.operand(0).type, op.operand(1).type);
  if (typeof type === 'string') return report.error(type);
  return verifyInferredTypes(op, [type], report, areCompatibleMeets);
}
