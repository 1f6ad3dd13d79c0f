/**
 * One program of each family of dispatches, with sizes that are known and with some that are not: what code
 * generation makes of them is held by tests of its loops and of its targets' text.
 */

export interface DispatchFamily {
  /** What the family computes, as a test names it. */
  readonly title: string;
  /** Products of tensors, which threads compute together. */
  readonly isContraction: boolean;
  /** Whether what is computed is worth a loop of vectors: what only moves data has no arithmetic. */
  readonly computes: boolean;
  readonly fixed: string;
  readonly dynamic: string;
}

/** One of linalg's named operations on two tensors, added to a third. */
function named(operation: string, a: string, b: string, c: string, attributes = ''): string {
  return `func.func @f(%a: tensor<${a}>, %b: tensor<${b}>, %c: tensor<${c}>) -> tensor<${c}> {
  %0 = linalg.${operation} ${attributes} ins(%a, %b : tensor<${a}>, tensor<${b}>) outs(%c : tensor<${c}>) -> tensor<${c}>
  return %0 : tensor<${c}>
}`;
}

/** A sum along one dimension of a matrix. */
function sum(matrix: string, sums: string, access: string): string {
  return `func.func @f(%a: tensor<${matrix}>, %c: tensor<${sums}>) -> tensor<${sums}> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (${access})>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%a : tensor<${matrix}>) outs(%c : tensor<${sums}>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<${sums}>
  return %0 : tensor<${sums}>
}`;
}

function squareOfSum(matrix: string): string {
  return `func.func @f(%a: tensor<${matrix}>, %b: tensor<${matrix}>) -> tensor<${matrix}> {
  %0 = arith.addf %a, %b : tensor<${matrix}>
  %1 = arith.mulf %0, %0 : tensor<${matrix}>
  return %1 : tensor<${matrix}>
}`;
}

function transpose(from: string, to: string): string {
  return `func.func @f(%a: tensor<${from}>, %c: tensor<${to}>) -> tensor<${to}> {
  %0 = linalg.transpose ins(%a : tensor<${from}>) outs(%c : tensor<${to}>) permutation = [1, 0]
  return %0 : tensor<${to}>
}`;
}

function pad(from: string, to: string): string {
  return `func.func @f(%a: tensor<${from}>) -> tensor<${to}> {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.pad %a low[1, 2] high[1, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<${from}> to tensor<${to}>
  return %0 : tensor<${to}>
}`;
}

/** Passes over the same rows: the greatest of each, the sum of what is computed with it, the quotients. */
function softmax(rows: string): string {
  const type = `tensor<${rows}x128xf32>`;
  const dim = `%c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : ${type}`;
  const isDynamic = rows === '?';
  return `func.func @f(%a: ${type}) -> ${type} {
  ${isDynamic ? dim : ''}
  %e = tensor.empty(${isDynamic ? '%n' : ''}) : ${type}
  %0 = iree_linalg_ext.softmax dimension(1) ins(%a : ${type}) outs(%e : ${type}) -> ${type}
  return %0 : ${type}
}`;
}

const contraction = (title: string, fixed: string, dynamic: string): DispatchFamily => ({
  title,
  isContraction: true,
  computes: true,
  fixed,
  dynamic,
});
const other = (title: string, fixed: string, dynamic: string): DispatchFamily => ({
  ...contraction(title, fixed, dynamic),
  isContraction: false,
});
const move = (title: string, fixed: string, dynamic: string): DispatchFamily => ({
  ...other(title, fixed, dynamic),
  computes: false,
});

const TWO_APART = '{strides = dense<2> : tensor<2xi64>}';

/** By the names of the files that hold their text. */
export const DISPATCH_FAMILIES: Readonly<Record<string, DispatchFamily>> = {
  'matmul-f32': contraction(
    'products of matrices of f32',
    named('matmul', '64x96xf32', '96x128xf32', '64x128xf32'),
    named('matmul', '?x96xf32', '96x?xf32', '?x?xf32'),
  ),
  'matmul-f16': contraction(
    'products of matrices of f16',
    named('matmul', '64x96xf16', '96x128xf16', '64x128xf32'),
    named('matmul', '?x96xf16', '96x?xf16', '?x?xf32'),
  ),
  'matmul-i8': contraction(
    'products of matrices of i8',
    named('matmul', '64x96xi8', '96x128xi8', '64x128xi32'),
    named('matmul', '?x96xi8', '96x?xi8', '?x?xi32'),
  ),
  'batch-matmul': contraction(
    'batches of products',
    named('batch_matmul', '4x64x96xf32', '4x96x128xf32', '4x64x128xf32'),
    named('batch_matmul', '?x?x96xf32', '?x96x128xf32', '?x?x128xf32'),
  ),
  'conv-nhwc': contraction(
    'convolutions of images with channels last',
    named('conv_2d_nhwc_hwcf', '1x34x34x16xf32', '3x3x16x32xf32', '1x32x32x32xf32'),
    named('conv_2d_nhwc_hwcf', '?x?x?x16xf32', '3x3x16x32xf32', '?x?x?x32xf32'),
  ),
  'conv-nchw': contraction(
    'convolutions of images with channels first',
    named('conv_2d_nchw_fchw', '1x16x34x34xf32', '32x16x3x3xf32', '1x32x32x32xf32'),
    named('conv_2d_nchw_fchw', '?x16x?x34xf32', '32x16x3x3xf32', '?x32x?x32xf32'),
  ),
  'conv-nchw-strided': contraction(
    'convolutions of every second window, channels first',
    named('conv_2d_nchw_fchw', '1x16x65x65xf32', '32x16x3x3xf32', '1x32x32x32xf32', TWO_APART),
    named('conv_2d_nchw_fchw', '?x16x?x65xf32', '32x16x3x3xf32', '?x32x?x32xf32', TWO_APART),
  ),
  matvec: other(
    'products of a matrix and a vector',
    named('matvec', '64x96xf32', '96xf32', '64xf32'),
    named('matvec', '?x?xf32', '?xf32', '?xf32'),
  ),
  vecmat: other(
    'products of a vector and a matrix',
    named('vecmat', '96xf32', '96x64xf32', '64xf32'),
    named('vecmat', '?xf32', '?x?xf32', '?xf32'),
  ),
  'conv-depthwise': other(
    'convolutions channel by channel',
    named('depthwise_conv_2d_nhwc_hwc', '1x34x34x32xf32', '3x3x32xf32', '1x32x32x32xf32'),
    named('depthwise_conv_2d_nhwc_hwc', '?x?x?x32xf32', '3x3x32xf32', '?x?x?x32xf32'),
  ),
  'pooling-nhwc': other(
    'pooling, channels last',
    named('pooling_nhwc_max', '1x34x34x32xf32', '3x3xf32', '1x32x32x32xf32'),
    named('pooling_nhwc_max', '?x?x?x32xf32', '3x3xf32', '?x?x?x32xf32'),
  ),
  'pooling-nchw': other(
    'pooling, channels first',
    named('pooling_nchw_max', '1x32x34x34xf32', '3x3xf32', '1x32x32x32xf32'),
    named('pooling_nchw_max', '1x32x?x?xf32', '3x3xf32', '1x32x?x?xf32'),
  ),
  'sum-rows': other(
    'sums of rows',
    sum('64x1024xf32', '64xf32', 'i, j'),
    sum('?x?xf32', '?xf32', 'i, j'),
  ),
  'sum-columns': other(
    'sums of columns',
    sum('1024x64xf32', '64xf32', 'j, i'),
    sum('?x?xf32', '?xf32', 'j, i'),
  ),
  softmax: other('shares of rows', softmax('64'), softmax('?')),
  elementwise: other('arithmetic of elements', squareOfSum('64x96xf32'), squareOfSum('?x?xf32')),
  transpose: move(
    'transposed matrices',
    transpose('64x96xf32', '96x64xf32'),
    transpose('?x?xf32', '?x?xf32'),
  ),
  pad: move('padded matrices', pad('64x96xf32', '66x100xf32'), pad('?x96xf32', '?x100xf32')),
};
