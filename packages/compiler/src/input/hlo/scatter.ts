/**
 * Scatters that linalg_ext has no form for: every element of a result goes through the rows of indices, and takes
 * in the update that one of them puts on it. Updates beyond the result are dropped.
 */

import {
  type ConversionPattern,
  DYNAMIC,
  type IteratorType,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { bodyRegion, dimOf, emptyTensor, generic, mapOf, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { dimensionsIn } from './attributes.ts';
import { elementOf, hloLowering } from './hlo-lowering.ts';
import { toIndex } from './indexing.ts';
import { computeRegion } from './regions.ts';

const lowerScatter = hloLowering('scatter', (op, operands, rewriter) => {
  const count = (operands.length - 1) / 2;
  const inputs = operands.slice(0, count);
  const indices = operands[count] as Value;
  const updates = operands.slice(count + 1);
  const types = inputs.map(rankedTensor);
  const indexType = rankedTensor(indices);
  const updateType = updates[0] && rankedTensor(updates[0]);
  const [first] = types;
  if (!first || !indexType || !updateType || !types.every((type) => type !== null)) return false;
  const numbers = op.attr('scatter_dimension_numbers');
  if (numbers?.kind !== 'dialect') return false;
  const part = (index: number): number[] => dimensionsIn(op, 'scatter_dimension_numbers', index);
  const [windowDims, inserted, toOperand] = [part(0), part(1), part(2)] as const;
  const vectorDim = Number(numbers.params[3]);
  const rank = first.shape.length;
  // A loop for each dimension of the indices that names a row, of the size it has in the updates.
  const batchDims = [...updateType.shape.keys()].filter((dim) => !windowDims.includes(dim));
  const numLoops = rank + batchDims.length;
  const rows = batchDims.map((dim) => updateType.shape[dim] as number);
  const rowSizes = batchDims.flatMap((dim) =>
    updateType.shape[dim] === DYNAMIC ? [dimOf(rewriter, updates[0] as Value, dim)] : [],
  );
  const rowType = RankedTensorType.get(rows, indexType.elementType);
  const ofRows = emptyTensor(rewriter, rowType, rowSizes);
  const windowSizes = windowDims.map((dim) => dimOf(rewriter, updates[0] as Value, dim));
  const sizedDims = [...first.shape.keys()].filter((dim) => !inserted.includes(dim));
  const elements = types.map((type) => type.elementType);
  const body = bodyRegion(op.location, [rowType.elementType, ...elements], (inside, args) => {
    const to = new Scalars(inside);
    const accumulated = args.slice(1);
    const row = batchDims.map((_, i) => to.index(rank + i));
    const zero = inside.constantIndex(0);
    let isHit: Value = to.integer(inside.context.i1, 1);
    const and = (condition: Value): void => {
      isHit = to.op('arith.andi', [isHit, condition]);
    };
    const within = first.shape.map((_, dim) => {
      const place = to.index(dim);
      const component = toOperand.indexOf(dim);
      let distance = place;
      if (component >= 0) {
        const at = [...row];
        if (vectorDim < indexType.shape.length)
          at.splice(vectorDim, 0, inside.constantIndex(component));
        const start = toIndex(to, to.extract(indices, at), elementOf(op.operand(count)));
        distance = to.op('arith.subi', [place, start]);
      }
      const size = windowSizes[sizedDims.indexOf(dim)];
      if (!size) {
        and(to.cmpi('eq', distance, zero));
        return zero;
      }
      and(to.cmpi('sge', distance, zero));
      and(to.cmpi('slt', distance, size));
      // What is read but not taken must be there, too.
      const last = to.op('arith.subi', [size, inside.constantIndex(1)]);
      return to.op('arith.minsi', [to.op('arith.maxsi', [distance, zero]), last]);
    });
    const at = updateType.shape.map((_, dim) => {
      const window = windowDims.indexOf(dim);
      return window < 0
        ? (row[batchDims.indexOf(dim)] as Value)
        : (within[sizedDims[window] as number] as Value);
    });
    const taken = updates.map((update) => to.extract(update, at));
    const results = computeRegion(op.region(), [...accumulated, ...taken], to, rewriter);
    return results?.map((value, i) => to.select(isHit, value, accumulated[i] as Value)) ?? null;
  });
  if (!body) return false;
  const dims = [...first.shape.keys()];
  const own = mapOf(numLoops, dims);
  const state = {
    inputs: [ofRows],
    inits: inputs,
    maps: [
      mapOf(
        numLoops,
        batchDims.map((_, i) => rank + i),
      ),
      ...inputs.map(() => own),
    ],
    iterators: [
      ...dims.map((): IteratorType => 'parallel'),
      ...batchDims.map((): IteratorType => 'reduction'),
    ],
  };
  rewriter.replaceOp(op, generic(rewriter, state, body).results);
  return true;
});

export const scatterPatterns: readonly ConversionPattern[] = [lowerScatter];
