/**
 * The runtime's entry for Node: everything of `index.ts`, and the drivers of this machine.
 */
import type { LocalDeviceOptions } from './drivers/local/device.ts';
import { LocalDriver } from './drivers/local/driver.ts';
import { createNodeWebGpuDriver, type NodeGpuOptions } from './drivers/webgpu/gpu.node.ts';
import { DriverRegistry } from './hal/driver.ts';
import { type NodePlatformOptions, nodePlatform } from './platform.node.ts';

export { createNodeWebGpuDriver, type NodeGpuOptions } from './drivers/webgpu/gpu.node.ts';
export * from './index.ts';
export { type NodePlatformOptions, nodePlatform } from './platform.node.ts';

/** Choices for all drivers. */
export type NodeRegistryOptions = LocalDeviceOptions & NodeGpuOptions & NodePlatformOptions;

/** The registry of a Node process: WebGPU and the CPU. Neither is loaded before it is asked. */
export function createNodeRegistry(options: NodeRegistryOptions = {}): DriverRegistry {
  const platform = nodePlatform(options);
  return new DriverRegistry([
    createNodeWebGpuDriver(platform, options),
    new LocalDriver(platform, options),
  ]);
}
