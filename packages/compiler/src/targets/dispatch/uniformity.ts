/**
 * Finds barriers that not all threads of a workgroup reach alike: those under a condition or in a
 * loop whose way depends on the thread, or on memory, which threads may see differently.
 */

import type { Block, Operation, Value } from '@iree-workbench/ir';

/** Operations whose results differ between the threads of a workgroup, or may. */
const DIVERGENT = new Set(['gpu.thread_id', 'memref.load', 'vector.load']);

/** The first barrier in divergent control flow, or null. */
export function findDivergentBarrier(func: Operation): Operation | null {
  if (func.collect('gpu.barrier').length === 0) return null;
  const divergent = divergentValues(func);
  let found: Operation | null = null;
  const visit = (block: Block, isDivergent: boolean): void => {
    for (const op of block.ops) {
      if (op.is('gpu.barrier') && isDivergent) found ??= op;
      const controls = controlOperands(op);
      const inside = isDivergent || controls.some((value) => divergent.has(value));
      for (const region of op.regions) for (const inner of region.blocks) visit(inner, inside);
    }
  };
  for (const block of func.region().blocks) visit(block, false);
  return found;
}

/** Values that decide which way control goes in an operation's regions. */
function controlOperands(op: Operation): Value[] {
  switch (op.name) {
    case 'scf.for':
      return op.operands.slice(0, 3);
    case 'scf.if':
      return [op.operand(0)];
    case 'scf.while': {
      const condition = op.region(0).front.last;
      return condition?.operands.slice(0, 1) ?? [];
    }
    default:
      return [];
  }
}

/** All values that may differ between threads, to a fixed point over loops. */
function divergentValues(func: Operation): ReadonlySet<Value> {
  const divergent = new Set<Value>();
  let changed = true;
  const mark = (value: Value | undefined): void => {
    if (!value || divergent.has(value)) return;
    divergent.add(value);
    changed = true;
  };
  const flow = (from: Value | undefined, to: Value | undefined): void => {
    if (from && divergent.has(from)) mark(to);
  };
  const visit = (op: Operation): void => {
    if (DIVERGENT.has(op.name)) for (const result of op.results) mark(result);
    if (op.regions.length === 0) {
      if (op.operands.some((operand) => divergent.has(operand)))
        for (const result of op.results) mark(result);
      return;
    }
    const decided = controlOperands(op).some((value) => divergent.has(value));
    // What a divergent branch or loop hands on depends on how often and which way each thread went.
    if (decided) {
      for (const result of op.results) mark(result);
      for (const region of op.regions)
        for (const block of region.blocks) for (const argument of block.arguments) mark(argument);
    }
    if (op.is('scf.for')) {
      const { arguments: args, last } = op.region().front;
      op.operands.slice(3).forEach((init, i) => {
        flow(init, args[i + 1]);
        flow(last?.operands[i], args[i + 1]);
        flow(args[i + 1], op.results[i]);
      });
    } else if (op.is('scf.while')) {
      const [before, after] = [op.region(0).front, op.region(1).front];
      op.operands.forEach((init, i) => {
        flow(init, before.arguments[i]);
        flow(after.last?.operands[i], before.arguments[i]);
      });
      before.last?.operands.slice(1).forEach((passed, i) => {
        flow(passed, after.arguments[i]);
        flow(passed, op.results[i]);
      });
    } else
      for (const region of op.regions)
        for (const block of region.blocks)
          block.last?.operands.forEach((yielded, i) => {
            flow(yielded, op.results[i]);
          });
  };
  while (changed) {
    changed = false;
    func.walk(visit, 'pre');
  }
  return divergent;
}
