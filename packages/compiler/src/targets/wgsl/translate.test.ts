/** Lowered dispatches compute in WGSL, on a software adapter, what they say. */

import { compareDispatchesOn } from '../../../../../test/reference/compare-dispatch.ts';
import { randomDispatch } from '../../../../../test/reference/random-dispatch.ts';
import { runWgsl } from '../../../../../test/reference/run-wgsl.ts';
import { testDevice } from '../../../../../test/reference/test-device.ts';
import { THREADS } from '../../codegen/test-targets.ts';

describe('WGSL of random structured operations', function () {
  this.timeout(120_000);
  let device: GPUDevice;
  before(async () => {
    device = await testDevice();
  });
  after(() => device.destroy());
  for (let seed = 1; seed <= 40; seed++)
    it(`seed ${seed}`, async () => {
      const { text, constants, workload } = randomDispatch(seed);
      const comparison = { target: THREADS, seed, constants, workload, tolerance: 1e-3 };
      await compareDispatchesOn(runWgsl(device), text, comparison);
    });
});
