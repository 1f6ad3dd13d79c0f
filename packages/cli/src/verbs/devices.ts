/**
 * `iwb devices`: what programs can run on here, best first, and why that is the best.
 */
import { rankDevices, selectBestDevice } from '@iree-workbench/runtime';
import { Command } from 'commander';
import { machineRegistry } from '../device-choice.ts';
import { deviceUri } from '../device-lists.ts';
import { stylerFor, type Terminal } from '../terminal.ts';

/** Makes the verb. */
export function devicesVerb(terminal: Terminal): Command {
  return new Command('devices')
    .description('list the devices of this machine, best first, and say why')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const registry = machineRegistry({});
      const devices = (await rankDevices(registry)).map(({ info }) => info);
      // Being listed is one thing; the best is the first that can be made.
      const { device, reason } = await selectBestDevice(registry);
      const best = device.info;
      await device.destroy();
      const missing = registry.drivers
        .filter((driver) => !devices.some((info) => info.id === driver.name))
        .map((driver) => ({ driver: driver.name, reason: driver.unavailableReason() }));
      if (json) {
        const listed = devices.map((info) => ({
          uri: deviceUri(info),
          ...info,
          isBest: deviceUri(info) === deviceUri(best),
        }));
        terminal.out.write(`${JSON.stringify({ devices: listed, missing, reason }, null, 2)}\n`);
        return;
      }
      const style = stylerFor(terminal.out);
      for (const info of devices) {
        const isBest = deviceUri(info) === deviceUri(best);
        const uri = deviceUri(info).padEnd(14);
        const kind = info.isSoftware ? '  (emulated on the CPU)' : '';
        terminal.out.write(
          `${isBest ? style('*', 'bold', 'green') : ' '} ${style(uri, 'bold')} ${info.name}${kind}\n`,
        );
        const details = Object.entries(info.details).filter(([, value]) => value !== '');
        for (const [name, value] of details) {
          terminal.out.write(style(`    ${name}: ${value}\n`, 'dim'));
        }
      }
      for (const { driver, reason } of missing) {
        terminal.out.write(`  ${style(driver.padEnd(14), 'bold')} ${reason}\n`);
      }
      terminal.out.write(`\nThe best is ${deviceUri(best)}: ${reason}\n`);
    });
}
