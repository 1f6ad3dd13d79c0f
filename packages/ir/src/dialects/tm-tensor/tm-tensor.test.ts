/** The tm_tensor dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the tm_tensor dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @scan(%arg0: tensor<?x4xf32>, %arg1: tensor<?x4xf32>, %arg2: tensor<4xf32>) -> (tensor<?x4xf32>, tensor<4xf32>) {
    %0:2 = tm_tensor.scan dimension(0) inclusive(true) {about = "a"} ins(%arg0 : tensor<?x4xf32>) outs(%arg1, %arg2 : tensor<?x4xf32>, tensor<4xf32>) {
    ^bb0(%arg3: f32, %arg4: f32):
      %1 = arith.addf %arg3, %arg4 : f32
      tm_tensor.yield %1 : f32
    } -> tensor<?x4xf32>, tensor<4xf32>
    return %0#0, %0#1 : tensor<?x4xf32>, tensor<4xf32>
  }
  func.func @scatter(%arg0: memref<3x4xf32>, %arg1: memref<3x1xi32>, %arg2: memref<8x4xf32>) {
    tm_tensor.scatter unique_indices(false) ins(%arg0, %arg1 : memref<3x4xf32>, memref<3x1xi32>) outs(%arg2 : memref<8x4xf32>) {
    ^bb0(%arg3: f32, %arg4: f32):
      tm_tensor.yield %arg3 : f32
    }
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%in: tensor<2x4xf32>, %out: memref<2x4xf32>, %total: tensor<4xf32>) {
  tm_tensor.scan dimension(0) inclusive(true) ins(%in : tensor<2x4xf32>) outs(%out, %total : memref<2x4xf32>, tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %b : f32
  }
  return
}`,
      `2:3: 'tm_tensor.scan' op expected inputs and outputs to be MemRefType or scalar`,
    ],
    [
      `func.func @f(%in: tensor<2x4xf32>, %total: tensor<2xf32>) {
  %0:2 = tm_tensor.scan dimension(0) inclusive(true) ins(%in : tensor<2x4xf32>) outs(%in, %total : tensor<2x4xf32>, tensor<2xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %b : f32
  } -> tensor<2x4xf32>, tensor<2xf32>
  return
}`,
      `2:10: 'tm_tensor.scan' op incompatible input/accumulator shapes`,
    ],
    [
      `func.func @f(%updates: tensor<3x4xf32>, %indices: tensor<3x1xi32>, %original: memref<8x4xf32>) {
  %0 = tm_tensor.scatter unique_indices(true) ins(%updates, %indices : tensor<3x4xf32>, tensor<3x1xi32>) outs(%original : memref<8x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<8x4xf32>
  return
}`,
      `2:8: 'tm_tensor.scatter' op expected inputs and outputs to be RankedTensorType or scalar`,
    ],
    [
      `func.func @f(%updates: tensor<3x4xf32>, %indices: tensor<3x1xi32>, %original: tensor<8x4xf32>) {
  %0 = tm_tensor.scatter unique_indices(true) ins(%updates, %indices : tensor<3x4xf32>, tensor<3x1xi32>) outs(%original : tensor<8x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<?x4xf32>
  return
}`,
      `2:8: 'tm_tensor.scatter' op expected type of \`outs\` operand #0 'tensor<8x4xf32>' to be same as result type 'tensor<?x4xf32>'`,
    ],
    [
      `func.func @f(%updates: tensor<3x2xf32>, %indices: tensor<3x1xi32>, %original: tensor<8x4xf32>) {
  %0 = tm_tensor.scatter unique_indices(true) ins(%updates, %indices : tensor<3x2xf32>, tensor<3x1xi32>) outs(%original : tensor<8x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<8x4xf32>
  return
}`,
      `2:8: 'tm_tensor.scatter' op mismatch in shape of update value dim#1 and original value at dim#1`,
    ],
    [
      `func.func @f(%updates: tensor<3x4xf32>, %original: tensor<8x4xf32>) {
  %0 = tm_tensor.scatter unique_indices(true) ins(%updates : tensor<3x4xf32>) outs(%original : tensor<8x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<8x4xf32>
  return
}`,
      `2:8: 'tm_tensor.scatter' op expected two input operands`,
    ],
    [
      `func.func private @f(!tm_tensor.form)`,
      `1:33: dialect 'tm_tensor' provides no type parsing hook`,
    ],
    [
      `func.func private @f() attributes {form = #tm_tensor.form}`,
      `1:54: dialect 'tm_tensor' provides no attribute parsing hook`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
