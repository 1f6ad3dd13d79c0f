/**
 * Points of tensors: where an element is asked for, or, with a lane, where a vector of neighbours
 * along one dimension starts. Points go through indexing maps to the points of operands.
 */

import type { AffineExpr, AffineMap } from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';
import {
  addLinear,
  constantOf,
  type Linear,
  linearConstant,
  linearKey,
  linearValue,
  scaleLinear,
  ZERO,
} from './linear.ts';

export interface Point {
  readonly indices: readonly Linear[];
  /** The dimension that the vector runs along, or -1 for a single element. */
  readonly lane: number;
}

export const pointKey = (point: Point): string =>
  `${point.indices.map(linearKey).join()}/${point.lane}`;

/** The elements that a vector point is made of. */
export const lanesOf = (point: Point, width: number): Point[] =>
  Array.from({ length: width }, (_, i) => ({
    lane: -1,
    indices: point.indices.map((index, dim) =>
      dim === point.lane ? addLinear(index, linearConstant(i)) : index,
    ),
  }));

/** Value of an index expression where the dimensions have the values. */
export function evaluateExpr(emitter: Emitter, expr: AffineExpr, dims: readonly Linear[]): Linear {
  switch (expr.kind) {
    case 'dim':
      return dims[expr.position] ?? ZERO;
    case 'symbol':
      throw new Error('a symbol in an indexing map');
    case 'constant':
      return linearConstant(Number(expr.value));
    case 'add':
      return addLinear(
        evaluateExpr(emitter, expr.lhs, dims),
        evaluateExpr(emitter, expr.rhs, dims),
      );
    case 'mul': {
      const [lhs, rhs] = [expr.lhs, expr.rhs].map((side) => evaluateExpr(emitter, side, dims));
      return emitter.multiply(lhs as Linear, rhs as Linear);
    }
    case 'floordiv':
    case 'ceildiv':
    case 'mod': {
      const lhs = evaluateExpr(emitter, expr.lhs, dims);
      const divisor = constantOf(evaluateExpr(emitter, expr.rhs, dims));
      if (divisor === null || divisor <= 0) throw new Error('a division by no positive constant');
      if (expr.kind === 'ceildiv')
        return emitter.floorQuotient(addLinear(lhs, linearConstant(divisor - 1)), divisor);
      const quotient = emitter.floorQuotient(lhs, divisor);
      return expr.kind === 'floordiv'
        ? quotient
        : linearValue(emitter.materialize(addLinear(lhs, scaleLinear(quotient, -divisor))));
    }
  }
}

/** How much an expression grows with a dimension; null if not at a constant rate. */
export function rateOf(expr: AffineExpr, dim: number): number | null {
  switch (expr.kind) {
    case 'dim':
      return expr.position === dim ? 1 : 0;
    case 'symbol':
    case 'constant':
      return 0;
    default: {
      const [lhs, rhs] = [rateOf(expr.lhs, dim), rateOf(expr.rhs, dim)];
      if (lhs === null || rhs === null) return null;
      if (expr.kind === 'add') return lhs + rhs;
      if (expr.kind === 'mul') {
        if (lhs === 0 && rhs === 0) return 0;
        return rhs === 0 && expr.rhs.kind === 'constant' ? lhs * Number(expr.rhs.value) : null;
      }
      return lhs === 0 && rhs === 0 ? 0 : null;
    }
  }
}

/**
 * The dimension of a map's results that alone moves with a loop, and by how much: null if there is none, more
 * than one, or none at a constant rate.
 */
export function stridedLane(
  map: AffineMap,
  loop: number,
): { readonly lane: number; readonly stride: number } | null {
  let found: { readonly lane: number; readonly stride: number } | null = null;
  for (const [lane, expr] of map.results.entries()) {
    const stride = rateOf(expr, loop);
    if (stride === 0) continue;
    if (stride === null || found) return null;
    found = { lane, stride };
  }
  return found;
}

/**
 * How the elements of a vector that lie `stride` apart are found in two vectors of neighbours, of which the
 * second starts `offset` behind the first and ends with the last of them: nothing beyond it is read. Null if
 * they are too far apart for two.
 */
export function stridedHalves(
  stride: number,
  width: number,
): { readonly offset: number; readonly lanes: readonly number[] } | null {
  const offset = (width - 1) * (stride - 1);
  if (stride < 2) return null;
  const lanes = Array.from({ length: width }, (_, i) =>
    i * stride < width ? i * stride : width + i * stride - offset,
  );
  return lanes.every((lane, i) => i * stride < width || lane >= width) ? { offset, lanes } : null;
}

/**
 * The dimension of a map's results that moves one by one with a loop: -1 if none does, null if the
 * map has no such single dimension, so that neighbours of the loop are no neighbours in the operand.
 */
export function laneThrough(map: AffineMap, loop: number): number | null {
  let lane = -1;
  for (const [i, expr] of map.results.entries()) {
    const rate = rateOf(expr, loop);
    if (rate === 0) continue;
    if (rate !== 1 || lane !== -1) return null;
    lane = i;
  }
  return lane;
}
