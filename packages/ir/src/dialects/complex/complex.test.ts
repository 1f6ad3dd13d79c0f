/** The complex dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the complex dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: f32, %arg1: complex<f64>) attributes {n = #complex.number<:f64 1.000000e+00, 2.500000e+00> : complex<f64>} {
    %cst = complex.constant [1.000000e-01, -1.000000e+00] : complex<f64>
    %0 = complex.create %arg0, %arg0 : complex<f32>
    %1 = complex.re %0 : complex<f32>
    %2 = complex.im %0 {a} : complex<f32>
    %3 = complex.abs %0 : complex<f32>
    %4 = complex.angle %0 : complex<f32>
    %5 = complex.atan2 %cst, %arg1 : complex<f64>
    %6 = complex.eq %cst, %arg1 : complex<f64>
    %7 = complex.conj %arg1 : complex<f64>
    %8 = complex.rsqrt %arg1 : complex<f64>
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%a: complex<f32>, %b: complex<f32>, %x: f32) -> (complex<f32>, complex<f32>, f32, f32, complex<f32>, complex<f32>, complex<f32>) {
  %z = complex.constant [0.0 : f32, -0.0 : f32] : complex<f32>
  %k = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %0 = complex.sub %a, %b : complex<f32>
  %1 = complex.add %b, %0 : complex<f32>
  %2 = complex.re %a : complex<f32>
  %3 = complex.im %a : complex<f32>
  %4 = complex.create %2, %3 : complex<f32>
  %5 = complex.im %k : complex<f32>
  %6 = complex.create %x, %2 : complex<f32>
  %7 = complex.re %6 : complex<f32>
  %8 = complex.log %b : complex<f32>
  %9 = complex.exp %8 : complex<f32>
  %10 = complex.sub %a, %z : complex<f32>
  %11 = complex.neg %b : complex<f32>
  %12 = complex.neg %11 : complex<f32>
  return %1, %4, %5, %7, %9, %10, %12 : complex<f32>, complex<f32>, f32, f32, complex<f32>, complex<f32>, complex<f32>
}`),
      `module {
  func.func @f(%arg0: complex<f32>, %arg1: complex<f32>, %arg2: f32) -> (complex<f32>, complex<f32>, f32, f32, complex<f32>, complex<f32>, complex<f32>) {
    %cst = arith.constant 2.000000e+00 : f32
    return %arg0, %arg0, %cst, %arg2, %arg1, %arg0, %arg1 : complex<f32>, complex<f32>, f32, f32, complex<f32>, complex<f32>, complex<f32>
  }
}`,
    );
  });

  it('names the elements that are read from constants', () => {
    assert.equal(
      canonicalized(`func.func @f(%i: index) -> (complex<f32>, complex<f64>) {
  %a = arith.constant dense<(1.0, 2.0)> : tensor<4xcomplex<f32>>
  %b = arith.constant dense<[(1.0, 2.0), (3.0, -4.0)]> : tensor<2xcomplex<f64>>
  %c1 = arith.constant 1 : index
  %0 = tensor.extract %a[%i] : tensor<4xcomplex<f32>>
  %1 = tensor.extract %b[%c1] : tensor<2xcomplex<f64>>
  return %0, %1 : complex<f32>, complex<f64>
}`),
      `module {
  func.func @f(%arg0: index) -> (complex<f32>, complex<f64>) {
    %cst = complex.constant [3.000000e+00, -4.000000e+00] : complex<f64>
    %cst_0 = complex.constant [1.000000e+00 : f32, 2.000000e+00 : f32] : complex<f32>
    return %cst_0, %cst : complex<f32>, complex<f64>
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @complex_constant_wrong_array_attribute_length() {
  %0 = complex.constant [1.0 : f32] : complex<f32>
  return
}`,
      "2:8: 'complex.constant' op requires 'value' to be a complex constant, represented as array of two values",
    ],
    [
      `func.func @complex_constant_wrong_element_types() {
  %0 = complex.constant [1.0 : f32, -1.0 : f32] : complex<f64>
  return
}`,
      "2:8: 'complex.constant' op requires attribute's element types ('f32', 'f32') to match the element type of the op's return type ('f64')",
    ],
    [
      `func.func @complex_constant_two_different_element_types() {
  %0 = complex.constant [1.0 : f32, -1.0 : f64] : complex<f64>
  return
}`,
      "2:8: 'complex.constant' op requires attribute's element types ('f32', 'f64') to match the element type of the op's return type ('f64')",
    ],
    [
      `func.func @f(%a: f32, %b: f64) {
  %0 = complex.create %a, %b : complex<f32>
  return
}`,
      "2:27: use of value '%b' expects different type than prior uses: 'f32' vs 'f64'",
    ],
    [
      `func.func @f(%a: complex<i32>) {
  %0 = complex.abs %a : complex<i32>
  return
}`,
      "2:8: custom op 'complex.abs' 'complex' must be complex type with floating-point elements, but got 'complex<i32>'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
