/** Transformations of structured operations: tiling, fusing, packing, padding, vectorizing. */

import {
  AnyAttr,
  ArrayAttrConstraint,
  arrayOf,
  BoolArrayAttr,
  confinedAttr,
  DenseI64ArrayAttr,
  DictionaryAttrConstraint,
  I64ArrayAttr,
  I64Attr,
  StrArrayAttr,
  TypeAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import {
  AttrSizedOperandSegments,
  GraphRegion,
  IsolatedFromAbove,
  NoTerminator,
  SingleBlock,
} from '../../traits.ts';
import { isSignless } from '../../types.ts';
import { DeviceMappingArrayAttr } from '../device-mapping.ts';
import { emptyArray, emptyNumbers, i64, optionalNumbers, unit } from './defaults.ts';
import { rewrites, rewritesPdl } from './define.ts';
import { consuming, FUNCTIONAL, NAVIGATION, transforms } from './effects.ts';
import {
  parseFuse,
  parseSplit,
  parseTile,
  parseTileToScfFor,
  printFuse,
  printSplit,
  printTile,
  printTileToScfFor,
} from './structured-syntax.ts';
import {
  verifyFuse,
  verifyHoistPad,
  verifyInterchange,
  verifyMultitileSizes,
  verifyPackGreedily,
  verifyPackTranspose,
  verifyPad,
  verifyReplace,
  verifySplit,
  verifyTileToForall,
} from './structured-verify.ts';
import { AnyValue, Handle, handleTo, isParameter, ParameterOrHandle, PdlHandle } from './types.ts';

/** Numbers of which there are so many, or one of several counts. */
const counted = (counts: readonly number[], wording: string): AttrConstraint =>
  confinedAttr(
    DenseI64ArrayAttr,
    (attr) => attr.kind === 'dense_array' && counts.includes(attr.values.length),
    wording,
  );
const Three = counted([3], 'with exactly 3 elements');
const NoneOrThree = counted([0, 3], 'with 0 or 3 elements');
const NonNegativeNumbers = confinedAttr(
  DenseI64ArrayAttr,
  (attr) => attr.kind === 'dense_array' && attr.values.every((value) => value >= 0n),
  'whose value is non-negative',
);

const INTERFACES = [
  ['LinalgOp', 0n],
  ['TilingInterface', 1n],
] as const;
const MatchInterface: AttrConstraint = {
  summary: 'An interface to match',
  matches: (attr) =>
    attr.kind === 'integer' &&
    isSignless(attr.type, 32) &&
    INTERFACES.some(([, value]) => value === attr.value),
  form: 'enum',
  valueType: (context) => context.i32,
  cases: INTERFACES,
};

// ----- Matching, rewriting -----

const rewriting: readonly OpDefinition[] = [
  rewrites(
    'structured.bufferize_to_allocation',
    'computes values into buffers that are allocated for them',
    { memory_space: optionalAttr(AnyAttr) },
    '',
    {
      operands: { target: AnyValue },
      results: { transformed: AnyValue },
      assemblyFormat: '$target attr-dict',
    },
  ),
  rewrites(
    'structured.convert_conv2d_to_img2col',
    'makes matrix products of convolutions',
    {},
    '',
    { results: { img2col_tensor: Handle, transformed: Handle } },
  ),
  rewritesPdl(
    'structured.decompose',
    'makes convolutions of fewer dimensions of those that have a dimension of size 1',
  ),
  rewritesPdl('structured.generalize', 'makes linalg.generic of named operations'),
  rewrites(
    'structured.hoist_redundant_tensor_subsets',
    'moves what takes parts of tensors and puts them back out of loops',
    {},
    '',
    { interfaces: FUNCTIONAL },
  ),
  rewrites(
    'structured.hoist_redundant_vector_transfers',
    'moves reads of vectors and writes to the same place out of loops',
  ),
  rewritesPdl(
    'structured.interchange',
    'changes the order of loops',
    { iterator_interchange: optionalNumbers(NonNegativeNumbers) },
    '(`iterator_interchange` `=` $iterator_interchange^)?',
    { verify: verifyInterchange },
  ),
  rewrites(
    'structured.match',
    'the operations that have names, an interface, attributes or a result type',
    {
      ops: optionalAttr(StrArrayAttr),
      interface: optionalAttr(MatchInterface),
      op_attrs: optionalAttr(DictionaryAttrConstraint),
      filter_result_type: optionalAttr(TypeAttrConstraint),
    },
    '',
    {
      results: { results: Handle },
      interfaces: NAVIGATION,
      assemblyFormat:
        '(`ops` `{` $ops^ `}`)? (`interface` `{` $interface^ `}`)? (`attributes` $op_attrs^)? (`filter_result_type` `=` $filter_result_type^)? `in` $target attr-dict `:` functional-type($target, results)',
    },
  ),
  rewritesPdl('structured.promote', 'copies operands to buffers that are quick to reach', {
    operands_to_promote: emptyArray(),
    use_full_tile_buffers: emptyArray(BoolArrayAttr),
    use_full_tiles_by_default: unit,
    use_alloca: unit,
    mapping: optionalAttr(DeviceMappingArrayAttr),
    alignment: optionalAttr(I64Attr),
  }),
  defineOp('transform.structured.replace', {
    summary: 'replaces operations by the one in its region',
    operands: { target: PdlHandle },
    results: { replacement: PdlHandle },
    regions: { bodyRegion: { blocks: 1 } },
    traits: [IsolatedFromAbove, NoTerminator, SingleBlock, GraphRegion],
    interfaces: consuming('target'),
    verify: verifyReplace,
    assemblyFormat: '$target attr-dict-with-keyword regions',
  }),
  rewrites(
    'structured.rewrite_in_destination_passing_style',
    'lets operations compute into a tensor that they are given',
  ),
  rewritesPdl('structured.scalarize', 'tiles operations by one element', {}, '', {
    results: { result: PdlHandle },
  }),
];

// ----- Tiling -----

const TILED = { tiled_linalg_op: Handle, loops: variadic(Handle) };
const REDUCTION = {
  fill_op: PdlHandle,
  split_linalg_op: PdlHandle,
  combining_linalg_op: PdlHandle,
};

const tiling: readonly OpDefinition[] = [
  defineOp('transform.structured.fuse', {
    summary: 'tiles operations and fuses what they need into the loops',
    operands: { target: PdlHandle },
    results: { transformed: PdlHandle, loops: variadic(PdlHandle) },
    attributes: { tile_sizes: emptyArray(), tile_interchange: emptyArray() },
    interfaces: FUNCTIONAL,
    parse: parseFuse,
    print: printFuse,
    verify: verifyFuse,
  }),
  defineOp('transform.structured.fuse_into_containing_op', {
    summary: 'moves producers into the loop that uses them',
    operands: { producer_op: PdlHandle, containing_op: PdlHandle },
    results: { fused_op: PdlHandle },
    interfaces: consuming('producer_op'),
    assemblyFormat: '$producer_op `into` $containing_op attr-dict',
  }),
  defineOp('transform.structured.multitile_sizes', {
    summary: 'two sizes of tiles that together cover a dimension, and where one ends',
    operands: { target: Handle },
    results: {
      low_size: ParameterOrHandle,
      high_size: ParameterOrHandle,
      split_point: ParameterOrHandle,
    },
    attributes: { dimension: I64Attr, target_size: I64Attr, divisor: i64(1) },
    interfaces: transforms(
      () => [],
      (op) => (op.results.some(({ type }) => isParameter(type)) ? 'read' : 'write'),
    ),
    verify: verifyMultitileSizes,
    assemblyFormat:
      '$target attr-dict `:` custom<MultitileSizesTypes>(type($target), type($low_size), type($high_size), type($split_point))',
  }),
  defineOp('transform.structured.split', {
    summary: 'splits operations in two along a dimension',
    operands: { target: Handle, dynamic_split_point: optional(ParameterOrHandle) },
    results: { first: Handle, second: Handle },
    attributes: { dimension: I64Attr, static_split_point: I64Attr },
    interfaces: consuming('target'),
    parse: parseSplit,
    print: printSplit,
    verify: verifySplit,
  }),
  rewritesPdl(
    'structured.split_reduction',
    'makes a parallel dimension of part of a reduction',
    {
      split_factor: i64(0),
      insert_split_dimension: i64(0),
      inner_parallel: unit,
      use_scaling_algorithm: unit,
      use_alloc: unit,
    },
    '',
    { results: { init_or_alloc_op: PdlHandle, ...REDUCTION } },
  ),
  defineOp('transform.structured.tile', {
    summary: 'tiles operations with loops',
    operands: { target: Handle, dynamic_sizes: variadic(ParameterOrHandle) },
    results: TILED,
    attributes: { static_sizes: optionalNumbers(), interchange: optionalNumbers() },
    interfaces: consuming('target'),
    parse: parseTile,
    print: printTile,
  }),
  rewritesPdl(
    'structured.tile_reduction_using_forall',
    'tiles reductions with a parallel loop',
    {
      num_threads: emptyNumbers(),
      tile_sizes: emptyNumbers(),
      mapping: optionalAttr(DeviceMappingArrayAttr),
    },
    '`by` (`num_threads` `=` $num_threads^)? (`,` `tile_sizes` `=` $tile_sizes^)? (`,` `mapping` `=` $mapping^)?',
    { results: { forall_op: PdlHandle, ...REDUCTION } },
  ),
  rewritesPdl(
    'structured.tile_reduction_using_scf',
    'tiles reductions with loops',
    { tile_sizes: emptyNumbers() },
    '`by` `tile_sizes` `=` $tile_sizes',
    { results: { for_op: PdlHandle, ...REDUCTION } },
  ),
  defineOp('transform.structured.tile_to_forall_op', {
    summary: 'tiles operations with a parallel loop',
    operands: {
      target: PdlHandle,
      num_threads: variadic(PdlHandle),
      tile_sizes: variadic(PdlHandle),
      packed_num_threads: optional(PdlHandle),
      packed_tile_sizes: optional(PdlHandle),
    },
    results: { forall_op: PdlHandle, tiled_op: PdlHandle },
    attributes: {
      static_num_threads: optionalNumbers(),
      static_tile_sizes: optionalNumbers(),
      mapping: optionalAttr(DeviceMappingArrayAttr),
    },
    traits: [AttrSizedOperandSegments],
    interfaces: consuming('target'),
    verify: verifyTileToForall,
    assemblyFormat:
      '$target oilist(`num_threads` custom<PackedOrDynamicIndexList>($packed_num_threads, $num_threads, $static_num_threads) | `tile_sizes` custom<PackedOrDynamicIndexList>($packed_tile_sizes, $tile_sizes, $static_tile_sizes)) (`(` `mapping` `=` $mapping^ `)`)? attr-dict',
  }),
  defineOp('transform.structured.tile_to_scf_for', {
    summary: 'tiles operations that know how with loops',
    operands: { target: PdlHandle, dynamic_sizes: variadic(PdlHandle) },
    results: { tiled_linalg_op: PdlHandle, loops: variadic(PdlHandle) },
    attributes: { static_sizes: optionalNumbers(), interchange: optionalNumbers() },
    interfaces: consuming('target'),
    parse: parseTileToScfFor,
    print: printTileToScfFor,
  }),
];

// ----- Packing, padding -----

const packing: readonly OpDefinition[] = [
  rewrites(
    'structured.hoist_pad',
    'pads outside of loops',
    { num_loops: I64Attr, transpose: emptyNumbers() },
    '`by` $num_loops `loops` (`,` `transpose` `by` $transpose^)?',
    { verify: verifyHoistPad },
  ),
  rewrites('structured.lower_pack', 'pads, expands and transposes to pack', {}, '', {
    operands: { target: handleTo('tensor.pack') },
    results: {
      pad_op: handleTo('tensor.pad'),
      expand_shape_op: handleTo('tensor.expand_shape'),
      transpose_op: handleTo('linalg.transpose'),
    },
  }),
  rewrites('structured.lower_unpack', 'transposes, collapses and cuts to unpack', {}, '', {
    operands: { target: handleTo('tensor.unpack') },
    results: {
      empty_op: handleTo('tensor.empty'),
      transpose_op: handleTo('linalg.transpose'),
      collapse_shape_op: handleTo('tensor.collapse_shape'),
      extract_slice_op: handleTo('tensor.extract_slice'),
    },
  }),
  defineOp('transform.structured.pack', {
    summary: 'packs operands into tiles, and computes on those',
    operands: { target: Handle, packed_sizes: variadic(PdlHandle) },
    results: { packed_op: Handle },
    attributes: { static_packed_sizes: emptyNumbers() },
    interfaces: consuming('target'),
    assemblyFormat:
      '$target `packed_sizes` `=` custom<DynamicIndexList>($packed_sizes, $static_packed_sizes) attr-dict `:` functional-type($target, results)',
  }),
  defineOp('transform.structured.pack_greedily', {
    summary: 'packs operands where a matrix product is found in the operation',
    operands: { target: Handle, matmul_packed_sizes: variadic(PdlHandle) },
    results: { packed_op: handleTo('linalg.generic') },
    attributes: {
      static_matmul_packed_sizes: emptyNumbers(Three),
      matmul_padded_sizes_next_multiple_of: emptyNumbers(NoneOrThree),
      matmul_inner_dims_order: emptyNumbers(Three),
    },
    interfaces: consuming('target'),
    verify: verifyPackGreedily,
    assemblyFormat:
      '$target oilist(`matmul_packed_sizes` `=` custom<DynamicIndexList>($matmul_packed_sizes, $static_matmul_packed_sizes) (`matmul_padded_sizes_next_multiple_of` `=` $matmul_padded_sizes_next_multiple_of^)? `matmul_inner_dims_order` `=` $matmul_inner_dims_order) attr-dict `:` functional-type($target, results)',
  }),
  defineOp('transform.structured.pack_transpose', {
    summary: 'permutes the dimensions that something is packed into',
    operands: { target_pack_or_un_pack_op: Handle, target_linalg_op: Handle },
    results: { packed_op: Handle, pack_op: Handle, un_pack_op: Handle },
    attributes: { outer_perm: optionalNumbers(), inner_perm: optionalNumbers() },
    interfaces: FUNCTIONAL,
    verify: verifyPackTranspose,
    assemblyFormat:
      '$target_pack_or_un_pack_op `with_compute_op` `(` $target_linalg_op `)` (`outer_perm` `=` $outer_perm^)? (`inner_perm` `=` $inner_perm^)? attr-dict `:` functional-type(operands, results)',
  }),
  rewritesPdl(
    'structured.pad',
    'pads operands to known sizes',
    {
      padding_values: emptyArray(ArrayAttrConstraint),
      padding_dimensions: emptyArray(),
      pack_paddings: emptyArray(),
      transpose_paddings: emptyArray(arrayOf(I64ArrayAttr, 'array of arrays of i64')),
    },
    '',
    { verify: verifyPad },
  ),
];

// ----- Vectorizing -----

const vectorizing: readonly OpDefinition[] = [
  defineOp('transform.structured.masked_vectorize', {
    summary: 'makes vectors of given sizes, with masks for what is beyond the bounds',
    operands: { target: PdlHandle, vector_sizes: variadic(PdlHandle) },
    attributes: { vectorize_nd_extract: unit, static_vector_sizes: optionalNumbers() },
    interfaces: consuming('target'),
    assemblyFormat:
      '$target `vector_sizes` custom<DynamicIndexList>($vector_sizes, $static_vector_sizes) attr-dict',
  }),
  rewritesPdl('structured.vectorize', 'makes vectors of all structured operations inside', {
    vectorize_padding: unit,
    vectorize_nd_extract: unit,
    disable_multi_reduction_to_contract_patterns: unit,
    disable_transfer_permutation_map_lowering_patterns: unit,
  }),
];

export const structuredOperations: readonly OpDefinition[] = [
  ...rewriting,
  ...tiling,
  ...packing,
  ...vectorizing,
];
