// f_dispatch_0_pooling_nhwc_max_1x32x32x32x3x3
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<vec4<f32>>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
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
  let v3: i32 = 8i;
  let v4: i32 = (v2 * v3);
  let v5: i32 = i32(thread_id.x);
  let v6: i32 = 64i;
  let v7: i32 = 8i;
  let v8: i32 = 1024i;
  let v9: i32 = (v1 * v8);
  let v10: i32 = 32i;
  let v11: i32 = (v4 * v10);
  let v12: i32 = (v9 + v11);
  let v13: i32 = 4i;
  let v14: i32 = 0i;
  let v15: i32 = 3i;
  let v16: i32 = 1i;
  let v17: i32 = 1088i;
  let v18: i32 = (v1 * v17);
  let v19: i32 = (v18 + v11);
  for (var n20: i32 = v5; n20 < 64i; n20 += 64i) {
    let v21: i32 = bitcast<i32>(bitcast<u32>(n20) % bitcast<u32>(v7));
    let v22: i32 = bitcast<i32>(bitcast<u32>(n20) / bitcast<u32>(v7));
    let v23: i32 = (v22 * v10);
    let v24: i32 = (v12 + v23);
    let v25: i32 = (v21 * v13);
    let v26: i32 = (v24 + v25);
    let v27: vec4<f32> = binding_0_2[(v26) >> 2u];
    let v28: i32 = (v19 + v23);
    let v29: i32 = (v28 + v25);
    var c30: vec4<f32> = v27;
    for (var n31: i32 = 0i; n31 < 3i; n31 += 1i) {
      let v32: i32 = (n31 * v17);
      let v33: i32 = (v29 + v32);
      var c34: vec4<f32> = c30;
      for (var n35: i32 = 0i; n35 < 3i; n35 += 1i) {
        let v36: i32 = (n35 * v10);
        let v37: i32 = (v33 + v36);
        let v38: vec4<f32> = binding_0_0[(v37) >> 2u];
        let v39: vec4<f32> = vec4<f32>(f32_max((c34).x, (v38).x), f32_max((c34).y, (v38).y), f32_max((c34).z, (v38).z), f32_max((c34).w, (v38).w));
        c34 = v39;
      }
      c30 = c34;
    }
    binding_0_3[(v26) >> 2u] = c30;
  }
}
