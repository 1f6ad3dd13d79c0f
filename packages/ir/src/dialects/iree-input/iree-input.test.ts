/** The iree_input dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the iree_input dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  iree_input.global private mutable @a  : tensor<?xi32> = dense<1> : tensor<4xi32>
  iree_input.global public @b  = 3 : i32
  iree_input.global public @c {x = 1 : i32} initializer(@init)  : f32
  func.func private @init() -> f32
  func.func @f(%arg0: !iree_input.buffer_view, %arg1: !iree_input.list<!iree_input.variant>, %arg2: index, %arg3: tensor<?x4xf32>, %arg4: f32) {
    %0 = iree_input.null : !iree_input.list<i32>
    %1 = iree_input.cast.buffer_view_to_tensor %arg0 : !iree_input.buffer_view -> tensor<?xf32>{%arg2} attributes {x = 1 : i32}
    %2 = iree_input.cast.tensor_to_buffer_view %1 : tensor<?xf32>{%arg2} -> !iree_input.buffer_view
    %3 = iree_input.global.address @a : !iree_input.ptr<tensor<?xi32>>
    %4 = iree_input.global.load @a : tensor<4xi32>
    %5 = iree_input.global.load.indirect %3 : !iree_input.ptr<tensor<?xi32>> -> tensor<?xi32>
    iree_input.global.store %5, @a : tensor<?xi32>
    iree_input.global.store.indirect %5, %3 : tensor<?xi32> -> !iree_input.ptr<tensor<?xi32>>
    %6 = iree_input.buffer_view.rank %arg0 : index
    %7 = iree_input.buffer_view.dim %arg0, 0 : index
    %8 = iree_input.list.create %arg2 : !iree_input.list<f32>
    %9 = iree_input.list.create : !iree_input.list<f32>
    %10 = iree_input.list.size %arg1 : !iree_input.list<!iree_input.variant>
    iree_input.list.resize %arg1, %arg2 : !iree_input.list<!iree_input.variant>
    %11 = iree_input.list.get %arg1[%arg2] : !iree_input.list<!iree_input.variant> -> tensor<4xf32>
    iree_input.list.set %8[%arg2], %arg4 : !iree_input.list<f32>, f32
    %12 = iree_input.tensor.reshape %arg3 : tensor<?x4xf32>{%arg2} -> tensor<4x?xf32>{%arg2}
    %13 = iree_input.tensor.load %arg3[%arg2, %arg2] : tensor<?x4xf32>{%arg2}
    %14 = iree_input.tensor.store %arg4, %arg3[%arg2, %arg2] : tensor<?x4xf32>{%arg2}
    %15 = iree_input.tensor.splat %arg4 : tensor<?x4xf32>{%arg2}
    %16 = iree_input.tensor.clone %arg3 : tensor<?x4xf32>{%arg2}
    %17 = iree_input.tensor.slice %arg3[%arg2, %arg2 for %arg2, %arg2] : tensor<?x4xf32>{%arg2} -> tensor<?x2xf32>{%arg2}
    %18 = iree_input.tensor.update %17, %arg3[%arg2, %arg2] : tensor<?x2xf32>{%arg2} -> tensor<?x4xf32>{%arg2}
    iree_input.tensor.trace "key" %arg3, %18 : tensor<?x4xf32>, tensor<?x4xf32>
    %19 = iree_input.dispatch.workgroup.id[0] : index
    %20 = iree_input.dispatch.workgroup.count[1] : index
    %21 = iree_input.dispatch.workgroup.size[2] : index
    %22 = iree_input.align %arg2, %7 : index
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f() {
  %0 = iree_input.global.load @a : i32
  return
}`,
      "2:8: 'iree_input.global.load' op undefined global: a",
    ],
    [
      `iree_input.global @a : tensor<4xi32>
func.func @f() {
  %0 = iree_input.global.load @a : tensor<5xi32>
  return
}`,
      "3:8: 'iree_input.global.load' op global type mismatch; global a is 'tensor<4xi32>' but load is 'tensor<5xi32>'",
    ],
    [
      `iree_input.global @a : i32
func.func @f(%x: tensor<4xi32>) {
  iree_input.global.store %x, @a : tensor<4xi32>
  return
}`,
      "3:3: 'iree_input.global.store' op global type mismatch; global a is 'i32' but store is 'tensor<4xi32>'",
    ],
    [
      `func.func @f(%p: !iree_input.ptr<i32>) {
  %0 = iree_input.global.load.indirect %p : !iree_input.ptr<i32> -> tensor<4xi32>
  return
}`,
      "2:8: 'iree_input.global.load.indirect' op global type mismatch; global pointer is 'i32' but load is 'tensor<4xi32>'",
    ],
    [
      `func.func @f() {
  %3 = iree_input.global.address @a : i32
  return
}`,
      "2:8: 'iree_input.global.address' op result #0 must be ranked tensor of any type values or index or signless integer or floating-point, but got 'i32'",
    ],
    [
      `func.func @f(%t: tensor<4xf32>, %x: i32) {
  %14 = iree_input.tensor.splat %x : tensor<4xf32>
  return
}`,
      "2:33: use of value '%x' expects different type than prior uses: 'f32' vs 'i32'",
    ],
    [
      `func.func @f(%t: tensor<4xf32>, %i: index) {
  %14 = iree_input.tensor.slice %t[%i for %i] : tensor<4xf32> -> tensor<2x2xf32>
  return
}`,
      "2:9: 'iree_input.tensor.slice' op failed to verify that all of {source, result} have same rank",
    ],
    [
      `func.func @f(%t: !iree_input.foo) {
  return
}`,
      '1:30: unknown  type `foo` in dialect `iree_input`',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
