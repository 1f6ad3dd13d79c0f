// f_dispatch_0_pooling_nchw_max_1x32x32x32x3x3
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<vec4<f32>>;
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
  let v17: i32 = 1156i;
  let v18: i32 = (v1 * v17);
  let v19: i32 = 34i;
  let v20: i32 = (v4 * v19);
  let v21: i32 = (v18 + v20);
  for (var n22: i32 = v5; n22 < 64i; n22 += 64i) {
    let v23: i32 = bitcast<i32>(bitcast<u32>(n22) % bitcast<u32>(v7));
    let v24: i32 = bitcast<i32>(bitcast<u32>(n22) / bitcast<u32>(v7));
    let v25: i32 = (v24 * v10);
    let v26: i32 = (v12 + v25);
    let v27: i32 = (v23 * v13);
    let v28: i32 = (v26 + v27);
    let v29: vec4<f32> = binding_0_2[(v28) >> 2u];
    let v30: i32 = (v24 * v19);
    let v31: i32 = (v21 + v30);
    let v32: i32 = (v31 + v27);
    var c33: vec4<f32> = v29;
    for (var n34: i32 = 0i; n34 < 3i; n34 += 1i) {
      let v35: i32 = (n34 * v19);
      let v36: i32 = (v32 + v35);
      var c37: vec4<f32> = c33;
      for (var n38: i32 = 0i; n38 < 3i; n38 += 1i) {
        let v39: i32 = (v36 + n38);
        let v40: vec4<f32> = vec4<f32>(binding_0_0[v39], binding_0_0[v39 + 1i], binding_0_0[v39 + 2i], binding_0_0[v39 + 3i]);
        let v41: vec4<f32> = vec4<f32>(f32_max((c37).x, (v40).x), f32_max((c37).y, (v40).y), f32_max((c37).z, (v40).z), f32_max((c37).w, (v40).w));
        c37 = v41;
      }
      c33 = c37;
    }
    binding_0_3[(v28) >> 2u] = c33;
  }
}
