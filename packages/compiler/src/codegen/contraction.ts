/**
 * Contractions by their iterators and maps, whatever operation writes them: two inputs, one loop that
 * both share and that is summed over, one dimension of the result for each input alone.
 */

import { type Operation, StructuredOp } from '@iree-workbench/ir';
import type { StoreAnalysis } from './analysis.ts';
import { BodyCloner } from './body.ts';

export interface Contraction {
  readonly op: Operation;
  /** Dimensions of the stored tensor that only the left or only the right input depends on. */
  readonly row: number;
  readonly column: number;
  /** Loops of the operation for row, column and sum. */
  readonly loops: { readonly row: number; readonly column: number; readonly sum: number };
  /** Operand numbers of the inputs that depend on the row and on the column. */
  readonly left: number;
  readonly right: number;
}

/** The only reduction behind a stored tensor of the rank, if it is a contraction. */
export function findContraction(analysis: StoreAnalysis, rank: number): Contraction | null {
  const [use, ...others] = analysis.reductions;
  if (!use || others.length > 0) return null;
  const { op, loops, dims } = use;
  const structured = op.getInterface(StructuredOp);
  if (!structured || op.numResults !== 1 || dims.size !== rank) return null;
  const body = structured.body(op);
  const maps = structured.indexingMaps(op);
  const sums = loops.flatMap((set, loop) => (set === null ? [loop] : []));
  const [sum, ...more] = sums;
  if (sum === undefined || more.length > 0 || !BodyCloner.takesVectors(body)) return null;
  const inputs = maps.slice(0, -1).flatMap((map, operand) =>
    body.argument(operand).hasUses && op.operand(operand).type.kind === 'tensor'
      ? [
          {
            operand,
            map,
            used: new Set(
              map.results.flatMap((expr) => (expr.kind === 'dim' ? [expr.position] : [])),
            ),
          },
        ]
      : [],
  );
  const [a, b, ...rest] = inputs;
  if (!a || !b || rest.length > 0) return null;
  if (!a.map.isProjectedPermutation() || !b.map.isProjectedPermutation()) return null;
  if (!a.used.has(sum) || !b.used.has(sum)) return null;
  const own = (used: ReadonlySet<number>, other: ReadonlySet<number>): number[] =>
    loops.flatMap((set, loop) =>
      set?.size === 1 && used.has(loop) && !other.has(loop) ? [loop] : [],
    );
  const rowLoop = own(a.used, b.used).pop();
  const columnLoop = own(b.used, a.used).pop();
  if (rowLoop === undefined || columnLoop === undefined) return null;
  const [row] = loops[rowLoop] ?? [];
  const [column] = loops[columnLoop] ?? [];
  if (row === undefined || column === undefined) return null;
  // The column is what neighbouring threads run along: the later dimension.
  const forward = {
    op,
    row,
    column,
    loops: { row: rowLoop, column: columnLoop, sum },
    left: a.operand,
    right: b.operand,
  };
  const swapped = {
    op,
    row: column,
    column: row,
    loops: { row: columnLoop, column: rowLoop, sum },
    left: b.operand,
    right: a.operand,
  };
  return row < column ? forward : swapped;
}

/** Rows and columns of threads in a workgroup whose number is a power of two. */
export function threadGrid(threads: number): { readonly rows: number; readonly columns: number } {
  const rows = 2 ** Math.floor(Math.log2(threads) / 2);
  return { rows, columns: Math.floor(threads / rows) };
}
