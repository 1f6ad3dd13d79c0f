/** Runs lowered dispatches as WGSL on a WebGPU device, on buffers of their own. */

import assert from 'node:assert/strict';
import { dispatchesOf } from '../../packages/compiler/src/targets/dispatch/dispatch.ts';
import { translateToWgsl } from '../../packages/compiler/src/targets/wgsl/translate.ts';
import type { AsyncDispatchRunner } from './compare-dispatch.ts';
import { elementBytes, readElements, writeElements } from './memory-bytes.ts';

/** Buffer usages and map modes of the WebGPU specification. */
const USAGE = { mapRead: 0x1, copySrc: 0x4, copyDst: 0x8, uniform: 0x40, storage: 0x80 } as const;
const MAP_READ = 1;
const CONSTANTS_GROUP = 3;

const padded = (bytes: number): number => Math.max(16, Math.ceil(bytes / 16) * 16);

/** The shader module of the code; fails the test if it does not compile. */
export async function compileWgsl(device: GPUDevice, code: string): Promise<GPUShaderModule> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const { messages } = await module.getCompilationInfo();
  const lines = code.split('\n');
  assert.deepEqual(
    messages
      .filter(({ type }) => type === 'error')
      .map(({ lineNum, message }) => `${message}: ${lines[lineNum - 1]}`),
    [],
  );
  assert.equal(await device.popErrorScope(), null);
  return module;
}

export const runWgsl =
  (device: GPUDevice): AsyncDispatchRunner =>
  async (variant, exportOp, bindings, constants, count) => {
    const dispatch = dispatchesOf(variant).find((candidate) => candidate.exportOp === exportOp);
    assert.ok(dispatch);
    const module = await compileWgsl(device, translateToWgsl(dispatch).code);
    device.pushErrorScope('validation');
    const buffers: GPUBuffer[] = [];
    const buffer = (bytes: Uint8Array, usage: number): GPUBuffer => {
      const made = device.createBuffer({ size: bytes.length, usage: usage | USAGE.copyDst });
      device.queue.writeBuffer(made, 0, bytes as Uint8Array<ArrayBuffer>);
      buffers.push(made);
      return made;
    };
    const bound = [...bindings].map(([key, { elementType, elements }]) => {
      const bytes = new Uint8Array(padded(elements.length * elementBytes(elementType)));
      writeElements(bytes, elementType, elements);
      return { key, elementType, elements, buffer: buffer(bytes, USAGE.storage | USAGE.copySrc) };
    });
    const groupLayouts: GPUBindGroupLayout[] = dispatch.layout.sets.map((set) =>
      device.createBindGroupLayout({
        entries: set.bindings.map(({ ordinal }) => ({
          binding: ordinal,
          visibility: 4,
          buffer: { type: 'storage' },
        })),
      }),
    );
    const setCount = groupLayouts.length;
    if (dispatch.layout.pushConstants > 0) {
      while (groupLayouts.length < CONSTANTS_GROUP)
        groupLayouts.push(device.createBindGroupLayout({ entries: [] }));
      groupLayouts.push(
        device.createBindGroupLayout({
          entries: [{ binding: 0, visibility: 4, buffer: { type: 'uniform' } }],
        }),
      );
    }
    const pipeline = await device.createComputePipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts: groupLayouts }),
      compute: { module, entryPoint: `d${dispatch.ordinal}` },
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    groupLayouts.forEach((layout, group) => {
      const set = dispatch.layout.sets[group];
      const isConstants = group === CONSTANTS_GROUP && dispatch.layout.pushConstants > 0;
      const words = new Int32Array(Math.ceil(dispatch.layout.pushConstants / 4) * 4);
      words.set(constants.slice(0, words.length));
      const entries: GPUBindGroupEntry[] = isConstants
        ? [
            {
              binding: 0,
              resource: { buffer: buffer(new Uint8Array(words.buffer), USAGE.uniform) },
            },
          ]
        : group < setCount && set
          ? set.bindings.map(({ ordinal }) => {
              const found = bound.find(({ key }) => key === `${set.ordinal}:${ordinal}`);
              return {
                binding: ordinal,
                resource: { buffer: found?.buffer ?? buffer(new Uint8Array(16), USAGE.storage) },
              };
            })
          : [];
      pass.setBindGroup(group, device.createBindGroup({ layout, entries }));
    });
    const [x, y, z] = count as [number, number, number];
    pass.dispatchWorkgroups(x, y, z);
    pass.end();
    const copies = bound.map((one) => {
      const copy = device.createBuffer({
        size: one.buffer.size,
        usage: USAGE.mapRead | USAGE.copyDst,
      });
      buffers.push(copy);
      encoder.copyBufferToBuffer(one.buffer, 0, copy, 0, one.buffer.size);
      return { ...one, copy };
    });
    device.queue.submit([encoder.finish()]);
    await Promise.all(copies.map(({ copy }) => copy.mapAsync(MAP_READ)));
    assert.equal(await device.popErrorScope(), null);
    for (const { copy, elementType, elements } of copies)
      readElements(new Uint8Array(copy.getMappedRange()), elementType, elements);
    for (const made of buffers) made.destroy();
  };
