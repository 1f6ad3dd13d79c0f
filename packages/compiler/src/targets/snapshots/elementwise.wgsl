// f_dispatch_0_generic_64x96
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = 64i;
  let v3: i32 = (v1 * v2);
  let v4: i32 = i32(thread_id.x);
  let v5: i32 = 64i;
  for (var n6: i32 = v4; n6 < 64i; n6 += 64i) {
    let v7: i32 = (v3 + n6);
    let v8: f32 = binding_0_0[v7];
    let v9: f32 = binding_0_1[v7];
    let v10: f32 = (v8 + v9);
    let v11: f32 = (v10 * v10);
    binding_0_2[v7] = v11;
  }
}
