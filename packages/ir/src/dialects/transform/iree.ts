/** Transformations of IREE's compiler: dispatches, bufferization, and what runs on a GPU. */

import { BoolAttr, I64Attr, StrAttr } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AttrSizedOperandSegments } from '../../traits.ts';
import { DeviceMappingArrayAttr } from '../device-mapping.ts';
import { FailurePropagation } from './core.ts';
import { bool, emptyNumbers, i64, optionalNumbers, unit } from './defaults.ts';
import { changes, rewrites, rewritesPdl } from './define.ts';
import {
  consuming,
  FUNCTIONAL,
  HANDLES_ONLY,
  IN_PLACE,
  NAVIGATION,
  transforms,
} from './effects.ts';
import { Handle, PdlHandle } from './types.ts';

// ----- Codegen -----

const PATTERNS = [
  'additional_iree_patterns',
  'bubble_collapse',
  'bubble_expand',
  'bubble_pack_un_pack',
  'canonicalization',
  'cse',
  'erase_unnecessary_tensor_operands',
  'expand_memref_strided_metadata',
  'fold_memref_aliases',
  'fold_reassociative_reshapes',
  'fold_tensor_empty_extract',
  'licm',
  'linalg_elementwise_greedy_fusion',
  'lower_transfer_op_permutations',
  'lower_vector_masks',
  'rank_reducing_linalg',
  'rank_reducing_linalg_via_reshapes',
  'rank_reducing_vector',
  'swap_padding_elide_conditional',
  'swapping_patterns',
  'tiling_canonicalization',
  'unroll_vectors_gpu_mma_sync',
  'unroll_vectors_gpu_wmma',
];
const DICTIONARY_FIRST = 'attr-dict $target `:` functional-type($target, results)';

/** Values have their places among the numbers. */
const hasNumbers = (op: Operation, name: string): boolean => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' && attr.values.length > 0;
};
const verifyTiling = (op: Operation, report: VerifyContext): boolean =>
  hasNumbers(op, 'static_num_threads') !== hasNumbers(op, 'static_tile_sizes') ||
  report.opError('either num_threads or tile_sizes must be specified');

const codegen: readonly OpDefinition[] = [
  changes('iree.apply_buffer_optimizations', 'drops copies and stores that nothing needs'),
  changes(
    'iree.apply_patterns',
    'applies sets of patterns greedily',
    Object.fromEntries(PATTERNS.map((name) => [name, unit])),
  ),
  rewrites(
    'iree.bufferize',
    'makes buffers of all tensors as dispatches have them',
    { target_gpu: unit, test_analysis_only: unit, print_conflicts: unit },
    '',
    { results: { result: Handle }, assemblyFormat: DICTIONARY_FIRST },
  ),
  changes(
    'iree.eliminate_empty_tensors',
    'computes into what results are written to, not into empty tensors',
    {},
    DICTIONARY_FIRST,
  ),
  changes(
    'iree.erase_hal_descriptor_type_from_memref',
    'leaves the descriptor type of bindings away',
    {},
    DICTIONARY_FIRST,
  ),
  changes('iree.forall_to_workgroup', 'lets the iterations of a loop be workgroups'),
  changes('iree.hoist_static_alloc', 'moves allocations of known size to the function'),
  rewrites(
    'iree.share_forall_operands',
    'shares tensors that a loop reads among its iterations',
    { share_operands: optionalNumbers() },
    '',
    {
      operands: { forall_op: Handle },
      results: { result: Handle },
      assemblyFormat:
        '$forall_op (`share_operands` `=` $share_operands^)? attr-dict `:` functional-type(operands, results)',
    },
  ),
  defineOp('transform.iree.tile_to_forall_and_workgroup_count_region', {
    summary: 'tiles operations with a parallel loop, and computes the grid from it',
    operands: {
      target: PdlHandle,
      num_threads: variadic(PdlHandle),
      tile_sizes: variadic(PdlHandle),
    },
    results: { forall_op: PdlHandle, tiled_op: PdlHandle },
    attributes: {
      static_num_threads: emptyNumbers(),
      static_tile_sizes: emptyNumbers(),
      mapping: optionalAttr(DeviceMappingArrayAttr),
    },
    traits: [AttrSizedOperandSegments],
    interfaces: consuming('target'),
    verify: verifyTiling,
    assemblyFormat:
      '$target oilist(`num_threads` custom<DynamicIndexList>($num_threads, $static_num_threads) | `tile_sizes` custom<DynamicIndexList>($tile_sizes, $static_tile_sizes)) (`(` `mapping` `=` $mapping^ `)`)? attr-dict',
  }),
];

// ----- GPU -----

const gpu: readonly OpDefinition[] = [
  changes('iree.create_async_groups', 'copies to shared memory while other work goes on', {
    use_mma_sync: BoolAttr,
  }),
  rewritesPdl(
    'iree.layout_analysis_and_distribution',
    'finds layouts of vectors and distributes them to threads',
    {},
    '',
    {
      results: { result: variadic(PdlHandle) },
      assemblyFormat: '$target attr-dict `:` functional-type(operands, results)',
    },
  ),
  changes(
    'iree.map_nested_forall_to_gpu_threads',
    'lets the iterations of loops be threads',
    { workgroup_dims: emptyNumbers() },
    '$target `workgroup_dims` `=` $workgroup_dims attr-dict `:` functional-type($target, results)',
  ),
  rewrites(
    'iree.pipeline_shared_memory_copies',
    'lets copies to shared memory overlap with work on earlier ones',
    { depth: I64Attr, peel_epilogue: unit },
    '',
    {
      operands: { for_op: Handle },
      results: { result: Handle },
      assemblyFormat: '$for_op attr-dict `:` functional-type(operands, results)',
    },
  ),
  rewritesPdl(
    'iree.promote_operands',
    'copies operands to shared memory',
    { indices: emptyNumbers() },
    '',
    {
      results: { result: variadic(PdlHandle) },
      assemblyFormat: '$target $indices attr-dict `:` functional-type(operands, results)',
    },
  ),
  rewritesPdl(
    'iree.vector.to_warp_execute_on_lane_0',
    'makes what one thread of a warp does of a condition on the thread',
    { warp_size: i64(0) },
    '',
    { results: { result: PdlHandle } },
  ),
  changes('iree.vector.vector_to_mma_conversion', 'multiplies with matrix units', {
    use_mma_sync: unit,
    use_wmma: unit,
  }),
  changes('iree.vector.warp_distribute', 'distributes vectors to the threads of a warp'),
];

// ----- Flow -----

const intoRegion = (
  which: 'clone_preceding' | 'clone_succeeding' | 'move_preceding' | 'move_succeeding',
  summary: string,
): OpDefinition => {
  const isMove = which.startsWith('move');
  return defineOp(`transform.iree.${which}_op_into_dispatch_region`, {
    summary,
    operands: { target: PdlHandle, dispatch_region: PdlHandle },
    results: isMove ? { transformed: PdlHandle } : { cloned: PdlHandle },
    interfaces: isMove ? consuming('dispatch_region') : IN_PLACE,
    assemblyFormat: '$target `into` $dispatch_region attr-dict',
  });
};

const flow: readonly OpDefinition[] = [
  intoRegion('clone_preceding', 'copies what comes before a dispatch region into it'),
  intoRegion('clone_succeeding', 'copies what comes after a dispatch region into it'),
  intoRegion('move_preceding', 'moves what comes before a dispatch region into it'),
  intoRegion('move_succeeding', 'moves what comes after a dispatch region into it'),
  rewritesPdl('iree.forall_to_flow', 'makes a dispatch of a parallel loop'),
  rewritesPdl('iree.region_to_workgroups', 'makes a dispatch of a dispatch region'),
  rewritesPdl('iree.wrap_in_dispatch_region', 'puts operations into a dispatch region', {
    generateWorkload: bool(true),
  }),
];

// ----- Matching -----

const matching: readonly OpDefinition[] = [
  defineOp('transform.iree.emit_remark', {
    summary: 'says something at operations',
    operands: { handle: Handle },
    attributes: { message: StrAttr },
    interfaces: NAVIGATION,
    assemblyFormat: '$message `at` $handle attr-dict `:` type($handle)',
  }),
  defineOp('transform.iree.match_callback', {
    summary: 'the operations that a registered matcher finds',
    operands: { inputs: variadic(Handle) },
    results: { outputs: variadic(Handle) },
    attributes: { callback_name: StrAttr, failure_propagation_mode: FailurePropagation },
    interfaces: IN_PLACE,
    assemblyFormat:
      '`failures` `(` $failure_propagation_mode `)` $callback_name `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)',
  }),
  defineOp('transform.iree.register_match_callbacks', {
    summary: 'makes the matchers known that there are',
    interfaces: transforms(() => [], 'write'),
    assemblyFormat: 'attr-dict',
  }),
  defineOp('transform.iree.take_first', {
    summary: 'the first handle that stands for anything, and what the others stand for',
    operands: { inputs: variadic(Handle) },
    results: { first: Handle, rest: Handle },
    interfaces: HANDLES_ONLY,
    assemblyFormat: '$inputs attr-dict `:` functional-type($inputs, results)',
  }),
  defineOp('transform.lower_to_llvm', {
    summary: 'lowers the whole payload to the llvm dialect',
    attributes: {
      reassociate_fp_reductions: bool(false),
      enable_index_optimizations: bool(false),
      enable_arm_neon: bool(false),
      enable_arm_sve: bool(false),
      enable_amx: bool(false),
      enable_x86vector: bool(false),
      enable_async: bool(false),
    },
    interfaces: FUNCTIONAL,
    assemblyFormat: 'attr-dict',
  }),
];

export const ireeOperations: readonly OpDefinition[] = [...codegen, ...gpu, ...flow, ...matching];
