/**
 * WebGPU in Node, from npm's `webgpu` package (Dawn).
 */
import type { HalDevice } from '../../hal/device.ts';
import type { Platform } from '../../platform.ts';
import { WebGpuDriver } from './driver.ts';

/** How Dawn is started. */
export interface NodeGpuOptions {
  /** Dawn's own options: `backend=vulkan`, `enable-dawn-features=…`. */
  readonly dawnOptions?: readonly string[];
}

/**
 * Every instance made, for as long as the process lives: Dawn goes on processing the events of one
 * that was garbage-collected, and crashes.
 */
const instances: GPU[] = [];

const devices = new Set<WeakRef<HalDevice>>();
let endsDevicesWithProcess = false;

/**
 * Makes the WebGPU driver for Node. Without the package's binary or a graphics driver it has no
 * devices, and says why.
 */
export function createNodeWebGpuDriver(
  platform: Platform,
  options: NodeGpuOptions = {},
): WebGpuDriver {
  return new WebGpuDriver({
    loadGpu: () => loadGpu(options.dawnOptions ?? []),
    platform,
    onDevice: endWithProcess,
  });
}

async function loadGpu(dawnOptions: readonly string[]): Promise<GPU | { missing: string }> {
  try {
    const { create } = await import('webgpu');
    const gpu = create([...dawnOptions]);
    instances.push(gpu);
    return gpu;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { missing: `the webgpu package could not be loaded: ${message.split('\n')[0]}` };
  }
}

/**
 * Ends a device before the process ends by itself: Dawn crashes a process that goes away with work in
 * flight.
 */
function endWithProcess(device: HalDevice): void {
  devices.add(new WeakRef(device));
  if (endsDevicesWithProcess) return;
  endsDevicesWithProcess = true;
  process.on('beforeExit', () => {
    for (const device of devices) void device.deref()?.destroy();
    devices.clear();
  });
}
