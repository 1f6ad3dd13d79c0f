// f_dispatch_0
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: f32 = 0f;
  let v1: i32 = 0i;
  let v2: i32 = i32(workgroup_id.y);
  let v3: i32 = i32(workgroup_id.x);
  let v4: i32 = 64i;
  let v5: i32 = 100i;
  let v6: i32 = (v3 * v4);
  let v7: i32 = (v5 - v6);
  let v8: i32 = bitcast<i32>(min(bitcast<u32>(v4), bitcast<u32>(v7)));
  let v9: i32 = i32(thread_id.x);
  let v10: i32 = 64i;
  let v11: i32 = -1i;
  let v12: i32 = (v2 + v11);
  let v13: bool = bitcast<u32>(v12) < bitcast<u32>(v10);
  let v14: i32 = -2i;
  let v15: i32 = 96i;
  let v16: i32 = (v2 * v15);
  let v17: i32 = (v6 + v16);
  let v18: i32 = -98i;
  let v19: i32 = 100i;
  let v20: i32 = (v2 * v19);
  let v21: i32 = (v6 + v20);
  for (var n22: i32 = v9; n22 < v8; n22 += 64i) {
    let v23: i32 = (v6 + n22);
    let v24: i32 = (v23 + v14);
    let v25: bool = bitcast<u32>(v24) < bitcast<u32>(v15);
    let v26: bool = v13 & v25;
    let v27: i32 = (v17 + n22);
    let v28: i32 = (v27 + v18);
    var c29: f32;
    if (v26) {
      let v30: f32 = binding_0_0[v28];
      c29 = v30;
    } else {
      c29 = v0;
    }
    let v31: i32 = (v21 + n22);
    binding_0_1[v31] = c29;
  }
}
