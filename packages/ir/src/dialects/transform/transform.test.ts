/** The transform dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the transform dialect', () => {
  const printed: readonly (readonly [about: string, text: string])[] = [
    [
      'split_handles, get_result, get_defining_op, get_producer_of_operand, get_consumers_of_result',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0:2 = split_handles %arg0 in[2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %1 = get_result %arg0[0] : (!transform.any_op) -> !transform.any_value
    %2 = get_defining_op %1 : (!transform.any_value) -> !transform.any_op
    %3 = get_producer_of_operand %arg0[0] : (!transform.any_op) -> !transform.any_op
    %4 = get_consumers_of_result %arg0[0] : (!transform.any_op) -> !transform.any_op
    print %arg0 : !transform.any_op
    print %arg0 {name = "x"} : !transform.any_op
    print  {name = "y"}
  }
}`,
    ],
    [
      'get_result, transform.structured.bufferize_to_allocation',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = get_result %arg0[0] : (!transform.any_op) -> !transform.any_value
    %1 = transform.structured.bufferize_to_allocation %0
    %2 = transform.structured.bufferize_to_allocation %1 {memory_space = 3 : i64}
  }
}`,
    ],
    [
      'cast, transform.loop.pipeline, transform.loop.unroll',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = cast %arg0 : !transform.any_op to !transform.op<"scf.for">
    %1 = transform.loop.pipeline %0 {iteration_interval = 2 : i64} : (!transform.op<"scf.for">) -> !transform.any_op
    transform.loop.unroll %arg0 {factor = 4 : i64} : !transform.any_op
  }
}`,
    ],
    [
      'transform.loop.outline',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.loop.outline %arg0 {func_name = "f"} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.bufferization.one_shot_bufferize',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    transform.bufferization.one_shot_bufferize layout{IdentityLayoutMap} %arg0 {create_deallocs = false}
  }
}`,
    ],
    [
      'transform.affine.simplify_bounded_affine_ops',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    transform.affine.simplify_bounded_affine_ops %arg0 with[] within [] and []
  }
}`,
    ],
    [
      'transform.gpu.map_forall_to_blocks',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.gpu.map_forall_to_blocks %arg0 generate_gpu_launch grid_dims = [1, 2, 3]
  }
}`,
    ],
    [
      'transform.gpu.map_forall_to_blocks',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.gpu.map_forall_to_blocks %arg0 generate_gpu_launch
  }
}`,
    ],
    [
      'transform.gpu.map_forall_to_blocks',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.gpu.map_forall_to_blocks %arg0 generate_gpu_launch grid_dims = [1, 2, 3]
  }
}`,
    ],
    [
      'transform.gpu.map_nested_forall_to_threads',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %0 = transform.gpu.map_nested_forall_to_threads %arg0 block_dims = [1, 2, 3] warp_dims = [1, 2, 3] sync_after_distribute = false
  }
}`,
    ],
    [
      'types',
      `module attributes {transform.target_tag = "x", transform.with_named_sequence} {
}`,
    ],
    [
      'types',
      `module {
  func.func @f(%arg0: !transform.op<"a.b">, %arg1: !transform.param<i64>, %arg2: !transform.any_value) {
    return
  }
}`,
    ],
    [
      'transform.named_sequence, transform.loop.coalesce, transform.yield, include',
      `module attributes {transform.with_named_sequence} {
  transform.named_sequence private @ext(!transform.any_op) -> !transform.any_op
  transform.named_sequence @f(%arg0: !transform.any_op {transform.x}) -> !transform.any_op attributes {y} {
    %0 = transform.loop.coalesce %arg0 : (!transform.any_op) -> !transform.any_op
    transform.yield %0 : !transform.any_op
  }
  transform.named_sequence @g() {
    transform.yield 
  }
  transform.sequence  failures(suppress) {
  ^bb0(%arg0: !transform.any_op):
    %0 = include @f failures(propagate) (%arg0) : (!transform.any_op) -> !transform.any_op
    include @g failures(suppress) () : () -> ()
  }
}`,
    ],
    [
      'transform.with_pdl_patterns, rewrite, sequence, pdl_match',
      `module {
  transform.with_pdl_patterns {
  ^bb0(%arg0: !pdl.operation):
    pdl.pattern @p : benefit(1) {
      %0 = operation "a.b" 
      rewrite %0 with "transform.dialect"
    }
    sequence %arg0 : !pdl.operation failures(propagate) {
    ^bb0(%arg1: !pdl.operation):
      %0 = pdl_match @p in %arg1 : (!pdl.operation) -> !pdl.operation
    }
  }
}`,
    ],
    [
      'transform.structured.pack_greedily',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.structured.pack_greedily %arg0   matmul_packed_sizes = [1, 2, 3] matmul_inner_dims_order = [2, 1, 0] : (!transform.any_op) -> !transform.op<"linalg.generic">
  }
}`,
    ],
    [
      'transform.structured.tile_to_forall_op',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %forall_op, %tiled_op = transform.structured.tile_to_forall_op %arg0   num_threads [] tile_sizes [2]
  }
}`,
    ],
    [
      'transform.structured.tile_to_forall_op',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation):
    %forall_op, %tiled_op = transform.structured.tile_to_forall_op %arg0   num_threads [] tile_sizes [1]
  }
}`,
    ],
    [
      'transform.structured.tile_to_forall_op',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation, %arg1: !pdl.operation):
    %forall_op, %tiled_op = transform.structured.tile_to_forall_op %arg0   num_threads %arg1 tile_sizes [1, %arg1]
  }
}`,
    ],
    [
      'transform.structured.tile_to_forall_op',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !pdl.operation, %arg1: !pdl.operation):
    %forall_op, %tiled_op = transform.structured.tile_to_forall_op %arg0   num_threads %arg1 tile_sizes [%arg1, 3, %arg1]
  }
}`,
    ],
    [
      'transform.vector.lower_transpose',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.vector.lower_transpose %arg0   lowering_strategy = shuffle avx2_lowering_strategy = true : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.vector.lower_transpose',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.vector.lower_transpose %arg0   lowering_strategy = eltwise avx2_lowering_strategy = false {x} : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.vector.split_transfer_full_partial',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.vector.split_transfer_full_partial %arg0 split_transfer_strategy = "vector-transfer" : (!transform.any_op) -> !transform.any_op
  }
}`,
    ],
    [
      'transform.vector.lower_contraction, transform.vector.lower_multi_reduction, transform.vector.lower_transfer',
      `module {
  transform.sequence  failures(propagate) {
  ^bb0(%arg0: !transform.any_op):
    %0 = transform.vector.lower_contraction %arg0 : (!transform.any_op) -> !transform.any_op
    %1 = transform.vector.lower_multi_reduction %0 lowering_strategy = innerreduction : (!transform.any_op) -> !transform.any_op
    %2 = transform.vector.lower_transfer %1 max_transfer_rank = 3 : (!transform.any_op) -> !transform.any_op
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
%0 = merge_handles %a, %a : !transform.any_op
%1 = merge_handles %a, %a : !transform.any_op
%2 = split_handles %a in [0] : (!transform.any_op) -> ()
}`,
      '5:1: cannot name an operation with no results',
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%1 = transform.cast %a : !transform.any_op to !transform.op<"scf.for">
%2 = transform.loop.peel %1 : (!transform.op<"scf.for">) -> !transform.any_op
%3 = transform.loop.pipeline %1 : (!transform.op<"scf.for">) -> !transform.any_op
}`,
      '3:6: result #0 has more than one potential consumer',
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%1 = transform.cast %a : !transform.any_op to !transform.op<"memref.alloc">
%3 = transform.memref.multibuffer %1 {factor = 2 : i64} : (!transform.op<"memref.alloc">) -> !transform.any_op
}`,
      "4:6: 'transform.memref.multibuffer' op result #0 must be PDL handle to an `mlir::Operation *`, but got '!transform.any_op'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%1 = transform.memref.multibuffer %a {factor = 2 : i64, skip_analysis} : (!transform.any_op) -> !transform.any_op
}`,
      "3:6: 'transform.memref.multibuffer' op operand #0 must be Transform IR handle to memref.alloc operations, but got '!transform.any_op'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
transform.affine.simplify_bounded_affine_ops %a with [%a : !pdl.operation] within [1] and [2]
}`,
      "3:57: expected ']'",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !pdl.operation):
transform.affine.simplify_bounded_affine_ops %a with [%a] within [1] and [2]
}`,
      "1:1: 'transform.sequence' op block argument #0 has more than one potential consumer",
    ],
    [`module attributes {transform.foo = 1} {}`, '1:1: unknown attribute: "transform.foo"'],
    [
      `module attributes {transform.iree_tag = 1} {}`,
      '1:1: unknown attribute: "transform.iree_tag"',
    ],
    [
      `module attributes {transform.target_tag = 1} {}`,
      '1:1: "transform.target_tag" attribute must be a string',
    ],
    [
      `func.func @f() attributes {transform.with_named_sequence} {
return
}`,
      '1:1: "transform.with_named_sequence" attribute can only be attached to operations with symbol tables',
    ],
    [
      `func.func @f(%a: !transform.foo)
{return}`,
      '1:29: unknown type mnemonic: foo',
    ],
    [
      `func.func @f(%a: !transform.op<3>)
{return}`,
      '1:32: expected string',
    ],
    [
      `func.func @f(%a: !transform.param<f32>)
{return}`,
      '1:34: only supports integer types with width <=64',
    ],
    [
      `func.func @f(%a: !transform.param<i65>)
{return}`,
      '1:34: only supports integer types with width <=64',
    ],
    [
      `func.func @f(%a: !transform.param<index>)
{return}`,
      '1:34: only supports integer types with width <=64',
    ],
    [
      `module attributes {transform.with_named_sequence} {
  transform.named_sequence @f(%a: !transform.any_op) -> !transform.any_op {
    %0 = transform.loop.coalesce %a : (!transform.any_op) -> !transform.any_op
    transform.yield %0 : !transform.any_op
  }
  transform.sequence failures(suppress) {
  ^bb0(%a: !transform.any_op):
    %0 = include @f failures(propagate) (%a) : (!transform.any_op) -> !transform.any_op
    %1 = include @f failures(propagate) (%a) : (!transform.any_op) -> !transform.any_op
  }
}`,
      "6:3: 'transform.sequence' op block argument #0 has more than one potential consumer",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  %0 = sequence %a, %a : !transform.any_op, !transform.any_op -> !transform.any_op failures(propagate) {
  ^bb1(%b: !transform.any_op, %c: !transform.any_op):
     yield %b : !transform.any_op
  }
  %1 = foreach %a : !transform.any_op -> !transform.any_op {
  ^bb1(%b: !transform.any_op):
     yield %b : !transform.any_op
  }
  foreach %a : !transform.any_op {
  ^bb1(%b: !transform.any_op):
     print %b : !transform.any_op
     yield
  } {x}
  sequence %a : !transform.any_op failures(propagate) attributes {x} {
  ^bb1(%b: !transform.any_op):
  }
  %2, %3 = replicate num(%a) %a, %0 : !transform.any_op, !transform.any_op, !transform.any_op

}`,
      "10:6: Dialect `' not found for custom op 'yield'  (tried '.yield' as well)",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  %0 = alternatives %a : !transform.any_op -> !transform.any_op {
  ^bb1(%b: !transform.any_op):
     yield %b : !transform.any_op
  }, {
  ^bb1(%b: !transform.any_op):
     yield %b : !transform.any_op
  }
  
}`,
      "6:6: Dialect `' not found for custom op 'yield'  (tried '.yield' as well)",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  alternatives {
  ^bb1(%b: !transform.any_op):
     yield
  }
  alternatives attributes {x} {
  ^bb1(%b: !transform.any_op):
     print %b : !transform.any_op
     transform.yield 
  }, {
  ^bb1(%b: !transform.any_op):
  }
  
}`,
      "6:6: Dialect `' not found for custom op 'yield'  (tried '.yield' as well)",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  foreach %a : !transform.any_op {
  ^bb1(%b: !transform.op<"a.b">):
  }
}`,
      `4:3: 'transform.foreach' op  along control flow edge from parent operands to Region #0: source type #0 '!transform.any_op' should match input type #0 '!transform.op<"a.b">'`,
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  sequence %a : !transform.any_op failures(propagate) {
  ^bb1(%b: !transform.op<"a.b">):
  }
}`,
      "4:3: 'transform.sequence' op expects the type of the block argument to match the type of the operand",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  alternatives %a : !transform.any_op {
  ^bb1(%b: !transform.op<"a.b">):
  }
}`,
      "4:3: 'transform.alternatives' op expects the type of the block argument to match the type of the operand",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):

  alternatives %a : !transform.any_op {
  ^bb1(%b: !transform.any_op):
  }, {
  ^bb1(%b: !transform.op<"a.b">):
  }
}`,
      `4:3: 'transform.alternatives' op  along control flow edge from parent operands to Region #1: source type #0 '!transform.any_op' should match input type #0 '!transform.op<"a.b">'`,
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.vector.lower_transpose %a avx2_lowering_strategy = true avx2_lowering_strategy = true : (!transform.any_op) -> !transform.any_op
}`,
      "3:6: custom op 'transform.vector.lower_transpose' `avx2_lowering_strategy` clause can appear at most once in the expansion of the oilist directive",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.vector.split_transfer_full_partial %a split_transfer_strategy = linalg-copy : (!transform.any_op) -> !transform.any_op
}`,
      "3:80: custom op 'transform.vector.split_transfer_full_partial' expected string or keyword containing one of the following enum values for attribute 'split_transfer_strategy' [none, vector-transfer, linalg-copy, force-in-bounds]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.vector.split_transfer_full_partial %a split_transfer_strategy = foo : (!transform.any_op) -> !transform.any_op
}`,
      "3:80: custom op 'transform.vector.split_transfer_full_partial' expected string or keyword containing one of the following enum values for attribute 'split_transfer_strategy' [none, vector-transfer, linalg-copy, force-in-bounds]",
    ],
    [
      `transform.sequence failures(propagate) {
^bb0(%a: !transform.any_op):
%0 = transform.vector.split_transfer_full_partial %a split_transfer_strategy = "foo" : (!transform.any_op) -> !transform.any_op
}`,
      `3:80: custom op 'transform.vector.split_transfer_full_partial' invalid split_transfer_strategy attribute specification: "foo"`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
