/** The nvvm dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the nvvm dialect', () => {
  const printed: readonly string[] = [
    `module {
  llvm.func @f(%arg0: i32, %arg1: f32, %arg2: i1, %arg3: !llvm.ptr<i8, 3>, %arg4: !llvm.ptr<i8, 1>, %arg5: !llvm.ptr<i32, 3>, %arg6: vector<2xf16>) {
    %0 = nvvm.read.ptx.sreg.tid.x : i32
    %1 = nvvm.read.ptx.sreg.nctaid.z : i32
    %2 = nvvm.read.ptx.sreg.laneid : i32
    %3 = nvvm.rcp.approx.ftz.f %arg1 : f32
    %4 = nvvm.redux.sync  umax %arg0, %arg0 : i32 -> i32
    nvvm.barrier0
    %5 = nvvm.shfl.sync  idx %arg0, %arg1, %arg0, %arg0 : f32 -> f32
    %6 = nvvm.shfl.sync  up %arg0, %arg1, %arg0, %arg0 {return_value_and_is_valid} : f32 -> !llvm.struct<(f32, i1)>
    %7 = nvvm.vote.ballot.sync %arg0, %arg2 : i32
    nvvm.bar.warp.sync %arg0 : i32
    nvvm.cp.async.shared.global %arg3, %arg4, 16 {bypass_l1}
    nvvm.cp.async.commit.group
    nvvm.cp.async.wait.group 0
    %8 = nvvm.ldmatrix %arg5 {layout = #nvvm.mma_layout<col>, num = 4 : i32} : (!llvm.ptr<i32, 3>) -> !llvm.struct<(i32, i32, i32, i32)>
    %9 = nvvm.wmma.load %arg5, %arg0 {eltype = #nvvm.mma_type<f16>, frag = #nvvm.mma_frag<c>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (!llvm.ptr<i32, 3>) -> !llvm.struct<(vector<2xf16>, vector<2xf16>, vector<2xf16>, vector<2xf16>)>
    nvvm.wmma.store %arg5, %arg0, %arg6, %arg6, %arg6, %arg6 {eltype = #nvvm.mma_type<f16>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : !llvm.ptr<i32, 3>, vector<2xf16>, vector<2xf16>, vector<2xf16>, vector<2xf16>
    %10 = nvvm.mma.sync A[%arg6, %arg6]  B[%arg6, %arg6]  C[%arg6, %arg6, %arg6, %arg6]  {layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<col>, shape = #nvvm.shape<m = 8, n = 8, k = 4>} : (vector<2xf16>, vector<2xf16>, vector<2xf16>) -> !llvm.struct<(vector<2xf16>, vector<2xf16>, vector<2xf16>, vector<2xf16>)>
    %11 = nvvm.mma.sync A[%arg0]  B[%arg0]  C[%arg0, %arg0]  {b1Op = #nvvm.mma_b1op<xor_popc>, intOverflowBehavior = #nvvm.mma_int_overflow<wrapped>, layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<col>, multiplicandAPtxType = #nvvm.mma_type<b1>, multiplicandBPtxType = #nvvm.mma_type<b1>, shape = #nvvm.shape<m = 8, n = 8, k = 128>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
    %12 = nvvm.mma.sync A[%arg6, %arg6, %arg6, %arg6]  B[%arg6, %arg6]  C[%arg1, %arg1, %arg1, %arg1]  {layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<col>, shape = #nvvm.shape<m = 16, n = 8, k = 16>} : (vector<2xf16>, vector<2xf16>, f32) -> !llvm.struct<(f32, f32, f32, f32)>
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
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%a, %a] B[%a, %a] C[%a, %a] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, shape = #nvvm.shape<m = 8, n = 8, k = 4>} : (vector<2xf16>, vector<2xf16>, vector<2xf16>) -> !llvm.struct<(vector<2xf16>, vector<2xf16>)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op Could not match types for the C operands; expected one of 4xvector<2xf16> 8xf32 but got vector<2xf16>, vector<2xf16>`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%a, %a] B[%a, %a] C[%a, %a, %a, %a] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, shape = #nvvm.shape<m = 8, n = 8, k = 4>} : (vector<2xf16>, vector<2xf16>, vector<2xf16>) -> !llvm.struct<(vector<2xf16>, vector<2xf16>)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op Could not match allowed types for the result; expected one of !llvm.struct<(vector<2xf16>, vector<2xf16>, vector<2xf16>, vector<2xf16>)>, !llvm.struct<(f32, f32, f32, f32, f32, f32, f32, f32)> but got !llvm.struct<(vector<2xf16>, vector<2xf16>)>`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%a, %a] B[%a, %a] C[%a, %a, %a, %a] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, shape = #nvvm.shape<m = 8, n = 8, k = 8>} : (vector<2xf16>, vector<2xf16>, vector<2xf16>) -> !llvm.struct<(vector<2xf16>, vector<2xf16>)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op unimplemented variant for MMA shape <8, 8, 8>`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%i] B[%i] C[%i, %i] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, shape = #nvvm.shape<m = 8, n = 8, k = 16>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op unimplemented variant for MMA shape <8, 8, 16>`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%i] B[%i] C[%i, %i] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, multiplicandAPtxType = #nvvm.mma_type<s8>, multiplicandBPtxType = #nvvm.mma_type<s8>, shape = #nvvm.shape<m = 8, n = 8, k = 16>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op op requires intOverflowBehavior attribute`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%i] B[%i] C[%i, %i] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, multiplicandAPtxType = #nvvm.mma_type<b1>, multiplicandBPtxType = #nvvm.mma_type<b1>, shape = #nvvm.shape<m = 8, n = 8, k = 128>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
  llvm.return
}`,
      `2:8: 'nvvm.mma.sync' op op requires b1Op attribute`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%i] B[%i] C[%i, %i] {layoutA=#nvvm.mma_layout<row>, layoutB=#nvvm.mma_layout<col>, multiplicandAPtxType = #nvvm.mma_type<s32>, multiplicandBPtxType = #nvvm.mma_type<b1>, shape = #nvvm.shape<m = 16, n = 8, k = 128>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
  llvm.return
}`,
      `2:8: invalid shape or multiplicand type: s32`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %a: vector<2xf16>, %i: i32, %f: f32) {
  %0 = nvvm.mma.sync A[%i] B[%i] {layoutA=#nvvm.mma_layout<row>} : (i32, i32, i32) -> !llvm.struct<(i32, i32)>
  llvm.return
}`,
      `2:34: custom op 'nvvm.mma.sync' expected 'C'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %l = nvvm.ldmatrix %p {num = 3 : i32, layout = #nvvm.mma_layout<row>} : (!llvm.ptr<i32, 3>) -> i32
  llvm.return
}`,
      `2:8: 'nvvm.ldmatrix' op expected num attribute to be 1, 2 or 4`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %l = nvvm.ldmatrix %p {num = 2 : i32, layout = #nvvm.mma_layout<row>} : (!llvm.ptr<i32, 3>) -> i32
  llvm.return
}`,
      `2:8: 'nvvm.ldmatrix' op expected destination type is a structure of 2 elements of type i32`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32>, %i: i32) {
  %l = nvvm.ldmatrix %p {num = 2 : i32, layout = #nvvm.mma_layout<row>} : (!llvm.ptr<i32>) -> i32
  llvm.return
}`,
      `2:8: 'nvvm.ldmatrix' op expected source pointer in memory space 3`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %l = nvvm.wmma.load %p, %i {eltype = #nvvm.mma_type<f16>, frag = #nvvm.mma_frag<a>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (!llvm.ptr<i32, 3>) -> !llvm.struct<(i32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.load' op expected destination type is a structure of 8 elements of type 'vector<2xf16>'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %l = nvvm.wmma.load %p, %i {eltype = #nvvm.mma_type<f32>, frag = #nvvm.mma_frag<a>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (!llvm.ptr<i32, 3>) -> !llvm.struct<(i32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.load' op invalid attribute combination`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 2>, %i: i32) {
  %l = nvvm.wmma.load %p, %i {eltype = #nvvm.mma_type<f32>, frag = #nvvm.mma_frag<a>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (!llvm.ptr<i32, 2>) -> !llvm.struct<(i32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.load' op expected source pointer in memory space 0, 1, 3`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  nvvm.wmma.store %p, %i, %i {eltype = #nvvm.mma_type<f16>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : !llvm.ptr<i32, 3>, i32
  llvm.return
}`,
      `2:3: 'nvvm.wmma.store' op expected 4 data operands`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  nvvm.wmma.store %p, %i, %i, %i, %i, %i {eltype = #nvvm.mma_type<f16>, k = 16 : i32, layout = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : !llvm.ptr<i32, 3>, i32, i32, i32, i32
  llvm.return
}`,
      `2:3: 'nvvm.wmma.store' op expected data operands of type 'vector<2xf16>'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %0 = nvvm.wmma.mma %i {eltypeA = #nvvm.mma_type<tf32>, eltypeB = #nvvm.mma_type<f32>, k = 8 : i32, layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (i32) -> !llvm.struct<(f32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.mma' op expected 16 arguments`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr<i32, 3>, %i: i32) {
  %0 = nvvm.wmma.mma %i {eltypeA = #nvvm.mma_type<tf32>, eltypeB = #nvvm.mma_type<f32>, k = 8 : i32, layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<row>, m = 8 : i32, n = 16 : i32} : (i32) -> !llvm.struct<(f32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.mma' op invalid attribute combination`,
    ],
    [
      `llvm.func @f(%i: i32) {
  %0 = nvvm.wmma.mma %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i, %i {eltypeA = #nvvm.mma_type<tf32>, eltypeB = #nvvm.mma_type<f32>, k = 8 : i32, layoutA = #nvvm.mma_layout<row>, layoutB = #nvvm.mma_layout<row>, m = 16 : i32, n = 16 : i32} : (i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32) -> !llvm.struct<(f32)>
  llvm.return
}`,
      `2:8: 'nvvm.wmma.mma' op expected argument 8 to be of type 'f32'`,
    ],
    [
      `llvm.func @f(%d: !llvm.ptr<i8, 3>, %s: !llvm.ptr<i8, 1>) {
  nvvm.cp.async.shared.global %d, %s, 5
  llvm.return
}`,
      `2:3: expected byte size to be either 4, 8 or 16.`,
    ],
    [
      `llvm.func @f(%d: !llvm.ptr<i8, 3>, %s: !llvm.ptr<i8, 1>) {
  nvvm.cp.async.shared.global %d, %s, 8 {bypass_l1}
  llvm.return
}`,
      `2:3: bypass l1 is only support for 16 bytes copy.`,
    ],
    [
      `llvm.func @f(%d: !llvm.ptr<i8, 3>, %s: !llvm.ptr<i8, 1>) {
  nvvm.cp.async.shared.global %s, %s, 8 {bypass_l1}
  llvm.return
}`,
      `2:31: use of value '%s' expects different type than prior uses: '!llvm.ptr<i8, 3>' vs '!llvm.ptr<i8, 1>'`,
    ],
    [
      `llvm.func @f(%i: i32, %v: f32) {
  %0 = nvvm.shfl.sync bfly %i, %v, %i, %i {return_value_and_is_valid} : f32 -> f32
  llvm.return
}`,
      `2:8: expected return type to be a two-element struct with i1 as the second element`,
    ],
    [
      `llvm.func @f(%i: i32, %v: f32) {
  %0 = nvvm.redux.sync foo %i, %i : i32 -> i32
  llvm.return
}`,
      `2:24: custom op 'nvvm.redux.sync' expected ::mlir::NVVM::ReduxKind to be one of: add, and, max, min, or, umax, umin, xor`,
    ],
    [
      `func.func private @f() attributes {nvvm.kernel}`,
      `1:1: 'nvvm.kernel' attribute attached to unexpected op`,
    ],
    [
      `func.func private @f() attributes {nvvm.maxntid = [1, 2, 3, 4]}`,
      `1:1: '"nvvm.maxntid"' attribute must be integer array with maximum 3 index`,
    ],
    [
      `func.func private @f() attributes {nvvm.reqntid = [1, "a"]}`,
      `1:1: '"nvvm.reqntid"' attribute must be integer array with maximum 3 index`,
    ],
    [
      `func.func private @f() attributes {nvvm.maxnreg = "a"}`,
      `1:1: '"nvvm.maxnreg"' attribute must be integer constant`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
