// _f_dispatch_0_generic_64x128
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
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
  var c8: f32 = v7;
  for (var n9: i32 = v3; n9 < 128i; n9 += 64i) {
    let v10: i32 = (v6 + n9);
    let v11: f32 = binding_0_0[v10];
    let v12: f32 = f32_max(v11, c8);
    c8 = v12;
  }
  shared_0[v3] = c8;
  workgroupBarrier();
  let v13: i32 = 32i;
  let v14: bool = bitcast<u32>(v3) < bitcast<u32>(v13);
  let v15: i32 = (v3 + v13);
  if (v14) {
    let v16: f32 = shared_0[v3];
    let v17: f32 = shared_0[v15];
    let v18: f32 = f32_max(v16, v17);
    shared_0[v3] = v18;
  }
  workgroupBarrier();
  let v19: i32 = 16i;
  let v20: bool = bitcast<u32>(v3) < bitcast<u32>(v19);
  let v21: i32 = (v3 + v19);
  if (v20) {
    let v22: f32 = shared_0[v3];
    let v23: f32 = shared_0[v21];
    let v24: f32 = f32_max(v22, v23);
    shared_0[v3] = v24;
  }
  workgroupBarrier();
  let v25: i32 = 8i;
  let v26: bool = bitcast<u32>(v3) < bitcast<u32>(v25);
  let v27: i32 = (v3 + v25);
  if (v26) {
    let v28: f32 = shared_0[v3];
    let v29: f32 = shared_0[v27];
    let v30: f32 = f32_max(v28, v29);
    shared_0[v3] = v30;
  }
  workgroupBarrier();
  let v31: i32 = 4i;
  let v32: bool = bitcast<u32>(v3) < bitcast<u32>(v31);
  let v33: i32 = (v3 + v31);
  if (v32) {
    let v34: f32 = shared_0[v3];
    let v35: f32 = shared_0[v33];
    let v36: f32 = f32_max(v34, v35);
    shared_0[v3] = v36;
  }
  workgroupBarrier();
  let v37: i32 = 2i;
  let v38: bool = bitcast<u32>(v3) < bitcast<u32>(v37);
  let v39: i32 = (v3 + v37);
  if (v38) {
    let v40: f32 = shared_0[v3];
    let v41: f32 = shared_0[v39];
    let v42: f32 = f32_max(v40, v41);
    shared_0[v3] = v42;
  }
  workgroupBarrier();
  let v43: i32 = 1i;
  let v44: bool = bitcast<u32>(v3) < bitcast<u32>(v43);
  let v45: i32 = (v3 + v43);
  if (v44) {
    let v46: f32 = shared_0[v3];
    let v47: f32 = shared_0[v45];
    let v48: f32 = f32_max(v46, v47);
    shared_0[v3] = v48;
  }
  workgroupBarrier();
  let v49: i32 = 0i;
  let v50: f32 = shared_0[v49];
  workgroupBarrier();
  let v51: f32 = f32_max(v0, v50);
  for (var n52: i32 = v3; n52 < 128i; n52 += 64i) {
    let v53: i32 = (v6 + n52);
    let v54: f32 = binding_0_0[v53];
    let v55: f32 = (v54 - v51);
    let v56: f32 = f32_exp(v55);
    binding_0_1[v53] = v56;
  }
}
// _f_dispatch_1_generic_64x128
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
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
  var c8: f32 = v7;
  for (var n9: i32 = v3; n9 < 128i; n9 += 64i) {
    let v10: i32 = (v6 + n9);
    let v11: f32 = binding_0_0[v10];
    let v12: f32 = (v11 + c8);
    c8 = v12;
  }
  shared_0[v3] = c8;
  workgroupBarrier();
  let v13: i32 = 32i;
  let v14: bool = bitcast<u32>(v3) < bitcast<u32>(v13);
  let v15: i32 = (v3 + v13);
  if (v14) {
    let v16: f32 = shared_0[v3];
    let v17: f32 = shared_0[v15];
    let v18: f32 = (v16 + v17);
    shared_0[v3] = v18;
  }
  workgroupBarrier();
  let v19: i32 = 16i;
  let v20: bool = bitcast<u32>(v3) < bitcast<u32>(v19);
  let v21: i32 = (v3 + v19);
  if (v20) {
    let v22: f32 = shared_0[v3];
    let v23: f32 = shared_0[v21];
    let v24: f32 = (v22 + v23);
    shared_0[v3] = v24;
  }
  workgroupBarrier();
  let v25: i32 = 8i;
  let v26: bool = bitcast<u32>(v3) < bitcast<u32>(v25);
  let v27: i32 = (v3 + v25);
  if (v26) {
    let v28: f32 = shared_0[v3];
    let v29: f32 = shared_0[v27];
    let v30: f32 = (v28 + v29);
    shared_0[v3] = v30;
  }
  workgroupBarrier();
  let v31: i32 = 4i;
  let v32: bool = bitcast<u32>(v3) < bitcast<u32>(v31);
  let v33: i32 = (v3 + v31);
  if (v32) {
    let v34: f32 = shared_0[v3];
    let v35: f32 = shared_0[v33];
    let v36: f32 = (v34 + v35);
    shared_0[v3] = v36;
  }
  workgroupBarrier();
  let v37: i32 = 2i;
  let v38: bool = bitcast<u32>(v3) < bitcast<u32>(v37);
  let v39: i32 = (v3 + v37);
  if (v38) {
    let v40: f32 = shared_0[v3];
    let v41: f32 = shared_0[v39];
    let v42: f32 = (v40 + v41);
    shared_0[v3] = v42;
  }
  workgroupBarrier();
  let v43: i32 = 1i;
  let v44: bool = bitcast<u32>(v3) < bitcast<u32>(v43);
  let v45: i32 = (v3 + v43);
  if (v44) {
    let v46: f32 = shared_0[v3];
    let v47: f32 = shared_0[v45];
    let v48: f32 = (v46 + v47);
    shared_0[v3] = v48;
  }
  workgroupBarrier();
  let v49: i32 = 0i;
  let v50: f32 = shared_0[v49];
  workgroupBarrier();
  let v51: f32 = (v0 + v50);
  for (var n52: i32 = v3; n52 < 128i; n52 += 64i) {
    let v53: i32 = (v6 + n52);
    let v54: f32 = binding_0_0[v53];
    let v55: f32 = (v54 / v51);
    binding_0_1[v53] = v55;
  }
}
