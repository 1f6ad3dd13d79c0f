/** Operations of the tosa dialect that sum products or look at windows: convolutions, pools, transforms. */

import { BoolAttr } from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr, type TypeConstraint } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import {
  atMostIntegers,
  ConvQuantization,
  integers,
  MatMulQuantization,
  UnaryQuantization,
} from './attributes.ts';
import { maxPoolOfPixel } from './canonicalize.ts';
import { Tensor1D, Tensor2D, Tensor3D, Tensor4D, Tensor5D } from './types.ts';
import { verifyAveragePool, verifyConvolution } from './verify.ts';

/** A convolution over so many spatial dimensions. */
const convolution = (
  name: string,
  summary: string,
  of: TypeConstraint,
  spatial: number,
): OpDefinition =>
  defineOp(`tosa.${name}`, {
    summary,
    operands: { input: of, weight: of, bias: Tensor1D },
    results: { output: of },
    attributes: {
      pad: integers(2 * spatial),
      stride: integers(spatial),
      dilation: integers(spatial),
      quantization_info: optionalAttr(ConvQuantization),
    },
    traits: [Pure],
    verify: verifyConvolution,
  });

export const convolutionOperations: readonly OpDefinition[] = [
  defineOp('tosa.avg_pool2d', {
    summary: 'averages of the windows of an image',
    operands: { input: Tensor4D },
    results: { output: Tensor4D },
    attributes: {
      kernel: integers(2),
      stride: integers(2),
      pad: integers(4),
      quantization_info: optionalAttr(UnaryQuantization),
    },
    traits: [Pure],
    verify: verifyAveragePool,
  }),
  convolution('conv2d', 'convolution of images', Tensor4D, 2),
  convolution('conv3d', 'convolution of volumes', Tensor5D, 3),
  convolution('depthwise_conv2d', 'convolution of each channel of images', Tensor4D, 2),
  defineOp('tosa.fft2d', {
    summary: 'discrete Fourier transform of complex numbers, or its inverse',
    operands: { input_real: Tensor3D, input_imag: Tensor3D },
    results: { output_real: Tensor3D, output_imag: Tensor3D },
    attributes: { inverse: BoolAttr },
    traits: [Pure],
  }),
  defineOp('tosa.fully_connected', {
    summary: 'matrix product with weights, and a bias',
    operands: { input: Tensor2D, weight: Tensor2D, bias: Tensor1D },
    results: { output: Tensor2D },
    attributes: { quantization_info: optionalAttr(ConvQuantization) },
    traits: [Pure],
    verify: verifyConvolution,
  }),
  defineOp('tosa.matmul', {
    summary: 'matrix products of a batch',
    operands: { a: Tensor3D, b: Tensor3D },
    results: { c: Tensor3D },
    attributes: { quantization_info: optionalAttr(MatMulQuantization) },
    traits: [Pure],
  }),
  defineOp('tosa.max_pool2d', {
    summary: 'the greatest number of each window of an image',
    operands: { input: Tensor4D },
    results: { output: Tensor4D },
    attributes: { kernel: integers(2), stride: integers(2), pad: integers(4) },
    traits: [Pure],
    canonicalize: [maxPoolOfPixel],
  }),
  defineOp('tosa.rfft2d', {
    summary: 'the half of the discrete Fourier transform that is enough for real numbers',
    operands: { input: Tensor3D },
    results: { output_real: Tensor3D, output_imag: Tensor3D },
    traits: [Pure],
  }),
  defineOp('tosa.transpose_conv2d', {
    summary: 'transposed convolution of images',
    operands: { input: Tensor4D, filter: Tensor4D, bias: Tensor1D },
    results: { output: Tensor4D },
    attributes: {
      out_pad: integers(4),
      stride: integers(2),
      out_shape: atMostIntegers(4),
      quantization_info: optionalAttr(ConvQuantization),
    },
    traits: [Pure],
  }),
];
