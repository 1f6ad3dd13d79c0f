/** `reverse`, `scan`: what every element of the result is, computed where it is. */

import { AffineMap, type Builder, DYNAMIC, type Region, type Value } from '@iree-workbench/ir';
import { byPlace } from '../../input/by-place.ts';
import { generic, mapOf } from '../../input/linalg-builder.ts';
import { Scalars } from '../../input/scalars.ts';
import { sizesOf } from '../../util/dynamic-dims.ts';
import { FEW_ELEMENTS, whileBelow } from './doubling.ts';
import {
  type ExtLowering,
  emptyLike,
  inlineRegion,
  inputsOf,
  mapThroughLast,
  outputsOf,
  range,
  type Tensor,
  zerosLike,
} from './lowering.ts';

/** `iree_linalg_ext.reverse`. */
export const lowerReverse: ExtLowering = (op, builder) => {
  const [input] = inputsOf(op);
  const [output] = outputsOf(op);
  const dims = op.attr('dimensions');
  if (!input || !output || dims?.kind !== 'dense') return null;
  const reversed = new Set(range(dims.numElements).map((i) => Number(dims.bitsAt(i))));
  const sizes = sizesOf(builder, input.value);
  const result = byPlace(builder, [emptyLike(builder, output)], (to) => {
    const one = to.builder.constantIndex(1);
    const at = sizes.map((size, dim) => {
      const index = to.index(dim);
      if (!reversed.has(dim)) return index;
      return to.op('arith.subi', [to.op('arith.subi', [size, one]), index]);
    });
    return [to.extract(input.value, at)];
  });
  return result.results;
};

/** A scan along a dimension. */
interface Scan {
  readonly input: Tensor;
  readonly output: Tensor;
  readonly accumulator: Tensor;
  readonly dim: number;
  readonly isInclusive: boolean;
  /** Combines what is before an element with it. */
  readonly region: Region;
}

const ASSOCIATIVE: ReadonlySet<string> = new Set([
  'arith.addf',
  'arith.addi',
  'arith.andi',
  'arith.maxf',
  'arith.maxsi',
  'arith.maxui',
  'arith.minf',
  'arith.minsi',
  'arith.minui',
  'arith.mulf',
  'arith.muli',
  'arith.ori',
  'arith.xori',
]);

/** Is a region one operation on its two arguments whose order of evaluation is free, as in reductions? */
function isAssociative({ front }: Region): boolean {
  const [op, end] = front.ops;
  return (
    op !== undefined &&
    end === front.last &&
    ASSOCIATIVE.has(op.name) &&
    op.operands.every((operand, i) => operand === front.arguments[i]) &&
    end?.operand(0) === op.result()
  );
}

/**
 * The scan of many elements: each is combined with the one before, then with what the second before has,
 * the fourth before… in a loop on the host.
 */
function scannedByDoubling(builder: Builder, scan: Scan): Value {
  const { input, output, accumulator, dim, isInclusive, region } = scan;
  const rank = input.type.shape.length;
  const others = range(rank).filter((other) => other !== dim);
  const count = sizesOf(builder, input.value)[dim] as Value;
  const each = (inside: Builder, element: (to: Scalars, at: readonly Value[]) => Value): Value => {
    return byPlace(inside, [emptyLike(inside, output)], (to) => {
      return [
        element(
          to,
          range(rank).map((i) => to.index(i)),
        ),
      ];
    }).result();
  };
  /** The place so far before another along the dimension, or the first one if there is none. */
  const before = (to: Scalars, at: readonly Value[], distance: Value) => {
    const place = at[dim] as Value;
    const exists = to.cmpi('sge', place, distance);
    const zero = to.builder.constantIndex(0);
    const there = to.select(exists, to.op('arith.subi', [place, distance]), zero);
    return { exists, at: at.map((index, i) => (i === dim ? there : index)) };
  };
  const shifted = (to: Scalars, at: readonly Value[]): Value => {
    const previous = before(to, at, to.builder.constantIndex(1));
    const start = to.extract(
      accumulator.value,
      others.map((i) => at[i] as Value),
    );
    return to.select(previous.exists, to.extract(input.value, previous.at), start);
  };
  const start = isInclusive ? input.value : each(builder, shifted);
  const { tensors } = whileBelow(
    builder,
    count,
    { width: builder.constantIndex(1), tensors: [start] },
    (inside, { width, tensors: [current] }) => {
      const sum = each(inside, (to, at) => {
        const previous = before(to, at, width);
        const own = to.extract(current as Value, at);
        const theirs = to.extract(current as Value, previous.at);
        const [combined = own] = inlineRegion(to.builder, region, [theirs, own]);
        return to.select(previous.exists, combined, own);
      });
      return [sum];
    },
  );
  return tensors[0] as Value;
}

/** The scan of few elements: every one combines those before it, in their order. */
function scannedByAll(builder: Builder, scan: Scan): Value | null {
  const { input, output, accumulator, dim, isInclusive, region } = scan;
  const init = zerosLike(builder, output);
  if (!init) return null;
  const rank = input.type.shape.length;
  const others = range(rank).filter((other) => other !== dim);
  const own = mapOf(rank + 1, range(rank));
  return generic(
    builder,
    {
      inputs: [input.value, accumulator.value],
      inits: [init],
      maps: [mapThroughLast(rank, dim), mapOf(rank + 1, others), own],
      iterators: [...range(rank).map(() => 'parallel' as const), 'reduction'],
    },
    (body, [element, start, carried]) => {
      const to = new Scalars(body);
      const [me, they] = [to.index(dim), to.index(rank)];
      const isFirst = to.cmpi('eq', they, body.constantIndex(0));
      const combine = (before: Value): Value =>
        inlineRegion(body, region, [before, element as Value])[0] as Value;
      if (isInclusive) {
        const next = to.select(isFirst, element as Value, combine(carried as Value));
        return [to.select(to.cmpi('sge', me, they), next, carried as Value)];
      }
      const before = to.select(isFirst, start as Value, carried as Value);
      return [to.select(to.cmpi('sgt', me, they), combine(before), before)];
    },
  ).result();
}

/** `iree_linalg_ext.scan`. */
export const lowerScan: ExtLowering = (op, builder) => {
  const [input] = inputsOf(op);
  const [output, accumulator] = outputsOf(op);
  if (!input || !output || !accumulator) return null;
  const dim = Number(op.intAttr('dimension'));
  const isInclusive = op.intAttr('inclusive') !== 0n;
  const rank = input.type.shape.length;
  const others = range(rank).filter((other) => other !== dim);
  const scan = { input, output, accumulator, dim, isInclusive, region: op.region() };
  const extent = input.type.shape[dim] ?? DYNAMIC;
  // Doubling combines results with each other, in another order of operations.
  const mayDouble = input.value.type === output.value.type && isAssociative(scan.region);
  const isMany = extent === DYNAMIC || extent > FEW_ELEMENTS;
  const running =
    isMany && mayDouble ? scannedByDoubling(builder, scan) : scannedByAll(builder, scan);
  if (!running) return null;
  const size = sizesOf(builder, input.value)[dim] as Value;
  const total = generic(
    builder,
    {
      inputs: [accumulator.value],
      inits: [emptyLike(builder, accumulator)],
      maps: [AffineMap.identity(rank - 1), AffineMap.identity(rank - 1)],
      iterators: others.map(() => 'parallel' as const),
    },
    (body, [start]) => {
      const to = new Scalars(body);
      const [zero, one] = [body.constantIndex(0), body.constantIndex(1)];
      const isEmpty = to.cmpi('eq', size, zero);
      const last = to.select(isEmpty, zero, to.op('arith.subi', [size, one]));
      const at = range(rank).map((i) => (i === dim ? last : to.index(others.indexOf(i))));
      return [to.select(isEmpty, start as Value, to.extract(running, at))];
    },
  ).result();
  return [running, total];
};
