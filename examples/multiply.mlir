// The smallest whole program: two vectors multiplied element by element.
//
// Shows: an operation of arith applied to tensors, which becomes one dispatch.

func.func @multiply(%lhs: tensor<4xf32>, %rhs: tensor<4xf32>) -> tensor<4xf32> {
  %product = arith.mulf %lhs, %rhs : tensor<4xf32>
  return %product : tensor<4xf32>
}
