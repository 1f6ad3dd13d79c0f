/** Folds and canonicalisations of the spirv dialect give what upstream's give. */

import assert from 'node:assert/strict';
import { canonicalized } from '../text-checks.fixture.ts';

describe("spirv's canonicalisations", () => {
  const programs: readonly (readonly [what: string, text: string, canonical: string])[] = [
    [
      'one chain of two',
      `func.func @chains(%p: !spirv.ptr<!spirv.struct<(!spirv.array<4 x !spirv.array<4 x f32>>, i32)>, Function>, %i: i32) -> f32 {
  %c0 = spirv.Constant 0 : i32
  %0 = spirv.AccessChain %p[%c0] : !spirv.ptr<!spirv.struct<(!spirv.array<4 x !spirv.array<4 x f32>>, i32)>, Function>, i32
  %1 = spirv.AccessChain %0[%i, %i] : !spirv.ptr<!spirv.array<4 x !spirv.array<4 x f32>>, Function>, i32, i32
  %2 = spirv.Load "Function" %1 : f32
  return %2 : f32
}`,
      `module {
  func.func @chains(%arg0: !spirv.ptr<!spirv.struct<(!spirv.array<4 x !spirv.array<4 x f32>>, i32)>, Function>, %arg1: i32) -> f32 {
    %cst0_i32 = spirv.Constant 0 : i32
    %0 = spirv.AccessChain %arg0[%cst0_i32, %arg1, %arg1] : !spirv.ptr<!spirv.struct<(!spirv.array<4 x !spirv.array<4 x f32>>, i32)>, Function>, i32, i32, i32
    %1 = spirv.Load "Function" %0 : f32
    return %1 : f32
  }
}`,
    ],
    [
      'integers that wrap',
      `func.func @integers(%a: i32, %v: vector<3xi32>) -> (i32, i32, i32, i32, vector<3xi32>, i32) {
  %c0 = spirv.Constant 0 : i32
  %c1 = spirv.Constant 1 : i32
  %c5 = spirv.Constant 5 : i32
  %big = spirv.Constant 2147483647 : i32
  %0 = spirv.IAdd %c0, %a : i32
  %1 = spirv.IMul %a, %c0 : i32
  %2 = spirv.IMul %c1, %a : i32
  %3 = spirv.ISub %a, %a : i32
  %k = spirv.Constant dense<[1, 2, 3]> : vector<3xi32>
  %4 = spirv.IMul %k, %k : vector<3xi32>
  %5 = spirv.IAdd %big, %c5 : i32
  return %0, %1, %2, %3, %4, %5 : i32, i32, i32, i32, vector<3xi32>, i32
}`,
      `module {
  func.func @integers(%arg0: i32, %arg1: vector<3xi32>) -> (i32, i32, i32, i32, vector<3xi32>, i32) {
    %cst-2147483644_i32 = spirv.Constant -2147483644 : i32
    %cst_vec_3xi32 = spirv.Constant dense<[1, 4, 9]> : vector<3xi32>
    %cst0_i32 = spirv.Constant 0 : i32
    return %arg0, %cst0_i32, %arg0, %cst0_i32, %cst_vec_3xi32, %cst-2147483644_i32 : i32, i32, i32, i32, vector<3xi32>, i32
  }
}`,
    ],
    [
      'truths',
      `func.func @truths(%a: i1, %i: i32, %v: vector<2xi1>) -> (i1, i1, i1, i1, i1, vector<2xi1>) {
  %true = spirv.Constant true
  %false = spirv.Constant false
  %all = spirv.Constant dense<true> : vector<2xi1>
  %0 = spirv.LogicalAnd %true, %a : i1
  %1 = spirv.LogicalOr %a, %true : i1
  %2 = spirv.LogicalNotEqual %a, %false : i1
  %3 = spirv.IEqual %i, %i : i32
  %4 = spirv.LogicalNot %3 : i1
  %5 = spirv.LogicalNotEqual %a, %true : i1
  %6 = spirv.LogicalAnd %v, %all : vector<2xi1>
  return %0, %1, %2, %4, %5, %6 : i1, i1, i1, i1, i1, vector<2xi1>
}`,
      `module {
  func.func @truths(%arg0: i1, %arg1: i32, %arg2: vector<2xi1>) -> (i1, i1, i1, i1, i1, vector<2xi1>) {
    %true = spirv.Constant true
    %0 = spirv.INotEqual %arg1, %arg1 : i32
    %1 = spirv.LogicalNotEqual %arg0, %true : i1
    return %arg0, %true, %arg0, %0, %1, %arg2 : i1, i1, i1, i1, i1, vector<2xi1>
  }
}`,
    ],
    [
      'casts of casts',
      `func.func @casts(%a: f32) -> (f32, vector<2xi16>) {
  %0 = spirv.Bitcast %a : f32 to i32
  %1 = spirv.Bitcast %0 : i32 to f32
  %2 = spirv.Bitcast %0 : i32 to vector<2xi16>
  return %1, %2 : f32, vector<2xi16>
}`,
      `module {
  func.func @casts(%arg0: f32) -> (f32, vector<2xi16>) {
    %0 = spirv.Bitcast %arg0 : f32 to vector<2xi16>
    return %arg0, %0 : f32, vector<2xi16>
  }
}`,
    ],
    [
      'elements of what is put together',
      `func.func @elements(%a: f32, %v: vector<2xf32>) -> (f32, f32, i32, f32) {
  %0 = spirv.CompositeInsert %a, %v[1 : i32] : f32 into vector<2xf32>
  %1 = spirv.CompositeExtract %0[1 : i32] : vector<2xf32>
  %2 = spirv.CompositeConstruct %a, %1 : (f32, f32) -> vector<2xf32>
  %3 = spirv.CompositeExtract %2[0 : i32] : vector<2xf32>
  %k = spirv.Constant [dense<[4, 5]> : vector<2xi32>] : !spirv.array<1 x vector<2xi32>>
  %4 = spirv.CompositeExtract %k[0 : i32, 1 : i32] : !spirv.array<1 x vector<2xi32>>
  %5 = spirv.CompositeExtract %0[0 : i32] : vector<2xf32>
  return %1, %3, %4, %5 : f32, f32, i32, f32
}`,
      `module {
  func.func @elements(%arg0: f32, %arg1: vector<2xf32>) -> (f32, f32, i32, f32) {
    %cst5_i32 = spirv.Constant 5 : i32
    %0 = spirv.CompositeInsert %arg0, %arg1[1 : i32] : f32 into vector<2xf32>
    %1 = spirv.CompositeExtract %0[0 : i32] : vector<2xf32>
    return %arg0, %arg0, %cst5_i32, %1 : f32, f32, i32, f32
  }
}`,
    ],
    [
      'a selection of which value is stored',
      `func.func @selection(%c: i1, %p: !spirv.ptr<i32, Function>, %a: i32, %b: i32) {
  spirv.mlir.selection {
    spirv.BranchConditional %c, ^yes, ^no
  ^yes:
    spirv.Store "Function" %p, %a ["Aligned", 4] : i32
    spirv.Branch ^end
  ^no:
    spirv.Store "Function" %p, %b ["Aligned", 4] : i32
    spirv.Branch ^end
  ^end:
    spirv.mlir.merge
  }
  return
}`,
      `module {
  func.func @selection(%arg0: i1, %arg1: !spirv.ptr<i32, Function>, %arg2: i32, %arg3: i32) {
    %0 = spirv.Select %arg0, %arg2, %arg3 : i1, i32
    spirv.Store "Function" %arg1, %0 ["Aligned", 4] : i32
    return
  }
}`,
    ],
  ];
  for (const [what, text, canonical] of programs)
    it(`know ${what}`, () => {
      assert.equal(canonicalized(text), canonical);
    });
});
