/**
 * `mhlo.select_and_scatter`: each window selects one of its elements, and what is scattered is combined where it
 * was selected. Of equal elements the last one is, as upstream's order of the selection's operands has it.
 */

import {
  type ConversionPattern,
  type ConversionRewriter,
  hasStaticShape,
  IntegerAttr,
  type IteratorType,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  bodyRegion,
  constantOf,
  emptyTensor,
  fill,
  generic,
  mapOf,
  rankedTensor,
  zeroOf,
  zeros,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf } from './attributes.ts';
import { hloLowering } from './hlo-lowering.ts';
import { computeRegion } from './regions.ts';

interface Windows {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  /** How far windows begin before the operand. */
  readonly before: readonly number[];
}

const iterators = (rank: number): IteratorType[] => [
  ...new Array<IteratorType>(rank).fill('parallel'),
  ...new Array<IteratorType>(rank).fill('reduction'),
];

/** A place in a tensor as one number. */
function linear(to: Scalars, place: readonly Value[], shape: readonly number[]): Value {
  const { indexType, i32 } = to.builder.context;
  const index = place.reduce(
    (sum, at, dim) => {
      const scaled = to.op('arith.muli', [sum, to.integer(indexType, shape[dim] ?? 1)]);
      return to.op('arith.addi', [scaled, at]);
    },
    to.integer(indexType, 0),
  );
  return to.op('arith.index_cast', [index], i32);
}

/** Places that are in a tensor, and whether they had to be moved to be. */
function clamped(
  to: Scalars,
  place: readonly Value[],
  shape: readonly number[],
): { inside: Value; place: Value[] } {
  const { indexType, i1 } = to.builder.context;
  const zero = to.integer(indexType, 0);
  let inside: Value = to.integer(i1, 1);
  const moved = place.map((at, dim) => {
    const last = to.integer(indexType, (shape[dim] ?? 1) - 1);
    const nearest = to.op('arith.minsi', [to.op('arith.maxsi', [at, zero]), last]);
    inside = to.op('arith.andi', [inside, to.cmpi('eq', nearest, at)]);
    return nearest;
  });
  return { inside, place: moved };
}

/** For each window the place that it selects, as a number. */
function selections(
  op: Operation,
  operand: Value,
  outer: readonly number[],
  windows: Windows,
  rewriter: ConversionRewriter,
): Value | null {
  const type = rankedTensor(operand);
  const zero = type && zeroOf(type.elementType);
  if (!type || !zero) return null;
  const { i32 } = rewriter.context;
  const rank = outer.length;
  const window = RankedTensorType.get(windows.sizes, type.elementType);
  const values = zeros(rewriter, RankedTensorType.get(outer, type.elementType), [], zero);
  const none = constantOf(rewriter, IntegerAttr.i32(rewriter.context, -1));
  const places = fill(rewriter, none, emptyTensor(rewriter, RankedTensorType.get(outer, i32), []));
  const { elementType } = type;
  const body = bodyRegion(op.location, [elementType, elementType, i32], (inside, args) => {
    const to = new Scalars(inside);
    const [, best, at] = args as [Value, Value, Value];
    const index = (value: number): Value => inside.constantIndex(value);
    const asked = outer.map((_, dim) => {
      const start = to.op('arith.muli', [to.index(dim), index(windows.strides[dim] ?? 1)]);
      const within = to.op('arith.addi', [start, to.index(rank + dim)]);
      return to.op('arith.subi', [within, index(windows.before[dim] ?? 0)]);
    });
    const { inside: isInside, place } = clamped(to, asked, type.shape);
    const value = to.extract(operand, place);
    const [selects] = computeRegion(op.region(0), [value, best], to, rewriter) ?? [];
    if (!selects) return null;
    const isFirst = to.cmpi('eq', at, to.i32(-1));
    const isBetter = to.op('arith.andi', [isInside, to.op('arith.ori', [selects, isFirst])]);
    const here = linear(to, place, type.shape);
    return [to.select(isBetter, value, best), to.select(isBetter, here, at)];
  });
  if (!body) return null;
  const own = mapOf(
    2 * rank,
    outer.map((_, dim) => dim),
  );
  const state = {
    inputs: [emptyTensor(rewriter, window, [])],
    inits: [values, places],
    maps: [
      mapOf(
        2 * rank,
        outer.map((_, dim) => rank + dim),
      ),
      own,
      own,
    ],
    iterators: iterators(rank),
  };
  return generic(rewriter, state, body).result(1);
}

const lowerSelectAndScatter = hloLowering('select_and_scatter', (op, operands, rewriter) => {
  const [operand, source, initial] = operands as [Value, Value, Value];
  const type = rankedTensor(operand);
  const sourceType = rankedTensor(source);
  if (!type || !sourceType || !hasStaticShape(type) || !hasStaticShape(sourceType)) return false;
  const rank = type.shape.length;
  const ones = new Array<number>(rank).fill(1);
  const windows: Windows = {
    sizes: op.attr('window_dimensions') ? numbersOf(op, 'window_dimensions') : ones,
    strides: op.attr('window_strides') ? numbersOf(op, 'window_strides') : ones,
    before: numbersOf(op, 'padding').filter((_, i) => i % 2 === 0),
  };
  const selected = selections(op, operand, sourceType.shape, windows, rewriter);
  if (!selected) return false;
  // So many windows in a row have an element in common.
  const common = windows.sizes.map((size, dim) => Math.ceil(size / (windows.strides[dim] ?? 1)));
  const { elementType } = type;
  const body = bodyRegion(op.location, [elementType, elementType], (inside, args) => {
    const to = new Scalars(inside);
    const sum = args[1] as Value;
    const own = type.shape.map((_, dim) => to.index(dim));
    const asked = own.map((at, dim) => {
      const shifted = to.op('arith.addi', [at, inside.constantIndex(windows.before[dim] ?? 0)]);
      const stride = inside.constantIndex(windows.strides[dim] ?? 1);
      return to.op('arith.subi', [to.op('arith.divui', [shifted, stride]), to.index(rank + dim)]);
    });
    const { inside: isWindow, place } = clamped(to, asked, sourceType.shape);
    const isChosen = to.cmpi('eq', to.extract(selected, place), linear(to, own, type.shape));
    const scattered = to.extract(source, place);
    const [combined] = computeRegion(op.region(1), [scattered, sum], to, rewriter) ?? [];
    if (!combined) return null;
    return [to.select(to.op('arith.andi', [isWindow, isChosen]), combined, sum)];
  });
  if (!body) return false;
  const start = new Scalars(rewriter).extract(initial, []);
  const dims = [...type.shape.keys()];
  const state = {
    inputs: [emptyTensor(rewriter, RankedTensorType.get(common, elementType), [])],
    inits: [fill(rewriter, start, emptyTensor(rewriter, type, []))],
    maps: [
      mapOf(
        2 * rank,
        dims.map((dim) => rank + dim),
      ),
      mapOf(2 * rank, dims),
    ],
    iterators: iterators(rank),
  };
  rewriter.replaceOp(op, generic(rewriter, state, body).results);
  return true;
});

export const selectAndScatterPatterns: readonly ConversionPattern[] = [lowerSelectAndScatter];
