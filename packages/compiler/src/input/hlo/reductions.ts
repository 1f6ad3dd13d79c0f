/** `mhlo.reduce` of one tensor or several becomes a `linalg.generic` with the reducer as its body. */

import {
  AffineMap,
  type ConversionPattern,
  DYNAMIC,
  type IteratorType,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { bodyRegion, emptyTensor, fill, generic, mapOf, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf } from './attributes.ts';
import { hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';
import { computeRegion } from './regions.ts';

const lowerReduce = hloLowering('reduce', (op, operands, rewriter) => {
  const count = operands.length / 2;
  const inputs = operands.slice(0, count);
  const results = op.results.map(signlessTensor);
  const [first] = inputs;
  const source = first && rankedTensor(first);
  if (!source || !results.every((type) => type !== null)) return false;
  const rank = source.shape.length;
  const reduced = numbersOf(op, 'dimensions');
  const dims = [...source.shape.keys()];
  const kept = dims.filter((dim) => !reduced.includes(dim));
  const elements = [...inputs.map(({ type }) => type), ...results].map((type) =>
    type instanceof RankedTensorType ? type.elementType : type,
  );
  const body = bodyRegion(op.location, elements, (inside, args) => {
    const [values, before] = [args.slice(0, count), args.slice(count)];
    return computeRegion(op.region(), [...before, ...values], new Scalars(inside), rewriter);
  });
  if (!body) return false;
  const to = new Scalars(rewriter);
  const open = openSizes(rewriter, first);
  const dynamic = dims.filter((dim) => source.shape[dim] === DYNAMIC);
  const sizes = kept.flatMap((dim) => open[dynamic.indexOf(dim)] ?? []);
  const inits = results.map((type, i) => {
    const initial = to.extract(operands[count + i] as Value, []);
    return fill(rewriter, initial, emptyTensor(rewriter, type, sizes));
  });
  const state = {
    inputs,
    inits,
    maps: [...inputs.map(() => AffineMap.identity(rank)), ...inits.map(() => mapOf(rank, kept))],
    iterators: dims.map((dim): IteratorType => (reduced.includes(dim) ? 'reduction' : 'parallel')),
  };
  rewriter.replaceOp(op, generic(rewriter, state, body).results);
  return true;
});

export const reductionPatterns: readonly ConversionPattern[] = [lowerReduce];
