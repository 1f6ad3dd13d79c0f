// Expectations of the check dialect, in the way upstream's tests are written.

// ----- expectations of scalars and tensors
// call f
func.func @f() {
  %0 = util.unfoldable_constant dense<[1.0, 4.0, 9.0]> : tensor<3xf32>
  %1 = math.sqrt %0 : tensor<3xf32>
  check.expect_almost_eq_const(%1, dense<[1.0, 2.0, 3.00001]> : tensor<3xf32>) : tensor<3xf32>
  check.expect_almost_eq(%1, %1) : tensor<3xf32>
  %2 = arith.fptosi %1 : tensor<3xf32> to tensor<3xi32>
  check.expect_eq_const(%2, dense<[1, 2, 3]> : tensor<3xi32>) : tensor<3xi32>
  check.expect_all_true(%2) : tensor<3xi32>
  %c1 = arith.constant 1 : index
  %3 = tensor.extract %2[%c1] : tensor<3xi32>
  check.expect_true(%3) : i32
  %4 = arith.subi %3, %3 : i32
  check.expect_false(%4) : i32
  return
}

// ----- an expectation of a tensor of unknown size
// call f
// in 3xi32=1 2 3
func.func @f(%a: tensor<?xi32>) {
  %0 = util.optimization_barrier %a : tensor<?xi32>
  %1 = arith.addi %0, %0 : tensor<?xi32>
  %2 = util.unfoldable_constant dense<[2, 4, 6]> : tensor<3xi32>
  %3 = tensor.cast %1 : tensor<?xi32> to tensor<3xi32>
  check.expect_eq(%3, %2) : tensor<3xi32>
  check.expect_eq(%1, %1) : tensor<?xi32>
  return
}
