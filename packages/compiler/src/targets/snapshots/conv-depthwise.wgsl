// f_dispatch_0_depthwise_conv_2d_nhwc_hwc_1x32x32x32x3x3
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
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
  let v18: i32 = 96i;
  for (var n19: i32 = v5; n19 < 64i; n19 += 64i) {
    let v20: i32 = bitcast<i32>(bitcast<u32>(n19) % bitcast<u32>(v7));
    let v21: i32 = bitcast<i32>(bitcast<u32>(n19) / bitcast<u32>(v7));
    let v22: i32 = (v21 * v7);
    let v23: i32 = (v11 + v22);
    let v24: i32 = (v23 + v20);
    let v25: f32 = binding_0_2[v24];
    let v26: i32 = (v17 + v22);
    let v27: i32 = (v26 + v20);
    var c28: f32 = v25;
    for (var n29: i32 = 0i; n29 < 3i; n29 += 1i) {
      let v30: i32 = (n29 * v15);
      let v31: i32 = (v27 + v30);
      let v32: i32 = (n29 * v18);
      let v33: i32 = (v20 + v32);
      var c34: f32 = c28;
      for (var n35: i32 = 0i; n35 < 3i; n35 += 1i) {
        let v36: i32 = (n35 * v7);
        let v37: i32 = (v31 + v36);
        let v38: f32 = binding_0_0[v37];
        let v39: i32 = (v33 + v36);
        let v40: f32 = binding_0_1[v39];
        let v41: f32 = (v38 * v40);
        let v42: f32 = (c34 + v41);
        c34 = v42;
      }
      c28 = c34;
    }
    binding_0_3[v24] = c28;
  }
}
