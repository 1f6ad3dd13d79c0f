/**
 * Packs an input of a contraction into scratch memory, a panel of columns at a time, so that the
 * innermost loop reads it in order: rows of a large matrix lie a page apart, those of a panel follow
 * each other and stay in the cache while all rows of the tile use them.
 */

import { type Operation, StructuredOp, type Value } from '@iree-workbench/ir';
import { analyzeStored, usedInputs } from './analysis.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import type { LoweringConfig } from './lowering-config.ts';
import type { Storage } from './memory.ts';
import { type Point, pointKey } from './points.ts';
import { loopsAt, operandPoint, traceTo } from './trace.ts';

/** An input whose panels are worth packing. */
export interface Panel {
  readonly op: Operation;
  readonly value: Value;
  /** Dimension of the input along which the panel has its columns. */
  readonly column: number;
  /** Dimensions of the input that are summed over, outermost first, with their sizes. */
  readonly rows: readonly { readonly dim: number; readonly size: Linear }[];
  /** Dimensions of the stored tensor that the input depends on besides the lane's. */
  readonly fixed: readonly number[];
  readonly columns: number;
  /** Rows that fit into the scratch memory. */
  readonly capacity: number;
}

/** Packing costs a pass over the panel: as many rows of the result must use it again. */
const MIN_REUSE = 16;
/** Inputs up to this size stay in the cache as they are. */
const CACHED_BYTES = 16 << 10;

/** The input to pack for a stored tensor, or null. */
export function findPanel(
  evaluator: Evaluator,
  stored: Value,
  sizes: readonly Linear[],
  config: LoweringConfig,
): Panel | null {
  const { lane } = config;
  const columns = config.register[lane] ?? 1;
  if (lane < 0 || columns < evaluator.width) return null;
  const { reductions } = analyzeStored(stored);
  const [use, ...others] = reductions.filter(({ op }) => usedInputs(op).length >= 2);
  if (!use || others.length > 0) return null;
  const { op, loops } = use;
  const structured = op.getInterface(StructuredOp);
  const laneLoop = loops.findIndex((dims) => dims?.size === 1 && dims.has(lane));
  if (!structured || laneLoop < 0) return null;
  const maps = structured.indexingMaps(op);
  const numInputs = op.numOperands - op.numResults;
  for (const [operand, map] of maps.slice(0, numInputs).entries()) {
    const value = op.operand(operand);
    const column = map.results.findIndex(
      (expr) => expr.kind === 'dim' && expr.position === laneLoop,
    );
    if (column < 0 || !map.isProjectedPermutation() || value.type.kind !== 'tensor') continue;
    if (!structured.body(op).argument(operand).hasUses) continue;
    const bytes = value.type.shape.reduce((product, size) => product * Math.abs(size), 4);
    if (bytes <= CACHED_BYTES) continue;
    const rows: { dim: number; size: Linear }[] = [];
    const fixed = new Set<number>();
    map.results.forEach((expr, dim) => {
      if (expr.kind !== 'dim' || dim === column) return;
      const dims = loops[expr.position];
      if (dims) for (const outer of dims) fixed.add(outer);
      else rows.push({ dim, size: evaluator.sizes.at(value, dim) });
    });
    const reuse = sizes.reduce((product, size, dim) => {
      if (dim === lane || fixed.has(dim)) return product;
      return product * (constantOf(size) ?? (config.workgroup[dim] || MIN_REUSE));
    }, 1);
    if (rows.length === 0 || reuse < MIN_REUSE) continue;
    const capacity = Math.floor(evaluator.target.privateMemory / (4 * columns));
    const count = rows.reduce(
      (product: number | null, { size }) =>
        product === null ? null : (constantOf(size) ?? Number.NaN) * product,
      1,
    );
    if (count !== null && count > capacity) continue;
    return { op, value, column, rows, fixed: [...fixed], columns, capacity };
  }
  return null;
}

/** The condition under which a panel of unknown height fits; null if it always does. */
export function panelFits(evaluator: Evaluator, panel: Panel): Value | null {
  const { emitter } = evaluator;
  const count = panel.rows.reduce(
    (product, { size }) => emitter.multiply(product, size),
    linearConstant(1),
  );
  return constantOf(count) === null
    ? emitter.compare('ult', count, linearConstant(panel.capacity + 1))
    : null;
}

/** Fills the scratch with the panel that starts at `origin`, and runs `emit` reading from it. */
export function withPackedPanel(
  evaluator: Evaluator,
  panel: Panel,
  scratch: Storage,
  stored: Value,
  origin: readonly Linear[],
  emit: () => void,
): void {
  const { emitter, memory, width } = evaluator;
  const start = inputPoint(evaluator, panel, stored, origin);
  if (!start) {
    emit();
    return;
  }
  const first = start[panel.column] as Linear;
  const rowNumber = (indices: readonly Linear[]): Linear =>
    panel.rows.reduce(
      (row, { dim, size }) => addLinear(emitter.multiply(row, size), indices[dim] ?? ZERO),
      ZERO,
    );
  const address = (indices: readonly Linear[]): Linear =>
    addLinear(
      emitter.multiply(rowNumber(indices), linearConstant(panel.columns)),
      addLinear(indices[panel.column] ?? ZERO, first, -1),
    );
  const fill = (depth: number, indices: readonly Linear[]): void => {
    const row = panel.rows[depth];
    if (row) {
      emitter.loop(ZERO, row.size, 1, [], (iv) => {
        fill(
          depth + 1,
          indices.map((index, dim) => (dim === row.dim ? iv : index)),
        );
        return [];
      });
      return;
    }
    const points: Point[] = [];
    for (let at = 0; at < panel.columns; at += width)
      points.push({
        lane: panel.column,
        indices: indices.map((index, dim) =>
          dim === panel.column ? addLinear(first, linearConstant(at)) : index,
        ),
      });
    evaluator.evaluate(panel.value, points).forEach((vector, i) => {
      const { indices: place } = points[i] as Point;
      memory.store(scratch, address(place), emitter.broadcast(vector, width));
    });
  };
  fill(0, start);
  evaluator.overriding(
    panel.value,
    (points) => {
      // What lies in other columns is no part of the panel.
      const inside = points.every(({ indices }) => {
        const column = constantOf(addLinear(indices[panel.column] ?? ZERO, first, -1));
        return column !== null && column >= 0 && column < panel.columns;
      });
      if (!inside) return null;
      // One load an element asked for, however often it is asked for.
      const loaded = new Map<string, Value>();
      return points.map((point) => {
        const key = pointKey(point);
        const known = loaded.get(key);
        if (known) return known;
        const element = memory.load(scratch, address(point.indices), point.lane < 0 ? 1 : width);
        loaded.set(key, element);
        return element;
      });
    },
    emit,
  );
}

/** The point of the packed input for a point of the stored tensor, rows at their start. */
function inputPoint(
  evaluator: Evaluator,
  panel: Panel,
  stored: Value,
  point: readonly Linear[],
): Linear[] | null {
  const result = traceTo(evaluator, panel.op, stored, point);
  return result
    ? operandPoint(
        evaluator,
        panel.op,
        panel.op.operands.indexOf(panel.value),
        loopsAt(panel.op, 0, result),
      )
    : null;
}
