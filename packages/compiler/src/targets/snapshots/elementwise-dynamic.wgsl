// f_dispatch_0_generic_DxD
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
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
  let v11: i32 = (v5 * v6);
  let v12: i32 = (v5 * v6);
  let v13: i32 = i32(workgroup_id.x);
  let v14: i32 = i32(workgroup_count.x);
  let v15: i32 = 64i;
  let v16: i32 = (v13 * v15);
  let v17: i32 = (v14 * v15);
  for (var n18: i32 = v16; n18 < v12; n18 += v17) {
    let v19: i32 = (v12 - n18);
    let v20: i32 = bitcast<i32>(min(bitcast<u32>(v15), bitcast<u32>(v19)));
    let v21: i32 = i32(thread_id.x);
    let v22: i32 = 64i;
    for (var n23: i32 = v21; n23 < v20; n23 += 64i) {
      let v24: i32 = (n18 + n23);
      let v25: f32 = binding_0_0[v24];
      let v26: f32 = binding_0_1[v24];
      let v27: f32 = (v25 + v26);
      let v28: f32 = (v27 * v27);
      binding_0_2[v24] = v28;
    }
  }
}
