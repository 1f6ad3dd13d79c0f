/** Folds of the flow dialect. */

import { DenseElementsAttr } from '../../attributes.ts';
import { type Fold, operandsNamed } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { hasStaticShape } from '../../types.ts';
import { denseReshape } from '../dense-values.ts';

/** Ties of a static shape say nothing. */
export const foldTieShape: Fold = (op) =>
  operandsNamed(op, 'dynamic_dims').length === 0 ? [op.operand(0)] : null;

export const foldReshape: Fold = (op, [source]) => {
  const type = op.result().type;
  if (op.operand(0).type === type && type.kind === 'tensor' && hasStaticShape(type))
    return [op.operand(0)];
  if (source?.kind === 'dense' && type.kind === 'tensor' && hasStaticShape(type))
    return [denseReshape(source, type)];
  return null;
};

const constantIndices = (op: Operation, operands: readonly unknown[], name: string) => {
  const group = operandsNamed(op, name);
  const start = group[0] ? op.operands.indexOf(group[0]) : 0;
  const values: number[] = [];
  for (let i = 0; i < group.length; i++) {
    const attr = operands[start + i] as { kind?: string; value?: bigint } | null;
    if (attr?.kind !== 'integer' || attr.value === undefined) return null;
    values.push(Number(attr.value));
  }
  return values;
};

export const foldLoad: Fold = (op, operands) => {
  const source = operands[0];
  if (source?.kind !== 'dense') return null;
  if (source.isSplat) return [source.element(0)];
  const indices = constantIndices(op, operands, 'indices');
  if (!indices) return null;
  let flat = 0;
  for (const [dim, index] of indices.entries()) {
    const size = source.type.shape[dim] ?? 0;
    if (index < 0 || index >= size) return null;
    flat = flat * size + index;
  }
  return [source.element(flat)];
};

export const foldClone: Fold = (op, [source]) => {
  if (source) return [source];
  // A clone of nothing is nothing.
  const type = op.result().type;
  return type.kind === 'tensor' && type.shape.includes(0) ? [op.operand(0)] : null;
};

export const foldSlice: Fold = (op, [source]) => {
  const type = op.result().type;
  if (source?.kind !== 'dense' || type.kind !== 'tensor' || !hasStaticShape(type)) return null;
  return source.isSplat ? [DenseElementsAttr.get(type, source.data)] : null;
};

/** An update of the whole target is the update. */
export const foldUpdate: Fold = (op) => {
  const [target] = operandsNamed(op, 'target');
  const [update] = operandsNamed(op, 'update');
  return target &&
    update &&
    target.type === update.type &&
    update.type.kind === 'tensor' &&
    hasStaticShape(update.type)
    ? [update]
    : null;
};
