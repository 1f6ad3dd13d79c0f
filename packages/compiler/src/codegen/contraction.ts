/**
 * Contractions by their iterators and maps, whatever operation writes them: matrix products, and
 * convolutions, too, which are products of a matrix whose rows are windows of the image. Two inputs
 * share the loops that are summed over; other loops run over the rows or the columns of the result,
 * which depend on one input alone, or over a batch of products.
 */

import { collectDims, type Operation, StructuredOp } from '@iree-workbench/ir';
import type { StoreAnalysis } from './analysis.ts';
import { BodyCloner } from './body.ts';
import type { StagedTileSize } from './target.ts';

/** Elements of a vector in which staged tiles move. */
export const STAGED_WIDTH = 4;

/** One input, and the loops that only it depends on, from the outermost to the innermost. */
export interface ContractionSide {
  readonly operand: number;
  readonly loops: readonly number[];
  /** The dimensions of the stored tensor that the loops run over. */
  readonly dims: readonly number[];
}

export interface Contraction {
  readonly op: Operation;
  readonly row: ContractionSide;
  /** What neighbouring threads run along: it has the later dimension of the stored tensor. */
  readonly column: ContractionSide;
  /** The loops that are summed over; neighbours along the last one are neighbours in memory if any are. */
  readonly sums: readonly number[];
}

/** The only reduction behind a stored tensor of the rank, if it is a contraction. */
export function findContraction(analysis: StoreAnalysis, rank: number): Contraction | null {
  const [use, ...others] = analysis.reductions;
  if (!use || others.length > 0) return null;
  const { op, loops, dims } = use;
  const structured = op.getInterface(StructuredOp);
  if (!structured || op.numResults !== 1 || dims.size !== rank) return null;
  const body = structured.body(op);
  if (!BodyCloner.takesVectors(body)) return null;
  const maps = structured.indexingMaps(op);
  const inputs = maps.slice(0, -1).flatMap((map, operand) => {
    if (!body.argument(operand).hasUses || op.operand(operand).type.kind !== 'tensor') return [];
    const used = new Set<number>();
    for (const expr of map.results) collectDims(expr, used);
    return [{ operand, map, used }];
  });
  const [a, b, ...rest] = inputs;
  if (!a || !b || rest.length > 0) return null;
  const sums = loops.flatMap((set, loop) => (set === null ? [loop] : []));
  if (sums.length === 0 || !sums.every((loop) => a.used.has(loop) && b.used.has(loop))) return null;
  const side = (own: typeof a, other: typeof a): ContractionSide | null => {
    const alone = loops.flatMap((set, loop) =>
      set && own.used.has(loop) && !other.used.has(loop) ? [{ loop, set }] : [],
    );
    if (alone.length === 0 || alone.some(({ set }) => set.size !== 1)) return null;
    const placed = alone
      .map(({ loop, set }) => ({ loop, dim: [...set][0] as number }))
      .sort((x, y) => x.dim - y.dim);
    return {
      operand: own.operand,
      loops: placed.map(({ loop }) => loop),
      dims: placed.map(({ dim }) => dim),
    };
  };
  const [left, right] = [side(a, b), side(b, a)];
  if (!left || !right) return null;
  const all = [...left.dims, ...right.dims];
  if (new Set(all).size !== all.length) return null;
  const isForward = Math.max(...left.dims) < Math.max(...right.dims);
  const contiguous = [a, b]
    .map(({ map }) => map.results[map.results.length - 1])
    .flatMap((expr) =>
      expr?.kind === 'dim' && sums.includes(expr.position) ? [expr.position] : [],
    );
  const innermost = contiguous[0] ?? (sums[sums.length - 1] as number);
  return {
    op,
    row: isForward ? left : right,
    column: isForward ? right : left,
    sums: [...sums.filter((loop) => loop !== innermost), innermost],
  };
}

/** Rows and columns of threads in a workgroup whose number is a power of two. */
export function threadGrid(threads: number): { readonly rows: number; readonly columns: number } {
  const rows = 2 ** Math.ceil(Math.log2(threads) / 2);
  return { rows, columns: Math.floor(threads / rows) };
}

/** Whether an input lies in memory along the sum, so that a staged tile of it has to be turned. */
export function isTurned({ op, sums }: Contraction, operand: number): boolean {
  const map = op.getInterface(StructuredOp)?.indexingMaps(op)[operand];
  const last = map?.results[map.results.length - 1];
  return last?.kind === 'dim' && last.position === sums[sums.length - 1];
}

/** Blocks in which an input's staged tile moves: vectors, or four by four of what has to be turned. */
export function stagedBlocks(count: number, depth: number, turned: boolean): number {
  const vectors = (count / STAGED_WIDTH) * depth;
  return turned ? vectors / STAGED_WIDTH : vectors;
}

/** Whether every thread has as many vectors of the tile, and as many blocks of both inputs to move. */
export function sharesEvenly(contraction: Contraction, tile: StagedTileSize): boolean {
  const grid = threadGrid(tile.threads);
  return (
    grid.rows * grid.columns === tile.threads &&
    tile.rows % (STAGED_WIDTH * grid.rows) === 0 &&
    tile.columns % (STAGED_WIDTH * grid.columns) === 0 &&
    [
      stagedBlocks(tile.rows, tile.depth, isTurned(contraction, contraction.row.operand)),
      stagedBlocks(tile.columns, tile.depth, isTurned(contraction, contraction.column.operand)),
    ].every((blocks) => blocks % tile.threads === 0)
  );
}
