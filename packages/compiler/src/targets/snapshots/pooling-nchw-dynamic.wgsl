// f_dispatch_0_pooling_nchw_max_1x32xDxDx3x3
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
fn f32_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn f32_max(a: f32, b: f32) -> f32 {
  return select(max(a, b), a + b, f32_is_nan(a) || f32_is_nan(b));
}
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: i32 = bitcast<i32>(constants[0].y);
  let v2: i32 = bitcast<i32>(constants[0].z);
  let v3: i32 = bitcast<i32>(constants[0].w);
  let v4: i32 = 0i;
  let v5: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v6: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v7: i32 = bitcast<i32>(bitcast<u32>(v2));
  let v8: i32 = bitcast<i32>(bitcast<u32>(v3));
  let v9: i32 = (v5 * v6);
  let v10: i32 = 32i;
  let v11: i32 = (v9 * v10);
  let v12: i32 = (v7 * v8);
  let v13: i32 = 32i;
  let v14: i32 = (v12 * v13);
  let v15: i32 = (v7 * v8);
  let v16: i32 = 32i;
  let v17: i32 = (v15 * v16);
  let v18: i32 = i32(workgroup_id.z);
  let v19: i32 = i32(workgroup_id.y);
  let v20: i32 = i32(workgroup_count.y);
  let v21: i32 = i32(workgroup_id.x);
  let v22: i32 = i32(workgroup_count.x);
  let v23: i32 = 64i;
  let v24: i32 = (v21 * v23);
  let v25: i32 = (v22 * v23);
  for (var n26: i32 = v19; n26 < v7; n26 += v20) {
    for (var n27: i32 = v24; n27 < v8; n27 += v25) {
      let v28: i32 = (v8 - n27);
      let v29: i32 = bitcast<i32>(min(bitcast<u32>(v23), bitcast<u32>(v28)));
      let v30: i32 = i32(thread_id.x);
      let v31: i32 = 64i;
      let v32: i32 = (v8 * v7);
      let v33: i32 = (v18 * v32);
      let v34: i32 = (n26 * v8);
      let v35: i32 = (n27 + v34);
      let v36: i32 = (v35 + v33);
      let v37: i32 = 0i;
      let v38: i32 = 3i;
      let v39: i32 = 1i;
      let v40: i32 = (v6 * v5);
      let v41: i32 = (v18 * v40);
      let v42: i32 = (n27 + v41);
      for (var n43: i32 = v30; n43 < v29; n43 += 64i) {
        let v44: i32 = (v36 + n43);
        let v45: f32 = binding_0_2[v44];
        let v46: i32 = (v42 + n43);
        var c47: f32 = v45;
        for (var n48: i32 = 0i; n48 < 3i; n48 += 1i) {
          let v49: i32 = (n26 + n48);
          let v50: i32 = (v49 * v6);
          let v51: i32 = (v46 + v50);
          var c52: f32 = c47;
          for (var n53: i32 = 0i; n53 < 3i; n53 += 1i) {
            let v54: i32 = (v51 + n53);
            let v55: f32 = binding_0_0[v54];
            let v56: f32 = f32_max(c52, v55);
            c52 = v56;
          }
          c47 = c52;
        }
        binding_0_3[v44] = c47;
      }
    }
  }
}
