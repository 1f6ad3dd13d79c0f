/** The chlo dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the chlo dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: tensor<4xf32>, %arg1: tensor<4xi1>, %arg2: tensor<2xindex>, %arg3: tensor<?xf32>) {
    %0 = chlo.broadcast_add %arg0, %arg3 : (tensor<4xf32>, tensor<?xf32>) -> tensor<?xf32>
    %1 = chlo.broadcast_compare %arg0, %arg0 {compare_type = #chlo<comparison_type FLOAT>, comparison_direction = #chlo<comparison_direction NE>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %2 = chlo.acos %arg0 : tensor<4xf32> -> tensor<4xf32>
    %3 = chlo.constant {x} dense<1.000000e+00> : tensor<4xf32>
    %4 = "chlo.constant_like"(%arg0) {value = 1.000000e+00 : f32} : (tensor<4xf32>) -> tensor<4xf32>
    %values, %indices = chlo.top_k(%arg0, k = 2) : tensor<4xf32> -> (tensor<2xf32>, tensor<2xi32>)
    %5:2 = chlo.minimum_broadcast_shapes %arg2, %arg2 : tensor<2xindex>, tensor<2xindex> -> tensor<?xindex>, tensor<?xindex>
    %6 = chlo.broadcast_select %arg1, %arg0, %arg3 : (tensor<4xi1>, tensor<4xf32>, tensor<?xf32>) -> tensor<4xf32>
    %7 = chlo.zeta %arg0, %arg0 : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
    %8 = chlo.is_inf %arg0 : tensor<4xf32> -> tensor<4xi1>
    return
  }
}`);
  });

  const errors: readonly (readonly [operation: string, error: string])[] = [
    [
      `%0 = chlo.broadcast_add %a, %i : (tensor<4xf32>, tensor<4xi32>) -> tensor<4xf32>`,
      "2:8: 'chlo.broadcast_add' op requires the same element type for all operands and results",
    ],
    [
      `%0 = chlo.broadcast_and %i, %i : (tensor<4xi32>, tensor<4xi32>) -> tensor<5xi32>`,
      "2:8: 'chlo.broadcast_and' op inferred type(s) 'tensor<4xi32>' are incompatible with return type(s) of operation 'tensor<5xi32>'",
    ],
    [
      `%0 = "chlo.constant_like"(%a) {value = 1 : i32} : (tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: 'chlo.constant_like' op value's type doesn't match element return type",
    ],
    [
      `%0:2 = chlo.top_k(%a, k = 5) : tensor<4xf32> -> (tensor<5xf32>, tensor<5xi32>)`,
      "2:10: operand's last dimension must be at least 5",
    ],
    [
      `%0 = chlo.acos %i : tensor<4xi32> -> tensor<4xi32>`,
      "2:8: 'chlo.acos' op operand #0 must be tensor of f8E4M3FN type or f8E5M2 type or 16-bit float or 32-bit float or 64-bit float or bfloat16 type or complex type with 32-bit float or 64-bit float elements values, but got 'tensor<4xi32>'",
    ],
    [
      `%0 = "chlo.rank_specialization_cluster"(%a) ({
  ^bb0(%x: tensor<f32>):
    "chlo.rank_specialization_cluster_yield"(%x) : (tensor<f32>) -> ()
  }) : (tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: 'chlo.rank_specialization_cluster' op block argument types must match operand types",
    ],
  ];
  for (const [operation, error] of errors)
    it(`refuses: ${error.slice(error.indexOf(' ') + 1)}`, () => {
      const text = `func.func @f(%a: tensor<4xf32>, %i: tensor<4xi32>) {
  ${operation}
  return
}`;
      assert.equal(firstError(text), error);
    });
});
