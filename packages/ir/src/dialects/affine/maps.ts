/**
 * Maps with their operands: composed with the `affine.apply` that define operands, and brought into
 * the canonical form, with every operand used, once, as a symbol where it may be one.
 */

import {
  type AffineExpr,
  AffineMap,
  affineBinary,
  affineConstant,
  affineDim,
  affineEqual,
  affineFloorDiv,
  affineMod,
  affineReplace,
  affineSymbol,
  IntegerSet,
  largestKnownDivisor,
} from '../../affine.ts';
import { simplifyAffineMap } from '../../affine-simplify.ts';
import type { Attribute } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { constantInteger } from '../constants.ts';
import { isValidSymbol } from './scope.ts';

export interface MapAndOperands {
  readonly map: AffineMap;
  readonly operands: readonly Value[];
}
export interface SetAndOperands {
  readonly set: IntegerSet;
  readonly operands: readonly Value[];
}

/** The map of an attribute of an operation; the empty map without it. */
export function mapAttr(op: Operation, name: string): AffineMap {
  const attr = op.attr(name);
  return attr?.kind === 'affine_map' ? attr.map : new AffineMap(0, 0, []);
}
export const numInputs = (map: AffineMap): number => map.numDims + map.numSymbols;

/** A map or set as its expressions; `rebuild` makes the other of changed ones. */
interface Expressions {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly exprs: readonly AffineExpr[];
}

function collectLeaves(expr: AffineExpr, dims: Set<number>, symbols: Set<number>): void {
  if (expr.kind === 'dim') dims.add(expr.position);
  else if (expr.kind === 'symbol') symbols.add(expr.position);
  else if ('lhs' in expr) {
    collectLeaves(expr.lhs, dims, symbols);
    collectLeaves(expr.rhs, dims, symbols);
  }
}

/** Dimensions that may be symbols become symbols, behind those that there are. */
function promoteSymbols(
  given: Expressions,
  operands: readonly Value[],
): { given: Expressions; operands: Value[] } {
  const dims: AffineExpr[] = [];
  const kept: Value[] = [];
  const promoted: Value[] = [];
  for (const operand of operands.slice(0, given.numDims))
    if (isValidSymbol(operand)) {
      dims.push(affineSymbol(given.numSymbols + promoted.length));
      promoted.push(operand);
    } else {
      dims.push(affineDim(kept.length));
      kept.push(operand);
    }
  return {
    given: {
      numDims: kept.length,
      numSymbols: given.numSymbols + promoted.length,
      exprs: given.exprs.map((expr) => affineReplace(expr, dims)),
    },
    operands: [...kept, ...operands.slice(given.numDims), ...promoted],
  };
}

function canonicalizeExpressions(
  original: Expressions,
  originalOperands: readonly Value[],
): { given: Expressions; operands: readonly Value[] } {
  if (originalOperands.length === 0) return { given: original, operands: originalOperands };
  const { given, operands } = promoteSymbols(original, originalOperands);
  const [usedDims, usedSymbols] = [new Set<number>(), new Set<number>()];
  for (const expr of given.exprs) collectLeaves(expr, usedDims, usedSymbols);

  const results: Value[] = [];
  const dims: AffineExpr[] = [];
  const seenDims = new Map<Value, AffineExpr>();
  for (let i = 0; i < given.numDims; i++) {
    const operand = operands[i] as Value;
    if (!usedDims.has(i)) {
      dims.push(affineConstant(0));
      continue;
    }
    let dim = seenDims.get(operand);
    if (!dim) {
      dim = affineDim(seenDims.size);
      seenDims.set(operand, dim);
      results.push(operand);
    }
    dims.push(dim);
  }
  const symbols: AffineExpr[] = [];
  const seenSymbols = new Map<Value, AffineExpr>();
  for (let i = 0; i < given.numSymbols; i++) {
    const operand = operands[given.numDims + i] as Value;
    const constant = usedSymbols.has(i) ? constantInteger(operand) : 0n;
    if (constant !== null) {
      symbols.push(affineConstant(constant));
      continue;
    }
    let symbol = seenSymbols.get(operand);
    if (!symbol) {
      symbol = affineSymbol(seenSymbols.size);
      seenSymbols.set(operand, symbol);
      results.push(operand);
    }
    symbols.push(symbol);
  }
  return {
    given: {
      numDims: seenDims.size,
      numSymbols: seenSymbols.size,
      exprs: given.exprs.map((expr) => affineReplace(expr, dims, symbols)),
    },
    operands: results,
  };
}

const asExpressions = (map: AffineMap): Expressions => ({
  numDims: map.numDims,
  numSymbols: map.numSymbols,
  exprs: map.results,
});

/** Upstream's `canonicalizeMapAndOperands`. */
export function canonicalizeMap(map: AffineMap, operands: readonly Value[]): MapAndOperands {
  const { given, operands: kept } = canonicalizeExpressions(asExpressions(map), operands);
  return { map: new AffineMap(given.numDims, given.numSymbols, given.exprs), operands: kept };
}

const withConstraints = (set: IntegerSet, { numDims, numSymbols, exprs }: Expressions) =>
  new IntegerSet(
    numDims,
    numSymbols,
    set.constraints.map((constraint, i) => ({ ...constraint, expr: exprs[i] ?? constraint.expr })),
  );
const setExpressions = (set: IntegerSet): Expressions => ({
  numDims: set.numDims,
  numSymbols: set.numSymbols,
  exprs: set.constraints.map(({ expr }) => expr),
});
/** Upstream's `canonicalizeSetAndOperands`. */
export function canonicalizeSet(set: IntegerSet, operands: readonly Value[]): SetAndOperands {
  const { given, operands: kept } = canonicalizeExpressions(setExpressions(set), operands);
  return { set: withConstraints(set, given), operands: kept };
}
/** A set with the `affine.apply` that define its operands put in. */
export function composeSet(set: IntegerSet, operands: readonly Value[]): SetAndOperands {
  if (!operands.some((operand) => operand.definingOp?.is('affine.apply'))) return { set, operands };
  const { numDims, numSymbols, exprs } = setExpressions(set);
  const composed = composeMap(new AffineMap(numDims, numSymbols, exprs), operands);
  return {
    set: withConstraints(set, asExpressions(composed.map)),
    operands: composed.operands,
  };
}

const shift = (expr: AffineExpr, map: AffineMap, dims: number, symbols: number): AffineExpr =>
  affineReplace(
    expr,
    Array.from({ length: map.numDims }, (_, i) => affineDim(i + dims)),
    Array.from({ length: map.numSymbols }, (_, i) => affineSymbol(i + symbols)),
  );

/** Puts the `affine.apply` that define operands in their place (`composeAffineMapAndOperands`). */
export function composeMap(map: AffineMap, operands: readonly Value[]): MapAndOperands {
  if (map.results.length === 0) {
    const canonical = canonicalizeMap(map, operands);
    return { map: simplifyAffineMap(canonical.map), operands: canonical.operands };
  }
  const dims: (Value | null)[] = operands.slice(0, map.numDims);
  const symbols: (Value | null)[] = operands.slice(map.numDims);
  let exprs = map.results;
  const replaceOne = (): boolean => {
    for (const list of [dims, symbols])
      for (const [position, value] of list.entries()) {
        const apply = value?.definingOp;
        if (!apply?.is('affine.apply')) continue;
        list[position] = null;
        const inner = canonicalizeMap(mapAttr(apply, 'map'), apply.operands);
        const [first] = inner.map.results;
        if (!first) continue;
        const replacement = shift(first, inner.map, dims.length, symbols.length);
        dims.push(...inner.operands.slice(0, inner.map.numDims));
        symbols.push(...inner.operands.slice(inner.map.numDims));
        const replaced: AffineExpr[] = [];
        replaced[position] = replacement;
        exprs = exprs.map((expr) =>
          list === dims ? affineReplace(expr, replaced) : affineReplace(expr, [], replaced),
        );
        return true;
      }
    return false;
  };
  while (replaceOne());
  const kept: Value[] = [];
  const renumber = (
    list: readonly (Value | null)[],
    make: (position: number) => AffineExpr,
  ): { replacements: AffineExpr[]; count: number } => {
    let count = 0;
    const replacements = list.map((value) => {
      if (!value) return affineConstant(0);
      kept.push(value);
      return make(count++);
    });
    return { replacements, count };
  };
  const newDims = renumber(dims, affineDim);
  const newSymbols = renumber(symbols, affineSymbol);
  const composed = new AffineMap(
    newDims.count,
    newSymbols.count,
    exprs.map((expr) => affineReplace(expr, newDims.replacements, newSymbols.replacements)),
  );
  const canonical = canonicalizeMap(composed, kept);
  return { map: simplifyAffineMap(canonical.map), operands: canonical.operands };
}

/** Values of a map's results where constants tell all of them; null otherwise. */
export function foldMapConstants(
  map: AffineMap,
  operands: readonly (Attribute | null)[],
): (bigint | null)[] {
  const constants = operands.map((attr) =>
    attr?.kind === 'integer' ? affineConstant(attr.value) : null,
  );
  const replaceable = (from: number, count: number, make: (i: number) => AffineExpr) =>
    Array.from({ length: count }, (_, i) => constants[from + i] ?? make(i));
  const dims = replaceable(0, map.numDims, affineDim);
  const symbols = replaceable(map.numDims, map.numSymbols, affineSymbol);
  return map.results.map((expr) => {
    const folded = affineReplace(expr, dims, symbols);
    return folded.kind === 'constant' ? folded.value : null;
  });
}

export const hasDuplicates = (exprs: readonly AffineExpr[]): boolean =>
  exprs.some((expr, i) => exprs.findIndex((other) => affineEqual(other, expr)) < i);
export const withoutDuplicates = (map: AffineMap): AffineMap =>
  new AffineMap(
    map.numDims,
    map.numSymbols,
    map.results.filter((expr, i) => map.results.findIndex((e) => affineEqual(e, expr)) === i),
  );

// ----- Simplification with what is known of operands -----

/** The `affine.for` whose induction variable the value is, or null. */
export function forOfInductionVariable(value: Value | undefined): Operation | null {
  if (value?.kind !== 'argument' || value.index !== 0) return null;
  const op = value.owner.parentOp;
  return op?.is('affine.for') ? op : null;
}
export const singleConstant = (map: AffineMap): bigint | null => {
  const [only, ...others] = map.results;
  return only?.kind === 'constant' && others.length === 0 ? only.value : null;
};
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function knownDivisor(expr: AffineExpr, operands: readonly Value[]): bigint {
  if (expr.kind !== 'dim') return largestKnownDivisor(expr);
  const loop = forOfInductionVariable(operands[expr.position]);
  if (!loop) return 1n;
  const step = loop.intAttr('step') ?? 1n;
  const lower = mapAttr(loop, 'lower_bound');
  if (singleConstant(lower) === 0n) return step;
  return lower.results.map(largestKnownDivisor).reduce(greatestCommonDivisor, step);
}
function isBoundedBy(expr: AffineExpr, operands: readonly Value[], limit: bigint): boolean {
  if (expr.kind === 'constant') return expr.value >= 0n && expr.value < limit;
  if (expr.kind !== 'dim') return false;
  const loop = forOfInductionVariable(operands[expr.position]);
  if (!loop) return false;
  const lower = singleConstant(mapAttr(loop, 'lower_bound'));
  const upper = singleConstant(mapAttr(loop, 'upper_bound'));
  return lower !== null && lower >= 0n && upper !== null && upper <= limit;
}

/** Divisions and remainders that bounds and steps of loops make trivial. */
function simplifyWithOperands(expr: AffineExpr, operands: readonly Value[]): AffineExpr {
  if (!('lhs' in expr)) return expr;
  const rebuilt = affineBinary(
    expr.kind,
    simplifyWithOperands(expr.lhs, operands),
    simplifyWithOperands(expr.rhs, operands),
  );
  if (rebuilt.kind !== 'floordiv' && rebuilt.kind !== 'mod') return rebuilt;
  const { lhs, rhs } = rebuilt;
  if (rhs.kind !== 'constant' || rhs.value === 0n) return rebuilt;
  if (lhs.kind === 'add') {
    // A multiple of d and a rest below d.
    for (const [multiple, rest] of [
      [lhs.lhs, lhs.rhs],
      [lhs.rhs, lhs.lhs],
    ] as const) {
      const divisor = knownDivisor(multiple, operands);
      if (!isBoundedBy(rest, operands, divisor)) continue;
      if (rebuilt.kind === 'floordiv' && divisor !== 0n && rhs.value % divisor === 0n)
        return affineFloorDiv(multiple, rhs);
      if (rebuilt.kind === 'mod' && divisor % rhs.value === 0n) return affineMod(rest, rhs);
      return rebuilt;
    }
  }
  const isZero =
    rebuilt.kind === 'floordiv'
      ? isBoundedBy(lhs, operands, rhs.value)
      : knownDivisor(lhs, operands) % rhs.value === 0n;
  return isZero ? affineConstant(0) : rebuilt;
}
export const simplifyMapWithOperands = (map: AffineMap, operands: readonly Value[]): AffineMap =>
  new AffineMap(
    map.numDims,
    map.numSymbols,
    map.results.map((expr) => simplifyWithOperands(expr, operands)),
  );
