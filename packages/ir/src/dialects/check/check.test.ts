/** The check dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the check dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: i32, %arg1: tensor<2xi1>, %arg2: !hal.buffer_view, %arg3: tensor<2xf32>) {
    check.expect_true(%arg0) : i32
    check.expect_false(%arg0) {x = 1 : i32} : i32
    check.expect_all_true(%arg1) : tensor<2xi1>
    check.expect_all_true(%arg2) : !hal.buffer_view
    check.expect_eq(%arg2, %arg2) : !hal.buffer_view
    check.expect_eq_const(%arg1, dense<[true, false]> : tensor<2xi1>) : tensor<2xi1>
    check.expect_almost_eq(%arg3, %arg3) : tensor<2xf32>
    check.expect_almost_eq_const(%arg3, dense<1.000000e+00> : tensor<2xf32>) : tensor<2xf32>
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%b: tensor<2xi1>, %t: tensor<2xf32>) {
  check.expect_eq_const(%b, dense<[true, false]> : tensor<2xi1>) : tensor<2xi1>
  check.expect_almost_eq_const(%t, dense<1.0> : tensor<2xf32>) : tensor<2xf32>
  return
}`),
      `module {
  func.func @f(%arg0: tensor<2xi1>, %arg1: tensor<2xf32>) {
    %cst = arith.constant dense<1.000000e+00> : tensor<2xf32>
    %cst_0 = arith.constant dense<[true, false]> : tensor<2xi1>
    check.expect_eq(%arg0, %cst_0) : tensor<2xi1>
    check.expect_almost_eq(%arg1, %cst) : tensor<2xf32>
    return
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: f32) {
  check.expect_true(%a) : f32
  return
}`,
      "2:27: custom op 'check.expect_true' invalid kind of type specified",
    ],
    [
      `func.func @f(%a: tensor<2xf32>) {
  check.expect_all_true(%a) : tensor<2xf32>
  return
}`,
      "2:3: 'check.expect_all_true' op operand #0 must be buffer_view or tensor of signless integer values, but got 'tensor<2xf32>'",
    ],
    [
      `func.func @f(%a: tensor<2xf32>) {
  check.expect_eq_const(%a, dense<1> : tensor<2xi32>) : tensor<2xf32>
  return
}`,
      "2:3: 'check.expect_eq_const' op failed to verify that all of {lhs, value} have same type",
    ],
    [
      `func.func @f(%a: tensor<2xi32>) {
  check.expect_almost_eq(%a, %a) : tensor<2xi32>
  return
}`,
      "2:3: 'check.expect_almost_eq' op operand #0 must be buffer_view or tensor of floating-point values, but got 'tensor<2xi32>'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
