/** Follows points of a stored tensor back to the operation that its elements come from. */

import { type Operation, StructuredOp, type Value } from '@iree-workbench/ir';
import type { Evaluator } from './evaluate.ts';
import { addLinear, type Linear, ZERO } from './linear.ts';
import { evaluateExpr } from './points.ts';
import { mixedList } from './sizes.ts';

/** The point of `op`'s result that a point of `value` is computed from, through slices and maps. */
export function traceTo(
  evaluator: Evaluator,
  op: Operation,
  value: Value,
  point: readonly Linear[],
): Linear[] | null {
  const definition = value.definingOp;
  if (!definition || value.kind !== 'result') return null;
  if (definition === op) return [...point];
  if (definition.is('tensor.extract_slice')) {
    const offsets = mixedList(definition, 'offsets');
    const strides = mixedList(definition, 'strides');
    if (offsets.length !== point.length) return null;
    return traceTo(
      evaluator,
      op,
      definition.operand(0),
      offsets.map((offset, dim) =>
        addLinear(offset, evaluator.emitter.multiply(point[dim] ?? ZERO, strides[dim] ?? ZERO)),
      ),
    );
  }
  const structured = definition.getInterface(StructuredOp);
  if (!structured) return null;
  const loops = loopsAt(definition, value.index, point);
  for (const [i, map] of structured.indexingMaps(definition).entries()) {
    if (!structured.body(definition).arguments[i]?.hasUses) continue;
    const found = traceTo(
      evaluator,
      op,
      definition.operand(i),
      map.results.map((expr) => evaluateExpr(evaluator.emitter, expr, loops)),
    );
    if (found) return found;
  }
  return null;
}

/** Values of a structured operation's loops at a point of its result; reduction loops at zero. */
export function loopsAt(op: Operation, result: number, point: readonly Linear[]): Linear[] {
  const structured = op.getInterface(StructuredOp);
  if (!structured) return [];
  const loops = structured.iteratorTypes(op).map((): Linear => ZERO);
  const outMap = structured.indexingMaps(op)[op.numOperands - op.numResults + result];
  outMap?.results.forEach((expr, dim) => {
    if (expr.kind === 'dim') loops[expr.position] = point[dim] ?? ZERO;
  });
  return loops;
}

/** The point of an operand where the loops have the values. */
export function operandPoint(
  evaluator: Evaluator,
  op: Operation,
  operand: number,
  loops: readonly Linear[],
): Linear[] {
  const map = op.getInterface(StructuredOp)?.indexingMaps(op)[operand];
  return (map?.results ?? []).map((expr) => evaluateExpr(evaluator.emitter, expr, loops));
}
