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
  let v3: i32 = 0i;
  let v4: i32 = bitcast<i32>(bitcast<u32>(v0));
  let v5: i32 = bitcast<i32>(bitcast<u32>(v1));
  let v6: i32 = bitcast<i32>(bitcast<u32>(v2));
  let v7: i32 = (v4 * v5);
  let v8: i32 = i32(workgroup_id.x);
  let v9: i32 = i32(workgroup_count.x);
  let v10: i32 = 64i;
  let v11: i32 = (v8 * v10);
  let v12: i32 = (v9 * v10);
  for (var n13: i32 = v11; n13 < v6; n13 += v12) {
    let v14: i32 = (v6 - n13);
    let v15: i32 = bitcast<i32>(min(bitcast<u32>(v10), bitcast<u32>(v14)));
    let v16: i32 = i32(thread_id.x);
    let v17: i32 = 64i;
    let v18: i32 = 0i;
    let v19: i32 = 1i;
    for (var n20: i32 = v16; n20 < v15; n20 += 64i) {
      let v21: i32 = (n13 + n20);
      let v22: f32 = binding_0_1[v21];
      var c23: f32 = v22;
      for (var n24: i32 = 0i; n24 < v4; n24 += 1i) {
        let v25: i32 = (n24 * v5);
        let v26: i32 = (v21 + v25);
        let v27: f32 = binding_0_0[v26];
        let v28: f32 = (v27 + c23);
        c23 = v28;
      }
      binding_0_2[v21] = c23;
    }
  }
}
