import assert from 'node:assert/strict';
import { LocalDriver } from './drivers/local/driver.ts';
import { WebGpuDriver } from './drivers/webgpu/driver.ts';
import { testWebGpuDriver } from './hal/cts/devices.ts';
import type { DeviceInfo, HalDevice } from './hal/device.ts';
import { type Driver, DriverRegistry } from './hal/driver.ts';
import { nodePlatform } from './platform.node.ts';
import { selectBestDevice } from './select-device.ts';
import { StatusError } from './vm/status.ts';

const platform = nodePlatform();
const local = () => new LocalDriver(platform, { threads: 1 });

/** A driver with one device, which it can or cannot make. */
function driver(info: DeviceInfo, create: () => Promise<HalDevice>): Driver {
  return {
    name: 'webgpu',
    fullName: 'test',
    queryAvailableDevices: async () => [info],
    unavailableReason: () => '',
    createDevice: create,
  };
}

const gpu: DeviceInfo = {
  id: 'webgpu',
  path: '0',
  name: 'Real GPU',
  isSoftware: false,
  details: {},
};

describe('choice of a device', function () {
  this.timeout(30_000);

  it('prefers the CPU to an emulated GPU, and says why', async () => {
    const registry = new DriverRegistry([await testWebGpuDriver(), local()]);
    const { device, reason } = await selectBestDevice(registry);
    assert.equal(device.id, 'local');
    assert.match(reason, /^the CPU; SwiftShader .* is emulated on the CPU$/);
    await device.destroy();
  });

  it('prefers a GPU to the CPU', async () => {
    const device = await local().createDevice();
    const registry = new DriverRegistry([local(), driver(gpu, async () => device)]);
    const selected = await selectBestDevice(registry);
    assert.equal(selected.device, device);
    assert.equal(selected.reason, 'a GPU is available');
    await device.destroy();
  });

  it('goes on to the next device when one cannot be made', async () => {
    const lost = async () => {
      throw new StatusError('UNAVAILABLE', 'out of order');
    };
    const { device, reason } = await selectBestDevice(
      new DriverRegistry([driver(gpu, lost), local()]),
    );
    assert.equal(device.id, 'local');
    assert.equal(reason, 'the CPU; Real GPU: out of order');
    await device.destroy();
  });

  it('takes an emulated GPU when there is nothing else', async () => {
    const { device, reason } = await selectBestDevice(
      new DriverRegistry([await testWebGpuDriver()]),
    );
    assert.equal(device.id, 'webgpu');
    assert.match(reason, /^an emulated GPU/);
    await device.destroy();
  });

  it('says what is missing where there is no WebGPU', async () => {
    const missing = 'this browser has no WebGPU';
    const none = new WebGpuDriver({ loadGpu: async () => ({ missing }), platform });
    assert.deepEqual(await none.queryAvailableDevices(), []);
    await assert.rejects(none.createDevice(), { status: 'NOT_FOUND', message: /has no WebGPU/ });
    const { device, reason } = await selectBestDevice(new DriverRegistry([none, local()]));
    assert.equal(reason, 'the CPU; this browser has no WebGPU');
    await device.destroy();
    await assert.rejects(selectBestDevice(new DriverRegistry([none])), {
      status: 'UNAVAILABLE',
      message: /no device to run on: this browser has no WebGPU/,
    });
  });
});
