// f_dispatch_0_pooling_nhwc_max_1x32x32x32x3x3
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
fn f32_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn f32_max(a: f32, b: f32) -> f32 {
  return select(max(a, b), a + b, f32_is_nan(a) || f32_is_nan(b));
}
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.y);
  let v2: i32 = i32(workgroup_id.x);
  let v3: i32 = 2i;
  let v4: i32 = (v2 * v3);
  let v5: i32 = i32(thread_id.x);
  let v6: i32 = 64i;
  let v7: i32 = 32i;
  let v8: i32 = 1024i;
  let v9: i32 = (v1 * v8);
  let v10: i32 = (v4 * v7);
  let v11: i32 = (v9 + v10);
  let v12: i32 = 0i;
  let v13: i32 = 3i;
  let v14: i32 = 1i;
  let v15: i32 = 1088i;
  let v16: i32 = (v1 * v15);
  let v17: i32 = (v16 + v10);
  for (var n18: i32 = v5; n18 < 64i; n18 += 64i) {
    let v19: i32 = bitcast<i32>(bitcast<u32>(n18) % bitcast<u32>(v7));
    let v20: i32 = bitcast<i32>(bitcast<u32>(n18) / bitcast<u32>(v7));
    let v21: i32 = (v20 * v7);
    let v22: i32 = (v11 + v21);
    let v23: i32 = (v22 + v19);
    let v24: f32 = binding_0_2[v23];
    let v25: i32 = (v17 + v21);
    let v26: i32 = (v25 + v19);
    var c27: f32 = v24;
    for (var n28: i32 = 0i; n28 < 3i; n28 += 1i) {
      let v29: i32 = (n28 * v15);
      let v30: i32 = (v26 + v29);
      var c31: f32 = c27;
      for (var n32: i32 = 0i; n32 < 3i; n32 += 1i) {
        let v33: i32 = (n32 * v7);
        let v34: i32 = (v30 + v33);
        let v35: f32 = binding_0_0[v34];
        let v36: f32 = f32_max(c31, v35);
        c31 = v36;
      }
      c27 = c31;
    }
    binding_0_3[v23] = c27;
  }
}
