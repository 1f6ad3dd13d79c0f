/**
 * What upstream's tools print and say of texts of other eras than the seed's, recorded: mlir-opt-16 and
 * iree-opt 3.12.
 */

import type { Era } from '../eras.ts';

interface TextOfEra {
  readonly about: string;
  readonly era: Era;
  readonly text: string;
}
export interface PrintedText extends TextOfEra {
  readonly pretty: string;
  readonly generic: string;
}
export interface RefusedText extends TextOfEra {
  readonly error: string;
}

export const PRINTED_TEXTS: readonly PrintedText[] = [
  {
    about: 'arithmetic that promises not to overflow, to be exact, not to be negative',
    era: '2026',
    text: `func.func @f(%a: i32, %b: i64) -> i32 {
  %0 = arith.addi %a, %a overflow<nsw> : i32
  %1 = arith.muli %0, %a overflow<nuw, nsw> : i32
  %2 = arith.shli %1, %a overflow<none> : i32
  %3 = arith.divsi %2, %a exact : i32
  %4 = arith.shrui %3, %a : i32
  %5 = arith.extui %4 nneg : i32 to i64
  %6 = arith.trunci %5 overflow<nuw> : i64 to i32
  %7 = "arith.subi"(%6, %a) {overflowFlags = #arith.overflow<nsw>} : (i32, i32) -> i32
  return %7 : i32
}
`,
    pretty: `module {
  func.func @f(%arg0: i32, %arg1: i64) -> i32 {
    %0 = arith.addi %arg0, %arg0 overflow<nsw> : i32
    %1 = arith.muli %0, %arg0 overflow<nsw, nuw> : i32
    %2 = arith.shli %1, %arg0 : i32
    %3 = arith.divsi %2, %arg0 exact : i32
    %4 = arith.shrui %3, %arg0 : i32
    %5 = arith.extui %4 nneg : i32 to i64
    %6 = arith.trunci %5 overflow<nuw> : i64 to i32
    %7 = arith.subi %6, %arg0 overflow<nsw> : i32
    return %7 : i32
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (i32, i64) -> i32, sym_name = "f"}> ({
  ^bb0(%arg0: i32, %arg1: i64):
    %0 = "arith.addi"(%arg0, %arg0) <{overflowFlags = #arith.overflow<nsw>}> : (i32, i32) -> i32
    %1 = "arith.muli"(%0, %arg0) <{overflowFlags = #arith.overflow<nsw, nuw>}> : (i32, i32) -> i32
    %2 = "arith.shli"(%1, %arg0) <{overflowFlags = #arith.overflow<none>}> : (i32, i32) -> i32
    %3 = "arith.divsi"(%2, %arg0) <{isExact}> : (i32, i32) -> i32
    %4 = "arith.shrui"(%3, %arg0) : (i32, i32) -> i32
    %5 = "arith.extui"(%4) <{nonNeg}> : (i32) -> i64
    %6 = "arith.trunci"(%5) <{overflowFlags = #arith.overflow<nuw>}> : (i64) -> i32
    %7 = "arith.subi"(%6, %arg0) <{overflowFlags = #arith.overflow<nsw>}> : (i32, i32) -> i32
    "func.return"(%7) : (i32) -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'arithmetic that says how to round',
    era: '2026',
    text: `func.func @f(%a: f32, %b: f64) -> f32 {
  %0 = arith.addf %a, %a upward fastmath<nnan,nsz> : f32
  %1 = arith.divf %0, %a : f32
  %2 = arith.extf %1 fastmath<fast> : f32 to f64
  %3 = arith.truncf %2 toward_zero : f64 to f32
  %4 = arith.cmpf olt, %3, %a fastmath<ninf> : f32
  %5 = arith.select %4, %a, %3 {kept} : f32
  return %5 : f32
}
`,
    pretty: `module {
  func.func @f(%arg0: f32, %arg1: f64) -> f32 {
    %0 = arith.addf %arg0, %arg0 upward fastmath<nnan,nsz> : f32
    %1 = arith.divf %0, %arg0 : f32
    %2 = arith.extf %1 fastmath<fast> : f32 to f64
    %3 = arith.truncf %2 toward_zero : f64 to f32
    %4 = arith.cmpf olt, %3, %arg0 fastmath<ninf> : f32
    %5 = arith.select %4, %arg0, %3 {kept} : f32
    return %5 : f32
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (f32, f64) -> f32, sym_name = "f"}> ({
  ^bb0(%arg0: f32, %arg1: f64):
    %0 = "arith.addf"(%arg0, %arg0) <{fastmath = #arith.fastmath<nnan,nsz>, roundingmode = 2 : i32}> : (f32, f32) -> f32
    %1 = "arith.divf"(%0, %arg0) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
    %2 = "arith.extf"(%1) <{fastmath = #arith.fastmath<fast>}> : (f32) -> f64
    %3 = "arith.truncf"(%2) <{roundingmode = 3 : i32}> : (f64) -> f32
    %4 = "arith.cmpf"(%3, %arg0) <{fastmath = #arith.fastmath<ninf>, predicate = 4 : i64}> : (f32, f32) -> i1
    %5 = "arith.select"(%4, %arg0, %3) {kept} : (i1, f32, f32) -> f32
    "func.return"(%5) : (f32) -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'the extremes of floats',
    era: '2026',
    text: `func.func @f(%a: f32) -> f32 {
  %0 = arith.maximumf %a, %a : f32
  %1 = arith.minimumf %0, %a fastmath<nnan> : f32
  %2 = arith.maxnumf %1, %a : f32
  %3 = arith.minnumf %2, %a : f32
  return %3 : f32
}
`,
    pretty: `module {
  func.func @f(%arg0: f32) -> f32 {
    %0 = arith.maximumf %arg0, %arg0 : f32
    %1 = arith.minimumf %0, %arg0 fastmath<nnan> : f32
    %2 = arith.maxnumf %1, %arg0 : f32
    %3 = arith.minnumf %2, %arg0 : f32
    return %3 : f32
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (f32) -> f32, sym_name = "f"}> ({
  ^bb0(%arg0: f32):
    %0 = "arith.maximumf"(%arg0, %arg0) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
    %1 = "arith.minimumf"(%0, %arg0) <{fastmath = #arith.fastmath<nnan>}> : (f32, f32) -> f32
    %2 = "arith.maxnumf"(%1, %arg0) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
    %3 = "arith.minnumf"(%2, %arg0) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
    "func.return"(%3) : (f32) -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'what is written as properties and what beside them',
    era: '2026',
    text: `"func.func"() <{function_type = (i32) -> i1, sym_name = "f", unheard_of = 1 : i32}> ({
^bb0(%a: i32):
  %0 = "arith.cmpi"(%a, %a) <{predicate = 7 : i64}> {predicate = 3 : i64, beside} : (i32, i32) -> i1
  "func.return"(%0) : (i1) -> ()
}) {beside = "it"} : () -> ()
`,
    pretty: `module {
  func.func @f(%arg0: i32) -> i1 attributes {beside = "it"} {
    %0 = arith.cmpi ule, %arg0, %arg0 {beside} : i32
    return %0 : i1
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (i32) -> i1, sym_name = "f"}> ({
  ^bb0(%arg0: i32):
    %0 = "arith.cmpi"(%arg0, %arg0) <{predicate = 7 : i64}> {beside} : (i32, i32) -> i1
    "func.return"(%0) : (i1) -> ()
  }) {beside = "it"} : () -> ()
}) : () -> ()`,
  },
  {
    about: 'values of regions beside each other are numbered on in the generic form',
    era: '2026',
    text: `func.func @f(%i: index, %f: f32) {
  %0 = scf.for %k = %i to %i step %i iter_args(%x = %f) -> (f32) {
    %a = arith.addf %x, %x : f32
    scf.yield %a : f32
  }
  %1 = scf.while (%x = %f) : (f32) -> f32 {
    %c = math.isnan %x : f32
    scf.condition(%c) %x : f32
  } do {
  ^bb0(%y: f32):
    scf.yield %y : f32
  }
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: index, %arg1: f32) {
    %0 = scf.for %arg2 = %arg0 to %arg0 step %arg0 iter_args(%arg3 = %arg1) -> (f32) {
      %2 = arith.addf %arg3, %arg3 : f32
      scf.yield %2 : f32
    }
    %1 = scf.while (%arg2 = %arg1) : (f32) -> f32 {
      %2 = math.isnan %arg2 : f32
      scf.condition(%2) %arg2 : f32
    } do {
    ^bb0(%arg2: f32):
      scf.yield %arg2 : f32
    }
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (index, f32) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: index, %arg1: f32):
    %0 = "scf.for"(%arg0, %arg0, %arg0, %arg1) ({
    ^bb0(%arg4: index, %arg5: f32):
      %3 = "arith.addf"(%arg5, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "scf.yield"(%3) : (f32) -> ()
    }) : (index, index, index, f32) -> f32
    %1 = "scf.while"(%arg1) ({
    ^bb0(%arg3: f32):
      %2 = "math.isnan"(%arg3) <{fastmath = #arith.fastmath<none>}> : (f32) -> i1
      "scf.condition"(%2, %arg3) : (i1, f32) -> ()
    }, {
    ^bb0(%arg2: f32):
      "scf.yield"(%arg2) : (f32) -> ()
    }) : (f32) -> f32
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'loops that compare unsigned numbers and join values',
    era: '2026',
    text: `func.func @f(%n: i32, %i: index, %f: f32) {
  scf.for unsigned %k = %n to %n step %n : i32 {
  }
  %0:2 = scf.parallel (%k) = (%i) to (%i) step (%i) init (%f, %f) -> (f32, f32) {
    scf.reduce(%f, %f : f32, f32) {
    ^bb0(%l: f32, %r: f32):
      scf.reduce.return %l : f32
    }, {
    ^bb0(%l: f32, %r: f32):
      %s = arith.maximumf %l, %r : f32
      scf.reduce.return %s : f32
    }
  }
  scf.parallel (%k) = (%i) to (%i) step (%i) {
  }
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: i32, %arg1: index, %arg2: f32) {
    scf.for unsigned %arg3 = %arg0 to %arg0 step %arg0  : i32 {
    }
    %0:2 = scf.parallel (%arg3) = (%arg1) to (%arg1) step (%arg1) init (%arg2, %arg2) -> (f32, f32) {
      scf.reduce(%arg2, %arg2 : f32, f32) {
      ^bb0(%arg4: f32, %arg5: f32):
        scf.reduce.return %arg4 : f32
      }, {
      ^bb0(%arg4: f32, %arg5: f32):
        %1 = arith.maximumf %arg4, %arg5 : f32
        scf.reduce.return %1 : f32
      }
    }
    scf.parallel (%arg3) = (%arg1) to (%arg1) step (%arg1) {
      scf.reduce 
    }
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (i32, index, f32) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: i32, %arg1: index, %arg2: f32):
    "scf.for"(%arg0, %arg0, %arg0) <{unsignedCmp}> ({
    ^bb0(%arg9: i32):
      "scf.yield"() : () -> ()
    }) : (i32, i32, i32) -> ()
    %0:2 = "scf.parallel"(%arg1, %arg1, %arg1, %arg2, %arg2) <{operandSegmentSizes = array<i32: 1, 1, 1, 2>}> ({
    ^bb0(%arg4: index):
      "scf.reduce"(%arg2, %arg2) ({
      ^bb0(%arg7: f32, %arg8: f32):
        "scf.reduce.return"(%arg7) : (f32) -> ()
      }, {
      ^bb0(%arg5: f32, %arg6: f32):
        %1 = "arith.maximumf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
        "scf.reduce.return"(%1) : (f32) -> ()
      }) : (f32, f32) -> ()
    }) : (index, index, index, f32, f32) -> (f32, f32)
    "scf.parallel"(%arg1, %arg1, %arg1) <{operandSegmentSizes = array<i32: 1, 1, 1, 0>}> ({
    ^bb0(%arg3: index):
      "scf.reduce"() : () -> ()
    }) : (index, index, index) -> ()
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'branches with weights, functions of floats',
    era: '2026',
    text: `func.func @f(%c: i1, %f: f32) {
  %0 = math.clampf %f to [%f, %f] : f32
  %sin, %cos = math.sincos %0 : f32
  %1 = math.erfc %sin fastmath<nnan> : f32
  cf.cond_br %c weights([90, 10]), ^bb1, ^bb2
^bb1:
  return
^bb2:
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: i1, %arg1: f32) {
    %0 = math.clampf %arg1 to [%arg1, %arg1] : f32
    %sin, %cos = math.sincos %0 : f32
    %1 = math.erfc %sin fastmath<nnan> : f32
    cf.cond_br %arg0 weights([90, 10]), ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    return
  ^bb2:  // pred: ^bb0
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (i1, f32) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: i1, %arg1: f32):
    %0 = "math.clampf"(%arg1, %arg1, %arg1) <{fastmath = #arith.fastmath<none>}> : (f32, f32, f32) -> f32
    %1:2 = "math.sincos"(%0) <{fastmath = #arith.fastmath<none>}> : (f32) -> (f32, f32)
    %2 = "math.erfc"(%1#0) <{fastmath = #arith.fastmath<nnan>}> : (f32) -> f32
    "cf.cond_br"(%arg0)[^bb1, ^bb2] <{branch_weights = array<i32: 90, 10>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i1) -> ()
  ^bb1:  // pred: ^bb0
    "func.return"() : () -> ()
  ^bb2:  // pred: ^bb0
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'expansions that say the sizes of their result',
    era: '2026',
    text: `func.func @f(%t: tensor<?x8xf32>, %m: memref<4x8xf32>, %i: index, %f: f32) {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%i, 2, 8] : tensor<?x8xf32> into tensor<?x2x8xf32>
  %1 = memref.expand_shape %m [[0, 1], [2]] output_shape [2, 2, 8] {kept} : memref<4x8xf32> into memref<2x2x8xf32>
  %2 = tensor.splat %f[%i] : tensor<?x4xf32>
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: tensor<?x8xf32>, %arg1: memref<4x8xf32>, %arg2: index, %arg3: f32) {
    %expanded = tensor.expand_shape %arg0 [[0, 1], [2]] output_shape [%arg2, 2, 8] : tensor<?x8xf32> into tensor<?x2x8xf32>
    %expand_shape = memref.expand_shape %arg1 [[0, 1], [2]] output_shape [2, 2, 8] {kept} : memref<4x8xf32> into memref<2x2x8xf32>
    %splat = tensor.splat %arg3[%arg2] : tensor<?x4xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x8xf32>, memref<4x8xf32>, index, f32) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: tensor<?x8xf32>, %arg1: memref<4x8xf32>, %arg2: index, %arg3: f32):
    %0 = "tensor.expand_shape"(%arg0, %arg2) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: -9223372036854775808, 2, 8>}> : (tensor<?x8xf32>, index) -> tensor<?x2x8xf32>
    %1 = "memref.expand_shape"(%arg1) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: 2, 2, 8>}> {kept} : (memref<4x8xf32>) -> memref<2x2x8xf32>
    %2 = "tensor.splat"(%arg3, %arg2) : (f32, index) -> tensor<?x4xf32>
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'products of matrices by their maps',
    era: '2026',
    text: `func.func @f(%a: tensor<4x8xf32>, %b: tensor<8x4xf32>, %c: tensor<4x4xf32>) {
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = linalg.matmul indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>] {kept} ins(%a, %a : tensor<4x8xf32>, tensor<4x8xf32>) outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}
`,
    pretty: `#map = affine_map<(d0, d1, d2) -> (d0, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1)>
module {
  func.func @f(%arg0: tensor<4x8xf32>, %arg1: tensor<8x4xf32>, %arg2: tensor<4x4xf32>) {
    %0 = linalg.matmul ins(%arg0, %arg1 : tensor<4x8xf32>, tensor<8x4xf32>) outs(%arg2 : tensor<4x4xf32>) -> tensor<4x4xf32>
    %1 = linalg.matmul indexing_maps = [#map, #map1, #map2] {kept} ins(%arg0, %arg0 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%arg2 : tensor<4x4xf32>) -> tensor<4x4xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (tensor<4x8xf32>, tensor<8x4xf32>, tensor<4x4xf32>) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: tensor<4x8xf32>, %arg1: tensor<8x4xf32>, %arg2: tensor<4x4xf32>):
    %0 = "linalg.matmul"(%arg0, %arg1, %arg2) <{indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %4 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %5 = "arith.addf"(%arg8, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%5) : (f32) -> ()
    }) : (tensor<4x8xf32>, tensor<8x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
    %1 = "linalg.matmul"(%arg0, %arg0, %arg2) <{indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %2 = "arith.mulf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %3 = "arith.addf"(%arg5, %2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%3) : (f32) -> ()
    }) {kept} : (tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'a pool of the greatest',
    era: '2026',
    text: `func.func @f(%i: tensor<1x4x4x1xf32>, %w: tensor<2x2xf32>, %o: tensor<1x3x3x1xf32>) {
  %0 = linalg.pooling_nhwc_max ins(%i, %w : tensor<1x4x4x1xf32>, tensor<2x2xf32>) outs(%o : tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
  return
}
`,
    pretty: `module {
  func.func @f(%arg0: tensor<1x4x4x1xf32>, %arg1: tensor<2x2xf32>, %arg2: tensor<1x3x3x1xf32>) {
    %0 = linalg.pooling_nhwc_max ins(%arg0, %arg1 : tensor<1x4x4x1xf32>, tensor<2x2xf32>) outs(%arg2 : tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (tensor<1x4x4x1xf32>, tensor<2x2xf32>, tensor<1x3x3x1xf32>) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: tensor<1x4x4x1xf32>, %arg1: tensor<2x2xf32>, %arg2: tensor<1x3x3x1xf32>):
    %0 = "linalg.pooling_nhwc_max"(%arg0, %arg1, %arg2) <{operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %1 = "arith.maximumf"(%arg5, %arg3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%1) : (f32) -> ()
    }) {linalg.memoized_indexing_maps = [affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1 + d4, d2 + d5, d3)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d4, d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3)>]} : (tensor<1x4x4x1xf32>, tensor<2x2xf32>, tensor<1x3x3x1xf32>) -> tensor<1x3x3x1xf32>
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'functions of util',
    era: '2026',
    text: `util.global private mutable @x {inlining_policy = #util.inline.never} : i32
util.initializer attributes {kept} {
  %c = arith.constant 3 : i32
  util.global.store %c, @x : i32
  util.return
}
util.func private @declared(%a: tensor<?xf32> {util.b}, %b: index) -> (%a as tensor<4xf32> {util.c}, i32)
util.func public @tied(%a: tensor<?xf32>, %b: index) -> %a attributes {inlining_policy = #util.inline.always} {
  %0:2 = util.call @declared(%a, %b) {kept} : (tensor<?xf32>, index) -> (%a as tensor<4xf32>, i32)
  %1 = util.global.load @x : i32
  util.return %a : tensor<?xf32>
}
util.func nested @plain() {
  util.return {kept}
}
`,
    pretty: `module {
  util.global private mutable @x {inlining_policy = #util.inline.never} : i32
  util.initializer attributes {kept} {
    %c3_i32 = arith.constant 3 : i32
    util.global.store %c3_i32, @x : i32
    util.return
  }
  util.func private @declared(%arg0: tensor<?xf32> {util.b}, %arg1: index) -> (%arg0 as tensor<4xf32> {util.c}, i32)
  util.func public @tied(%arg0: tensor<?xf32>, %arg1: index) -> %arg0 attributes {inlining_policy = #util.inline.always} {
    %0:2 = util.call @declared(%arg0, %arg1) {kept} : (tensor<?xf32>, index) -> (%arg0 as tensor<4xf32>, i32)
    %x = util.global.load @x : i32
    util.return %arg0 : tensor<?xf32>
  }
  util.func nested @plain() {
    util.return {kept}
  }
}`,
    generic: `"builtin.module"() ({
  "util.global"() <{inlining_policy = #util.inline.never, is_mutable, sym_name = "x", sym_visibility = "private", type = i32}> : () -> ()
  "util.initializer"() <{function_type = () -> ()}> ({
    %2 = "arith.constant"() <{value = 3 : i32}> : () -> i32
    "util.global.store"(%2) <{global = @x}> : (i32) -> ()
    "util.return"() : () -> ()
  }) {kept} : () -> ()
  "util.func"() <{arg_attrs = [{util.b}, {}], function_type = (tensor<?xf32>, index) -> (tensor<4xf32>, i32), res_attrs = [{util.c}, {}], sym_name = "declared", sym_visibility = "private", tied_operands = [0 : index, -1 : index]}> ({
  }) : () -> ()
  "util.func"() <{function_type = (tensor<?xf32>, index) -> tensor<?xf32>, inlining_policy = #util.inline.always, sym_name = "tied", sym_visibility = "public", tied_operands = [0 : index]}> ({
  ^bb0(%arg0: tensor<?xf32>, %arg1: index):
    %0:2 = "util.call"(%arg0, %arg1) <{callee = @declared, tied_operands = [0 : index, -1 : index]}> {kept} : (tensor<?xf32>, index) -> (tensor<4xf32>, i32)
    %1 = "util.global.load"() <{global = @x}> : () -> i32
    "util.return"(%arg0) : (tensor<?xf32>) -> ()
  }) : () -> ()
  "util.func"() <{function_type = () -> (), sym_name = "plain", sym_visibility = "nested"}> ({
    "util.return"() {kept} : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'tensors from and to buffers',
    era: '2026',
    text: `func.func @f(%b: !hal.buffer_view, %f: !hal.fence, %i: index) -> !hal.buffer_view {
  %0 = hal.tensor.import on(#hal.device.affinity<@d, [0, 1]>) wait(%f) => consume %b offset(%i) "x" : !hal.buffer_view -> tensor<?xf32>{%i}
  %1 = hal.tensor.import %b : !hal.buffer_view -> tensor<4xi32> as tensor<4xf32>
  %2 = hal.tensor.alias wait(%f) => %1 : tensor<4xf32> to %b : !hal.buffer_view
  %3 = hal.tensor.export %0 "y" : tensor<?xi32> as tensor<?xf32>{%i} -> !hal.buffer_view
  return %3 : !hal.buffer_view
}
`,
    pretty: `module {
  func.func @f(%arg0: !hal.buffer_view, %arg1: !hal.fence, %arg2: index) -> !hal.buffer_view {
    %0 = hal.tensor.import on(#hal.device.affinity<@d, [0, 1]>) wait(%arg1) => consume %arg0 offset(%arg2) "x" : !hal.buffer_view -> tensor<?xf32>{%arg2}
    %1 = hal.tensor.import %arg0 : !hal.buffer_view -> tensor<4xi32> as tensor<4xf32>
    %2 = hal.tensor.alias wait(%arg1) => %1 : tensor<4xf32> to %arg0 : !hal.buffer_view
    %3 = hal.tensor.export %0 "y" : tensor<?xi32> as tensor<?xf32>{%arg2} -> !hal.buffer_view
    return %3 : !hal.buffer_view
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (!hal.buffer_view, !hal.fence, index) -> !hal.buffer_view, sym_name = "f"}> ({
  ^bb0(%arg0: !hal.buffer_view, %arg1: !hal.fence, %arg2: index):
    %0 = "hal.tensor.import"(%arg0, %arg2, %arg1, %arg2) <{affinity = #hal.device.affinity<@d, [0, 1]>, consume, name = "x", operandSegmentSizes = array<i32: 1, 1, 1, 1>, target_encoding = tensor<?xf32>}> : (!hal.buffer_view, index, !hal.fence, index) -> tensor<?xf32>
    %1 = "hal.tensor.import"(%arg0) <{operandSegmentSizes = array<i32: 1, 0, 0, 0>, target_encoding = tensor<4xi32>}> : (!hal.buffer_view) -> tensor<4xf32>
    %2 = "hal.tensor.alias"(%1, %arg0, %arg1) <{operandSegmentSizes = array<i32: 1, 0, 1, 1>}> : (tensor<4xf32>, !hal.buffer_view, !hal.fence) -> tensor<4xf32>
    %3 = "hal.tensor.export"(%0, %arg2) <{name = "y", source_encoding = tensor<?xi32>}> : (tensor<?xf32>, index) -> !hal.buffer_view
    "func.return"(%3) : (!hal.buffer_view) -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: "what an interface's operations say of its layout",
    era: '2026',
    text: `#layout = #hal.pipeline.layout<constants = 2, bindings = [
  #hal.pipeline.binding<storage_buffer, "ReadOnly|Indirect">,
  #hal.pipeline.binding<uniform_buffer>
], flags = Indirect>
func.func @f(%i: index) {
  %0 = hal.interface.binding.subspan layout(#layout) binding(0) alignment(64) offset(%i) flags("ReadOnly|Indirect") : memref<?xf32>{%i}
  %1 = hal.interface.binding.subspan layout(<bindings = [#hal.pipeline.binding<storage_buffer, ReadOnly>]>) binding(0) flags(ReadOnly) : memref<4xf32>
  %2 = hal.interface.constant.load layout(#layout) ordinal(1) alignment(16) values([1 : i32, 2 : i32]) : i32
  %3 = hal.interface.workgroup.id[1] upper_bound 64 : index
  return
}
`,
    pretty: `#pipeline_layout = #hal.pipeline.layout<constants = 2, bindings = [#hal.pipeline.binding<storage_buffer, "ReadOnly|Indirect">, #hal.pipeline.binding<uniform_buffer>], flags = Indirect>
#pipeline_layout1 = #hal.pipeline.layout<bindings = [#hal.pipeline.binding<storage_buffer, ReadOnly>]>
module {
  func.func @f(%arg0: index) {
    %0 = hal.interface.binding.subspan layout(#pipeline_layout) binding(0) alignment(64) offset(%arg0) flags("ReadOnly|Indirect") : memref<?xf32>{%arg0}
    %1 = hal.interface.binding.subspan layout(#pipeline_layout1) binding(0) flags(ReadOnly) : memref<4xf32>
    %2 = hal.interface.constant.load layout(#pipeline_layout) ordinal(1) alignment(16) values([1 : i32, 2 : i32]) : i32
    %workgroup_id_y = hal.interface.workgroup.id[1] upper_bound 64 : index
    return
  }
}`,
    generic: `"builtin.module"() ({
  "func.func"() <{function_type = (index) -> (), sym_name = "f"}> ({
  ^bb0(%arg0: index):
    %0 = "hal.interface.binding.subspan"(%arg0, %arg0) <{alignment = 64 : index, binding = 0 : index, descriptor_flags = 3 : i32, layout = #hal.pipeline.layout<constants = 2, bindings = [#hal.pipeline.binding<storage_buffer, "ReadOnly|Indirect">, #hal.pipeline.binding<uniform_buffer>], flags = Indirect>, operandSegmentSizes = array<i32: 1, 1>}> : (index, index) -> memref<?xf32>
    %1 = "hal.interface.binding.subspan"() <{binding = 0 : index, descriptor_flags = 1 : i32, layout = #hal.pipeline.layout<bindings = [#hal.pipeline.binding<storage_buffer, ReadOnly>]>, operandSegmentSizes = array<i32: 0, 0>}> : () -> memref<4xf32>
    %2 = "hal.interface.constant.load"() <{alignment = 16 : index, layout = #hal.pipeline.layout<constants = 2, bindings = [#hal.pipeline.binding<storage_buffer, "ReadOnly|Indirect">, #hal.pipeline.binding<uniform_buffer>], flags = Indirect>, ordinal = 1 : index, values = [1 : i32, 2 : i32]}> : () -> i32
    %3 = "hal.interface.workgroup.id"() <{dimension = 1 : index, upper_bound = 64 : index}> : () -> index
    "func.return"() : () -> ()
  }) : () -> ()
}) : () -> ()`,
  },
  {
    about: 'functions, globals and accesses without visibility and ordering',
    era: 'llvm16',
    text: `llvm.mlir.global internal constant @x(1 : i32) {addr_space = 0 : i32} : i32
llvm.func internal fastcc @f(%p: !llvm.ptr) -> f32 attributes {passthrough = ["a"]} {
  %0 = llvm.load volatile %p {alignment = 4 : i64} : !llvm.ptr -> f32
  llvm.store %0, %p {nontemporal} : f32, !llvm.ptr
  llvm.return %0 : f32
}
`,
    pretty: `module {
  llvm.mlir.global internal constant @x(1 : i32) {addr_space = 0 : i32} : i32
  llvm.func internal fastcc @f(%arg0: !llvm.ptr) -> f32 attributes {passthrough = ["a"]} {
    %0 = llvm.load volatile %arg0 {alignment = 4 : i64} : !llvm.ptr -> f32
    llvm.store %0, %arg0 {nontemporal} : f32, !llvm.ptr
    llvm.return %0 : f32
  }
}`,
    generic: `"builtin.module"() ({
  "llvm.mlir.global"() ({
  }) {addr_space = 0 : i32, constant, global_type = i32, linkage = #llvm.linkage<internal>, sym_name = "x", unnamed_addr = 0 : i64, value = 1 : i32} : () -> ()
  "llvm.func"() ({
  ^bb0(%arg0: !llvm.ptr):
    %0 = "llvm.load"(%arg0) {alignment = 4 : i64, volatile_} : (!llvm.ptr) -> f32
    "llvm.store"(%0, %arg0) {nontemporal} : (f32, !llvm.ptr) -> ()
    "llvm.return"(%0) : (f32) -> ()
  }) {CConv = #llvm.cconv<fastcc>, function_type = !llvm.func<f32 (ptr)>, linkage = #llvm.linkage<internal>, passthrough = ["a"], sym_name = "f"} : () -> ()
}) : () -> ()`,
  },
];

export const REFUSED_TEXTS: readonly RefusedText[] = [
  {
    about: 'properties that are no dictionary',
    era: '2026',
    text: `func.func @f(%a: i32) {
  %0 = "arith.addi"(%a, %a) <3 : i32> : (i32, i32) -> i32
  return
}
`,
    error: `2:8: error: invalid properties 3 : i32 for op arith.addi: expected DictionaryAttr to set properties`,
  },
  {
    about: 'a property that is held as something else',
    era: '2026',
    text: `func.func @f(%a: i32) {
  %0 = "arith.cmpi"(%a, %a) <{predicate = 1 : i32}> : (i32, i32) -> i1
  return
}
`,
    error: `2:8: error: invalid properties {predicate = 1 : i32} for op arith.cmpi: Invalid attribute \`predicate\` in property conversion: 1 : i32`,
  },
  {
    about: 'a flag that there is not',
    era: '2026',
    text: `func.func @f(%a: i32) {
  %0 = arith.addi %a, %a overflow<wrap> : i32
  return
}
`,
    error: `2:35: error: custom op 'arith.addi' expected ::mlir::arith::IntegerOverflowFlags to be one of: none, nsw, nuw`,
  },
  {
    about: 'the older name of an operation',
    era: '2026',
    text: `func.func @f(%a: f32) {
  %0 = arith.maxf %a, %a : f32
  return
}
`,
    error: `2:8: error: custom op 'arith.maxf' is unknown`,
  },
  {
    about: 'the newer name of an operation',
    era: '2023',
    text: `func.func @f(%a: f32) {
  %0 = arith.maximumf %a, %a : f32
  return
}
`,
    error: `2:8: error: custom op 'arith.maximumf' is unknown`,
  },
  {
    about: 'what an operation did not yet say',
    era: '2023',
    text: `func.func @f(%a: i32) {
  %0 = arith.addi %a, %a overflow<nsw> : i32
  return
}
`,
    error: `2:25: error: expected ':'`,
  },
  {
    about: 'a parallel loop that ends as it did',
    era: '2026',
    text: `func.func @f(%i: index) {
  scf.parallel (%k) = (%i) to (%i) step (%i) {
    scf.yield
  }
  return
}
`,
    error: `2:3: error: 'scf.parallel' op expects body to terminate with 'scf.reduce'`,
  },
  {
    about: 'a parallel loop that joins too little',
    era: '2026',
    text: `func.func @f(%i: index, %f: f32) {
  %0 = scf.parallel (%k) = (%i) to (%i) step (%i) init (%f) -> f32 {
    scf.reduce
  }
  return
}
`,
    error: `2:8: error: 'scf.parallel' op expects number of results: 1 to be the same as number of reductions: 0`,
  },
  {
    about: 'an expansion that says no sizes',
    era: '2026',
    text: `func.func @f(%t: tensor<4x8xf32>) {
  %0 = tensor.expand_shape %t [[0, 1], [2]] : tensor<4x8xf32> into tensor<2x2x8xf32>
  return
}
`,
    error: `2:45: error: custom op 'tensor.expand_shape' expected 'output_shape'`,
  },
  {
    about: 'an expansion with too many sizes',
    era: '2026',
    text: `func.func @f(%t: tensor<?x8xf32>, %i: index) {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%i, %i, 8] : tensor<?x8xf32> into tensor<?x2x8xf32>
  return
}
`,
    error: `2:8: error: 'tensor.expand_shape' op incorrect number of dynamic sizes, has 2, expected 1`,
  },
  {
    about: 'an expansion with a wrong size',
    era: '2026',
    text: `func.func @f(%t: tensor<?x8xf32>, %i: index) {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%i, 3, 8] : tensor<?x8xf32> into tensor<?x2x8xf32>
  return
}
`,
    error: `2:8: error: 'tensor.expand_shape' op invalid output shape provided at pos 1`,
  },
  {
    about: "maps that are not a product's",
    era: '2026',
    text: `func.func @f(%a: tensor<4x8xf32>, %b: tensor<8x4xf32>, %c: tensor<4x4xf32>) {
  %0 = linalg.matmul indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>] ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}
`,
    error: `2:8: error: 'linalg.matmul' op Unexpected dim expression in map result.`,
  },
  {
    about: 'a call of a function that is not there',
    era: '2026',
    text: `util.func private @f() {
  util.call @g() : () -> ()
  util.return
}
`,
    error: `2:3: error: 'util.call' op undefined/incompatible callee: g`,
  },
  {
    about: 'a call with other types',
    era: '2026',
    text: `util.func private @f(%x: i32) -> i32 {
  %0 = util.call @f() : () -> i32
  util.return %x : i32
}
`,
    error: `2:8: error: 'util.call' op function type mismatch; expected '() -> i32' but callee is '(i32) -> i32'`,
  },
  {
    about: 'a call with other ties',
    era: '2026',
    text: `util.func private @f(%x: i32) -> %x {
  %0 = util.call @f(%x) : (i32) -> i32
  util.return %x : i32
}
`,
    error: `2:8: error: 'util.call' op function tied operands mismatch; have [-1 : index] but callee is [0 : index]`,
  },
  {
    about: 'a return of too little',
    era: '2026',
    text: `util.func private @f(%x: i32) -> (i32, i32) {
  util.return %x : i32
}
`,
    error: `2:3: error: 'util.return' op has 1 operands, but enclosing function-like op returns 2`,
  },
  {
    about: 'a return of something else',
    era: '2026',
    text: `util.func private @f(%x: i64) -> i32 {
  util.return %x : i64
}
`,
    error: `2:3: error: 'util.return' op type of return operand 0 ('i64') doesn't match function result type ('i32')`,
  },
  {
    about: 'how initialisers returned',
    era: '2026',
    text: `util.initializer {
  util.initializer.return
}
`,
    error: `2:3: error: custom op 'util.initializer.return' is unknown`,
  },
  {
    about: 'a binding that the layout does not have',
    era: '2026',
    text: `func.func @f() {
  %0 = hal.interface.binding.subspan layout(#hal.pipeline.layout<bindings = [#hal.pipeline.binding<uniform_buffer>]>) binding(1) : memref<4xf32>
  return
}
`,
    error: `2:8: error: 'hal.interface.binding.subspan' op binding ordinal 1 out of bounds in layout #hal.pipeline.layout<bindings = [#hal.pipeline.binding<uniform_buffer>]>`,
  },
  {
    about: 'a constant that the layout does not have',
    era: '2026',
    text: `func.func @f() {
  %0 = hal.interface.constant.load layout(#hal.pipeline.layout<constants = 1, bindings = []>) ordinal(1) : i32
  return
}
`,
    error: `2:8: error: 'hal.interface.constant.load' op push constant ordinal out of bounds`,
  },
  {
    about: 'how a binding was said',
    era: '2026',
    text: `func.func @f() {
  %0 = hal.interface.binding.subspan set(0) binding(0) type(storage_buffer) : memref<4xf32>
  return
}
`,
    error: `2:38: error: custom op 'hal.interface.binding.subspan' expected 'layout'`,
  },
  {
    about: 'sizes of groups that do not add up',
    era: '2026',
    text: `func.func @f(%t: tensor<4xf32>, %i: index) {
  %0 = "tensor.extract_slice"(%t, %i) <{operandSegmentSizes = array<i32: 1, 0, 0, 0>, static_offsets = array<i64: 0>, static_sizes = array<i64: 2>, static_strides = array<i64: 1>}> : (tensor<4xf32>, index) -> tensor<2xf32>
  return
}
`,
    error: `2:8: error: 'tensor.extract_slice' op operand count (2) does not match with the total size (1) specified in attribute 'operandSegmentSizes'`,
  },
  {
    about: 'a function that says who sees it',
    era: 'llvm16',
    text: `llvm.func hidden @f()
`,
    error: `1:11: error: custom op 'llvm.func' expected valid '@'-identifier for symbol name`,
  },
  {
    about: 'an atomic access',
    era: 'llvm16',
    text: `llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.load %p atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> f32
  llvm.return
}
`,
    error: `2:20: error: expected ':'`,
  },
  {
    about: 'the later name of an operation',
    era: 'llvm16',
    text: `func.func @f(%a: f32) {
  %0 = arith.maximumf %a, %a : f32
  return
}
`,
    error: `2:8: error: custom op 'arith.maximumf' is unknown`,
  },
];
