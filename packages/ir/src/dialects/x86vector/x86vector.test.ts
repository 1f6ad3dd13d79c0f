/** The x86vector dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the x86vector dialect', () => {
  const printed: readonly string[] = [
    `module {
  func.func @f(%arg0: vector<16xi1>, %arg1: vector<16xf32>, %arg2: i32, %arg3: i16, %arg4: vector<8xf32>, %arg5: vector<8xi64>) {
    %0 = x86vector.avx512.mask.compress %arg0, %arg1 : vector<16xf32>
    %1 = x86vector.avx512.mask.compress %arg0, %arg1 {constant_src = dense<1.000000e+00> : vector<16xf32>} : vector<16xf32>
    %2 = x86vector.avx512.mask.compress %arg0, %arg1, %arg1 : vector<16xf32>, vector<16xf32>
    %3 = x86vector.avx512.mask.rndscale %arg1, %arg2, %arg1, %arg3, %arg2 : vector<16xf32>
    %4 = x86vector.avx512.mask.scalef %arg1, %arg1, %arg1, %arg3, %arg2 : vector<16xf32>
    %k1, %k2 = x86vector.avx512.vp2intersect %arg5, %arg5 : vector<8xi64>
    %5 = x86vector.avx.rsqrt %arg4 : vector<8xf32>
    %6 = x86vector.avx.intr.dot %arg4, %arg4 : vector<8xf32>
    %7 = "x86vector.avx512.intr.mask.compress"(%arg1, %arg1, %arg0) : (vector<16xf32>, vector<16xf32>, vector<16xi1>) -> vector<16xf32>
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
      `func.func @f(%a: vector<16xf32>, %k: vector<8xi1>) {
  %0 = x86vector.avx512.mask.compress %k, %a : vector<16xf32>
  return
}`,
      `2:39: use of value '%k' expects different type than prior uses: 'vector<16xi1>' vs 'vector<8xi1>'`,
    ],
    [
      `func.func @f(%a: vector<16xf32>, %k: vector<16xi1>) {
  %0 = x86vector.avx512.mask.compress %k, %a, %a {constant_src = dense<1.0> : vector<16xf32>} : vector<16xf32>, vector<16xf32>
  return
}`,
      `2:8: cannot use both src and constant_src`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
