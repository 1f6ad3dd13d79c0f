/**
 * Drivers and their registry: which devices there are, and how one is made.
 */
import { StatusError } from '../vm/status.ts';
import type { DeviceInfo, HalDevice } from './device.ts';

/** Makes devices of one kind. */
export interface Driver {
  /** Name on the command line: `local`, `webgpu`. */
  readonly name: string;
  readonly fullName: string;
  /** The devices there are now. An empty list is not an error. */
  queryAvailableDevices(): Promise<readonly DeviceInfo[]>;
  /** Why there is no device, when {@link queryAvailableDevices} finds none. */
  unavailableReason(): string;
  /** Makes a device by its path; the first one when there is no path. NOT_FOUND when there is none. */
  createDevice(path?: string): Promise<HalDevice>;
}

/** The drivers an embedder has made available. */
export class DriverRegistry {
  readonly #drivers = new Map<string, Driver>();

  constructor(drivers: Iterable<Driver> = []) {
    for (const driver of drivers) this.register(driver);
  }

  /** Adds a driver. */
  register(driver: Driver): void {
    if (this.#drivers.has(driver.name)) {
      throw new StatusError('ALREADY_EXISTS', `driver '${driver.name}' is already registered`);
    }
    this.#drivers.set(driver.name, driver);
  }

  /** All drivers, in order of registration. */
  get drivers(): readonly Driver[] {
    return [...this.#drivers.values()];
  }

  /** The driver of a name. */
  driver(name: string): Driver {
    const driver = this.#drivers.get(name);
    if (!driver) {
      throw new StatusError(
        'NOT_FOUND',
        `no driver '${name}' registered (have: ${[...this.#drivers.keys()].join(', ') || 'none'})`,
      );
    }
    return driver;
  }

  /** Makes a device from a URI: `webgpu`, `local`, `webgpu://0`. */
  async createDevice(uri: string): Promise<HalDevice> {
    const match = /^([^:]+)(?::\/\/(.*))?$/.exec(uri);
    if (!match) throw new StatusError('INVALID_ARGUMENT', `malformed device URI '${uri}'`);
    const path = match[2];
    return await this.driver(match[1]!).createDevice(path === '' ? undefined : path);
  }
}
