/** Elementwise operations of mhlo become `linalg.generic`; operands of rank 0 go with every element. */

import {
  AffineMap,
  type ConversionPattern,
  IntegerType,
  type IteratorType,
  type Value,
} from '@iree-workbench/ir';
import {
  bodyRegion,
  emptyTensor,
  generic,
  mapOf,
  numDynamic,
  parallel,
  rankedTensor,
  zeroOf,
  zeros,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { ELEMENTWISE, elementArithmetic } from './element-arithmetic.ts';
import { hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';
import { computeRegion } from './regions.ts';

const lowerElementwise = (name: string): ConversionPattern =>
  hloLowering(name, (op, operands, rewriter) => {
    const result = signlessTensor(op.result());
    const types = operands.map(rankedTensor);
    if (!result || !types.every((type) => type !== null)) return false;
    const rank = result.shape.length;
    if (types.some(({ shape }) => shape.length !== rank && shape.length !== 0)) return false;
    const like = operands.find((_, i) => types[i]?.shape.length === rank);
    const elements = [...types, result].map(({ elementType }) => elementType);
    const body = bodyRegion(op.location, elements, (inside, args) => {
      const to = new Scalars(inside);
      const value = elementArithmetic({
        op,
        args: args.slice(0, -1),
        result: result.elementType,
        to,
      });
      return value && [value];
    });
    if (!like || !body || numDynamic(rankedTensor(like) ?? result) < numDynamic(result))
      return false;
    const sizes = openSizes(rewriter, like).slice(0, numDynamic(result));
    const maps = types.map(({ shape }) =>
      shape.length === rank ? AffineMap.identity(rank) : mapOf(rank, []),
    );
    const state = {
      inputs: operands as readonly Value[],
      inits: [emptyTensor(rewriter, result, sizes)],
      maps: [...maps, AffineMap.identity(rank)],
      iterators: parallel(rank),
    };
    rewriter.replaceOp(op, generic(rewriter, state, body).results);
    return true;
  });

/** `mhlo.map`: a region for each element. */
const lowerMap = hloLowering('map', (op, operands, rewriter) => {
  const result = signlessTensor(op.result());
  const types = operands.map(rankedTensor);
  const [like] = operands;
  if (!result || !like || !types.every((type) => type !== null)) return false;
  const elements = [...types, result].map(({ elementType }) => elementType);
  const body = bodyRegion(op.location, elements, (inside, args) =>
    computeRegion(op.region(), args.slice(0, -1), new Scalars(inside), rewriter),
  );
  if (!body) return false;
  const rank = result.shape.length;
  const identity = AffineMap.identity(rank);
  const state = {
    inputs: operands as readonly Value[],
    inits: [emptyTensor(rewriter, result, openSizes(rewriter, like))],
    maps: [...operands.map(() => identity), identity],
    iterators: parallel(rank),
  };
  rewriter.replaceOp(op, generic(rewriter, state, body).results);
  return true;
});

/** A number of other width has the bits of several, which are the last dimension on the other side. */
const lowerBitcast: ConversionPattern = {
  ...hloLowering('bitcast_convert', (op, [input], rewriter) => {
    const result = signlessTensor(op.result());
    const source = input && rankedTensor(input);
    if (!source || !result || source.shape.length === result.shape.length) return false;
    const [from, into] = [source.elementType, result.elementType].map((type) =>
      type.kind === 'integer' || type.kind === 'float' ? type.width : 0,
    ) as [number, number];
    if (from === 0 || into === 0) return false;
    const isJoined = from < into;
    const rank = Math.max(source.shape.length, result.shape.length);
    const dims = (count: number): number[] => Array.from({ length: count }, (_, dim) => dim);
    const wide = IntegerType.get(op.context, Math.max(from, into));
    const zero = zeroOf(result.elementType);
    const sizes = openSizes(rewriter, input).slice(0, numDynamic(result));
    if (!zero || numDynamic(result) > sizes.length) return false;
    const state = {
      inputs: [input],
      inits: [
        isJoined ? zeros(rewriter, result, sizes, zero) : emptyTensor(rewriter, result, sizes),
      ],
      maps: [mapOf(rank, dims(source.shape.length)), mapOf(rank, dims(result.shape.length))],
      iterators: dims(rank).map(
        (dim): IteratorType => (isJoined && dim === rank - 1 ? 'reduction' : 'parallel'),
      ),
    };
    const loops = generic(rewriter, state, (body, args) => {
      const to = new Scalars(body);
      const [value, joined] = args as [Value, Value];
      const bitsOf = (number: Value, width: number): Value => {
        const type = IntegerType.get(op.context, width);
        return number.type === type ? number : to.op('arith.bitcast', [number], type);
      };
      const place = to.op('arith.index_cast', [to.index(rank - 1)], wide);
      const distance = to.op('arith.muli', [place, to.integer(wide, Math.min(from, into))]);
      const bits = bitsOf(value, from);
      const narrow = IntegerType.get(op.context, into);
      const moved = isJoined
        ? to.op('arith.ori', [
            to.op('arith.shli', [to.op('arith.extui', [bits], wide), distance]),
            bitsOf(joined, into),
          ])
        : to.op('arith.trunci', [to.op('arith.shrui', [bits, distance])], narrow);
      const { elementType } = result;
      return [elementType === moved.type ? moved : to.op('arith.bitcast', [moved], elementType)];
    });
    rewriter.replaceOp(op, loops.results);
    return true;
  }),
  benefit: 2,
};

/** Nothing is moved across it here anyway. */
const lowerOptimizationBarrier = hloLowering('optimization_barrier', (op, operands, rewriter) => {
  rewriter.replaceOp(op, operands);
  return true;
});

export const elementwisePatterns: readonly ConversionPattern[] = [
  ...ELEMENTWISE.map(lowerElementwise),
  lowerBitcast,
  lowerMap,
  lowerOptimizationBarrier,
];
