// _f_dispatch_0_generic_64x128
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
var<workgroup> shared_0: array<f32, 64>;
var<private> infinity_bits: u32 = 0x7f800000u;
fn f32_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
fn f32_max(a: f32, b: f32) -> f32 {
  return select(max(a, b), a + b, f32_is_nan(a) || f32_is_nan(b));
}
fn f32_exp(x: f32) -> f32 {
  return select(exp(x), x, f32_is_nan(x));
}
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: f32 = -bitcast<f32>(infinity_bits);
  let v1: i32 = 0i;
  let v2: i32 = i32(workgroup_id.x);
  let v3: i32 = i32(thread_id.x);
  let v4: i32 = 128i;
  let v5: i32 = 64i;
  let v6: i32 = (v2 * v4);
  let v7: f32 = -bitcast<f32>(infinity_bits);
  let v8: vec4<f32> = vec4<f32>(v7);
  let v9: i32 = 32i;
  let v10: i32 = 4i;
  var c11: vec4<f32> = v8;
  for (var n12: i32 = v3; n12 < 32i; n12 += 64i) {
    let v13: i32 = (n12 * v10);
    let v14: i32 = (v6 + v13);
    let v15: vec4<f32> = binding_0_0[(v14) >> 2u];
    let v16: vec4<f32> = vec4<f32>(f32_max((v15).x, (c11).x), f32_max((v15).y, (c11).y), f32_max((v15).z, (c11).z), f32_max((v15).w, (c11).w));
    c11 = v16;
  }
  let v17: f32 = c11.x;
  let v18: f32 = c11.y;
  let v19: f32 = f32_max(v17, v18);
  let v20: f32 = c11.z;
  let v21: f32 = f32_max(v19, v20);
  let v22: f32 = c11.w;
  let v23: f32 = f32_max(v21, v22);
  shared_0[v3] = v23;
  workgroupBarrier();
  let v24: bool = bitcast<u32>(v3) < bitcast<u32>(v9);
  let v25: i32 = (v3 + v9);
  if (v24) {
    let v26: f32 = shared_0[v3];
    let v27: f32 = shared_0[v25];
    let v28: f32 = f32_max(v26, v27);
    shared_0[v3] = v28;
  }
  workgroupBarrier();
  let v29: i32 = 16i;
  let v30: bool = bitcast<u32>(v3) < bitcast<u32>(v29);
  let v31: i32 = (v3 + v29);
  if (v30) {
    let v32: f32 = shared_0[v3];
    let v33: f32 = shared_0[v31];
    let v34: f32 = f32_max(v32, v33);
    shared_0[v3] = v34;
  }
  workgroupBarrier();
  let v35: i32 = 8i;
  let v36: bool = bitcast<u32>(v3) < bitcast<u32>(v35);
  let v37: i32 = (v3 + v35);
  if (v36) {
    let v38: f32 = shared_0[v3];
    let v39: f32 = shared_0[v37];
    let v40: f32 = f32_max(v38, v39);
    shared_0[v3] = v40;
  }
  workgroupBarrier();
  let v41: bool = bitcast<u32>(v3) < bitcast<u32>(v10);
  let v42: i32 = (v3 + v10);
  if (v41) {
    let v43: f32 = shared_0[v3];
    let v44: f32 = shared_0[v42];
    let v45: f32 = f32_max(v43, v44);
    shared_0[v3] = v45;
  }
  workgroupBarrier();
  let v46: i32 = 2i;
  let v47: bool = bitcast<u32>(v3) < bitcast<u32>(v46);
  let v48: i32 = (v3 + v46);
  if (v47) {
    let v49: f32 = shared_0[v3];
    let v50: f32 = shared_0[v48];
    let v51: f32 = f32_max(v49, v50);
    shared_0[v3] = v51;
  }
  workgroupBarrier();
  let v52: i32 = 1i;
  let v53: bool = bitcast<u32>(v3) < bitcast<u32>(v52);
  let v54: i32 = (v3 + v52);
  if (v53) {
    let v55: f32 = shared_0[v3];
    let v56: f32 = shared_0[v54];
    let v57: f32 = f32_max(v55, v56);
    shared_0[v3] = v57;
  }
  workgroupBarrier();
  let v58: i32 = 0i;
  let v59: f32 = shared_0[v58];
  workgroupBarrier();
  let v60: f32 = f32_max(v0, v59);
  for (var n61: i32 = v3; n61 < 128i; n61 += 64i) {
    let v62: i32 = (v6 + n61);
    let v63: f32 = binding_0_0[(v62) >> 2u][(v62) & 3i];
    let v64: f32 = (v63 - v60);
    let v65: f32 = f32_exp(v64);
    binding_0_1[v62] = v65;
  }
}
// _f_dispatch_1_generic_64x128
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
var<workgroup> shared_0: array<f32, 64>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: f32 = 0f;
  let v1: i32 = 0i;
  let v2: i32 = i32(workgroup_id.x);
  let v3: i32 = i32(thread_id.x);
  let v4: i32 = 128i;
  let v5: i32 = 64i;
  let v6: i32 = (v2 * v4);
  let v7: f32 = 0f;
  let v8: vec4<f32> = vec4<f32>(v7);
  let v9: i32 = 32i;
  let v10: i32 = 4i;
  var c11: vec4<f32> = v8;
  for (var n12: i32 = v3; n12 < 32i; n12 += 64i) {
    let v13: i32 = (n12 * v10);
    let v14: i32 = (v6 + v13);
    let v15: vec4<f32> = binding_0_0[(v14) >> 2u];
    let v16: vec4<f32> = (v15 + c11);
    c11 = v16;
  }
  let v17: f32 = c11.x;
  let v18: f32 = c11.y;
  let v19: f32 = (v17 + v18);
  let v20: f32 = c11.z;
  let v21: f32 = (v19 + v20);
  let v22: f32 = c11.w;
  let v23: f32 = (v21 + v22);
  shared_0[v3] = v23;
  workgroupBarrier();
  let v24: bool = bitcast<u32>(v3) < bitcast<u32>(v9);
  let v25: i32 = (v3 + v9);
  if (v24) {
    let v26: f32 = shared_0[v3];
    let v27: f32 = shared_0[v25];
    let v28: f32 = (v26 + v27);
    shared_0[v3] = v28;
  }
  workgroupBarrier();
  let v29: i32 = 16i;
  let v30: bool = bitcast<u32>(v3) < bitcast<u32>(v29);
  let v31: i32 = (v3 + v29);
  if (v30) {
    let v32: f32 = shared_0[v3];
    let v33: f32 = shared_0[v31];
    let v34: f32 = (v32 + v33);
    shared_0[v3] = v34;
  }
  workgroupBarrier();
  let v35: i32 = 8i;
  let v36: bool = bitcast<u32>(v3) < bitcast<u32>(v35);
  let v37: i32 = (v3 + v35);
  if (v36) {
    let v38: f32 = shared_0[v3];
    let v39: f32 = shared_0[v37];
    let v40: f32 = (v38 + v39);
    shared_0[v3] = v40;
  }
  workgroupBarrier();
  let v41: bool = bitcast<u32>(v3) < bitcast<u32>(v10);
  let v42: i32 = (v3 + v10);
  if (v41) {
    let v43: f32 = shared_0[v3];
    let v44: f32 = shared_0[v42];
    let v45: f32 = (v43 + v44);
    shared_0[v3] = v45;
  }
  workgroupBarrier();
  let v46: i32 = 2i;
  let v47: bool = bitcast<u32>(v3) < bitcast<u32>(v46);
  let v48: i32 = (v3 + v46);
  if (v47) {
    let v49: f32 = shared_0[v3];
    let v50: f32 = shared_0[v48];
    let v51: f32 = (v49 + v50);
    shared_0[v3] = v51;
  }
  workgroupBarrier();
  let v52: i32 = 1i;
  let v53: bool = bitcast<u32>(v3) < bitcast<u32>(v52);
  let v54: i32 = (v3 + v52);
  if (v53) {
    let v55: f32 = shared_0[v3];
    let v56: f32 = shared_0[v54];
    let v57: f32 = (v55 + v56);
    shared_0[v3] = v57;
  }
  workgroupBarrier();
  let v58: i32 = 0i;
  let v59: f32 = shared_0[v58];
  workgroupBarrier();
  let v60: f32 = (v0 + v59);
  for (var n61: i32 = v3; n61 < 128i; n61 += 64i) {
    let v62: i32 = (v6 + n61);
    let v63: f32 = binding_0_0[(v62) >> 2u][(v62) & 3i];
    let v64: f32 = (v63 / v60);
    binding_0_1[v62] = v64;
  }
}
