/**
 * The semantics of linalg's named operations, in one table.
 *
 * An entry gives the iteration domain (a letter or word an iterator, in order, with its kind), the
 * index expressions of each operand, and what the scalar body computes. Index expressions use the
 * iterators, and `sw`-like names for strides and `dw`-like names for dilations, which come from the
 * operation's attributes in the order `h, w` (or `d, h, w`). Everything else (regions, maps,
 * verification, generalisation, tiling) is derived from here.
 */

/** What the body yields from input elements `in0, in1, …` and the accumulator `out`. */
export type ScalarBody =
  /** out + cast(in0) * cast(in1) */
  | 'multiply-add'
  /** out + (cast(in0) - cast(zp0)) * (cast(in1) - cast(zp1)) */
  | 'quantized-multiply-add'
  /** out + cast(in0) and the like, the window operand unused */
  | 'sum'
  | 'max'
  | 'max-unsigned'
  | 'min'
  | 'min-unsigned';

export interface NamedOperation {
  readonly name: string;
  readonly summary: string;
  /** `n:p m:p k:r`: p parallel, r reduction. */
  readonly iterators: string;
  /** One text an operand, inputs first: index expressions separated by blanks; '' is a scalar. */
  readonly operands: readonly string[];
  readonly body: ScalarBody;
  /** Spatial dimensions with strides and dilations attributes; 0 for none. */
  readonly spatial: 0 | 1 | 2 | 3;
  /** Casts are unsigned without an attribute to choose. */
  readonly unsigned?: boolean;
  /** Whether the operation has a `cast` attribute. */
  readonly hasCast?: boolean;
}

const contraction = (
  name: string,
  summary: string,
  iterators: string,
  operands: readonly string[],
  more: Partial<NamedOperation> = {},
): NamedOperation => ({
  name,
  summary,
  iterators,
  operands,
  body: 'multiply-add',
  spatial: 0,
  ...more,
});

const convolution = (
  name: string,
  spatial: 1 | 2 | 3,
  iterators: string,
  operands: readonly string[],
  body: ScalarBody = 'multiply-add',
): NamedOperation => ({
  name,
  summary: `${spatial}-D ${body.startsWith('quantized') ? 'quantized ' : ''}convolution, ${name
    .replace(/^(depthwise_)?conv_\dd_?/, '')
    .replaceAll('_', ' by ')} layout`,
  iterators,
  operands,
  body,
  spatial,
});

const pooling = (
  name: string,
  spatial: 1 | 2 | 3,
  body: ScalarBody,
  iterators: string,
  operands: readonly string[],
): NamedOperation => ({
  name,
  summary: `${body.replace('-', ' ')} pooling over ${spatial}-D windows`,
  iterators,
  operands,
  body,
  spatial,
});

/** The input of a convolution: spatial positions `o*s + k*d` in order. */
const NHWC = 'n oh*sh+kh*dh ow*sw+kw*dw c';
const NCHW = 'n c oh*sh+kh*dh ow*sw+kw*dw';
const NDHWC = 'n od*sd+kd*dd oh*sh+kh*dh ow*sw+kw*dw c';
const NCDHW = 'n c od*sd+kd*dd oh*sh+kh*dh ow*sw+kw*dw';
const NWC = 'n ow*sw+kw*dw c';
const NCW = 'n c ow*sw+kw*dw';

const quantized = (operation: NamedOperation, name: string): NamedOperation => {
  const outputs = operation.operands[2] ?? '';
  return {
    ...operation,
    name,
    summary: `${operation.summary}, with zero points`,
    operands: [...operation.operands.slice(0, 2), '', '', outputs],
    body: 'quantized-multiply-add',
  };
};

const MATMUL = contraction('matmul', 'matrix by matrix', 'm:p n:p k:r', ['m k', 'k n', 'm n'], {
  hasCast: true,
});
const BATCH_MATMUL = contraction(
  'batch_matmul',
  'matrix by matrix for each of a batch',
  'b:p m:p n:p k:r',
  ['b m k', 'b k n', 'b m n'],
);
const CONV_2D_NHWC_HWCF = convolution('conv_2d_nhwc_hwcf', 2, 'n:p oh:p ow:p f:p kh:r kw:r c:r', [
  NHWC,
  'kh kw c f',
  'n oh ow f',
]);
const CONV_3D_NDHWC_DHWCF = convolution(
  'conv_3d_ndhwc_dhwcf',
  3,
  'n:p od:p oh:p ow:p f:p kd:r kh:r kw:r c:r',
  [NDHWC, 'kd kh kw c f', 'n od oh ow f'],
);
const DEPTHWISE_2D_NHWC_HWC = convolution(
  'depthwise_conv_2d_nhwc_hwc',
  2,
  'n:p oh:p ow:p c:p kh:r kw:r',
  [NHWC, 'kh kw c', 'n oh ow c'],
);
const DEPTHWISE_2D_NHWC_HWCM = convolution(
  'depthwise_conv_2d_nhwc_hwcm',
  2,
  'n:p oh:p ow:p c:p m:p kh:r kw:r',
  [NHWC, 'kh kw c m', 'n oh ow c m'],
);

const POOL_NHWC = 'n:p oh:p ow:p c:p kh:r kw:r';
const POOL_NCHW = 'n:p c:p oh:p ow:p kh:r kw:r';
const POOL_NDHWC = 'n:p od:p oh:p ow:p c:p kd:r kh:r kw:r';
const POOL_NWC = 'n:p ow:p c:p kw:r';
const POOL_NCW = 'n:p c:p ow:p kw:r';

export const NAMED_OPERATIONS: readonly NamedOperation[] = [
  MATMUL,
  contraction('matmul_unsigned', 'unsigned matrix by matrix', 'm:p n:p k:r', MATMUL.operands, {
    unsigned: true,
  }),
  contraction(
    'matmul_transpose_b',
    'matrix by transposed matrix',
    'm:p n:p k:r',
    ['m k', 'n k', 'm n'],
    { hasCast: true },
  ),
  quantized(MATMUL, 'quantized_matmul'),
  contraction('mmt4d', 'matrix by transposed matrix, both in tiles', 'm:p n:p k:r m0:p n0:p k0:r', [
    'm k m0 k0',
    'n k n0 k0',
    'm n m0 n0',
  ]),
  BATCH_MATMUL,
  contraction(
    'batch_matmul_transpose_b',
    'matrix by transposed matrix for each of a batch',
    'b:p m:p n:p k:r',
    ['b m k', 'b n k', 'b m n'],
  ),
  quantized(BATCH_MATMUL, 'quantized_batch_matmul'),
  contraction('batch_reduce_matmul', 'sum of the products of a batch', 'b:r m:p n:p k:r', [
    'b m k',
    'b k n',
    'm n',
  ]),
  contraction('matvec', 'matrix by vector', 'm:p n:r', ['m n', 'n', 'm']),
  contraction('vecmat', 'vector by matrix', 'n:p m:r', ['m', 'm n', 'n']),
  contraction('batch_matvec', 'matrix by vector for each of a batch', 'b:p m:p k:r', [
    'b m k',
    'b k',
    'b m',
  ]),
  contraction('dot', 'inner product', 'm:r', ['m', 'm', '']),
  convolution('conv_1d', 1, 'ow:p kw:r', ['ow+kw', 'kw', 'ow']),
  convolution('conv_2d', 2, 'oh:p ow:p kh:r kw:r', ['oh+kh ow+kw', 'kh kw', 'oh ow']),
  convolution('conv_3d', 3, 'od:p oh:p ow:p kd:r kh:r kw:r', [
    'od+kd oh+kh ow+kw',
    'kd kh kw',
    'od oh ow',
  ]),
  convolution('conv_1d_nwc_wcf', 1, 'n:p ow:p f:p kw:r c:r', [NWC, 'kw c f', 'n ow f']),
  convolution('conv_1d_ncw_fcw', 1, 'n:p f:p ow:p c:r kw:r', [NCW, 'f c kw', 'n f ow']),
  CONV_2D_NHWC_HWCF,
  convolution('conv_2d_nhwc_fhwc', 2, 'n:p oh:p ow:p f:p kh:r kw:r c:r', [
    NHWC,
    'f kh kw c',
    'n oh ow f',
  ]),
  quantized(CONV_2D_NHWC_HWCF, 'conv_2d_nhwc_hwcf_q'),
  convolution('conv_2d_nchw_fchw', 2, 'n:p f:p oh:p ow:p c:r kh:r kw:r', [
    NCHW,
    'f c kh kw',
    'n f oh ow',
  ]),
  convolution('conv_2d_ngchw_fgchw', 2, 'n:p g:p fg:p oh:p ow:p c:r kh:r kw:r', [
    'n g c oh*sh+kh*dh ow*sw+kw*dw',
    'g fg c kh kw',
    'n g fg oh ow',
  ]),
  CONV_3D_NDHWC_DHWCF,
  quantized(CONV_3D_NDHWC_DHWCF, 'conv_3d_ndhwc_dhwcf_q'),
  convolution('conv_3d_ncdhw_fcdhw', 3, 'n:p od:p oh:p ow:p f:p kd:r kh:r kw:r c:r', [
    NCDHW,
    'f c kd kh kw',
    'n f od oh ow',
  ]),
  convolution('depthwise_conv_1d_nwc_wc', 1, 'n:p ow:p c:p kw:r', [NWC, 'kw c', 'n ow c']),
  convolution('depthwise_conv_1d_nwc_wcm', 1, 'n:p ow:p c:p m:p kw:r', [NWC, 'kw c m', 'n ow c m']),
  DEPTHWISE_2D_NHWC_HWC,
  convolution('depthwise_conv_2d_nchw_chw', 2, 'n:p oh:p ow:p c:p kh:r kw:r', [
    NCHW,
    'c kh kw',
    'n c oh ow',
  ]),
  quantized(DEPTHWISE_2D_NHWC_HWC, 'depthwise_conv_2d_nhwc_hwc_q'),
  DEPTHWISE_2D_NHWC_HWCM,
  quantized(DEPTHWISE_2D_NHWC_HWCM, 'depthwise_conv_2d_nhwc_hwcm_q'),
  convolution('depthwise_conv_3d_ndhwc_dhwc', 3, 'n:p od:p oh:p ow:p kd:r kh:r kw:r c:p', [
    NDHWC,
    'kd kh kw c',
    'n od oh ow c',
  ]),
  convolution('depthwise_conv_3d_ndhwc_dhwcm', 3, 'n:p od:p oh:p ow:p cm:p kd:r kh:r kw:r c:p', [
    NDHWC,
    'kd kh kw c cm',
    'n od oh ow c cm',
  ]),
  pooling('pooling_nhwc_sum', 2, 'sum', POOL_NHWC, [NHWC, 'kh kw', 'n oh ow c']),
  pooling('pooling_nchw_sum', 2, 'sum', POOL_NCHW, [NCHW, 'kh kw', 'n c oh ow']),
  pooling('pooling_nhwc_max', 2, 'max', POOL_NHWC, [NHWC, 'kh kw', 'n oh ow c']),
  pooling('pooling_nhwc_max_unsigned', 2, 'max-unsigned', POOL_NHWC, [NHWC, 'kh kw', 'n oh ow c']),
  pooling('pooling_nchw_max', 2, 'max', POOL_NCHW, [NCHW, 'kh kw', 'n c oh ow']),
  pooling('pooling_nhwc_min', 2, 'min', POOL_NHWC, [NHWC, 'kh kw', 'n oh ow c']),
  pooling('pooling_nhwc_min_unsigned', 2, 'min-unsigned', POOL_NHWC, [NHWC, 'kh kw', 'n oh ow c']),
  pooling('pooling_nwc_sum', 1, 'sum', POOL_NWC, [NWC, 'kw', 'n ow c']),
  pooling('pooling_ncw_sum', 1, 'sum', POOL_NCW, [NCW, 'kw', 'n c ow']),
  pooling('pooling_nwc_max', 1, 'max', POOL_NWC, [NWC, 'kw', 'n ow c']),
  pooling('pooling_nwc_max_unsigned', 1, 'max-unsigned', POOL_NWC, [NWC, 'kw', 'n ow c']),
  pooling('pooling_ncw_max', 1, 'max', POOL_NCW, [NCW, 'kw', 'n c ow']),
  pooling('pooling_nwc_min', 1, 'min', POOL_NWC, [NWC, 'kw', 'n ow c']),
  pooling('pooling_nwc_min_unsigned', 1, 'min-unsigned', POOL_NWC, [NWC, 'kw', 'n ow c']),
  pooling('pooling_ndhwc_sum', 3, 'sum', POOL_NDHWC, [NDHWC, 'kd kh kw', 'n od oh ow c']),
  pooling('pooling_ndhwc_max', 3, 'max', POOL_NDHWC, [NDHWC, 'kd kh kw', 'n od oh ow c']),
  pooling('pooling_ndhwc_min', 3, 'min', POOL_NDHWC, [NDHWC, 'kd kh kw', 'n od oh ow c']),
];
