// Arithmetic on tensors, element by element, at the edges of each type.

// ----- comparisons of floats, of NaN too
// call f
// in 9xf32=nan 1 nan inf -inf 0 0 5 inf
// in 9xf32=1 nan nan 1 2 0 -1 0 inf
// out 9xi1=00 00 00 00 00 01 00 00 01
// out 9xi1=00 00 00 01 00 00 01 01 00
// out 9xi1=00 00 00 01 00 01 01 01 01
// out 9xi1=00 00 00 00 01 00 00 00 00
// out 9xi1=00 00 00 00 01 01 00 00 01
// out 9xi1=00 00 00 01 01 00 01 01 00
// out 9xi1=00 00 00 01 01 01 01 01 01
// out 9xi1=01 01 01 00 00 01 00 00 01
// out 9xi1=01 01 01 01 00 00 01 01 00
// out 9xi1=01 01 01 01 00 01 01 01 01
// out 9xi1=01 01 01 00 01 00 00 00 00
// out 9xi1=01 01 01 00 01 01 00 00 01
// out 9xi1=01 01 01 01 01 00 01 01 00
// out 9xi1=01 01 01 00 00 00 00 00 00
func.func @f(%a: tensor<9xf32>, %b: tensor<9xf32>) -> (tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>) {
  %0 = arith.cmpf oeq, %a, %b : tensor<9xf32>
  %1 = arith.cmpf ogt, %a, %b : tensor<9xf32>
  %2 = arith.cmpf oge, %a, %b : tensor<9xf32>
  %3 = arith.cmpf olt, %a, %b : tensor<9xf32>
  %4 = arith.cmpf ole, %a, %b : tensor<9xf32>
  %5 = arith.cmpf one, %a, %b : tensor<9xf32>
  %6 = arith.cmpf ord, %a, %b : tensor<9xf32>
  %7 = arith.cmpf ueq, %a, %b : tensor<9xf32>
  %8 = arith.cmpf ugt, %a, %b : tensor<9xf32>
  %9 = arith.cmpf uge, %a, %b : tensor<9xf32>
  %10 = arith.cmpf ult, %a, %b : tensor<9xf32>
  %11 = arith.cmpf ule, %a, %b : tensor<9xf32>
  %12 = arith.cmpf une, %a, %b : tensor<9xf32>
  %13 = arith.cmpf uno, %a, %b : tensor<9xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13 : tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>, tensor<9xi1>
}

// ----- arithmetic of NaN and infinities
// call f
// in 9xf32=nan 1 nan inf -inf 0 0 5 inf
// in 9xf32=1 nan nan 1 2 0 -1 0 inf
// out 9xf32=NAN NAN NAN INF 2 0 0 5 INF
// out 9xf32=NAN NAN NAN 1 -INF 0 -1 0 INF
// out 9xf32=NAN NAN NAN INF -INF 0 -1 5 INF
// out 9xf32=NAN NAN NAN INF -INF 0 -0 0 INF
// out 9xf32=NAN NAN NAN INF -INF -NAN -0 INF -NAN
// out 9xf32=NAN NAN NAN -NAN -NAN -NAN 0 -NAN -NAN
func.func @f(%a: tensor<9xf32>, %b: tensor<9xf32>) -> (tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>) {
  %0 = arith.maxf %a, %b : tensor<9xf32>
  %1 = arith.minf %a, %b : tensor<9xf32>
  %2 = arith.addf %a, %b : tensor<9xf32>
  %3 = arith.mulf %a, %b : tensor<9xf32>
  %4 = arith.divf %a, %b : tensor<9xf32>
  %5 = arith.remf %a, %b : tensor<9xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>, tensor<9xf32>
}

// ----- functions of NaN and infinities
// call f
// in 7xf32=nan inf -inf 0 -1 1e-10 2
// out 7xf32=NAN INF INF 0 1 1E-10 2
// out 7xf32=NAN INF -INF 0 -1 1 2
// out 7xf32=NAN INF -INF 0 -1 0 2
// out 7xf32=NAN INF -INF 0 -1 0 2
// out 7xf32=NAN INF 0 1 0.36788 1 7.38905
// out 7xf32=NAN INF -1 0 -0.632121 1E-10 6.38905
// out 7xf32=NAN INF NAN -INF NAN -23.0259 0.693147
// out 7xf32=NAN INF NAN -INF NAN -33.2193 1
// out 7xf32=NAN INF NAN 0 -INF 1E-10 1.09861
// out 7xf32=NAN 1 -1 0 -0.761594 1E-10 0.964028
// out 7xf32=NAN 0 -NAN INF -NAN 100000 0.707107
// out 7xf32=NAN INF -NAN 0 -NAN 1E-05 1.41421
// out 7xf32=NAN 1 -1 0 -0.842701 1.12838E-10 0.995322
func.func @f(%a: tensor<7xf32>) -> (tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>) {
  %0 = math.absf %a : tensor<7xf32>
  %1 = math.ceil %a : tensor<7xf32>
  %2 = math.floor %a : tensor<7xf32>
  %3 = math.round %a : tensor<7xf32>
  %4 = math.exp %a : tensor<7xf32>
  %5 = math.expm1 %a : tensor<7xf32>
  %6 = math.log %a : tensor<7xf32>
  %7 = math.log2 %a : tensor<7xf32>
  %8 = math.log1p %a : tensor<7xf32>
  %9 = math.tanh %a : tensor<7xf32>
  %10 = math.rsqrt %a : tensor<7xf32>
  %11 = math.sqrt %a : tensor<7xf32>
  %12 = math.erf %a : tensor<7xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12 : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>
}

// ----- functions of floats
// call f
// in 11xf32=0.724 2.741 1.841 2.782 0.158 2.569 1.089 0.169 0.216 2.952 2.919
// out 11xf32=0.724 2.741 1.841 2.782 0.158 2.569 1.089 0.169 0.216 2.952 2.919
// out 11xf32=1 3 2 3 1 3 2 1 1 3 3
// out 11xf32=0 2 1 2 0 2 1 0 0 2 2
// out 11xf32=1 3 2 3 0 3 1 0 0 3 3
// out 11xf32=2.06267 15.5025 6.30284 16.1513 1.17116 13.0528 2.9713 1.18412 1.2411 19.1442 18.5227
// out 11xf32=1.06267 14.5025 5.30284 15.1513 0.171166 12.0528 1.9713 0.18412 0.241102 18.1442 17.5227
// out 11xf32=-0.322964 1.00832 0.610309 1.02317 -1.84516 0.943517 0.0852598 -1.77786 -1.53248 1.08248 1.07124
// out 11xf32=-0.465938 1.4547 0.88049 1.47612 -2.662 1.36121 0.123004 -2.5649 -2.2109 1.56169 1.54547
// out 11xf32=0.544647 1.31935 1.04416 1.33025 0.146694 1.27229 0.736685 0.156149 0.195567 1.37422 1.36584
// out 11xf32=0.619381 0.991712 0.950891 0.992362 0.156698 0.98833 0.796513 0.167409 0.212702 0.994558 0.994188
// out 11xf32=1.17525 0.604012 0.73701 0.599545 2.51577 0.623904 0.958266 2.43252 2.15166 0.582025 0.585306
// out 11xf32=0.850882 1.6556 1.35683 1.66793 0.397492 1.60281 1.04355 0.411096 0.464758 1.71814 1.70851
// out 11xf32=0.694113 0.999894 0.990774 0.999917 0.176811 0.99972 0.876459 0.188896 0.239992 0.99997 0.999963
// out 11xf32=0.662387 0.389964 0.963717 0.351893 0.157343 0.541813 0.886164 0.168197 0.214324 0.188459 0.220759
// out 11xf32=0.749162 -0.92083 -0.266928 -0.93604 0.987544 -0.840499 0.463372 0.985753 0.976763 -0.982081 -0.975328
func.func @f(%a: tensor<11xf32>) -> (tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>) {
  %0 = math.absf %a : tensor<11xf32>
  %1 = math.ceil %a : tensor<11xf32>
  %2 = math.floor %a : tensor<11xf32>
  %3 = math.round %a : tensor<11xf32>
  %4 = math.exp %a : tensor<11xf32>
  %5 = math.expm1 %a : tensor<11xf32>
  %6 = math.log %a : tensor<11xf32>
  %7 = math.log2 %a : tensor<11xf32>
  %8 = math.log1p %a : tensor<11xf32>
  %9 = math.tanh %a : tensor<11xf32>
  %10 = math.rsqrt %a : tensor<11xf32>
  %11 = math.sqrt %a : tensor<11xf32>
  %12 = math.erf %a : tensor<11xf32>
  %13 = math.sin %a : tensor<11xf32>
  %14 = math.cos %a : tensor<11xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14 : tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11xf32>
}

// ----- functions of angles
// call f
// in 24xf32=-100 -31.4 -6.3 -4.7 -3.1 -2.4 -1.6 -1.5 -0.8 -0.1 0 0.1 0.7 0.8 1.5 1.6 2.3 3.2 4.8 6.2 12.5 50 99.5 1000
// out 24xf32=0.506368 0.0159276 -0.0168138 0.999923 -0.0415808 -0.675463 -0.999574 -0.997495 -0.717356 -0.0998334 0 0.0998334 0.644218 0.717356 0.997495 0.999574 0.745705 -0.0583741 -0.996165 -0.0830896 -0.0663226 -0.262376 -0.857798 0.826865
// out 24xf32=0.862317 0.999873 0.999859 -0.0123889 -0.999135 -0.737394 -0.0291995 0.0707373 0.696707 0.995004 1 0.995004 0.764842 0.696707 0.0707372 -0.0291995 -0.666276 -0.998295 0.0874992 0.996542 0.997798 0.964966 0.513986 0.5624
// out 24xf32=0.587218 0.0159296 -0.0168162 -80.7114 0.0416168 0.916014 34.2326 -14.1014 -1.02964 -0.100335 0 0.100335 0.842288 1.02964 14.1014 -34.2326 -1.11921 0.0584738 -11.3848 -0.0833779 -0.0664689 -0.271901 -1.66891 1.47024
func.func @f(%a: tensor<24xf32>) -> (tensor<24xf32>, tensor<24xf32>, tensor<24xf32>) {
  %0 = math.sin %a : tensor<24xf32>
  %1 = math.cos %a : tensor<24xf32>
  %2 = math.tan %a : tensor<24xf32>
  return %0, %1, %2 : tensor<24xf32>, tensor<24xf32>, tensor<24xf32>
}

// ----- sums and bits of 8
// call f
// in 8xi8=-128 127 -1 -7 100 -100 0 9
// in 8xi8=1 2 3 7 5 2 4 4
// out 8xi8=-127 -127 2 0 105 -98 4 13
// out 8xi8=127 125 -4 -14 95 -102 -4 5
// out 8xi8=-128 -2 -3 -49 -12 56 0 36
// out 8xi8=0 2 3 1 4 0 0 0
// out 8xi8=-127 127 -1 -1 101 -98 4 13
// out 8xi8=-127 125 -4 -2 97 -98 4 13
func.func @f(%a: tensor<8xi8>, %b: tensor<8xi8>) -> (tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>) {
  %0 = arith.addi %a, %b : tensor<8xi8>
  %1 = arith.subi %a, %b : tensor<8xi8>
  %2 = arith.muli %a, %b : tensor<8xi8>
  %3 = arith.andi %a, %b : tensor<8xi8>
  %4 = arith.ori %a, %b : tensor<8xi8>
  %5 = arith.xori %a, %b : tensor<8xi8>
  return %0, %1, %2, %3, %4, %5 : tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>
}

// ----- quotients of 8 bits
// call f
// in 8xi8=-128 127 -1 -7 100 -100 0 9
// in 8xi8=1 2 3 7 5 2 4 4
// out 8xi8=-128 63 0 -1 20 -50 0 2
// out 8xi8=0 1 -1 0 0 0 0 1
// out 8xi8=-128 63 85 35 20 78 0 2
// out 8xi8=0 1 0 4 0 0 0 1
// out 8xi8=-128 63 -1 -1 20 -50 0 2
// out 8xi8=-128 64 0 -1 20 -50 0 3
// out 8xi8=-128 64 85 36 20 78 0 3
func.func @f(%a: tensor<8xi8>, %b: tensor<8xi8>) -> (tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>) {
  %0 = arith.divsi %a, %b : tensor<8xi8>
  %1 = arith.remsi %a, %b : tensor<8xi8>
  %2 = arith.divui %a, %b : tensor<8xi8>
  %3 = arith.remui %a, %b : tensor<8xi8>
  %4 = arith.floordivsi %a, %b : tensor<8xi8>
  %5 = arith.ceildivsi %a, %b : tensor<8xi8>
  %6 = arith.ceildivui %a, %b : tensor<8xi8>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>
}

// ----- shifts of 8 bits
// call f
// in 8xi8=-128 127 -1 -7 100 -100 0 9
// in 8xi8=1 2 3 7 5 2 4 4
// out 8xi8=1 127 3 7 100 2 4 9
// out 8xi8=-128 2 -1 -7 5 -100 0 4
// out 8xi8=-128 127 -1 -7 100 -100 4 9
// out 8xi8=1 2 3 7 5 2 0 4
// out 8xi8=0 -4 -8 -128 -128 112 0 -112
// out 8xi8=64 31 31 1 3 39 0 0
// out 8xi8=-64 31 -1 -1 3 -25 0 0
func.func @f(%a: tensor<8xi8>, %b: tensor<8xi8>) -> (tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>) {
  %0 = arith.maxsi %a, %b : tensor<8xi8>
  %1 = arith.minsi %a, %b : tensor<8xi8>
  %2 = arith.maxui %a, %b : tensor<8xi8>
  %3 = arith.minui %a, %b : tensor<8xi8>
  %4 = arith.shli %a, %b : tensor<8xi8>
  %5 = arith.shrui %a, %b : tensor<8xi8>
  %6 = arith.shrsi %a, %b : tensor<8xi8>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>, tensor<8xi8>
}

// ----- quotients of 16 bits
// call f
// in 8xi16=-32768 32767 -1 -7 100 -100 0 9
// in 8xi16=1 2 3 7 5 2 4 4
// out 8xi16=-32768 16383 0 -1 20 -50 0 2
// out 8xi16=0 1 -1 0 0 0 0 1
// out 8xi16=-32768 16383 21845 9361 20 32718 0 2
// out 8xi16=0 1 0 2 0 0 0 1
// out 8xi16=-32768 16383 -1 -1 20 -50 0 2
// out 8xi16=-32768 16384 0 -1 20 -50 0 3
// out 8xi16=-32768 16384 21845 9362 20 32718 0 3
func.func @f(%a: tensor<8xi16>, %b: tensor<8xi16>) -> (tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>) {
  %0 = arith.divsi %a, %b : tensor<8xi16>
  %1 = arith.remsi %a, %b : tensor<8xi16>
  %2 = arith.divui %a, %b : tensor<8xi16>
  %3 = arith.remui %a, %b : tensor<8xi16>
  %4 = arith.floordivsi %a, %b : tensor<8xi16>
  %5 = arith.ceildivsi %a, %b : tensor<8xi16>
  %6 = arith.ceildivui %a, %b : tensor<8xi16>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>, tensor<8xi16>
}

// ----- sums and bits of 32
// call f
// in 8xi32=-2147483648 2147483647 -1 -7 100 -100 0 9
// in 8xi32=1 2 3 7 5 2 4 4
// out 8xi32=-2147483647 -2147483647 2 0 105 -98 4 13
// out 8xi32=2147483647 2147483645 -4 -14 95 -102 -4 5
// out 8xi32=-2147483648 -2 -3 -49 500 -200 0 36
// out 8xi32=0 2 3 1 4 0 0 0
// out 8xi32=-2147483647 2147483647 -1 -1 101 -98 4 13
// out 8xi32=-2147483647 2147483645 -4 -2 97 -98 4 13
func.func @f(%a: tensor<8xi32>, %b: tensor<8xi32>) -> (tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>) {
  %0 = arith.addi %a, %b : tensor<8xi32>
  %1 = arith.subi %a, %b : tensor<8xi32>
  %2 = arith.muli %a, %b : tensor<8xi32>
  %3 = arith.andi %a, %b : tensor<8xi32>
  %4 = arith.ori %a, %b : tensor<8xi32>
  %5 = arith.xori %a, %b : tensor<8xi32>
  return %0, %1, %2, %3, %4, %5 : tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>
}

// ----- quotients of 32 bits
// call f
// in 8xi32=-2147483648 2147483647 -1 -7 100 -100 0 9
// in 8xi32=1 2 3 7 5 2 4 4
// out 8xi32=-2147483648 1073741823 0 -1 20 -50 0 2
// out 8xi32=0 1 -1 0 0 0 0 1
// out 8xi32=-2147483648 1073741823 1431655765 613566755 20 2147483598 0 2
// out 8xi32=0 1 0 4 0 0 0 1
// out 8xi32=-2147483648 1073741823 -1 -1 20 -50 0 2
// out 8xi32=-2147483648 1073741824 0 -1 20 -50 0 3
// out 8xi32=-2147483648 1073741824 1431655765 613566756 20 2147483598 0 3
func.func @f(%a: tensor<8xi32>, %b: tensor<8xi32>) -> (tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>) {
  %0 = arith.divsi %a, %b : tensor<8xi32>
  %1 = arith.remsi %a, %b : tensor<8xi32>
  %2 = arith.divui %a, %b : tensor<8xi32>
  %3 = arith.remui %a, %b : tensor<8xi32>
  %4 = arith.floordivsi %a, %b : tensor<8xi32>
  %5 = arith.ceildivsi %a, %b : tensor<8xi32>
  %6 = arith.ceildivui %a, %b : tensor<8xi32>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>
}

// ----- shifts of 32 bits
// call f
// in 8xi32=-2147483648 2147483647 -1 -7 100 -100 0 9
// in 8xi32=1 2 3 7 5 2 4 4
// out 8xi32=1 2147483647 3 7 100 2 4 9
// out 8xi32=-2147483648 2 -1 -7 5 -100 0 4
// out 8xi32=-2147483648 2147483647 -1 -7 100 -100 4 9
// out 8xi32=1 2 3 7 5 2 0 4
// out 8xi32=0 -4 -8 -896 3200 -400 0 144
// out 8xi32=1073741824 536870911 536870911 33554431 3 1073741799 0 0
// out 8xi32=-1073741824 536870911 -1 -1 3 -25 0 0
func.func @f(%a: tensor<8xi32>, %b: tensor<8xi32>) -> (tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>) {
  %0 = arith.maxsi %a, %b : tensor<8xi32>
  %1 = arith.minsi %a, %b : tensor<8xi32>
  %2 = arith.maxui %a, %b : tensor<8xi32>
  %3 = arith.minui %a, %b : tensor<8xi32>
  %4 = arith.shli %a, %b : tensor<8xi32>
  %5 = arith.shrui %a, %b : tensor<8xi32>
  %6 = arith.shrsi %a, %b : tensor<8xi32>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>, tensor<8xi32>
}

// ----- sums and bits of 64
// call f
// in 8xi64=-9223372036854775808 9223372036854775807 -1 -7 100000000000 -100 0 9
// in 8xi64=1 2 3 7 5 2 4 4
// out 8xi64=-9223372036854775807 -9223372036854775807 2 0 100000000005 -98 4 13
// out 8xi64=9223372036854775807 9223372036854775805 -4 -14 99999999995 -102 -4 5
// out 8xi64=-9223372036854775808 -2 -3 -49 500000000000 -200 0 36
// out 8xi64=0 2 3 1 0 0 0 0
// out 8xi64=-9223372036854775807 9223372036854775807 -1 -1 100000000005 -98 4 13
// out 8xi64=-9223372036854775807 9223372036854775805 -4 -2 100000000005 -98 4 13
func.func @f(%a: tensor<8xi64>, %b: tensor<8xi64>) -> (tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>) {
  %0 = arith.addi %a, %b : tensor<8xi64>
  %1 = arith.subi %a, %b : tensor<8xi64>
  %2 = arith.muli %a, %b : tensor<8xi64>
  %3 = arith.andi %a, %b : tensor<8xi64>
  %4 = arith.ori %a, %b : tensor<8xi64>
  %5 = arith.xori %a, %b : tensor<8xi64>
  return %0, %1, %2, %3, %4, %5 : tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>
}

// ----- quotients of 64 bits
// call f
// in 8xi64=-9223372036854775808 9223372036854775807 -1 -7 100000000000 -100 0 9
// in 8xi64=1 2 3 7 5 2 4 4
// out 8xi64=-9223372036854775808 4611686018427387903 0 -1 20000000000 -50 0 2
// out 8xi64=0 1 -1 0 0 0 0 1
// out 8xi64=-9223372036854775808 4611686018427387903 6148914691236517205 2635249153387078801 20000000000 9223372036854775758 0 2
// out 8xi64=0 1 0 2 0 0 0 1
// out 8xi64=-9223372036854775808 4611686018427387903 -1 -1 20000000000 -50 0 2
// out 8xi64=-9223372036854775808 4611686018427387904 0 -1 20000000000 -50 0 3
// out 8xi64=-9223372036854775808 4611686018427387904 6148914691236517205 2635249153387078802 20000000000 9223372036854775758 0 3
func.func @f(%a: tensor<8xi64>, %b: tensor<8xi64>) -> (tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>) {
  %0 = arith.divsi %a, %b : tensor<8xi64>
  %1 = arith.remsi %a, %b : tensor<8xi64>
  %2 = arith.divui %a, %b : tensor<8xi64>
  %3 = arith.remui %a, %b : tensor<8xi64>
  %4 = arith.floordivsi %a, %b : tensor<8xi64>
  %5 = arith.ceildivsi %a, %b : tensor<8xi64>
  %6 = arith.ceildivui %a, %b : tensor<8xi64>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>
}

// ----- shifts of 64 bits
// call f
// in 8xi64=-9223372036854775808 9223372036854775807 -1 -7 100000000000 -100 0 9
// in 8xi64=1 2 3 7 5 2 4 4
// out 8xi64=1 9223372036854775807 3 7 100000000000 2 4 9
// out 8xi64=-9223372036854775808 2 -1 -7 5 -100 0 4
// out 8xi64=-9223372036854775808 9223372036854775807 -1 -7 100000000000 -100 4 9
// out 8xi64=1 2 3 7 5 2 0 4
// out 8xi64=0 -4 -8 -896 3200000000000 -400 0 144
// out 8xi64=4611686018427387904 2305843009213693951 2305843009213693951 144115188075855871 3125000000 4611686018427387879 0 0
// out 8xi64=-4611686018427387904 2305843009213693951 -1 -1 3125000000 -25 0 0
func.func @f(%a: tensor<8xi64>, %b: tensor<8xi64>) -> (tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>) {
  %0 = arith.maxsi %a, %b : tensor<8xi64>
  %1 = arith.minsi %a, %b : tensor<8xi64>
  %2 = arith.maxui %a, %b : tensor<8xi64>
  %3 = arith.minui %a, %b : tensor<8xi64>
  %4 = arith.shli %a, %b : tensor<8xi64>
  %5 = arith.shrui %a, %b : tensor<8xi64>
  %6 = arith.shrsi %a, %b : tensor<8xi64>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>, tensor<8xi64>
}

// ----- comparisons of 8 bits
// call f
// in 6xi8=-128 127 -1 -7 100 -100
// in 6xi8=1 127 -1 7 100 2
// out 6xi1=00 01 01 00 01 00
// out 6xi1=01 00 00 01 00 01
// out 6xi1=01 00 00 01 00 01
// out 6xi1=01 01 01 01 01 01
// out 6xi1=00 00 00 00 00 00
// out 6xi1=00 01 01 00 01 00
// out 6xi1=00 00 00 00 00 00
// out 6xi1=00 01 01 00 01 00
// out 6xi1=01 00 00 01 00 01
// out 6xi1=01 01 01 01 01 01
func.func @f(%a: tensor<6xi8>, %b: tensor<6xi8>) -> (tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>) {
  %0 = arith.cmpi eq, %a, %b : tensor<6xi8>
  %1 = arith.cmpi ne, %a, %b : tensor<6xi8>
  %2 = arith.cmpi slt, %a, %b : tensor<6xi8>
  %3 = arith.cmpi sle, %a, %b : tensor<6xi8>
  %4 = arith.cmpi sgt, %a, %b : tensor<6xi8>
  %5 = arith.cmpi sge, %a, %b : tensor<6xi8>
  %6 = arith.cmpi ult, %a, %b : tensor<6xi8>
  %7 = arith.cmpi ule, %a, %b : tensor<6xi8>
  %8 = arith.cmpi ugt, %a, %b : tensor<6xi8>
  %9 = arith.cmpi uge, %a, %b : tensor<6xi8>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9 : tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>
}

// ----- comparisons of 64 bits
// call f
// in 6xi64=-9223372036854775808 9223372036854775807 -1 -7 100000000000 -100
// in 6xi64=1 127 -1 7 100 2
// out 6xi1=00 00 01 00 00 00
// out 6xi1=01 01 00 01 01 01
// out 6xi1=01 00 00 01 00 01
// out 6xi1=01 00 01 01 00 01
// out 6xi1=00 01 00 00 01 00
// out 6xi1=00 01 01 00 01 00
// out 6xi1=00 00 00 00 00 00
// out 6xi1=00 00 01 00 00 00
// out 6xi1=01 01 00 01 01 01
// out 6xi1=01 01 01 01 01 01
func.func @f(%a: tensor<6xi64>, %b: tensor<6xi64>) -> (tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>) {
  %0 = arith.cmpi eq, %a, %b : tensor<6xi64>
  %1 = arith.cmpi ne, %a, %b : tensor<6xi64>
  %2 = arith.cmpi slt, %a, %b : tensor<6xi64>
  %3 = arith.cmpi sle, %a, %b : tensor<6xi64>
  %4 = arith.cmpi sgt, %a, %b : tensor<6xi64>
  %5 = arith.cmpi sge, %a, %b : tensor<6xi64>
  %6 = arith.cmpi ult, %a, %b : tensor<6xi64>
  %7 = arith.cmpi ule, %a, %b : tensor<6xi64>
  %8 = arith.cmpi ugt, %a, %b : tensor<6xi64>
  %9 = arith.cmpi uge, %a, %b : tensor<6xi64>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9 : tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>, tensor<6xi1>
}

// ----- casts from i8
// call f
// in 6xi8=-128 127 -1 0 5 -7
// out 6xi32=-128 127 -1 0 5 -7
// out 6xi32=128 127 255 0 5 249
// out 6xi64=-128 127 -1 0 5 -7
// out 6xf32=-128 127 -1 0 5 -7
// out 6xf32=128 127 255 0 5 249
// out 6xi1=00 01 01 00 01 01
// out 6xi16=-128 127 -1 0 5 -7
// out 6xf16=-128 127 -1 0 5 -7
func.func @f(%a: tensor<6xi8>) -> (tensor<6xi32>, tensor<6xi32>, tensor<6xi64>, tensor<6xf32>, tensor<6xf32>, tensor<6xi1>, tensor<6xi16>, tensor<6xf16>) {
  %0 = arith.extsi %a : tensor<6xi8> to tensor<6xi32>
  %1 = arith.extui %a : tensor<6xi8> to tensor<6xi32>
  %2 = arith.extsi %a : tensor<6xi8> to tensor<6xi64>
  %3 = arith.sitofp %a : tensor<6xi8> to tensor<6xf32>
  %4 = arith.uitofp %a : tensor<6xi8> to tensor<6xf32>
  %5 = arith.trunci %a : tensor<6xi8> to tensor<6xi1>
  %6 = arith.extsi %a : tensor<6xi8> to tensor<6xi16>
  %7 = arith.sitofp %a : tensor<6xi8> to tensor<6xf16>
  return %0, %1, %2, %3, %4, %5, %6, %7 : tensor<6xi32>, tensor<6xi32>, tensor<6xi64>, tensor<6xf32>, tensor<6xf32>, tensor<6xi1>, tensor<6xi16>, tensor<6xf16>
}

// ----- casts from i32
// call f
// in 6xi32=-300 70000 -1 0 5 77
// out 6xi64=-300 70000 -1 0 5 77
// out 6xi64=4294966996 70000 4294967295 0 5 77
// out 6xi8=-44 112 -1 0 5 77
// out 6xi16=-300 4464 -1 0 5 77
// out 6xf32=-300 70000 -1 0 5 77
// out 6xf32=4294967040 70000 4294967296 0 5 77
// out 6xf32=-NAN 9.80909E-41 -NAN 0 7.00649E-45 1.079E-43
// out 6xi1=00 00 01 00 01 01
func.func @f(%a: tensor<6xi32>) -> (tensor<6xi64>, tensor<6xi64>, tensor<6xi8>, tensor<6xi16>, tensor<6xf32>, tensor<6xf32>, tensor<6xf32>, tensor<6xi1>) {
  %0 = arith.extsi %a : tensor<6xi32> to tensor<6xi64>
  %1 = arith.extui %a : tensor<6xi32> to tensor<6xi64>
  %2 = arith.trunci %a : tensor<6xi32> to tensor<6xi8>
  %3 = arith.trunci %a : tensor<6xi32> to tensor<6xi16>
  %4 = arith.sitofp %a : tensor<6xi32> to tensor<6xf32>
  %5 = arith.uitofp %a : tensor<6xi32> to tensor<6xf32>
  %6 = arith.bitcast %a : tensor<6xi32> to tensor<6xf32>
  %7 = arith.trunci %a : tensor<6xi32> to tensor<6xi1>
  return %0, %1, %2, %3, %4, %5, %6, %7 : tensor<6xi64>, tensor<6xi64>, tensor<6xi8>, tensor<6xi16>, tensor<6xf32>, tensor<6xf32>, tensor<6xf32>, tensor<6xi1>
}

// ----- casts from i64
// call f
// in 6xi64=-300 70000 -1 0 5368709120 7
// out 6xi32=-300 70000 -1 0 1073741824 7
// out 6xi8=-44 112 -1 0 0 7
// out 6xf32=-300 70000 -1 0 5368709120 7
// out 6xf32=18446744073709551616 70000 18446744073709551616 0 5368709120 7
func.func @f(%a: tensor<6xi64>) -> (tensor<6xi32>, tensor<6xi8>, tensor<6xf32>, tensor<6xf32>) {
  %0 = arith.trunci %a : tensor<6xi64> to tensor<6xi32>
  %1 = arith.trunci %a : tensor<6xi64> to tensor<6xi8>
  %2 = arith.sitofp %a : tensor<6xi64> to tensor<6xf32>
  %3 = arith.uitofp %a : tensor<6xi64> to tensor<6xf32>
  return %0, %1, %2, %3 : tensor<6xi32>, tensor<6xi8>, tensor<6xf32>, tensor<6xf32>
}

// ----- casts from f32
// call f
// in 6xf32=-3.7 3.7 0 -0.5 100.25 1
// out 6xi32=-3 3 0 0 100 1
// out 6xi8=-3 3 0 0 100 1
// out 6xi64=-3 3 0 0 100 1
// out 6xi32=-1066611507 1080872141 0 -1090519040 1120436224 1065353216
// out 6xf16=-3.69922 3.69922 0 -0.5 100.25 1
func.func @f(%a: tensor<6xf32>) -> (tensor<6xi32>, tensor<6xi8>, tensor<6xi64>, tensor<6xi32>, tensor<6xf16>) {
  %0 = arith.fptosi %a : tensor<6xf32> to tensor<6xi32>
  %1 = arith.fptosi %a : tensor<6xf32> to tensor<6xi8>
  %2 = arith.fptosi %a : tensor<6xf32> to tensor<6xi64>
  %3 = arith.bitcast %a : tensor<6xf32> to tensor<6xi32>
  %4 = arith.truncf %a : tensor<6xf32> to tensor<6xf16>
  return %0, %1, %2, %3, %4 : tensor<6xi32>, tensor<6xi8>, tensor<6xi64>, tensor<6xi32>, tensor<6xf16>
}

// ----- casts from f16
// call f
// in 6xf16=-3.75 3.75 0 -0.5 100.25 1
// out 6xf32=-3.75 3.75 0 -0.5 100.25 1
// out 6xi32=-3 3 0 0 100 1
// out 6xi16=-15488 17280 0 -18432 22084 15360
func.func @f(%a: tensor<6xf16>) -> (tensor<6xf32>, tensor<6xi32>, tensor<6xi16>) {
  %0 = arith.extf %a : tensor<6xf16> to tensor<6xf32>
  %1 = arith.fptosi %a : tensor<6xf16> to tensor<6xi32>
  %2 = arith.bitcast %a : tensor<6xf16> to tensor<6xi16>
  return %0, %1, %2 : tensor<6xf32>, tensor<6xi32>, tensor<6xi16>
}

// ----- casts from i1
// call f
// in 6xi1=1 0 1 1 0 0
// out 6xi32=-1 0 -1 -1 0 0
// out 6xi32=1 0 1 1 0 0
// out 6xf32=1 0 1 1 0 0
// out 6xi8=1 0 1 1 0 0
// out 6xi64=1 0 1 1 0 0
func.func @f(%a: tensor<6xi1>) -> (tensor<6xi32>, tensor<6xi32>, tensor<6xf32>, tensor<6xi8>, tensor<6xi64>) {
  %0 = arith.extsi %a : tensor<6xi1> to tensor<6xi32>
  %1 = arith.extui %a : tensor<6xi1> to tensor<6xi32>
  %2 = arith.uitofp %a : tensor<6xi1> to tensor<6xf32>
  %3 = arith.extui %a : tensor<6xi1> to tensor<6xi8>
  %4 = arith.extui %a : tensor<6xi1> to tensor<6xi64>
  return %0, %1, %2, %3, %4 : tensor<6xi32>, tensor<6xi32>, tensor<6xf32>, tensor<6xi8>, tensor<6xi64>
}

// ----- the larger of booleans
// call f
// in 21xi1=0 1 1 1 0 1 0 0 0 1 1 1 0 1 1 1 1 0 0 1 0
// in 21xi1=0 0 1 1 0 0 1 0 0 0 0 0 1 1 0 1 1 0 1 0 0
// out 21xi1=0 1 1 1 0 1 1 0 0 1 1 1 1 1 1 1 1 0 1 1 0
func.func @f(%a: tensor<21xi1>, %b: tensor<21xi1>) -> tensor<21xi1> {
  %0 = arith.maxui %a, %b : tensor<21xi1>
  return %0 : tensor<21xi1>
}

// ----- one choice for a tensor
// call f
// in 1
// in 9xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725
// in 9xf32=1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328
// out 9xf32=-1.045 1.654 0.45 1.708 -1.803 1.423 -0.556 -1.788 -1.725
func.func @f(%c: i1, %a: tensor<9xf32>, %b: tensor<9xf32>) -> tensor<9xf32> {
  %0 = arith.select %c, %a, %b : tensor<9xf32>
  return %0 : tensor<9xf32>
}

// ----- sums of halves
// call f
// in 21xf16=-1 1.625 0.5 1.75 -1.75 1.375 -0.5 -1.75 -1.75 1.875 1.875 0.125 -0.25 0.25 0.375 1.125 1.125 -0.375 -0.125 1.375 -0.5
// in 21xf16=-0.125 -1.625 1 1.375 -0.625 -1.25 1.875 -1.5 -0.125 -0.125 -1.625 -1.5 0.5 1.125 -1.625 0.375 1.75 -0.875 0.375 -0.625 -0.75
// out 21xf16=-1.125 0 1.5 3.125 -2.375 0.125 1.375 -3.25 -1.875 1.75 0.25 -1.375 0.25 1.375 -1.25 1.5 2.875 -1.25 0.25 0.75 -1.25
func.func @f(%a: tensor<21xf16>, %b: tensor<21xf16>) -> tensor<21xf16> {
  %0 = arith.addf %a, %b : tensor<21xf16>
  return %0 : tensor<21xf16>
}

// ----- indices as elements
// call f
// in 5xi32=-5 8 2 8 -9
// out 5xi64=-10 16 4 16 -18
func.func @f(%a: tensor<5xi32>) -> tensor<5xi64> {
  %0 = arith.index_cast %a : tensor<5xi32> to tensor<5xindex>
  %1 = arith.addi %0, %0 : tensor<5xindex>
  %2 = arith.index_cast %1 : tensor<5xindex> to tensor<5xi64>
  return %2 : tensor<5xi64>
}

// ----- leading zeros
// call f
// in 37xi32=-53 83 23 86 -91 72 -28 -90 -87 97 95 6 -10 10 21 56 56 -16 -5 71 -28 -4 -82 50 67 -29 -65 97 -76 -9 -9 -79 -78 24 55 -84 21
// out 37xi32=0 25 27 25 0 25 0 0 0 25 25 29 0 28 27 26 26 0 0 25 0 0 0 26 25 0 0 25 0 0 0 0 0 27 26 0 27
func.func @f(%a: tensor<37xi32>) -> tensor<37xi32> {
  %0 = math.ctlz %a : tensor<37xi32>
  return %0 : tensor<37xi32>
}

// ----- ones
// call f
// in 37xi32=-53 83 23 86 -91 72 -28 -90 -87 97 95 6 -10 10 21 56 56 -16 -5 71 -28 -4 -82 50 67 -29 -65 97 -76 -9 -9 -79 -78 24 55 -84 21
// out 37xi32=29 4 4 4 28 2 28 28 28 3 6 2 30 2 3 3 3 28 31 4 28 30 29 3 3 29 31 3 28 31 31 28 28 2 5 28 3
func.func @f(%a: tensor<37xi32>) -> tensor<37xi32> {
  %0 = math.ctpop %a : tensor<37xi32>
  return %0 : tensor<37xi32>
}

// ----- powers
// call f
// in 21xf32=0.792 2.749 1.876 2.788 0.243 2.582 1.147 0.254 0.299 2.953 2.921 1.641 1.410 1.689 1.855 2.355 2.361 1.312 1.475 2.571 1.151
// in 21xf32=-0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749
// out 21xf32=1.01741 0.191985 1.87246 3.93873 2.23345 0.295554 1.3025 7.9413 1.24424 0.827378 0.186229 0.465449 1.18174 1.77151 0.358107 1.43542 4.32642 0.775347 1.15107 0.57339 0.900025
func.func @f(%a: tensor<21xf32>, %b: tensor<21xf32>) -> tensor<21xf32> {
  %0 = math.powf %a, %b : tensor<21xf32>
  return %0 : tensor<21xf32>
}

// ----- angles of two numbers
// call f
// in 21xf32=-1.045 1.654 0.450 1.708 -1.803 1.423 -0.556 -1.788 -1.725 1.936 1.891 0.125 -0.193 0.191 0.420 1.110 1.119 -0.328 -0.104 1.409 -0.550
// in 21xf32=-0.074 -1.632 0.997 1.337 -0.568 -1.285 1.927 -1.512 -0.181 -0.175 -1.568 -1.544 0.486 1.091 -1.662 0.422 1.705 -0.937 0.362 -0.589 -0.749
// out 21xf32=-1.64158 2.34962 0.423928 0.906649 -1.87591 2.30516 -0.280841 -2.27266 -1.67544 1.66104 2.26301 3.06071 -0.377936 0.173367 2.8941 1.20758 0.580894 -2.80496 -0.279698 1.96667 -2.50815
func.func @f(%a: tensor<21xf32>, %b: tensor<21xf32>) -> tensor<21xf32> {
  %0 = math.atan2 %a, %b : tensor<21xf32>
  return %0 : tensor<21xf32>
}

// ----- products and sums of two words
// call f
// in 5xi32=1 -2 2000000000 -2000000000 77
// in 5xi32=5 7 2000000000 3 -9
// out 5xi32=5 -14 -1651507200 -1705032704 -693
// out 5xi32=0 -1 931322574 -2 -1
// out 5xi32=5 -14 -1651507200 -1705032704 -693
// out 5xi32=0 6 931322574 1 76
// out 5xi32=6 5 -294967296 -1999999997 68
// out 5xi1=00 01 00 00 01
func.func @f(%a: tensor<5xi32>, %b: tensor<5xi32>) -> (tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi1>) {
  %0, %1 = arith.mulsi_extended %a, %b : tensor<5xi32>
  %2, %3 = arith.mului_extended %a, %b : tensor<5xi32>
  %4, %5 = arith.addui_extended %a, %b : tensor<5xi32>, tensor<5xi1>
  return %0, %1, %2, %3, %4, %5 : tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi32>, tensor<5xi1>
}

// ----- narrow integers on the host
// call f
// in 2xi8=-3 120
// out 7xi8=1 0 -1 -3 120 -15 17
func.func @f(%a: tensor<2xi8>) -> tensor<7xi8> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tensor.extract %a[%c0] : tensor<2xi8>
  %y = tensor.extract %a[%c1] : tensor<2xi8>
  %one = arith.constant 1 : i8
  %three = arith.constant 3 : i8
  %sixteen = arith.constant 16 : i8
  %isLess = arith.cmpi slt, %x, %three : i8
  %less = arith.extui %isLess : i1 to i8
  // 136, which is -120.
  %sum = arith.addi %y, %sixteen : i8
  %isMore = arith.cmpi sgt, %sum, %three : i8
  %more = arith.extui %isMore : i1 to i8
  %quotient = arith.divsi %x, %three : i8
  %least = arith.minsi %x, %y : i8
  %most = arith.maxsi %x, %y : i8
  %shifted = arith.shrsi %sum, %three : i8
  %unsigned = arith.shrui %sum, %three : i8
  %all = tensor.from_elements %less, %more, %quotient, %least, %most, %shifted, %unsigned : tensor<7xi8>
  return %all : tensor<7xi8>
}

// ----- floats to integers on the host
// call f
// in 2xf32=-6.75 2.5
// out 3xi32=-6 2 2
func.func @f(%a: tensor<2xf32>) -> tensor<3xi32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tensor.extract %a[%c0] : tensor<2xf32>
  %y = tensor.extract %a[%c1] : tensor<2xf32>
  %0 = arith.fptosi %x : f32 to i32
  %1 = arith.fptosi %y : f32 to i32
  %2 = arith.fptoui %y : f32 to i32
  %all = tensor.from_elements %0, %1, %2 : tensor<3xi32>
  return %all : tensor<3xi32>
}

// ----- integers of four bits
// call mix
// out 16xi32=-5 7 1 3 -3 2 -3 1 -3 5 -8 -2 -3 -8 -8 1
// out 16xi32=2 0 1 1 13 2 0 7 9 4 0 10 5 8 3 10
// out 16xi32=0 1 3 4 6 5 1 1 4 2 0 5 2 4 0 5
// out 16xi32=1 1 1 1 0 1 1 1 0 0 1 0 0 0 1 0
// out 16xf32=2 0 1 1 12 2 0 7 0 0 0 0 0 1 3 0
#id = affine_map<(d0) -> (d0)>
func.func @mix() -> (tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xf32>) {
  %a = util.unfoldable_constant dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>
  %b = util.unfoldable_constant dense<[3, -2, 7, -8, 1, 5, -1, 2, -3, 4, 6, -5, -7, 3, 2, -6]> : tensor<16xi4>
  %e = tensor.empty() : tensor<16xi32>
  %f = tensor.empty() : tensor<16xf32>
  %c1 = arith.constant 1 : i4
  %0:5 = linalg.generic {indexing_maps = [#id, #id, #id, #id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<16xi4>, tensor<16xi4>) outs(%e, %e, %e, %e, %f : tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xf32>) {
  ^bb0(%x: i4, %y: i4, %o0: i32, %o1: i32, %o2: i32, %o3: i32, %o4: f32):
    %s = arith.addi %x, %y : i4
    %p = arith.muli %s, %y : i4
    %c = arith.cmpi ult, %p, %x : i4
    %q = arith.divui %x, %y : i4
    %r = arith.select %c, %q, %p : i4
    %h = arith.shrui %p, %c1 : i4
    %1 = arith.extsi %s : i4 to i32
    %2 = arith.extui %r : i4 to i32
    %3 = arith.extsi %h : i4 to i32
    %4 = arith.extui %c : i1 to i32
    %5 = arith.uitofp %q : i4 to f32
    linalg.yield %1, %2, %3, %4, %5 : i32, i32, i32, i32, f32
  } -> (tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xf32>)
  return %0#0, %0#1, %0#2, %0#3, %0#4 : tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xi32>, tensor<16xf32>
}

// ----- tensors of four bits between dispatches, padded and multiplied
// call between
// in 6x4xi32=1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
// in 4x5xi32=1
// out 6x5xi32=10 10 10 10 10 10 10 10 10 10 -22 -22 -22 -22 -22 -6 -6 -6 -6 -6 10 10 10 10 10 10 10 10 10 10
// out 7x6xi32=13 13 13 13 13 13 13 1 2 3 4 13 13 5 6 7 8 13 13 9 10 11 12 13 13 13 14 15 0 13 13 1 2 3 4 13 13 5 6 7 8 13
func.func @between(%a: tensor<6x4xi32>, %b: tensor<4x5xi32>) -> (tensor<6x5xi32>, tensor<7x6xi32>) {
  %e = tensor.empty() : tensor<6x4xi4>
  %0 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<6x4xi32>) outs(%e : tensor<6x4xi4>) {
  ^bb0(%x: i32, %o: i4):
    %1 = arith.trunci %x : i32 to i4
    linalg.yield %1 : i4
  } -> tensor<6x4xi4>
  %e2 = tensor.empty() : tensor<4x5xi4>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%b : tensor<4x5xi32>) outs(%e2 : tensor<4x5xi4>) {
  ^bb0(%x: i32, %o: i4):
    %1 = arith.trunci %x : i32 to i4
    linalg.yield %1 : i4
  } -> tensor<4x5xi4>
  %z = arith.constant 0 : i32
  %e3 = tensor.empty() : tensor<6x5xi32>
  %f3 = linalg.fill ins(%z : i32) outs(%e3 : tensor<6x5xi32>) -> tensor<6x5xi32>
  %3 = linalg.matmul ins(%0, %2 : tensor<6x4xi4>, tensor<4x5xi4>) outs(%f3 : tensor<6x5xi32>) -> tensor<6x5xi32>
  %c3 = arith.constant -3 : i4
  %4 = tensor.pad %0 low[1, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c3 : i4
  } : tensor<6x4xi4> to tensor<7x6xi4>
  %e4 = tensor.empty() : tensor<7x6xi32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%4 : tensor<7x6xi4>) outs(%e4 : tensor<7x6xi32>) {
  ^bb0(%x: i4, %o: i32):
    %6 = arith.extui %x : i4 to i32
    linalg.yield %6 : i32
  } -> tensor<7x6xi32>
  return %3, %5 : tensor<6x5xi32>, tensor<7x6xi32>
}
