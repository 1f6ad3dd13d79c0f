/**
 * Chooses the device to run on when the user has not: a real GPU, else the CPU, else an emulated GPU.
 */
import type { DeviceInfo, HalDevice } from './hal/device.ts';
import type { Driver, DriverRegistry } from './hal/driver.ts';
import { StatusError } from './vm/status.ts';

/** A device with the reason it was chosen, for people. */
export interface SelectedDevice {
  readonly device: HalDevice;
  readonly reason: string;
}

interface Candidate {
  readonly driver: Driver;
  readonly info: DeviceInfo;
}

/** All devices of all drivers, best first. */
export async function rankDevices(registry: DriverRegistry): Promise<readonly Candidate[]> {
  const lists = await Promise.all(
    registry.drivers.map(async (driver) =>
      (await driver.queryAvailableDevices()).map((info) => ({ driver, info })),
    ),
  );
  // The sort is stable: among equals the order of registration decides.
  return lists.flat().sort((a, b) => rank(a.info) - rank(b.info));
}

function rank(info: DeviceInfo): number {
  if (info.id === 'local') return 1;
  return info.isSoftware ? 2 : 0;
}

/** Makes the best device there is. UNAVAILABLE when there is none at all. */
export async function selectBestDevice(registry: DriverRegistry): Promise<SelectedDevice> {
  const candidates = await rankDevices(registry);
  const failures: string[] = [];
  for (const { driver, info } of candidates) {
    try {
      const device = await driver.createDevice(info.path);
      return { device, reason: explain(registry, candidates, info, failures) };
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      failures.push(`${info.name}: ${error.reason}`);
    }
  }
  const reasons = registry.drivers.map((driver) => driver.unavailableReason());
  throw new StatusError(
    'UNAVAILABLE',
    `no device to run on: ${[...failures, ...reasons].join('; ')}`,
  );
}

function explain(
  registry: DriverRegistry,
  candidates: readonly Candidate[],
  chosen: DeviceInfo,
  failures: readonly string[],
): string {
  const notes = [...failures];
  for (const driver of registry.drivers) {
    const found = candidates.filter((candidate) => candidate.driver === driver);
    if (found.length === 0) notes.push(driver.unavailableReason());
    for (const { info } of found) {
      if (info !== chosen && info.isSoftware) notes.push(`${info.name} is emulated on the CPU`);
    }
  }
  const what = chosen.id === 'local' ? 'the CPU' : chosen.isSoftware ? 'an emulated GPU' : 'a GPU';
  return notes.length === 0 ? `${what} is available` : `${what}; ${notes.join('; ')}`;
}
