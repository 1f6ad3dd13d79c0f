/** The affine dialect reads, prints, checks and simplifies as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the affine dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`#map = affine_map<(d0)[s0] -> (d0, s0, 16)>
#map1 = affine_map<(d0)[s0] -> (d0 floordiv 4 + s0)>
#set = affine_set<(d0)[s0] : (d0 - s0 >= 0, d0 - 4 == 0)>
module {
  func.func @loops(%arg0: memref<64x?xf32>, %arg1: index, %arg2: f32) -> f32 {
    %0 = affine.for %arg3 = 0 to 64 step 4 iter_args(%arg4 = %arg2) -> (f32) {
      affine.for %arg5 = max #map(%arg3)[%arg1] to %arg1 {
        %3 = affine.load %arg0[%arg3 + 1, symbol(%arg1) * 2] : memref<64x?xf32>
        affine.store %3, %arg0[%arg3, %arg5 mod 3] : memref<64x?xf32>
        affine.prefetch %arg0[%arg3, %arg5], read, locality<3>, data : memref<64x?xf32>
      } {unrolled}
      %2 = affine.apply #map1(%arg3)[%arg1]
      affine.if #set(%arg3)[%arg1] {
        %3 = affine.vector_load %arg0[%arg3, 0] : memref<64x?xf32>, vector<4xf32>
        affine.vector_store %3, %arg0[%arg3, 4] : memref<64x?xf32>, vector<4xf32>
      } else {
        %3 = affine.min #map(%2)[%arg1]
        %4:2 = affine.delinearize_index %3 into (%arg1, %arg1) : index, index
      }
      affine.yield %arg4 : f32
    }
    %1 = affine.parallel (%arg3, %arg4) = (0, max(%arg1, 4)) to (64, min(symbol(%arg1) * 2, 32)) step (2, 1) reduce ("addf") -> (f32) {
      %2 = affine.load %arg0[%arg3, %arg4] : memref<64x?xf32>
      affine.yield %2 : f32
    }
    return %0 : f32
  }
  func.func @dma(%arg0: memref<64xf32>, %arg1: memref<64xf32, 1>, %arg2: memref<1xi32>, %arg3: index) {
    affine.for %arg4 = 0 to 8 {
      affine.dma_start %arg0[%arg4 * 8], %arg1[%arg4], %arg2[0], %arg3, %arg3, %arg3 : memref<64xf32>, memref<64xf32, 1>, memref<1xi32>
      affine.dma_wait %arg2[0], %arg3 : memref<1xi32>
    }
    return
  }
}`);
  });

  it('simplifies as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @compose(%m: memref<128xf32>, %n: index) -> f32 {
  %f = arith.constant 1.0 : f32
  %c3 = arith.constant 3 : index
  %0 = affine.for %i = 0 to 8 iter_args(%a = %c3) -> index {
    %1 = affine.apply affine_map<(d0) -> (d0 * 16)>(%i)
    %2 = affine.apply affine_map<(d0, d1) -> (d0 + d1 floordiv 16)>(%1, %i)
    %3 = affine.load %m[%2 + symbol(%c3)] : memref<128xf32>
    affine.store %3, %m[%1 mod 4] : memref<128xf32>
    affine.yield %a : index
  }
  affine.for %i = 0 to 0 {
    affine.store %f, %m[0] : memref<128xf32>
  }

  affine.if affine_set<() : (1 == 0)>() {
    affine.store %f, %m[0] : memref<128xf32>
  } else {
    affine.store %f, %m[1] : memref<128xf32>
  }
  %4 = affine.min affine_map<()[s0] -> (s0, 8, s0, 8)>()[%0]
  %5 = affine.max affine_map<()[s0] -> (s0 * 4)>()[%n]
  %6 = affine.load %m[%4 + %5] : memref<128xf32>
  return %6 : f32
}`),
      `#map = affine_map<()[s0] -> (8, s0)>
module {
  func.func @compose(%arg0: memref<128xf32>, %arg1: index) -> f32 {
    %cst = arith.constant 1.000000e+00 : f32
    %c3 = arith.constant 3 : index
    %0 = affine.for %arg2 = 0 to 8 iter_args(%arg3 = %c3) -> (index) {
      %3 = affine.load %arg0[%arg2 * 16 + 3] : memref<128xf32>
      affine.store %3, %arg0[0] : memref<128xf32>
      affine.yield %arg3 : index
    }
    affine.for %arg2 = 0 to 0 {
      affine.store %cst, %arg0[0] : memref<128xf32>
    }
    affine.store %cst, %arg0[1] : memref<128xf32>
    %1 = affine.min #map()[%0]
    %2 = affine.load %arg0[symbol(%arg1) * 4 + symbol(%1)] : memref<128xf32>
    return %2 : f32
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%i: i32, %m: memref<4xf32>) {
  affine.for %j = %i to 4 {
  }
  return
}`,
      "2:19: use of value '%i' expects different type than prior uses: 'index' vs 'i32'",
    ],
    [
      `func.func @f(%a: index) {
  affine.for %j = affine_map<(d0) -> (d0, 4)>(%a) to 4 {
  }
  return
}`,
      "2:19: custom op 'affine.for' lower loop bound affine map with multiple results requires 'max' prefix",
    ],
    [
      `func.func @f(%a: index) {
  %0 = affine.apply affine_map<(d0, d1) -> (d0)>(%a)
  return
}`,
      "2:8: custom op 'affine.apply' dimension or symbol index mismatch",
    ],
    [
      `func.func @f(%a: index, %m: memref<4x4xf32>) {
  %0 = affine.load %m[%a] : memref<4x4xf32>
  return
}`,
      "2:8: 'affine.load' op affine map num results must equal memref rank",
    ],
    [
      `func.func @f(%a: index) {
  affine.if affine_set<(d0)[s0] : (d0 - s0 == 0)>(%a) {
  }
  return
}`,
      "2:3: custom op 'affine.if' symbol operand count and integer set symbol count must match",
    ],
    [
      `func.func @f(%a: index) {
  affine.parallel (%i) = (0) to (4) step (%a) {
  }
  return
}`,
      "2:3: custom op 'affine.parallel' steps must be constant integers",
    ],
    [
      `func.func @f(%a: index) {
  affine.yield
}`,
      "2:3: 'affine.yield' op only terminates affine.if/for/parallel regions",
    ],
    [
      `func.func @f(%a: index) {
  affine.parallel (%i) = (0) to (4) reduce ("add") -> (f32) {
  }
  return
}`,
      `2:45: custom op 'affine.parallel' invalid reduction value: "add"`,
    ],
    [
      `func.func @f(%a: index) {
  affine.for %i = 0 to 4 step -1 {
  }
  return
}`,
      "2:31: custom op 'affine.for' expected step to be representable as a positive signed integer",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
