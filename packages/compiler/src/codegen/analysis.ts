/**
 * What a stored tensor is computed from: the reductions behind it and the dimensions of the stored
 * tensor that each depends on, how much work an element is, and which accesses a vector along a
 * dimension would make. Strategies decide on nothing else.
 */

import {
  collectDims,
  DYNAMIC,
  type Operation,
  type StructuredInterface,
  StructuredOp,
  type Value,
} from '@iree-workbench/ir';
import { BodyCloner } from './body.ts';
import { constantOf, ZERO } from './linear.ts';
import { holdsWords } from './memory.ts';
import { laneThrough, stridedHalves, stridedLane } from './points.ts';
import { reductionCombiners } from './reductions.ts';
import { keptDims, mixedList, type TensorSizes } from './sizes.ts';
import { isWideningCast } from './split-casts.ts';

/** Trip count assumed for a loop whose size is not known. */
const ASSUMED_SIZE = 256;

export interface ReductionUse {
  readonly op: Operation;
  /** Dimensions of the stored tensor that the reduction's result depends on. */
  readonly dims: ReadonlySet<number>;
  /** For each loop of the operation, the stored dimensions that it runs over; null for a reduction loop. */
  readonly loops: readonly (ReadonlySet<number> | null)[];
}

export interface StoreAnalysis {
  readonly reductions: readonly ReductionUse[];
  /** Scalar operations an element, reductions multiplied out. */
  readonly work: number;
}

type Dims = readonly ReadonlySet<number>[];

const union = (sets: Iterable<ReadonlySet<number>>): Set<number> => {
  const all = new Set<number>();
  for (const set of sets) for (const dim of set) all.add(dim);
  return all;
};

/** Follows a stored value to everything that it is computed from. */
export function analyzeStored(value: Value): StoreAnalysis {
  const reductions: ReductionUse[] = [];
  let work = 1;
  const visited = new Set<Operation>();
  const visit = (at: Value, dims: Dims, repeats: number): void => {
    const op = at.definingOp;
    if (!op || at.kind !== 'result' || at.type.kind !== 'tensor' || visited.has(op)) return;
    visited.add(op);
    const structured = op.getInterface(StructuredOp);
    if (!structured) {
      visitOther(op, dims, repeats);
      return;
    }
    const maps = structured.indexingMaps(op);
    const iterators = structured.iteratorTypes(op);
    const numInputs = op.numOperands - op.numResults;
    const outMap = maps[numInputs + at.index];
    const loops: (ReadonlySet<number> | null)[] = iterators.map(() => null);
    outMap?.results.forEach((expr, i) => {
      if (expr.kind === 'dim') loops[expr.position] = dims[i] ?? new Set();
    });
    const inner = loops.flatMap((set, loop) => (set === null ? [loop] : []));
    if (inner.length > 0) reductions.push({ op, dims: union(dims), loops });
    const times = inner.reduce((product, loop) => product * staticRange(op, loop), repeats);
    const body = structured.body(op);
    work += times * Math.max(1, body.ops.length - 1);
    op.operands.forEach((operand, i) => {
      const argument = body.arguments[i];
      if (!argument?.hasUses || operand.type.kind !== 'tensor') return;
      const operandDims = (maps[i]?.results ?? []).map((expr) =>
        union([...collectDims(expr, new Set())].map((loop) => loops[loop] ?? new Set<number>())),
      );
      visit(operand, operandDims, i < numInputs ? times : repeats);
    });
  };
  const visitOther = (op: Operation, dims: Dims, repeats: number): void => {
    const all = union(dims);
    for (const operand of op.operands) {
      if (operand.type.kind !== 'tensor') continue;
      const rank = operand.type.shape.length;
      const same = rank === dims.length;
      visit(operand, same ? dims : Array.from({ length: rank }, () => all), repeats);
    }
  };
  const rank = value.type.kind === 'tensor' ? value.type.shape.length : 0;
  visit(
    value,
    Array.from({ length: rank }, (_, dim) => new Set([dim])),
    1,
  );
  return { reductions, work };
}

/** Trip count of a loop, guessed where it is not static. */
export function staticRange(op: Operation, loop: number): number {
  const maps = op.getInterface(StructuredOp)?.indexingMaps(op) ?? [];
  for (const [operand, map] of maps.entries())
    for (const [dim, expr] of map.results.entries()) {
      const type = op.operand(operand).type;
      if (expr.kind !== 'dim' || expr.position !== loop || type.kind !== 'tensor') continue;
      const size = type.shape[dim] ?? DYNAMIC;
      return size === DYNAMIC ? ASSUMED_SIZE : size;
    }
  return ASSUMED_SIZE;
}

/** How a vector along a dimension would read memory; what two vectors have between them counts as contiguous. */
export interface LaneAccess {
  contiguous: number;
  gathered: number;
  /** An operation or an element type on the way has no vectors of the width. */
  possible: boolean;
}

export function laneAccess(
  value: Value,
  dim: number,
  sizes: TensorSizes,
  width: number,
): LaneAccess {
  const access: LaneAccess = { contiguous: 0, gathered: 0, possible: true };
  const visited = new Set<string>();
  const visit = (at: Value, lane: number): void => {
    const op = at.definingOp;
    if (!op || at.kind !== 'result' || at.type.kind !== 'tensor') return;
    const key = `${op.id}:${at.index}:${lane}`;
    if (visited.has(key)) return;
    visited.add(key);
    const structured = op.getInterface(StructuredOp);
    const isLanewise = structured !== undefined && takesLanes(op, structured);
    const element = at.type.elementType;
    const isWord = (element.kind === 'float' || element.kind === 'integer') && element.width === 32;
    if (!isWord && !isLanewise) access.possible = false;
    if (structured) {
      const maps = structured.indexingMaps(op);
      const numInputs = op.numOperands - op.numResults;
      const body = structured.body(op);
      const expr = maps[numInputs + at.index]?.results[lane];
      if (isWideningCast(op)) {
        if (sizes.isContiguous(op.operand(0), lane)) access.contiguous++;
        else access.gathered++;
        return;
      }
      if ((!BodyCloner.takesVectors(body) && !isLanewise) || expr?.kind !== 'dim') {
        access.possible = false;
        return;
      }
      op.operands.forEach((operand, i) => {
        const map = maps[i];
        if (!map || !body.arguments[i]?.hasUses || operand.type.kind !== 'tensor') return;
        // Narrow inputs of what is computed lane by lane are read so.
        if (isLanewise && !holdsWords(operand.type)) return;
        const through = laneThrough(map, expr.position);
        const strided = through === null ? stridedLane(map, expr.position) : null;
        if (through !== null) {
          if (through >= 0) visit(operand, through);
        } else if (strided && stridedHalves(strided.stride, width) && holdsWords(operand.type))
          visit(operand, strided.lane);
        else access.gathered++;
      });
      return;
    }
    switch (op.name) {
      case 'flow.dispatch.tensor.load':
      case 'arith.constant':
        if (op.is('arith.constant') && op.attr('value')?.kind === 'dense' && isSplat(op)) return;
        if (sizes.isContiguous(at, lane)) access.contiguous++;
        else access.gathered++;
        return;
      case 'tensor.empty':
        return;
      case 'tensor.cast':
        visit(op.operand(0), lane);
        return;
      case 'tensor.extract_slice':
        visit(op.operand(0), keptDims(op, at.type)[lane] ?? 0);
        return;
      case 'tensor.pad':
        visit(op.operand(0), lane);
        return;
      case 'tensor.insert_slice': {
        const inner = keptDims(op, op.operand(0).type).indexOf(lane);
        if (inner >= 0 && constantOf(mixedList(op, 'strides')[lane] ?? ZERO) === 1)
          visit(op.operand(0), inner);
        else access.gathered++;
        visit(op.operand(1), lane);
        return;
      }
      default:
        access.gathered++;
    }
  };
  visit(value, dim);
  return access;
}

/**
 * Is it worth while to compute the inputs of an elementwise operation in vectors, whose body takes none? It is
 * where a contraction is behind: that is nearly all of the work.
 */
function takesLanes(op: Operation, structured: StructuredInterface): boolean {
  if (structured.iteratorTypes(op).includes('reduction')) return false;
  if (BodyCloner.takesVectors(structured.body(op)) && holdsWords(op.result().type)) return false;
  return op.operands.some((operand) => holdsWords(operand.type) && isContractionBehind(operand));
}

/** Does a contraction compute the value, perhaps with elementwise operations behind it? */
function isContractionBehind(value: Value): boolean {
  const op = value.definingOp;
  const iterators = op?.getInterface(StructuredOp)?.iteratorTypes(op);
  if (!op || !iterators) return false;
  return iterators.includes('reduction')
    ? usedInputs(op).length >= 2
    : op.operands.some(isContractionBehind);
}

const isSplat = (op: Operation): boolean => {
  const attr = op.attr('value');
  return attr?.kind === 'dense' && attr.isSplat;
};

/** Can the reduction run along vectors of its innermost loop, reading memory in order? */
export function reducesAlongLanes(op: Operation, sizes: TensorSizes, width: number): boolean {
  const structured = op.getInterface(StructuredOp);
  if (!structured) return false;
  const iterators = structured.iteratorTypes(op);
  const loop = iterators.lastIndexOf('reduction');
  if (loop < 0 || staticRange(op, loop) < width) return false;
  const body = structured.body(op);
  const numInputs = op.numOperands - op.numResults;
  if (!BodyCloner.takesVectors(body) || !reductionCombiners(body, numInputs)) return false;
  let contiguous = 0;
  for (const [i, map] of structured.indexingMaps(op).slice(0, numInputs).entries()) {
    if (!body.argument(i).hasUses) continue;
    const lane = laneThrough(map, loop);
    if (lane === null || (lane >= 0 && !sizes.isContiguous(op.operand(i), lane))) return false;
    if (lane >= 0) contiguous++;
  }
  return contiguous > 0;
}

/** Inputs of a reduction that its body reads, with the loops that each depends on. */
export function usedInputs(op: Operation): ReadonlySet<number>[] {
  const structured = op.getInterface(StructuredOp);
  if (!structured) return [];
  const body = structured.body(op);
  const numInputs = op.numOperands - op.numResults;
  return structured.indexingMaps(op).flatMap((map, i) => {
    if (i >= numInputs || !body.argument(i).hasUses || op.operand(i).type.kind !== 'tensor')
      return [];
    const loops = new Set<number>();
    for (const expr of map.results) collectDims(expr, loops);
    return [loops];
  });
}
