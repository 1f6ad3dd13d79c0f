/** Lowered dispatches compute in WebAssembly what they say. */

import { compareDispatches } from '../../../../../test/reference/compare-dispatch.ts';
import { randomDispatch } from '../../../../../test/reference/random-dispatch.ts';
import { runWasm } from '../../../../../test/reference/run-wasm.ts';
import { SEQUENTIAL } from '../../codegen/test-targets.ts';

describe('WebAssembly of random structured operations', () => {
  for (let seed = 1; seed <= 40; seed++)
    it(`seed ${seed}`, () => {
      const { text, constants, workload } = randomDispatch(seed);
      const comparison = { target: SEQUENTIAL, seed, constants, workload, tolerance: 1e-3 };
      compareDispatches(text, { ...comparison, run: runWasm(false) });
    });
});
