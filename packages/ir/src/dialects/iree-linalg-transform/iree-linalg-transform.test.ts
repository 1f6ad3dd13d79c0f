/** The iree_linalg_transform dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the iree_linalg_transform dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @scoped(%arg0: i32, %arg1: !pdl.operation) -> i32 {
    %0:2 = iree_linalg_transform.util.scope(%arg0) attributes {about = "a"} {
    ^bb0(%arg2: i32):
      %2 = arith.addi %arg2, %arg2 : i32
      iree_linalg_transform.util.forward %2, %arg2 : i32, i32
    } : (i32) -> (i32, i32)
    %1 = iree_linalg_transform.expert apply "tiling" to %arg1
    return %0#0 : i32
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: i32) {
  iree_linalg_transform.util.scope() {
    iree_linalg_transform.util.forward %a : i32
  } : () -> ()
  return
}`,
      `3:5: 'iree_linalg_transform.util.forward' op using value defined outside the region`,
    ],
    [
      `func.func @f(%a: i32) {
  iree_linalg_transform.util.forward %a : i32
}`,
      `2:3: 'iree_linalg_transform.util.forward' op expects parent op 'iree_linalg_transform.util.scope'`,
    ],
    [
      `func.func @f(%a: i32) {
  %0 = "iree_linalg_transform.expert"(%a) {expertName = "tiling"} : (i32) -> i32
  return
}`,
      `2:8: 'iree_linalg_transform.expert' op operand #0 must be PDL handle to an \`mlir::Operation *\`, but got 'i32'`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
