/** Operations that read at indices which are data: gathering rows, and tables of functions. */

import {
  AffineMap,
  affineDim,
  type ConversionPattern,
  DYNAMIC,
  isSignless,
  type RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { dimOf, emptyTensor, generic, parallel, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';

const lowerGather = lowering('tosa.gather', (op, operands, rewriter) => {
  const [values, indices] = operands as [Value, Value];
  const result = rankedTensor(op.result());
  if (!result || !rankedTensor(values) || !rankedTensor(indices)) return false;
  const sources = [values, indices, values] as const;
  if (!hasSizesOf(result, sources)) return false;
  const dims = result.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [dimOf(rewriter, sources[dim] as Value, dim)] : [],
  );
  const init = emptyTensor(rewriter, result, dims);
  const rank = result.shape.length;
  const maps = [new AffineMap(rank, 0, [0, 1].map(affineDim)), AffineMap.identity(rank)];
  const state = { inputs: [indices], inits: [init], maps, iterators: parallel(rank) };
  const loops = generic(rewriter, state, (body, [index]) => {
    const to = new Scalars(body);
    const batch = to.index(0);
    const row = to.toIndex(index as Value);
    const channel = to.index(2);
    return [to.extract(values, [batch, row, channel])];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** Is each size that the result leaves open one that its source leaves open, too? */
const hasSizesOf = (result: RankedTensorType, sources: readonly Value[]): boolean =>
  result.shape.every(
    (size, dim) => size !== DYNAMIC || rankedTensor(sources[dim] as Value)?.shape[dim] === DYNAMIC,
  );

/** An entry for each of 256 numbers. */
function lookUp8Bits(to: Scalars, table: Value, value: Value): Value {
  const offset = to.toIndex(value);
  const index = to.op('arith.addi', [offset, to.builder.constantIndex(128)]);
  return to.extract(table, [index]);
}

/** Seven bits of the number interpolate between the entries that the others name. */
function lookUp16Bits(to: Scalars, table: Value, value: Value): Value {
  const { i32 } = to.builder.context;
  const wide = to.op('arith.extsi', [value], i32);
  const [offset, seven, one, mask] = [32768, 7, 1, 127].map((number) => to.i32(number)) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const position = to.op('arith.addi', [wide, offset]);
  const index = to.op('arith.shrui', [position, seven]);
  const fraction = to.op('arith.andi', [position, mask]);
  const nextIndex = to.op('arith.addi', [index, one]);
  const places = [index, nextIndex].map((place) => to.toIndex(place));
  const entries = places.map((place) => to.extract(table, [place]));
  const [base, next] = entries.map((entry) => to.op('arith.extsi', [entry], i32)) as [Value, Value];
  const scaled = to.op('arith.shli', [base, seven]);
  const slope = to.op('arith.subi', [next, base]);
  const rise = to.op('arith.muli', [slope, fraction]);
  return to.op('arith.addi', [scaled, rise]);
}

const lowerTable = lowering('tosa.table', (op, operands, rewriter) => {
  const [input, table] = operands as [Value, Value];
  const types = [input, table, op.result()].map(rankedTensor);
  const [source, , result] = types;
  if (!source || !result) return false;
  const hasWidths = (...widths: readonly number[]): boolean =>
    types.every((type, i) => type !== null && isSignless(type.elementType, widths[i]));
  const lookUp = hasWidths(8, 8, 8) ? lookUp8Bits : hasWidths(16, 16, 32) ? lookUp16Bits : null;
  if (!lookUp) return false;
  const dims = result.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [dimOf(rewriter, input, dim)] : [],
  );
  const init = emptyTensor(rewriter, result, dims);
  const map = AffineMap.identity(result.shape.length);
  const state = {
    inputs: [input],
    inits: [init],
    maps: [map, map],
    iterators: parallel(result.shape.length),
  };
  const loops = generic(rewriter, state, (body, [value]) => [
    lookUp(new Scalars(body), table, value as Value),
  ]);
  rewriter.replaceOp(op, loops.results);
  return true;
});

export const lookupPatterns: readonly ConversionPattern[] = [lowerGather, lowerTable];
