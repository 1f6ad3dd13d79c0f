/**
 * A contraction by a workgroup of threads: tiles of both inputs are staged in shared memory, each
 * thread accumulates a register tile from them, and applies what follows to its own elements.
 *
 * Rows and columns are numbered within the tile, over all their dimensions; a convolution is thereby
 * the product of a matrix of windows, which exists in shared memory only. All memory moves in vectors
 * of four. What lies along the sum is turned in registers, in blocks of four by four, so that both
 * tiles have neighbours along the result; what no vector can load is loaded by elements and stored as
 * a vector. While a tile is multiplied, the next one is on its way to registers. Indices beyond the
 * edge are clamped: what they load lands in rows and columns that nobody stores.
 */

import { StructuredOp, type Value, VectorType } from '@iree-workbench/ir';
import { analyzeStored } from './analysis.ts';
import { BodyCloner } from './body.ts';
import { CannotLower } from './cannot-lower.ts';
import {
  type Contraction,
  type ContractionSide,
  findContraction,
  isTurned,
  STAGED_WIDTH,
  sharesEvenly,
  stagedBlocks,
  threadGrid,
} from './contraction.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, scaleLinear, ZERO } from './linear.ts';
import type { LoweringConfig } from './lowering-config.ts';
import type { Storage } from './memory.ts';
import { lanesOf, type Point, pointKey } from './points.ts';
import { barrier, sharedMemory } from './shared-memory.ts';
import { loopsAt, operandPoint, traceTo } from './trace.ts';

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

/** The rows or the columns of the tile, numbered through. */
interface Side {
  readonly operand: number;
  readonly dims: readonly number[];
  /** Extents of the tile along the dimensions; the last one is a multiple of the vector's width. */
  readonly extents: readonly number[];
  readonly count: number;
  /** The loop that neighbours are neighbours along. */
  readonly innermostLoop: number;
  /** Vectors of neighbours never reach over the edge. */
  readonly isVectorized: boolean;
}

/** A tile of an input in shared memory: a line of `pitch` elements for each term of the sum. */
interface StagedTile {
  readonly side: Side;
  readonly storage: Storage;
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
  /** Sizes of the loops that are summed over, and their product. */
  readonly #sumSizes: readonly Linear[];
  readonly #sum: Linear;
  readonly #row: Side;
  readonly #column: Side;

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
    this.#sumSizes = contraction.sums.map((loop) => this.#loopSize(loop));
    this.#sum = this.#sumSizes.reduce(
      (product, size) => evaluator.emitter.multiply(product, size),
      linearConstant(1),
    );
    this.#row = this.#side(contraction.row);
    this.#column = this.#side(contraction.column);
  }

  #loopSize(loop: number): Linear {
    const { op } = this.#contraction;
    const maps = op.getInterface(StructuredOp)?.indexingMaps(op) ?? [];
    return this.#evaluator.sizes.ofLoop(op, maps, loop);
  }
  #side({ operand, loops, dims }: ContractionSide): Side {
    const extents = dims.map((dim) => this.#config.workgroup[dim] ?? 1);
    const innermostLoop = loops[loops.length - 1] as number;
    return {
      operand,
      dims,
      extents,
      count: extents.reduce((product, extent) => product * extent, 1),
      innermostLoop,
      isVectorized: isMultiple(this.#loopSize(innermostLoop)),
    };
  }

  emit(body: (points: readonly Point[]) => void): void {
    const { emitter } = this.#evaluator;
    const depth = this.#config.reduction;
    this.#checkShares();
    const tiles = [this.#tile(this.#row), this.#tile(this.#column)] as const;
    const rows = this.#ownBlocks(this.#row, 'row');
    const columns = this.#ownBlocks(this.#column, 'column');
    const inits = rows.flatMap((row) =>
      inBlock((offset) => columns.map((column) => this.#init(row, offset, column))).flat(),
    );
    const fetch = (start: Linear): Value[] => tiles.flatMap((tile) => this.#fetch(tile, start));
    const multiply = (start: Linear, carried: readonly Value[]): readonly Value[] => {
      const count = this.#isSumWhole
        ? linearConstant(depth)
        : emitter.minimum(linearConstant(depth), addLinear(this.#sum, start, -1));
      return emitter.loop(ZERO, count, 1, carried, (k, inner) =>
        this.#multiply(tiles, k, rows, columns, inner),
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
    this.#write(rows, columns, carried.slice(0, split), body);
  }

  /** A configuration is an attribute that anybody may edit. */
  #checkShares(): void {
    const [rows, columns, depth] = [this.#row.count, this.#column.count, this.#config.reduction];
    const threads = this.#evaluator.target.workgroupThreads;
    if (sharesEvenly(this.#contraction, { rows, columns, depth, threads })) return;
    throw new CannotLower(
      this.#contraction.op,
      `stages a tile of ${rows}x${columns} elements, ${depth} deep, which ${threads} threads cannot share evenly`,
      'give the tile powers of two that are larger',
    );
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

  /** Where the blocks of four begin that a thread computes, spread over the workgroup's tile. */
  #ownBlocks({ count }: Side, along: 'row' | 'column'): Linear[] {
    const { emitter } = this.#evaluator;
    const { rows, columns } = this.#grid;
    const divisor = linearConstant(columns);
    const position =
      along === 'row'
        ? emitter.quotient(this.#thread, divisor)
        : emitter.remainder(this.#thread, divisor);
    const spread = STAGED_WIDTH * (along === 'row' ? rows : columns);
    return Array.from({ length: count / spread }, (_, i) =>
      addLinear(scaleLinear(position, STAGED_WIDTH), linearConstant(i * spread)),
    );
  }

  /** Indices of an element, `offset` behind the start of a block, along the dimensions of a side. */
  #indices({ extents }: Side, block: Linear, offset: number): Linear[] {
    const { emitter } = this.#evaluator;
    const indices: Linear[] = [];
    let left = block;
    for (let i = extents.length - 1; i >= 0; i--) {
      const extent = linearConstant(extents[i] as number);
      const index = i === 0 ? left : emitter.remainder(left, extent);
      left = i === 0 ? ZERO : emitter.quotient(left, extent);
      // A block does not reach over the end of the innermost dimension.
      const isInnermost = i === extents.length - 1;
      indices.unshift(isInnermost ? addLinear(index, linearConstant(offset)) : index);
    }
    return indices;
  }
  /** The same, where that is inside of the tensor; with `isVector`, all of the vector there. */
  #clamped(side: Side, block: Linear, offset: number, isVector: boolean): Linear[] {
    return this.#indices(side, block, offset).map((index, i) => {
      const dim = side.dims[i] as number;
      const size = this.#sizes[dim] as Linear;
      if (constantOf(size) === this.#config.workgroup[dim]) return index;
      const isInnermost = i === side.dims.length - 1;
      const last = isInnermost && isVector ? -STAGED_WIDTH : -1;
      return this.#evaluator.emitter.minimum(index, addLinear(size, linearConstant(last)));
    });
  }
  /** A term of the sum that there is; with `isVector`, the first of as many as a vector has. */
  #clampedTerm(k: Linear, isVector: boolean): Linear {
    if (this.#isSumWhole) return k;
    const last = linearConstant(isVector ? -STAGED_WIDTH : -1);
    return this.#evaluator.emitter.minimum(k, addLinear(this.#sum, last));
  }
  /** Values of the loops that are summed over at a term. */
  #sumLoops(k: Linear): Map<number, Linear> {
    const { emitter } = this.#evaluator;
    const { sums } = this.#contraction;
    const values = new Map<number, Linear>();
    let left = k;
    for (let i = sums.length - 1; i >= 0; i--) {
      const size = this.#sumSizes[i] as Linear;
      values.set(sums[i] as number, i === 0 ? left : emitter.remainder(left, size));
      left = i === 0 ? ZERO : emitter.quotient(left, size);
    }
    return values;
  }

  /** A point of the stored tile. */
  #inTile(ofRow: readonly Linear[], ofColumn: readonly Linear[]): Linear[] {
    return this.#sizes.map((_, dim) => {
      const row = this.#row.dims.indexOf(dim);
      const column = this.#column.dims.indexOf(dim);
      return (row >= 0 ? ofRow[row] : column >= 0 ? ofColumn[column] : undefined) ?? ZERO;
    });
  }
  /** The point of the contraction's result behind a point of the stored tile. */
  #traced(ofRow: readonly Linear[], ofColumn: readonly Linear[]): Linear[] {
    const { op } = this.#contraction;
    return traceTo(this.#evaluator, op, this.#stored, this.#inTile(ofRow, ofColumn)) ?? [];
  }
  /** The dimension of an operand or of the result (the last operand) that is a loop; -1 for none. */
  #dimOf(operand: number, loop: number): number {
    const { op } = this.#contraction;
    const map = op.getInterface(StructuredOp)?.indexingMaps(op)[operand];
    return (map?.results ?? []).findIndex((expr) => expr.kind === 'dim' && expr.position === loop);
  }

  /** A vector of neighbours: loaded as one at a point with a lane, or else by elements. */
  #neighbours(
    value: Value,
    lane: number,
    vectorAt: (() => Linear[]) | null,
    elementAt: (offset: number) => Linear[],
  ): Value {
    const { emitter } = this.#evaluator;
    if (vectorAt && lane >= 0) {
      const [vector] = this.#evaluator.evaluate(value, [{ indices: vectorAt(), lane }]);
      return emitter.broadcast(vector as Value, STAGED_WIDTH);
    }
    return emitter.fromLanes(
      inBlock((offset) => this.#evaluator.element(value, elementAt(offset))),
    );
  }
  #init(row: Linear, offset: number, column: Linear): Value {
    const { op } = this.#contraction;
    const init = op.numOperands - 1;
    const ofRow = this.#clamped(this.#row, row, offset, false);
    const side = this.#column;
    return this.#neighbours(
      op.operand(init),
      this.#dimOf(init, side.innermostLoop),
      side.isVectorized ? () => this.#traced(ofRow, this.#clamped(side, column, 0, true)) : null,
      (i) => this.#traced(ofRow, this.#clamped(side, column, i, false)),
    );
  }

  // ----- Staging -----

  #tile(side: Side): StagedTile {
    const { type } = this.#contraction.op.operand(side.operand);
    if (type.kind !== 'tensor') throw new Error('an input of a contraction that is no tensor');
    const turned = isTurned(this.#contraction, side.operand);
    // Turned blocks are written down the lines, which then must not start at the same bank.
    const pitch = side.count + (turned ? STAGED_WIDTH : 0);
    const count = pitch * this.#config.reduction;
    const storage = sharedMemory(this.#evaluator.emitter, type.elementType, count);
    return { side, storage, pitch, isTurned: turned };
  }

  /** Where the blocks that a thread moves begin in the tile: along the side, and along the sum. */
  #blocks(tile: StagedTile): { readonly at: Linear; readonly k: Linear }[] {
    const { side, isTurned } = tile;
    const { emitter, target } = this.#evaluator;
    const depth = this.#config.reduction;
    const across = (isTurned ? depth : side.count) / STAGED_WIDTH;
    const length = stagedBlocks(side.count, depth, isTurned) / target.workgroupThreads;
    return Array.from({ length }, (_, i) => {
      const number = addLinear(this.#thread, linearConstant(i * target.workgroupThreads));
      const fast = scaleLinear(emitter.remainder(number, linearConstant(across)), STAGED_WIDTH);
      const slow = emitter.quotient(number, linearConstant(across));
      return isTurned ? { at: scaleLinear(slow, STAGED_WIDTH), k: fast } : { at: fast, k: slow };
    });
  }
  #fetchedTypes(tile: StagedTile): VectorType[] {
    const count = this.#blocks(tile).length * (tile.isTurned ? STAGED_WIDTH : 1);
    const type = VectorType.get([STAGED_WIDTH], tile.storage.elementType);
    return Array.from({ length: count }, () => type);
  }

  /** Loads a thread's share of a tile, as vectors in the order in which `#put` takes them. */
  #fetch(tile: StagedTile, start: Linear): Value[] {
    const { side, isTurned } = tile;
    const { op, sums } = this.#contraction;
    const value = op.operand(side.operand);
    const zeros = (other: Side): Linear[] => other.dims.map(() => ZERO);
    const at = (own: readonly Linear[], k: Linear): Linear[] => {
      const loops = loopsAt(
        op,
        0,
        side === this.#row
          ? this.#traced(own, zeros(this.#column))
          : this.#traced(zeros(this.#row), own),
      );
      for (const [loop, index] of this.#sumLoops(k)) loops[loop] = index;
      return operandPoint(this.#evaluator, op, side.operand, loops);
    };
    const innermost = sums[sums.length - 1] as number;
    const isSumVectorized = isMultiple(this.#sumSizes[sums.length - 1] as Linear);
    return this.#blocks(tile).flatMap((block) => {
      const k = addLinear(start, block.k);
      if (!isTurned) {
        const term = this.#clampedTerm(k, false);
        return [
          this.#neighbours(
            value,
            this.#dimOf(side.operand, side.innermostLoop),
            side.isVectorized ? () => at(this.#clamped(side, block.at, 0, true), term) : null,
            (i) => at(this.#clamped(side, block.at, i, false), term),
          ),
        ];
      }
      return inBlock((offset) => {
        const own = this.#clamped(side, block.at, offset, false);
        return this.#neighbours(
          value,
          this.#dimOf(side.operand, innermost),
          isSumVectorized ? () => at(own, this.#clampedTerm(k, true)) : null,
          (i) => at(own, this.#clampedTerm(addLinear(k, linearConstant(i)), false)),
        );
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

  /** One term of the sum: the new accumulators, row after row. */
  #multiply(
    [left, right]: readonly [StagedTile, StagedTile],
    k: Linear,
    rows: readonly Linear[],
    columns: readonly Linear[],
    accumulators: readonly Value[],
  ): Value[] {
    const { emitter, memory } = this.#evaluator;
    const read = (tile: StagedTile, blocks: readonly Linear[]): Value[] =>
      blocks.map((block) =>
        memory.load(tile.storage, addLinear(scaleLinear(k, tile.pitch), block), STAGED_WIDTH),
      );
    const lefts = read(left, rows).flatMap((vector) =>
      inBlock((offset) => emitter.extract(vector, offset)),
    );
    const rights = read(right, columns);
    return lefts.flatMap((a, i) =>
      rights.map((b, j) => this.#accumulate(a, b, accumulators[i * rights.length + j] as Value)),
    );
  }

  /** The body of the contraction for an element of the rows' input and a vector of the other. */
  #accumulate(a: Value, b: Value, accumulator: Value): Value {
    const { op } = this.#contraction;
    const body = op.getInterface(StructuredOp)?.body(op);
    if (!body) return accumulator;
    const cloner = new BodyCloner(this.#evaluator, [], STAGED_WIDTH);
    // Scalars, as zero points are, stand for themselves.
    body.arguments.slice(0, -1).forEach((argument, i) => {
      if (op.operand(i).type.kind !== 'tensor') cloner.map(argument, op.operand(i));
    });
    cloner.map(body.argument(this.#row.operand), a);
    cloner.map(body.argument(this.#column.operand), b);
    cloner.map(body.argument(body.arguments.length - 1), accumulator);
    const [result] = cloner.run(body);
    return this.#evaluator.emitter.broadcast(result ?? accumulator, STAGED_WIDTH);
  }

  /** Stores the register tile, as far as it is inside. */
  #write(
    rows: readonly Linear[],
    columns: readonly Linear[],
    accumulators: readonly Value[],
    body: (points: readonly Point[]) => void,
  ): void {
    const ofRows = rows.flatMap((row) => inBlock((i) => this.#indices(this.#row, row, i)));
    const lane = this.#column.dims[this.#column.dims.length - 1] as number;
    ofRows.forEach((ofRow, i) => {
      columns.forEach((column, j) => {
        const accumulator = accumulators[i * columns.length + j] as Value;
        const indices = this.#inTile(ofRow, this.#indices(this.#column, column, 0));
        const vector: Point = { indices, lane };
        const points = this.#column.isVectorized ? [vector] : lanesOf(vector, STAGED_WIDTH);
        this.#overriding(ofRow, column, accumulator, () => {
          for (const point of points) this.#ifInside(point, () => body([point]));
        });
      });
    });
  }

  #ifInside(point: Point, emit: () => void): void {
    const { emitter } = this.#evaluator;
    const conditions = [...this.#row.dims, ...this.#column.dims].flatMap((dim) => {
      const size = this.#sizes[dim] as Linear;
      return constantOf(size) === this.#config.workgroup[dim]
        ? []
        : [emitter.compare('ult', point.indices[dim] as Linear, size)];
    });
    const [first, ...rest] = conditions;
    if (!first) {
      emit();
      return;
    }
    const run = (): [] => {
      emit();
      return [];
    };
    emitter.branch(
      rest.reduce((all, one) => emitter.and(all, one), first),
      [],
      run,
      null,
    );
  }

  /** While `emit` runs, the contraction's result is the accumulator at its own elements. */
  #overriding(
    ofRow: readonly Linear[],
    column: Linear,
    accumulator: Value,
    emit: () => void,
  ): void {
    const { op } = this.#contraction;
    const { emitter } = this.#evaluator;
    const lane = this.#dimOf(op.numOperands - 1, this.#column.innermostLoop);
    const at = (offset: number): Linear[] =>
      this.#traced(ofRow, this.#indices(this.#column, column, offset));
    const own = new Map<string, () => Value>();
    own.set(pointKey({ indices: at(0), lane }), () => accumulator);
    for (let i = 0; i < STAGED_WIDTH; i++)
      own.set(pointKey({ indices: at(i), lane: -1 }), () => emitter.extract(accumulator, i));
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

/** What `make` gives for each element of a block. */
const inBlock = <T>(make: (offset: number) => T): T[] =>
  Array.from({ length: STAGED_WIDTH }, (_, offset) => make(offset));

/** Is the size known, and made of whole vectors? */
function isMultiple(size: Linear): boolean {
  const constant = constantOf(size);
  return constant !== null && constant % STAGED_WIDTH === 0;
}
