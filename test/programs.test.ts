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
import { compile, createContext } from '@iree-workbench/compiler';
import { type CconvType, parseCallingConvention } from '@iree-workbench/format';
import { parseModule, verifyOperation } from '@iree-workbench/ir';
import {
  compareResults,
  type HalDevice,
  type HostValue,
  parseInputs,
  Session,
  toArguments,
  toHostValues,
} from '@iree-workbench/runtime';
import { devicesUnderTest } from '../packages/runtime/src/hal/cts/devices.ts';

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

/** The module for all devices; its IR is verified after each pass. */
function moduleOf(program: Program): Uint8Array {
  const known = modules.get(program);
  if (known) return known;
  const { module, diagnostics } = parseModule(createContext(), program.text);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(verifyOperation(module), []);
  const { bytes } = compile(
    module,
    { targets: ['local', 'webgpu'] },
    { onDiagnostic: ({ message }) => assert.fail(message), verifyEach: true },
  );
  assert.ok(bytes);
  modules.set(program, bytes);
  return bytes;
}

const hostValues = (texts: readonly string[], types: readonly CconvType[]): Promise<HostValue[]> =>
  parseInputs(texts, { types, readFile: () => assert.fail('a file in a value') });

async function run(device: HalDevice, program: Program): Promise<void> {
  const session = await Session.create({ device, modules: [moduleOf(program)] });
  try {
    for (const call of program.calls) {
      const entry = session.findFunction(call.function);
      assert.ok(entry, call.function);
      const convention = parseCallingConvention(entry.cconv);
      const types = convention.arguments.flatMap((each) =>
        each.kind === 'value' ? [each.type] : [],
      );
      const inputs = await hostValues(call.inputs, types);
      const invocation = await session.invoke(entry, toArguments(inputs, device.allocator));
      const { matched, text } = compareResults(
        await hostValues(call.outputs, convention.results),
        await toHostValues(invocation.results, convention.results),
        TOLERANCE,
      );
      await invocation.completed();
      invocation.release();
      assert.ok(matched, text.slice(0, 2000));
    }
  } finally {
    await session.dispose();
  }
}

// Which code runs does not depend on the number of workers: one is enough.
for (const { name, create } of devicesUnderTest.filter((each) => !each.name.includes('workers')))
  describe(`programs (${name})`, function () {
    this.timeout(30_000);
    let device: HalDevice | undefined;
    before(async () => {
      device = await create();
    });
    after(async () => {
      await device?.destroy();
    });
    for (const file of readdirSync(folder))
      describe(file, () => {
        for (const program of readPrograms(file))
          it(program.name, () => run(device as HalDevice, program));
      });

    it('report expectations that are not met, and go on', async () => {
      const text = `func.func @f() -> tensor<2xi32> {
          %0 = util.unfoldable_constant dense<[1, 2]> : tensor<2xi32>
          check.expect_eq_const(%0, dense<[1, 3]> : tensor<2xi32>) : tensor<2xi32>
          return %0 : tensor<2xi32>
        }`;
      const failures: string[] = [];
      const session = await Session.create({
        device: device as HalDevice,
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
  });
