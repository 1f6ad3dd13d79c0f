/** Windows that move over tensors, and `mhlo.reduce_window`. */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineConstant,
  affineDim,
  affineMul,
  type Builder,
  type ConversionPattern,
  type IteratorType,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { bodyRegion, emptyTensor, fill, generic, mapOf, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { combine, openOnes, type Size, sizeOf } from '../sizes.ts';
import { numbersOf } from './attributes.ts';
import { hloLowering, signlessTensor } from './hlo-lowering.ts';
import { padded } from './movement.ts';
import { computeRegion } from './regions.ts';

/** An attribute's numbers; as many ones without it. */
export function numbersOrOnes(op: Operation, name: string, count: number): number[] {
  return op.attr(name) ? numbersOf(op, name) : new Array<number>(count).fill(1);
}

/** What is around a window's dimensions, from pairs of before and behind. */
export function around(op: Operation, count: number): { low: number[]; high: number[] } {
  const pairs = op.attr('padding') ? numbersOf(op, 'padding') : new Array(2 * count).fill(0);
  return {
    low: pairs.filter((_, i) => i % 2 === 0),
    high: pairs.filter((_, i) => i % 2 === 1),
  };
}

/** Where a window's element is read: `stride · at + dilation · within`. */
export const windowPlace = (
  at: number,
  stride: number,
  within: number,
  dilation: number,
): AffineExpr =>
  affineAdd(
    affineMul(affineDim(at), affineConstant(stride)),
    affineMul(affineDim(within), affineConstant(dilation)),
  );

export const iteratorsOf = (parallel: number, reduction: number): IteratorType[] => [
  ...new Array<IteratorType>(parallel).fill('parallel'),
  ...new Array<IteratorType>(reduction).fill('reduction'),
];

/** How a window lies along a dimension. */
export interface WindowStep {
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
}

/** How often a window fits on so many elements. */
export function windowCount(
  builder: Builder,
  size: Size,
  { window, stride, dilation }: WindowStep,
): Size {
  const reach = (window - 1) * dilation + 1;
  const steps = combine(builder, 'div', combine(builder, 'sub', size, reach), stride);
  return combine(builder, 'add', steps, 1);
}

/** The window is an operand of no use but for its sizes, which no other operand has. */
const lowerReduceWindow = hloLowering('reduce_window', (op, operands, rewriter) => {
  const count = operands.length / 2;
  const inputs = operands.slice(0, count);
  const sources = inputs.map(rankedTensor);
  const results = op.results.map(signlessTensor);
  if (!results.every((type) => type !== null)) return false;
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
  const [first] = spread as [Value];
  const sizesOfResult = window.map((size, dim) =>
    windowCount(rewriter, sizeOf(rewriter, first, dim), {
      window: size,
      stride: strides[dim] ?? 1,
      dilation: dilations[dim] ?? 1,
    }),
  );
  const inits = results.map((type, i) => {
    const empty = emptyTensor(rewriter, type, openOnes(rewriter, type, sizesOfResult));
    return fill(rewriter, initials[i] as Value, empty);
  });
  const sizes = emptyTensor(rewriter, windowType, []);
  const loops = generic(
    rewriter,
    {
      inputs: [...spread, sizes],
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

export const windowPatterns: readonly ConversionPattern[] = [lowerReduceWindow];
