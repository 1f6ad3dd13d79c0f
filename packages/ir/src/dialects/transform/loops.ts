/** Transformations of loops, of memory, of what runs on a GPU, and bufferization. */

import { DenseI64ArrayAttr, I64Attr, positive, StrAttr } from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { isSignless } from '../../types.ts';
import { bool, emptyNumbers, i64, optionalNumbers, unit } from './defaults.ts';
import { rewrites, rewritesPdl } from './define.ts';
import { consuming, IN_PLACE, NAVIGATION } from './effects.ts';
import { Handle, handleTo, PdlHandle } from './types.ts';

const Positive = positive(I64Attr);

const loops: readonly OpDefinition[] = [
  rewrites('loop.coalesce', 'makes one loop of a perfect nest'),
  rewrites(
    'loop.get_parent_for',
    'the loops around operations',
    { num_loops: i64(1, Positive), affine: bool(false) },
    '',
    { results: { parent: Handle }, interfaces: NAVIGATION },
  ),
  rewrites('loop.outline', 'moves loops into functions of their own', { func_name: StrAttr }),
  rewrites(
    'loop.peel',
    'takes the last, partial iteration out of loops',
    { fail_if_already_divisible: bool(false) },
    '',
    { operands: { target: handleTo('scf.for') } },
  ),
  rewrites(
    'loop.pipeline',
    'lets iterations of loops overlap',
    { iteration_interval: i64(1), read_latency: i64(10) },
    '',
    { operands: { target: handleTo('scf.for') } },
  ),
  rewrites('loop.unroll', 'unrolls loops by a factor', { factor: Positive }, '', {
    results: {},
    assemblyFormat: '$target attr-dict `:` type($target)',
  }),
];

// ----- Affine, memory -----

function verifySimplifyBounded(op: Operation, report: VerifyContext): boolean {
  const count = operandsNamed(op, 'bounded_values').length;
  return (['lower', 'upper'] as const).every((which) => {
    const bounds = op.attr(`${which}_bounds`);
    const found = bounds?.kind === 'dense_array' ? bounds.values.length : 0;
    return (
      found === count ||
      report.opError(`incorrect number of ${which} bounds, expected ${count} but found ${found}`)
    );
  });
}

const memory: readonly OpDefinition[] = [
  defineOp('transform.affine.simplify_bounded_affine_ops', {
    summary: 'simplifies affine operations on values whose bounds are given',
    operands: { target: PdlHandle, bounded_values: variadic(PdlHandle) },
    attributes: { lower_bounds: DenseI64ArrayAttr, upper_bounds: DenseI64ArrayAttr },
    interfaces: consuming('target'),
    verify: verifySimplifyBounded,
    assemblyFormat:
      '$target `with` `[` $bounded_values `]` `within` $lower_bounds `and` $upper_bounds attr-dict',
  }),
  rewritesPdl(
    'memref.extract_address_computations',
    'computes addresses outside of what reads and writes memory',
    {},
    '',
    { assemblyFormat: '$target attr-dict `:` functional-type(operands, results)' },
  ),
  rewrites(
    'memref.multibuffer',
    'gives allocations in loops several buffers',
    { factor: Positive, skip_analysis: unit },
    '',
    { operands: { target: handleTo('memref.alloc') }, results: { transformed: PdlHandle } },
  ),
];

// ----- Bufferization -----

const LAYOUTS = ['InferLayoutMap', 'IdentityLayoutMap', 'FullyDynamicLayoutMap'];
const LayoutMapOption: AttrConstraint = {
  summary: 'option for map layout',
  matches: (attr) =>
    attr.kind === 'integer' && isSignless(attr.type, 32) && attr.value >= 0n && attr.value < 3n,
  form: 'enum',
  valueType: (context) => context.i32,
  cases: LAYOUTS.map((keyword, i) => [keyword, BigInt(i)] as const),
};

const bufferization: readonly OpDefinition[] = [
  rewrites(
    'bufferization.empty_tensor_to_alloc_tensor',
    'makes allocations of empty tensors',
    {},
    '',
    {
      operands: { target: handleTo('tensor.empty') },
      results: { transformed: handleTo('bufferization.alloc_tensor') },
    },
  ),
  defineOp('transform.bufferization.one_shot_bufferize', {
    summary: 'makes buffers of all tensors in functions or modules',
    operands: { target: PdlHandle },
    attributes: {
      function_boundary_type_conversion: optionalAttr(LayoutMapOption),
      allow_return_allocs: bool(false),
      allow_unknown_ops: bool(false),
      bufferize_function_boundaries: bool(false),
      create_deallocs: bool(true),
      target_is_module: bool(true),
      test_analysis_only: bool(false),
      print_conflicts: bool(false),
    },
    interfaces: IN_PLACE,
    assemblyFormat: '(`layout` `{` $function_boundary_type_conversion^ `}`)? $target attr-dict',
  }),
];

// ----- GPU -----

const gpu: readonly OpDefinition[] = [
  rewritesPdl(
    'gpu.map_forall_to_blocks',
    'lets the iterations of a loop be workgroups',
    { grid_dims: optionalNumbers(), generate_gpu_launch: unit },
    '(`generate_gpu_launch` $generate_gpu_launch^)? (`grid_dims` `=` $grid_dims^)?',
  ),
  rewritesPdl(
    'gpu.map_nested_forall_to_threads',
    'lets the iterations of loops in a launch be threads',
    {
      block_dims: emptyNumbers(),
      warp_dims: optionalNumbers(),
      sync_after_distribute: bool(true),
    },
    '`block_dims` `=` $block_dims (`warp_dims` `=` $warp_dims^)? (`sync_after_distribute` `=` $sync_after_distribute^)?',
  ),
];

export const loopOperations: readonly OpDefinition[] = [
  ...loops,
  ...memory,
  ...bufferization,
  ...gpu,
];
