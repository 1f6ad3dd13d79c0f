// What linalg_ext's operations on tensors do.

// ----- a stable sort of keys with values
// call f
func.func @f() {
  %k = util.unfoldable_constant dense<[[3.0, 1.0, 2.0, 1.0], [0.5, 0.5, -1.0, 7.0]]> : tensor<2x4xf32>
  %v = util.unfoldable_constant dense<[[0, 1, 2, 3], [4, 5, 6, 7]]> : tensor<2x4xi32>
  %0:2 = iree_linalg_ext.sort dimension(1) outs(%k, %v : tensor<2x4xf32>, tensor<2x4xi32>) {
    ^bb0(%a: f32, %b: f32, %c: i32, %d: i32):
      %1 = arith.cmpf olt, %a, %b : f32
      iree_linalg_ext.yield %1 : i1
    } -> tensor<2x4xf32>, tensor<2x4xi32>
  check.expect_eq_const(%0#1, dense<[[1, 3, 2, 0], [6, 4, 5, 7]]> : tensor<2x4xi32>) : tensor<2x4xi32>
  check.expect_eq_const(%0#0, dense<[[1.0, 1.0, 2.0, 3.0], [-1.0, 0.5, 0.5, 7.0]]> : tensor<2x4xf32>) : tensor<2x4xf32>
  return
}

// ----- a sort of unknown size, the largest first
// call f
func.func @f() {
  %s = util.unfoldable_constant dense<[5, 2, 9, 2, 1]> : tensor<5xi32>
  %k = tensor.cast %s : tensor<5xi32> to tensor<?xi32>
  %0 = iree_linalg_ext.sort dimension(0) outs(%k : tensor<?xi32>) {
    ^bb0(%a: i32, %b: i32):
      %1 = arith.cmpi sgt, %a, %b : i32
      iree_linalg_ext.yield %1 : i1
    } -> tensor<?xi32>
  %r = tensor.cast %0 : tensor<?xi32> to tensor<5xi32>
  check.expect_eq_const(%r, dense<[9, 5, 2, 2, 1]> : tensor<5xi32>) : tensor<5xi32>
  return
}

// ----- a sort of bytes with booleans
// call f
func.func @f() {
  %k = util.unfoldable_constant dense<[5, -2, 9, 2]> : tensor<4xi8>
  %b = util.unfoldable_constant dense<[true, false, false, true]> : tensor<4xi1>
  %0:2 = iree_linalg_ext.sort dimension(0) outs(%k, %b : tensor<4xi8>, tensor<4xi1>) {
    ^bb0(%a: i8, %c: i8, %d: i1, %e: i1):
      %1 = arith.cmpi slt, %a, %c : i8
      iree_linalg_ext.yield %1 : i1
    } -> tensor<4xi8>, tensor<4xi1>
  check.expect_eq_const(%0#0, dense<[-2, 2, 5, 9]> : tensor<4xi8>) : tensor<4xi8>
  check.expect_eq_const(%0#1, dense<[false, true, true, false]> : tensor<4xi1>) : tensor<4xi1>
  return
}

// ----- a stable sort of many
// call f
func.func @f() {
  %n = util.unfoldable_constant 300 : index
  %ke = tensor.empty() : tensor<300x2xi32>
  %keys, %places = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%ke, %ke : tensor<300x2xi32>, tensor<300x2xi32>) {
  ^bb0(%a: i32, %b: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c1 = arith.constant 1 : index
    %c37 = arith.constant 37 : index
    %c101 = arith.constant 101 : index
    %factor = arith.addi %c37, %j : index
    %product = arith.muli %i, %factor : index
    %key = arith.remui %product, %c101 : index
    %k = arith.index_cast %key : index to i32
    %p = arith.index_cast %i : index to i32
    linalg.yield %k, %p : i32, i32
  } -> (tensor<300x2xi32>, tensor<300x2xi32>)
  %0:2 = iree_linalg_ext.sort dimension(0) outs(%keys, %places : tensor<300x2xi32>, tensor<300x2xi32>) {
  ^bb0(%a: i32, %b: i32, %c: i32, %d: i32):
    %1 = arith.cmpi slt, %a, %b : i32
    iree_linalg_ext.yield %1 : i1
  } -> tensor<300x2xi32>, tensor<300x2xi32>
  // Faults are keys that are not their place's, and neighbours that are not in order.
  %zero = arith.constant 0 : i32
  %fe = tensor.empty() : tensor<i32>
  %none = linalg.fill ins(%zero : i32) outs(%fe : tensor<i32>) -> tensor<i32>
  %faults = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%0#0, %0#1 : tensor<300x2xi32>, tensor<300x2xi32>) outs(%none : tensor<i32>) {
  ^bb0(%key: i32, %place: i32, %sum: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %from = arith.index_cast %place : i32 to index
    %own = tensor.extract %keys[%from, %j] : tensor<300x2xi32>
    %wrong = arith.cmpi ne, %own, %key : i32
    %below = arith.subi %i, %c1 : index
    %isFirst = arith.cmpi eq, %i, %c0 : index
    %before = arith.select %isFirst, %c0, %below : index
    %k = tensor.extract %0#0[%before, %j] : tensor<300x2xi32>
    %p = tensor.extract %0#1[%before, %j] : tensor<300x2xi32>
    %less = arith.cmpi slt, %k, %key : i32
    %same = arith.cmpi eq, %k, %key : i32
    %ahead = arith.cmpi slt, %p, %place : i32
    %stable = arith.andi %same, %ahead : i1
    %ordered = arith.ori %less, %stable : i1
    %fine = arith.ori %ordered, %isFirst : i1
    %true = arith.constant true
    %unordered = arith.xori %fine, %true : i1
    %fault = arith.ori %wrong, %unordered : i1
    %one = arith.extui %fault : i1 to i32
    %next = arith.addi %sum, %one : i32
    linalg.yield %next : i32
  } -> tensor<i32>
  check.expect_eq_const(%faults, dense<0> : tensor<i32>) : tensor<i32>
  return
}

// ----- a stable sort of many, nobody knows how many
// call f
func.func @f() {
  %n = util.unfoldable_constant 700 : index
  %ke = tensor.empty(%n) : tensor<?x2xi32>
  %keys, %places = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%ke, %ke : tensor<?x2xi32>, tensor<?x2xi32>) {
  ^bb0(%a: i32, %b: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c1 = arith.constant 1 : index
    %c37 = arith.constant 37 : index
    %c101 = arith.constant 101 : index
    %factor = arith.addi %c37, %j : index
    %product = arith.muli %i, %factor : index
    %key = arith.remui %product, %c101 : index
    %k = arith.index_cast %key : index to i32
    %p = arith.index_cast %i : index to i32
    linalg.yield %k, %p : i32, i32
  } -> (tensor<?x2xi32>, tensor<?x2xi32>)
  %0:2 = iree_linalg_ext.sort dimension(0) outs(%keys, %places : tensor<?x2xi32>, tensor<?x2xi32>) {
  ^bb0(%a: i32, %b: i32, %c: i32, %d: i32):
    %1 = arith.cmpi slt, %a, %b : i32
    iree_linalg_ext.yield %1 : i1
  } -> tensor<?x2xi32>, tensor<?x2xi32>
  // Faults are keys that are not their place's, and neighbours that are not in order.
  %zero = arith.constant 0 : i32
  %fe = tensor.empty() : tensor<i32>
  %none = linalg.fill ins(%zero : i32) outs(%fe : tensor<i32>) -> tensor<i32>
  %faults = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%0#0, %0#1 : tensor<?x2xi32>, tensor<?x2xi32>) outs(%none : tensor<i32>) {
  ^bb0(%key: i32, %place: i32, %sum: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %from = arith.index_cast %place : i32 to index
    %own = tensor.extract %keys[%from, %j] : tensor<?x2xi32>
    %wrong = arith.cmpi ne, %own, %key : i32
    %below = arith.subi %i, %c1 : index
    %isFirst = arith.cmpi eq, %i, %c0 : index
    %before = arith.select %isFirst, %c0, %below : index
    %k = tensor.extract %0#0[%before, %j] : tensor<?x2xi32>
    %p = tensor.extract %0#1[%before, %j] : tensor<?x2xi32>
    %less = arith.cmpi slt, %k, %key : i32
    %same = arith.cmpi eq, %k, %key : i32
    %ahead = arith.cmpi slt, %p, %place : i32
    %stable = arith.andi %same, %ahead : i1
    %ordered = arith.ori %less, %stable : i1
    %fine = arith.ori %ordered, %isFirst : i1
    %true = arith.constant true
    %unordered = arith.xori %fine, %true : i1
    %fault = arith.ori %wrong, %unordered : i1
    %one = arith.extui %fault : i1 to i32
    %next = arith.addi %sum, %one : i32
    linalg.yield %next : i32
  } -> tensor<i32>
  check.expect_eq_const(%faults, dense<0> : tensor<i32>) : tensor<i32>
  return
}

// ----- the largest of many
// call f
func.func @f() {
  %ve = tensor.empty() : tensor<500xf32>
  %values = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%ve : tensor<500xf32>) {
  ^bb0(%a: f32):
    %i = linalg.index 0 : index
    %c37 = arith.constant 37 : index
    %c499 = arith.constant 499 : index
    %product = arith.muli %i, %c37 : index
    %rest = arith.remui %product, %c499 : index
    %k = arith.index_cast %rest : index to i32
    %v = arith.sitofp %k : i32 to f32
    linalg.yield %v : f32
  } -> tensor<500xf32>
  %lowest = arith.constant -1.0 : f32
  %nowhere = arith.constant 0 : i32
  %te = tensor.empty() : tensor<3xf32>
  %ie = tensor.empty() : tensor<3xi32>
  %t = linalg.fill ins(%lowest : f32) outs(%te : tensor<3xf32>) -> tensor<3xf32>
  %n = linalg.fill ins(%nowhere : i32) outs(%ie : tensor<3xi32>) -> tensor<3xi32>
  %0:2 = iree_linalg_ext.topk dimension(0) ins(%values : tensor<500xf32>) outs(%t, %n : tensor<3xf32>, tensor<3xi32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.cmpf ogt, %a, %b : f32
    iree_linalg_ext.yield %1 : i1
  } -> tensor<3xf32>, tensor<3xi32>
  check.expect_eq_const(%0#0, dense<[498.0, 497.0, 496.0]> : tensor<3xf32>) : tensor<3xf32>
  check.expect_eq_const(%0#1, dense<[472, 445, 418]> : tensor<3xi32>) : tensor<3xi32>
  return
}

// ----- a running sum of many
// call f
func.func @f() {
  %n = util.unfoldable_constant 300 : index
  %e = tensor.empty() : tensor<300x3xi32>
  %x = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<300x3xi32>) {
  ^bb0(%a: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c2 = arith.constant 2 : index
    %c7 = arith.constant 7 : index
    %factor = arith.addi %j, %c2 : index
    %product = arith.muli %i, %factor : index
    %rest = arith.remui %product, %c7 : index
    %value = arith.index_cast %rest : index to i32
    linalg.yield %value : i32
  } -> tensor<300x3xi32>
  %start = util.unfoldable_constant dense<10> : tensor<3xi32>
  %0:2 = iree_linalg_ext.scan dimension(0) inclusive(true) ins(%x : tensor<300x3xi32>) outs(%e, %start : tensor<300x3xi32>, tensor<3xi32>) {
  ^bb0(%p : i32, %q : i32):
    %sum = arith.addi %p, %q : i32
    iree_linalg_ext.yield %sum : i32
  } -> tensor<300x3xi32>, tensor<3xi32>
  check.expect_eq_const(%0#1, dense<[898, 899, 900]> : tensor<3xi32>) : tensor<3xi32>
  %end = tensor.extract_slice %0#0[299, 0] [1, 3] [1, 1] : tensor<300x3xi32> to tensor<3xi32>
  check.expect_eq_const(%end, dense<[898, 899, 900]> : tensor<3xi32>) : tensor<3xi32>
  return
}

// ----- a running sum of many that starts somewhere, nobody knows how many
// call f
func.func @f() {
  %n = util.unfoldable_constant 257 : index
  %e = tensor.empty(%n) : tensor<?x3xi32>
  %x = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<?x3xi32>) {
  ^bb0(%a: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c2 = arith.constant 2 : index
    %c7 = arith.constant 7 : index
    %factor = arith.addi %j, %c2 : index
    %product = arith.muli %i, %factor : index
    %rest = arith.remui %product, %c7 : index
    %value = arith.index_cast %rest : index to i32
    linalg.yield %value : i32
  } -> tensor<?x3xi32>
  %start = util.unfoldable_constant dense<10> : tensor<3xi32>
  %0:2 = iree_linalg_ext.scan dimension(0) inclusive(false) ins(%x : tensor<?x3xi32>) outs(%e, %start : tensor<?x3xi32>, tensor<3xi32>) {
  ^bb0(%p : i32, %q : i32):
    %sum = arith.addi %p, %q : i32
    iree_linalg_ext.yield %sum : i32
  } -> tensor<?x3xi32>, tensor<3xi32>
  check.expect_eq_const(%0#1, dense<[778, 777, 776]> : tensor<3xi32>) : tensor<3xi32>
  %end = tensor.extract_slice %0#0[256, 0] [1, 3] [1, 1] : tensor<?x3xi32> to tensor<3xi32>
  check.expect_eq_const(%end, dense<[778, 777, 776]> : tensor<3xi32>) : tensor<3xi32>
  return
}

// ----- a running difference, which only one order gives
// call f
func.func @f() {
  %n = util.unfoldable_constant 300 : index
  %e = tensor.empty() : tensor<300x3xi32>
  %x = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<300x3xi32>) {
  ^bb0(%a: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c2 = arith.constant 2 : index
    %c7 = arith.constant 7 : index
    %factor = arith.addi %j, %c2 : index
    %product = arith.muli %i, %factor : index
    %rest = arith.remui %product, %c7 : index
    %value = arith.index_cast %rest : index to i32
    linalg.yield %value : i32
  } -> tensor<300x3xi32>
  %start = util.unfoldable_constant dense<10> : tensor<3xi32>
  %0:2 = iree_linalg_ext.scan dimension(0) inclusive(true) ins(%x : tensor<300x3xi32>) outs(%e, %start : tensor<300x3xi32>, tensor<3xi32>) {
  ^bb0(%p : i32, %q : i32):
    %sum = arith.subi %p, %q : i32
    iree_linalg_ext.yield %sum : i32
  } -> tensor<300x3xi32>, tensor<3xi32>
  check.expect_eq_const(%0#1, dense<[-898, -899, -900]> : tensor<3xi32>) : tensor<3xi32>
  %end = tensor.extract_slice %0#0[299, 0] [1, 3] [1, 1] : tensor<300x3xi32> to tensor<3xi32>
  check.expect_eq_const(%end, dense<[-898, -899, -900]> : tensor<3xi32>) : tensor<3xi32>
  return
}

// ----- a sort that its input is added to
// call f
func.func @f() {
  %k = util.unfoldable_constant dense<[5, -2, 9, 2]> : tensor<4xi32>
  %0 = iree_linalg_ext.sort dimension(0) outs(%k : tensor<4xi32>) {
    ^bb0(%a: i32, %c: i32):
      %1 = arith.cmpi slt, %a, %c : i32
      iree_linalg_ext.yield %1 : i1
    } -> tensor<4xi32>
  %2 = arith.addi %0, %k : tensor<4xi32>
  check.expect_eq_const(%2, dense<[3, 0, 14, 11]> : tensor<4xi32>) : tensor<4xi32>
  return
}

// ----- two stages of a Fourier transform
// call f
func.func @f() {
  %re = util.unfoldable_constant dense<[1.0, 3.0, 2.0, 4.0]> : tensor<4xf32>
  %im = util.unfoldable_constant dense<0.0> : tensor<4xf32>
  %s1 = arith.constant 1 : index
  %s2 = arith.constant 2 : index
  %0:2 = iree_linalg_ext.fft ins(%s1 : index) outs(%re, %im : tensor<4xf32>, tensor<4xf32>) : tensor<4xf32>, tensor<4xf32>
  %1:2 = iree_linalg_ext.fft ins(%s2 : index) outs(%0#0, %0#1 : tensor<4xf32>, tensor<4xf32>) : tensor<4xf32>, tensor<4xf32>
  check.expect_almost_eq_const(%1#0, dense<[10.0, -2.0, -2.0, -2.0]> : tensor<4xf32>) : tensor<4xf32>
  check.expect_almost_eq_const(%1#1, dense<[0.0, 2.0, 0.0, -2.0]> : tensor<4xf32>) : tensor<4xf32>
  return
}

// ----- running totals of unknown size, without the element itself
// call f
func.func @f() {
  %s = util.unfoldable_constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
  %x = tensor.cast %s : tensor<2x3xi32> to tensor<?x?xi32>
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %d0 = util.optimization_barrier %c2 : index
  %d1 = util.optimization_barrier %c3 : index
  %e = tensor.empty(%d0, %d1) : tensor<?x?xi32>
  %a = util.unfoldable_constant dense<[10, 20, 30]> : tensor<3xi32>
  %acc = tensor.cast %a : tensor<3xi32> to tensor<?xi32>
  %0:2 = iree_linalg_ext.scan dimension(0) inclusive(false) ins(%x : tensor<?x?xi32>) outs(%e, %acc : tensor<?x?xi32>, tensor<?xi32>) {
    ^bb0(%p : i32, %q : i32):
      %sum = arith.addi %p, %q : i32
      iree_linalg_ext.yield %sum : i32
  } -> tensor<?x?xi32>, tensor<?xi32>
  %r = tensor.cast %0#0 : tensor<?x?xi32> to tensor<2x3xi32>
  %t = tensor.cast %0#1 : tensor<?xi32> to tensor<3xi32>
  check.expect_eq_const(%r, dense<[[10, 20, 30], [11, 22, 33]]> : tensor<2x3xi32>) : tensor<2x3xi32>
  check.expect_eq_const(%t, dense<[11, 22, 33]> : tensor<3xi32>) : tensor<3xi32>
  return
}

// ----- a softmax of unknown size
// call f
func.func @f() {
  %s = util.unfoldable_constant dense<[[1.0, 1.0], [0.0, 100.0]]> : tensor<2x2xf32>
  %x = tensor.cast %s : tensor<2x2xf32> to tensor<?x?xf32>
  %c2 = arith.constant 2 : index
  %e = tensor.empty(%c2, %c2) : tensor<?x?xf32>
  %0 = iree_linalg_ext.softmax dimension(1) ins(%x : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) -> tensor<?x?xf32>
  %r = tensor.cast %0 : tensor<?x?xf32> to tensor<2x2xf32>
  check.expect_almost_eq_const(%r, dense<[[0.5, 0.5], [0.0, 1.0]]> : tensor<2x2xf32>) : tensor<2x2xf32>
  return
}

// ----- a scatter that adds rows, one twice, and leaves out one beyond the end
// call f
func.func @f() {
  %o = util.unfoldable_constant dense<[[1, 1], [1, 1], [1, 1]]> : tensor<3x2xi32>
  %u = util.unfoldable_constant dense<[[1, 2], [3, 4], [5, 6], [7, 8]]> : tensor<4x2xi32>
  %i = util.unfoldable_constant dense<[[2], [0], [2], [9]]> : tensor<4x1xi32>
  %0 = iree_linalg_ext.scatter dimension_map = [0] unique_indices(false) ins(%u, %i : tensor<4x2xi32>, tensor<4x1xi32>) outs(%o : tensor<3x2xi32>) {
    ^bb0(%a: i32, %b: i32):
      %s = arith.addi %a, %b : i32
      iree_linalg_ext.yield %s : i32
  } -> tensor<3x2xi32>
  check.expect_eq_const(%0, dense<[[4, 5], [1, 1], [7, 9]]> : tensor<3x2xi32>) : tensor<3x2xi32>
  return
}

// ----- tiles with padding, and back
// call f
func.func @f() {
  %x = util.unfoldable_constant dense<[[1, 2, 3], [4, 5, 6], [7, 8, 9]]> : tensor<3x3xi32>
  %e = tensor.empty() : tensor<2x2x2x2xi32>
  %z = arith.constant 0 : i32
  %0 = iree_linalg_ext.pack %x padding_value(%z : i32) inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %e : (tensor<3x3xi32> tensor<2x2x2x2xi32>) -> tensor<2x2x2x2xi32>
  check.expect_eq_const(%0, dense<[[[[1, 2], [4, 5]], [[3, 0], [6, 0]]], [[[7, 8], [0, 0]], [[9, 0], [0, 0]]]]> : tensor<2x2x2x2xi32>) : tensor<2x2x2x2xi32>
  %e2 = tensor.empty() : tensor<3x3xi32>
  %1 = iree_linalg_ext.unpack %0 inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %e2 : (tensor<2x2x2x2xi32> tensor<3x3xi32>) -> tensor<3x3xi32>
  check.expect_eq(%1, %x) : tensor<3x3xi32>
  return
}

// ----- attention of two rows
// call f
func.func @f() {
  %q = util.unfoldable_constant dense<[[[1.0, 0.0], [0.0, 100.0]]]> : tensor<1x2x2xf32>
  %k = util.unfoldable_constant dense<[[[0.0, 0.0], [0.0, 1.0]]]> : tensor<1x2x2xf32>
  %v = util.unfoldable_constant dense<[[[3.0, 6.0], [0.0, 9.0]]]> : tensor<1x2x2xf32>
  %e = tensor.empty() : tensor<1x2x2xf32>
  %0 = iree_linalg_ext.attention ins(%q, %k, %v : tensor<1x2x2xf32>, tensor<1x2x2xf32>, tensor<1x2x2xf32>) outs(%e : tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  check.expect_almost_eq_const(%0, dense<[[[1.5, 7.5], [0.0, 9.0]]]> : tensor<1x2x2xf32>) : tensor<1x2x2xf32>
  return
}

// ----- the first three of an order, equal ones as they come
// call f
func.func @f() {
  %values = util.unfoldable_constant dense<[[2.0, 5.0, 5.0, 1.0, 9.0], [4.0, 4.0, 3.0, 8.0, 4.0]]> : tensor<2x5xf32>
  %low = arith.constant 0xFF800000 : f32
  %none = arith.constant -1 : i32
  %values_empty = tensor.empty() : tensor<2x3xf32>
  %indices_empty = tensor.empty() : tensor<2x3xi32>
  %values_init = linalg.fill ins(%low : f32) outs(%values_empty : tensor<2x3xf32>) -> tensor<2x3xf32>
  %indices_init = linalg.fill ins(%none : i32) outs(%indices_empty : tensor<2x3xi32>) -> tensor<2x3xi32>
  %0:2 = iree_linalg_ext.topk dimension(1) ins(%values : tensor<2x5xf32>) outs(%values_init, %indices_init : tensor<2x3xf32>, tensor<2x3xi32>) {
    ^bb0(%a : f32, %b : f32):
      %1 = arith.cmpf ogt, %a, %b : f32
      iree_linalg_ext.yield %1 : i1
  } -> tensor<2x3xf32>, tensor<2x3xi32>
  check.expect_eq_const(%0#0, dense<[[9.0, 5.0, 5.0], [8.0, 4.0, 4.0]]> : tensor<2x3xf32>) : tensor<2x3xf32>
  check.expect_eq_const(%0#1, dense<[[4, 1, 2], [3, 0, 1]]> : tensor<2x3xi32>) : tensor<2x3xi32>
  return
}

// ----- a reversal of unknown size
// call f
// in 2x3xi32=1 2 3 4 5 6
// out 2x3xi32=[3 2 1][6 5 4]
func.func @f(%a: tensor<2x?xi32>) -> tensor<2x?xi32> {
  %c1 = arith.constant 1 : index
  %size = tensor.dim %a, %c1 : tensor<2x?xi32>
  %init = tensor.empty(%size) : tensor<2x?xi32>
  %0 = iree_linalg_ext.reverse dimensions(dense<1> : tensor<1xi64>) ins(%a : tensor<2x?xi32>) outs(%init : tensor<2x?xi32>) : tensor<2x?xi32>
  return %0 : tensor<2x?xi32>
}
