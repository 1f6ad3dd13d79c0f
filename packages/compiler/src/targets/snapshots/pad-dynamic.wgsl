// f_dispatch_0
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: i32 = bitcast<i32>(constants[0].y);
  let v2: f32 = 0f;
  let v3: i32 = 0i;
  let v4: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v5: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v6: i32 = 96i;
  let v7: i32 = (v4 * v6);
  let v8: i32 = 100i;
  let v9: i32 = (v5 * v8);
  let v10: i32 = i32(workgroup_id.y);
  let v11: i32 = i32(workgroup_count.y);
  let v12: i32 = i32(workgroup_id.x);
  let v13: i32 = 64i;
  let v14: i32 = 100i;
  let v15: i32 = (v12 * v13);
  let v16: i32 = (v14 - v15);
  let v17: i32 = bitcast<i32>(min(bitcast<u32>(v13), bitcast<u32>(v16)));
  for (var n18: i32 = v10; n18 < v5; n18 += v11) {
    let v19: i32 = i32(thread_id.x);
    let v20: i32 = 64i;
    let v21: i32 = -1i;
    let v22: i32 = (n18 + v21);
    let v23: bool = bitcast<u32>(v22) < bitcast<u32>(v4);
    let v24: i32 = -2i;
    let v25: i32 = 96i;
    let v26: i32 = (n18 * v25);
    let v27: i32 = (v15 + v26);
    let v28: i32 = -98i;
    let v29: i32 = 100i;
    let v30: i32 = (n18 * v29);
    let v31: i32 = (v15 + v30);
    for (var n32: i32 = v19; n32 < v17; n32 += 64i) {
      let v33: i32 = (v15 + n32);
      let v34: i32 = (v33 + v24);
      let v35: bool = bitcast<u32>(v34) < bitcast<u32>(v25);
      let v36: bool = v23 & v35;
      let v37: i32 = (v27 + n32);
      let v38: i32 = (v37 + v28);
      var c39: f32;
      if (v36) {
        let v40: f32 = binding_0_0[v38];
        c39 = v40;
      } else {
        c39 = v2;
      }
      let v41: i32 = (v31 + n32);
      binding_0_1[v41] = c39;
    }
  }
}
