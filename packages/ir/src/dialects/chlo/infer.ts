/** Result types of the chlo dialect's operations, whose operands are broadcast; messages are upstream's. */

import { attributeType } from '../../attributes.ts';
import {
  ComplexType,
  DYNAMIC,
  elementTypeOrSelf,
  isTensor,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { broadcastShapes } from '../broadcastable.ts';
import { integersIn } from '../hlo/convolution-syntax.ts';
import type { Inference } from '../hlo/inference.ts';

/** The shape of two broadcast together, along dimensions if they are named; null if nothing is known of it. */
function broadcast(
  a: readonly number[],
  b: readonly number[],
  dimensions: readonly number[] | null,
): readonly number[] | null {
  if (a.length === b.length || !dimensions) return broadcastShapes(a, b);
  const [large, small] = a.length > b.length ? [a, b] : [b, a];
  if (dimensions.length !== small.length) return null;
  if (dimensions.some((dim) => dim < 0 || dim >= large.length)) return null;
  const part = broadcastShapes(
    small,
    dimensions.map((dim) => large[dim] ?? DYNAMIC),
  );
  if (!part) return null;
  const shape = [...large];
  for (const [i, dim] of dimensions.entries()) shape[dim] = part[i] ?? DYNAMIC;
  return shape;
}

function broadcastType(
  a: Type,
  b: Type,
  element: Type,
  dimensions: readonly number[] | null = null,
): Type {
  const shape =
    a.kind === 'tensor' && b.kind === 'tensor' ? broadcast(a.shape, b.shape, dimensions) : null;
  return shape ? RankedTensorType.get(shape, element) : UnrankedTensorType.get(element);
}

/** Two operands of one element type; `resultElement` is that of the result. */
const inferBroadcast =
  (resultElement: (element: Type) => Type): Inference =>
  (op, report) => {
    const [lhs, rhs] = op.operands.map((operand) => operand.type);
    if (!lhs || !rhs || !isTensor(lhs) || !isTensor(rhs) || lhs.elementType !== rhs.elementType)
      return report.error('mismatched operand types');
    const named = op.attr('broadcast_dimensions');
    return [
      broadcastType(
        lhs,
        rhs,
        resultElement(lhs.elementType),
        named ? integersIn(named).map(Number) : null,
      ),
    ];
  };
export const inferBinary = inferBroadcast((element) => element);
export const inferBroadcastCompare = inferBroadcast((element) => element.context.i1);
export const inferBroadcastComplex = inferBroadcast((element) => ComplexType.get(element));

export const inferBroadcastSelect: Inference = (op, report) => {
  const [pred, onTrue, onFalse] = op.operands.map((operand) => operand.type);
  if (!pred || !onTrue || !onFalse || elementTypeOrSelf(onTrue) !== elementTypeOrSelf(onFalse))
    return report.error('mismatched operand types');
  const element = elementTypeOrSelf(onTrue);
  const either = broadcastType(onTrue, onFalse, element);
  return [either.kind === 'tensor' ? broadcastType(either, pred, element) : either];
};

export const inferConstantLike: Inference = (op) => {
  const value = op.attr('value');
  const element = value && attributeType(value);
  const { type } = op.operand(0);
  if (!element) return null;
  return [
    type.kind === 'tensor'
      ? RankedTensorType.get(type.shape, element)
      : UnrankedTensorType.get(element),
  ];
};

export const inferTopK: Inference = (op, report) => {
  const attr = op.attr('k');
  const k = attr?.kind === 'integer' ? attr.value : 0n;
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return report.error('operand must be ranked');
  if (type.shape.length < 1) return report.error("operand's rank must be at least 1");
  const last = type.shape[type.shape.length - 1];
  if (last === undefined || last === DYNAMIC)
    return report.error("operand's last dimension must be static");
  if (last < k)
    // Upstream prints the number without a sign.
    return report.error(`operand's last dimension must be at least ${BigInt.asUintN(64, k)}`);
  const shape = [...type.shape.slice(0, -1), Number(k)];
  return [
    RankedTensorType.get(shape, type.elementType),
    RankedTensorType.get(shape, op.context.i32),
  ];
};
