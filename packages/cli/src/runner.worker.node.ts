/**
 * The process in which the language server runs programs: answers the one request it is sent and ends.
 */
import { resolve } from 'node:path';
import { FormatError } from '@iree-workbench/format';
import {
  type DeviceInfo,
  type DriverRegistry,
  formatResults,
  type HostValue,
  parseInputs,
  rankDevices,
  Session,
  StatusError,
  selectBestDevice,
  toArguments,
  toHostValues,
} from '@iree-workbench/runtime';
import type { DeviceInfo as ShownDevice } from '@iree-workbench/server/protocol';
import type { RunnerAnswer, RunnerRequest } from '@iree-workbench/server/runner-protocol';
import { CommandError } from './command-error.ts';
import { machineRegistry } from './device-choice.ts';
import { readBytes } from './files.ts';
import { measureCalls } from './measure-calls.ts';
import { checkInputCount, findFunction, formatFrames, functionTypes } from './program.ts';

process.once('message', async (request: RunnerRequest) => {
  const answer = await answerTo(request);
  process.send?.(answer, undefined, {}, () => process.disconnect());
});

async function answerTo(request: RunnerRequest): Promise<RunnerAnswer> {
  const registry = machineRegistry({});
  try {
    switch (request.kind) {
      case 'devices':
        return await listDevices(registry);
      case 'run':
        return await run(registry, request);
      case 'test': {
        // The other requests do without the command line's verbs.
        const { testFile } = await import('./tested-file.ts');
        return { kind: 'tested', file: await testFile(request) };
      }
    }
  } catch (error) {
    return { kind: 'failure', message: failureText(error) };
  }
}

async function run(
  registry: DriverRegistry,
  request: RunnerRequest & { kind: 'run' },
): Promise<RunnerAnswer> {
  const device = await registry.createDevice(request.device);
  try {
    const session = await Session.create({ device, modules: [request.module] });
    try {
      const entry = findFunction(session, request.function);
      const { arguments: argumentTypes, results: resultTypes } = functionTypes(entry);
      const inputs = await parseInputs(request.inputs, {
        readFile: (path) => readBytes(resolve(request.folder ?? '', path)),
        types: argumentTypes,
      });
      checkInputCount(entry, argumentTypes.length, inputs.length);
      const args = toArguments(inputs, device.allocator);
      if (request.measure) {
        const measured = await measureCalls(
          session,
          { entry, args },
          {
            ...request.measure,
            batchSize: 1,
            batchConcurrency: 1,
            minWarmupTime: 0,
          },
        );
        return {
          kind: 'measured',
          times: measured.map(({ realTime }) => realTime),
          calls: measured.reduce((sum, { iterations }) => sum + iterations, 0),
        };
      }
      const started = performance.now();
      const invocation = await session.invoke(entry, args);
      const results = await toHostValues(invocation.results, resultTypes);
      await invocation.completed();
      const runMs = performance.now() - started;
      return { kind: 'result', outputs: results.map(resultText), runMs };
    } finally {
      await session.dispose();
    }
  } finally {
    await device.destroy();
  }
}

/** A result as `iwb run` prints it, without its number and the line that says what it is. */
function resultText(result: HostValue): string {
  const text = formatResults([result]).trimEnd();
  return text.replace(/^result\[0\]: (?:hal\.buffer_view\n)?/, '');
}

async function listDevices(registry: DriverRegistry): Promise<RunnerAnswer> {
  const infos = (await rankDevices(registry)).map(({ info }) => info);
  // Being listed is one thing; the best is the first that can be made.
  const { device, reason } = await selectBestDevice(registry);
  const best = device.info;
  await device.destroy();
  const isBest = (info: DeviceInfo): boolean => info.id === best.id && info.path === best.path;
  const devices: ShownDevice[] = infos.map((info) => ({
    id: idOf(info, infos),
    name: info.name,
    kind: kindOf(info),
    reason: isBest(info) ? reason : `${descriptions[kindOf(info)]}; ${best.name} is better`,
    available: true,
  }));
  for (const driver of registry.drivers) {
    if (infos.some((info) => info.id === driver.name)) continue;
    devices.push({
      id: driver.name,
      name: driver.name,
      kind: driver.name === 'local' ? 'cpu' : 'gpu',
      reason: driver.unavailableReason(),
      available: false,
    });
  }
  return { kind: 'devices', devices, best: idOf(best, infos) };
}

const kindOf = (info: DeviceInfo): ShownDevice['kind'] =>
  info.id === 'local' ? 'cpu' : info.isSoftware ? 'software' : 'gpu';

const descriptions: Readonly<Record<ShownDevice['kind'], string>> = {
  gpu: 'a GPU',
  cpu: 'the CPU',
  software: 'a GPU emulated on the CPU',
};

/** What `--device` takes: a driver's name for its first device, with a path for its others. */
function idOf({ id, path }: DeviceInfo, all: readonly DeviceInfo[]): string {
  return all.find((info) => info.id === id)?.path === path ? id : `${id}://${path}`;
}

function failureText(error: unknown): string {
  if (error instanceof StatusError) {
    return `${error.message}\n${formatFrames(error.vmStack)}`.trimEnd();
  }
  if (error instanceof CommandError || error instanceof FormatError) return error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)}`;
}
