// f_dispatch_0_matvec_DxD
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
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
  let v10: i32 = i32(workgroup_id.x);
  let v11: i32 = i32(workgroup_count.x);
  for (var n12: i32 = v10; n12 < v8; n12 += v11) {
    let v13: i32 = i32(thread_id.x);
    let v14: f32 = binding_0_2[n12];
    let v15: f32 = 0f;
    let v16: i32 = 256i;
    let v17: i32 = bitcast<i32>(bitcast<u32>(v6) / bitcast<u32>(v16));
    let v18: i32 = (v17 * v16);
    let v19: i32 = (n12 * v6);
    let v20: i32 = 64i;
    let v21: i32 = 128i;
    let v22: i32 = 192i;
    var c23: f32 = v15;
    var c24: f32 = v15;
    var c25: f32 = v15;
    var c26: f32 = v15;
    for (var n27: i32 = v13; n27 < v18; n27 += 256i) {
      let v28: i32 = (v19 + n27);
      let v29: f32 = binding_0_0[v28];
      let v30: f32 = binding_0_1[n27];
      let v31: f32 = (v29 * v30);
      let v32: f32 = (c23 + v31);
      let v33: i32 = (v28 + v20);
      let v34: f32 = binding_0_0[v33];
      let v35: i32 = (n27 + v20);
      let v36: f32 = binding_0_1[v35];
      let v37: f32 = (v34 * v36);
      let v38: f32 = (c24 + v37);
      let v39: i32 = (v28 + v21);
      let v40: f32 = binding_0_0[v39];
      let v41: i32 = (n27 + v21);
      let v42: f32 = binding_0_1[v41];
      let v43: f32 = (v40 * v42);
      let v44: f32 = (c25 + v43);
      let v45: i32 = (v28 + v22);
      let v46: f32 = binding_0_0[v45];
      let v47: i32 = (n27 + v22);
      let v48: f32 = binding_0_1[v47];
      let v49: f32 = (v46 * v48);
      let v50: f32 = (c26 + v49);
      c23 = v32;
      c24 = v38;
      c25 = v44;
      c26 = v50;
    }
    let v51: i32 = (v18 + v13);
    var c52: f32 = c23;
    for (var n53: i32 = v51; n53 < v6; n53 += 64i) {
      let v54: i32 = (v19 + n53);
      let v55: f32 = binding_0_0[v54];
      let v56: f32 = binding_0_1[n53];
      let v57: f32 = (v55 * v56);
      let v58: f32 = (c52 + v57);
      c52 = v58;
    }
    let v59: f32 = (c52 + c24);
    let v60: f32 = (v59 + c25);
    let v61: f32 = (v60 + c26);
    shared_0[v13] = v61;
    workgroupBarrier();
    let v62: i32 = 32i;
    let v63: bool = bitcast<u32>(v13) < bitcast<u32>(v62);
    let v64: i32 = (v13 + v62);
    if (v63) {
      let v65: f32 = shared_0[v13];
      let v66: f32 = shared_0[v64];
      let v67: f32 = (v65 + v66);
      shared_0[v13] = v67;
    }
    workgroupBarrier();
    let v68: i32 = 16i;
    let v69: bool = bitcast<u32>(v13) < bitcast<u32>(v68);
    let v70: i32 = (v13 + v68);
    if (v69) {
      let v71: f32 = shared_0[v13];
      let v72: f32 = shared_0[v70];
      let v73: f32 = (v71 + v72);
      shared_0[v13] = v73;
    }
    workgroupBarrier();
    let v74: i32 = 8i;
    let v75: bool = bitcast<u32>(v13) < bitcast<u32>(v74);
    let v76: i32 = (v13 + v74);
    if (v75) {
      let v77: f32 = shared_0[v13];
      let v78: f32 = shared_0[v76];
      let v79: f32 = (v77 + v78);
      shared_0[v13] = v79;
    }
    workgroupBarrier();
    let v80: i32 = 4i;
    let v81: bool = bitcast<u32>(v13) < bitcast<u32>(v80);
    let v82: i32 = (v13 + v80);
    if (v81) {
      let v83: f32 = shared_0[v13];
      let v84: f32 = shared_0[v82];
      let v85: f32 = (v83 + v84);
      shared_0[v13] = v85;
    }
    workgroupBarrier();
    let v86: i32 = 2i;
    let v87: bool = bitcast<u32>(v13) < bitcast<u32>(v86);
    let v88: i32 = (v13 + v86);
    if (v87) {
      let v89: f32 = shared_0[v13];
      let v90: f32 = shared_0[v88];
      let v91: f32 = (v89 + v90);
      shared_0[v13] = v91;
    }
    workgroupBarrier();
    let v92: i32 = 1i;
    let v93: bool = bitcast<u32>(v13) < bitcast<u32>(v92);
    let v94: i32 = (v13 + v92);
    if (v93) {
      let v95: f32 = shared_0[v13];
      let v96: f32 = shared_0[v94];
      let v97: f32 = (v95 + v96);
      shared_0[v13] = v97;
    }
    workgroupBarrier();
    let v98: i32 = 0i;
    let v99: f32 = shared_0[v98];
    workgroupBarrier();
    let v100: f32 = (v14 + v99);
    let v101: bool = v13 == v98;
    if (v101) {
      binding_0_3[n12] = v100;
    }
  }
}
