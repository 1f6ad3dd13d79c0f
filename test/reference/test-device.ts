/** A WebGPU device for tests of shaders: SwiftShader's, with the limits that every device has. */

import { create, globals } from 'webgpu';
import { useSwiftShader } from '../swiftshader.ts';

/** Kept for as long as the process lives: Dawn goes on using one that was garbage-collected. */
const instances: GPU[] = [];

export async function testDevice(): Promise<GPUDevice> {
  await useSwiftShader();
  Object.assign(globalThis, globals);
  const gpu = create(['backend=vulkan']);
  instances.push(gpu);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('SwiftShader gave no adapter');
  return adapter.requestDevice();
}
