/** Runs the iterations of `scf.parallel` on the host one after another, as loops in loops. */

import { type Block, Builder, type Operation, operandsNamed, type Value } from '@iree-workbench/ir';

/** Replaces every `scf.parallel` inside by `scf.for`; their reductions are carried from loop to loop. */
export function parallelToFor(root: Operation): void {
  for (const op of root.collect('scf.parallel')) convert(op);
}

function convert(op: Operation): void {
  const [lower, upper, step] = ['lowerBound', 'upperBound', 'step'].map((name) =>
    operandsNamed(op, name),
  ) as [Value[], Value[], Value[]];
  const inits = operandsNamed(op, 'initVals');
  const indices: Value[] = [];
  let builder = Builder.before(op);
  let carried = inits;
  const loops = lower.map((low, dim) => {
    const loop = builder.create('scf.for', {
      operands: [low, upper[dim] as Value, step[dim] as Value, ...carried],
      resultTypes: inits.map(({ type }) => type),
      regions: 1,
    });
    const body = loop.region().append();
    indices.push(body.addArgument(low.type, op.location));
    carried = inits.map(({ type }) => body.addArgument(type, op.location));
    builder = Builder.atEnd(body, op.location);
    return loop;
  });
  const [outermost] = loops;
  const innermost = loops.at(-1)?.region().front;
  if (!outermost || !innermost) return;
  moveBody(op.region().front, innermost, indices, carried);
  loops.slice(0, -1).forEach((loop, i) => {
    const body = loop.region().front;
    Builder.atEnd(body, op.location).create('scf.yield', {
      operands: (loops[i + 1] as Operation).results,
      resultTypes: [],
    });
  });
  op.replaceAllUsesWith(outermost.results);
  op.erase();
}

/** Moves what an iteration does into the innermost loop, each reduction in place of its `scf.reduce`. */
function moveBody(
  from: Block,
  to: Block,
  indices: readonly Value[],
  carried: readonly Value[],
): void {
  from.arguments.forEach((argument, dim) => {
    argument.replaceAllUsesWith(indices[dim] as Value);
  });
  const results: Value[] = [];
  for (const op of from.ops) {
    if (op === from.last) continue;
    op.remove();
    if (!op.is('scf.reduce')) {
      to.append(op);
      continue;
    }
    const body = op.region().front;
    const [sum, value] = body.arguments;
    sum?.replaceAllUsesWith(carried[results.length] as Value);
    value?.replaceAllUsesWith(op.operand(0));
    for (const inner of body.ops) {
      if (inner === body.last) results.push(inner.operand(0));
      else {
        inner.remove();
        to.append(inner);
      }
    }
    op.erase();
  }
  const { location } = from.last as Operation;
  Builder.atEnd(to, location).create('scf.yield', {
    operands: results,
    resultTypes: [],
  });
}
