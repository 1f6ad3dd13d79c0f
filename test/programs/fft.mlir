// Fourier transforms of every kind, of lengths that are powers of two and others, along one dimension and several.

// ----- real numbers, in stages
// call f
// out 2x5xf32=-1 1.26256 -0.25 3.73744 1.5 -6.75 -4.62132 0.25 -0.37868 0.25
// out 2x5xf32=0 5.7552 -0.25 0.255204 0 0 0.103553 0 0.603553 0
func.func @f() -> (tensor<2x5xf32>, tensor<2x5xf32>) {
  %a = util.unfoldable_constant dense<[[1.25, -1.75, -1.25, -1.0, -1.25, 1.25, 1.5, 0.25], [-2.0, -1.75, -0.75, -0.25, 0.5, 0.0, -1.0, -1.5]]> : tensor<2x8xf32>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[8]> : tensor<1xi64>, fft_type = #mhlo<fft_type RFFT>} : (tensor<2x8xf32>) -> tensor<2x5xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
  %2 = mhlo.imag %0 : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
  return %1, %2 : tensor<2x5xf32>, tensor<2x5xf32>
}

// ----- real numbers, by a matrix
// call f
// out 2x4xf32=-2.75 3.875 -0.125 -0.25 2.25 1.875 1.125 2.25
// out 2x4xf32=0 0.216506 -2.81458 0 0 1.08253 -0.649519 0
func.func @f() -> (tensor<2x4xf32>, tensor<2x4xf32>) {
  %a = util.unfoldable_constant dense<[[0.75, 1.0, -2.0, -1.75, -0.25, -0.5], [1.75, 0.0, -0.25, -0.25, 0.75, 0.25]]> : tensor<2x6xf32>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[6]> : tensor<1xi64>, fft_type = #mhlo<fft_type RFFT>} : (tensor<2x6xf32>) -> tensor<2x4xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
  %2 = mhlo.imag %0 : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
  return %1, %2 : tensor<2x4xf32>, tensor<2x4xf32>
}

// ----- real numbers along two dimensions
// call f
// out 3x3xf32=4.75 -1.25 -0.25 1.375 -0.0939111 -5.125 1.375 -6.15609 -5.125
// out 3x3xf32=0 1 0 1.51554 -1.38157 1.51554 -1.51554 3.38157 -1.51554
func.func @f() -> (tensor<3x3xf32>, tensor<3x3xf32>) {
  %a = util.unfoldable_constant dense<[[-1.5, 1.0, 1.0, 2.0], [1.25, -1.0, -0.75, 0.75], [0.75, 0.75, 1.5, -1.0]]> : tensor<3x4xf32>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[3, 4]> : tensor<2xi64>, fft_type = #mhlo<fft_type RFFT>} : (tensor<3x4xf32>) -> tensor<3x3xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
  %2 = mhlo.imag %0 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
  return %1, %2 : tensor<3x3xf32>, tensor<3x3xf32>
}

// ----- complex numbers, in stages
// call f
// out 8xf32=-1 -0.548097 7.25 1.10876 2 4.0481 6.75 -5.60876
// out 8xf32=-0.25 0.133883 1.5 -4.2552 -6.75 -1.63388 -6.5 1.7552
func.func @f() -> (tensor<8xf32>, tensor<8xf32>) {
  %a = util.unfoldable_constant dense<[(1.75, -2.0), (-2.0, 1.75), (-1.75, 0.75), (2.0, 0.25), (2.0, -1.0), (-0.75, 0.0), (-1.5, -1.25), (-0.75, 1.25)]> : tensor<8xcomplex<f32>>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[8]> : tensor<1xi64>, fft_type = #mhlo<fft_type FFT>} : (tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<8xcomplex<f32>>) -> tensor<8xf32>
  %2 = mhlo.imag %0 : (tensor<8xcomplex<f32>>) -> tensor<8xf32>
  return %1, %2 : tensor<8xf32>, tensor<8xf32>
}

// ----- complex numbers, by a matrix
// call f
// out 2x5xf32=-2 2.33414 -0.500404 3.73647 -3.57021 -2 -1.90893 -1.1463 -0.221739 2.77697
// out 2x5xf32=2.75 3.36846 -2.39232 -0.939237 -2.7869 -0.25 4.09363 -0.843016 1.37949 -1.8801
func.func @f() -> (tensor<2x5xf32>, tensor<2x5xf32>) {
  %a = util.unfoldable_constant dense<[[(0.0, 0.0), (-2.0, 1.75), (-1.0, 1.75), (1.0, -1.25), (0.0, 0.5)], [(-0.5, 0.5), (-1.0, -1.0), (-1.75, -0.75), (0.5, 0.0), (0.75, 1.0)]]> : tensor<2x5xcomplex<f32>>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[5]> : tensor<1xi64>, fft_type = #mhlo<fft_type FFT>} : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
  %2 = mhlo.imag %0 : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
  return %1, %2 : tensor<2x5xf32>, tensor<2x5xf32>
}

// ----- back, along two dimensions of three
// call f
// out 2x3x4xf32=0.125 -0.854167 -0.541667 0.104167 -0.143042 0.255382 0.144538 0.331637 -0.106958 -0.213715 0.397129 -0.498304 0.4375 -0.0833333 0.1875 -0.0416667 0.307666 0.295553 0.172997 0.642641 0.379834 -0.462219 0.389503 -0.475975
// out 2x3x4xf32=-0.0833333 0.354167 0.125 -0.0625 0.335176 0.349332 0.569925 -0.113088 -0.314343 0.421501 -0.00742513 0.175588 -0.1875 0.375 0.0208333 -0.291667 -0.270633 -0.569925 -0.131878 0.653258 0.270633 0.00742513 0.0485443 0.0759082
func.func @f() -> (tensor<2x3x4xf32>, tensor<2x3x4xf32>) {
  %a = util.unfoldable_constant dense<[[[(-1.0, 1.75), (1.0, 0.0), (0.75, -0.5), (-1.25, -1.5)], [(-0.5, -1.25), (1.5, 0.75), (1.5, 1.25), (0.75, -1.0)], [(-2.0, 0.5), (0.75, 1.5), (-1.25, -1.5), (1.25, -1.0)]], [[(1.75, 0.0), (-0.25, 0.25), (2.0, -0.5), (1.0, -0.5)], [(-0.75, -1.5), (1.5, 0.5), (-0.5, 1.75), (-1.75, -1.25)], [(0.5, 1.25), (1.5, -1.25), (0.75, -2.0), (-0.5, 1.0)]]]> : tensor<2x3x4xcomplex<f32>>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[3, 4]> : tensor<2xi64>, fft_type = #mhlo<fft_type IFFT>} : (tensor<2x3x4xcomplex<f32>>) -> tensor<2x3x4xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<2x3x4xcomplex<f32>>) -> tensor<2x3x4xf32>
  %2 = mhlo.imag %0 : (tensor<2x3x4xcomplex<f32>>) -> tensor<2x3x4xf32>
  return %1, %2 : tensor<2x3x4xf32>, tensor<2x3x4xf32>
}

// ----- back to real numbers
// call f
// out 2x8xf32=0.1875 -0.768306 1.125 -0.158471 -0.4375 -0.856694 -0.625 0.283471 -0.15625 -0.270527 0.21875 -0.37408 0.34375 0.0830267 1.21875 0.68658
func.func @f() -> tensor<2x8xf32> {
  %a = util.unfoldable_constant dense<[[(-1.25, 0.5), (1.0, -1.5), (-0.75, 1.75), (0.25, 2.0), (1.75, 2.0)], [(1.75, 0.5), (0.0, 2.0), (-1.25, 0.5), (-1.0, 0.0), (1.5, 2.0)]]> : tensor<2x5xcomplex<f32>>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[8]> : tensor<1xi64>, fft_type = #mhlo<fft_type IRFFT>} : (tensor<2x5xcomplex<f32>>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}

// ----- back to an odd count of real numbers
// call f
// out 5xf32=0.3 0.206597 -1.62829 0.83386 0.787831
func.func @f() -> tensor<5xf32> {
  %a = util.unfoldable_constant dense<[(0.5, 1.25), (1.25, 2.0), (-0.75, -2.0)]> : tensor<3xcomplex<f32>>
  %0 = "mhlo.fft"(%a) {fft_length = dense<[5]> : tensor<1xi64>, fft_type = #mhlo<fft_type IRFFT>} : (tensor<3xcomplex<f32>>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}
