/** Folds of the stream dialect. */

import { DialectAttr } from '../../attributes.ts';
import { type Fold, operandsNamed } from '../../dialect.ts';
import type { Value } from '../../operation.ts';

const isImmediate = (value: Value): boolean =>
  value.definingOp?.is('stream.timepoint.immediate') ?? false;

export const foldImmediate: Fold = (op) => [DialectAttr.get(op.context, 'stream', 'timepoint')];

/** A join of immediate timepoints is immediate; of one, itself. */
export const foldJoin: Fold = (op) => {
  if (op.operands.every(isImmediate)) return [DialectAttr.get(op.context, 'stream', 'timepoint')];
  const [first] = op.operands;
  return op.numOperands === 1 && first ? [first] : null;
};

/** Nothing to wait for. */
export const foldAwait: Fold = (op) => {
  const [timepoint] = operandsNamed(op, 'await_timepoint');
  return timepoint && isImmediate(timepoint) ? operandsNamed(op, 'resource_operands') : null;
};

/** The size operand that goes with the value, where its definition has one. */
export const foldResourceSize: Fold = (op) => {
  const definition = op.operand(0).definingOp;
  const result = op.operand(0);
  if (!definition || result.kind !== 'result') return null;
  for (const group of ['result_size', 'storage_size', 'target_size']) {
    const [size] = operandsNamed(definition, group);
    if (size && definition.numResults <= 2) return [size];
  }
  const sizes = operandsNamed(definition, 'result_sizes');
  const size = sizes[result.index];
  return size && sizes.length >= definition.numResults - 1 ? [size] : null;
};

/** A subview of everything is the resource. */
export const foldSubview: Fold = (op) => {
  const [sourceSize] = operandsNamed(op, 'source_size');
  const [resultSize] = operandsNamed(op, 'result_size');
  return sourceSize === resultSize ? [op.operand(0)] : null;
};
