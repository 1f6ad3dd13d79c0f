/** The rocdl dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the rocdl dialect', () => {
  const printed: readonly string[] = [
    `module {
  llvm.func @f(%arg0: i32, %arg1: i1, %arg2: vector<4xi32>, %arg3: vector<4xf32>, %arg4: f32) attributes {rocdl.kernel} {
    %0 = rocdl.workitem.id.x : i32
    %1 = rocdl.grid.dim.z : i64
    rocdl.barrier
    %2 = rocdl.mfma.f32.16x16x4bf16.1k %arg4, %arg4, %arg3, %arg0, %arg0, %arg0 : (f32, f32, vector<4xf32>, i32, i32, i32) -> vector<4xf32>
    %3 = rocdl.buffer.load %arg2, %arg0, %arg0, %arg1, %arg1 : vector<4xf32>
    rocdl.buffer.store %arg3, %arg2, %arg0, %arg0, %arg1, %arg1 : vector<4xf32>
    %4 = rocdl.raw.buffer.load %arg2, %arg0, %arg0, %arg0 : f32
    rocdl.raw.buffer.store %arg4, %arg2, %arg0, %arg0, %arg0 : f32
    rocdl.raw.buffer.atomic.fadd %arg4, %arg2, %arg0, %arg0, %arg0 : f32
    llvm.return
  }
}`,
  ];
  for (const text of printed)
    it(`prints what upstream prints: ${text.slice(0, 60).replace(/\s+/g, ' ')}…`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func private @f() attributes {rocdl.kernel}`,
      `1:1: 'rocdl.kernel' attribute attached to unexpected op`,
    ],
    [
      `llvm.func @f(%i: i32) {
  rocdl.raw.buffer.store %i, %i, %i : i32
  llvm.return
}`,
      `2:26: custom op 'rocdl.raw.buffer.store' expected 5 operands`,
    ],
    [
      `llvm.func @f(%i: i32) {
  rocdl.raw.buffer.store %i, %i, %i, %i, %i : i32
  llvm.return
}`,
      `2:30: use of value '%i' expects different type than prior uses: 'vector<4xi32>' vs 'i32'`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
