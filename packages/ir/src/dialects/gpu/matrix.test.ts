/** Matrices of subgroups read, print and are checked as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('matrices of subgroups', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: memref<32x32xf16>, %arg1: index, %arg2: f16, %arg3: memref<8xvector<4xf32>>) {
    %0 = gpu.subgroup_mma_load_matrix %arg0[%arg1, %arg1] {leadDimension = 32 : index, transpose} : memref<32x32xf16> -> !gpu.mma_matrix<16x16xf16, "AOp">
    %1 = gpu.subgroup_mma_load_matrix %arg0[%arg1, %arg1] {leadDimension = 32 : index} : memref<32x32xf16> -> !gpu.mma_matrix<16x16xf16, "BOp">
    %2 = gpu.subgroup_mma_constant_matrix %arg2 : !gpu.mma_matrix<16x16xf16, "COp">
    %3 = gpu.subgroup_mma_compute %0, %1, %2 {a_transpose} : !gpu.mma_matrix<16x16xf16, "AOp">, !gpu.mma_matrix<16x16xf16, "BOp"> -> !gpu.mma_matrix<16x16xf16, "COp">
    %4 = gpu.subgroup_mma_elementwise  maxf %2, %3 {x} : (!gpu.mma_matrix<16x16xf16, "COp">, !gpu.mma_matrix<16x16xf16, "COp">) -> !gpu.mma_matrix<16x16xf16, "COp">
    gpu.subgroup_mma_store_matrix %4, %arg0[%arg1, %arg1] {leadDimension = 32 : index} : !gpu.mma_matrix<16x16xf16, "COp">, memref<32x32xf16>
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func private @f(!gpu.mma_matrix<16x16xi8, "AOp">)`,
      '1:27: MMAMatrixType elements must be SI8, UI8, I32, F16, or F32',
    ],
    [
      `func.func private @f(!gpu.mma_matrix<16xf16, "AOp">)`,
      '1:27: MMAMatrixType must have exactly two dimensions',
    ],
    [
      `func.func private @f(!gpu.mma_matrix<16x16xf16, "EOp">)`,
      '1:27: operand expected to be one of AOp, BOp or COp',
    ],
    [
      `func.func private @f(!gpu.mma_matrix<16x16xf64, "COp">)`,
      '1:27: MMAMatrixType elements must be SI8, UI8, I32, F16, or F32',
    ],
    [`func.func private @f(!gpu.foo)`, '1:27: unknown gpu type: foo'],
    [
      `func.func @f(%a: memref<4x4xi64>, %i: index) {
  %0 = gpu.subgroup_mma_load_matrix %a[%i, %i] {leadDimension = 4 : index} : memref<4x4xi64> -> !gpu.mma_matrix<16x16xf16, "COp">
  return
}`,
      "2:8: 'gpu.subgroup_mma_load_matrix' op operand #0 must be memref of 8-bit signless integer or 32-bit signless integer or 16-bit float or 32-bit float or vector of 8-bit signless integer or 32-bit signless integer or 16-bit float or 32-bit float values of ranks 1 values, but got 'memref<4x4xi64>'",
    ],
    [
      `func.func @f(%a: !gpu.mma_matrix<16x16xf16, "COp">, %i: i64) {
  %0 = gpu.subgroup_mma_compute %a, %a, %a : !gpu.mma_matrix<16x16xf16, "COp">, !gpu.mma_matrix<16x16xf16, "COp"> -> !gpu.mma_matrix<16x16xf16, "COp">
  return
}`,
      '2:8: operands must be in the order AOp, BOp, COp',
    ],
    [
      `func.func @f(%i: i64) {
  %0 = gpu.subgroup_mma_constant_matrix %i : !gpu.mma_matrix<16x16xi32, "COp">
  return
}`,
      "2:41: use of value '%i' expects different type than prior uses: 'i32' vs 'i64'",
    ],
    [
      `func.func @f(%i: i64) {
  "gpu.subgroup_mma_compute"(%i, %i, %i) : (i64, i64, i64) -> i64
  return
}`,
      "2:3: 'gpu.subgroup_mma_compute' op operand #0 must be gpu.mma_matrix of 8-bit signed integer or 8-bit unsigned integer or 16-bit float or 32-bit float values, but got 'i64'",
    ],
    [
      `func.func @f(%i: i64) {
  "gpu.subgroup_mma_constant_matrix"(%i) : (i64) -> i64
  return
}`,
      "2:3: 'gpu.subgroup_mma_constant_matrix' op operand #0 must be 8-bit signed integer or 8-bit unsigned integer or 32-bit signless integer or 16-bit float or 32-bit float, but got 'i64'",
    ],
    [
      `func.func @f(%a: memref<4x4xf16>, %i: index, %x: !gpu.mma_matrix<16x16xf16, "AOp">) {
  gpu.subgroup_mma_store_matrix %x, %a[%i, %i] {leadDimension = 4 : index} : !gpu.mma_matrix<16x16xf16, "AOp">, memref<4x4xf16>
  return
}`,
      "2:3: expected the operand matrix being stored to have 'COp' operand type",
    ],
    [
      `func.func @f(%a: !gpu.mma_matrix<16x16xf16, "AOp">, %b: !gpu.mma_matrix<8x16xf16, "BOp">, %c: !gpu.mma_matrix<16x16xf16, "COp">) {
  %0 = gpu.subgroup_mma_compute %a, %b, %c : !gpu.mma_matrix<16x16xf16, "AOp">, !gpu.mma_matrix<8x16xf16, "BOp"> -> !gpu.mma_matrix<16x16xf16, "COp">
  return
}`,
      '2:8: operand shapes do not satisfy matmul constraints',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
