// Blocks of models.

// ----- attention
// call f
// in 2x6x8xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799
// in 2x6x8xf32=-0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002 1.446 1.095 -1.074 0.742 0.340 -1.695 0.970 1.291 0.251 1.409 -1.773 0.988 -0.257 1.980 1.645 -1.215 -0.872 1.391 1.248 1.940 1.809 -1.882 1.535 -1.047 1.922 -1.036 1.698 1.336 0.591 0.249 -0.512 -1.256 -1.892 -1.961 -1.460 1.058 -1.650 -0.534 -0.035 1.969 -1.244 0.215 0.027 -0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.280 0.990 0.994 -0.274 -1.533 1.648 -1.661 0.347 -1.390 1.380 -0.507 0.558 -0.150 -0.923 -0.629 0.728 -0.788 -1.946 1.150 0.248 0.401 1.053 0.129 -0.847 -1.181 1.818 1.166 -1.887 -0.699 0.073 -1.764 0.097 1.640 -0.291 1.681 -1.970 1.957 -1.019 -0.277
// in 2x6x8xf32=1.745 -1.014 -1.456 1.778 -1.451 -0.674 -1.867 0.166 -1.280 0.727 1.699 -0.254 -1.764 1.483 -0.186 -1.932 0.058 0.976 -0.843 -0.416 0.277 1.446 1.899 0.490 -1.567 -1.956 -1.210 1.759 0.330 1.240 0.769 0.932 -1.361 0.628 -1.098 -1.783 1.628 0.221 -0.528 1.473 1.309 0.261 -1.984 -0.364 1.327 1.646 1.141 -0.854 1.899 -1.997 1.916 -1.060 0.112 1.493 -0.343 0.576 0.909 1.392 -0.069 -0.951 -0.955 -0.469 -0.439 0.859 1.362 -0.366 -1.519 0.894 -0.334 0.641 1.220 -1.302 1.532 1.052 -0.141 -0.328 -0.651 -1.615 -0.760 -0.215 -1.084 0.779 -1.726 1.351 1.900 0.828 -1.869 0.432 1.466 -1.297 1.142 -0.566 -0.592 -1.392 1.221 -0.543
// out 2x6x8xf32=[[-0.16286 0.539507 -0.932872 -0.21536 0.35541 1.27571 1.43478 0.541756][-0.922425 -1.27123 -1.06063 1.2401 0.119079 1.09203 0.517814 0.519485][-0.0967961 0.243621 -0.85424 -0.417785 0.355766 0.813808 -0.053265 -0.0807161][-0.341582 0.531489 -0.832709 -0.593034 0.499495 0.985267 0.615971 0.373502][0.585665 -0.251588 -1.27446 0.495616 -0.118011 0.464119 -0.196948 0.222774][0.246148 -0.256978 -1.15713 0.307895 0.317076 1.21592 0.49344 -0.395097]][[1.38967 -1.09951 0.934758 -0.478377 -0.455953 -1.06726 0.90299 -0.425706][1.43212 -0.560004 -0.0111111 -0.0449811 -0.261789 0.0810534 0.350608 -0.431424][1.4287 -0.640426 0.610682 -0.401093 -0.500005 -1.03835 0.587711 -0.40462][1.30841 -0.104529 0.448341 -0.468245 -0.462176 -0.950689 0.0456632 -0.099775][1.15036 0.399893 -0.0545768 -0.322094 -0.308417 -0.286177 -0.472636 0.147013][1.45616 -0.36938 0.395464 -0.460257 -0.272084 0.301084 -0.198939 0.11143]]
#id3 = affine_map<(b,i,j)->(b,i,j)>
#row = affine_map<(b,i,j)->(b,i)>
func.func @f(%q: tensor<2x6x8xf32>, %k: tensor<2x6x8xf32>, %v: tensor<2x6x8xf32>) -> tensor<2x6x8xf32> {
  %z = arith.constant 0.0 : f32
  %scale = arith.constant dense<0.353553> : tensor<2x6x6xf32>
  %ninf = arith.constant 0xFF800000 : f32
  %et = tensor.empty() : tensor<2x8x6xf32>
  %kt = linalg.transpose ins(%k : tensor<2x6x8xf32>) outs(%et : tensor<2x8x6xf32>) permutation = [0, 2, 1]
  %es = tensor.empty() : tensor<2x6x6xf32>
  %fs = linalg.fill ins(%z : f32) outs(%es : tensor<2x6x6xf32>) -> tensor<2x6x6xf32>
  %s0 = linalg.batch_matmul ins(%q, %kt : tensor<2x6x8xf32>, tensor<2x8x6xf32>) outs(%fs : tensor<2x6x6xf32>) -> tensor<2x6x6xf32>
  %s = arith.mulf %s0, %scale : tensor<2x6x6xf32>
  %em = tensor.empty() : tensor<2x6xf32>
  %fm = linalg.fill ins(%ninf : f32) outs(%em : tensor<2x6xf32>) -> tensor<2x6xf32>
  %fz = linalg.fill ins(%z : f32) outs(%em : tensor<2x6xf32>) -> tensor<2x6xf32>
  %m = linalg.reduce { arith.maxf } ins(%s : tensor<2x6x6xf32>) outs(%fm : tensor<2x6xf32>) dimensions = [2]
  %p = linalg.generic {indexing_maps=[#id3,#row,#id3], iterator_types=["parallel","parallel","parallel"]} ins(%s, %m : tensor<2x6x6xf32>, tensor<2x6xf32>) outs(%es : tensor<2x6x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.subf %a, %b : f32
    %1 = math.exp %0 : f32
    linalg.yield %1 : f32
  } -> tensor<2x6x6xf32>
  %sum = linalg.reduce { arith.addf } ins(%p : tensor<2x6x6xf32>) outs(%fz : tensor<2x6xf32>) dimensions = [2]
  %n = linalg.generic {indexing_maps=[#id3,#row,#id3], iterator_types=["parallel","parallel","parallel"]} ins(%p, %sum : tensor<2x6x6xf32>, tensor<2x6xf32>) outs(%es : tensor<2x6x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<2x6x6xf32>
  %eo = tensor.empty() : tensor<2x6x8xf32>
  %fo = linalg.fill ins(%z : f32) outs(%eo : tensor<2x6x8xf32>) -> tensor<2x6x8xf32>
  %o = linalg.batch_matmul ins(%n, %v : tensor<2x6x6xf32>, tensor<2x6x8xf32>) outs(%fo : tensor<2x6x8xf32>) -> tensor<2x6x8xf32>
  return %o : tensor<2x6x8xf32>
}

// ----- layer normalisation
// call f
// in 4x16xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172
// in 16xf32=0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859
// in 16xf32=-1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799
// out 4x16xf32=[-2.12728 -0.109712 -0.909886 0.878771 0.165324 0.0506879 0.0283897 1.14061 -2.06976 1.72737 -1.49088 -1.31207 1.87368 -1.14997 0.969685 1.38008][-0.119148 -2.14276 -0.811127 0.803059 0.801786 -1.1567 0.0172535 0.955193 1.12954 -1.49868 0.178582 1.61071 3.00742 -1.09588 0.550888 -0.362808][-2.56837 -1.01386 -1.38684 1.8872 1.28658 1.05445 0.0248972 0.997673 -0.935573 -1.93059 -0.652216 0.138901 2.29659 -0.042322 3.38189 1.24828][-1.4133 1.17437 -0.885588 1.6662 0.651432 1.03539 0.0437981 1.01527 -1.45412 -0.794175 0.0900545 -3.63672 0.482491 -2.15945 -1.24617 1.0787]
func.func @f(%x: tensor<4x16xf32>, %g: tensor<16xf32>, %b: tensor<16xf32>) -> tensor<4x16xf32> {
  %z = arith.constant 0.0 : f32
  %n = arith.constant 16.0 : f32
  %eps = arith.constant 1.0e-5 : f32
  %e = tensor.empty() : tensor<4xf32>
  %e2 = tensor.empty() : tensor<4x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.reduce { arith.addf } ins(%x : tensor<4x16xf32>) outs(%f : tensor<4xf32>) dimensions = [1]
  %sq = linalg.generic {indexing_maps=[affine_map<(i,j)->(i,j)>, affine_map<(i,j)->(i)>, affine_map<(i,j)->(i)>], iterator_types=["parallel","reduction"]} ins(%x, %s : tensor<4x16xf32>, tensor<4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %0 = arith.divf %m, %n : f32
    %1 = arith.subf %a, %0 : f32
    %2 = arith.mulf %1, %1 : f32
    %3 = arith.addf %o, %2 : f32
    linalg.yield %3 : f32
  } -> tensor<4xf32>
  %r = linalg.generic {indexing_maps=[affine_map<(i,j)->(i,j)>, affine_map<(i,j)->(i)>, affine_map<(i,j)->(i)>, affine_map<(i,j)->(j)>, affine_map<(i,j)->(j)>, affine_map<(i,j)->(i,j)>], iterator_types=["parallel","parallel"]} ins(%x, %s, %sq, %g, %b : tensor<4x16xf32>, tensor<4xf32>, tensor<4xf32>, tensor<16xf32>, tensor<16xf32>) outs(%e2 : tensor<4x16xf32>) {
  ^bb0(%a: f32, %m: f32, %v: f32, %gg: f32, %bb: f32, %o: f32):
    %0 = arith.divf %m, %n : f32
    %1 = arith.divf %v, %n : f32
    %2 = arith.addf %1, %eps : f32
    %3 = math.rsqrt %2 : f32
    %4 = arith.subf %a, %0 : f32
    %5 = arith.mulf %4, %3 : f32
    %6 = arith.mulf %5, %gg : f32
    %7 = arith.addf %6, %bb : f32
    linalg.yield %7 : f32
  } -> tensor<4x16xf32>
  return %r : tensor<4x16xf32>
}

// ----- an LSTM over a sequence
// call f
// in 4x2x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997
// in 3x20xf32=1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304
// in 5x20xf32=1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799 -0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002 1.446 1.095 -1.074 0.742 0.340 -1.695 0.970 1.291 0.251 1.409 -1.773 0.988 -0.257 1.980 1.645 -1.215 -0.872 1.391 1.248 1.940 1.809 -1.882 1.535 -1.047 1.922 -1.036 1.698 1.336 0.591 0.249 -0.512 -1.256 -1.892 -1.961 -1.460 1.058 -1.650 -0.534 -0.035 1.969 -1.244 0.215 0.027 -0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.280 0.990 0.994 -0.274 -1.533 1.648 -1.661 0.347 -1.390 1.380 -0.507 0.558 -0.150 -0.923 -0.629 0.728 -0.788 -1.946 1.150 0.248 0.401 1.053 0.129 -0.847 -1.181 1.818 1.166 -1.887 -0.699 0.073 -1.764
// out 4x2x5xf32=[[-0.00247848 0.20871 -0.632481 -0.0117938 -0.117039][0.219747 -0.00822327 1.05559E-05 0.558056 0.262674]][[-0.0181011 -0.335954 -0.60707 0.263517 0.00597878][0.0173059 -0.0739955 -0.146623 0.0873487 0.201402]][[0.0183148 0.431043 -0.00173705 -0.0381761 0.0647909][0.0926125 -0.0805935 -0.166023 0.164164 0.0638101]][[0.00138246 0.240279 -0.624874 0.109253 0.0139328][-0.389422 0.0689013 -0.00405972 0.505549 0.387902]]
// out 2x5xf32=[0.0582319 0.319959 -0.779187 0.455637 0.0254224][-0.422024 0.895504 -0.181424 0.702462 0.78526]
func.func private @sigmoid(%x: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %one = arith.constant dense<1.0> : tensor<2x5xf32>
  %0 = arith.negf %x : tensor<2x5xf32>
  %1 = math.exp %0 : tensor<2x5xf32>
  %2 = arith.addf %1, %one : tensor<2x5xf32>
  %3 = arith.divf %one, %2 : tensor<2x5xf32>
  return %3 : tensor<2x5xf32>
}
func.func private @cell(%x: tensor<2x3xf32>, %h: tensor<2x5xf32>, %c: tensor<2x5xf32>, %w: tensor<3x20xf32>, %u: tensor<5x20xf32>) -> (tensor<2x5xf32>, tensor<2x5xf32>) {
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x20xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<2x20xf32>) -> tensor<2x20xf32>
  %0 = linalg.matmul ins(%x, %w : tensor<2x3xf32>, tensor<3x20xf32>) outs(%f : tensor<2x20xf32>) -> tensor<2x20xf32>
  %1 = linalg.matmul ins(%h, %u : tensor<2x5xf32>, tensor<5x20xf32>) outs(%0 : tensor<2x20xf32>) -> tensor<2x20xf32>
  %i0 = tensor.extract_slice %1[0, 0] [2, 5] [1, 1] : tensor<2x20xf32> to tensor<2x5xf32>
  %f0 = tensor.extract_slice %1[0, 5] [2, 5] [1, 1] : tensor<2x20xf32> to tensor<2x5xf32>
  %g0 = tensor.extract_slice %1[0, 10] [2, 5] [1, 1] : tensor<2x20xf32> to tensor<2x5xf32>
  %o0 = tensor.extract_slice %1[0, 15] [2, 5] [1, 1] : tensor<2x20xf32> to tensor<2x5xf32>
  %i = call @sigmoid(%i0) : (tensor<2x5xf32>) -> tensor<2x5xf32>
  %fg = call @sigmoid(%f0) : (tensor<2x5xf32>) -> tensor<2x5xf32>
  %g = math.tanh %g0 : tensor<2x5xf32>
  %o = call @sigmoid(%o0) : (tensor<2x5xf32>) -> tensor<2x5xf32>
  %2 = arith.mulf %fg, %c : tensor<2x5xf32>
  %3 = arith.mulf %i, %g : tensor<2x5xf32>
  %cn = arith.addf %2, %3 : tensor<2x5xf32>
  %4 = math.tanh %cn : tensor<2x5xf32>
  %hn = arith.mulf %o, %4 : tensor<2x5xf32>
  return %hn, %cn : tensor<2x5xf32>, tensor<2x5xf32>
}
func.func @f(%xs: tensor<4x2x3xf32>, %w: tensor<3x20xf32>, %u: tensor<5x20xf32>) -> (tensor<4x2x5xf32>, tensor<2x5xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %h0 = arith.constant dense<0.0> : tensor<2x5xf32>
  %ys0 = tensor.empty() : tensor<4x2x5xf32>
  %r:3 = scf.for %t = %c0 to %c4 step %c1 iter_args(%h = %h0, %c = %h0, %ys = %ys0) -> (tensor<2x5xf32>, tensor<2x5xf32>, tensor<4x2x5xf32>) {
    %x = tensor.extract_slice %xs[%t, 0, 0] [1, 2, 3] [1, 1, 1] : tensor<4x2x3xf32> to tensor<2x3xf32>
    %n:2 = func.call @cell(%x, %h, %c, %w, %u) : (tensor<2x3xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<3x20xf32>, tensor<5x20xf32>) -> (tensor<2x5xf32>, tensor<2x5xf32>)
    %y = tensor.insert_slice %n#0 into %ys[%t, 0, 0] [1, 2, 5] [1, 1, 1] : tensor<2x5xf32> into tensor<4x2x5xf32>
    scf.yield %n#0, %n#1, %y : tensor<2x5xf32>, tensor<2x5xf32>, tensor<4x2x5xf32>
  }
  return %r#2, %r#1 : tensor<4x2x5xf32>, tensor<2x5xf32>
}

// ----- an inverted residual, pooled
// call f
// in 1x8x8x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799 -0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002 1.446 1.095 -1.074 0.742 0.340 -1.695 0.970 1.291 0.251 1.409 -1.773 0.988 -0.257 1.980 1.645 -1.215 -0.872 1.391 1.248 1.940 1.809 -1.882 1.535 -1.047 1.922 -1.036 1.698 1.336 0.591 0.249 -0.512 -1.256 -1.892 -1.961 -1.460 1.058 -1.650 -0.534 -0.035 1.969 -1.244 0.215 0.027 -0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.280 0.990 0.994 -0.274 -1.533 1.648 -1.661 0.347 -1.390 1.380 -0.507 0.558 -0.150 -0.923 -0.629 0.728 -0.788 -1.946 1.150 0.248 0.401 1.053 0.129 -0.847 -1.181 1.818 1.166 -1.887 -0.699 0.073 -1.764 0.097 1.640 -0.291 1.681 -1.970 1.957 -1.019 -0.277 1.745 -1.014 -1.456 1.778 -1.451 -0.674 -1.867 0.166 -1.280 0.727 1.699 -0.254 -1.764 1.483 -0.186 -1.932 0.058 0.976 -0.843 -0.416 0.277 1.446 1.899 0.490 -1.567 -1.956 -1.210 1.759 0.330 1.240 0.769 0.932 -1.361 0.628 -1.098 -1.783 1.628 0.221 -0.528 1.473 1.309 0.261 -1.984 -0.364 1.327 1.646 1.141 -0.854 1.899 -1.997 1.916 -1.060 0.112 1.493 -0.343 0.576 0.909 1.392 -0.069 -0.951 -0.955 -0.469 -0.439 0.859
// in 1x1x4x12xf32=1.362 -0.366 -1.519 0.894 -0.334 0.641 1.220 -1.302 1.532 1.052 -0.141 -0.328 -0.651 -1.615 -0.760 -0.215 -1.084 0.779 -1.726 1.351 1.900 0.828 -1.869 0.432 1.466 -1.297 1.142 -0.566 -0.592 -1.392 1.221 -0.543 -1.938 -0.335 -0.382 -0.040 1.350 -0.746 0.818 -1.689 0.239 -0.098 0.393 -1.232 -1.060 -0.240 1.629 1.470
// in 12xf32=-0.836 -0.255 -1.272 -1.001 0.731 1.403 1.417 1.060 1.863 -1.442 0.745 0.860
// in 3x3x12xf32=-0.535 -1.188 0.921 1.741 -1.301 -0.057 -1.034 -0.374 -1.821 -0.708 -0.981 1.844 -1.907 -0.825 1.099 -0.099 -0.447 0.393 1.138 -1.251 0.507 0.906 0.085 -1.874 -1.490 1.728 0.923 -1.479 -0.332 -0.895 1.377 1.335 -1.926 -0.955 -0.851 1.791 -0.957 -0.746 -0.514 -1.835 0.464 0.548 -0.114 1.890 -0.432 -1.203 -0.232 -1.889 1.450 1.468 -0.090 -0.769 -1.376 1.830 1.463 -0.964 -0.045 0.879 -0.629 -0.058 0.262 0.049 1.984 -1.070 -1.096 0.773 1.705 -1.252 0.680 -0.053 -1.544 -0.086 1.327 -0.622 -1.202 -1.893 0.954 0.256 -1.496 0.499 1.710 -1.269 1.401 -0.411 -0.994 -0.356 0.296 0.098 0.596 -1.508 -1.206 -0.491 0.839 -1.339 1.827 -0.222 -1.560 0.023 -0.301 0.815 -0.993 -0.068 -0.538 -0.729 0.706 0.700 -1.556 1.213
// in 1x1x12x4xf32=-1.651 -1.396 -0.277 -1.769 -1.779 -1.509 -1.621 1.557 0.956 -0.957 0.327 1.742 -1.225 -1.232 0.539 -1.525 -1.595 1.774 0.479 -1.924 1.977 -0.614 1.556 1.259 -0.766 0.682 0.407 0.700 1.349 1.996 0.827 0.991 -0.334 -1.545 -1.846 -1.466 1.684 1.620 0.925 -0.067 1.589 0.279 -0.386 -1.539 -0.353 -1.531 1.264 1.151
// out 1x4xf32=[13.2772 -10.7121 9.66343 27.6535]
#id = affine_map<(n,h,w,c)->(n,h,w,c)>
#ch = affine_map<(n,h,w,c)->(c)>
func.func @f(%x: tensor<1x8x8x4xf32>, %w1: tensor<1x1x4x12xf32>, %b1: tensor<12xf32>, %wd: tensor<3x3x12xf32>, %w2: tensor<1x1x12x4xf32>) -> tensor<1x4xf32> {
  %z = arith.constant 0.0 : f32
  %six = arith.constant 6.0 : f32
  %e1 = tensor.empty() : tensor<1x8x8x12xf32>
  %f1 = linalg.fill ins(%z : f32) outs(%e1 : tensor<1x8x8x12xf32>) -> tensor<1x8x8x12xf32>
  %1 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%x, %w1 : tensor<1x8x8x4xf32>, tensor<1x1x4x12xf32>) outs(%f1 : tensor<1x8x8x12xf32>) -> tensor<1x8x8x12xf32>
  %2 = linalg.generic {indexing_maps=[#id,#ch,#id], iterator_types=["parallel","parallel","parallel","parallel"]} ins(%1, %b1 : tensor<1x8x8x12xf32>, tensor<12xf32>) outs(%e1 : tensor<1x8x8x12xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    %m = arith.maxf %s, %z : f32
    %n = arith.minf %m, %six : f32
    linalg.yield %n : f32
  } -> tensor<1x8x8x12xf32>
  %3 = tensor.pad %2 low[0, 0, 0, 0] high[0, 1, 1, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %z : f32
  } : tensor<1x8x8x12xf32> to tensor<1x9x9x12xf32>
  %e2 = tensor.empty() : tensor<1x4x4x12xf32>
  %f2 = linalg.fill ins(%z : f32) outs(%e2 : tensor<1x4x4x12xf32>) -> tensor<1x4x4x12xf32>
  %4 = linalg.depthwise_conv_2d_nhwc_hwc {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>} ins(%3, %wd : tensor<1x9x9x12xf32>, tensor<3x3x12xf32>) outs(%f2 : tensor<1x4x4x12xf32>) -> tensor<1x4x4x12xf32>
  %e3 = tensor.empty() : tensor<1x4x4x4xf32>
  %f3 = linalg.fill ins(%z : f32) outs(%e3 : tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  %5 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%4, %w2 : tensor<1x4x4x12xf32>, tensor<1x1x12x4xf32>) outs(%f3 : tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  %e4 = tensor.empty() : tensor<1x1x1x4xf32>
  %f4 = linalg.fill ins(%z : f32) outs(%e4 : tensor<1x1x1x4xf32>) -> tensor<1x1x1x4xf32>
  %win = tensor.empty() : tensor<4x4xf32>
  %6 = linalg.pooling_nhwc_sum {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%5, %win : tensor<1x4x4x4xf32>, tensor<4x4xf32>) outs(%f4 : tensor<1x1x1x4xf32>) -> tensor<1x1x1x4xf32>
  %7 = tensor.collapse_shape %6 [[0], [1, 2, 3]] : tensor<1x1x1x4xf32> into tensor<1x4xf32>
  %c = arith.constant dense<0.0625> : tensor<1x4xf32>
  %8 = arith.mulf %7, %c : tensor<1x4xf32>
  return %8 : tensor<1x4xf32>
}

// ----- a dense layer with GELU
// call f
// in 5x8xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362
// in 8x6xf32=-0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026
// in 6xf32=-0.331 -0.681 -0.591 -1.178 1.483 -1.182
// out 5x6xf32=[0.364611 -0 -0.108682 7.84964 -0.0274583 -0.00876][-0.0155385 5.28024 1.26082 0.607047 -0.167565 -0.117397][-0.0110701 -0.00823864 -0.155783 -0.0547033 0.320627 0.939202][-0.00258112 -0 -0.164392 2.75721 -0.146015 -6.16151E-07][3.59902 7.69482 -0.116746 -0.0946564 3.71233 4.95736]
func.func @f(%x: tensor<?x8xf32>, %w: tensor<8x6xf32>, %b: tensor<6xf32>) -> tensor<?x6xf32> {
  %c0 = arith.constant 0 : index
  %z = arith.constant 0.0 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %rs2 = arith.constant 0.70710678 : f32
  %d = tensor.dim %x, %c0 : tensor<?x8xf32>
  %e = tensor.empty(%d) : tensor<?x6xf32>
  %bb = linalg.broadcast ins(%b : tensor<6xf32>) outs(%e : tensor<?x6xf32>) dimensions = [0]
  %0 = linalg.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x6xf32>) outs(%bb : tensor<?x6xf32>) -> tensor<?x6xf32>
  %1 = linalg.generic {indexing_maps=[affine_map<(i,j)->(i,j)>, affine_map<(i,j)->(i,j)>], iterator_types=["parallel","parallel"]} ins(%0 : tensor<?x6xf32>) outs(%e : tensor<?x6xf32>) {
  ^bb0(%a: f32, %o: f32):
    %2 = arith.mulf %a, %rs2 : f32
    %3 = math.erf %2 : f32
    %4 = arith.addf %3, %one : f32
    %5 = arith.mulf %a, %half : f32
    %6 = arith.mulf %5, %4 : f32
    linalg.yield %6 : f32
  } -> tensor<?x6xf32>
  return %1 : tensor<?x6xf32>
}

// ----- nearest neighbours
// call f
// in 5x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420
// in 7x3xf32=1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662
// out 5xi32=1 4 5 0 1
func.func @f(%a: tensor<5x3xf32>, %b: tensor<7x3xf32>) -> tensor<5xi32> {
  %z = arith.constant 0.0 : f32
  %zi = arith.constant 0 : i32
  %inf = arith.constant 0x7F800000 : f32
  %e = tensor.empty() : tensor<5x7xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<5x7xf32>) -> tensor<5x7xf32>
  %d = linalg.generic {indexing_maps=[affine_map<(i,j,k)->(i,k)>, affine_map<(i,j,k)->(j,k)>, affine_map<(i,j,k)->(i,j)>], iterator_types=["parallel","parallel","reduction"]} ins(%a, %b : tensor<5x3xf32>, tensor<7x3xf32>) outs(%f : tensor<5x7xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %0 = arith.subf %x, %y : f32
    %1 = arith.mulf %0, %0 : f32
    %2 = arith.addf %o, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<5x7xf32>
  %em = tensor.empty() : tensor<5xf32>
  %ei = tensor.empty() : tensor<5xi32>
  %fm = linalg.fill ins(%inf : f32) outs(%em : tensor<5xf32>) -> tensor<5xf32>
  %fi = linalg.fill ins(%zi : i32) outs(%ei : tensor<5xi32>) -> tensor<5xi32>
  %r:2 = linalg.generic {indexing_maps=[affine_map<(i,j)->(i,j)>, affine_map<(i,j)->(i)>, affine_map<(i,j)->(i)>], iterator_types=["parallel","reduction"]} ins(%d : tensor<5x7xf32>) outs(%fm, %fi : tensor<5xf32>, tensor<5xi32>) {
  ^bb0(%x: f32, %m: f32, %i: i32):
    %j = linalg.index 1 : index
    %ji = arith.index_cast %j : index to i32
    %c = arith.cmpf olt, %x, %m : f32
    %0 = arith.select %c, %x, %m : f32
    %1 = arith.select %c, %ji, %i : i32
    linalg.yield %0, %1 : f32, i32
  } -> (tensor<5xf32>, tensor<5xi32>)
  return %r#1 : tensor<5xi32>
}
