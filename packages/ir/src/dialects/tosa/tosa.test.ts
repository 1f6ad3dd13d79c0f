/** The tosa dialect reads, prints, checks and folds as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the tosa dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @elementwise(%arg0: tensor<4xf32>, %arg1: tensor<1xf32>, %arg2: tensor<?xi32>, %arg3: tensor<4xi1>, %arg4: tensor<4x!quant.uniform<i8:f32, 5.000000e-01:3>>, %arg5: i32, %arg6: i8) {
    %0 = "tosa.add"(%arg0, %arg1) : (tensor<4xf32>, tensor<1xf32>) -> tensor<4xf32>
    %1 = "tosa.arithmetic_right_shift"(%arg2, %arg2) {round = true} : (tensor<?xi32>, tensor<?xi32>) -> tensor<?xi32>
    %2 = "tosa.clamp"(%arg0) {max_fp = 6.000000e+00 : f32, max_int = 6 : i64, min_fp = 0.000000e+00 : f32, min_int = 0 : i64} : (tensor<4xf32>) -> tensor<4xf32>
    %3 = "tosa.equal"(%arg0, %arg1) : (tensor<4xf32>, tensor<1xf32>) -> tensor<?xi1>
    %4 = "tosa.greater"(%arg0, %arg1) : (tensor<4xf32>, tensor<1xf32>) -> tensor<4xi1>
    %5 = "tosa.mul"(%arg2, %arg2) {shift = 1 : i32} : (tensor<?xi32>, tensor<?xi32>) -> tensor<*xi32>
    %6 = "tosa.negate"(%arg4) {quantization_info = #tosa.unary_quant<input_zp = -1, output_zp = 2>} : (tensor<4x!quant.uniform<i8:f32, 5.000000e-01:3>>) -> tensor<4x!quant.uniform<i8:f32, 5.000000e-01:3>>
    %7 = "tosa.select"(%arg3, %arg0, %arg0) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %8 = "tosa.apply_scale"(%arg5, %arg5, %arg6) {double_round = false} : (i32, i32, i8) -> i32
    return
  }
  func.func @whole(%arg0: tensor<1x4x4x3xf32>, %arg1: tensor<8x2x2x3xf32>, %arg2: tensor<8xf32>, %arg3: tensor<1x4x4xi8>, %arg4: tensor<i1>, %arg5: tensor<3xf32>) -> tensor<3xf32> {
    %0 = "tosa.conv2d"(%arg0, %arg1, %arg2) {dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x3xf32>, tensor<8x2x2x3xf32>, tensor<8xf32>) -> tensor<1x3x3x8xf32>
    %1 = "tosa.avg_pool2d"(%arg0) {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x3xf32>) -> tensor<1x2x2x3xf32>
    %2 = "tosa.matmul"(%arg3, %arg3) {quantization_info = #tosa.matmul_quant<a_zp = -1, b_zp = 2>} : (tensor<1x4x4xi8>, tensor<1x4x4xi8>) -> tensor<1x4x4xi32>
    %3 = "tosa.reduce_sum"(%arg0) {axis = 1 : i64} : (tensor<1x4x4x3xf32>) -> tensor<1x1x4x3xf32>
    %4 = "tosa.concat"(%arg5, %arg5) {axis = 0 : i64} : (tensor<3xf32>, tensor<3xf32>) -> tensor<6xf32>
    %5 = "tosa.const"() {value = dense<[[0, 1], [1, 0]]> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %6 = "tosa.pad"(%2, %5) {quantization_info = #tosa.pad_quant<input_zp = 3>} : (tensor<1x4x4xi32>, tensor<2x2xi32>) -> tensor<?x?x?xi32>
    %7 = "tosa.reshape"(%arg0) {new_shape = array<i64: 16, -1>} : (tensor<1x4x4x3xf32>) -> tensor<16x3xf32>
    %8 = "tosa.resize"(%arg0) {border = array<i64: 0, 0>, mode = "BILINEAR", offset = array<i64: 0, 0>, scale = array<i64: 2, 1, 2, 1>} : (tensor<1x4x4x3xf32>) -> tensor<1x8x8x3xf32>
    %output_real, %output_imag = "tosa.fft2d"(%arg3, %arg3) {inverse = false} : (tensor<1x4x4xi8>, tensor<1x4x4xi8>) -> (tensor<1x4x4xf32>, tensor<1x4x4xf32>)
    %9 = "tosa.cond_if"(%arg4, %arg5) ({
    ^bb0(%arg6: tensor<3xf32>):
      "tosa.yield"(%arg6) : (tensor<3xf32>) -> ()
    }, {
    ^bb0(%arg6: tensor<3xf32>):
      %10 = "tosa.tanh"(%arg6) : (tensor<3xf32>) -> tensor<3xf32>
      "tosa.yield"(%10) : (tensor<3xf32>) -> ()
    }) : (tensor<i1>, tensor<3xf32>) -> tensor<3xf32>
    return %9 : tensor<3xf32>
  }
}`);
  });

  it('gives operands as they are where there is nothing to do, as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%a: tensor<1x4xf32>, %d: tensor<?x4xf32>, %p: tensor<1x4xi1>, %b: tensor<1x4xf32>, %i: tensor<1x1x4x1xf32>) -> (tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>) {
  %zero = "tosa.const"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
  %order = "tosa.const"() {value = dense<[0, 1]> : tensor<2xi32>} : () -> tensor<2xi32>
  %0 = "tosa.reduce_sum"(%a) {axis = 0 : i64} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = "tosa.reverse"(%0) {axis = 0 : i64} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %2 = "tosa.reshape"(%d) {new_shape = array<i64: -1, 4>} : (tensor<?x4xf32>) -> tensor<?x4xf32>
  %3 = "tosa.pad"(%a, %zero) : (tensor<1x4xf32>, tensor<2x2xi32>) -> tensor<1x4xf32>
  %4 = "tosa.slice"(%a) {start = array<i64: 0, 0>, size = array<i64: 1, 4>} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %5 = "tosa.tile"(%a) {multiples = array<i64: 1, 1>} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %6 = "tosa.cast"(%d) : (tensor<?x4xf32>) -> tensor<?x4xf32>
  %7 = "tosa.select"(%p, %b, %b) : (tensor<1x4xi1>, tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1, %3, %2, %4, %5, %7, %6, %0 : tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>
}
func.func @g(%a: tensor<1x4xf32>, %d: tensor<?x4xf32>, %i: tensor<1x1x4x1xf32>, %n: tensor<2x4xf32>, %b: tensor<1x4xf32>) -> (tensor<1x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<1x1x4x1xf32>, tensor<2x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>) {
  %order = "tosa.const"() {value = dense<[0, 1]> : tensor<2xi32>} : () -> tensor<2xi32>
  %zero = "tosa.const"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
  %true = "tosa.const"() {value = dense<true> : tensor<1x4xi1>} : () -> tensor<1x4xi1>
  %0 = "tosa.transpose"(%a, %order) : (tensor<1x4xf32>, tensor<2xi32>) -> tensor<1x4xf32>
  %1 = "tosa.slice"(%d) {start = array<i64: 0, 0>, size = array<i64: -1, 4>} : (tensor<?x4xf32>) -> tensor<?x4xf32>
  %2 = "tosa.tile"(%d) {multiples = array<i64: 1, 1>} : (tensor<?x4xf32>) -> tensor<?x4xf32>
  %3 = "tosa.pad"(%d, %zero) : (tensor<?x4xf32>, tensor<2x2xi32>) -> tensor<?x4xf32>
  %4 = "tosa.resize"(%i) {border = array<i64: 0, 0>, mode = "BILINEAR", offset = array<i64: 0, 0>, scale = array<i64: 2, 2, 1, 1>} : (tensor<1x1x4x1xf32>) -> tensor<1x1x4x1xf32>
  %5 = "tosa.reverse"(%n) {axis = 0 : i64} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %6 = "tosa.transpose"(%d, %order) : (tensor<?x4xf32>, tensor<2xi32>) -> tensor<?x4xf32>
  %7 = "tosa.select"(%true, %a, %b) : (tensor<1x4xi1>, tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7 : tensor<1x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<1x1x4x1xf32>, tensor<2x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>
}`),
      `module {
  func.func @f(%arg0: tensor<1x4xf32>, %arg1: tensor<?x4xf32>, %arg2: tensor<1x4xi1>, %arg3: tensor<1x4xf32>, %arg4: tensor<1x1x4x1xf32>) -> (tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>) {
    return %arg0, %arg0, %arg1, %arg0, %arg0, %arg3, %arg1, %arg0 : tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>
  }
  func.func @g(%arg0: tensor<1x4xf32>, %arg1: tensor<?x4xf32>, %arg2: tensor<1x1x4x1xf32>, %arg3: tensor<2x4xf32>, %arg4: tensor<1x4xf32>) -> (tensor<1x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<1x1x4x1xf32>, tensor<2x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>) {
    %0 = "tosa.slice"(%arg1) {size = array<i64: -1, 4>, start = array<i64: 0, 0>} : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %1 = "tosa.reverse"(%arg3) {axis = 0 : i64} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    return %arg0, %0, %arg1, %arg1, %arg2, %1, %arg1, %arg0 : tensor<1x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<1x1x4x1xf32>, tensor<2x4xf32>, tensor<?x4xf32>, tensor<1x4xf32>
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: tuple<>) {
  %0 = "tosa.abs"(%a) : (tuple<>) -> tensor<4xf32>
  return
}`,
      `2:8: 'tosa.abs' op operand #0 must be tensor of number values, but got 'tuple<>'`,
    ],
    [
      `func.func @f(%a: tensor<4xf64>) {
  %0 = "tosa.cast"(%a) : (tensor<4xf64>) -> tensor<4xindex>
  return
}`,
      `2:8: 'tosa.cast' op result #0 must be tensor of number_plus_f64 values, but got 'tensor<4xindex>'`,
    ],
    [
      `func.func @f(%a: tensor<f32>) {
  %0 = "tosa.argmax"(%a) {axis = 0 : i64} : (tensor<f32>) -> tensor<i32>
  return
}`,
      `2:8: 'tosa.argmax' op operand #0 must be unranked.tensor of number values or 1D/2D/3D/4D tensor of number values, but got 'tensor<f32>'`,
    ],
    [
      `func.func @f(%a: tensor<4xf32>, %b: tensor<3xf32>) {
  %0 = "tosa.add"(%a, %b) : (tensor<4xf32>, tensor<3xf32>) -> tensor<4xf32>
  return
}`,
      `2:8: 'tosa.add' op operands don't have broadcast-compatible shapes`,
    ],
    [
      `func.func @f(%a: tensor<?x4xf32>, %b: tensor<4xf32>) {
  %0 = "tosa.sub"(%a, %b) : (tensor<?x4xf32>, tensor<4xf32>) -> tensor<2x5xf32>
  return
}`,
      `2:8: 'tosa.sub' op result type '2x5' not broadcast compatible with broadcasted operands's shapes '?x4'`,
    ],
    [
      `func.func @f(%a: tensor<4xf32>) {
  %0 = "tosa.equal"(%a, %a) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xi1>
  return
}`,
      `2:8: 'tosa.equal' op inferred type(s) 'tensor<4xi1>' are incompatible with return type(s) of operation 'tensor<2x4xi1>'`,
    ],
    [
      `func.func @f(%a: tensor<2x4xf32>, %b: tensor<3x4xf32>) {
  %0 = "tosa.concat"(%a, %b) {axis = 1 : i64} : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x8xf32>
  return
}`,
      `2:8: Cannot concat tensors with different sizes on the non-axis dimension 0`,
    ],
    [
      `func.func @f(%a: tensor<2x4xf32>, %b: tensor<3x4xf32>) {
  %0 = "tosa.concat"(%a, %b) {axis = 0 : i64} : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<6x4xf32>
  return
}`,
      `2:8: 'tosa.concat' op inferred type(s) 'tensor<5x4xf32>' are incompatible with return type(s) of operation 'tensor<6x4xf32>'`,
    ],
    [
      `func.func @f(%a: tensor<1x4x4x3xf16>) {
  %0 = "tosa.avg_pool2d"(%a) {kernel = array<i64: 2, 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x3xf16>) -> tensor<1x2x2x3xf16>
  return
}`,
      `2:8: 'tosa.avg_pool2d' op input/output element types are incompatible.`,
    ],
    [
      `func.func @f(%a: tensor<1x4x4x3xf32>) {
  %0 = "tosa.max_pool2d"(%a) {kernel = array<i64: 2>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x3xf32>) -> tensor<1x2x2x3xf32>
  return
}`,
      `2:8: 'tosa.max_pool2d' op attribute 'kernel' failed to satisfy constraint: i64 dense array attribute with exactly 2 elements`,
    ],
    [
      `func.func @f(%a: tensor<1x4x4x3xf32>, %b: tensor<3xf32>) {
  %0 = tensor.cast %a : tensor<1x4x4x3xf32> to tensor<*xf32>
  %1 = "tosa.conv2d"(%a, %0, %b) {dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x4x4x3xf32>, tensor<*xf32>, tensor<3xf32>) -> tensor<*xf32>
  return
}`,
      `3:8: 'tosa.conv2d' op expect a ranked tensor for weight, got %0 = "tensor.cast"(%arg0) : (tensor<1x4x4x3xf32>) -> tensor<*xf32>`,
    ],
    [
      `func.func @f(%a: tensor<*xf32>, %b: tensor<3xf32>) {
  %0 = "tosa.fully_connected"(%a, %a, %b) : (tensor<*xf32>, tensor<*xf32>, tensor<3xf32>) -> tensor<*xf32>
  return
}`,
      `2:8: 'tosa.fully_connected' op expect a ranked tensor for input, got <block argument> of type 'tensor<*xf32>' at index: 0`,
    ],
    [
      `func.func @f(%a: tensor<2x3xf32>, %w: tensor<3x3xi8>, %b: tensor<3xf32>) {
  %0 = "tosa.fully_connected"(%a, %w, %b) : (tensor<2x3xf32>, tensor<3x3xi8>, tensor<3xf32>) -> tensor<*xf32>
  return
}`,
      `2:8: 'tosa.fully_connected' op expect both input and weight to be float or not together, got 'f32' and 'i8'`,
    ],
    [
      `func.func @f(%a: tensor<2x3xi8>, %b: tensor<3xi32>) {
  %0 = "tosa.fully_connected"(%a, %a, %b) : (tensor<2x3xi8>, tensor<2x3xi8>, tensor<3xi32>) -> tensor<*xi32>
  return
}`,
      `2:8: 'tosa.fully_connected' op quantizationattr is required for quantized type, and not allowed for float type`,
    ],
    [
      `func.func @f(%a: tensor<2x3xf32>) {
  %0 = "tosa.reshape"(%a) {new_shape = array<i64: 5>} : (tensor<2x3xf32>) -> tensor<5xf32>
  return
}`,
      `2:8: 'tosa.reshape' op Cannot reshape 6 elements into 5`,
    ],
    [
      `func.func @f(%a: tensor<1x4x4x3xf32>) {
  %0 = "tosa.resize"(%a) {border = array<i64: 0, 0>, mode = "CUBIC", offset = array<i64: 0, 0>, scale = array<i64: 2, 1, 2, 1>} : (tensor<1x4x4x3xf32>) -> tensor<1x8x8x3xf32>
  return
}`,
      `2:8: 'tosa.resize' op attribute 'mode' failed to satisfy constraint: Supported resize/upsampling strategies`,
    ],
    [
      `func.func @f(%a: tensor<4xi8>) {
  %0 = "tosa.negate"(%a) {quantization_info = #tosa.conv_quant<input_zp = 1, weight_zp = 1>} : (tensor<4xi8>) -> tensor<4xi8>
  return
}`,
      `2:8: 'tosa.negate' op attribute 'quantization_info' failed to satisfy constraint: Attribute for UnaryOp quantization information.`,
    ],
    [
      `func.func @f(%a: tensor<4xi8>) {
  %0 = "tosa.negate"(%a) {quantization_info = #tosa.unary_quant<input_zp = 18446744073709551616, output_zp = 1>} : (tensor<4xi8>) -> tensor<4xi8>
  return
}`,
      `2:76: integer value too large`,
    ],
    [
      `func.func @f(%c: tensor<i1>) {
  "tosa.cond_if"(%c) ({
    return
  }, {
    "tosa.yield"() : () -> ()
  }) : (tensor<i1>) -> ()
  return
}`,
      `3:5: 'func.return' op expects parent op 'func.func'`,
    ],
    [
      `func.func @f(%a: tensor<4xi8>) {
  %0 = tosa.abs %a : tensor<4xi8>
  return
}`,
      `2:8: custom op 'tosa.abs' has no custom assembly form`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
