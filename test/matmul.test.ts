/**
 * Products of matrices of the classes of shapes that upstream's generated tests have, on every device: small
 * ones around the sizes of tiles, vectors among them, large ones, empty ones and random ones; sizes that are
 * known, that are not, and both; added to zeros and to a third matrix. Elements are small integers, so that
 * sums are exact in any order and every element has to be equal.
 *
 * `npm test` has the common types; `IWB_MATMULS=all` all types and the large shapes of each.
 */

import { ElementType } from '@iree-workbench/format';
import {
  type HalDevice,
  type HostValue,
  numberToBf16,
  numberToF16,
  Session,
  type TensorValue,
} from '@iree-workbench/runtime';
import {
  type DeviceUnderTest,
  describeOnEachDevice,
  devicesUnderTest,
} from '../packages/runtime/src/hal/cts/devices.ts';
import { Callee, compileForAll } from './device-programs.ts';
import { randomInteger, randomNumbers } from './reference/random.ts';

const ALL = process.env.IWB_MATMULS === 'all';

interface Shape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}
const shape = (m: number, k: number, n: number): Shape => ({ m, k, n });

/** Shapes whose product is quickly computed. */
const SMALL: readonly Shape[] = [
  shape(1, 1, 1),
  shape(8, 8, 8),
  shape(9, 9, 9),
  shape(7, 12, 3),
  shape(16, 33, 5),
  shape(80, 18, 43),
  shape(64, 64, 64),
  shape(33, 17, 65),
  shape(1, 11, 12),
  shape(12, 1, 11),
  shape(11, 12, 1),
  shape(1, 130, 1),
];
const RANDOM: readonly Shape[] = (() => {
  const random = randomNumbers(11);
  const size = (): number => randomInteger(random, 1, 72);
  return Array.from({ length: ALL ? 24 : 4 }, () => shape(size(), size(), size()));
})();
const EMPTY: readonly Shape[] = [shape(0, 3, 4), shape(5, 0, 6), shape(7, 8, 0), shape(0, 0, 0)];
const LARGE: readonly Shape[] = [
  shape(125, 460, 790),
  shape(650, 319, 236),
  shape(1, 1000, 1000),
  shape(1000, 1000, 1),
];
/** One that fills a GPU with whole tiles. */
const GPU_LARGE: readonly Shape[] = [shape(256, 128, 512)];

/** Which sizes a program knows. */
type Knowledge = 'known' | 'unknown' | 'partly known';

/** How elements of a type are made of small integers. */
interface Numbers {
  readonly type: number;
  readonly bytes: number;
  /** Factors are no greater, so that no sum is rounded. */
  readonly limit: number;
  readonly write: (view: DataView, at: number, value: number) => void;
}

const NUMBERS = {
  i8: {
    type: ElementType.Int8,
    bytes: 1,
    limit: 127,
    write: (view, at, value) => view.setInt8(at, value),
  },
  i16: {
    type: ElementType.Int16,
    bytes: 2,
    limit: 800,
    write: (view, at, value) => view.setInt16(at, value, true),
  },
  i32: {
    type: ElementType.Int32,
    bytes: 4,
    limit: 1000,
    write: (view, at, value) => view.setInt32(at, value, true),
  },
  bf16: {
    type: ElementType.BFloat16,
    bytes: 2,
    limit: 4,
    write: (view, at, value) => view.setUint16(at, numberToBf16(value), true),
  },
  f16: {
    type: ElementType.Float16,
    bytes: 2,
    limit: 1,
    write: (view, at, value) => view.setUint16(at, numberToF16(value), true),
  },
  f32: {
    type: ElementType.Float32,
    bytes: 4,
    limit: 4,
    write: (view, at, value) => view.setFloat32(at, value, true),
  },
  f64: {
    type: ElementType.Float64,
    bytes: 8,
    limit: 100,
    write: (view, at, value) => view.setFloat64(at, value, true),
  },
} as const satisfies Record<string, Numbers>;
type ElementName = keyof typeof NUMBERS;

/** Types of the factors and of the sums. */
interface Types {
  readonly factor: ElementName;
  readonly sum: ElementName;
}
const COMMON: readonly Types[] = [
  { factor: 'f32', sum: 'f32' },
  { factor: 'i8', sum: 'i32' },
  { factor: 'f16', sum: 'f16' },
];
const OTHERS: readonly Types[] = [
  { factor: 'f16', sum: 'f32' },
  { factor: 'bf16', sum: 'f32' },
  { factor: 'i16', sum: 'i32' },
  { factor: 'i32', sum: 'i32' },
  { factor: 'f64', sum: 'f64' },
];

const tensorType = (sizes: readonly string[], element: string): string =>
  `tensor<${[...sizes, element].join('x')}>`;

/** Sizes of a shape as its types have them. */
function sizesOf({ m, k, n }: Shape, knowledge: Knowledge, index: number): readonly string[] {
  return [m, k, n].map((size, i) => {
    const isKnown =
      knowledge === 'known' || (knowledge === 'partly known' && (index >> i) % 2 === index % 2);
    return isKnown ? `${size}` : '?';
  });
}

/** A function that adds to its third argument, and one that adds to zeros, for each shape. */
function programOf(shapes: readonly Shape[], types: Types, knowledge: Knowledge): string {
  const functions = shapes.map((each, index) => {
    const [m, k, n] = sizesOf(each, knowledge, index) as [string, string, string];
    const [a, b] = [tensorType([m, k], types.factor), tensorType([k, n], types.factor)];
    const c = tensorType([m, n], types.sum);
    const product = (to: string): string =>
      `linalg.matmul ins(%a, %b : ${a}, ${b}) outs(%${to} : ${c}) -> ${c}`;
    const sizes = [
      ...(m === '?' ? [`%m = tensor.dim %a, %c0 : ${a}`] : []),
      ...(n === '?' ? [`%n = tensor.dim %b, %c1 : ${b}`] : []),
    ];
    const dynamic = [...(m === '?' ? ['%m'] : []), ...(n === '?' ? ['%n'] : [])];
    return `
      func.func @added${index}(%a: ${a}, %b: ${b}, %c: ${c}) -> ${c} {
        %0 = ${product('c')}
        return %0 : ${c}
      }
      func.func @plain${index}(%a: ${a}, %b: ${b}) -> ${c} {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %zero = arith.constant ${/^[bf]/.test(types.sum) ? '0.0' : '0'} : ${types.sum}
        ${sizes.join('\n        ')}
        %e = tensor.empty(${dynamic.join(', ')}) : ${c}
        %z = linalg.fill ins(%zero : ${types.sum}) outs(%e : ${c}) -> ${c}
        %0 = ${product('z')}
        return %0 : ${c}
      }`;
  });
  return functions.join('\n');
}

function tensorOf(sizes: readonly number[], element: ElementName, values: Float64Array): HostValue {
  const { type, bytes: size, write }: Numbers = NUMBERS[element];
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    write(view, i * size, value);
  });
  return { kind: 'tensor', shape: sizes, elementType: type, bytes } satisfies TensorValue;
}

function randomValues(random: () => number, count: number, limit: number): Float64Array {
  return Float64Array.from({ length: count }, () => randomInteger(random, -limit, limit));
}

/** The product added to what is in `sums`. */
function addProduct({ m, k, n }: Shape, a: Float64Array, b: Float64Array, sums: Float64Array) {
  for (let i = 0; i < m; i++)
    for (let l = 0; l < k; l++) {
      const factor = a[i * k + l] as number;
      for (let j = 0; j < n; j++)
        sums[i * n + j] = (sums[i * n + j] as number) + factor * (b[l * n + j] as number);
    }
}

const EXACT = { f16: 0, f32: 0, f64: 0 };
const itself = async (values: readonly HostValue[]): Promise<HostValue[]> => [...values];

/** Calls the functions of a shape, the number of which is in their names. */
async function check(session: Session, each: Shape, index: number, types: Types): Promise<void> {
  const { m, k, n } = each;
  const random = randomNumbers(m * 7919 + k * 104729 + n);
  const { limit } = NUMBERS[types.factor];
  const a = randomValues(random, m * k, limit);
  const b = randomValues(random, k * n, limit);
  const c = randomValues(random, m * n, limit);
  const inputs = [
    tensorOf([m, k], types.factor, a),
    tensorOf([k, n], types.factor, b),
    tensorOf([m, n], types.sum, c),
  ];
  for (const [name, values, sums] of [
    [`added${index}`, inputs, c],
    [`plain${index}`, inputs.slice(0, 2), new Float64Array(m * n)],
  ] as const) {
    addProduct(each, a, b, sums);
    const callee = new Callee(session, name, itself);
    const expected = tensorOf([m, n], types.sum, sums);
    await callee.expect(await callee.begin(values), [expected], EXACT);
  }
}

/** Modules that hold products of several shapes. */
interface Group {
  readonly title: string;
  readonly types: Types;
  readonly knowledge: Knowledge;
  readonly shapes: readonly Shape[];
}

function groupsOf(types: Types, isCommon: boolean): Group[] {
  const of = (knowledge: Knowledge, shapes: readonly Shape[]): Group => ({
    title: `${types.factor} to ${types.sum}, sizes ${knowledge}`,
    types,
    knowledge,
    shapes,
  });
  const large = ALL || types.factor === 'f32' ? [...LARGE, ...GPU_LARGE] : GPU_LARGE;
  return [
    of('known', [...SMALL, ...RANDOM, ...(isCommon ? large : [])]),
    of('unknown', [...SMALL, ...RANDOM, ...EMPTY, ...(ALL && isCommon ? LARGE : [])]),
    of('partly known', [...SMALL, ...RANDOM]),
  ];
}

const GROUPS: readonly Group[] = [
  ...COMMON.flatMap((types) => groupsOf(types, true)),
  ...(ALL ? OTHERS.flatMap((types) => groupsOf(types, false)) : []),
];

/** A driver in software takes a third of a second for each shader: few, unless all are asked for. */
const GPU_GROUPS: readonly Group[] = GROUPS.flatMap((group) => {
  if (group.types.sum === 'f64') return [];
  if (ALL) return [group];
  const { types, knowledge } = group;
  if (knowledge === 'partly known') return [];
  const shapes = [shape(1, 1, 1), shape(33, 17, 65), shape(1, 11, 12), shape(11, 12, 1)];
  return [{ ...group, shapes: types.factor === 'f32' ? [...shapes, ...GPU_LARGE] : shapes }];
});

function declare(
  groups: readonly Group[],
  target: 'local' | 'webgpu',
  device: () => HalDevice,
): void {
  for (const group of groups)
    describe(group.title, function () {
      this.timeout(300_000);
      let session: Session;
      before(async () => {
        const bytes = compileForAll(programOf(group.shapes, group.types, group.knowledge), [
          target,
        ]);
        session = await Session.create({ device: device(), modules: [bytes] });
      });
      after(() => session.dispose());
      group.shapes.forEach((each, index) => {
        it(`${each.m}x${each.k} by ${each.k}x${each.n}`, () =>
          check(session, each, index, group.types));
      });
    });
}

const isGpu = ({ name }: DeviceUnderTest): boolean => name === 'webgpu';
describeOnEachDevice(
  'products of matrices',
  (device) => declare(GROUPS, 'local', device),
  devicesUnderTest.filter((each) => !isGpu(each) && (ALL || !each.name.includes('workers'))),
);
describeOnEachDevice(
  'products of matrices',
  (device) => declare(GPU_GROUPS, 'webgpu', device),
  devicesUnderTest.filter(isGpu),
);
