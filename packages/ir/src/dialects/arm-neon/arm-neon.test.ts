/** The arm_neon dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the arm_neon dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: vector<8xi8>, %arg1: vector<2xi32>, %arg2: vector<4xi32>, %arg3: vector<4x4xi8>) {
    %0 = arm_neon.intr.smull %arg0, %arg0 : vector<8xi8> to vector<8xi16>
    %1 = arm_neon.intr.sdot %arg1, %arg0, %arg0 : vector<8xi8>, vector<8xi8> to vector<2xi32>
    %2 = arm_neon.2d.sdot %arg2, %arg3, %arg3 {x} : vector<4x4xi8>, vector<4x4xi8> to vector<4xi32>
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @a_is_2d(%a : vector<2x2xi32>, %b : vector<4x4xi8>) -> vector<2x2xi32> {
    %0 = arm_neon.2d.sdot %a, %b, %b : vector<4x4xi8>, vector<4x4xi8> to vector<2x2xi32>
    return %0 : vector<2x2xi32>
}`,
      "2:10: 'arm_neon.2d.sdot' op failed to verify that operand `a` should be 1-dimensional",
    ],
    [
      `func.func @b_is_3d(%a : vector<4xi32>, %b : vector<1x4x4xi8>) -> vector<4xi32> {
    %0 = arm_neon.2d.sdot %a, %b, %b : vector<1x4x4xi8>, vector<1x4x4xi8> to vector<4xi32>
    return %0 : vector<4xi32>
}`,
      "2:10: 'arm_neon.2d.sdot' op failed to verify that operand `b` should be 2-dimensional",
    ],
    [
      `func.func @b_has_2_columns(%a : vector<4xi32>, %b : vector<4x2xi8>) -> vector<4xi32> {
    %0 = arm_neon.2d.sdot %a, %b, %b : vector<4x2xi8>, vector<4x2xi8> to vector<4xi32>
    return %0 : vector<4xi32>
}`,
      "2:10: 'arm_neon.2d.sdot' op failed to verify that operand `b` should have 4 columns",
    ],
    [
      `func.func @b_has_2_rows_but_a_has_length_4(%a : vector<4xi32>, %b : vector<2x4xi8>) -> vector<4xi32> {
    %0 = arm_neon.2d.sdot %a, %b, %b : vector<2x4xi8>, vector<2x4xi8> to vector<4xi32>
    return %0 : vector<4xi32>
}`,
      "2:10: 'arm_neon.2d.sdot' op failed to verify that operand `b` should have as many rows as the size of operand `a`",
    ],
    [
      `func.func @f(%a: vector<8xi8>) {
  %0 = arm_neon.intr.smull %a, %a : vector<8xi8> to vector<8xi32>
  return
}`,
      "2:8: 'arm_neon.intr.smull' op failed to verify that res has same vector shape and element bitwidth scaled by 2 as a",
    ],
    [
      `func.func @f(%a: vector<16xi8>) {
  %0 = arm_neon.intr.smull %a, %a : vector<16xi8> to vector<16xi16>
  return
}`,
      "2:8: 'arm_neon.intr.smull' op operand #0 must be vector of 8-bit signless integer or 16-bit signless integer or 32-bit signless integer values of length 8/4/2, but got 'vector<16xi8>'",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
