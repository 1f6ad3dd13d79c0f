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
];
