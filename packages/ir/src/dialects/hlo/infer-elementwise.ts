/** Result types of operations that compute each element from elements; messages are upstream's. */

import {
  ComplexType,
  FloatType,
  isTensor,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { haveCompatibleShapes, mostSpecificType } from './bounds.ts';
import { type Inference, inferredOrReported } from './inference.ts';

/** A tensor with the shape and encoding of another. */
export function withElementType(type: Type, element: Type): Type {
  if (type.kind === 'tensor') return RankedTensorType.get(type.shape, element, type.encoding);
  return UnrankedTensorType.get(element);
}
/** The parts of a tensor of complex numbers, or a tensor of real numbers itself. */
export function realType(type: Type): Type {
  if (!isTensor(type)) return type;
  const { elementType } = type;
  return withElementType(
    type,
    elementType.kind === 'complex' ? elementType.elementType : elementType,
  );
}

export const inferAbs: Inference = (op) => [realType(op.operand(0).type)];
export const inferPart = inferAbs;
export const inferIsFinite: Inference = (op) => [
  withElementType(op.operand(0).type, op.context.i1),
];
export const inferComplex: Inference = (op) => {
  const { type } = op.operand(0);
  return isTensor(type) ? [withElementType(type, ComplexType.get(type.elementType))] : null;
};
/** The encoding is not carried over. */
export const inferCompare: Inference = (op) => {
  const { type } = op.operand(0);
  const { i1 } = op.context;
  return [
    type.kind === 'tensor' ? RankedTensorType.get(type.shape, i1) : UnrankedTensorType.get(i1),
  ];
};
export const inferUniformDequantize: Inference = (op) => {
  const { type } = op.operand(0);
  if (!isTensor(type) || type.elementType.kind !== 'dialect') return null;
  const expressed = type.elementType.params[4];
  if (!(expressed instanceof FloatType)) return null;
  return [
    type.kind === 'tensor'
      ? RankedTensorType.get(type.shape, expressed)
      : UnrankedTensorType.get(expressed),
  ];
};

const shapeList = (shape: readonly number[]): string => `[${shape.map(String).join(', ')}]`;

/** Bounds are scalars, or of the operand's shape. */
export const inferClamp: Inference = (op, report) => {
  const { type } = op.operand(1);
  if (type.kind !== 'tensor') return null;
  for (const [name, bound] of [
    ['min', op.operand(0).type],
    ['max', op.operand(2).type],
  ] as const)
    if (bound.kind === 'tensor' && bound.shape.length > 0 && !haveCompatibleShapes(bound, type))
      return report.error(
        `${name} shape ${shapeList(bound.shape)} is not scalar and is not compatible to operand shape ${shapeList(type.shape)}`,
      );
  return [type];
};

export const inferSelect: Inference = (op, report) => {
  const [pred, onTrue, onFalse] = op.operands.map((operand) => operand.type);
  if (!pred || !onTrue || !onFalse || !isTensor(onTrue) || !isTensor(onFalse)) return null;
  if (!haveCompatibleShapes(onTrue, onFalse) || onTrue.elementType !== onFalse.elementType)
    return report.error('requires compatible types for non-predicate operands');
  if (pred.kind === 'tensor' && pred.shape.length > 0 && !haveCompatibleShapes(pred, onTrue))
    return report.error('requires the same shape for all operands');
  return inferredOrReported(mostSpecificType([onTrue, onFalse]), report);
};
