/**
 * `iree-linalg-quantized-matmul-to-matmul`: the product of numbers about zero points is the product of the
 * numbers, less the sums of each factor times the other's zero point.
 *
 * (a - p)(b - q) = ab - q Σa - p Σb + k p q
 */

import {
  AffineMap,
  affineDim,
  definePattern,
  type IntegerType,
  type Pass,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { greedyPass } from './input-conversion.ts';
import { dimOf, emptyTensor, generic, named, parallel, rankedTensor } from './linalg-builder.ts';
import { isZero, openSizes, sumAlong } from './quantized-sums.ts';
import { Scalars } from './scalars.ts';

/** What goes into the last sum: a value of each place, and the map that reads it. */
interface Term {
  readonly value: Value;
  readonly dims: readonly number[];
}

const toMatmul = definePattern(
  'linalg.quantized_matmul',
  'linalg.quantized_matmul: apart from zero points',
  (op, builder) => {
    const [lhs, rhs, lhsZero, rhsZero, init] = op.operands as [Value, Value, Value, Value, Value];
    const result = rankedTensor(init);
    if (!result) return false;
    const element = result.elementType as IntegerType;
    const product = named(builder, 'linalg.matmul', [lhs, rhs], init);
    const correctsLhs = !isZero(rhsZero);
    const correctsRhs = !isZero(lhsZero);
    if (!correctsLhs && !correctsRhs) {
      builder.replaceOp(op, [product]);
      return true;
    }
    const empty = emptyTensor(
      builder,
      RankedTensorType.get(result.shape, element),
      openSizes(builder, init),
    );
    const terms: Term[] = [{ value: product, dims: [0, 1] }];
    if (correctsLhs)
      terms.push(
        { value: sumAlong(builder, lhs, element, [false, true]), dims: [0] },
        { value: rhsZero, dims: [] },
      );
    if (correctsRhs)
      terms.push(
        { value: sumAlong(builder, rhs, element, [true, false]), dims: [1] },
        { value: lhsZero, dims: [] },
      );
    if (correctsLhs && correctsRhs) {
      const to = new Scalars(builder);
      const zeros = to.op('arith.muli', [lhsZero, rhsZero]);
      const depth = to.op('arith.index_cast', [dimOf(builder, lhs, 1)], element);
      terms.push({ value: to.op('arith.muli', [zeros, depth]), dims: [] });
    }
    const maps = terms.map(({ dims }) => new AffineMap(2, 0, dims.map(affineDim)));
    const state = {
      inputs: terms.map(({ value }) => value),
      inits: [empty],
      maps: [...maps, AffineMap.identity(2)],
      iterators: parallel(2),
    };
    const loops = generic(builder, state, (body, [value, ...rest]) => {
      const to = new Scalars(body);
      const next = (): Value => rest.shift() as Value;
      let sum = value as Value;
      for (const corrects of [correctsLhs, correctsRhs]) {
        if (!corrects) continue;
        const scaled = to.op('arith.muli', [next(), next()]);
        sum = to.op('arith.subi', [sum, scaled]);
      }
      return [correctsLhs && correctsRhs ? to.op('arith.addi', [sum, next()]) : sum];
    });
    builder.replaceOp(op, loops.results);
    return true;
  },
);

export const quantizedMatmulToMatmul: Pass = greedyPass(
  {
    argument: 'iree-linalg-quantized-matmul-to-matmul',
    className: 'LinalgQuantizedMatmulToMatmulPass',
    summary: 'takes zero points out of matrix products',
  },
  () => [toMatmul],
);
