/** The hal_inline dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the hal_inline dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: index, %arg1: !util.buffer, %arg2: i32, %arg3: !hal.buffer_view) {
    %buffer, %storage = hal_inline.buffer.allocate alignment(%arg0) : !hal.buffer{%arg0} in !util.buffer
    %buffer_0, %storage_1 = hal_inline.buffer.allocate.initialized source(%arg1 : !util.buffer)[%arg0, %arg0] alignment(%arg0) : !hal.buffer{%arg0} in !util.buffer
    %mapped = hal_inline.buffer.wrap source(%arg1 : !util.buffer)[%arg0, %arg0] : !hal.buffer attributes {x = 1 : i32}
    %buffer_2 = hal_inline.buffer.subspan<%mapped : !hal.buffer>[%arg0, %arg0] : !hal.buffer
    %length = hal_inline.buffer.length<%buffer_2 : !hal.buffer> : index
    %storage_3 = hal_inline.buffer.storage<%buffer_2 : !hal.buffer> : !util.buffer
    %view = hal_inline.buffer_view.create buffer(%buffer_2 : !hal.buffer)[%arg0, %length] shape([%arg0, %arg0]) type(%arg2) encoding(%arg2) : !hal.buffer_view
    hal_inline.buffer_view.assert<%view : !hal.buffer_view> message("m") shape([%arg0]) type(%arg2) encoding(%arg2)
    %buffer_4 = hal_inline.buffer_view.buffer<%arg3 : !hal.buffer_view> : !hal.buffer
    %0 = hal_inline.buffer_view.element_type<%arg3 : !hal.buffer_view> : i32
    %1 = hal_inline.buffer_view.encoding_type<%arg3 : !hal.buffer_view> : i32
    %2 = hal_inline.buffer_view.rank<%arg3 : !hal.buffer_view> : index
    %3 = hal_inline.buffer_view.dim<%arg3 : !hal.buffer_view>[1] : index
    hal_inline.buffer_view.trace %arg3, %arg3 : !hal.buffer_view, !hal.buffer_view attributes {key = "k"}
    %ok, %value = hal_inline.device.query key("a" :: "b") : i1, i32 = 3 : i32
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @FoldBufferLengthOp(%length: index) -> index {
  %c64 = arith.constant 64 : index
  %buffer, %storage = hal_inline.buffer.allocate alignment(%c64) : !hal.buffer{%length} in !util.buffer
  %queried_length = hal_inline.buffer.length<%buffer : !hal.buffer> : index
  return %queried_length : index
}



func.func @FoldBufferStorageOp(%length: index) -> !util.buffer {
  %c64 = arith.constant 64 : index
  %buffer, %storage = hal_inline.buffer.allocate alignment(%c64) : !hal.buffer{%length} in !util.buffer
  %queried_storage = hal_inline.buffer.storage<%buffer : !hal.buffer> : !util.buffer
  return %queried_storage : !util.buffer
}



func.func @FoldBufferViewCreateSubspan(%base_buffer: !hal.buffer, %subspan_offset: index, %subspan_length: index) -> !hal.buffer_view {
  %subspan = hal_inline.buffer.subspan<%base_buffer : !hal.buffer>[%subspan_offset, %subspan_length] : !hal.buffer
  %view_offset = arith.constant 512 : index
  %view_length = arith.constant 1024 : index
  %dim0 = arith.constant 128 : index
  %type = arith.constant 32 : i32
  %encoding = arith.constant 1 : i32
  %view = hal_inline.buffer_view.create buffer(%subspan : !hal.buffer)[%view_offset, %view_length]
                                 shape([%dim0])
                                 type(%type)
                                 encoding(%encoding) : !hal.buffer_view
  return %view : !hal.buffer_view
}



func.func @SkipBufferViewBufferOp(%buffer: !hal.buffer) -> !hal.buffer {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : i32
  %c10 = arith.constant 10 : index
  %c11 = arith.constant 11 : index
  %c32 = arith.constant 32 : i32
  %c64 = arith.constant 64 : index
  %view = hal_inline.buffer_view.create buffer(%buffer : !hal.buffer)[%c0, %c64]
                                        shape([%c10, %c11])
                                        type(%c32)
                                        encoding(%c1) : !hal.buffer_view
  %view_buffer = hal_inline.buffer_view.buffer<%view : !hal.buffer_view> : !hal.buffer
  return %view_buffer : !hal.buffer
}`),
      `module {
  func.func @FoldBufferLengthOp(%arg0: index) -> index {
    %c64 = arith.constant 64 : index
    %buffer, %storage = hal_inline.buffer.allocate alignment(%c64) : !hal.buffer{%arg0} in !util.buffer
    return %arg0 : index
  }
  func.func @FoldBufferStorageOp(%arg0: index) -> !util.buffer {
    %c64 = arith.constant 64 : index
    %buffer, %storage = hal_inline.buffer.allocate alignment(%c64) : !hal.buffer{%arg0} in !util.buffer
    return %storage : !util.buffer
  }
  func.func @FoldBufferViewCreateSubspan(%arg0: !hal.buffer, %arg1: index, %arg2: index) -> !hal.buffer_view {
    %c1_i32 = arith.constant 1 : i32
    %c32_i32 = arith.constant 32 : i32
    %c128 = arith.constant 128 : index
    %c1024 = arith.constant 1024 : index
    %c512 = arith.constant 512 : index
    %0 = arith.addi %arg1, %c512 : index
    %view = hal_inline.buffer_view.create buffer(%arg0 : !hal.buffer)[%0, %c1024] shape([%c128]) type(%c32_i32) encoding(%c1_i32) : !hal.buffer_view
    return %view : !hal.buffer_view
  }
  func.func @SkipBufferViewBufferOp(%arg0: !hal.buffer) -> !hal.buffer {
    return %arg0 : !hal.buffer
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f() {
  %ok, %value = hal_inline.device.query key("a" :: "b") : i1, i64 = 3 : i32
  return
}`,
      "2:17: 'hal_inline.device.query' op type mismatch between result and default value",
    ],
    [
      `func.func @f(%b: !util.buffer) {
  %l = hal_inline.buffer.length<%b : !util.buffer> : index
  return
}`,
      "2:8: 'hal_inline.buffer.length' op operand #0 must be buffer, but got '!util.buffer'",
    ],
    [
      `func.func @f(%b: !hal.buffer) {
  %l = hal_inline.buffer.length<%b> : index
  return
}`,
      "2:35: expected ':'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
