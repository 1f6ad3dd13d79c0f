/** The ml_program dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the ml_program dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`#extern = #ml_program.extern : tensor<4xi32>
module {
  ml_program.func private @extern_func(i32) -> i32
  ml_program.func @defined_func(%arg0: i32) -> i32 {
    ml_program.return %arg0 : i32
  }
  ml_program.subgraph private @extern_subgraph(i32) -> i32
  ml_program.subgraph @compute_subgraph(%arg0: i32) -> i32 {
    %0 = ml_program.token
    %1 = arith.addi %2, %2 : i32
    %2 = arith.muli %arg0, %arg0 : i32
    ml_program.output %2 : i32
  }
  ml_program.global private @global_same_type(dense<4> : tensor<4xi32>) : tensor<4xi32>
  ml_program.global private mutable @global_mutable_undef : tensor<?xi32>
  ml_program.global private mutable @global_extern(#extern) : tensor<?xi32>
  ml_program.func @global_load_const() -> tensor<4xi32> {
    %0 = ml_program.global_load_const @global_same_type : tensor<4xi32>
    ml_program.return %0 : tensor<4xi32>
  }
  ml_program.func @global_load_store() {
    %0 = ml_program.global_load @global_mutable_undef : tensor<?xi32>
    ml_program.global_store @global_mutable_undef = %0 : tensor<?xi32>
    ml_program.return
  }
  ml_program.subgraph @global_load_store_tokens() -> (tensor<?xi32>, !ml_program.token) {
    %0 = ml_program.token
    %result, %produceToken = ml_program.global_load_graph @global_mutable_undef ordering(() -> !ml_program.token) : tensor<?xi32>
    %1 = ml_program.global_store_graph @global_mutable_undef = %result ordering(%0, %produceToken -> !ml_program.token) : tensor<?xi32>
    %2 = ml_program.global_store_graph @global_mutable_undef = %result ordering(%1 -> !ml_program.token) : tensor<?xi32>
    ml_program.output %result, %1 : tensor<?xi32>, !ml_program.token
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `ml_program.func @ssa_enforced(%arg0 : i32) -> i32 {
  %1 = arith.muli %0, %0 : i32
  %0 = arith.muli %arg0, %arg0 : i32
  ml_program.return %0 : i32
}`,
      '2:8: operand #0 does not dominate this use',
    ],
    [
      `ml_program.func @return_arity_match(%arg0 : i32) -> i32 {
  ml_program.return %arg0, %arg0 : i32, i32
}`,
      "2:3: 'ml_program.return' op has 2 operands, but enclosing function (@return_arity_match) returns 1",
    ],
    [
      `ml_program.func @return_type_match(%arg0 : i64) -> i32 {
  ml_program.return %arg0 : i64
}`,
      "2:3: type of return operand 0 ('i64') doesn't match function result type ('i32') in function @return_type_match",
    ],
    [
      `ml_program.subgraph @output_arity_match(%arg0 : i32) -> i32 {
  ml_program.output %arg0, %arg0 : i32, i32
}`,
      "2:3: 'ml_program.output' op has 2 operands, but enclosing function (@output_arity_match) outputs 1",
    ],
    [
      `ml_program.subgraph @output_type_match(%arg0 : i64) -> i32 {
  ml_program.output %arg0 : i64
}`,
      "2:3: type of output operand 0 ('i64') doesn't match function result type ('i32') in function @output_type_match",
    ],
    [
      `ml_program.global private @const : i32`,
      "1:1: 'ml_program.global' op immutable global must have an initial value",
    ],
    [
      `ml_program.func @undef_global() -> i32 {
  %0 = ml_program.global_load_const @nothere : i32
  ml_program.return %0 : i32
}`,
      "2:8: 'ml_program.global_load_const' op undefined global: @nothere",
    ],
    [
      `ml_program.global private mutable @var : i32
ml_program.func @mutable_const_load() -> i32 {
  %0 = ml_program.global_load_const @var : i32
  ml_program.return %0 : i32
}`,
      "3:8: 'ml_program.global_load_const' op cannot load as const from mutable global @var",
    ],
    [
      `ml_program.global private @var(42 : i64) : i64
ml_program.func @const_load_type_mismatch() -> i32 {
  %0 = ml_program.global_load_const @var : i32
  ml_program.return %0 : i32
}`,
      "3:8: 'ml_program.global_load_const' op cannot load from global typed 'i64' as 'i32'",
    ],
    [
      `ml_program.func @load_undef() -> i32 {
  %0 = ml_program.global_load @nothere : i32
  ml_program.return %0 : i32
}`,
      "2:8: 'ml_program.global_load' op undefined global: @nothere",
    ],
    [
      `ml_program.global private mutable @var(42 : i64) : i64
ml_program.func @load_type_mismatch() -> i32 {
  %0 = ml_program.global_load @var : i32
  ml_program.return %0 : i32
}`,
      "3:8: 'ml_program.global_load' op cannot load from global typed 'i64' as 'i32'",
    ],
    [
      `ml_program.func @store_undef(%arg0: i32) {
  ml_program.global_store @nothere = %arg0 : i32
  ml_program.return
}`,
      "2:3: 'ml_program.global_store' op undefined global: @nothere",
    ],
    [
      `ml_program.global private mutable @var(42 : i64) : i64
ml_program.func @store_type_mismatch(%arg0: i32) {
  ml_program.global_store @var = %arg0 : i32
  ml_program.return
}`,
      "3:3: 'ml_program.global_store' op cannot store to a global typed 'i64' from 'i32'",
    ],
    [
      `ml_program.global private @var(42 : i64) : i64
ml_program.func @store_immutable(%arg0: i64) {
  ml_program.global_store @var = %arg0 : i64
  ml_program.return
}`,
      "3:3: 'ml_program.global_store' op cannot store to an immutable global @var",
    ],
    [
      `ml_program.global private mutable @global_mutable_undef : tensor<?xi32>
ml_program.subgraph @global_load_store_tokens() -> (tensor<?xi32>, !ml_program.token) {
  %token1 = ml_program.token
  %0, %token2 = ml_program.global_load_graph @global_mutable_undef
      ordering(() -> !ml_program.token) : tensor<?xi32>
  %token3 = ml_program.global_store_graph @global_mutable_undef = %0
      ordering(%token1, %token2) : tensor<?xi32>

  ml_program.output %0, %token3 : tensor<?xi32>, !ml_program.token
}`,
      "7:32: expected '->'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
