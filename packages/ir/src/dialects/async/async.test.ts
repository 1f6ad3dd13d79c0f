/** The async dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the async dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @runs(%arg0: !async.token, %arg1: !async.value<f32>, %arg2: index) -> f32 {
    %token, %bodyResults:2 = async.execute [%arg0] (%arg1 as %arg3: !async.value<f32>) -> (!async.value<f32>, !async.value<i32>) attributes {about = "a"} {
      %c1_i32 = arith.constant 1 : i32
      async.yield %arg3, %c1_i32 : f32, i32
    }
    %token_0 = async.execute {
      async.yield
    }
    async.await %token : !async.token
    %0 = async.await %bodyResults#0 : !async.value<f32>
    %1 = async.create_group %arg2 : !async.group
    %2 = async.add_to_group %token_0, %1 : !async.token
    async.await_all %1
    return %0 : f32
  }
  async.func @called(%arg0: i32) -> (!async.token, !async.value<i32>) {
    return %arg0 : i32
  }
  async.func private @elsewhere() -> !async.token
  func.func @calls(%arg0: i32) {
    %0:2 = async.call @called(%arg0) : (i32) -> (!async.token, !async.value<i32>)
    return
  }
  func.func @coroutine(%arg0: index, %arg1: f32) {
    %0 = async.coro.id
    %1 = async.coro.begin %0
    %2 = async.coro.save %1
    async.coro.suspend %2, ^bb1, ^bb2, ^bb3
  ^bb1:  // 3 preds: ^bb0, ^bb2, ^bb3
    async.coro.end %1
    return
  ^bb2:  // pred: ^bb0
    %3 = async.runtime.create : !async.value<f32>
    async.runtime.store %arg1, %3 : <f32>
    %4 = async.runtime.load %3 : <f32>
    async.runtime.add_ref %3 {count = 1 : i64} : !async.value<f32>
    async.runtime.set_available %3 : !async.value<f32>
    %5 = async.runtime.is_error %3 : !async.value<f32>
    async.runtime.await_and_resume %3, %1 : !async.value<f32>
    %6 = async.runtime.create_group %arg0 : !async.group
    %7 = async.runtime.add_to_group %3, %6 : !async.value<f32>
    async.runtime.await %6 : !async.group
    %8 = async.runtime.num_worker_threads : index
    cf.br ^bb1
  ^bb3:  // pred: ^bb0
    async.coro.free %0, %1
    async.runtime.resume %1
    cf.br ^bb1
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: i32) {
  async.await %a : i32
  return
}`,
      `2:3: 'async.await' op operand #0 must be async value type or async token type, but got 'i32'`,
    ],
    [
      `func.func @f(%a: !async.value<i32>) {
  %0 = "async.await"(%a) : (!async.value<i32>) -> i8
  return
}`,
      `2:8: 'async.await' op result type 'i8' does not match async value type 'i32'`,
    ],
    [
      `func.func @f(%a: !async.token) {
  %0 = "async.await"(%a) : (!async.token) -> i8
  return
}`,
      `2:8: 'async.await' op awaiting on a token must have empty result`,
    ],
    [
      `func.func @f(%a: i32) {
  %0 = async.execute {
    async.yield %a : i32
  }
  return
}`,
      `3:5: 'async.yield' op operand types do not match the types returned from the parent ExecuteOp`,
    ],
    [
      `func.func @f(%a: !async.value<i32>) {
  %0 = "async.execute"(%a) ({
    "async.yield"() : () -> ()
  }) {operand_segment_sizes = array<i32: 0, 1>} : (!async.value<i32>) -> !async.token
  return
}`,
      `2:8: 'async.execute' op  region control flow edge from parent operands to Region #0: source has 1 operands, but target successor needs 0`,
    ],
    [
      `func.func @f(%a: i32) {
  %0 = async.execute (%a as %b: i32) {
    async.yield
  }
  return
}`,
      `2:8: 'async.execute' op operand #0 must be async value type or async token type, but got 'i32'`,
    ],
    [
      `func.func @f(%a: !async.token) {
  async.runtime.drop_ref %a {count = 0 : i64} : !async.token
  return
}`,
      `2:3: 'async.runtime.drop_ref' op attribute 'count' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive`,
    ],
    [
      `func.func @f(%a: i32, %b: !async.value<f32>) {
  "async.runtime.store"(%a, %b) : (i32, !async.value<f32>) -> ()
  return
}`,
      `2:3: 'async.runtime.store' op failed to verify that type of 'value' matches element type of 'storage'`,
    ],
    [
      `async.func private @f()`,
      `1:1: 'async.func' op result is expected to be at least of size 1, but got 0`,
    ],
    [
      `async.func private @f() -> i32`,
      `1:1: 'async.func' op result type must be async value type or async token type, but got 'i32'`,
    ],
    [
      `async.func private @f() -> (!async.value<i32>, !async.token)`,
      `1:1: 'async.func' op  results' (optional) async token type is expected to appear as the 1st return value, but got 2`,
    ],
    [
      `async.func @f() -> !async.token`,
      `1:1: 'async.func' op symbol declaration cannot have public visibility`,
    ],
    [
      `async.func @f(%a: i32) -> !async.value<f32> {
  return %a : i32
}`,
      `2:3: 'async.return' op operand types do not match the types returned from the parent FuncOp`,
    ],
    [
      `func.func @f() {
  %0 = async.call @f() : () -> !async.token
  return
}`,
      `2:8: 'async.call' op 'f' does not reference a valid async function`,
    ],
    [`func.func private @f(!async.value)`, `1:34: expected '<'`],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
