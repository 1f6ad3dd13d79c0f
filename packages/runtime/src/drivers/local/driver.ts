/**
 * The driver of the local device.
 */
import type { DeviceInfo, HalDevice } from '../../hal/device.ts';
import type { Driver } from '../../hal/driver.ts';
import type { Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { LocalDevice, type LocalDeviceOptions, localDeviceInfo, threadCount } from './device.ts';
import { supportsSimd } from './simd-support.ts';

/** Makes local devices. */
export class LocalDriver implements Driver {
  readonly name = 'local';
  readonly fullName = 'CPU through WebAssembly';
  readonly #platform: Platform;
  readonly #options: LocalDeviceOptions;

  constructor(platform: Platform, options: LocalDeviceOptions = {}) {
    this.#platform = platform;
    this.#options = options;
  }

  async queryAvailableDevices(): Promise<readonly DeviceInfo[]> {
    if (!supportsSimd()) return [];
    const { threads, relaxedSimd } = this.#options;
    return [localDeviceInfo(threadCount(this.#platform, threads), relaxedSimd)];
  }

  unavailableReason(): string {
    return 'this JavaScript engine has no WebAssembly SIMD';
  }

  async createDevice(path?: string): Promise<HalDevice> {
    if (path !== undefined && path !== 'wasm' && path !== '0') {
      throw new StatusError('NOT_FOUND', `local device '${path}' not found (have: wasm)`);
    }
    if (!supportsSimd()) throw new StatusError('UNAVAILABLE', this.unavailableReason());
    return new LocalDevice(this.#platform, this.#options);
  }
}
