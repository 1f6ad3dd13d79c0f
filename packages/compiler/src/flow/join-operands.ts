/**
 * Joins operands of dispatches that would be given more buffers than devices bind
 * (`iwb-flow-join-dispatch-operands`): the elements of several tensors are copied into one, one tensor after another,
 * and the dispatch finds them there.
 */

import {
  Builder,
  DYNAMIC,
  isTensor,
  type Operation,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../input/by-place.ts';
import { emptyTensor } from '../input/linalg-builder.ts';
import type { Scalars } from '../input/scalars.ts';
import type { PassFunction } from '../report.ts';
import { dynamicDimsOf, sizesOf } from '../util/dynamic-dims.ts';
import { MAX_BUFFERS } from './dispatch-buffers.ts';
import { captures, tiedCapture } from './form-workgroups.ts';

export const joinDispatchOperands: PassFunction = (module) => {
  for (const region of module.collect('flow.dispatch.region')) joinOperands(region);
};

function joinOperands(region: Operation): void {
  const captured = captures(region).filter(({ type }) => isTensor(type));
  const returned = region.region(0).front.last?.operands ?? [];
  const written = new Set(returned.map((value) => tiedCapture(region, value, captured)));
  const read = captured.filter((value) => !written.has(value));
  // What is written in place is one buffer, not two.
  const inPlace = captured.length - read.length;
  let excess = captured.length + returned.length - inPlace - MAX_BUFFERS;
  const ofType = new Map<Type, Value[]>();
  for (const value of read) {
    if (!(value.type instanceof RankedTensorType)) continue;
    const { elementType } = value.type;
    ofType.set(elementType, [...(ofType.get(elementType) ?? []), value]);
  }
  for (const values of [...ofType.values()].sort((a, b) => b.length - a.length)) {
    if (excess <= 0) return;
    // Those are joined that cost the least to copy.
    const joined = values.sort((a, b) => plannedElements(a) - plannedElements(b));
    const count = Math.min(values.length, excess + 1);
    if (count < 2) continue;
    join(region, joined.slice(0, count));
    excess -= count - 1;
  }
}

/** Elements of a tensor; one of unknown sizes counts as larger than any other. */
function plannedElements({ type }: Value): number {
  const shape = type.kind === 'tensor' ? type.shape : [];
  return shape.reduce(
    (count, size) => count * (size === DYNAMIC ? Number.POSITIVE_INFINITY : size),
    1,
  );
}

/** A number of elements: known, or computed on the host. */
type Count = number | Value;

const asValue = (builder: Builder, count: Count): Value =>
  typeof count === 'number' ? builder.constantIndex(count) : count;

const dynamicOf = (count: Count): Value[] => (typeof count === 'number' ? [] : [count]);

function combine(
  builder: Builder,
  name: 'arith.addi' | 'arith.muli',
  lhs: Count,
  rhs: Count,
): Count {
  if (typeof lhs === 'number' && typeof rhs === 'number')
    return name === 'arith.addi' ? lhs + rhs : lhs * rhs;
  return builder.createValue(name, {
    operands: [asValue(builder, lhs), asValue(builder, rhs)],
    resultTypes: [builder.context.indexType],
  });
}

/** Gives the region one tensor in the place of several of one element type. */
function join(region: Operation, values: readonly Value[]): void {
  const builder = Builder.before(region);
  const parts: { readonly value: Value; readonly count: Count; readonly offset: Count }[] = [];
  let total: Count = 0;
  for (const value of values) {
    const type = value.type as RankedTensorType;
    const sizes = sizesOf(builder, value);
    const count = type.shape.reduce<Count>(
      (product, size, dim) =>
        combine(builder, 'arith.muli', product, size === DYNAMIC ? (sizes[dim] as Value) : size),
      1,
    );
    parts.push({ value, count, offset: total });
    total = combine(builder, 'arith.addi', total, count);
  }
  const { elementType } = (values[0] as Value).type as RankedTensorType;
  const flatType = (count: Count): RankedTensorType =>
    RankedTensorType.get([typeof count === 'number' ? count : DYNAMIC], elementType);
  const dims = dynamicOf(total);
  let joined = builder.createValue('flow.tensor.empty', {
    operands: dims,
    resultTypes: [flatType(total)],
  });
  for (const { value, count, offset } of parts) {
    const flat = builder.createValue('flow.tensor.reshape', {
      operandGroups: [[value], dynamicDimsOf(builder, value), dynamicOf(count)],
      resultTypes: [flatType(count)],
    });
    joined = builder.createValue('flow.tensor.update', {
      operandGroups: [[joined], dims, [asValue(builder, offset)], [flat], dynamicOf(count)],
      resultTypes: [joined.type],
    });
  }
  for (const { value, offset } of parts) takeFrom(region, builder, value, joined, offset);
}

/** Has the region read the elements of a tensor where they are in the joined one. */
function takeFrom(
  region: Operation,
  host: Builder,
  value: Value,
  joined: Value,
  offset: Count,
): void {
  const type = value.type as RankedTensorType;
  const sizes = sizesOf(host, value);
  const dims = dynamicDimsOf(host, value);
  const uses = value.uses.filter(({ owner }) => region.isProperAncestorOf(owner));
  const inside = Builder.atStart(region.region(0).front, region.location);
  const start = asValue(inside, offset);
  const own = byPlace(inside, [emptyTensor(inside, type, dims)], (to: Scalars) => {
    const place = type.shape.reduce<Value | null>((sum, _, dim) => {
      const index = to.index(dim);
      if (!sum) return index;
      return to.op('arith.addi', [to.op('arith.muli', [sum, sizes[dim] as Value]), index]);
    }, null);
    return [to.extract(joined, [place ? to.op('arith.addi', [start, place]) : start])];
  });
  for (const use of uses) use.set(own.result());
}
