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

// ----- windows that select, and take in what is scattered
// call f
// in 4x6xf32=3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3 2 3 8 4 6 2 6 4
// in 2x2xf32=1 2 3 4
// in f32=0.5
// out 4x6xf32=[0.5 0.5 0.5 0.5 0.5 2.5][0.5 1.5 0.5 0.5 0.5 0.5][0.5 0.5 3.5 0.5 0.5 0.5][0.5 0.5 0.5 0.5 4.5 0.5]
func.func @f(%a: tensor<4x6xf32>, %s: tensor<2x2xf32>, %i: tensor<f32>) -> tensor<4x6xf32> {
  %0 = "mhlo.select_and_scatter"(%a, %s, %i) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.compare GE, %x, %y : (tensor<f32>, tensor<f32>) -> tensor<i1>
    mhlo.return %1 : tensor<i1>
  }, {
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.add %x, %y : tensor<f32>
    mhlo.return %1 : tensor<f32>
  }) {window_dimensions = dense<[2, 3]> : tensor<2xi64>, window_strides = dense<[2, 3]> : tensor<2xi64>} : (tensor<4x6xf32>, tensor<2x2xf32>, tensor<f32>) -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}

// ----- windows that overlap select
// call f
// in 4x6xf32=3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3 2 3 8 4 6 2 6 4
// in 3x2xf32=1 2 3 4 5 6
// in f32=0.0
// out 4x6xf32=[0 0 0 0 0 2][0 1 0 0 0 4][0 0 8 0 0 0][0 0 0 0 6 0]
func.func @f(%a: tensor<4x6xf32>, %s: tensor<3x2xf32>, %i: tensor<f32>) -> tensor<4x6xf32> {
  %0 = "mhlo.select_and_scatter"(%a, %s, %i) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.compare GE, %x, %y : (tensor<f32>, tensor<f32>) -> tensor<i1>
    mhlo.return %1 : tensor<i1>
  }, {
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.add %x, %y : tensor<f32>
    mhlo.return %1 : tensor<f32>
  }) {window_dimensions = dense<[2, 3]> : tensor<2xi64>, padding = dense<[[0,0],[0,0]]> : tensor<2x2xi64>, window_strides = dense<[1, 3]> : tensor<2xi64>} : (tensor<4x6xf32>, tensor<3x2xf32>, tensor<f32>) -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}

// ----- a product written in letters
// call f
// in 3x4xf32=1 2 3 4 5 6 7 8 9 10 11 12
// in 4x5xf32=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
// out 5x3xf32=[110 246 382][120 272 424][130 298 466][140 324 508][150 350 550]
func.func @f(%a: tensor<3x4xf32>, %b: tensor<4x5xf32>) -> tensor<5x3xf32> {
  %0 = "mhlo.einsum"(%a, %b) {einsum_config = "ij,jk->ki"} : (tensor<3x4xf32>, tensor<4x5xf32>) -> tensor<5x3xf32>
  return %0 : tensor<5x3xf32>
}

// ----- a batch normalised by itself
// call f
// in 2x3x4xf32=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
// in 4xf32=1 2 3 4
// in 4xf32=4 3 2 1
// out 2x3x4xf32=[[2.53617 0.0723314 -2.3915 -4.85534][3.1217 1.2434 -0.634902 -2.5132][3.70723 2.41447 1.1217 -0.171067]][[4.29277 3.58553 2.8783 2.17107][4.8783 4.7566 4.6349 4.5132][5.46383 5.92767 6.3915 6.85534]]
// out 4xf32=11 12 13 14
// out 4xf32=46.6667 46.6667 46.6667 46.6667
func.func @f(%x: tensor<2x3x4xf32>, %s: tensor<4xf32>, %o: tensor<4xf32>) -> (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0:3 = "mhlo.batch_norm_training"(%x, %s, %o) {epsilon = 1.0e-3 : f32, feature_index = 2 : i64} : (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %0#0, %0#1, %0#2 : tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>
}

// ----- a broadcast of open sizes
// call f
// in 3xf32=1 2 3
// in 2xi32=2 3
// out 2x3xf32=[1 2 3][1 2 3]
func.func @f(%a: tensor<?xf32>, %s: tensor<2xi32>) -> tensor<?x?xf32> {
  %0 = "mhlo.dynamic_broadcast_in_dim"(%a, %s) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- a shape that is computed
// call f
// in 6xf32=1 2 3 4 5 6
// in 2xi32=2 3
// out 2x3xf32=[1 2 3][4 5 6]
func.func @f(%a: tensor<?xf32>, %s: tensor<2xi32>) -> tensor<?x?xf32> {
  %0 = "mhlo.dynamic_reshape"(%a, %s) : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// ----- padding that is computed
// call f
// in 3xf32=1 2 3
// in f32=9
// in 1xi32=1
// in 1xi32=2
// in 1xi32=0
// out 6xf32=9 1 2 3 9 9
func.func @f(%a: tensor<?xf32>, %v: tensor<f32>, %l: tensor<1xi32>, %h: tensor<1xi32>, %i: tensor<1xi32>) -> tensor<?xf32> {
  %0 = "mhlo.dynamic_pad"(%a, %v, %l, %h, %i) : (tensor<?xf32>, tensor<f32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// ----- a slice whose bounds and steps are computed
// call f
// in 6xf32=1 2 3 4 5 6
// in 1xi32=1
// in 1xi32=6
// in 1xi32=2
// out 3xf32=2 4 6
func.func @f(%a: tensor<?xf32>, %l: tensor<1xi32>, %h: tensor<1xi32>, %i: tensor<1xi32>) -> tensor<?xf32> {
  %0 = "mhlo.real_dynamic_slice"(%a, %l, %h, %i) : (tensor<?xf32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// ----- tensors of open sizes behind one another
// call f
// in 1x2xf32=1 2
// in 2x2xf32=3 4 5 6
// out 3x2xf32=[1 2][3 4][5 6]
func.func @f(%a: tensor<?x2xf32>, %b: tensor<?x2xf32>) -> tensor<?x2xf32> {
  %0 = "mhlo.concatenate"(%a, %b) {dimension = 0 : i64} : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}

// ----- padding between elements
// call f
// in 3xf32=1 2 3
// in f32=9
// out 8xf32=9 1 9 2 9 3 9 9
func.func @f(%a: tensor<3xf32>, %v: tensor<f32>) -> tensor<8xf32> {
  %0 = "mhlo.pad"(%a, %v) {edge_padding_low = dense<1> : tensor<1xi64>, edge_padding_high = dense<2> : tensor<1xi64>, interior_padding = dense<1> : tensor<1xi64>} : (tensor<3xf32>, tensor<f32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// ----- rows gathered from open sizes
// call f
// in 3x4xf32=1 2 3 4 5 6 7 8 9 10 11 12
// in 2x1xi32=2 0
// out 2x4xf32=[9 10 11 12][1 2 3 4]
func.func @f(%a: tensor<?x4xf32>, %i: tensor<?x1xi32>) -> tensor<?x4xf32> {
  %0 = "mhlo.gather"(%a, %i) {dimension_numbers = #mhlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = dense<[1,4]> : tensor<2xi64>} : (tensor<?x4xf32>, tensor<?x1xi32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// ----- rows chosen in batches
// call f
// in 2x3x2xf32=1 2 3 4 5 6 7 8 9 10 11 12
// in 2x2xi32=2 0 1 1
// out 2x2x2xf32=[[5 6][1 2]][[9 10][9 10]]
func.func @f(%a: tensor<2x3x2xf32>, %i: tensor<2x2xi32>) -> tensor<2x2x2xf32> {
  %0 = "mhlo.torch_index_select"(%a, %i) {batch_dims = 1 : i64, dim = 1 : i64} : (tensor<2x3x2xf32>, tensor<2x2xi32>) -> tensor<2x2x2xf32>
  return %0 : tensor<2x2x2xf32>
}

// ----- the greatest elements and where they are
// call f
// in 2x4xf32=1 5 3 2 4 5 6 1
// out 2xf32=5 6
// out 2xi32=1 2
func.func @f(%a: tensor<2x4xf32>) -> (tensor<2xf32>, tensor<2xi32>) {
  %0 = "mhlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x4xi32>
  %m = mhlo.constant dense<0xFF800000> : tensor<f32>
  %z = mhlo.constant dense<0> : tensor<i32>
  %1:2 = "mhlo.reduce"(%a, %0, %m, %z) ({
  ^bb0(%x: tensor<f32>, %p: tensor<i32>, %y: tensor<f32>, %q: tensor<i32>):
    %2 = mhlo.compare GE, %x, %y : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %3 = mhlo.select %2, %x, %y : tensor<i1>, tensor<f32>
    %4 = mhlo.select %2, %p, %q : tensor<i1>, tensor<i32>
    mhlo.return %3, %4 : tensor<f32>, tensor<i32>
  }) {dimensions = dense<1> : tensor<1xi64>} : (tensor<2x4xf32>, tensor<2x4xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
  return %1#0, %1#1 : tensor<2xf32>, tensor<2xi32>
}

// ----- sizes as numbers
// call f
// in 3x4xf32=1
// out i32=3
// out i32=4
func.func @f(%a: tensor<?x4xf32>) -> (tensor<i32>, tensor<i32>) {
  %0 = "mhlo.get_dimension_size"(%a) {dimension = 0 : i64} : (tensor<?x4xf32>) -> tensor<i32>
  %1 = "mhlo.get_dimension_size"(%a) {dimension = 1 : i64} : (tensor<?x4xf32>) -> tensor<i32>
  return %0, %1 : tensor<i32>, tensor<i32>
}

// ----- gradients through a normalised batch
// call f
// in 3x4xf32=0.1 0.2 0.3 0.4 0.5 0.7 0.8 0.9 1 1.3 0.2 0.6
// in 4xf32=1 2 3 4
// in 4xf32=0.533 0.733 0.433 0.633
// in 4xf32=0.236 0.302 0.169 0.142
// in 3x4xf32=1 -1 0.5 2 0.25 -0.5 1 0 3 2 -1 1
// out 3x4xf32=[0.344727 -0.652304 3.43766 7.71096][-2.30497 -2.20018 3.27003 -7.29263][1.95747 2.84576 -6.7153 -0.406022]
// out 4xf32=1.97144 3.05838 1.29393 -1.31957
// out 4xf32=4.25 0.5 0.5 3
func.func @f(%x: tensor<3x4xf32>, %s: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>, %g: tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0:3 = "mhlo.batch_norm_grad"(%x, %s, %m, %v, %g) {epsilon = 1.0e-3 : f32, feature_index = 1 : i64} : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %0#0, %0#1, %0#2 : tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>
}

// ----- floats rounded to fewer bits
// call f
// in 6xf32=1.00001 3.14159 1e30 1e-30 -2.71828 123456
// out 6xf32=1 3.14062 INF 0 -2.71875 INF
func.func @f(%a: tensor<6xf32>) -> tensor<6xf32> {
  %0 = "mhlo.reduce_precision"(%a) {exponent_bits = 5 : i32, mantissa_bits = 10 : i32} : (tensor<6xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// ----- bits of several numbers as one
// call f
// in 2x4xi8=1 2 3 4 5 6 7 8
// out 2xi32=67305985 134678021
func.func @f(%a: tensor<2x4xi8>) -> tensor<2xi32> {
  %0 = "mhlo.bitcast_convert"(%a) : (tensor<2x4xi8>) -> tensor<2xi32>
  return %0 : tensor<2xi32>
}

// ----- bits of a number as several
// call f
// in 2xi32=67305985 134678021
// out 2x4xi8=[1 2 3 4][5 6 7 8]
func.func @f(%a: tensor<2xi32>) -> tensor<2x4xi8> {
  %0 = "mhlo.bitcast_convert"(%a) : (tensor<2xi32>) -> tensor<2x4xi8>
  return %0 : tensor<2x4xi8>
}

// ----- the greatest of windows on batches of open size
// call f
// in 1x4x4x2xf32=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
// in f32=0
// out 1x2x2x2xf32=[[[11 12][15 16]][[27 28][31 32]]]
func.func @f(%a: tensor<?x4x4x2xf32>, %i: tensor<f32>) -> tensor<?x2x2x2xf32> {
  %0 = "mhlo.reduce_window"(%a, %i) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %1 = mhlo.maximum %x, %y : tensor<f32>
    mhlo.return %1 : tensor<f32>
  }) {window_dimensions = dense<[1,2,2,1]> : tensor<4xi64>, window_strides = dense<[1,2,2,1]> : tensor<4xi64>} : (tensor<?x4x4x2xf32>, tensor<f32>) -> tensor<?x2x2x2xf32>
  return %0 : tensor<?x2x2x2xf32>
}

// ----- a convolution of groups of batches
// call f
// in 4x4x4x2xf32=0.5
// in 2x2x2x4xf32=0.25
// out 2x3x3x4xf32=[[[1 1 1 1][1 1 1 1][1 1 1 1]][[1 1 1 1][1 1 1 1][1 1 1 1]][[1 1 1 1][1 1 1 1][1 1 1 1]]][[[1 1 1 1][1 1 1 1][1 1 1 1]][[1 1 1 1][1 1 1 1][1 1 1 1]][[1 1 1 1][1 1 1 1][1 1 1 1]]]
func.func @f(%a: tensor<4x4x4x2xf32>, %k: tensor<2x2x2x4xf32>) -> tensor<2x3x3x4xf32> {
  %0 = mhlo.convolution(%a, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1]} {batch_group_count = 2 : i64, feature_group_count = 1 : i64} : (tensor<4x4x4x2xf32>, tensor<2x2x2x4xf32>) -> tensor<2x3x3x4xf32>
  return %0 : tensor<2x3x3x4xf32>
}

// ----- a convolution with the window reversed
// call f
// in 1x4x4x1xf32=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
// in 2x2x1x1xf32=1 2 3 4
// out 1x3x3x1xf32=[[[26][36][46]][[66][76][86]][[106][116][126]]]
func.func @f(%a: tensor<1x4x4x1xf32>, %k: tensor<2x2x1x1xf32>) -> tensor<1x3x3x1xf32> {
  %0 = mhlo.convolution(%a, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], reverse = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x4x4x1xf32>, tensor<2x2x1x1xf32>) -> tensor<1x3x3x1xf32>
  return %0 : tensor<1x3x3x1xf32>
}

// ----- a convolution of narrow integers
// call f
// in 1x4x4x1xi8=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
// in 2x2x1x1xi8=1 2 3 -4
// out 1x3x3x1xi32=[[[-4][-2][0]][[4][6][8]][[12][14][16]]]
func.func @f(%a: tensor<1x4x4x1xi8>, %k: tensor<2x2x1x1xi8>) -> tensor<1x3x3x1xi32> {
  %0 = mhlo.convolution(%a, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x4x4x1xi8>, tensor<2x2x1x1xi8>) -> tensor<1x3x3x1xi32>
  return %0 : tensor<1x3x3x1xi32>
}

// ----- a sum of what is only counted
// call f
// in i32=5
// out 4x2xi32=[8 8][8 8][8 8][8 8]
func.func @f(%a: tensor<i32>) -> tensor<4x2xi32> {
  %2 = "mhlo.iota"() {iota_dimension = 2 : i64} : () -> tensor<4x2x3xi32>
  %4 = mhlo.reduce(%2 init: %a) applies mhlo.add across dimensions = [2] : (tensor<4x2x3xi32>, tensor<i32>) -> tensor<4x2xi32>
  return %4 : tensor<4x2xi32>
}

// ----- shapes that are computed with
// call f
// in 2x3xf32=1 2 3 4 5 6
// in 3xf32=10 20 30
// out 2x3xf32=[11 22 33][14 25 36]
// out 3xi32=6 2 12
func.func @f(%a: tensor<?x3xf32>, %b: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xi32>) {
  %0 = shape.shape_of %a : tensor<?x3xf32> -> tensor<2xindex>
  %n = shape.num_elements %0 : tensor<2xindex> -> index
  %c = arith.constant 0 : index
  %e = shape.get_extent %0, %c : tensor<2xindex>, index -> index
  %k = shape.const_shape [1, 3] : tensor<2xindex>
  %m = shape.mul %n, %e : index, index -> index
  %s = shape.broadcast %0, %k : tensor<2xindex>, tensor<2xindex> -> tensor<2xindex>
  %x = "mhlo.dynamic_broadcast_in_dim"(%b, %s) {broadcast_dimensions = dense<1> : tensor<1xi64>} : (tensor<3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
  %y = mhlo.add %a, %x : tensor<?x3xf32>
  %ni = arith.index_cast %n : index to i32
  %ei = arith.index_cast %e : index to i32
  %mi = arith.index_cast %m : index to i32
  %t = tensor.from_elements %ni, %ei, %mi : tensor<3xi32>
  return %y, %t : tensor<?x3xf32>, tensor<3xi32>
}
