/** `mhlo.dot` and `mhlo.dot_general` become linalg's products, named where linalg has a name. */

import {
  type Builder,
  type ConversionPattern,
  hasStaticShape,
  type IteratorType,
  type RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { generic, mapOf, named, rankedTensor, zeroOf, zeros } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { dimensionsIn } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';

function zeroTensor(builder: Builder, type: RankedTensorType): Value | null {
  const zero = zeroOf(type.elementType);
  return zero && hasStaticShape(type) ? zeros(builder, type, [], zero) : null;
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
  const ranks = operands.map((operand) => rankedTensor(operand)?.shape.length);
  const name = NAMES[ranks.join(',')];
  const init = name && result && zeroTensor(rewriter, result);
  if (!init) return false;
  rewriter.replaceOp(op, [named(rewriter, name, [lhs, rhs], init)]);
  return true;
});

/** The loops run over what is common, what one side has, and what is summed over. */
const lowerDotGeneral = hloLowering('dot_general', (op, operands, rewriter) => {
  const [lhs, rhs] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const types = operands.map(rankedTensor);
  const init = result && zeroTensor(rewriter, result);
  if (!init || !types.every((type) => type !== null)) return false;
  const [lhsType, rhsType] = types as [RankedTensorType, RankedTensorType];
  const part = (index: number): number[] => dimensionsIn(op, 'dot_dimension_numbers', index);
  const sides = [
    { type: lhsType, batch: part(0), summed: part(2) },
    { type: rhsType, batch: part(1), summed: part(3) },
  ];
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
  if (!isProduct || (elementType.kind !== 'float' && elementType.kind !== 'integer')) return false;
  const [multiply, add] =
    elementType.kind === 'float' ? ['arith.mulf', 'arith.addf'] : ['arith.muli', 'arith.addi'];
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
