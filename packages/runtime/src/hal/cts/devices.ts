/**
 * The devices the conformance tests run on: each driver in each of its ways to work. A machine
 * without a GPU uses SwiftShader; a device that cannot be made fails its tests.
 */
import { useSwiftShader } from '../../../../../test/swiftshader.ts';
import { LocalDevice } from '../../drivers/local/device.ts';
import type { WebGpuDriver } from '../../drivers/webgpu/driver.ts';
import { createNodeWebGpuDriver } from '../../drivers/webgpu/gpu.node.ts';
import { nodePlatform } from '../../platform.node.ts';
import type { HalDevice } from '../device.ts';

let webGpuDriver: WebGpuDriver | undefined;

/** The WebGPU driver of the tests: on SwiftShader, so that results do not depend on the machine. */
export async function testWebGpuDriver(): Promise<WebGpuDriver> {
  if (!webGpuDriver) {
    await useSwiftShader();
    webGpuDriver = createNodeWebGpuDriver(nodePlatform());
  }
  return webGpuDriver;
}

/** A device under test. */
export interface DeviceUnderTest {
  readonly name: string;
  create(): Promise<HalDevice>;
}

/** All devices under test. */
export const devicesUnderTest: readonly DeviceUnderTest[] = [
  { name: 'webgpu', create: async () => (await testWebGpuDriver()).createDevice() },
  {
    name: 'local, on the host thread',
    create: async () => new LocalDevice(nodePlatform(), { threads: 1 }),
  },
  { name: 'local, 2 workers', create: async () => new LocalDevice(nodePlatform(), { threads: 2 }) },
];

/** Declares the same tests for every device; the device lives as long as its tests. */
export function describeOnEachDevice(
  title: string,
  declare: (device: () => HalDevice) => void,
  devices: readonly DeviceUnderTest[] = devicesUnderTest,
): void {
  for (const { name, create } of devices) {
    describe(`${title} (${name})`, function () {
      // The first pipeline on SwiftShader takes seconds.
      this.timeout(30_000);
      let device: HalDevice | undefined;
      before(async () => {
        device = await create();
      });
      after(async () => {
        await device?.destroy();
      });
      declare(() => device!);
    });
  }
}
