/**
 * Short forms of what every conformance test does: allocate, record, submit, wait, read.
 */
import {
  BufferUsage,
  CommandBufferMode,
  CommandCategory,
  MemoryType,
} from '@iree-workbench/format';
import type { DescriptorSetBinding } from '../bindings.ts';
import type { HalBuffer } from '../buffer.ts';
import { wholeBuffer } from '../buffer.ts';
import type { CommandBuffer } from '../command-buffer.ts';
import type { HalDevice } from '../device.ts';
import type { SemaphoreList } from '../semaphore.ts';
import type { PreparedKernel } from './kernels.ts';

const usage =
  BufferUsage.Transfer |
  BufferUsage.DispatchStorage |
  BufferUsage.DispatchIndirectParams |
  BufferUsage.Mapping;

/** A buffer for any use, with contents or of a size. */
export function allocate(device: HalDevice, contents: ArrayBufferView | number): HalBuffer {
  const params = { memoryType: MemoryType.DeviceLocal | MemoryType.HostVisible, usage };
  if (typeof contents === 'number') return device.allocator.allocateBuffer(params, contents);
  const bytes = new Uint8Array(contents.buffer, contents.byteOffset, contents.byteLength);
  return device.allocator.allocateBuffer(params, bytes.byteLength, bytes);
}

/** Records a one-shot command buffer. */
export function record(
  device: HalDevice,
  recordCommands: (commandBuffer: CommandBuffer) => void,
  mode: number = CommandBufferMode.OneShot,
): CommandBuffer {
  const categories = CommandCategory.Transfer | CommandCategory.Dispatch;
  const commandBuffer = device.createCommandBuffer(mode, categories, -1n);
  commandBuffer.begin();
  recordCommands(commandBuffer);
  commandBuffer.end();
  return commandBuffer;
}

/** Submits command buffers; resolves when they have run. */
export async function submitAndWait(
  device: HalDevice,
  commandBuffers: readonly CommandBuffer[],
  waits: SemaphoreList = [],
): Promise<void> {
  const semaphore = device.createSemaphore();
  device.queueExecute(-1n, waits, [{ semaphore, value: 1 }], commandBuffers);
  await semaphore.wait(1);
}

/** Records, submits and waits. */
export async function run(
  device: HalDevice,
  recordCommands: (commandBuffer: CommandBuffer) => void,
): Promise<void> {
  await submitAndWait(device, [record(device, recordCommands)]);
}

/** Binds whole buffers (or given ranges) to bindings 0, 1, … of set 0 and dispatches. */
export function dispatch(
  commandBuffer: CommandBuffer,
  { executable, layout }: PreparedKernel,
  buffers: readonly (HalBuffer | { buffer: HalBuffer; offset: number; length: number })[],
  workgroups: number,
): void {
  commandBuffer.pushDescriptorSet(layout, 0, bindingsOf(buffers));
  commandBuffer.dispatch(executable, 0, workgroups, 1, 1);
}

/** Bindings 0, 1, … of a descriptor set. */
export function bindingsOf(
  buffers: readonly (HalBuffer | { buffer: HalBuffer; offset: number; length: number })[],
): DescriptorSetBinding[] {
  return buffers.map((entry, binding) =>
    'buffer' in entry
      ? { binding, bufferSlot: 0, ...entry }
      : { binding, bufferSlot: 0, buffer: entry, offset: 0, length: wholeBuffer },
  );
}

/** Reads a buffer as numbers. */
export async function readBytes(buffer: HalBuffer): Promise<number[]> {
  return [...(await buffer.read())];
}

/** Reads a buffer as 32-bit integers. */
export async function readU32(buffer: HalBuffer): Promise<number[]> {
  const bytes = await buffer.read();
  return [...new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)];
}

/** Reads a buffer as 32-bit floats. */
export async function readF32(buffer: HalBuffer): Promise<number[]> {
  const bytes = await buffer.read();
  return [...new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)];
}
