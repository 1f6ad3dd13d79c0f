/** The llvm dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the llvm dialect', () => {
  const printed: readonly string[] = [
    `#loop_annotation = #llvm.loop_annotation<disableNonforced = true>
#loop_annotation1 = #llvm.loop_annotation<>
module {
  llvm.func @a(%arg0: !llvm.ptr, %arg1: i32, %arg2: vector<4xf32>, %arg3: f32, %arg4: !llvm.ptr<i32>) {
    %0 = llvm.load volatile %arg0 atomic syncscope("agent") monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    llvm.store volatile %arg1, %arg0 atomic syncscope("agent") release {alignment = 4 : i64} : i32, !llvm.ptr
    llvm.store %arg1, %arg4 {nontemporal} : !llvm.ptr<i32>
    %1 = llvm.atomicrmw volatile fadd %arg0, %arg3 syncscope("agent") monotonic {alignment = 4 : i64} : !llvm.ptr, f32
    %2 = llvm.atomicrmw add %arg4, %arg1 seq_cst : !llvm.ptr<i32>, i32
    %3 = llvm.cmpxchg weak volatile %arg0, %arg1, %arg1 syncscope("agent") acq_rel monotonic {alignment = 4 : i64} : !llvm.ptr, i32
    %4 = llvm.alloca inalloca %arg1 x i32 {alignment = 8 : i64} : (i32) -> !llvm.ptr
    llvm.fence syncscope("agent") seq_cst {foo}
    %5 = llvm.mlir.poison : i32
    llvm.br ^bb1 {loop_annotation = #loop_annotation}
  ^bb1:  // 2 preds: ^bb0, ^bb1
    %6 = llvm.mlir.null : !llvm.ptr
    %7 = llvm.mlir.constant(true) : i1
    llvm.cond_br %7 weights(dense<[1, 2]> : vector<2xi32>), ^bb1, ^bb2 {loop_annotation = #loop_annotation1}
  ^bb2:  // pred: ^bb1
    llvm.return
  }
}`,
    `module {
  llvm.func internal hidden fastcc @b(%arg0: i32, %arg1: f32 {llvm.noundef}) -> (i32 {llvm.zeroext}) {
    llvm.return %arg0 : i32
  }
  llvm.func @c(...)
  llvm.func @d(i32, ...)
  llvm.mlir.global internal hidden thread_local constant @g(42 : i64) {addr_space = 0 : i32, alignment = 8 : i64, section = "x"} : i64
  llvm.mlir.global internal unnamed_addr constant @g1(42 : i64) {addr_space = 0 : i32, alignment = 8 : i64, section = "x"} : i64
  llvm.mlir.global external @g2("abc") {addr_space = 0 : i32}
  llvm.mlir.global appending @g3() {addr_space = 0 : i32} : !llvm.array<2 x i32> {
    %0 = llvm.mlir.undef : !llvm.array<2 x i32>
    llvm.return %0 : !llvm.array<2 x i32>
  }
  llvm.func @e(%arg0: vector<4xf32>, %arg1: f32, %arg2: !llvm.ptr, %arg3: i32, %arg4: i1) {
    %0 = llvm.select %arg4, %arg1, %arg1 {fastmathFlags = #llvm.fastmath<nnan>} : i1, f32
    %1 = llvm.intr.vector.reduce.fmax(%arg0)  {fastmathFlags = #llvm.fastmath<nnan>} : (vector<4xf32>) -> f32
    %2 = "llvm.intr.vector.reduce.fadd"(%arg1, %arg0) {reassoc = true} : (f32, vector<4xf32>) -> f32
    %3 = "llvm.intr.abs"(%arg3, %arg4) : (i32, i1) -> i32
    "llvm.intr.memcpy"(%arg2, %arg2, %arg3, %arg4) : (!llvm.ptr, !llvm.ptr, i32, i1) -> ()
    %4 = llvm.call %arg2(%arg3, %arg1) {foo} : !llvm.ptr, (i32, f32) -> i32
    llvm.call %arg2(%arg3, %arg1) {foo} : !llvm.ptr, (i32, f32) -> ()
    %5 = llvm.call @b(%arg3, %arg1) {fastmathFlags = #llvm.fastmath<nnan>} : (i32, f32) -> i32
    %6 = llvm.getelementptr inbounds %arg2[%arg3, 1] {foo} : (!llvm.ptr, i32) -> !llvm.ptr, !llvm.struct<(i32, f32)>
    llvm.switch %arg3 : i32, ^bb1(%arg3 : i32) [
      42: ^bb1(%arg3 : i32),
      4294967295: ^bb2
    ] {foo}
  ^bb1(%7: i32):  // 2 preds: ^bb0, ^bb0
    llvm.return
  ^bb2:  // pred: ^bb0
    %8 = llvm.inline_asm has_side_effects asm_dialect = intel "foo", "bar" %arg3 : (i32) -> i32
    %9 = llvm.inline_asm asm_dialect = att operand_attrs = [] "foo", "bar" %arg3 : (i32) -> i32
    llvm.return
  }
  llvm.metadata @m {
    llvm.access_group @g
    llvm.alias_scope_domain @d {description = "x"}
    llvm.alias_scope @s {description = "x", domain = @d}
    llvm.tbaa_root @r {id = "root"}
    llvm.tbaa_type_desc @t {id = "x", members = {<@r, 0>, <@r, 4>}}
    llvm.tbaa_tag @tag {access_type = @t, base_type = @t, constant, offset = 0 : i64}
  }
}`,
    `module {
  llvm.func @f(%arg0: !llvm.ptr, %arg1: !llvm.ptr<i8>, %arg2: i32, %arg3: i1, %arg4: vector<4xf32>, %arg5: vector<4xi1>, %arg6: !llvm.token, %arg7: f32, %arg8: vector<4xi32>, %arg9: !llvm.vec<4 x ptr<f32>>, %arg10: i64, %arg11: i8) {
    llvm.intr.experimental.noalias.scope.decl @a::@b
    llvm.intr.experimental.noalias.scope.decl @a::@b {foo}
    llvm.return
  }
  llvm.metadata @a {
    llvm.alias_scope_domain @d
    llvm.alias_scope @b {domain = @d}
  }
}`,
    `#di_file = #llvm.di_file<"a" in "b">
#di_local_variable = #llvm.di_local_variable<scope = #di_file, name = "a">
module {
  llvm.func @f(%arg0: !llvm.ptr, %arg1: !llvm.ptr<i8>, %arg2: i32, %arg3: i1, %arg4: vector<4xf32>, %arg5: vector<4xi1>, %arg6: !llvm.token, %arg7: f32, %arg8: vector<4xi32>, %arg9: !llvm.vec<4 x ptr<f32>>, %arg10: i64, %arg11: i8, %arg12: f64) {
    %0 = llvm.intr.exp(%arg7)  : (f32) -> f32
    %1 = llvm.intr.pow(%arg7, %arg7)  {fastmathFlags = #llvm.fastmath<fast>} : (f32, f32) -> f32
    %2 = llvm.intr.fma(%arg4, %arg4, %arg4)  : (vector<4xf32>, vector<4xf32>, vector<4xf32>) -> vector<4xf32>
    %3 = llvm.intr.powi(%arg7, %arg2)  : (f32, i32) -> f32
    %4 = llvm.intr.ctpop(%arg2)  {foo} : (i32) -> i32
    "llvm.intr.prefetch"(%arg0, %arg2, %arg2, %arg2) : (!llvm.ptr, i32, i32, i32) -> ()
    llvm.intr.lifetime.start 16, %arg0 {foo} : !llvm.ptr
    %5 = "llvm.intr.sadd.with.overflow"(%arg2, %arg2) : (i32, i32) -> !llvm.struct<(i32, i1)>
    "llvm.intr.assume"(%arg3) : (i1) -> ()
    %6 = llvm.intr.coro.id %arg2, %arg1, %arg1, %arg1 : (i32, !llvm.ptr<i8>, !llvm.ptr<i8>, !llvm.ptr<i8>) -> !llvm.token
    %7 = llvm.intr.coro.begin %arg6, %arg1 {foo} : (!llvm.token, !llvm.ptr<i8>) -> !llvm.ptr<i8>
    %8 = llvm.intr.coro.size : i64
    %9 = llvm.intr.coro.align : i64
    %10 = llvm.intr.coro.save %arg1 : (!llvm.ptr<i8>) -> !llvm.token
    %11 = llvm.intr.coro.suspend %arg6, %arg3 : i8
    %12 = llvm.intr.coro.end %arg1, %arg3 : (!llvm.ptr<i8>, i1) -> i1
    %13 = llvm.intr.coro.free %arg6, %arg1 : (!llvm.token, !llvm.ptr<i8>) -> !llvm.ptr<i8>
    llvm.intr.coro.resume %arg1 : !llvm.ptr<i8>
    llvm.intr.dbg.value #di_local_variable = %arg2 : i32
    llvm.intr.dbg.declare #di_local_variable = %arg0 : !llvm.ptr {foo}
    llvm.intr.vastart %arg1 : !llvm.ptr<i8>
    llvm.intr.vacopy %arg1 to %arg1 : !llvm.ptr<i8>, !llvm.ptr<i8>
    llvm.intr.vaend %arg1 {foo} : !llvm.ptr<i8>
    %14 = llvm.intr.eh.typeid.for %arg1 : (!llvm.ptr<i8>) -> i32
    %15 = llvm.intr.stacksave : !llvm.ptr<i8>
    llvm.intr.stackrestore %arg1 : !llvm.ptr<i8>
    %16 = "llvm.intr.vector.reduce.add"(%arg8) : (vector<4xi32>) -> i32
    %17 = "llvm.intr.vector.reduce.fadd"(%arg7, %arg4) {reassoc = false} : (f32, vector<4xf32>) -> f32
    %18 = llvm.intr.matrix.column.major.load %arg0, <stride = %arg10> {columns = 16 : i32, isVolatile = false, rows = 4 : i32} : vector<64xf32> from !llvm.ptr stride i64
    llvm.intr.matrix.column.major.store %18, %arg0, <stride = %arg10> {columns = 16 : i32, isVolatile = false, rows = 4 : i32} : vector<64xf32> to !llvm.ptr stride i64
    %19 = llvm.intr.matrix.multiply %arg4, %arg4 {lhs_columns = 2 : i32, lhs_rows = 2 : i32, rhs_columns = 2 : i32} : (vector<4xf32>, vector<4xf32>) -> vector<4xf32>
    %20 = llvm.intr.matrix.transpose %arg4 {columns = 2 : i32, rows = 2 : i32} : vector<4xf32> into vector<4xf32>
    %21 = llvm.intr.get.active.lane.mask %arg10, %arg10 : i64, i64 to vector<4xi1>
    %22 = llvm.intr.masked.load %arg0, %arg5 {alignment = 1 : i32} : (!llvm.ptr, vector<4xi1>) -> vector<4xf32>
    %23 = llvm.intr.masked.load %arg0, %arg5, %arg4 {alignment = 1 : i32} : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
    llvm.intr.masked.store %arg4, %arg0, %arg5 {alignment = 1 : i32} : vector<4xf32>, vector<4xi1> into !llvm.ptr
    %24 = llvm.intr.masked.gather %arg9, %arg5 {alignment = 1 : i32} : (!llvm.vec<4 x ptr<f32>>, vector<4xi1>) -> vector<4xf32>
    llvm.intr.masked.scatter %arg4, %arg9, %arg5 {alignment = 1 : i32} : vector<4xf32>, vector<4xi1> into !llvm.vec<4 x ptr<f32>>
    %25 = "llvm.intr.masked.expandload"(%arg0, %arg5, %arg4) : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
    "llvm.intr.masked.compressstore"(%arg4, %arg0, %arg5) : (vector<4xf32>, !llvm.ptr, vector<4xi1>) -> ()
    %26 = "llvm.intr.vscale"() : () -> i64
    %27 = llvm.intr.experimental.stepvector : vector<4xi32>
    %28 = llvm.intr.vector.insert %arg4, %arg4[0] : vector<4xf32> into vector<4xf32>
    %29 = llvm.intr.vector.extract %arg4[0] : vector<4xf32> from vector<4xf32>
    %30 = llvm.call_intrinsic "llvm.round"(%arg7) : (f32) -> f32 {foo}
    %31 = "llvm.intr.vp.add"(%arg8, %arg8, %arg5, %arg2) : (vector<4xi32>, vector<4xi32>, vector<4xi1>, i32) -> vector<4xi32>
    %32 = "llvm.intr.is.fpclass"(%arg7, %arg2) : (f32, i32) -> i1
    %33 = llvm.intr.vector.reduce.fmin(%arg4)  : (vector<4xf32>) -> f32
    llvm.intr.experimental.noalias.scope.decl @a::@b
    llvm.return
  }
  llvm.metadata @a {
    llvm.alias_scope_domain @d
    llvm.alias_scope @b {domain = @d}
  }
}`,
    `module {
  llvm.mlir.global internal hidden thread_local unnamed_addr constant @g(42 : i64) {addr_space = 0 : i32} : i64
}`,
    `module {
  llvm.mlir.global internal protected thread_local unnamed_addr constant @g() {addr_space = 0 : i32} : i64
}`,
    `module {
  llvm.func @f(%arg0: i1, %arg1: f32, %arg2: vector<4xf32>) {
    %0 = llvm.select %arg0, %arg1, %arg1 : i1, f32
    %1 = llvm.select %arg0, %arg1, %arg1 {foo} : i1, f32
    %2 = llvm.fadd %arg1, %arg1  {foo} : f32
    %3 = llvm.fadd %arg1, %arg1  : f32
    %4 = llvm.fneg %arg1  : f32
    %5 = llvm.fcmp "oeq" %arg1, %arg1 {foo} : f32
    %6 = llvm.fcmp "oeq" %arg1, %arg1 {fastmathFlags = #llvm.fastmath<fast>} : f32
    %7 = llvm.icmp "eq" %arg0, %arg0 {foo} : i1
    %8 = llvm.call @g() {foo} : () -> f32
    %9 = llvm.call @g() {fastmathFlags = #llvm.fastmath<fast>} : () -> f32
    llvm.call @h() : () -> ()
    llvm.return
  }
  llvm.func @g() -> f32
  llvm.func @h()
}`,
    `#di_basic_type = #llvm.di_basic_type<tag = DW_TAG_base_type, name = "x">
#di_composite_type = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = Public>
#di_composite_type1 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = Private>
#di_composite_type2 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = "Private|FwdDecl">
#di_composite_type3 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = "Public|Virtual">
#di_composite_type4 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = SingleInheritance|MultipleInheritance|VirtualInheritance>
#di_composite_type5 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x">
#di_composite_type6 = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = SingleInheritance|MultipleInheritance|VirtualInheritance, elements = #llvm.di_subrange<count = 4 : i32>, #llvm.di_subrange<count = 5 : i64>>
#di_file = #llvm.di_file<"a" in "b">
#di_null_type = #llvm.di_null_type
#loop_annotation = #llvm.loop_annotation<mustProgress = true>
#loop_annotation1 = #llvm.loop_annotation<>
#loop_interleave = #llvm.loop_interleave<count = 32 : i32>
#loop_licm = #llvm.loop_licm<disable = false, versioningDisable = true>
#loop_peeled = #llvm.loop_peeled<count = 1 : i32>
#loop_pipeline = #llvm.loop_pipeline<disable = true, initiationinterval = 1 : i32>
#loop_unswitch = #llvm.loop_unswitch<partialDisable = true>
#di_compile_unit = #llvm.di_compile_unit<sourceLanguage = DW_LANG_C, file = #di_file, producer = "MLIR", isOptimized = true, emissionKind = Full>
#di_derived_type = #llvm.di_derived_type<tag = DW_TAG_pointer_type, baseType = #di_basic_type, sizeInBits = 64, alignInBits = 32, offsetInBits = 8>
#di_lexical_block = #llvm.di_lexical_block<scope = #di_file, file = #di_file, line = 3, column = 2>
#di_lexical_block_file = #llvm.di_lexical_block_file<scope = #di_file, discriminator = 0>
#di_local_variable = #llvm.di_local_variable<scope = #di_file, name = "arg", file = #di_file, line = 6, arg = 1, alignInBits = 32, type = #di_basic_type>
#di_subroutine_type = #llvm.di_subroutine_type<callingConvention = DW_CC_normal, types = #di_basic_type, #di_basic_type>
#di_subroutine_type1 = #llvm.di_subroutine_type<types = #di_null_type, #di_basic_type>
#loop_distribute = #llvm.loop_distribute<disable = true, followupCoincident = #loop_annotation1, followupSequential = #loop_annotation1, followupFallback = #loop_annotation1, followupAll = #loop_annotation1>
#loop_unroll = #llvm.loop_unroll<disable = true, count = 64 : i32, runtimeDisable = false, full = true, followupUnrolled = #loop_annotation, followupRemainder = #loop_annotation, followupAll = #loop_annotation>
#loop_unroll_and_jam = #llvm.loop_unroll_and_jam<disable = false, count = 16 : i32, followupOuter = #loop_annotation1, followupInner = #loop_annotation1, followupRemainderOuter = #loop_annotation1, followupRemainderInner = #loop_annotation1, followupAll = #loop_annotation1>
#loop_vectorize = #llvm.loop_vectorize<disable = false, predicateEnable = true, scalableEnable = false, width = 16 : i32, followupVectorized = #loop_annotation, followupEpilogue = #loop_annotation, followupAll = #loop_annotation>
#di_subprogram = #llvm.di_subprogram<compileUnit = #di_compile_unit, scope = #di_file, name = "n", file = #di_file, subprogramFlags = "Definition|Optimized">
#di_subprogram1 = #llvm.di_subprogram<compileUnit = #di_compile_unit, scope = #di_file, name = "n", file = #di_file, line = 3, scopeLine = 4, subprogramFlags = Definition, type = #di_subroutine_type>
#loop_annotation2 = #llvm.loop_annotation<disableNonforced = false, vectorize = #loop_vectorize, interleave = #loop_interleave, unroll = #loop_unroll, unrollAndJam = #loop_unroll_and_jam, licm = #loop_licm, distribute = #loop_distribute, pipeline = #loop_pipeline, peeled = #loop_peeled, unswitch = #loop_unswitch, mustProgress = true, isVectorized = true>
module {
  func.func private @f() attributes {a1 = #di_composite_type, a2 = #di_composite_type1, a3 = #di_composite_type2, a4 = #di_composite_type3, a5 = #di_composite_type4, a6 = #di_composite_type5, a7 = #di_composite_type6, b1 = #di_subprogram, b2 = #di_subprogram1, c1 = #llvm.fastmath<fast>, c2 = #llvm.fastmath<none>, c3 = #llvm.fastmath<fast>, d = #di_derived_type, e = #di_lexical_block, g = #di_lexical_block_file, h = #di_local_variable, i = #di_subroutine_type1, j = #loop_annotation2}
}`,
    `module {
  func.func private @f(!llvm.ptr<3>, !llvm.ptr<ptr<i8>, 2>, !llvm.func<void ()>, !llvm.func<i32 (i8, ...)>, !llvm.array<4 x struct<(i32, f32)>>, !llvm.struct<packed (i8)>, !llvm.struct<"a", opaque>, !llvm.struct<"b", (ptr<struct<"b">>, i32)>, !llvm.struct<"c", packed ()>, !llvm.vec<? x 4 x  i32>, !llvm.vec<4 x ptr<i8>>, !llvm.x86_mmx, !llvm.ppc_fp128, !llvm.label, !llvm.metadata, !llvm.token, !llvm.void, !llvm.ptr<vector<4xf32>>, !llvm.ptr<func<void (ptr<struct<"d", (ptr<struct<"e", (ptr<struct<"d">>)>>)>>)>>)
}`,
    `module {
  llvm.func @personality(...) -> i32
  llvm.func @may_throw(i32) -> i32
  llvm.func @f(%arg0: i32, %arg1: !llvm.ptr) -> i32 attributes {personality = @personality} {
    %0 = llvm.mlir.null : !llvm.ptr<i8>
    %1 = llvm.invoke @may_throw(%arg0, %arg0) to ^bb1(%arg0 : i32) unwind ^bb2 {foo} : (i32, i32) -> i32
  ^bb1(%2: i32):  // pred: ^bb0
    %3 = llvm.invoke %arg1(%2) to ^bb3 unwind ^bb2 : !llvm.ptr, (i32) -> i32
  ^bb2:  // 2 preds: ^bb0, ^bb1
    %4 = llvm.landingpad cleanup (catch %0 : !llvm.ptr<i8>) : !llvm.struct<(ptr<i8>, i32)>
    llvm.resume %4 : !llvm.struct<(ptr<i8>, i32)>
  ^bb3:  // pred: ^bb1
    %5 = llvm.mlir.undef : vector<4xf32>
    %6 = llvm.extractelement %5[%arg0 : i32] : vector<4xf32>
    %7 = llvm.insertelement %6, %5[%arg0 : i32] : vector<4xf32>
    %8 = llvm.shufflevector %7, %5 [0, 5, 1] : vector<4xf32> 
    %9 = llvm.mlir.undef : !llvm.struct<(i32, array<2 x f32>)>
    %10 = llvm.extractvalue %9[1, 0] : !llvm.struct<(i32, array<2 x f32>)> 
    %11 = llvm.insertvalue %arg0, %9[0] : !llvm.struct<(i32, array<2 x f32>)> 
    %12 = llvm.bitcast %arg0 : i32 to f32
    %13 = llvm.freeze %12 : f32
    llvm.unreachable
  }
}`,
  ];
  for (const text of printed)
    it(`prints what upstream prints: ${text.slice(0, 60).replace(/\s+/g, ' ')}…`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  llvm.intr.vacopy %b to %p : !llvm.ptr<i8>, !llvm.ptr
  llvm.return
}`,
      `2:26: use of value '%p' expects different type than prior uses: '!llvm.ptr<i8>' vs '!llvm.ptr'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  llvm.intr.stackrestore %i : i32
  llvm.return
}`,
      `2:3: 'llvm.intr.stackrestore' op operand #0 must be LLVM pointer to 8-bit signless integer, but got 'i32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  "llvm.intr.stackrestore"(%i) : (i32) -> ()
  llvm.return
}`,
      `2:3: 'llvm.intr.stackrestore' op operand #0 must be LLVM pointer to 8-bit signless integer, but got 'i32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  llvm.intr.coro.resume %b
  llvm.return
}`,
      `2:27: expected ':'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  llvm.intr.coro.id %b, %b, %b, %b : (!llvm.ptr<i8>, !llvm.ptr<i8>, !llvm.ptr<i8>, !llvm.ptr<i8>) -> !llvm.token
  llvm.return
}`,
      `2:3: 'llvm.intr.coro.id' op operand #0 must be 32-bit signless integer, but got '!llvm.ptr<i8>'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  "llvm.intr.coro.id"(%i, %i, %b, %b) : (i32, i32, !llvm.ptr<i8>, !llvm.ptr<i8>) -> !llvm.token
  llvm.return
}`,
      `2:3: 'llvm.intr.coro.id' op operand #1 must be LLVM pointer to 8-bit signless integer, but got 'i32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  "llvm.intr.coro.id"(%i, %f32, %b, %b) : (i32, !llvm.ptr<f32>, !llvm.ptr<i8>, !llvm.ptr<i8>) -> !llvm.token
  llvm.return
}`,
      `2:3: 'llvm.intr.coro.id' op operand #1 must be LLVM pointer to 8-bit signless integer, but got '!llvm.ptr<f32>'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  "llvm.intr.vacopy"(%i, %b) : (i32, !llvm.ptr<i8>) -> ()
  llvm.return
}`,
      `2:3: 'llvm.intr.vacopy' op operand #0 must be LLVM pointer to 8-bit signless integer, but got 'i32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %b: !llvm.ptr<i8>, %i: i32, %c: i1, %t: !llvm.token, %f32: !llvm.ptr<f32>) {
  "llvm.intr.coro.begin"(%b, %b) : (!llvm.ptr<i8>, !llvm.ptr<i8>) -> i32
  llvm.return
}`,
      `2:3: 'llvm.intr.coro.begin' op operand #0 must be LLVM token type, but got '!llvm.ptr<i8>'`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_subprogram<name = "x">}`,
      `1:70: struct is missing required parameter: scope`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_subprogram<scope = #llvm.di_file<"a" in "b">>}`,
      `1:93: struct is missing required parameter: file`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_namespace<name = "a">}`,
      `1:69: struct is missing required parameter: exportSymbols`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_lexical_block<line=3>}`,
      `1:69: struct is missing required parameter: scope`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_lexical_block<scope = 3>}`,
      `1:71: invalid kind of attribute specified`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_lexical_block_file<scope = #llvm.di_file<"a" in "b">>}`,
      `1:101: struct is missing required parameter: discriminator`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_subroutine_type<callingConvention = foo>}`,
      `1:85: invalid debug info debug info calling convention name: foo`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_compile_unit<sourceLanguage=DW_LANG_X>}`,
      `1:77: invalid debug info debug info language name: DW_LANG_X`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_compile_unit<sourceLanguage=DW_LANG_C>}`,
      `1:86: struct is missing required parameter: file`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_basic_type<tag = DW_TAG_base_type, name = "x", encoding = DW_ATE_foo>}`,
      `1:107: invalid debug info debug info encoding name: DW_ATE_foo`,
    ],
    [`func.func private @f() attributes {a = #llvm.di_file<"a" on "b">}`, `1:58: expected 'in'`],
    [
      `func.func private @f() attributes {a = #llvm.loop_unroll<disable=3>}`,
      `1:66: invalid kind of attribute specified`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.cconv<x>}`,
      `1:52: invalid Calling Conventions specification: x`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.linkage<x>}`,
      `1:54: invalid LLVM linkage types specification: x`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.linkage<3>}`,
      `1:54: expected keyword for LLVM linkage types`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.fastmath<x>}`,
      `1:55: expected ::mlir::LLVM::FastmathFlags to be one of: none, nnan, ninf, nsz, arcp, contract, afn, reassoc, fast`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.memory_effects<other=x>}`,
      `1:67: invalid LLVM ModRefInfo specification: x`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.memory_effects<other=none>}`,
      `1:71: expected ','`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_composite_type<tag = DW_TAG_array_type, name = "x", flags = Foo>}`,
      `1:109: invalid LLVM DI flags specification: Foo`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_local_variable<scope = #llvm.di_null_type, name="x">}`,
      `1:72: invalid kind of attribute specified`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_local_variable<scope = #llvm.di_file<"a" in "b">, name=3>}`,
      `1:104: invalid kind of attribute specified`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_local_variable<scope = #llvm.di_file<"a" in "b">, line="x">}`,
      `1:104: expected integer value`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.foo<scope = #llvm.di_file<"a" in "b">, line="x">}`,
      `1:46: unknown attribute \`foo\` in dialect \`llvm\``,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_compile_unit<sourceLanguage=DW_LANG_C, emissionKind = Foo>}`,
      `1:103: invalid LLVM debug emission kind specification: Foo`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_compile_unit<sourceLanguage=DW_LANG_C, isOptimized = 3>}`,
      `1:102: integer value too large`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.loop_annotation<licm = 3>}`,
      `1:68: expected '<'`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.loop_annotation<parallelAccesses = 3>}`,
      `1:81: invalid kind of attribute specified`,
    ],
    [
      `func.func private @f() attributes {a = #llvm.di_subprogram<subprogramFlags = Foo>}`,
      `1:78: invalid LLVM DISubprogram flags specification: Foo`,
    ],
    [
      `func.func private @f(i32 {llvm.noalias = 3})`,
      `1:1: "llvm.noalias" should be a unit attribute`,
    ],
    [
      `func.func private @f(i32 {llvm.noalias})`,
      `1:1: "llvm.noalias" attribute attached to non-pointer LLVM type`,
    ],
    [
      `func.func private @f(i32) -> (i32 {llvm.noalias})`,
      `1:1: "llvm.noalias" attribute attached to non-pointer LLVM type`,
    ],
    [
      `llvm.func @f(i32) -> (i32 {llvm.byval = i32})`,
      `1:1: "llvm.byval" is not a valid result attribute`,
    ],
    [
      `llvm.func @f(i32) -> (i32 {llvm.returned})`,
      `1:1: "llvm.returned" is not a valid result attribute`,
    ],
    [
      `llvm.func @f() {
 llvm.br ^bb1 {loop_annotation = #llvm.loop_annotation<parallelAccesses = @a::@b>}
^bb1:
 llvm.return
}`,
      `2:2: 'llvm.br' op expected '@a::@b' to reference a metadata op`,
    ],
    [
      `"builtin.module"() ({ "llvm.func"() ({ }) {function_type = !llvm.func<void ()>, sym_name = "x", res_attrs = [{llvm.noalias}]} : () -> () }) : () -> ()`,
      `1:23: cannot attach result attributes to functions with a void return`,
    ],
    [
      `module attributes {llvm.data_layout = "foo"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: not a number, or does not fit in an unsigned int`,
    ],
    [
      `module attributes {llvm.data_layout = "e-p:64:64-i64:64-v16"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Missing alignment specification in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "e-p:64:64-i64"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Missing alignment specification in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "e-p"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Missing size specification for pointer in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "n0"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Zero width native integer type in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "e-"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Trailing separator in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "S7"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: number of bits must be a byte width multiple`,
    ],
    [
      `module attributes {llvm.data_layout = "i8:16"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Invalid ABI alignment, i8 must be naturally aligned`,
    ],
    [
      `module attributes {llvm.data_layout = "i64:7"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: number of bits must be a byte width multiple`,
    ],
    [
      `module attributes {llvm.data_layout = "i64:64:32"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Preferred alignment cannot be less than the ABI alignment`,
    ],
    [
      `module attributes {llvm.data_layout = "p:64:64:32"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Preferred alignment cannot be less than the ABI alignment`,
    ],
    [
      `module attributes {llvm.data_layout = "p:0:64"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Invalid pointer size of 0 bytes`,
    ],
    [
      `module attributes {llvm.data_layout = "p0x:64:64"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: not a number, or does not fit in an unsigned int`,
    ],
    [
      `module attributes {llvm.data_layout = "ix:64"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: not a number, or does not fit in an unsigned int`,
    ],
    [
      `module attributes {llvm.data_layout = "a:64:64-ni:0"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Address space 0 can never be non-integral`,
    ],
    [
      `module attributes {llvm.data_layout = "a1:64"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Sized aggregate specification in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "Fx"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Unknown function pointer alignment type in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "m"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: Expected mangling specifier in datalayout string`,
    ],
    [
      `module attributes {llvm.data_layout = "Ax"} { }`,
      `1:1: 'builtin.module' op invalid data layout descriptor: not a number, or does not fit in an unsigned int`,
    ],
    [
      `module attributes {llvm.data_layout = 3} { }`,
      `1:1: 'builtin.module' op expected 'llvm.data_layout' to be a string attributes`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
