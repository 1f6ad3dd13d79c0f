// f_dispatch_0_transpose_DxD
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 1>;
@compute @workgroup_size(64, 1, 1)
fn d0(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(num_workgroups) workgroup_count: vec3<u32>, @builtin(local_invocation_id) thread_id: vec3<u32>) {
  let v0: i32 = bitcast<i32>(constants[0].x);
  let v1: i32 = bitcast<i32>(constants[0].y);
  let v2: i32 = bitcast<i32>(constants[0].z);
  let v3: i32 = bitcast<i32>(constants[0].w);
  let v4: i32 = 0i;
  let v5: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v6: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v7: i32 = bitcast<i32>(bitcast<u32>(v2));
  let v8: i32 = bitcast<i32>(bitcast<u32>(v3));
  let v9: i32 = (v5 * v6);
  let v10: i32 = (v7 * v8);
  let v11: i32 = i32(workgroup_id.y);
  let v12: i32 = i32(workgroup_count.y);
  let v13: i32 = i32(workgroup_id.x);
  let v14: i32 = i32(workgroup_count.x);
  let v15: i32 = 64i;
  let v16: i32 = (v13 * v15);
  let v17: i32 = (v14 * v15);
  for (var n18: i32 = v11; n18 < v7; n18 += v12) {
    for (var n19: i32 = v16; n19 < v8; n19 += v17) {
      let v20: i32 = (v8 - n19);
      let v21: i32 = bitcast<i32>(min(bitcast<u32>(v15), bitcast<u32>(v20)));
      let v22: i32 = i32(thread_id.x);
      let v23: i32 = 64i;
      let v24: i32 = (n18 * v8);
      let v25: i32 = (n19 + v24);
      for (var n26: i32 = v22; n26 < v21; n26 += 64i) {
        let v27: i32 = (n19 + n26);
        let v28: i32 = (v27 * v6);
        let v29: i32 = (n18 + v28);
        let v30: f32 = binding_0_0[v29];
        let v31: i32 = (v25 + n26);
        binding_0_2[v31] = v30;
      }
    }
  }
}
