// f_dispatch_0_matvec_64x96
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<vec4<f32>>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<vec4<f32>>;
var<workgroup> shared_0: array<f32, 64>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = 0i;
  let v1: i32 = i32(workgroup_id.x);
  let v2: i32 = i32(thread_id.x);
  let v3: f32 = binding_0_2[v1];
  let v4: f32 = 0f;
  let v5: vec4<f32> = vec4<f32>(v4);
  let v6: i32 = 24i;
  let v7: i32 = 64i;
  let v8: i32 = 96i;
  let v9: i32 = (v1 * v8);
  let v10: i32 = 4i;
  var c11: vec4<f32> = v5;
  for (var n12: i32 = v2; n12 < 24i; n12 += 64i) {
    let v13: i32 = (n12 * v10);
    let v14: i32 = (v9 + v13);
    let v15: vec4<f32> = binding_0_0[(v14) >> 2u];
    let v16: vec4<f32> = binding_0_1[(v13) >> 2u];
    let v17: vec4<f32> = (v15 * v16);
    let v18: vec4<f32> = (c11 + v17);
    c11 = v18;
  }
  let v19: f32 = c11.x;
  let v20: f32 = c11.y;
  let v21: f32 = (v19 + v20);
  let v22: f32 = c11.z;
  let v23: f32 = (v21 + v22);
  let v24: f32 = c11.w;
  let v25: f32 = (v23 + v24);
  shared_0[v2] = v25;
  workgroupBarrier();
  let v26: i32 = 32i;
  let v27: bool = bitcast<u32>(v2) < bitcast<u32>(v26);
  let v28: i32 = (v2 + v26);
  if (v27) {
    let v29: f32 = shared_0[v2];
    let v30: f32 = shared_0[v28];
    let v31: f32 = (v29 + v30);
    shared_0[v2] = v31;
  }
  workgroupBarrier();
  let v32: i32 = 16i;
  let v33: bool = bitcast<u32>(v2) < bitcast<u32>(v32);
  let v34: i32 = (v2 + v32);
  if (v33) {
    let v35: f32 = shared_0[v2];
    let v36: f32 = shared_0[v34];
    let v37: f32 = (v35 + v36);
    shared_0[v2] = v37;
  }
  workgroupBarrier();
  let v38: i32 = 8i;
  let v39: bool = bitcast<u32>(v2) < bitcast<u32>(v38);
  let v40: i32 = (v2 + v38);
  if (v39) {
    let v41: f32 = shared_0[v2];
    let v42: f32 = shared_0[v40];
    let v43: f32 = (v41 + v42);
    shared_0[v2] = v43;
  }
  workgroupBarrier();
  let v44: bool = bitcast<u32>(v2) < bitcast<u32>(v10);
  let v45: i32 = (v2 + v10);
  if (v44) {
    let v46: f32 = shared_0[v2];
    let v47: f32 = shared_0[v45];
    let v48: f32 = (v46 + v47);
    shared_0[v2] = v48;
  }
  workgroupBarrier();
  let v49: i32 = 2i;
  let v50: bool = bitcast<u32>(v2) < bitcast<u32>(v49);
  let v51: i32 = (v2 + v49);
  if (v50) {
    let v52: f32 = shared_0[v2];
    let v53: f32 = shared_0[v51];
    let v54: f32 = (v52 + v53);
    shared_0[v2] = v54;
  }
  workgroupBarrier();
  let v55: i32 = 1i;
  let v56: bool = bitcast<u32>(v2) < bitcast<u32>(v55);
  let v57: i32 = (v2 + v55);
  if (v56) {
    let v58: f32 = shared_0[v2];
    let v59: f32 = shared_0[v57];
    let v60: f32 = (v58 + v59);
    shared_0[v2] = v60;
  }
  workgroupBarrier();
  let v61: i32 = 0i;
  let v62: f32 = shared_0[v61];
  workgroupBarrier();
  let v63: f32 = (v3 + v62);
  let v64: bool = v2 == v61;
  if (v64) {
    binding_0_3[v1] = v63;
  }
}
