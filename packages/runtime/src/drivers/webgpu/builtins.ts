/**
 * Compute shaders for what WebGPU's own commands cannot do: fills with any pattern, and fills and
 * copies of ranges that are not made of whole 32-bit words.
 */

import { gpuShaderStageCompute } from './constants.ts';
import type { ConstantsArena } from './constants-arena.ts';

const workgroupSize = 64;
/** Invocations along x; beyond this the grid continues along y. */
const rowLength = 65535 * workgroupSize;
/** 32-bit parameters of every builtin. */
const parameterCount = 4;

const source = /* wgsl */ `
struct Parameters { first: u32, last: u32, argument: u32, unused: u32 }
@group(0) @binding(0) var<storage, read_write> target_words: array<u32>;
@group(0) @binding(1) var<storage, read_write> source_words: array<u32>;
@group(1) @binding(0) var<uniform> parameters: Parameters;

// The bits of a word whose bytes lie in [first, last).
fn mask_of(word: u32) -> u32 {
  let begin = word * 4u;
  var mask = 0xffffffffu;
  if (begin < parameters.first) {
    mask &= 0xffffffffu << ((parameters.first - begin) * 8u);
  }
  if (begin + 4u > parameters.last) {
    mask &= 0xffffffffu >> ((begin + 4u - parameters.last) * 8u);
  }
  return mask;
}

fn store(word: u32, value: u32) {
  let mask = mask_of(word);
  if (mask == 0xffffffffu) {
    target_words[word] = value;
  } else {
    target_words[word] = (target_words[word] & ~mask) | (value & mask);
  }
}

fn source_byte(at: u32) -> u32 {
  return (source_words[at / 4u] >> ((at % 4u) * 8u)) & 0xffu;
}

@compute @workgroup_size(${workgroupSize})
fn fill(@builtin(global_invocation_id) id: vec3<u32>) {
  let word = parameters.first / 4u + id.x + id.y * ${rowLength}u;
  if (word * 4u >= parameters.last) { return; }
  store(word, parameters.argument);
}

@compute @workgroup_size(${workgroupSize})
fn copy(@builtin(global_invocation_id) id: vec3<u32>) {
  let word = parameters.first / 4u + id.x + id.y * ${rowLength}u;
  if (word * 4u >= parameters.last) { return; }
  var value = 0u;
  for (var i = 0u; i < 4u; i++) {
    let at = word * 4u + i;
    if (at >= parameters.first && at < parameters.last) {
      value |= source_byte(at - parameters.first + parameters.argument) << (i * 8u);
    }
  }
  store(word, value);
}
`;

/** A buffer bound from an offset the device allows to the end of the range. */
export interface BuiltinTarget {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
  /** First byte and byte after the last, counted from `offset`. */
  readonly first: number;
  readonly last: number;
}

/** The builtin shaders of one device. */
export class Builtins {
  readonly #device: GPUDevice;
  readonly #constants: ConstantsArena;
  readonly #module: GPUShaderModule;
  readonly #fill: GPUComputePipeline;
  readonly #copy: GPUComputePipeline;
  readonly #fillLayout: GPUBindGroupLayout;
  readonly #copyLayout: GPUBindGroupLayout;

  constructor(device: GPUDevice, constants: ConstantsArena) {
    this.#device = device;
    this.#constants = constants;
    this.#module = device.createShaderModule({ label: 'builtins', code: source });
    const entry = (binding: number): GPUBindGroupLayoutEntry => ({
      binding,
      visibility: gpuShaderStageCompute,
      buffer: { type: 'storage' },
    });
    this.#fillLayout = device.createBindGroupLayout({ entries: [entry(0)] });
    this.#copyLayout = device.createBindGroupLayout({ entries: [entry(0), entry(1)] });
    this.#fill = this.#createPipeline('fill', this.#fillLayout);
    this.#copy = this.#createPipeline('copy', this.#copyLayout);
  }

  /** Fills a range with a 32-bit pattern as it stands at word boundaries. */
  fill(pass: GPUComputePassEncoder, target: BuiltinTarget, pattern: number): void {
    const entries = [{ binding: 0, resource: bindingOf(target) }];
    this.#dispatch(pass, this.#fill, this.#fillLayout, entries, target, pattern);
  }

  /** Copies bytes that begin at a byte offset of another buffer. */
  copy(
    pass: GPUComputePassEncoder,
    target: BuiltinTarget,
    source: GPUBuffer,
    sourceOffset: number,
  ): void {
    const entries = [
      { binding: 0, resource: bindingOf(target) },
      { binding: 1, resource: { buffer: source } },
    ];
    this.#dispatch(pass, this.#copy, this.#copyLayout, entries, target, sourceOffset);
  }

  #dispatch(
    pass: GPUComputePassEncoder,
    pipeline: GPUComputePipeline,
    layout: GPUBindGroupLayout,
    entries: GPUBindGroupEntry[],
    { first, last }: BuiltinTarget,
    argument: number,
  ): void {
    const words = Math.ceil(last / 4) - Math.floor(first / 4);
    const rows = Math.ceil(words / rowLength);
    const constants = new Uint32Array(parameterCount);
    constants.set([first, last, argument]);
    const slot = this.#constants.allocate(constants);
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#device.createBindGroup({ layout, entries }));
    pass.setBindGroup(1, slot.bindGroup, [slot.dynamicOffset]);
    pass.dispatchWorkgroups(Math.ceil(Math.min(words, rowLength) / workgroupSize), rows);
  }

  #createPipeline(entryPoint: string, layout: GPUBindGroupLayout): GPUComputePipeline {
    return this.#device.createComputePipeline({
      label: `builtin ${entryPoint}`,
      layout: this.#device.createPipelineLayout({
        bindGroupLayouts: [layout, this.#constants.layout(parameterCount)],
      }),
      compute: { module: this.#module, entryPoint },
    });
  }
}

function bindingOf({ buffer, offset, size }: BuiltinTarget): GPUBufferBinding {
  return { buffer, offset, size };
}
