// The softmax of each row of a matrix whose two sizes are known only when running.
//
// Shows: reductions and element-wise work over dynamic dimensions. The largest
// value of a row is taken off before the exponential, so that nothing overflows:
// a row of 1000s gives the same shares as a row of zeros.

#element = affine_map<(row, column) -> (row, column)>
#per_row = affine_map<(row, column) -> (row)>

func.func @softmax(%scores: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %axis0 = arith.constant 0 : index
  %axis1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %lowest = arith.constant 0xFF800000 : f32
  %rows = tensor.dim %scores, %axis0 : tensor<?x?xf32>
  %columns = tensor.dim %scores, %axis1 : tensor<?x?xf32>
  %per_element = tensor.empty(%rows, %columns) : tensor<?x?xf32>
  %per_row = tensor.empty(%rows) : tensor<?xf32>

  %lowest_init = linalg.fill ins(%lowest : f32) outs(%per_row : tensor<?xf32>) -> tensor<?xf32>
  %largest = linalg.generic {
      indexing_maps = [#element, #per_row],
      iterator_types = ["parallel", "reduction"]}
      ins(%scores : tensor<?x?xf32>) outs(%lowest_init : tensor<?xf32>) {
  ^bb0(%score: f32, %best: f32):
    %better = arith.maxf %best, %score : f32
    linalg.yield %better : f32
  } -> tensor<?xf32>

  %exponentials = linalg.generic {
      indexing_maps = [#element, #per_row, #element],
      iterator_types = ["parallel", "parallel"]}
      ins(%scores, %largest : tensor<?x?xf32>, tensor<?xf32>) outs(%per_element : tensor<?x?xf32>) {
  ^bb0(%score: f32, %best: f32, %unused: f32):
    %below = arith.subf %score, %best : f32
    %exponential = math.exp %below : f32
    linalg.yield %exponential : f32
  } -> tensor<?x?xf32>

  %zero_init = linalg.fill ins(%zero : f32) outs(%per_row : tensor<?xf32>) -> tensor<?xf32>
  %totals = linalg.generic {
      indexing_maps = [#element, #per_row],
      iterator_types = ["parallel", "reduction"]}
      ins(%exponentials : tensor<?x?xf32>) outs(%zero_init : tensor<?xf32>) {
  ^bb0(%exponential: f32, %running: f32):
    %sum = arith.addf %running, %exponential : f32
    linalg.yield %sum : f32
  } -> tensor<?xf32>

  %shares = linalg.generic {
      indexing_maps = [#element, #per_row, #element],
      iterator_types = ["parallel", "parallel"]}
      ins(%exponentials, %totals : tensor<?x?xf32>, tensor<?xf32>) outs(%per_element : tensor<?x?xf32>) {
  ^bb0(%exponential: f32, %total: f32, %unused: f32):
    %share = arith.divf %exponential, %total : f32
    linalg.yield %share : f32
  } -> tensor<?x?xf32>
  return %shares : tensor<?x?xf32>
}
