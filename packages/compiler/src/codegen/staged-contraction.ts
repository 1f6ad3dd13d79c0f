/**
 * A contraction by a workgroup of threads: tiles of both inputs are staged in shared memory, each
 * thread accumulates a register tile from them, and applies what follows to its own elements.
 *
 * Indices beyond the edge are clamped: what they load lands in rows and columns that nobody stores.
 */

import { StructuredOp, type Value } from '@iree-workbench/ir';
import { analyzeStored } from './analysis.ts';
import { BodyCloner } from './body.ts';
import { type Contraction, findContraction, threadGrid } from './contraction.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import type { LoweringConfig } from './lowering-config.ts';
import type { Storage } from './memory.ts';
import { type Point, pointKey } from './points.ts';
import { barrier, sharedMemory } from './shared-memory.ts';
import { loopsAt, operandPoint, traceTo } from './trace.ts';

/**
 * A tile of an input in shared memory: rows of `extent` elements, `pitch` apart. A tile that is
 * written down its columns has a pitch that spreads them over the memory's banks.
 */
interface StagedTile {
  readonly storage: Storage;
  readonly extent: number;
  readonly pitch: number;
}

/** Emits the contraction behind `stored`; false if it is none that can be staged. */
export function emitStagedContraction(
  evaluator: Evaluator,
  stored: Value,
  sizes: readonly Linear[],
  config: LoweringConfig,
  thread: Linear,
  body: (points: readonly Point[]) => void,
): boolean {
  const contraction = findContraction(analyzeStored(stored), sizes.length);
  if (!contraction) return false;
  const { emitter, target } = evaluator;
  const { op, row, column } = contraction;
  const depth = config.reduction;
  const grid = threadGrid(target.workgroupThreads);
  const threadRow = emitter.quotient(thread, linearConstant(grid.columns));
  const threadColumn = emitter.remainder(thread, linearConstant(grid.columns));
  const last = (dim: number): Linear => addLinear(sizes[dim] as Linear, linearConstant(-1));
  const inTile = (ofRow: Linear, ofColumn: Linear): Linear[] =>
    sizes.map((_, dim) => (dim === row ? ofRow : dim === column ? ofColumn : ZERO));
  const sum = evaluator.sizes.ofLoop(
    op,
    op.getInterface(StructuredOp)?.indexingMaps(op) ?? [],
    contraction.loops.sum,
  );
  const tileOf = (operand: number, dim: number): StagedTile | null => {
    const extent = config.workgroup[dim] ?? 1;
    const pitch = extent + (isSumInnermost(contraction, operand) ? 1 : 0);
    const { type } = op.operand(operand);
    if (type.kind !== 'tensor') return null;
    return { storage: sharedMemory(emitter, type.elementType, pitch * depth), extent, pitch };
  };
  const left = tileOf(contraction.left, row);
  const right = tileOf(contraction.right, column);
  if (!left || !right) return false;
  /** An index of the tile that is inside of the tensor. */
  const clamp = (dim: number, index: Linear): Linear =>
    isWhole(dim) ? index : emitter.minimum(index, last(dim));
  const isWhole = (dim: number): boolean =>
    constantOf(sizes[dim] as Linear) === config.workgroup[dim];
  const sumConstant = constantOf(sum);
  const isSumWhole = sumConstant !== null && sumConstant % depth === 0;
  const loopsOf = (ofRow: Linear, ofColumn: Linear): Linear[] => {
    const point = traceTo(evaluator, op, stored, inTile(ofRow, ofColumn));
    return loopsAt(op, 0, point ?? []);
  };

  const rows = Array.from({ length: config.register[row] ?? 1 }, (_, i) =>
    addLinear(threadRow, linearConstant(i * grid.rows)),
  );
  const columns = Array.from({ length: config.register[column] ?? 1 }, (_, j) =>
    addLinear(threadColumn, linearConstant(j * grid.columns)),
  );
  const inits = rows.flatMap((ofRow) =>
    columns.map((ofColumn) => {
      const at = inTile(clamp(row, ofRow), clamp(column, ofColumn));
      const point = traceTo(evaluator, op, stored, at) ?? [];
      return evaluator.element(op.operand(op.numOperands - 1), point);
    }),
  );
  const accumulators = emitter.loop(ZERO, sum, depth, inits, (start, carried) => {
    const lastOfSum = addLinear(sum, linearConstant(-1));
    const stage = (tile: StagedTile, operand: number, loopAt: number): void =>
      stageTile(evaluator, thread, tile, depth, isSumInnermost(contraction, operand), (k, at) => {
        const isRow = operand === contraction.left;
        const dim = isRow ? row : column;
        const clamped = clamp(dim, at);
        const loops = isRow ? loopsOf(clamped, ZERO) : loopsOf(ZERO, clamped);
        const inSum = addLinear(start, k);
        loops[loopAt] = isSumWhole ? inSum : emitter.minimum(inSum, lastOfSum);
        return evaluator.element(op.operand(operand), operandPoint(evaluator, op, operand, loops));
      });
    stage(left, contraction.left, contraction.loops.sum);
    stage(right, contraction.right, contraction.loops.sum);
    barrier(emitter);
    const count = isSumWhole
      ? linearConstant(depth)
      : emitter.minimum(linearConstant(depth), addLinear(sum, start, -1));
    const next = emitter.loop(ZERO, count, 1, carried, (k, inner) => {
      const read = (tile: StagedTile, at: Linear): Value =>
        evaluator.memory.load(
          tile.storage,
          addLinear(emitter.multiply(k, linearConstant(tile.pitch)), at),
          1,
        );
      const lefts = rows.map((ofRow) => read(left, ofRow));
      const rights = columns.map((ofColumn) => read(right, ofColumn));
      return lefts.flatMap((a, i) =>
        rights.map((b, j) =>
          accumulate(evaluator, contraction, a, b, inner[i * columns.length + j] as Value),
        ),
      );
    });
    barrier(emitter);
    return next;
  });
  rows.forEach((ofRow, i) => {
    columns.forEach((ofColumn, j) => {
      const point: Point = { indices: inTile(ofRow, ofColumn), lane: -1 };
      const own = pointKey({
        indices: traceTo(evaluator, op, stored, point.indices) ?? [],
        lane: -1,
      });
      const write = (): [] => {
        evaluator.overriding(
          op.result(),
          (points) =>
            points.every((asked) => pointKey(asked) === own)
              ? points.map(() => accumulators[i * columns.length + j] as Value)
              : null,
          () => body([point]),
        );
        return [];
      };
      const conditions = [
        ...(isWhole(row) ? [] : [emitter.compare('ult', ofRow, sizes[row] as Linear)]),
        ...(isWhole(column) ? [] : [emitter.compare('ult', ofColumn, sizes[column] as Linear)]),
      ];
      const [first, second] = conditions;
      if (first) emitter.branch(second ? emitter.and(first, second) : first, [], write, null);
      else write();
    });
  });
  return true;
}

/** Does the sum run along the last dimension of the input, so that its neighbours lie together? */
function isSumInnermost({ op, loops }: Contraction, operand: number): boolean {
  const map = op.getInterface(StructuredOp)?.indexingMaps(op)[operand];
  const expr = map?.results[map.results.length - 1];
  return expr?.kind === 'dim' && expr.position === loops.sum;
}

/** All threads fill a tile together, neighbours reading neighbours. */
function stageTile(
  evaluator: Evaluator,
  thread: Linear,
  tile: StagedTile,
  depth: number,
  sumInnermost: boolean,
  element: (k: Linear, at: Linear) => Value,
): void {
  const { emitter, memory, target } = evaluator;
  const fastest = linearConstant(sumInnermost ? depth : tile.extent);
  emitter.loop(
    thread,
    linearConstant(tile.extent * depth),
    target.workgroupThreads,
    [],
    (number) => {
      const fast = emitter.remainder(number, fastest);
      const slow = emitter.quotient(number, fastest);
      const [k, at] = sumInnermost ? [fast, slow] : [slow, fast];
      const value = element(k, at);
      memory.store(
        tile.storage,
        addLinear(emitter.multiply(k, linearConstant(tile.pitch)), at),
        value,
      );
      return [];
    },
  );
}

/** The body of the contraction for one product. */
function accumulate(
  evaluator: Evaluator,
  { op, left, right }: Contraction,
  a: Value,
  b: Value,
  accumulator: Value,
): Value {
  const body = op.getInterface(StructuredOp)?.body(op);
  if (!body) return accumulator;
  const cloner = new BodyCloner(evaluator, [], 1);
  cloner.map(body.argument(left), a);
  cloner.map(body.argument(right), b);
  cloner.map(body.argument(body.arguments.length - 1), accumulator);
  return cloner.run(body)[0] ?? accumulator;
}
