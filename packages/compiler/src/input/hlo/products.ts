/** `mhlo.dot` and `mhlo.dot_general` become linalg's products, named where linalg has a name. */

import {
  type Builder,
  type ConversionPattern,
  DYNAMIC,
  type IteratorType,
  type RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { dimOf, generic, mapOf, named, rankedTensor, zerosOf } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { dimensionsIn } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';

/** A dimension of an operand. */
type Source = readonly [operand: Value, dim: number];

/** Zeros of the shape of a result whose dimensions are those of operands. */
function zeroTensor(
  builder: Builder,
  type: RankedTensorType,
  sources: readonly Source[],
): Value | null {
  if (sources.length !== type.shape.length) return null;
  const sizes = sources.flatMap(([operand, dim], i) =>
    type.shape[i] === DYNAMIC ? [dimOf(builder, operand, dim)] : [],
  );
  return zerosOf(builder, type, sizes);
}

const NAMES: Readonly<Record<string, string>> = {
  '1,1': 'linalg.dot',
  '1,2': 'linalg.vecmat',
  '2,1': 'linalg.matvec',
  '2,2': 'linalg.matmul',
};

const lowerDot = hloLowering('dot', (op, operands, rewriter) => {
  const [lhs, rhs] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const [lhsRank, rhsRank] = operands.map((operand) => rankedTensor(operand)?.shape.length);
  const name = NAMES[`${lhsRank},${rhsRank}`];
  const sources: readonly Source[] = [
    ...(lhsRank === 2 ? [[lhs, 0] as const] : []),
    ...(rhsRank === 2 ? [[rhs, 1] as const] : []),
  ];
  const init = name && result && zeroTensor(rewriter, result, sources);
  if (!init) return false;
  rewriter.replaceOp(op, [named(rewriter, name, [lhs, rhs], init)]);
  return true;
});

/** Multiplication and addition. */
const ARITHMETIC: Readonly<Partial<Record<Type['kind'], readonly [string, string]>>> = {
  complex: ['complex.mul', 'complex.add'],
  float: ['arith.mulf', 'arith.addf'],
  integer: ['arith.muli', 'arith.addi'],
};

/** The loops run over what is common, what one side has, and what is summed over. */
const lowerDotGeneral = hloLowering('dot_general', (op, operands, rewriter) => {
  const [lhs, rhs] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const types = operands.map(rankedTensor);
  if (!result || !types.every((type) => type !== null)) return false;
  const [lhsType, rhsType] = types as [RankedTensorType, RankedTensorType];
  const part = (index: number): number[] => dimensionsIn(op, 'dot_dimension_numbers', index);
  const sides = [
    { value: lhs, type: lhsType, batch: part(0), summed: part(2) },
    { value: rhs, type: rhsType, batch: part(1), summed: part(3) },
  ];
  const freeDims = ({ value, type, batch, summed }: (typeof sides)[number]): Source[] =>
    [...type.shape.keys()].flatMap((dim) =>
      batch.includes(dim) || summed.includes(dim) ? [] : [[value, dim] as const],
    );
  const sources: readonly Source[] = [
    ...part(0).map((dim) => [lhs, dim] as const),
    ...sides.flatMap(freeDims),
  ];
  const init = zeroTensor(rewriter, result, sources);
  if (!init) return false;
  const outer = result.shape.length;
  const summed = part(2).length;
  const rank = outer + summed;
  let free = part(0).length;
  const maps = sides.map((side) => {
    const places = [...side.type.shape.keys()].map((dim) => {
      if (side.batch.includes(dim)) return side.batch.indexOf(dim);
      return side.summed.includes(dim) ? outer + side.summed.indexOf(dim) : free++;
    });
    return mapOf(rank, places);
  });
  const results = Array.from({ length: outer }, (_, dim) => dim);
  const iterators = Array.from(
    { length: rank },
    (_, dim): IteratorType => (dim < outer ? 'parallel' : 'reduction'),
  );
  const { elementType } = result;
  const from: readonly Type[] = op.operands.map(elementOf);
  const isProduct = from.every((type) => type.kind === elementType.kind);
  const names = ARITHMETIC[elementType.kind];
  if (!isProduct || !names) return false;
  const [multiply, add] = names;
  const loops = generic(
    rewriter,
    { inputs: [lhs, rhs], inits: [init], maps: [...maps, mapOf(rank, results)], iterators },
    (body, args) => {
      const to = new Scalars(body);
      const [a, b] = args.slice(0, 2).map((value, i) => {
        const type = from[i] as Type;
        return convertElement(to, value, type, elementOf(op.result()), elementType) ?? value;
      }) as [Value, Value];
      return [to.op(add, [args[2] as Value, to.op(multiply, [a, b])])];
    },
  );
  rewriter.replaceOp(op, loops.results);
  return true;
});

export const productPatterns: readonly ConversionPattern[] = [lowerDot, lowerDotGeneral];
