/**
 * The drivers of a browser.
 */

import type { LocalDeviceOptions } from './drivers/local/device.ts';
import { LocalDriver } from './drivers/local/driver.ts';
import { WebGpuDriver } from './drivers/webgpu/driver.ts';
import { DriverRegistry } from './hal/driver.ts';
import { browserPlatform } from './platform.ts';

/** The registry of a page or worker: WebGPU where the browser has it, and the CPU. */
export function createBrowserRegistry(options: LocalDeviceOptions = {}): DriverRegistry {
  const platform = browserPlatform();
  return new DriverRegistry([
    new WebGpuDriver({
      loadGpu: async () => navigator.gpu ?? { missing: 'this browser has no WebGPU' },
      platform,
    }),
    new LocalDriver(platform, options),
  ]);
}
