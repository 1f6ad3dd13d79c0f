/**
 * A contraction by a workgroup of threads: tiles of both inputs are staged in shared memory, each
 * thread accumulates a register tile from them, and applies what follows to its own elements.
 *
 * All memory moves in vectors of four. What lies along the sum is turned in registers, in blocks of
 * four by four, so that both tiles have neighbours along the result; what no vector can load is loaded
 * by elements and stored as a vector. While a tile is multiplied, the next one is on its way to
 * registers. Indices beyond the edge are clamped: what they load lands in rows and columns that nobody
 * stores.
 */

import { StructuredOp, type Value, VectorType } from '@iree-workbench/ir';
import { analyzeStored } from './analysis.ts';
import { BodyCloner } from './body.ts';
import { type Contraction, findContraction, threadGrid } from './contraction.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, scaleLinear, ZERO } from './linear.ts';
import type { LoweringConfig } from './lowering-config.ts';
import type { Storage } from './memory.ts';
import { lanesOf, type Point, pointKey } from './points.ts';
import { barrier, sharedMemory } from './shared-memory.ts';
import { loopsAt, operandPoint, traceTo } from './trace.ts';

/** Elements of a vector. */
export const STAGED_WIDTH = 4;

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
  evaluator.withWidth(STAGED_WIDTH, () =>
    new StagedContraction(evaluator, stored, sizes, config, thread, contraction).emit(body),
  );
  return true;
}

/** A loop of the contraction that has neighbours in a vector: one of the result's, or the sum. */
interface Axis {
  readonly loop: number;
  /** Vectors of neighbours never reach over the edge. */
  readonly isVectorized: boolean;
  /** The index, or the last one of an element or a vector that is inside. */
  readonly clamp: (index: Linear, isVector: boolean) => Linear;
}

/** A tile of an input in shared memory: `depth` rows of `pitch` elements. */
interface StagedTile {
  readonly operand: number;
  readonly axis: Axis;
  readonly storage: Storage;
  readonly extent: number;
  readonly pitch: number;
  /** The input lies in memory along the sum. */
  readonly isTurned: boolean;
}

class StagedContraction {
  readonly #evaluator: Evaluator;
  readonly #stored: Value;
  readonly #sizes: readonly Linear[];
  readonly #config: LoweringConfig;
  readonly #thread: Linear;
  readonly #contraction: Contraction;
  readonly #grid: ReturnType<typeof threadGrid>;
  readonly #sum: Linear;

  constructor(
    evaluator: Evaluator,
    stored: Value,
    sizes: readonly Linear[],
    config: LoweringConfig,
    thread: Linear,
    contraction: Contraction,
  ) {
    this.#evaluator = evaluator;
    this.#stored = stored;
    this.#sizes = sizes;
    this.#config = config;
    this.#thread = thread;
    this.#contraction = contraction;
    this.#grid = threadGrid(evaluator.target.workgroupThreads);
    const { op, loops } = contraction;
    this.#sum = evaluator.sizes.ofLoop(
      op,
      op.getInterface(StructuredOp)?.indexingMaps(op) ?? [],
      loops.sum,
    );
  }

  emit(body: (points: readonly Point[]) => void): void {
    const { emitter } = this.#evaluator;
    const { row, column, loops, left, right } = this.#contraction;
    const depth = this.#config.reduction;
    const rowAxis = this.#resultAxis(row, loops.row);
    const columnAxis = this.#resultAxis(column, loops.column);
    const tiles = [this.#tile(left, row, rowAxis), this.#tile(right, column, columnAxis)] as const;
    const rows = this.#ownIndices(this.#config.register[row] ?? 1, 'row');
    const columns = this.#ownIndices(this.#config.register[column] ?? 1, 'column').filter(
      (_, j) => j % STAGED_WIDTH === 0,
    );
    const inits = rows.flatMap((ofRow) =>
      columns.map((ofColumn) => this.#init(rowAxis, ofRow, columnAxis, ofColumn)),
    );
    const fetch = (start: Linear): Value[] => tiles.flatMap((tile) => this.#fetch(tile, start));
    const multiply = (start: Linear, carried: readonly Value[]): readonly Value[] => {
      const count = this.#isSumWhole
        ? linearConstant(depth)
        : emitter.minimum(linearConstant(depth), addLinear(this.#sum, start, -1));
      return emitter.loop(ZERO, count, 1, carried, (k, inner) =>
        this.#multiply(tiles, k, rows.length / STAGED_WIDTH, columns.length, inner),
      );
    };
    const fetched = tiles.flatMap((tile) => this.#fetchedTypes(tile));
    // A sum without terms has nothing to load.
    const first = constantOf(this.#sum)
      ? fetch(ZERO)
      : emitter.branch(
          emitter.compare('ult', ZERO, this.#sum),
          fetched,
          () => fetch(ZERO),
          () =>
            fetched.map((type) => emitter.broadcast(emitter.zero(type.elementType), STAGED_WIDTH)),
        );
    const split = inits.length;
    const carried = emitter.loop(ZERO, this.#sum, depth, [...inits, ...first], (start, values) => {
      let next = split;
      for (const tile of tiles) {
        const { length } = this.#fetchedTypes(tile);
        this.#put(tile, values.slice(next, next + length));
        next += length;
      }
      barrier(emitter);
      const ahead = fetch(this.#nextStart(start));
      const accumulators = multiply(start, values.slice(0, split));
      barrier(emitter);
      return [...accumulators, ...ahead];
    });
    this.#write(rows, columns, carried.slice(0, split), columnAxis, body);
  }

  // ----- Where things are -----

  get #isSumWhole(): boolean {
    const sum = constantOf(this.#sum);
    return sum !== null && sum % this.#config.reduction === 0;
  }
  /** Where the tile after the one at `start` begins; the last one is fetched again. */
  #nextStart(start: Linear): Linear {
    const depth = this.#config.reduction;
    const next = addLinear(start, linearConstant(depth));
    return this.#isSumWhole
      ? this.#evaluator.emitter.minimum(next, addLinear(this.#sum, linearConstant(-depth)))
      : next;
  }

  #resultAxis(dim: number, loop: number): Axis {
    const { op } = this.#contraction;
    const size = this.#sizes[dim] as Linear;
    const isWhole = constantOf(size) === this.#config.workgroup[dim];
    const maps = op.getInterface(StructuredOp)?.indexingMaps(op) ?? [];
    const whole = constantOf(this.#evaluator.sizes.ofLoop(op, maps, loop));
    const { emitter } = this.#evaluator;
    return {
      loop,
      isVectorized: whole !== null && whole % STAGED_WIDTH === 0,
      clamp: (index, isVector) =>
        isWhole
          ? index
          : emitter.minimum(index, addLinear(size, linearConstant(isVector ? -STAGED_WIDTH : -1))),
    };
  }
  get #sumAxis(): Axis {
    const sum = constantOf(this.#sum);
    const { emitter } = this.#evaluator;
    return {
      loop: this.#contraction.loops.sum,
      isVectorized: sum !== null && sum % STAGED_WIDTH === 0,
      clamp: (index, isVector) =>
        this.#isSumWhole
          ? index
          : emitter.minimum(
              index,
              addLinear(this.#sum, linearConstant(isVector ? -STAGED_WIDTH : -1)),
            ),
    };
  }

  /** Rows or columns of the register tile: groups of four, spread over the workgroup's tile. */
  #ownIndices(count: number, along: 'row' | 'column'): Linear[] {
    const { emitter } = this.#evaluator;
    const columns = linearConstant(this.#grid.columns);
    const position =
      along === 'row'
        ? emitter.quotient(this.#thread, columns)
        : emitter.remainder(this.#thread, columns);
    const spread = STAGED_WIDTH * (along === 'row' ? this.#grid.rows : this.#grid.columns);
    return Array.from({ length: count }, (_, i) =>
      addLinear(
        scaleLinear(position, STAGED_WIDTH),
        linearConstant(Math.floor(i / STAGED_WIDTH) * spread + (i % STAGED_WIDTH)),
      ),
    );
  }
  /** A point of the stored tile. */
  #inTile(ofRow: Linear, ofColumn: Linear): Linear[] {
    const { row, column } = this.#contraction;
    return this.#sizes.map((_, dim) => (dim === row ? ofRow : dim === column ? ofColumn : ZERO));
  }
  /** The point of the contraction's result behind a point of the stored tile. */
  #traced(ofRow: Linear, ofColumn: Linear): Linear[] {
    const { op } = this.#contraction;
    return traceTo(this.#evaluator, op, this.#stored, this.#inTile(ofRow, ofColumn)) ?? [];
  }
  /** The dimension of an operand or of the result (the last operand) that a loop runs along. */
  #dimOf(operand: number, loop: number): number {
    const { op } = this.#contraction;
    const map = op.getInterface(StructuredOp)?.indexingMaps(op)[operand];
    return (map?.results ?? []).findIndex((expr) => expr.kind === 'dim' && expr.position === loop);
  }

  /** The vector of neighbours from `start` along the axis; by elements where some may be outside. */
  #neighbours(
    value: Value,
    axis: Axis,
    start: Linear,
    lane: number,
    at: (index: Linear) => Linear[],
  ): Value {
    const { emitter } = this.#evaluator;
    if (axis.isVectorized) {
      const point = { indices: at(axis.clamp(start, true)), lane };
      const [vector] = this.#evaluator.evaluate(value, [point]);
      return emitter.broadcast(vector as Value, STAGED_WIDTH);
    }
    const lanes = Array.from({ length: STAGED_WIDTH }, (_, i) =>
      this.#evaluator.element(value, at(axis.clamp(addLinear(start, linearConstant(i)), false))),
    );
    return emitter.fromLanes(lanes);
  }
  #init(rowAxis: Axis, ofRow: Linear, columnAxis: Axis, ofColumn: Linear): Value {
    const { op, loops } = this.#contraction;
    const init = op.numOperands - 1;
    return this.#neighbours(
      op.operand(init),
      columnAxis,
      ofColumn,
      this.#dimOf(init, loops.column),
      (index) => this.#traced(rowAxis.clamp(ofRow, false), index),
    );
  }

  // ----- Staging -----

  #tile(operand: number, dim: number, axis: Axis): StagedTile {
    const { op, loops } = this.#contraction;
    const { emitter } = this.#evaluator;
    const extent = this.#config.workgroup[dim] ?? 1;
    const { type } = op.operand(operand);
    if (type.kind !== 'tensor') throw new Error('an input of a contraction that is no tensor');
    const isTurned = this.#dimOf(operand, loops.sum) === type.shape.length - 1;
    // Turned blocks are written down the rows, which then must not start at the same bank.
    const pitch = extent + (isTurned ? STAGED_WIDTH : 0);
    const storage = sharedMemory(emitter, type.elementType, pitch * this.#config.reduction);
    return { operand, axis, storage, extent, pitch, isTurned };
  }

  /** Where the blocks that a thread moves begin in the tile: index of the result's axis, and k. */
  #blocks(tile: StagedTile): { readonly at: Linear; readonly k: Linear }[] {
    const { emitter, target } = this.#evaluator;
    const depth = this.#config.reduction;
    const across = tile.isTurned ? depth / STAGED_WIDTH : tile.extent / STAGED_WIDTH;
    const count = across * (tile.isTurned ? tile.extent / STAGED_WIDTH : depth);
    return Array.from({ length: count / target.workgroupThreads }, (_, i) => {
      const number = addLinear(this.#thread, linearConstant(i * target.workgroupThreads));
      const fast = scaleLinear(emitter.remainder(number, linearConstant(across)), STAGED_WIDTH);
      const slow = emitter.quotient(number, linearConstant(across));
      return tile.isTurned
        ? { at: scaleLinear(slow, STAGED_WIDTH), k: fast }
        : { at: fast, k: slow };
    });
  }

  #fetchedTypes(tile: StagedTile): VectorType[] {
    const count = this.#blocks(tile).length * (tile.isTurned ? STAGED_WIDTH : 1);
    const type = VectorType.get([STAGED_WIDTH], tile.storage.elementType);
    return Array.from({ length: count }, () => type);
  }
  /** Loads a thread's share of a tile, as vectors in the order in which `#put` takes them. */
  #fetch(tile: StagedTile, start: Linear): Value[] {
    const { op, left } = this.#contraction;
    const sum = this.#sumAxis;
    const value = op.operand(tile.operand);
    const lane = (axis: Axis): number => this.#dimOf(tile.operand, axis.loop);
    const at = (own: Linear, k: Linear): Linear[] => {
      const loops = loopsAt(
        op,
        0,
        tile.operand === left ? this.#traced(own, ZERO) : this.#traced(ZERO, own),
      );
      loops[sum.loop] = k;
      return operandPoint(this.#evaluator, op, tile.operand, loops);
    };
    return this.#blocks(tile).flatMap((block) => {
      const k = addLinear(start, block.k);
      if (!tile.isTurned)
        return [
          this.#neighbours(value, tile.axis, block.at, lane(tile.axis), (own) =>
            at(own, sum.clamp(k, false)),
          ),
        ];
      return Array.from({ length: STAGED_WIDTH }, (_, i) => {
        const own = tile.axis.clamp(addLinear(block.at, linearConstant(i)), false);
        return this.#neighbours(value, sum, k, lane(sum), (index) => at(own, index));
      });
    });
  }

  #put(tile: StagedTile, values: readonly Value[]): void {
    const { emitter, memory } = this.#evaluator;
    const store = (k: Linear, at: Linear, value: Value): void =>
      memory.store(tile.storage, addLinear(scaleLinear(k, tile.pitch), at), value);
    this.#blocks(tile).forEach(({ at, k }, block) => {
      if (!tile.isTurned) {
        store(k, at, values[block] as Value);
        return;
      }
      const lines = values.slice(block * STAGED_WIDTH, (block + 1) * STAGED_WIDTH);
      for (let i = 0; i < STAGED_WIDTH; i++) {
        const turned = emitter.fromLanes(lines.map((line) => emitter.extract(line, i)));
        store(addLinear(k, linearConstant(i)), at, turned);
      }
    });
  }

  // ----- Computing -----

  /** One step of the sum: the new accumulators, row after row. */
  #multiply(
    [left, right]: readonly [StagedTile, StagedTile],
    k: Linear,
    rowGroups: number,
    columnGroups: number,
    accumulators: readonly Value[],
  ): Value[] {
    const { emitter, memory } = this.#evaluator;
    const read = (tile: StagedTile, along: 'row' | 'column', groups: number): Value[] =>
      this.#ownIndices(groups * STAGED_WIDTH, along)
        .filter((_, i) => i % STAGED_WIDTH === 0)
        .map((index) =>
          memory.load(tile.storage, addLinear(scaleLinear(k, tile.pitch), index), STAGED_WIDTH),
        );
    const lefts = read(left, 'row', rowGroups);
    const rights = read(right, 'column', columnGroups);
    const rows = lefts.flatMap((vector) =>
      Array.from({ length: STAGED_WIDTH }, (_, i) => emitter.extract(vector, i)),
    );
    return rows.flatMap((a, i) =>
      rights.map((b, j) => this.#accumulate(a, b, accumulators[i * rights.length + j] as Value)),
    );
  }

  /** The body of the contraction for an element of the left input and a vector of the right one. */
  #accumulate(a: Value, b: Value, accumulator: Value): Value {
    const { op, left, right } = this.#contraction;
    const body = op.getInterface(StructuredOp)?.body(op);
    if (!body) return accumulator;
    const cloner = new BodyCloner(this.#evaluator, [], STAGED_WIDTH);
    cloner.map(body.argument(left), a);
    cloner.map(body.argument(right), b);
    cloner.map(body.argument(body.arguments.length - 1), accumulator);
    const [result] = cloner.run(body);
    return this.#evaluator.emitter.broadcast(result ?? accumulator, STAGED_WIDTH);
  }

  /** Stores the register tile, as far as it is inside. */
  #write(
    rows: readonly Linear[],
    columns: readonly Linear[],
    accumulators: readonly Value[],
    columnAxis: Axis,
    body: (points: readonly Point[]) => void,
  ): void {
    rows.forEach((ofRow, i) => {
      columns.forEach((ofColumn, j) => {
        const accumulator = accumulators[i * columns.length + j] as Value;
        const vector: Point = {
          indices: this.#inTile(ofRow, ofColumn),
          lane: this.#contraction.column,
        };
        const points = columnAxis.isVectorized ? [vector] : lanesOf(vector, STAGED_WIDTH);
        this.#overriding(ofRow, ofColumn, accumulator, () => {
          for (const point of points) this.#ifInside(point, () => body([point]));
        });
      });
    });
  }

  #ifInside(point: Point, emit: () => void): void {
    const { emitter } = this.#evaluator;
    const { row, column } = this.#contraction;
    const conditions = [row, column].flatMap((dim) => {
      const size = this.#sizes[dim] as Linear;
      return constantOf(size) === this.#config.workgroup[dim]
        ? []
        : [emitter.compare('ult', point.indices[dim] as Linear, size)];
    });
    const [first, second] = conditions;
    if (!first) {
      emit();
      return;
    }
    const run = (): [] => {
      emit();
      return [];
    };
    emitter.branch(second ? emitter.and(first, second) : first, [], run, null);
  }

  /** While `emit` runs, the contraction's result is the accumulator at its own elements. */
  #overriding(ofRow: Linear, ofColumn: Linear, accumulator: Value, emit: () => void): void {
    const { op, loops } = this.#contraction;
    const { emitter } = this.#evaluator;
    const lane = this.#dimOf(op.numOperands - 1, loops.column);
    const own = new Map<string, () => Value>();
    own.set(pointKey({ indices: this.#traced(ofRow, ofColumn), lane }), () => accumulator);
    for (let i = 0; i < STAGED_WIDTH; i++) {
      const indices = this.#traced(ofRow, addLinear(ofColumn, linearConstant(i)));
      own.set(pointKey({ indices, lane: -1 }), () => emitter.extract(accumulator, i));
    }
    this.#evaluator.overriding(
      op.result(),
      (points) => {
        const found = points.map((point) => own.get(pointKey(point)));
        return found.every((value) => value !== undefined) ? found.map((value) => value()) : null;
      },
      emit,
    );
  }
}
