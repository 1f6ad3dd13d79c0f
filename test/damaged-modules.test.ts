/**
 * Modules with one bit turned over are refused, fail or finish, soon, and leave the device as it was.
 * `IWB_DAMAGES=n` looks at more places, `IWB_DAMAGE_SEED=n` at others; a failure names the place.
 */

import assert from 'node:assert/strict';
import {
  BufferView,
  type Cancellation,
  type HalDevice,
  LocalDevice,
  Session,
  StatusError,
} from '../packages/runtime/src/index.ts';
import { nodePlatform } from '../packages/runtime/src/platform.node.ts';
import { compileForAll } from './device-programs.ts';
import { randomInteger, randomNumbers } from './reference/random.ts';

/** State, a loop on the host, constants, and dispatches whose results the next ones take. */
const program = `
util.global private mutable @total = dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
func.func @accumulate() -> (tensor<4xf32>, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %values = util.unfoldable_constant dense<[[1.0, 2.0, 0.5, 0.25], [3.0, 1.0, 2.0, 0.5]]> : tensor<2x4xf32>
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1 : i32
  %count = scf.for %i = %c0 to %c3 step %c1 iter_args(%n = %one) -> i32 {
    %total = util.global.load @total : tensor<4xf32>
    %empty = tensor.empty() : tensor<4xf32>
    %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4xf32>) -> tensor<4xf32>
    %sums = linalg.generic {
        indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0)>],
        iterator_types = ["parallel", "reduction"]}
        ins(%values : tensor<2x4xf32>) outs(%zeros : tensor<4xf32>) {
    ^bb0(%value: f32, %sum: f32):
      %added = arith.addf %value, %sum : f32
      linalg.yield %added : f32
    } -> tensor<4xf32>
    %next = arith.addf %sums, %total : tensor<4xf32>
    util.global.store %next, @total : tensor<4xf32>
    %m = arith.addi %n, %one : i32
    scf.yield %m : i32
  }
  %result = util.global.load @total : tensor<4xf32>
  return %result, %count : tensor<4xf32>, i32
}`;

const places = Number(process.env.IWB_DAMAGES ?? 300);
const seed = Number(process.env.IWB_DAMAGE_SEED ?? 1);

/** What a run may take; one that the machine is too busy for is cancelled earlier. */
const soon = 5000;
const patience = 1000;

/** Loads the module and calls all of its functions; the results as text, or the status it failed with. */
async function outcome(device: HalDevice, bytes: Uint8Array): Promise<string> {
  const end = performance.now() + patience;
  const cancellation: Cancellation = { isCancelled: () => performance.now() > end };
  try {
    const session = await Session.create({ device, modules: [bytes], cancellation });
    const texts: string[] = [];
    for (const entry of session.functions) {
      const invocation = await session.invoke(entry, [], cancellation);
      const timer = setTimeout(() => invocation.cancel(), Math.max(0, end - performance.now()));
      await invocation.completed().finally(() => clearTimeout(timer));
      for (const value of invocation.results)
        texts.push(
          value instanceof BufferView
            ? Buffer.from(await value.read()).toString('hex')
            : String(value),
        );
      invocation.release();
    }
    await session.dispose();
    return texts.join(' ');
  } catch (error) {
    // Anything else is a crash.
    if (error instanceof StatusError) return error.status;
    throw error;
  }
}

/**
 * Kernels of a plain file may come to loop for ever, which only workers can be kept from; of an archive
 * nothing runs that was changed.
 */
const files = [
  { what: 'an archive, on the host thread', polyglotZip: true, threads: 1 },
  { what: 'a plain file, on 2 workers', polyglotZip: false, threads: 2 },
];

describe('damaged modules (local)', function () {
  this.timeout(60_000 + places * 200);

  for (const { what, polyglotZip, threads } of files)
    it(`end soon at each of ${places} places of ${what}, and the next run is right`, () =>
      damage(compileForAll(program, ['local'], { polyglotZip }), threads));

  async function damage(bytes: Uint8Array, threads: number): Promise<void> {
    const device = new LocalDevice(nodePlatform(), { threads });
    const expected = '0000504100003041000028410000c840 4';
    assert.equal(await outcome(device, bytes), expected);
    const random = randomNumbers(seed);
    const counts = new Map<string, number>();
    for (let i = 0; i < places; ++i) {
      const at = randomInteger(random, 0, bytes.length - 1);
      const bit = randomInteger(random, 0, 7);
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      const begin = performance.now();
      const found = await outcome(device, damaged);
      const took = performance.now() - begin;
      assert.ok(took < soon, `seed ${seed}, bit ${bit} of byte ${at}: ${Math.round(took)} ms`);
      const key = /^[A-Z_]+$/.test(found) ? found : found === expected ? 'the same' : 'another';
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (key !== 'the same')
        assert.equal(await outcome(device, bytes), expected, `after bit ${bit} of byte ${at}`);
    }
    await device.destroy();
    console.log(`      seed ${seed}: ${JSON.stringify(Object.fromEntries(counts))}`);
  }
});
