// f_dispatch_0_generic_64x1024
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = i32(thread_id.x);
  let v3: f32 = binding_0_1[v1];
  let v4: f32 = 0f;
  let v5: i32 = 1024i;
  let v6: i32 = 256i;
  let v7: i32 = (v1 * v5);
  let v8: i32 = 64i;
  let v9: i32 = 128i;
  let v10: i32 = 192i;
  var c11: f32 = v4;
  var c12: f32 = v4;
  var c13: f32 = v4;
  var c14: f32 = v4;
  for (var n15: i32 = v2; n15 < 1024i; n15 += 256i) {
    let v16: i32 = (v7 + n15);
    let v17: f32 = binding_0_0[v16];
    let v18: f32 = (v17 + c11);
    let v19: i32 = (v16 + v8);
    let v20: f32 = binding_0_0[v19];
    let v21: f32 = (v20 + c12);
    let v22: i32 = (v16 + v9);
    let v23: f32 = binding_0_0[v22];
    let v24: f32 = (v23 + c13);
    let v25: i32 = (v16 + v10);
    let v26: f32 = binding_0_0[v25];
    let v27: f32 = (v26 + c14);
    c11 = v18;
    c12 = v21;
    c13 = v24;
    c14 = v27;
  }
  let v28: f32 = (c11 + c12);
  let v29: f32 = (v28 + c13);
  let v30: f32 = (v29 + c14);
  shared_0[v2] = v30;
  workgroupBarrier();
  let v31: i32 = 32i;
  let v32: bool = bitcast<u32>(v2) < bitcast<u32>(v31);
  let v33: i32 = (v2 + v31);
  if (v32) {
    let v34: f32 = shared_0[v2];
    let v35: f32 = shared_0[v33];
    let v36: f32 = (v34 + v35);
    shared_0[v2] = v36;
  }
  workgroupBarrier();
  let v37: i32 = 16i;
  let v38: bool = bitcast<u32>(v2) < bitcast<u32>(v37);
  let v39: i32 = (v2 + v37);
  if (v38) {
    let v40: f32 = shared_0[v2];
    let v41: f32 = shared_0[v39];
    let v42: f32 = (v40 + v41);
    shared_0[v2] = v42;
  }
  workgroupBarrier();
  let v43: i32 = 8i;
  let v44: bool = bitcast<u32>(v2) < bitcast<u32>(v43);
  let v45: i32 = (v2 + v43);
  if (v44) {
    let v46: f32 = shared_0[v2];
    let v47: f32 = shared_0[v45];
    let v48: f32 = (v46 + v47);
    shared_0[v2] = v48;
  }
  workgroupBarrier();
  let v49: i32 = 4i;
  let v50: bool = bitcast<u32>(v2) < bitcast<u32>(v49);
  let v51: i32 = (v2 + v49);
  if (v50) {
    let v52: f32 = shared_0[v2];
    let v53: f32 = shared_0[v51];
    let v54: f32 = (v52 + v53);
    shared_0[v2] = v54;
  }
  workgroupBarrier();
  let v55: i32 = 2i;
  let v56: bool = bitcast<u32>(v2) < bitcast<u32>(v55);
  let v57: i32 = (v2 + v55);
  if (v56) {
    let v58: f32 = shared_0[v2];
    let v59: f32 = shared_0[v57];
    let v60: f32 = (v58 + v59);
    shared_0[v2] = v60;
  }
  workgroupBarrier();
  let v61: i32 = 1i;
  let v62: bool = bitcast<u32>(v2) < bitcast<u32>(v61);
  let v63: i32 = (v2 + v61);
  if (v62) {
    let v64: f32 = shared_0[v2];
    let v65: f32 = shared_0[v63];
    let v66: f32 = (v64 + v65);
    shared_0[v2] = v66;
  }
  workgroupBarrier();
  let v67: i32 = 0i;
  let v68: f32 = shared_0[v67];
  workgroupBarrier();
  let v69: f32 = (v3 + v68);
  let v70: bool = v2 == v67;
  if (v70) {
    binding_0_2[v1] = v69;
  }
}
