/** Operations of mhlo and stablehlo on whole tensors: constants, shapes and slices. */

import { ElementsAttrConstraint, I64Attr, Index } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import { defineOp, type OpDefinition, optionalAttr, variadic } from '../../dialect.ts';
import {
  AllElementTypesMatch,
  AllTypesMatch,
  ConstantLike,
  Pure,
  SameOperandsAndResultElementType,
} from '../../traits.ts';
import { IntegerType, RankedTensorType, type Type } from '../../types.ts';
import { Witness } from '../shape/types.ts';
import { falseUnlessSaid } from './control.ts';
import { dense, OPERANDS, pretty } from './formats.ts';
import { fitsConstant, inferConstant, inferId, inferRng, verifyRngState } from './infer-regions.ts';
import {
  inferBroadcast,
  inferConcatenate,
  inferDynamicSlice,
  inferDynamicUpdateSlice,
  inferGetDimensionSize,
  inferPad,
  inferSetDimensionSize,
  inferSlice,
  inferTranspose,
} from './infer-shapes.ts';
import { CompatibleOperandsAndResultType, Infers } from './inference.ts';
import { inferDynamicGather, inferGather } from './products.ts';
import { parseConstant, printConstant } from './reduce-syntax.ts';
import * as types from './types.ts';
import {
  verifyBitcastConvert,
  verifyBroadcastInDim,
  verifyDynamicBroadcastInDim,
  verifyDynamicPad,
  verifyDynamicReshape,
  verifyIota,
  verifyRealDynamicSlice,
  verifyReshape,
  verifyReverse,
  verifyRngBitGenerator,
} from './verify-shapes.ts';
import { type Hlo, I64Elements } from './vocabulary.ts';

const constants = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.constant`, {
    summary: 'a tensor that is known',
    results: { output: types.StaticShapeTensor },
    attributes: { value: ElementsAttrConstraint },
    traits: [ConstantLike, Pure, Infers(inferConstant, fitsConstant)],
    usage: '(?<attributes>)? <value>',
    parse: parseConstant,
    print: printConstant,
    fold(op) {
      const value = op.attr('value');
      return value ? [value] : null;
    },
  }),
  defineOp(`${hlo.name}.iota`, {
    summary: 'numbers that count up along a dimension',
    results: { output: types.StaticShapeIntFpOrComplexTensor },
    attributes: { iota_dimension: I64Attr },
    verify: verifyIota,
    traits: [Pure],
    ...(hlo.isMhlo
      ? {}
      : { assemblyFormat: '`dim` `=` $iota_dimension attr-dict `:` type($output)' }),
  }),
  defineOp(`${hlo.name}.dynamic_iota`, {
    summary: 'as iota, in a shape that is known when it runs',
    operands: { output_shape: types.DimensionTensor },
    results: { result: types.Tensor },
    attributes: { iota_dimension: I64Attr },
    traits: [Pure],
    ...pretty(hlo, '$output_shape `,` `dim` `=` $iota_dimension'),
  }),
  defineOp(`${hlo.name}.replica_id`, {
    summary: 'number of the replica that runs',
    results: { result: types.UI32Tensor },
    traits: [Pure, Infers(inferId)],
    assemblyFormat: 'attr-dict `:` type(results)',
  }),
  defineOp(`${hlo.name}.partition_id`, {
    summary: 'number of the partition that runs',
    results: { result: types.UI32Tensor },
    traits: [...(hlo.isMhlo ? [] : [Pure]), Infers(inferId)],
    assemblyFormat: 'attr-dict `:` type(results)',
  }),
  defineOp(`${hlo.name}.rng`, {
    summary: 'random numbers of a distribution',
    operands: {
      a: types.PredIntOrFpScalar,
      b: types.PredIntOrFpScalar,
      shape: types.DimensionTensor,
    },
    results: { result: types.PredIntOrFpTensor },
    attributes: { rng_distribution: hlo.RngDistribution },
    traits: [Infers(inferRng), AllElementTypesMatch('a', 'b', 'result')],
    ...pretty(hlo, '$a `,` $b `,` $shape `,` `distribution` `=` $rng_distribution'),
  }),
  defineOp(`${hlo.name}.rng_bit_generator`, {
    summary: 'random bits, and the state for the next ones',
    operands: { initial_state: types.IntOrFpTensor },
    results: { output_state: types.IntOrFpTensor, output: types.StaticShapeIntOrFpTensor },
    attributes: { rng_algorithm: hlo.RngAlgorithm },
    verify: verifyRngBitGenerator,
    traits: [Pure],
    ...pretty(hlo, '$initial_state `,` `algorithm` `=` $rng_algorithm'),
  }),
];

const shapes = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.bitcast_convert`, {
    summary: 'the same bits as elements of another type',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    verify: verifyBitcastConvert,
    traits: [Pure],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.broadcast`, {
    summary: 'a tensor repeated along new first dimensions',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { broadcast_sizes: I64Elements },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferBroadcast)],
    ...pretty(hlo, `$operand \`,\` \`sizes\` \`=\` ${dense('broadcast_sizes')}`),
  }),
  defineOp(`${hlo.name}.broadcast_in_dim`, {
    summary: 'a tensor repeated along all dimensions but those named',
    operands: { operand: types.Tensor },
    results: { result: types.StaticShapeTensor },
    attributes: { broadcast_dimensions: I64Elements },
    verify: verifyBroadcastInDim,
    traits: [Pure, SameOperandsAndResultElementType],
    ...pretty(hlo, `$operand \`,\` \`dims\` \`=\` ${dense('broadcast_dimensions')}`),
  }),
  defineOp(`${hlo.name}.dynamic_broadcast_in_dim`, {
    summary: 'as broadcast_in_dim, to a shape that is known when it runs',
    operands: { operand: types.Tensor, output_dimensions: types.DimensionTensor },
    results: { result: types.Tensor },
    attributes: {
      broadcast_dimensions: I64Elements,
      known_expanding_dimensions: optionalAttr(I64Elements),
      known_nonexpanding_dimensions: optionalAttr(I64Elements),
    },
    verify: verifyDynamicBroadcastInDim,
    traits: [Pure],
    ...pretty(
      hlo,
      `$operand \`,\` $output_dimensions \`,\` \`dims\` \`=\` ${dense('broadcast_dimensions')}`,
    ),
  }),
  defineOp(`${hlo.name}.concatenate`, {
    summary: 'tensors behind one another along a dimension',
    operands: { [hlo.isMhlo ? 'val' : 'inputs']: variadic(types.Tensor) },
    results: { result: types.Tensor },
    attributes: { dimension: I64Attr },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferConcatenate)],
    ...pretty(hlo, 'custom<VariadicOperandWithAttribute>($inputs) `dim` `=` $dimension'),
  }),
  defineOp(`${hlo.name}.reshape`, {
    summary: 'the same elements in another shape',
    operands: { operand: types.Tensor },
    results: { result: types.StaticShapeTensor },
    verify: verifyReshape,
    traits: [Pure, SameOperandsAndResultElementType],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.dynamic_reshape`, {
    summary: 'the same elements in a shape that is known when it runs',
    operands: { operand: types.Tensor, output_shape: types.DimensionTensor },
    results: { result: types.Tensor },
    verify: verifyDynamicReshape,
    traits: [Pure],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.compute_reshape_shape`, {
    summary: 'a shape with the one size found that it leaves open',
    operands: { num_elements: Index, dynamic_shape: types.ExtentTensor },
    results: { result: types.ExtentTensor },
    traits: [Pure],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.cstr_reshapable`, {
    summary: 'proof that so many elements fit a shape',
    operands: { num_elements: Index, dynamic_shape: types.ExtentTensor },
    results: { result: Witness },
    traits: [Pure],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.reverse`, {
    summary: 'the elements in the opposite order along dimensions',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { dimensions: I64Elements },
    verify: verifyReverse,
    traits: [Pure, ...CompatibleOperandsAndResultType],
    ...(hlo.isMhlo
      ? {}
      : {
          assemblyFormat: `$operand \`,\` \`dims\` \`=\` ${dense('dimensions')} attr-dict \`:\` custom<SameOperandsAndResultType>(type($operand), type($result))`,
        }),
  }),
  defineOp(`${hlo.name}.transpose`, {
    summary: 'the dimensions in another order',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { permutation: I64Elements },
    traits: [Pure, SameOperandsAndResultElementType, Infers(inferTranspose)],
    ...pretty(hlo, `$operand \`,\` \`dims\` \`=\` ${dense('permutation')}`),
  }),
  defineOp(`${hlo.name}.get_dimension_size`, {
    summary: 'size of a dimension',
    operands: { operand: types.Tensor },
    results: { result: types.I32Tensor },
    attributes: { dimension: I64Attr },
    traits: [Pure, Infers(inferGetDimensionSize)],
    ...pretty(hlo, '$operand `,` `dim` `=` $dimension'),
  }),
  defineOp(`${hlo.name}.set_dimension_size`, {
    summary: 'a tensor that is taken to be of another size along a dimension',
    operands: { operand: types.Tensor, size: types.I32Tensor },
    results: { result: types.Tensor },
    attributes: { dimension: I64Attr },
    traits: [Pure, Infers(inferSetDimensionSize)],
    ...pretty(hlo, '$operand `,` $size `,` `dim` `=` $dimension'),
  }),
];

const slices = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.slice`, {
    summary: 'a part of a tensor',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { start_indices: I64Elements, limit_indices: I64Elements, strides: I64Elements },
    traits: [
      Pure,
      SameOperandsAndResultElementType,
      AllTypesMatch('start_indices', 'limit_indices', 'strides'),
      Infers(inferSlice),
    ],
  }),
  defineOp(`${hlo.name}.dynamic_slice`, {
    summary: 'a part of a tensor that starts where indices say',
    operands: { operand: types.Tensor, start_indices: variadic(types.ScalarIntTensor) },
    results: { result: types.Tensor },
    attributes: { slice_sizes: I64Elements },
    traits: [Pure, AllElementTypesMatch('operand', 'result'), Infers(inferDynamicSlice)],
    ...pretty(
      hlo,
      `$operand \`,\` custom<VariadicOperandWithAttribute>($start_indices) \`sizes\` \`=\` ${dense('slice_sizes')}`,
    ),
  }),
  defineOp(`${hlo.name}.dynamic_update_slice`, {
    summary: 'a tensor with a part replaced that starts where indices say',
    operands: {
      operand: types.Tensor,
      update: types.Tensor,
      start_indices: variadic(types.ScalarIntTensor),
    },
    results: { result: types.Tensor },
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'update', 'result'),
      Infers(inferDynamicUpdateSlice),
    ],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.real_dynamic_slice`, {
    summary: 'a part of a tensor whose bounds are all known when it runs',
    operands: {
      operand: types.Tensor,
      start_indices: types.DimensionTensor,
      limit_indices: types.DimensionTensor,
      strides: types.DimensionTensor,
    },
    results: { result: types.Tensor },
    verify: verifyRealDynamicSlice,
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'result'),
      AllTypesMatch('start_indices', 'limit_indices', 'strides'),
    ],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.pad`, {
    summary: 'a tensor with padding around it and between its elements',
    operands: { operand: types.Tensor, padding_value: types.Tensor },
    results: { result: types.Tensor },
    attributes: {
      edge_padding_low: I64Elements,
      edge_padding_high: I64Elements,
      interior_padding: I64Elements,
    },
    traits: [
      Pure,
      SameOperandsAndResultElementType,
      ...(hlo.isMhlo
        ? []
        : [AllTypesMatch('edge_padding_low', 'edge_padding_high', 'interior_padding')]),
      Infers(inferPad),
    ],
    ...pretty(
      hlo,
      `$operand \`,\` $padding_value \`,\` \`low\` \`=\` ${dense('edge_padding_low')} \`,\` \`high\` \`=\` ${dense('edge_padding_high')} \`,\` \`interior\` \`=\` ${dense('interior_padding')}`,
    ),
  }),
  defineOp(`${hlo.name}.dynamic_pad`, {
    summary: 'as pad, by numbers that are known when it runs',
    operands: {
      operand: types.Tensor,
      padding_value: types.Tensor,
      edge_padding_low: types.DimensionTensor,
      edge_padding_high: types.DimensionTensor,
      interior_padding: types.DimensionTensor,
    },
    results: { result: types.Tensor },
    verify: verifyDynamicPad,
    traits: [
      Pure,
      AllElementTypesMatch('operand', 'padding_value', 'result'),
      AllTypesMatch('edge_padding_low', 'edge_padding_high', 'interior_padding'),
    ],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.gather`, {
    summary: 'the parts of a tensor that indices name',
    operands: { operand: types.Tensor, start_indices: types.IntTensor },
    results: { result: types.Tensor },
    attributes: {
      dimension_numbers: hlo.GatherDimensions,
      slice_sizes: I64Elements,
      indices_are_sorted: falseUnlessSaid,
    },
    traits: [Pure, Infers(inferGather)],
  }),
  defineOp(`${hlo.name}.dynamic_gather`, {
    summary: 'as gather, with parts of sizes that are known when it runs',
    operands: {
      operand: types.Tensor,
      start_indices: types.IntTensor,
      slice_sizes: types.IntTensor,
    },
    results: { result: types.Tensor },
    attributes: { dimension_numbers: hlo.GatherDimensions, indices_are_sorted: falseUnlessSaid },
    traits: [Pure, Infers(inferDynamicGather)],
  }),
  defineOp(`${hlo.name}.torch_index_select`, {
    summary: 'the parts along a dimension that indices name, as PyTorch has it',
    operands: { operand: types.Tensor, index: types.Tensor },
    results: { result: types.Tensor },
    attributes: { dim: I64Attr, batch_dims: I64Attr },
    traits: [Pure],
  }),
];

/** What mhlo has and stablehlo has not. */
const onlyMhlo = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.bitcast`, {
    summary: 'the same bytes taken for another type',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    traits: [Pure],
    assemblyFormat: OPERANDS,
  }),
  defineOp(`${hlo.name}.xla.rng_get_and_update_state`, {
    summary: 'the state of a generator of random numbers, which moves on',
    results: { result: types.UI64StaticTensor },
    attributes: { delta: I64Attr },
    inferTypes: ({ context }) => [rngStateType(context)],
    traits: [Infers((op) => [rngStateType(op.context)])],
    verify: verifyRngState,
    assemblyFormat: 'attr-dict',
  }),
];
/** The generator's state: two numbers of 64 bits. */
const rngStateType = (context: Context): Type =>
  RankedTensorType.get([2], IntegerType.get(context, 64, 'unsigned'));

export const tensorOperations = (hlo: Hlo): readonly OpDefinition[] => [
  ...constants(hlo),
  ...shapes(hlo),
  ...slices(hlo),
  ...(hlo.isMhlo ? onlyMhlo(hlo) : []),
];
