// Functions that call each other.
//
// Shows: a private function, which is not exported and may be inlined; a public
// one, which is both called and exported; recursion, which can never be inlined
// away; and calls that hand tensors over.

// The length of the hypotenuse, squared.
func.func @sum_of_squares(%a: f32, %b: f32) -> f32 {
  %aa = call @square(%a) : (f32) -> f32
  %bb = call @square(%b) : (f32) -> f32
  %sum = arith.addf %aa, %bb : f32
  return %sum : f32
}

func.func private @square(%x: f32) -> f32 {
  %xx = arith.mulf %x, %x : f32
  return %xx : f32
}

// n! by calling itself.
func.func @factorial(%n: i32) -> i32 {
  %one = arith.constant 1 : i32
  %small = arith.cmpi sle, %n, %one : i32
  cf.cond_br %small, ^stop, ^recurse
^stop:
  return %one : i32
^recurse:
  %less = arith.subi %n, %one : i32
  %rest = call @factorial(%less) : (i32) -> i32
  %product = arith.muli %n, %rest : i32
  return %product : i32
}

// Calls a public function, whose result is a tensor of unknown length.
func.func @scale_and_shift(%values: tensor<?xf32>) -> tensor<?xf32> {
  %scaled = call @scale(%values) : (tensor<?xf32>) -> tensor<?xf32>
  %shifted = call @shift(%scaled) : (tensor<?xf32>) -> tensor<?xf32>
  return %shifted : tensor<?xf32>
}

func.func @scale(%values: tensor<?xf32>) -> tensor<?xf32> {
  %axis0 = arith.constant 0 : index
  %length = tensor.dim %values, %axis0 : tensor<?xf32>
  %three = arith.constant 3.0 : f32
  %empty = tensor.empty(%length) : tensor<?xf32>
  %scaled = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
      iterator_types = ["parallel"]}
      ins(%values : tensor<?xf32>) outs(%empty : tensor<?xf32>) {
  ^bb0(%value: f32, %unused: f32):
    %product = arith.mulf %value, %three : f32
    linalg.yield %product : f32
  } -> tensor<?xf32>
  return %scaled : tensor<?xf32>
}

func.func private @shift(%values: tensor<?xf32>) -> tensor<?xf32> {
  %axis0 = arith.constant 0 : index
  %length = tensor.dim %values, %axis0 : tensor<?xf32>
  %half = arith.constant 0.5 : f32
  %empty = tensor.empty(%length) : tensor<?xf32>
  %shifted = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
      iterator_types = ["parallel"]}
      ins(%values : tensor<?xf32>) outs(%empty : tensor<?xf32>) {
  ^bb0(%value: f32, %unused: f32):
    %sum = arith.addf %value, %half : f32
    linalg.yield %sum : f32
  } -> tensor<?xf32>
  return %shifted : tensor<?xf32>
}
