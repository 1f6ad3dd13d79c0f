// f_dispatch_0_generic_64x1024
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
var<workgroup> shared_0: array<f32, 64>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = i32(thread_id.x);
  let v3: f32 = binding_0_1[v1];
  let v4: f32 = 0f;
  let v5: vec4<f32> = vec4<f32>(v4);
  let v6: i32 = 256i;
  let v7: i32 = 1024i;
  let v8: i32 = (v1 * v7);
  let v9: i32 = 4i;
  let v10: i32 = 512i;
  let v11: i32 = 768i;
  var c12: vec4<f32> = v5;
  var c13: vec4<f32> = v5;
  var c14: vec4<f32> = v5;
  var c15: vec4<f32> = v5;
  for (var n16: i32 = v2; n16 < 256i; n16 += 256i) {
    let v17: i32 = (n16 * v9);
    let v18: i32 = (v8 + v17);
    let v19: vec4<f32> = binding_0_0[(v18) >> 2u];
    let v20: vec4<f32> = (v19 + c12);
    let v21: i32 = (v18 + v6);
    let v22: vec4<f32> = binding_0_0[(v21) >> 2u];
    let v23: vec4<f32> = (v22 + c13);
    let v24: i32 = (v18 + v10);
    let v25: vec4<f32> = binding_0_0[(v24) >> 2u];
    let v26: vec4<f32> = (v25 + c14);
    let v27: i32 = (v18 + v11);
    let v28: vec4<f32> = binding_0_0[(v27) >> 2u];
    let v29: vec4<f32> = (v28 + c15);
    c12 = v20;
    c13 = v23;
    c14 = v26;
    c15 = v29;
  }
  let v30: vec4<f32> = (c12 + c13);
  let v31: vec4<f32> = (v30 + c14);
  let v32: vec4<f32> = (v31 + c15);
  let v33: f32 = v32.x;
  let v34: f32 = v32.y;
  let v35: f32 = (v33 + v34);
  let v36: f32 = v32.z;
  let v37: f32 = (v35 + v36);
  let v38: f32 = v32.w;
  let v39: f32 = (v37 + v38);
  shared_0[v2] = v39;
  workgroupBarrier();
  let v40: i32 = 32i;
  let v41: bool = bitcast<u32>(v2) < bitcast<u32>(v40);
  let v42: i32 = (v2 + v40);
  if (v41) {
    let v43: f32 = shared_0[v2];
    let v44: f32 = shared_0[v42];
    let v45: f32 = (v43 + v44);
    shared_0[v2] = v45;
  }
  workgroupBarrier();
  let v46: i32 = 16i;
  let v47: bool = bitcast<u32>(v2) < bitcast<u32>(v46);
  let v48: i32 = (v2 + v46);
  if (v47) {
    let v49: f32 = shared_0[v2];
    let v50: f32 = shared_0[v48];
    let v51: f32 = (v49 + v50);
    shared_0[v2] = v51;
  }
  workgroupBarrier();
  let v52: i32 = 8i;
  let v53: bool = bitcast<u32>(v2) < bitcast<u32>(v52);
  let v54: i32 = (v2 + v52);
  if (v53) {
    let v55: f32 = shared_0[v2];
    let v56: f32 = shared_0[v54];
    let v57: f32 = (v55 + v56);
    shared_0[v2] = v57;
  }
  workgroupBarrier();
  let v58: bool = bitcast<u32>(v2) < bitcast<u32>(v9);
  let v59: i32 = (v2 + v9);
  if (v58) {
    let v60: f32 = shared_0[v2];
    let v61: f32 = shared_0[v59];
    let v62: f32 = (v60 + v61);
    shared_0[v2] = v62;
  }
  workgroupBarrier();
  let v63: i32 = 2i;
  let v64: bool = bitcast<u32>(v2) < bitcast<u32>(v63);
  let v65: i32 = (v2 + v63);
  if (v64) {
    let v66: f32 = shared_0[v2];
    let v67: f32 = shared_0[v65];
    let v68: f32 = (v66 + v67);
    shared_0[v2] = v68;
  }
  workgroupBarrier();
  let v69: i32 = 1i;
  let v70: bool = bitcast<u32>(v2) < bitcast<u32>(v69);
  let v71: i32 = (v2 + v69);
  if (v70) {
    let v72: f32 = shared_0[v2];
    let v73: f32 = shared_0[v71];
    let v74: f32 = (v72 + v73);
    shared_0[v2] = v74;
  }
  workgroupBarrier();
  let v75: i32 = 0i;
  let v76: f32 = shared_0[v75];
  workgroupBarrier();
  let v77: f32 = (v3 + v76);
  let v78: bool = v2 == v75;
  if (v78) {
    binding_0_2[v1] = v77;
  }
}
