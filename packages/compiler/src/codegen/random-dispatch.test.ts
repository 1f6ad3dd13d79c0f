/** Random structured operations compute the same after lowering; a failure names its seed. */

import { compareDispatches } from '../../../../test/reference/compare-dispatch.ts';
import { randomDispatch } from '../../../../test/reference/random-dispatch.ts';
import { SEQUENTIAL, THREADS } from './test-targets.ts';

describe('lowering random structured operations', () => {
  for (let seed = 1; seed <= 40; seed++)
    it(`seed ${seed}`, function () {
      this.timeout(30_000);
      const { text, constants, workload } = randomDispatch(seed);
      for (const target of [SEQUENTIAL, THREADS])
        compareDispatches(text, { target, seed, constants, workload, tolerance: 1e-3 });
    });
});
