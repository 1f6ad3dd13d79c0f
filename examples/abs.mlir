// Absolute values, of one number and of many.
//
// Shows: the scalar function never touches a device, it runs in the virtual
// machine alone; the tensor ones each become a dispatch, of a size known when
// compiling or only when running.

func.func @abs_f32(%value: f32) -> f32 {
  %result = math.absf %value : f32
  return %result : f32
}

func.func @abs_tensor(%values: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %result = math.absf %values : tensor<2x3xf32>
  return %result : tensor<2x3xf32>
}

func.func @abs_dynamic(%values: tensor<?xf32>) -> tensor<?xf32> {
  %result = math.absf %values : tensor<?xf32>
  return %result : tensor<?xf32>
}
