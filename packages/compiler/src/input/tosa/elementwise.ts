/** Elementwise operations become `linalg.generic`, which broadcasts dimensions of size 1. */

import {
  AffineMap,
  affineDim,
  type ConversionPattern,
  DYNAMIC,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  bodyRegion,
  dimOf,
  emptyTensor,
  generic,
  numDynamic,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { newShape } from './broadcastable.ts';
import { ELEMENTWISE, elementArithmetic } from './element-arithmetic.ts';

/** An operand as the loops read it. */
interface Input {
  /** The dimensions that it is as large in as the result; it is the same along the others. */
  readonly dims: readonly number[];
  readonly type: RankedTensorType;
}

function inputOf(value: Value, result: RankedTensorType): Input | null {
  const type = rankedTensor(value);
  if (type?.shape.length !== result.shape.length) return null;
  const all = [...result.shape.keys()];
  return { type, dims: all.filter((dim) => type.shape[dim] === result.shape[dim]) };
}

const lowerElementwise = (name: string): ConversionPattern =>
  lowering(name, (op, operands, rewriter) => {
    const result = rankedTensor(op.result());
    if (!result) return false;
    const rank = result.shape.length;
    const inputs = operands.map((operand) => inputOf(operand, result));
    if (!inputs.every((input) => input !== null)) return false;
    const sizes = dynamicSizes(operands, rank);
    if (sizes.length !== numDynamic(result)) return false;
    const elements = [...inputs.map((input) => input.type), result].map((type) => type.elementType);
    const body = bodyRegion(op.location, elements, (inside, args) => {
      const value = elementArithmetic({
        op,
        args: args.slice(0, -1),
        result: result.elementType,
        to: new Scalars(inside),
      });
      return value && [value];
    });
    if (!body) return false;
    const dims = sizes.map(([value, dim]) => dimOf(rewriter, value, dim));
    const init = emptyTensor(rewriter, result, dims);
    const values = operands.map((operand, i) => {
      const { dims: kept, type } = inputs[i] as Input;
      if (kept.length === rank) return operand;
      const shape = kept.map((dim) => type.shape[dim] as number);
      return rewriter.createValue('tosa.reshape', {
        operands: [operand],
        resultTypes: [RankedTensorType.get(shape, type.elementType)],
        attributes: [['new_shape', newShape(op, shape)]],
      });
    });
    const maps = [
      ...inputs.map((input) => new AffineMap(rank, 0, input.dims.map(affineDim))),
      AffineMap.identity(rank),
    ];
    const state = { inputs: values, inits: [init], maps, iterators: parallel(rank) };
    const loops = generic(rewriter, state, body);
    rewriter.replaceOp(op, loops.results);
    return true;
  });

/** Where each dimension that some operand leaves open is found: the first such operand. */
function dynamicSizes(operands: readonly Value[], rank: number): [Value, number][] {
  return Array.from({ length: rank }, (_, dim) => dim).flatMap((dim): [Value, number][] => {
    const open = operands.find((operand) => rankedTensor(operand)?.shape[dim] === DYNAMIC);
    return open ? [[open, dim]] : [];
  });
}

/** `tosa.identity` is its operand. */
const lowerIdentity = lowering('tosa.identity', (op, operands, rewriter) => {
  rewriter.replaceOp(op, operands);
  return true;
});

export const elementwisePatterns: readonly ConversionPattern[] = [
  ...ELEMENTWISE.map(lowerElementwise),
  lowerIdentity,
];
