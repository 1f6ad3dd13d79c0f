/**
 * The hardware abstraction layer: drivers, devices, buffers, commands, synchronization.
 */
export * from './allocator.ts';
export type { BufferBinding, DescriptorSetBinding } from './bindings.ts';
export * from './buffer.ts';
export * from './buffer-view.ts';
export * from './channel.ts';
export * from './command-buffer.ts';
export * from './device.ts';
export * from './driver.ts';
export * from './event.ts';
export * from './executable.ts';
export * from './fence.ts';
export * from './layouts.ts';
export * from './semaphore.ts';
