/**
 * A reduction by the threads of a workgroup: each reduces every n-th element, then halves of the
 * threads combine what they have in shared memory until one value is left, which all of them read.
 */

import type { Value } from '@iree-workbench/ir';
import type { Evaluator } from './evaluate.ts';
import { addLinear, type Linear, linearConstant, ZERO } from './linear.ts';
import type { Combiner } from './reductions.ts';
import { barrier, sharedMemory } from './shared-memory.ts';

/** `step` combines the element at the indices of the reduction's loops into the accumulators. */
export function reduceWithThreads(
  evaluator: Evaluator,
  thread: Linear,
  sizes: readonly Linear[],
  combiners: readonly Combiner[],
  inits: readonly Value[],
  step: (indices: readonly Linear[], carried: readonly Value[]) => readonly Value[],
): Value[] {
  const { emitter, memory, target } = evaluator;
  const threads = target.workgroupThreads;
  const total = sizes.reduce((product, size) => emitter.multiply(product, size), linearConstant(1));
  const neutral = inits.map((init, i) => (combiners[i] as Combiner).neutral(emitter, init.type));
  const partial = emitter.loop(thread, total, threads, neutral, (number, carried) => {
    const indices = new Array<Linear>(sizes.length);
    let left = number;
    for (let i = sizes.length - 1; i >= 0; i--) {
      const size = sizes[i] as Linear;
      indices[i] = i === 0 ? left : emitter.remainder(left, size);
      left = i === 0 ? left : emitter.quotient(left, size);
    }
    return step(indices, carried);
  });
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
  return inits.map((init, i) =>
    (combiners[i] as Combiner).combine(emitter, init, reduced[i] as Value),
  );
}
