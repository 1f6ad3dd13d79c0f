import assert from 'node:assert/strict';
import { LocalDriver } from '../../drivers/local/driver.ts';
import { nodePlatform } from '../../platform.node.ts';
import { matchPattern } from '../device.ts';
import { DriverRegistry } from '../driver.ts';
import type { Semaphore } from '../semaphore.ts';
import { describeOnEachDevice, devicesUnderTest, testWebGpuDriver } from './devices.ts';
import { executableData, formatOf, incrementKernel, prepareKernel } from './kernels.ts';
import { allocate, dispatch, record } from './recording.ts';

describeOnEachDevice('HAL device', (device) => {
  it('answers what it is', () => {
    const { id } = device();
    assert.equal(device().queryI64('hal.device.id', `${id.slice(0, 3)}*`), 1n);
    assert.equal(device().queryI64('hal.device.id', 'cuda*'), 0n);
    assert.equal(device().queryI64('hal.executable.format', formatOf(device())), 1n);
    assert.equal(device().queryI64('hal.executable.format', 'vmvx-bytecode-fb'), 0n);
    assert.ok(device().queryI64('hal.dispatch', 'concurrency')! >= 1n);
    assert.equal(device().queryI64('no', 'such thing'), undefined);
  });

  it('creates layouts', () => {
    const empty = device().createDescriptorSetLayout(0, []);
    const pair = device().createDescriptorSetLayout(0, [
      { binding: 1, type: 7, flags: 0 },
      { binding: 0, type: 7, flags: 1 },
    ]);
    assert.deepEqual(
      pair.bindings.map(({ binding }) => binding),
      [0, 1],
    );
    assert.equal(device().createPipelineLayout(0, []).setLayouts.length, 0);
    assert.equal(device().createPipelineLayout(5, [empty, pair]).pushConstants, 5);
    assert.throws(() => device().createPipelineLayout(-1, []), { status: 'INVALID_ARGUMENT' });
    const twice = { binding: 0, type: 7, flags: 0 };
    assert.throws(() => device().createDescriptorSetLayout(0, [twice, twice]), /binding 0 twice/);
  });

  it('prepares executables of its own format only', async () => {
    const cache = device().createExecutableCache('test');
    assert.equal(cache.canPrepareFormat(formatOf(device()), 0), true);
    assert.equal(cache.canPrepareFormat('FOO?', 0), false);
    const { executable } = prepareKernel(device(), incrementKernel);
    await executable.ready;
    assert.equal(executable.isReady, true);
    assert.equal(executable.entryPointCount, 1);
  });

  it('refuses executables without layouts for their entry points', () => {
    const cache = device().createExecutableCache('');
    const params = { pipelineLayouts: [], constants: new Uint32Array(0), cachingMode: 0 };
    const data = executableData(device(), incrementKernel);
    assert.throws(() => cache.prepareExecutable({ ...params, format: formatOf(device()), data }), {
      status: 'INVALID_ARGUMENT',
      message: /1 entry points but only 0 pipeline layouts/,
    });
  });

  it('has no channels, once the provider has had its say', () => {
    const asked: string[] = [];
    device().channelProvider = {
      queryGroupParams: (_affinity, params) => {
        asked.push(`${params.group} ${params.rank}/${params.count}`);
        return { ...params, rank: 0, count: 1 };
      },
    };
    const params = { flags: 0, id: undefined, group: 'g', rank: -1, count: -1 };
    assert.throws(() => device().createChannel(-1n, params), { status: 'UNIMPLEMENTED' });
    assert.deepEqual(asked, ['g -1/-1']);
  });
});

for (const { name, create } of devicesUnderTest) {
  describe(`HAL device at its end (${name})`, function () {
    this.timeout(30_000);

    it('finishes what runs, fails what waits, and takes nothing new', async () => {
      const device = await create();
      const kernel = prepareKernel(device, incrementKernel);
      const data = allocate(device, new Uint32Array(4));
      const commands = () => record(device, (recorder) => dispatch(recorder, kernel, [data], 4));
      const [running, waiting, never] = [0, 0, 0].map((value) => device.createSemaphore(value));
      const at = (semaphore: Semaphore) => [{ semaphore, value: 1 }];
      device.queueExecute(-1n, [], at(running!), [commands()]);
      device.queueExecute(-1n, at(never!), at(waiting!), [commands()]);
      await Promise.all([device.destroy(), device.destroy()]);
      assert.equal(running!.query(), 1);
      await assert.rejects(waiting!.wait(1), { status: 'FAILED_PRECONDITION' });
      never!.signal(1);
      assert.throws(() => device.queueExecute(-1n, [], [], []), {
        message: /the device has been destroyed/,
      });
    });
  });
}

describe('HAL driver registry', function () {
  this.timeout(30_000);

  it('lists devices and makes them by URI', async () => {
    const registry = new DriverRegistry([
      await testWebGpuDriver(),
      new LocalDriver(nodePlatform(), { threads: 1 }),
    ]);
    for (const driver of registry.drivers) {
      const devices = await driver.queryAvailableDevices();
      assert.equal(devices.length, 1);
      for (const uri of [driver.name, `${driver.name}://${devices[0]!.path}`]) {
        const device = await registry.createDevice(uri);
        assert.equal(device.info.name, devices[0]!.name);
        await device.destroy();
      }
    }
    await assert.rejects(registry.createDevice('cuda'), {
      status: 'NOT_FOUND',
      message: /no driver 'cuda' registered \(have: webgpu, local\)/,
    });
    await assert.rejects(registry.createDevice('local://7'), { status: 'NOT_FOUND' });
  });

  it('matches ids as patterns', () => {
    assert.ok(matchPattern('local', 'local*'));
    assert.ok(matchPattern('local-task', 'local*'));
    assert.ok(matchPattern('webgpu', 'w?b*u'));
    assert.ok(matchPattern('', '*'));
    assert.ok(!matchPattern('webgpu', 'web'));
    assert.ok(!matchPattern('webgpu', 'webgpu?'));
    assert.ok(!matchPattern('a'.repeat(5000), `${'a*'.repeat(200)}b`));
  });
});
