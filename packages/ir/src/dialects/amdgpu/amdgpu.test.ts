/** The amdgpu dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the amdgpu dialect', () => {
  const printed: readonly string[] = [
    `module {
  func.func @f(%arg0: memref<4x4xf32>, %arg1: i32, %arg2: f32, %arg3: vector<32xf32>, %arg4: vector<4xf32>, %arg5: f64, %arg6: vector<4xf64>) {
    %0 = amdgpu.raw_buffer_load {boundsCheck = false} %arg0[%arg1, %arg1] sgprOffset %arg1 : memref<4x4xf32>, i32, i32 -> vector<4xf32>
    amdgpu.raw_buffer_store {indexOffset = 1 : i32} %arg4 -> %arg0[%arg1, %arg1] : vector<4xf32> -> memref<4x4xf32>, i32, i32
    amdgpu.raw_buffer_atomic_fadd %arg2 -> %arg0[%arg1, %arg1] : f32 -> memref<4x4xf32>, i32, i32
    amdgpu.lds_barrier
    %1 = amdgpu.mfma %arg2 * %arg2 + %arg3 {abid = 1 : i32, blocks = 2 : i32, cbsz = 1 : i32, k = 1 : i32, m = 32 : i32, n = 32 : i32} blgp =  bcast_second_32 : f32, vector<32xf32>
    %2 = amdgpu.mfma %arg5 * %arg5 + %arg6 {blocks = 1 : i32, k = 4 : i32, m = 16 : i32, n = 16 : i32, negateA, reducePrecision} blgp =  none : f64, vector<4xf64>
    return
  }
}`,
  ];
  for (const text of printed)
    it(`prints what upstream prints: ${text.slice(0, 60).replace(/\s+/g, ' ')}…`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%m: memref<4xf32, 3>, %i: i32) {
  %0 = amdgpu.raw_buffer_load %m[%i] : memref<4xf32, 3>, i32 -> f32
  return
}`,
      `2:8: 'amdgpu.raw_buffer_load' op Buffer ops must operate on a memref in global memory`,
    ],
    [
      `func.func @f(%m: memref<4xf32>, %i: i32) {
  %0 = amdgpu.raw_buffer_load %m[%i, %i] : memref<4xf32>, i32, i32 -> f32
  return
}`,
      `2:8: 'amdgpu.raw_buffer_load' op Expected 1 indices to memref`,
    ],
    [
      `func.func @f(%m: memref<4xf32>, %i: i32) {
  %0 = amdgpu.raw_buffer_load %m[%i] : memref<4xf32>, i32 -> i32
  return
}`,
      `2:8: 'amdgpu.raw_buffer_load' op failed to verify that all of {value, memref} have same element type`,
    ],
    [
      `func.func @f(%a: f32, %c: vector<32xf32>) {
  %d = amdgpu.mfma %a * %a + %c { abid = 1 : i32, cbsz = 0 : i32, k = 1 : i32, m = 32 : i32, n = 32 : i32, blocks = 2 : i32 } blgp = none : f32, vector<32xf32>
  return
}`,
      `2:8: 'amdgpu.mfma' op block ID for permuting A (abid) must be below 2 ** cbsz`,
    ],
    [
      `func.func @f(%a: f32, %c: vector<32xf32>) {
  %d = amdgpu.mfma %a * %a + %c { k = 1 : i32, m = 32 : i32, n = 32 : i32, blocks = 4 : i32 } blgp = none : f32, vector<32xf32>
  return
}`,
      `2:8: 'amdgpu.mfma' op expected 2 source values for this operation but got 1`,
    ],
    [
      `func.func @f(%a: f32, %c: vector<32xf32>) {
  %d = amdgpu.mfma %a * %a + %c { k = 1 : i32, m = 32 : i32, n = 32 : i32, blocks = 2 : i32, negateA } blgp = bad : f32, vector<32xf32>
  return
}`,
      `2:111: custom op 'amdgpu.mfma' expected ::mlir::amdgpu::MFMAPermB to be one of: none, bcast_first_32, bcast_second_32, rotate_16_right, bcast_first_16, bcast_second_16, bcast_third_16, bcast_fourth_16`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });

  it('knows what lies outside of a buffer', () => {
    assert.equal(
      canonicalized(`func.func @f(%m: memref<4xf32>, %v: f32) -> f32 {
  %c4 = arith.constant 4 : i32
  amdgpu.raw_buffer_store %v -> %m[%c4] : f32 -> memref<4xf32>, i32
  %0 = amdgpu.raw_buffer_load %m[%c4] : memref<4xf32>, i32 -> f32
  return %0 : f32
}`),
      `module {
  func.func @f(%arg0: memref<4xf32>, %arg1: f32) -> f32 {
    %cst = arith.constant 0.000000e+00 : f32
    return %cst : f32
  }
}`,
    );
  });
});
