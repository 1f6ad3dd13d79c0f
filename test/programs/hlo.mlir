// Programs in mhlo, stablehlo and chlo.

// ----- functions of chlo around the gamma function
// call f
// in 4xf32=2 3 4 5
// in 4xf32=1.5 0.75 2.25 3
// out 4xf32=0.0364901 -1.08586 0.572547 0.922784
// out 4xf32=0.934802 2.65132 0.0540907 0.00567775
// out 4xf32=-0.828797 19.7633 -0.51107 0.206168
// out 4xf32=0.219039 0.189888 0.211217 0.196827
func.func @f(%n: tensor<4xf32>, %a: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = chlo.digamma %a : tensor<4xf32> -> tensor<4xf32>
  %1 = chlo.zeta %n, %a : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  %2 = chlo.polygamma %n, %a : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  %3 = chlo.bessel_i1e %a : tensor<4xf32> -> tensor<4xf32>
  return %0, %1, %2, %3 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// ----- broadcasts of chlo
// call f
// in 4x1xf32=1 2 3 4
// in 3xf32=1 2 3
// out 4x3xf32=[2 3 4][3 4 5][4 5 6][5 6 7]
// out 4x3xi1=[00 01 01][00 00 01][00 00 00][00 00 00]
// out 4x3xf32=[1 1 1][1 2 2][1 2 3][1 2 3]
// call g
// in 2x3xf32=1 2 3 4 5 6
// in 3xf32=1 2 3
// out 2x3xf32=[3.5 6.5 11.5][6.5 12.5 20.5]
func.func @f(%a: tensor<4x1xf32>, %b: tensor<3xf32>) -> (tensor<4x3xf32>, tensor<4x3xi1>, tensor<4x3xf32>) {
  %0 = chlo.broadcast_add %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  %1 = chlo.broadcast_compare %a, %b {comparison_direction = #chlo<comparison_direction LT>} : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x3xi1>
  %2 = chlo.broadcast_select %1, %a, %b : (tensor<4x3xi1>, tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  return %0, %1, %2 : tensor<4x3xf32>, tensor<4x3xi1>, tensor<4x3xf32>
}
func.func @g(%a: tensor<?x?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %0 = chlo.broadcast_multiply %a, %b : (tensor<?x?xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  %k = "chlo.constant_like"(%0) {value = 2.5 : f32} : (tensor<?x?xf32>) -> tensor<?x?xf32>
  %1 = mhlo.add %0, %k : tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}

// ----- loops and branches of mhlo, one in the other
// call nested
// in i32=4
// in 2xf32=1 2
// out 2xf32=4 22
// call nested
// in i32=0
// in 2xf32=1 2
// out 2xf32=1 2
func.func @nested(%n: tensor<i32>, %x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = mhlo.constant dense<0> : tensor<i32>
  %one = mhlo.constant dense<1> : tensor<i32>
  %r:2 = mhlo.while(%i = %0, %y = %x) : tensor<i32>, tensor<2xf32>
    cond {
      %1 = mhlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      mhlo.return %1 : tensor<i1>
    } do {
      %1 = mhlo.add %i, %one : tensor<i32>
      %p = mhlo.compare GT, %i, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %z = "mhlo.if"(%p) ({
        %k:2 = mhlo.while(%j = %i, %w = %y) : tensor<i32>, tensor<2xf32>
          cond {
            %5 = mhlo.compare LT, %j, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
            mhlo.return %5 : tensor<i1>
          } do {
            %6 = mhlo.add %j, %one : tensor<i32>
            %7 = mhlo.add %w, %x : tensor<2xf32>
            mhlo.return %6, %7 : tensor<i32>, tensor<2xf32>
          }
        mhlo.return %k#1 : tensor<2xf32>
      }, {
        %2 = mhlo.multiply %y, %y : tensor<2xf32>
        mhlo.return %2 : tensor<2xf32>
      }) : (tensor<i1>) -> tensor<2xf32>
      mhlo.return %1, %z : tensor<i32>, tensor<2xf32>
    }
  return %r#1 : tensor<2xf32>
}

// ----- a case of mhlo, whose last branch is for all other numbers
// call case
// in i32=0
// in 2xf32=3 -2
// out 2xf32=6 -4
// call case
// in i32=1
// in 2xf32=3 -2
// out 2xf32=9 4
// call case
// in i32=-7
// in 2xf32=3 -2
// out 2xf32=3 -2
func.func @case(%p: tensor<i32>, %x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = "mhlo.case"(%p) ({
    %1 = mhlo.add %x, %x : tensor<2xf32>
    mhlo.return %1 : tensor<2xf32>
  }, {
    %1 = mhlo.multiply %x, %x : tensor<2xf32>
    mhlo.return %1 : tensor<2xf32>
  }, {
    mhlo.return %x : tensor<2xf32>
  }) : (tensor<i32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// ----- a tuple through a function
// call f
// in 2xf32=1 2
// in i32=0
// in f32=4
// out f32=4
// out 2xf32=1 2
// call f
// in 2xf32=1 2
// in i32=1
// in f32=4
// out f32=4
// out 2xf32=1 2
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

// ----- sorted with their numbers, and the greatest of them
// call f
// in 2x6xf32=3 1 4 -1 5 9 2 6 -5 3.5 8 7
// in 2x6xi32=0 1 2 3 4 5 6 7 8 9 10 11
// out 2x6xf32=[9 5 4 3 1 -1][8 7 6 3.5 2 -5]
// out 2x6xi32=[5 4 2 0 1 3][10 11 7 9 6 8]
// out 2x3xf32=[9 5 4][8 7 6]
// out 2x3xi32=[5 4 2][4 5 1]
func.func @f(%a: tensor<2x6xf32>, %i: tensor<2x6xi32>) -> (tensor<2x6xf32>, tensor<2x6xi32>, tensor<2x3xf32>, tensor<2x3xi32>) {
  %0:2 = "mhlo.sort"(%a, %i) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>, %p: tensor<i32>, %q: tensor<i32>):
    %n = mhlo.compare GT, %x, %y, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    mhlo.return %n : tensor<i1>
  }) {dimension = 1 : i64, is_stable = true} : (tensor<2x6xf32>, tensor<2x6xi32>) -> (tensor<2x6xf32>, tensor<2x6xi32>)
  %1:2 = chlo.top_k(%a, k = 3) : tensor<2x6xf32> -> (tensor<2x3xf32>, tensor<2x3xi32>)
  return %0#0, %0#1, %1#0, %1#1 : tensor<2x6xf32>, tensor<2x6xi32>, tensor<2x3xf32>, tensor<2x3xi32>
}

// ----- random numbers
// call n
// in f32=1
// in f32=2
// out 3x5xf32=[2.14172 1.63519 -0.453076 3.9185 -2.19264][-0.279911 2.40775 -0.7602 -0.696778 0.0932175][2.29113 2.08635 1.451 1.16188 -1.34397]
// call u
// in f32=1
// in f32=2
// out 3x5xf32=[1.82758 1.08451 1.34144 1.59837 1.85531][1.58787 1.8448 1.10173 1.35867 1.6156][1.34816 1.6051 1.86203 1.11896 1.37589]
// call g32
// in 4xi32=1 2 3 4
// out 4xi32=1 2 13 3
// out 3x5xi32=[-1997982863 -261361928 -1008514867 1226850200 1419974734][1033030661 -1926332264 1841350787 -976512043 -151263211][-1953328272 1083279175 -523581810 514432126 -231799119]
// call g32e
// in 4xi32=-1 2 -3 4
// out 4xi32=-1 2 19 -3
// out 3x2x5xi32=[[-1514177059 -796240244 -2128365950 795903435 485118461][1846005316 -892488835 808285828 -1347374584 1424431017]][[1538356223 536249409 -1469648125 1577760613 1278224891][-1082423286 1453425524 852745414 1691657276 882639200]][[-948967685 -1255223506 -131371730 1318280390 16400715][-734064671 1094864584 -56837522 -261741128 -1968969388]]
// call g16
// in 4xi32=1 2 3 4
// out 4xi32=1 2 8 3
// out 7xi16=13169 -4360 18637 16280 6222 4099 -13307
func.func @n(%a: tensor<f32>, %b: tensor<f32>) -> tensor<3x5xf32> {
  %s = mhlo.constant dense<[3,5]> : tensor<2xi64>
  %0 = "mhlo.rng"(%a, %b, %s) {rng_distribution = #mhlo.rng_distribution<NORMAL>} : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}
func.func @u(%a: tensor<f32>, %b: tensor<f32>) -> tensor<3x5xf32> {
  %s = mhlo.constant dense<[3,5]> : tensor<2xi64>
  %0 = "mhlo.rng"(%a, %b, %s) {rng_distribution = #mhlo.rng_distribution<UNIFORM>} : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}
func.func @g32(%s: tensor<4xi32>) -> (tensor<4xi32>, tensor<3x5xi32>) {
  %0, %1 = "mhlo.rng_bit_generator"(%s) {rng_algorithm = #mhlo.rng_algorithm<THREE_FRY>} : (tensor<4xi32>) -> (tensor<4xi32>, tensor<3x5xi32>)
  return %0, %1 : tensor<4xi32>, tensor<3x5xi32>
}
func.func @g32e(%s: tensor<4xi32>) -> (tensor<4xi32>, tensor<3x2x5xi32>) {
  %0, %1 = "mhlo.rng_bit_generator"(%s) {rng_algorithm = #mhlo.rng_algorithm<THREE_FRY>} : (tensor<4xi32>) -> (tensor<4xi32>, tensor<3x2x5xi32>)
  return %0, %1 : tensor<4xi32>, tensor<3x2x5xi32>
}
func.func @g16(%s: tensor<4xi32>) -> (tensor<4xi32>, tensor<7xi16>) {
  %0, %1 = "mhlo.rng_bit_generator"(%s) {rng_algorithm = #mhlo.rng_algorithm<THREE_FRY>} : (tensor<4xi32>) -> (tensor<4xi32>, tensor<7xi16>)
  return %0, %1 : tensor<4xi32>, tensor<7xi16>
}

// ----- a scatter of rows
// call rows
// in 4x3xi32=1 2 3 4 5 6 7 8 9 10 11 12
// in 2x1xi32=3 1
// in 2x3xi32=1 2 3 4 5 6
// out 4x3xi32=[1 2 3][0 0 0][7 8 9][9 9 9]
func.func @rows(%a: tensor<4x3xi32>, %i: tensor<2x1xi32>, %u: tensor<2x3xi32>) -> tensor<4x3xi32> {
  %0 = "mhlo.scatter"(%a, %i, %u) ({
  ^bb0(%x: tensor<i32>, %y: tensor<i32>):
    %m = mhlo.subtract %x, %y : tensor<i32>
    mhlo.return %m : tensor<i32>
  }) {scatter_dimension_numbers = #mhlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>} : (tensor<4x3xi32>, tensor<2x1xi32>, tensor<2x3xi32>) -> tensor<4x3xi32>
  return %0 : tensor<4x3xi32>
}

// ----- a scatter of two tensors whose indices stand in columns
// call f
// in 3x4xi32=0
// in 3x4xi32=5
// in 2x2xi32=1 2 1 2
// in 2x2xi32=1 2 3 4
// in 2x2xi32=1 6 7 8
// out 3x4xi32=[0 0 0 0][0 1 3 0][0 0 2 4]
// out 3x4xi32=[5 5 5 5][5 5 7 5][5 5 6 8]
func.func @f(%a: tensor<3x4xi32>, %b: tensor<3x4xi32>, %i: tensor<2x2xi32>, %u: tensor<2x2xi32>, %v: tensor<2x2xi32>) -> (tensor<3x4xi32>, tensor<3x4xi32>) {
  %0:2 = "mhlo.scatter"(%a, %b, %i, %u, %v) ({
  ^bb0(%x: tensor<i32>, %p: tensor<i32>, %y: tensor<i32>, %q: tensor<i32>):
    %m = mhlo.add %x, %y : tensor<i32>
    %n = mhlo.maximum %p, %q : tensor<i32>
    mhlo.return %m, %n : tensor<i32>, tensor<i32>
  }) {scatter_dimension_numbers = #mhlo.scatter<update_window_dims = [0], inserted_window_dims = [0], scatter_dims_to_operand_dims = [1, 0], index_vector_dim = 0>} : (tensor<3x4xi32>, tensor<3x4xi32>, tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>) -> (tensor<3x4xi32>, tensor<3x4xi32>)
  return %0#0, %0#1 : tensor<3x4xi32>, tensor<3x4xi32>
}

// ----- functions of chlo that are formulas
// call f
// in 8xf32=1.5 2.25 0.3 -0.7 3 4.5 -3.25 0.125
// out 8xf32=1.19476 1.55016 0.295673 -0.652667 1.81845 2.20935 -1.89467 0.124677
// out 8xf32=2.12928 4.69116 0.30452 -0.758583 10.0179 45.003 -12.8758 0.125326
// out 8xf32=0.966105 0.998537 0.328627 -0.677801 0.999978 1 -0.999996 0.140316
// out 8xf32=0.0338949 0.00146272 0.671373 1.6778 2.20905E-05 1.96616E-10 2 0.859684
// out 8xf32=-0.120782 0.124872 1.0958 1.45247 0.693148 2.45374 -0.623155 2.01942
// out 8xi1=00 00 00 00 00 00 00 00
func.func @f(%a: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xi1>) {
  %0 = chlo.asinh %a : tensor<8xf32> -> tensor<8xf32>
  %1 = chlo.sinh %a : tensor<8xf32> -> tensor<8xf32>
  %2 = chlo.erf %a : tensor<8xf32> -> tensor<8xf32>
  %3 = chlo.erfc %a : tensor<8xf32> -> tensor<8xf32>
  %4 = chlo.lgamma %a : tensor<8xf32> -> tensor<8xf32>
  %5 = chlo.is_inf %a : tensor<8xf32> -> tensor<8xi1>
  return %0, %1, %2, %3, %4, %5 : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xi1>
}
