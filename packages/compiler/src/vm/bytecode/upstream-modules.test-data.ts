/**
 * Modules of the vm dialect as upstream's compiler of 2023-04 makes them (`iree-compile
 * --compile-to=vm`), and the bytecode it writes of them (`--compile-mode=vm`).
 */

/** examples/collatz.mlir. */
export const COLLATZ = `vm.module public @module {
  vm.func private @collatz(%arg0: i32) -> i32 {
    %zero = vm.const.i32.zero
    %c1 = vm.const.i32 1
    %c2 = vm.const.i32 2
    %c3 = vm.const.i32 3
    vm.br ^bb1(%arg0, %zero : i32, i32)
  ^bb1(%0: i32, %1: i32):  // 3 preds: ^bb0, ^bb3, ^bb4
    %slt = vm.cmp.lt.i32.s %c1, %0 : i32
    vm.cond_br %slt, ^bb2, ^bb5
  ^bb2:  // pred: ^bb1
    %2 = vm.add.i32 %1, %c1 : i32
    %3 = vm.rem.i32.u %0, %c2 : i32
    %eq = vm.cmp.eq.i32 %3, %zero : i32
    vm.cond_br %eq, ^bb3, ^bb4
  ^bb3:  // pred: ^bb2
    %4 = vm.div.i32.u %0, %c2 : i32
    vm.br ^bb1(%4, %2 : i32, i32)
  ^bb4:  // pred: ^bb2
    %5 = vm.fma.i32 %0, %c3, %c1 : i32
    vm.br ^bb1(%5, %2 : i32, i32)
  ^bb5:  // pred: ^bb1
    vm.return %1 : i32
  }
  vm.export @collatz attributes {iree.abi.stub}
  vm.func private @collatz_structured(%arg0: i32) -> i32 {
    %zero = vm.const.i32.zero
    %c1 = vm.const.i32 1
    %c2 = vm.const.i32 2
    %c3 = vm.const.i32 3
    vm.br ^bb1(%arg0, %zero : i32, i32)
  ^bb1(%0: i32, %1: i32):  // 2 preds: ^bb0, ^bb5
    %slt = vm.cmp.lt.i32.s %c1, %0 : i32
    vm.cond_br %slt, ^bb2, ^bb6
  ^bb2:  // pred: ^bb1
    %2 = vm.rem.i32.u %0, %c2 : i32
    %eq = vm.cmp.eq.i32 %2, %zero : i32
    vm.cond_br %eq, ^bb3, ^bb4
  ^bb3:  // pred: ^bb2
    %3 = vm.div.i32.u %0, %c2 : i32
    vm.br ^bb5(%3 : i32)
  ^bb4:  // pred: ^bb2
    %4 = vm.fma.i32 %0, %c3, %c1 : i32
    vm.br ^bb5(%4 : i32)
  ^bb5(%5: i32):  // 2 preds: ^bb3, ^bb4
    %6 = vm.add.i32 %1, %c1 : i32
    vm.br ^bb1(%5, %6 : i32, i32)
  ^bb6:  // pred: ^bb1
    vm.return %1 : i32
  }
  vm.export @collatz_structured attributes {iree.abi.stub}
}`;
export const COLLATZ_BYTECODE =
  '790c01000d0100000002000d0200000003000d0300000004005624000000010001000500794b0200000006005706003c' +
  '000000000000840000000000792205000200050028000003000600490600010006005706006200000000000072000000' +
  '000079260000030000005624000000000000792900000400020000005624000000000000795a01000500000000000000' +
  '790c01000d0100000002000d0200000003000d0300000004005624000000010001000500794b0200000006005706003c' +
  '0000000000008c00000000007928000003000600490600010006005706005a00000000006a0000000000792600000300' +
  '0000567c00000000000079290000040002000000567c00000000000079220500020005005624000000000000795a0100' +
  '0500000000000000';

/** The functions on scalars of examples/calls.mlir, one of which upstream unrolled. */
export const CALLS = `vm.module public @module {
  vm.func private @sum_of_squares(%arg0: f32, %arg1: f32) -> f32 {
    %0 = vm.mul.f32 %arg1, %arg1 : f32
    %1 = vm.fma.f32 %arg0, %arg0, %0 : f32
    vm.return %1 : f32
  }
  vm.export @sum_of_squares attributes {iree.abi.stub}
  vm.func private @factorial(%arg0: i32) -> i32 {
    %c1 = vm.const.i32 1
    %c8 = vm.const.i32 8
    %c7 = vm.const.i32 7
    %c6 = vm.const.i32 6
    %c5 = vm.const.i32 5
    %c4 = vm.const.i32 4
    %c3 = vm.const.i32 3
    %c2 = vm.const.i32 2
    %slt = vm.cmp.lt.i32.s %c1, %arg0 : i32
    %0 = vm.xor.i32 %slt, %c1 : i32
    vm.cond_br %0, ^bb28(%c1 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %1 = vm.sub.i32 %arg0, %c1 : i32
    %slt_0 = vm.cmp.lt.i32.s %c1, %1 : i32
    %2 = vm.xor.i32 %slt_0, %c1 : i32
    vm.cond_br %2, ^bb27(%c1 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %3 = vm.sub.i32 %arg0, %c2 : i32
    %slt_1 = vm.cmp.lt.i32.s %c1, %3 : i32
    %4 = vm.xor.i32 %slt_1, %c1 : i32
    vm.cond_br %4, ^bb26(%c1 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %5 = vm.sub.i32 %arg0, %c3 : i32
    %slt_2 = vm.cmp.lt.i32.s %c1, %5 : i32
    %6 = vm.xor.i32 %slt_2, %c1 : i32
    vm.cond_br %6, ^bb25(%c1 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %7 = vm.sub.i32 %arg0, %c4 : i32
    %slt_3 = vm.cmp.lt.i32.s %c1, %7 : i32
    %8 = vm.xor.i32 %slt_3, %c1 : i32
    vm.cond_br %8, ^bb24(%c1 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %9 = vm.sub.i32 %arg0, %c5 : i32
    %slt_4 = vm.cmp.lt.i32.s %c1, %9 : i32
    %10 = vm.xor.i32 %slt_4, %c1 : i32
    vm.cond_br %10, ^bb23(%c1 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %11 = vm.sub.i32 %arg0, %c6 : i32
    %slt_5 = vm.cmp.lt.i32.s %c1, %11 : i32
    %12 = vm.xor.i32 %slt_5, %c1 : i32
    vm.cond_br %12, ^bb22(%c1 : i32), ^bb7
  ^bb7:  // pred: ^bb6
    %13 = vm.sub.i32 %arg0, %c7 : i32
    %slt_6 = vm.cmp.lt.i32.s %c1, %13 : i32
    %14 = vm.xor.i32 %slt_6, %c1 : i32
    vm.cond_br %14, ^bb21(%c1 : i32), ^bb8
  ^bb8:  // pred: ^bb7
    %15 = vm.sub.i32 %arg0, %c8 : i32
    %slt_7 = vm.cmp.lt.i32.s %c1, %15 : i32
    %16 = vm.xor.i32 %slt_7, %c1 : i32
    vm.cond_br %16, ^bb9, ^bb10
  ^bb9:  // pred: ^bb8
    vm.br ^bb20(%c1 : i32)
  ^bb10:  // pred: ^bb8
    %17 = vm.sub.i32 %15, %c1 : i32
    %slt_8 = vm.cmp.lt.i32.s %c1, %17 : i32
    %18 = vm.xor.i32 %slt_8, %c1 : i32
    vm.cond_br %18, ^bb11, ^bb12
  ^bb11:  // pred: ^bb10
    vm.br ^bb19(%c1 : i32)
  ^bb12:  // pred: ^bb10
    %19 = vm.sub.i32 %17, %c1 : i32
    %slt_9 = vm.cmp.lt.i32.s %c1, %19 : i32
    %20 = vm.xor.i32 %slt_9, %c1 : i32
    vm.cond_br %20, ^bb13, ^bb14
  ^bb13:  // pred: ^bb12
    vm.br ^bb18(%c1 : i32)
  ^bb14:  // pred: ^bb12
    %21 = vm.sub.i32 %19, %c1 : i32
    %slt_10 = vm.cmp.lt.i32.s %c1, %21 : i32
    %22 = vm.xor.i32 %slt_10, %c1 : i32
    vm.cond_br %22, ^bb15, ^bb16
  ^bb15:  // pred: ^bb14
    vm.br ^bb17(%c1 : i32)
  ^bb16:  // pred: ^bb14
    %23 = vm.sub.i32 %21, %c1 : i32
    %24 = vm.call @_factorial(%23) : (i32) -> i32
    %25 = vm.mul.i32 %21, %24 : i32
    vm.br ^bb17(%25 : i32)
  ^bb17(%26: i32):  // 2 preds: ^bb15, ^bb16
    %27 = vm.mul.i32 %19, %26 : i32
    vm.br ^bb18(%27 : i32)
  ^bb18(%28: i32):  // 2 preds: ^bb13, ^bb17
    %29 = vm.mul.i32 %17, %28 : i32
    vm.br ^bb19(%29 : i32)
  ^bb19(%30: i32):  // 2 preds: ^bb11, ^bb18
    %31 = vm.mul.i32 %15, %30 : i32
    vm.br ^bb20(%31 : i32)
  ^bb20(%32: i32):  // 2 preds: ^bb9, ^bb19
    %33 = vm.mul.i32 %13, %32 : i32
    vm.br ^bb21(%33 : i32)
  ^bb21(%34: i32):  // 2 preds: ^bb7, ^bb20
    %35 = vm.mul.i32 %11, %34 : i32
    vm.br ^bb22(%35 : i32)
  ^bb22(%36: i32):  // 2 preds: ^bb6, ^bb21
    %37 = vm.mul.i32 %9, %36 : i32
    vm.br ^bb23(%37 : i32)
  ^bb23(%38: i32):  // 2 preds: ^bb5, ^bb22
    %39 = vm.mul.i32 %7, %38 : i32
    vm.br ^bb24(%39 : i32)
  ^bb24(%40: i32):  // 2 preds: ^bb4, ^bb23
    %41 = vm.mul.i32 %5, %40 : i32
    vm.br ^bb25(%41 : i32)
  ^bb25(%42: i32):  // 2 preds: ^bb3, ^bb24
    %43 = vm.mul.i32 %3, %42 : i32
    vm.br ^bb26(%43 : i32)
  ^bb26(%44: i32):  // 2 preds: ^bb2, ^bb25
    %45 = vm.mul.i32 %1, %44 : i32
    vm.br ^bb27(%45 : i32)
  ^bb27(%46: i32):  // 2 preds: ^bb1, ^bb26
    %47 = vm.mul.i32 %arg0, %46 : i32
    vm.br ^bb28(%47 : i32)
  ^bb28(%48: i32):  // 2 preds: ^bb0, ^bb27
    vm.return %48 : i32
  }
  vm.func private @_factorial(%arg0: i32) -> i32 {
    %c1 = vm.const.i32 1
    %slt = vm.cmp.lt.i32.s %c1, %arg0 : i32
    %0 = vm.xor.i32 %slt, %c1 : i32
    vm.cond_br %0, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    vm.return %c1 : i32
  ^bb2:  // pred: ^bb0
    %1 = vm.sub.i32 %arg0, %c1 : i32
    %2 = vm.call @_factorial(%1) : (i32) -> i32
    %3 = vm.mul.i32 %arg0, %2 : i32
    vm.return %3 : i32
  }
  vm.export @factorial attributes {iree.abi.stub}
}`;

/** Written by hand: globals of both sizes, imports, a variadic call, moves of references. */
export const IMPORTS = `vm.module public @app {
  vm.global.i64 private mutable @count : i64
  vm.global.i32 private mutable @small : i32
  vm.import private @hal.buffer_view.dim(%buffer_view : !vm.ref<!hal.buffer_view>, %index : i32) -> i64 attributes {nosideeffects}
  vm.import private @hal.buffer_view.trace(%key : !vm.buffer, %operands : !vm.ref<!hal.buffer_view> ...)
  vm.rodata private @seen {alignment = 1 : i64} "seen"
  vm.func private @next(%arg0: !vm.ref<!hal.buffer_view>, %arg1: f32) -> (i64, f32) attributes {iree.reflection = {k = "v"}} {
    %zero = vm.const.i32.zero
    %count = vm.global.load.i64 @count : i64
    %0 = vm.call @hal.buffer_view.dim(%arg0, %zero) {nosideeffects} : (!vm.ref<!hal.buffer_view>, i32) -> i64
    %seen = vm.const.ref.rodata @seen : !vm.buffer
    vm.call.variadic @hal.buffer_view.trace(%seen, [%arg0, %arg0]) : (!vm.buffer, !vm.ref<!hal.buffer_view> ...)
    %1 = vm.add.i64 %count, %0 : i64
    %2 = vm.sqrt.f32 %arg1 : f32
    vm.global.store.i64 %1, @count : i64
    %t = vm.trunc.i64.i32 %1 : i64 -> i32
    vm.global.store.i32 %t, @small : i32
    vm.cond_fail %t, "too many"
    vm.return %1, %2 : i64, f32
  }
  vm.export @next
}`;
export const IMPORTS_BYTECODE =
  '790c0100040800000002005800000080020000800100010004001100000000018059010000800200ffff0200030001c0' +
  '008000c000002a020004000200e027000000000508000000020042020001000100000000010057010072000000000100' +
  '010000006a0000000000795a020002000000795b00000800746f6f206d616e79';
