/**
 * The device a command runs on: the one the user names, else the best there is that can run the
 * program.
 */
import type { TargetDevice } from '@iree-workbench/compiler/target-names';
import {
  type DeviceInfo,
  DriverRegistry,
  type HalDevice,
  selectBestDevice,
} from '@iree-workbench/runtime';
import { createNodeRegistry } from '@iree-workbench/runtime/node';

/** A device, and why it is this one. */
export interface ChosenDevice {
  readonly device: HalDevice;
  readonly reason: string;
  readonly wasNamed: boolean;
}

/** Settings of devices. */
export interface DeviceOptions {
  /** `webgpu`, `local`, `webgpu://0`; undefined for the best. */
  readonly device?: string;
  /** Threads of the local device. */
  readonly threads?: number;
  /** Lets the local device use relaxed SIMD, which fuses multiply and add; true by default. */
  readonly relaxedSimd?: boolean;
}

/** The drivers of this machine. */
export function machineRegistry(options: DeviceOptions): DriverRegistry {
  return createNodeRegistry({
    relaxedSimd: options.relaxedSimd ?? true,
    ...(options.threads !== undefined && { threads: options.threads }),
  });
}

/**
 * Makes the device. `supported` narrows the choice to devices that a compiled program has code for;
 * a device asked for by name is made in any case.
 */
export async function chooseDevice(
  options: DeviceOptions,
  supported?: readonly TargetDevice[],
): Promise<ChosenDevice> {
  const registry = machineRegistry(options);
  if (options.device !== undefined) {
    const device = await registry.createDevice(options.device);
    return { device, reason: 'asked for by name', wasNamed: true };
  }
  const drivers = registry.drivers.filter(
    (driver) => !supported || supported.some((target) => target === driver.name),
  );
  const { device, reason } = await selectBestDevice(new DriverRegistry(drivers));
  const others = registry.drivers.filter((driver) => !drivers.includes(driver));
  const notes = others.map((driver) => `the program has no code for ${driver.name}`);
  return { device, reason: [reason, ...notes].join('; '), wasNamed: false };
}

/** The back end that makes code for a device. */
export function targetOf(info: DeviceInfo): TargetDevice {
  return info.id === 'webgpu' ? 'webgpu' : 'local';
}

/** What to say when no device was named and it is not a GPU that runs: one line. */
export function fallbackNotice({ device, reason, wasNamed }: ChosenDevice): string | undefined {
  const { id, isSoftware, name } = device.info;
  if (wasNamed || (id === 'webgpu' && !isSoftware)) return undefined;
  // The reason begins with what kind of device it is, which the line says itself.
  const why = reason.replace(/^(?:the CPU|an emulated GPU); /, '');
  return `iwb: running on ${id === 'local' ? 'the CPU' : 'an emulated GPU'}, ${name}: ${why}\n`;
}
