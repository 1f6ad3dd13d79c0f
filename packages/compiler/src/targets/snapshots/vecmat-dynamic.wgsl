// f_dispatch_0_vecmat_DxD
@group(0) @binding(0) var<storage, read_write> binding_0_0: array<f32>;
@group(0) @binding(1) var<storage, read_write> binding_0_1: array<f32>;
@group(0) @binding(2) var<storage, read_write> binding_0_2: array<f32>;
@group(0) @binding(3) var<storage, read_write> binding_0_3: array<f32>;
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
  let v9: i32 = (v6 * v7);
  let v10: i32 = i32(workgroup_id.x);
  let v11: i32 = i32(workgroup_count.x);
  let v12: i32 = 64i;
  let v13: i32 = (v10 * v12);
  let v14: i32 = (v11 * v12);
  for (var n15: i32 = v13; n15 < v8; n15 += v14) {
    let v16: i32 = (v8 - n15);
    let v17: i32 = bitcast<i32>(min(bitcast<u32>(v12), bitcast<u32>(v16)));
    let v18: i32 = i32(thread_id.x);
    let v19: i32 = 64i;
    let v20: i32 = 0i;
    let v21: i32 = 1i;
    for (var n22: i32 = v18; n22 < v17; n22 += 64i) {
      let v23: i32 = (n15 + n22);
      let v24: f32 = binding_0_2[v23];
      var c25: f32 = v24;
      for (var n26: i32 = 0i; n26 < v5; n26 += 1i) {
        let v27: f32 = binding_0_0[n26];
        let v28: i32 = (n26 * v7);
        let v29: i32 = (v23 + v28);
        let v30: f32 = binding_0_1[v29];
        let v31: f32 = (v27 * v30);
        let v32: f32 = (c25 + v31);
        c25 = v32;
      }
      binding_0_3[v23] = c25;
    }
  }
}
