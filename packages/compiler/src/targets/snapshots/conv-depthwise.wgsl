// f_dispatch_0_depthwise_conv_2d_nhwc_hwc_1x32x32x32x3x3
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<vec4<f32>>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
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
  let v20: i32 = 96i;
  for (var n21: i32 = v5; n21 < 64i; n21 += 64i) {
    let v22: i32 = bitcast<i32>(bitcast<u32>(n21) % bitcast<u32>(v7));
    let v23: i32 = bitcast<i32>(bitcast<u32>(n21) / bitcast<u32>(v7));
    let v24: i32 = (v23 * v10);
    let v25: i32 = (v12 + v24);
    let v26: i32 = (v22 * v13);
    let v27: i32 = (v25 + v26);
    let v28: vec4<f32> = binding_0_2[(v27) >> 2u];
    let v29: i32 = (v19 + v24);
    let v30: i32 = (v29 + v26);
    var c31: vec4<f32> = v28;
    for (var n32: i32 = 0i; n32 < 3i; n32 += 1i) {
      let v33: i32 = (n32 * v17);
      let v34: i32 = (v30 + v33);
      let v35: i32 = (n32 * v20);
      let v36: i32 = (v26 + v35);
      var c37: vec4<f32> = c31;
      for (var n38: i32 = 0i; n38 < 3i; n38 += 1i) {
        let v39: i32 = (n38 * v10);
        let v40: i32 = (v34 + v39);
        let v41: vec4<f32> = binding_0_0[(v40) >> 2u];
        let v42: i32 = (v36 + v39);
        let v43: vec4<f32> = binding_0_1[(v42) >> 2u];
        let v44: vec4<f32> = (v41 * v43);
        let v45: vec4<f32> = (c37 + v44);
        c37 = v45;
      }
      c31 = c37;
    }
    binding_0_3[(v27) >> 2u] = c31;
  }
}
