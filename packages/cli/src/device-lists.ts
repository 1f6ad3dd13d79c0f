/**
 * `--list_drivers`, `--list_devices` and `--dump_devices` of the verbs that run programs, laid out as
 * upstream's tools do. `iwb devices` says more, and which device is the best.
 */
import type { DeviceInfo, Driver, DriverRegistry } from '@iree-workbench/runtime';

/** Which lists are wanted; a text narrows them to a driver's devices. */
export interface DeviceListFlags {
  readonly list_drivers?: boolean;
  readonly list_devices?: boolean | string;
  readonly dump_devices?: boolean | string;
}

const RULE = `# ${'='.repeat(76)}`;
const INNER_RULE = `# ===${'-'.repeat(70)}===`;

/** Columns of drivers' names. */
const nameColumns = 16;

/** The list that is asked for; undefined when none is. */
export async function formatDeviceList(
  { list_drivers, list_devices, dump_devices }: DeviceListFlags,
  registry: DriverRegistry,
): Promise<string | undefined> {
  if (list_drivers) return formatDrivers(registry);
  if (list_devices) {
    const lists = await Promise.all(
      driversOf(registry, list_devices).map((driver) => driver.queryAvailableDevices()),
    );
    return lists
      .flat()
      .map((info) => `${deviceUri(info)}\n`)
      .join('');
  }
  if (!dump_devices) return undefined;
  const dumps = await Promise.all(driversOf(registry, dump_devices).map(formatDevicesOf));
  return dumps.join('\n');
}

/** What `--device` takes. */
export const deviceUri = ({ id, path }: DeviceInfo): string => `${id}://${path}`;

function driversOf(registry: DriverRegistry, which: boolean | string): readonly Driver[] {
  return typeof which === 'string' ? [registry.driver(which)] : registry.drivers;
}

function formatDrivers({ drivers }: DriverRegistry): string {
  const lines = drivers.map(({ name, fullName }) => `${name.padStart(nameColumns)}: ${fullName}`);
  return [
    ...heading('Available HAL drivers'),
    '# Use --list_devices={driver name} to enumerate available devices.',
    '',
    ...lines,
    '',
  ].join('\n');
}

async function formatDevicesOf(driver: Driver): Promise<string> {
  const devices = await driver.queryAvailableDevices();
  const lines = devices.flatMap((info) => [
    INNER_RULE,
    `# --device=${deviceUri(info)}`,
    `#   ${info.name}`,
    INNER_RULE,
    ...Object.entries(info.details)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `#   ${name}: ${value}`),
    '',
  ]);
  const none = devices.length > 0 ? [] : [`# ${driver.unavailableReason()}`, ''];
  const title = `Enumerated devices for driver '${driver.name}'`;
  return [...heading(title), '', ...lines, ...none].join('\n');
}

const heading = (title: string): readonly string[] => [RULE, `# ${title}`, RULE];
