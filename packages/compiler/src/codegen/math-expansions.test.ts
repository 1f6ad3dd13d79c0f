/** The expansions agree with the functions they stand for, at the edges too. */

import assert from 'node:assert/strict';
import type { Operation } from '@iree-workbench/ir';
import {
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../test/reference/compare-dispatch.ts';
import { runDispatch, workgroupCount } from '../../../../test/reference/evaluator.ts';
import { createMathImports } from '../../../../test/reference/math-functions.ts';
import { randomNumbers } from '../../../../test/reference/random.ts';
import { ieeePower } from '../../../../test/reference/scalar-ops.ts';
import type { Scalar } from '../../../../test/reference/values.ts';

import { lowerDispatch } from './lower-dispatch.ts';
import { SEQUENTIAL } from './test-targets.ts';

/** The function of the numbers as a dispatch lowered for a target without it computes it. */
function lowered(
  name: string,
  inputs: readonly number[],
  seconds: readonly number[] | null = null,
): number[] {
  const count = inputs.length;
  const tensor = `tensor<${count}xf32>`;
  const readonly = `!flow.dispatch.tensor<readonly:${tensor}>`;
  const writeonly = `!flow.dispatch.tensor<writeonly:${tensor}>`;
  const slice = `offsets = [0], sizes = [${count}], strides = [1]`;
  const columns = seconds ? [inputs, seconds] : [inputs];
  const maps = ['affine_map<(d0) -> (d0)>', ...columns.map(() => 'affine_map<(d0) -> (d0)>')];
  const each = (text: (i: number) => string, separator = ', '): string =>
    columns.map((_, i) => text(i)).join(separator);
  const out = `0:${columns.length}`;
  const [variant] = variantsOf(
    executableText({
      bindings: [...columns.map(() => readonly), writeonly],
      workload: 1,
      body: `
        ${each((i) => `%in${i} = flow.dispatch.tensor.load %b${i}, ${slice} : ${readonly} -> ${tensor}`, '\n')}
        %1 = tensor.empty() : ${tensor}
        %2 = linalg.generic {indexing_maps = [${maps.join(', ')}], iterator_types = ["parallel"]} ins(${each((i) => `%in${i}`)} : ${each(() => tensor)}) outs(%1 : ${tensor}) {
        ^bb0(${each((i) => `%a${i}: f32`)}, %out: f32):
          %3 = ${name} ${each((i) => `%a${i}`)} : f32
          linalg.yield %3 : f32
        } -> ${tensor}
        flow.dispatch.tensor.store %2, %b${columns.length}, ${slice} : ${tensor} -> ${writeonly}`,
    }),
  );
  const memory = new Map<string, Scalar[]>([
    ...columns.map((column, i): [string, Scalar[]] => [`0:${i}`, column.map(Math.fround)]),
    [out, inputs.map(() => 0)],
  ]);
  assert.ok(
    lowerDispatch(variant as Operation, SEQUENTIAL, {
      onDiagnostic: ({ message }) => assert.fail(message),
    }),
  );
  const [dispatch] = dispatchesIn(variant as Operation);
  assert.ok(dispatch);
  const calls = dispatch.func.collect(name).filter((call) => !call.ancestor('scf.if'));
  assert.equal(calls.length, 0, 'the function is still called for all elements');
  runDispatch(
    dispatch.func,
    { binding: (key) => memory.get(key) ?? [], constants: [] },
    workgroupCount(dispatch.exportOp, [count]),
  );
  return (memory.get(out) ?? []).map(Number);
}

/** Distance in units of the last place of a 32-bit float; 0 if both are NaN or the same. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const expected = Math.abs(Math.fround(b));
  const unit = expected < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(expected)) - 23);
  const distance = Math.abs(a - b) / unit;
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

function check(
  name: string,
  reference: (x: number) => number,
  range: readonly [number, number],
  edges: readonly number[],
  limit: number,
): void {
  it(`${name} to ${limit} units of the last place`, function () {
    this.timeout(30_000);
    const random = randomNumbers(7);
    const inputs = [
      ...edges,
      ...Array.from({ length: 397 }, () => range[0] + random() * (range[1] - range[0])),
    ].map(Math.fround);
    lowered(name, inputs).forEach((found, i) => {
      const x = inputs[i] as number;
      const expected = Math.fround(reference(x));
      assert.ok(ulps(found, expected) <= limit, `${name} ${x} is ${found}, not ${expected}`);
    });
  });
}

function checkPower(
  what: string,
  operands: readonly (readonly [number, number])[],
  limit: number,
): void {
  it(`math.powf ${what} to ${limit} units of the last place`, function () {
    this.timeout(30_000);
    const [xs, ys] = [0, 1].map((i) => operands.map((pair) => Math.fround(pair[i] as number)));
    assert.ok(xs && ys);
    lowered('math.powf', xs, ys).forEach((found, i) => {
      const [x, y] = [xs[i] as number, ys[i] as number];
      const expected = Math.fround(ieeePower(x, y));
      const message = `${x} to the power ${y} is ${found}, not ${expected}`;
      if (expected === 0) assert.ok(Object.is(found, expected), message);
      else assert.ok(ulps(found, expected) <= limit, message);
    });
  });
}

const { POSITIVE_INFINITY: INFINITY, NaN: NAN } = Number;
const erf = createMathImports().erf as (x: number) => number;

describe('expansions of elementary functions', () => {
  check(
    'math.exp',
    Math.exp,
    [-104, 89],
    [0, -0, 1, -1, 88.7, 88.8, 1000, -87.5, -103, -1000, INFINITY, -INFINITY, NAN],
    2,
  );
  check('math.exp', Math.exp, [-1, 1], [1e-30], 2);
  check(
    'math.log',
    Math.log,
    [0, 100],
    [0, -0, 1, 2, 0.5, 1e-40, 2 ** -149, 3e38, -1, INFINITY, -INFINITY, NAN],
    2,
  );
  check('math.log', Math.log, [0.5, 2], [0.99999994, 1.0000001], 2);
  check(
    'math.tanh',
    Math.tanh,
    [-10, 10],
    [0, 0.3, -0.3, 0.29999, 1e-20, 50, -50, INFINITY, -INFINITY, NAN],
    8,
  );
  check('math.tanh', Math.tanh, [-0.5, 0.5], [], 8);
  check(
    'math.erf',
    erf,
    [-5, 5],
    [0, -0, 1e-30, 1, -1, 3.9999, 4, -4, 50, INFINITY, -INFINITY, NAN],
    8,
  );
  // Numbers far out or infinite get the function itself, whatever the lanes next to them hold.
  const far = [10_000, 10_000.001, -10_001, 5, 1e6, 16_367_173, 3e38, INFINITY, -INFINITY, NAN];
  const small = [0, -0, 2 ** -149, -1e-30, 1e-4, -0.7853982, 0.7853982];
  // The numbers closest to quarter turns, where the most digits cancel.
  const even = Array.from({ length: 400 }, (_, i) => ((i * 16 - 3200) * Math.PI) / 2);
  const odd = even.map((x) => x + Math.PI / 2);
  for (const [name, reference] of [
    ['math.sin', Math.sin],
    ['math.cos', Math.cos],
  ] as const) {
    check(name, reference, [-1e4, 1e4], [...far, ...small, ...even], 3);
    check(name, reference, [-7, 7], odd, 3);
  }
  it('sine keeps the sign of zero', () => {
    assert.deepEqual(lowered('math.sin', [0, -0, -0, 0, -0]), [0, -0, -0, 0, -0]);
  });
  const edges = [
    ...[0, 0.5, 1, 2, 3, 16_777_217, 1e-40, 1e-30, 3e38, 1.0000001, 0.99999994, INFINITY],
    NAN,
  ].flatMap((x) => [x, -x]);
  checkPower(
    'of edges',
    edges.flatMap((x) => edges.map((y) => [x, y] as const)),
    6,
  );
  const random = randomNumbers(11);
  const pairs = (x: () => number, y: () => number): readonly (readonly [number, number])[] =>
    Array.from({ length: 401 }, () => [x(), y()] as const);
  const around = (size: number) => () => (random() - 0.5) * 2 * size;
  checkPower(
    'of any size',
    pairs(() => 2 ** around(126)(), around(4)),
    6,
  );
  checkPower(
    'around 1',
    pairs(() => 1 + around(0.01)(), around(8000)),
    6,
  );
  checkPower(
    'with large exponents',
    pairs(() => 0.5 + random() * 1.5, around(250)),
    6,
  );
  checkPower(
    'of negative numbers',
    pairs(around(20), () => Math.round(around(20)())),
    6,
  );
  check('math.rsqrt', (x) => 1 / Math.sqrt(x), [0, 1000], [0, 1, 4, INFINITY, NAN], 2);
});
