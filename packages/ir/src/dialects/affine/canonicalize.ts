/** Canonicalisations of the affine dialect, by operation. */

import {
  type AffineExpr,
  AffineMap,
  affineDim,
  affineReplace,
  affineSymbol,
} from '../../affine.ts';
import { linearCoefficients } from '../../affine-simplify.ts';
import { AffineMapAttr } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { constantTripCount, sameValues } from './fold.ts';
import {
  canonicalizeMap,
  composeMap,
  hasDuplicates,
  mapAttr,
  simplifyMapWithOperands,
  withoutDuplicates,
} from './maps.ts';
import { forOperands } from './syntax.ts';

/** Replaces the operation by the same one with another map and other operands of it. */
function replaceMap(
  rewriter: Rewriter,
  op: Operation,
  map: AffineMap,
  operands: readonly Value[],
  name = op.name,
): true {
  rewriter.replaceOpWithNew(op, name, {
    operands,
    resultTypes: op.resultTypes,
    attributes: op.attributes.with('map', AffineMapAttr.get(op.context, map)),
  });
  return true;
}

/** Composes the map with its operands' definitions; `before` operands come before the map's. */
const simplify = (name: string, before: number): RewritePattern =>
  definePattern(`affine.${name}`, 'composed and simplified', (op, rewriter) => {
    const old = mapAttr(op, 'map');
    const oldOperands = op.operands.slice(before);
    const composed = composeMap(old, oldOperands);
    const canonical = canonicalizeMap(composed.map, composed.operands);
    const map = simplifyMapWithOperands(canonical.map, canonical.operands);
    if (map.equals(old) && sameValues(canonical.operands, oldOperands)) return false;
    return replaceMap(rewriter, op, map, [...op.operands.slice(0, before), ...canonical.operands]);
  });

// ----- min and max -----

function minMaxPatterns(kind: 'min' | 'max'): readonly RewritePattern[] {
  const name = `affine.${kind}`;
  return [
    definePattern(name, 'of one expression', (op, rewriter) => {
      const map = mapAttr(op, 'map');
      if (map.results.length !== 1) return false;
      return replaceMap(rewriter, op, map, op.operands, 'affine.apply');
    }),
    definePattern(name, 'of equal expressions', (op, rewriter) => {
      const map = mapAttr(op, 'map');
      if (!hasDuplicates(map.results)) return false;
      return replaceMap(rewriter, op, withoutDuplicates(map), op.operands);
    }),
    definePattern(name, `of ${kind}`, (op, rewriter) => merge(op, name, rewriter)),
    simplify(kind, 0),
    definePattern(name, 'in the order of terms', (op, rewriter) => {
      const map = mapAttr(op, 'map');
      const rows: { readonly expr: AffineExpr; readonly key: readonly bigint[] }[] = [];
      for (const expr of map.results) {
        const key = linearCoefficients(expr, map.numDims, map.numSymbols);
        if (!key) return false;
        rows.push({ expr, key });
      }
      const compare = (a: readonly bigint[], b: readonly bigint[]): number => {
        for (const [i, x] of a.entries()) {
          const y = b[i] ?? 0n;
          if (x !== y) return x < y ? -1 : 1;
        }
        return 0;
      };
      const sorted = [...rows].sort((a, b) => compare(a.key, b.key));
      if (sorted.every((row, i) => compare(row.key, rows[i]?.key ?? []) === 0)) return false;
      const ordered = new AffineMap(
        map.numDims,
        map.numSymbols,
        sorted.map(({ expr }) => expr),
      );
      return replaceMap(rewriter, op, ordered, op.operands);
    }),
  ];
}

/** Results that are themselves a min (max) are replaced by what that is of. */
function merge(op: Operation, name: string, rewriter: Rewriter): boolean {
  const map = mapAttr(op, 'map');
  const dims = op.operands.slice(0, map.numDims);
  const symbols = op.operands.slice(map.numDims);
  const exprs: AffineExpr[] = [];
  const producers: Operation[] = [];
  for (const expr of map.results) {
    const value =
      expr.kind === 'dim'
        ? dims[expr.position]
        : expr.kind === 'symbol'
          ? symbols[expr.position]
          : undefined;
    const producer = value?.definingOp;
    if (producer?.is(name)) producers.push(producer);
    else exprs.push(expr);
  }
  if (producers.length === 0) return false;
  for (const producer of producers) {
    const inner = mapAttr(producer, 'map');
    const [dimStart, symbolStart] = [dims.length, symbols.length];
    dims.push(...producer.operands.slice(0, inner.numDims));
    symbols.push(...producer.operands.slice(inner.numDims));
    for (const expr of inner.results)
      exprs.push(
        affineReplace(
          expr,
          Array.from({ length: inner.numDims }, (_, i) => affineDim(dimStart + i)),
          Array.from({ length: inner.numSymbols }, (_, i) => affineSymbol(symbolStart + i)),
        ),
      );
  }
  return replaceMap(rewriter, op, new AffineMap(dims.length, symbols.length, exprs), [
    ...dims,
    ...symbols,
  ]);
}

// ----- Loops and conditions -----

const emptyLoop = definePattern('affine.for', 'with an empty body', (op, rewriter) => {
  const block = op.region().front;
  const last = block.last;
  if (!last || block.first !== last) return false;
  if (op.numResults === 0) {
    rewriter.eraseOp(op);
    return true;
  }
  const { inits } = forOperands(op);
  const trips = constantTripCount(op);
  if (trips === 0n) {
    rewriter.replaceOp(op, inits);
    return true;
  }
  let fromOutside = false;
  let outOfOrder = false;
  const values = last.operands.map((value, i) => {
    const isCarried = value.kind === 'argument' && value.owner === block && value.index > 0;
    if (!isCarried) {
      fromOutside = true;
      return value;
    }
    if (value.index - 1 !== i) outOfOrder = true;
    return inits[value.index - 1] as Value;
  });
  if (trips === null && (fromOutside || outOfOrder)) return false;
  if (trips !== null && trips >= 2n && outOfOrder) return false;
  rewriter.replaceOp(op, values);
  return true;
});

const deadElse = definePattern('affine.if', 'with an empty else region', (op, rewriter) => {
  const block = op.region(1).entry;
  if (!block || block.first !== block.last || op.numResults > 0) return false;
  rewriter.modifyInPlace(op, () => block.erase());
  return true;
});

const knownCondition = definePattern('affine.if', 'with a known condition', (op, rewriter) => {
  const condition = op.attr('condition');
  if (condition?.kind !== 'integer_set') return false;
  const [only, ...others] = condition.set.constraints;
  if (!only || others.length > 0 || !only.isEquality || only.expr.kind !== 'constant') return false;
  const { value } = only.expr;
  if (value !== 0n && value !== 1n) return false;
  const block = op.region(value === 0n ? 0 : 1).entry;
  if (!block) {
    if (op.numResults > 0) return false;
    rewriter.eraseOp(op);
    return true;
  }
  const last = block.last as Operation;
  const results = last.operands;
  rewriter.eraseOp(last);
  rewriter.inlineBlockBefore(block, op, []);
  rewriter.replaceOp(op, results);
  return true;
});

export const canonicalizations: Readonly<Record<string, readonly RewritePattern[]>> = {
  apply: [simplify('apply', 0)],
  load: [simplify('load', 1)],
  store: [simplify('store', 2)],
  prefetch: [simplify('prefetch', 1)],
  vector_load: [simplify('vector_load', 1)],
  vector_store: [simplify('vector_store', 2)],
  min: minMaxPatterns('min'),
  max: minMaxPatterns('max'),
  for: [emptyLoop],
  if: [deadElse, knownCondition],
};
