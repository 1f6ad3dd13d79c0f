/** Windows that move over tensors: `mhlo.convolution` and `mhlo.reduce_window`. */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineConstant,
  affineDim,
  affineFloorDiv,
  affineMul,
  type ConversionPattern,
  hasStaticShape,
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
import { numberOf, numbersOf } from './attributes.ts';
import { hloLowering, signlessTensor } from './hlo-lowering.ts';
import { padded } from './movement.ts';
import { computeRegion } from './regions.ts';

/** An attribute's numbers; as many ones without it. */
function numbersOrOnes(op: Operation, name: string, count: number): number[] {
  return op.attr(name) ? numbersOf(op, name) : new Array<number>(count).fill(1);
}

/** What is around a window's dimensions, from pairs of before and behind. */
function around(op: Operation, count: number): { low: number[]; high: number[] } {
  const pairs = op.attr('padding') ? numbersOf(op, 'padding') : new Array(2 * count).fill(0);
  return {
    low: pairs.filter((_, i) => i % 2 === 0),
    high: pairs.filter((_, i) => i % 2 === 1),
  };
}

/** Where a window's element is read: `stride · at + dilation · within`. */
const windowPlace = (at: number, stride: number, within: number, dilation: number): AffineExpr =>
  affineAdd(
    affineMul(affineDim(at), affineConstant(stride)),
    affineMul(affineDim(within), affineConstant(dilation)),
  );

const iteratorsOf = (parallel: number, reduction: number): IteratorType[] => [
  ...new Array<IteratorType>(parallel).fill('parallel'),
  ...new Array<IteratorType>(reduction).fill('reduction'),
];

/** Batch, feature and spatial dimensions of one side of a convolution. */
interface Layout {
  readonly first: number;
  readonly second: number;
  readonly spatial: readonly number[];
}
function layoutOf(op: Operation, index: number): Layout | null {
  const attr = op.attr('dimension_numbers');
  if (attr?.kind !== 'dialect') return null;
  const spatial = attr.params[3 * index + 2];
  if (!Array.isArray(spatial)) return null;
  return {
    first: Number(attr.params[3 * index]),
    second: Number(attr.params[3 * index + 1]),
    spatial: spatial.map(Number),
  };
}

/** The loops run over the result, then over the kernel's window and the features of the input. */
const lowerConvolution = hloLowering('convolution', (op, operands, rewriter) => {
  const [lhs, kernel] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const source = rankedTensor(lhs);
  const weights = rankedTensor(kernel);
  const [from, window, into] = [0, 1, 2].map((index) => layoutOf(op, index));
  const zero = result && zeroOf(result.elementType);
  if (!source || !weights || !zero || !from || !window || !into) return false;
  if (![source, weights, result].every((type) => hasStaticShape(type))) return false;
  const types = [source, weights].map(({ elementType }) => elementType);
  if (types.some((type) => type !== result.elementType)) return false;
  const groups = numberOf(op, 'feature_group_count');
  if (numberOf(op, 'batch_group_count') !== 1) return false;
  const count = from.spatial.length;
  if (numbersOf(op, 'window_reversal').some((isReversed) => isReversed !== 0)) return false;
  const spread = (values: readonly number[]): number[] =>
    source.shape.map((_, dim) => values[from.spatial.indexOf(dim)] ?? 0);
  const { low, high } = around(op, count);
  const inside = numbersOrOnes(op, 'lhs_dilation', count).map((factor) => factor - 1);
  const padding = { low: spread(low), high: spread(high), inside: spread(inside) };
  const input = padded(rewriter, lhs, constantOf(rewriter, zero), padding);
  if (!input) return false;
  const strides = numbersOrOnes(op, 'window_strides', count);
  const dilations = numbersOrOnes(op, 'rhs_dilation', count);
  const outer = result.shape.length;
  const feature = outer + count;
  // A group of the result's features sees its own part of the input's.
  const perGroup = (result.shape[into.second] ?? 0) / groups;
  const group = affineFloorDiv(affineDim(into.second), affineConstant(perGroup));
  const groupSize = affineConstant(weights.shape[window.first] ?? 0);
  const featureOfGroup = affineAdd(affineMul(group, groupSize), affineDim(feature));
  const inputExprs = source.shape.map((_, dim) => {
    if (dim === from.first) return affineDim(into.first);
    const i = from.spatial.indexOf(dim);
    if (i < 0) return groups === 1 ? affineDim(feature) : featureOfGroup;
    return windowPlace(into.spatial[i] ?? 0, strides[i] ?? 1, outer + i, dilations[i] ?? 1);
  });
  const kernelDims = [...weights.shape.keys()].map((dim) => {
    if (dim === window.first) return feature;
    return dim === window.second ? into.second : outer + window.spatial.indexOf(dim);
  });
  const isFloat = result.elementType.kind === 'float';
  const loops = generic(
    rewriter,
    {
      inputs: [input, kernel],
      inits: [zeros(rewriter, result, [], zero)],
      maps: [
        new AffineMap(feature + 1, 0, inputExprs),
        mapOf(feature + 1, kernelDims),
        mapOf(feature + 1, [...result.shape.keys()]),
      ],
      iterators: iteratorsOf(outer, count + 1),
    },
    (body, args) => {
      const to = new Scalars(body);
      const [a, b, sum] = args as [Value, Value, Value];
      const product = to.op(isFloat ? 'arith.mulf' : 'arith.muli', [a, b]);
      return [to.op(isFloat ? 'arith.addf' : 'arith.addi', [sum, product])];
    },
  );
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** The window is an operand of no use but for its sizes, which no other operand has. */
const lowerReduceWindow = hloLowering('reduce_window', (op, operands, rewriter) => {
  const count = operands.length / 2;
  const inputs = operands.slice(0, count);
  const sources = inputs.map(rankedTensor);
  const results = op.results.map(signlessTensor);
  if (!results.every((type) => type !== null && hasStaticShape(type))) return false;
  if (!sources.every((type) => type !== null && hasStaticShape(type))) return false;
  const window = numbersOf(op, 'window_dimensions');
  const rank = window.length;
  const windowType = RankedTensorType.get(window, rewriter.context.f32);
  const elements = [...sources, windowType, ...results].flatMap((type) =>
    type ? [type.elementType] : [],
  );
  const body = bodyRegion(op.location, elements, (inside, args) => {
    const values = args.slice(0, count);
    const given = [...args.slice(count + 1), ...values];
    return computeRegion(op.region(), given, new Scalars(inside), rewriter);
  });
  if (!body) return false;
  const to = new Scalars(rewriter);
  const initials = operands.slice(count).map((tensor) => to.extract(tensor, []));
  const { low, high } = around(op, rank);
  const inside = numbersOrOnes(op, 'base_dilations', rank).map((factor) => factor - 1);
  const spread = inputs.map((input, i) =>
    padded(rewriter, input, initials[i] as Value, { low, high, inside }),
  );
  const strides = numbersOrOnes(op, 'window_strides', rank);
  const dilations = numbersOrOnes(op, 'window_dilations', rank);
  const places = window.map((_, dim) =>
    windowPlace(dim, strides[dim] ?? 1, rank + dim, dilations[dim] ?? 1),
  );
  const read = new AffineMap(2 * rank, 0, places);
  const dims = [...window.keys()];
  const written = mapOf(2 * rank, dims);
  const inits = results.flatMap((type, i) =>
    type ? [fill(rewriter, initials[i] as Value, emptyTensor(rewriter, type, []))] : [],
  );
  const sizes = emptyTensor(rewriter, windowType, []);
  const loops = generic(
    rewriter,
    {
      inputs: [...spread.flatMap((value) => value ?? []), sizes],
      inits,
      maps: [
        ...inputs.map(() => read),
        mapOf(
          2 * rank,
          dims.map((dim) => rank + dim),
        ),
        ...inits.map(() => written),
      ],
      iterators: iteratorsOf(rank, rank),
    },
    body,
  );
  rewriter.replaceOp(op, loops.results);
  return true;
});

export const windowPatterns: readonly ConversionPattern[] = [lowerConvolution, lowerReduceWindow];
