// _f_dispatch_0_generic_Dx128
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
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
    var c16: f32 = v15;
    for (var n17: i32 = v11; n17 < 128i; n17 += 64i) {
      let v18: i32 = (v14 + n17);
      let v19: f32 = binding_0_0[v18];
      let v20: f32 = f32_max(v19, c16);
      c16 = v20;
    }
    shared_0[v11] = c16;
    workgroupBarrier();
    let v21: i32 = 32i;
    let v22: bool = bitcast<u32>(v11) < bitcast<u32>(v21);
    let v23: i32 = (v11 + v21);
    if (v22) {
      let v24: f32 = shared_0[v11];
      let v25: f32 = shared_0[v23];
      let v26: f32 = f32_max(v24, v25);
      shared_0[v11] = v26;
    }
    workgroupBarrier();
    let v27: i32 = 16i;
    let v28: bool = bitcast<u32>(v11) < bitcast<u32>(v27);
    let v29: i32 = (v11 + v27);
    if (v28) {
      let v30: f32 = shared_0[v11];
      let v31: f32 = shared_0[v29];
      let v32: f32 = f32_max(v30, v31);
      shared_0[v11] = v32;
    }
    workgroupBarrier();
    let v33: i32 = 8i;
    let v34: bool = bitcast<u32>(v11) < bitcast<u32>(v33);
    let v35: i32 = (v11 + v33);
    if (v34) {
      let v36: f32 = shared_0[v11];
      let v37: f32 = shared_0[v35];
      let v38: f32 = f32_max(v36, v37);
      shared_0[v11] = v38;
    }
    workgroupBarrier();
    let v39: i32 = 4i;
    let v40: bool = bitcast<u32>(v11) < bitcast<u32>(v39);
    let v41: i32 = (v11 + v39);
    if (v40) {
      let v42: f32 = shared_0[v11];
      let v43: f32 = shared_0[v41];
      let v44: f32 = f32_max(v42, v43);
      shared_0[v11] = v44;
    }
    workgroupBarrier();
    let v45: i32 = 2i;
    let v46: bool = bitcast<u32>(v11) < bitcast<u32>(v45);
    let v47: i32 = (v11 + v45);
    if (v46) {
      let v48: f32 = shared_0[v11];
      let v49: f32 = shared_0[v47];
      let v50: f32 = f32_max(v48, v49);
      shared_0[v11] = v50;
    }
    workgroupBarrier();
    let v51: i32 = 1i;
    let v52: bool = bitcast<u32>(v11) < bitcast<u32>(v51);
    let v53: i32 = (v11 + v51);
    if (v52) {
      let v54: f32 = shared_0[v11];
      let v55: f32 = shared_0[v53];
      let v56: f32 = f32_max(v54, v55);
      shared_0[v11] = v56;
    }
    workgroupBarrier();
    let v57: i32 = 0i;
    let v58: f32 = shared_0[v57];
    workgroupBarrier();
    let v59: f32 = f32_max(v1, v58);
    for (var n60: i32 = v11; n60 < 128i; n60 += 64i) {
      let v61: i32 = (v14 + n60);
      let v62: f32 = binding_0_0[v61];
      let v63: f32 = (v62 - v59);
      let v64: f32 = f32_exp(v63);
      binding_0_1[v61] = v64;
    }
  }
}
// _f_dispatch_1_generic_Dx128
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
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
    var c16: f32 = v15;
    for (var n17: i32 = v11; n17 < 128i; n17 += 64i) {
      let v18: i32 = (v14 + n17);
      let v19: f32 = binding_0_0[v18];
      let v20: f32 = (v19 + c16);
      c16 = v20;
    }
    shared_0[v11] = c16;
    workgroupBarrier();
    let v21: i32 = 32i;
    let v22: bool = bitcast<u32>(v11) < bitcast<u32>(v21);
    let v23: i32 = (v11 + v21);
    if (v22) {
      let v24: f32 = shared_0[v11];
      let v25: f32 = shared_0[v23];
      let v26: f32 = (v24 + v25);
      shared_0[v11] = v26;
    }
    workgroupBarrier();
    let v27: i32 = 16i;
    let v28: bool = bitcast<u32>(v11) < bitcast<u32>(v27);
    let v29: i32 = (v11 + v27);
    if (v28) {
      let v30: f32 = shared_0[v11];
      let v31: f32 = shared_0[v29];
      let v32: f32 = (v30 + v31);
      shared_0[v11] = v32;
    }
    workgroupBarrier();
    let v33: i32 = 8i;
    let v34: bool = bitcast<u32>(v11) < bitcast<u32>(v33);
    let v35: i32 = (v11 + v33);
    if (v34) {
      let v36: f32 = shared_0[v11];
      let v37: f32 = shared_0[v35];
      let v38: f32 = (v36 + v37);
      shared_0[v11] = v38;
    }
    workgroupBarrier();
    let v39: i32 = 4i;
    let v40: bool = bitcast<u32>(v11) < bitcast<u32>(v39);
    let v41: i32 = (v11 + v39);
    if (v40) {
      let v42: f32 = shared_0[v11];
      let v43: f32 = shared_0[v41];
      let v44: f32 = (v42 + v43);
      shared_0[v11] = v44;
    }
    workgroupBarrier();
    let v45: i32 = 2i;
    let v46: bool = bitcast<u32>(v11) < bitcast<u32>(v45);
    let v47: i32 = (v11 + v45);
    if (v46) {
      let v48: f32 = shared_0[v11];
      let v49: f32 = shared_0[v47];
      let v50: f32 = (v48 + v49);
      shared_0[v11] = v50;
    }
    workgroupBarrier();
    let v51: i32 = 1i;
    let v52: bool = bitcast<u32>(v11) < bitcast<u32>(v51);
    let v53: i32 = (v11 + v51);
    if (v52) {
      let v54: f32 = shared_0[v11];
      let v55: f32 = shared_0[v53];
      let v56: f32 = (v54 + v55);
      shared_0[v11] = v56;
    }
    workgroupBarrier();
    let v57: i32 = 0i;
    let v58: f32 = shared_0[v57];
    workgroupBarrier();
    let v59: f32 = (v1 + v58);
    for (var n60: i32 = v11; n60 < 128i; n60 += 64i) {
      let v61: i32 = (v14 + n60);
      let v62: f32 = binding_0_0[v61];
      let v63: f32 = (v62 / v59);
      binding_0_1[v61] = v63;
    }
  }
}
