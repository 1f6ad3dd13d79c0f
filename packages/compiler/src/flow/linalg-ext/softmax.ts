/** `softmax` and `attention`: maxima, exponentials, sums and quotients. */

import { type Builder, DYNAMIC, FloatAttr, RankedTensorType, type Value } from '@iree-workbench/ir';
import { constantOf, emptyTensor, fill, generic, mapOf } from '../../input/linalg-builder.ts';
import { Scalars } from '../../input/scalars.ts';
import { sizesOf } from '../../util/dynamic-dims.ts';
import {
  type ExtLowering,
  emptyLike,
  inputsOf,
  mapWithout,
  outputsOf,
  range,
  type Tensor,
} from './lowering.ts';

/** Combines the elements along a dimension by an operation. */
function reduced(
  builder: Builder,
  { value, type }: Tensor,
  dim: number,
  operation: string,
  start: number,
): Value | null {
  const { elementType } = type;
  if (elementType.kind !== 'float') return null;
  const rank = type.shape.length;
  const keptType = RankedTensorType.get(
    type.shape.filter((_, i) => i !== dim),
    elementType,
  );
  const sizes = sizesOf(builder, value).filter((_, i) => i !== dim && type.shape[i] === DYNAMIC);
  const scalar = constantOf(builder, FloatAttr.get(elementType, start));
  const state = {
    inputs: [value],
    inits: [fill(builder, scalar, emptyTensor(builder, keptType, sizes))],
    maps: [mapOf(rank, range(rank)), mapWithout(rank, [dim])],
    iterators: range(rank).map((i) => (i === dim ? ('reduction' as const) : ('parallel' as const))),
  };
  return generic(builder, state, (body, args) => [new Scalars(body).op(operation, args)]).result();
}

/** Combines each element with what its row was reduced to. */
function withRows(
  builder: Builder,
  tensor: Tensor,
  rows: Value,
  dim: number,
  combine: (to: Scalars, element: Value, row: Value) => Value,
): Value {
  const rank = tensor.type.shape.length;
  const own = mapOf(rank, range(rank));
  const state = {
    inputs: [tensor.value, rows],
    inits: [emptyLike(builder, tensor)],
    maps: [own, mapWithout(rank, [dim]), own],
    iterators: range(rank).map(() => 'parallel' as const),
  };
  return generic(builder, state, (body, [element, row]) => [
    combine(new Scalars(body), element as Value, row as Value),
  ]).result();
}

function softmaxOf(builder: Builder, { value, type }: Tensor, dim: number): Value | null {
  const largest = reduced(builder, { value, type }, dim, 'arith.maxf', Number.NEGATIVE_INFINITY);
  if (!largest) return null;
  // Exponents of at most 0 cannot overflow.
  const powers = withRows(builder, { value, type }, largest, dim, (to, element, row) =>
    to.op('math.exp', [to.op('arith.subf', [element, row])]),
  );
  const sums = reduced(builder, { value: powers, type }, dim, 'arith.addf', 0);
  if (!sums) return null;
  return withRows(builder, { value: powers, type }, sums, dim, (to, element, row) =>
    to.op('arith.divf', [element, row]),
  );
}

/** `iree_linalg_ext.softmax`. */
export const lowerSoftmax: ExtLowering = (op, builder) => {
  const [input] = inputsOf(op);
  const result = input && softmaxOf(builder, input, Number(op.intAttr('dimension')));
  return result ? [result] : null;
};

/** The products of matrices in a batch: loops are batch, row, column, and what is summed over. */
function batchProduct(
  builder: Builder,
  lhs: Value,
  rhs: Value,
  rhsDims: readonly number[],
  type: RankedTensorType,
  sizes: readonly Value[],
): Value | null {
  const { elementType } = type;
  if (elementType.kind !== 'float') return null;
  const zero = constantOf(builder, FloatAttr.get(elementType, 0));
  const state = {
    inputs: [lhs, rhs],
    inits: [fill(builder, zero, emptyTensor(builder, type, sizes))],
    maps: [mapOf(4, [0, 1, 3]), mapOf(4, rhsDims), mapOf(4, [0, 1, 2])],
    iterators: ['parallel', 'parallel', 'parallel', 'reduction'] as const,
  };
  return generic(builder, state, (body, [a, b, sum]) => {
    const to = new Scalars(body);
    return [to.op('arith.addf', [sum as Value, to.op('arith.mulf', [a as Value, b as Value])])];
  }).result();
}

/** `iree_linalg_ext.attention`: the softmax of query by key, times value. */
export const lowerAttention: ExtLowering = (op, builder) => {
  const [query, key, value] = inputsOf(op);
  const [output] = outputsOf(op);
  if (!query || !key || !value || !output) return null;
  const [batch = DYNAMIC, rows = DYNAMIC] = query.type.shape;
  const [, columns = DYNAMIC] = key.type.shape;
  const type = RankedTensorType.get([batch, rows, columns], query.type.elementType);
  const querySizes = sizesOf(builder, query.value);
  const keySizes = sizesOf(builder, key.value);
  const sizes = [querySizes[0], querySizes[1], keySizes[1]].flatMap((size, dim) =>
    size && type.shape[dim] === DYNAMIC ? [size] : [],
  );
  const scores = batchProduct(builder, query.value, key.value, [0, 2, 3], type, sizes);
  const weights = scores && softmaxOf(builder, { value: scores, type }, 2);
  if (!weights) return null;
  const outSizes = sizesOf(builder, output.value).filter(
    (_, dim) => output.type.shape[dim] === DYNAMIC,
  );
  const result = batchProduct(builder, weights, value.value, [0, 3, 2], output.type, outSizes);
  return result ? [result] : null;
};
