/** Kernels, launches, reductions and memory of devices read, print and are checked as upstream says. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('kernels, launches and memory of devices', () => {
  const printed: readonly string[] = [
    `module {
  gpu.module @m attributes {x = 1 : i64} {
    gpu.func @k(%arg0: i32 {a.b}, %arg1: f32) workgroup(%arg2 : memref<4xf32, #gpu.address_space<workgroup>>) private(%arg3 : memref<1xf32>, %arg4 : memref<?xf32, 5>) kernel attributes {foo} {
      gpu.return
    }
  }
}`,
    `module {
  gpu.module @m attributes {x = 1 : i64} {
    gpu.func @dev(%arg0: f32) -> (f32 {x.y}, i32) attributes {sym_visibility = "nested"} {
      %c1_i32 = arith.constant 1 : i32
      gpu.return %arg0, %c1_i32 : f32, i32
    }
  }
}`,
    `#map = affine_map<(d0)[s0] -> (d0 + s0)>
module {
  func.func @f(%arg0: f32, %arg1: i32, %arg2: memref<4xf32>, %arg3: index, %arg4: memref<*xf32>) {
    %0 = gpu.all_reduce  min %arg0 uniform {
    } {foo} : (f32) -> f32
    %1 = gpu.all_reduce  %arg0 {
    ^bb0(%arg5: f32, %arg6: f32):
      %7 = arith.addf %arg5, %arg6 : f32
      "gpu.yield"(%7) : (f32) -> ()
    } : (f32) -> f32
    %2 = gpu.subgroup_reduce  xor %arg1 uniform : (i32) -> i32
    %shuffleResult, %valid = gpu.shuffle  idx %arg0, %arg1, %arg1 {foo} : f32
    %3 = gpu.wait async
    %memref, %asyncToken = gpu.alloc async [%3] host_shared (%arg3)[%arg3] : memref<?xf32, #map>
    %4 = gpu.memset async [%asyncToken] %arg2, %arg0 : memref<4xf32>, f32
    %5 = gpu.memcpy async [%asyncToken, %4] %arg2, %arg2 : memref<4xf32>, memref<4xf32> {foo}
    gpu.memcpy [%5] %arg2, %arg2 : memref<4xf32>, memref<4xf32>
    gpu.dealloc [%5] %arg2 {foo} : memref<4xf32>
    gpu.host_register %arg4 : memref<*xf32>
    gpu.set_default_device {foo} %arg1
    gpu.printf "a %d" {foo} %arg1, %arg0, %arg3 : i32, f32, index
    gpu.printf "b"
    gpu.wait 
    gpu.barrier
    %memref_0 = gpu.alloc  () : memref<4xf32>
    %6 = gpu.launch async [%5] blocks(%arg5, %arg6, %arg7) in (%arg11 = %arg3, %arg12 = %arg3, %arg13 = %arg3) threads(%arg8, %arg9, %arg10) in (%arg14 = %arg3, %arg15 = %arg3, %arg16 = %arg3) dynamic_shared_memory_size %arg1 {
      gpu.terminator
    } {foo}
    return
  }
}`,
    `module attributes {gpu.container_module} {
  gpu.module @m {
    gpu.func @k(%arg0: f32, %arg1: index) kernel {
      gpu.return
    }
  }
  func.func @f(%arg0: index, %arg1: f32, %arg2: i32) {
    %0 = gpu.wait async
    gpu.launch_func  @m::@k blocks in (%arg0, %arg0, %arg0) threads in (%arg0, %arg0, %arg0) args(%arg1 : f32, %arg0 : index) {foo}
    %1 = gpu.launch_func async [%0] @m::@k blocks in (%arg0, %arg0, %arg0) threads in (%arg0, %arg0, %arg0) dynamic_shared_memory_size %arg2 args(%arg1 : f32, %arg0 : index) {foo}
    gpu.launch_func [%0, %0] @m::@k blocks in (%arg0, %arg0, %arg0) threads in (%arg0, %arg0, %arg0) dynamic_shared_memory_size %arg2 args(%arg1 : f32, %arg0 : index)
    return
  }
}`,
    `module {
  func.func private @f() attributes {a = #gpu.loop_dim_map<processor = sequential, map = (d0) -> (d0), bound = (d0)[s0] -> (d0 + s0)>}
}`,
    `module {
  func.func private @f() attributes {b = [#gpu.memory_space<global>, #gpu<dim x>, #gpu.thread<z>, #gpu.block<y>, #gpu.warp<x>, #gpu.linear<x>, #gpu.address_space<private>, #gpu<mma_element_wise divu>, #gpu<shuffle_mode up>, #gpu<all_reduce_op mul>]}
}`,
  ];
  for (const text of printed)
    it(`prints what upstream prints: ${text.slice(0, 60).replace(/\s+/g, ' ')}…`, () => {
      assertPrintsItself(text);
    });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `gpu.module @m {
  gpu.func @k(f32) { gpu.return }
}`,
      `2:14: custom op 'gpu.func' gpu.func requires named arguments`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() workgroup(%w: i32) { gpu.return }
}`,
      `2:3: 'gpu.func' op expected memref type in attribution`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() private(%w: memref<4xf32, #gpu.address_space<workgroup>>) { gpu.return }
}`,
      `2:3: 'gpu.func' op expected memory space private in attribution`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() -> f32 kernel { gpu.return }
}`,
      `2:3: 'gpu.func' op expected void return type for kernel function`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() -> f32 { gpu.return }
}`,
      `2:26: 'gpu.return' op expected 1 result operands`,
    ],
    [
      `gpu.module @m {
  gpu.func @k(%a: i32) -> f32 { gpu.return %a : i32 }
}`,
      `2:33: 'gpu.return' op unexpected type \`'i32'' for operand #0`,
    ],
    [
      `gpu.module @m {
  "gpu.func"() ({ ^bb0(%b: i32): "gpu.return"() : () -> () }) {function_type = (f32) -> (), sym_name = "k"} : () -> ()
}`,
      `2:3: 'gpu.func' op expected body region argument #0 to be of type 'f32', got 'i32'`,
    ],
    [
      `gpu.module @m {
  "gpu.func"() ({ ^bb0: "gpu.return"() : () -> () }) {function_type = () -> ()} : () -> ()
}`,
      `2:3: 'gpu.func' op requires string attribute 'sym_name'`,
    ],
    [
      `gpu.module @m {
  "gpu.func"() ({ }) {function_type = () -> (), sym_name = "k"} : () -> ()
}`,
      `2:3: 'gpu.func' op expected body with at least one block`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() attributes {gpu.known_block_size = [1 : i32]} { gpu.return }
}`,
      `2:3: 'gpu.func' op gpu.known_block_size must be a dense i32 array`,
    ],
    [
      `gpu.module @m {
  gpu.func @k() attributes {gpu.known_grid_size = array<i32: 1>} { gpu.return }
}`,
      `2:3: 'gpu.func' op gpu.known_grid_size must contain exactly 3 elements`,
    ],
    [`gpu.func @k() { gpu.return }`, `1:1: 'gpu.func' op expects parent op 'gpu.module'`],
    [
      `"gpu.module"() ({ "gpu.module_end"() : () -> () }) : () -> ()`,
      `1:1: 'gpu.module' op requires string attribute 'sym_name'`,
    ],
    [
      `func.func @f(%a: f32) {
  %0 = gpu.all_reduce foo %a {} : (f32) -> f32
  return
}`,
      `2:27: custom op 'gpu.all_reduce' invalid op kind`,
    ],
    [
      `func.func @f(%a: f32) {
  %0 = gpu.all_reduce xor %a {} : (f32) -> f32
  return
}`,
      `2:8: \`xor\` accumulator is only compatible with Integer type`,
    ],
    [
      `func.func @f(%a: f32) {
  %0 = gpu.all_reduce %a { ^bb0(%x: f32): "gpu.yield"(%x) : (f32) -> () } : (f32) -> f32
  return
}`,
      `2:8: expected two region arguments`,
    ],
    [
      `func.func @f(%a: f32) {
  %0 = "gpu.subgroup_reduce"(%a) {op = 1 : i32} : (f32) -> f32
  return
}`,
      `2:8: 'gpu.subgroup_reduce' op attribute 'op' failed to satisfy constraint: built-in reduction operations supported by gpu.allreduce.`,
    ],
    [
      `func.func @f(%a: index, %b: i32) {
  %0, %1 = gpu.shuffle up %a, %b, %b : index
  return
}`,
      `2:12: 'gpu.shuffle' op operand #0 must be i32 or f32, but got 'index'`,
    ],
    [
      `func.func @f(%a: f32, %b: i32) {
  %0, %1 = gpu.shuffle left %a, %b, %b : f32
  return
}`,
      `2:24: custom op 'gpu.shuffle' expected ::mlir::gpu::ShuffleMode to be one of: xor, up, down, idx`,
    ],
    [
      `func.func @f(%a: f32, %b: i32) {
  %0, %1 = "gpu.shuffle"(%a, %b, %b) {mode = 7} : (f32, i32, i32) -> (f32, i1)
  return
}`,
      `2:12: 'gpu.shuffle' op attribute 'mode' failed to satisfy constraint: Indexing modes supported by gpu.shuffle.`,
    ],
    [
      `func.func @f(%a: index) {
  %0 = "gpu.thread_id"() {dimension = 1} : () -> index
  return
}`,
      `2:8: 'gpu.thread_id' op attribute 'dimension' failed to satisfy constraint: a dimension, either 'x', 'y', or 'z'`,
    ],
    [
      `func.func @f(%a: index) {
  gpu.launch_func @m::@k blocks in (%a, %a, %a) threads in (%a, %a, %a) args(%a : index)
  return
}`,
      `2:3: 'gpu.launch_func' op expected the closest surrounding module to have the 'gpu.container_module' attribute`,
    ],
    [
      `module attributes {gpu.container_module} {
func.func @f(%a: index) {
  gpu.launch_func @m::@k blocks in (%a, %a, %a) threads in (%a, %a, %a) args(%a : index)
  return
}
}`,
      `3:3: 'gpu.launch_func' op kernel module 'm' is undefined`,
    ],
    [
      `module attributes {gpu.container_module} {
gpu.module @m { gpu.func @k(%x: f32) kernel { gpu.return } }
func.func @f(%a: index) {
  gpu.launch_func @m::@k blocks in (%a, %a, %a) threads in (%a, %a, %a) args(%a : index)
  return
}
}`,
      `4:3: 'gpu.launch_func' op type of function argument 0 does not match`,
    ],
    [
      `module attributes {gpu.container_module} {
gpu.module @m { gpu.func @k(%x: f32) { gpu.return } }
func.func @f(%a: index) {
  gpu.launch_func @m::@k blocks in (%a, %a, %a) threads in (%a, %a, %a) args(%a : index)
  return
}
}`,
      `4:3: 'gpu.launch_func' op kernel function is missing the 'gpu.kernel' attribute`,
    ],
    [
      `func.func @f(%a: index) attributes {gpu.container_module} {
  return
}`,
      `1:1: expected 'gpu.container_module' attribute to be attached to 'builtin.module'`,
    ],
    [
      `func.func @f(%a: index) {
  gpu.launch blocks(%x, %y, %z) in (%p = %a, %q = %a, %r = %a) threads(%tx, %ty, %tz) in (%tp = %a, %tq = %a, %tr = %a) {
    "gpu.yield"() : () -> ()
  }
  return
}`,
      `3:5: expected 'gpu.terminator' or a terminator with successors`,
    ],
    [
      `func.func @f(%a: index) {
  "gpu.launch"(%a, %a, %a, %a, %a, %a) ({ ^bb0(%x: index): gpu.terminator }) {operand_segment_sizes = array<i32: 0, 1, 1, 1, 1, 1, 1, 0>} : (index, index, index, index, index, index) -> ()
  return
}`,
      `2:3: 'gpu.launch' op unexpected number of region arguments`,
    ],
    [
      `func.func @f() {
  gpu.wait async
  return
}`,
      `2:12: custom op 'gpu.wait' needs to be named when marked 'async'`,
    ],
    [
      `func.func @f(%n: index) {
  %0 = gpu.alloc () : memref<?xf32>
  return
}`,
      `2:8: 'gpu.alloc' op dimension operand count does not equal memref dynamic dimension count`,
    ],
    [
      `func.func @f(%n: index) {
  %0 = gpu.alloc ()[%n] : memref<4xf32>
  return
}`,
      `2:8: 'gpu.alloc' op symbol operand count does not equal memref symbol count`,
    ],
    [
      `func.func @f(%n: memref<4xf32>, %m: memref<4xi32>, %o: memref<5xf32>) {
  gpu.memcpy %n, %m : memref<4xf32>, memref<4xi32>
  return
}`,
      `2:3: 'gpu.memcpy' op arguments have incompatible element type`,
    ],
    [
      `func.func @f(%n: memref<4xf32>, %m: memref<4xi32>, %o: memref<5xf32>) {
  gpu.memcpy %n, %o : memref<4xf32>, memref<5xf32>
  return
}`,
      `2:3: 'gpu.memcpy' op arguments have incompatible shape`,
    ],
    [
      `func.func @f(%n: memref<4xf32>, %v: i32) {
  gpu.memset %n, %v : memref<4xf32>, i32
  return
}`,
      `2:3: 'gpu.memset' op failed to verify that all of {dst, value} have same element type`,
    ],
    [
      `func.func @f(%n: memref<4xf32>, %v: i32) {
  gpu.host_register %n : memref<4xf32>
  return
}`,
      `2:26: custom op 'gpu.host_register' invalid kind of type specified`,
    ],
    [
      `func.func private @f() attributes {a = #gpu.loop_dim_map<processor = block_q, map = (d0)->(d0), bound = (d0)->(d0)>}`,
      `1:70: expected ::mlir::gpu::Processor to be one of: block_x, block_y, block_z, thread_x, thread_y, thread_z, sequential`,
    ],
    [
      `func.func private @f() attributes {a = #gpu.loop_dim_map<processor = block_x, map = (d0)->(d0)>}`,
      `1:95: expected ','`,
    ],
    [
      `func.func private @f() attributes {a = #gpu.loop_dim_map<processor = block_x, mip = (d0)->(d0)>}`,
      `1:85: duplicate or unknown struct parameter name: mip`,
    ],
    [
      `func.func private @f() attributes {a = #gpu.address_space<shared>}`,
      `1:59: expected ::mlir::gpu::AddressSpace to be one of: global, workgroup, private`,
    ],
    [`func.func private @f() attributes {a = #gpu<dim 3>}`, `1:49: expected valid keyword`],
    [
      `func.func private @f() attributes {a = #gpu.nope<3>}`,
      `1:45: unknown attribute \`nope\` in dialect \`gpu\``,
    ],
    [
      `func.func @f(%a: f32, %m: memref<2x?xf32>) {
  gpu.printf "x" %m : memref<2x?xf32>
  return
}`,
      `2:3: 'gpu.printf' op operand #0 must be integer or index or floating-point, but got 'memref<2x?xf32>'`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });

  it('forgets copies that nobody reads, and waits of nothing', () => {
    assert.equal(
      canonicalized(`func.func @f(%a: memref<4xf32>) {
  %0 = gpu.wait async
  %1 = memref.alloc() : memref<4xf32>
  %2 = gpu.memcpy async [%0] %1, %a : memref<4xf32>, memref<4xf32>
  gpu.wait [%2]
  return
}`),
      `module {
  func.func @f(%arg0: memref<4xf32>) {
    return
  }
}`,
    );
  });

  it('knows the size that memory was made with', () => {
    assert.equal(
      canonicalized(`func.func @f(%n: index) -> index {
  %c0 = arith.constant 0 : index
  %0 = gpu.alloc (%n) : memref<?xf32>
  %1 = memref.dim %0, %c0 : memref<?xf32>
  return %1 : index
}`),
      `module {
  func.func @f(%arg0: index) -> index {
    return %arg0 : index
  }
}`,
    );
  });
});
