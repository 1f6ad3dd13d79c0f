// One convolution and two poolings of sizes that divide by nothing convenient.
//
// Shows: a strided and a dilated window, channels and outputs (5 and 7 of them,
// rows of 9 and 11) that no tile or vector fits exactly, a pooling that sums,
// and a border of zeros made with tensor.pad.

// 11x9 pixels of 3 channels in, 5 channels out. A border of one pixel keeps the
// size, and a stride of 2 then halves it, rounding up.
func.func @conv(%image: tensor<1x11x9x3xf32>, %filter: tensor<3x3x3x5xf32>) -> tensor<1x6x5x5xf32> {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %image low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%n: index, %y: index, %x: index, %c: index):
    tensor.yield %zero : f32
  } : tensor<1x11x9x3xf32> to tensor<1x13x11x3xf32>
  %empty = tensor.empty() : tensor<1x6x5x5xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x6x5x5xf32>) -> tensor<1x6x5x5xf32>
  %result = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
      ins(%padded, %filter : tensor<1x13x11x3xf32>, tensor<3x3x3x5xf32>)
      outs(%init : tensor<1x6x5x5xf32>) -> tensor<1x6x5x5xf32>
  return %result : tensor<1x6x5x5xf32>
}

// A 2x2 filter whose taps are two pixels apart, over any number of images.
func.func @conv_dilated(%images: tensor<?x5x6x2xf32>, %filter: tensor<2x2x2x7xf32>) -> tensor<?x3x4x7xf32> {
  %zero = arith.constant 0.0 : f32
  %axis0 = arith.constant 0 : index
  %count = tensor.dim %images, %axis0 : tensor<?x5x6x2xf32>
  %empty = tensor.empty(%count) : tensor<?x3x4x7xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x3x4x7xf32>) -> tensor<?x3x4x7xf32>
  %result = linalg.conv_2d_nhwc_hwcf {dilations = dense<2> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>}
      ins(%images, %filter : tensor<?x5x6x2xf32>, tensor<2x2x2x7xf32>)
      outs(%init : tensor<?x3x4x7xf32>) -> tensor<?x3x4x7xf32>
  return %result : tensor<?x3x4x7xf32>
}

// The largest of each 3x2 window, one step at a time, so that windows overlap.
func.func @max_pool(%image: tensor<1x7x5x3xf32>) -> tensor<1x5x4x3xf32> {
  %lowest = arith.constant 0xFF800000 : f32
  %window = tensor.empty() : tensor<3x2xf32>
  %empty = tensor.empty() : tensor<1x5x4x3xf32>
  %init = linalg.fill ins(%lowest : f32) outs(%empty : tensor<1x5x4x3xf32>) -> tensor<1x5x4x3xf32>
  %result = linalg.pooling_nhwc_max {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>}
      ins(%image, %window : tensor<1x7x5x3xf32>, tensor<3x2xf32>)
      outs(%init : tensor<1x5x4x3xf32>) -> tensor<1x5x4x3xf32>
  return %result : tensor<1x5x4x3xf32>
}

// The mean of each 2x2 square; the seventh row and the fifth column fall away.
func.func @mean_pool(%image: tensor<1x7x5x3xf32>) -> tensor<1x3x2x3xf32> {
  %zero = arith.constant 0.0 : f32
  %quarter = arith.constant dense<0.25> : tensor<1x3x2x3xf32>
  %window = tensor.empty() : tensor<2x2xf32>
  %empty = tensor.empty() : tensor<1x3x2x3xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
  %sums = linalg.pooling_nhwc_sum {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
      ins(%image, %window : tensor<1x7x5x3xf32>, tensor<2x2xf32>)
      outs(%init : tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
  %means = arith.mulf %sums, %quarter : tensor<1x3x2x3xf32>
  return %means : tensor<1x3x2x3xf32>
}
