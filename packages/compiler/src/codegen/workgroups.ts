/**
 * The grid of workgroups over the tiles of a tensor: which dimensions run along x, y and z, the
 * counts that the export computes from its workload, and the loops inside the dispatch.
 *
 * A dispatch strides over its tiles by the number of workgroups, so it is right for any grid, and the
 * export only has to ask for a good one. Along an axis where the export asks for as many workgroups as
 * there are tiles, and both are known, a workgroup has one tile and no loop.
 */

import {
  Builder,
  IntegerAttr,
  type Operation,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';
import { addLinear, constantOf, type Linear, linearConstant, linearValue, ZERO } from './linear.ts';
import { loweringConfig } from './lowering-config.ts';
import { findScatter } from './scatter.ts';
import type { Extent3 } from './target.ts';

/** Dimensions along each axis: one along x, one along y, all others along z. */
export interface GridAxes {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: readonly number[];
}

/** The axes of the dimensions that a tile does not cover. */
export function gridAxes(workgroup: readonly number[]): GridAxes {
  const tiled = workgroup.flatMap((size, dim) => (size > 0 ? [dim] : []));
  return { x: tiled.pop() ?? null, y: tiled.pop() ?? null, z: tiled };
}

/** Tile of the workgroup: where it starts and how large it is along each dimension. */
export type EmitTile = (offsets: readonly Linear[], sizes: readonly Linear[]) => void;

/** Workgroups that an export asks for along x, y and z; null where they are computed. */
export function constantWorkgroupCounts(exportOp: Operation): (number | null)[] {
  const returned = exportOp.collect('hal.return')[0];
  return [0, 1, 2].map((axis) => {
    const count = returned?.operands[axis];
    return count ? constantIndex(count) : null;
  });
}

/**
 * Loops of a workgroup over its tiles.
 * @param grid workgroups along each axis, where they are known.
 * @param always runs the loops even along an axis without tiles, where only the first workgroup may
 *   work.
 */
export function emitWorkgroupLoops(
  emitter: Emitter,
  sizes: readonly Linear[],
  workgroup: readonly number[],
  grid: readonly (number | null)[],
  always: boolean,
  emitTile: EmitTile,
): void {
  const axes = gridAxes(workgroup);
  const offsets: Linear[] = sizes.map(() => ZERO);
  const extents: Linear[] = [...sizes];
  const place = (dim: number, offset: Linear): void => {
    const size = sizes[dim] as Linear;
    const tile = linearConstant(workgroup[dim] as number);
    offsets[dim] = offset;
    const whole = constantOf(size);
    extents[dim] =
      workgroup[dim] === 1 || (whole !== null && whole % (workgroup[dim] as number) === 0)
        ? tile
        : emitter.minimum(tile, addLinear(size, offset, -1));
  };
  const strided = (axis: number, upper: Linear, step: number, body: (at: Linear) => void): void => {
    const id = workgroupValue(emitter, 'id', axis);
    const first = emitter.multiply(id, linearConstant(step));
    const end = constantOf(upper);
    if (end !== null && grid[axis] === Math.ceil(end / step)) {
      body(first);
      return;
    }
    const count = workgroupValue(emitter, 'count', axis);
    emitter.loop(first, upper, emitter.multiply(count, linearConstant(step)), [], (iv) => {
      body(iv);
      return [];
    });
  };
  const along = (axis: number, dim: number | null, rest: () => void): void => {
    if (dim === null) {
      if (always) strided(axis, linearConstant(1), 1, rest);
      else rest();
      return;
    }
    const tile = workgroup[dim] as number;
    strided(axis, sizes[dim] as Linear, tile, (offset) => {
      place(dim, offset);
      rest();
    });
  };
  const alongZ = (rest: () => void): void => {
    if (axes.z.length < 2) {
      along(2, axes.z[0] ?? null, rest);
      return;
    }
    const counts = axes.z.map((dim) =>
      emitter.ceilQuotient(sizes[dim] as Linear, workgroup[dim] as number),
    );
    const total = counts.reduce((product, count) => emitter.multiply(product, count));
    strided(2, total, 1, (iv) => {
      let left = iv;
      for (let i = axes.z.length - 1; i >= 0; i--) {
        const dim = axes.z[i] as number;
        const count = counts[i] as Linear;
        const digit = i === 0 ? left : emitter.remainder(left, count);
        left = i === 0 ? left : emitter.quotient(left, count);
        place(dim, emitter.multiply(digit, linearConstant(workgroup[dim] as number)));
      }
      rest();
    });
  };
  alongZ(() => along(1, axes.y, () => along(0, axes.x, () => emitTile(offsets, extents))));
}

export function workgroupValue(emitter: Emitter, what: 'id' | 'count', axis: number): Linear {
  return linearValue(
    emitter.value(`hal.interface.workgroup.${what}`, [], emitter.context.indexType, [
      ['dimension', IntegerAttr.index(emitter.context, axis)],
    ]),
  );
}

/**
 * Replaces `flow.dispatch.workgroup_count_from_dag_root` in an export by counts of tiles.
 * @returns whether there was one: without it the dispatch distributes itself.
 */
export function materializeWorkgroupCount(
  exportOp: Operation,
  stores: readonly Operation[],
  limits: Extent3,
): boolean {
  const symbolic = exportOp.collect('flow.dispatch.workgroup_count_from_dag_root')[0];
  if (!symbolic) return false;
  const builder = Builder.before(symbolic);
  const counts: [Value[], Value[], Value[]] = [[], [], []];
  for (const store of stores) {
    const stored = store.operand(0);
    const scatter = findScatter(stored);
    const value = scatter?.updates ?? stored;
    const shape = value.type.kind === 'tensor' ? value.type.shape : [];
    const { workgroup } = loweringConfig(store, shape.length);
    const axes = gridAxes(workgroup);
    const structured = scatter ? null : (stored.definingOp ?? null);
    const sizeOf = workloadSizes(builder, value, structured, symbolic.operands);
    const tiles = (dim: number): Value =>
      ceilDivide(builder, sizeOf(dim), workgroup[dim] as number);
    if (axes.x !== null) counts[0].push(tiles(axes.x));
    if (axes.y !== null) counts[1].push(tiles(axes.y));
    const [first, ...more] = axes.z.map(tiles);
    if (first)
      counts[2].push(
        more.reduce((product, count) => binary(builder, 'muli', product, count), first),
      );
  }
  const replacement = counts.map((axis, i) => {
    const [first, ...more] = axis;
    if (!first) return builder.constantIndex(1);
    const largest = more.reduce((a, b) => choose(builder, 'ugt', a, b), first);
    const limit = limits[i] as number;
    const constant = constantIndex(largest);
    if (constant !== null) return builder.constantIndex(Math.min(constant, limit));
    return Number.isFinite(limit)
      ? choose(builder, 'ult', largest, builder.constantIndex(limit))
      : largest;
  });
  symbolic.replaceAllUsesWith(replacement);
  symbolic.erase();
  return true;
}

/**
 * The sizes of a tensor from the workload: the loops of the operation that computes it, or the tensor's own
 * sizes.
 */
function workloadSizes(
  builder: Builder,
  value: Value,
  op: Operation | null,
  workload: readonly Value[],
): (dim: number) => Value {
  const structured = op?.getInterface(StructuredOp);
  const shape = value.type.kind === 'tensor' ? value.type.shape : [];
  const loops = structured && op ? structured.iteratorTypes(op).length : shape.length;
  const outMap =
    structured && op
      ? structured.indexingMaps(op)[
          op.numOperands - op.numResults + (value.kind === 'result' ? value.index : 0)
        ]
      : null;
  return (dim) => {
    const size = shape[dim] ?? 1;
    if (size >= 0) return builder.constantIndex(size);
    const expr = outMap?.results[dim];
    const loop = outMap ? (expr?.kind === 'dim' ? expr.position : -1) : dim;
    const known = loops === workload.length ? workload[loop] : undefined;
    if (known) return known;
    // The workload is another operation's: as many elements as it has are at most too many tiles.
    const [first, ...rest] = workload;
    return first
      ? rest.reduce((product, next) => binary(builder, 'muli', product, next), first)
      : builder.constantIndex(1);
  };
}

const binary = (builder: Builder, name: string, lhs: Value, rhs: Value): Value =>
  builder.createValue(`arith.${name}`, { operands: [lhs, rhs], resultTypes: [lhs.type] });

const constantIndex = (value: Value): number | null => {
  const attr = value.definingOp?.is('arith.constant') ? value.definingOp.attr('value') : null;
  return attr?.kind === 'integer' ? Number(attr.value) : null;
};

function ceilDivide(builder: Builder, size: Value, tile: number): Value {
  const constant = constantIndex(size);
  if (constant !== null) {
    if (!size.hasUses) size.definingOp?.erase();
    return builder.constantIndex(Math.ceil(constant / tile));
  }
  if (tile === 1) return size;
  const raised = binary(builder, 'addi', size, builder.constantIndex(tile - 1));
  return binary(builder, 'divui', raised, builder.constantIndex(tile));
}

/** `a` where it compares so to `b`, else `b`. */
function choose(builder: Builder, predicate: 'ugt' | 'ult', a: Value, b: Value): Value {
  const [x, y] = [constantIndex(a), constantIndex(b)];
  if (x !== null && y !== null) return (predicate === 'ugt' ? x > y : x < y) ? a : b;
  const { context } = builder;
  const i1: Type = context.i1;
  const compared = builder.createValue('arith.cmpi', {
    operands: [a, b],
    resultTypes: [i1],
    attributes: [['predicate', IntegerAttr.i64(context, predicate === 'ult' ? 6 : 8)]],
  });
  return builder.createValue('arith.select', {
    operands: [compared, a, b],
    resultTypes: [a.type],
  });
}
