/**
 * Elements of tensors that have another tensor in a box of them: what was padded, and what a slice was
 * inserted into. A vector that lies in the box, or beside it, is one; only at the box's ends is one put
 * together of elements.
 */

import { type Operation, type Type, type Value, VectorType } from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import { holdsWords } from './memory.ts';
import { lanesOf, type Point } from './points.ts';
import { keptDims, mixedList } from './sizes.ts';

/** Where the box is along one dimension of the tensor around it. */
export interface BoxDim {
  readonly offset: Linear;
  readonly size: Linear;
  readonly stride: number;
  /** It has all elements of the dimension. */
  readonly whole: boolean;
}

export interface Box {
  readonly op: Operation;
  readonly dims: readonly BoxDim[];
  readonly source: Value;
  /** The dimension around for each dimension of the source: those that are missing have one element. */
  readonly sourceDims: readonly number[];
  /** The element, or for a point with a lane the vector, beside the box. */
  readonly outside: (point: Point) => Value;
}

/** The box of `tensor.insert_slice`. */
export function insertedBox(evaluator: Evaluator, op: Operation): Box {
  const [source, destination] = [op.operand(0), op.operand(1)];
  const sizes = mixedList(op, 'sizes');
  const strides = mixedList(op, 'strides');
  const dims = mixedList(op, 'offsets').map((offset, dim): BoxDim => {
    const size = sizes[dim] as Linear;
    const stride = constantOf(strides[dim] as Linear);
    if (stride === null || stride < 1)
      throw new CannotLower(op, 'inserts with a stride that is no positive constant');
    const whole =
      constantOf(offset) === 0 &&
      stride === 1 &&
      constantOf(addLinear(size, evaluator.sizes.at(destination, dim), -1)) === 0;
    return { offset, size, stride, whole };
  });
  return {
    op,
    dims,
    source,
    sourceDims: keptDims(op, source.type),
    outside: (point) => evaluator.evaluate(destination, [point])[0] as Value,
  };
}

/** The element or the vector at a point of the tensor around the box. */
export function evaluateBox(evaluator: Evaluator, box: Box, point: Point): Value {
  const all = box.dims.map((_, dim) => dim);
  if (point.lane < 0) return element(evaluator, box, point.indices, all);
  const { emitter, width } = evaluator;
  const along = box.dims[point.lane] as BoxDim;
  const byLanes = (dims: readonly number[]): Value =>
    emitter.fromLanes(
      lanesOf(point, width).map(({ indices }) => element(evaluator, box, indices, dims)),
    );
  const lane = box.sourceDims.indexOf(point.lane);
  if (lane < 0 || along.stride !== 1 || !holdsWords(box.op.result().type)) return byLanes(all);
  const across = conditionsAlong(
    evaluator,
    box,
    point.indices,
    all.filter((dim) => dim !== point.lane),
  );
  const outside = (): Value => emitter.broadcast(box.outside(point), width);
  if (!across) return outside();
  const inSource = (): Value => {
    const indices = sourceIndices(evaluator, box, point.indices);
    const [value] = evaluator.evaluate(box.source, [{ indices, lane }]);
    return emitter.broadcast(value as Value, width);
  };
  const type = VectorType.get([width], elementType(box.op));
  return select(evaluator, type, across, outside, () => {
    const first = addLinear(point.indices[point.lane] ?? ZERO, along.offset, -1);
    const last = addLinear(first, linearConstant(width - 1));
    const ends = [first, last].map((index) => inRange(evaluator, index, along));
    const [a, b] = ends;
    if (a && b) return select(evaluator, type, [...a, ...b], () => byLanes([point.lane]), inSource);
    return byLanes([point.lane]);
  });
}

/** The element at the indices, which are in the box along all but the dimensions given. */
function element(
  evaluator: Evaluator,
  box: Box,
  indices: readonly Linear[],
  dims: readonly number[],
): Value {
  const outside = (): Value => box.outside({ indices, lane: -1 });
  const conditions = conditionsAlong(evaluator, box, indices, dims);
  if (!conditions) return outside();
  return select(evaluator, elementType(box.op), conditions, outside, () =>
    evaluator.element(box.source, sourceIndices(evaluator, box, indices)),
  );
}

function elementType(op: Operation): Type {
  const { type } = op.result();
  return type.kind === 'tensor' ? type.elementType : type;
}

function sourceIndices(evaluator: Evaluator, box: Box, indices: readonly Linear[]): Linear[] {
  return box.sourceDims.map((dim) => {
    const { offset, stride } = box.dims[dim] as BoxDim;
    return evaluator.emitter.floorQuotient(addLinear(indices[dim] ?? ZERO, offset, -1), stride);
  });
}

/** What must hold for the indices to be in the box along the dimensions; null if it never does. */
function conditionsAlong(
  evaluator: Evaluator,
  box: Box,
  indices: readonly Linear[],
  dims: readonly number[],
): Value[] | null {
  const { emitter } = evaluator;
  const conditions: Value[] = [];
  for (const dim of dims) {
    const along = box.dims[dim] as BoxDim;
    const distance = addLinear(indices[dim] ?? ZERO, along.offset, -1);
    const index = emitter.floorQuotient(distance, along.stride);
    const within = inRange(evaluator, index, along);
    if (!within) return null;
    conditions.push(...within);
    if (along.stride > 1)
      conditions.push(emitter.compare('eq', addLinear(distance, index, -along.stride), ZERO));
  }
  return conditions;
}

/** Conditions for `0 <= index < size`; null if it never holds, empty if it always does. */
function inRange(evaluator: Evaluator, index: Linear, { size, whole }: BoxDim): Value[] | null {
  if (whole) return [];
  const at = constantOf(index);
  const count = constantOf(size);
  if (at !== null && count !== null) return at >= 0 && at < count ? [] : null;
  // Unsigned comparison refuses negative indices as well.
  return [evaluator.emitter.compare('ult', index, size)];
}

/** `inside` where every condition holds, else `outside`; conditions that are known cost nothing. */
function select(
  evaluator: Evaluator,
  type: Type,
  conditions: readonly Value[],
  outside: () => Value,
  inside: () => Value,
): Value {
  const { emitter } = evaluator;
  const [first, ...rest] = conditions;
  if (!first) return inside();
  const condition = rest.reduce((all, next) => emitter.and(all, next), first);
  return emitter.branch(
    condition,
    [type],
    () => [inside()],
    () => [outside()],
  )[0] as Value;
}
