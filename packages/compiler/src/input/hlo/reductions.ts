/** `mhlo.reduce` of one tensor or several becomes a `linalg.generic` with the reducer as its body. */

import {
  AffineMap,
  type ConversionPattern,
  DYNAMIC,
  type IteratorType,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { signless } from '../../flow/strip-signedness.ts';
import { bodyRegion, emptyTensor, fill, generic, mapOf, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf } from './attributes.ts';
import { elementArithmetic } from './element-arithmetic.ts';
import { elementOf, hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';

/**
 * What a region of operations on tensors of one element makes of elements.
 * @returns null if an operation of it has no such meaning
 */
export function computeRegion(op: Operation, args: readonly Value[], to: Scalars): Value[] | null {
  const block = op.region().front;
  const elements = new Map<Value, Value>();
  for (const [i, argument] of block.arguments.entries()) elements.set(argument, args[i] as Value);
  // A constant inside, and a value from outside, is a tensor that holds the element.
  const elementFor = (value: Value): Value | null => {
    const known = elements.get(value);
    if (known) return known;
    const constant = value.definingOp?.attr('value');
    if (value.definingOp?.name !== 'mhlo.constant' || constant?.kind !== 'dense') return null;
    const attr = constant.at(0);
    return attr?.kind === 'integer'
      ? to.integer(signless(elementOf(value)), attr.value)
      : attr?.kind === 'float'
        ? to.constant(attr)
        : null;
  };
  for (const inner of block.ops) {
    if (inner.name === 'mhlo.constant') continue;
    const values = inner.operands.map(elementFor);
    if (!values.every((value) => value !== null)) return null;
    if (inner.name === 'mhlo.return') return values;
    if (inner.numResults !== 1) return null;
    const result = signless(elementOf(inner.result()));
    const value = elementArithmetic({ op: inner, args: values, result, to });
    if (!value) return null;
    elements.set(inner.result(), value);
  }
  return null;
}

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
    return computeRegion(op, [...before, ...values], new Scalars(inside));
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
