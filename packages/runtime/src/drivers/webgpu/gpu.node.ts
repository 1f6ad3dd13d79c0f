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
  const missing = dawnOptions.length === 0 ? missingVulkan() : undefined;
  if (missing) return { missing };
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
 * Why there can be no adapter on a Linux without Vulkan. Dawn would find out by itself, but it prints a
 * warning with its own source lines before any program has said a word.
 */
function missingVulkan(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
  } catch (error) {
    // What loads is no addon of Node's, and Node says that instead.
    const message = error instanceof Error ? error.message : String(error);
    if (/cannot open shared object file/.test(message)) {
      return 'no WebGPU adapter: there is no Vulkan on this machine (libvulkan.so.1)';
    }
  }
  return undefined;
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
