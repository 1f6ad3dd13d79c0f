/** Operations on values of the spirv dialect are refused in upstream's words. */

import assert from 'node:assert/strict';
import { firstError } from '../text-checks.fixture.ts';

describe("what spirv's operations refuse", () => {
  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      'module @f attributes {spirv.target_env = 4, spirv.entry_point_abi= #spirv.entry_point_abi<subgroup_size=5>} {}',
      "1:1: 'spirv.target_env' must be a spirv::TargetEnvAttr",
    ],
    [
      'module @f attributes {spirv.entry_point_abi = 4} {}',
      "1:1: 'spirv.entry_point_abi' attribute must be an entry point ABI attribute",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = "spirv.GL.Fma"(%a, %a, %a) : (f32, f32, f32) -> vector<4xf32>
%1 = "spirv.GL.Fma"(%v, %a, %a) {foo} : (vector<4xf32>, f32, f32) -> vector<4xf32>
%2 = spirv.GL.FClamp %a, %a, %a {foo} : f32
%3 = spirv.GL.FMix {foo} %a : f32, %a : f32, %a : f32 -> f32
%4 = spirv.GL.Cos %a : f32 {foo}
%5 = spirv.CL.fmax %a, %a {foo} : f32
%6 = spirv.GL.SClamp (%a, %a) : (f32, f32) -> f32
return }`,
      "7:6: 'spirv.GL.SClamp' op expected 3 operands, but found 2",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %6 = spirv.GL.SClamp (%a, %a) : f32 
return }`,
      "1:65: custom op 'spirv.GL.SClamp' expected function type",
    ],
    [
      `func.func @f(%a: i32) { 
%1 = spirv.IAddCarry %a, %a : !spirv.struct<(i32, i64)>
return }`,
      "2:6: 'spirv.IAddCarry' op expected all operand types and struct member types are the same",
    ],
    [
      `func.func @f(%a: i32) { 
%1 = spirv.IAddCarry %a : !spirv.struct<(i32, i32)>
return }`,
      "2:27: custom op 'spirv.IAddCarry' 1 operands present, but expected 2",
    ],
    [
      `func.func @f(%a: i32) { 
%1 = spirv.IAddCarry %a, %a : i32
return }`,
      "2:31: custom op 'spirv.IAddCarry' expected spirv.struct type with two members",
    ],
    [
      `func.func @f(%a: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.AtomicAnd "Device" "None" %p : !spirv.ptr<i32, Workgroup>
return }`,
      "1:94: custom op 'spirv.AtomicAnd' expected 2 operands",
    ],
    [
      `func.func @f(%a: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.AtomicAnd "Device" "Foo" %p, %a : !spirv.ptr<i32, Workgroup>
return }`,
      `1:87: custom op 'spirv.AtomicAnd' invalid memory_semantics attribute specification: "Foo"`,
    ],
    [
      `func.func @f(%a: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.AtomicAnd "Device" "None" %p, %a : i32
return }`,
      "1:101: custom op 'spirv.AtomicAnd' expected pointer type",
    ],
    [
      `func.func @f(%a: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.AtomicAnd "Device" "Acquire|Release" %p, %a : !spirv.ptr<i32, Workgroup>
return }`,
      '1:62: expected at most one of these four memory constraints to be set: `Acquire`, `Release`,`AcquireRelease` or `SequentiallyConsistent`',
    ],
    [
      `func.func @f(%a: f32, %p: !spirv.ptr<f32, Workgroup>) { %0 = spirv.AtomicAnd "Device" "Acquire" %p, %a : !spirv.ptr<f32, Workgroup>
return }`,
      "1:62: 'spirv.AtomicAnd' op operand #1 must be 8/16/32/64-bit integer, but got 'f32'",
    ],
    [
      `func.func @f(%a: f32, %b: i32, %p: !spirv.ptr<f32, Workgroup>) { %0 = "spirv.AtomicAnd"(%p, %b) {memory_scope=#spirv.scope<Device>, semantics=#spirv.memory_semantics<None>} : (!spirv.ptr<f32, Workgroup>, i32) -> i32
return }`,
      "1:71: 'spirv.AtomicAnd' op pointer operand must point to an integer value, found 'f32'",
    ],
    [
      `func.func @f(%a: f32, %b: i64, %p: !spirv.ptr<i32, Workgroup>) { %0 = "spirv.AtomicAnd"(%p, %b) {memory_scope=#spirv.scope<Device>, semantics=#spirv.memory_semantics<None>} : (!spirv.ptr<i32, Workgroup>, i64) -> i32
return }`,
      "1:71: 'spirv.AtomicAnd' op expected value to have the same type as the pointer operand's pointee type 'i32', but found 'i64'",
    ],
    [
      `func.func @f(%a: f32, %b: i64, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.GroupNonUniformFAdd "Device" "Reduce" %a : f32
return }`,
      "1:71: 'spirv.GroupNonUniformFAdd' op execution scope must be 'Workgroup' or 'Subgroup'",
    ],
    [
      `func.func @f(%a: f32, %b: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.GroupNonUniformFAdd "Workgroup" "ClusteredReduce" %a cluster_size(%b) : f32
return }`,
      "1:71: 'spirv.GroupNonUniformFAdd' op cluster size operand must come from a constant op",
    ],
    [
      `func.func @f(%a: f32, %b: i32, %p: !spirv.ptr<i32, Workgroup>) { %0 = spirv.GroupNonUniformBroadcast <Workgroup> %a, %b : f32, i32
return }`,
      "1:71: 'spirv.GroupNonUniformBroadcast' op id must be the result of a constant op",
    ],
    [
      `func.func @f(%a: f32, %b: si32) { %0 = spirv.GroupNonUniformShuffle <Workgroup> %a, %b : f32, si32
return }`,
      "1:40: 'spirv.GroupNonUniformShuffle' op second operand must be a singless/unsigned integer",
    ],
    [
      `func.func @f(%a: f32, %b: vector<4xi32>) { %0 = spirv.GroupBroadcast <Workgroup> %a, %b : f32, vector<4xi32>
return }`,
      "1:49: 'spirv.GroupBroadcast' op localid is a vector and can be with only  2 or 3 components, actual number is 4",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %v[4 : i32] : vector<4xf32>
return }`,
      "1:74: custom op 'spirv.CompositeExtract' index 4 out of bounds for 'vector<4xf32>'",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %v[] : vector<4xf32>
return }`,
      "1:74: custom op 'spirv.CompositeExtract' expected at least one index for spirv.CompositeExtract",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %v[0.1] : vector<4xf32>
return }`,
      "1:74: custom op 'spirv.CompositeExtract' expected an 32-bit integer for index, but found '1.000000e-01 : f64'",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %v {foo} : vector<4xf32>
return }`,
      "1:75: custom op 'spirv.CompositeExtract' expected a 32-bit integer array attribute for 'indices'",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %a[0 : i32] : f32
return }`,
      "1:74: custom op 'spirv.CompositeExtract' cannot extract from non-composite type 'f32' with index 0",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeExtract %v[0 : i64] : vector<4xf32>
return }`,
      "1:49: 'spirv.CompositeExtract' op attribute 'indices' failed to satisfy constraint: 32-bit integer array attribute",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeConstruct %a, %a, %a : (f32, f32, f32) -> vector<4xf32>
return }`,
      "1:49: 'spirv.CompositeConstruct' op has incorrect number of operands: expected 4, but provided 3",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeConstruct %a : (f32) -> !spirv.struct<(f32, f32)>
return }`,
      "1:49: 'spirv.CompositeConstruct' op expected to return a vector or cooperative matrix when the number of constituents is less than what the result needs",
    ],
    [
      `func.func @f(%a: f32, %v: vector<4xf32>) { %0 = spirv.CompositeConstruct %a : (f32) -> !spirv.struct<(i32)>
return }`,
      "1:49: 'spirv.CompositeConstruct' op operand type mismatch: expected operand type 'i32', but provided 'f32'",
    ],
    [
      `func.func @f(%v: vector<2xf32>, %w : vector<2xi32>) { %1 = spirv.VectorShuffle [1: i32, 6: i32] %v : vector<2xf32>, %v : vector<2xf32> -> vector<2xf32>
return }`,
      "1:60: 'spirv.VectorShuffle' op component selector 6 out of range: expected to be in [0, 4) or 0xffffffff",
    ],
    [
      `func.func @f(%v: vector<2xf32>, %w : vector<2xi32>) { %1 = spirv.VectorShuffle [1: i32, 2: i32] %v : vector<2xf32>, %v : vector<2xf32> -> vector<3xf32>
return }`,
      "1:60: 'spirv.VectorShuffle' op result type element count (3) mismatch with the number of component selectors (2)",
    ],
    [
      `func.func @f(%v: vector<2xf32>, %w : vector<2xi32>) { %1 = spirv.VectorShuffle [1: i32, 2: i32] %v : vector<2xf32>, %w : vector<2xi32> -> vector<2xf32>
return }`,
      "1:60: 'spirv.VectorShuffle' op failed to verify that all of {vector1, vector2, result} have same element type",
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.Bitcast %a : f32 to f32
return }`,
      '1:30: result type must be different from operand type',
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.Bitcast %a : f32 to i64
return }`,
      "1:30: 'spirv.Bitcast' op mismatch in result type bitwidth 64 and operand type bitwidth 32",
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.Bitcast %a : f32 to !spirv.ptr<f32, Function>
return }`,
      '1:30: unhandled bit cast conversion from non-pointer type to pointer type',
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.FConvert %a : f32 to f32
return }`,
      "1:30: 'spirv.FConvert' op expected the different bit widths for operand type and result type, but provided 'f32' and 'f32'",
    ],
    [
      `func.func @f(%a: !spirv.ptr<f32, Generic>, %b: !spirv.ptr<f32, Workgroup>) { %0 = spirv.PtrCastToGeneric %a : !spirv.ptr<f32, Generic> to !spirv.ptr<f32, Generic>
return }`,
      '1:83: pointer must point to the Workgroup, CrossWorkgroup, or Function Storage Class',
    ],
    [
      `func.func @f(%a: !spirv.ptr<f32, Generic>, %b: !spirv.ptr<f32, Workgroup>) { %0 = spirv.GenericCastToPtr %b : !spirv.ptr<f32, Workgroup> to !spirv.ptr<f32, Generic>
return }`,
      '1:83: pointer type must be of storage class Generic',
    ],
    [
      `func.func @f(%a: i32) { %0 = "spirv.ShiftLeftLogical"(%a, %a) : (i32, i32) -> i64
return }`,
      "1:30: 'spirv.ShiftLeftLogical' op failed to verify that all of {operand1, result} have same type",
    ],
    [
      `func.func @f(%a: i32) { %0 = "spirv.BitFieldInsert"(%a, %a, %a, %a) : (i32, i32, i32, i32) -> i64
return }`,
      "1:30: 'spirv.BitFieldInsert' op failed to verify that all of {base, insert, result} have same type",
    ],
    [
      `func.func @f(%a: i32) { %0 = "spirv.IEqual"(%a, %a) : (i32, i32) -> vector<2xi1>
return }`,
      "1:30: 'spirv.IEqual' op failed to verify that type of result to correspond to the `i1` equivalent of the operand",
    ],
    [
      `func.func @f(%a: i32, %b: i64) { %0 = "spirv.IEqual"(%a, %b) : (i32, i64) -> i1
return }`,
      "1:39: 'spirv.IEqual' op requires all operands to have the same type",
    ],
    [
      `func.func @f(%a: i32, %b: vector<2xi1>) { %0 = spirv.Select %b, %a, %a : vector<2xi1>, i32
return }`,
      "1:48: 'spirv.Select' op result expected to be of vector type when condition is of vector type",
    ],
    [
      `func.func @f(%a: vector<3xi32>, %b: vector<2xi1>) { %0 = spirv.Select %b, %a, %a : vector<2xi1>, vector<3xi32>
return }`,
      "1:58: 'spirv.Select' op result should have the same number of elements as the condition when condition is of vector type",
    ],
    [
      `func.func @f(%a: i32) { %0 = spirv.SDot %a, %a : (i32, i32) -> i32
return }`,
      "1:30: 'spirv.SDot' op requires Packed Vector Format attribute for integer vector operands",
    ],
    [
      `func.func @f(%a: vector<4xi8>) { %0 = spirv.SDot %a, %a {format = #spirv.packed_vector_format<PackedVectorFormat4x8Bit>} : (vector<4xi8>, vector<4xi8>) -> i32
return }`,
      "1:39: 'spirv.SDot' op with invalid format attribute for vector operands of type 'vector<4xi8>'",
    ],
    [
      `func.func @f(%a: vector<4xi8>) { %0 = spirv.SDot %a, %a {foo} : (vector<4xi8>, vector<4xi8>) -> i32
return }`,
      "1:39: op only supports the 'format' #spirv.packed_vector_format attribute",
    ],
    [
      `func.func @f(%a: vector<4xi16>) { %0 = spirv.SDot %a, %a : (vector<4xi16>, vector<4xi16>) -> i32
return }`,
      "1:40: 'spirv.SDot' op result type has insufficient bit-width (32 bits) for the specified vector operand type (64 bits)",
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.GL.FrexpStruct %a : f32 -> !spirv.struct<(f32)>
return }`,
      '1:30: result type must be a struct type with two memebers',
    ],
    [
      `func.func @f(%a: f32) { %0 = spirv.GL.FrexpStruct %a : f32 -> !spirv.struct<(f32, vector<2xi32>)>
return }`,
      '1:30: member one of the resulting struct type must have the same number of components as the operand type',
    ],
    [
      `func.func @f(%a: f32, %b: vector<3xi32>) { %0 = spirv.GL.Ldexp %a : f32, %b : vector<3xi32> -> f32
return }`,
      "1:49: 'spirv.GL.Ldexp' op operands must both be scalars or vectors",
    ],
    [
      `func.func @f(%a: !spirv.image<f32, Dim2D, NoDepth, Arrayed, SingleSampled, NeedSampler, Unknown>) { %0 = spirv.ImageQuerySize %a : !spirv.image<f32, Dim2D, NoDepth, Arrayed, SingleSampled, NeedSampler, Unknown> -> vector<3xi32>
return }`,
      '1:106: if Dim is 1D, 2D, 3D, or Cube, it must also have either an MS of 1 or a Sampled of 0 or 2',
    ],
    [
      `func.func @f(%a: !spirv.image<f32, SubpassData, NoDepth, Arrayed, SingleSampled, NeedSampler, Unknown>) { %0 = spirv.ImageQuerySize %a : !spirv.image<f32, SubpassData, NoDepth, Arrayed, SingleSampled, NeedSampler, Unknown> -> vector<3xi32>
return }`,
      '1:112: the Dim operand of the image type must be 1D, 2D, 3D, Buffer, Cube, or Rect',
    ],
    [
      `func.func @f(%a: i32) { %0 = spirv.BitFieldInsert %a, %a, %a, %a : i32, f32, i32
return }`,
      "1:73: custom op 'spirv.BitFieldInsert' invalid kind of type specified",
    ],
    [
      `func.func @f(%a : !spirv.coopmatrix<8x16xi8, Subgroup>, %b : !spirv.coopmatrix<16x8xi16, Subgroup>, %c : !spirv.coopmatrix<8x8xi32, Subgroup>) { %r = spirv.NV.CooperativeMatrixMulAdd %a, %b, %c : !spirv.coopmatrix<8x16xi8, Subgroup>, !spirv.coopmatrix<16x8xi16, Subgroup> -> !spirv.coopmatrix<8x8xi32, Subgroup>
return }`,
      "1:151: 'spirv.NV.CooperativeMatrixMulAdd' op matrix A and B integer element types must be the same bit width",
    ],
    [
      `func.func @f(%a : !spirv.coopmatrix<8x16xf16, Subgroup>, %b : !spirv.coopmatrix<16x8xf32, Subgroup>, %c : !spirv.coopmatrix<8x8xi32, Subgroup>) { %r = spirv.NV.CooperativeMatrixMulAdd %a, %b, %c : !spirv.coopmatrix<8x16xf16, Subgroup>, !spirv.coopmatrix<16x8xf32, Subgroup> -> !spirv.coopmatrix<8x8xi32, Subgroup>
return }`,
      "1:152: 'spirv.NV.CooperativeMatrixMulAdd' op matrix A and B non-integer element types must match",
    ],
    [
      `func.func @f(%a : !spirv.jointmatrix<8x16xi8, RowMajor, Subgroup>, %b : !spirv.jointmatrix<16x8xsi8, RowMajor, Subgroup>, %c : !spirv.jointmatrix<8x8xi32, RowMajor, Subgroup>) { %r = spirv.INTEL.JointMatrixMad <Subgroup> %a, %b, %c : !spirv.jointmatrix<8x16xi8, RowMajor, Subgroup>, !spirv.jointmatrix<16x8xsi8, RowMajor, Subgroup> -> !spirv.jointmatrix<8x8xi32, RowMajor, Subgroup>
return }`,
      "1:184: 'spirv.INTEL.JointMatrixMad' op matrix element type must match",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
