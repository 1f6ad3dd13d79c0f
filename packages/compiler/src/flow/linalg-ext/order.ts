/**
 * `sort` and `topk`. Of few elements, each counts those that stand before it, in parallel, and every place
 * takes the element whose count is its own; many are merged. Equal elements keep their order.
 *
 * The comparison must be a strict weak order, as StableHLO wants it, too.
 */

import { type Builder, DYNAMIC, RankedTensorType, type Value } from '@iree-workbench/ir';
import { byPlace } from '../../input/by-place.ts';
import { emptyTensor, generic, mapOf } from '../../input/linalg-builder.ts';
import { Scalars } from '../../input/scalars.ts';
import { sizesOf } from '../../util/dynamic-dims.ts';
import { FEW_ELEMENTS } from './doubling.ts';
import {
  type ExtLowering,
  emptyLike,
  inlineRegion,
  inputsOf,
  mapThroughLast,
  type Order,
  outputsOf,
  range,
  type Tensor,
  zerosLike,
} from './lowering.ts';
import { mergeSorted } from './merge-sort.ts';

const PARALLEL_THEN_REDUCTION = (rank: number) => [
  ...range(rank).map(() => 'parallel' as const),
  'reduction' as const,
];

/** For each element, how many come before it. */
function ranks(builder: Builder, { tensors, dim, region }: Order): Value | null {
  const [first] = tensors;
  const compared = tensors.slice(0, region.front.arguments.length / 2);
  const init = first && zerosLike(builder, first, builder.context.i32);
  if (!first || !init) return null;
  const rank = first.type.shape.length;
  const own = mapOf(rank + 1, range(rank));
  const other = mapThroughLast(rank, dim);
  const state = {
    inputs: [...compared, ...compared].map(({ value }) => value),
    inits: [init],
    maps: [...compared.map(() => own), ...compared.map(() => other), own],
    iterators: PARALLEL_THEN_REDUCTION(rank),
  };
  return generic(builder, state, (body, args) => {
    const to = new Scalars(body);
    const mine = args.slice(0, compared.length);
    const theirs = args.slice(compared.length, -1);
    const count = args[args.length - 1] as Value;
    const before = (a: readonly Value[], b: readonly Value[]): Value =>
      inlineRegion(
        body,
        region,
        a.flatMap((value, i) => [value, b[i] as Value]),
      )[0] as Value;
    const [me, they] = [to.index(dim), to.index(rank)];
    // Whoever stands first stays first unless the other one comes before.
    const i1 = body.context.i1;
    const stays = to.op('arith.xori', [before(mine, theirs), to.integer(i1, 1)]);
    const isAhead = to.select(to.cmpi('slt', they, me), stays, before(theirs, mine));
    const isOther = to.cmpi('ne', they, me);
    const counts = to.op('arith.andi', [isAhead, isOther]);
    return [to.op('arith.addi', [count, to.op('arith.extui', [counts], count.type)])];
  }).result();
}

/** The tensors in order, in so many places as the results have along the dimension. */
function inOrder(builder: Builder, order: Order, results: readonly Tensor[]): Value[] | null {
  const extent = order.tensors[0]?.type.shape[order.dim] ?? DYNAMIC;
  return extent === DYNAMIC || extent > FEW_ELEMENTS
    ? firstOf(builder, mergeSorted(builder, order), results)
    : counted(builder, order, results);
}

/** The elements of larger tensors at the places that others have. */
function firstOf(builder: Builder, sorted: readonly Value[], results: readonly Tensor[]): Value[] {
  return results.map((result, i) => {
    const all = sorted[i] as Value;
    if (all.type === result.type) return all;
    const rank = result.type.shape.length;
    return byPlace(builder, [emptyLike(builder, result)], (to) => {
      return [
        to.extract(
          all,
          range(rank).map((dim) => to.index(dim)),
        ),
      ];
    }).result();
  });
}

function counted(builder: Builder, order: Order, results: readonly Tensor[]): Value[] | null {
  const positions = ranks(builder, order);
  const inits = results.map((result) => zerosLike(builder, result));
  if (!positions || inits.some((init) => init === null)) return null;
  const rank = results[0]?.type.shape.length ?? 0;
  const from = mapThroughLast(rank, order.dim);
  const to = mapOf(rank + 1, range(rank));
  const state = {
    inputs: [positions, ...order.tensors.map(({ value }) => value)],
    inits: inits.flatMap((init) => init ?? []),
    maps: [from, ...order.tensors.map(() => from), ...results.map(() => to)],
    iterators: PARALLEL_THEN_REDUCTION(rank),
  };
  const picked = generic(builder, state, (body, [position, ...values]) => {
    const scalars = new Scalars(body);
    const place = scalars.op('arith.index_cast', [scalars.index(order.dim)], body.context.i32);
    const isHere = scalars.cmpi('eq', position as Value, place);
    return results.map((_, i) =>
      scalars.select(isHere, values[i] as Value, values[results.length + i] as Value),
    );
  });
  return [...picked.results];
}

/** `iree_linalg_ext.sort`. */
export const lowerSort: ExtLowering = (op, builder) => {
  const tensors = outputsOf(op);
  const dim = Number(op.intAttr('dimension'));
  return inOrder(builder, { tensors, dim, region: op.region() }, tensors);
};

/** The numbers of elements along a dimension, for values that come without indices. */
function positionsIn(builder: Builder, { value, type }: Tensor, dim: number, like: Tensor): Tensor {
  const ownType = RankedTensorType.get(type.shape, like.type.elementType);
  const init = emptyLike(builder, { value, type: ownType });
  const positions = byPlace(builder, [init], (to) => {
    return [to.op('arith.index_cast', [to.index(dim)], ownType.elementType)];
  });
  return { value: positions.result(), type: ownType };
}

/** Two tensors one behind the other. */
function joined(builder: Builder, first: Tensor, second: Tensor, dim: number): Tensor {
  const sizes = [first, second].map(({ value }) => sizesOf(builder, value));
  const [ahead, behind] = sizes.map((all) => all[dim] as Value) as [Value, Value];
  const shape = second.type.shape.map((size, i) => {
    const other = first.type.shape[i] ?? DYNAMIC;
    if (i !== dim) return size;
    return size === DYNAMIC || other === DYNAMIC ? DYNAMIC : size + other;
  });
  const type = RankedTensorType.get(shape, second.type.elementType);
  const total = new Scalars(builder).op('arith.addi', [ahead, behind]);
  const dims = shape.flatMap((size, i) =>
    size === DYNAMIC ? [i === dim ? total : (sizes[1]?.[i] as Value)] : [],
  );
  const init = { value: emptyTensor(builder, type, dims), type };
  const rank = shape.length;
  const value = byPlace(builder, [init.value], (to) => {
    const at = range(rank).map((i) => to.index(i));
    const isFirst = to.cmpi('slt', at[dim] as Value, ahead);
    // What is read but not taken must be there, too.
    const zero = to.builder.constantIndex(0);
    const inFirst = to.select(isFirst, at[dim] as Value, zero);
    const inSecond = to.select(isFirst, zero, to.op('arith.subi', [at[dim] as Value, ahead]));
    const element = (tensor: Tensor, index: Value): Value =>
      to.extract(
        tensor.value,
        at.map((other, i) => (i === dim ? index : other)),
      );
    return [to.select(isFirst, element(first, inFirst), element(second, inSecond))];
  }).result();
  return { value, type };
}

/**
 * `iree_linalg_ext.topk`: what the outputs hold already competes with the inputs, and comes first where
 * they are equal.
 */
export const lowerTopk: ExtLowering = (op, builder) => {
  const dim = Number(op.intAttr('dimension'));
  const [values, givenIndices] = inputsOf(op);
  const [outValues, outIndices] = outputsOf(op);
  if (!values || !outValues || !outIndices) return null;
  const indices = givenIndices ?? positionsIn(builder, values, dim, outIndices);
  const tensors = [
    joined(builder, outValues, values, dim),
    joined(builder, outIndices, indices, dim),
  ];
  return inOrder(builder, { tensors, dim, region: op.region() }, [outValues, outIndices]);
};
