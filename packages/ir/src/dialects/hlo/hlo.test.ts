/** mhlo and stablehlo read, print and check as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the dialects mhlo and stablehlo', () => {
  it('print what upstream prints', () => {
    assertPrintsItself(`module {
  func.func @f(%arg0: tensor<4xf32>, %arg1: tensor<4xi1>, %arg2: tensor<4xcomplex<f32>>, %arg3: tensor<3x?xf32, #stablehlo.bounds<?, 5>>, %arg4: tensor<3x?xf32, #mhlo.type_extensions<bounds = [?, 5]>>, %arg5: !mhlo.token, %arg6: !mhlo.async_bundle<tensor<f32>, tuple<tensor<f32>, !mhlo.token>>, %arg7: tensor<f32>, %arg8: tensor<2x4xf32>, %arg9: tensor<1xi64>, %arg10: tensor<1x8x8x32xf32>, %arg11: tensor<3x3x32x16xf32>, %arg12: !stablehlo.token, %arg13: tensor<i32>) {
    %0 = mhlo.add %arg0, %arg0 : tensor<4xf32>
    %1 = mhlo.add %arg0, %arg0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<?xf32>
    %2 = stablehlo.compare  LT, %arg0, %arg0,  TOTALORDER : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %3 = mhlo.select %arg1, %arg0, %arg0 : tensor<4xi1>, tensor<4xf32>
    %4 = mhlo.complex %arg0, %arg0 : tensor<4xcomplex<f32>>
    %5 = stablehlo.reduce_precision %arg0, format = e5m10 : tensor<4xf32>
    %6 = mhlo.convolution(%arg10, %arg11) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], reverse = [1, 0]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x8x8x32xf32>, tensor<3x3x32x16xf32>) -> tensor<1x8x8x16xf32>
    %7 = stablehlo.dot_general %arg8, %arg8, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGH, DEFAULT] : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2xf32>
    %8 = stablehlo.rng %arg7, %arg7, %arg9, distribution =  NORMAL : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<?xf32>
    %9 = stablehlo.pad %arg0, %arg7, low = [1], high = [-1], interior = [0] : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %10 = stablehlo.concatenate %arg0, %arg0, dim = 0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<8xf32>
    %11 = stablehlo.reduce(%arg8 init: %arg7) across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
     reducer(%arg14: tensor<f32>, %arg15: tensor<f32>)  {
      %23 = stablehlo.subtract %arg14, %arg15 : tensor<f32>
      stablehlo.return %23 : tensor<f32>
    }
    %12 = mhlo.while(%iterArg = %arg7) : tensor<f32>
     cond {
      %23 = mhlo.compare  LT, %iterArg, %iterArg : (tensor<f32>, tensor<f32>) -> tensor<i1>
      mhlo.return %23 : tensor<i1>
    } do {
      mhlo.return %iterArg : tensor<f32>
    }
    %13 = "mhlo.gather"(%arg8, %arg13) {dimension_numbers = #mhlo.gather<offset_dims = [0, 1], start_index_map = [0]>, slice_sizes = dense<1> : tensor<2xi64>} : (tensor<2x4xf32>, tensor<i32>) -> tensor<1x1xf32>
    %14 = stablehlo.custom_call @foo(%arg0) {api_version = 2 : i32, output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>]} : (tensor<4xf32>) -> tensor<4xf32>
    %15 = mhlo.xla.rng_get_and_update_state {delta = 1 : i64}
    %16:2 = mhlo.optimization_barrier %arg0, %arg5 : tensor<4xf32>, !mhlo.token
    mhlo.optimization_barrier()
    %17 = mhlo.tuple %arg7, %arg5 : tuple<tensor<f32>, !mhlo.token>
    %18 = mhlo.get_tuple_element %17[1] : (tuple<tensor<f32>, !mhlo.token>) -> !mhlo.token
    %19 = stablehlo.after_all %arg12, %arg12 : !stablehlo.token
    %20 = "mhlo.send"(%arg7, %arg5) {channel_handle = #mhlo.channel_handle<handle = 5, type = 2>} : (tensor<f32>, !mhlo.token) -> !mhlo.token
    %21 = mhlo.constant dense<1.000000e+00> : tensor<f32>
    %22 = mhlo.constant() {value = dense<1> : tensor<1xi32>} : () -> tensor<1x!quant.uniform<i32:f32, 1.000000e+00>>
    return
  }
}`);
  });

  it('print the attributes that describe dimensions, channels and bounds', () => {
    assertPrintsItself(`module {
  func.func private @g() attributes {a = #mhlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>, b = #mhlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, c = #mhlo.conv<[b, 1, 0, ?, f]x[?, 0, 1, i, o]->[b, ?, 0, 1, f]>, d = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, e = #mhlo.cross_program_prefetch<parameter = 0, indices = [0], offset = 5>, g = #mhlo.dynamic_parameter_binding<dynamic_param_num = 0, dynamic_param_indices = [], target_param_num = 1, target_param_indices = [2], target_param_dim_num = 0>, h = [#mhlo<precision PACKED_NIBBLE>, #mhlo<fft_type IRFFT>, #mhlo<transpose ADJOINT>, #mhlo<fusion_kind kCustom>, #mhlo<kind sharding>, #mhlo<dequantize_mode MIN_COMBINED>, #mhlo<custom_call_schedule EARLIEST>, #mhlo.rng_algorithm<PHILOX>, #stablehlo<rng_algorithm THREE_FRY>]}
  func.func @f(%arg0: tensor<?xf32, #mhlo.type_extensions<bounds = [4]>> {mhlo.result_alias = #mhlo.result_alias<result_index = [0], must_alias>}, %arg1: tensor<?x2xf32, #stablehlo.bounds<4, ?>>) -> tensor<?xf32> {
    %0 = mhlo.add %arg0, %arg0 : (tensor<?xf32, #mhlo.type_extensions<bounds = [4]>>, tensor<?xf32, #mhlo.type_extensions<bounds = [4]>>) -> tensor<?xf32>
    return %0 : tensor<?xf32>
  }
}`);
  });

  it('print a reduction by one operation in one line, if nothing is lost by it', () => {
    const text = `module {
  func.func @f(%arg0: tensor<2x4xf32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = mhlo.reduce(%arg0 init: %arg1) applies mhlo.maximum across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    return %0 : tensor<f32>
  }
}`;
    assert.equal(canonicalized(text), text);
  });

  it('fold what takes apart what was put together, copies and conversions to the same type', () => {
    assert.equal(
      canonicalized(`func.func @f(%a: tensor<2xf32>, %b: tensor<2xf32>, %c: tensor<2xcomplex<f32>>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %0 = mhlo.complex %a, %b : tensor<2xcomplex<f32>>
  %1 = mhlo.real %0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %2 = mhlo.imag %0 : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %3 = mhlo.real %c : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %4 = mhlo.imag %c : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
  %5 = mhlo.complex %3, %4 : tensor<2xcomplex<f32>>
  %6 = mhlo.copy %a : tensor<2xf32>
  %7 = mhlo.convert %b : tensor<2xf32>
  %8 = mhlo.real %a : (tensor<2xf32>) -> tensor<2xf32>
  return %1, %2, %5, %6, %7, %8 : tensor<2xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}`),
      `module {
  func.func @f(%arg0: tensor<2xf32>, %arg1: tensor<2xf32>, %arg2: tensor<2xcomplex<f32>>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
    %0 = mhlo.real %arg0 : tensor<2xf32>
    return %arg0, %arg1, %arg2, %arg0, %arg1, %0 : tensor<2xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  }
}`,
    );
  });

  /** One operation in a function with values to take. */
  const inFunction = (
    operation: string,
  ): string => `func.func @f(%a: tensor<2x4xf32>, %b: tensor<4xf32>, %s: tensor<f32>, %i: tensor<1xi32>, %u: tensor<?xf32>, %t: !mhlo.token, %st: !stablehlo.token, %p: tensor<i1>) {
  ${operation}
  return
}`;

  const operations: readonly (readonly [operation: string, error: string])[] = [
    [
      `%0 = mhlo.add %a, %b : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: 'mhlo.add' op requires compatible types for all operands and results",
    ],
    [
      `%0 = stablehlo.add %a, %b : (tensor<2x4xf32>) -> tensor<4xf32>`,
      "2:31: custom op 'stablehlo.add' 2 operands present, but expected 1",
    ],
    [
      `%0 = mhlo.abs %a : (tensor<2x4xf32>) -> tensor<2x4xi32>`,
      "2:8: 'mhlo.abs' op inferred type(s) 'tensor<2x4xf32>' are incompatible with return type(s) of operation 'tensor<2x4xi32>'",
    ],
    [
      `%0 = mhlo.select %p, %a, %b : (tensor<i1>, tensor<2x4xf32>, tensor<4xf32>) -> tensor<4xf32>`,
      '2:8: requires compatible types for non-predicate operands',
    ],
    [
      `%0 = mhlo.select %p, %a, %a : tensor<i1>`,
      "2:33: custom op 'mhlo.select' expected functional type or list of two types",
    ],
    [
      `%0 = mhlo.clamp %b, %a, %s : (tensor<4xf32>, tensor<2x4xf32>, tensor<f32>) -> tensor<2x4xf32>`,
      '2:8: min shape [4] is not scalar and is not compatible to operand shape [2, 4]',
    ],
    [
      `%0 = mhlo.reduce_precision %a, format = e5 : tensor<2x4xf32>`,
      "2:43: custom op 'mhlo.reduce_precision' expected exponent mantissa in format e#m#, saw e5",
    ],
    [
      `%0 = mhlo.reduce_precision %a, format = e0m0 : tensor<2x4xf32>`,
      '2:8: exponent_bits must be at least 1.',
    ],
    [
      `%0 = stablehlo.transpose %a, dims = [0, 0] : (tensor<2x4xf32>) -> tensor<2x4xf32>`,
      '2:8: attribute permutation must be a permutation of [0, 1] but got dense<0> : tensor<2xi64>',
    ],
    [
      `%0 = stablehlo.concatenate %a, %b, dim = 0 : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>`,
      '2:8: operands (0) and (1) do not match rank',
    ],
    [
      `%0 = "mhlo.slice"(%b) {start_indices = dense<3> : tensor<1xi64>, limit_indices = dense<2> : tensor<1xi64>, strides = dense<1> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<1xf32>`,
      '2:8: start index 3 is larger than limit index 2 in dimension 0',
    ],
    [
      `%0 = stablehlo.pad %b, %s, low = [1], high = [1], interior = [-1] : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>`,
      '2:8: Interior padding cannot be negative: -1',
    ],
    [
      `%0 = stablehlo.dot %a, %a : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x2xf32>`,
      '2:8: expected both lhs/rhs ranks to be either 1 or 2',
    ],
    [
      `%0 = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>`,
      '2:8: contracting dimension sizes must match for lhs/rhs',
    ],
    [
      `%0 = stablehlo.reshape %a : (tensor<2x4xf32>) -> tensor<9xf32>`,
      "2:8: number of output elements (9) doesn't match expected number of elements (8)",
    ],
    [
      `%0 = stablehlo.iota dim = 1 : tensor<4xi32>`,
      '2:8: iota dimension cannot go beyond the output rank or be negative.',
    ],
    [
      `%0 = stablehlo.get_dimension_size %a, dim = 2 : (tensor<2x4xf32>) -> tensor<i32>`,
      '2:8: requires dimension attribute in range [0, 2); found (2)',
    ],
    [
      `%0 = mhlo.reduce(%a init: %s) applies mhlo.subtract across dimensions = [0] : (tensor<2x4xf32>, tensor<f32>) -> tensor<4xf32>`,
      "2:19: custom op 'mhlo.reduce' expected the inner-op to be a commutative binary-op from mhlo dialect, zero region, producing single result",
    ],
    [
      `%0 = mhlo.reduce(%a init: %s) applies mhlo.add across dimensions = [2] : (tensor<2x4xf32>, tensor<f32>) -> tensor<4xf32>`,
      '2:19: Out-of-bounds dimension 2 for input-tensor rank: 2',
    ],
    [
      `%0 = stablehlo.reduce(%a init: %s) across dimensions = [0] : (tensor<2x4xf32>, tensor<f32>) -> tensor<4xf32>
   reducer(%x: tensor<f32>, %y: tensor<i32>) {
    stablehlo.return %x : tensor<f32>
  }`,
      "2:24: The type of reduction-region's parameter at index 1 is different than the corresponding result type: 'tensor<i32>' vs 'tensor<f32>'",
    ],
    [
      `%0 = mhlo.while(%x = %s) : tensor<f32> cond {
    mhlo.return %x : tensor<f32>
  } do {
    mhlo.return %x : tensor<f32>
  }`,
      "2:8: expect condition block return a zero-ranked tensor of i1 but got 'tensor<f32>'",
    ],
    [
      `%0 = "mhlo.sort"(%b) ({
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    mhlo.return %x : tensor<f32>
  }) : (tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: comparator must return tensor<i1> but got 'tensor<f32>'",
    ],
    [
      `%0 = "mhlo.if"(%p) ({
    mhlo.return %s : tensor<f32>
  }, {
    mhlo.return %b : tensor<4xf32>
  }) : (tensor<i1>) -> tensor<f32>`,
      "2:8: branch 0 and branch 1 have mismatched return types: 'tensor<f32>' vs 'tensor<4xf32>'",
    ],
    [
      `%0 = "mhlo.all_gather"(%b) {all_gather_dim = 0 : i64, replica_groups = dense<[[0, 2]]> : tensor<1x2xi64>} : (tensor<4xf32>) -> tensor<8xf32>`,
      '2:8: replica id #1 not seen in replica groups',
    ],
    [
      `%0 = "mhlo.collective_permute"(%b) {source_target_pairs = dense<[[0, 1], [0, 2]]> : tensor<2x2xi64>} : (tensor<4xf32>) -> tensor<4xf32>`,
      '2:8: duplicate sources not allowed.',
    ],
    [
      `%0 = mhlo.custom_call @g(%b) {output_operand_aliases = [#mhlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>]} : (tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: 'mhlo.custom_call' op expects operandIndex in the output_operand_alias attribute to be in range [0, 1); got: 1.",
    ],
    [
      `%0 = "stablehlo.recv"(%st) {channel_handle = #stablehlo.channel_handle<handle = 5, type = 3>} : (!stablehlo.token) -> tensor<4xf32>`,
      "2:8: last element of result types is expected to be of token type, but got 'tensor<4xf32>'",
    ],
    [`%0 = mhlo.tuple %s : tensor<f32>`, "2:24: custom op 'mhlo.tuple' expected tuple type"],
    [
      `%0 = mhlo.compare XX, %a, %a : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>`,
      "2:21: custom op 'mhlo.compare' expected ::mlir::mhlo::ComparisonDirection to be one of: EQ, NE, GE, GT, LE, LT",
    ],
    [
      `%0 = stablehlo.bitcast_convert %b : (tensor<4xf32>) -> tensor<4x3xi8>`,
      "2:8: requires compatible bitwidths. Got: 'tensor<4xf32>' and 'tensor<4x3xi8>', but 8 * 3 != 32.",
    ],
    [
      `%0 = mhlo.constant() {value = dense<1> : tensor<1xi32>} : () -> tensor<2xi32>`,
      "2:8: 'mhlo.constant' op inferred type(s) 'tensor<1xi32>' are incompatible with return type(s) of operation 'tensor<2xi32>'",
    ],
    [
      `%0 = "mhlo.fft"(%b) {fft_type = #mhlo<fft_type FFT>, fft_length = dense<4> : tensor<1xi64>} : (tensor<4xf32>) -> tensor<4xf32>`,
      "2:8: FFT/IFFT/IRFFT take a complex tensor as input, but is given 'tensor<4xf32>'.",
    ],
    [
      `%0 = "mhlo.async_start"(%b) {called_computation = @g, execution_thread = "main"} : (tensor<4xf32>) -> !mhlo.async_bundle<tuple<tensor<4xf32>>, tensor<4xf32>>`,
      "2:8: 'mhlo.async_start' op can't find function: g",
    ],
  ];
  const texts: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: tensor<?xf32, #mhlo.type_extensions<bounds = [4, 5]>>) {
  return
}`,
      '1:70: Bounds length is 2, expected to be equal to rank(1) of the tensor',
    ],
    [
      `func.func @f(%a: tensor<3xf32, #mhlo.type_extensions<bounds = [4]>>) {
  return
}`,
      '1:67: Static dimension 0 cannot have a bound, use ShapedType::kDynamic to indicate a missing bound',
    ],
    ...operations.map(([operation, error]) => [inFunction(operation), error] as const),
    [
      `func.func @f(%a: !mhlo.tokn) {
  return
}`,
      '1:24: unknown mhlo type: tokn',
    ],
    [
      `func.func @f() attributes {x = #stablehlo.foo} {
  return
}`,
      '1:43: unknown StableHLO attribute',
    ],
    [
      `func.func @f() attributes {x = #mhlo.dot<foo = 1>} {
  return
}`,
      '1:42: expected one of: `lhs_batching_dimensions`, `rhs_batching_dimensions`, `lhs_contracting_dimensions`, `rhs_contracting_dimensions`',
    ],
    [
      `func.func @f() attributes {x = #mhlo.scatter<index_vector_dim = 1, index_vector_dim = 1>} {
  return
}`,
      '1:85: duplicated `index_vector_dim` entry',
    ],
    [
      `func.func @f() attributes {x = #mhlo.conv<[b, 0, 0, f]x[0, 1, i, o]->[b, 0, 1, f]>} {
  return
}`,
      '1:50: Duplicate entries for spatial dimension 0',
    ],
    [
      `func.func @f() attributes {x = #mhlo.conv<[b, 0, 2, f]x[0, 1, i, o]->[b, 0, 1, f]>} {
  return
}`,
      '1:55: Expected spatial dimensions 1 not specified',
    ],
    [
      `func.func @f() attributes {x = #mhlo.conv<[b, 0, 1, g]x[0, 1, i, o]->[b, 0, 1, f]>} {
  return
}`,
      '1:53: Unexpected dimension g, expecting f',
    ],
    [
      `func.func @f() attributes {x = #mhlo.conv<[0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} {
  return
}`,
      '1:51: Expected dimensions b not specified',
    ],
    [
      `func.func @f(%a: tensor<4xf32> {mhlo.result_alias = #mhlo.result_alias<result_index = [1]>}) -> tensor<4xf32> {
  return %a : tensor<4xf32>
}`,
      '1:1: \'func.func\' op attribute "mhlo.result_alias" result index is out of range, must be <1',
    ],
    [
      `func.func @f(%a: tensor<4xf32> {mhlo.parameter_replication = [true, false]}) {
  return
}`,
      "1:1: 'func.func' op parameter_replication: arg 0 has 1 leaf_buffers, but parameter_replication expects 2",
    ],
    [
      `module attributes {mhlo.cross_program_prefetches = [1]} {
}`,
      "1:1: 'builtin.module' op cross_program_prefetches must be an array of cross_program_prefetch attrs",
    ],
  ];
  for (const [text, error] of texts)
    it(`refuse: ${error.slice(error.indexOf(' ') + 1)}`, () => {
      assert.equal(firstError(text), error);
    });
});
