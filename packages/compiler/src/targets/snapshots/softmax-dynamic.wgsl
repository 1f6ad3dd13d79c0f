// _f_dispatch_0_generic_Dx128
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
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
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: f32 = -bitcast<f32>(infinity_bits);
  let v2: i32 = 0i;
  let v3: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v4: i32 = 128i;
  let v5: i32 = (v3 * v4);
  let v6: i32 = 128i;
  let v7: i32 = (v3 * v6);
  let v8: i32 = i32(workgroup_id.x);
  let v9: i32 = i32(workgroup_count.x);
  for (var n10: i32 = v8; n10 < v3; n10 += v9) {
    let v11: i32 = i32(thread_id.x);
    let v12: i32 = 128i;
    let v13: i32 = 64i;
    let v14: i32 = (n10 * v12);
    let v15: f32 = -bitcast<f32>(infinity_bits);
    let v16: vec4<f32> = vec4<f32>(v15);
    let v17: i32 = 32i;
    let v18: i32 = 4i;
    var c19: vec4<f32> = v16;
    for (var n20: i32 = v11; n20 < 32i; n20 += 64i) {
      let v21: i32 = (n20 * v18);
      let v22: i32 = (v14 + v21);
      let v23: vec4<f32> = binding_0_0[(v22) >> 2u];
      let v24: vec4<f32> = vec4<f32>(f32_max((v23).x, (c19).x), f32_max((v23).y, (c19).y), f32_max((v23).z, (c19).z), f32_max((v23).w, (c19).w));
      c19 = v24;
    }
    let v25: f32 = c19.x;
    let v26: f32 = c19.y;
    let v27: f32 = f32_max(v25, v26);
    let v28: f32 = c19.z;
    let v29: f32 = f32_max(v27, v28);
    let v30: f32 = c19.w;
    let v31: f32 = f32_max(v29, v30);
    shared_0[v11] = v31;
    workgroupBarrier();
    let v32: bool = bitcast<u32>(v11) < bitcast<u32>(v17);
    let v33: i32 = (v11 + v17);
    if (v32) {
      let v34: f32 = shared_0[v11];
      let v35: f32 = shared_0[v33];
      let v36: f32 = f32_max(v34, v35);
      shared_0[v11] = v36;
    }
    workgroupBarrier();
    let v37: i32 = 16i;
    let v38: bool = bitcast<u32>(v11) < bitcast<u32>(v37);
    let v39: i32 = (v11 + v37);
    if (v38) {
      let v40: f32 = shared_0[v11];
      let v41: f32 = shared_0[v39];
      let v42: f32 = f32_max(v40, v41);
      shared_0[v11] = v42;
    }
    workgroupBarrier();
    let v43: i32 = 8i;
    let v44: bool = bitcast<u32>(v11) < bitcast<u32>(v43);
    let v45: i32 = (v11 + v43);
    if (v44) {
      let v46: f32 = shared_0[v11];
      let v47: f32 = shared_0[v45];
      let v48: f32 = f32_max(v46, v47);
      shared_0[v11] = v48;
    }
    workgroupBarrier();
    let v49: bool = bitcast<u32>(v11) < bitcast<u32>(v18);
    let v50: i32 = (v11 + v18);
    if (v49) {
      let v51: f32 = shared_0[v11];
      let v52: f32 = shared_0[v50];
      let v53: f32 = f32_max(v51, v52);
      shared_0[v11] = v53;
    }
    workgroupBarrier();
    let v54: i32 = 2i;
    let v55: bool = bitcast<u32>(v11) < bitcast<u32>(v54);
    let v56: i32 = (v11 + v54);
    if (v55) {
      let v57: f32 = shared_0[v11];
      let v58: f32 = shared_0[v56];
      let v59: f32 = f32_max(v57, v58);
      shared_0[v11] = v59;
    }
    workgroupBarrier();
    let v60: i32 = 1i;
    let v61: bool = bitcast<u32>(v11) < bitcast<u32>(v60);
    let v62: i32 = (v11 + v60);
    if (v61) {
      let v63: f32 = shared_0[v11];
      let v64: f32 = shared_0[v62];
      let v65: f32 = f32_max(v63, v64);
      shared_0[v11] = v65;
    }
    workgroupBarrier();
    let v66: i32 = 0i;
    let v67: f32 = shared_0[v66];
    workgroupBarrier();
    let v68: f32 = f32_max(v1, v67);
    for (var n69: i32 = v11; n69 < 128i; n69 += 64i) {
      let v70: i32 = (v14 + n69);
      let v71: f32 = binding_0_0[(v70) >> 2u][(v70) & 3i];
      let v72: f32 = (v71 - v68);
      let v73: f32 = f32_exp(v72);
      binding_0_1[v70] = v73;
    }
  }
}
// _f_dispatch_1_generic_Dx128
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: f32 = 0f;
  let v2: i32 = 0i;
  let v3: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v4: i32 = 128i;
  let v5: i32 = (v3 * v4);
  let v6: i32 = 128i;
  let v7: i32 = (v3 * v6);
  let v8: i32 = i32(workgroup_id.x);
  let v9: i32 = i32(workgroup_count.x);
  for (var n10: i32 = v8; n10 < v3; n10 += v9) {
    let v11: i32 = i32(thread_id.x);
    let v12: i32 = 128i;
    let v13: i32 = 64i;
    let v14: i32 = (n10 * v12);
    let v15: f32 = 0f;
    let v16: vec4<f32> = vec4<f32>(v15);
    let v17: i32 = 32i;
    let v18: i32 = 4i;
    var c19: vec4<f32> = v16;
    for (var n20: i32 = v11; n20 < 32i; n20 += 64i) {
      let v21: i32 = (n20 * v18);
      let v22: i32 = (v14 + v21);
      let v23: vec4<f32> = binding_0_0[(v22) >> 2u];
      let v24: vec4<f32> = (v23 + c19);
      c19 = v24;
    }
    let v25: f32 = c19.x;
    let v26: f32 = c19.y;
    let v27: f32 = (v25 + v26);
    let v28: f32 = c19.z;
    let v29: f32 = (v27 + v28);
    let v30: f32 = c19.w;
    let v31: f32 = (v29 + v30);
    shared_0[v11] = v31;
    workgroupBarrier();
    let v32: bool = bitcast<u32>(v11) < bitcast<u32>(v17);
    let v33: i32 = (v11 + v17);
    if (v32) {
      let v34: f32 = shared_0[v11];
      let v35: f32 = shared_0[v33];
      let v36: f32 = (v34 + v35);
      shared_0[v11] = v36;
    }
    workgroupBarrier();
    let v37: i32 = 16i;
    let v38: bool = bitcast<u32>(v11) < bitcast<u32>(v37);
    let v39: i32 = (v11 + v37);
    if (v38) {
      let v40: f32 = shared_0[v11];
      let v41: f32 = shared_0[v39];
      let v42: f32 = (v40 + v41);
      shared_0[v11] = v42;
    }
    workgroupBarrier();
    let v43: i32 = 8i;
    let v44: bool = bitcast<u32>(v11) < bitcast<u32>(v43);
    let v45: i32 = (v11 + v43);
    if (v44) {
      let v46: f32 = shared_0[v11];
      let v47: f32 = shared_0[v45];
      let v48: f32 = (v46 + v47);
      shared_0[v11] = v48;
    }
    workgroupBarrier();
    let v49: bool = bitcast<u32>(v11) < bitcast<u32>(v18);
    let v50: i32 = (v11 + v18);
    if (v49) {
      let v51: f32 = shared_0[v11];
      let v52: f32 = shared_0[v50];
      let v53: f32 = (v51 + v52);
      shared_0[v11] = v53;
    }
    workgroupBarrier();
    let v54: i32 = 2i;
    let v55: bool = bitcast<u32>(v11) < bitcast<u32>(v54);
    let v56: i32 = (v11 + v54);
    if (v55) {
      let v57: f32 = shared_0[v11];
      let v58: f32 = shared_0[v56];
      let v59: f32 = (v57 + v58);
      shared_0[v11] = v59;
    }
    workgroupBarrier();
    let v60: i32 = 1i;
    let v61: bool = bitcast<u32>(v11) < bitcast<u32>(v60);
    let v62: i32 = (v11 + v60);
    if (v61) {
      let v63: f32 = shared_0[v11];
      let v64: f32 = shared_0[v62];
      let v65: f32 = (v63 + v64);
      shared_0[v11] = v65;
    }
    workgroupBarrier();
    let v66: i32 = 0i;
    let v67: f32 = shared_0[v66];
    workgroupBarrier();
    let v68: f32 = (v1 + v67);
    for (var n69: i32 = v11; n69 < 128i; n69 += 64i) {
      let v70: i32 = (v14 + n69);
      let v71: f32 = binding_0_0[(v70) >> 2u][(v70) & 3i];
      let v72: f32 = (v71 / v68);
      binding_0_1[v70] = v72;
    }
  }
}
