/**
 * What IREE's iree-opt of 2023-04-04 prints of operations, recorded: in their own forms, and generically
 * with their locations.
 */

export interface PrintedOperations {
  /** The dialect. */
  readonly about: string;
  readonly text: string;
  readonly pretty: string;
  readonly generic: string;
}

export const PRINTED_OPERATIONS: readonly PrintedOperations[] = [
  {
    about: 'arith',
    text: `func.func @f(%a: f32, %m: memref<2xi32>, %n: memref<2xf32>) -> i1 {
  %0 = arith.addf %a, %a fastmath<reassoc,nnan,ninf,nsz,arcp,contract,afn> : f32
  %1 = arith.addf %a, %a fastmath<nnan,reassoc> : f32
  %2 = arith.cmpf oeq, %0, %1 : f32
  %3 = arith.index_cast %m : memref<2xi32> to memref<2xindex>
  %4 = arith.bitcast %n : memref<2xf32> to memref<2xi32>
  return %2 : i1
}
`,
    pretty: `module {
  func.func @f(%arg0: f32, %arg1: memref<2xi32>, %arg2: memref<2xf32>) -> i1 {
    %0 = arith.addf %arg0, %arg0 fastmath<fast> : f32
    %1 = arith.addf %arg0, %arg0 fastmath<reassoc,nnan> : f32
    %2 = arith.cmpf oeq, %0, %1 : f32
    %3 = arith.index_cast %arg1 : memref<2xi32> to memref<2xindex>
    %4 = arith.bitcast %arg2 : memref<2xf32> to memref<2xi32>
    return %2 : i1
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: f32 loc("-":1:14), %arg1: memref<2xi32> loc("-":1:23), %arg2: memref<2xf32> loc("-":1:42)):
    %0 = "arith.addf"(%arg0, %arg0) {fastmath = #arith.fastmath<fast>} : (f32, f32) -> f32 loc("-":2:8)
    %1 = "arith.addf"(%arg0, %arg0) {fastmath = #arith.fastmath<reassoc,nnan>} : (f32, f32) -> f32 loc("-":3:8)
    %2 = "arith.cmpf"(%0, %1) {predicate = 1 : i64} : (f32, f32) -> i1 loc("-":4:8)
    %3 = "arith.index_cast"(%arg1) : (memref<2xi32>) -> memref<2xindex> loc("-":5:8)
    %4 = "arith.bitcast"(%arg2) : (memref<2xf32>) -> memref<2xi32> loc("-":6:8)
    "func.return"(%2) : (i1) -> () loc("-":7:3)
  }) {function_type = (f32, memref<2xi32>, memref<2xf32>) -> i1, sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'cf',
    text: `func.func @b(%i: i32, %t: f32) -> f32 {
  cf.switch %i : i32, [
    default: ^bb1(%t : f32),
    -42: ^bb1(%t : f32),
    43: ^bb2
  ] {x}
^bb1(%b : f32):
  return %b : f32
^bb2:
  cf.switch %i : i32, [
    default: ^bb1(%t : f32)
  ]
}
`,
    pretty: `module {
  func.func @b(%arg0: i32, %arg1: f32) -> f32 {
    cf.switch %arg0 : i32, [
      default: ^bb1(%arg1 : f32),
      4294967254: ^bb1(%arg1 : f32),
      43: ^bb2
    ] {x}
  ^bb1(%0: f32):  // 3 preds: ^bb0, ^bb0, ^bb2
    return %0 : f32
  ^bb2:  // pred: ^bb0
    cf.switch %arg0 : i32, [
      default: ^bb1(%arg1 : f32)]
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: i32 loc("-":1:14), %arg1: f32 loc("-":1:23)):
    "cf.switch"(%arg0, %arg1, %arg1)[^bb1, ^bb1, ^bb2] {case_operand_segments = array<i32: 1, 0>, case_values = dense<[-42, 43]> : vector<2xi32>, operand_segment_sizes = array<i32: 1, 1, 1>, x} : (i32, f32, f32) -> () loc("-":2:3)
  ^bb1(%0: f32 loc("-":7:6)):  // 3 preds: ^bb0, ^bb0, ^bb2
    "func.return"(%0) : (f32) -> () loc("-":8:3)
  ^bb2:  // pred: ^bb0
    "cf.switch"(%arg0, %arg1)[^bb1] {case_operand_segments = array<i32>, operand_segment_sizes = array<i32: 1, 1, 0>} : (i32, f32) -> () loc("-":10:3)
  }) {function_type = (i32, f32) -> f32, sym_name = "b"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'flow',
    text: `flow.executable private @ex {
  flow.executable.export public @d
}
func.func @f(%i: index, %a: tensor<4xf32>, %b: tensor<8xf32>) {
  %0:2 = flow.dispatch @ex::@d[%i](%i, %a, %b) : (index, tensor<4xf32>, tensor<8xf32>) -> (%a, %b)
  %1 = flow.channel.default : !flow.channel
  return
}
`,
    pretty: `module {
  flow.executable private @ex {
    flow.executable.export public @d 
  }
  func.func @f(%arg0: index, %arg1: tensor<4xf32>, %arg2: tensor<8xf32>) {
    %0:2 = flow.dispatch @ex::@d[%arg0](%arg0, %arg1, %arg2) : (index, tensor<4xf32>, tensor<8xf32>) -> (%arg1, %arg2)
    %channel_default = flow.channel.default : !flow.channel
    return
  }
}`,
    generic: `"builtin.module"() ({
  "flow.executable"() ({
    "flow.executable.export"() ({
    }) {function_ref = @d, sym_name = "d", sym_visibility = "public"} : () -> () loc("-":2:3)
    "flow.executable_end"() : () -> () loc("-":1:1)
  }) {sym_name = "ex", sym_visibility = "private"} : () -> () loc("-":1:1)
  "func.func"() ({
  ^bb0(%arg0: index loc("-":4:14), %arg1: tensor<4xf32> loc("-":4:25), %arg2: tensor<8xf32> loc("-":4:44)):
    %0:2 = "flow.dispatch"(%arg0, %arg0, %arg1, %arg2) {entry_point = @ex::@d, operand_segment_sizes = array<i32: 1, 3, 0, 0>, tied_operands = [1 : index, 2 : index]} : (index, index, tensor<4xf32>, tensor<8xf32>) -> (tensor<4xf32>, tensor<8xf32>) loc("-":5:10)
    %1 = "flow.channel.default"() : () -> !flow.channel loc("-":6:8)
    "func.return"() : () -> () loc("-":7:3)
  }) {function_type = (index, tensor<4xf32>, tensor<8xf32>) -> (), sym_name = "f"} : () -> () loc("-":4:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'func',
    text: `func.func @f(%a: tensor<4x4xf32> {b.l = affine_map<(d0, d1) -> (d1, d0)>, b.s = #hal.device.target<"x">}) attributes {z = affine_map<(d0) -> (d0)>} {
  return
}
`,
    pretty: `#map = affine_map<(d0) -> (d0)>
module {
  func.func @f(%arg0: tensor<4x4xf32> {b.l = affine_map<(d0, d1) -> (d1, d0)>, b.s = #hal.device.target<"x">}) attributes {z = #map} {
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<4x4xf32> loc("-":1:14)):
    "func.return"() : () -> () loc("-":2:3)
  }) {arg_attrs = [{b.l = affine_map<(d0, d1) -> (d1, d0)>, b.s = #hal.device.target<"x">}], function_type = (tensor<4x4xf32>) -> (), sym_name = "f", z = affine_map<(d0) -> (d0)>} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'linalg',
    text: `func.func @a(%a: f32, %m: tensor<4x8xf32>, %b: tensor<8x4xf32>, %t: tensor<4xf32>, %sq: tensor<4x4xf32>) {
  %0 = linalg.matmul ins(%m, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%sq : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = linalg.transpose ins(%m : tensor<4x8xf32>) outs(%b : tensor<8x4xf32>) permutation = [1, 0]
  %2 = linalg.broadcast ins(%t : tensor<4xf32>) outs(%m : tensor<4x8xf32>) dimensions = [1]
  %3 = linalg.reduce { arith.addf } ins(%m : tensor<4x8xf32>) outs(%t : tensor<4xf32>) dimensions = [1]
  %4 = linalg.map { arith.addf } ins(%m, %m : tensor<4x8xf32>, tensor<4x8xf32>) outs(%m : tensor<4x8xf32>)
  return
}
`,
    pretty: `module {
  func.func @a(%arg0: f32, %arg1: tensor<4x8xf32>, %arg2: tensor<8x4xf32>, %arg3: tensor<4xf32>, %arg4: tensor<4x4xf32>) {
    %0 = linalg.matmul ins(%arg1, %arg2 : tensor<4x8xf32>, tensor<8x4xf32>) outs(%arg4 : tensor<4x4xf32>) -> tensor<4x4xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<4x8xf32>) outs(%arg2 : tensor<8x4xf32>) permutation = [1, 0] 
    %broadcasted = linalg.broadcast ins(%arg3 : tensor<4xf32>) outs(%arg1 : tensor<4x8xf32>) dimensions = [1] 
    %reduced = linalg.reduce { arith.addf } ins(%arg1 : tensor<4x8xf32>) outs(%arg3 : tensor<4xf32>) dimensions = [1] 
    %mapped = linalg.map { arith.addf } ins(%arg1, %arg1 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%arg1 : tensor<4x8xf32>)
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: f32 loc("-":1:14), %arg1: tensor<4x8xf32> loc("-":1:23), %arg2: tensor<8x4xf32> loc("-":1:44), %arg3: tensor<4xf32> loc("-":1:65), %arg4: tensor<4x4xf32> loc("-":1:84)):
    %0 = "linalg.matmul"(%arg1, %arg2, %arg4) ({
    ^bb0(%arg5: f32 loc(unknown), %arg6: f32 loc(unknown), %arg7: f32 loc(unknown)):
      %5 = "arith.mulf"(%arg5, %arg6) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc(unknown)
      %6 = "arith.addf"(%arg7, %5) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc(unknown)
      "linalg.yield"(%6) : (f32) -> () loc(unknown)
    }) {linalg.memoized_indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>], operand_segment_sizes = array<i32: 2, 1>} : (tensor<4x8xf32>, tensor<8x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32> loc("-":2:8)
    %1 = "linalg.transpose"(%arg1, %arg2) ({
    ^bb0(%arg5: f32 loc("-":1:23), %arg6: f32 loc("-":1:44)):
      "linalg.yield"(%arg5) : (f32) -> () loc("-":3:8)
    }) {permutation = array<i64: 1, 0>} : (tensor<4x8xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> loc("-":3:8)
    %2 = "linalg.broadcast"(%arg3, %arg1) ({
    ^bb0(%arg5: f32 loc("-":1:65), %arg6: f32 loc("-":1:23)):
      "linalg.yield"(%arg5) : (f32) -> () loc("-":4:8)
    }) {dimensions = array<i64: 1>} : (tensor<4xf32>, tensor<4x8xf32>) -> tensor<4x8xf32> loc("-":4:8)
    %3 = "linalg.reduce"(%arg1, %arg3) ({
    ^bb0(%arg5: f32 loc(unknown), %arg6: f32 loc(unknown)):
      %5 = "arith.addf"(%arg6, %arg5) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc("-":5:8)
      "linalg.yield"(%5) : (f32) -> () loc("-":5:8)
    }) {dimensions = array<i64: 1>} : (tensor<4x8xf32>, tensor<4xf32>) -> tensor<4xf32> loc("-":5:8)
    %4 = "linalg.map"(%arg1, %arg1, %arg1) ({
    ^bb0(%arg5: f32 loc(unknown), %arg6: f32 loc(unknown)):
      %5 = "arith.addf"(%arg5, %arg6) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc("-":6:8)
      "linalg.yield"(%5) : (f32) -> () loc("-":6:8)
    }) : (tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32> loc("-":6:8)
    "func.return"() : () -> () loc("-":7:3)
  }) {function_type = (f32, tensor<4x8xf32>, tensor<8x4xf32>, tensor<4xf32>, tensor<4x4xf32>) -> (), sym_name = "a"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'linalg2',
    text: `func.func @r(%a: tensor<4x8xf32>, %b: tensor<4x8xi32>, %c: tensor<4xf32>, %d: tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>) {
  %0:2 = linalg.reduce ins(%a, %b : tensor<4x8xf32>, tensor<4x8xi32>) outs(%c, %d : tensor<4xf32>, tensor<4xi32>) dimensions = [1]
    (%x: f32, %y: i32, %z: f32, %w: i32) {
      linalg.yield %z, %w : f32, i32
    }
  return %0#0, %0#1 : tensor<4xf32>, tensor<4xi32>
}
`,
    pretty: `module {
  func.func @r(%arg0: tensor<4x8xf32>, %arg1: tensor<4x8xi32>, %arg2: tensor<4xf32>, %arg3: tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>) {
    %reduced:2 = linalg.reduce ins(%arg0, %arg1 : tensor<4x8xf32>, tensor<4x8xi32>) outs(%arg2, %arg3 : tensor<4xf32>, tensor<4xi32>) dimensions = [1] 
      (%in: f32, %in_0: i32, %init: f32, %init_1: i32) {
        linalg.yield %init, %init_1 : f32, i32
      }
    return %reduced#0, %reduced#1 : tensor<4xf32>, tensor<4xi32>
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<4x8xf32> loc("-":1:14), %arg1: tensor<4x8xi32> loc("-":1:35), %arg2: tensor<4xf32> loc("-":1:56), %arg3: tensor<4xi32> loc("-":1:75)):
    %0:2 = "linalg.reduce"(%arg0, %arg1, %arg2, %arg3) ({
    ^bb0(%arg4: f32 loc("-":3:6), %arg5: i32 loc("-":3:15), %arg6: f32 loc("-":3:24), %arg7: i32 loc("-":3:33)):
      "linalg.yield"(%arg6, %arg7) : (f32, i32) -> () loc("-":4:7)
    }) {dimensions = array<i64: 1>} : (tensor<4x8xf32>, tensor<4x8xi32>, tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>) loc("-":2:10)
    "func.return"(%0#0, %0#1) : (tensor<4xf32>, tensor<4xi32>) -> () loc("-":6:3)
  }) {function_type = (tensor<4x8xf32>, tensor<4x8xi32>, tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>), sym_name = "r"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'scf',
    text: `func.func @b(%i: index) {
  scf.forall (%j) in (%i) {
  }
  return
}
`,
    pretty: `module {
  func.func @b(%arg0: index) {
    scf.forall (%arg1) in (%arg0) {
    }
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: index loc("-":1:14)):
    "scf.forall"(%arg0) ({
    ^bb0(%arg1: index loc("-":2:15)):
      "scf.forall.in_parallel"() ({
      ^bb0:
      }) : () -> () loc("-":2:3)
    }) {operand_segment_sizes = array<i32: 0, 1, 0, 0>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: -9223372036854775808>} : (index) -> () loc("-":2:3)
    "func.return"() : () -> () loc("-":4:3)
  }) {function_type = (index) -> (), sym_name = "b"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'scf',
    text: `func.func @b(%i: index, %t: tensor<8xf32>) -> tensor<8xf32> {
  %o = scf.forall (%j) in (8) shared_outs(%o = %t) -> tensor<8xf32> {
    %s = tensor.extract_slice %o[%j] [1] [1] : tensor<8xf32> to tensor<1xf32>
    scf.forall.in_parallel {
       tensor.parallel_insert_slice %s into %o[%j] [1] [1] : tensor<1xf32> into tensor<8xf32>
    }
  } {mapping = [#gpu.thread<x>]}
  return %o : tensor<8xf32>
}
`,
    pretty: `module {
  func.func @b(%arg0: index, %arg1: tensor<8xf32>) -> tensor<8xf32> {
    %0 = scf.forall (%arg2) in (8) shared_outs(%arg3 = %arg1) -> (tensor<8xf32>) {
      %extracted_slice = tensor.extract_slice %arg3[%arg2] [1] [1] : tensor<8xf32> to tensor<1xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %extracted_slice into %arg3[%arg2] [1] [1] : tensor<1xf32> into tensor<8xf32>
      }
    } {mapping = [#gpu.thread<x>]}
    return %0 : tensor<8xf32>
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: index loc("-":1:14), %arg1: tensor<8xf32> loc("-":1:25)):
    %0 = "scf.forall"(%arg1) ({
    ^bb0(%arg2: index loc("-":2:20), %arg3: tensor<8xf32> loc("-":2:43)):
      %1 = "tensor.extract_slice"(%arg3, %arg2) {operand_segment_sizes = array<i32: 1, 1, 0, 0>, static_offsets = array<i64: -9223372036854775808>, static_sizes = array<i64: 1>, static_strides = array<i64: 1>} : (tensor<8xf32>, index) -> tensor<1xf32> loc("-":3:10)
      "scf.forall.in_parallel"() ({
        "tensor.parallel_insert_slice"(%1, %arg3, %arg2) {operand_segment_sizes = array<i32: 1, 1, 1, 0, 0>, static_offsets = array<i64: -9223372036854775808>, static_sizes = array<i64: 1>, static_strides = array<i64: 1>} : (tensor<1xf32>, tensor<8xf32>, index) -> () loc("-":5:8)
      }) : () -> () loc("-":4:5)
    }) {mapping = [#gpu.thread<x>], operand_segment_sizes = array<i32: 0, 0, 0, 1>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 8>} : (tensor<8xf32>) -> tensor<8xf32> loc("-":2:8)
    "func.return"(%0) : (tensor<8xf32>) -> () loc("-":8:3)
  }) {function_type = (index, tensor<8xf32>) -> tensor<8xf32>, sym_name = "b"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'scf',
    text: `func.func @b(%i: index, %t: f32) -> f32 {
  scf.forall (%j, %k) = (0, %i) to (8, %i) step (1, 2) {
  }
  %0 = scf.parallel (%j, %k) = (%i, %i) to (%i, %i) step (%i, %i) init (%t) -> f32 {
    scf.reduce (%t) : f32 {
      ^bb0(%l: f32, %r: f32):
       scf.reduce.return %l : f32
    }
  } {a}
  scf.parallel (%j) = (%i) to (%i) step (%i) {
  }
  %1 = scf.index_switch %i -> f32
  case 2 {
    scf.yield %t : f32
  }
  case -5 {
    scf.yield %t : f32
  }
  default {
    scf.yield %t : f32
  }
  scf.index_switch %i {x}
  default {
  }
  return %0 : f32
}
`,
    pretty: `module {
  func.func @b(%arg0: index, %arg1: f32) -> f32 {
    scf.forall (%arg2, %arg3) = (0, %arg0) to (8, %arg0) step (1, 2) {
    }
    %0 = scf.parallel (%arg2, %arg3) = (%arg0, %arg0) to (%arg0, %arg0) step (%arg0, %arg0) init (%arg1) -> f32 {
      scf.reduce(%arg1)  : f32 {
      ^bb0(%arg4: f32, %arg5: f32):
        scf.reduce.return %arg4 : f32
      }
      scf.yield
    } {a}
    scf.parallel (%arg2) = (%arg0) to (%arg0) step (%arg0) {
      scf.yield
    }
    %1 = scf.index_switch %arg0 -> f32 
    case 2 {
      scf.yield %arg1 : f32
    }
    case -5 {
      scf.yield %arg1 : f32
    }
    default {
      scf.yield %arg1 : f32
    }
    scf.index_switch %arg0 {x} 
    default {
    }
    return %0 : f32
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: index loc("-":1:14), %arg1: f32 loc("-":1:25)):
    "scf.forall"(%arg0, %arg0) ({
    ^bb0(%arg2: index loc("-":2:15), %arg3: index loc("-":2:19)):
      "scf.forall.in_parallel"() ({
      ^bb0:
      }) : () -> () loc("-":2:3)
    }) {operand_segment_sizes = array<i32: 1, 1, 0, 0>, staticLowerBound = array<i64: 0, -9223372036854775808>, staticStep = array<i64: 1, 2>, staticUpperBound = array<i64: 8, -9223372036854775808>} : (index, index) -> () loc("-":2:3)
    %0 = "scf.parallel"(%arg0, %arg0, %arg0, %arg0, %arg0, %arg0, %arg1) ({
    ^bb0(%arg2: index loc("-":4:22), %arg3: index loc("-":4:26)):
      "scf.reduce"(%arg1) ({
      ^bb0(%arg4: f32 loc("-":6:12), %arg5: f32 loc("-":6:21)):
        "scf.reduce.return"(%arg4) : (f32) -> () loc("-":7:8)
      }) : (f32) -> () loc("-":5:5)
      "scf.yield"() : () -> () loc("-":4:8)
    }) {a, operand_segment_sizes = array<i32: 2, 2, 2, 1>} : (index, index, index, index, index, index, f32) -> f32 loc("-":4:8)
    "scf.parallel"(%arg0, %arg0, %arg0) ({
    ^bb0(%arg2: index loc("-":10:17)):
      "scf.yield"() : () -> () loc("-":10:3)
    }) {operand_segment_sizes = array<i32: 1, 1, 1, 0>} : (index, index, index) -> () loc("-":10:3)
    %1 = "scf.index_switch"(%arg0) ({
      "scf.yield"(%arg1) : (f32) -> () loc("-":20:5)
    }, {
      "scf.yield"(%arg1) : (f32) -> () loc("-":14:5)
    }, {
      "scf.yield"(%arg1) : (f32) -> () loc("-":17:5)
    }) {cases = array<i64: 2, -5>} : (index) -> f32 loc("-":12:8)
    "scf.index_switch"(%arg0) ({
      "scf.yield"() : () -> () loc("-":22:3)
    }) {cases = array<i64>, x} : (index) -> () loc("-":22:3)
    "func.return"(%0) : (f32) -> () loc("-":25:3)
  }) {function_type = (index, f32) -> f32, sym_name = "b"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'stream',
    text: `func.func @f(%t: !stream.timepoint, %s: index, %r: !stream.resource<transient>) {
  %c0 = arith.constant 0 : index
  %0 = stream.cmd.execute await(%t) => with(%r as %a: !stream.resource<transient>{%s}) {
    stream.cmd.concurrent {
      stream.cmd.flush %a[%c0 for %s] : !stream.resource<transient>{%s}
      stream.cmd.serial {
        stream.cmd.flush %a[%c0 for %s] : !stream.resource<transient>{%s} loc("x":1:2)
        
      }
    }

  } => !stream.timepoint
  %1 = stream.cmd.execute with() { } => !stream.timepoint
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: !stream.timepoint, %arg1: index, %arg2: !stream.resource<transient>) {
    %c0 = arith.constant 0 : index
    %0 = stream.cmd.execute await(%arg0) => with(%arg2 as %arg3: !stream.resource<transient>{%arg1}) {
      stream.cmd.concurrent {
        stream.cmd.flush %arg3[%c0 for %arg1] : !stream.resource<transient>{%arg1}
        stream.cmd.serial {
          stream.cmd.flush %arg3[%c0 for %arg1] : !stream.resource<transient>{%arg1}
        }
      }
    } => !stream.timepoint
    %1 = stream.cmd.execute with() {
    } => !stream.timepoint
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: !stream.timepoint loc("-":1:14), %arg1: index loc("-":1:37), %arg2: !stream.resource<transient> loc("-":1:48)):
    %0 = "arith.constant"() {value = 0 : index} : () -> index loc("-":2:9)
    %1 = "stream.cmd.execute"(%arg2, %arg1, %arg0) ({
    ^bb0(%arg3: !stream.resource<transient> loc("-":3:51)):
      "stream.cmd.concurrent"() ({
        "stream.cmd.flush"(%arg3, %arg1, %0, %arg1) : (!stream.resource<transient>, index, index, index) -> () loc("-":5:7)
        "stream.cmd.serial"() ({
          "stream.cmd.flush"(%arg3, %arg1, %0, %arg1) : (!stream.resource<transient>, index, index, index) -> () loc("x":1:2)
          "stream.yield"() : () -> () loc("-":6:7)
        }) : () -> () loc("-":6:7)
        "stream.yield"() : () -> () loc("-":4:5)
      }) : () -> () loc("-":4:5)
      "stream.yield"() : () -> () loc("-":12:5)
    }) {operand_segment_sizes = array<i32: 1, 1, 1>} : (!stream.resource<transient>, index, !stream.timepoint) -> !stream.timepoint loc("-":3:8)
    %2 = "stream.cmd.execute"() ({
      "stream.yield"() : () -> () loc("-":13:38)
    }) {operand_segment_sizes = array<i32: 0, 0, 0>} : () -> !stream.timepoint loc("-":13:8)
    "func.return"() : () -> () loc("-":14:3)
  }) {function_type = (!stream.timepoint, index, !stream.resource<transient>) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'stream2',
    text: `func.func @f(%i: index, %n: index) {
  %0 = stream.tensor.empty : tensor<?x0xf32>{%i} in !stream.resource<*>{%i}
  %1 = stream.tensor.constant : tensor<2xf32> in !stream.resource<constant> = dense<1.0> : tensor<2xf32>
  %2 = stream.async.constant : !stream.resource<transient>{%i} = dense<3> : tensor<8xi32>
  %3 = stream.channel.default : !stream.channel
  %4 = stream.channel.rank %3 : index
  %5 = stream.channel.count %3 : index
  %6:3 = stream.resource.pack slices({
    [0, 1] = %i,
    [1, 2] = %n
  }) : index
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: index, %arg1: index) {
    %empty = stream.tensor.empty : tensor<?x0xf32>{%arg0} in !stream.resource<*>{%arg0}
    %cst = stream.tensor.constant : tensor<2xf32> in !stream.resource<constant> = dense<1.000000e+00> : tensor<2xf32>
    %cst_0 = stream.async.constant : !stream.resource<transient>{%arg0} = dense<3> : tensor<8xi32>
    %channel = stream.channel.default : !stream.channel
    %ccl_rank = stream.channel.rank %channel : index
    %ccl_count = stream.channel.count %channel : index
    %0:3 = stream.resource.pack slices({
      [0, 1] = %arg0,
      [1, 2] = %arg1
    }) : index
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: index loc("-":1:14), %arg1: index loc("-":1:25)):
    %0 = "stream.tensor.empty"(%arg0, %arg0) {result_encoding = tensor<?x0xf32>} : (index, index) -> !stream.resource<*> loc("-":2:8)
    %1 = "stream.tensor.constant"() {result_encoding = tensor<2xf32>, value = dense<1.000000e+00> : tensor<2xf32>} : () -> !stream.resource<constant> loc("-":3:8)
    %2 = "stream.async.constant"(%arg0) {value = dense<3> : tensor<8xi32>} : (index) -> !stream.resource<transient> loc("-":4:8)
    %3 = "stream.channel.default"() : () -> !stream.channel loc("-":5:8)
    %4 = "stream.channel.rank"(%3) : (!stream.channel) -> index loc("-":6:8)
    %5 = "stream.channel.count"(%3) : (!stream.channel) -> index loc("-":7:8)
    %6:3 = "stream.resource.pack"(%arg0, %arg1) {lifetime_intervals = [0 : index, 1 : index, 1 : index, 2 : index], operand_segment_sizes = array<i32: 0, 2>} : (index, index) -> (index, index, index) loc("-":8:10)
    "func.return"() : () -> () loc("-":12:3)
  }) {function_type = (index, index) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'tensor',
    text: `func.func @p(%i: tensor<8x?x3xf32>, %o: tensor<8x?x1x4x2xf32>, %s: index, %t: f32, %ind: tensor<2x3xi32>) {
  %0 = tensor.pack %i padding_value(%t : f32) outer_dims_perm = [0, 1, 2] inner_dims_pos = [2, 1] inner_tiles = [4, 2] into %o {a} : tensor<8x?x3xf32> -> tensor<8x?x1x4x2xf32>
  %1 = tensor.unpack %0 inner_dims_pos = [2, 1] inner_tiles = [4, 2] into %i : tensor<8x?x1x4x2xf32> -> tensor<8x?x3xf32>
  %2 = tensor.gather %i[%ind] gather_dims([0, 1, 2]) unique : (tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<2x1x1x1xf32>
  %3 = tensor.scatter %2 into %i[%ind] scatter_dims([0, 1, 2]) unique : (tensor<2x1x1x1xf32>, tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<8x?x3xf32>
  return
}
func.func @q(%i: tensor<2x3xf32>, %o: tensor<2x3x4xf32>, %s: index, %t: f32, %p : tensor<2x?x?xf32>, %q : tensor<1x2x3xf32>) {
  %4 = tensor.pack %i  inner_dims_pos = [1] inner_tiles = [%s] into %p : tensor<2x3xf32> -> tensor<2x?x?xf32>
  %5 = tensor.unpack %4  inner_dims_pos = [1] inner_tiles = [%s] into %i {b} : tensor<2x?x?xf32> -> tensor<2x3xf32>
  %6 = tensor.pack %i outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [3] into %q : tensor<2x3xf32> -> tensor<1x2x3xf32>
  %7 = tensor.generate %s {
  ^bb0(%x: index, %y: index):
    tensor.yield %t : f32
  } : tensor<?x3xf32>
  %8 = tensor.splat %s : tensor<4xindex>
  return
}
`,
    pretty: `module {
  func.func @p(%arg0: tensor<8x?x3xf32>, %arg1: tensor<8x?x1x4x2xf32>, %arg2: index, %arg3: f32, %arg4: tensor<2x3xi32>) {
    %pack = tensor.pack %arg0 padding_value(%arg3 : f32) outer_dims_perm = [0, 1, 2] inner_dims_pos = [2, 1] inner_tiles = [4, 2] into %arg1 {a} : tensor<8x?x3xf32> -> tensor<8x?x1x4x2xf32>
    %unpack = tensor.unpack %pack inner_dims_pos = [2, 1] inner_tiles = [4, 2] into %arg0 : tensor<8x?x1x4x2xf32> -> tensor<8x?x3xf32>
    %gather = tensor.gather %arg0[%arg4] gather_dims([0, 1, 2]) unique : (tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<2x1x1x1xf32>
    %scatter = tensor.scatter %gather into %arg0[%arg4] scatter_dims([0, 1, 2]) unique : (tensor<2x1x1x1xf32>, tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<8x?x3xf32>
    return
  }
  func.func @q(%arg0: tensor<2x3xf32>, %arg1: tensor<2x3x4xf32>, %arg2: index, %arg3: f32, %arg4: tensor<2x?x?xf32>, %arg5: tensor<1x2x3xf32>) {
    %pack = tensor.pack %arg0 inner_dims_pos = [1] inner_tiles = [%arg2] into %arg4 : tensor<2x3xf32> -> tensor<2x?x?xf32>
    %unpack = tensor.unpack %pack inner_dims_pos = [1] inner_tiles = [%arg2] into %arg0 {b} : tensor<2x?x?xf32> -> tensor<2x3xf32>
    %pack_0 = tensor.pack %arg0 outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [3] into %arg5 : tensor<2x3xf32> -> tensor<1x2x3xf32>
    %generated = tensor.generate %arg2 {
    ^bb0(%arg6: index, %arg7: index):
      tensor.yield %arg3 : f32
    } : tensor<?x3xf32>
    %splat = tensor.splat %arg2 : tensor<4xindex>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<8x?x3xf32> loc("-":1:14), %arg1: tensor<8x?x1x4x2xf32> loc("-":1:37), %arg2: index loc("-":1:64), %arg3: f32 loc("-":1:75), %arg4: tensor<2x3xi32> loc("-":1:84)):
    %0 = "tensor.pack"(%arg0, %arg1, %arg3) {a, inner_dims_pos = array<i64: 2, 1>, operand_segment_sizes = array<i32: 1, 1, 1, 0>, outer_dims_perm = array<i64: 0, 1, 2>, static_inner_tiles = array<i64: 4, 2>} : (tensor<8x?x3xf32>, tensor<8x?x1x4x2xf32>, f32) -> tensor<8x?x1x4x2xf32> loc("-":2:8)
    %1 = "tensor.unpack"(%0, %arg0) {inner_dims_pos = array<i64: 2, 1>, static_inner_tiles = array<i64: 4, 2>} : (tensor<8x?x1x4x2xf32>, tensor<8x?x3xf32>) -> tensor<8x?x3xf32> loc("-":3:8)
    %2 = "tensor.gather"(%arg0, %arg4) {gather_dims = array<i64: 0, 1, 2>, unique} : (tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<2x1x1x1xf32> loc("-":4:8)
    %3 = "tensor.scatter"(%2, %arg0, %arg4) {scatter_dims = array<i64: 0, 1, 2>, unique} : (tensor<2x1x1x1xf32>, tensor<8x?x3xf32>, tensor<2x3xi32>) -> tensor<8x?x3xf32> loc("-":5:8)
    "func.return"() : () -> () loc("-":6:3)
  }) {function_type = (tensor<8x?x3xf32>, tensor<8x?x1x4x2xf32>, index, f32, tensor<2x3xi32>) -> (), sym_name = "p"} : () -> () loc("-":1:1)
  "func.func"() ({
  ^bb0(%arg0: tensor<2x3xf32> loc("-":8:14), %arg1: tensor<2x3x4xf32> loc("-":8:35), %arg2: index loc("-":8:58), %arg3: f32 loc("-":8:69), %arg4: tensor<2x?x?xf32> loc("-":8:78), %arg5: tensor<1x2x3xf32> loc("-":8:102)):
    %0 = "tensor.pack"(%arg0, %arg4, %arg2) {inner_dims_pos = array<i64: 1>, operand_segment_sizes = array<i32: 1, 1, 0, 1>, static_inner_tiles = array<i64: -9223372036854775808>} : (tensor<2x3xf32>, tensor<2x?x?xf32>, index) -> tensor<2x?x?xf32> loc("-":9:8)
    %1 = "tensor.unpack"(%0, %arg0, %arg2) {b, inner_dims_pos = array<i64: 1>, static_inner_tiles = array<i64: -9223372036854775808>} : (tensor<2x?x?xf32>, tensor<2x3xf32>, index) -> tensor<2x3xf32> loc("-":10:8)
    %2 = "tensor.pack"(%arg0, %arg5) {inner_dims_pos = array<i64: 1>, operand_segment_sizes = array<i32: 1, 1, 0, 0>, outer_dims_perm = array<i64: 1, 0>, static_inner_tiles = array<i64: 3>} : (tensor<2x3xf32>, tensor<1x2x3xf32>) -> tensor<1x2x3xf32> loc("-":11:8)
    %3 = "tensor.generate"(%arg2) ({
    ^bb0(%arg6: index loc("-":13:8), %arg7: index loc("-":13:19)):
      "tensor.yield"(%arg3) : (f32) -> () loc("-":14:5)
    }) : (index) -> tensor<?x3xf32> loc("-":12:8)
    %4 = "tensor.splat"(%arg2) : (index) -> tensor<4xindex> loc("-":16:8)
    "func.return"() : () -> () loc("-":17:3)
  }) {function_type = (tensor<2x3xf32>, tensor<2x3x4xf32>, index, f32, tensor<2x?x?xf32>, tensor<1x2x3xf32>) -> (), sym_name = "q"} : () -> () loc("-":8:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'util',
    text: `func.func @f(%a: tensor<4xf32>, %i: index) {
  %1 = util.unfoldable_constant {a} 3 : i32
  %2 = util.unfoldable_constant 3 : i32
  "a.b"() {c = #util.composite<0xi8, [ ]>} : () -> ()
  "a.b"() {c = #util.composite<1xi8, [ dense<1> : tensor<1xi8> ]>} : () -> ()
  return
}
`,
    pretty: `#composite_of_0b = #util.composite<0xi8, []>
#composite_of_1b = #util.composite<1xi8, [
    dense<1> : tensor<1xi8>,
]>
module {
  func.func @f(%arg0: tensor<4xf32>, %arg1: index) {
    %0 = util.unfoldable_constant  {a} 3 : i32
    %1 = util.unfoldable_constant 3 : i32
    "a.b"() {c = #composite_of_0b} : () -> ()
    "a.b"() {c = #composite_of_1b} : () -> ()
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<4xf32> loc("-":1:14), %arg1: index loc("-":1:33)):
    %0 = "util.unfoldable_constant"() {a, value = 3 : i32} : () -> i32 loc("-":2:8)
    %1 = "util.unfoldable_constant"() {value = 3 : i32} : () -> i32 loc("-":3:8)
    "a.b"() {c = #util.composite<0xi8, []>} : () -> () loc("-":4:3)
    "a.b"() {c = #util.composite<1xi8, [
    dense<1> : tensor<1xi8>,
]>} : () -> () loc("-":5:3)
    "func.return"() : () -> () loc("-":6:3)
  }) {function_type = (tensor<4xf32>, index) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'attributes and destinations in places that printing leaves',
    text: `func.func @f(%a: index, %c: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} {x = "a", y} outs(%c : tensor<4xf32>) attrs = {z} {
  ^bb0(%b: f32):
    linalg.yield %b : f32
  } -> tensor<4xf32>
  scf.forall (%i) in (%a) shared_outs() -> () {
  }
  return %0 : tensor<4xf32>
}
`,
    pretty: `#map = affine_map<(d0) -> (d0)>
module {
  func.func @f(%arg0: index, %arg1: tensor<4xf32>) -> tensor<4xf32> {
    %0 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%arg1 : tensor<4xf32>) attrs =  {x = "a", y, z} {
    ^bb0(%out: f32):
      linalg.yield %out : f32
    } -> tensor<4xf32>
    scf.forall (%arg2) in (%arg0) {
    }
    return %0 : tensor<4xf32>
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: index loc("-":1:14), %arg1: tensor<4xf32> loc("-":1:25)):
    %0 = "linalg.generic"(%arg1) ({
    ^bb0(%arg2: f32 loc("-":3:8)):
      "linalg.yield"(%arg2) : (f32) -> () loc("-":4:5)
    }) {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = [#linalg.iterator_type<parallel>], operand_segment_sizes = array<i32: 0, 1>, x = "a", y, z} : (tensor<4xf32>) -> tensor<4xf32> loc("-":2:8)
    "scf.forall"(%arg0) ({
    ^bb0(%arg2: index loc("-":6:15)):
      "scf.forall.in_parallel"() ({
      ^bb0:
      }) : () -> () loc("-":6:3)
    }) {operand_segment_sizes = array<i32: 0, 1, 0, 0>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: -9223372036854775808>} : (index) -> () loc("-":6:3)
    "func.return"(%0) : (tensor<4xf32>) -> () loc("-":8:3)
  }) {function_type = (index, tensor<4xf32>) -> tensor<4xf32>, sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'products with a transposed matrix, pseudo-random elements',
    text: `func.func @f(%a: tensor<2x3xi8>, %b: tensor<4x3xi8>, %c: tensor<2x4xi32>, %d: tensor<1x2x3xf16>, %e: tensor<1x4x3xf32>, %g: tensor<1x2x4xf32>, %min: f64, %max: f64, %seed: i32, %r: tensor<2x4xf32>) {
  %0 = linalg.matmul_transpose_b {cast = #linalg.type_fn<cast_unsigned>} ins(%a, %b : tensor<2x3xi8>, tensor<4x3xi8>) outs(%c : tensor<2x4xi32>) -> tensor<2x4xi32>
  %1 = linalg.batch_matmul_transpose_b ins(%d, %e : tensor<1x2x3xf16>, tensor<1x4x3xf32>) outs(%g : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %2 = linalg.fill_rng_2d ins(%min, %max, %seed : f64, f64, i32) outs(%r : tensor<2x4xf32>) -> tensor<2x4xf32>
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: tensor<2x3xi8>, %arg1: tensor<4x3xi8>, %arg2: tensor<2x4xi32>, %arg3: tensor<1x2x3xf16>, %arg4: tensor<1x4x3xf32>, %arg5: tensor<1x2x4xf32>, %arg6: f64, %arg7: f64, %arg8: i32, %arg9: tensor<2x4xf32>) {
    %0 = linalg.matmul_transpose_b {cast = #linalg.type_fn<cast_unsigned>} ins(%arg0, %arg1 : tensor<2x3xi8>, tensor<4x3xi8>) outs(%arg2 : tensor<2x4xi32>) -> tensor<2x4xi32>
    %1 = linalg.batch_matmul_transpose_b ins(%arg3, %arg4 : tensor<1x2x3xf16>, tensor<1x4x3xf32>) outs(%arg5 : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
    %2 = linalg.fill_rng_2d ins(%arg6, %arg7, %arg8 : f64, f64, i32) outs(%arg9 : tensor<2x4xf32>) -> tensor<2x4xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<2x3xi8> loc("-":1:14), %arg1: tensor<4x3xi8> loc("-":1:34), %arg2: tensor<2x4xi32> loc("-":1:54), %arg3: tensor<1x2x3xf16> loc("-":1:75), %arg4: tensor<1x4x3xf32> loc("-":1:98), %arg5: tensor<1x2x4xf32> loc("-":1:121), %arg6: f64 loc("-":1:144), %arg7: f64 loc("-":1:155), %arg8: i32 loc("-":1:166), %arg9: tensor<2x4xf32> loc("-":1:178)):
    %0 = "linalg.matmul_transpose_b"(%arg0, %arg1, %arg2) ({
    ^bb0(%arg10: i8 loc(unknown), %arg11: i8 loc(unknown), %arg12: i32 loc(unknown)):
      %3 = "arith.extui"(%arg10) : (i8) -> i32 loc(unknown)
      %4 = "arith.extui"(%arg11) : (i8) -> i32 loc(unknown)
      %5 = "arith.muli"(%3, %4) : (i32, i32) -> i32 loc(unknown)
      %6 = "arith.addi"(%arg12, %5) : (i32, i32) -> i32 loc(unknown)
      "linalg.yield"(%6) : (i32) -> () loc(unknown)
    }) {cast = #linalg.type_fn<cast_unsigned>, linalg.memoized_indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], operand_segment_sizes = array<i32: 2, 1>} : (tensor<2x3xi8>, tensor<4x3xi8>, tensor<2x4xi32>) -> tensor<2x4xi32> loc("-":2:8)
    %1 = "linalg.batch_matmul_transpose_b"(%arg3, %arg4, %arg5) ({
    ^bb0(%arg10: f16 loc(unknown), %arg11: f32 loc(unknown), %arg12: f32 loc(unknown)):
      %3 = "arith.extf"(%arg10) : (f16) -> f32 loc(unknown)
      %4 = "arith.mulf"(%3, %arg11) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc(unknown)
      %5 = "arith.addf"(%arg12, %4) {fastmath = #arith.fastmath<none>} : (f32, f32) -> f32 loc(unknown)
      "linalg.yield"(%5) : (f32) -> () loc(unknown)
    }) {linalg.memoized_indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], operand_segment_sizes = array<i32: 2, 1>} : (tensor<1x2x3xf16>, tensor<1x4x3xf32>, tensor<1x2x4xf32>) -> tensor<1x2x4xf32> loc("-":3:8)
    %2 = "linalg.fill_rng_2d"(%arg6, %arg7, %arg8, %arg9) ({
    ^bb0(%arg10: f64 loc(unknown), %arg11: f64 loc(unknown), %arg12: i32 loc(unknown), %arg13: f32 loc(unknown)):
      %3 = "arith.constant"() {value = 2147483647 : i64} : () -> i64 loc(unknown)
      %4 = "arith.sitofp"(%3) : (i64) -> f64 loc(unknown)
      %5 = "linalg.index"() {dim = 1 : i64} : () -> index loc(unknown)
      %6 = "arith.index_cast"(%5) : (index) -> i32 loc(unknown)
      %7 = "linalg.index"() {dim = 0 : i64} : () -> index loc(unknown)
      %8 = "arith.index_cast"(%7) : (index) -> i32 loc(unknown)
      %9 = "arith.addi"(%8, %arg12) : (i32, i32) -> i32 loc(unknown)
      %10 = "arith.constant"() {value = 1103515245 : i64} : () -> i64 loc(unknown)
      %11 = "arith.trunci"(%10) : (i64) -> i32 loc(unknown)
      %12 = "arith.muli"(%9, %11) : (i32, i32) -> i32 loc(unknown)
      %13 = "arith.constant"() {value = 12345 : i64} : () -> i64 loc(unknown)
      %14 = "arith.trunci"(%13) : (i64) -> i32 loc(unknown)
      %15 = "arith.addi"(%12, %14) : (i32, i32) -> i32 loc(unknown)
      %16 = "arith.addi"(%6, %15) : (i32, i32) -> i32 loc(unknown)
      %17 = "arith.constant"() {value = 1103515245 : i64} : () -> i64 loc(unknown)
      %18 = "arith.trunci"(%17) : (i64) -> i32 loc(unknown)
      %19 = "arith.muli"(%16, %18) : (i32, i32) -> i32 loc(unknown)
      %20 = "arith.constant"() {value = 12345 : i64} : () -> i64 loc(unknown)
      %21 = "arith.trunci"(%20) : (i64) -> i32 loc(unknown)
      %22 = "arith.addi"(%19, %21) : (i32, i32) -> i32 loc(unknown)
      %23 = "arith.sitofp"(%22) : (i32) -> f64 loc(unknown)
      %24 = "arith.addf"(%4, %23) {fastmath = #arith.fastmath<none>} : (f64, f64) -> f64 loc(unknown)
      %25 = "arith.subf"(%arg11, %arg10) {fastmath = #arith.fastmath<none>} : (f64, f64) -> f64 loc(unknown)
      %26 = "arith.constant"() {value = 2.3283063999999999E-10 : f64} : () -> f64 loc(unknown)
      %27 = "arith.mulf"(%25, %26) {fastmath = #arith.fastmath<none>} : (f64, f64) -> f64 loc(unknown)
      %28 = "arith.mulf"(%24, %27) {fastmath = #arith.fastmath<none>} : (f64, f64) -> f64 loc(unknown)
      %29 = "arith.addf"(%28, %arg10) {fastmath = #arith.fastmath<none>} : (f64, f64) -> f64 loc(unknown)
      %30 = "arith.truncf"(%29) : (f64) -> f32 loc(unknown)
      "linalg.yield"(%30) : (f32) -> () loc(unknown)
    }) {linalg.memoized_indexing_maps = [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], operand_segment_sizes = array<i32: 3, 1>} : (f64, f64, i32, tensor<2x4xf32>) -> tensor<2x4xf32> loc("-":4:8)
    "func.return"() : () -> () loc("-":5:3)
  }) {function_type = (tensor<2x3xi8>, tensor<4x3xi8>, tensor<2x4xi32>, tensor<1x2x3xf16>, tensor<1x4x3xf32>, tensor<1x2x4xf32>, f64, f64, i32, tensor<2x4xf32>) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'masks of what cannot be masked',
    text: `func.func @f(%m: vector<16xi1>, %x: vector<16xf32>) {
  vector.mask %m { } : vector<16xi1>
  %0 = vector.mask %m { vector.yield %x : vector<16xf32> } : vector<16xi1> -> vector<16xf32>
  %1 = vector.mask %m { arith.addf %0, %x : vector<16xf32> } : vector<16xi1> -> vector<16xf32>
  %2 = vector.mask %m {
    %3 = arith.negf %1 : vector<16xf32>
    vector.yield %3, %3 : vector<16xf32>, vector<16xf32>
  } : vector<16xi1> -> vector<16xf32>
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: vector<16xi1>, %arg1: vector<16xf32>) {
    vector.mask %arg0 { vector.yield } : vector<16xi1>
    %0 = vector.mask %arg0 { vector.yield %arg1 : vector<16xf32> } : vector<16xi1> -> vector<16xf32>
    %1 = vector.mask %arg0 { arith.addf %0, %arg1 : vector<16xf32> } : vector<16xi1> -> vector<16xf32>
    %2 = vector.mask %arg0 { arith.negf %1 : vector<16xf32> } : vector<16xi1> -> vector<16xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: vector<16xi1> loc("-":1:14), %arg1: vector<16xf32> loc("-":1:33)):
    "vector.mask"(%arg0) ({
      "vector.yield"() : () -> () loc("-":2:3)
    }) : (vector<16xi1>) -> () loc("-":2:3)
    %0 = "vector.mask"(%arg0) ({
      "vector.yield"(%arg1) : (vector<16xf32>) -> () loc("-":3:25)
    }) : (vector<16xi1>) -> vector<16xf32> loc("-":3:8)
    %1 = "vector.mask"(%arg0) ({
      %3 = "arith.addf"(%0, %arg1) {fastmath = #arith.fastmath<none>} : (vector<16xf32>, vector<16xf32>) -> vector<16xf32> loc("-":4:25)
      "vector.yield"(%3) : (vector<16xf32>) -> () loc("-":4:8)
    }) : (vector<16xi1>) -> vector<16xf32> loc("-":4:8)
    %2 = "vector.mask"(%arg0) ({
      %3 = "arith.negf"(%1) {fastmath = #arith.fastmath<none>} : (vector<16xf32>) -> vector<16xf32> loc("-":6:10)
      "vector.yield"(%3) : (vector<16xf32>) -> () loc("-":5:8)
    }) : (vector<16xi1>) -> vector<16xf32> loc("-":5:8)
    "func.return"() : () -> () loc("-":9:3)
  }) {function_type = (vector<16xi1>, vector<16xf32>) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'tiles of a size that the type leaves open',
    text: `func.func @f(%s: tensor<?x?xf32>, %d: tensor<?x?x?x?xf32>) {
  %c16 = arith.constant 16 : index
  %0 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [%c16, 16] into %s : tensor<?x?x?x?xf32> -> tensor<?x?xf32>
  %1 = tensor.pack %s inner_dims_pos = [0, 1] inner_tiles = [8, %c16] into %d : tensor<?x?xf32> -> tensor<?x?x?x?xf32>
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: tensor<?x?xf32>, %arg1: tensor<?x?x?x?xf32>) {
    %c16 = arith.constant 16 : index
    %unpack = tensor.unpack %arg1 inner_dims_pos = [0, 1] inner_tiles = [%c16, 16] into %arg0 : tensor<?x?x?x?xf32> -> tensor<?x?xf32>
    %pack = tensor.pack %arg0 inner_dims_pos = [0, 1] inner_tiles = [8, %c16] into %arg1 : tensor<?x?xf32> -> tensor<?x?x?x?xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: tensor<?x?xf32> loc("-":1:14), %arg1: tensor<?x?x?x?xf32> loc("-":1:35)):
    %0 = "arith.constant"() {value = 16 : index} : () -> index loc("-":2:10)
    %1 = "tensor.unpack"(%arg1, %arg0, %0) {inner_dims_pos = array<i64: 0, 1>, static_inner_tiles = array<i64: -9223372036854775808, 16>} : (tensor<?x?x?x?xf32>, tensor<?x?xf32>, index) -> tensor<?x?xf32> loc("-":3:8)
    %2 = "tensor.pack"(%arg0, %arg1, %0) {inner_dims_pos = array<i64: 0, 1>, operand_segment_sizes = array<i32: 1, 1, 0, 1>, static_inner_tiles = array<i64: 8, -9223372036854775808>} : (tensor<?x?xf32>, tensor<?x?x?x?xf32>, index) -> tensor<?x?x?x?xf32> loc("-":4:8)
    "func.return"() : () -> () loc("-":5:3)
  }) {function_type = (tensor<?x?xf32>, tensor<?x?x?x?xf32>) -> (), sym_name = "f"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'integers of arrays',
    text: `func.func private @f() attributes {a = array<i8: 255, -1, 128>, b = array<ui8: 255>, c = array<i32: 0xffffffff>, d = array<i1: true>, e = array<i64: 18446744073709551615>}
`,
    pretty: `module {
  func.func private @f() attributes {a = array<i8: -1, -1, -128>, b = array<ui8: 255>, c = array<i32: -1>, d = array<i1: true>, e = array<i64: -1>}
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  }) {a = array<i8: -1, -1, -128>, b = array<ui8: 255>, c = array<i32: -1>, d = array<i1: true>, e = array<i64: -1>, function_type = () -> (), sym_name = "f", sym_visibility = "private"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'memory spaces',
    text: `func.func private @f(memref<2xf32, 1>, memref<2xf32, "a">, memref<2xf32, {a = 1 : i32}>, memref<*xf32, true>, memref<2xf32, #hal.descriptor_type<storage_buffer>>)
`,
    pretty: `module {
  func.func private @f(memref<2xf32, 1>, memref<2xf32, "a">, memref<2xf32, {a = 1 : i32}>, memref<*xf32, true>, memref<2xf32, #hal.descriptor_type<storage_buffer>>)
}`,
    generic: `"builtin.module"() ({
  "func.func"() ({
  }) {function_type = (memref<2xf32, 1>, memref<2xf32, "a">, memref<2xf32, {a = 1 : i32}>, memref<*xf32, true>, memref<2xf32, #hal.descriptor_type<storage_buffer>>) -> (), sym_name = "f", sym_visibility = "private"} : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
  {
    about: 'graphs of unknown operations',
    text: `"a.b"() ({
  "a.use"(%0) : (i32) -> ()
  %0 = "a.define"() : () -> i32
}) : () -> ()
`,
    pretty: `module {
  "a.b"() ({
    "a.use"(%0) : (i32) -> ()
    %0 = "a.define"() : () -> i32
  }) : () -> ()
}`,
    generic: `"builtin.module"() ({
  "a.b"() ({
    "a.use"(%0) : (i32) -> () loc("-":2:3)
    %0 = "a.define"() : () -> i32 loc("-":3:8)
  }) : () -> () loc("-":1:1)
}) : () -> () loc("-":0:0)`,
  },
];
