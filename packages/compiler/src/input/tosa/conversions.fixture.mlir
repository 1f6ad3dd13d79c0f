// ----- tosa-to-linalg: abs_i8
func.func @f(%a0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %r = "tosa.abs"(%a0)  : (tensor<3x5xi8>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi8>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: i8, %out: i8):
    %c0_i8 = arith.constant 0 : i8
    %2 = arith.cmpi sgt, %in, %c0_i8 : i8
    %3 = arith.subi %c0_i8, %in : i8
    %4 = arith.select %2, %in, %3 : i8
    linalg.yield %4 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: abs_f32_dyn
func.func @f(%a0: tensor<?x5xf32>) -> tensor<?x5xf32> {
  %r = "tosa.abs"(%a0)  : (tensor<?x5xf32>) -> tensor<?x5xf32>
  return %r : tensor<?x5xf32>
}
// becomes
func.func @f(%arg0: tensor<?x5xf32>) -> tensor<?x5xf32> {
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x5xf32>
  %0 = tensor.empty(%dim) : tensor<?x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<?x5xf32>) outs(%0 : tensor<?x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %2 = math.absf %in : f32
    linalg.yield %2 : f32
  } -> tensor<?x5xf32>
  return %1 : tensor<?x5xf32>
}

// ----- tosa-to-linalg: add_f32_3x1_1x5
func.func @f(%a0: tensor<3x1xf32>, %a1: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.add"(%a0, %a1)  : (tensor<3x1xf32>, tensor<1x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x1xf32>, %arg1: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = "tosa.reshape"(%arg0) {new_shape = array<i64: 3>} : (tensor<3x1xf32>) -> tensor<3xf32>
  %2 = "tosa.reshape"(%arg1) {new_shape = array<i64: 5>} : (tensor<1x5xf32>) -> tensor<5xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%1, %2 : tensor<3xf32>, tensor<5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %4 = arith.addf %in, %in_0 : f32
    linalg.yield %4 : f32
  } -> tensor<3x5xf32>
  return %3 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: bitwise_not_i32
func.func @f(%a0: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %r = "tosa.bitwise_not"(%a0)  : (tensor<3x5xi32>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi32>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    %c-1_i32 = arith.constant -1 : i32
    %2 = arith.xori %in, %c-1_i32 : i32
    linalg.yield %2 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: clamp_i8
func.func @f(%a0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %r = "tosa.clamp"(%a0) {min_fp=0.0:f32,max_fp=0.0:f32,min_int=-37:i64,max_int=91:i64} : (tensor<3x5xi8>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi8>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: i8, %out: i8):
    %c-37_i8 = arith.constant -37 : i8
    %c91_i8 = arith.constant 91 : i8
    %2 = arith.cmpi slt, %in, %c-37_i8 : i8
    %3 = arith.select %2, %c-37_i8, %in : i8
    %4 = arith.cmpi slt, %c91_i8, %in : i8
    %5 = arith.select %4, %c91_i8, %3 : i8
    linalg.yield %5 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: clamp_f32
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.clamp"(%a0) {min_fp=-1.5:f32,max_fp=2.25:f32,min_int=0:i64,max_int=0:i64} : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %cst = arith.constant -1.500000e+00 : f32
    %cst_0 = arith.constant 2.250000e+00 : f32
    %2 = arith.minf %in, %cst_0 : f32
    %3 = arith.maxf %2, %cst : f32
    linalg.yield %3 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: negate_i8
func.func @f(%a0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %r = "tosa.negate"(%a0) {quantization_info=#tosa.unary_quant<input_zp=5,output_zp=-7>} : (tensor<3x5xi8>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi8>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: i8, %out: i8):
    %c-2_i16 = arith.constant -2 : i16
    %2 = arith.extsi %in : i8 to i16
    %3 = arith.subi %c-2_i16, %2 : i16
    %c-128_i16 = arith.constant -128 : i16
    %c127_i16 = arith.constant 127 : i16
    %4 = arith.cmpi slt, %3, %c-128_i16 : i16
    %5 = arith.select %4, %c-128_i16, %3 : i16
    %6 = arith.cmpi slt, %c127_i16, %3 : i16
    %7 = arith.select %6, %c127_i16, %5 : i16
    %8 = arith.trunci %7 : i16 to i8
    linalg.yield %8 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: negate_i16
func.func @f(%a0: tensor<3x5xi16>) -> tensor<3x5xi16> {
  %r = "tosa.negate"(%a0) {quantization_info=#tosa.unary_quant<input_zp=5,output_zp=-7>} : (tensor<3x5xi16>) -> tensor<3x5xi16>
  return %r : tensor<3x5xi16>
}
// becomes
func.func @f(%arg0: tensor<3x5xi16>) -> tensor<3x5xi16> {
  %0 = tensor.empty() : tensor<3x5xi16>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi16>) outs(%0 : tensor<3x5xi16>) {
  ^bb0(%in: i16, %out: i16):
    %c-2_i32 = arith.constant -2 : i32
    %2 = arith.extsi %in : i16 to i32
    %3 = arith.subi %c-2_i32, %2 : i32
    %c-32768_i32 = arith.constant -32768 : i32
    %c32767_i32 = arith.constant 32767 : i32
    %4 = arith.cmpi slt, %3, %c-32768_i32 : i32
    %5 = arith.select %4, %c-32768_i32, %3 : i32
    %6 = arith.cmpi slt, %c32767_i32, %3 : i32
    %7 = arith.select %6, %c32767_i32, %5 : i32
    %8 = arith.trunci %7 : i32 to i16
    linalg.yield %8 : i16
  } -> tensor<3x5xi16>
  return %1 : tensor<3x5xi16>
}

// ----- tosa-to-linalg: clz_i32
func.func @f(%a0: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %r = "tosa.clz"(%a0)  : (tensor<3x5xi32>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi32>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = math.ctlz %in : i32
    linalg.yield %2 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: div_i32_3x5_3x5
func.func @f(%a0: tensor<3x5xi32>, %a1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %r = "tosa.div"(%a0, %a1)  : (tensor<3x5xi32>, tensor<3x5xi32>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>, %arg1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xi32>, tensor<3x5xi32>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %2 = arith.divsi %in, %in_0 : i32
    linalg.yield %2 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: mul_i32_3x5_3x5
func.func @f(%a0: tensor<3x5xi32>, %a1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %r = "tosa.mul"(%a0, %a1) {shift=31:i32} : (tensor<3x5xi32>, tensor<3x5xi32>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>, %arg1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xi32>, tensor<3x5xi32>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %c31_i8 = arith.constant 31 : i8
    %2 = "tosa.apply_scale"(%in, %in_0, %c31_i8) {double_round = false} : (i32, i32, i8) -> i32
    linalg.yield %2 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: sigmoid_f32
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.sigmoid"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %cst = arith.constant 1.000000e+00 : f32
    %2 = arith.negf %in : f32
    %3 = math.exp %2 : f32
    %4 = arith.addf %3, %cst : f32
    %5 = arith.divf %cst, %4 : f32
    linalg.yield %5 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: pow_f32_3x5_3x5
func.func @f(%a0: tensor<3x5xf32>, %a1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.pow"(%a0, %a1)  : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xf32>, tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %2 = math.powf %in, %in_0 : f32
    linalg.yield %2 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: logical_not_i1
func.func @f(%a0: tensor<3x5xi1>) -> tensor<3x5xi1> {
  %r = "tosa.logical_not"(%a0)  : (tensor<3x5xi1>) -> tensor<3x5xi1>
  return %r : tensor<3x5xi1>
}
// becomes
func.func @f(%arg0: tensor<3x5xi1>) -> tensor<3x5xi1> {
  %0 = tensor.empty() : tensor<3x5xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi1>) outs(%0 : tensor<3x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    %true = arith.constant true
    %2 = arith.xori %in, %true : i1
    linalg.yield %2 : i1
  } -> tensor<3x5xi1>
  return %1 : tensor<3x5xi1>
}

// ----- tosa-to-linalg: equal_i32_3x5_3x5
func.func @f(%a0: tensor<3x5xi32>, %a1: tensor<3x5xi32>) -> tensor<3x5xi1> {
  %r = "tosa.equal"(%a0, %a1)  : (tensor<3x5xi32>, tensor<3x5xi32>) -> tensor<3x5xi1>
  return %r : tensor<3x5xi1>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>, %arg1: tensor<3x5xi32>) -> tensor<3x5xi1> {
  %0 = tensor.empty() : tensor<3x5xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xi32>, tensor<3x5xi32>) outs(%0 : tensor<3x5xi1>) {
  ^bb0(%in: i32, %in_0: i32, %out: i1):
    %2 = arith.cmpi eq, %in, %in_0 : i32
    linalg.yield %2 : i1
  } -> tensor<3x5xi1>
  return %1 : tensor<3x5xi1>
}

// ----- tosa-to-linalg: greater_f32_3x5_1x5
func.func @f(%a0: tensor<3x5xf32>, %a1: tensor<1x5xf32>) -> tensor<3x5xi1> {
  %r = "tosa.greater"(%a0, %a1)  : (tensor<3x5xf32>, tensor<1x5xf32>) -> tensor<3x5xi1>
  return %r : tensor<3x5xi1>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>, %arg1: tensor<1x5xf32>) -> tensor<3x5xi1> {
  %0 = tensor.empty() : tensor<3x5xi1>
  %1 = "tosa.reshape"(%arg1) {new_shape = array<i64: 5>} : (tensor<1x5xf32>) -> tensor<5xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %1 : tensor<3x5xf32>, tensor<5xf32>) outs(%0 : tensor<3x5xi1>) {
  ^bb0(%in: f32, %in_0: f32, %out: i1):
    %3 = arith.cmpf ogt, %in, %in_0 : f32
    linalg.yield %3 : i1
  } -> tensor<3x5xi1>
  return %2 : tensor<3x5xi1>
}

// ----- tosa-to-linalg: maximum_i8_3x5_3x5
func.func @f(%a0: tensor<3x5xi8>, %a1: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %r = "tosa.maximum"(%a0, %a1)  : (tensor<3x5xi8>, tensor<3x5xi8>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xi8>, %arg1: tensor<3x5xi8>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xi8>, tensor<3x5xi8>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: i8, %in_0: i8, %out: i8):
    %2 = arith.cmpi sgt, %in, %in_0 : i8
    %3 = arith.select %2, %in, %in_0 : i8
    linalg.yield %3 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: minimum_f32_3x5_3x5
func.func @f(%a0: tensor<3x5xf32>, %a1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.minimum"(%a0, %a1)  : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xf32>, tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %2 = arith.minf %in, %in_0 : f32
    linalg.yield %2 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg,canonicalize: rsqrt_f32
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.rsqrt"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %2 = math.rsqrt %in : f32
    linalg.yield %2 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: reciprocal_f32
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.reciprocal"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %cst = arith.constant 1.000000e+00 : f32
    %2 = arith.divf %cst, %in : f32
    linalg.yield %2 : f32
  } -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: arithmetic_right_shift_i32_3x5_3x5
func.func @f(%a0: tensor<3x5xi32>, %a1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %r = "tosa.arithmetic_right_shift"(%a0, %a1) {round=true} : (tensor<3x5xi32>, tensor<3x5xi32>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>, %arg1: tensor<3x5xi32>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<3x5xi32>, tensor<3x5xi32>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %2 = arith.shrsi %in, %in_0 : i32
    %c1_i32 = arith.constant 1 : i32
    %c0_i32 = arith.constant 0 : i32
    %true = arith.constant true
    %3 = arith.cmpi sgt, %in_0, %c0_i32 : i32
    %4 = arith.subi %in_0, %c1_i32 : i32
    %5 = arith.shrsi %in, %4 : i32
    %6 = arith.trunci %5 : i32 to i1
    %7 = arith.andi %6, %true : i1
    %8 = arith.andi %3, %7 : i1
    %9 = arith.extui %8 : i1 to i32
    %10 = arith.addi %2, %9 : i32
    linalg.yield %10 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: cast_f32_i8
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xi8> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: f32, %out: i8):
    %cst = arith.constant -1.280000e+02 : f32
    %cst_0 = arith.constant 1.270000e+02 : f32
    %2 = math.roundeven %in : f32
    %3 = arith.minf %2, %cst_0 : f32
    %4 = arith.maxf %3, %cst : f32
    %5 = arith.fptosi %4 : f32 to i8
    linalg.yield %5 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: cast_f32_f16
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xf16> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xf16>
  return %r : tensor<3x5xf16>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xf16> {
  %0 = tensor.empty() : tensor<3x5xf16>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %2 = arith.truncf %in : f32 to f16
    linalg.yield %2 : f16
  } -> tensor<3x5xf16>
  return %1 : tensor<3x5xf16>
}

// ----- tosa-to-linalg: cast_i1_i32
func.func @f(%a0: tensor<3x5xi1>) -> tensor<3x5xi32> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xi1>) -> tensor<3x5xi32>
  return %r : tensor<3x5xi32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi1>) -> tensor<3x5xi32> {
  %0 = tensor.empty() : tensor<3x5xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi1>) outs(%0 : tensor<3x5xi32>) {
  ^bb0(%in: i1, %out: i32):
    %2 = arith.extui %in : i1 to i32
    linalg.yield %2 : i32
  } -> tensor<3x5xi32>
  return %1 : tensor<3x5xi32>
}

// ----- tosa-to-linalg: cast_i32_i8
func.func @f(%a0: tensor<3x5xi32>) -> tensor<3x5xi8> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xi32>) -> tensor<3x5xi8>
  return %r : tensor<3x5xi8>
}
// becomes
func.func @f(%arg0: tensor<3x5xi32>) -> tensor<3x5xi8> {
  %0 = tensor.empty() : tensor<3x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi32>) outs(%0 : tensor<3x5xi8>) {
  ^bb0(%in: i32, %out: i8):
    %2 = arith.trunci %in : i32 to i8
    linalg.yield %2 : i8
  } -> tensor<3x5xi8>
  return %1 : tensor<3x5xi8>
}

// ----- tosa-to-linalg: cast_i8_i1
func.func @f(%a0: tensor<3x5xi8>) -> tensor<3x5xi1> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xi8>) -> tensor<3x5xi1>
  return %r : tensor<3x5xi1>
}
// becomes
func.func @f(%arg0: tensor<3x5xi8>) -> tensor<3x5xi1> {
  %0 = tensor.empty() : tensor<3x5xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xi8>) outs(%0 : tensor<3x5xi1>) {
  ^bb0(%in: i8, %out: i1):
    %c0_i8 = arith.constant 0 : i8
    %2 = arith.cmpi ne, %in, %c0_i8 : i8
    linalg.yield %2 : i1
  } -> tensor<3x5xi1>
  return %1 : tensor<3x5xi1>
}

// ----- tosa-to-linalg: cast_f32_i1
func.func @f(%a0: tensor<3x5xf32>) -> tensor<3x5xi1> {
  %r = "tosa.cast"(%a0)  : (tensor<3x5xf32>) -> tensor<3x5xi1>
  return %r : tensor<3x5xi1>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>) -> tensor<3x5xi1> {
  %0 = tensor.empty() : tensor<3x5xi1>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<3x5xf32>) outs(%0 : tensor<3x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %cst = arith.constant 0.000000e+00 : f32
    %2 = arith.cmpf une, %in, %cst : f32
    linalg.yield %2 : i1
  } -> tensor<3x5xi1>
  return %1 : tensor<3x5xi1>
}

// ----- tosa-to-linalg: cast_i16_f32_dyn
func.func @f(%a0: tensor<?x5xi16>) -> tensor<?x5xf32> {
  %r = "tosa.cast"(%a0)  : (tensor<?x5xi16>) -> tensor<?x5xf32>
  return %r : tensor<?x5xf32>
}
// becomes
func.func @f(%arg0: tensor<?x5xi16>) -> tensor<?x5xf32> {
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x5xi16>
  %0 = tensor.empty(%dim) : tensor<?x5xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<?x5xi16>) outs(%0 : tensor<?x5xf32>) {
  ^bb0(%in: i16, %out: f32):
    %2 = arith.sitofp %in : i16 to f32
    linalg.yield %2 : f32
  } -> tensor<?x5xf32>
  return %1 : tensor<?x5xf32>
}

// ----- tosa-to-linalg: select_f32
func.func @f(%a0: tensor<3x5xi1>, %a1: tensor<3x5xf32>, %a2: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.select"(%a0,%a1,%a2) : (tensor<3x5xi1>,tensor<3x5xf32>,tensor<1x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xf32>, %arg2: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %0 = tensor.empty() : tensor<3x5xf32>
  %1 = "tosa.reshape"(%arg2) {new_shape = array<i64: 5>} : (tensor<1x5xf32>) -> tensor<5xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %arg1, %1 : tensor<3x5xi1>, tensor<3x5xf32>, tensor<5xf32>) outs(%0 : tensor<3x5xf32>) {
  ^bb0(%in: i1, %in_0: f32, %in_1: f32, %out: f32):
    %3 = arith.select %in, %in_0, %in_1 : f32
    linalg.yield %3 : f32
  } -> tensor<3x5xf32>
  return %2 : tensor<3x5xf32>
}

// ----- tosa-to-linalg: reduce_sum_f32_1
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<2x1x4xf32> {
  %r = "tosa.reduce_sum"(%a0) {axis=1:i64} : (tensor<2x3x4xf32>) -> tensor<2x1x4xf32>
  return %r : tensor<2x1x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<2x1x4xf32> {
  %0 = tensor.empty() : tensor<2x4xf32>
  %cst = arith.constant 0.000000e+00 : f32
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x4xf32>) -> tensor<2x4xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%arg0 : tensor<2x3x4xf32>) outs(%1 : tensor<2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %3 = arith.addf %in, %out : f32
    linalg.yield %3 : f32
  } -> tensor<2x4xf32>
  %expanded = tensor.expand_shape %2 [[0], [1, 2]] : tensor<2x4xf32> into tensor<2x1x4xf32>
  return %expanded : tensor<2x1x4xf32>
}

// ----- tosa-to-linalg: reduce_max_i8_0
func.func @f(%a0: tensor<2x3x4xi8>) -> tensor<1x3x4xi8> {
  %r = "tosa.reduce_max"(%a0) {axis=0:i64} : (tensor<2x3x4xi8>) -> tensor<1x3x4xi8>
  return %r : tensor<1x3x4xi8>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xi8>) -> tensor<1x3x4xi8> {
  %0 = tensor.empty() : tensor<3x4xi8>
  %c-128_i8 = arith.constant -128 : i8
  %1 = linalg.fill ins(%c-128_i8 : i8) outs(%0 : tensor<3x4xi8>) -> tensor<3x4xi8>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%arg0 : tensor<2x3x4xi8>) outs(%1 : tensor<3x4xi8>) {
  ^bb0(%in: i8, %out: i8):
    %3 = arith.cmpi sgt, %in, %out : i8
    %4 = arith.select %3, %in, %out : i8
    linalg.yield %4 : i8
  } -> tensor<3x4xi8>
  %expanded = tensor.expand_shape %2 [[0, 1], [2]] : tensor<3x4xi8> into tensor<1x3x4xi8>
  return %expanded : tensor<1x3x4xi8>
}

// ----- tosa-to-linalg: reduce_min_f32_2
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<2x3x1xf32> {
  %r = "tosa.reduce_min"(%a0) {axis=2:i64} : (tensor<2x3x4xf32>) -> tensor<2x3x1xf32>
  return %r : tensor<2x3x1xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<2x3x1xf32> {
  %0 = tensor.empty() : tensor<2x3xf32>
  %cst = arith.constant 3.40282347E+38 : f32
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%arg0 : tensor<2x3x4xf32>) outs(%1 : tensor<2x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %3 = arith.minf %in, %out : f32
    linalg.yield %3 : f32
  } -> tensor<2x3xf32>
  %expanded = tensor.expand_shape %2 [[0], [1, 2]] : tensor<2x3xf32> into tensor<2x3x1xf32>
  return %expanded : tensor<2x3x1xf32>
}

// ----- tosa-to-linalg: reduce_prod_i32_1
func.func @f(%a0: tensor<2x3x4xi32>) -> tensor<2x1x4xi32> {
  %r = "tosa.reduce_prod"(%a0) {axis=1:i64} : (tensor<2x3x4xi32>) -> tensor<2x1x4xi32>
  return %r : tensor<2x1x4xi32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xi32>) -> tensor<2x1x4xi32> {
  %0 = tensor.empty() : tensor<2x4xi32>
  %c1_i32 = arith.constant 1 : i32
  %1 = linalg.fill ins(%c1_i32 : i32) outs(%0 : tensor<2x4xi32>) -> tensor<2x4xi32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%arg0 : tensor<2x3x4xi32>) outs(%1 : tensor<2x4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.muli %in, %out : i32
    linalg.yield %3 : i32
  } -> tensor<2x4xi32>
  %expanded = tensor.expand_shape %2 [[0], [1, 2]] : tensor<2x4xi32> into tensor<2x1x4xi32>
  return %expanded : tensor<2x1x4xi32>
}

// ----- tosa-to-linalg: reduce_all
func.func @f(%a0: tensor<4x2xi1>) -> tensor<4x1xi1> {
  %r = "tosa.reduce_all"(%a0) {axis=1:i64} : (tensor<4x2xi1>) -> tensor<4x1xi1>
  return %r : tensor<4x1xi1>
}
// becomes
func.func @f(%arg0: tensor<4x2xi1>) -> tensor<4x1xi1> {
  %0 = tensor.empty() : tensor<4xi1>
  %true = arith.constant true
  %1 = linalg.fill ins(%true : i1) outs(%0 : tensor<4xi1>) -> tensor<4xi1>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<4x2xi1>) outs(%1 : tensor<4xi1>) {
  ^bb0(%in: i1, %out: i1):
    %3 = arith.andi %in, %out : i1
    linalg.yield %3 : i1
  } -> tensor<4xi1>
  %expanded = tensor.expand_shape %2 [[0, 1]] : tensor<4xi1> into tensor<4x1xi1>
  return %expanded : tensor<4x1xi1>
}

// ----- tosa-to-linalg: reduce_any
func.func @f(%a0: tensor<4x2xi1>) -> tensor<4x1xi1> {
  %r = "tosa.reduce_any"(%a0) {axis=1:i64} : (tensor<4x2xi1>) -> tensor<4x1xi1>
  return %r : tensor<4x1xi1>
}
// becomes
func.func @f(%arg0: tensor<4x2xi1>) -> tensor<4x1xi1> {
  %0 = tensor.empty() : tensor<4xi1>
  %false = arith.constant false
  %1 = linalg.fill ins(%false : i1) outs(%0 : tensor<4xi1>) -> tensor<4xi1>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<4x2xi1>) outs(%1 : tensor<4xi1>) {
  ^bb0(%in: i1, %out: i1):
    %3 = arith.ori %in, %out : i1
    linalg.yield %3 : i1
  } -> tensor<4xi1>
  %expanded = tensor.expand_shape %2 [[0, 1]] : tensor<4xi1> into tensor<4x1xi1>
  return %expanded : tensor<4x1xi1>
}

// ----- tosa-to-linalg: reduce_dyn
func.func @f(%a0: tensor<?x?xf32>) -> tensor<?x1xf32> {
  %r = "tosa.reduce_sum"(%a0) {axis=1:i64} : (tensor<?x?xf32>) -> tensor<?x1xf32>
  return %r : tensor<?x1xf32>
}
// becomes
func.func @f(%arg0: tensor<?x?xf32>) -> tensor<?x1xf32> {
  %c0 = arith.constant 0 : index
  %dim = tensor.dim %arg0, %c0 : tensor<?x?xf32>
  %0 = tensor.empty(%dim) : tensor<?xf32>
  %cst = arith.constant 0.000000e+00 : f32
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<?xf32>) -> tensor<?xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<?x?xf32>) outs(%1 : tensor<?xf32>) {
  ^bb0(%in: f32, %out: f32):
    %3 = arith.addf %in, %out : f32
    linalg.yield %3 : f32
  } -> tensor<?xf32>
  %expanded = tensor.expand_shape %2 [[0, 1]] : tensor<?xf32> into tensor<?x1xf32>
  return %expanded : tensor<?x1xf32>
}

// ----- tosa-to-linalg: argmax_f32_1
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<2x4xi32> {
  %r = "tosa.argmax"(%a0) {axis=1:i64} : (tensor<2x3x4xf32>) -> tensor<2x4xi32>
  return %r : tensor<2x4xi32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<2x4xi32> {
  %0 = tensor.empty() : tensor<2x4xi32>
  %c0_i32 = arith.constant 0 : i32
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<2x4xi32>) -> tensor<2x4xi32>
  %2 = tensor.empty() : tensor<2x4xf32>
  %cst = arith.constant -3.40282347E+38 : f32
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<2x4xf32>) -> tensor<2x4xf32>
  %4:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%arg0 : tensor<2x3x4xf32>) outs(%1, %3 : tensor<2x4xi32>, tensor<2x4xf32>) {
  ^bb0(%in: f32, %out: i32, %out_0: f32):
    %5 = linalg.index 1 : index
    %6 = arith.index_cast %5 : index to i32
    %7 = arith.cmpf ogt, %in, %out_0 : f32
    %8 = arith.select %7, %in, %out_0 : f32
    %9 = arith.select %7, %6, %out : i32
    linalg.yield %9, %8 : i32, f32
  } -> (tensor<2x4xi32>, tensor<2x4xf32>)
  return %4#0 : tensor<2x4xi32>
}

// ----- tosa-to-linalg: argmax_i8_0
func.func @f(%a0: tensor<2x3x4xi8>) -> tensor<3x4xi32> {
  %r = "tosa.argmax"(%a0) {axis=0:i64} : (tensor<2x3x4xi8>) -> tensor<3x4xi32>
  return %r : tensor<3x4xi32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xi8>) -> tensor<3x4xi32> {
  %0 = tensor.empty() : tensor<3x4xi32>
  %c0_i32 = arith.constant 0 : i32
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<3x4xi32>) -> tensor<3x4xi32>
  %2 = tensor.empty() : tensor<3x4xi8>
  %c-128_i8 = arith.constant -128 : i8
  %3 = linalg.fill ins(%c-128_i8 : i8) outs(%2 : tensor<3x4xi8>) -> tensor<3x4xi8>
  %4:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%arg0 : tensor<2x3x4xi8>) outs(%1, %3 : tensor<3x4xi32>, tensor<3x4xi8>) {
  ^bb0(%in: i8, %out: i32, %out_0: i8):
    %5 = linalg.index 0 : index
    %6 = arith.index_cast %5 : index to i32
    %7 = arith.cmpi sgt, %in, %out_0 : i8
    %8 = arith.select %7, %in, %out_0 : i8
    %9 = arith.select %7, %6, %out : i32
    linalg.yield %9, %8 : i32, i8
  } -> (tensor<3x4xi32>, tensor<3x4xi8>)
  return %4#0 : tensor<3x4xi32>
}

// ----- tosa-to-linalg: reverse_f32_1
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %r = "tosa.reverse"(%a0) {axis=1:i64} : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  return %r : tensor<2x3x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %c1 = arith.constant 1 : index
  %dim = tensor.dim %arg0, %c1 : tensor<2x3x4xf32>
  %0 = tensor.empty() : tensor<2x3x4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} outs(%0 : tensor<2x3x4xf32>) {
  ^bb0(%out: f32):
    %2 = linalg.index 0 : index
    %3 = linalg.index 1 : index
    %c1_0 = arith.constant 1 : index
    %4 = arith.subi %dim, %c1_0 : index
    %5 = arith.subi %4, %3 : index
    %6 = linalg.index 2 : index
    %extracted = tensor.extract %arg0[%2, %5, %6] : tensor<2x3x4xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x3x4xf32>
  return %1 : tensor<2x3x4xf32>
}

// ----- tosa-to-linalg: transpose_201_f32
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<4x2x3xf32> {
  %p = "tosa.const"() {value = dense<[2, 0, 1]> : tensor<3xi32>} : () -> tensor<3xi32>
  %r = "tosa.transpose"(%a0,%p) : (tensor<2x3x4xf32>, tensor<3xi32>) -> tensor<4x2x3xf32>
  return %r : tensor<4x2x3xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<4x2x3xf32> {
  %0 = "tosa.const"() {value = dense<[2, 0, 1]> : tensor<3xi32>} : () -> tensor<3xi32>
  %1 = tensor.empty() : tensor<4x2x3xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d1, d2, d0)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0 : tensor<2x3x4xf32>) outs(%1 : tensor<4x2x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4x2x3xf32>
  return %2 : tensor<4x2x3xf32>
}

// ----- tosa-to-linalg: tile_f32
func.func @f(%a0: tensor<2x3xf32>) -> tensor<4x9xf32> {
  %r = "tosa.tile"(%a0) {multiples=array<i64: 2,3>} : (tensor<2x3xf32>) -> tensor<4x9xf32>
  return %r : tensor<4x9xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3xf32>) -> tensor<4x9xf32> {
  %0 = tensor.empty() : tensor<2x2x3x3xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d1, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<2x3xf32>) outs(%0 : tensor<2x2x3x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x3x3xf32>
  %2 = "tosa.reshape"(%1) {new_shape = array<i64: 4, 9>} : (tensor<2x2x3x3xf32>) -> tensor<4x9xf32>
  return %2 : tensor<4x9xf32>
}

// ----- tosa-to-linalg: gather_f32
func.func @f(%a0: tensor<2x5x3xf32>, %a1: tensor<2x4xi32>) -> tensor<2x4x3xf32> {
  %r = "tosa.gather"(%a0,%a1) : (tensor<2x5x3xf32>,tensor<2x4xi32>) -> tensor<2x4x3xf32>
  return %r : tensor<2x4x3xf32>
}
// becomes
func.func @f(%arg0: tensor<2x5x3xf32>, %arg1: tensor<2x4xi32>) -> tensor<2x4x3xf32> {
  %0 = tensor.empty() : tensor<2x4x3xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg1 : tensor<2x4xi32>) outs(%0 : tensor<2x4x3xf32>) {
  ^bb0(%in: i32, %out: f32):
    %2 = linalg.index 0 : index
    %3 = arith.index_cast %in : i32 to index
    %4 = linalg.index 2 : index
    %extracted = tensor.extract %arg0[%2, %3, %4] : tensor<2x5x3xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x4x3xf32>
  return %1 : tensor<2x4x3xf32>
}

// ----- tosa-to-linalg: table8
func.func @f(%a0: tensor<7xi8>, %a1: tensor<256xi8>) -> tensor<7xi8> {
  %r = "tosa.table"(%a0,%a1) : (tensor<7xi8>,tensor<256xi8>) -> tensor<7xi8>
  return %r : tensor<7xi8>
}
// becomes
func.func @f(%arg0: tensor<7xi8>, %arg1: tensor<256xi8>) -> tensor<7xi8> {
  %0 = tensor.empty() : tensor<7xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<7xi8>) outs(%0 : tensor<7xi8>) {
  ^bb0(%in: i8, %out: i8):
    %2 = arith.index_cast %in : i8 to index
    %c128 = arith.constant 128 : index
    %3 = arith.addi %2, %c128 : index
    %extracted = tensor.extract %arg1[%3] : tensor<256xi8>
    linalg.yield %extracted : i8
  } -> tensor<7xi8>
  return %1 : tensor<7xi8>
}

// ----- tosa-to-linalg: table16
func.func @f(%a0: tensor<7xi16>, %a1: tensor<513xi16>) -> tensor<7xi32> {
  %r = "tosa.table"(%a0,%a1) : (tensor<7xi16>,tensor<513xi16>) -> tensor<7xi32>
  return %r : tensor<7xi32>
}
// becomes
func.func @f(%arg0: tensor<7xi16>, %arg1: tensor<513xi16>) -> tensor<7xi32> {
  %0 = tensor.empty() : tensor<7xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%arg0 : tensor<7xi16>) outs(%0 : tensor<7xi32>) {
  ^bb0(%in: i16, %out: i32):
    %2 = arith.extsi %in : i16 to i32
    %c32768_i32 = arith.constant 32768 : i32
    %c7_i32 = arith.constant 7 : i32
    %c1_i32 = arith.constant 1 : i32
    %c127_i32 = arith.constant 127 : i32
    %3 = arith.addi %2, %c32768_i32 : i32
    %4 = arith.shrui %3, %c7_i32 : i32
    %5 = arith.andi %3, %c127_i32 : i32
    %6 = arith.addi %4, %c1_i32 : i32
    %7 = arith.index_cast %4 : i32 to index
    %8 = arith.index_cast %6 : i32 to index
    %extracted = tensor.extract %arg1[%7] : tensor<513xi16>
    %extracted_0 = tensor.extract %arg1[%8] : tensor<513xi16>
    %9 = arith.extsi %extracted : i16 to i32
    %10 = arith.extsi %extracted_0 : i16 to i32
    %11 = arith.shli %9, %c7_i32 : i32
    %12 = arith.subi %10, %9 : i32
    %13 = arith.muli %12, %5 : i32
    %14 = arith.addi %11, %13 : i32
    linalg.yield %14 : i32
  } -> tensor<7xi32>
  return %1 : tensor<7xi32>
}

// ----- tosa-to-linalg: rescale_i8_i16_1395864371_38
func.func @f(%a0: tensor<4x5xi8>) -> tensor<4x5xi16> {
  %r = "tosa.rescale"(%a0) {input_zp=3:i32,output_zp=0:i32,multiplier=array<i32: 1395864371>,shift=array<i32: 38>,scale32=true,double_round=true,per_channel=false} : (tensor<4x5xi8>) -> tensor<4x5xi16>
  return %r : tensor<4x5xi16>
}
// becomes
func.func @f(%arg0: tensor<4x5xi8>) -> tensor<4x5xi16> {
  %c1395864371_i32 = arith.constant 1395864371 : i32
  %c38_i8 = arith.constant 38 : i8
  %0 = tensor.empty() : tensor<4x5xi16>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4x5xi8>) outs(%0 : tensor<4x5xi16>) {
  ^bb0(%in: i8, %out: i16):
    %c3_i32 = arith.constant 3 : i32
    %c0_i32 = arith.constant 0 : i32
    %2 = arith.extsi %in : i8 to i32
    %3 = arith.subi %2, %c3_i32 : i32
    %4 = "tosa.apply_scale"(%3, %c1395864371_i32, %c38_i8) {double_round = true} : (i32, i32, i8) -> i32
    %5 = arith.addi %4, %c0_i32 : i32
    %c-32768_i32 = arith.constant -32768 : i32
    %c32767_i32 = arith.constant 32767 : i32
    %6 = arith.cmpi slt, %5, %c-32768_i32 : i32
    %7 = arith.select %6, %c-32768_i32, %5 : i32
    %8 = arith.cmpi slt, %c32767_i32, %5 : i32
    %9 = arith.select %8, %c32767_i32, %7 : i32
    %10 = arith.trunci %9 : i32 to i16
    linalg.yield %10 : i16
  } -> tensor<4x5xi16>
  return %1 : tensor<4x5xi16>
}

// ----- tosa-to-linalg: rescale_i32_i8_2080374784_33
func.func @f(%a0: tensor<4x5xi32>) -> tensor<4x5xi8> {
  %r = "tosa.rescale"(%a0) {input_zp=0:i32,output_zp=-5:i32,multiplier=array<i32: 2080374784>,shift=array<i32: 33>,scale32=true,double_round=true,per_channel=false} : (tensor<4x5xi32>) -> tensor<4x5xi8>
  return %r : tensor<4x5xi8>
}
// becomes
func.func @f(%arg0: tensor<4x5xi32>) -> tensor<4x5xi8> {
  %c2080374784_i32 = arith.constant 2080374784 : i32
  %c33_i8 = arith.constant 33 : i8
  %0 = tensor.empty() : tensor<4x5xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4x5xi32>) outs(%0 : tensor<4x5xi8>) {
  ^bb0(%in: i32, %out: i8):
    %c0_i32 = arith.constant 0 : i32
    %c-5_i32 = arith.constant -5 : i32
    %2 = arith.subi %in, %c0_i32 : i32
    %3 = "tosa.apply_scale"(%2, %c2080374784_i32, %c33_i8) {double_round = true} : (i32, i32, i8) -> i32
    %4 = arith.addi %3, %c-5_i32 : i32
    %c-128_i32 = arith.constant -128 : i32
    %c127_i32 = arith.constant 127 : i32
    %5 = arith.cmpi slt, %4, %c-128_i32 : i32
    %6 = arith.select %5, %c-128_i32, %4 : i32
    %7 = arith.cmpi slt, %c127_i32, %4 : i32
    %8 = arith.select %7, %c127_i32, %6 : i32
    %9 = arith.trunci %8 : i32 to i8
    linalg.yield %9 : i8
  } -> tensor<4x5xi8>
  return %1 : tensor<4x5xi8>
}

// ----- tosa-to-linalg: rescale_pc
func.func @f(%a0: tensor<4x3xi32>) -> tensor<4x3xi8> {
  %r = "tosa.rescale"(%a0) {input_zp=0:i32,output_zp=7:i32,multiplier=array<i32: 1395864371, 1500000000, 2080374784>,shift=array<i32: 36, 40, 33>,scale32=true,double_round=true,per_channel=true} : (tensor<4x3xi32>) -> tensor<4x3xi8>
  return %r : tensor<4x3xi8>
}
// becomes
func.func @f(%arg0: tensor<4x3xi32>) -> tensor<4x3xi8> {
  %cst = arith.constant dense<[1395864371, 1500000000, 2080374784]> : tensor<3xi32>
  %cst_0 = arith.constant dense<[36, 40, 33]> : tensor<3xi8>
  %0 = tensor.empty() : tensor<4x3xi8>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %cst, %cst_0 : tensor<4x3xi32>, tensor<3xi32>, tensor<3xi8>) outs(%0 : tensor<4x3xi8>) {
  ^bb0(%in: i32, %in_1: i32, %in_2: i8, %out: i8):
    %c0_i32 = arith.constant 0 : i32
    %c7_i32 = arith.constant 7 : i32
    %2 = arith.subi %in, %c0_i32 : i32
    %3 = "tosa.apply_scale"(%2, %in_1, %in_2) {double_round = true} : (i32, i32, i8) -> i32
    %4 = arith.addi %3, %c7_i32 : i32
    %c-128_i32 = arith.constant -128 : i32
    %c127_i32 = arith.constant 127 : i32
    %5 = arith.cmpi slt, %4, %c-128_i32 : i32
    %6 = arith.select %5, %c-128_i32, %4 : i32
    %7 = arith.cmpi slt, %c127_i32, %4 : i32
    %8 = arith.select %7, %c127_i32, %6 : i32
    %9 = arith.trunci %8 : i32 to i8
    linalg.yield %9 : i8
  } -> tensor<4x3xi8>
  return %1 : tensor<4x3xi8>
}

// ----- tosa-to-linalg,canonicalize: rs2
func.func @f(%a0: tensor<1x3x4x2xf32>) -> tensor<1x5x7x2xf32> {
  %r = "tosa.resize"(%a0) {scale=array<i64: 2, 1, 2, 1>,offset=array<i64: 0, 0>,border=array<i64: 0, 0>,mode="BILINEAR"} : (tensor<1x3x4x2xf32>) -> tensor<1x5x7x2xf32>
  return %r : tensor<1x5x7x2xf32>
}
// becomes
func.func @f(%arg0: tensor<1x3x4x2xf32>) -> tensor<1x5x7x2xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 2.000000e+00 : f32
  %cst_1 = arith.constant 1.000000e+00 : f32
  %c1_i32 = arith.constant 1 : i32
  %c3_i32 = arith.constant 3 : i32
  %c2_i32 = arith.constant 2 : i32
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<1x5x7x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%0 : tensor<1x5x7x2xf32>) {
  ^bb0(%out: f32):
    %2 = linalg.index 0 : index
    %3 = linalg.index 1 : index
    %4 = linalg.index 2 : index
    %5 = linalg.index 3 : index
    %6 = arith.index_cast %3 : index to i32
    %7 = arith.index_cast %4 : index to i32
    %8 = arith.uitofp %6 : i32 to f32
    %9 = arith.addf %8, %cst : f32
    %10 = arith.divf %9, %cst_0 : f32
    %11 = math.floor %10 : f32
    %12 = arith.subf %10, %11 : f32
    %13 = arith.fptosi %11 : f32 to i32
    %14 = arith.uitofp %7 : i32 to f32
    %15 = arith.addf %14, %cst : f32
    %16 = arith.divf %15, %cst_0 : f32
    %17 = math.floor %16 : f32
    %18 = arith.subf %16, %17 : f32
    %19 = arith.fptosi %17 : f32 to i32
    %20 = arith.addi %13, %c1_i32 : i32
    %21 = arith.cmpi slt, %13, %c0_i32 : i32
    %22 = arith.select %21, %c0_i32, %13 : i32
    %23 = arith.cmpi sgt, %13, %c2_i32 : i32
    %24 = arith.select %23, %c2_i32, %22 : i32
    %25 = arith.cmpi slt, %20, %c0_i32 : i32
    %26 = arith.select %25, %c0_i32, %20 : i32
    %27 = arith.cmpi sgt, %20, %c2_i32 : i32
    %28 = arith.select %27, %c2_i32, %26 : i32
    %29 = arith.index_cast %24 : i32 to index
    %30 = arith.index_cast %28 : i32 to index
    %31 = arith.addi %19, %c1_i32 : i32
    %32 = arith.cmpi slt, %19, %c0_i32 : i32
    %33 = arith.select %32, %c0_i32, %19 : i32
    %34 = arith.cmpi sgt, %19, %c3_i32 : i32
    %35 = arith.select %34, %c3_i32, %33 : i32
    %36 = arith.cmpi slt, %31, %c0_i32 : i32
    %37 = arith.select %36, %c0_i32, %31 : i32
    %38 = arith.cmpi sgt, %31, %c3_i32 : i32
    %39 = arith.select %38, %c3_i32, %37 : i32
    %40 = arith.index_cast %35 : i32 to index
    %41 = arith.index_cast %39 : i32 to index
    %extracted = tensor.extract %arg0[%2, %29, %40, %5] : tensor<1x3x4x2xf32>
    %extracted_2 = tensor.extract %arg0[%2, %29, %41, %5] : tensor<1x3x4x2xf32>
    %extracted_3 = tensor.extract %arg0[%2, %30, %40, %5] : tensor<1x3x4x2xf32>
    %extracted_4 = tensor.extract %arg0[%2, %30, %41, %5] : tensor<1x3x4x2xf32>
    %42 = arith.subf %cst_1, %18 : f32
    %43 = arith.mulf %extracted, %42 : f32
    %44 = arith.mulf %extracted_2, %18 : f32
    %45 = arith.addf %43, %44 : f32
    %46 = arith.subf %cst_1, %18 : f32
    %47 = arith.mulf %extracted_3, %46 : f32
    %48 = arith.mulf %extracted_4, %18 : f32
    %49 = arith.addf %47, %48 : f32
    %50 = arith.subf %cst_1, %12 : f32
    %51 = arith.mulf %45, %50 : f32
    %52 = arith.mulf %49, %12 : f32
    %53 = arith.addf %51, %52 : f32
    linalg.yield %53 : f32
  } -> tensor<1x5x7x2xf32>
  return %1 : tensor<1x5x7x2xf32>
}

// ----- tosa-to-linalg,canonicalize: rs4
func.func @f(%a0: tensor<1x3x4x2xi8>) -> tensor<1x5x7x2xi32> {
  %r = "tosa.resize"(%a0) {scale=array<i64: 2, 1, 2, 1>,offset=array<i64: 0, 0>,border=array<i64: 0, 0>,mode="BILINEAR"} : (tensor<1x3x4x2xi8>) -> tensor<1x5x7x2xi32>
  return %r : tensor<1x5x7x2xi32>
}
// becomes
func.func @f(%arg0: tensor<1x3x4x2xi8>) -> tensor<1x5x7x2xi32> {
  %c1_i32 = arith.constant 1 : i32
  %c3_i32 = arith.constant 3 : i32
  %c2_i32 = arith.constant 2 : i32
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<1x5x7x2xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%0 : tensor<1x5x7x2xi32>) {
  ^bb0(%out: i32):
    %2 = linalg.index 0 : index
    %3 = linalg.index 1 : index
    %4 = linalg.index 2 : index
    %5 = linalg.index 3 : index
    %6 = arith.index_cast %3 : index to i32
    %7 = arith.index_cast %4 : index to i32
    %8 = arith.divsi %6, %c2_i32 : i32
    %9 = arith.muli %8, %c2_i32 : i32
    %10 = arith.subi %6, %9 : i32
    %11 = arith.divsi %7, %c2_i32 : i32
    %12 = arith.muli %11, %c2_i32 : i32
    %13 = arith.subi %7, %12 : i32
    %14 = arith.addi %8, %c1_i32 : i32
    %15 = arith.cmpi slt, %8, %c0_i32 : i32
    %16 = arith.select %15, %c0_i32, %8 : i32
    %17 = arith.cmpi sgt, %8, %c2_i32 : i32
    %18 = arith.select %17, %c2_i32, %16 : i32
    %19 = arith.cmpi slt, %14, %c0_i32 : i32
    %20 = arith.select %19, %c0_i32, %14 : i32
    %21 = arith.cmpi sgt, %14, %c2_i32 : i32
    %22 = arith.select %21, %c2_i32, %20 : i32
    %23 = arith.index_cast %18 : i32 to index
    %24 = arith.index_cast %22 : i32 to index
    %25 = arith.addi %11, %c1_i32 : i32
    %26 = arith.cmpi slt, %11, %c0_i32 : i32
    %27 = arith.select %26, %c0_i32, %11 : i32
    %28 = arith.cmpi sgt, %11, %c3_i32 : i32
    %29 = arith.select %28, %c3_i32, %27 : i32
    %30 = arith.cmpi slt, %25, %c0_i32 : i32
    %31 = arith.select %30, %c0_i32, %25 : i32
    %32 = arith.cmpi sgt, %25, %c3_i32 : i32
    %33 = arith.select %32, %c3_i32, %31 : i32
    %34 = arith.index_cast %29 : i32 to index
    %35 = arith.index_cast %33 : i32 to index
    %extracted = tensor.extract %arg0[%2, %23, %34, %5] : tensor<1x3x4x2xi8>
    %extracted_0 = tensor.extract %arg0[%2, %23, %35, %5] : tensor<1x3x4x2xi8>
    %extracted_1 = tensor.extract %arg0[%2, %24, %34, %5] : tensor<1x3x4x2xi8>
    %extracted_2 = tensor.extract %arg0[%2, %24, %35, %5] : tensor<1x3x4x2xi8>
    %36 = arith.extsi %extracted : i8 to i32
    %37 = arith.extsi %extracted_0 : i8 to i32
    %38 = arith.extsi %extracted_1 : i8 to i32
    %39 = arith.extsi %extracted_2 : i8 to i32
    %40 = arith.subi %c2_i32, %13 : i32
    %41 = arith.muli %36, %40 : i32
    %42 = arith.muli %37, %13 : i32
    %43 = arith.addi %41, %42 : i32
    %44 = arith.subi %c2_i32, %13 : i32
    %45 = arith.muli %38, %44 : i32
    %46 = arith.muli %39, %13 : i32
    %47 = arith.addi %45, %46 : i32
    %48 = arith.subi %c2_i32, %10 : i32
    %49 = arith.muli %43, %48 : i32
    %50 = arith.muli %47, %10 : i32
    %51 = arith.addi %49, %50 : i32
    linalg.yield %51 : i32
  } -> tensor<1x5x7x2xi32>
  return %1 : tensor<1x5x7x2xi32>
}

// ----- tosa-to-linalg,canonicalize: rs5
func.func @f(%a0: tensor<1x1x4x2xf32>) -> tensor<1x3x7x2xf32> {
  %r = "tosa.resize"(%a0) {scale=array<i64: 2, 1, 2, 1>,offset=array<i64: 0, 0>,border=array<i64: 0, 0>,mode="BILINEAR"} : (tensor<1x1x4x2xf32>) -> tensor<1x3x7x2xf32>
  return %r : tensor<1x3x7x2xf32>
}
// becomes
func.func @f(%arg0: tensor<1x1x4x2xf32>) -> tensor<1x3x7x2xf32> {
  %c0 = arith.constant 0 : index
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 2.000000e+00 : f32
  %cst_1 = arith.constant 1.000000e+00 : f32
  %c1_i32 = arith.constant 1 : i32
  %c3_i32 = arith.constant 3 : i32
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<1x1x7x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} outs(%0 : tensor<1x1x7x2xf32>) {
  ^bb0(%out: f32):
    %4 = linalg.index 0 : index
    %5 = linalg.index 2 : index
    %6 = linalg.index 3 : index
    %7 = arith.index_cast %5 : index to i32
    %8 = arith.uitofp %7 : i32 to f32
    %9 = arith.addf %8, %cst : f32
    %10 = arith.divf %9, %cst_0 : f32
    %11 = math.floor %10 : f32
    %12 = arith.subf %10, %11 : f32
    %13 = arith.fptosi %11 : f32 to i32
    %14 = arith.addi %13, %c1_i32 : i32
    %15 = arith.cmpi slt, %13, %c0_i32 : i32
    %16 = arith.select %15, %c0_i32, %13 : i32
    %17 = arith.cmpi sgt, %13, %c3_i32 : i32
    %18 = arith.select %17, %c3_i32, %16 : i32
    %19 = arith.cmpi slt, %14, %c0_i32 : i32
    %20 = arith.select %19, %c0_i32, %14 : i32
    %21 = arith.cmpi sgt, %14, %c3_i32 : i32
    %22 = arith.select %21, %c3_i32, %20 : i32
    %23 = arith.index_cast %18 : i32 to index
    %24 = arith.index_cast %22 : i32 to index
    %extracted = tensor.extract %arg0[%4, %c0, %23, %6] : tensor<1x1x4x2xf32>
    %extracted_2 = tensor.extract %arg0[%4, %c0, %24, %6] : tensor<1x1x4x2xf32>
    %25 = arith.subf %cst_1, %12 : f32
    %26 = arith.mulf %extracted, %25 : f32
    %27 = arith.mulf %extracted_2, %12 : f32
    %28 = arith.addf %26, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x7x2xf32>
  %collapsed = tensor.collapse_shape %1 [[0], [1, 2], [3]] : tensor<1x1x7x2xf32> into tensor<1x7x2xf32>
  %2 = tensor.empty() : tensor<1x3x7x2xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed : tensor<1x7x2xf32>) outs(%2 : tensor<1x3x7x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x3x7x2xf32>
  return %3 : tensor<1x3x7x2xf32>
}

// ----- tosa-to-linalg,canonicalize: rs9
func.func @f(%a0: tensor<1x1x1x2xf32>) -> tensor<1x3x4x2xf32> {
  %r = "tosa.resize"(%a0) {scale=array<i64: 2, 1, 2, 1>,offset=array<i64: 0, 0>,border=array<i64: 0, 0>,mode="NEAREST_NEIGHBOR"} : (tensor<1x1x1x2xf32>) -> tensor<1x3x4x2xf32>
  return %r : tensor<1x3x4x2xf32>
}
// becomes
func.func @f(%arg0: tensor<1x1x1x2xf32>) -> tensor<1x3x4x2xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0], [1, 2, 3]] : tensor<1x1x1x2xf32> into tensor<1x2xf32>
  %0 = tensor.empty() : tensor<1x3x4x2xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed : tensor<1x2xf32>) outs(%0 : tensor<1x3x4x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x3x4x2xf32>
  return %1 : tensor<1x3x4x2xf32>
}

// ----- tosa-to-linalg-named: conv
func.func @f(%a0: tensor<1x7x8x3xf32>, %a1: tensor<4x3x2x3xf32>, %a2: tensor<4xf32>) -> tensor<1x6x9x4xf32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 0, 1, 1>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>} : (tensor<1x7x8x3xf32>,tensor<4x3x2x3xf32>,tensor<4xf32>) -> tensor<1x6x9x4xf32>
  return %r : tensor<1x6x9x4xf32>
}
// becomes
func.func @f(%arg0: tensor<1x7x8x3xf32>, %arg1: tensor<4x3x2x3xf32>, %arg2: tensor<4xf32>) -> tensor<1x6x9x4xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %padded = tensor.pad %arg0 low[0, 1, 1, 0] high[0, 0, 1, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %cst : f32
  } : tensor<1x7x8x3xf32> to tensor<1x8x10x3xf32>
  %cst_0 = arith.constant dense<[1, 2, 3, 0]> : tensor<4xi64>
  %0 = "tosa.transpose"(%arg1, %cst_0) : (tensor<4x3x2x3xf32>, tensor<4xi64>) -> tensor<3x2x3x4xf32>
  %1 = tensor.empty() : tensor<1x6x9x4xf32>
  %cst_1 = arith.constant 0.000000e+00 : f32
  %2 = linalg.fill ins(%cst_1 : f32) outs(%1 : tensor<1x6x9x4xf32>) -> tensor<1x6x9x4xf32>
  %3 = tensor.empty() : tensor<1x6x9x4xf32>
  %4 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%padded, %0 : tensor<1x8x10x3xf32>, tensor<3x2x3x4xf32>) outs(%2 : tensor<1x6x9x4xf32>) -> tensor<1x6x9x4xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %4 : tensor<4xf32>, tensor<1x6x9x4xf32>) outs(%3 : tensor<1x6x9x4xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %6 = arith.addf %in, %in_2 : f32
    linalg.yield %6 : f32
  } -> tensor<1x6x9x4xf32>
  return %5 : tensor<1x6x9x4xf32>
}

// ----- tosa-to-linalg-named: conv_s
func.func @f(%a0: tensor<2x7x8x3xf32>, %a1: tensor<4x3x2x3xf32>, %a2: tensor<4xf32>) -> tensor<2x4x4x4xf32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 1, 0, 1>,stride=array<i64: 2, 2>,dilation=array<i64: 1, 1>} : (tensor<2x7x8x3xf32>,tensor<4x3x2x3xf32>,tensor<4xf32>) -> tensor<2x4x4x4xf32>
  return %r : tensor<2x4x4x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x7x8x3xf32>, %arg1: tensor<4x3x2x3xf32>, %arg2: tensor<4xf32>) -> tensor<2x4x4x4xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %padded = tensor.pad %arg0 low[0, 1, 0, 0] high[0, 1, 1, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %cst : f32
  } : tensor<2x7x8x3xf32> to tensor<2x9x9x3xf32>
  %cst_0 = arith.constant dense<[1, 2, 3, 0]> : tensor<4xi64>
  %0 = "tosa.transpose"(%arg1, %cst_0) : (tensor<4x3x2x3xf32>, tensor<4xi64>) -> tensor<3x2x3x4xf32>
  %1 = tensor.empty() : tensor<2x4x4x4xf32>
  %cst_1 = arith.constant 0.000000e+00 : f32
  %2 = linalg.fill ins(%cst_1 : f32) outs(%1 : tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
  %3 = tensor.empty() : tensor<2x4x4x4xf32>
  %4 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>} ins(%padded, %0 : tensor<2x9x9x3xf32>, tensor<3x2x3x4xf32>) outs(%2 : tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %4 : tensor<4xf32>, tensor<2x4x4x4xf32>) outs(%3 : tensor<2x4x4x4xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %6 = arith.addf %in, %in_2 : f32
    linalg.yield %6 : f32
  } -> tensor<2x4x4x4xf32>
  return %5 : tensor<2x4x4x4xf32>
}

// ----- tosa-to-linalg-named: convq
func.func @f(%a0: tensor<1x7x8x3xi8>, %a1: tensor<4x3x2x3xi8>, %a2: tensor<4xi32>) -> tensor<1x6x9x4xi32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 0, 1, 1>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>, quantization_info=#tosa.conv_quant<input_zp=-3,weight_zp=5>} : (tensor<1x7x8x3xi8>,tensor<4x3x2x3xi8>,tensor<4xi32>) -> tensor<1x6x9x4xi32>
  return %r : tensor<1x6x9x4xi32>
}
// becomes
func.func @f(%arg0: tensor<1x7x8x3xi8>, %arg1: tensor<4x3x2x3xi8>, %arg2: tensor<4xi32>) -> tensor<1x6x9x4xi32> {
  %c-3_i8 = arith.constant -3 : i8
  %padded = tensor.pad %arg0 low[0, 1, 1, 0] high[0, 0, 1, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %c-3_i8 : i8
  } : tensor<1x7x8x3xi8> to tensor<1x8x10x3xi8>
  %cst = arith.constant dense<[1, 2, 3, 0]> : tensor<4xi64>
  %0 = "tosa.transpose"(%arg1, %cst) : (tensor<4x3x2x3xi8>, tensor<4xi64>) -> tensor<3x2x3x4xi8>
  %1 = tensor.empty() : tensor<1x6x9x4xi32>
  %c0_i32 = arith.constant 0 : i32
  %2 = linalg.fill ins(%c0_i32 : i32) outs(%1 : tensor<1x6x9x4xi32>) -> tensor<1x6x9x4xi32>
  %3 = tensor.empty() : tensor<1x6x9x4xi32>
  %c-3_i32 = arith.constant -3 : i32
  %c5_i32 = arith.constant 5 : i32
  %4 = linalg.conv_2d_nhwc_hwcf_q {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%padded, %0, %c-3_i32, %c5_i32 : tensor<1x8x10x3xi8>, tensor<3x2x3x4xi8>, i32, i32) outs(%2 : tensor<1x6x9x4xi32>) -> tensor<1x6x9x4xi32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %4 : tensor<4xi32>, tensor<1x6x9x4xi32>) outs(%3 : tensor<1x6x9x4xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %6 = arith.addi %in, %in_0 : i32
    linalg.yield %6 : i32
  } -> tensor<1x6x9x4xi32>
  return %5 : tensor<1x6x9x4xi32>
}

// ----- tosa-to-linalg-named: conv3
func.func @f(%a0: tensor<1x4x5x6x2xf32>, %a1: tensor<3x2x3x2x2xf32>, %a2: tensor<3xf32>) -> tensor<1x4x5x3x3xf32> {
  %r = "tosa.conv3d"(%a0,%a1,%a2) {pad=array<i64: 0, 1, 1, 1, 0, 0>,stride=array<i64: 1, 1, 2>,dilation=array<i64: 1, 1, 1>} : (tensor<1x4x5x6x2xf32>,tensor<3x2x3x2x2xf32>,tensor<3xf32>) -> tensor<1x4x5x3x3xf32>
  return %r : tensor<1x4x5x3x3xf32>
}
// becomes
func.func @f(%arg0: tensor<1x4x5x6x2xf32>, %arg1: tensor<3x2x3x2x2xf32>, %arg2: tensor<3xf32>) -> tensor<1x4x5x3x3xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %padded = tensor.pad %arg0 low[0, 0, 1, 0, 0] high[0, 1, 1, 0, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index, %arg7: index):
    tensor.yield %cst : f32
  } : tensor<1x4x5x6x2xf32> to tensor<1x5x7x6x2xf32>
  %cst_0 = arith.constant dense<[1, 2, 3, 4, 0]> : tensor<5xi64>
  %0 = "tosa.transpose"(%arg1, %cst_0) : (tensor<3x2x3x2x2xf32>, tensor<5xi64>) -> tensor<2x3x2x2x3xf32>
  %1 = tensor.empty() : tensor<1x4x5x3x3xf32>
  %cst_1 = arith.constant 0.000000e+00 : f32
  %2 = linalg.fill ins(%cst_1 : f32) outs(%1 : tensor<1x4x5x3x3xf32>) -> tensor<1x4x5x3x3xf32>
  %3 = tensor.empty() : tensor<1x4x5x3x3xf32>
  %4 = linalg.conv_3d_ndhwc_dhwcf {dilations = dense<1> : tensor<3xi64>, strides = dense<[1, 1, 2]> : tensor<3xi64>} ins(%padded, %0 : tensor<1x5x7x6x2xf32>, tensor<2x3x2x2x3xf32>) outs(%2 : tensor<1x4x5x3x3xf32>) -> tensor<1x4x5x3x3xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3, d4) -> (d4)>, affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>, affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %4 : tensor<3xf32>, tensor<1x4x5x3x3xf32>) outs(%3 : tensor<1x4x5x3x3xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %6 = arith.addf %in, %in_2 : f32
    linalg.yield %6 : f32
  } -> tensor<1x4x5x3x3xf32>
  return %5 : tensor<1x4x5x3x3xf32>
}

// ----- tosa-to-linalg-named: conv3q
func.func @f(%a0: tensor<1x4x5x6x2xi8>, %a1: tensor<3x2x3x2x2xi8>, %a2: tensor<3xi32>) -> tensor<1x4x5x3x3xi32> {
  %r = "tosa.conv3d"(%a0,%a1,%a2) {pad=array<i64: 0, 1, 1, 1, 0, 0>,stride=array<i64: 1, 1, 2>,dilation=array<i64: 1, 1, 1>, quantization_info=#tosa.conv_quant<input_zp=4,weight_zp=-2>} : (tensor<1x4x5x6x2xi8>,tensor<3x2x3x2x2xi8>,tensor<3xi32>) -> tensor<1x4x5x3x3xi32>
  return %r : tensor<1x4x5x3x3xi32>
}
// becomes
func.func @f(%arg0: tensor<1x4x5x6x2xi8>, %arg1: tensor<3x2x3x2x2xi8>, %arg2: tensor<3xi32>) -> tensor<1x4x5x3x3xi32> {
  %c4_i8 = arith.constant 4 : i8
  %padded = tensor.pad %arg0 low[0, 0, 1, 0, 0] high[0, 1, 1, 0, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index, %arg7: index):
    tensor.yield %c4_i8 : i8
  } : tensor<1x4x5x6x2xi8> to tensor<1x5x7x6x2xi8>
  %cst = arith.constant dense<[1, 2, 3, 4, 0]> : tensor<5xi64>
  %0 = "tosa.transpose"(%arg1, %cst) : (tensor<3x2x3x2x2xi8>, tensor<5xi64>) -> tensor<2x3x2x2x3xi8>
  %1 = tensor.empty() : tensor<1x4x5x3x3xi32>
  %c0_i32 = arith.constant 0 : i32
  %2 = linalg.fill ins(%c0_i32 : i32) outs(%1 : tensor<1x4x5x3x3xi32>) -> tensor<1x4x5x3x3xi32>
  %3 = tensor.empty() : tensor<1x4x5x3x3xi32>
  %c4_i32 = arith.constant 4 : i32
  %c-2_i32 = arith.constant -2 : i32
  %4 = linalg.conv_3d_ndhwc_dhwcf_q {dilations = dense<1> : tensor<3xi64>, strides = dense<[1, 1, 2]> : tensor<3xi64>} ins(%padded, %0, %c4_i32, %c-2_i32 : tensor<1x5x7x6x2xi8>, tensor<2x3x2x2x3xi8>, i32, i32) outs(%2 : tensor<1x4x5x3x3xi32>) -> tensor<1x4x5x3x3xi32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3, d4) -> (d4)>, affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>, affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %4 : tensor<3xi32>, tensor<1x4x5x3x3xi32>) outs(%3 : tensor<1x4x5x3x3xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %6 = arith.addi %in, %in_0 : i32
    linalg.yield %6 : i32
  } -> tensor<1x4x5x3x3xi32>
  return %5 : tensor<1x4x5x3x3xi32>
}

// ----- tosa-to-linalg-named: dw2
func.func @f(%a0: tensor<1x6x7x4xf32>, %a1: tensor<3x2x4x2xf32>, %a2: tensor<8xf32>) -> tensor<1x3x7x8xf32> {
  %r = "tosa.depthwise_conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 1, 0, 1>,stride=array<i64: 2, 1>,dilation=array<i64: 1, 1>} : (tensor<1x6x7x4xf32>,tensor<3x2x4x2xf32>,tensor<8xf32>) -> tensor<1x3x7x8xf32>
  return %r : tensor<1x3x7x8xf32>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x4xf32>, %arg1: tensor<3x2x4x2xf32>, %arg2: tensor<8xf32>) -> tensor<1x3x7x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %padded = tensor.pad %arg0 low[0, 1, 0, 0] high[0, 1, 1, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %cst : f32
  } : tensor<1x6x7x4xf32> to tensor<1x8x8x4xf32>
  %0 = tensor.empty() : tensor<1x3x7x4x2xf32>
  %cst_0 = arith.constant 0.000000e+00 : f32
  %1 = linalg.fill ins(%cst_0 : f32) outs(%0 : tensor<1x3x7x4x2xf32>) -> tensor<1x3x7x4x2xf32>
  %2 = tensor.empty() : tensor<1x3x7x8xf32>
  %3 = linalg.depthwise_conv_2d_nhwc_hwcm {dilations = dense<1> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>} ins(%padded, %arg1 : tensor<1x8x8x4xf32>, tensor<3x2x4x2xf32>) outs(%1 : tensor<1x3x7x4x2xf32>) -> tensor<1x3x7x4x2xf32>
  %collapsed = tensor.collapse_shape %3 [[0], [1], [2], [3, 4]] : tensor<1x3x7x4x2xf32> into tensor<1x3x7x8xf32>
  %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %collapsed : tensor<8xf32>, tensor<1x3x7x8xf32>) outs(%2 : tensor<1x3x7x8xf32>) {
  ^bb0(%in: f32, %in_1: f32, %out: f32):
    %5 = arith.addf %in, %in_1 : f32
    linalg.yield %5 : f32
  } -> tensor<1x3x7x8xf32>
  return %4 : tensor<1x3x7x8xf32>
}

// ----- tosa-to-linalg-named: dwq2
func.func @f(%a0: tensor<1x6x7x4xi8>, %a1: tensor<3x3x4x2xi8>, %a2: tensor<8xi32>) -> tensor<1x3x4x8xi32> {
  %r = "tosa.depthwise_conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 1, 1, 1>,stride=array<i64: 2, 2>,dilation=array<i64: 1, 1>, quantization_info=#tosa.conv_quant<input_zp=2,weight_zp=6>} : (tensor<1x6x7x4xi8>,tensor<3x3x4x2xi8>,tensor<8xi32>) -> tensor<1x3x4x8xi32>
  return %r : tensor<1x3x4x8xi32>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x4xi8>, %arg1: tensor<3x3x4x2xi8>, %arg2: tensor<8xi32>) -> tensor<1x3x4x8xi32> {
  %c2_i8 = arith.constant 2 : i8
  %padded = tensor.pad %arg0 low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %c2_i8 : i8
  } : tensor<1x6x7x4xi8> to tensor<1x8x9x4xi8>
  %0 = tensor.empty() : tensor<1x3x4x4x2xi32>
  %c0_i32 = arith.constant 0 : i32
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<1x3x4x4x2xi32>) -> tensor<1x3x4x4x2xi32>
  %2 = tensor.empty() : tensor<1x3x4x8xi32>
  %c2_i32 = arith.constant 2 : i32
  %c6_i32 = arith.constant 6 : i32
  %3 = linalg.depthwise_conv_2d_nhwc_hwcm_q {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>} ins(%padded, %arg1, %c2_i32, %c6_i32 : tensor<1x8x9x4xi8>, tensor<3x3x4x2xi8>, i32, i32) outs(%1 : tensor<1x3x4x4x2xi32>) -> tensor<1x3x4x4x2xi32>
  %collapsed = tensor.collapse_shape %3 [[0], [1], [2], [3, 4]] : tensor<1x3x4x4x2xi32> into tensor<1x3x4x8xi32>
  %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2, %collapsed : tensor<8xi32>, tensor<1x3x4x8xi32>) outs(%2 : tensor<1x3x4x8xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %5 = arith.addi %in, %in_0 : i32
    linalg.yield %5 : i32
  } -> tensor<1x3x4x8xi32>
  return %4 : tensor<1x3x4x8xi32>
}

// ----- tosa-to-linalg-named: matmul_f32_None
func.func @f(%a0: tensor<2x5x3xf32>, %a1: tensor<2x3x4xf32>) -> tensor<2x5x4xf32> {
  %r = "tosa.matmul"(%a0,%a1)  : (tensor<2x5x3xf32>,tensor<2x3x4xf32>) -> tensor<2x5x4xf32>
  return %r : tensor<2x5x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x5x3xf32>, %arg1: tensor<2x3x4xf32>) -> tensor<2x5x4xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x5x4xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x5x4xf32>) -> tensor<2x5x4xf32>
  %2 = linalg.batch_matmul ins(%arg0, %arg1 : tensor<2x5x3xf32>, tensor<2x3x4xf32>) outs(%1 : tensor<2x5x4xf32>) -> tensor<2x5x4xf32>
  return %2 : tensor<2x5x4xf32>
}

// ----- tosa-to-linalg-named: matmul_i8_(3, -4)
func.func @f(%a0: tensor<2x5x3xi8>, %a1: tensor<2x3x4xi8>) -> tensor<2x5x4xi32> {
  %r = "tosa.matmul"(%a0,%a1) {quantization_info=#tosa.matmul_quant<a_zp=3,b_zp=-4>} : (tensor<2x5x3xi8>,tensor<2x3x4xi8>) -> tensor<2x5x4xi32>
  return %r : tensor<2x5x4xi32>
}
// becomes
func.func @f(%arg0: tensor<2x5x3xi8>, %arg1: tensor<2x3x4xi8>) -> tensor<2x5x4xi32> {
  %c0_i32 = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<2x5x4xi32>
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<2x5x4xi32>) -> tensor<2x5x4xi32>
  %c3_i32 = arith.constant 3 : i32
  %c-4_i32 = arith.constant -4 : i32
  %2 = linalg.quantized_batch_matmul ins(%arg0, %arg1, %c3_i32, %c-4_i32 : tensor<2x5x3xi8>, tensor<2x3x4xi8>, i32, i32) outs(%1 : tensor<2x5x4xi32>) -> tensor<2x5x4xi32>
  return %2 : tensor<2x5x4xi32>
}

// ----- tosa-to-linalg-named: fc_f32_None
func.func @f(%a0: tensor<5x3xf32>, %a1: tensor<4x3xf32>, %a2: tensor<4xf32>) -> tensor<5x4xf32> {
  %r = "tosa.fully_connected"(%a0,%a1,%a2)  : (tensor<5x3xf32>,tensor<4x3xf32>,tensor<4xf32>) -> tensor<5x4xf32>
  return %r : tensor<5x4xf32>
}
// becomes
func.func @f(%arg0: tensor<5x3xf32>, %arg1: tensor<4x3xf32>, %arg2: tensor<4xf32>) -> tensor<5x4xf32> {
  %0 = tensor.empty() : tensor<5x4xf32>
  %cst = arith.constant 0.000000e+00 : f32
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<5x4xf32>) -> tensor<5x4xf32>
  %cst_0 = arith.constant dense<[1, 0]> : tensor<2xi64>
  %2 = "tosa.transpose"(%arg1, %cst_0) : (tensor<4x3xf32>, tensor<2xi64>) -> tensor<3x4xf32>
  %3 = tensor.empty() : tensor<5x4xf32>
  %4 = linalg.matmul ins(%arg0, %2 : tensor<5x3xf32>, tensor<3x4xf32>) outs(%1 : tensor<5x4xf32>) -> tensor<5x4xf32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg2, %4 : tensor<4xf32>, tensor<5x4xf32>) outs(%3 : tensor<5x4xf32>) {
  ^bb0(%in: f32, %in_1: f32, %out: f32):
    %6 = arith.addf %in, %in_1 : f32
    linalg.yield %6 : f32
  } -> tensor<5x4xf32>
  return %5 : tensor<5x4xf32>
}

// ----- tosa-to-linalg-named: fc_i8_(3, -4)
func.func @f(%a0: tensor<5x3xi8>, %a1: tensor<4x3xi8>, %a2: tensor<4xi32>) -> tensor<5x4xi32> {
  %r = "tosa.fully_connected"(%a0,%a1,%a2) {quantization_info=#tosa.conv_quant<input_zp=3,weight_zp=-4>} : (tensor<5x3xi8>,tensor<4x3xi8>,tensor<4xi32>) -> tensor<5x4xi32>
  return %r : tensor<5x4xi32>
}
// becomes
func.func @f(%arg0: tensor<5x3xi8>, %arg1: tensor<4x3xi8>, %arg2: tensor<4xi32>) -> tensor<5x4xi32> {
  %0 = tensor.empty() : tensor<5x4xi32>
  %c0_i32 = arith.constant 0 : i32
  %1 = linalg.fill ins(%c0_i32 : i32) outs(%0 : tensor<5x4xi32>) -> tensor<5x4xi32>
  %cst = arith.constant dense<[1, 0]> : tensor<2xi64>
  %2 = "tosa.transpose"(%arg1, %cst) : (tensor<4x3xi8>, tensor<2xi64>) -> tensor<3x4xi8>
  %3 = tensor.empty() : tensor<5x4xi32>
  %c3_i32 = arith.constant 3 : i32
  %c-4_i32 = arith.constant -4 : i32
  %4 = linalg.quantized_matmul ins(%arg0, %2, %c3_i32, %c-4_i32 : tensor<5x3xi8>, tensor<3x4xi8>, i32, i32) outs(%1 : tensor<5x4xi32>) -> tensor<5x4xi32>
  %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg2, %4 : tensor<4xi32>, tensor<5x4xi32>) outs(%3 : tensor<5x4xi32>) {
  ^bb0(%in: i32, %in_0: i32, %out: i32):
    %6 = arith.addi %in, %in_0 : i32
    linalg.yield %6 : i32
  } -> tensor<5x4xi32>
  return %5 : tensor<5x4xi32>
}

// ----- tosa-to-linalg-named: maxpool_f32
func.func @f(%a0: tensor<1x6x7x3xf32>) -> tensor<1x6x3x3xf32> {
  %r = "tosa.max_pool2d"(%a0) {pad=array<i64: 0,1,1,0>,kernel=array<i64: 2,3>,stride=array<i64: 1,2>} : (tensor<1x6x7x3xf32>) -> tensor<1x6x3x3xf32>
  return %r : tensor<1x6x3x3xf32>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x3xf32>) -> tensor<1x6x3x3xf32> {
  %cst = arith.constant -3.40282347E+38 : f32
  %padded = tensor.pad %arg0 low[0, 0, 1, 0] high[0, 1, 0, 0] {
  ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
    tensor.yield %cst : f32
  } : tensor<1x6x7x3xf32> to tensor<1x7x8x3xf32>
  %cst_0 = arith.constant -3.40282347E+38 : f32
  %0 = tensor.empty() : tensor<1x6x3x3xf32>
  %1 = linalg.fill ins(%cst_0 : f32) outs(%0 : tensor<1x6x3x3xf32>) -> tensor<1x6x3x3xf32>
  %2 = tensor.empty() : tensor<2x3xf32>
  %3 = linalg.pooling_nhwc_max {dilations = dense<1> : vector<2xi64>, strides = dense<[1, 2]> : vector<2xi64>} ins(%padded, %2 : tensor<1x7x8x3xf32>, tensor<2x3xf32>) outs(%1 : tensor<1x6x3x3xf32>) -> tensor<1x6x3x3xf32>
  return %3 : tensor<1x6x3x3xf32>
}

// ----- tosa-to-linalg-named: maxpool_i8
func.func @f(%a0: tensor<1x6x7x3xi8>) -> tensor<1x6x3x3xi8> {
  %r = "tosa.max_pool2d"(%a0) {pad=array<i64: 0,1,1,0>,kernel=array<i64: 2,3>,stride=array<i64: 1,2>} : (tensor<1x6x7x3xi8>) -> tensor<1x6x3x3xi8>
  return %r : tensor<1x6x3x3xi8>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x3xi8>) -> tensor<1x6x3x3xi8> {
  %c-128_i8 = arith.constant -128 : i8
  %padded = tensor.pad %arg0 low[0, 0, 1, 0] high[0, 1, 0, 0] {
  ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
    tensor.yield %c-128_i8 : i8
  } : tensor<1x6x7x3xi8> to tensor<1x7x8x3xi8>
  %c-128_i8_0 = arith.constant -128 : i8
  %0 = tensor.empty() : tensor<1x6x3x3xi8>
  %1 = linalg.fill ins(%c-128_i8_0 : i8) outs(%0 : tensor<1x6x3x3xi8>) -> tensor<1x6x3x3xi8>
  %2 = tensor.empty() : tensor<2x3xi8>
  %3 = linalg.pooling_nhwc_max {dilations = dense<1> : vector<2xi64>, strides = dense<[1, 2]> : vector<2xi64>} ins(%padded, %2 : tensor<1x7x8x3xi8>, tensor<2x3xi8>) outs(%1 : tensor<1x6x3x3xi8>) -> tensor<1x6x3x3xi8>
  return %3 : tensor<1x6x3x3xi8>
}

// ----- tosa-to-tensor: slice_f32
func.func @f(%a0: tensor<4x6xf32>) -> tensor<2x3xf32> {
  %r = "tosa.slice"(%a0) {start=array<i64: 1,2>, size=array<i64: 2,3>} : (tensor<4x6xf32>) -> tensor<2x3xf32>
  return %r : tensor<2x3xf32>
}
// becomes
func.func @f(%arg0: tensor<4x6xf32>) -> tensor<2x3xf32> {
  %extracted_slice = tensor.extract_slice %arg0[1, 2] [2, 3] [1, 1] : tensor<4x6xf32> to tensor<2x3xf32>
  return %extracted_slice : tensor<2x3xf32>
}

// ----- tosa-to-tensor: reshape_2x3x4_6x4
func.func @f(%a0: tensor<2x3x4xf32>) -> tensor<6x4xf32> {
  %r = "tosa.reshape"(%a0) {new_shape=array<i64: 6, 4>} : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
  return %r : tensor<6x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>) -> tensor<6x4xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>
  return %collapsed : tensor<6x4xf32>
}

// ----- tosa-to-tensor: reshape_24_2x3x4
func.func @f(%a0: tensor<24xf32>) -> tensor<2x3x4xf32> {
  %r = "tosa.reshape"(%a0) {new_shape=array<i64: 2, 3, 4>} : (tensor<24xf32>) -> tensor<2x3x4xf32>
  return %r : tensor<2x3x4xf32>
}
// becomes
func.func @f(%arg0: tensor<24xf32>) -> tensor<2x3x4xf32> {
  %expanded = tensor.expand_shape %arg0 [[0, 1, 2]] : tensor<24xf32> into tensor<2x3x4xf32>
  return %expanded : tensor<2x3x4xf32>
}

// ----- tosa-to-tensor: reshape_2x6_3x4
func.func @f(%a0: tensor<2x6xf32>) -> tensor<3x4xf32> {
  %r = "tosa.reshape"(%a0) {new_shape=array<i64: 3, 4>} : (tensor<2x6xf32>) -> tensor<3x4xf32>
  return %r : tensor<3x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x6xf32>) -> tensor<3x4xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<2x6xf32> into tensor<12xf32>
  %expanded = tensor.expand_shape %collapsed [[0, 1]] : tensor<12xf32> into tensor<3x4xf32>
  return %expanded : tensor<3x4xf32>
}

// ----- tosa-to-tensor: reshape_1x6_6x1
func.func @f(%a0: tensor<1x6xf32>) -> tensor<6x1xf32> {
  %r = "tosa.reshape"(%a0) {new_shape=array<i64: 6, 1>} : (tensor<1x6xf32>) -> tensor<6x1xf32>
  return %r : tensor<6x1xf32>
}
// becomes
func.func @f(%arg0: tensor<1x6xf32>) -> tensor<6x1xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<1x6xf32> into tensor<6xf32>
  %expanded = tensor.expand_shape %collapsed [[0, 1]] : tensor<6xf32> into tensor<6x1xf32>
  return %expanded : tensor<6x1xf32>
}

// ----- tosa-to-tensor: reshape_dyn
func.func @f(%a0: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %r = "tosa.reshape"(%a0) {new_shape=array<i64: -1, 2>} : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %r : tensor<?x2xf32>
}
// becomes
func.func @f(%arg0: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<?x4xf32> into tensor<?xf32>
  %expanded = tensor.expand_shape %collapsed [[0, 1]] : tensor<?xf32> into tensor<?x2xf32>
  return %expanded : tensor<?x2xf32>
}

// ----- tosa-to-tensor,canonicalize: concat_f32_1
func.func @f(%a0: tensor<2x3x4xf32>, %a1: tensor<2x2x4xf32>) -> tensor<2x5x4xf32> {
  %r = "tosa.concat"(%a0,%a1) {axis=1:i64} : (tensor<2x3x4xf32>,tensor<2x2x4xf32>) -> tensor<2x5x4xf32>
  return %r : tensor<2x5x4xf32>
}
// becomes
func.func @f(%arg0: tensor<2x3x4xf32>, %arg1: tensor<2x2x4xf32>) -> tensor<2x5x4xf32> {
  %0 = tensor.empty() : tensor<2x5x4xf32>
  %inserted_slice = tensor.insert_slice %arg0 into %0[0, 0, 0] [2, 3, 4] [1, 1, 1] : tensor<2x3x4xf32> into tensor<2x5x4xf32>
  %inserted_slice_0 = tensor.insert_slice %arg1 into %inserted_slice[0, 3, 0] [2, 2, 4] [1, 1, 1] : tensor<2x2x4xf32> into tensor<2x5x4xf32>
  return %inserted_slice_0 : tensor<2x5x4xf32>
}

// ----- iree-tosa-to-linalg-ext: scatter_i8
func.func @f(%a0: tensor<2x5x3xi8>, %a1: tensor<2x3xi32>, %a2: tensor<2x3x3xi8>) -> tensor<2x5x3xi8> {
  %r = "tosa.scatter"(%a0,%a1,%a2) : (tensor<2x5x3xi8>,tensor<2x3xi32>,tensor<2x3x3xi8>) -> tensor<2x5x3xi8>
  return %r : tensor<2x5x3xi8>
}
// becomes
func.func @f(%arg0: tensor<2x5x3xi8>, %arg1: tensor<2x3xi32>, %arg2: tensor<2x3x3xi8>) -> tensor<2x5x3xi8> {
  %expanded = tensor.expand_shape %arg1 [[0], [1, 2]] : tensor<2x3xi32> into tensor<2x3x1xi32>
  %0 = tensor.empty() : tensor<2x3x1xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x1xi32>) outs(%0 : tensor<2x3x1xi32>) {
  ^bb0(%in: i32, %out: i32):
    %4 = linalg.index 0 : index
    %5 = arith.index_cast %4 : index to i32
    linalg.yield %5 : i32
  } -> tensor<2x3x1xi32>
  %2 = "tosa.concat"(%1, %expanded) {axis = 2 : i64} : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x2xi32>
  %collapsed = tensor.collapse_shape %2 [[0, 1], [2]] : tensor<2x3x2xi32> into tensor<6x2xi32>
  %collapsed_0 = tensor.collapse_shape %arg2 [[0, 1], [2]] : tensor<2x3x3xi8> into tensor<6x3xi8>
  %3 = iree_linalg_ext.scatter dimension_map = [0, 1] unique_indices(true) ins(%collapsed_0, %collapsed : tensor<6x3xi8>, tensor<6x2xi32>) outs(%arg0 : tensor<2x5x3xi8>) {
  ^bb0(%arg3: i8, %arg4: i8):
    iree_linalg_ext.yield %arg3 : i8
  } -> tensor<2x5x3xi8>
  return %3 : tensor<2x5x3xi8>
}

// ----- iree-tosa-to-linalg-ext: scatter_f32
func.func @f(%a0: tensor<2x5x3xf32>, %a1: tensor<2x3xi32>, %a2: tensor<2x3x3xf32>) -> tensor<2x5x3xf32> {
  %r = "tosa.scatter"(%a0,%a1,%a2) : (tensor<2x5x3xf32>,tensor<2x3xi32>,tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
  return %r : tensor<2x5x3xf32>
}
// becomes
func.func @f(%arg0: tensor<2x5x3xf32>, %arg1: tensor<2x3xi32>, %arg2: tensor<2x3x3xf32>) -> tensor<2x5x3xf32> {
  %expanded = tensor.expand_shape %arg1 [[0], [1, 2]] : tensor<2x3xi32> into tensor<2x3x1xi32>
  %0 = tensor.empty() : tensor<2x3x1xi32>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x1xi32>) outs(%0 : tensor<2x3x1xi32>) {
  ^bb0(%in: i32, %out: i32):
    %4 = linalg.index 0 : index
    %5 = arith.index_cast %4 : index to i32
    linalg.yield %5 : i32
  } -> tensor<2x3x1xi32>
  %2 = "tosa.concat"(%1, %expanded) {axis = 2 : i64} : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x2xi32>
  %collapsed = tensor.collapse_shape %2 [[0, 1], [2]] : tensor<2x3x2xi32> into tensor<6x2xi32>
  %collapsed_0 = tensor.collapse_shape %arg2 [[0, 1], [2]] : tensor<2x3x3xf32> into tensor<6x3xf32>
  %3 = iree_linalg_ext.scatter dimension_map = [0, 1] unique_indices(true) ins(%collapsed_0, %collapsed : tensor<6x3xf32>, tensor<6x2xi32>) outs(%arg0 : tensor<2x5x3xf32>) {
  ^bb0(%arg3: f32, %arg4: f32):
    iree_linalg_ext.yield %arg3 : f32
  } -> tensor<2x5x3xf32>
  return %3 : tensor<2x5x3xf32>
}

// ----- tosa-optional-decompositions: conv_1x1
func.func @f(%a0: tensor<1x5x6x3xf32>, %a1: tensor<4x1x1x3xf32>, %a2: tensor<4xf32>) -> tensor<1x5x6x4xf32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 0, 0, 0, 0>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>} : (tensor<1x5x6x3xf32>,tensor<4x1x1x3xf32>,tensor<4xf32>) -> tensor<1x5x6x4xf32>
  return %r : tensor<1x5x6x4xf32>
}
// becomes
func.func @f(%arg0: tensor<1x5x6x3xf32>, %arg1: tensor<4x1x1x3xf32>, %arg2: tensor<4xf32>) -> tensor<1x5x6x4xf32> {
  %0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 30, 3>} : (tensor<1x5x6x3xf32>) -> tensor<30x3xf32>
  %1 = "tosa.reshape"(%arg1) {new_shape = array<i64: 4, 3>} : (tensor<4x1x1x3xf32>) -> tensor<4x3xf32>
  %2 = "tosa.fully_connected"(%0, %1, %arg2) : (tensor<30x3xf32>, tensor<4x3xf32>, tensor<4xf32>) -> tensor<30x4xf32>
  %3 = "tosa.reshape"(%2) {new_shape = array<i64: 1, 5, 6, 4>} : (tensor<30x4xf32>) -> tensor<1x5x6x4xf32>
  return %3 : tensor<1x5x6x4xf32>
}

// ----- tosa-optional-decompositions: conv_1x1p
func.func @f(%a0: tensor<1x5x6x3xf32>, %a1: tensor<4x1x1x3xf32>, %a2: tensor<4xf32>) -> tensor<1x6x9x4xf32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 0, 1, 2>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>} : (tensor<1x5x6x3xf32>,tensor<4x1x1x3xf32>,tensor<4xf32>) -> tensor<1x6x9x4xf32>
  return %r : tensor<1x6x9x4xf32>
}
// becomes
func.func @f(%arg0: tensor<1x5x6x3xf32>, %arg1: tensor<4x1x1x3xf32>, %arg2: tensor<4xf32>) -> tensor<1x6x9x4xf32> {
  %0 = "tosa.const"() {value = dense<[[0, 0], [1, 0], [1, 2], [0, 0]]> : tensor<4x2xi64>} : () -> tensor<4x2xi64>
  %1 = "tosa.const"() {value = dense<0.000000e+00> : tensor<f32>} : () -> tensor<f32>
  %2 = "tosa.pad"(%arg0, %0, %1) : (tensor<1x5x6x3xf32>, tensor<4x2xi64>, tensor<f32>) -> tensor<1x6x9x3xf32>
  %3 = "tosa.reshape"(%2) {new_shape = array<i64: 54, 3>} : (tensor<1x6x9x3xf32>) -> tensor<54x3xf32>
  %4 = "tosa.reshape"(%arg1) {new_shape = array<i64: 4, 3>} : (tensor<4x1x1x3xf32>) -> tensor<4x3xf32>
  %5 = "tosa.fully_connected"(%3, %4, %arg2) : (tensor<54x3xf32>, tensor<4x3xf32>, tensor<4xf32>) -> tensor<54x4xf32>
  %6 = "tosa.reshape"(%5) {new_shape = array<i64: 1, 6, 9, 4>} : (tensor<54x4xf32>) -> tensor<1x6x9x4xf32>
  return %6 : tensor<1x6x9x4xf32>
}

// ----- tosa-optional-decompositions: convq_1x1
func.func @f(%a0: tensor<1x5x6x3xi8>, %a1: tensor<4x1x1x3xi8>, %a2: tensor<4xi32>) -> tensor<1x6x9x4xi32> {
  %r = "tosa.conv2d"(%a0,%a1,%a2) {pad=array<i64: 1, 0, 1, 2>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>, quantization_info=#tosa.conv_quant<input_zp=-3,weight_zp=5>} : (tensor<1x5x6x3xi8>,tensor<4x1x1x3xi8>,tensor<4xi32>) -> tensor<1x6x9x4xi32>
  return %r : tensor<1x6x9x4xi32>
}
// becomes
func.func @f(%arg0: tensor<1x5x6x3xi8>, %arg1: tensor<4x1x1x3xi8>, %arg2: tensor<4xi32>) -> tensor<1x6x9x4xi32> {
  %0 = "tosa.const"() {value = dense<[[0, 0], [1, 0], [1, 2], [0, 0]]> : tensor<4x2xi64>} : () -> tensor<4x2xi64>
  %1 = "tosa.const"() {value = dense<-3> : tensor<i8>} : () -> tensor<i8>
  %2 = "tosa.pad"(%arg0, %0, %1) : (tensor<1x5x6x3xi8>, tensor<4x2xi64>, tensor<i8>) -> tensor<1x6x9x3xi8>
  %3 = "tosa.reshape"(%2) {new_shape = array<i64: 54, 3>} : (tensor<1x6x9x3xi8>) -> tensor<54x3xi8>
  %4 = "tosa.reshape"(%arg1) {new_shape = array<i64: 4, 3>} : (tensor<4x1x1x3xi8>) -> tensor<4x3xi8>
  %5 = "tosa.fully_connected"(%3, %4, %arg2) {quantization_info = #tosa.conv_quant<input_zp = -3, weight_zp = 5>} : (tensor<54x3xi8>, tensor<4x3xi8>, tensor<4xi32>) -> tensor<54x4xi32>
  %6 = "tosa.reshape"(%5) {new_shape = array<i64: 1, 6, 9, 4>} : (tensor<54x4xi32>) -> tensor<1x6x9x4xi32>
  return %6 : tensor<1x6x9x4xi32>
}

// ----- tosa-optional-decompositions: dw11
func.func @f(%a0: tensor<1x6x7x4xf32>, %a1: tensor<1x1x4x3xf32>, %a2: tensor<12xf32>) -> tensor<1x6x7x12xf32> {
  %r = "tosa.depthwise_conv2d"(%a0,%a1,%a2) {pad=array<i64: 0, 0, 0, 0>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>} : (tensor<1x6x7x4xf32>,tensor<1x1x4x3xf32>,tensor<12xf32>) -> tensor<1x6x7x12xf32>
  return %r : tensor<1x6x7x12xf32>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x4xf32>, %arg1: tensor<1x1x4x3xf32>, %arg2: tensor<12xf32>) -> tensor<1x6x7x12xf32> {
  %0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 1, 6, 7, 4, 1>} : (tensor<1x6x7x4xf32>) -> tensor<1x6x7x4x1xf32>
  %1 = "tosa.mul"(%0, %arg1) {shift = 0 : i32} : (tensor<1x6x7x4x1xf32>, tensor<1x1x4x3xf32>) -> tensor<1x6x7x4x3xf32>
  %2 = "tosa.reshape"(%1) {new_shape = array<i64: 1, 6, 7, 12>} : (tensor<1x6x7x4x3xf32>) -> tensor<1x6x7x12xf32>
  %3 = "tosa.add"(%2, %arg2) : (tensor<1x6x7x12xf32>, tensor<12xf32>) -> tensor<1x6x7x12xf32>
  return %3 : tensor<1x6x7x12xf32>
}

// ----- tosa-optional-decompositions: dw11q
func.func @f(%a0: tensor<1x6x7x4xi8>, %a1: tensor<1x1x4x3xi8>, %a2: tensor<12xi32>) -> tensor<1x7x7x12xi32> {
  %r = "tosa.depthwise_conv2d"(%a0,%a1,%a2) {pad=array<i64: 0, 1, 0, 0>,stride=array<i64: 1, 1>,dilation=array<i64: 1, 1>, quantization_info=#tosa.conv_quant<input_zp=3,weight_zp=-4>} : (tensor<1x6x7x4xi8>,tensor<1x1x4x3xi8>,tensor<12xi32>) -> tensor<1x7x7x12xi32>
  return %r : tensor<1x7x7x12xi32>
}
// becomes
func.func @f(%arg0: tensor<1x6x7x4xi8>, %arg1: tensor<1x1x4x3xi8>, %arg2: tensor<12xi32>) -> tensor<1x7x7x12xi32> {
  %0 = "tosa.const"() {value = dense<3> : tensor<i32>} : () -> tensor<i32>
  %1 = "tosa.const"() {value = dense<-4> : tensor<i32>} : () -> tensor<i32>
  %2 = "tosa.const"() {value = dense<[[0, 0], [0, 1], [0, 0], [0, 0], [0, 0]]> : tensor<5x2xi64>} : () -> tensor<5x2xi64>
  %3 = "tosa.const"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
  %4 = "tosa.reshape"(%arg0) {new_shape = array<i64: 1, 6, 7, 4, 1>} : (tensor<1x6x7x4xi8>) -> tensor<1x6x7x4x1xi8>
  %5 = "tosa.cast"(%4) : (tensor<1x6x7x4x1xi8>) -> tensor<1x6x7x4x1xi32>
  %6 = "tosa.cast"(%arg1) : (tensor<1x1x4x3xi8>) -> tensor<1x1x4x3xi32>
  %7 = "tosa.sub"(%5, %0) : (tensor<1x6x7x4x1xi32>, tensor<i32>) -> tensor<1x6x7x4x1xi32>
  %8 = "tosa.sub"(%6, %1) : (tensor<1x1x4x3xi32>, tensor<i32>) -> tensor<1x1x4x3xi32>
  %9 = "tosa.pad"(%7, %2, %3) : (tensor<1x6x7x4x1xi32>, tensor<5x2xi64>, tensor<i32>) -> tensor<1x7x7x4x1xi32>
  %10 = "tosa.mul"(%9, %8) {shift = 0 : i32} : (tensor<1x7x7x4x1xi32>, tensor<1x1x4x3xi32>) -> tensor<1x7x7x4x3xi32>
  %11 = "tosa.reshape"(%10) {new_shape = array<i64: 1, 7, 7, 12>} : (tensor<1x7x7x4x3xi32>) -> tensor<1x7x7x12xi32>
  %12 = "tosa.add"(%11, %arg2) : (tensor<1x7x7x12xi32>, tensor<12xi32>) -> tensor<1x7x7x12xi32>
  return %12 : tensor<1x7x7x12xi32>
}

// ----- tosa-optional-decompositions: tc1
func.func @f(%a0: tensor<1x5x4x3xf32>, %a1: tensor<2x3x2x3xf32>, %a2: tensor<2xf32>) -> tensor<1x7x5x2xf32> {
  %r = "tosa.transpose_conv2d"(%a0,%a1,%a2) {out_pad=array<i64: 0, 0, 0, 0>,stride=array<i64: 1, 1>,out_shape=array<i64: 1, 7, 5, 2>} : (tensor<1x5x4x3xf32>,tensor<2x3x2x3xf32>,tensor<2xf32>) -> tensor<1x7x5x2xf32>
  return %r : tensor<1x7x5x2xf32>
}
// becomes
func.func @f(%arg0: tensor<1x5x4x3xf32>, %arg1: tensor<2x3x2x3xf32>, %arg2: tensor<2xf32>) -> tensor<1x7x5x2xf32> {
  %0 = "tosa.reverse"(%arg1) {axis = 1 : i64} : (tensor<2x3x2x3xf32>) -> tensor<2x3x2x3xf32>
  %1 = "tosa.reverse"(%0) {axis = 2 : i64} : (tensor<2x3x2x3xf32>) -> tensor<2x3x2x3xf32>
  %2 = "tosa.conv2d"(%arg0, %1, %arg2) {dilation = array<i64: 1, 1>, pad = array<i64: 2, 2, 1, 1>, stride = array<i64: 1, 1>} : (tensor<1x5x4x3xf32>, tensor<2x3x2x3xf32>, tensor<2xf32>) -> tensor<1x7x5x2xf32>
  return %2 : tensor<1x7x5x2xf32>
}

// ----- tosa-optional-decompositions: tc3
func.func @f(%a0: tensor<1x5x4x3xf32>, %a1: tensor<2x3x5x3xf32>, %a2: tensor<2xf32>) -> tensor<1x10x12x2xf32> {
  %r = "tosa.transpose_conv2d"(%a0,%a1,%a2) {out_pad=array<i64: -1, 0, 0, 1>,stride=array<i64: 2, 2>,out_shape=array<i64: 1, 10, 12, 2>} : (tensor<1x5x4x3xf32>,tensor<2x3x5x3xf32>,tensor<2xf32>) -> tensor<1x10x12x2xf32>
  return %r : tensor<1x10x12x2xf32>
}
// becomes
func.func @f(%arg0: tensor<1x5x4x3xf32>, %arg1: tensor<2x3x5x3xf32>, %arg2: tensor<2xf32>) -> tensor<1x10x12x2xf32> {
  %0 = "tosa.const"() {value = dense<[[0, 0], [0, 1], [0, 1], [0, 0]]> : tensor<4x2xi32>} : () -> tensor<4x2xi32>
  %1 = "tosa.const"() {value = dense<[2, 4, 0, 1, 3, 5]> : tensor<6xi32>} : () -> tensor<6xi32>
  %2 = "tosa.const"() {value = dense<[[0, 0], [1, 1], [2, 2], [0, 0]]> : tensor<4x2xi32>} : () -> tensor<4x2xi32>
  %3 = "tosa.const"() {value = dense<0.000000e+00> : tensor<8xf32>} : () -> tensor<8xf32>
  %4 = "tosa.const"() {value = dense<[0, 1, 3, 2, 4, 5]> : tensor<6xi32>} : () -> tensor<6xi32>
  %5 = "tosa.pad"(%arg1, %0) : (tensor<2x3x5x3xf32>, tensor<4x2xi32>) -> tensor<2x4x6x3xf32>
  %6 = "tosa.reshape"(%5) {new_shape = array<i64: 2, 2, 2, 3, 2, 3>} : (tensor<2x4x6x3xf32>) -> tensor<2x2x2x3x2x3xf32>
  %7 = "tosa.transpose"(%6, %1) : (tensor<2x2x2x3x2x3xf32>, tensor<6xi32>) -> tensor<2x2x2x2x3x3xf32>
  %8 = "tosa.reshape"(%7) {new_shape = array<i64: 8, 2, 3, 3>} : (tensor<2x2x2x2x3x3xf32>) -> tensor<8x2x3x3xf32>
  %9 = "tosa.reverse"(%8) {axis = 1 : i64} : (tensor<8x2x3x3xf32>) -> tensor<8x2x3x3xf32>
  %10 = "tosa.reverse"(%9) {axis = 2 : i64} : (tensor<8x2x3x3xf32>) -> tensor<8x2x3x3xf32>
  %11 = "tosa.pad"(%arg0, %2) : (tensor<1x5x4x3xf32>, tensor<4x2xi32>) -> tensor<1x7x8x3xf32>
  %12 = "tosa.conv2d"(%11, %10, %3) {dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x7x8x3xf32>, tensor<8x2x3x3xf32>, tensor<8xf32>) -> tensor<1x6x6x8xf32>
  %13 = "tosa.reshape"(%12) {new_shape = array<i64: 1, 6, 6, 2, 2, 2>} : (tensor<1x6x6x8xf32>) -> tensor<1x6x6x2x2x2xf32>
  %14 = "tosa.transpose"(%13, %4) : (tensor<1x6x6x2x2x2xf32>, tensor<6xi32>) -> tensor<1x6x2x6x2x2xf32>
  %15 = "tosa.reshape"(%14) {new_shape = array<i64: 1, 12, 12, 2>} : (tensor<1x6x2x6x2x2xf32>) -> tensor<1x12x12x2xf32>
  %16 = "tosa.slice"(%15) {size = array<i64: 1, 10, 12, 2>, start = array<i64: 0, 1, 0, 0>} : (tensor<1x12x12x2xf32>) -> tensor<1x10x12x2xf32>
  %17 = "tosa.add"(%16, %arg2) : (tensor<1x10x12x2xf32>, tensor<2xf32>) -> tensor<1x10x12x2xf32>
  return %17 : tensor<1x10x12x2xf32>
}

// ----- tosa-optional-decompositions: tcq
func.func @f(%a0: tensor<1x5x4x3xi8>, %a1: tensor<2x3x2x3xi8>, %a2: tensor<2xi32>) -> tensor<1x11x11x2xi32> {
  %r = "tosa.transpose_conv2d"(%a0,%a1,%a2) {out_pad=array<i64: 0, 0, 0, 0>,stride=array<i64: 2, 3>,out_shape=array<i64: 1, 11, 11, 2>, quantization_info=#tosa.conv_quant<input_zp=-3,weight_zp=4>} : (tensor<1x5x4x3xi8>,tensor<2x3x2x3xi8>,tensor<2xi32>) -> tensor<1x11x11x2xi32>
  return %r : tensor<1x11x11x2xi32>
}
// becomes
func.func @f(%arg0: tensor<1x5x4x3xi8>, %arg1: tensor<2x3x2x3xi8>, %arg2: tensor<2xi32>) -> tensor<1x11x11x2xi32> {
  %0 = "tosa.const"() {value = dense<[[0, 0], [0, 1], [0, 1], [0, 0]]> : tensor<4x2xi32>} : () -> tensor<4x2xi32>
  %1 = "tosa.const"() {value = dense<[2, 4, 0, 1, 3, 5]> : tensor<6xi32>} : () -> tensor<6xi32>
  %2 = "tosa.const"() {value = dense<[[0, 0], [1, 1], [0, 0], [0, 0]]> : tensor<4x2xi32>} : () -> tensor<4x2xi32>
  %3 = "tosa.const"() {value = dense<0> : tensor<12xi32>} : () -> tensor<12xi32>
  %4 = "tosa.const"() {value = dense<[0, 1, 3, 2, 4, 5]> : tensor<6xi32>} : () -> tensor<6xi32>
  %5 = "tosa.pad"(%arg1, %0) {quantization_info = #tosa.pad_quant<input_zp = 4>} : (tensor<2x3x2x3xi8>, tensor<4x2xi32>) -> tensor<2x4x3x3xi8>
  %6 = "tosa.reshape"(%5) {new_shape = array<i64: 2, 2, 2, 1, 3, 3>} : (tensor<2x4x3x3xi8>) -> tensor<2x2x2x1x3x3xi8>
  %7 = "tosa.transpose"(%6, %1) : (tensor<2x2x2x1x3x3xi8>, tensor<6xi32>) -> tensor<2x3x2x2x1x3xi8>
  %8 = "tosa.reshape"(%7) {new_shape = array<i64: 12, 2, 1, 3>} : (tensor<2x3x2x2x1x3xi8>) -> tensor<12x2x1x3xi8>
  %9 = "tosa.reverse"(%8) {axis = 1 : i64} : (tensor<12x2x1x3xi8>) -> tensor<12x2x1x3xi8>
  %10 = "tosa.pad"(%arg0, %2) {quantization_info = #tosa.pad_quant<input_zp = -3>} : (tensor<1x5x4x3xi8>, tensor<4x2xi32>) -> tensor<1x7x4x3xi8>
  %11 = "tosa.conv2d"(%10, %9, %3) {dilation = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, quantization_info = #tosa.conv_quant<input_zp = -3, weight_zp = 4>, stride = array<i64: 1, 1>} : (tensor<1x7x4x3xi8>, tensor<12x2x1x3xi8>, tensor<12xi32>) -> tensor<1x6x4x12xi32>
  %12 = "tosa.reshape"(%11) {new_shape = array<i64: 1, 6, 4, 2, 3, 2>} : (tensor<1x6x4x12xi32>) -> tensor<1x6x4x2x3x2xi32>
  %13 = "tosa.transpose"(%12, %4) : (tensor<1x6x4x2x3x2xi32>, tensor<6xi32>) -> tensor<1x6x2x4x3x2xi32>
  %14 = "tosa.reshape"(%13) {new_shape = array<i64: 1, 12, 12, 2>} : (tensor<1x6x2x4x3x2xi32>) -> tensor<1x12x12x2xi32>
  %15 = "tosa.slice"(%14) {size = array<i64: 1, 11, 11, 2>, start = array<i64: 0, 0, 0, 0>} : (tensor<1x12x12x2xi32>) -> tensor<1x11x11x2xi32>
  %16 = "tosa.add"(%15, %arg2) : (tensor<1x11x11x2xi32>, tensor<2xi32>) -> tensor<1x11x11x2xi32>
  return %16 : tensor<1x11x11x2xi32>
}

// ----- tosa-make-broadcastable: add_f32_5_3x5
func.func @f(%a0: tensor<5xf32>, %a1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.add"(%a0, %a1)  : (tensor<5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<5xf32>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 1, 5>} : (tensor<5xf32>) -> tensor<1x5xf32>
  %1 = "tosa.add"(%0, %arg1) : (tensor<1x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-make-broadcastable: sub_f32_5_3x5
func.func @f(%a0: tensor<5xf32>, %a1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.sub"(%a0, %a1)  : (tensor<5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<5xf32>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 1, 5>} : (tensor<5xf32>) -> tensor<1x5xf32>
  %1 = "tosa.sub"(%0, %arg1) : (tensor<1x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// ----- tosa-make-broadcastable: sub_f32_3x5_1x5
func.func @f(%a0: tensor<3x5xf32>, %a1: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %r = "tosa.sub"(%a0, %a1)  : (tensor<3x5xf32>, tensor<1x5xf32>) -> tensor<3x5xf32>
  return %r : tensor<3x5xf32>
}
// becomes
func.func @f(%arg0: tensor<3x5xf32>, %arg1: tensor<1x5xf32>) -> tensor<3x5xf32> {
  %0 = "tosa.sub"(%arg0, %arg1) : (tensor<3x5xf32>, tensor<1x5xf32>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}

// ----- tosa-make-broadcastable: ranks
func.func @f(%a: tensor<4x3x2xi8>, %b: tensor<3x1xi8>) -> tensor<4x3x2xi32> {
  %0 = "tosa.mul"(%a, %b) {shift = 0 : i32} : (tensor<4x3x2xi8>, tensor<3x1xi8>) -> tensor<4x3x2xi32>
  return %0 : tensor<4x3x2xi32>
}
// becomes
func.func @f(%arg0: tensor<4x3x2xi8>, %arg1: tensor<3x1xi8>) -> tensor<4x3x2xi32> {
  %0 = "tosa.reshape"(%arg1) {new_shape = array<i64: 1, 3, 1>} : (tensor<3x1xi8>) -> tensor<1x3x1xi8>
  %1 = "tosa.mul"(%arg0, %0) {shift = 0 : i32} : (tensor<4x3x2xi8>, tensor<1x3x1xi8>) -> tensor<4x3x2xi32>
  return %1 : tensor<4x3x2xi32>
}

// ----- tosa-to-arith: scale false
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = false} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %0 = "tosa.apply_scale"(%arg0, %arg1, %arg2) {double_round = false} : (i32, i32, i8) -> i32
  return %0 : i32
}

// ----- tosa-to-arith: scale true
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = true} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %0 = "tosa.apply_scale"(%arg0, %arg1, %arg2) {double_round = true} : (i32, i32, i8) -> i32
  return %0 : i32
}

// ----- tosa-to-arith{include-apply-rescale=true}: scale false
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = false} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %c0_i32 = arith.constant 0 : i32
  %c1_i64 = arith.constant 1 : i64
  %c31_i32 = arith.constant 31 : i32
  %0 = arith.extui %arg2 : i8 to i32
  %1 = arith.extsi %arg0 : i32 to i64
  %2 = arith.extsi %arg1 : i32 to i64
  %3 = arith.muli %1, %2 : i64
  %4 = arith.extui %0 : i32 to i64
  %5 = arith.shli %c1_i64, %4 : i64
  %6 = arith.shrui %5, %c1_i64 : i64
  %7 = arith.addi %3, %6 : i64
  %8 = arith.shrsi %7, %4 : i64
  %9 = arith.trunci %8 : i64 to i32
  return %9 : i32
}

// ----- tosa-to-arith{include-apply-rescale=true}: scale true
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = true} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %c0_i32 = arith.constant 0 : i32
  %c1_i64 = arith.constant 1 : i64
  %c31_i32 = arith.constant 31 : i32
  %0 = arith.extui %arg2 : i8 to i32
  %1 = arith.extsi %arg0 : i32 to i64
  %2 = arith.extsi %arg1 : i32 to i64
  %3 = arith.muli %1, %2 : i64
  %4 = arith.extui %0 : i32 to i64
  %5 = arith.shli %c1_i64, %4 : i64
  %6 = arith.shrui %5, %c1_i64 : i64
  %7 = arith.addi %3, %6 : i64
  %c1073741824_i64 = arith.constant 1073741824 : i64
  %c-1073741824_i64 = arith.constant -1073741824 : i64
  %8 = arith.cmpi sge, %arg0, %c0_i32 : i32
  %9 = arith.select %8, %c1073741824_i64, %c-1073741824_i64 : i64
  %10 = arith.addi %9, %7 : i64
  %11 = arith.cmpi sgt, %0, %c31_i32 : i32
  %12 = arith.select %11, %10, %7 : i64
  %13 = arith.shrsi %12, %4 : i64
  %14 = arith.trunci %13 : i64 to i32
  return %14 : i32
}

// ----- tosa-to-arith{include-apply-rescale=true use-32-bit=true}: scale false
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = false} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %0 = arith.extui %arg2 : i8 to i32
  %c0_i32 = arith.constant 0 : i32
  %c1_i32 = arith.constant 1 : i32
  %c2_i32 = arith.constant 2 : i32
  %c30_i32 = arith.constant 30 : i32
  %c32_i32 = arith.constant 32 : i32
  %low, %high = arith.mulsi_extended %arg0, %arg1 : i32
  %1 = arith.cmpi sge, %0, %c32_i32 : i32
  %2 = arith.cmpi sgt, %0, %c32_i32 : i32
  %3 = arith.subi %c32_i32, %0 : i32
  %4 = arith.subi %0, %c32_i32 : i32
  %5 = arith.select %1, %c0_i32, %3 : i32
  %6 = arith.select %1, %4, %c0_i32 : i32
  %7 = arith.subi %0, %c1_i32 : i32
  %8 = arith.shli %c1_i32, %7 : i32
  %9 = arith.select %2, %c0_i32, %8 : i32
  %10 = arith.addi %low, %9 : i32
  %11 = arith.cmpi ugt, %low, %10 : i32
  %12 = arith.extui %11 : i1 to i32
  %13 = arith.addi %high, %12 : i32
  %14 = arith.subi %6, %c1_i32 : i32
  %15 = arith.shli %c1_i32, %14 : i32
  %16 = arith.select %2, %15, %c0_i32 : i32
  %17 = arith.addi %13, %16 : i32
  %18 = arith.shli %17, %5 : i32
  %19 = arith.shrsi %18, %6 : i32
  %20 = arith.shrui %10, %0 : i32
  %21 = arith.select %1, %c0_i32, %20 : i32
  %22 = arith.addi %21, %19 : i32
  return %22 : i32
}

// ----- tosa-to-arith{include-apply-rescale=true use-32-bit=true}: scale true
func.func @f(%a: i32, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = true} : (i32, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i32, %arg1: i32, %arg2: i8) -> i32 {
  %0 = arith.extui %arg2 : i8 to i32
  %c0_i32 = arith.constant 0 : i32
  %c1_i32 = arith.constant 1 : i32
  %c2_i32 = arith.constant 2 : i32
  %c30_i32 = arith.constant 30 : i32
  %c32_i32 = arith.constant 32 : i32
  %low, %high = arith.mulsi_extended %arg0, %arg1 : i32
  %1 = arith.cmpi sge, %0, %c32_i32 : i32
  %2 = arith.cmpi sgt, %0, %c32_i32 : i32
  %3 = arith.subi %c32_i32, %0 : i32
  %4 = arith.subi %0, %c32_i32 : i32
  %5 = arith.select %1, %c0_i32, %3 : i32
  %6 = arith.select %1, %4, %c0_i32 : i32
  %c-1_i32 = arith.constant -1 : i32
  %7 = arith.cmpi sge, %arg0, %c0_i32 : i32
  %8 = arith.select %7, %c1_i32, %c-1_i32 : i32
  %9 = arith.select %1, %8, %c0_i32 : i32
  %10 = arith.shrui %low, %c30_i32 : i32
  %11 = arith.addi %10, %9 : i32
  %12 = arith.shrsi %11, %c2_i32 : i32
  %13 = arith.shli %9, %c30_i32 : i32
  %14 = arith.addi %low, %13 : i32
  %15 = arith.addi %high, %12 : i32
  %16 = arith.subi %0, %c1_i32 : i32
  %17 = arith.shli %c1_i32, %16 : i32
  %18 = arith.select %2, %c0_i32, %17 : i32
  %19 = arith.addi %14, %18 : i32
  %20 = arith.cmpi ugt, %14, %19 : i32
  %21 = arith.extui %20 : i1 to i32
  %22 = arith.addi %15, %21 : i32
  %23 = arith.subi %6, %c1_i32 : i32
  %24 = arith.shli %c1_i32, %23 : i32
  %25 = arith.select %2, %24, %c0_i32 : i32
  %26 = arith.addi %22, %25 : i32
  %27 = arith.shli %26, %5 : i32
  %28 = arith.shrsi %27, %6 : i32
  %29 = arith.shrui %19, %0 : i32
  %30 = arith.select %1, %c0_i32, %29 : i32
  %31 = arith.addi %30, %28 : i32
  return %31 : i32
}

// ----- tosa-to-arith{include-apply-rescale=true}: vector
func.func @f(%a: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi8>) -> vector<4xi32> {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = true} : (vector<4xi32>, vector<4xi32>, vector<4xi8>) -> vector<4xi32>
  return %0 : vector<4xi32>
}
// becomes
func.func @f(%arg0: vector<4xi32>, %arg1: vector<4xi32>, %arg2: vector<4xi8>) -> vector<4xi32> {
  %cst = arith.constant dense<0> : vector<4xi32>
  %cst_0 = arith.constant dense<1> : vector<4xi64>
  %cst_1 = arith.constant dense<31> : vector<4xi32>
  %0 = arith.extui %arg2 : vector<4xi8> to vector<4xi32>
  %1 = arith.extsi %arg0 : vector<4xi32> to vector<4xi64>
  %2 = arith.extsi %arg1 : vector<4xi32> to vector<4xi64>
  %3 = arith.muli %1, %2 : vector<4xi64>
  %4 = arith.extui %0 : vector<4xi32> to vector<4xi64>
  %5 = arith.shli %cst_0, %4 : vector<4xi64>
  %6 = arith.shrui %5, %cst_0 : vector<4xi64>
  %7 = arith.addi %3, %6 : vector<4xi64>
  %cst_2 = arith.constant dense<1073741824> : vector<4xi64>
  %cst_3 = arith.constant dense<-1073741824> : vector<4xi64>
  %8 = arith.cmpi sge, %arg0, %cst : vector<4xi32>
  %9 = arith.select %8, %cst_2, %cst_3 : vector<4xi1>, vector<4xi64>
  %10 = arith.addi %9, %7 : vector<4xi64>
  %11 = arith.cmpi sgt, %0, %cst_1 : vector<4xi32>
  %12 = arith.select %11, %10, %7 : vector<4xi1>, vector<4xi64>
  %13 = arith.shrsi %12, %4 : vector<4xi64>
  %14 = arith.trunci %13 : vector<4xi64> to vector<4xi32>
  return %14 : vector<4xi32>
}

// ----- tosa-to-arith{include-apply-rescale=true use-32-bit=true}: wide
func.func @f(%a: i48, %m: i32, %s: i8) -> i32 {
  %0 = "tosa.apply_scale"(%a, %m, %s) {double_round = true} : (i48, i32, i8) -> i32
  return %0 : i32
}
// becomes
func.func @f(%arg0: i48, %arg1: i32, %arg2: i8) -> i32 {
  %c0_i48 = arith.constant 0 : i48
  %c1_i64 = arith.constant 1 : i64
  %c31_i32 = arith.constant 31 : i32
  %0 = arith.extui %arg2 : i8 to i32
  %1 = arith.extsi %arg0 : i48 to i64
  %2 = arith.extsi %arg1 : i32 to i64
  %3 = arith.muli %1, %2 : i64
  %4 = arith.extui %0 : i32 to i64
  %5 = arith.shli %c1_i64, %4 : i64
  %6 = arith.shrui %5, %c1_i64 : i64
  %7 = arith.addi %3, %6 : i64
  %c1073741824_i64 = arith.constant 1073741824 : i64
  %c-1073741824_i64 = arith.constant -1073741824 : i64
  %8 = arith.cmpi sge, %arg0, %c0_i48 : i48
  %9 = arith.select %8, %c1073741824_i64, %c-1073741824_i64 : i64
  %10 = arith.addi %9, %7 : i64
  %11 = arith.cmpi sgt, %0, %c31_i32 : i32
  %12 = arith.select %11, %10, %7 : i64
  %13 = arith.shrsi %12, %4 : i64
  %14 = arith.trunci %13 : i64 to i32
  return %14 : i32
}

// ----- tosa-to-arith: constant
func.func @f() -> tensor<3xi8> {
  %0 = "tosa.const"() {value = dense<[1, 2, 3]> : tensor<3xi8>} : () -> tensor<3xi8>
  return %0 : tensor<3xi8>
}
// becomes
func.func @f() -> tensor<3xi8> {
  %cst = arith.constant dense<[1, 2, 3]> : tensor<3xi8>
  return %cst : tensor<3xi8>
}

// ----- tosa-to-scf: loop
func.func @f(%a: tensor<i32>) -> tensor<i32> {
  %0 = "tosa.const"() {value = dense<10> : tensor<i32>} : () -> tensor<i32>
  %1:2 = "tosa.while_loop"(%a, %0) ({
  ^bb0(%i: tensor<i32>, %n: tensor<i32>):
    %2 = "tosa.greater"(%n, %i) : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "tosa.yield"(%2) : (tensor<i1>) -> ()
  }, {
  ^bb0(%i: tensor<i32>, %n: tensor<i32>):
    %3 = "tosa.add"(%i, %i) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    "tosa.yield"(%3, %n) : (tensor<i32>, tensor<i32>) -> ()
  }) : (tensor<i32>, tensor<i32>) -> (tensor<i32>, tensor<i32>)
  return %1#0 : tensor<i32>
}
// becomes
func.func @f(%arg0: tensor<i32>) -> tensor<i32> {
  %0 = "tosa.const"() {value = dense<10> : tensor<i32>} : () -> tensor<i32>
  %1:2 = scf.while (%arg1 = %arg0, %arg2 = %0) : (tensor<i32>, tensor<i32>) -> (tensor<i32>, tensor<i32>) {
    %2 = "tosa.greater"(%arg2, %arg1) : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %extracted = tensor.extract %2[] : tensor<i1>
    scf.condition(%extracted) %arg1, %arg2 : tensor<i32>, tensor<i32>
  } do {
  ^bb0(%arg1: tensor<i32>, %arg2: tensor<i32>):
    %2 = "tosa.add"(%arg1, %arg1) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    scf.yield %2, %arg2 : tensor<i32>, tensor<i32>
  }
  return %1#0 : tensor<i32>
}

// ----- tosa-to-scf: choice
func.func @f(%c: tensor<i1>, %a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "tosa.cond_if"(%c, %a) ({
  ^bb0(%x: tensor<4xf32>):
    %1 = "tosa.exp"(%x) : (tensor<4xf32>) -> tensor<4xf32>
    "tosa.yield"(%1) : (tensor<4xf32>) -> ()
  }, {
  ^bb0(%x: tensor<4xf32>):
    "tosa.yield"(%x) : (tensor<4xf32>) -> ()
  }) : (tensor<i1>, tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
// becomes
func.func @f(%arg0: tensor<i1>, %arg1: tensor<4xf32>) -> tensor<4xf32> {
  %extracted = tensor.extract %arg0[] : tensor<i1>
  %0 = scf.if %extracted -> (tensor<4xf32>) {
    %1 = "tosa.exp"(%arg1) : (tensor<4xf32>) -> tensor<4xf32>
    scf.yield %1 : tensor<4xf32>
  } else {
    scf.yield %arg1 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// ----- tosa-layerwise-constant-fold: transposed constant
func.func @f() -> tensor<3x2xf32> {
  %0 = "tosa.const"() {value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
  %1 = "tosa.const"() {value = dense<[1, 0]> : tensor<2xi32>} : () -> tensor<2xi32>
  %2 = "tosa.transpose"(%0, %1) : (tensor<2x3xf32>, tensor<2xi32>) -> tensor<3x2xf32>
  return %2 : tensor<3x2xf32>
}
// becomes
func.func @f() -> tensor<3x2xf32> {
  %0 = "tosa.const"() {value = dense<[[1.000000e+00, 4.000000e+00], [2.000000e+00, 5.000000e+00], [3.000000e+00, 6.000000e+00]]> : tensor<3x2xf32>} : () -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}
