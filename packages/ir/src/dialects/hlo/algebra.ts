/** Operations of mhlo and stablehlo that compute sums of many products, normalise, or combine tensors of devices. */

import { BoolAttr, F32Attr, I64Attr, StrAttr, UnitAttrConstraint } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import {
  AllElementTypesMatch,
  Pure,
  SameOperandsAndResultElementType,
  SameOperandsElementType,
  SameOperandsShape,
} from '../../traits.ts';
import { falseUnlessSaid } from './control.ts';
import { dense, pretty } from './formats.ts';
import {
  inferAllToAll,
  inferBatchNorm,
  inferCholesky,
  inferFft,
  inferMhloAllToAll,
  inferTriangularSolve,
} from './infer-shapes.ts';
import { CompatibleOperandsAndResultType, Infers } from './inference.ts';
import { verifyConvolution, verifyDot, verifyDotGeneral } from './products.ts';
import { SameVariadicOperandSize } from './traits.ts';
import * as types from './types.ts';
import {
  verifyAllGather,
  verifyAllReduce,
  verifyCollectivePermute,
  verifyReduceScatter,
} from './verify-regions.ts';
import { BoolElements, type Hlo, I64Elements } from './vocabulary.ts';

const convolutionAttributes = (hlo: Hlo) => ({
  window_strides: optionalAttr(I64Elements),
  padding: optionalAttr(I64Elements),
  lhs_dilation: optionalAttr(I64Elements),
  rhs_dilation: optionalAttr(I64Elements),
  window_reversal: optionalAttr(BoolElements),
  dimension_numbers: hlo.ConvolutionDimensions,
  feature_group_count: I64Attr,
  batch_group_count: I64Attr,
  precision_config: optionalAttr(hlo.PrecisionConfig),
});

const algebra = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.dot`, {
    summary: 'product of vectors or matrices',
    operands: { lhs: types.Tensor, rhs: types.Tensor },
    results: { result: types.Tensor },
    attributes: { precision_config: optionalAttr(hlo.PrecisionConfig) },
    verify: verifyDot,
    traits: [Pure],
    ...pretty(hlo, '$lhs `,` $rhs `` custom<PrecisionConfig>($precision_config)'),
  }),
  defineOp(`${hlo.name}.dot_general`, {
    summary: 'sums of products over dimensions of two tensors',
    operands: { lhs: types.Tensor, rhs: types.Tensor },
    results: { result: types.Tensor },
    attributes: {
      dot_dimension_numbers: hlo.DotDimensions,
      precision_config: optionalAttr(hlo.PrecisionConfig),
    },
    verify: verifyDotGeneral,
    traits: [Pure],
    ...pretty(
      hlo,
      '$lhs `,` $rhs `,` custom<DotDimensionNumbers>($dot_dimension_numbers) `` custom<PrecisionConfig>($precision_config)',
    ),
  }),
  defineOp(`${hlo.name}.einsum`, {
    summary: 'sums of products of two tensors, as Einstein writes them',
    operands: { lhs: types.Tensor, rhs: types.Tensor },
    results: { result: types.Tensor },
    attributes: { einsum_config: StrAttr },
    traits: [Pure],
    ...pretty(hlo, '$lhs `,` $rhs `,` `config` `=` $einsum_config'),
  }),
  defineOp(`${hlo.name}.unary_einsum`, {
    summary: 'sums of a tensor, as Einstein writes them',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { einsum_config: StrAttr },
    traits: [Pure],
    ...pretty(hlo, '$operand `,` `config` `=` $einsum_config'),
  }),
  defineOp(`${hlo.name}.convolution`, {
    summary: 'sums of products with a kernel that moves over a tensor',
    operands: { lhs: types.Tensor, rhs: types.Tensor },
    results: { result: types.Tensor },
    attributes: convolutionAttributes(hlo),
    verify: verifyConvolution,
    traits: [Pure],
    assemblyFormat:
      '`(`operands`)` `dim_numbers` `=` custom<ConvolutionDimensions>($dimension_numbers) `,` `window` `=` `{` custom<WindowAttributes>($window_strides, $padding, $lhs_dilation, $rhs_dilation, $window_reversal) `}` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp(`${hlo.name}.dynamic_conv`, {
    summary: 'as convolution, with padding that is known when it runs',
    operands: { lhs: types.Tensor, rhs: types.Tensor, d_padding: types.Tensor },
    results: { result: types.Tensor },
    attributes: convolutionAttributes(hlo),
    traits: [Pure],
  }),
  defineOp(`${hlo.name}.cholesky`, {
    summary: 'the triangular matrix whose product with its adjoint is the operand',
    operands: { a: types.FpOrComplexTensor },
    results: { result: types.FpOrComplexTensor },
    // StableHLO writes a false one that is there.
    attributes: { lower: hlo.isMhlo ? falseUnlessSaid : optionalAttr(BoolAttr) },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferCholesky)],
    ...(hlo.isMhlo
      ? {}
      : {
          assemblyFormat:
            '$a (`,` `lower` `=` $lower^)? attr-dict `:` custom<SameOperandsAndResultType>(type($a), type($result))',
        }),
  }),
  defineOp(`${hlo.name}.triangular_solve`, {
    summary: 'solves linear equations whose matrix is triangular',
    operands: { a: types.FpOrComplexTensor, b: types.FpOrComplexTensor },
    results: { result: types.FpOrComplexTensor },
    attributes: {
      left_side: BoolAttr,
      lower: BoolAttr,
      unit_diagonal: BoolAttr,
      transpose_a: hlo.Transpose,
    },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferTriangularSolve)],
  }),
  defineOp(`${hlo.name}.fft`, {
    summary: 'Fourier transform',
    operands: { operand: hlo.isMhlo ? types.Tensor : types.FpOrComplexTensor },
    results: { result: types.Tensor },
    attributes: { fft_type: hlo.FftType, fft_length: I64Elements },
    traits: [Pure, Infers(inferFft)],
    ...pretty(
      hlo,
      `$operand \`,\` \`type\` \`=\` $fft_type \`,\` \`length\` \`=\` ${dense('fft_length')}`,
    ),
  }),
];

/** Operands of a normalisation that hold a number for each feature. */
const features = (...names: readonly string[]): Readonly<Record<string, TypeConstraint>> =>
  Object.fromEntries(names.map((name) => [name, types.FpVector]));
const normalisationAttributes = { epsilon: F32Attr, feature_index: I64Attr };

const normalisation = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.batch_norm_grad`, {
    summary: 'gradients of a batch normalisation',
    operands: {
      operand: types.RankedFpTensor,
      ...features('scale', 'mean', 'variance'),
      grad_output: types.RankedFpTensor,
    },
    results: {
      grad_operand: types.RankedFpTensor,
      ...features('grad_scale', 'grad_offset'),
    },
    attributes: normalisationAttributes,
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'grad_operand', 'grad_scale', 'grad_offset'),
      Infers(inferBatchNorm([0, 4], [1, 2, 3], false)),
    ],
  }),
  defineOp(`${hlo.name}.batch_norm_inference`, {
    summary: 'batch normalisation by known mean and variance',
    operands: {
      operand: types.RankedFpTensor,
      ...features('scale', 'offset', 'mean', 'variance'),
    },
    results: { result: types.RankedFpTensor },
    attributes: normalisationAttributes,
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'result'),
      Infers(inferBatchNorm([0], [1, 2, 3, 4], true)),
    ],
  }),
  defineOp(`${hlo.name}.batch_norm_training`, {
    summary: 'batch normalisation, with the mean and variance that it finds',
    operands: { operand: types.RankedFpTensor, ...features('scale', 'offset') },
    results: { output: types.RankedFpTensor, ...features('batch_mean', 'batch_var') },
    attributes: normalisationAttributes,
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'output', 'batch_mean', 'batch_var'),
      Infers(inferBatchNorm([0], [1, 2], false)),
    ],
  }),
];

const collective = (hlo: Hlo): OpDefinition[] => {
  const channel = { channel_handle: optionalAttr(hlo.ChannelHandle) };
  const globally = { ...channel, use_global_device_ids: optionalAttr(UnitAttrConstraint) };
  const oneBlock = { blocks: 1 } as const;
  return [
    defineOp(`${hlo.name}.all_gather`, {
      summary: 'tensors of all replicas of a group behind one another',
      operands: { operand: types.Tensor },
      results: { result: types.Tensor },
      attributes: { all_gather_dim: I64Attr, replica_groups: I64Elements, ...globally },
      verify: verifyAllGather,
      traits: [SameOperandsAndResultElementType],
    }),
    defineOp(`${hlo.name}.all_reduce`, {
      summary: 'tensors of all replicas of a group combined by a region',
      operands: { operand: types.Tensor },
      results: { result: types.Tensor },
      attributes: { replica_groups: I64Elements, ...globally },
      regions: { computation: oneBlock },
      verify: verifyAllReduce,
      traits: CompatibleOperandsAndResultType,
    }),
    defineOp(`${hlo.name}.all_to_all`, {
      summary: 'parts of tensors exchanged among the replicas of a group',
      operands: { operand: hlo.isMhlo ? variadic(types.Tensor) : types.Tensor },
      results: { result: hlo.isMhlo ? variadic(types.Tensor) : types.Tensor },
      attributes: {
        split_dimension: hlo.isMhlo ? optionalAttr(I64Attr) : I64Attr,
        concat_dimension: hlo.isMhlo ? optionalAttr(I64Attr) : I64Attr,
        split_count: hlo.isMhlo ? optionalAttr(I64Attr) : I64Attr,
        replica_groups: I64Elements,
        ...channel,
      },
      traits: hlo.isMhlo
        ? [
            Pure,
            SameOperandsElementType,
            SameOperandsShape,
            SameVariadicOperandSize,
            Infers(inferMhloAllToAll),
          ]
        : [SameOperandsAndResultElementType, Infers(inferAllToAll)],
    }),
    defineOp(`${hlo.name}.collective_permute`, {
      summary: 'tensors sent from replica to replica',
      operands: { operand: types.Tensor },
      results: { result: types.Tensor },
      attributes: { source_target_pairs: I64Elements, ...channel },
      verify: verifyCollectivePermute,
      traits: hlo.isMhlo
        ? [Pure, ...CompatibleOperandsAndResultType]
        : CompatibleOperandsAndResultType,
    }),
    defineOp(`${hlo.name}.cross-replica-sum`, {
      summary: 'sum of the tensors of all replicas of a group',
      operands: { operand: types.Tensor },
      results: { result: types.Tensor },
      attributes: { replica_groups: I64Elements },
      traits: [Pure, ...CompatibleOperandsAndResultType],
    }),
    defineOp(`${hlo.name}.reduce_scatter`, {
      summary: 'tensors of all replicas combined by a region, a part for each',
      operands: { operand: types.Tensor },
      results: { result: types.Tensor },
      attributes: { scatter_dimension: I64Attr, replica_groups: I64Elements, ...globally },
      regions: { computation: oneBlock },
      verify: verifyReduceScatter,
      traits: [SameOperandsAndResultElementType],
    }),
  ];
};

export const algebraOperations = (hlo: Hlo): readonly OpDefinition[] => [
  ...algebra(hlo),
  ...normalisation(hlo),
  ...collective(hlo),
];
