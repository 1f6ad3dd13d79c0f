/**
 * Random scatters on every device against the operation's definition: the updates one after another, each where its
 * indices lead, and what lies outside left out. Elements are integers; some scatters leave what they go into to
 * others, some go into a constant.
 */

import { ElementType } from '@iree-workbench/format';
import { type HostValue, Session } from '@iree-workbench/runtime';
import { describeOnEachDevice } from '../packages/runtime/src/hal/cts/devices.ts';
import { Callee, compileForAll } from './device-programs.ts';
import { randomInteger, randomNumbers } from './reference/random.ts';

const SEED = Number(process.env.IWB_SCATTER_SEED ?? 1);
const COUNT = 24;

/** How an update and what is there are combined. */
const COMBINERS = {
  replaced: { body: '', result: '%update', compute: (update: number) => update },
  added: {
    body: '%0 = arith.addi %there, %update : i32',
    result: '%0',
    compute: (update: number, there: number) => update + there,
  },
  'doubled and subtracted': {
    body: '%0 = arith.addi %there, %there : i32\n%1 = arith.subi %0, %update : i32',
    result: '%1',
    compute: (update: number, there: number) => 2 * there - update,
  },
} as const;

interface Scatter {
  readonly combiner: keyof typeof COMBINERS;
  readonly sizes: readonly number[];
  /** The dimension that each column of the indices moves along. */
  readonly moved: readonly number[];
  /** Sizes of an update along the last dimensions of the result. */
  readonly window: readonly number[];
  readonly indices: readonly (readonly number[])[];
  readonly isUnique: boolean;
  readonly isDynamic: boolean;
  readonly into: 'an argument' | 'an argument that is returned, too' | 'a constant';
}

const pick = <T>(random: () => number, choices: readonly T[]): T =>
  choices[randomInteger(random, 0, choices.length - 1)] as T;

function randomScatter(random: () => number): Scatter {
  const integer = (low: number, high: number): number => randomInteger(random, low, high);
  const rank = integer(1, 3);
  const sizes = Array.from({ length: rank }, () => pick(random, [1, 3, 5, 8, 17, 70]));
  const columns = integer(1, rank);
  const moved = Array.from({ length: columns }, (_, dim) => dim).sort(() => random() - 0.5);
  const start = integer(0, columns);
  const window = sizes.slice(start).map((size, i) => {
    const isWhole = start + i >= columns && random() < 0.7;
    return isWhole ? size : integer(1, size);
  });
  const isUnique = random() < 0.3;
  const along = sizes[moved[0] as number] as number;
  const step = moved[0] !== undefined && moved[0] >= start ? (window[moved[0] - start] ?? 1) : 1;
  // Updates that are told apart by their first index never meet.
  const count = isUnique ? Math.floor(along / step) : pick(random, [1, 2, 7, 20]);
  const indices = Array.from({ length: count }, (_, update) =>
    moved.map((dim, column) =>
      isUnique && column === 0 ? update * step : integer(-1, (sizes[dim] as number) + 1),
    ),
  );
  return {
    combiner: pick(random, Object.keys(COMBINERS) as Scatter['combiner'][]),
    sizes,
    moved,
    window,
    indices,
    isUnique,
    isDynamic: random() < 0.4,
    into: pick(random, ['an argument', 'an argument that is returned, too', 'a constant'] as const),
  };
}

const tensorType = (sizes: readonly (number | string)[]): string =>
  `tensor<${[...sizes, 'i32'].join('x')}>`;

function functionOf(scatter: Scatter, number: number): string {
  const { combiner, sizes, moved, window, indices, isUnique, isDynamic, into } = scatter;
  const count = isDynamic ? '?' : indices.length;
  const updates = tensorType([count, ...window]);
  const columns = tensorType([count, moved.length]);
  const result = tensorType(sizes);
  const isArgument = into !== 'a constant';
  const isReturned = into === 'an argument that is returned, too';
  const { body, result: yielded } = COMBINERS[combiner];
  return `
    func.func @f${number}(%updates: ${updates}, %indices: ${columns}${
      isArgument ? `, %into: ${result}` : ''
    }) -> (${isReturned ? `${result}, ${result}` : result}) {
      ${isArgument ? '' : `%into = arith.constant dense<7> : ${result}`}
      %r = iree_linalg_ext.scatter dimension_map = [${moved}] unique_indices(${isUnique})
        ins(%updates, %indices : ${updates}, ${columns}) outs(%into : ${result}) {
      ^bb0(%update: i32, %there: i32):
        ${body}
        iree_linalg_ext.yield ${yielded} : i32
      } -> ${result}
      return ${isReturned ? `%r, %into : ${result}, ${result}` : `%r : ${result}`}
    }`;
}

/** Calls `visit` with all indices of a box. */
function eachIndex(sizes: readonly number[], visit: (index: readonly number[]) => void): void {
  const count = sizes.reduce((product, size) => product * size, 1);
  for (let i = 0; i < count; i++) {
    let left = i;
    const index = [...sizes];
    for (let dim = sizes.length - 1; dim >= 0; dim--) {
      const size = sizes[dim] as number;
      index[dim] = left % size;
      left = Math.floor(left / size);
    }
    visit(index);
  }
}

/** Writes the updates into the elements, as the operation is defined. */
function scatterInto(scatter: Scatter, updates: Int32Array, elements: Int32Array): void {
  const { combiner, sizes, moved, window, indices } = scatter;
  let next = 0;
  for (const start of indices)
    eachIndex(window, (index) => {
      const at = sizes.map((_, dim) => index[dim - (sizes.length - window.length)] ?? 0);
      moved.forEach((dim, column) => {
        at[dim] = (at[dim] as number) + (start[column] as number);
      });
      const update = updates[next++] as number;
      if (at.some((place, dim) => place < 0 || place >= (sizes[dim] as number))) return;
      const place = at.reduce((sum, each, dim) => sum * (sizes[dim] as number) + each, 0);
      elements[place] = COMBINERS[combiner].compute(update, elements[place] as number);
    });
}

const tensorOf = (shape: readonly number[], values: Int32Array): HostValue => ({
  kind: 'tensor',
  shape,
  elementType: ElementType.Int32,
  bytes: new Uint8Array(values.slice().buffer),
});

const itself = async (values: readonly HostValue[]): Promise<HostValue[]> => [...values];

const random = randomNumbers(SEED);
const scatters = Array.from({ length: COUNT }, () => randomScatter(random));
const program = scatters.map(functionOf).join('\n');
let compiled: Uint8Array | null = null;

describeOnEachDevice(`random scatters, IWB_SCATTER_SEED=${SEED}`, (device) => {
  let session: Session;
  before(async function () {
    this.timeout(120_000);
    compiled ??= compileForAll(program);
    session = await Session.create({ device: device(), modules: [compiled] });
  });
  after(() => session.dispose());

  scatters.forEach((scatter, number) => {
    const { combiner, sizes, moved, window, indices, into } = scatter;
    const title = `${indices.length} of ${['1', ...window].join('x')}, ${combiner}, into ${into} of ${sizes.join('x')} along ${moved}`;
    it(`${number}: ${title}`, async function () {
      this.timeout(60_000);
      const values = randomNumbers(SEED + number);
      const numbers = (count: number): Int32Array =>
        Int32Array.from({ length: count }, () => randomInteger(values, -99, 99));
      const count = sizes.reduce((product, size) => product * size, 1);
      const updates = numbers(window.reduce((product, size) => product * size, indices.length));
      const original = into === 'a constant' ? new Int32Array(count).fill(7) : numbers(count);
      const result = original.slice();
      scatterInto(scatter, updates, result);
      const inputs = [
        tensorOf([indices.length, ...window], updates),
        tensorOf([indices.length, moved.length], Int32Array.from(indices.flat())),
      ];
      if (into !== 'a constant') inputs.push(tensorOf(sizes, original));
      const outputs = [tensorOf(sizes, result)];
      if (into === 'an argument that is returned, too') outputs.push(tensorOf(sizes, original));
      const callee = new Callee(session, `f${number}`, itself);
      await callee.expect(await callee.begin(inputs), outputs, { f16: 0, f32: 0, f64: 0 });
    });
  });
});
