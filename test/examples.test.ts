/**
 * The examples, compiled once for all devices and run on each, against what IREE computes
 * (`examples/expected.json`).
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CconvType, elementByteCount } from '@iree-workbench/format';
import {
  type ComparisonThresholds,
  type HalDevice,
  type HostValue,
  parseInputs,
  Session,
  type TensorValue,
} from '@iree-workbench/runtime';
import { describeOnEachDevice } from '../packages/runtime/src/hal/cts/devices.ts';
import { Callee, compileForAll } from './device-programs.ts';

/** A value as text, or one repeated along each dimension. */
type ValueText = string | { readonly tile: ValueText; readonly times: readonly number[] };

interface Call {
  readonly function: string;
  readonly inputs: readonly ValueText[];
  readonly outputs: readonly ValueText[];
}

interface Case {
  readonly does: string;
  readonly tolerance: number;
  readonly calls: readonly Call[];
}

const folder = join(import.meta.dirname, '../examples');
const expectations = new Map<string, readonly Case[]>(
  Object.entries(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))),
);

const modules = new Map<string, Uint8Array>();
function moduleOf(name: string): Uint8Array {
  const known = modules.get(name) ?? compileForAll(readFileSync(join(folder, name), 'utf8'));
  modules.set(name, known);
  return known;
}

/** A tensor repeated along each of its dimensions. */
function tile(value: TensorValue, times: readonly number[]): TensorValue {
  const shape = value.shape.map((size, dim) => size * (times[dim] ?? 1));
  const element = elementByteCount(value.elementType);
  const bytes = new Uint8Array(shape.reduce((product, size) => product * size, element));
  const strides = value.shape.map((_, dim) =>
    value.shape.slice(dim + 1).reduce((product, size) => product * size, element),
  );
  for (let to = 0; to < bytes.length; to += element) {
    let rest = to / element;
    let from = 0;
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      const size = shape[dim] as number;
      from += ((rest % size) % (value.shape[dim] as number)) * (strides[dim] as number);
      rest = Math.floor(rest / size);
    }
    bytes.set(value.bytes.subarray(from, from + element), to);
  }
  return { ...value, shape, bytes };
}

/** A value of a type of the calling convention. */
async function hostValue(text: ValueText, type: CconvType): Promise<HostValue> {
  if (typeof text !== 'string') {
    const value = await hostValue(text.tile, type);
    assert.ok(value.kind === 'tensor');
    return tile(value, text.times);
  }
  const readFile = (): never => assert.fail('a file in a value');
  const [value] = await parseInputs([text], { readFile, types: [type] });
  assert.ok(value);
  return value;
}

const hostValues = (
  texts: readonly ValueText[],
  types: readonly CconvType[],
): Promise<HostValue[]> =>
  Promise.all(texts.map((text, i) => hostValue(text, types[i] as CconvType)));

/** How far floats may be from the expected ones. */
const within = (tolerance: number): ComparisonThresholds => ({
  f16: tolerance,
  f32: tolerance,
  f64: tolerance,
});

/** Runs with a session of an example, and closes it. */
async function withExample(
  device: HalDevice,
  name: string,
  run: (session: Session) => Promise<void>,
): Promise<void> {
  const session = await Session.create({ device, modules: [moduleOf(name)] });
  try {
    await run(session);
  } finally {
    await session.dispose();
  }
}

describeOnEachDevice('examples', (device) => {
  for (const [name, cases] of expectations)
    describe(name, () => {
      for (const { does, tolerance, calls } of cases)
        it(`${calls[0]?.function}: ${does}`, () =>
          withExample(device(), name, async (session) => {
            for (const { function: called, inputs, outputs } of calls) {
              const callee = new Callee(session, called, hostValues);
              await callee.expect(await callee.begin(inputs), outputs, within(tolerance));
            }
          }));
    });

  it('hand a program of many dispatches over once, and map its results once', () =>
    withExample(device(), 'digits.mlir', async (session) => {
      const predict = new Callee(session, 'predict', hostValues);
      const scans = ['7x8x8x1xf32=3'];
      await (await predict.begin(scans)).read();
      const before = { ...device().counters };
      await (await predict.begin(scans)).read();
      const { dispatches, submits, maps } = device().counters;
      assert.ok(dispatches - before.dispatches > 3);
      assert.equal(submits - before.submits, 1);
      // The CPU's memory needs no mapping.
      assert.equal(maps - before.maps, device().info.id === 'webgpu' ? 1 : 0);
    }));

  it('run calls side by side', () =>
    withExample(device(), 'mlp.mlir', async (session) => {
      const mlp = new Callee(session, 'mlp', hostValues);
      const batch = expectations.get('mlp.mlir')?.find(({ does }) => does === 'a batch of 7');
      const [each] = batch?.calls ?? [];
      assert.ok(each);
      const begun = await Promise.all([1, 2, 3].map(() => mlp.begin(each.inputs)));
      for (const invocation of begun) await mlp.expect(invocation, each.outputs, within(0));
    }));
});
