/** Elementwise operations of mhlo become `linalg.generic`; operands of rank 0 go with every element. */

import { AffineMap, type ConversionPattern, type Value } from '@iree-workbench/ir';
import {
  bodyRegion,
  emptyTensor,
  generic,
  mapOf,
  numDynamic,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { ELEMENTWISE, elementArithmetic } from './element-arithmetic.ts';
import { hloLowering, openSizes, signlessTensor } from './hlo-lowering.ts';

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

export const elementwisePatterns: readonly ConversionPattern[] = ELEMENTWISE.map(lowerElementwise);
