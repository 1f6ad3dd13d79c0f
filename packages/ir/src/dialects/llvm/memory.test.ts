/** What is wrong with memory, functions and metadata of the llvm dialect gets words and places of upstream. */

import assert from 'node:assert/strict';
import { firstError } from '../text-checks.fixture.ts';

describe('checks of memory and metadata in the llvm dialect', () => {
  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `llvm.func @f(%a: f32) { %0 = "llvm.add"(%a, %a) : (f32, f32) -> f32
 llvm.return }`,
      `1:30: 'llvm.add' op operand #0 must be integer or LLVM dialect-compatible vector of integer, but got 'f32'`,
    ],
    [
      `llvm.func @f(%a: i32) { %0 = "llvm.fadd"(%a, %a) : (i32, i32) -> i32
 llvm.return }`,
      `1:30: 'llvm.fadd' op operand #0 must be floating point LLVM type or LLVM dialect-compatible vector of floating point LLVM type, but got 'i32'`,
    ],
    [
      `llvm.func @f(%a: i32, %b: i64) { %0 = "llvm.add"(%a, %b) : (i32, i64) -> i32
 llvm.return }`,
      `1:39: 'llvm.add' op requires the same type for all operands and results`,
    ],
    [
      `llvm.func @f(%a: i32, %b: i64) { %0 = llvm.icmp "foo" %a, %a : i32
 llvm.return }`,
      `1:49: custom op 'llvm.icmp' 'foo' is an incorrect value of the 'predicate' attribute`,
    ],
    [
      `llvm.func @f(%a: i32, %b: i64) { %0 = llvm.icmp "eq" %a, %b : i32
 llvm.return }`,
      `1:58: use of value '%b' expects different type than prior uses: 'i32' vs 'i64'`,
    ],
    [
      `llvm.func @f(%a: i32, %b: i64) { %0 = "llvm.icmp"(%a, %a) {predicate = 77 : i64} : (i32, i32) -> i1
 llvm.return }`,
      `1:39: 'llvm.icmp' op attribute 'predicate' failed to satisfy constraint: lvm.icmp comparison predicate`,
    ],
    [
      `llvm.func @f(%a: i32, %b: i64) { %0 = "llvm.icmp"(%a, %a) {predicate = 1 : i64} : (i32, i32) -> i8
 llvm.return }`,
      `1:39: 'llvm.icmp' op result #0 must be 1-bit signless integer or LLVM dialect-compatible vector of 1-bit signless integer, but got 'i8'`,
    ],
    [
      `llvm.func @f(%a: index) { llvm.return }`,
      `1:11: custom op 'llvm.func' failed to construct function type: expected LLVM type for function arguments`,
    ],
    [
      `llvm.func @f(%a: i32) -> index { llvm.return }`,
      `1:11: custom op 'llvm.func' failed to construct function type: expected LLVM type for function results'index'`,
    ],
    [
      `llvm.func @f(%a: i32) -> (i32, i32) { llvm.return }`,
      `1:11: custom op 'llvm.func' failed to construct function type: expected zero or one function result`,
    ],
    [`llvm.func @f(%a: i32) -> i32 { llvm.return }`, `1:32: 'llvm.return' op expected 1 operand`],
    [
      `llvm.func @f(%a: i32) -> i32 { %b = llvm.mlir.undef : i64
 llvm.return %b : i64 }`,
      `2:2: 'llvm.return' op mismatching result types`,
    ],
    [
      `llvm.func @f(%a: i32) { llvm.return %a : i32 }`,
      `1:25: 'llvm.return' op expected no operands`,
    ],
    [
      `llvm.func @f(..., i32)`,
      `1:19: custom op 'llvm.func' variadic arguments must be in the end of the argument list`,
    ],
    [
      `llvm.func common @f() { llvm.return }`,
      `1:1: 'llvm.func' op functions cannot have 'common' linkage`,
    ],
    [
      `llvm.func weak @f()`,
      `1:1: 'llvm.func' op external functions must have 'external' or 'extern_weak' linkage`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>) {
  %0 = llvm.load %p : i32
  llvm.return }`,
      `2:23: custom op 'llvm.load' expected LLVM pointer type`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>) {
  %0 = llvm.load %p : !llvm.ptr
  llvm.return }`,
      `2:32: expected '->'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p atomic release {alignment = 4} : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op unsupported ordering 'release'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p atomic monotonic : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op expected alignment for atomic access`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p atomic monotonic : !llvm.ptr -> i1
  llvm.return }`,
      `2:8: 'llvm.load' op unsupported type 'i1' for atomic access`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  llvm.store %i, %p atomic acquire {alignment = 4}: i32, !llvm.ptr
  llvm.return }`,
      `2:3: 'llvm.store' op unsupported ordering 'acquire'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {syncscope = "x"} : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op expected syncscope to be null for non-atomic access`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {access_groups = [@a]} : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op expected '@a' to specify a fully qualified reference`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {access_groups = [@a::@b]} : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op expected '@a::@b' to reference a metadata op`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {access_groups = [@a::@b]} : !llvm.ptr -> i32
  llvm.return }
llvm.metadata @a { llvm.alias_scope_domain @b }`,
      `2:8: 'llvm.load' op expected '@a::@b' to resolve to a llvm.access_group`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {alias_scopes = [@a::@c]} : !llvm.ptr -> i32
  llvm.return }
llvm.metadata @a { llvm.alias_scope_domain @b }`,
      `2:8: 'llvm.load' op expected '@a::@c' to be a valid reference`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32) {
  %0 = llvm.load %p {tbaa = 3} : !llvm.ptr -> i32
  llvm.return }`,
      `2:8: 'llvm.load' op attribute 'tbaa' failed to satisfy constraint: symbol ref array attribute`,
    ],
    [
      `llvm.metadata @a { llvm.alias_scope @s {domain = @b} }`,
      `1:20: 'llvm.alias_scope' op expected 'b' to reference a domain operation in the same region`,
    ],
    [
      `llvm.metadata @a { llvm.alias_scope @s {domain = 3} }`,
      `1:20: 'llvm.alias_scope' op attribute 'domain' failed to satisfy constraint: flat symbol reference attribute`,
    ],
    [`llvm.access_group @s`, `1:1: 'llvm.access_group' op expects parent op 'llvm.metadata'`],
    [
      `llvm.metadata @a { llvm.tbaa_root @r {id = ""} }`,
      `1:20: 'llvm.tbaa_root' op expected non-empty "identity"`,
    ],
    [
      `llvm.metadata @a { llvm.tbaa_type_desc @r {id = "x", members = {<@q, 0>}} }`,
      `1:20: 'llvm.tbaa_type_desc' op expected "members" to reference a symbol from 'llvm.metadata @a' defined by either 'llvm.tbaa_root' or 'llvm.tbaa_type_desc' while it references '@q'`,
    ],
    [
      `llvm.metadata @a { llvm.tbaa_type_desc @r {id = "x", members = {<@r, 0>}} }`,
      `1:1: 'llvm.metadata' op has cycle in TBAA graph (graph closure: <r>)`,
    ],
    [
      `llvm.metadata @a { llvm.tbaa_type_desc @r {id = "x", members = {<@q, 0>}}
 llvm.tbaa_type_desc @q {id = "x", members = {<@r, 0>}}
 llvm.tbaa_tag @t {base_type = @t, access_type = @q, offset = 0 : i64} }`,
      `3:2: 'llvm.tbaa_tag' op expected "base_type" to reference a symbol from 'llvm.metadata @a' defined by either 'llvm.tbaa_root' or 'llvm.tbaa_type_desc' while it references '@t'`,
    ],
    [
      `llvm.metadata @a { llvm.tbaa_type_desc @r {id = "x", members = {<@q, 0>}}
 llvm.tbaa_type_desc @q {id = "x", members = {<@r, 0>}}
 llvm.tbaa_tag @t {base_type = @r, access_type = @q, offset = 0 : i64} }`,
      `1:1: 'llvm.metadata' op has cycle in TBAA graph (graph closure: <q, r>)`,
    ],
    [
      `llvm.metadata @a { "llvm.tbaa_type_desc"() {sym_name = "x", members = [@x], offsets = array<i64>} : () -> () }`,
      `1:20: 'llvm.tbaa_type_desc' op expected the same number of elements in "members" and "offsets": 1 != 0`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw fadd %q, %i monotonic : !llvm.ptr<i32>, i32
  llvm.return }`,
      `2:8: 'llvm.atomicrmw' op expected LLVM IR floating point type`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw add %p, %f monotonic : !llvm.ptr, f32
  llvm.return }`,
      `2:8: 'llvm.atomicrmw' op expected LLVM IR integer type`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw add %q, %f monotonic : !llvm.ptr<i32>, f32
  llvm.return }`,
      `2:8: 'llvm.atomicrmw' op expected LLVM IR element type for operand #0 to match type for operand #1`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i1, %f: f32) {
  %0 = llvm.atomicrmw xchg %p, %i monotonic : !llvm.ptr, i1
  llvm.return }`,
      `2:8: 'llvm.atomicrmw' op unexpected LLVM IR type for 'xchg' bin_op`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw add %p, %i unordered : !llvm.ptr, i32
  llvm.return }`,
      `2:8: 'llvm.atomicrmw' op expected at least 'monotonic' ordering`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw foo %p, %i monotonic : !llvm.ptr, i32
  llvm.return }`,
      `2:23: custom op 'llvm.atomicrmw' expected string or keyword containing one of the following enum values for attribute 'bin_op' [xchg, add, sub, _and, nand, _or, _xor, max, min, umax, umin, fadd, fsub, fmax, fmin, uinc_wrap, udec_wrap]`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.atomicrmw add %p, %i foo : !llvm.ptr, i32
  llvm.return }`,
      `2:34: custom op 'llvm.atomicrmw' expected string or keyword containing one of the following enum values for attribute 'ordering' [not_atomic, unordered, monotonic, acquire, release, acq_rel, seq_cst]`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.cmpxchg %p, %i, %i acq_rel release : !llvm.ptr, i32
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op failure ordering cannot be 'release' or 'acq_rel'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i32, %f: f32) {
  %0 = llvm.cmpxchg %p, %i, %i unordered acquire : !llvm.ptr, i32
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op ordering must be at least 'monotonic'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i1, %f: f32) {
  %0 = llvm.cmpxchg %p, %i, %i acq_rel acquire : !llvm.ptr, i1
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op unexpected LLVM IR type`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i64, %f: f32) {
  %0 = llvm.cmpxchg %q, %i, %i acq_rel acquire : !llvm.ptr<i32>, i64
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op expected LLVM IR element type for operand #0 to match type for all other operands`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %q: !llvm.ptr<i32>, %i: i64, %f: f32) {
  %0 = llvm.cmpxchg %p, %f, %f acq_rel acquire : !llvm.ptr, f32
  llvm.return }`,
      `2:8: custom op 'llvm.cmpxchg' 'val' must be integer or LLVM pointer type, but got 'f32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = "llvm.cmpxchg"(%p, %i, %i) {success_ordering = 6, failure_ordering = 4} : (!llvm.ptr, i32, i32) -> i32
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op result #0 must be LLVM structure type, but got 'i32'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = "llvm.cmpxchg"(%p, %i, %i) {success_ordering = 6, failure_ordering = 4} : (!llvm.ptr, i32, i32) -> !llvm.struct<(i64, i1)>
  llvm.return }`,
      `2:8: 'llvm.cmpxchg' op failed to verify that result #0 has an LLVM struct type consisting of the type of operand #2 and a bool`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  llvm.fence monotonic
  llvm.return }`,
      `2:3: 'llvm.fence' op can be given only acquire, release, acq_rel, and seq_cst orderings`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.alloca %i x i32 : !llvm.ptr
  llvm.return }`,
      `2:31: custom op 'llvm.alloca' expected trailing function type with one argument and one result`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.alloca %i x i32 {alignment = "a"} : (i32) -> !llvm.ptr
  llvm.return }`,
      `2:8: custom op 'llvm.alloca' expected integer alignment`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = "llvm.alloca"(%i) : (i32) -> !llvm.ptr
  llvm.return }`,
      `2:8: 'llvm.alloca' op expected 'elem_type' attribute if opaque pointer type is used`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = "llvm.alloca"(%i) {elem_type = i32} : (i32) -> !llvm.ptr<i32>
  llvm.return }`,
      `2:8: 'llvm.alloca' op unexpected 'elem_type' attribute when non-opaque pointer type is used`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = "llvm.getelementptr"(%p, %i) {elem_type = i32, rawConstantIndices = array<i32: 1>} : (!llvm.ptr, i32) -> !llvm.ptr
  llvm.return }`,
      `2:8: 'llvm.getelementptr' op expected as many dynamic indices as specified in 'rawConstantIndices'`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.getelementptr %p[%i] : (!llvm.ptr, i32) -> !llvm.ptr
  llvm.return }`,
      `2:8: 'llvm.getelementptr' op expected 'elem_type' attribute if opaque pointer type is used`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.getelementptr %p[0, %i] : (!llvm.ptr, i32) -> !llvm.ptr, !llvm.struct<(i32)>
  llvm.return }`,
      `2:8: 'llvm.getelementptr' op expected index 1 indexing a struct to be constant`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.getelementptr %p[0, 99999999999] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32)>
  llvm.return }`,
      `2:33: custom op 'llvm.getelementptr' integer value too large`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.getelementptr %p[] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32)>
  llvm.return }`,
      `2:30: expected SSA operand`,
    ],
    [
      `llvm.func @f(%p: !llvm.ptr, %i: i32, %f: f32) {
  %0 = llvm.getelementptr %i[0] : (i32) -> !llvm.ptr, !llvm.struct<(i32)>
  llvm.return }`,
      `2:8: 'llvm.getelementptr' op operand #0 must be LLVM pointer type or LLVM dialect-compatible vector of LLVM pointer type, but got 'i32'`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
