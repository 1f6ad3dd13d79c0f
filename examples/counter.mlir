// A module that remembers: what one call stores, the next one finds.
//
// Shows: mutable globals, a scalar kept by the virtual machine and a tensor kept
// on the device, and an initialiser that computes their first values when the
// module is loaded.

module @counter {
  util.global private mutable @count : i32
  util.global private mutable @totals : tensor<4xf32>
  util.global private @step = 3 : i32

  // The count starts at 10 + 3; the totals start at 1, 2, 3, 4.
  util.initializer {
    %ten = arith.constant 10 : i32
    %step = util.global.load @step : i32
    %start = arith.addi %ten, %step : i32
    util.global.store %start, @count : i32
    %totals = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
    util.global.store %totals, @totals : tensor<4xf32>
    util.initializer.return
  }

  func.func @get() -> i32 {
    %count = util.global.load @count : i32
    return %count : i32
  }

  // Adds to the count and gives what it has become.
  func.func @add(%amount: i32) -> i32 {
    %count = util.global.load @count : i32
    %next = arith.addi %count, %amount : i32
    util.global.store %next, @count : i32
    return %next : i32
  }

  func.func @reset() {
    %zero = arith.constant 0 : i32
    util.global.store %zero, @count : i32
    return
  }

  func.func @get_totals() -> tensor<4xf32> {
    %totals = util.global.load @totals : tensor<4xf32>
    return %totals : tensor<4xf32>
  }

  // Adds to the totals, element by element, and gives what they have become.
  func.func @add_totals(%amounts: tensor<4xf32>) -> tensor<4xf32> {
    %totals = util.global.load @totals : tensor<4xf32>
    %next = arith.addf %totals, %amounts : tensor<4xf32>
    util.global.store %next, @totals : tensor<4xf32>
    return %next : tensor<4xf32>
  }

  func.func @reset_totals() {
    %zeros = arith.constant dense<0.0> : tensor<4xf32>
    util.global.store %zeros, @totals : tensor<4xf32>
    return
  }
}
