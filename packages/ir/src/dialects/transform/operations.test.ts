/** Operations of the transform dialect and its extensions, and which handles they consume. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('operations of the transform dialect', () => {
  const printed: readonly (readonly [about: string, text: string])[] = [
    [
      'transform.loop.get_parent_for',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.loop.get_parent_for %arg0 : (!transform.any_op) -> !transform.any_op
    %1 = transform.loop.get_parent_for %arg0 : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.match',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.structured.match in %arg0 : (!transform.any_op) -> !transform.any_op
    %1 = transform.structured.match in %arg0 : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'get_closest_isolated_parent',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = get_closest_isolated_parent %arg0 : (!transform.any_op) -> !transform.any_op
    %1 = get_closest_isolated_parent %arg0 : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.apply_patterns',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.apply_patterns %arg0 : (!transform.any_op) -> ()
    transform.iree.apply_patterns %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.apply_buffer_optimizations',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.apply_buffer_optimizations %arg0 : (!transform.any_op) -> ()
    transform.iree.apply_buffer_optimizations %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.hoist_static_alloc',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.hoist_static_alloc %arg0 : (!transform.any_op) -> ()
    transform.iree.hoist_static_alloc %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.eliminate_empty_tensors',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.eliminate_empty_tensors %arg0 : (!transform.any_op) -> ()
    transform.iree.eliminate_empty_tensors %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.erase_hal_descriptor_type_from_memref',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.erase_hal_descriptor_type_from_memref %arg0 : (!transform.any_op) -> ()
    transform.iree.erase_hal_descriptor_type_from_memref %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.forall_to_workgroup',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.forall_to_workgroup %arg0 : (!transform.any_op) -> ()
    transform.iree.forall_to_workgroup %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.vector.warp_distribute',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.vector.warp_distribute %arg0 : (!transform.any_op) -> ()
    transform.iree.vector.warp_distribute %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.vector.vector_to_mma_conversion',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.vector.vector_to_mma_conversion %arg0 : (!transform.any_op) -> ()
    transform.iree.vector.vector_to_mma_conversion %arg0 : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.structured.fuse',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %transformed, %loops = transform.structured.fuse %arg0 {tile_interchange = [], tile_sizes = [1, 0]}
  }
}`,
    ],
    [
      'transform.structured.multitile_sizes',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %low_size, %high_size, %split_point = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.param<i64>
    %low_size_0, %high_size_1, %split_point_2 = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.param<i64>
  }
}`,
    ],
    [
      'transform.structured.multitile_sizes (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %low_size, %high_size, %split_point = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.param<i64>
  }
}`,
    ],
    [
      'transform.structured.multitile_sizes (3)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %low_size, %high_size, %split_point = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.any_op
    %low_size_0, %high_size_1, %split_point_2 = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.multitile_sizes (4)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %low_size, %high_size, %split_point = transform.structured.multitile_sizes %arg0 {dimension = 0 : i64, target_size = 4 : i64} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.split',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %first, %second = transform.structured.split %arg0 after 4  {dimension = 1 : i64} : !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.split_reduction',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %init_or_alloc_op, %fill_op, %split_linalg_op, %combining_linalg_op = transform.structured.split_reduction %arg0 {split_factor = 4 : i64}
  }
}`,
    ],
    [
      'transform.structured.tile',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %tiled_linalg_op, %loops:2 = transform.structured.tile %arg0[1, 0, 2] {interchange = [1, 0]} : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
  }
}`,
    ],
    [
      'transform.structured.tile_reduction_using_forall',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %forall_op, %fill_op, %split_linalg_op, %combining_linalg_op = transform.structured.tile_reduction_using_forall %arg0 by num_threads = [1], tile_sizes = [2], mapping = [#gpu.thread<x>]
  }
}`,
    ],
    [
      'transform.structured.tile_reduction_using_scf',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %for_op, %fill_op, %split_linalg_op, %combining_linalg_op = transform.structured.tile_reduction_using_scf %arg0 by tile_sizes = [1]
  }
}`,
    ],
    [
      'transform.structured.tile_to_forall_op',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %forall_op, %tiled_op = transform.structured.tile_to_forall_op %arg0   num_threads [1](mapping = [#gpu.block<x>])
  }
}`,
    ],
    [
      'transform.structured.hoist_pad',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.structured.hoist_pad %arg0 by 2 loops, transpose by [1, 0] : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.pack',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.structured.pack %arg0 packed_sizes = [1] : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.structured.masked_vectorize',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    transform.structured.masked_vectorize %arg0 vector_sizes [4, 8] {vectorize_nd_extract}
  }
}`,
    ],
    [
      'transform.structured.convert_conv2d_to_img2col',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %img2col_tensor, %transformed = transform.structured.convert_conv2d_to_img2col %arg0 : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
  }
}`,
    ],
    [
      'transform.memref.extract_address_computations',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.memref.extract_address_computations %arg0 : (!pdl.operation) -> !pdl.operation
  }
}`,
    ],
    [
      'transform.bufferization.one_shot_bufferize',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    transform.bufferization.one_shot_bufferize %arg0
    transform.bufferization.one_shot_bufferize %arg0
  }
}`,
    ],
    [
      'transform.bufferization.one_shot_bufferize (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    transform.bufferization.one_shot_bufferize %arg0
  }
}`,
    ],
    [
      'transform.iree.share_forall_operands',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.iree.share_forall_operands %arg0 share_operands = [1] : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.tile_to_forall_and_workgroup_count_region',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %forall_op, %tiled_op = transform.iree.tile_to_forall_and_workgroup_count_region %arg0   num_threads [1] tile_sizes []
  }
}`,
    ],
    [
      'transform.iree.create_async_groups',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.create_async_groups %arg0 {use_mma_sync = true} : (!transform.any_op) -> ()
    transform.iree.create_async_groups %arg0 {use_mma_sync = true} : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.create_async_groups (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.create_async_groups %arg0 {use_mma_sync = true} : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.layout_analysis_and_distribution',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.iree.layout_analysis_and_distribution %arg0 : (!pdl.operation) -> !pdl.operation
  }
}`,
    ],
    [
      'transform.iree.map_nested_forall_to_gpu_threads',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.map_nested_forall_to_gpu_threads %arg0 workgroup_dims = [1, 2, 3] : (!transform.any_op) -> ()
    transform.iree.map_nested_forall_to_gpu_threads %arg0 workgroup_dims = [1, 2, 3] : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.map_nested_forall_to_gpu_threads (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.map_nested_forall_to_gpu_threads %arg0 workgroup_dims = [1, 2, 3] : (!transform.any_op) -> ()
  }
}`,
    ],
    [
      'transform.iree.pipeline_shared_memory_copies',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.iree.pipeline_shared_memory_copies %arg0 {depth = 4 : i64} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.promote_operands',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0:2 = transform.iree.promote_operands %arg0 [0, 1] : (!pdl.operation) -> (!pdl.operation, !pdl.operation)
  }
}`,
    ],
    [
      'transform.iree.clone_preceding_op_into_dispatch_region',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.iree.clone_preceding_op_into_dispatch_region %arg0 into %arg0
    %1 = transform.iree.clone_preceding_op_into_dispatch_region %arg0 into %arg0
  }
}`,
    ],
    [
      'transform.iree.clone_preceding_op_into_dispatch_region (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.iree.clone_preceding_op_into_dispatch_region %arg0 into %arg0
  }
}`,
    ],
    [
      'transform.iree.clone_succeeding_op_into_dispatch_region',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.iree.clone_succeeding_op_into_dispatch_region %arg0 into %arg0
    %1 = transform.iree.clone_succeeding_op_into_dispatch_region %arg0 into %arg0
  }
}`,
    ],
    [
      'transform.iree.clone_succeeding_op_into_dispatch_region (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.iree.clone_succeeding_op_into_dispatch_region %arg0 into %arg0
  }
}`,
    ],
    [
      'transform.iree.emit_remark',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.emit_remark "x" at %arg0 : !transform.any_op
    transform.iree.emit_remark "x" at %arg0 : !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.emit_remark (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    transform.iree.emit_remark "x" at %arg0 : !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.match_callback',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.iree.match_callback failures(propagate) "x"(%arg0) : (!transform.any_op) -> !transform.any_op
    %1 = transform.iree.match_callback failures(propagate) "x"(%arg0) : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.match_callback (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.iree.match_callback failures(propagate) "x"(%arg0) : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.iree.take_first',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %first, %rest = transform.iree.take_first %arg0, %arg0 : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    %first_0, %rest_1 = transform.iree.take_first %arg0, %arg0 : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
  }
}`,
    ],
    [
      'transform.iree.take_first (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %first, %rest = transform.iree.take_first %arg0, %arg0 : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
  }
}`,
    ],
    [
      'split_handles',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = split_handles %arg0 in[1] : (!transform.any_op) -> !transform.any_op
    %1 = split_handles %arg0 in[1] : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'split_handles (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = split_handles %arg0 in[1] : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'an empty sequence',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = replicate num(%arg0) %arg0 : !transform.any_op, !transform.any_op
    %1 = replicate num(%arg0) %arg0 : !transform.any_op, !transform.any_op
  }
}`,
    ],
    [
      'an empty sequence (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = replicate num(%arg0) %arg0 : !transform.any_op, !transform.any_op
  }
}`,
    ],
    [
      'transform.gpu.map_nested_forall_to_threads',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.gpu.map_nested_forall_to_threads %arg0 block_dims = [1]
  }
}`,
    ],
    [
      'alternatives',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    alternatives %arg0 : !transform.any_op {
    ^bb0(%arg1: !transform.any_op):
    }
  }
}`,
    ],
    [
      'sequence, transform.loop.coalesce',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    sequence %arg0 : !transform.any_op failures(propagate) {
    ^bb0(%arg1: !transform.any_op):
      %0 = transform.loop.coalesce %arg1 : (!transform.any_op) -> !transform.any_op
    }
  }
}`,
    ],
    [
      'transform.structured.replace',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.structured.replace %arg0 {
      func.func @f() {
        return
      }
    }
  }
}`,
    ],
    [
      'transform.structured.replace (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.structured.replace %arg0 {
      %c1_i32 = arith.constant 1 : i32
    }
  }
}`,
    ],
    [
      'transform.structured.match (2)',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.structured.match ops{["a.b", "c.d"]} interface{LinalgOp} attributes {x = 1 : i32} filter_result_type = f32 in %arg0 {y} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
  ];
  for (const [about, text] of printed)
    it(`prints ${about} as upstream prints it`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%r00 = transform.vector.apply_rank_reducing_subview_patterns %a : (!transform.any_op) -> !transform.any_op
%r10 = transform.vector.apply_rank_reducing_subview_patterns %a : (!transform.any_op) -> !transform.any_op
}`,
      "1:1: 'transform.sequence' op block argument #0 has more than one potential consumer",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%r00 = merge_handles deduplicate %a, %a : !transform.any_op
%r10 = merge_handles deduplicate %a, %a : !transform.any_op
}`,
      "3:21: expected ':'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
foreach %a : !transform.any_op {
^bb1(%b: !transform.any_op):
 %q = transform.loop.coalesce %b : (!transform.any_op) -> !transform.any_op
}
}`,
      "3:1: TransformOpInterface expects ops consuming operands to have a 'write' effect on the payload resource",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.fuse %a
}`,
      "3:32: custom op 'transform.structured.fuse' expected 'tile_sizes' attribute",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.fuse %a {tile_sizes = 3}
}`,
      "3:32: custom op 'transform.structured.fuse' 'tile_sizes' attribute must be an array",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.fuse %a {tile_sizes=[0], tile_interchange=[1]}
}`,
      "3:6: 'transform.structured.fuse' op expects interchange to be a permutation, found [1]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.interchange %a iterator_interchange = [1, 3]
}`,
      "3:6: 'transform.structured.interchange' op expects iterator_interchange to be a permutation, found 1, 3",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.interchange %a iterator_interchange = [-1]
}`,
      "3:6: 'transform.structured.interchange' op attribute 'iterator_interchange' failed to satisfy constraint: i64 dense array attribute whose value is non-negative",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.pad %a {pack_paddings = [2]}
}`,
      "3:6: 'transform.structured.pad' op expects pack_paddings to contain booleans (0/1), found [2]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.pad %a {padding_dimensions = [-2]}
}`,
      "3:6: 'transform.structured.pad' op expects padding_dimensions to contain positive integers, found [-2]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.pad %a {transpose_paddings = [[1,2]]}
}`,
      "3:6: 'transform.structured.pad' op expects transpose_paddings to be a permutation, found [1, 2]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.pad %a {transpose_paddings = [1]}
}`,
      "3:6: 'transform.structured.pad' op attribute 'transpose_paddings' failed to satisfy constraint: array of arrays of i64",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0:2 = transform.structured.tile_to_forall_op %a
}`,
      "3:8: 'transform.structured.tile_to_forall_op' op either (packed_)num_threads or (packed_)tile_sizes must be specified",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0:2 = transform.iree.tile_to_forall_and_workgroup_count_region %a
}`,
      "3:8: 'transform.iree.tile_to_forall_and_workgroup_count_region' op either num_threads or tile_sizes must be specified",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.structured.replace %a {
}
}`,
      "3:6: 'transform.structured.replace' op expected one operation in block",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%c = arith.constant 1 : i32
}`,
      "1:1: 'transform.sequence' op expected children ops to implement TransformOpInterface",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
transform.affine.simplify_bounded_affine_ops %a with [] within [1] and []
}`,
      "3:1: 'transform.affine.simplify_bounded_affine_ops' op incorrect number of lower bounds, expected 0 but found 1",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
%0 = transform.iree.promote_operands %a [0] : (!pdl.operation) -> i32
}`,
      "3:6: 'transform.iree.promote_operands' op result #0 must be PDL handle to an `mlir::Operation *`, but got 'i32'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
yield %a : !pdl.operation
}`,
      "1:1: 'transform.sequence' op expects the types of the terminator operands to match the types of the result",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
transform.fuse_producers %a
}`,
      "3:1: custom op 'transform.fuse_producers' is unknown",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.hoist_pad %a by 1 loops, transpose by [2] : (!transform.any_op) -> !transform.any_op
}`,
      "3:6: 'transform.structured.hoist_pad' op expects transpose to be a permutation, found 2",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.tile %a[1] : (!transform.any_op) -> !transform.any_op
}`,
      "3:6: custom op 'transform.structured.tile' expected 2 result type(s)",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.tile %a[%a] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
}`,
      "3:34: custom op 'transform.structured.tile' expected 2 operand type(s)",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.tile %a[] {x} : (!transform.any_op) -> !transform.any_op
}`,
      "3:38: custom op 'transform.structured.tile' expected 'interchange'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0:3 = transform.structured.multitile_sizes %a {dimension=0,target_size=4} : (!transform.any_op) -> (i32, i32)
}`,
      "3:78: custom op 'transform.structured.multitile_sizes' expects a trailing functional type with one argument and one result",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.pack_greedily %a matmul_packed_sizes = [1,2] matmul_inner_dims_order = [2,1,0] : (!transform.any_op) -> !transform.op<"linalg.generic">
}`,
      "3:6: 'transform.structured.pack_greedily' op attribute 'static_matmul_packed_sizes' failed to satisfy constraint: i64 dense array attribute with exactly 3 elements",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.pack_greedily %a matmul_packed_sizes = [1,2,3] matmul_inner_dims_order = [2,1,1] : (!transform.any_op) -> !transform.op<"linalg.generic">
}`,
      `3:6: 'transform.structured.pack_greedily' op "matmul_inner_dims_order" is not a valid permutation`,
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.pack_greedily %a matmul_packed_sizes = [1,0,3] matmul_padded_sizes_next_multiple_of = [0, 2, 1] matmul_inner_dims_order = [2,1,0] : (!transform.any_op) -> !transform.op<"linalg.generic">
}`,
      "3:6: 'transform.structured.pack_greedily' op at most one of the packed_size and the padded_sizes_next_multiple_of can be nonzero for the matmul strategy",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.structured.match interface{Foo} in %a : (!transform.any_op) -> !transform.any_op
}`,
      "3:43: custom op 'transform.structured.match' expected string or keyword containing one of the following enum values for attribute 'interface' [LinalgOp, TilingInterface]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.loop.unroll %a {factor = 0} : !transform.any_op
}`,
      '3:1: cannot name an operation with no results',
    ],
    [
      `transform.sequence failures(propagate) {
}`,
      "1:1: 'transform.sequence' op expects the entry block to have at least one argument",
    ],
    [
      `transform.sequence failures(foo) {
^bb0(%a: !transform.any_op):
}`,
      "1:29: custom op 'transform.sequence' expected string or keyword containing one of the following enum values for attribute 'failure_propagation_mode' [propagate, suppress]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: i32):
}`,
      "1:1: 'transform.sequence' op expects the first entry block argument to be of type implementing TransformHandleTypeInterface",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op, %b: i32):
}`,
      "1:1: 'transform.sequence' op expects trailing entry block arguments to be of type implementing TransformHandleTypeInterface, TransformValueHandleTypeInterface or TransformParamTypeInterface",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
sequence failures(propagate) {
^bb0(%b: !transform.any_op):
}
}`,
      "3:1: 'transform.sequence' op expects operands to be provided for a nested op",
    ],
    [
      `transform.with_pdl_patterns {
^bb0(%a: !pdl.operation):
}`,
      "1:1: 'transform.with_pdl_patterns' op expects at least one non-pattern op",
    ],
    [
      `transform.with_pdl_patterns {
^bb0(%a: !pdl.operation):
func.func private @f()
}`,
      "1:1: 'transform.with_pdl_patterns' op expects only pattern and top-level transform ops in its body",
    ],
    [
      `transform.with_pdl_patterns {
^bb0(%a: !pdl.operation):
sequence %a : !pdl.operation failures(propagate) {
^bb0(%b: !pdl.operation):
}
sequence %a : !pdl.operation failures(propagate) {
^bb0(%b: !pdl.operation):
}
}`,
      "1:1: 'transform.with_pdl_patterns' op expects only one non-pattern op in its body",
    ],
    [
      `transform.named_sequence @f() {
transform.yield
}`,
      "1:1: expects the parent symbol table to have the 'transform.with_named_sequence' attribute",
    ],
    [
      `module attributes {transform.with_named_sequence} {
transform.named_sequence @f() -> !transform.any_op {
transform.yield
}
}`,
      '3:1: expected terminator to have as many operands as the parent op has results',
    ],
    [
      `module attributes {transform.with_named_sequence} {
transform.named_sequence @f() {
func.return
}
}`,
      "2:1: expected 'transform.yield' as terminator",
    ],
    [
      `module attributes {transform.with_named_sequence} {
transform.named_sequence @f() {
transform.include @f failures(propagate) () : () -> ()
transform.yield
}
}`,
      '2:1: recursion not allowed in named sequences',
    ],
    [
      `module attributes {transform.with_named_sequence} {
transform.named_sequence @f(%a: !transform.any_op) {
transform.yield
}
transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
include @f failures(propagate) () : () -> ()
}
}`,
      '7:1: incorrect number of operands for callee',
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
include @f failures(propagate) () : () -> ()
}`,
      "3:1: 'transform.include' op does not reference a named transform sequence",
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
