/**
 * Random programs compute on devices what the operations' definitions say, whichever phase their IR was
 * written out and read back at. A failure names its seed; `IWB_PROGRAM_SEED=n` runs that one alone and
 * prints it, `IWB_PROGRAMS=n` runs more.
 */

import assert from 'node:assert/strict';
import { PHASES } from '@iree-workbench/compiler';
import type { HalDevice } from '@iree-workbench/runtime';
import { describeOnEachDevice, devicesUnderTest } from '../packages/runtime/src/hal/cts/devices.ts';
import {
  compareProgram,
  compileProgram,
  compileThrough,
  evaluateProgram,
  runProgram,
} from './reference/check-program.ts';
import { ELEMENTS, type Element } from './reference/random-expression.ts';
import { type RandomProgram, randomProgram } from './reference/random-program.ts';

const only = process.env.IWB_PROGRAM_SEED;
const count = Number(process.env.IWB_PROGRAMS ?? 60);
const seeds = only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)];

async function check(device: HalDevice, bytes: Uint8Array, program: RandomProgram): Promise<void> {
  compareProgram(
    evaluateProgram(program),
    await runProgram(device, bytes, program),
    program.tolerances,
  );
}

/** SwiftShader's adapter has no 16-bit floats, and WGSL no 64-bit ones. */
const ON_WEBGPU: readonly Element[] = ELEMENTS.filter(
  (element) => !['f16', 'f64'].includes(element),
);

describeOnEachDevice(
  'random programs',
  (device) => {
    for (const seed of seeds)
      it(`seed ${seed}`, async () => {
        const program = randomProgram(seed);
        if (only !== undefined) process.stdout.write(program.text);
        const bytes = compileProgram(program.text, ['local']);
        await check(device(), bytes, program);
        const phases = PHASES.slice(0, -1).filter(
          (_, i) => only !== undefined || i === seed % (PHASES.length - 1),
        );
        for (const phase of phases)
          assert.ok(
            Buffer.from(compileThrough(program.text, ['local'], phase)).equals(bytes),
            `compiled by way of ${phase}, the module is another`,
          );
      });
  },
  devicesUnderTest.filter(({ name }) => name.includes('host thread')),
);

describeOnEachDevice(
  'random programs',
  (device) => {
    for (const seed of seeds.filter((each) => only !== undefined || each % 5 === 0))
      it(`seed ${seed}`, async () => {
        const program = randomProgram(seed, { elements: ON_WEBGPU });
        if (only !== undefined) process.stdout.write(program.text);
        await check(device(), compileProgram(program.text, ['webgpu']), program);
      });
  },
  devicesUnderTest.filter(({ name }) => name === 'webgpu'),
);
