/** The amx dialect reads, prints and is checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the amx dialect', () => {
  const printed: readonly string[] = [
    `module {
  func.func @f(%arg0: memref<?x?xi8>, %arg1: index, %arg2: vector<16x64xi8>, %arg3: vector<16x16xi32>, %arg4: vector<16x32xbf16>, %arg5: vector<16x16xf32>) {
    %0 = amx.tile_zero : vector<16x64xi8>
    %1 = amx.tile_load %arg0[%arg1, %arg1] : memref<?x?xi8> into vector<16x64xi8>
    amx.tile_store %arg0[%arg1, %arg1], %1 : memref<?x?xi8>, vector<16x64xi8>
    %2 = amx.tile_muli %arg2 zext, %arg2, %arg3 : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
    %3 = amx.tile_mulf %arg4, %arg4, %arg5 : vector<16x32xbf16>, vector<16x32xbf16>, vector<16x16xf32>
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
      `func.func @f(%a: vector<16x64xi8>) {
  %0 = amx.tile_zero : vector<17x16xbf16>
  return
}`,
      `2:8: 'amx.tile_zero' op bad row height: 17`,
    ],
    [
      `func.func @f(%m: memref<?x?xf32>, %i: index) {
  %0 = amx.tile_load %m[%i] : memref<?x?xf32> into vector<16x16xf32>
  return
}`,
      `2:8: 'amx.tile_load' op requires 2 indices`,
    ],
    [
      `func.func @f(%a: vector<16x32xbf16>, %c: vector<16x16xbf16>) {
  %0 = amx.tile_mulf %a, %a, %c : vector<16x32xbf16>, vector<16x32xbf16>, vector<16x16xbf16>
  return
}`,
      `2:8: 'amx.tile_mulf' op unsupported type combination`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
