/** The vmvx dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the vmvx dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: memref<4x?xf32, strided<[?, 1], offset: ?>>, %arg1: !util.buffer, %arg2: index, %arg3: f32) {
    %base_buffer, %offset, %sizes:2, %strides:2 = vmvx.get_buffer_descriptor %arg0 : memref<4x?xf32, strided<[?, 1], offset: ?>> -> !util.buffer, index, index, index, index, index
    %0 = vmvx.get_raw_interface_binding_buffer set(0) binding(1)
    %1:2 = vmvx.query_tile_sizes sizes(%arg2, %arg2) flags(6) -> index, index
    vmvx.binary op("add" : f32) lhs(%arg1 offset %arg2 strides[%arg2, %arg2] : !util.buffer) rhs(%arg1 offset %arg2 strides[%arg2, %arg2] : !util.buffer) out(%arg1 offset %arg2 strides[%arg2, %arg2] : !util.buffer) sizes(%arg2, %arg2)
    vmvx.copy in(%arg1 offset %arg2 strides[%arg2] : !util.buffer) out(%arg1 offset %arg2 strides[%arg2] : !util.buffer) sizes(%arg2) : i8 {x}
    vmvx.fill2d scalar(%arg3 : f32) out(%arg1 offset %arg2 row_stride %arg2 : !util.buffer) sizes(%arg2, %arg2)
    vmvx.matmul lhs(%arg1 offset %arg2 row_stride %arg2 : !util.buffer) rhs(%arg1 offset %arg2 row_stride %arg2 : !util.buffer) out(%arg1 offset %arg2 row_stride %arg2 : !util.buffer) mnk(%arg2, %arg2, %arg2) flags(1) : (f32, f32, f32)
    vmvx.unpack in(%arg1 offset %arg2 stride0 %arg2 : !util.buffer) out(%arg1 offset %arg2 stride0 %arg2 : !util.buffer) in_shape(%arg2, %arg2, %arg2, %arg2) out_shape(%arg2, %arg2) flags(0) : (f32, f32)
    vmvx.pack in(%arg1 offset %arg2 stride0 %arg2 : !util.buffer) out(%arg1 offset %arg2 stride0 %arg2 : !util.buffer) in_shape(%arg2, %arg2) out_shape(%arg2, %arg2, %arg2, %arg2) padding_value(%arg3 : f32) flags(0) : (f32, f32)
    vmvx.unary op("abs" : f64) in(%arg1 offset %arg2 strides[] : !util.buffer) out(%arg1 offset %arg2 strides[] : !util.buffer) sizes()
    return
  }
}`);
  });

  it('has the product of tiles, which upstream’s tool of a week later has no more', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: !util.buffer, %arg1: index) {
    vmvx.mmt4d lhs(%arg0 offset %arg1 row_stride %arg1 : !util.buffer) rhs(%arg0 offset %arg1 row_stride %arg1 : !util.buffer) out(%arg0 offset %arg1 row_stride %arg1 : !util.buffer) mnk(%arg1, %arg1, %arg1) tile_mnk(%arg1, %arg1, %arg1) flags(1) : (i8, i8, i32)
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%b: memref<4xf32>, %i: index, %s: f32) {
  vmvx.fill2d scalar(%s : f32) out(%b offset %i row_stride %i : memref<4xf32>) sizes(%i, %i)
  return
}`,
      "2:3: 'vmvx.fill2d' op operand #1 must be a reference counted byte buffer, but got 'memref<4xf32>'",
    ],
    [
      `func.func @f(%b: !util.buffer, %i: index) {
  vmvx.copy in(%b offset %i row_strides[%i] : !util.buffer) out(%b offset %i strides[%i] : !util.buffer) sizes(%i) : i8
  return
}`,
      "2:29: custom op 'vmvx.copy' expected 'strides'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
