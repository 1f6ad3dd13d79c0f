/** Folds of the affine dialect. */

import { AffineMap, affineConstant, affineDim, affineReplace, affineSymbol } from '../../affine.ts';
import { AffineMapAttr, IntegerAttr, IntegerSetAttr } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { foldMemRefCasts } from '../memref/fold.ts';
import { elementsOf, linearize } from '../vector/constants.ts';
import {
  canonicalizeMap,
  canonicalizeSet,
  composeMap,
  composeSet,
  foldMapConstants,
  mapAttr,
  numInputs,
  singleConstant,
  withoutDuplicates,
} from './maps.ts';
import { forOperands } from './syntax.ts';

export const sameValues = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

export const foldApply: Fold = (op, operands) => {
  const map = mapAttr(op, 'map');
  const [expr] = map.results;
  if (expr?.kind === 'dim') return [op.operand(expr.position)];
  if (expr?.kind === 'symbol') return [op.operand(map.numDims + expr.position)];
  const [value] = foldMapConstants(map, operands);
  return value === null || value === undefined ? null : [IntegerAttr.index(op.context, value)];
};

/** The map with its constant operands put in; the operands stay. */
function partialFold(
  map: AffineMap,
  operands: Parameters<Fold>[1],
): { readonly map: AffineMap; readonly values: readonly bigint[] | null } {
  const constant = (i: number) => {
    const attr = operands[i];
    return attr?.kind === 'integer' ? affineConstant(attr.value) : null;
  };
  const dims = Array.from({ length: map.numDims }, (_, i) => constant(i) ?? affineDim(i));
  const symbols = Array.from(
    { length: map.numSymbols },
    (_, i) => constant(map.numDims + i) ?? affineSymbol(i),
  );
  const results = map.results.map((expr) => affineReplace(expr, dims, symbols));
  const values = results.map((expr) => (expr.kind === 'constant' ? expr.value : null));
  return {
    map: new AffineMap(map.numDims, map.numSymbols, results),
    values: values.includes(null) ? null : (values as bigint[]),
  };
}

export const foldMinMax =
  (isMin: boolean): Fold =>
  (op, operands) => {
    const map = mapAttr(op, 'map');
    const folded = partialFold(map, operands);
    const [only, ...others] = folded.map.results;
    if (folded.map.numSymbols === 1 && folded.map.numDims === 0)
      if (only?.kind === 'symbol' && others.length === 0) return [op.operand(0)];
    if (!folded.values) {
      if (folded.map.equals(map)) return null;
      op.setAttr('map', AffineMapAttr.get(op.context, folded.map));
      return 'in-place';
    }
    const [first, ...rest] = folded.values;
    if (first === undefined) return null;
    const value = rest.reduce((a, b) => (isMin ? (b < a ? b : a) : b > a ? b : a), first);
    return [IntegerAttr.index(op.context, value)];
  };

// ----- Loops -----

function setBound(op: Operation, isLower: boolean, map: AffineMap, bound: readonly Value[]): void {
  const { lower, upper, inits } = forOperands(op);
  op.setOperands(isLower ? [...bound, ...upper, ...inits] : [...lower, ...bound, ...inits]);
  op.setAttr(isLower ? 'lower_bound' : 'upper_bound', AffineMapAttr.get(op.context, map));
}

/** How often a loop with constant bounds runs; null if they are not. */
export function constantTripCount(op: Operation): bigint | null {
  const lower = singleConstant(mapAttr(op, 'lower_bound'));
  const upper = singleConstant(mapAttr(op, 'upper_bound'));
  const step = op.intAttr('step') ?? 1n;
  if (lower === null || upper === null || step <= 0n) return null;
  return upper <= lower ? 0n : (upper - lower + step - 1n) / step;
}

export const foldFor: Fold = (op) => {
  let changed = false;
  const bounds = [true, false].map((isLower) => ({
    isLower,
    name: isLower ? 'lower_bound' : 'upper_bound',
    operands: (): readonly Value[] => (isLower ? forOperands(op).lower : forOperands(op).upper),
  }));
  for (const { isLower, name, operands } of bounds) {
    const map = mapAttr(op, name);
    if (singleConstant(map) !== null) continue;
    const values = foldMapConstants(map, operands().map(constantValue));
    if (values.length === 0 || values.includes(null)) continue;
    const extreme = (values as bigint[]).reduce((a, b) =>
      isLower ? (b > a ? b : a) : b < a ? b : a,
    );
    setBound(op, isLower, new AffineMap(0, 0, [affineConstant(extreme)]), []);
    changed = true;
  }
  for (const { isLower, name, operands } of bounds) {
    const map = mapAttr(op, name);
    const composed = composeMap(map, operands());
    const canonical = canonicalizeMap(composed.map, composed.operands);
    const distinct = withoutDuplicates(canonical.map);
    if (distinct.equals(map)) continue;
    setBound(op, isLower, distinct, canonical.operands);
    changed = true;
  }
  if (constantTripCount(op) === 0n && op.numResults > 0) return [...forOperands(op).inits];
  return changed ? 'in-place' : null;
};

export const foldParallel: Fold = (op) => {
  let changed = false;
  const split = numInputs(mapAttr(op, 'lowerBoundsMap'));
  const lower = op.operands.slice(0, split);
  const upper = op.operands.slice(split);
  const newLower = composeMap(mapAttr(op, 'lowerBoundsMap'), lower);
  const newUpper = composeMap(mapAttr(op, 'upperBoundsMap'), upper);
  for (const [name, old, now] of [
    ['lowerBoundsMap', lower, newLower],
    ['upperBoundsMap', upper, newUpper],
  ] as const) {
    if (now.map.equals(mapAttr(op, name)) && sameValues(old, now.operands)) continue;
    op.setAttr(name, AffineMapAttr.get(op.context, now.map));
    changed = true;
  }
  if (!changed) return null;
  op.setOperands([...newLower.operands, ...newUpper.operands]);
  return 'in-place';
};

export const foldIf: Fold = (op) => {
  const condition = op.attr('condition');
  if (condition?.kind !== 'integer_set') return null;
  const composed = composeSet(condition.set, op.operands);
  const { set, operands } = canonicalizeSet(composed.set, composed.operands);
  if (set.key === condition.set.key && sameValues(operands, op.operands)) return null;
  op.setAttr('condition', IntegerSetAttr.get(op.context, set));
  op.setOperands(operands);
  return 'in-place';
};

// ----- Memory -----

/** The value of a constant global that a memref is, or null. */
function constantGlobal(memref: Value) {
  const get = memref.definingOp;
  const name = get?.is('memref.get_global') ? get.attr('name') : undefined;
  if (!get || name?.kind !== 'symbol_ref') return null;
  let table = get.parentOp;
  while (table && !table.hasTrait('SymbolTable')) table = table.parentOp;
  const global = table?.region().entry?.ops.find((other) => other.symbolName === name.root);
  if (!global?.is('memref.global') || !global.attr('constant')) return null;
  const value = global.attr('initial_value');
  return value?.kind === 'dense' ? value : null;
}

export const foldLoad: Fold = (op) => {
  if (foldMemRefCasts(op)) return 'in-place';
  const constant = constantGlobal(op.operand(0));
  if (!constant || constant.type.elementType.kind === 'complex') return null;
  if (constant.isSplat) return [constant.at(0)];
  const indices = mapAttr(op, 'map').results.map((expr) =>
    expr.kind === 'constant' ? Number(expr.value) : null,
  );
  if (indices.includes(null)) return null;
  const element = elementsOf(constant)?.[linearize(indices as number[], constant.type.shape)];
  return element ? [element] : null;
};
