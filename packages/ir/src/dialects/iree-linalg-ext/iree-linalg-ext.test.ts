/** The iree_linalg_ext dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the iree_linalg_ext dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: tensor<8x4xf32>, %arg1: tensor<3x4xf32>, %arg2: tensor<3x1xi32>, %arg3: memref<8x4xf32>, %arg4: index, %arg5: f32, %arg6: tensor<?x?xf32>, %arg7: tensor<1x10x10x4xf32>, %arg8: tensor<8x8x1x2x2x4xf32>, %arg9: tensor<2x8x4xf32>, %arg10: tensor<8x2xf32>, %arg11: tensor<8x2xi32>) -> tensor<8x4xf32> {
    %0 = iree_linalg_ext.scatter {x = 1 : i32} dimension_map = [0] unique_indices(false) ins(%arg1, %arg2 : tensor<3x4xf32>, tensor<3x1xi32>) outs(%arg0 : tensor<8x4xf32>) {
    ^bb0(%arg12: f32, %arg13: f32):
      %18 = arith.addf %arg12, %arg13 : f32
      iree_linalg_ext.yield %18 : f32
    } -> tensor<8x4xf32>
    iree_linalg_ext.sort dimension(0) outs(%arg3 : memref<8x4xf32>) {
    ^bb0(%arg12: f32, %arg13: f32):
      %18 = arith.cmpf oge, %arg12, %arg13 : f32
      iree_linalg_ext.yield %18 : i1
    }
    %1:2 = iree_linalg_ext.fft ins(%arg4, %arg0, %arg0 : index, tensor<8x4xf32>, tensor<8x4xf32>) outs(%arg0, %arg0 : tensor<8x4xf32>, tensor<8x4xf32>) : tensor<8x4xf32>, tensor<8x4xf32>
    %2 = tensor.empty() : tensor<4xf32>
    %3:2 = iree_linalg_ext.scan dimension(0) inclusive(true) ins(%arg0 : tensor<8x4xf32>) outs(%arg0, %2 : tensor<8x4xf32>, tensor<4xf32>) {
    ^bb0(%arg12: f32, %arg13: f32):
      %18 = arith.addf %arg12, %arg13 : f32
      iree_linalg_ext.yield %18 : f32
    } -> tensor<8x4xf32>, tensor<4xf32>
    %4 = iree_linalg_ext.reverse dimensions(dense<[1, 0]> : tensor<2xi64>) ins(%arg0 : tensor<8x4xf32>) outs(%arg0 : tensor<8x4xf32>) : tensor<8x4xf32>
    %5:2 = iree_linalg_ext.topk dimension(1) ins(%arg0 : tensor<8x4xf32>) outs(%arg10, %arg11 : tensor<8x2xf32>, tensor<8x2xi32>) {
    ^bb0(%arg12: f32, %arg13: f32):
      %18 = arith.cmpf ogt, %arg12, %arg13 : f32
      iree_linalg_ext.yield %18 : i1
    } -> tensor<8x2xf32>, tensor<8x2xi32>
    %6 = tensor.empty() : tensor<2x4x4x2xf32>
    %7 = iree_linalg_ext.pack %arg0 padding_value(%arg5 : f32) outer_dims_perm = [1, 0] inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %6 : (tensor<8x4xf32> tensor<2x4x4x2xf32>) -> tensor<2x4x4x2xf32>
    %8 = tensor.empty(%arg4, %arg4, %arg4) : tensor<?x?x?x2xf32>
    %9 = iree_linalg_ext.pack %arg6 inner_dims_pos = [0, 1] inner_tiles = [%arg4, 2] into %8 : (tensor<?x?xf32> tensor<?x?x?x2xf32>) -> tensor<?x?x?x2xf32>
    %10 = iree_linalg_ext.unpack %9 inner_dims_pos = [0, 1] inner_tiles = [%arg4, 2] into %arg6 : (tensor<?x?x?x2xf32> tensor<?x?xf32>) -> tensor<?x?xf32>
    %11 = iree_linalg_ext.set_encoding %arg0 : tensor<8x4xf32> -> tensor<8x4xf32, #iree_linalg_ext.encoding<MATMUL_F32F32F32_LHS>>
    %12 = iree_linalg_ext.unset_encoding %11 : tensor<8x4xf32, #iree_linalg_ext.encoding<MATMUL_F32F32F32_LHS>> -> tensor<8x4xf32>
    %13 = iree_linalg_ext.winograd.input_transform output_tile_size(6) kernel_size(3) image_dimensions([1, 2]) ins(%arg7 : tensor<1x10x10x4xf32>) outs(%arg8 : tensor<8x8x1x2x2x4xf32>) -> tensor<8x8x1x2x2x4xf32>
    %14 = tensor.empty() : tensor<1x12x12x4xf32>
    %15 = iree_linalg_ext.winograd.output_transform output_tile_size(6) kernel_size(3) image_dimensions([1, 2]) ins(%13 : tensor<8x8x1x2x2x4xf32>) outs(%14 : tensor<1x12x12x4xf32>) -> tensor<1x12x12x4xf32>
    %16 = iree_linalg_ext.softmax dimension(1) ins(%arg0 : tensor<8x4xf32>) outs(%arg0 : tensor<8x4xf32>) -> tensor<8x4xf32>
    %17 = iree_linalg_ext.attention ins(%arg9, %arg9, %arg9 : tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>) outs(%arg9 : tensor<2x8x4xf32>) -> tensor<2x8x4xf32>
    iree_linalg_ext.transform.do_not_dce_operands %arg0, %arg4 : tensor<8x4xf32>, index
    return %0 : tensor<8x4xf32>
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%a: tensor<8x4xf32>) -> tensor<?x?xf32> {
  %0 = tensor.cast %a : tensor<8x4xf32> to tensor<?x?xf32>
  %1 = iree_linalg_ext.reverse dimensions(dense<0> : tensor<1xi64>) ins(%0 : tensor<?x?xf32>) outs(%0 : tensor<?x?xf32>) : tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}`),
      `module {
  func.func @f(%arg0: tensor<8x4xf32>) -> tensor<?x?xf32> {
    %0 = iree_linalg_ext.reverse dimensions(dense<0> : tensor<1xi64>) ins(%arg0 : tensor<8x4xf32>) outs(%arg0 : tensor<8x4xf32>) : tensor<8x4xf32>
    %cast = tensor.cast %0 : tensor<8x4xf32> to tensor<?x?xf32>
    return %cast : tensor<?x?xf32>
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: tensor<4xf32>) {
  iree_linalg_ext.reverse dimensions(dense<0> : tensor<1xi64>) ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>)
  return
}`,
      "2:3: 'iree_linalg_ext.reverse' op expected the number of results (0) to be equal to the number of output tensors (1)",
    ],
    [
      `func.func @f(%a: tensor<4xf32>, %b: tensor<?xf32>) {
  %0 = iree_linalg_ext.reverse dimensions(dense<0> : tensor<1xi64>) ins(%a : tensor<4xf32>) outs(%b : tensor<?xf32>) : tensor<4xf32>
  return
}`,
      "2:8: 'iree_linalg_ext.reverse' op expected type of `outs` operand #0 'tensor<?xf32>' to be same as result type 'tensor<4xf32>'",
    ],
    [
      `func.func @f(%a: tensor<4xf32>) {
  %0 = iree_linalg_ext.reverse dimensions(dense<1> : tensor<1xi64>) ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) : tensor<4xf32>
  return
}`,
      "2:8: 'iree_linalg_ext.reverse' op all the dimensions must be within [0, 1)",
    ],
    [
      `func.func @f(%a: tensor<3xf32>, %i: index) {
  %1:2 = iree_linalg_ext.fft ins(%i : index) outs(%a, %a : tensor<3xf32>, tensor<3xf32>) : tensor<3xf32>, tensor<3xf32>
  return
}`,
      "2:10: 'iree_linalg_ext.fft' op only powers of 2 are handled currently",
    ],
    [
      `func.func @f(%m: memref<8xf32>) {
  iree_linalg_ext.sort dimension(1) outs(%m : memref<8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.cmpf oge, %a, %b : f32
    iree_linalg_ext.yield %0 : i1
  }
  return
}`,
      "2:3: 'iree_linalg_ext.sort' op dimension must be within (0, 1]",
    ],
    [
      `func.func @f(%m: memref<8xf32>) {
  iree_linalg_ext.sort dimension(0) outs(%m : memref<8xf32>) {
  ^bb0(%a: f32, %b: i32):
    iree_linalg_ext.yield %a : f32
  }
  return
}`,
      "2:3: 'iree_linalg_ext.sort' op region block argument #1 should be of type 'f32' but got 'i32'",
    ],
    [
      `func.func @f(%m: memref<8xf32>) {
  iree_linalg_ext.sort dimension(0) outs(%m : memref<8xf32>) {
  ^bb0(%a: f32, %b: f32):
    iree_linalg_ext.yield %a : f32
  }
  return
}`,
      "2:3: 'iree_linalg_ext.sort' op should yield i1 type",
    ],
    [
      `func.func @f(%o: memref<8x4xf32>, %u: memref<3x5xf32>, %i: memref<3x1xi32>) {
  iree_linalg_ext.scatter dimension_map = [0] unique_indices(true) ins(%u, %i : memref<3x5xf32>, memref<3x1xi32>) outs(%o : memref<8x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    iree_linalg_ext.yield %a : f32
  }
  return
}`,
      "2:3: 'iree_linalg_ext.scatter' op shape of update value dim#1 exceeds original value at dim#1",
    ],
    [
      `func.func @f(%o: memref<8x4xf32>, %p: memref<4x4x2x2xf32>) {
  iree_linalg_ext.pack %o inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %p : (memref<8x4xf32> memref<4x4x2x2xf32>)
  iree_linalg_ext.pack %o inner_dims_pos = [0, 0] inner_tiles = [2, 2] into %p : (memref<8x4xf32> memref<4x4x2x2xf32>)
  return
}`,
      '3:3: invalid inner_dims_pos vector',
    ],
    [
      `func.func @f(%o: memref<8x4xf32>, %p: memref<4x1x2x2xf32>) {
  iree_linalg_ext.pack %o inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %p : (memref<8x4xf32> memref<4x1x2x2xf32>)
  return
}`,
      "2:3: the shape of output is not large enough to hold the packed data. Expected at least 'memref<4x2x2x2xf32>', got 'memref<4x1x2x2xf32>'",
    ],
    [
      `func.func @f(%o: memref<8x5xf32>, %p: memref<4x3x2x2xf32>) {
  iree_linalg_ext.pack %o inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %p : (memref<8x5xf32> memref<4x3x2x2xf32>)
  return
}`,
      "2:3: 'iree_linalg_ext.pack' op invalid tile factor provided. Only full tiles are supported when padding_value is not set",
    ],
    [
      `func.func @f(%a: tensor<4xf32>) {
  %0 = iree_linalg_ext.set_encoding %a : tensor<4xf32> -> tensor<4xf32>
  return
}`,
      "2:8: 'iree_linalg_ext.set_encoding' op result of set_encoding op expected to have a valid tensor encoding",
    ],
    [
      `func.func @f(%q: memref<2x8xf32>) {
  iree_linalg_ext.attention ins(%q, %q, %q : memref<2x8xf32>, memref<2x8xf32>, memref<2x8xf32>) outs(%q : memref<2x8xf32>)
  return
}`,
      "2:3: 'iree_linalg_ext.attention' op failed to verify that query has shaped type of rank 3",
    ],
    [
      `func.func @f(%q: memref<2x8xf32>) {
  iree_linalg_ext.softmax dimension(2) ins(%q : memref<2x8xf32>) outs(%q : memref<2x8xf32>)
  return
}`,
      "2:3: 'iree_linalg_ext.softmax' op incorrect dimension specified",
    ],
    [
      `func.func @f(%a: memref<1x10x10x4xf32>, %b: memref<8x8x1x2x3x4xf32>) {
  iree_linalg_ext.winograd.input_transform output_tile_size(6) kernel_size(3) image_dimensions([1, 2]) ins(%a : memref<1x10x10x4xf32>) outs(%b : memref<8x8x1x2x3x4xf32>)
  return
}`,
      "2:3: 'iree_linalg_ext.winograd.input_transform' op incompatible output shape",
    ],
    [
      `func.func @f(%a: tensor<4xf32, #iree_linalg_ext.encoding<FOO>>) {
  return
}`,
      '1:58: expected ::mlir::iree_compiler::IREE::LinalgExt::TensorEncoding to be one of: MATMUL_F32F32F32_LHS, MATMUL_F32F32F32_RHS, MATMUL_F32F32F32_RESULT, MATMUL_I8I8I32_LHS, MATMUL_I8I8I32_RHS, MATMUL_I8I8I32_RESULT',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
