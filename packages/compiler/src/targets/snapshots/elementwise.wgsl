// f_dispatch_0_generic_64x96
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<vec4<f32>>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = 256i;
  let v3: i32 = (v1 * v2);
  let v4: i32 = i32(thread_id.x);
  let v5: i32 = 64i;
  let v6: i32 = 4i;
  for (var n7: i32 = v4; n7 < 64i; n7 += 64i) {
    let v8: i32 = (n7 * v6);
    let v9: i32 = (v3 + v8);
    let v10: vec4<f32> = binding_0_0[(v9) >> 2u];
    let v11: vec4<f32> = binding_0_1[(v9) >> 2u];
    let v12: vec4<f32> = (v10 + v11);
    let v13: vec4<f32> = (v12 * v12);
    binding_0_2[(v9) >> 2u] = v13;
  }
}
