// f_dispatch_0_pooling_nhwc_max_DxDxDx32x3x3
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<vec4<f32>>;
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
  let v31: i32 = 8i;
  let v32: i32 = (v29 * v31);
  let v33: i32 = (v30 * v31);
  for (var n34: i32 = v25; n34 < v10; n34 += v26) {
    for (var n35: i32 = v27; n35 < v11; n35 += v28) {
      for (var n36: i32 = v32; n36 < v12; n36 += v33) {
        let v37: i32 = (v12 - n36);
        let v38: i32 = bitcast<i32>(min(bitcast<u32>(v31), bitcast<u32>(v37)));
        let v39: i32 = i32(thread_id.x);
        let v40: i32 = 8i;
        let v41: i32 = (v38 * v40);
        let v42: i32 = 64i;
        let v43: i32 = 32i;
        let v44: i32 = (v12 * v43);
        let v45: i32 = (v44 * v11);
        let v46: i32 = (n34 * v45);
        let v47: i32 = (n35 * v44);
        let v48: i32 = (n36 * v43);
        let v49: i32 = (v48 + v47);
        let v50: i32 = (v49 + v46);
        let v51: i32 = 4i;
        let v52: i32 = 0i;
        let v53: i32 = 3i;
        let v54: i32 = 1i;
        let v55: i32 = (v9 * v43);
        let v56: i32 = (v55 * v8);
        let v57: i32 = (n34 * v56);
        let v58: i32 = (v48 + v57);
        for (var n59: i32 = v39; n59 < v41; n59 += 64i) {
          let v60: i32 = bitcast<i32>(bitcast<u32>(n59) % bitcast<u32>(v40));
          let v61: i32 = bitcast<i32>(bitcast<u32>(n59) / bitcast<u32>(v40));
          let v62: i32 = (v61 * v43);
          let v63: i32 = (v50 + v62);
          let v64: i32 = (v60 * v51);
          let v65: i32 = (v63 + v64);
          let v66: vec4<f32> = binding_0_2[(v65) >> 2u];
          let v67: i32 = (v58 + v62);
          let v68: i32 = (v67 + v64);
          var c69: vec4<f32> = v66;
          for (var n70: i32 = 0i; n70 < 3i; n70 += 1i) {
            let v71: i32 = (n35 + n70);
            let v72: i32 = (v71 * v55);
            let v73: i32 = (v68 + v72);
            var c74: vec4<f32> = c69;
            for (var n75: i32 = 0i; n75 < 3i; n75 += 1i) {
              let v76: i32 = (n75 * v43);
              let v77: i32 = (v73 + v76);
              let v78: vec4<f32> = binding_0_0[(v77) >> 2u];
              let v79: vec4<f32> = vec4<f32>(f32_max((c74).x, (v78).x), f32_max((c74).y, (v78).y), f32_max((c74).z, (v78).z), f32_max((c74).w, (v78).w));
              c74 = v79;
            }
            c69 = c74;
          }
          binding_0_3[(v65) >> 2u] = c69;
        }
      }
    }
  }
}
