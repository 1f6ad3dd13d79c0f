/**
 * Kernels of the conformance tests, hand-written for every executable format.
 */
import {
  DescriptorFlags,
  DescriptorType,
  ExecutableFormat,
  writeWasmExecutable,
  writeWgslExecutable,
} from '@iree-workbench/format';
import type { HalDevice } from '../device.ts';
import type { Executable, ExecutableParams } from '../executable.ts';
import type { DescriptorSetLayoutBinding, PipelineLayout } from '../layouts.ts';
import { assembleKernels, elementAddress, wasm } from './wasm-assembler.ts';

/** A kernel with one entry point. */
export interface Kernel {
  readonly wgsl: string;
  readonly wasm: Uint8Array;
  readonly localMemory?: number;
  readonly pushConstants: number;
  readonly bindings: readonly DescriptorSetLayoutBinding[];
}

const readOnly = (binding: number): DescriptorSetLayoutBinding => ({
  binding,
  type: DescriptorType.StorageBuffer,
  flags: DescriptorFlags.ReadOnly,
});
const writable = (binding: number): DescriptorSetLayoutBinding => ({
  binding,
  type: DescriptorType.StorageBuffer,
  flags: DescriptorFlags.None,
});

/** output[i] = |input[i]|, one element a workgroup. */
export const absKernel: Kernel = {
  wgsl: `
@group(0) @binding(0) var<storage, read_write> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(1) fn d0(@builtin(workgroup_id) id: vec3<u32>) {
  output[id.x] = abs(input[id.x]);
}`,
  wasm: assembleKernels([
    [
      ...elementAddress(1),
      ...elementAddress(0),
      ...wasm.f32Load(),
      ...wasm.f32Abs,
      ...wasm.f32Store(),
    ],
  ]),
  pushConstants: 0,
  bindings: [readOnly(0), writable(1)],
};

/** output[i] = the i-th push constant, one element a workgroup. */
export const pushConstantsKernel: Kernel = {
  wgsl: `
@group(0) @binding(0) var<storage, read_write> output: array<u32>;
@group(3) @binding(0) var<uniform> constants: array<vec4<u32>, 2>;
@compute @workgroup_size(1) fn d0(@builtin(workgroup_id) id: vec3<u32>) {
  output[id.x] = constants[id.x / 4u][id.x % 4u];
}`,
  wasm: assembleKernels([
    [
      ...elementAddress(0),
      ...wasm.constants,
      ...wasm.workgroup,
      ...wasm.i32Const(4),
      ...wasm.i32Mul,
      ...wasm.i32Add,
      ...wasm.i32Load(),
      ...wasm.i32Store(),
    ],
  ]),
  pushConstants: 5,
  bindings: [writable(0)],
};

/** data[i] = data[i] + 1, one element a workgroup, in place. */
export const incrementKernel: Kernel = {
  wgsl: `
@group(0) @binding(0) var<storage, read_write> data: array<u32>;
@compute @workgroup_size(1) fn d0(@builtin(workgroup_id) id: vec3<u32>) {
  data[id.x] = data[id.x] + 1u;
}`,
  wasm: assembleKernels([
    [
      ...elementAddress(0),
      ...elementAddress(0),
      ...wasm.i32Load(),
      ...wasm.i32Const(1),
      ...wasm.i32Add,
      ...wasm.i32Store(),
    ],
  ]),
  pushConstants: 0,
  bindings: [writable(0)],
};

/** The executable format a device takes. */
export function formatOf(device: HalDevice): string {
  return device.id === 'webgpu' ? ExecutableFormat.wgsl : ExecutableFormat.wasm;
}

/** The kernel's data in the format the device takes. */
export function executableData(device: HalDevice, kernel: Kernel): Uint8Array {
  return formatOf(device) === ExecutableFormat.wgsl
    ? writeWgslExecutable({ shaderModules: [{ code: kernel.wgsl }], entryPoints: [0] })
    : writeWasmExecutable({
        exports: [{ name: 'kernel', localMemory: kernel.localMemory ?? 0 }],
        moduleStrict: kernel.wasm,
      });
}

/** A kernel prepared for a device. */
export interface PreparedKernel {
  readonly executable: Executable;
  readonly layout: PipelineLayout;
}

/** Prepares a kernel. */
export function prepareKernel(device: HalDevice, kernel: Kernel): PreparedKernel {
  const layout = device.createPipelineLayout(kernel.pushConstants, [
    device.createDescriptorSetLayout(0, kernel.bindings),
  ]);
  const params: ExecutableParams = {
    format: formatOf(device),
    data: executableData(device, kernel),
    pipelineLayouts: [layout],
    constants: new Uint32Array(0),
    cachingMode: 0,
  };
  return { executable: device.createExecutableCache('').prepareExecutable(params), layout };
}
