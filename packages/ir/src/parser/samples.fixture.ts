/** Good texts with a bit of everything, for tests that damage them or send them around. */

export const SAMPLES: readonly string[] = [
  `!t = tensor<4x?xf32>
#map = affine_map<(d0, d1)[s0] -> (d0 + d1 floordiv 2, s0 mod 3)>
module @m attributes {a.b = #map} {
  func.func private @g(i32) -> (i32 {x.y = 1 : i8})
  func.func @f(%arg0: !t {foo.bar}, %arg1: i32) -> !t {
    %0 = arith.addf %arg0, %arg0 fastmath<fast> : !t
    %c = arith.constant dense<[[1, 2], [-3, 0x4]]> : tensor<2x2xi32>
    %1 = arith.cmpi eq, %arg1, %arg1 : i32
    cf.cond_br %1, ^bb1(%arg1 : i32), ^bb2
  ^bb1(%x: i32 loc("a":1:2)):  // comment
    %2 = call @g(%x) : (i32) -> i32 loc(fused[unknown, "n"])
    cf.br ^bb2
  ^bb2:
    return %0 : !t
  }
}
`,
  `%0:2 = "a.b"() ({
^bb0(%x: i32, %y: vector<2x[4]xi1>):
  "c.d"(%x)[^bb1, ^bb0] {s = @a::@b, d = {u, v = [1.0, true, "s\\0A"]}} : (i32) -> ()
^bb1:
  %z = "e.f"(%0#1) {a = array<i8: 1, -2>, st = strided<[?, 1], offset: 3>} : (f32) -> !foo.bar<[1], "x">
}, {}) {m = memref<4x?xf32, 3>, c = complex<f32>, n = () -> (i1, i2)} : () -> (i32, f32)
"g.h"() {r = dense_resource<k> : tensor<2xi8>, sp = sparse<[[0]], [1]> : tensor<2xi8>} : () -> ()
{-# dialect_resources: { builtin: { k: "0x010000000102" } } #-}
`,
  `util.global private @v = dense<0.0> : tensor<4xf32>
func.func @d(%a: tensor<4xf32>, %i: index) -> tensor<4xf32> {
  %0 = flow.dispatch.workgroups[%i](%a) : (tensor<4xf32>) -> tensor<4xf32> =
      (%in: !flow.dispatch.tensor<readonly:tensor<4xf32>>, %out: !flow.dispatch.tensor<writeonly:tensor<4xf32>>) {
    flow.return
  }
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%0 : tensor<4xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
`,
];
