/** The index dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the index dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: index, %arg1: index, %arg2: i32) {
    %0 = index.add %arg0, %arg1
    %1 = index.ceildivs %0, %arg1
    %2 = index.shru %1, %arg1 {x = 1 : i64}
    %3 = index.cmp ult(%arg0, %2)
    %4 = index.casts %arg2 : i32 to index
    %5 = index.castu %4 : index to i64
    %6 = index.sizeof
    %idx42 = index.constant 42
    %idx-1 = index.constant -1
    %true = index.bool.constant true
    %false = index.bool.constant false
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f() -> (index, index, index, index, index, index, i1, i1, index, index, index, index) {
  %c7 = index.constant 7
  %cm2 = index.constant -2
  %0 = index.add %c7, %cm2
  %1 = index.ceildivs %c7, %cm2
  %2 = index.floordivs %c7, %cm2
  %3 = index.divu %cm2, %c7
  %4 = index.maxu %c7, %cm2
  %5 = index.shl %cm2, %c7
  %6 = index.cmp ult(%c7, %cm2)
  %7 = index.cmp sge(%c7, %cm2)
  %8 = index.rems %cm2, %c7
  %9 = index.shru %cm2, %c7
  %10 = index.shrs %cm2, %c7
  %11 = index.ceildivu %c7, %c7
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11: index, index, index, index, index, index, i1, i1, index, index, index, index
}`),
      `module {
  func.func @f() -> (index, index, index, index, index, index, i1, i1, index, index, index, index) {
    %idx1 = index.constant 1
    %idx-1 = index.constant -1
    %idx-2 = index.constant -2
    %true = index.bool.constant true
    %idx-256 = index.constant -256
    %idx-4 = index.constant -4
    %idx-3 = index.constant -3
    %idx5 = index.constant 5
    %idx7 = index.constant 7
    %0 = index.divu %idx-2, %idx7
    %1 = index.shru %idx-2, %idx7
    return %idx5, %idx-3, %idx-4, %0, %idx-2, %idx-256, %true, %true, %idx-2, %1, %idx-1, %idx1 : index, index, index, index, index, index, i1, i1, index, index, index, index
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: index) {
  %0 = index.cmp lt(%a, %a)
  return
}`,
      "2:18: custom op 'index.cmp' expected ::mlir::index::IndexCmpPredicate to be one of: eq, ne, slt, sle, sgt, sge, ult, ule, ugt, uge",
    ],
    [
      `func.func @f(%a: i32) {
  %0 = index.casts %a : i32 to i64
  return
}`,
      "2:8: 'index.casts' op operand type 'i32' and result type 'i64' are cast incompatible",
    ],
    [
      `func.func @f(%a: f32) {
  %0 = index.casts %a : f32 to index
  return
}`,
      "2:8: 'index.casts' op operand #0 must be integer or index, but got 'f32'",
    ],
    [
      `func.func @f(%a: index) {
  %0 = "index.cmp"(%a, %a) {pred = 1 : i32} : (index, index) -> i1
  return
}`,
      "2:8: 'index.cmp' op attribute 'pred' failed to satisfy constraint: index comparison predicate kind",
    ],
    [
      `func.func @f() {
  %0 = index.constant 1.0
  return
}`,
      '3:3: floating point value not valid for specified type',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
