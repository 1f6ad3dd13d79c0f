/** Operations of mhlo and stablehlo that compute each element of the result from elements of the operands. */

import { I32Attr } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type TypeConstraint,
} from '../../dialect.ts';
import {
  AllShapesMatch,
  Commutative,
  Elementwise,
  Pure,
  SameOperandsAndResultElementType,
  SameOperandsAndResultShape,
  SameOperandsElementType,
} from '../../traits.ts';
import { foldOf } from './fold.ts';
import {
  inferAbs,
  inferClamp,
  inferCompare,
  inferComplex,
  inferIsFinite,
  inferPart,
  inferSelect,
  inferUniformDequantize,
} from './infer-elementwise.ts';
import { CompatibleOperandsAndResultType, Infers } from './inference.ts';
import * as types from './types.ts';
import { verifyReducePrecision, verifyStochasticConvert } from './verify-elementwise.ts';
import type { Hlo } from './vocabulary.ts';

const ONE_TYPE = (...names: readonly string[]): string =>
  `attr-dict \`:\` custom<SameOperandsAndResultType>(${names.map((name) => `type($${name})`).join(', ')})`;

interface UnarySpec {
  readonly of: TypeConstraint;
  readonly gives?: TypeConstraint;
  /** In place of one type for all. */
  readonly traits?: readonly Trait[];
}
const unary = (hlo: Hlo, name: string, summary: string, spec: UnarySpec): OpDefinition =>
  defineOp(`${hlo.name}.${name}`, {
    summary,
    operands: { operand: spec.of },
    results: { result: spec.gives ?? spec.of },
    traits: [
      Pure,
      ...(spec.traits ?? CompatibleOperandsAndResultType),
      Elementwise,
      SameOperandsAndResultShape,
    ],
    ...foldOf(hlo.isMhlo, name),
    assemblyFormat: `$operand ${ONE_TYPE('operand', 'result')}`,
  });

const binary = (
  hlo: Hlo,
  name: string,
  summary: string,
  of: TypeConstraint,
  traits: readonly Trait[] = [],
  gives = of,
): OpDefinition =>
  defineOp(`${hlo.name}.${name}`, {
    summary,
    operands: { lhs: of, rhs: of },
    results: { result: gives },
    traits: [
      ...traits,
      Pure,
      ...CompatibleOperandsAndResultType,
      SameOperandsAndResultShape,
      Elementwise,
    ],
    assemblyFormat: `$lhs \`,\` $rhs ${ONE_TYPE('lhs', 'rhs', 'result')}`,
  });

/** Upstream constrains only the operands. */
const bitwise = (hlo: Hlo, name: string, summary: string): OpDefinition =>
  binary(hlo, name, summary, types.PredOrIntTensor, [Commutative], types.Tensor);

const unaryOperations = (hlo: Hlo): OpDefinition[] => {
  const fp = { of: types.FpTensor };
  const fpOrComplex = { of: types.FpOrComplexTensor };
  const int = { of: types.IntTensor };
  const part = { of: types.FpOrComplexTensor, gives: types.FpTensor, traits: [Infers(inferPart)] };
  return [
    unary(hlo, 'abs', 'distance from zero', {
      of: types.SignedIntFpOrComplexTensor,
      gives: types.SignedIntOrFpTensor,
      traits: [Infers(inferAbs)],
    }),
    unary(hlo, 'cbrt', 'cube root', fpOrComplex),
    unary(hlo, 'ceil', 'the least whole number that is not less', fp),
    unary(hlo, 'convert', 'the same numbers in another element type', {
      of: types.Tensor,
      traits: [SameOperandsAndResultShape],
    }),
    unary(hlo, 'cosine', 'cosine', fpOrComplex),
    unary(hlo, 'count_leading_zeros', 'number of zero bits above the highest one', int),
    unary(hlo, 'exponential', 'power of e', fpOrComplex),
    unary(hlo, 'exponential_minus_one', 'power of e, less 1', fpOrComplex),
    unary(hlo, 'floor', 'the greatest whole number that is not more', fp),
    unary(hlo, 'imag', 'imaginary part', part),
    unary(hlo, 'log', 'natural logarithm', fpOrComplex),
    unary(hlo, 'log_plus_one', 'natural logarithm of 1 more', fpOrComplex),
    unary(hlo, 'logistic', 'the logistic function', fpOrComplex),
    unary(hlo, 'negate', 'the negative', { of: types.IntFpOrComplexTensor }),
    unary(hlo, 'not', 'the other bits, or the other truth value', { of: types.PredOrIntTensor }),
    unary(hlo, 'popcnt', 'number of one bits', int),
    unary(hlo, 'real', 'real part', part),
    unary(hlo, 'round_nearest_afz', 'the nearest whole number, halves away from zero', fp),
    unary(hlo, 'round_nearest_even', 'the nearest whole number, halves to the even one', fp),
    unary(hlo, 'rsqrt', 'one by the square root', fpOrComplex),
    unary(hlo, 'sign', '-1, 0 or 1 by the sign', { of: types.SignedIntFpOrComplexTensor }),
    unary(hlo, 'sine', 'sine', fpOrComplex),
    unary(hlo, 'sqrt', 'square root', fpOrComplex),
    unary(hlo, 'tanh', 'hyperbolic tangent', fpOrComplex),
    unary(hlo, 'uniform_quantize', 'real or quantised numbers in a quantised type', {
      of: types.QuantizableTensor,
      gives: types.QuantizedIntTensor,
      traits: [],
    }),
    unary(hlo, 'uniform_dequantize', 'the real numbers that quantised ones stand for', {
      of: types.QuantizedIntTensor,
      gives: types.DequantizedTensor,
      traits: [Infers(inferUniformDequantize)],
    }),
    defineOp(`${hlo.name}.is_finite`, {
      summary: 'is it a number, and not infinite?',
      operands: { x: types.FpTensor },
      results: { y: types.PredTensor },
      traits: [Pure, Infers(inferIsFinite), Elementwise, SameOperandsAndResultShape],
      assemblyFormat: '$x attr-dict `:` functional-type(operands, results)',
    }),
  ];
};

const binaryOperations = (hlo: Hlo): OpDefinition[] => [
  binary(hlo, 'add', 'sum; of truth values: is one true?', types.Tensor, [Commutative]),
  bitwise(hlo, 'and', 'bits that both have'),
  binary(hlo, 'atan2', 'angle of a point, from its coordinates', types.FpOrComplexTensor),
  binary(hlo, 'divide', 'quotient, of integers towards zero', types.IntFpOrComplexTensor),
  binary(hlo, 'maximum', 'the greater one', types.Tensor, [Commutative]),
  binary(hlo, 'minimum', 'the lesser one', types.Tensor, [Commutative]),
  binary(hlo, 'multiply', 'product; of truth values: are both true?', types.Tensor, [Commutative]),
  bitwise(hlo, 'or', 'bits that one has'),
  binary(hlo, 'power', 'power', types.IntFpOrComplexTensor),
  binary(hlo, 'remainder', 'what a division leaves', types.IntFpOrComplexTensor),
  binary(hlo, 'shift_left', 'bits moved up', types.IntTensor),
  binary(hlo, 'shift_right_arithmetic', 'bits moved down under the sign', types.IntTensor),
  binary(hlo, 'shift_right_logical', 'bits moved down under zeros', types.IntTensor),
  binary(hlo, 'subtract', 'difference', types.IntFpOrComplexTensor),
  bitwise(hlo, 'xor', 'bits that one has and the other has not'),
  defineOp(`${hlo.name}.complex`, {
    summary: 'complex numbers of their parts',
    operands: { lhs: types.Fp32Or64Tensor, rhs: types.Fp32Or64Tensor },
    results: { result: types.ComplexTensor },
    traits: [
      Pure,
      SameOperandsElementType,
      SameOperandsAndResultShape,
      Infers(inferComplex),
      Elementwise,
    ],
    ...foldOf(hlo.isMhlo, 'complex'),
    assemblyFormat:
      'operands attr-dict `:` custom<ComplexOpType>(type($lhs), type($rhs), type($result))',
  }),
];

const choices = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.clamp`, {
    summary: 'the nearest number between two bounds',
    operands: { min: types.Tensor, operand: types.Tensor, max: types.Tensor },
    results: { result: types.Tensor },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferClamp)],
    assemblyFormat: `$min \`,\` $operand \`,\` $max ${ONE_TYPE('min', 'operand', 'max', 'result')}`,
  }),
  defineOp(`${hlo.name}.compare`, {
    summary: 'does a relation hold?',
    operands: { lhs: types.Tensor, rhs: types.Tensor },
    results: { result: types.PredTensor },
    attributes: {
      comparison_direction: hlo.ComparisonDirection,
      compare_type: optionalAttr(hlo.ComparisonType),
    },
    traits: hlo.isMhlo
      ? [
          Pure,
          SameOperandsElementType,
          SameOperandsAndResultShape,
          Elementwise,
          Infers(inferCompare),
        ]
      : [
          Pure,
          Elementwise,
          SameOperandsElementType,
          SameOperandsAndResultShape,
          Infers(inferCompare),
        ],
    assemblyFormat:
      '$comparison_direction `,` $lhs `,` $rhs (`,` $compare_type^)? attr-dict `:` functional-type(operands, results)',
  }),
  defineOp(`${hlo.name}.select`, {
    summary: 'one of two numbers, by a condition',
    operands: { pred: types.PredTensor, on_true: types.Tensor, on_false: types.Tensor },
    results: { result: types.Tensor },
    traits: [Pure, Infers(inferSelect)],
    assemblyFormat:
      'operands attr-dict `:` custom<SelectOpType>(type($pred), type($on_true), type($on_false), type($result))',
  }),
  defineOp(`${hlo.name}.reduce_precision`, {
    summary: 'numbers rounded to fewer bits of exponent and mantissa',
    operands: { operand: types.FpTensor },
    results: { output: types.FpTensor },
    attributes: { exponent_bits: I32Attr, mantissa_bits: I32Attr },
    traits: [...CompatibleOperandsAndResultType, Pure],
    verify: verifyReducePrecision,
    assemblyFormat: `$operand \`,\` \`format\` \`=\` custom<ExponentMantissa>($exponent_bits, $mantissa_bits) ${ONE_TYPE('operand', 'output')}`,
  }),
];

/** What mhlo has and stablehlo has not. */
const onlyMhlo = (hlo: Hlo): OpDefinition[] => [
  unary(hlo, 'tan', 'tangent', { of: types.FpOrComplexTensor }),
  defineOp(`${hlo.name}.stochastic_convert`, {
    summary: 'numbers in another element type, rounded by chance',
    operands: { operand: types.FpTensor, random: types.UnsignedIntTensor },
    results: { result: types.Tensor },
    traits: [Pure, AllShapesMatch('operand', 'random', 'result')],
    verify: verifyStochasticConvert,
  }),
  defineOp(`${hlo.name}.copy`, {
    summary: 'the same value in another place',
    operands: { operand: hlo.TensorOrTokenOrTuple },
    results: { result: hlo.TensorOrTokenOrTuple },
    attributes: { cross_program_prefetch_index: optionalAttr(I32Attr) },
    traits: [Pure, ...CompatibleOperandsAndResultType],
    ...foldOf(hlo.isMhlo, 'copy'),
    assemblyFormat: `operands ${ONE_TYPE('operand', 'result')}`,
  }),
];

export const elementwiseOperations = (hlo: Hlo): readonly OpDefinition[] => [
  ...unaryOperations(hlo),
  ...binaryOperations(hlo),
  ...choices(hlo),
  ...(hlo.isMhlo ? onlyMhlo(hlo) : []),
];
