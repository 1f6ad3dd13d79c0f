/**
 * Scatters: updates are written, or combined with what is there, in the memory of the tensor that they go into, so
 * that one costs as much as its updates. What is iterated over are the updates; threads share the windows' dimensions
 * that no index moves, and the updates themselves where no two of them meet.
 */

import { type Operation, RankedTensorType, type Value } from '@iree-workbench/ir';
import { BodyCloner } from './body.ts';
import { CannotLower } from './cannot-lower.ts';
import type { Emitter } from './emitter.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, type Linear, linearConstant, linearValue, ZERO } from './linear.ts';
import { bindingKey, type Storage } from './memory.ts';
import type { Point } from './points.ts';
import type { TensorSizes } from './sizes.ts';

/** `iree_linalg_ext.scatter` on tensors. */
export interface Scatter {
  readonly op: Operation;
  readonly updates: Value;
  readonly indices: Value;
  /** What the updates go into. */
  readonly original: Value;
  /** For each column of the indices, the dimension of the result that it moves along. */
  readonly moved: readonly number[];
  /** The dimension of the result for each dimension of the updates but the first, which counts them. */
  readonly windowDims: readonly number[];
  /** No two updates have an element in common. */
  readonly isUnique: boolean;
}

/** The scatter that computes a value, or null. */
export function findScatter(value: Value): Scatter | null {
  const op = value.definingOp;
  const map = op?.attr('dimension_map');
  if (!op?.is('iree_linalg_ext.scatter') || map?.kind !== 'dense_array') return null;
  const [updates, indices, original] = op.operands as [Value, Value, Value];
  if (!(updates.type instanceof RankedTensorType) || !(original.type instanceof RankedTensorType))
    return null;
  const windowRank = updates.type.shape.length - 1;
  const start = original.type.shape.length - windowRank;
  return {
    op,
    updates,
    indices,
    original,
    moved: map.values.map(Number),
    windowDims: Array.from({ length: windowRank }, (_, i) => start + i),
    isUnique: op.intAttr('unique_indices') !== 0n || updates.type.shape[0] === 1,
  };
}

/** Dimensions of the updates that one thread runs through alone, in the order of the updates. */
export function serialDimsOf({ moved, windowDims, isUnique }: Scatter): number[] {
  const windows = windowDims.flatMap((dim, i) => (moved.includes(dim) ? [i + 1] : []));
  return isUnique ? windows : [0, ...windows];
}

/** Sizes of the updates; no window is larger than what it goes into. */
export function updateSizes(emitter: Emitter, sizes: TensorSizes, scatter: Scatter): Linear[] {
  return sizes.of(scatter.updates).map((size, i) => {
    const dim = scatter.windowDims[i - 1];
    return dim === undefined ? size : emitter.minimum(size, sizes.at(scatter.original, dim));
  });
}

/** Where the elements of a store's tensor are in memory. */
export type AddressOf = (indices: readonly Linear[]) => Linear;

/** Writes the updates at points of their tensor into the memory that holds what they go into. */
export function emitUpdates(
  evaluator: Evaluator,
  scatter: Scatter,
  storage: Storage,
  addressOf: AddressOf,
  points: readonly Point[],
): void {
  for (const point of points) emitUpdate(evaluator, scatter, storage, addressOf, point);
}

function emitUpdate(
  evaluator: Evaluator,
  { op, updates, indices, original, moved, windowDims }: Scatter,
  storage: Storage,
  addressOf: AddressOf,
  point: Point,
): void {
  const { emitter, memory, sizes } = evaluator;
  const rank = original.type.kind === 'tensor' ? original.type.shape.length : 0;
  const at = new Array<Linear>(rank).fill(ZERO);
  windowDims.forEach((dim, i) => {
    at[dim] = point.indices[i + 1] ?? ZERO;
  });
  const [number = ZERO] = point.indices;
  const isTable = indices.type.kind === 'tensor' && indices.type.shape.length > 1;
  moved.forEach((dim, column) => {
    const start = evaluator.element(indices, isTable ? [number, linearConstant(column)] : [number]);
    at[dim] = addLinear(at[dim] ?? ZERO, asIndex(emitter, start));
  });
  const [update] = evaluator.evaluate(updates, [point]) as [Value];
  const body = op.region().front;
  const width = point.lane < 0 ? 1 : evaluator.width;
  const write = (): [] => {
    const address = addressOf(at);
    const cloner = new BodyCloner(evaluator, [], width);
    cloner.map(body.argument(0), update);
    if (body.argument(1).hasUses)
      cloner.map(body.argument(1), memory.load(storage, address, width));
    const [value] = cloner.run(body) as [Value];
    memory.store(storage, address, width > 1 ? emitter.broadcast(value, width) : value);
    return [];
  };
  // Unsigned comparison refuses negative indices as well.
  const [first, ...rest] = moved.map((dim) =>
    emitter.compare('ult', at[dim] ?? ZERO, sizes.at(original, dim)),
  );
  if (!first) write();
  else
    emitter.branch(
      rest.reduce((all, next) => emitter.and(all, next), first),
      [],
      write,
      null,
    );
}

function asIndex(emitter: Emitter, value: Value): Linear {
  const { indexType } = emitter.context;
  return linearValue(
    value.type === indexType ? value : emitter.value('arith.index_cast', [value], indexType),
  );
}

/** Refuses a scatter whose result does not stand where it goes into. */
export function checkInPlace(store: Operation, { op, original }: Scatter): void {
  let home = original.definingOp;
  while (home?.is('tensor.extract_slice')) home = home.operand(0).definingOp;
  const isInPlace =
    home?.is('flow.dispatch.tensor.load') &&
    bindingKey(home.operand(0)) === bindingKey(store.operand(1));
  if (!isInPlace)
    throw new CannotLower(
      op,
      'scatters into a tensor that is not where its result is stored',
      'load the tensor from the readwrite binding that the result is stored to',
    );
}
