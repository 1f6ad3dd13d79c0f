/** The quant dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the quant dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: tensor<4xi8>, %arg1: !quant.any<i8<-8:7>:f32>, %arg2: !quant.any<u4>, %arg3: !quant.calibrated<f32<-0.998:1.232100e+00>>, %arg4: f32) {
    %0 = "quant.scast"(%arg0) : (tensor<4xi8>) -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
    %1 = "quant.dcast"(%0) : (tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>) -> tensor<4xf32>
    %2 = "quant.qcast"(%arg4) : (f32) -> !quant.uniform<i8<-8:7>:f32:1, {2.000000e+02,9.987200e-01:120}>
    %3 = "quant.qcast"(%arg4) : (f32) -> !quant.uniform<i16:f16, 1.000000e-100>
    %4 = "quant.qcast"(%arg4) : (f32) -> !quant.uniform<u16:f16, 1.000000e-100>
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @redundant_scast() -> tensor<4xi8> {
  %cst = arith.constant dense<5> : tensor<4xi8>
  %1 = "quant.scast"(%cst) : (tensor<4xi8>) -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
  %2 = "quant.scast"(%1) : (tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>) -> tensor<4xi8>
  %3 = arith.addi %2, %2 : tensor<4xi8>
  return %3 : tensor<4xi8>
}
func.func @non_redundant_scast() -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>> {
  %cst = arith.constant dense<5> : tensor<4xi8>
  %1 = "quant.scast"(%cst) : (tensor<4xi8>) -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
  return %1 : tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
}`),
      `module {
  func.func @redundant_scast() -> tensor<4xi8> {
    %cst = arith.constant dense<10> : tensor<4xi8>
    return %cst : tensor<4xi8>
  }
  func.func @non_redundant_scast() -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>> {
    %cst = arith.constant dense<5> : tensor<4xi8>
    %0 = "quant.scast"(%cst) : (tensor<4xi8>) -> tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
    return %0 : tensor<4x!quant.uniform<u8:f32, 7.812500e-03:128>>
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [`func.func private @f(!quant.foo<i8>)`, '1:29: unknown quantized type foo'],
    [`func.func private @f(!quant.any<i33>)`, '1:33: illegal storage type size: 33'],
    [`func.func private @f(!quant.any<s8>)`, '1:33: illegal storage type prefix'],
    [`func.func private @f(!quant.any<ux>)`, '1:33: expected storage type width'],
    [`func.func private @f(!quant.any<u0>)`, '1:33: illegal storage type size: 0'],
    [`func.func private @f(!quant.any<i8<-129:3>>)`, '1:36: illegal storage type minimum: -129'],
    [`func.func private @f(!quant.any<i8<-9:300>>)`, '1:39: illegal storage type maximum: 300'],
    [
      `func.func private @f(!quant.any<i8<9:3>>)`,
      '1:29: illegal storage min and storage max: (9:3)',
    ],
    [`func.func private @f(!quant.uniform<i8:i32, 1.0>)`, '1:40: invalid kind of type specified'],
    [`func.func private @f(!quant.uniform<i8:f32, -1.0>)`, '1:29: illegal scale: -1.000000e+00'],
    [
      `func.func private @f(!quant.uniform<i8:f32, 1>)`,
      '1:45: unexpected decimal integer literal for a floating point value',
    ],
    [`func.func private @f(!quant.uniform<i8:f32, 1.0, 2.0>)`, "1:48: expected '>'"],
    [
      `func.func private @f(!quant.uniform<i8:f32:0, {1.0, -2.0}>)`,
      '1:29: illegal scale: -2.000000e+00',
    ],
    [
      `func.func private @f(!quant.calibrated<f32<2.0:1.0>>)`,
      '1:29: illegal min and max: (2.000000e+00:1.000000e+00)',
    ],
    [`func.func private @f(!quant.calibrated<f32>)`, "1:43: expected '<'"],
    [
      `func.func private @f(!quant.calibrated<i32<1.0:2.0>>)`,
      '1:40: invalid kind of type specified',
    ],
    [
      `func.func @f(%a: i8) {
  %0 = "quant.qcast"(%a) : (i8) -> f32
  return
}`,
      "2:8: 'quant.qcast' op operand #0 must be primitive/tensor/vector of real valued primitive (float or quantized type), but got 'i8'",
    ],
    [
      `func.func @f(%a: index) {
  %0 = "quant.scast"(%a) : (index) -> f32
  return
}`,
      "2:8: 'quant.scast' op operand #0 must be , but got 'index'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
