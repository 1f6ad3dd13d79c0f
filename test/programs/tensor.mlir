// What the tensor dialect does.

// ----- an element
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 1
// out 1.936
func.func @f(%a: tensor<3x4xf32>, %i: i32) -> f32 {
  %ix = arith.index_cast %i : i32 to index
  %c2 = arith.constant 2 : index
  %0 = tensor.extract %a[%c2, %ix] : tensor<3x4xf32>
  return %0 : f32
}

// ----- an element inserted beside the original
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 7.5
// out 3x4xf32=[-1.045 1.654 0.45 1.708][-1.803 1.423 -0.556 -1.788][-1.725 7.5 1.891 0.125]
// out 3x4xf32=[-1.045 1.654 0.45 1.708][-1.803 1.423 -0.556 -1.788][-1.725 1.936 1.891 0.125]
func.func @f(%a: tensor<3x4xf32>, %v: f32) -> (tensor<3x4xf32>, tensor<3x4xf32>) {
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.insert %v into %a[%c2, %c1] : tensor<3x4xf32>
  return %0, %a : tensor<3x4xf32>, tensor<3x4xf32>
}

// ----- a slice with strides
// call f
// in 8x9xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073
// out 3x3xf32=[0.125 0.191 1.11][-0.181 -1.568 0.486][0.502 1.985 -1.287]
func.func @f(%a: tensor<8x9xf32>) -> tensor<3x3xf32> {
  %0 = tensor.extract_slice %a[1, 2] [3, 3] [2, 2] : tensor<8x9xf32> to tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}

// ----- a slice of unknown offsets and sizes
// call f
// in 6x7xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749
// in 2
// in 3
// out 3x3xf32=[1.11 1.119 -0.328][-1.632 0.997 1.337][-0.181 -0.175 -1.568]
func.func @f(%a: tensor<?x?xf32>, %o: i32, %s: i32) -> tensor<?x?xf32> {
  %ox = arith.index_cast %o : i32 to index
  %sx = arith.index_cast %s : i32 to index
  %0 = tensor.extract_slice %a[%ox, 1] [%sx, %sx] [1, 1] : tensor<?x?xf32> to tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- a slice of lower rank
// call f
// in 5x6x7xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799 -0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002 1.446 1.095 -1.074 0.742 0.340 -1.695 0.970 1.291 0.251 1.409 -1.773 0.988 -0.257 1.980 1.645 -1.215 -0.872 1.391 1.248 1.940 1.809 -1.882 1.535 -1.047 1.922 -1.036 1.698 1.336 0.591 0.249 -0.512 -1.256 -1.892 -1.961 -1.460 1.058 -1.650 -0.534 -0.035 1.969 -1.244 0.215 0.027 -0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.280 0.990 0.994 -0.274 -1.533 1.648 -1.661 0.347 -1.390 1.380 -0.507 0.558 -0.150 -0.923 -0.629 0.728 -0.788 -1.946 1.150 0.248 0.401 1.053 0.129 -0.847 -1.181 1.818 1.166 -1.887 -0.699 0.073 -1.764 0.097 1.640 -0.291 1.681 -1.970 1.957 -1.019 -0.277 1.745 -1.014 -1.456 1.778 -1.451 -0.674 -1.867 0.166 -1.280 0.727 1.699 -0.254 -1.764 1.483 -0.186 -1.932 0.058 0.976
// out 5x7xf32=[-0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927][0.172 0.968 1.531 -0.515 -0.373 0.553 1.314][1.095 -1.074 0.742 0.34 -1.695 0.97 1.291][-0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.28][1.957 -1.019 -0.277 1.745 -1.014 -1.456 1.778]
func.func @f(%a: tensor<5x6x7xf32>) -> tensor<5x7xf32> {
  %0 = tensor.extract_slice %a[0, 3, 0] [5, 1, 7] [1, 1, 1] : tensor<5x6x7xf32> to tensor<5x7xf32>
  return %0 : tensor<5x7xf32>
}

// ----- a slice of lower rank in one piece
// call f
// in 5x6x7xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040 -1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799 -0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002 1.446 1.095 -1.074 0.742 0.340 -1.695 0.970 1.291 0.251 1.409 -1.773 0.988 -0.257 1.980 1.645 -1.215 -0.872 1.391 1.248 1.940 1.809 -1.882 1.535 -1.047 1.922 -1.036 1.698 1.336 0.591 0.249 -0.512 -1.256 -1.892 -1.961 -1.460 1.058 -1.650 -0.534 -0.035 1.969 -1.244 0.215 0.027 -0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.280 0.990 0.994 -0.274 -1.533 1.648 -1.661 0.347 -1.390 1.380 -0.507 0.558 -0.150 -0.923 -0.629 0.728 -0.788 -1.946 1.150 0.248 0.401 1.053 0.129 -0.847 -1.181 1.818 1.166 -1.887 -0.699 0.073 -1.764 0.097 1.640 -0.291 1.681 -1.970 1.957 -1.019 -0.277 1.745 -1.014 -1.456 1.778 -1.451 -0.674 -1.867 0.166 -1.280 0.727 1.699 -0.254 -1.764 1.483 -0.186 -1.932 0.058 0.976
// in 3
// out 6x7xf32=[1.535 -1.047 1.922 -1.036 1.698 1.336 0.591][0.249 -0.512 -1.256 -1.892 -1.961 -1.46 1.058][-1.65 -0.534 -0.035 1.969 -1.244 0.215 0.027][-0.368 0.153 -1.767 0.708 -1.061 -0.232 -1.28][0.99 0.994 -0.274 -1.533 1.648 -1.661 0.347][-1.39 1.38 -0.507 0.558 -0.15 -0.923 -0.629]
func.func @f(%a: tensor<5x6x7xf32>, %i: i32) -> tensor<6x7xf32> {
  %ix = arith.index_cast %i : i32 to index
  %0 = tensor.extract_slice %a[%ix, 0, 0] [1, 6, 7] [1, 1, 1] : tensor<5x6x7xf32> to tensor<6x7xf32>
  return %0 : tensor<6x7xf32>
}

// ----- an insertion with strides
// call f
// in 2x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423
// in 6x7xf32=-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502
// out 6x7xf32=[-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193][-1.045 0.42 1.654 1.119 0.45 -0.104 1.409][-0.55 -0.074 -1.632 0.997 1.337 -0.568 -1.285][1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486][1.708 -1.662 -1.803 1.705 1.423 0.362 -0.589][-0.749 0.05 0.847 -0.761 -1.367 1.497 0.502]
func.func @f(%a: tensor<2x3xf32>, %b: tensor<6x7xf32>) -> tensor<6x7xf32> {
  %0 = tensor.insert_slice %a into %b[1, 0] [2, 3] [3, 2] : tensor<2x3xf32> into tensor<6x7xf32>
  return %0 : tensor<6x7xf32>
}

// ----- insertions of unknown size
// call f
// in 2x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423
// in 6x7xf32=-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502
// in 3
// out 6x7xf32=[-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193][0.191 0.42 1.11 1.119 -0.328 -0.104 1.409][-0.55 -0.074 -1.632 0.997 1.337 -0.568 -1.285][-1.045 1.654 0.45 -0.175 -1.568 -1.544 0.486][1.708 -1.803 1.423 1.705 -0.937 0.362 -0.589][-0.749 0.05 0.847 -0.761 -1.367 1.497 0.502]
// call f
// in 2x7xf32=-0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352 -0.029 -1.300 -0.264 -1.286 -1.992 0.767 1.040
// in 6x7xf32=-1.421 0.172 0.968 1.531 -0.515 -0.373 0.553 1.314 0.014 -0.073 1.143 1.829 -0.702 1.539 -1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825 1.304 1.040 -1.157 0.037 1.026 -0.331 -0.681 -0.591 -1.178 1.483 -1.182 0.715 0.799 -0.239 -0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002
// in 3
// out 6x7xf32=[-1.421 0.172 0.968 1.531 -0.515 -0.373 0.553][1.314 0.014 -0.073 1.143 1.829 -0.702 1.539][-1.171 -0.891 1.799 0.859 -1.165 -1.791 -0.825][-0.483 1.985 -0.062 -1.287 -0.985 1.683 0.352][-0.029 -1.3 -0.264 -1.286 -1.992 0.767 1.04][-0.926 0.096 -0.653 -1.598 -0.456 -0.136 1.002]
func.func @f(%a: tensor<?x?xf32>, %b: tensor<?x?xf32>, %o: i32) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %ox = arith.index_cast %o : i32 to index
  %h = tensor.dim %a, %c0 : tensor<?x?xf32>
  %w = tensor.dim %a, %c1 : tensor<?x?xf32>
  %0 = tensor.insert_slice %a into %b[%ox, 0] [%h, %w] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- a concatenation of columns
// call f
// in 2x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423
// in 2x4xf32=-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191
// out 2x7xf32=[-1.045 1.654 0.45 -0.556 -1.788 -1.725 1.936][1.708 -1.803 1.423 1.891 0.125 -0.193 0.191]
func.func @f(%a: tensor<2x3xf32>, %b: tensor<2x4xf32>) -> tensor<2x7xf32> {
  %e = tensor.empty() : tensor<2x7xf32>
  %0 = tensor.insert_slice %a into %e[0, 0] [2, 3] [1, 1] : tensor<2x3xf32> into tensor<2x7xf32>
  %1 = tensor.insert_slice %b into %0[0, 3] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<2x7xf32>
  return %1 : tensor<2x7xf32>
}

// ----- a concatenation of rows
// call f
// in 2x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423
// in 4x3xf32=-0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328
// out 6x3xf32=[-1.045 1.654 0.45][1.708 -1.803 1.423][-0.556 -1.788 -1.725][1.936 1.891 0.125][-0.193 0.191 0.42][1.11 1.119 -0.328]
func.func @f(%a: tensor<?x3xf32>, %b: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %c0 = arith.constant 0 : index
  %m = tensor.dim %a, %c0 : tensor<?x3xf32>
  %n = tensor.dim %b, %c0 : tensor<?x3xf32>
  %s = arith.addi %m, %n : index
  %e = tensor.empty(%s) : tensor<?x3xf32>
  %0 = tensor.insert_slice %a into %e[0, 0] [%m, 3] [1, 1] : tensor<?x3xf32> into tensor<?x3xf32>
  %1 = tensor.insert_slice %b into %0[%m, 0] [%n, 3] [1, 1] : tensor<?x3xf32> into tensor<?x3xf32>
  return %1 : tensor<?x3xf32>
}

// ----- a border
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 9.5
// out 6x7xf32=[9.5 9.5 9.5 9.5 9.5 9.5 9.5][9.5 9.5 -1.045 1.654 0.45 1.708 9.5][9.5 9.5 -1.803 1.423 -0.556 -1.788 9.5][9.5 9.5 -1.725 1.936 1.891 0.125 9.5][9.5 9.5 9.5 9.5 9.5 9.5 9.5][9.5 9.5 9.5 9.5 9.5 9.5 9.5]
func.func @f(%a: tensor<3x4xf32>, %v: f32) -> tensor<6x7xf32> {
  %0 = tensor.pad %a low[1, 2] high[2, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %v : f32
  } : tensor<3x4xf32> to tensor<6x7xf32>
  return %0 : tensor<6x7xf32>
}

// ----- a border of unknown width
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 2
// out 6x6xf32=[1.5 1.5 1.5 1.5 1.5 1.5][1.5 1.5 1.5 1.5 1.5 1.5][-1.045 1.654 0.45 1.708 1.5 1.5][-1.803 1.423 -0.556 -1.788 1.5 1.5][-1.725 1.936 1.891 0.125 1.5 1.5][1.5 1.5 1.5 1.5 1.5 1.5]
func.func @f(%a: tensor<?x?xf32>, %p: i32) -> tensor<?x?xf32> {
  %px = arith.index_cast %p : i32 to index
  %c = arith.constant 1.5 : f32
  %0 = tensor.pad %a low[%px, 0] high[1, %px] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- a border, flattened
// call f
// in 4x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// out 21xf32=0 0 0 -2.09 3.308 0.9 3.416 -3.606 2.846 -1.112 -3.576 -3.45 3.872 3.782 0.25 0 0 0 0 0 0
func.func @f(%a: tensor<?x3xf32>) -> tensor<?xf32> {
  %z = arith.constant 0.0 : f32
  %p = tensor.pad %a low[1, 0] high[2, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %z : f32
  } : tensor<?x3xf32> to tensor<?x3xf32>
  %x = tensor.collapse_shape %p [[0, 1]] : tensor<?x3xf32> into tensor<?xf32>
  %s = arith.addf %x, %x : tensor<?xf32>
  return %s : tensor<?xf32>
}

// ----- reshapes
// call f
// in 2x3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997
// out 6x4xf32=[-1.045 1.654 0.45 1.708][-1.803 1.423 -0.556 -1.788][-1.725 1.936 1.891 0.125][-0.193 0.191 0.42 1.11][1.119 -0.328 -0.104 1.409][-0.55 -0.074 -1.632 0.997]
// out 2x3x2x2xf32=[[[-1.045 1.654][0.45 1.708]][[-1.803 1.423][-0.556 -1.788]][[-1.725 1.936][1.891 0.125]]][[[-0.193 0.191][0.42 1.11]][[1.119 -0.328][-0.104 1.409]][[-0.55 -0.074][-1.632 0.997]]]
func.func @f(%a: tensor<2x3x4xf32>) -> (tensor<6x4xf32>, tensor<2x3x2x2xf32>) {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>
  %1 = tensor.expand_shape %a [[0], [1], [2, 3]] : tensor<2x3x4xf32> into tensor<2x3x2x2xf32>
  return %0, %1 : tensor<6x4xf32>, tensor<2x3x2x2xf32>
}

// ----- a tensor of unknown shape flattened
// call f
// in 2x3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997
// out 24xf32=-1.045 1.654 0.45 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.42 1.11 1.119 -0.328 -0.104 1.409 -0.55 -0.074 -1.632 0.997
func.func @f(%a: tensor<?x3x?xf32>) -> tensor<?xf32> {
  %0 = tensor.collapse_shape %a [[0, 1, 2]] : tensor<?x3x?xf32> into tensor<?xf32>
  return %0 : tensor<?xf32>
}

// ----- an unknown dimension split
// call f
// in 12xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// out 3x4xf32=[-1.045 1.654 0.45 1.708][-1.803 1.423 -0.556 -1.788][-1.725 1.936 1.891 0.125]
func.func @f(%a: tensor<?xf32>) -> tensor<?x4xf32> {
  %0 = tensor.expand_shape %a [[0, 1]] : tensor<?xf32> into tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// ----- a shape that is a tensor
// call f
// in 12xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 2xi32=3 4
// out 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
func.func @f(%a: tensor<12xf32>, %s: tensor<2xi32>) -> tensor<?x?xf32> {
  %0 = tensor.reshape %a(%s) : (tensor<12xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- a splat
// call f
// in 2.5
// out 2x3xf32=2.5
func.func @f(%v: f32) -> tensor<2x3xf32> {
  %0 = tensor.splat %v : tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// ----- elements computed from their indices
// call f
// in 4
// out 4x3xi32=0 0 0 0 1 2 0 2 4 0 3 6
func.func @f(%n: i32) -> tensor<?x3xi32> {
  %nx = arith.index_cast %n : i32 to index
  %0 = tensor.generate %nx {
  ^bb0(%i: index, %j: index):
    %1 = arith.muli %i, %j : index
    %2 = arith.index_cast %1 : index to i32
    tensor.yield %2 : i32
  } : tensor<?x3xi32>
  return %0 : tensor<?x3xi32>
}

// ----- a tensor of scalars
// call f
// in 1.5
// in 2.5
// in 3xf32=-1.045 1.654 0.450
// out 3xf32=-1.5675 4.135 1.8
func.func @f(%a: f32, %b: f32, %t: tensor<3xf32>) -> tensor<3xf32> {
  %s = arith.addf %a, %b : f32
  %0 = tensor.from_elements %a, %b, %s : tensor<3xf32>
  %1 = arith.mulf %0, %t : tensor<3xf32>
  return %1 : tensor<3xf32>
}

// ----- dimensions
// call f
// in 2x4x6xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502
// out 2
// out 4
// out 6
// out 3
func.func @f(%a: tensor<?x4x?xf32>) -> (i32, i32, i32, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %0 = tensor.dim %a, %c0 : tensor<?x4x?xf32>
  %1 = tensor.dim %a, %c1 : tensor<?x4x?xf32>
  %2 = tensor.dim %a, %c2 : tensor<?x4x?xf32>
  %r = tensor.rank %a : tensor<?x4x?xf32>
  %3 = arith.index_cast %0 : index to i32
  %4 = arith.index_cast %1 : index to i32
  %5 = arith.index_cast %2 : index to i32
  %6 = arith.index_cast %r : index to i32
  return %3, %4, %5, %6 : i32, i32, i32, i32
}

// ----- a dimension of unknown number
// call f
// in 2x6xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// in 1
// out 6
func.func @f(%a: tensor<?x?xf32>, %i: i32) -> i32 {
  %ix = arith.index_cast %i : i32 to index
  %0 = tensor.dim %a, %ix : tensor<?x?xf32>
  %1 = arith.index_cast %0 : index to i32
  return %1 : i32
}

// ----- a cast to unknown sizes
// call f
// in 3x4xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// out 3x4xf32=[-2.09 3.308 0.9 3.416][-3.606 2.846 -1.112 -3.576][-3.45 3.872 3.782 0.25]
func.func @f(%a: tensor<3x4xf32>) -> tensor<?x?xf32> {
  %0 = tensor.cast %a : tensor<3x4xf32> to tensor<?x?xf32>
  %1 = arith.addf %0, %0 : tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}

// ----- a batch of none
// call f
// in 0x4xf32=
// in 4x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125
// out 0x3xf32=
// call f
// in 7x4xf32=-0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362
// in 4x3xf32=-0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502 -0.483 1.985 -0.062 -1.287
// out 7x3xf32=[3.10754 0.141226 -1.90218][1.70427 -0.728089 -1.25883][-0.202787 -0.412814 -0.421225][0.632861 -1.33371 -1.01609][-2.63719 1.2796 2.27437][-0.344785 1.43734 0.870479][0.511458 -2.1064 -2.32296]
func.func @f(%a: tensor<?x4xf32>, %b: tensor<4x3xf32>) -> tensor<?x3xf32> {
  %c0 = arith.constant 0 : index
  %z = arith.constant 0.0 : f32
  %d = tensor.dim %a, %c0 : tensor<?x4xf32>
  %e = tensor.empty(%d) : tensor<?x3xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x3xf32>) -> tensor<?x3xf32>
  %0 = linalg.matmul ins(%a, %b : tensor<?x4xf32>, tensor<4x3xf32>) outs(%f : tensor<?x3xf32>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// ----- a sum of nothing
// call f
// in 3x0xf32=
// in 0x3xf32=
// out 3x3xf32=1
func.func @f(%a: tensor<3x0xf32>, %b: tensor<0x3xf32>) -> tensor<3x3xf32> {
  %z = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<3x3xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<3x3xf32>) -> tensor<3x3xf32>
  %0 = linalg.matmul ins(%a, %b : tensor<3x0xf32>, tensor<0x3xf32>) outs(%f : tensor<3x3xf32>) -> tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}

// ----- a fill with 64 bits
// call f
// in 5000000000
// out 4xi64=5000000000
// out 4xi64=10000000000
func.func @f(%v: i64) -> (tensor<4xi64>, tensor<4xi64>) {
  %e = tensor.empty() : tensor<4xi64>
  %0 = linalg.fill ins(%v : i64) outs(%e : tensor<4xi64>) -> tensor<4xi64>
  %1 = arith.addi %0, %0 : tensor<4xi64>
  return %0, %1 : tensor<4xi64>, tensor<4xi64>
}

// ----- an element of 64 bits
// call f
// in 5000000000
// in 4xi64=-5 8 2 8
// out 4xi64=-5 5000000000 2 8
func.func @f(%v: i64, %t: tensor<4xi64>) -> tensor<4xi64> {
  %c1 = arith.constant 1 : index
  %0 = tensor.insert %v into %t[%c1] : tensor<4xi64>
  return %0 : tensor<4xi64>
}

// ----- packed with padding
// call f
// in 5x7xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091
// out 3x2x4x2xf32=[[[-1.045 -1.788][1.654 -1.725][0.45 1.936][1.708 1.891]][[-1.803 0.125][1.423 -0.193][-0.556 0.191][9.5 9.5]]][[[0.42 -0.074][1.11 -1.632][1.119 0.997][-0.328 1.337]][[-0.104 -0.568][1.409 -1.285][-0.55 1.927][9.5 9.5]]][[[-1.512 9.5][-0.181 9.5][-0.175 9.5][-1.568 9.5]][[-1.544 9.5][0.486 9.5][1.091 9.5][9.5 9.5]]]
func.func @f(%a: tensor<5x7xf32>) -> tensor<3x2x4x2xf32> {
  %c = arith.constant 9.5 : f32
  %e = tensor.empty() : tensor<3x2x4x2xf32>
  %0 = tensor.pack %a padding_value(%c : f32) inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %e : tensor<5x7xf32> -> tensor<3x2x4x2xf32>
  return %0 : tensor<3x2x4x2xf32>
}

// ----- packed in another order
// call f
// in 4x6xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997
// out 3x2x2x2xf32=[[[-1.045 1.654][-0.556 -1.788]][[-0.193 0.191][-0.104 1.409]]][[[0.45 1.708][-1.725 1.936]][[0.42 1.11][-0.55 -0.074]]][[[-1.803 1.423][1.891 0.125]][[1.119 -0.328][-1.632 0.997]]]
func.func @f(%a: tensor<4x6xf32>) -> tensor<3x2x2x2xf32> {
  %e = tensor.empty() : tensor<3x2x2x2xf32>
  %0 = tensor.pack %a outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %e : tensor<4x6xf32> -> tensor<3x2x2x2xf32>
  return %0 : tensor<3x2x2x2xf32>
}

// ----- packed from unknown sizes
// call f
// in 5x3xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420
// out 2x2x3x2xf32=[[[-1.045 1.654][1.708 -1.803][-0.556 -1.788]][[0.45 0][1.423 0][-1.725 0]]][[[1.936 1.891][-0.193 0.191][0 0]][[0.125 0][0.42 0][0 0]]]
func.func @f(%a: tensor<?x?xf32>) -> tensor<?x?x3x2xf32> {
  %c = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %h = tensor.dim %a, %c0 : tensor<?x?xf32>
  %w = tensor.dim %a, %c1 : tensor<?x?xf32>
  %hh = arith.ceildivui %h, %c3 : index
  %ww = arith.ceildivui %w, %c2 : index
  %e = tensor.empty(%hh, %ww) : tensor<?x?x3x2xf32>
  %0 = tensor.pack %a padding_value(%c : f32) inner_dims_pos = [0, 1] inner_tiles = [3, 2] into %e : tensor<?x?xf32> -> tensor<?x?x3x2xf32>
  return %0 : tensor<?x?x3x2xf32>
}

// ----- unpacked
// call f
// in 2x3x4x2xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550 -0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749 0.050 0.847 -0.761 -1.367 1.497 0.502
// out 7x6xf32=[-1.045 1.654 -1.725 1.936 1.119 -0.328][0.45 1.708 1.891 0.125 -0.104 1.409][-1.803 1.423 -0.193 0.191 -0.55 -0.074][-0.556 -1.788 0.42 1.11 -1.632 0.997][1.337 -0.568 -1.544 0.486 -0.589 -0.749][-1.285 1.927 1.091 -1.662 0.05 0.847][-1.512 -0.181 0.422 1.705 -0.761 -1.367]
func.func @f(%a: tensor<2x3x4x2xf32>) -> tensor<7x6xf32> {
  %e = tensor.empty() : tensor<7x6xf32>
  %0 = tensor.unpack %a inner_dims_pos = [0, 1] inner_tiles = [4, 2] into %e : tensor<2x3x4x2xf32> -> tensor<7x6xf32>
  return %0 : tensor<7x6xf32>
}

// ----- a tensor inserted into itself
// call f
// in 2x3xi32=1 2 3 4 5 6
// in 0
// out 2x3xi32=1 2 3 4 5 6
// out 2x3xi32=1 1 2 4 4 5
func.func @f(%a: tensor<2x3xi32>, %n: i32) -> (tensor<2x3xi32>, tensor<2x3xi32>) {
  %c3 = arith.constant 3 : index
  %zero = arith.index_cast %n : i32 to index
  %size = arith.addi %zero, %c3 : index
  %one = arith.constant dense<1> : tensor<2x3xi32>
  %b = arith.muli %a, %one : tensor<2x3xi32>
  %slice = tensor.extract_slice %b[0, 0] [2, %size] [1, 1] : tensor<2x3xi32> to tensor<2x?xi32>
  %same = tensor.insert_slice %slice into %b[0, 0] [2, %size] [1, 1] : tensor<2x?xi32> into tensor<2x3xi32>
  %part = tensor.extract_slice %b[0, 0] [2, 2] [1, 1] : tensor<2x3xi32> to tensor<2x2xi32>
  %shifted = tensor.insert_slice %part into %b[0, 1] [2, 2] [1, 1] : tensor<2x2xi32> into tensor<2x3xi32>
  return %same, %shifted : tensor<2x3xi32>, tensor<2x3xi32>
}

// ----- a tensor of 64-bit elements that the host computed
// call f
// in 2xi64=4294967297 -2
// out 3xi64=-2 4294967297 4294967295
// out i64=4294967295
func.func @f(%a: tensor<2xi64>) -> (tensor<3xi64>, tensor<i64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tensor.extract %a[%c0] : tensor<2xi64>
  %y = tensor.extract %a[%c1] : tensor<2xi64>
  %sum = arith.addi %x, %y : i64
  %all = tensor.from_elements %y, %x, %sum : tensor<3xi64>
  %one = tensor.from_elements %sum : tensor<i64>
  return %all, %one : tensor<3xi64>, tensor<i64>
}
