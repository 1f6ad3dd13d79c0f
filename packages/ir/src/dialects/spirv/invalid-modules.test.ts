/** Modules, control flow, memory and constants of the spirv dialect are refused in upstream's words. */

import assert from 'node:assert/strict';
import { firstError } from '../text-checks.fixture.ts';

describe("what spirv's modules refuse", () => {
  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      'spirv.func @f(%a: f32) -> (f32, f32) "None" { spirv.Unreachable }',
      "1:1: 'spirv.func' op cannot have more than one result",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%a: f32) -> f32 "None" { spirv.ReturnValue %a : f32 } spirv.func @g(%a: f32 {a.b}) -> f32 "Inline|Pure" attributes {foo, sym_visibility="private"} { spirv.Return } }',
      "1:195: 'spirv.Return' op cannot be used in functions returning value",
    ],
    [
      'spirv.module @x Logical Foo { }',
      "1:25: custom op 'spirv.module' invalid memory_model attribute specification: Foo",
    ],
    ['spirv.module @x Logical { }', "1:25: custom op 'spirv.module' expected valid keyword"],
    [
      'spirv.module Logical GLSL450 requires 4 { }',
      "1:39: custom op 'spirv.module' invalid kind of attribute specified",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(f32) "None" }',
      "1:32: 'spirv.module' cannot contain external functions",
    ],
    [
      'spirv.module Logical GLSL450 { func.func @f() { return } }',
      "1:32: 'spirv.module' can only contain spirv.* ops",
    ],
    [
      'func.func @f() { spirv.func @f() "None" { spirv.Return }  return }',
      "1:18: 'spirv.func' op failed to verify that op must appear in a module-like op's block",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f() { spirv.Return } }',
      "1:48: custom op 'spirv.func' expected function_control attribute specified as string",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f() None { spirv.Return } }',
      '1:47: expected attribute value',
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f() "Foo" { spirv.Return } }',
      `1:48: custom op 'spirv.func' invalid function_control attribute specification: "Foo"`,
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f() 3 { spirv.Return } }',
      '1:48: integer literal not valid for specified type',
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32) -> f32 "None" { spirv.ReturnValue %b : i32 } }',
      "1:71: 'spirv.ReturnValue' op  return value's type ('i32') mismatch with function's result type ('f32')",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32) "None" { spirv.ReturnValue %b : i32 } }',
      "1:64: 'spirv.ReturnValue' op returns 1 value but enclosing function requires 0 results",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32 {spirv.interface_var_abi = 4}) "None" { spirv.Return } }',
      "1:32: 'spirv.interface_var_abi' must be a spirv::InterfaceVarABIAttr",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32 {spirv.interface_var_abi = #spirv.interface_var_abi<(0,1), Uniform>}, %c: !spirv.ptr<f32, Uniform> {spirv.interface_var_abi = #spirv.interface_var_abi<(0,1), Uniform>}) "None" { spirv.Return } }',
      "1:32: 'spirv.interface_var_abi' attribute cannot specify storage class when attaching to a non-scalar value",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32 {spirv.foo}) "None" { spirv.Return } }',
      "1:32: found unsupported 'spirv.foo' attribute on region argument",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32) -> (i32 {spirv.foo}) "None" { spirv.ReturnValue %b : i32 } }',
      '1:32: cannot attach SPIR-V attributes to region result',
    ],
    [
      '"spirv.module"() ({ }) {addressing_model = #spirv.addressing_model<Logical>, memory_model = #spirv.memory_model<GLSL450>} : () -> ()',
      "1:1: 'spirv.module' op Operations with a 'SymbolTable' must have exactly one block",
    ],
    [
      '"spirv.module"() ({ ^bb0: }) {addressing_model = 3, memory_model = #spirv.memory_model<GLSL450>} : () -> ()',
      "1:1: 'spirv.module' op attribute 'addressing_model' failed to satisfy constraint: valid SPIR-V AddressingModel",
    ],
    [
      '"spirv.module"() ({ ^bb0: }) {memory_model = #spirv.memory_model<GLSL450>} : () -> ()',
      "1:1: 'spirv.module' op requires attribute 'addressing_model'",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f(%b: i32, %c : i32) -> i32 "None" { ^bb0(%d : i32): spirv.Return } }',
      '1:81: invalid block name in region with named arguments',
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %0 = spirv.AccessChain %p[%i] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "1:83: 'spirv.AccessChain' op index must be an integer spirv.Constant to access element of spirv.struct",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %0 = spirv.AccessChain %p[] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "1:83: 'spirv.AccessChain' op expected at least one index ",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %0 = spirv.AccessChain %p[%i, %i] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "1:83: 'spirv.AccessChain' op indices types' count must be equal to indices info count",
    ],
    [
      `func.func @f(%p: f32, %i: i32) { %0 = spirv.AccessChain %p[%i] : f32, i32
return }`,
      "1:39: 'spirv.AccessChain' op expected a pointer to composite type, but provided 'f32'",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %c = spirv.Constant 5 : i32
%0 = spirv.AccessChain %p[%c] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "2:6: 'spirv.AccessChain' op index 5 out of bounds for '!spirv.struct<(f32, f32)>'",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %c = spirv.Constant 1 : i32
%0 = spirv.AccessChain %p[%c, %c] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32, i32
%x = spirv.Load "Function" %0 : f32
return }`,
      "2:6: 'spirv.AccessChain' op cannot extract from non-composite type 'f32' with index 1",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %c = spirv.Constant 1 : i32
%0 = spirv.AccessChain %p[%c] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
%1 = spirv.PtrAccessChain %p[%i, %c] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32, i32
%2 = spirv.InBoundsPtrAccessChain %p[%i] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
%3 = "spirv.AccessChain"(%p, %c) : (!spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32) -> i32
return }`,
      "5:6: 'spirv.AccessChain' op result #0 must be any SPIR-V pointer type, but got 'i32'",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %c = spirv.Constant 1 : i32
%3 = "spirv.AccessChain"(%p, %c) : (!spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32) -> !spirv.ptr<i32, Function>
return }`,
      "2:6: 'spirv.AccessChain' op invalid result type: expected '!spirv.ptr<f32, Function>', but provided '!spirv.ptr<i32, Function>'",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %c = spirv.IAdd %i, %i : i32
%3 = spirv.AccessChain %p[%c] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "2:6: 'spirv.AccessChain' index must be an integer spirv.Constant to access element of spirv.struct, but provided spirv.IAdd",
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %1 = spirv.PtrAccessChain %p[] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32, i32
return }`,
      '1:83: spirv.PtrAccessChain expected element',
    ],
    [
      `func.func @f(%p: !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, %i: i32) { %1 = spirv.PtrAccessChain %p[%i, %i] : !spirv.ptr<!spirv.struct<(f32, f32)>, Function>, i32
return }`,
      "1:83: spirv.PtrAccessChain indices types' count must be equal to indices info count",
    ],
    [
      `func.func @f(%p : !spirv.ptr<f32, Function>, %q : !spirv.ptr<f32, StorageBuffer>) { 
%0 = spirv.Load "Function" %p ["Aligned"] : f32
return }`,
      "2:41: expected ','",
    ],
    [
      `func.func @f(%p : !spirv.ptr<f32, Function>, %q : !spirv.ptr<f32, StorageBuffer>) { 
%0 = "spirv.Load"(%p) {alignment = 4 : i32} : (!spirv.ptr<f32, Function>) -> f32
return }`,
      "2:6: 'spirv.Load' op invalid alignment specification without aligned memory access specification",
    ],
    [
      `func.func @f(%p : !spirv.ptr<f32, Function>, %q : !spirv.ptr<f32, StorageBuffer>) { 
%0 = spirv.Load "Function" %p ["Aligned, 4"] : f32
return }`,
      `2:32: custom op 'spirv.Load' invalid memory_access attribute specification: "Aligned, 4"`,
    ],
    [
      `spirv.module Logical GLSL450 { spirv.func @f() "None" { spirv.Return } 
spirv.EntryPoint "GLCompute" @f
spirv.EntryPoint "GLCompute" @f }`,
      '3:1: duplicate of a previous EntryPointOp',
    ],
    [
      `spirv.module Logical GLSL450 { spirv.func @f() "None" { spirv.Return } 
spirv.EntryPoint "GLCompute" @g }`,
      "2:1: function 'g' not found in 'spirv.module'",
    ],
    [
      `spirv.module Logical GLSL450 { spirv.func @f() "None" { spirv.Return } 
spirv.EntryPoint "GLCompute" @f, @g }`,
      "2:1: expected spirv.GlobalVariable symbol reference instead of'@g'",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.func @f() "None" { spirv.mlir.addressof @f : !spirv.ptr<f32, Input> spirv.Return } }',
      "1:57: 'spirv.mlir.addressof' op expected spirv.GlobalVariable symbol",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.GlobalVariable @f : f32 }',
      "1:56: custom op 'spirv.GlobalVariable' expected spirv.ptr type",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.GlobalVariable @f : !spirv.ptr<f32, Function> }',
      "1:32: 'spirv.GlobalVariable' op storage class cannot be 'Function'",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.GlobalVariable @f initializer(@g) : !spirv.ptr<f32, Input> }',
      "1:32: 'spirv.GlobalVariable' op initializer must be result of a spirv.SpecConstant or spirv.GlobalVariable op",
    ],
    [
      'spirv.module Logical GLSL450 { "spirv.GlobalVariable"() {sym_name = "a", type = i32} : () -> () }',
      "1:32: 'spirv.GlobalVariable' op result must be of a !spv.ptr type",
    ],
    [
      `func.func @f(%c : i1) { spirv.mlir.selection control(Foo) { }
return }`,
      "1:54: custom op 'spirv.mlir.selection' invalid selection_control attribute specification: Foo",
    ],
    [
      `func.func @f(%c : i1, %d: i32) { spirv.BranchConditional %d, ^a, ^a
^a: return }`,
      "1:58: use of value '%d' expects different type than prior uses: 'i1' vs 'i32'",
    ],
    [
      `func.func @f(%c : i1, %d: i32) { "spirv.BranchConditional"(%c)[^a, ^a] {branch_weights = [0 : i32, 0 : i32], operand_segment_sizes=array<i32: 1, 0, 0>} : (i1) -> ()
^a: return }`,
      "1:34: 'spirv.BranchConditional' op branch weights cannot both be zero",
    ],
    [
      `func.func @f(%c : i1, %d: i32) { "spirv.BranchConditional"(%c)[^a, ^a] {branch_weights = [0 : i32], operand_segment_sizes=array<i32: 1, 0, 0>} : (i1) -> ()
^a: return }`,
      "1:34: 'spirv.BranchConditional' op must have exactly two branch weights",
    ],
    [
      'func.func @f(%c : i1, %d: i32) { spirv.mlir.merge }',
      "1:34: 'spirv.mlir.merge' op expected parent op to be 'spirv.mlir.selection' or 'spirv.mlir.loop'",
    ],
    [
      'func.func @f(%c : i1, %d: i32) { spirv.Unreachable }',
      "1:34: 'spirv.Unreachable' op cannot be used in reachable block",
    ],
    [
      `func.func @f(%c : i1, %d: i32) { spirv.FunctionCall @x(%c) : (i1) -> ()
return }`,
      "1:34: 'spirv.FunctionCall' op callee function 'x' not found in nearest symbol table",
    ],
    [
      `func.func @f(%c : i1, %d: i32) { spirv.FunctionCall @x(%c) : (i1) -> (i32, i32)
return }`,
      "1:34: 'spirv.FunctionCall' op result group starting at #0 requires 0 or 1 element, but found 2",
    ],
    [
      `func.func @f(%a: f32, %b: i32, %p: !spirv.ptr<i32, Workgroup>) { %c = spirv.Constant 5 : i32
%0 = spirv.GroupNonUniformFAdd "Workgroup" "ClusteredReduce" %a cluster_size(%c) : f32
return }`,
      "2:6: 'spirv.GroupNonUniformFAdd' op cluster size operand must be a power of two",
    ],
    [
      `func.func @f(%a: i32) { %2 = spirv.Constant dense<1> : tensor<4xi32> : tensor<4xi32>
return }`,
      "1:30: 'spirv.Constant' op result #0 must be void or bool or 8/16/32/64-bit integer or 16/32/64-bit float or vector of bool or 8/16/32/64-bit integer or 16/32/64-bit float values of length 2/3/4/8/16 or any SPIR-V pointer type or any SPIR-V array type or any SPIR-V runtime array type or any SPIR-V struct type or any SPIR-V cooperative matrix type or any SPIR-V joint matrix type or any SPIR-V matrix type or any SPIR-V sampled image type, but got 'tensor<4xi32>'",
    ],
    [
      `func.func @f(%a: i32) { %2 = spirv.Constant "foo" : i32
return }`,
      `1:30: 'spirv.Constant' op cannot have attribute: "foo" : i32`,
    ],
    [
      `func.func @f(%a: i32) { %2 = spirv.Constant unit : i32
return }`,
      "1:30: 'spirv.Constant' op cannot have attribute: unit",
    ],
    [
      `func.func @f(%a: i32) { %2 = spirv.Constant [i32] : !spirv.array<1 x i32>
return }`,
      "1:30: 'spirv.Constant' op cannot have attribute: i32",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.SpecConstant @a = 5 : i3 }',
      "1:32: 'spirv.SpecConstant' op default value bitwidth disallowed",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.SpecConstant @a = "foo" }',
      "1:32: 'spirv.SpecConstant' op default value can only be a bool, integer, or float scalar",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.SpecConstant @a spec_id(-1) = 5 : i32 }',
      "1:32: 'spirv.SpecConstant' op SpecId cannot be negative",
    ],
    [
      'spirv.module Logical GLSL450 { spirv.SpecConstantComposite @e (@x) : f32 }',
      "1:32: result type must be a composite type, but provided 'f32'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
