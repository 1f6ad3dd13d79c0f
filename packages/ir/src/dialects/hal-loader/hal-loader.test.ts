/** The hal_loader dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the hal_loader dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`#executable_target_vmvx_bytecode_fb = #hal.executable.target<"vmvx", "vmvx-bytecode-fb">
#pipeline_layout = #hal.pipeline.layout<push_constants = 0, sets = [<0, bindings = [<0, storage_buffer>]>]>
module {
  hal.executable private @exe {
    hal.executable.variant public @v, target = #executable_target_vmvx_bytecode_fb {
      hal.executable.export public @main ordinal(0) layout(#pipeline_layout)
    }
  }
  func.func @f(%arg0: !util.buffer, %arg1: i32, %arg2: index) {
    %x-y_supported = hal_loader.executable.query_support format("x-y") : i1
    %exe = hal_loader.executable.load format("vmvx") data(%arg0) constants([%arg1, %arg1]) : !hal.executable
    %exe_0 = hal_loader.executable.load format("vmvx") data(%arg0) : !hal.executable
    %exe_1 = hal_loader.executable.lookup executable(@exe) : !hal.executable
    hal_loader.executable.dispatch.symbol executable(%exe_1 : !hal.executable) target(@exe::@v::@main) workgroups([%arg2, %arg2, %arg2]) bindings([
      (%arg0 : !util.buffer)[%arg2, %arg2], 
      (%arg0 : !util.buffer)[%arg2, %arg2]
    ])
    hal_loader.executable.dispatch executable(%exe_1 : !hal.executable)[16] workgroups([%arg2, %arg2, %arg2]) constants([%arg1]) bindings([
      (%arg0 : !util.buffer)[%arg2, %arg2]
    ]) attributes {x = 1 : i32}
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @fold_binding_subspans_into_dispatch(
    %executable: !hal.executable,
    %buffer: !util.buffer, %subspan_offset: index, %subspan_length: index) {
  %c1 = arith.constant 1 : index

  %buffer_size = util.buffer.size %buffer : !util.buffer
  %subspan = util.buffer.subspan %buffer[%subspan_offset] : !util.buffer{%buffer_size} -> !util.buffer{%subspan_length}

  %binding_offset = arith.constant 100 : index
  %binding_length = arith.constant 128 : index


  hal_loader.executable.dispatch
    executable(%executable : !hal.executable)[16]
    workgroups([%c1, %c1, %c1])
    bindings([
      (%subspan : !util.buffer)[%binding_offset, %binding_length]
    ])
  return
}`),
      `module {
  func.func @fold_binding_subspans_into_dispatch(%arg0: !hal.executable, %arg1: !util.buffer, %arg2: index, %arg3: index) {
    %c128 = arith.constant 128 : index
    %c100 = arith.constant 100 : index
    %c1 = arith.constant 1 : index
    %0 = arith.addi %arg2, %c100 : index
    hal_loader.executable.dispatch executable(%arg0 : !hal.executable)[16] workgroups([%c1, %c1, %c1]) bindings([
      (%arg1 : !util.buffer)[%0, %c128]
    ])
    return
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f() {
  %3 = hal_loader.executable.lookup executable(@exe) : !hal.executable
  return
}`,
      "2:8: 'hal_loader.executable.lookup' op undefined executable: exe",
    ],
    [
      `func.func @f(%e: !hal.executable, %i: index, %d: !util.buffer) {
  hal_loader.executable.dispatch.symbol executable(%e : !hal.executable) target(@exe::@v::@main) workgroups([%i, %i, %i]) bindings([(%d : !util.buffer)[%i, %i]])
  return
}`,
      "2:3: 'hal_loader.executable.dispatch.symbol' op undefined entry point: @exe::@v::@main",
    ],
    [
      `func.func @f(%e: !hal.executable, %i: index, %d: !util.buffer) {
  "hal_loader.executable.dispatch"(%e, %i, %i, %i, %d) {entry_point = 1 : index, operand_segment_sizes = array<i32: 1, 1, 1, 1, 0, 1, 0, 0>} : (!hal.executable, index, index, index, !util.buffer) -> ()
  return
}`,
      "2:3: 'hal_loader.executable.dispatch' op binding buffers/offsets/lengths must match; have 1/0/0",
    ],
    [
      `func.func @f(%e: !hal.executable, %i: index) {
  hal_loader.executable.dispatch executable(%e : !hal.executable)[0] workgroups([%i, %i, %i]) bindings([])
  return
}`,
      "2:105: expected '('",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
