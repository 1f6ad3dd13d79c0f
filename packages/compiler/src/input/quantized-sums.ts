/** What the passes on quantised products share: sums of one factor, and corrections by zero points. */

import {
  AffineMap,
  affineDim,
  type Builder,
  constantValue,
  DYNAMIC,
  IntegerAttr,
  type IntegerType,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  generic,
  parallel,
  rankedTensor,
} from './linalg-builder.ts';
import { Scalars } from './scalars.ts';

/** Is the value the constant zero? */
export function isZero(value: Value): boolean {
  const attr = constantValue(value);
  return attr?.kind === 'integer' && attr.value === 0n;
}

/** The sizes of a tensor's dimensions that its type leaves open, in order. */
export const openSizes = (builder: Builder, value: Value): Value[] =>
  (rankedTensor(value)?.shape ?? []).flatMap((size, dim) =>
    size === DYNAMIC ? [dimOf(builder, value, dim)] : [],
  );

/** The sums of a tensor's integers along some dimensions, in a wider type. */
export function sumAlong(
  builder: Builder,
  value: Value,
  type: IntegerType,
  isSummed: readonly boolean[],
): Value {
  const source = rankedTensor(value) as RankedTensorType;
  const all = [...isSummed.keys()];
  const kept = all.filter((dim) => !isSummed[dim]);
  const sizes = kept.flatMap((dim) =>
    source.shape[dim] === DYNAMIC ? [dimOf(builder, value, dim)] : [],
  );
  const shape = kept.map((dim) => source.shape[dim] as number);
  const empty = emptyTensor(builder, RankedTensorType.get(shape, type), sizes);
  const init = fill(builder, constantOf(builder, IntegerAttr.get(type, 0)), empty);
  // Loops over what is kept are the outer ones.
  const order = [...kept, ...all.filter((dim) => isSummed[dim])];
  const rank = isSummed.length;
  const state = {
    inputs: [value],
    inits: [init],
    maps: [
      new AffineMap(
        rank,
        0,
        all.map((dim) => affineDim(order.indexOf(dim))),
      ),
      new AffineMap(
        rank,
        0,
        kept.map((_, i) => affineDim(i)),
      ),
    ],
    iterators: order.map((dim) => (isSummed[dim] ? ('reduction' as const) : ('parallel' as const))),
  };
  return generic(builder, state, (body, [element, sum]) => {
    const to = new Scalars(body);
    const wide = element?.type === type ? element : to.op('arith.extsi', [element as Value], type);
    return [to.op('arith.addi', [wide, sum as Value])];
  }).result();
}

/** A tensor of the same shape to write to. */
const emptyLike = (builder: Builder, value: Value): Value =>
  emptyTensor(builder, rankedTensor(value) as RankedTensorType, openSizes(builder, value));

/** Takes sums times a zero point from a product; `dims` are the product's that the sums have. */
export function subtractScaled(
  builder: Builder,
  product: Value,
  sums: Value,
  zeroPoint: Value,
  dims: readonly number[],
): Value {
  const rank = rankedTensor(product)?.shape.length ?? 0;
  const identity = AffineMap.identity(rank);
  const state = {
    inputs: [product, sums],
    inits: [emptyLike(builder, product)],
    maps: [identity, new AffineMap(rank, 0, dims.map(affineDim)), identity],
    iterators: parallel(rank),
  };
  return generic(builder, state, (body, [value, sum]) => {
    const to = new Scalars(body);
    const correction = to.op('arith.muli', [sum as Value, zeroPoint]);
    return [to.op('arith.subi', [value as Value, correction])];
  }).result();
}

/** Adds one number to all. */
export function addScalar(builder: Builder, value: Value, scalar: Value): Value {
  const rank = rankedTensor(value)?.shape.length ?? 0;
  const identity = AffineMap.identity(rank);
  const state = {
    inputs: [value],
    inits: [emptyLike(builder, value)],
    maps: [identity, identity],
    iterators: parallel(rank),
  };
  return generic(builder, state, (body, [element]) => [
    new Scalars(body).op('arith.addi', [element as Value, scalar]),
  ]).result();
}
