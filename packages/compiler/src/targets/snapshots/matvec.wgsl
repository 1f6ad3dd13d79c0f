// f_dispatch_0_matvec_64x96
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
var<workgroup> shared_0: array<f32, 64>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = i32(thread_id.x);
  let v3: f32 = binding_0_2[v1];
  let v4: f32 = 0f;
  let v5: i32 = 96i;
  let v6: i32 = 64i;
  let v7: i32 = (v1 * v5);
  var c8: f32 = v4;
  for (var n9: i32 = v2; n9 < 96i; n9 += 64i) {
    let v10: i32 = (v7 + n9);
    let v11: f32 = binding_0_0[v10];
    let v12: f32 = binding_0_1[n9];
    let v13: f32 = (v11 * v12);
    let v14: f32 = (c8 + v13);
    c8 = v14;
  }
  shared_0[v2] = c8;
  workgroupBarrier();
  let v15: i32 = 32i;
  let v16: bool = bitcast<u32>(v2) < bitcast<u32>(v15);
  let v17: i32 = (v2 + v15);
  if (v16) {
    let v18: f32 = shared_0[v2];
    let v19: f32 = shared_0[v17];
    let v20: f32 = (v18 + v19);
    shared_0[v2] = v20;
  }
  workgroupBarrier();
  let v21: i32 = 16i;
  let v22: bool = bitcast<u32>(v2) < bitcast<u32>(v21);
  let v23: i32 = (v2 + v21);
  if (v22) {
    let v24: f32 = shared_0[v2];
    let v25: f32 = shared_0[v23];
    let v26: f32 = (v24 + v25);
    shared_0[v2] = v26;
  }
  workgroupBarrier();
  let v27: i32 = 8i;
  let v28: bool = bitcast<u32>(v2) < bitcast<u32>(v27);
  let v29: i32 = (v2 + v27);
  if (v28) {
    let v30: f32 = shared_0[v2];
    let v31: f32 = shared_0[v29];
    let v32: f32 = (v30 + v31);
    shared_0[v2] = v32;
  }
  workgroupBarrier();
  let v33: i32 = 4i;
  let v34: bool = bitcast<u32>(v2) < bitcast<u32>(v33);
  let v35: i32 = (v2 + v33);
  if (v34) {
    let v36: f32 = shared_0[v2];
    let v37: f32 = shared_0[v35];
    let v38: f32 = (v36 + v37);
    shared_0[v2] = v38;
  }
  workgroupBarrier();
  let v39: i32 = 2i;
  let v40: bool = bitcast<u32>(v2) < bitcast<u32>(v39);
  let v41: i32 = (v2 + v39);
  if (v40) {
    let v42: f32 = shared_0[v2];
    let v43: f32 = shared_0[v41];
    let v44: f32 = (v42 + v43);
    shared_0[v2] = v44;
  }
  workgroupBarrier();
  let v45: i32 = 1i;
  let v46: bool = bitcast<u32>(v2) < bitcast<u32>(v45);
  let v47: i32 = (v2 + v45);
  if (v46) {
    let v48: f32 = shared_0[v2];
    let v49: f32 = shared_0[v47];
    let v50: f32 = (v48 + v49);
    shared_0[v2] = v50;
  }
  workgroupBarrier();
  let v51: i32 = 0i;
  let v52: f32 = shared_0[v51];
  workgroupBarrier();
  let v53: f32 = (v3 + v52);
  let v54: bool = v2 == v51;
  if (v54) {
    binding_0_3[v1] = v53;
  }
}
