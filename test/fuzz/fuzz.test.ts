/** A short session of `npm run fuzz`; a failure names its seed, and `FUZZ_SEED` repeats it. */
import assert from 'node:assert/strict';
import { PRINTED_OPERATIONS } from '../../packages/ir/src/dialects/printed-operations.fixture.ts';
import { Fuzzer } from './fuzz.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const ROUNDS = process.env.FUZZ_SEED === undefined ? 40 : 1;

describe(`random operations and damaged texts (FUZZ_SEED=${SEED})`, function () {
  this.timeout(120_000);
  it('keep what holds of all IR and all text', () => {
    const fuzzer = new Fuzzer(PRINTED_OPERATIONS.map(({ text }) => text));
    for (let seed = SEED; seed < SEED + ROUNDS; seed++) {
      const failure = fuzzer.round(seed);
      assert.equal(
        failure,
        null,
        failure ? `FUZZ_SEED=${seed}: ${failure.message}\n${failure.input}` : '',
      );
    }
    assert.ok(fuzzer.made.size > ROUNDS, `${fuzzer.made.size} operations`);
  });
});
