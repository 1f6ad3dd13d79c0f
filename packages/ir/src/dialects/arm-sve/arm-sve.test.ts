/** The arm_sve dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the arm_sve dialect', () => {
  const printed: readonly string[] = [
    `module {
  func.func @f(%arg0: vector<[4]xi32>, %arg1: vector<[16]xi8>, %arg2: vector<[4]xi1>, %arg3: vector<[4]xf32>) {
    %0 = arm_sve.sdot %arg0, %arg1, %arg1 : vector<[16]xi8> to vector<[4]xi32>
    %1 = arm_sve.ummla %arg0, %arg1, %arg1 : vector<[16]xi8> to vector<[4]xi32>
    %2 = arm_sve.masked.divi_unsigned %arg2, %arg0, %arg0 : vector<[4]xi1>, vector<[4]xi32>
    %3 = arm_sve.masked.mulf %arg2, %arg3, %arg3 : vector<[4]xi1>, vector<[4]xf32>
    %4 = "arm_sve.intr.fadd"(%arg2, %arg3, %arg3) : (vector<[4]xi1>, vector<[4]xf32>, vector<[4]xf32>) -> vector<[4]xf32>
    return
  }
}`,
  ];
  for (const text of printed)
    it(`prints what upstream prints: ${text.slice(0, 60).replace(/\s+/g, ' ')}…`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: vector<[4]xi32>, %b: vector<[8]xi16>) {
  %0 = arm_sve.smmla %a, %b, %b : vector<[8]xi16> to vector<[4]xi32>
  return
}`,
      `2:8: 'arm_sve.smmla' op operand #1 must be scalable vector of 8-bit signless integer values of length 16, but got 'vector<[8]xi16>'`,
    ],
    [
      `func.func @f(%a: vector<[4]xi32>, %b: vector<4xi1>) {
  %0 = arm_sve.masked.addi %b, %a, %a : vector<4xi1>, vector<[4]xi32>
  return
}`,
      `2:8: 'arm_sve.masked.addi' op operand #0 must be scalable vector of 1-bit signless integer values, but got 'vector<4xi1>'`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
