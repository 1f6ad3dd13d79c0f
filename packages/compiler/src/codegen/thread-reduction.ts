/**
 * A reduction by the threads of a workgroup: each reduces every n-th element, into four accumulators as long
 * as there are so many left, and these in vectors where the evaluator has them; then halves of the threads combine what they have in shared memory until one
 * value is left, which all of them read.
 */

import type { Value } from '@iree-workbench/ir';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, scaleLinear, ZERO } from './linear.ts';
import type { Combiner } from './reductions.ts';
import { barrier, sharedMemory } from './shared-memory.ts';

/** Additions that do not wait for each other; and the smaller a sum is, the less an addition rounds. */
const ACCUMULATORS = 4;

/** `step` combines the element or vector at the indices of the reduction's loops into the accumulators. */
export function reduceWithThreads(
  evaluator: Evaluator,
  thread: Linear,
  sizes: readonly Linear[],
  combiners: readonly Combiner[],
  inits: readonly Value[],
  step: (indices: readonly Linear[], carried: readonly Value[]) => readonly Value[],
): Value[] {
  const { emitter, memory, target, width } = evaluator;
  const threads = target.workgroupThreads;
  const total = sizes.reduce((product, size) => emitter.multiply(product, size), linearConstant(1));
  const neutral = inits.map((init, i) => {
    const value = (combiners[i] as Combiner).neutral(emitter, init.type);
    return width > 1 ? emitter.broadcast(value, width) : value;
  });
  const stepAt = (number: Linear, carried: readonly Value[]): readonly Value[] => {
    const indices = new Array<Linear>(sizes.length);
    let left = number;
    for (let i = sizes.length - 1; i >= 0; i--) {
      const size = sizes[i] as Linear;
      indices[i] = i === 0 ? left : emitter.remainder(left, size);
      left = i === 0 ? left : emitter.quotient(left, size);
    }
    return step(indices, carried);
  };
  const combine = (lhs: readonly Value[], rhs: readonly Value[]): Value[] =>
    combiners.map((combiner, i) => combiner.combine(emitter, lhs[i] as Value, rhs[i] as Value));
  const block = threads * ACCUMULATORS;
  const inBlocks = scaleLinear(emitter.quotient(total, linearConstant(block)), block);
  const accumulators = Array.from({ length: ACCUMULATORS }, () => neutral);
  const hasBlocks = constantOf(inBlocks) !== 0;
  const blocked = hasBlocks
    ? emitter.loop(thread, inBlocks, block, accumulators.flat(), (number, carried) =>
        accumulators.flatMap((_, i) =>
          stepAt(
            addLinear(number, linearConstant(i * threads)),
            carried.slice(i * neutral.length, (i + 1) * neutral.length),
          ),
        ),
      )
    : neutral;
  const first = blocked.slice(0, neutral.length);
  const isWhole = constantOf(addLinear(total, inBlocks, -1)) === 0;
  const rest = isWhole
    ? first
    : emitter.loop(addLinear(inBlocks, thread), total, threads, first, stepAt);
  let partial: readonly Value[] = rest;
  for (let i = 1; hasBlocks && i < ACCUMULATORS; i++)
    partial = combine(partial, blocked.slice(i * neutral.length, (i + 1) * neutral.length));
  const vectors = partial;
  partial = vectors.map((vector) => emitter.extract(vector, 0));
  for (let lane = 1; lane < width; lane++)
    partial = combine(
      partial,
      vectors.map((vector) => emitter.extract(vector, lane)),
    );
  const shared = inits.map((init, i) => {
    const storage = sharedMemory(emitter, init.type, threads);
    memory.store(storage, thread, partial[i] as Value);
    return storage;
  });
  barrier(emitter);
  for (let active = threads; active > 1; ) {
    // An odd thread out keeps its value for the next round.
    const half = Math.ceil(active / 2);
    emitter.branch(
      emitter.compare('ult', thread, linearConstant(active - half)),
      [],
      () => {
        shared.forEach((storage, i) => {
          const own = memory.load(storage, thread, 1);
          const other = memory.load(storage, addLinear(thread, linearConstant(half)), 1);
          memory.store(storage, thread, (combiners[i] as Combiner).combine(emitter, own, other));
        });
        return [];
      },
      null,
    );
    barrier(emitter);
    active = half;
  }
  const reduced = shared.map((storage) => memory.load(storage, ZERO, 1));
  // The memory may be written again only when all have read it.
  barrier(emitter);
  return combine(inits, reduced);
}
