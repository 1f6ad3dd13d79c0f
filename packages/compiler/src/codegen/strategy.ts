/**
 * Chooses how each store of a dispatch is tiled, from what the stored tensor is computed from and
 * from the target; and turns the export's symbolic workgroup count into arithmetic on its workload.
 */

import { DYNAMIC, type Operation, StructuredOp, type Value } from '@iree-workbench/ir';
import {
  analyzeStored,
  laneAccess,
  type ReductionUse,
  reducesAlongLanes,
  type StoreAnalysis,
  usedInputs,
} from './analysis.ts';
import { BodyCloner } from './body.ts';
import {
  type Contraction,
  type ContractionSide,
  findContraction,
  STAGED_WIDTH,
  sharesEvenly,
  threadGrid,
} from './contraction.ts';
import { Emitter } from './emitter.ts';
import { constantOf } from './linear.ts';
import { type LoweringConfig, setLoweringConfig } from './lowering-config.ts';
import { holdsWords } from './memory.ts';
import { findScatter, type Scatter, serialDimsOf } from './scatter.ts';
import { keptDims, mixedList, TensorSizes } from './sizes.ts';
import type { CodegenTarget, StagedTileSize } from './target.ts';

/** Elements along a dimension of unknown size that a tile is planned for. */
const UNKNOWN = Number.MAX_SAFE_INTEGER;

/**
 * Sets the configuration of a store of a whole tensor.
 * @param isAlone the dispatch has no other store, so that this one may choose its threads.
 * @returns the threads of a workgroup, the same for all stores of a dispatch.
 */
export function chooseStrategy(store: Operation, target: CodegenTarget, isAlone: boolean): number {
  const value = store.operand(0);
  const scatter = findScatter(value);
  if (scatter) {
    setLoweringConfig(store, scatterConfig(store, scatter, target));
    return target.workgroupThreads;
  }
  const shape = value.type.kind === 'tensor' ? value.type.shape : [];
  const analysis = analyzeStored(value);
  if (target.execution === 'threads') {
    const staged = stagedContraction(shape, analysis, target, isAlone);
    if (staged) {
      setLoweringConfig(store, staged.config);
      return staged.threads;
    }
  }
  const sizes = new TensorSizes(new Emitter(store));
  const serial = serialDims(shape.length, analysis);
  if (
    target.execution === 'threads' &&
    target.workgroupThreads > 1 &&
    analysis.reductions.length > 0 &&
    analysis.reductions.every(({ op }) => reducesAlongLanes(op, sizes, MIN_COOPERATIVE))
  ) {
    const config: LoweringConfig = {
      workgroup: shape.map((_, dim) => (serial.includes(dim) ? 0 : 1)),
      register: shape.map(() => 1),
      lane: -1,
      serial,
      reduction: 0,
      cooperative: true,
    };
    setLoweringConfig(store, config);
    return target.workgroupThreads;
  }
  if (target.execution === 'threads') {
    const config = vectorsOfThreads(store, analysis, serial, sizes, target);
    if (config) {
      setLoweringConfig(store, config);
      return target.workgroupThreads;
    }
  }
  const lane =
    target.execution === 'sequential'
      ? chooseLane(store, value, analysis, sizes, target.vectorWidth)
      : -1;
  const register = registerTile(value, shape, lane, analysis, sizes, target);
  const workgroup = workgroupTile(shape, register, lane, serial, analysis, target);
  const config: LoweringConfig = {
    workgroup,
    register,
    lane,
    serial,
    reduction: 0,
    cooperative: false,
  };
  setLoweringConfig(store, config);
  return target.workgroupThreads;
}

/** Tiles of the updates of a scatter; vectors run along the windows. */
function scatterConfig(store: Operation, scatter: Scatter, target: CodegenTarget): LoweringConfig {
  const { op, updates, original, moved, windowDims } = scatter;
  const shape = updates.type.kind === 'tensor' ? updates.type.shape : [];
  const serial = serialDimsOf(scatter);
  const width = target.vectorWidth;
  const last = shape.length - 1;
  const dim = windowDims[last - 1] ?? -1;
  const stride = mixedList(store, 'strides')[keptDims(store, op.result().type)[dim] ?? 0];
  const access = laneAccess(updates, last, new TensorSizes(new Emitter(store)), width);
  const takesVectors =
    target.execution === 'sequential' &&
    width > 1 &&
    dim >= 0 &&
    !moved.includes(dim) &&
    extent(shape[last]) >= width &&
    stride !== undefined &&
    constantOf(stride) === 1 &&
    holdsWords(original.type) &&
    BodyCloner.takesVectors(op.region().front) &&
    access.possible &&
    access.gathered === 0;
  const lane = takesVectors ? last : -1;
  const register = shape.map((_, i) => (i === lane ? width : 1));
  const analysis = { reductions: [], work: op.region().front.ops.length };
  const workgroup = workgroupTile(shape, register, lane, serial, analysis, target);
  return { workgroup, register, lane, serial, reduction: 0, cooperative: false };
}

/**
 * Tiles of sums of which every thread has neighbours along memory, or null: where these are no whole vectors, and where
 * too few threads would be left for many elements. What sums nothing up is as fast by elements, or faster: a GPU joins
 * what neighbouring threads read and write.
 */
function vectorsOfThreads(
  store: Operation,
  analysis: StoreAnalysis,
  serial: readonly number[],
  sizes: TensorSizes,
  target: CodegenTarget,
): LoweringConfig | null {
  if (analysis.reductions.length === 0) return null;
  const width = target.threadWidth;
  const value = store.operand(0);
  const shape = value.type.kind === 'tensor' ? value.type.shape : [];
  const lane = chooseLane(store, value, analysis, sizes, width);
  const along = shape[lane] ?? DYNAMIC;
  if (along === DYNAMIC || along % width !== 0 || serial.includes(lane) || isShifted(value))
    return null;
  const register = shape.map((_, dim) => (dim === lane ? width : 1));
  const workgroup = workgroupTile(shape, register, lane, serial, analysis, target);
  if (plannedWorkgroups(shape, workgroup) < MIN_STAGED_WORKGROUPS) return null;
  return { workgroup, register, lane, serial, reduction: 0, cooperative: false };
}

/** Is the value, or what it is computed from elementwise, another tensor at an offset, so that vectors lie across its ends? */
function isShifted(value: Value): boolean {
  const op = value.definingOp;
  if (!op || value.type.kind !== 'tensor') return false;
  if (op.is('tensor.pad') || op.is('tensor.insert_slice')) return true;
  return op.operands.some(isShifted);
}

const extent = (size: number | undefined): number =>
  size === undefined || size === DYNAMIC ? UNKNOWN : size;

/**
 * Dimensions along which a reduction's result is used again and again: a row's maximum along the
 * row. Tiling them would compute the reduction once a tile.
 */
function serialDims(rank: number, analysis: StoreAnalysis): number[] {
  const serial = new Set<number>();
  for (const { dims } of analysis.reductions)
    for (let dim = 0; dim < rank; dim++) if (!dims.has(dim)) serial.add(dim);
  return [...serial].sort((a, b) => a - b);
}

/** Elements that a row must have for the threads of a workgroup to reduce it together. */
const MIN_COOPERATIVE = 16;
/** Rows and columns that a contraction must have for a tile of shared memory to pay. */
const MIN_STAGED = 16;
/** Workgroups under which a smaller tile of a contraction is better. */
const MIN_STAGED_WORKGROUPS = 128;
/** Elements along a dimension of unknown size, where an estimate is asked for. */
const PLANNED_EXTENT = 512;

/** Tiles of a contraction whose inputs the threads of a workgroup stage in shared memory, or null. */
function stagedContraction(
  shape: readonly number[],
  analysis: StoreAnalysis,
  target: CodegenTarget,
  isAlone: boolean,
): { readonly config: LoweringConfig; readonly threads: number } | null {
  const contraction = findContraction(analysis, shape.length);
  if (!contraction) return null;
  const { op, row, column } = contraction;
  const elements = ({ dims }: ContractionSide): number =>
    dims.reduce((product, dim) => product * extent(shape[dim]), 1);
  if (elements(row) < MIN_STAGED || elements(column) < MIN_STAGED) return null;
  if (![row, column].every(({ operand }) => holdsWords(op.operand(operand).type))) return null;
  const chosen = stagedTile(shape, contraction, target, isAlone);
  if (!chosen) return null;
  const { threads } = chosen.tile;
  const grid = threadGrid(threads);
  const register = shape.map(() => 1);
  register[innermostDim(row)] = chosen.tile.rows / grid.rows;
  register[innermostDim(column)] = chosen.tile.columns / grid.columns;
  const config: LoweringConfig = {
    workgroup: chosen.workgroup,
    register,
    lane: -1,
    serial: [],
    reduction: chosen.tile.depth,
    cooperative: false,
  };
  return { config, threads };
}

const innermostDim = ({ dims }: ContractionSide): number => dims[dims.length - 1] as number;

/** The largest tile that gives enough workgroups to keep a GPU busy, or the smallest. */
function stagedTile(
  shape: readonly number[],
  contraction: Contraction,
  target: CodegenTarget,
  isAlone: boolean,
): { readonly tile: StagedTileSize; readonly workgroup: readonly number[] } | null {
  const fitting = target.stagedTiles
    .filter(
      (tile) =>
        (tile.rows + tile.columns + 8) * tile.depth * 4 <= target.workgroupMemory &&
        (isAlone || tile.threads === target.workgroupThreads) &&
        sharesEvenly(contraction, tile),
    )
    .map((tile) => {
      const workgroup = shape.map(() => 1);
      for (const [{ dims }, count] of [
        [contraction.row, tile.rows],
        [contraction.column, tile.columns],
      ] as const) {
        const extents = spread(
          count,
          dims.map((dim) => shape[dim] ?? DYNAMIC),
        );
        dims.forEach((dim, i) => {
          workgroup[dim] = extents[i] ?? 1;
        });
      }
      return { tile, workgroup };
    });
  return (
    fitting.find(({ workgroup }) => plannedWorkgroups(shape, workgroup) >= MIN_STAGED_WORKGROUPS) ??
    fitting[fitting.length - 1] ??
    null
  );
}

/**
 * `count` elements, a power of two, as a box over dimensions that covers them with the least waste.
 * The innermost extent holds whole vectors.
 */
function spread(count: number, sizes: readonly number[]): number[] {
  const planned = sizes.map((size) => (size === DYNAMIC ? PLANNED_EXTENT : size));
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  const visit = (position: number, left: number, extents: readonly number[]): void => {
    if (position === 0) {
      const all = [left, ...extents];
      const covered = all.reduce(
        (product, each, i) => product * each * Math.ceil((planned[i] ?? 1) / each),
        1,
      );
      // Of equals, the one that is longest along memory.
      if ((all[all.length - 1] as number) < STAGED_WIDTH || covered >= least) return;
      [best, least] = [all, covered];
      return;
    }
    for (let each = left; each >= 1; each /= 2)
      visit(position - 1, left / each, [each, ...extents]);
  };
  visit(sizes.length - 1, count, []);
  return best;
}

/** How many tiles there are; for dimensions of unknown size, how many are planned for. */
const plannedWorkgroups = (shape: readonly number[], tile: readonly number[]): number =>
  shape.reduce((product, size, dim) => {
    const elements = size === DYNAMIC ? PLANNED_EXTENT : size;
    return product * Math.ceil(elements / (tile[dim] || elements));
  }, 1);

/** The dimension that vectors run along, or -1 where single elements are better. */
function chooseLane(
  store: Operation,
  value: Value,
  analysis: StoreAnalysis,
  sizes: TensorSizes,
  width: number,
): number {
  const shape = value.type.kind === 'tensor' ? value.type.shape : [];
  if (width === 1) return -1;
  let lane = shape.length - 1;
  while (lane >= 0 && shape[lane] === 1) lane--;
  if (lane < 0 || extent(shape[lane]) < width) return -1;
  const kept = keptDims(store, value.type);
  const stride = mixedList(store, 'strides')[kept[lane] ?? 0];
  if (!stride || constantOf(stride) !== 1) return -1;
  const access = laneAccess(value, lane, sizes, width);
  if (!access.possible) return -1;
  if (access.gathered === 0) return lane;
  const alongReduction = analysis.reductions.some(({ op }) => reducesAlongLanes(op, sizes, width));
  return !alongReduction && access.contiguous >= access.gathered ? lane : -1;
}

/** Elements that a thread computes together: accumulators of contractions share what they load. */
function registerTile(
  value: Value,
  shape: readonly number[],
  lane: number,
  analysis: StoreAnalysis,
  sizes: TensorSizes,
  target: CodegenTarget,
): number[] {
  const width = target.vectorWidth;
  const tile = shape.map(() => 1);
  if (target.execution !== 'sequential') return tile;
  const { rows, vectors } = target.registerTile;
  const contraction = analysis.reductions.find(({ op }) => usedInputs(op).length >= 2);
  const alongLanes = analysis.reductions.some(({ op }) => reducesAlongLanes(op, sizes, width));
  const row = contraction ? rowDim(contraction, shape, lane) : -1;
  if (lane >= 0) {
    // Rows that are read once are read a cache line at a time.
    const streams = row < 0 && !alongLanes;
    const wanted =
      analysis.reductions.length === 0
        ? elementwiseUnroll(value)
        : streams
          ? LINE_VECTORS
          : contraction
            ? vectors
            : 1;
    let count = wanted;
    while (count > 1 && width * count > extent(shape[lane])) count--;
    tile[lane] = width * count;
  }
  if (contraction) {
    if (row >= 0) tile[row] = Math.min(lane >= 0 || alongLanes ? rows : 1, extent(shape[row]));
    if (lane < 0 && alongLanes && row !== shape.length - 1 && shape.length > 0)
      tile[shape.length - 1] = Math.min(2, extent(shape[shape.length - 1]));
  } else if (lane < 0 && alongLanes && shape.length > 0)
    tile[shape.length - 1] = Math.min(rows, extent(shape[shape.length - 1]));
  else if (lane < 0 && analysis.reductions.length === 0)
    transposingTile(tile, value, shape, sizes, width);
  return tile;
}

/** Vectors that make a line of the cache. */
const LINE_VECTORS = 4;
/** Elements along what the input has contiguous, and along what the result has. */
const TRANSPOSING = { rows: 8, columns: 4 };

/** A block of what is written in another order than it is read, so that all of a cache line is used. */
function transposingTile(
  tile: number[],
  value: Value,
  shape: readonly number[],
  sizes: TensorSizes,
  width: number,
): void {
  const last = shape.length - 1;
  for (let dim = last - 1; dim >= 0; dim--)
    if (laneAccess(value, dim, sizes, width).contiguous > 0) {
      tile[dim] = Math.min(TRANSPOSING.rows, extent(shape[dim]));
      tile[last] = Math.min(TRANSPOSING.columns, extent(shape[last]));
      return;
    }
}

/** Vectors an iteration of an elementwise loop; long bodies have enough to do with one. */
const elementwiseUnroll = (value: Value): number => {
  const op = value.definingOp;
  const body = op?.getInterface(StructuredOp)?.body(op);
  return body && body.ops.length <= 6 ? 4 : 1;
};

/** The dimension besides the lane's along which an input of the contraction is used again. */
function rowDim({ op, loops }: ReductionUse, shape: readonly number[], lane: number): number {
  const inputs = usedInputs(op);
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    if (dim === lane || extent(shape[dim]) < 2) continue;
    const own = loops.flatMap((dims, loop) => (dims?.has(dim) ? [loop] : []));
    if (inputs.some((used) => !own.some((loop) => used.has(loop)))) return dim;
  }
  return -1;
}

/** Rows that share a packed panel: more would leave the cache before the next panel needs them. */
const PANEL_ROWS = 256;
/** Workgroups that are left for threads to share. */
const MIN_PANEL_WORKGROUPS = 16;

/** Gives a contraction's tile more rows, so that the panels that it packs serve all of them. */
function growRows(tile: number[], shape: readonly number[], row: number): void {
  // A row dimension that is no free one is run through as a whole already.
  for (let rows = tile[row] || UNKNOWN; rows < extent(shape[row]); rows *= 2) {
    const grown = tile.map((size, dim) => (dim === row ? rows * 2 : size));
    if (rows * 2 > PANEL_ROWS || plannedWorkgroups(shape, grown) < MIN_PANEL_WORKGROUPS) return;
    tile[row] = rows * 2;
  }
}

/** Tiles of a workgroup, grown from the register tile until they are worth a workgroup. */
function workgroupTile(
  shape: readonly number[],
  register: readonly number[],
  lane: number,
  serial: readonly number[],
  analysis: StoreAnalysis,
  target: CodegenTarget,
): number[] {
  const free = shape.flatMap((_, dim) => (serial.includes(dim) ? [] : [dim]));
  const serialWork = serial.reduce(
    (product, dim) => product * Math.min(extent(shape[dim]), 256),
    1,
  );
  const contraction =
    target.execution === 'sequential'
      ? analysis.reductions.find(({ op }) => usedInputs(op).length >= 2)
      : undefined;
  const wanted =
    target.execution === 'threads'
      ? target.workgroupThreads * (lane < 0 ? 1 : target.threadWidth)
      : Math.max(
          contraction ? 64 * 64 : 1,
          Math.floor(target.workgroupWork / (analysis.work * serialWork)),
        );
  const tile = shape.map((_, dim) => (serial.includes(dim) ? 0 : (register[dim] ?? 1)));
  let elements = free.reduce((product, dim) => product * (tile[dim] ?? 1), 1);
  const grow = (dim: number, limit: number): void => {
    while (
      elements * 2 <= wanted &&
      (tile[dim] ?? 1) < extent(shape[dim]) &&
      (tile[dim] ?? 1) * 2 <= limit
    ) {
      tile[dim] = (tile[dim] ?? 1) * 2;
      elements *= 2;
    }
  };
  // A contraction reads less from memory the squarer its tile is.
  if (contraction)
    for (let limit = 16; limit <= 64; limit *= 2)
      for (const dim of [...free].reverse()) grow(dim, limit);
  for (const dim of [...free].reverse()) grow(dim, UNKNOWN);
  if (contraction && lane >= 0) growRows(tile, shape, rowDim(contraction, shape, lane));
  return tile.map((size, dim) => (size >= extent(shape[dim]) ? 0 : size));
}
