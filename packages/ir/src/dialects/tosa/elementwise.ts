/** Operations of the tosa dialect that compute each element of the result from elements of the operands. */

import { BoolAttr, F32Attr, I32Attr, I64Attr } from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type Fold,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type TypeConstraint,
} from '../../dialect.ts';
import type { RewritePattern } from '../../pattern.ts';
import { Commutative, ElementwiseMappable, Pure, SameOperandsAndResultType } from '../../traits.ts';
import { ResultsBroadcastableShape } from '../broadcastable.ts';
import { InferTypeOp } from '../inferred-types.ts';
import { UnaryQuantization } from './attributes.ts';
import { addZero, clampClamp, clampNothing, mulOne, selectOfNot } from './canonicalize.ts';
import { foldSelect } from './fold.ts';
import { foldAdd, foldComparison, foldDiv, foldEqual, foldMul, foldSub } from './fold-constants.ts';
import { haveCompatibleShapes, inferEqual } from './infer.ts';
import { BoolTensor, Int8Like, Int32Tensor, IntegerLike, Tensor, Tensor1D } from './types.ts';

const unary = (name: string, summary: string, traits: readonly Trait[] = []): OpDefinition =>
  defineOp(`tosa.${name}`, {
    summary,
    operands: { input1: Tensor },
    results: { output: Tensor },
    traits: [...traits, Pure],
  });

/** A function whose operand has upstream's older name. */
const activation = (
  name: string,
  summary: string,
  attributes: Readonly<Record<string, AttrConstraint>> = {},
  canonicalize: readonly RewritePattern[] = [],
): OpDefinition =>
  defineOp(`tosa.${name}`, {
    summary,
    canonicalize,
    operands: { input: Tensor },
    results: { output: Tensor },
    attributes,
    traits: [Pure],
  });

interface BinarySpec {
  readonly of?: TypeConstraint;
  readonly gives?: TypeConstraint;
  readonly result?: string;
  readonly attributes?: Readonly<Record<string, AttrConstraint>>;
  readonly traits?: readonly Trait[];
  readonly fold?: Fold;
  readonly canonicalize?: readonly RewritePattern[];
}
/** Two operands that are broadcast to the shape of the result. */
const binary = (name: string, summary: string, spec: BinarySpec = {}): OpDefinition => {
  const { of = Tensor, gives = of, result = 'output', attributes = {}, traits = [] } = spec;
  const { fold, canonicalize } = spec;
  return defineOp(`tosa.${name}`, {
    summary,
    operands: { input1: of, input2: of },
    results: { [result]: gives },
    attributes,
    traits: [ResultsBroadcastableShape, Pure, ...traits],
    ...(fold && { fold }),
    ...(canonicalize && { canonicalize }),
  });
};
const commutative = { traits: [Commutative] };
const logical = { of: BoolTensor, result: 'z', traits: [Commutative] };

export const elementwiseOperations: readonly OpDefinition[] = [
  unary('abs', 'distance from zero'),
  binary('add', 'sum', { ...commutative, fold: foldAdd, canonicalize: [addZero] }),
  defineOp('tosa.apply_scale', {
    summary: 'a number multiplied by a fixed-point one, rounded',
    operands: { value: IntegerLike, multiplier: IntegerLike, shift: Int8Like },
    results: { output: IntegerLike },
    attributes: { double_round: BoolAttr },
    traits: [Pure, ...ElementwiseMappable],
  }),
  binary('arithmetic_right_shift', 'bits moved down under the sign, rounded if asked', {
    attributes: { round: BoolAttr },
  }),
  binary('bitwise_and', 'bits that both have', commutative),
  unary('bitwise_not', 'the other bits', [ResultsBroadcastableShape]),
  binary('bitwise_or', 'bits that one has', commutative),
  binary('bitwise_xor', 'bits that one has and the other has not', commutative),
  unary('ceil', 'the least whole number that is not less'),
  activation(
    'clamp',
    'the nearest number between two bounds',
    { min_int: I64Attr, max_int: I64Attr, min_fp: F32Attr, max_fp: F32Attr },
    [clampNothing, clampClamp],
  ),
  unary('clz', 'number of zero bits above the highest one'),
  binary('div', 'quotient of integers, towards zero', { of: Int32Tensor, fold: foldDiv }),
  defineOp('tosa.equal', {
    summary: 'are both equal?',
    operands: { input1: Tensor, input2: Tensor },
    results: { output: BoolTensor },
    inferTypes: inferEqual,
    fold: foldEqual,
    traits: [
      ResultsBroadcastableShape,
      Commutative,
      Pure,
      InferTypeOp(inferEqual, haveCompatibleShapes),
    ],
  }),
  unary('exp', 'power of e'),
  unary('floor', 'the greatest whole number that is not more'),
  binary('greater', 'is the first more than the second?', {
    gives: BoolTensor,
    fold: foldComparison(
      (a, b) => a > b,
      (a, b) => a > b,
    ),
  }),
  binary('greater_equal', 'is the first not less than the second?', {
    gives: BoolTensor,
    fold: foldComparison(
      (a, b) => a >= b,
      (a, b) => a >= b,
    ),
  }),
  unary('log', 'natural logarithm'),
  binary('logical_and', 'are both true?', logical),
  binary('logical_left_shift', 'bits moved up'),
  defineOp('tosa.logical_not', {
    summary: 'is it false?',
    operands: { input1: BoolTensor },
    results: { output: BoolTensor },
    traits: [
      Pure,
      SameOperandsAndResultType,
      InferTypeOp(({ operands: [input] }) => (input ? [input.type] : null)),
    ],
  }),
  binary('logical_or', 'is one true?', logical),
  binary('logical_right_shift', 'bits moved down'),
  binary('logical_xor', 'is one true and the other false?', logical),
  binary('maximum', 'the greater one', commutative),
  binary('minimum', 'the lesser one', commutative),
  binary('mul', 'product, that of integers shifted down', {
    attributes: { shift: I32Attr },
    traits: [Commutative],
    fold: foldMul,
    canonicalize: [mulOne],
  }),
  defineOp('tosa.negate', {
    summary: 'the negative, about the zero points of quantised numbers',
    operands: { input1: Tensor },
    results: { output: Tensor },
    attributes: { quantization_info: optionalAttr(UnaryQuantization) },
    traits: [Pure],
  }),
  binary('pow', 'power', { result: 'z' }),
  unary('reciprocal', 'one by the number'),
  unary('rsqrt', 'one by the square root'),
  defineOp('tosa.select', {
    summary: 'one of two numbers, by a condition',
    operands: { pred: BoolTensor, on_true: Tensor, on_false: Tensor },
    results: { output: Tensor },
    traits: [Pure],
    fold: foldSelect,
    canonicalize: [selectOfNot],
  }),
  activation('sigmoid', 'the logistic function'),
  binary('sub', 'difference', { fold: foldSub }),
  defineOp('tosa.table', {
    summary: 'what a table says for a number, interpolated between entries',
    operands: { input: Tensor, table: Tensor1D },
    results: { output: Tensor },
    traits: [Pure],
  }),
  activation('tanh', 'hyperbolic tangent'),
];
