// Arithmetic on complex numbers, which devices have none of.

// ----- complex.abs
// call f
// out 4xf32=2.5 0.790569 3 2.06155
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e : tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32):
    %0 = complex.abs %x : complex<f32>
    linalg.yield %0 : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// ----- complex.angle
// call f
// out 4xf32=-0.927295 1.89255 1.5708 -2.89661
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e : tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32):
    %0 = complex.angle %x : complex<f32>
    linalg.yield %0 : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// ----- complex.conj
// call f
// out 4xf32=1.5 -0.25 0 -2
// out 4xf32=2 -0.75 -3 0.5
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.conj %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.cos
// call f
// out 4xf32=0.266127 1.25443 10.0677 -0.469258
// out 4xf32=3.61777 0.203444 -0 -0.473831
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.cos %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.exp
// call f
// out 4xf32=-1.86504 0.56984 -0.989992 0.118768
// out 4xf32=-4.07519 0.530861 0.14112 -0.0648832
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.exp %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.expm1
// call f
// out 4xf32=-2.86504 -0.43016 -1.98999 -0.881232
// out 4xf32=-4.07519 0.530861 0.14112 -0.0648832
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.expm1 %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.log
// call f
// out 4xf32=0.916291 -0.235002 1.09861 0.723459
// out 4xf32=-0.927295 1.89255 1.5708 -2.89661
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.log %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.log1p
// call f
// out 4xf32=1.16364 0.0588915 1.15129 0.111572
// out 4xf32=-0.674741 0.785398 1.24905 -2.67795
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.log1p %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.neg
// call f
// out 4xf32=-1.5 0.25 -0 2
// out 4xf32=2 -0.75 -3 0.5
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.neg %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.rsqrt
// call f
// out 4xf32=0.565685 0.657614 0.408248 0.085097
// out 4xf32=0.282843 -0.91239 -0.408248 0.691252
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.rsqrt %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.sign
// call f
// out 4xf32=0.6 -0.316228 0 -0.970142
// out 4xf32=-0.8 0.948683 1 -0.242536
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.sign %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.sin
// call f
// out 4xf32=3.75277 -0.32031 0 -1.02535
// out 4xf32=-0.256554 0.796753 10.0179 0.216852
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.sin %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.sqrt
// call f
// out 4xf32=1.41421 0.519889 1.22474 0.175432
// out 4xf32=-0.707107 0.721308 1.22474 -1.42505
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.sqrt %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.tan
// call f
// out 4xf32=0.00536206 -0.148429 0 0.850878
// out 4xf32=-1.03692 0.659221 0.995055 -1.32129
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.tan %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.tanh
// call f
// out 4xf32=1.06414 -0.434839 0 -0.979941
// out 4xf32=0.080391 0.832381 -0.142547 -0.030216
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.tanh %x : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.add
// call f
// out 4xf32=2 -2.25 1.25 -1.5
// out 4xf32=-1 0.75 2.5 -1.5
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.add %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.sub
// call f
// out 4xf32=1 1.75 -1.25 -2.5
// out 4xf32=-3 0.75 3.5 0.5
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.sub %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.mul
// call f
// out 4xf32=2.75 0.5 1.5 -1.5
// out 4xf32=0.5 -1.5 3.75 1.75
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.mul %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.div
// call f
// out 4xf32=-1 0.125 -0.827586 -0.4
// out 4xf32=-2 -0.375 2.06897 -1.8
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.div %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.pow
// call f
// out 4xf32=3.59411 -1.28 1.35061 -0.0448232
// out 4xf32=1.74788 0.96 8.55358 -0.0653816
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.pow %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex.atan2
// call f
// out 4xf32=1.80262 -2.99757 -1.37309 -1.40992
// out 4xf32=-0.402359 -0.386481 0.42747 -0.575646
#id = affine_map<(d0) -> (d0)>
func.func @f() -> (tensor<4xf32>, tensor<4xf32>) {
  %a = util.unfoldable_constant dense<[(1.5, -2.0), (-0.25, 0.75), (0.0, 3.0), (-2.0, -0.5)]> : tensor<4xcomplex<f32>>
  %b = util.unfoldable_constant dense<[(0.5, 1.0), (-2.0, 0.0), (1.25, -0.5), (0.5, -1.0)]> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e, %e : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %o0: f32, %o1: f32):
    %0 = complex.atan2 %x, %y : complex<f32>
    %re = complex.re %0 : complex<f32>
    %im = complex.im %0 : complex<f32>
    linalg.yield %re, %im : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// ----- complex arguments and results: a product of matrices
// call f
// in 2x2xcf64=0000803F00000040 00004040000080BF 000000000000003F 000000C00000803F
// in 2x2xcf64=0000803F000080BF 0000004000000000 000000000000803F 000080BF000040C0
// out 2x2xcf64=0000804000008040 000080C0000080C0 000000BF0000C0BF 0000A0400000C040
func.func @f(%a: tensor<2x2xcomplex<f32>>, %b: tensor<2x2xcomplex<f32>>) -> tensor<2x2xcomplex<f32>> {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %e = tensor.empty() : tensor<2x2xcomplex<f32>>
  %f = linalg.fill ins(%zero : complex<f32>) outs(%e : tensor<2x2xcomplex<f32>>) -> tensor<2x2xcomplex<f32>>
  %0 = linalg.matmul ins(%a, %b : tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>) outs(%f : tensor<2x2xcomplex<f32>>) -> tensor<2x2xcomplex<f32>>
  return %0 : tensor<2x2xcomplex<f32>>
}

// ----- complex constants, alike and not, and a choice between two of them
// call f
// in 4xi1=1 0 0 1
// out 4xcf64=0000803F00000040 000080400000A040 000080400000A040 00000000000080BF
#id = affine_map<(d0) -> (d0)>
func.func @f(%p: tensor<4xi1>) -> tensor<4xcomplex<f32>> {
  %a = arith.constant dense<[(1.0, 2.0), (0.0, 0.0), (3.0, 0.0), (0.0, -1.0)]> : tensor<4xcomplex<f32>>
  %b = arith.constant dense<(4.0, 5.0)> : tensor<4xcomplex<f32>>
  %e = tensor.empty() : tensor<4xcomplex<f32>>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%p, %a, %b : tensor<4xi1>, tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%e : tensor<4xcomplex<f32>>) {
  ^bb0(%c: i1, %x: complex<f32>, %y: complex<f32>, %o: complex<f32>):
    %1 = arith.select %c, %x, %y : complex<f32>
    linalg.yield %1 : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// ----- complex numbers that loops and branches carry, in bodies and in padding
// call f
// in 3xcf64=0000803F0000803F 0000004000000000 000000000000803F
// out 5xcf64=000000000000803F 000000C000000040 0000004100000000 000000000000803F 000000000000803F
#id = affine_map<(d0) -> (d0)>
func.func @f(%a: tensor<3xcomplex<f32>>) -> tensor<5xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %zero = arith.constant 0.0 : f32
  %i = complex.constant [0.0 : f32, 1.0 : f32] : complex<f32>
  %e = tensor.empty() : tensor<3xcomplex<f32>>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<3xcomplex<f32>>) outs(%e : tensor<3xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %o: complex<f32>):
    %1 = complex.re %x : complex<f32>
    %2 = arith.cmpf oeq, %1, %zero : f32
    %3 = scf.if %2 -> (complex<f32>) {
      scf.yield %x : complex<f32>
    } else {
      %4 = scf.for %k = %c0 to %c2 step %c1 iter_args(%p = %x) -> (complex<f32>) {
        %5 = complex.mul %p, %x : complex<f32>
        scf.yield %5 : complex<f32>
      }
      scf.yield %4 : complex<f32>
    }
    linalg.yield %3 : complex<f32>
  } -> tensor<3xcomplex<f32>>
  %6 = tensor.pad %0 low[1] high[1] {
  ^bb0(%k: index):
    tensor.yield %i : complex<f32>
  } : tensor<3xcomplex<f32>> to tensor<5xcomplex<f32>>
  return %6 : tensor<5xcomplex<f32>>
}

// ----- sums and products of complex tensors of mhlo
// call f
// out 2xcf64=0000004000004040 0000004000000040
// out 1x1xcf64=000050C100000041
func.func @f() -> (tensor<2xcomplex<f32>>, tensor<1x1xcomplex<f32>>) {
  %a = util.unfoldable_constant dense<[[(1.0, 2.0), (1.0, 1.0)], [(-1.0, 0.0), (3.0, 2.0)]]> : tensor<2x2xcomplex<f32>>
  %zero = mhlo.constant dense<(0.0, 0.0)> : tensor<complex<f32>>
  %0 = mhlo.reduce(%a init: %zero) applies mhlo.add across dimensions = [1] : (tensor<2x2xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2xcomplex<f32>>
  %row = mhlo.reshape %0 : (tensor<2xcomplex<f32>>) -> tensor<1x2xcomplex<f32>>
  %b = util.unfoldable_constant dense<[[(0.0, 5.0)], [(0.0, -1.0)]]> : tensor<2x1xcomplex<f32>>
  %1 = "mhlo.dot"(%row, %b) : (tensor<1x2xcomplex<f32>>, tensor<2x1xcomplex<f32>>) -> tensor<1x1xcomplex<f32>>
  return %0, %1 : tensor<2xcomplex<f32>>, tensor<1x1xcomplex<f32>>
}

// ----- complex tensors of mhlo, moved, padded and of open sizes
// call move
// in 3xcf64=0000803F00000040
// in 2x3xcf64=0000004000004040
// out 2x6xcf64=0000803F000080BF 0000004000004040 0000004000004040 0000004000004040 0000803F00000040 0000803F00000040 0000803F000080BF 0000004000004040 0000004000004040 0000004000004040 0000803F00000040 0000803F00000040
// call open
// in 2x4xcf64=0000004000004040
// out 2x4xcf64=000040C10000A841
func.func @move(%a: tensor<3xcomplex<f32>>, %b: tensor<2x3xcomplex<f32>>) -> tensor<2x6xcomplex<f32>> {
  %0 = "mhlo.broadcast_in_dim"(%a) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
  %1 = "mhlo.concatenate"(%0, %b) {dimension = 1 : i64} : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x6xcomplex<f32>>
  %2 = "mhlo.reverse"(%1) {dimensions = dense<1> : tensor<1xi64>} : (tensor<2x6xcomplex<f32>>) -> tensor<2x6xcomplex<f32>>
  %z = mhlo.constant dense<(1.0, -1.0)> : tensor<complex<f32>>
  %3 = "mhlo.pad"(%2, %z) {edge_padding_low = dense<[0, 1]> : tensor<2xi64>, edge_padding_high = dense<0> : tensor<2xi64>, interior_padding = dense<0> : tensor<2xi64>} : (tensor<2x6xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2x7xcomplex<f32>>
  %4 = "mhlo.slice"(%3) {start_indices = dense<0> : tensor<2xi64>, limit_indices = dense<[2, 6]> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} : (tensor<2x7xcomplex<f32>>) -> tensor<2x6xcomplex<f32>>
  return %4 : tensor<2x6xcomplex<f32>>
}
func.func @open(%a: tensor<?x4xcomplex<f32>>) -> tensor<?x4xcomplex<f32>> {
  %0 = mhlo.multiply %a, %a : tensor<?x4xcomplex<f32>>
  %1 = mhlo.subtract %0, %a : tensor<?x4xcomplex<f32>>
  %2 = mhlo.negate %1 : tensor<?x4xcomplex<f32>>
  %3 = mhlo.subtract %1, %2 : tensor<?x4xcomplex<f32>>
  %4 = mhlo.add %3, %a : tensor<?x4xcomplex<f32>>
  %5 = mhlo.add %4, %0 : tensor<?x4xcomplex<f32>>
  %6 = mhlo.subtract %5, %0 : tensor<?x4xcomplex<f32>>
  return %6 : tensor<?x4xcomplex<f32>>
}

// ----- a complex number that a loop multiplies
// call f
// in cf64=0000803F0000803F
// out cf64=00000000000000C1
func.func @f(%a: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %c0 = mhlo.constant dense<0> : tensor<i32>
  %r:2 = mhlo.while(%i = %c0, %x = %a) : tensor<i32>, tensor<complex<f32>>
   cond {
    %c5 = mhlo.constant dense<5> : tensor<i32>
    %p = mhlo.compare LT, %i, %c5 : (tensor<i32>, tensor<i32>) -> tensor<i1>
    mhlo.return %p : tensor<i1>
  } do {
    %c1 = mhlo.constant dense<1> : tensor<i32>
    %n = mhlo.add %i, %c1 : tensor<i32>
    %y = mhlo.multiply %x, %a : tensor<complex<f32>>
    mhlo.return %n, %y : tensor<i32>, tensor<complex<f32>>
  }
  return %r#1 : tensor<complex<f32>>
}
