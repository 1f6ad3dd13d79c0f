// f_dispatch_0_generic_64x1024
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(thread_id.x);
  let v2: i32 = 64i;
  let v3: i32 = 0i;
  let v4: i32 = 1024i;
  let v5: i32 = 1i;
  for (var n6: i32 = v1; n6 < 64i; n6 += 64i) {
    let v7: f32 = binding_0_1[n6];
    var c8: f32 = v7;
    for (var n9: i32 = 0i; n9 < 1024i; n9 += 1i) {
      let v10: i32 = (n9 * v2);
      let v11: i32 = (n6 + v10);
      let v12: f32 = binding_0_0[v11];
      let v13: f32 = (v12 + c8);
      c8 = v13;
    }
    binding_0_2[n6] = c8;
  }
}
