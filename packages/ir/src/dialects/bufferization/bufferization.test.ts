/** The bufferization dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the bufferization dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: tensor<?x5xf32> {bufferization.writable = true}, %arg1: index, %arg2: memref<*xf32>, %arg3: tensor<?xi64> {bufferization.access = "read"}) {
    %0 = bufferization.alloc_tensor(%arg1) : tensor<?x5xf32>
    %1 = bufferization.alloc_tensor() copy(%arg0) {bufferization.escape = [false]} : tensor<?x5xf32>
    %2 = bufferization.alloc_tensor(%arg1) size_hint=%arg1 {memory_space = "foo"} : tensor<?xf32>
    bufferization.dealloc_tensor %2 : tensor<?xf32>
    %3 = bufferization.clone %arg2 : memref<*xf32> to memref<*xf32>
    %4 = bufferization.to_memref %arg3 : memref<?xi64, strided<[?], offset: ?>>
    %5 = bufferization.to_tensor %4 : memref<?xi64, strided<[?], offset: ?>>
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%t: tensor<4xf32>, %m: memref<?xf32, strided<[?], offset: ?>>, %n: index) -> (tensor<?x?xf32>, index, index, memref<?xf32>, f32, tensor<4xf32>) {
  %c5 = arith.constant 5 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = bufferization.alloc_tensor(%n, %c5) : tensor<?x?xf32>
  %1 = bufferization.alloc_tensor(%n, %n) : tensor<?x?xf32>
  %d = tensor.dim %1, %c1 : tensor<?x?xf32>
  %2 = bufferization.to_tensor %m : memref<?xf32, strided<[?], offset: ?>>
  %e = tensor.dim %2, %c0 : tensor<?xf32>
  %3 = bufferization.to_memref %2 : memref<?xf32>
  %4 = bufferization.to_memref %t : memref<4xf32>
  %5 = memref.load %4[%c1] : memref<4xf32>
  %6 = bufferization.to_memref %t : memref<4xf32>
  %7 = bufferization.to_tensor %6 : memref<4xf32>
  return %0, %d, %e, %3, %5, %7 : tensor<?x?xf32>, index, index, memref<?xf32>, f32, tensor<4xf32>
}
func.func @clones(%t: tensor<?xf32>, %n: index) -> memref<*xf32> {
  %0 = memref.alloc(%n) : memref<?xf32>
  %1 = bufferization.clone %0 : memref<?xf32> to memref<?xf32>
  memref.dealloc %0 : memref<?xf32>
  %2 = bufferization.clone %1 : memref<?xf32> to memref<?xf32>
  %3 = memref.cast %1 : memref<?xf32> to memref<*xf32>
  %4 = tensor.cast %t : tensor<?xf32> to tensor<8xf32>
  %5 = bufferization.to_memref %4 : memref<8xf32>
  memref.copy %5, %1 : memref<8xf32> to memref<?xf32>
  return %3 : memref<*xf32>
}`),
      `module {
  func.func @f(%arg0: tensor<4xf32>, %arg1: memref<?xf32, strided<[?], offset: ?>>, %arg2: index) -> (tensor<?x?xf32>, index, index, memref<?xf32>, f32, tensor<4xf32>) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %0 = bufferization.alloc_tensor(%arg2) : tensor<?x5xf32>
    %cast = tensor.cast %0 : tensor<?x5xf32> to tensor<?x?xf32>
    %1 = bufferization.alloc_tensor(%arg2, %arg2) : tensor<?x?xf32>
    %dim = memref.dim %arg1, %c0 : memref<?xf32, strided<[?], offset: ?>>
    %dim_0 = memref.dim %arg1, %c0 : memref<?xf32, strided<[?], offset: ?>>
    %alloc = memref.alloc(%dim_0) : memref<?xf32>
    memref.copy %arg1, %alloc : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
    %extracted = tensor.extract %arg0[%c1] : tensor<4xf32>
    return %cast, %arg2, %dim, %alloc, %extracted, %arg0 : tensor<?x?xf32>, index, index, memref<?xf32>, f32, tensor<4xf32>
  }
  func.func @clones(%arg0: tensor<?xf32>, %arg1: index) -> memref<*xf32> {
    %alloc = memref.alloc(%arg1) : memref<?xf32>
    %cast = memref.cast %alloc : memref<?xf32> to memref<*xf32>
    %0 = bufferization.to_memref %arg0 : memref<?xf32>
    memref.copy %0, %alloc : memref<?xf32> to memref<?xf32>
    return %cast : memref<*xf32>
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @alloc_tensor_missing_dims(%arg0: index)
{
  %0 = bufferization.alloc_tensor(%arg0) : tensor<4x?x?x5xf32>
  return
}`,
      '3:8: expected 2 dynamic sizes',
    ],
    [
      `func.func @alloc_tensor_type_mismatch(%t: tensor<?xf32>) {
  %0 = bufferization.alloc_tensor() copy(%t) : tensor<5xf32>
  return
}`,
      "2:42: use of value '%t' expects different type than prior uses: 'tensor<5xf32>' vs 'tensor<?xf32>'",
    ],
    [
      `func.func @alloc_tensor_copy_and_dims(%t: tensor<?xf32>, %sz: index) {
  %0 = bufferization.alloc_tensor(%sz) copy(%t) : tensor<?xf32>
  return
}`,
      '2:8: dynamic sizes not needed when copying a tensor',
    ],
    [
      `func.func @alloc_tensor_invalid_escape_attr(%sz: index) {
  %0 = bufferization.alloc_tensor(%sz) {bufferization.escape = 5} : tensor<?xf32>
  return
}`,
      "2:8: 'bufferization.escape' is expected to be a bool array attribute",
    ],
    [
      `func.func @alloc_tensor_invalid_escape_attr_size(%sz: index) {
  %0 = bufferization.alloc_tensor(%sz) {bufferization.escape = [true, false]} : tensor<?xf32>
  return
}`,
      "2:8: 'bufferization.escape' has wrong number of elements, expected 1, got 2",
    ],
    [
      `func.func @escape_attr_non_allocating(%t0: tensor<?xf32>) {
  %0 = tensor.extract_slice %t0[0][5][1] {bufferization.escape = [true]} : tensor<?xf32> to tensor<5xf32>
  return
}`,
      "2:8: 'bufferization.escape' only valid for allocation results",
    ],
    [
      `func.func @escape_attr_non_bufferizable(%m0: memref<?xf32>) {
  %0 = memref.cast %m0 {bufferization.escape = [true]} : memref<?xf32> to memref<10xf32>
  return
}`,
      "2:8: 'bufferization.escape' only valid on bufferizable ops",
    ],
    [
      `func.func private @invalid_buffer_access_type(tensor<*xf32> {bufferization.access = "foo"})`,
      "1:1: invalid value for 'bufferization.access'",
    ],
    [
      `func.func private @invalid_writable_attribute(tensor<*xf32> {bufferization.writable = false})`,
      "1:1: 'bufferization.writable' is invalid on external functions",
    ],
    [
      `func.func @invalid_writable_on_op() {
  arith.constant {bufferization.writable = true} 0  : index
}`,
      `2:3: attribute '"bufferization.writable"' not supported as an op attribute by the bufferization dialect`,
    ],
    [
      `func.func private @f(i32 {a})`,
      "1:1: 'func.func' op arguments may only have dialect attributes",
    ],
    [
      `func.func private @f(i32) -> (i32 {a})`,
      "1:1: 'func.func' op results may only have dialect attributes",
    ],
    [
      `"func.func"() ({}) {sym_name = "f", function_type = (i32, i32) -> (), arg_attrs = [{}], sym_visibility = "private"} : () -> ()`,
      "1:1: 'func.func' op expects argument attribute array to have the same number of elements as the number of function arguments, got 1, but expected 2",
    ],
    [
      `"func.func"() ({}) {sym_name = "f", function_type = (i32, i32) -> i32, res_attrs = [], sym_visibility = "private"} : () -> ()`,
      "1:1: 'func.func' op expects result attribute array to have the same number of elements as the number of function results, got 0, but expected 1",
    ],
    [
      `func.func private @f(tensor<*xf32> {bufferization.writable = 1 : i8})`,
      "1:1: 'bufferization.writable' is expected to be a boolean attribute",
    ],
    [
      `func.func private @f(tensor<*xf32> {bufferization.foo = 1 : i8})`,
      "1:1: attribute 'bufferization.buffer_layout' not supported as a region arg attribute by the bufferization dialect",
    ],
    [
      `func.func private @f(tensor<*xf32> {bufferization.buffer_layout = true})`,
      "1:1: 'bufferization.buffer_layout' is expected to be a affine map attribute",
    ],
    [
      `ml_program.func private @f(tensor<*xf32> {a})`,
      "1:1: 'ml_program.func' op arguments may only have dialect attributes",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
