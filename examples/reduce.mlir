// Reductions of a matrix along either axis.
//
// Shows: the same loop nest with the reduction innermost (along a row, one
// contiguous run of memory) and outermost (along a column), a sum and a maximum,
// sizes known when compiling and only when running, and the reduction of
// everything to one number.

#element = affine_map<(row, column) -> (row, column)>
#per_row = affine_map<(row, column) -> (row)>
#per_column = affine_map<(row, column) -> (column)>
#single = affine_map<(row, column) -> ()>

// One sum for each of the five rows.
func.func @sum_rows(%matrix: tensor<5x7xf32>) -> tensor<5xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<5xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<5xf32>) -> tensor<5xf32>
  %sums = linalg.generic {
      indexing_maps = [#element, #per_row],
      iterator_types = ["parallel", "reduction"]}
      ins(%matrix : tensor<5x7xf32>) outs(%init : tensor<5xf32>) {
  ^bb0(%value: f32, %running: f32):
    %sum = arith.addf %running, %value : f32
    linalg.yield %sum : f32
  } -> tensor<5xf32>
  return %sums : tensor<5xf32>
}

// One sum for each of the seven columns.
func.func @sum_columns(%matrix: tensor<5x7xf32>) -> tensor<7xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<7xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<7xf32>) -> tensor<7xf32>
  %sums = linalg.generic {
      indexing_maps = [#element, #per_column],
      iterator_types = ["reduction", "parallel"]}
      ins(%matrix : tensor<5x7xf32>) outs(%init : tensor<7xf32>) {
  ^bb0(%value: f32, %running: f32):
    %sum = arith.addf %running, %value : f32
    linalg.yield %sum : f32
  } -> tensor<7xf32>
  return %sums : tensor<7xf32>
}

// The largest value of each row; of a row without values, minus infinity.
func.func @max_rows(%matrix: tensor<?x?xf32>) -> tensor<?xf32> {
  %axis0 = arith.constant 0 : index
  %lowest = arith.constant 0xFF800000 : f32
  %rows = tensor.dim %matrix, %axis0 : tensor<?x?xf32>
  %empty = tensor.empty(%rows) : tensor<?xf32>
  %init = linalg.fill ins(%lowest : f32) outs(%empty : tensor<?xf32>) -> tensor<?xf32>
  %largest = linalg.generic {
      indexing_maps = [#element, #per_row],
      iterator_types = ["parallel", "reduction"]}
      ins(%matrix : tensor<?x?xf32>) outs(%init : tensor<?xf32>) {
  ^bb0(%value: f32, %best: f32):
    %better = arith.maxf %best, %value : f32
    linalg.yield %better : f32
  } -> tensor<?xf32>
  return %largest : tensor<?xf32>
}

// The sum of each column, of any matrix.
func.func @sum_columns_dynamic(%matrix: tensor<?x?xf32>) -> tensor<?xf32> {
  %axis1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %columns = tensor.dim %matrix, %axis1 : tensor<?x?xf32>
  %empty = tensor.empty(%columns) : tensor<?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?xf32>) -> tensor<?xf32>
  %sums = linalg.generic {
      indexing_maps = [#element, #per_column],
      iterator_types = ["reduction", "parallel"]}
      ins(%matrix : tensor<?x?xf32>) outs(%init : tensor<?xf32>) {
  ^bb0(%value: f32, %running: f32):
    %sum = arith.addf %running, %value : f32
    linalg.yield %sum : f32
  } -> tensor<?xf32>
  return %sums : tensor<?xf32>
}

// The sum of everything, of integers this time.
func.func @sum_all(%matrix: tensor<?x?xi32>) -> tensor<i32> {
  %zero = arith.constant 0 : i32
  %empty = tensor.empty() : tensor<i32>
  %init = linalg.fill ins(%zero : i32) outs(%empty : tensor<i32>) -> tensor<i32>
  %sum = linalg.generic {
      indexing_maps = [#element, #single],
      iterator_types = ["reduction", "reduction"]}
      ins(%matrix : tensor<?x?xi32>) outs(%init : tensor<i32>) {
  ^bb0(%value: i32, %running: i32):
    %next = arith.addi %running, %value : i32
    linalg.yield %next : i32
  } -> tensor<i32>
  return %sum : tensor<i32>
}
