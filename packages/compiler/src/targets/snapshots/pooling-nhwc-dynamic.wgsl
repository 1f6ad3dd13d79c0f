// f_dispatch_0_pooling_nhwc_max_DxDxDx32x3x3
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 2>;
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
  let v4: i32 = bitcast<i32>(constants[1].x);
  let v5: i32 = bitcast<i32>(constants[1].y);
  let v6: i32 = 0i;
  let v7: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v8: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v9: i32 = bitcast<i32>(bitcast<u32>(v2));
  let v10: i32 = bitcast<i32>(bitcast<u32>(v3));
  let v11: i32 = bitcast<i32>(bitcast<u32>(v4));
  let v12: i32 = bitcast<i32>(bitcast<u32>(v5));
  let v13: i32 = (v7 * v8);
  let v14: i32 = (v13 * v9);
  let v15: i32 = 32i;
  let v16: i32 = (v14 * v15);
  let v17: i32 = (v10 * v11);
  let v18: i32 = (v17 * v12);
  let v19: i32 = 32i;
  let v20: i32 = (v18 * v19);
  let v21: i32 = (v10 * v11);
  let v22: i32 = (v21 * v12);
  let v23: i32 = 32i;
  let v24: i32 = (v22 * v23);
  let v25: i32 = i32(workgroup_id.z);
  let v26: i32 = i32(workgroup_count.z);
  let v27: i32 = i32(workgroup_id.y);
  let v28: i32 = i32(workgroup_count.y);
  let v29: i32 = i32(workgroup_id.x);
  let v30: i32 = i32(workgroup_count.x);
  let v31: i32 = 2i;
  let v32: i32 = (v29 * v31);
  let v33: i32 = (v30 * v31);
  for (var n34: i32 = v25; n34 < v10; n34 += v26) {
    for (var n35: i32 = v27; n35 < v11; n35 += v28) {
      for (var n36: i32 = v32; n36 < v12; n36 += v33) {
        let v37: i32 = (v12 - n36);
        let v38: i32 = bitcast<i32>(min(bitcast<u32>(v31), bitcast<u32>(v37)));
        let v39: i32 = i32(thread_id.x);
        let v40: i32 = 32i;
        let v41: i32 = (v38 * v40);
        let v42: i32 = 64i;
        let v43: i32 = (v12 * v40);
        let v44: i32 = (v43 * v11);
        let v45: i32 = (n34 * v44);
        let v46: i32 = (n35 * v43);
        let v47: i32 = (n36 * v40);
        let v48: i32 = (v47 + v46);
        let v49: i32 = (v48 + v45);
        let v50: i32 = 0i;
        let v51: i32 = 3i;
        let v52: i32 = 1i;
        let v53: i32 = (v9 * v40);
        let v54: i32 = (v53 * v8);
        let v55: i32 = (n34 * v54);
        let v56: i32 = (v47 + v55);
        for (var n57: i32 = v39; n57 < v41; n57 += 64i) {
          let v58: i32 = bitcast<i32>(bitcast<u32>(n57) % bitcast<u32>(v40));
          let v59: i32 = bitcast<i32>(bitcast<u32>(n57) / bitcast<u32>(v40));
          let v60: i32 = (v59 * v40);
          let v61: i32 = (v49 + v60);
          let v62: i32 = (v61 + v58);
          let v63: f32 = binding_0_2[v62];
          let v64: i32 = (v56 + v60);
          let v65: i32 = (v64 + v58);
          var c66: f32 = v63;
          for (var n67: i32 = 0i; n67 < 3i; n67 += 1i) {
            let v68: i32 = (n35 + n67);
            let v69: i32 = (v68 * v53);
            let v70: i32 = (v65 + v69);
            var c71: f32 = c66;
            for (var n72: i32 = 0i; n72 < 3i; n72 += 1i) {
              let v73: i32 = (n72 * v40);
              let v74: i32 = (v70 + v73);
              let v75: f32 = binding_0_0[v74];
              let v76: f32 = f32_max(c71, v75);
              c71 = v76;
            }
            c66 = c71;
          }
          binding_0_3[v62] = c66;
        }
      }
    }
  }
}
