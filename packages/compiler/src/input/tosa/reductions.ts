/** Reductions along a dimension, which stays with size 1; and where the greatest number is. */

import {
  AffineMap,
  affineDim,
  type ConversionPattern,
  DYNAMIC,
  FloatAttr as Float,
  type FloatAttr,
  IntegerAttr,
  IntegerType,
  type IteratorType,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  generic,
  integerBounds,
  largestFinite,
  lowestFinite,
  rankedTensor,
  reshaped,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { integerOf } from './attributes.ts';

interface Reduction {
  /** What it begins with; null if it is not for the type. */
  readonly initial: (type: Type) => IntegerAttr | FloatAttr | null;
  readonly combine: (to: Scalars, a: Value, b: Value) => Value;
}

const neutral =
  (integer: (type: IntegerType) => bigint, float: (type: Float['type']) => FloatAttr) =>
  (type: Type): IntegerAttr | FloatAttr | null => {
    if (type.kind === 'float') return float(type);
    return type.kind === 'integer' ? IntegerAttr.get(type, integer(type)) : null;
  };
const lowest = neutral((type) => integerBounds(type).min, lowestFinite);
const greatest = neutral((type) => integerBounds(type).max, largestFinite);
const ofBooleans =
  (value: bigint) =>
  (type: Type): IntegerAttr | null =>
    type.kind === 'integer' && type.width === 1 ? IntegerAttr.get(type, value) : null;

const either =
  (float: string, integer: string | ((to: Scalars, a: Value, b: Value) => Value)) =>
  (to: Scalars, a: Value, b: Value): Value => {
    if (a.type.kind === 'float') return to.op(float, [a, b]);
    return typeof integer === 'string' ? to.op(integer, [a, b]) : integer(to, a, b);
  };
const chosen =
  (predicate: 'sgt' | 'slt') =>
  (to: Scalars, a: Value, b: Value): Value =>
    to.select(to.cmpi(predicate, a, b), a, b);

const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  reduce_all: { initial: ofBooleans(1n), combine: (to, a, b) => to.op('arith.andi', [a, b]) },
  reduce_any: { initial: ofBooleans(0n), combine: (to, a, b) => to.op('arith.ori', [a, b]) },
  reduce_max: { initial: lowest, combine: either('arith.maxf', chosen('sgt')) },
  reduce_min: { initial: greatest, combine: either('arith.minf', chosen('slt')) },
  reduce_prod: {
    initial: neutral(
      () => 1n,
      (type) => Float.get(type, 1),
    ),
    combine: either('arith.mulf', 'arith.muli'),
  },
  reduce_sum: {
    initial: neutral(
      () => 0n,
      (type) => Float.get(type, 0),
    ),
    combine: either('arith.addf', 'arith.addi'),
  },
};

/** All loops run over the source; what is left of it is without one dimension. */
function withoutAxis(
  shape: readonly number[],
  axis: number,
): { kept: number[]; maps: [AffineMap, AffineMap]; iterators: IteratorType[] } {
  const all = [...shape.keys()];
  const kept = all.filter((dim) => dim !== axis);
  return {
    kept,
    maps: [AffineMap.identity(shape.length), new AffineMap(shape.length, 0, kept.map(affineDim))],
    iterators: all.map((dim) => (dim === axis ? 'reduction' : 'parallel')),
  };
}

/** Is it the type's shape, open sizes and all? */
const isShape = (type: RankedTensorType, shape: readonly number[]): boolean =>
  type.shape.length === shape.length && type.shape.every((size, dim) => size === shape[dim]);

/** Groups of the source's dimensions that put a dimension of size 1 at `axis`. */
function groupsAround(rank: number, axis: number): number[][] {
  const groups = Array.from({ length: rank }, (_, i) => [i > axis ? i + 1 : i]);
  const holder = Math.min(axis, rank - 1);
  groups[holder]?.push(holder + 1);
  return groups;
}

const lowerReduction = (name: string, reduction: Reduction): ConversionPattern =>
  lowering(`tosa.${name}`, (op, operands, rewriter) => {
    const [input] = operands as [Value];
    const source = rankedTensor(input);
    const result = rankedTensor(op.result());
    const initial = result && reduction.initial(result.elementType);
    if (!initial || source?.elementType !== result.elementType) return false;
    const axis = Number(integerOf(op, 'axis'));
    const reduced = source.shape.map((size, dim) => (dim === axis ? 1 : size));
    if (source.shape[axis] === undefined || !isShape(result, reduced)) return false;
    const { kept, maps, iterators } = withoutAxis(source.shape, axis);
    const dims = kept
      .filter((dim) => source.shape[dim] === DYNAMIC)
      .map((dim) => dimOf(rewriter, input, dim));
    const type = RankedTensorType.get(
      kept.map((dim) => source.shape[dim] as number),
      result.elementType,
    );
    const empty = emptyTensor(rewriter, type, dims);
    const init = fill(rewriter, constantOf(rewriter, initial), empty);
    const loops = generic(
      rewriter,
      { inputs: [input], inits: [init], maps, iterators },
      (body, [a, b]) => [reduction.combine(new Scalars(body), a as Value, b as Value)],
    );
    const expanded = reshaped(
      rewriter,
      'tensor.expand_shape',
      loops.result(),
      result,
      groupsAround(kept.length, axis),
    );
    rewriter.replaceOp(op, [expanded]);
    return true;
  });

/** Keeps the greatest number so far, and beside it where it was. */
const lowerArgmax = lowering('tosa.argmax', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  const initial = source && lowest(source.elementType);
  if (!initial || !(result?.elementType instanceof IntegerType)) return false;
  const axis = Number(integerOf(op, 'axis'));
  const { kept, maps, iterators } = withoutAxis(source.shape, axis);
  const shape = kept.map((dim) => source.shape[dim] as number);
  if (kept.length === source.shape.length || !isShape(result, shape)) return false;
  const dims = kept
    .filter((dim) => source.shape[dim] === DYNAMIC)
    .map((dim) => dimOf(rewriter, input, dim));
  const [places, numbers] = [IntegerAttr.get(result.elementType, 0), initial].map((attr) => {
    const empty = emptyTensor(rewriter, RankedTensorType.get(result.shape, attr.type), dims);
    return fill(rewriter, constantOf(rewriter, attr), empty);
  }) as [Value, Value];
  const loops = generic(
    rewriter,
    { inputs: [input], inits: [places, numbers], maps: [...maps, maps[1]], iterators },
    (body, args) => {
      const [value, place, best] = args as [Value, Value, Value];
      const to = new Scalars(body);
      const here = to.op('arith.index_cast', [to.index(axis)], place.type);
      const isBetter =
        value.type.kind === 'float' ? to.cmpf('ogt', value, best) : to.cmpi('sgt', value, best);
      const number = to.select(isBetter, value, best);
      return [to.select(isBetter, here, place), number];
    },
  );
  rewriter.replaceOp(op, [loops.result(0)]);
  return true;
});

export const reductionPatterns: readonly ConversionPattern[] = [
  ...Object.entries(REDUCTIONS).map(([name, reduction]) => lowerReduction(name, reduction)),
  lowerArgmax,
];
