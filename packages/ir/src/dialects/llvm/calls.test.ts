/** What is wrong with calls, globals and values of the llvm dialect gets words and places of upstream. */

import assert from 'node:assert/strict';
import { firstError } from '../text-checks.fixture.ts';

describe('checks of calls, globals and values in the llvm dialect', () => {
  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `llvm.func @g(i32) -> i32
llvm.func @f(%i: i32) {
  llvm.call @g(%i) : (i32) -> ()
  llvm.return }`,
      `3:3: 'llvm.call' op expected function call to produce a value`,
    ],
    [
      `llvm.func @g(i32) -> i32
llvm.func @f(%i: i32) {
  %0 = llvm.call @g() : () -> i32
  llvm.return }`,
      `3:8: 'llvm.call' op incorrect number of operands (0) for callee (expecting: 1)`,
    ],
    [
      `llvm.func @g(i32)
llvm.func @f(%i: i32) {
  %0 = llvm.call @g(%i) : (i32) -> i32
  llvm.return }`,
      `3:8: 'llvm.call' op calling function with void result must not produce values`,
    ],
    [
      `llvm.func @g(i64)
llvm.func @f(%i: i32) {
  llvm.call @g(%i) : (i32) -> ()
  llvm.return }`,
      `3:3: 'llvm.call' op operand type mismatch for operand 0: 'i32' != 'i64'`,
    ],
    [
      `llvm.func @g(i32, ...)
llvm.func @f(%i: i32) {
  llvm.call @g() : () -> ()
  llvm.return }`,
      `3:3: 'llvm.call' op incorrect number of operands (0) for varargs callee (expecting at least: 1)`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.call @g() : () -> ()
  llvm.return }`,
      `2:3: 'llvm.call' op 'g' does not reference a symbol in the current scope`,
    ],
    [
      `llvm.mlir.global @g(1 : i32) : i32
llvm.func @f(%i: i32) {
  llvm.call @g() : () -> ()
  llvm.return }`,
      `3:3: 'llvm.call' op 'g' does not reference a valid LLVM function`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.call @g() : () -> !llvm.void
  llvm.return }`,
      `2:18: custom op 'llvm.call' expected a non-void result type`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.call @g() : () -> (i32, i32)
  llvm.return }`,
      `2:18: custom op 'llvm.call' expected function with 0 or 1 result`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.call @g() : i32
  llvm.return }`,
      `2:18: custom op 'llvm.call' expected trailing function type`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.call @g() : i32, i32
  llvm.return }`,
      `2:18: custom op 'llvm.call' expected direct call to have 1 trailing type`,
    ],
    [
      `llvm.func @f(%i: i32, %p: !llvm.ptr) {
  llvm.call %p() : () -> ()
  llvm.return }`,
      `2:18: custom op 'llvm.call' expected indirect call to have 2 trailing types`,
    ],
    [
      `llvm.func @f(%i: i32, %p: !llvm.ptr<func<i32 (...)>>) {
  %0 = llvm.call %p() : !llvm.ptr<func<i32 (...)>>, () -> (i32)
  llvm.return }`,
      `2:8: 'llvm.call' op indirect calls to variadic functions are not supported`,
    ],
    [
      `llvm.func @f(%i: i32, %p: !llvm.ptr<i8>) {
  %0 = llvm.call %p() : !llvm.ptr<i8>, () -> (i32)
  llvm.return }`,
      `2:8: 'llvm.call' op callee does not have a functional type: 'i8'`,
    ],
    [
      `llvm.func @f(%i: i32, %p: !llvm.ptr<i8>) {
  %0 = llvm.call %i() : i32, () -> (i32)
  llvm.return }`,
      `2:8: 'llvm.call' op indirect call expects a pointer as callee: 'i32'`,
    ],
    [
      `llvm.func @f(%i: i32, %p: !llvm.ptr<i8>) {
  "llvm.call"() : () -> ()
  llvm.return }`,
      `2:3: 'llvm.call' op must have either a \`callee\` attribute or at least an operand`,
    ],
    [
      `llvm.func @g() -> i64
llvm.func @f(%i: i32) {
  %0 = llvm.call @g() : () -> i32
  llvm.return }`,
      `3:8: 'llvm.call' op result type mismatch: 'i32' != 'i64'`,
    ],
    [
      `llvm.func @f(%i: i32) {
  %0 = llvm.call "g"() : () -> i32
  llvm.return }`,
      `2:18: custom op 'llvm.call' invalid kind of attribute specified`,
    ],
    [
      `llvm.func @f(%i: i32) {
  %0 = llvm.mlir.addressof @x : !llvm.ptr
  llvm.return }`,
      `2:8: 'llvm.mlir.addressof' op must reference a global defined by 'llvm.mlir.global' or 'llvm.func'`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) : i32
llvm.func @f(%i: i32) {
  %0 = llvm.mlir.addressof @x : !llvm.ptr<i64>
  llvm.return }`,
      `3:8: 'llvm.mlir.addressof' op the type must be a pointer to the type of the referenced global`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) {addr_space = 3 : i32} : i32
llvm.func @f(%i: i32) {
  %0 = llvm.mlir.addressof @x : !llvm.ptr<i32>
  llvm.return }`,
      `3:8: 'llvm.mlir.addressof' op pointer address space must match address space of the referenced global`,
    ],
    [
      `llvm.func @x()
llvm.func @f(%i: i32) {
  %0 = llvm.mlir.addressof @x : !llvm.ptr<i32>
  llvm.return }`,
      `3:8: 'llvm.mlir.addressof' op the type must be a pointer to the type of the referenced function`,
    ],
    [
      `llvm.mlir.global @x(1 : i32)`,
      `1:1: custom op 'llvm.mlir.global' type can only be omitted for string globals`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) : i32, i32`,
      `1:1: custom op 'llvm.mlir.global' expected zero or one type`,
    ],
    [
      `llvm.mlir.global @x("abc") : !llvm.array<4 x i8>`,
      `1:1: 'llvm.mlir.global' op requires an i8 array type of the length equal to that of the string attribute`,
    ],
    [
      `llvm.mlir.global common @x(1 : i32) : i32`,
      `1:1: 'llvm.mlir.global' op expected zero value for 'common' linkage`,
    ],
    [
      `llvm.mlir.global appending @x(1 : i32) : i32`,
      `1:1: 'llvm.mlir.global' op expected array type for 'appending' linkage`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) {alignment = 3} : i32`,
      `1:1: alignment attribute is not a power of 2`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) {addr_space = -3 : i32} : i32`,
      `1:1: 'llvm.mlir.global' op attribute 'addr_space' failed to satisfy constraint: 32-bit signless integer attribute whose value is non-negative`,
    ],
    [
      `llvm.mlir.global @x() : !llvm.void`,
      `1:1: 'llvm.mlir.global' op expects type to be a valid element type for an LLVM pointer`,
    ],
    [
      `llvm.mlir.global @x() : index`,
      `1:1: 'llvm.mlir.global' op expects type to be a valid element type for an LLVM pointer`,
    ],
    [
      `llvm.mlir.global @x() : i32 { llvm.return }`,
      `1:1: 'llvm.mlir.global' op initializer region cannot return void`,
    ],
    [
      `llvm.mlir.global @x() : i32 { %0 = llvm.mlir.undef : i64
 llvm.return %0 : i64 }`,
      `1:1: 'llvm.mlir.global' op initializer region type 'i64' does not match global type 'i32'`,
    ],
    [
      `llvm.mlir.global @x(1 : i32) : i32 { %0 = llvm.mlir.undef : i32
 llvm.return %0 : i32 }`,
      `1:1: 'llvm.mlir.global' op cannot have both initializer value and region`,
    ],
    [
      `llvm.mlir.global @x() : i32 { %0 = llvm.mlir.undef : i32
 llvm.fence seq_cst
 llvm.return %0 : i32 }`,
      `2:2: ops with side effects not allowed in global initializers`,
    ],
    [
      `llvm.mlir.global @x() : i32 { %0 = llvm.mlir.undef : i32 }`,
      `1:36: block with no terminator, has %0 = "llvm.mlir.undef"() : () -> i32`,
    ],
    [
      `llvm.func @f() { llvm.mlir.global @x(1 : i32) : i32
 llvm.return }`,
      `1:18: 'llvm.mlir.global' op must appear at the module level`,
    ],
    [
      `func.func @f() { llvm.mlir.global @x(1 : i32) : i32
 return }`,
      `1:18: 'llvm.mlir.global' op must appear at the module level`,
    ],
    [
      `llvm.mlir.global_ctors {ctors = [@x], priorities = [0 : i32]}`,
      `1:1: 'llvm.mlir.global_ctors' op 'x' does not reference a valid LLVM function`,
    ],
    [
      `llvm.mlir.global_ctors {ctors = [@x], priorities = [0 : i32]}
llvm.func @x()`,
      `1:1: 'llvm.mlir.global_ctors' op 'x' does not have a definition`,
    ],
    [
      `llvm.mlir.global_dtors {dtors = [@x], priorities = []}`,
      `1:1: mismatch between the number of dtors and the number of priorities`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant("abc") : !llvm.array<2 x i8>
 llvm.return }`,
      `1:23: 'llvm.mlir.constant' op expected array type of 3 i8 elements for the string constant`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant(1 : i32) : !llvm.struct<(i32, i64)>
 llvm.return }`,
      `1:23: expected struct type with two elements of the same type, the type of a complex constant`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant(1 : i32) : !llvm.struct<(i32, i32)>
 llvm.return }`,
      `1:23: 'llvm.mlir.constant' op expected array attribute with two elements, representing a complex constant`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant([1 : i32, 2 : i64]) : !llvm.struct<(i32, i32)>
 llvm.return }`,
      `1:23: 'llvm.mlir.constant' op expected array attribute with two elements of the same type`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant([1 : i32, 2 : i32]) : !llvm.struct<(ptr, ptr)>
 llvm.return }`,
      `1:23: expected struct element types to be floating point type or integer type`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant(@a) : i32
 llvm.return }`,
      `1:23: 'llvm.mlir.constant' op only supports integer, float, string or elements attributes`,
    ],
    [
      `llvm.func @f() { %0 = llvm.mlir.constant(1 : i32) : index
 llvm.return }`,
      `1:23: 'llvm.mlir.constant' op result #0 must be LLVM dialect-compatible type, but got 'index'`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i32) { %0 = llvm.extractvalue %a[1] : !llvm.struct<(i32)>
 llvm.return }`,
      `2:2: custom op 'llvm.extractvalue' position out of bounds: 1`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i32) { %0 = llvm.extractvalue %a[0, 0] : !llvm.struct<(i32)>
 llvm.return }`,
      `2:2: custom op 'llvm.extractvalue' expected LLVM IR structure/array type, got: 'i32'`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i32) { %0 = llvm.extractvalue %i[0, 0] : i32
 llvm.return }`,
      `2:2: custom op 'llvm.extractvalue' expected LLVM IR structure/array type, got: 'i32'`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i32) { %0 = "llvm.extractvalue"(%a) {position = array<i64: 0>} : (!llvm.struct<(i32)>) -> i64
 llvm.return }`,
      `1:55: 'llvm.extractvalue' op Type mismatch: extracting from '!llvm.struct<(i32)>' should produce 'i32' but this op returns 'i64'`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i64) { %0 = "llvm.insertvalue"(%a, %i) {position = array<i64: 0>} : (!llvm.struct<(i32)>, i64) -> !llvm.struct<(i32)>
 llvm.return }`,
      `1:55: 'llvm.insertvalue' op Type mismatch: cannot insert 'i64' into '!llvm.struct<(i32)>'`,
    ],
    [
      `llvm.func @f(%a: vector<4xf32>, %i: i64) { %0 = llvm.shufflevector %i, %i [0, 1] : i64
 llvm.return }`,
      `2:2: custom op 'llvm.shufflevector' expected an LLVM compatible vector type`,
    ],
    [
      `llvm.func @f(%a: vector<[4]xf32>, %i: i64) { %0 = llvm.shufflevector %a, %a [0, 1] : vector<[4]xf32>
 llvm.return }`,
      `1:51: 'llvm.shufflevector' op expected a splat operation for scalable vectors`,
    ],
    [
      `llvm.func @f(%a: vector<4xf32>, %i: i64) { %0 = llvm.extractelement %i[%i : i64] : i64
 llvm.return }`,
      `1:49: custom op 'llvm.extractelement' 'vector' must be LLVM dialect-compatible vector type, but got 'i64'`,
    ],
    [
      `llvm.func @f(%a: vector<4xf32>, %i: i64) { %0 = llvm.insertelement %i, %a[%i : i64] : vector<4xf32>
 llvm.return }`,
      `1:68: use of value '%i' expects different type than prior uses: 'f32' vs 'i64'`,
    ],
    [
      `llvm.func @f(%a: !llvm.ptr, %i: i64) { %0 = llvm.bitcast %a : !llvm.ptr to i64
 llvm.return }`,
      `1:45: 'llvm.bitcast' op can only cast pointers from and to pointers`,
    ],
    [
      `llvm.func @f(%a: !llvm.ptr, %i: i64) { %0 = llvm.bitcast %a : !llvm.ptr to !llvm.ptr<3>
 llvm.return }`,
      `1:45: 'llvm.bitcast' op cannot cast pointers of different address spaces, use 'llvm.addrspacecast' instead`,
    ],
    [
      `llvm.func @f(%a: !llvm.ptr, %i: i64) { %0 = llvm.bitcast %a : !llvm.ptr to !llvm.vec<2 x ptr>
 llvm.return }`,
      `1:45: 'llvm.bitcast' op cannot cast pointer to vector of pointers`,
    ],
    [
      `llvm.func @f(%a: !llvm.vec<2 x ptr>, %i: i64) { %0 = llvm.bitcast %a : !llvm.vec<2 x ptr> to !llvm.ptr
 llvm.return }`,
      `1:54: 'llvm.bitcast' op cannot cast vector of pointers to pointer`,
    ],
    [
      `llvm.func @f(%a: !llvm.struct<(i32)>, %i: i64) { %0 = llvm.bitcast %a : !llvm.struct<(i32)> to i32
 llvm.return }`,
      `1:55: 'llvm.bitcast' op operand #0 must be LLVM-compatible non-aggregate type, but got '!llvm.struct<(i32)>'`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.switch %i : i32, ^bb1 [
    1: ^bb1,
    2: ^bb1
  ] {branch_weights = dense<[1]> : vector<1xi32>}
^bb1:
  llvm.return }`,
      `2:3: expects number of branch weights to match number of successors: 1 vs 3`,
    ],
    [
      `llvm.func @f(%i: i32) {
  "llvm.switch"(%i)[^bb1, ^bb1] {case_operand_segments = array<i32: 0>, operand_segment_sizes = array<i32: 1, 0, 0>} : (i32) -> ()
^bb1:
  llvm.return }`,
      `2:3: 'llvm.switch' op expects number of case values to match number of case destinations`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.switch %i : i32, ^bb1(%i : i32) [
  ]
^bb1(%b: i64):
  llvm.return }`,
      `2:3: type mismatch for bb argument #0 of successor #0`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.switch %i : i32, ^bb1 [
    1: ^bb2(%i : i32)
  ]
^bb1:
  llvm.return
^bb2(%b: i64):
  llvm.return }`,
      `2:3: type mismatch for bb argument #0 of successor #1`,
    ],
    [
      `llvm.func @f(%i: i32) {
  llvm.switch %i : i32, ^bb1 [
    1 ^bb2
  ]
^bb1:
  llvm.return }`,
      `3:6: expected ':'`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i32) {
  %0 = llvm.landingpad cleanup : i32
  llvm.return }`,
      `3:8: llvm.landingpad needs to be in a function with a personality`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i32) attributes {personality = @p} {
  %0 = llvm.landingpad : i32
  llvm.return }`,
      `3:8: landingpad instruction expects at least one clause or cleanup attribute`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i32) attributes {personality = @p} {
  %0 = llvm.landingpad (catch %i : i32) : i32
  llvm.return }`,
      `3:8: clause #0 is not a known constant - null, addressof, bitcast`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i32) attributes {personality = @p} {
  %b = llvm.bitcast %i : i32 to f32
  %0 = llvm.landingpad (catch %b : f32) : i32
  llvm.return }`,
      `4:8: constant clauses expected`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i32) attributes {personality = @p} {
  %0 = llvm.landingpad cleanup : i32
  %1 = llvm.landingpad cleanup : i64
  llvm.return }`,
      `2:1: 'llvm.landingpad' should have a consistent result type inside a function`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i64) attributes {personality = @p} {
  %0 = llvm.landingpad cleanup : i32
  llvm.resume %i : i64 }`,
      `2:1: 'llvm.resume' should have a consistent input type inside a function`,
    ],
    [
      `llvm.func @p(...) -> i32
llvm.func @f(%i: i64) attributes {personality = @p} {
  llvm.invoke @p() to ^bb1 unwind ^bb1 : () -> ()
^bb1:
  llvm.return }`,
      `3:3: first operation in unwind destination should be a llvm.landingpad operation`,
    ],
    [
      `llvm.func @f(%i: i64, %c: i1) {
  llvm.cond_br %c, ^bb1(%i : i64), ^bb1
^bb1:
  llvm.return }`,
      `2:3: branch has 1 operands for successor #0, but target block has 0`,
    ],
    [
      `llvm.func @f(%i: i64, %c: i1) {
  %0 = llvm.inline_asm asm_dialect = foo "a", "b" : () -> i32
  llvm.return }`,
      `2:38: custom op 'llvm.inline_asm' expected string or keyword containing one of the following enum values for attribute 'asm_dialect' [att, intel]`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>, %w: vector<[4]xf32>) {
  %0 = llvm.intr.vector.insert %w, %v[0] : vector<[4]xf32> into vector<4xf32>
  llvm.return }`,
      `2:8: 'llvm.intr.vector.insert' op failed to verify that it is not inserting scalable into fixed-length vectors.`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>, %w: vector<[4]xf32>) {
  %0 = llvm.intr.vector.extract %v[0] : vector<[4]xf32> from vector<4xf32>
  llvm.return }`,
      `2:8: 'llvm.intr.vector.extract' op failed to verify that it is not extracting scalable from fixed-length vectors.`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<8192xf32>) {
  %0 = llvm.intr.vector.extract %v[0] : vector<4xf32> from vector<8192xf32>
  llvm.return }`,
      `2:8: 'llvm.intr.vector.extract' op failed to verify that vectors are not bigger than 2^17 bits.`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>) {
  %0 = llvm.intr.exp(%i) : (i64) -> i64
  llvm.return }`,
      `2:8: 'llvm.intr.exp' op operand #0 must be floating point LLVM type or LLVM dialect-compatible vector of floating point LLVM type, but got 'i64'`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>) {
  %0 = llvm.intr.exp(%v) : (vector<4xf32>) -> f32
  llvm.return }`,
      `2:8: 'llvm.intr.exp' op requires the same type for all operands and results`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>) {
  %0 = llvm.intr.ctpop(%v) : (vector<4xf32>) -> vector<4xf32>
  llvm.return }`,
      `2:8: 'llvm.intr.ctpop' op operand #0 must be signless integer or LLVM dialect-compatible vector of signless integer, but got 'vector<4xf32>'`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4xf32>) {
  %0 = llvm.foo %v : vector<4xf32>
  llvm.return }`,
      `2:8: custom op 'llvm.foo' is unknown`,
    ],
    [
      `llvm.func @f(%i: i64, %v: vector<4x4xf32>) {
  llvm.return }`,
      `1:11: custom op 'llvm.func' failed to construct function type: expected LLVM type for function arguments`,
    ],
    [
      `llvm.func @f(%i: i64) {
  "llvm.intr.memcpy"(%i, %i, %i, %i) : (i64, i64, i64, i64) -> ()
  llvm.return }`,
      `2:3: 'llvm.intr.memcpy' op operand #0 must be LLVM pointer type, but got 'i64'`,
    ],
    [
      `llvm.func @f(%i: i64) -> (i64 {llvm.align = "x"})`,
      `1:1: "llvm.align" should be an integer attribute`,
    ],
    [
      `llvm.func @f(%i: !llvm.ptr {llvm.align = "x"})`,
      `1:1: "llvm.align" should be an integer attribute`,
    ],
    [
      `llvm.func @f(!llvm.ptr<i32> {llvm.sret = i64})`,
      `1:1: "llvm.sret" attribute attached to LLVM pointer argument of different type`,
    ],
    [`llvm.func @f(i32 {llvm.noundef = 1})`, `1:1: "llvm.noundef" should be a unit attribute`],
    [
      `llvm.func @f(f32 {llvm.signext})`,
      `1:1: "llvm.signext" attribute attached to non-integer LLVM type`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
