/**
 * Small programs, each about one thing that users write, on every device, against what IREE computes.
 *
 * A program in `test/programs/` begins with its name, then says calls one after another on the same
 * session: the function, its inputs, and the outputs, which upstream's iree-run-module printed; where
 * upstream refuses a program or an input, they are what the operations' definitions say.
 *
 *     // ----- reduction along rows
 *     // call f
 *     // in 2x2xf32=1 2 3 4
 *     // out 2xf32=3 7
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CconvType } from '@iree-workbench/format';
import { type HalDevice, type HostValue, parseInputs, Session } from '@iree-workbench/runtime';
import { describeOnEachDevice, devicesUnderTest } from '../packages/runtime/src/hal/cts/devices.ts';
import { Callee, compileForAll } from './device-programs.ts';

interface Call {
  readonly function: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

interface Program {
  readonly name: string;
  readonly text: string;
  readonly calls: readonly Call[];
}

const folder = join(import.meta.dirname, 'programs');

/** Floats that IREE's tool prints have six digits; two ways to compute a function differ by more. */
const TOLERANCE = { f16: 0.002, f32: 0.0002, f64: 0.0002 };

function readPrograms(file: string): Program[] {
  const [, ...sections] = readFileSync(join(folder, file), 'utf8').split(/^\/\/ ----- /m);
  return sections.map((text) => {
    const name = text.slice(0, text.indexOf('\n'));
    const calls: { function: string; inputs: string[]; outputs: string[] }[] = [];
    for (const [, kind, rest = ''] of text.matchAll(/^\/\/ (call|in|out) (.*)$/gm))
      if (kind === 'call') calls.push({ function: rest, inputs: [], outputs: [] });
      else calls.at(-1)?.[kind === 'in' ? 'inputs' : 'outputs'].push(rest);
    return { name, text: `//${text}`, calls };
  });
}

const modules = new Map<Program, Uint8Array>();

function moduleOf(program: Program): Uint8Array {
  const known = modules.get(program) ?? compileForAll(program.text);
  modules.set(program, known);
  return known;
}

const hostValues = (texts: readonly string[], types: readonly CconvType[]): Promise<HostValue[]> =>
  parseInputs(texts, { types, readFile: () => assert.fail('a file in a value') });

async function run(device: HalDevice, program: Program): Promise<void> {
  const session = await Session.create({ device, modules: [moduleOf(program)] });
  try {
    for (const { function: called, inputs, outputs } of program.calls) {
      const callee = new Callee(session, called, hostValues);
      await callee.expect(await callee.begin(inputs), outputs, TOLERANCE);
    }
  } finally {
    await session.dispose();
  }
}

// Which code runs does not depend on the number of workers: one is enough.
describeOnEachDevice(
  'programs',
  (device) => {
    for (const file of readdirSync(folder))
      describe(file, () => {
        for (const program of readPrograms(file)) it(program.name, () => run(device(), program));
      });

    it('report expectations that are not met, and go on', async () => {
      const text = `func.func @f() -> tensor<2xi32> {
          %0 = util.unfoldable_constant dense<[1, 2]> : tensor<2xi32>
          check.expect_eq_const(%0, dense<[1, 3]> : tensor<2xi32>) : tensor<2xi32>
          return %0 : tensor<2xi32>
        }`;
      const failures: string[] = [];
      const session = await Session.create({
        device: device(),
        modules: [moduleOf({ name: 'expectation', text, calls: [] })],
        onCheckFailure: (message) => failures.push(message),
      });
      const invocation = await session.invoke('f');
      await invocation.completed();
      await session.dispose();
      assert.equal(invocation.results.length, 1);
      assert.equal(failures.length, 1);
      assert.match(failures[0] ?? '', /2xi32=1 2\n {2}rhs:\n {4}2xi32=1 3/);
    });
  },
  devicesUnderTest.filter(({ name }) => !name.includes('workers')),
);
