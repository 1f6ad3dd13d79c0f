// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: absolute values of integers
func.func @f(%a: tensor<4xi32>) -> tensor<4xi32> {
  %0 = mhlo.abs %a : tensor<4xi32>
  return %0 : tensor<4xi32>
}
// becomes
func.func @f(%arg0: tensor<4xi32>) -> tensor<4xi32> {
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<4xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xi32>) outs(%0 : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.cmpi sge, %in, %c0_i32 : i32
    %3 = arith.subi %c0_i32, %in : i32
    %4 = arith.select %2, %in, %3 : i32
    linalg.yield %4 : i32
  } -> tensor<4xi32>
  return %1 : tensor<4xi32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a relation of floats
func.func @f(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xi1> {
  %0 = mhlo.compare LT, %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  return %0 : tensor<4xi1>
}
// becomes
func.func @f(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>) -> tensor<4xi1> {
  %0 = tensor.empty() : tensor<4xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0, %arg1 : tensor<4xf32>, tensor<4xf32>) outs(%0 : tensor<4xi1>) {
  ^bb0(%in: f32, %in_0: f32, %out: i1):
    %2 = arith.cmpf olt, %in, %in_0 : f32
    linalg.yield %2 : i1
  } -> tensor<4xi1>
  return %1 : tensor<4xi1>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: numbers as truth values
func.func @f(%a: tensor<4xf32>) -> tensor<4xi1> {
  %0 = mhlo.convert %a : (tensor<4xf32>) -> tensor<4xi1>
  return %0 : tensor<4xi1>
}
// becomes
func.func @f(%arg0: tensor<4xf32>) -> tensor<4xi1> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<4xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xf32>) outs(%0 : tensor<4xi1>) {
  ^bb0(%in: f32, %out: i1):
    %2 = arith.cmpf une, %in, %cst : f32
    linalg.yield %2 : i1
  } -> tensor<4xi1>
  return %1 : tensor<4xi1>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: sums of open sizes
func.func @f(%a: tensor<?x3xf32>, %b: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = mhlo.add %a, %b : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}
// becomes
func.func @f(%arg0: tensor<?x3xf32>, %arg1: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x3xf32>
  %0 = tensor.empty(%dim) : tensor<?x3xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<?x3xf32>, tensor<?x3xf32>) outs(%0 : tensor<?x3xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %2 = arith.addf %in, %in_0 : f32
    linalg.yield %2 : f32
  } -> tensor<?x3xf32>
  return %1 : tensor<?x3xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: shifts beyond the width
func.func @f(%a: tensor<4xi32>, %b: tensor<4xi32>) -> tensor<4xi32> {
  %0 = mhlo.shift_left %a, %b : tensor<4xi32>
  return %0 : tensor<4xi32>
}
// becomes
func.func @f(%arg0: tensor<4xi32>, %arg1: tensor<4xi32>) -> tensor<4xi32> {
  %c32_i32 = arith.constant 32 : i32
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<4xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0, %arg1 : tensor<4xi32>, tensor<4xi32>) outs(%0 : tensor<4xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %2 = arith.shli %in, %in_0 : i32
    %3 = arith.cmpi ult, %in_0, %c32_i32 : i32
    %4 = arith.select %3, %2, %c0_i32 : i32
    linalg.yield %4 : i32
  } -> tensor<4xi32>
  return %1 : tensor<4xi32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: what is finite
func.func @f(%a: tensor<4xf32>) -> tensor<4xi1> {
  %0 = mhlo.is_finite %a : (tensor<4xf32>) -> tensor<4xi1>
  return %0 : tensor<4xi1>
}
// becomes
func.func @f(%arg0: tensor<4xf32>) -> tensor<4xi1> {
  %cst = arith.constant 0x7F800000 : f32
  %0 = tensor.empty() : tensor<4xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xf32>) outs(%0 : tensor<4xi1>) {
  ^bb0(%in: f32, %out: i1):
    %2 = math.absf %in : f32
    %3 = arith.cmpf one, %2, %cst : f32
    linalg.yield %3 : i1
  } -> tensor<4xi1>
  return %1 : tensor<4xi1>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: the logistic function
func.func @f(%a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = mhlo.logistic %a : tensor<4xf32>
  return %0 : tensor<4xf32>
}
// becomes
func.func @f(%arg0: tensor<4xf32>) -> tensor<4xf32> {
  %cst = arith.constant 1.000000e+00 : f32
  %0 = tensor.empty() : tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xf32>) outs(%0 : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %2 = arith.negf %in : f32
    %3 = math.exp %2 : f32
    %4 = arith.addf %3, %cst : f32
    %5 = arith.divf %cst, %4 : f32
    linalg.yield %5 : f32
  } -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a tensor along a new dimension
func.func @f(%a: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = "mhlo.broadcast_in_dim"(%a) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}
// becomes
func.func @f(%arg0: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = tensor.empty() : tensor<2x4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4xf32>) outs(%0 : tensor<2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4xf32>
  return %1 : tensor<2x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: transposition
func.func @f(%a: tensor<2x3xf32>) -> tensor<3x2xf32> {
  %0 = "mhlo.transpose"(%a) {permutation = dense<[1, 0]> : tensor<2xi64>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3xf32>) -> tensor<3x2xf32> {
  %0 = tensor.empty() : tensor<3x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<2x3xf32>) outs(%0 : tensor<3x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2xf32>
  return %1 : tensor<3x2xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a reshape
func.func @f(%a: tensor<2x3x4xf32>) -> tensor<6x4xf32> {
  %0 = mhlo.reshape %a : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
  return %0 : tensor<6x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<6x4xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>
  return %collapsed : tensor<6x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: counting
func.func @f() -> tensor<4x3xi32> {
  %0 = "mhlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<4x3xi32>
  return %0 : tensor<4x3xi32>
}
// becomes
func.func @f() -> tensor<4x3xi32> {
  %0 = tensor.empty() : tensor<4x3xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%0 : tensor<4x3xi32>) {
  ^bb0(%out: i32):
    %2 = linalg.index 1 : index
    %3 = arith.index_cast %2 : index to i32
    linalg.yield %3 : i32
  } -> tensor<4x3xi32>
  return %1 : tensor<4x3xi32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a slice with steps
func.func @f(%a: tensor<8x4xf32>) -> tensor<3x2xf32> {
  %0 = "mhlo.slice"(%a) {start_indices = dense<[1, 0]> : tensor<2xi64>, limit_indices = dense<[7, 3]> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>} : (tensor<8x4xf32>) -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}
// becomes
func.func @f(%arg0: tensor<8x4xf32>) -> tensor<3x2xf32> {
  %extracted_slice = tensor.extract_slice %arg0[1, 0] [3, 2] [2, 2] : tensor<8x4xf32> to tensor<3x2xf32>
  return %extracted_slice : tensor<3x2xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: concatenation
func.func @f(%a: tensor<2x3xf32>, %b: tensor<2x1xf32>) -> tensor<2x4xf32> {
  %0 = "mhlo.concatenate"(%a, %b) {dimension = 1 : i64} : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3xf32>, %arg1: tensor<2x1xf32>) -> tensor<2x4xf32> {
  %0 = tensor.empty() : tensor<2x4xf32>
  %inserted_slice = tensor.insert_slice %arg0 into %0[0, 0] [2, 3] [1, 1] : tensor<2x3xf32> into tensor<2x4xf32>
  %inserted_slice_0 = tensor.insert_slice %arg1 into %inserted_slice[0, 3] [2, 1] [1, 1] : tensor<2x1xf32> into tensor<2x4xf32>
  return %inserted_slice_0 : tensor<2x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a sum along a dimension
func.func @f(%a: tensor<5x4xf32>, %s: tensor<f32>) -> tensor<5xf32> {
  %0 = mhlo.reduce(%a init: %s) applies mhlo.add across dimensions = [1] : (tensor<5x4xf32>, tensor<f32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}
// becomes
func.func @f(%arg0: tensor<5x4xf32>, %arg1: tensor<f32>) -> tensor<5xf32> {
  %extracted = tensor.extract %arg1[] : tensor<f32>
  %0 = tensor.empty() : tensor<5xf32>
  %1 = linalg.fill ins(%extracted : f32) outs(%0 : tensor<5xf32>) -> tensor<5xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<5x4xf32>) outs(%1 : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %3 = arith.addf %out, %in : f32
    linalg.yield %3 : f32
  } -> tensor<5xf32>
  return %2 : tensor<5xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a slice at a place of the program
func.func @f(%a: tensor<8x4xf32>, %i: tensor<i32>, %j: tensor<i32>) -> tensor<3x2xf32> {
  %0 = "mhlo.dynamic_slice"(%a, %i, %j) {slice_sizes = dense<[3, 2]> : tensor<2xi64>} : (tensor<8x4xf32>, tensor<i32>, tensor<i32>) -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}
// becomes
func.func @f(%arg0: tensor<8x4xf32>, %arg1: tensor<i32>, %arg2: tensor<i32>) -> tensor<3x2xf32> {
  %c2 = arith.constant 2 : index
  %c5 = arith.constant 5 : index
  %c0 = arith.constant 0 : index
  %extracted = tensor.extract %arg1[] : tensor<i32>
  %0 = arith.index_cast %extracted : i32 to index
  %1 = arith.maxsi %0, %c0 : index
  %2 = arith.minsi %1, %c5 : index
  %extracted_0 = tensor.extract %arg2[] : tensor<i32>
  %3 = arith.index_cast %extracted_0 : i32 to index
  %4 = arith.maxsi %3, %c0 : index
  %5 = arith.minsi %4, %c2 : index
  %extracted_slice = tensor.extract_slice %arg0[%2, %5] [3, 2] [1, 1] : tensor<8x4xf32> to tensor<3x2xf32>
  return %extracted_slice : tensor<3x2xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a slice put at a place of the program
func.func @f(%a: tensor<8x4xf32>, %u: tensor<3x2xf32>, %i: tensor<i32>, %j: tensor<i32>) -> tensor<8x4xf32> {
  %0 = "mhlo.dynamic_update_slice"(%a, %u, %i, %j) : (tensor<8x4xf32>, tensor<3x2xf32>, tensor<i32>, tensor<i32>) -> tensor<8x4xf32>
  return %0 : tensor<8x4xf32>
}
// becomes
func.func @f(%arg0: tensor<8x4xf32>, %arg1: tensor<3x2xf32>, %arg2: tensor<i32>, %arg3: tensor<i32>) -> tensor<8x4xf32> {
  %c2 = arith.constant 2 : index
  %c5 = arith.constant 5 : index
  %c0 = arith.constant 0 : index
  %extracted = tensor.extract %arg2[] : tensor<i32>
  %0 = arith.index_cast %extracted : i32 to index
  %1 = arith.maxsi %0, %c0 : index
  %2 = arith.minsi %1, %c5 : index
  %extracted_0 = tensor.extract %arg3[] : tensor<i32>
  %3 = arith.index_cast %extracted_0 : i32 to index
  %4 = arith.maxsi %3, %c0 : index
  %5 = arith.minsi %4, %c2 : index
  %inserted_slice = tensor.insert_slice %arg1 into %arg0[%2, %5] [3, 2] [1, 1] : tensor<3x2xf32> into tensor<8x4xf32>
  return %inserted_slice : tensor<8x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a gather
func.func @f(%a: tensor<5x4xf32>, %i: tensor<3x1xi32>) -> tensor<3x4xf32> {
  %0 = "mhlo.gather"(%a, %i) {dimension_numbers = #mhlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = dense<[1, 4]> : tensor<2xi64>} : (tensor<5x4xf32>, tensor<3x1xi32>) -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}
// becomes
func.func @f(%arg0: tensor<5x4xf32>, %arg1: tensor<3x1xi32>) -> tensor<3x4xf32> {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %0 = tensor.empty() : tensor<3x4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%0 : tensor<3x4xf32>) {
  ^bb0(%out: f32):
    %2 = linalg.index 0 : index
    %3 = linalg.index 1 : index
    %extracted = tensor.extract %arg1[%2, %c0] : tensor<3x1xi32>
    %4 = arith.index_cast %extracted : i32 to index
    %5 = arith.maxsi %4, %c0 : index
    %6 = arith.minsi %5, %c4 : index
    %extracted_0 = tensor.extract %arg0[%6, %3] : tensor<5x4xf32>
    linalg.yield %extracted_0 : f32
  } -> tensor<3x4xf32>
  return %1 : tensor<3x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product of matrices
func.func @f(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>) -> tensor<2x4xf32> {
  %0 = "mhlo.dot"(%a, %b) : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3xf32>, %arg1: tensor<3x4xf32>) -> tensor<2x4xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x4xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x4xf32>) -> tensor<2x4xf32>
  %2 = linalg.matmul ins(%arg0, %arg1 : tensor<2x3xf32>, tensor<3x4xf32>) outs(%1 : tensor<2x4xf32>) -> tensor<2x4xf32>
  return %2 : tensor<2x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product of matrices of any size
func.func @f(%a: tensor<?x3xf32>, %b: tensor<3x?xf32>) -> tensor<?x?xf32> {
  %0 = "mhlo.dot"(%a, %b) : (tensor<?x3xf32>, tensor<3x?xf32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
// becomes
func.func @f(%arg0: tensor<?x3xf32>, %arg1: tensor<3x?xf32>) -> tensor<?x?xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x3xf32>
  %dim_0 = tensor.dim %arg1, %c1 : tensor<3x?xf32>
  %0 = tensor.empty(%dim, %dim_0) : tensor<?x?xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<?x?xf32>) -> tensor<?x?xf32>
  %2 = linalg.matmul ins(%arg0, %arg1 : tensor<?x3xf32>, tensor<3x?xf32>) outs(%1 : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %2 : tensor<?x?xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product of transposed matrices of any size
func.func @f(%a: tensor<?x3x2xf32>, %b: tensor<?x?x3xf32>) -> tensor<?x2x?xf32> {
  %0 = "mhlo.dot_general"(%a, %b) {dot_dimension_numbers = #mhlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [2]>} : (tensor<?x3x2xf32>, tensor<?x?x3xf32>) -> tensor<?x2x?xf32>
  return %0 : tensor<?x2x?xf32>
}
// becomes
func.func @f(%arg0: tensor<?x3x2xf32>, %arg1: tensor<?x?x3xf32>) -> tensor<?x2x?xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x3x2xf32>
  %dim_0 = tensor.dim %arg1, %c1 : tensor<?x?x3xf32>
  %0 = tensor.empty(%dim, %dim_0) : tensor<?x2x?xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<?x2x?xf32>) -> tensor<?x2x?xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d3, d1)>, affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%arg0, %arg1 : tensor<?x3x2xf32>, tensor<?x?x3xf32>) outs(%1 : tensor<?x2x?xf32>) {
  ^bb0(%in: f32, %in_1: f32, %out: f32):
    %3 = arith.mulf %in, %in_1 : f32
    %4 = arith.addf %out, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<?x2x?xf32>
  return %2 : tensor<?x2x?xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product of transposed matrices
func.func @f(%a: tensor<5x2x3xf32>, %b: tensor<5x4x3xf32>) -> tensor<5x2x4xf32> {
  %0 = "mhlo.dot_general"(%a, %b) {dot_dimension_numbers = #mhlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [2]>} : (tensor<5x2x3xf32>, tensor<5x4x3xf32>) -> tensor<5x2x4xf32>
  return %0 : tensor<5x2x4xf32>
}
// becomes
func.func @f(%arg0: tensor<5x2x3xf32>, %arg1: tensor<5x4x3xf32>) -> tensor<5x2x4xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<5x2x4xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<5x2x4xf32>) -> tensor<5x2x4xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%arg0, %arg1 : tensor<5x2x3xf32>, tensor<5x4x3xf32>) outs(%1 : tensor<5x2x4xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %3 = arith.mulf %in, %in_0 : f32
    %4 = arith.addf %out, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<5x2x4xf32>
  return %2 : tensor<5x2x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a relation of tensors that are broadcast
func.func @f(%a: tensor<4x1xf32>, %b: tensor<3xf32>) -> tensor<4x3xi1> {
  %0 = chlo.broadcast_compare %a, %b {comparison_direction = #chlo<comparison_direction LT>} : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x3xi1>
  return %0 : tensor<4x3xi1>
}
// becomes
func.func @f(%arg0: tensor<4x1xf32>, %arg1: tensor<3xf32>) -> tensor<4x3xi1> {
  %0 = tensor.empty() : tensor<4x3xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4x1xf32>) outs(%0 : tensor<4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4x3xf32>
  %2 = tensor.empty() : tensor<4x3xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<3xf32>) outs(%2 : tensor<4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4x3xf32>
  %4 = tensor.empty() : tensor<4x3xi1>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%1, %3 : tensor<4x3xf32>, tensor<4x3xf32>) outs(%4 : tensor<4x3xi1>) {
  ^bb0(%in: f32, %in_0: f32, %out: i1):
    %6 = arith.cmpf olt, %in, %in_0 : f32
    linalg.yield %6 : i1
  } -> tensor<4x3xi1>
  return %5 : tensor<4x3xi1>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a broadcast whose sizes must be equal when it runs
func.func @f(%a: tensor<?x4xf32>, %b: tensor<?x1xf32>) -> tensor<?x4xf32> {
  %0 = chlo.broadcast_subtract %a, %b : (tensor<?x4xf32>, tensor<?x1xf32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
// becomes
func.func @f(%arg0: tensor<?x4xf32>, %arg1: tensor<?x1xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x4xf32>
  %dim_0 = tensor.dim %arg1, %c0 : tensor<?x1xf32>
  %0 = arith.cmpi eq, %dim, %dim_0 : index
  cf.assert %0, "mismatched dynamic broadcast extents"
  %1 = tensor.empty(%dim) : tensor<?x4xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<?x1xf32>) outs(%1 : tensor<?x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<?x4xf32>
  %dim_1 = tensor.dim %arg0, %c0 : tensor<?x4xf32>
  %3 = tensor.empty(%dim_1) : tensor<?x4xf32>
  %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %2 : tensor<?x4xf32>, tensor<?x4xf32>) outs(%3 : tensor<?x4xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %5 = arith.subf %in, %in_2 : f32
    linalg.yield %5 : f32
  } -> tensor<?x4xf32>
  return %4 : tensor<?x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a function of narrow floats
func.func @f(%a: tensor<2xf16>) -> tensor<2xf16> {
  %0 = chlo.cosh %a : tensor<2xf16> -> tensor<2xf16>
  return %0 : tensor<2xf16>
}
// becomes
func.func @f(%arg0: tensor<2xf16>) -> tensor<2xf16> {
  %cst = arith.constant dense<5.000000e-01> : tensor<2xf32>
  %0 = tensor.empty() : tensor<2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<2xf16>) outs(%0 : tensor<2xf32>) {
  ^bb0(%in: f16, %out: f32):
    %16 = arith.extf %in : f16 to f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %2 = tensor.empty() : tensor<2xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%cst : tensor<2xf32>) outs(%2 : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %16 = math.log %in : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %4 = tensor.empty() : tensor<2xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%1, %3 : tensor<2xf32>, tensor<2xf32>) outs(%4 : tensor<2xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %16 = arith.addf %in, %in_0 : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %6 = tensor.empty() : tensor<2xf32>
  %7 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%5 : tensor<2xf32>) outs(%6 : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %16 = math.exp %in : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %8 = tensor.empty() : tensor<2xf32>
  %9 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%3, %1 : tensor<2xf32>, tensor<2xf32>) outs(%8 : tensor<2xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %16 = arith.subf %in, %in_0 : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %10 = tensor.empty() : tensor<2xf32>
  %11 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%9 : tensor<2xf32>) outs(%10 : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %16 = math.exp %in : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %12 = tensor.empty() : tensor<2xf32>
  %13 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%7, %11 : tensor<2xf32>, tensor<2xf32>) outs(%12 : tensor<2xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %16 = arith.addf %in, %in_0 : f32
    linalg.yield %16 : f32
  } -> tensor<2xf32>
  %14 = tensor.empty() : tensor<2xf16>
  %15 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%13 : tensor<2xf32>) outs(%14 : tensor<2xf16>) {
  ^bb0(%in: f32, %out: f16):
    %16 = arith.truncf %in : f32 to f16
    linalg.yield %16 : f16
  } -> tensor<2xf16>
  return %15 : tensor<2xf16>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: unsigned integers in a signature, read once
func.func @f(%a: tensor<2xui8>) -> tensor<2xf32> {
  %0 = mhlo.multiply %a, %a : tensor<2xui8>
  %1 = mhlo.convert %0 : (tensor<2xui8>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}
// becomes
func.func @f(%arg0: tensor<2xi8>) -> tensor<2xf32> {
  %0 = tensor.empty() : tensor<2xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<2xi8>) outs(%0 : tensor<2xi8>) {
  ^bb0(%in: i8, %out: i8):
    %4 = arith.muli %in, %in : i8
    linalg.yield %4 : i8
  } -> tensor<2xi8>
  %2 = tensor.empty() : tensor<2xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%1 : tensor<2xi8>) outs(%2 : tensor<2xf32>) {
  ^bb0(%in: i8, %out: f32):
    %4 = arith.uitofp %in : i8 to f32
    linalg.yield %4 : f32
  } -> tensor<2xf32>
  return %3 : tensor<2xf32>
}

// ----- func.func(canonicalize,mhlo-legalize-control-flow): a loop that counts, around one of several branches
func.func @f(%n: tensor<i32>, %x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = mhlo.constant dense<0> : tensor<i32>
  %one = mhlo.constant dense<1> : tensor<i32>
  %r:2 = mhlo.while(%i = %0, %y = %x) : tensor<i32>, tensor<2xf32>
    cond {
      %1 = mhlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      mhlo.return %1 : tensor<i1>
    } do {
      %1 = mhlo.add %i, %one : tensor<i32>
      %2 = "mhlo.case"(%i) ({
        %3 = mhlo.add %y, %y : tensor<2xf32>
        mhlo.return %3 : tensor<2xf32>
      }, {
        %3 = mhlo.multiply %y, %y : tensor<2xf32>
        mhlo.return %3 : tensor<2xf32>
      }, {
        mhlo.return %x : tensor<2xf32>
      }) : (tensor<i32>) -> tensor<2xf32>
      mhlo.return %1, %2 : tensor<i32>, tensor<2xf32>
    }
  return %r#1 : tensor<2xf32>
}
// becomes
func.func @f(%arg0: tensor<i32>, %arg1: tensor<2xf32>) -> tensor<2xf32> {
  %0 = mhlo.constant dense<0> : tensor<i32>
  %1 = mhlo.constant dense<1> : tensor<i32>
  %extracted = tensor.extract %1[] : tensor<i32>
  %extracted_0 = tensor.extract %arg0[] : tensor<i32>
  %extracted_1 = tensor.extract %0[] : tensor<i32>
  %2:2 = scf.for %arg2 = %extracted_1 to %extracted_0 step %extracted iter_args(%arg3 = %0, %arg4 = %arg1) -> (tensor<i32>, tensor<2xf32>)  : i32 {
    %from_elements = tensor.from_elements %arg2 : tensor<i32>
    %3 = mhlo.add %from_elements, %1 : tensor<i32>
    %4 = mhlo.constant dense<0> : tensor<i32>
    %5 = mhlo.compare  EQ, %from_elements, %4,  NOTYPE : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %extracted_2 = tensor.extract %5[] : tensor<i1>
    %6 = scf.if %extracted_2 -> (tensor<2xf32>) {
      %7 = mhlo.add %arg4, %arg4 : tensor<2xf32>
      scf.yield %7 : tensor<2xf32>
    } else {
      %7 = mhlo.constant dense<1> : tensor<i32>
      %8 = mhlo.compare  EQ, %from_elements, %7,  NOTYPE : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %extracted_3 = tensor.extract %8[] : tensor<i1>
      %9 = scf.if %extracted_3 -> (tensor<2xf32>) {
        %10 = mhlo.multiply %arg4, %arg4 : tensor<2xf32>
        scf.yield %10 : tensor<2xf32>
      } else {
        scf.yield %arg1 : tensor<2xf32>
      }
      scf.yield %9 : tensor<2xf32>
    }
    scf.yield %3, %6 : tensor<i32>, tensor<2xf32>
  }
  return %2#1 : tensor<2xf32>
}

// ----- func.func(canonicalize,mhlo-legalize-control-flow): a loop in one of two branches
func.func @f(%p: tensor<1xi1>, %x: tensor<f32>) -> tensor<f32> {
  %c = mhlo.constant dense<100.0> : tensor<f32>
  %q = mhlo.reshape %p : (tensor<1xi1>) -> tensor<i1>
  %0 = "mhlo.if"(%q) ({
    %r = mhlo.while(%y = %x) : tensor<f32>
      cond {
        %1 = mhlo.compare LT, %y, %c : (tensor<f32>, tensor<f32>) -> tensor<i1>
        mhlo.return %1 : tensor<i1>
      } do {
        %2 = mhlo.add %y, %y : tensor<f32>
        mhlo.return %2 : tensor<f32>
      }
    mhlo.return %r : tensor<f32>
  }, {
    mhlo.return %x : tensor<f32>
  }) : (tensor<i1>) -> tensor<f32>
  return %0 : tensor<f32>
}
// becomes
func.func @f(%arg0: tensor<1xi1>, %arg1: tensor<f32>) -> tensor<f32> {
  %0 = mhlo.constant dense<1.000000e+02> : tensor<f32>
  %1 = mhlo.reshape %arg0 : (tensor<1xi1>) -> tensor<i1>
  %extracted = tensor.extract %1[] : tensor<i1>
  %2 = scf.if %extracted -> (tensor<f32>) {
    %3 = scf.while (%arg2 = %arg1) : (tensor<f32>) -> tensor<f32> {
      %4 = mhlo.compare  LT, %arg2, %0 : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %extracted_0 = tensor.extract %4[] : tensor<i1>
      scf.condition(%extracted_0) %arg2 : tensor<f32>
    } do {
    ^bb0(%arg2: tensor<f32>):
      %4 = mhlo.add %arg2, %arg2 : tensor<f32>
      scf.yield %4 : tensor<f32>
    }
    scf.yield %3 : tensor<f32>
  } else {
    scf.yield %arg1 : tensor<f32>
  }
  return %2 : tensor<f32>
}

// ----- iree-mhlo-flatten-tuples-in-cfg,canonicalize: tuples in signatures, calls and branches
func.func private @callee(%t: tuple<tensor<2xf32>, tuple<tensor<i32>, tensor<f32>>>) -> tuple<tensor<f32>, tensor<2xf32>> {
  %0 = mhlo.get_tuple_element %t[0] : (tuple<tensor<2xf32>, tuple<tensor<i32>, tensor<f32>>>) -> tensor<2xf32>
  %1 = mhlo.get_tuple_element %t[1] : (tuple<tensor<2xf32>, tuple<tensor<i32>, tensor<f32>>>) -> tuple<tensor<i32>, tensor<f32>>
  %2 = mhlo.get_tuple_element %1[1] : (tuple<tensor<i32>, tensor<f32>>) -> tensor<f32>
  %3 = mhlo.tuple %2, %0 : tuple<tensor<f32>, tensor<2xf32>>
  return %3 : tuple<tensor<f32>, tensor<2xf32>>
}
func.func @f(%a: tensor<2xf32>, %i: tensor<i32>, %b: tensor<f32>) -> tuple<tensor<f32>, tensor<2xf32>> {
  %0 = mhlo.tuple %i, %b : tuple<tensor<i32>, tensor<f32>>
  %1 = mhlo.tuple %a, %0 : tuple<tensor<2xf32>, tuple<tensor<i32>, tensor<f32>>>
  %2 = func.call @callee(%1) : (tuple<tensor<2xf32>, tuple<tensor<i32>, tensor<f32>>>) -> tuple<tensor<f32>, tensor<2xf32>>
  %p = tensor.extract %i[] : tensor<i32>
  %c0 = arith.constant 0 : i32
  %q = arith.cmpi eq, %p, %c0 : i32
  cf.cond_br %q, ^bb1(%2 : tuple<tensor<f32>, tensor<2xf32>>), ^bb2
^bb1(%r: tuple<tensor<f32>, tensor<2xf32>>):
  return %r : tuple<tensor<f32>, tensor<2xf32>>
^bb2:
  %s = mhlo.tuple %b, %a : tuple<tensor<f32>, tensor<2xf32>>
  return %s : tuple<tensor<f32>, tensor<2xf32>>
}
// becomes
func.func private @callee(%arg0: tensor<2xf32>, %arg1: tensor<i32>, %arg2: tensor<f32>) -> (tensor<f32>, tensor<2xf32>) {
  return %arg2, %arg0 : tensor<f32>, tensor<2xf32>
}
func.func @f(%arg0: tensor<2xf32>, %arg1: tensor<i32>, %arg2: tensor<f32>) -> (tensor<f32>, tensor<2xf32>) {
  %c0_i32 = arith.constant 0 : i32
  %0:2 = call @callee(%arg0, %arg1, %arg2) : (tensor<2xf32>, tensor<i32>, tensor<f32>) -> (tensor<f32>, tensor<2xf32>)
  %extracted = tensor.extract %arg1[] : tensor<i32>
  %1 = arith.cmpi eq, %extracted, %c0_i32 : i32
  cf.cond_br %1, ^bb1(%0#0, %0#1 : tensor<f32>, tensor<2xf32>), ^bb2
^bb1(%2: tensor<f32>, %3: tensor<2xf32>):  // pred: ^bb0
  return %2, %3 : tensor<f32>, tensor<2xf32>
^bb2:  // pred: ^bb0
  return %arg2, %arg0 : tensor<f32>, tensor<2xf32>
}

// ----- func.func(iree-mhlo-to-linalg-ext),canonicalize: a sort of two tensors by the total order of floats and a number from around
func.func @f(%a: tensor<4x10xf32>, %i: tensor<4x10xi32>, %k: tensor<f32>) -> (tensor<4x10xf32>, tensor<4x10xi32>) {
  %0:2 = "mhlo.sort"(%a, %i) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>, %p: tensor<i32>, %q: tensor<i32>):
    %m = mhlo.multiply %x, %k : tensor<f32>
    %n = mhlo.compare LT, %m, %y, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    mhlo.return %n : tensor<i1>
  }) {dimension = 1 : i64, is_stable = true} : (tensor<4x10xf32>, tensor<4x10xi32>) -> (tensor<4x10xf32>, tensor<4x10xi32>)
  return %0#0, %0#1 : tensor<4x10xf32>, tensor<4x10xi32>
}
// becomes
func.func @f(%arg0: tensor<4x10xf32>, %arg1: tensor<4x10xi32>, %arg2: tensor<f32>) -> (tensor<4x10xf32>, tensor<4x10xi32>) {
  %c2147483647_i32 = arith.constant 2147483647 : i32
  %c0_i32 = arith.constant 0 : i32
  %extracted = tensor.extract %arg2[] : tensor<f32>
  %0:2 = iree_linalg_ext.sort dimension(1) outs(%arg0, %arg1 : tensor<4x10xf32>, tensor<4x10xi32>) {
  ^bb0(%arg3: f32, %arg4: f32, %arg5: i32, %arg6: i32):
    %1 = arith.mulf %arg3, %extracted : f32
    %2 = arith.bitcast %1 : f32 to i32
    %3 = arith.cmpi slt, %2, %c0_i32 : i32
    %4 = arith.subi %c2147483647_i32, %2 : i32
    %5 = arith.select %3, %4, %2 : i32
    %6 = arith.bitcast %arg4 : f32 to i32
    %7 = arith.cmpi slt, %6, %c0_i32 : i32
    %8 = arith.subi %c2147483647_i32, %6 : i32
    %9 = arith.select %7, %8, %6 : i32
    %10 = arith.cmpi slt, %5, %9 : i32
    iree_linalg_ext.yield %10 : i1
  } -> tensor<4x10xf32>, tensor<4x10xi32>
  return %0#0, %0#1 : tensor<4x10xf32>, tensor<4x10xi32>
}

// ----- func.func(iree-mhlo-to-linalg-ext),canonicalize: a scatter of rows
func.func @f(%a: tensor<8x4xi32>, %i: tensor<3x1xi32>, %u: tensor<3x4xi32>) -> tensor<8x4xi32> {
  %0 = "mhlo.scatter"(%a, %i, %u) ({
  ^bb0(%x: tensor<i32>, %y: tensor<i32>):
    %m = mhlo.subtract %x, %y : tensor<i32>
    mhlo.return %m : tensor<i32>
  }) {scatter_dimension_numbers = #mhlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true} : (tensor<8x4xi32>, tensor<3x1xi32>, tensor<3x4xi32>) -> tensor<8x4xi32>
  return %0 : tensor<8x4xi32>
}
// becomes
func.func @f(%arg0: tensor<8x4xi32>, %arg1: tensor<3x1xi32>, %arg2: tensor<3x4xi32>) -> tensor<8x4xi32> {
  %0 = iree_linalg_ext.scatter dimension_map = [0] unique_indices(true) ins(%arg2, %arg1 : tensor<3x4xi32>, tensor<3x1xi32>) outs(%arg0 : tensor<8x4xi32>) {
  ^bb0(%arg3: i32, %arg4: i32):
    %1 = arith.subi %arg4, %arg3 : i32
    iree_linalg_ext.yield %1 : i32
  } -> tensor<8x4xi32>
  return %0 : tensor<8x4xi32>
}

// ----- func.func(iree-mhlo-to-linalg-ext),canonicalize: the greatest elements of open sizes
func.func @f(%a: tensor<?x16xf32>) -> (tensor<?x3xf32>, tensor<?x3xi32>) {
  %0:2 = chlo.top_k(%a, k = 3) : tensor<?x16xf32> -> (tensor<?x3xf32>, tensor<?x3xi32>)
  return %0#0, %0#1 : tensor<?x3xf32>, tensor<?x3xi32>
}
// becomes
func.func @f(%arg0: tensor<?x16xf32>) -> (tensor<?x3xf32>, tensor<?x3xi32>) {
  %c2147483647_i32 = arith.constant 2147483647 : i32
  %cst = arith.constant 0xFF800000 : f32
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x16xf32>
  %0 = tensor.empty(%dim) : tensor<?x3xf32>
  %1 = tensor.empty(%dim) : tensor<?x3xi32>
  %2 = linalg.fill ins(%cst : f32) outs(%0 : tensor<?x3xf32>) -> tensor<?x3xf32>
  %3 = linalg.fill ins(%c2147483647_i32 : i32) outs(%1 : tensor<?x3xi32>) -> tensor<?x3xi32>
  %4:2 = iree_linalg_ext.topk dimension(1) ins(%arg0 : tensor<?x16xf32>) outs(%2, %3 : tensor<?x3xf32>, tensor<?x3xi32>) {
  ^bb0(%arg1: f32, %arg2: f32):
    %5 = arith.cmpf ogt, %arg1, %arg2 : f32
    iree_linalg_ext.yield %5 : i1
  } -> tensor<?x3xf32>, tensor<?x3xi32>
  return %4#0, %4#1 : tensor<?x3xf32>, tensor<?x3xi32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: uniform random numbers of a shape that is computed
func.func @f(%a: tensor<f32>, %b: tensor<f32>, %s: tensor<2xi32>) -> tensor<?x5xf32> {
  %0 = "mhlo.rng"(%a, %b, %s) {rng_distribution = #mhlo.rng_distribution<UNIFORM>} : (tensor<f32>, tensor<f32>, tensor<2xi32>) -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}
// becomes
func.func @f(%arg0: tensor<f32>, %arg1: tensor<f32>, %arg2: tensor<2xi32>) -> tensor<?x5xf32> {
  %cst = arith.constant 2.32830644E-10 : f32
  %c12345_i32 = arith.constant 12345 : i32
  %c1103515245_i32 = arith.constant 1103515245 : i32
  %c0 = arith.constant 0 : index
  %extracted = tensor.extract %arg2[%c0] : tensor<2xi32>
  %0 = arith.index_cast %extracted : i32 to index
  %1 = tensor.empty(%0) : tensor<?x5xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<f32>, tensor<f32>) outs(%1 : tensor<?x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %3 = linalg.index 0 : index
    %4 = arith.index_cast %3 : index to i32
    %5 = arith.muli %4, %c1103515245_i32 : i32
    %6 = arith.addi %5, %c12345_i32 : i32
    %7 = linalg.index 1 : index
    %8 = arith.index_cast %7 : index to i32
    %9 = arith.addi %8, %6 : i32
    %10 = arith.muli %9, %c1103515245_i32 : i32
    %11 = arith.addi %10, %c12345_i32 : i32
    %12 = arith.subf %in_0, %in : f32
    %13 = arith.mulf %12, %cst : f32
    %14 = arith.uitofp %11 : i32 to f32
    %15 = arith.mulf %14, %13 : f32
    %16 = arith.addf %15, %in : f32
    linalg.yield %16 : f32
  } -> tensor<?x5xf32>
  return %2 : tensor<?x5xf32>
}

// ----- iree-util-demote-i64-to-i32: integers of 64 bits in signatures, globals, constants and casts
func.func private @callee(%a: tensor<2xi64>, %b: f64) -> tensor<2xi64> {
  return %a : tensor<2xi64>
}
util.global private @g = dense<[5000000000, 2, -3]> : tensor<3xi64>
func.func @f(%a: tensor<?xi64>, %i: i32, %s: i16) -> (tensor<?xi64>, i64, i64, i16) {
  %c = arith.constant dense<[1, -2, 5000000000]> : tensor<3xi64>
  %k = arith.constant 7 : i64
  %w = arith.extsi %i : i32 to i64
  %v = arith.extui %s : i16 to i64
  %n = arith.trunci %w : i64 to i16
  %x = arith.addi %w, %k : i64
  %d = arith.constant 1.5 : f64
  %q = tensor.cast %a : tensor<?xi64> to tensor<2xi64>
  %r = func.call @callee(%q, %d) : (tensor<2xi64>, f64) -> tensor<2xi64>
  %0 = mhlo.add %a, %a : tensor<?xi64>
  return %0, %x, %v, %n : tensor<?xi64>, i64, i64, i16
}
// becomes
func.func private @callee(%arg0: tensor<2xi32>, %arg1: f64) -> tensor<2xi32> {
  return %arg0 : tensor<2xi32>
}
util.global private @g = dense<[705032704, 2, -3]> : tensor<3xi32>
func.func @f(%arg0: tensor<?xi32>, %arg1: i32, %arg2: i16) -> (tensor<?xi32>, i32, i32, i16) {
  %cst = arith.constant dense<[1, -2, 705032704]> : tensor<3xi32>
  %c7_i32 = arith.constant 7 : i32
  %0 = arith.extui %arg2 : i16 to i32
  %1 = arith.trunci %arg1 : i32 to i16
  %2 = arith.addi %arg1, %c7_i32 : i32
  %cst_0 = arith.constant 1.500000e+00 : f64
  %cast = tensor.cast %arg0 : tensor<?xi32> to tensor<2xi32>
  %3 = call @callee(%cast, %cst_0) : (tensor<2xi32>, f64) -> tensor<2xi32>
  %4 = mhlo.add %arg0, %arg0 : tensor<?xi32>
  return %4, %2, %0, %1 : tensor<?xi32>, i32, i32, i16
}

// ----- iree-util-demote-f64-to-f32: floats of 64 bits, one of which overflows
func.func @f(%a: tensor<2xf64>, %s: f64) -> (tensor<2xf64>, f32) {
  %c = arith.constant dense<[1.1, 1.0e300]> : tensor<2xf64>
  %w = arith.truncf %s : f64 to f32
  %0 = mhlo.add %a, %c : tensor<2xf64>
  return %0, %w : tensor<2xf64>, f32
}
// becomes
func.func @f(%arg0: tensor<2xf32>, %arg1: f32) -> (tensor<2xf32>, f32) {
  %cst = arith.constant dense<[1.0999999, 3.40282347E+38]> : tensor<2xf32>
  %0 = mhlo.add %arg0, %cst : tensor<2xf32>
  return %0, %arg1 : tensor<2xf32>, f32
}

// ----- iree-util-promote-bf16-to-f32: brain floats
func.func @f(%a: tensor<2xbf16>, %s: bf16) -> (tensor<2xbf16>, f32) {
  %c = arith.constant dense<[1.1, 3.0e38]> : tensor<2xbf16>
  %w = arith.extf %s : bf16 to f32
  %0 = mhlo.add %a, %c : tensor<2xbf16>
  return %0, %w : tensor<2xbf16>, f32
}
// becomes
func.func @f(%arg0: tensor<2xf32>, %arg1: f32) -> (tensor<2xf32>, f32) {
  %cst = arith.constant dense<[1.1015625, 3.00405527E+38]> : tensor<2xf32>
  %0 = mhlo.add %arg0, %cst : tensor<2xf32>
  return %0, %arg1 : tensor<2xf32>, f32
}

// ----- func.func(iree-mhlo-to-linalg-ext): a Fourier transform of real numbers, in stages
func.func @f(%a: tensor<3x4xf32>) -> tensor<3x3xcomplex<f32>> {
  %0 = "mhlo.fft"(%a) {fft_length = dense<4> : tensor<1xi64>, fft_type = #mhlo<fft_type RFFT>} : (tensor<3x4xf32>) -> tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<3x4xf32>) -> tensor<3x3xcomplex<f32>> {
  %0 = tensor.empty() : tensor<3x4xf32>
  %cst = arith.constant dense<[0, 2, 1, 3]> : tensor<4xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%cst : tensor<4xi32>) outs(%0 : tensor<3x4xf32>) {
  ^bb0(%in: i32, %out: f32):
    %5 = linalg.index 0 : index
    %6 = arith.index_cast %in : i32 to index
    %extracted = tensor.extract %arg0[%5, %6] : tensor<3x4xf32>
    linalg.yield %extracted : f32
  } -> tensor<3x4xf32>
  %cst_0 = arith.constant dense<0.000000e+00> : tensor<3x4xf32>
  %c1 = arith.constant 1 : index
  %cst_1 = arith.constant dense<1.000000e+00> : tensor<1xf32>
  %cst_2 = arith.constant dense<-0.000000e+00> : tensor<1xf32>
  %2:2 = iree_linalg_ext.fft ins(%c1, %cst_1, %cst_2 : index, tensor<1xf32>, tensor<1xf32>) outs(%1, %cst_0 : tensor<3x4xf32>, tensor<3x4xf32>) : tensor<3x4xf32>, tensor<3x4xf32>
  %c2 = arith.constant 2 : index
  %cst_3 = arith.constant dense<[1.000000e+00, 6.12323426E-17]> : tensor<2xf32>
  %cst_4 = arith.constant dense<[-0.000000e+00, -1.000000e+00]> : tensor<2xf32>
  %3:2 = iree_linalg_ext.fft ins(%c2, %cst_3, %cst_4 : index, tensor<2xf32>, tensor<2xf32>) outs(%2#0, %2#1 : tensor<3x4xf32>, tensor<3x4xf32>) : tensor<3x4xf32>, tensor<3x4xf32>
  %extracted_slice = tensor.extract_slice %3#0[0, 0] [3, 3] [1, 1] : tensor<3x4xf32> to tensor<3x3xf32>
  %extracted_slice_5 = tensor.extract_slice %3#1[0, 0] [3, 3] [1, 1] : tensor<3x4xf32> to tensor<3x3xf32>
  %4 = mhlo.complex %extracted_slice, %extracted_slice_5 : tensor<3x3xcomplex<f32>>
  return %4 : tensor<3x3xcomplex<f32>>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a Fourier transform of real numbers, by matrices
func.func @f(%a: tensor<3xf32>) -> tensor<2xcomplex<f32>> {
  %0 = "mhlo.fft"(%a) {fft_length = dense<3> : tensor<1xi64>, fft_type = #mhlo<fft_type RFFT>} : (tensor<3xf32>) -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<3xf32>) -> tensor<2xcomplex<f32>> {
  %cst = arith.constant dense<[[-0.000000e+00, -0.000000e+00], [-0.000000e+00, -0.866025388], [-0.000000e+00, 0.866025388]]> : tensor<3x2xf32>
  %cst_0 = arith.constant dense<[[1.000000e+00, 1.000000e+00], [1.000000e+00, -5.000000e-01], [1.000000e+00, -5.000000e-01]]> : tensor<3x2xf32>
  %cst_1 = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2xf32>
  %1 = linalg.fill ins(%cst_1 : f32) outs(%0 : tensor<2xf32>) -> tensor<2xf32>
  %2 = linalg.vecmat ins(%arg0, %cst_0 : tensor<3xf32>, tensor<3x2xf32>) outs(%1 : tensor<2xf32>) -> tensor<2xf32>
  %3 = tensor.empty() : tensor<2xf32>
  %4 = linalg.fill ins(%cst_1 : f32) outs(%3 : tensor<2xf32>) -> tensor<2xf32>
  %5 = linalg.vecmat ins(%arg0, %cst : tensor<3xf32>, tensor<3x2xf32>) outs(%4 : tensor<2xf32>) -> tensor<2xf32>
  %6 = tensor.empty() : tensor<2xcomplex<f32>>
  %7 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%2, %5 : tensor<2xf32>, tensor<2xf32>) outs(%6 : tensor<2xcomplex<f32>>) {
  ^bb0(%in: f32, %in_2: f32, %out: complex<f32>):
    %8 = complex.create %in, %in_2 : complex<f32>
    linalg.yield %8 : complex<f32>
  } -> tensor<2xcomplex<f32>>
  return %7 : tensor<2xcomplex<f32>>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: the greater of complex numbers
func.func @f(%a: tensor<4xcomplex<f32>>, %b: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = mhlo.maximum %a, %b : tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<4xcomplex<f32>>, %arg1: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = tensor.empty() : tensor<4xcomplex<f32>>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0, %arg1 : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%0 : tensor<4xcomplex<f32>>) {
  ^bb0(%in: complex<f32>, %in_0: complex<f32>, %out: complex<f32>):
    %2 = complex.re %in : complex<f32>
    %3 = complex.re %in_0 : complex<f32>
    %4 = complex.im %in : complex<f32>
    %5 = complex.im %in_0 : complex<f32>
    %6 = arith.cmpf oeq, %2, %3 : f32
    %7 = arith.cmpf oge, %4, %5 : f32
    %8 = arith.cmpf oge, %2, %3 : f32
    %9 = arith.andi %6, %7 : i1
    %10 = arith.ori %9, %8 : i1
    %11 = arith.select %10, %in, %in_0 : complex<f32>
    linalg.yield %11 : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %1 : tensor<4xcomplex<f32>>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: integers as complex numbers
func.func @f(%a: tensor<4xi32>) -> tensor<4xcomplex<f32>> {
  %0 = mhlo.convert %a : (tensor<4xi32>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<4xi32>) -> tensor<4xcomplex<f32>> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<4xcomplex<f32>>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xi32>) outs(%0 : tensor<4xcomplex<f32>>) {
  ^bb0(%in: i32, %out: complex<f32>):
    %2 = arith.sitofp %in : i32 to f32
    %3 = complex.create %2, %cst : complex<f32>
    linalg.yield %3 : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %1 : tensor<4xcomplex<f32>>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: what is real of complex numbers
func.func @f(%a: tensor<4xcomplex<f32>>) -> tensor<4xf32> {
  %0 = mhlo.convert %a : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
// becomes
func.func @f(%arg0: tensor<4xcomplex<f32>>) -> tensor<4xf32> {
  %0 = tensor.empty() : tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xcomplex<f32>>) outs(%0 : tensor<4xf32>) {
  ^bb0(%in: complex<f32>, %out: f32):
    %2 = complex.re %in : complex<f32>
    linalg.yield %2 : f32
  } -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: the logistic function of complex numbers
func.func @f(%a: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = mhlo.logistic %a : tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 1.000000e+00 : f32
  %0 = tensor.empty() : tensor<4xcomplex<f32>>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xcomplex<f32>>) outs(%0 : tensor<4xcomplex<f32>>) {
  ^bb0(%in: complex<f32>, %out: complex<f32>):
    %2 = complex.neg %in : complex<f32>
    %3 = complex.exp %2 : complex<f32>
    %4 = complex.create %cst_0, %cst : complex<f32>
    %5 = complex.add %3, %4 : complex<f32>
    %6 = complex.div %4, %5 : complex<f32>
    linalg.yield %6 : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %1 : tensor<4xcomplex<f32>>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product of complex matrices
func.func @f(%a: tensor<8x5xcomplex<f32>>, %b: tensor<5x6xcomplex<f32>>) -> tensor<8x6xcomplex<f32>> {
  %0 = "mhlo.dot"(%a, %b) : (tensor<8x5xcomplex<f32>>, tensor<5x6xcomplex<f32>>) -> tensor<8x6xcomplex<f32>>
  return %0 : tensor<8x6xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<8x5xcomplex<f32>>, %arg1: tensor<5x6xcomplex<f32>>) -> tensor<8x6xcomplex<f32>> {
  %cst = complex.constant [0.000000e+00 : f32, 0.000000e+00 : f32] : complex<f32>
  %0 = tensor.empty() : tensor<8x6xcomplex<f32>>
  %1 = linalg.fill ins(%cst : complex<f32>) outs(%0 : tensor<8x6xcomplex<f32>>) -> tensor<8x6xcomplex<f32>>
  %2 = linalg.matmul ins(%arg0, %arg1 : tensor<8x5xcomplex<f32>>, tensor<5x6xcomplex<f32>>) outs(%1 : tensor<8x6xcomplex<f32>>) -> tensor<8x6xcomplex<f32>>
  return %2 : tensor<8x6xcomplex<f32>>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): a batch by its own mean and variance
func.func @f(%x: tensor<2x3x4xf32>, %s: tensor<4xf32>, %o: tensor<4xf32>) -> (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0:3 = "mhlo.batch_norm_training"(%x, %s, %o) {epsilon = 1.0e-3 : f32, feature_index = 2 : i64} : (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %0#0, %0#1, %0#2 : tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>, %arg1: tensor<4xf32>, %arg2: tensor<4xf32>) -> (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = mhlo.constant dense<0.000000e+00> : tensor<f32>
  %1 = mhlo.constant dense<1.000000e-03> : tensor<4xf32>
  %2 = mhlo.constant dense<6.000000e+00> : tensor<4xf32>
  %3 = mhlo.reduce(%arg0 init: %0) applies mhlo.add across dimensions = [0, 1] : (tensor<2x3x4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = mhlo.multiply %arg0, %arg0 : tensor<2x3x4xf32>
  %5 = mhlo.reduce(%4 init: %0) applies mhlo.add across dimensions = [0, 1] : (tensor<2x3x4xf32>, tensor<f32>) -> tensor<4xf32>
  %6 = mhlo.divide %3, %2 : tensor<4xf32>
  %7 = mhlo.divide %5, %2 : tensor<4xf32>
  %8 = mhlo.multiply %6, %6 : tensor<4xf32>
  %9 = mhlo.subtract %7, %8 : tensor<4xf32>
  %10 = mhlo.add %9, %1 : tensor<4xf32>
  %11 = mhlo.sqrt %10 : tensor<4xf32>
  %12 = "mhlo.broadcast_in_dim"(%6) {broadcast_dimensions = dense<2> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<2x3x4xf32>
  %13 = mhlo.subtract %arg0, %12 : tensor<2x3x4xf32>
  %14 = "mhlo.broadcast_in_dim"(%11) {broadcast_dimensions = dense<2> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<2x3x4xf32>
  %15 = mhlo.divide %13, %14 : tensor<2x3x4xf32>
  %16 = "mhlo.broadcast_in_dim"(%arg1) {broadcast_dimensions = dense<2> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<2x3x4xf32>
  %17 = mhlo.multiply %15, %16 : tensor<2x3x4xf32>
  %18 = "mhlo.broadcast_in_dim"(%arg2) {broadcast_dimensions = dense<2> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<2x3x4xf32>
  %19 = mhlo.add %17, %18 : tensor<2x3x4xf32>
  return %19, %6, %9 : tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a broadcast of which it is known what is repeated
func.func @f(%a: tensor<1x?xf32>, %s: tensor<2xi32>) -> tensor<?x?xf32> {
  %0 = "mhlo.dynamic_broadcast_in_dim"(%a, %s) {broadcast_dimensions = dense<[0, 1]> : tensor<2xi64>, known_expanding_dimensions = dense<0> : tensor<1xi64>, known_nonexpanding_dimensions = dense<1> : tensor<1xi64>} : (tensor<1x?xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
// becomes
func.func @f(%arg0: tensor<1x?xf32>, %arg1: tensor<2xi32>) -> tensor<?x?xf32> {
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %extracted = tensor.extract %arg1[%c0] : tensor<2xi32>
  %0 = arith.index_cast %extracted : i32 to index
  %extracted_0 = tensor.extract %arg1[%c1] : tensor<2xi32>
  %1 = arith.index_cast %extracted_0 : i32 to index
  %2 = tensor.empty(%0, %1) : tensor<?x?xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<1x?xf32>) outs(%2 : tensor<?x?xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<?x?xf32>
  return %3 : tensor<?x?xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: numbers around a tensor of open sizes
func.func @f(%a: tensor<?xf32>, %v: tensor<f32>) -> tensor<?xf32> {
  %0 = "mhlo.pad"(%a, %v) {edge_padding_low = dense<1> : tensor<1xi64>, edge_padding_high = dense<2> : tensor<1xi64>, interior_padding = dense<0> : tensor<1xi64>} : (tensor<?xf32>, tensor<f32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}
// becomes
func.func @f(%arg0: tensor<?xf32>, %arg1: tensor<f32>) -> tensor<?xf32> {
  %extracted = tensor.extract %arg1[] : tensor<f32>
  %padded = tensor.pad %arg0 low[1] high[2] {
  ^bb0(%arg2: index):
    tensor.yield %extracted : f32
  } : tensor<?xf32> to tensor<?xf32>
  return %padded : tensor<?xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: rows chosen by number, in batches
func.func @f(%a: tensor<2x3x2xf32>, %i: tensor<2x2xi32>) -> tensor<2x2x2xf32> {
  %0 = "mhlo.torch_index_select"(%a, %i) {batch_dims = 1 : i64, dim = 1 : i64} : (tensor<2x3x2xf32>, tensor<2x2xi32>) -> tensor<2x2x2xf32>
  return %0 : tensor<2x2x2xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x2xf32>, %arg1: tensor<2x2xi32>) -> tensor<2x2x2xf32> {
  %0 = tensor.empty() : tensor<2x2x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg1 : tensor<2x2xi32>) outs(%0 : tensor<2x2x2xf32>) {
  ^bb0(%in: i32, %out: f32):
    %2 = arith.index_cast %in : i32 to index
    %3 = linalg.index 0 : index
    %4 = linalg.index 2 : index
    %extracted = tensor.extract %arg0[%3, %2, %4] : tensor<2x3x2xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x2xf32>
  return %1 : tensor<2x2x2xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product written in letters
func.func @f(%a: tensor<2x3x4xf32>, %b: tensor<2x4x5xf32>) -> tensor<2x3x5xf32> {
  %0 = "mhlo.einsum"(%a, %b) {einsum_config = "ijk,ikm->ijm"} : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>, %arg1: tensor<2x4x5xf32>) -> tensor<2x3x5xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x5xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>], iterator_types = ["parallel", "parallel", "reduction", "parallel"]} ins(%arg0, %arg1 : tensor<2x3x4xf32>, tensor<2x4x5xf32>) outs(%1 : tensor<2x3x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %3 = arith.mulf %in, %in_0 : f32
    %4 = arith.addf %out, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<2x3x5xf32>
  return %2 : tensor<2x3x5xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a product written in letters, of which nothing is summed
func.func @f(%a: tensor<3xf32>, %b: tensor<4xf32>) -> tensor<3x4xf32> {
  %0 = "mhlo.einsum"(%a, %b) {einsum_config = "i,j->ij"} : (tensor<3xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}
// becomes
func.func @f(%arg0: tensor<3xf32>, %arg1: tensor<4xf32>) -> tensor<3x4xf32> {
  %0 = tensor.empty() : tensor<3x4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3xf32>, tensor<4xf32>) outs(%0 : tensor<3x4xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %2 = arith.mulf %in, %in_0 : f32
    linalg.yield %2 : f32
  } -> tensor<3x4xf32>
  return %1 : tensor<3x4xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a region for each element
func.func @f(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = "mhlo.map"(%a, %b) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.multiply %x, %y : tensor<f32>
    %2 = mhlo.add %1, %y : tensor<f32>
    mhlo.return %2 : tensor<f32>
  }) {dimensions = dense<[0, 1]> : tensor<2xi64>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3xf32>, %arg1: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = tensor.empty() : tensor<2x3xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<2x3xf32>, tensor<2x3xf32>) outs(%0 : tensor<2x3xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %2 = arith.mulf %in, %in_0 : f32
    %3 = arith.addf %2, %in_0 : f32
    linalg.yield %3 : f32
  } -> tensor<2x3xf32>
  return %1 : tensor<2x3xf32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: bits of several numbers as one
func.func @f(%a: tensor<2x4xi8>) -> tensor<2xi32> {
  %0 = "mhlo.bitcast_convert"(%a) : (tensor<2x4xi8>) -> tensor<2xi32>
  return %0 : tensor<2xi32>
}
// becomes
func.func @f(%arg0: tensor<2x4xi8>) -> tensor<2xi32> {
  %c8_i32 = arith.constant 8 : i32
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<2xi32>
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<2xi32>) -> tensor<2xi32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<2x4xi8>) outs(%1 : tensor<2xi32>) {
  ^bb0(%in: i8, %out: i32):
    %3 = linalg.index 1 : index
    %4 = arith.index_cast %3 : index to i32
    %5 = arith.muli %4, %c8_i32 : i32
    %6 = arith.extui %in : i8 to i32
    %7 = arith.shli %6, %5 : i32
    %8 = arith.ori %7, %out : i32
    linalg.yield %8 : i32
  } -> tensor<2xi32>
  return %2 : tensor<2xi32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: bits of a number as several
func.func @f(%a: tensor<2xi32>) -> tensor<2x4xi8> {
  %0 = "mhlo.bitcast_convert"(%a) : (tensor<2xi32>) -> tensor<2x4xi8>
  return %0 : tensor<2x4xi8>
}
// becomes
func.func @f(%arg0: tensor<2xi32>) -> tensor<2x4xi8> {
  %c8_i32 = arith.constant 8 : i32
  %0 = tensor.empty() : tensor<2x4xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<2xi32>) outs(%0 : tensor<2x4xi8>) {
  ^bb0(%in: i32, %out: i8):
    %2 = linalg.index 1 : index
    %3 = arith.index_cast %2 : index to i32
    %4 = arith.muli %3, %c8_i32 : i32
    %5 = arith.shrui %in, %4 : i32
    %6 = arith.trunci %5 : i32 to i8
    linalg.yield %6 : i8
  } -> tensor<2x4xi8>
  return %1 : tensor<2x4xi8>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: a convolution of images with features last
func.func @f(%a: tensor<?x4x4x2xf32>, %k: tensor<2x2x2x3xf32>) -> tensor<?x3x3x3xf32> {
  %0 = mhlo.convolution(%a, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<?x4x4x2xf32>, tensor<2x2x2x3xf32>) -> tensor<?x3x3x3xf32>
  return %0 : tensor<?x3x3x3xf32>
}
// becomes
func.func @f(%arg0: tensor<?x4x4x2xf32>, %arg1: tensor<2x2x2x3xf32>) -> tensor<?x3x3x3xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x4x4x2xf32>
  %0 = tensor.empty(%dim) : tensor<?x3x3x3xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<?x3x3x3xf32>) -> tensor<?x3x3x3xf32>
  %2 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%arg0, %arg1 : tensor<?x4x4x2xf32>, tensor<2x2x2x3xf32>) outs(%1 : tensor<?x3x3x3xf32>) -> tensor<?x3x3x3xf32>
  return %2 : tensor<?x3x3x3xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): sums before broadcasts, products with truth values and of widened numbers, rows by number
func.func @f(%a: tensor<3xf32>, %b: tensor<3xf32>, %m: tensor<5xi1>, %x: tensor<5xf32>, %h: tensor<2x3xf16>, %w: tensor<3x2xf32>, %t: tensor<7x4xf32>, %i: tensor<5x1xi32>) -> (tensor<4x3xf32>, tensor<5xf32>, tensor<2x2xf32>, tensor<5x4xf32>) {
  %0 = "mhlo.broadcast_in_dim"(%a) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<3xf32>) -> tensor<4x3xf32>
  %1 = "mhlo.broadcast_in_dim"(%b) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<3xf32>) -> tensor<4x3xf32>
  %2 = mhlo.add %0, %1 : tensor<4x3xf32>
  %3 = mhlo.convert %m : (tensor<5xi1>) -> tensor<5xf32>
  %4 = mhlo.multiply %x, %3 : tensor<5xf32>
  %5 = mhlo.convert %h : (tensor<2x3xf16>) -> tensor<2x3xf32>
  %6 = "mhlo.dot"(%5, %w) : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>
  %7 = "mhlo.gather"(%t, %i) {dimension_numbers = #mhlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = dense<[1, 4]> : tensor<2xi64>} : (tensor<7x4xf32>, tensor<5x1xi32>) -> tensor<5x4xf32>
  return %2, %4, %6, %7 : tensor<4x3xf32>, tensor<5xf32>, tensor<2x2xf32>, tensor<5x4xf32>
}
// becomes
func.func @f(%arg0: tensor<3xf32>, %arg1: tensor<3xf32>, %arg2: tensor<5xi1>, %arg3: tensor<5xf32>, %arg4: tensor<2x3xf16>, %arg5: tensor<3x2xf32>, %arg6: tensor<7x4xf32>, %arg7: tensor<5x1xi32>) -> (tensor<4x3xf32>, tensor<5xf32>, tensor<2x2xf32>, tensor<5x4xf32>) {
  %0 = mhlo.constant dense<0.000000e+00> : tensor<f32>
  %1 = shape.const_shape [5] : tensor<1xindex>
  %2 = mhlo.add %arg0, %arg1 : tensor<3xf32>
  %3 = "mhlo.broadcast_in_dim"(%2) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<3xf32>) -> tensor<4x3xf32>
  %4 = mhlo.convert %arg2 : (tensor<5xi1>) -> tensor<5xf32>
  %5 = mhlo.convert %4 : (tensor<5xf32>) -> tensor<5xi1>
  %6 = "mhlo.dynamic_broadcast_in_dim"(%0, %1) {broadcast_dimensions = dense<> : tensor<0xi64>} : (tensor<f32>, tensor<1xindex>) -> tensor<5xf32>
  %7 = mhlo.select %5, %arg3, %6 : tensor<5xi1>, tensor<5xf32>
  %8 = "mhlo.dot"(%arg4, %arg5) : (tensor<2x3xf16>, tensor<3x2xf32>) -> tensor<2x2xf32>
  %9 = "mhlo.torch_index_select"(%arg6, %arg7) {batch_dims = 0 : i64, dim = 0 : i64} : (tensor<7x4xf32>, tensor<5x1xi32>) -> tensor<5x1x4xf32>
  %10 = mhlo.reshape %9 : (tensor<5x1x4xf32>) -> tensor<5x4xf32>
  return %3, %7, %8, %10 : tensor<4x3xf32>, tensor<5xf32>, tensor<2x2xf32>, tensor<5x4xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): normal random numbers
func.func @f(%a: tensor<f32>, %b: tensor<f32>, %s: tensor<2xi32>) -> tensor<3x3xf32> {
  %0 = "mhlo.rng"(%a, %b, %s) {rng_distribution = #mhlo.rng_distribution<NORMAL>} : (tensor<f32>, tensor<f32>, tensor<2xi32>) -> tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}
// becomes
func.func @f(%arg0: tensor<f32>, %arg1: tensor<f32>, %arg2: tensor<2xi32>) -> tensor<3x3xf32> {
  %0 = mhlo.constant dense<[1.02256835, 0.553560376, 0.971909821, 1.55706441, 1.61216831]> : tensor<5xf32>
  %1 = mhlo.constant dense<[5.582620e-01, 0.573728263, -0.747536361, 0.937180519, -0.990169346]> : tensor<5xf32>
  %2 = mhlo.constant dense<[-0.829664707, -0.819045722, 0.664220869, 0.348844767, 0.139873877]> : tensor<5xf32>
  %3 = "mhlo.broadcast"(%arg1) {broadcast_sizes = dense<5> : tensor<1xi64>} : (tensor<f32>) -> tensor<5xf32>
  %4 = mhlo.multiply %3, %0 : tensor<5xf32>
  %5 = "mhlo.broadcast"(%arg0) {broadcast_sizes = dense<5> : tensor<1xi64>} : (tensor<f32>) -> tensor<5xf32>
  %6 = mhlo.multiply %4, %1 : tensor<5xf32>
  %7 = mhlo.add %6, %5 : tensor<5xf32>
  %8 = mhlo.multiply %4, %2 : tensor<5xf32>
  %9 = mhlo.add %8, %5 : tensor<5xf32>
  %10 = "mhlo.concatenate"(%7, %9) {dimension = 0 : i64} : (tensor<5xf32>, tensor<5xf32>) -> tensor<10xf32>
  %extracted_slice = tensor.extract_slice %10[0] [9] [1] : tensor<10xf32> to tensor<9xf32>
  %11 = mhlo.reshape %extracted_slice : (tensor<9xf32>) -> tensor<3x3xf32>
  return %11 : tensor<3x3xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): a scatter brought into the form of rows
func.func @f(%a: tensor<5x4x1xi32>, %i: tensor<1x2x3xi64>, %u: tensor<4x2x3xi32>) -> tensor<5x4x1xi32> {
  %0 = "mhlo.scatter"(%a, %i, %u) ({
  ^bb0(%x: tensor<i32>, %y: tensor<i32>):
    mhlo.return %y : tensor<i32>
  }) {scatter_dimension_numbers = #mhlo.scatter<update_window_dims = [0], inserted_window_dims = [0, 2], scatter_dims_to_operand_dims = [0], index_vector_dim = 0>, unique_indices = true} : (tensor<5x4x1xi32>, tensor<1x2x3xi64>, tensor<4x2x3xi32>) -> tensor<5x4x1xi32>
  return %0 : tensor<5x4x1xi32>
}
// becomes
func.func @f(%arg0: tensor<5x4x1xi32>, %arg1: tensor<1x2x3xi64>, %arg2: tensor<4x2x3xi32>) -> tensor<5x4x1xi32> {
  %0 = mhlo.convert %arg1 : (tensor<1x2x3xi64>) -> tensor<1x2x3xi32>
  %1 = "mhlo.transpose"(%0) {permutation = dense<[1, 2, 0]> : tensor<3xi64>} : (tensor<1x2x3xi32>) -> tensor<2x3x1xi32>
  %2 = "mhlo.transpose"(%arg2) {permutation = dense<[1, 2, 0]> : tensor<3xi64>} : (tensor<4x2x3xi32>) -> tensor<2x3x4xi32>
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2]] : tensor<2x3x1xi32> into tensor<6x1xi32>
  %collapsed_0 = tensor.collapse_shape %2 [[0, 1], [2]] : tensor<2x3x4xi32> into tensor<6x4xi32>
  %expanded = tensor.expand_shape %collapsed_0 [[0], [1, 2]] : tensor<6x4xi32> into tensor<6x4x1xi32>
  %3 = "mhlo.scatter"(%arg0, %collapsed, %expanded) ({
  ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
    mhlo.return %arg4 : tensor<i32>
  }) {indices_are_sorted = false, scatter_dimension_numbers = #mhlo.scatter<update_window_dims = [1, 2], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true} : (tensor<5x4x1xi32>, tensor<6x1xi32>, tensor<6x4x1xi32>) -> tensor<5x4x1xi32>
  return %3 : tensor<5x4x1xi32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): products without batches
func.func @nobatch(%a: tensor<2x3x4xf32>, %b: tensor<5x4x3xf32>) -> tensor<2x5xf32> {
  %0 = "mhlo.dot_general"(%a, %b) {dot_dimension_numbers = #mhlo.dot<lhs_contracting_dimensions = [1, 2], rhs_contracting_dimensions = [2, 1]>} : (tensor<2x3x4xf32>, tensor<5x4x3xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}
// becomes
func.func @nobatch(%arg0: tensor<2x3x4xf32>, %arg1: tensor<5x4x3xf32>) -> tensor<2x5xf32> {
  %0 = mhlo.reshape %arg0 : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
  %1 = "mhlo.transpose"(%arg1) {permutation = dense<[2, 1, 0]> : tensor<3xi64>} : (tensor<5x4x3xf32>) -> tensor<3x4x5xf32>
  %2 = mhlo.reshape %1 : (tensor<3x4x5xf32>) -> tensor<12x5xf32>
  %3 = "mhlo.dot"(%0, %2) : (tensor<2x12xf32>, tensor<12x5xf32>) -> tensor<2x5xf32>
  return %3 : tensor<2x5xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): products of matrices and vectors
func.func @simple(%a: tensor<2x3xf32>, %b: tensor<3x5xf32>, %c: tensor<3xf32>) -> (tensor<2x5xf32>, tensor<2xf32>, tensor<f32>) {
  %0 = "mhlo.dot_general"(%a, %b) {dot_dimension_numbers = #mhlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf32>, tensor<3x5xf32>) -> tensor<2x5xf32>
  %1 = "mhlo.dot_general"(%a, %c) {dot_dimension_numbers = #mhlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2xf32>
  %2 = "mhlo.dot_general"(%c, %c) {dot_dimension_numbers = #mhlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>} : (tensor<3xf32>, tensor<3xf32>) -> tensor<f32>
  return %0, %1, %2 : tensor<2x5xf32>, tensor<2xf32>, tensor<f32>
}
// becomes
func.func @simple(%arg0: tensor<2x3xf32>, %arg1: tensor<3x5xf32>, %arg2: tensor<3xf32>) -> (tensor<2x5xf32>, tensor<2xf32>, tensor<f32>) {
  %0 = "mhlo.dot"(%arg0, %arg1) : (tensor<2x3xf32>, tensor<3x5xf32>) -> tensor<2x5xf32>
  %1 = "mhlo.dot"(%arg0, %arg2) : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2xf32>
  %2 = "mhlo.dot"(%arg2, %arg2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<f32>
  return %0, %1, %2 : tensor<2x5xf32>, tensor<2xf32>, tensor<f32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): products of several batches
func.func @batch(%a: tensor<2x3x4x5xf32>, %b: tensor<2x6x5x3xf32>) -> tensor<2x3x4x6xf32> {
  %0 = "mhlo.dot_general"(%a, %b) {dot_dimension_numbers = #mhlo.dot<lhs_batching_dimensions = [0, 1], rhs_batching_dimensions = [0, 3], lhs_contracting_dimensions = [3], rhs_contracting_dimensions = [2]>} : (tensor<2x3x4x5xf32>, tensor<2x6x5x3xf32>) -> tensor<2x3x4x6xf32>
  return %0 : tensor<2x3x4x6xf32>
}
// becomes
func.func @batch(%arg0: tensor<2x3x4x5xf32>, %arg1: tensor<2x6x5x3xf32>) -> tensor<2x3x4x6xf32> {
  %0 = "mhlo.transpose"(%arg1) {permutation = dense<[0, 3, 2, 1]> : tensor<4xi64>} : (tensor<2x6x5x3xf32>) -> tensor<2x3x5x6xf32>
  %1 = mhlo.reshape %arg0 : (tensor<2x3x4x5xf32>) -> tensor<6x4x5xf32>
  %2 = mhlo.reshape %0 : (tensor<2x3x5x6xf32>) -> tensor<6x5x6xf32>
  %3 = "mhlo.dot_general"(%1, %2) {dot_dimension_numbers = #mhlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<6x4x5xf32>, tensor<6x5x6xf32>) -> tensor<6x4x6xf32>
  %4 = mhlo.reshape %3 : (tensor<6x4x6xf32>) -> tensor<2x3x4x6xf32>
  return %4 : tensor<2x3x4x6xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): a product in letters whose result is in another order
func.func @einsum(%a: tensor<2x3x4xf32>, %b: tensor<2x4x5xf32>) -> tensor<5x2x3xf32> {
  %0 = "mhlo.einsum"(%a, %b) {einsum_config = "ijk,ikm->mij"} : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<5x2x3xf32>
  return %0 : tensor<5x2x3xf32>
}
// becomes
func.func @einsum(%arg0: tensor<2x3x4xf32>, %arg1: tensor<2x4x5xf32>) -> tensor<5x2x3xf32> {
  %0 = "mhlo.dot_general"(%arg0, %arg1) {dot_dimension_numbers = #mhlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<2x3x5xf32>
  %1 = "mhlo.transpose"(%0) {permutation = dense<[2, 0, 1]> : tensor<3xi64>} : (tensor<2x3x5xf32>) -> tensor<5x2x3xf32>
  return %1 : tensor<5x2x3xf32>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): products and quotients of complex numbers
func.func @f(%a: tensor<2xcomplex<f32>>, %b: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %0 = mhlo.multiply %a, %b : tensor<2xcomplex<f32>>
  %1 = mhlo.divide %a, %b : tensor<2xcomplex<f32>>
  return %0, %1 : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>
}
// becomes
func.func @f(%arg0: tensor<2xcomplex<f32>>, %arg1: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %0 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %1 = mhlo.real %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %2 = mhlo.multiply %0, %1 : tensor<2xf32>
  %3 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %4 = mhlo.imag %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %5 = mhlo.multiply %3, %4 : tensor<2xf32>
  %6 = mhlo.subtract %2, %5 : tensor<2xf32>
  %7 = mhlo.multiply %0, %4 : tensor<2xf32>
  %8 = mhlo.multiply %3, %1 : tensor<2xf32>
  %9 = mhlo.add %7, %8 : tensor<2xf32>
  %10 = mhlo.complex %6, %9 : tensor<2xcomplex<f32>>
  %11 = mhlo.real %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %12 = mhlo.imag %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %13 = mhlo.negate %12 : tensor<2xf32>
  %14 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %15 = mhlo.multiply %14, %11 : tensor<2xf32>
  %16 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %17 = mhlo.multiply %16, %13 : tensor<2xf32>
  %18 = mhlo.subtract %15, %17 : tensor<2xf32>
  %19 = mhlo.multiply %14, %13 : tensor<2xf32>
  %20 = mhlo.multiply %16, %11 : tensor<2xf32>
  %21 = mhlo.add %19, %20 : tensor<2xf32>
  %22 = mhlo.real %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %23 = mhlo.real %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %24 = mhlo.multiply %22, %23 : tensor<2xf32>
  %25 = mhlo.imag %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %26 = mhlo.imag %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %27 = mhlo.multiply %25, %26 : tensor<2xf32>
  %28 = mhlo.add %24, %27 : tensor<2xf32>
  %29 = mhlo.divide %18, %28 : tensor<2xf32>
  %30 = mhlo.divide %21, %28 : tensor<2xf32>
  %31 = mhlo.complex %29, %30 : tensor<2xcomplex<f32>>
  return %10, %31 : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>
}

// ----- func.func(iree-mhlo-to-mhlo-preprocessing): functions and comparisons of complex numbers
func.func @f(%a: tensor<2xcomplex<f32>>, %b: tensor<2xcomplex<f32>>) -> (tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xi1>) {
  %0 = mhlo.abs %a : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %1 = mhlo.exponential %a : tensor<2xcomplex<f32>>
  %2 = mhlo.sine %a : tensor<2xcomplex<f32>>
  %3 = mhlo.cosine %a : tensor<2xcomplex<f32>>
  %4 = mhlo.compare NE, %a, %b : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<2xi1>
  return %0, %1, %2, %3, %4 : tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xi1>
}
// becomes
func.func @f(%arg0: tensor<2xcomplex<f32>>, %arg1: tensor<2xcomplex<f32>>) -> (tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xi1>) {
  %0 = mhlo.constant dense<2.000000e+00> : tensor<2xf32>
  %1 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %2 = mhlo.multiply %1, %1 : tensor<2xf32>
  %3 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %4 = mhlo.multiply %3, %3 : tensor<2xf32>
  %5 = mhlo.add %2, %4 : tensor<2xf32>
  %6 = mhlo.sqrt %5 : tensor<2xf32>
  %7 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %8 = mhlo.cosine %7 : tensor<2xf32>
  %9 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %10 = mhlo.exponential %9 : tensor<2xf32>
  %11 = mhlo.multiply %8, %10 : tensor<2xf32>
  %12 = mhlo.sine %7 : tensor<2xf32>
  %13 = mhlo.multiply %12, %10 : tensor<2xf32>
  %14 = mhlo.complex %11, %13 : tensor<2xcomplex<f32>>
  %15 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %16 = mhlo.sine %15 : tensor<2xf32>
  %17 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %18 = mhlo.exponential %17 : tensor<2xf32>
  %19 = mhlo.negate %17 : tensor<2xf32>
  %20 = mhlo.exponential %19 : tensor<2xf32>
  %21 = mhlo.add %18, %20 : tensor<2xf32>
  %22 = mhlo.multiply %16, %21 : tensor<2xf32>
  %23 = mhlo.divide %22, %0 : tensor<2xf32>
  %24 = mhlo.cosine %15 : tensor<2xf32>
  %25 = mhlo.subtract %18, %20 : tensor<2xf32>
  %26 = mhlo.multiply %24, %25 : tensor<2xf32>
  %27 = mhlo.divide %26, %0 : tensor<2xf32>
  %28 = mhlo.complex %23, %27 : tensor<2xcomplex<f32>>
  %29 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %30 = mhlo.cosine %29 : tensor<2xf32>
  %31 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %32 = mhlo.exponential %31 : tensor<2xf32>
  %33 = mhlo.negate %31 : tensor<2xf32>
  %34 = mhlo.exponential %33 : tensor<2xf32>
  %35 = mhlo.add %32, %34 : tensor<2xf32>
  %36 = mhlo.multiply %30, %35 : tensor<2xf32>
  %37 = mhlo.divide %36, %0 : tensor<2xf32>
  %38 = mhlo.sine %29 : tensor<2xf32>
  %39 = mhlo.subtract %34, %32 : tensor<2xf32>
  %40 = mhlo.multiply %38, %39 : tensor<2xf32>
  %41 = mhlo.divide %40, %0 : tensor<2xf32>
  %42 = mhlo.complex %37, %41 : tensor<2xcomplex<f32>>
  %43 = mhlo.real %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %44 = mhlo.real %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %45 = mhlo.compare  NE, %43, %44 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  %46 = mhlo.imag %arg0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %47 = mhlo.imag %arg1 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %48 = mhlo.compare  NE, %46, %47 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  %49 = mhlo.or %45, %48 : tensor<2xi1>
  return %6, %14, %28, %42, %49 : tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xi1>
}

// ----- func.func(iree-test-mhlo-convert-complex-to-real): a quotient of complex numbers whose parts are known
func.func @f(%a: tensor<2xf32>, %b: tensor<2xf32>, %c: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = mhlo.complex %a, %b : tensor<2xcomplex<f32>>
  %1 = mhlo.complex %b, %c : tensor<2xcomplex<f32>>
  %2 = mhlo.divide %0, %1 : tensor<2xcomplex<f32>>
  %3 = mhlo.real %2 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %4 = mhlo.imag %2 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  return %3, %4 : tensor<2xf32>, tensor<2xf32>
}
// becomes
func.func @f(%arg0: tensor<2xf32>, %arg1: tensor<2xf32>, %arg2: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = mhlo.negate %arg2 : tensor<2xf32>
  %1 = chlo.broadcast_multiply %arg1, %0 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %2 = chlo.broadcast_multiply %arg0, %arg1 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %3 = mhlo.subtract %2, %1 : tensor<2xf32>
  %4 = chlo.broadcast_multiply %arg1, %arg1 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %5 = chlo.broadcast_multiply %arg0, %0 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %6 = mhlo.add %5, %4 : tensor<2xf32>
  %7 = mhlo.multiply %arg2, %arg2 : tensor<2xf32>
  %8 = mhlo.multiply %arg1, %arg1 : tensor<2xf32>
  %9 = mhlo.add %8, %7 : tensor<2xf32>
  %10 = chlo.broadcast_divide %3, %9 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %11 = chlo.broadcast_divide %6, %9 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %10, %11 : tensor<2xf32>, tensor<2xf32>
}

// ----- func.func(iree-test-mhlo-convert-complex-to-real): a comparison with what is broadcast
func.func @f(%a: tensor<2xf32>, %b: tensor<2xf32>, %c: tensor<1xf32>) -> tensor<2xi1> {
  %0 = mhlo.complex %a, %b : tensor<2xcomplex<f32>>
  %1 = mhlo.complex %c, %c : tensor<1xcomplex<f32>>
  %2 = chlo.broadcast_compare %0, %1 {comparison_direction = #chlo<comparison_direction EQ>} : (tensor<2xcomplex<f32>>, tensor<1xcomplex<f32>>) -> tensor<2xi1>
  return %2 : tensor<2xi1>
}
// becomes
func.func @f(%arg0: tensor<2xf32>, %arg1: tensor<2xf32>, %arg2: tensor<1xf32>) -> tensor<2xi1> {
  %0 = chlo.broadcast_compare %arg1, %arg2 {comparison_direction = #chlo<comparison_direction EQ>} : (tensor<2xf32>, tensor<1xf32>) -> tensor<2xi1>
  %1 = chlo.broadcast_compare %arg0, %arg2 {comparison_direction = #chlo<comparison_direction EQ>} : (tensor<2xf32>, tensor<1xf32>) -> tensor<2xi1>
  %2 = mhlo.and %1, %0 : tensor<2xi1>
  return %2 : tensor<2xi1>
}

// ----- reconcile-unrealized-casts: casts that lead back
func.func @f(%a: tensor<4xi8>) -> tensor<4xi8> {
  %0 = builtin.unrealized_conversion_cast %a : tensor<4xi8> to tensor<4xui8>
  %1 = builtin.unrealized_conversion_cast %0 : tensor<4xui8> to tensor<4xsi8>
  %2 = builtin.unrealized_conversion_cast %1 : tensor<4xsi8> to tensor<4xi8>
  return %2 : tensor<4xi8>
}
// becomes
func.func @f(%arg0: tensor<4xi8>) -> tensor<4xi8> {
  return %arg0 : tensor<4xi8>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: what several devices compute together
func.func @f(%a: tensor<2x4xf32>) -> (tensor<2x2xf32>, tensor<ui32>) {
  %0 = "mhlo.reduce_scatter"(%a) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.maximum %x, %y : tensor<f32>
    mhlo.return %1 : tensor<f32>
  }) {replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>, scatter_dimension = 1 : i64} : (tensor<2x4xf32>) -> tensor<2x2xf32>
  %id = mhlo.replica_id : tensor<ui32>
  return %0, %id : tensor<2x2xf32>, tensor<ui32>
}
// becomes
func.func @f(%arg0: tensor<2x4xf32>) -> (tensor<2x2xf32>, tensor<i32>) {
  %channel_default = flow.channel.default : !flow.channel
  %0 = tensor.empty() : tensor<4x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<2x4xf32>) outs(%0 : tensor<4x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4x2xf32>
  %2 = tensor.empty() : tensor<2x2xf32>
  %3 = flow.collective.reduce_scatter maximum, f32, %2, %1, %channel_default : (tensor<2x2xf32>, tensor<4x2xf32>, !flow.channel) -> %2 as tensor<2x2xf32>
  %4 = tensor.empty() : tensor<2x2xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%3 : tensor<2x2xf32>) outs(%4 : tensor<2x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2xf32>
  %channel_default_0 = flow.channel.default : !flow.channel
  %channel_rank = flow.channel.rank %channel_default_0 : index
  %6 = arith.index_castui %channel_rank : index to i32
  %from_elements = tensor.from_elements %6 : tensor<i32>
  return %5, %from_elements : tensor<2x2xf32>, tensor<i32>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: complex numbers that count
func.func @f() -> tensor<4xcomplex<f32>> {
  %0 = "mhlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
// becomes
func.func @f() -> tensor<4xcomplex<f32>> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<4xcomplex<f32>>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%0 : tensor<4xcomplex<f32>>) {
  ^bb0(%out: complex<f32>):
    %2 = linalg.index 0 : index
    %3 = arith.index_cast %2 : index to i32
    %4 = arith.sitofp %3 : i32 to f32
    %5 = complex.create %4, %cst : complex<f32>
    linalg.yield %5 : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %1 : tensor<4xcomplex<f32>>
}

// ----- convert-shape-to-std,canonicalize,cse: extents of a shape
func.func @f(%a: tensor<?x3xf32>) -> (tensor<2xindex>, index, index, tensor<3xindex>) {
  %0 = shape.shape_of %a : tensor<?x3xf32> -> tensor<2xindex>
  %c = arith.constant 0 : index
  %e = shape.get_extent %0, %c : tensor<2xindex>, index -> index
  %k = shape.const_shape [1, 2, 3] : tensor<3xindex>
  %m = shape.mul %e, %e : index, index -> index
  return %0, %e, %m, %k : tensor<2xindex>, index, index, tensor<3xindex>
}
// becomes
func.func @f(%arg0: tensor<?x3xf32>) -> (tensor<2xindex>, index, index, tensor<3xindex>) {
  %cst = arith.constant dense<[1, 2, 3]> : tensor<3xindex>
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x3xf32>
  %from_elements = tensor.from_elements %dim, %c3 : tensor<2xindex>
  %0 = arith.muli %dim, %dim : index
  return %from_elements, %dim, %0, %cst : tensor<2xindex>, index, index, tensor<3xindex>
}

// ----- iree-mhlo-to-linalg-on-tensors,canonicalize: arithmetic of truth values, as of integers of one bit
func.func @f(%a: tensor<4xi1>, %b: tensor<4xi1>) -> (tensor<4xi1>, tensor<4xi1>) {
  %0 = mhlo.add %a, %b : tensor<4xi1>
  %1 = mhlo.maximum %0, %b : tensor<4xi1>
  %2 = mhlo.multiply %1, %a : tensor<4xi1>
  %3 = mhlo.minimum %2, %b : tensor<4xi1>
  return %0, %3 : tensor<4xi1>, tensor<4xi1>
}
// becomes
func.func @f(%arg0: tensor<4xi1>, %arg1: tensor<4xi1>) -> (tensor<4xi1>, tensor<4xi1>) {
  %0 = tensor.empty() : tensor<4xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0, %arg1 : tensor<4xi1>, tensor<4xi1>) outs(%0 : tensor<4xi1>) {
  ^bb0(%in: i1, %in_0: i1, %out: i1):
    %8 = arith.addi %in, %in_0 : i1
    linalg.yield %8 : i1
  } -> tensor<4xi1>
  %2 = tensor.empty() : tensor<4xi1>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%1, %arg1 : tensor<4xi1>, tensor<4xi1>) outs(%2 : tensor<4xi1>) {
  ^bb0(%in: i1, %in_0: i1, %out: i1):
    %8 = arith.maxui %in, %in_0 : i1
    linalg.yield %8 : i1
  } -> tensor<4xi1>
  %4 = tensor.empty() : tensor<4xi1>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%3, %arg0 : tensor<4xi1>, tensor<4xi1>) outs(%4 : tensor<4xi1>) {
  ^bb0(%in: i1, %in_0: i1, %out: i1):
    %8 = arith.muli %in, %in_0 : i1
    linalg.yield %8 : i1
  } -> tensor<4xi1>
  %6 = tensor.empty() : tensor<4xi1>
  %7 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%5, %arg1 : tensor<4xi1>, tensor<4xi1>) outs(%6 : tensor<4xi1>) {
  ^bb0(%in: i1, %in_0: i1, %out: i1):
    %8 = arith.minui %in, %in_0 : i1
    linalg.yield %8 : i1
  } -> tensor<4xi1>
  return %1, %7 : tensor<4xi1>, tensor<4xi1>
}
