/**
 * Sorting many elements: runs of one element, then of two, of four… are merged pair by pair, in a loop on
 * the host. Every place of a merged run finds its element by itself, by a binary search for how many of the
 * elements before it come from the first run of its pair; so a pass is as parallel as any other.
 */

import { type Builder, DYNAMIC, type Value } from '@iree-workbench/ir';
import { byPlace } from '../../input/by-place.ts';
import { Scalars } from '../../input/scalars.ts';
import { sizesOf } from '../../util/dynamic-dims.ts';
import { type Doubling, whileBelow } from './doubling.ts';
import { emptyLike, inlineRegion, type Order, range, type Tensor } from './lowering.ts';

/**
 * Steps of a binary search that are enough for the runs of early, of later and of all passes, each of which
 * is a loop of its own: short runs need few.
 */
const STAGES = [8, 16, 31];

/** The tensors in order; equal elements keep theirs. */
export function mergeSorted(builder: Builder, order: Order): Value[] {
  const { tensors, dim } = order;
  const [first] = tensors;
  if (!first) return [];
  const count = sizesOf(builder, first.value)[dim] as Value;
  const extent = first.type.shape[dim] ?? DYNAMIC;
  const needed = extent === DYNAMIC ? Number.POSITIVE_INFINITY : Math.ceil(Math.log2(extent + 1));
  let state: Doubling = {
    width: builder.constantIndex(1),
    tensors: tensors.map(({ value }) => value),
  };
  for (const enough of STAGES) {
    const steps = Math.min(enough, needed);
    // A run of 2^(n-1) elements is searched in n steps.
    const longest = new Scalars(builder).op('arith.minsi', [
      count,
      builder.constantIndex(2 ** steps - 1),
    ]);
    state = whileBelow(builder, longest, state, (inside, { width, tensors: values }) => {
      const current = tensors.map(({ type }, i) => ({ value: values[i] as Value, type }));
      return mergePairs(inside, { ...order, tensors: current }, { width, count, steps });
    });
    if (steps === needed) break;
  }
  return [...state.tensors];
}

/** The runs of a pass. */
interface Runs {
  /** Elements of a run; the last one of all may have fewer. */
  readonly width: Value;
  /** Elements of all runs. */
  readonly count: Value;
  /** Steps of a binary search that are enough for a run. */
  readonly steps: number;
}

function mergePairs(builder: Builder, { tensors, dim, region }: Order, runs: Runs): Value[] {
  const [first] = tensors;
  const rank = first?.type.shape.length ?? 0;
  const inits = tensors.map((tensor) => emptyLike(builder, tensor));
  const compared = tensors.slice(0, region.front.arguments.length / 2);
  const merged = byPlace(builder, inits, (to) => {
    const at = range(rank).map((i) => to.index(i));
    const element = ({ value }: Tensor, index: Value): Value =>
      to.extract(
        value,
        at.map((other, i) => (i === dim ? index : other)),
      );
    const comesBefore = (a: Value, b: Value): Value =>
      inlineRegion(
        to.builder,
        region,
        compared.flatMap((tensor) => [element(tensor, a), element(tensor, b)]),
      )[0] as Value;
    const add = (a: Value, b: Value): Value => to.op('arith.addi', [a, b]);
    const sub = (a: Value, b: Value): Value => to.op('arith.subi', [a, b]);
    const least = (a: Value, b: Value): Value => to.op('arith.minsi', [a, b]);
    const and = (a: Value, b: Value): Value => to.op('arith.andi', [a, b]);
    const [zero, one] = [to.builder.constantIndex(0), to.builder.constantIndex(1)];
    const isTrue = to.integer(to.builder.context.i1, 1);
    const not = (value: Value): Value => to.op('arith.xori', [value, isTrue]);

    const place = to.index(dim);
    const inPair = to.op('arith.remui', [place, add(runs.width, runs.width)]);
    const start = sub(place, inPair);
    const middle = least(add(start, runs.width), runs.count);
    const end = least(add(middle, runs.width), runs.count);
    const [left, right] = [sub(middle, start), sub(end, middle)];
    // So many of the elements before this one come from the left run: at least, at most.
    let low = to.op('arith.maxsi', [sub(inPair, right), zero]);
    let high = least(inPair, left);
    for (let step = 0; step < runs.steps; step++) {
      const isOpen = to.cmpi('slt', low, high);
      const half = to.op('arith.shrui', [add(low, high), one]);
      // What is read but not used must be there, too.
      const ofLeft = to.select(isOpen, add(start, half), place);
      const ofRight = to.select(isOpen, add(middle, sub(sub(inPair, half), one)), place);
      const staysAhead = not(comesBefore(ofRight, ofLeft));
      low = to.select(and(isOpen, staysAhead), add(half, one), low);
      high = to.select(and(isOpen, not(staysAhead)), half, high);
    }
    const [ofLeft, ofRight] = [add(start, low), add(middle, sub(inPair, low))];
    const [hasLeft, hasRight] = [to.cmpi('slt', ofLeft, middle), to.cmpi('slt', ofRight, end)];
    const hasBoth = and(hasLeft, hasRight);
    const isRightFirst = comesBefore(
      to.select(hasBoth, ofRight, place),
      to.select(hasBoth, ofLeft, place),
    );
    const takesLeft = and(hasLeft, not(and(hasRight, isRightFirst)));
    const source = to.select(takesLeft, ofLeft, ofRight);
    return tensors.map((tensor) => element(tensor, source));
  });
  return [...merged.results];
}
