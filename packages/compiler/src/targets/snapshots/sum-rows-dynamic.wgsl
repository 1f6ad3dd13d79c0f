// f_dispatch_0_generic_DxD
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: i32 = bitcast<i32>(constants[0].y);
  let v2: i32 = bitcast<i32>(constants[0].z);
  let v3: i32 = 0i;
  let v4: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v5: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v6: i32 = bitcast<i32>(bitcast<u32>(v2));
  let v7: i32 = (v4 * v5);
  let v8: i32 = i32(workgroup_id.x);
  let v9: i32 = i32(workgroup_count.x);
  for (var n10: i32 = v8; n10 < v6; n10 += v9) {
    let v11: i32 = i32(thread_id.x);
    let v12: f32 = binding_0_1[n10];
    let v13: f32 = 0f;
    let v14: i32 = 256i;
    let v15: i32 = bitcast<i32>(bitcast<u32>(v5) / bitcast<u32>(v14));
    let v16: i32 = (v15 * v14);
    let v17: i32 = (n10 * v5);
    let v18: i32 = 64i;
    let v19: i32 = 128i;
    let v20: i32 = 192i;
    var c21: f32 = v13;
    var c22: f32 = v13;
    var c23: f32 = v13;
    var c24: f32 = v13;
    for (var n25: i32 = v11; n25 < v16; n25 += 256i) {
      let v26: i32 = (v17 + n25);
      let v27: f32 = binding_0_0[v26];
      let v28: f32 = (v27 + c21);
      let v29: i32 = (v26 + v18);
      let v30: f32 = binding_0_0[v29];
      let v31: f32 = (v30 + c22);
      let v32: i32 = (v26 + v19);
      let v33: f32 = binding_0_0[v32];
      let v34: f32 = (v33 + c23);
      let v35: i32 = (v26 + v20);
      let v36: f32 = binding_0_0[v35];
      let v37: f32 = (v36 + c24);
      c21 = v28;
      c22 = v31;
      c23 = v34;
      c24 = v37;
    }
    let v38: i32 = (v16 + v11);
    var c39: f32 = c21;
    for (var n40: i32 = v38; n40 < v5; n40 += 64i) {
      let v41: i32 = (v17 + n40);
      let v42: f32 = binding_0_0[v41];
      let v43: f32 = (v42 + c39);
      c39 = v43;
    }
    let v44: f32 = (c39 + c22);
    let v45: f32 = (v44 + c23);
    let v46: f32 = (v45 + c24);
    shared_0[v11] = v46;
    workgroupBarrier();
    let v47: i32 = 32i;
    let v48: bool = bitcast<u32>(v11) < bitcast<u32>(v47);
    let v49: i32 = (v11 + v47);
    if (v48) {
      let v50: f32 = shared_0[v11];
      let v51: f32 = shared_0[v49];
      let v52: f32 = (v50 + v51);
      shared_0[v11] = v52;
    }
    workgroupBarrier();
    let v53: i32 = 16i;
    let v54: bool = bitcast<u32>(v11) < bitcast<u32>(v53);
    let v55: i32 = (v11 + v53);
    if (v54) {
      let v56: f32 = shared_0[v11];
      let v57: f32 = shared_0[v55];
      let v58: f32 = (v56 + v57);
      shared_0[v11] = v58;
    }
    workgroupBarrier();
    let v59: i32 = 8i;
    let v60: bool = bitcast<u32>(v11) < bitcast<u32>(v59);
    let v61: i32 = (v11 + v59);
    if (v60) {
      let v62: f32 = shared_0[v11];
      let v63: f32 = shared_0[v61];
      let v64: f32 = (v62 + v63);
      shared_0[v11] = v64;
    }
    workgroupBarrier();
    let v65: i32 = 4i;
    let v66: bool = bitcast<u32>(v11) < bitcast<u32>(v65);
    let v67: i32 = (v11 + v65);
    if (v66) {
      let v68: f32 = shared_0[v11];
      let v69: f32 = shared_0[v67];
      let v70: f32 = (v68 + v69);
      shared_0[v11] = v70;
    }
    workgroupBarrier();
    let v71: i32 = 2i;
    let v72: bool = bitcast<u32>(v11) < bitcast<u32>(v71);
    let v73: i32 = (v11 + v71);
    if (v72) {
      let v74: f32 = shared_0[v11];
      let v75: f32 = shared_0[v73];
      let v76: f32 = (v74 + v75);
      shared_0[v11] = v76;
    }
    workgroupBarrier();
    let v77: i32 = 1i;
    let v78: bool = bitcast<u32>(v11) < bitcast<u32>(v77);
    let v79: i32 = (v11 + v77);
    if (v78) {
      let v80: f32 = shared_0[v11];
      let v81: f32 = shared_0[v79];
      let v82: f32 = (v80 + v81);
      shared_0[v11] = v82;
    }
    workgroupBarrier();
    let v83: i32 = 0i;
    let v84: f32 = shared_0[v83];
    workgroupBarrier();
    let v85: f32 = (v12 + v84);
    let v86: bool = v11 == v83;
    if (v86) {
      binding_0_2[n10] = v85;
    }
  }
}
