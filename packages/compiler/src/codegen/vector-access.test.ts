/**
 * Vectors of what does not lie in memory as it is asked for: across the ends of what was padded or inserted,
 * and elements that lie two and more apart. Held to the reference evaluator, as dispatch IR and as WebAssembly.
 */

import assert from 'node:assert/strict';
import {
  compareDispatches,
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../test/reference/compare-dispatch.ts';
import { runWasm } from '../../../../test/reference/run-wasm.ts';
import { SEQUENTIAL } from './test-targets.ts';

interface Tensor {
  readonly name: string;
  readonly type: string;
  /** Sizes as a slice has them: numbers, or `%n0`. */
  readonly sizes: readonly (number | string)[];
}

const dynamic = ({ sizes }: Tensor): string => {
  const values = sizes.filter((size) => typeof size === 'string');
  return values.length > 0 ? `{${values.join(', ')}}` : '';
};
const inMemory = (access: string, tensor: Tensor): string =>
  `!flow.dispatch.tensor<${access}:${tensor.type}>${dynamic(tensor)}`;
const whole = ({ sizes }: Tensor): string =>
  `offsets = [${sizes.map(() => 0)}], sizes = [${sizes.join(', ')}], strides = [${sizes.map(() => 1)}]`;

/** A dispatch that computes `result` from inputs by the lines of its body. */
function dispatch(
  inputs: readonly Tensor[],
  result: Tensor,
  body: string,
  constants: number,
): string {
  const loads = inputs.map(
    (input, i) =>
      `%${input.name} = flow.dispatch.tensor.load %b${i}, ${whole(input)} : ${inMemory('readonly', input)} -> ${input.type}`,
  );
  const store = `flow.dispatch.tensor.store %${result.name}, %b${inputs.length}, ${whole(result)} : ${result.type} -> ${inMemory('writeonly', result)}`;
  return executableText({
    bindings: [
      ...inputs.map((input) => inMemory('readonly', input)),
      inMemory('writeonly', result),
    ],
    workload: result.sizes.length,
    constants,
    body: [...loads, body, store].join('\n'),
  });
}

const of = (name: string, sizes: readonly (number | string)[], element = 'f32'): Tensor => ({
  name,
  sizes,
  type: `tensor<${sizes.map((size) => (typeof size === 'string' ? '?' : size)).join('x')}x${element}>`,
});

function check(
  title: string,
  text: string,
  constants: readonly number[],
  workload: readonly number[],
): void {
  for (const [way, run] of [
    ['dispatch IR', undefined],
    ['WebAssembly', runWasm(false)],
  ] as const)
    it(`${title}, in ${way}`, () => {
      const [variant] = compareDispatches(text, {
        target: SEQUENTIAL,
        seed: 3,
        constants,
        workload,
        tolerance: 1e-4,
        ...(run && { run }),
      });
      assert.ok(variant && variant.collect('vector.store').length > 0);
    });
}

describe('vectors of boxes', () => {
  const pad = (low: string, high: string, from: Tensor, to: Tensor, value: string): string => `
    %zero = arith.constant 7.0 : f32
    %${to.name} = tensor.pad %${from.name} low[${low}] high[${high}] {
    ^bb0(%i: index, %j: index):
      ${value}
    } : ${from.type} to ${to.type}`;
  const constant = 'tensor.yield %zero : f32';
  for (const [low, high] of [
    [
      [1, 2],
      [2, 1],
    ],
    [
      [0, 0],
      [3, 9],
    ],
    [
      [2, 5],
      [0, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ] as const) {
    const from = of('a', [5, 11]);
    const to = of('r', [5 + low[0] + high[0], 11 + low[1] + high[1]]);
    check(
      `padded by ${low} and ${high}`,
      dispatch([from], to, pad(`${low}`, `${high}`, from, to, constant), 0),
      [],
      to.sizes.map(Number),
    );
  }

  const place = `%both = arith.addi %i, %j : index
      %int = arith.index_cast %both : index to i32
      %float = arith.sitofp %int : i32 to f32
      tensor.yield %float : f32`;
  const from = of('a', ['%n0', '%n1']);
  const to = of('r', ['%n2', '%n3']);
  check(
    'padded by sizes that are not known, with what depends on the place',
    dispatch([from], to, pad('1, %n4', '0, 3', from, to, place), 5),
    [4, 10, 5, 15, 2],
    [5, 15],
  );

  const around = of('b', [9, 23]);
  const result = of('r', [9, 23]);
  for (const [offsets, sizes, strides, shape] of [
    ['2, 3', '4, 10', '1, 1', [4, 10]],
    ['1, 3', '4, 5', '2, 4', [4, 5]],
    ['1, %n0', '3, 13', '3, 1', [3, 13]],
    ['4, 2', '1, 9', '1, 1', [9]],
    ['0, 7', '9, 1', '1, 1', [9]],
  ] as const) {
    const source = of('a', shape);
    check(
      `inserted at ${offsets}, ${strides} apart, a tensor of rank ${shape.length}`,
      dispatch(
        [source, around],
        result,
        `%r = tensor.insert_slice %a into %b[${offsets}] [${sizes}] [${strides}] : ${source.type} into ${around.type}`,
        1,
      ),
      [6],
      [9, 23],
    );
  }
});

describe('vectors of elements that lie apart', () => {
  for (const element of ['f32', 'i32'])
    for (const stride of [2, 3]) {
      const a = of('a', [3, 14 * stride + 2], element);
      const result = of('r', [3, 14], element);
      const sum = element === 'f32' ? 'addf' : 'addi';
      check(
        `${stride} in ${element}, with a window of three`,
        dispatch(
          [a, of('w', [3], element)],
          result,
          `%start = arith.constant ${element === 'f32' ? '0.5' : '3'} : ${element}
          %empty = tensor.empty() : ${result.type}
          %init = linalg.fill ins(%start : ${element}) outs(%empty : ${result.type}) -> ${result.type}
          %r = linalg.generic {
              indexing_maps = [affine_map<(i, j, k) -> (i, j * ${stride} + k)>, affine_map<(i, j, k) -> (k)>, affine_map<(i, j, k) -> (i, j)>],
              iterator_types = ["parallel", "parallel", "reduction"]
            } ins(%a, %w : ${a.type}, tensor<3x${element}>) outs(%init : ${result.type}) {
          ^bb0(%x: ${element}, %y: ${element}, %acc: ${element}):
            %xy = arith.${element === 'f32' ? 'mulf' : 'muli'} %x, %y : ${element}
            %s = arith.${sum} %acc, %xy : ${element}
            linalg.yield %s : ${element}
          } -> ${result.type}`,
          0,
        ),
        [],
        [3, 14, 1],
      );
    }

  it('are exchanged between vectors of any width, in WebAssembly', () => {
    for (const [type, element, width, lanes] of [
      ['f32', 'f32', 4, [7, 0, 2, 5]],
      ['f32', 'f32', 4, [1, 6]],
      ['i32', 'i32', 8, [15, 0, 9, 7, 8, 2, 3, 11]],
      ['f64', 'f64', 2, [3, 0]],
      ['f64', 'f64', 2, [2, 1, 3, 0]],
      ['i8', 'i8', 4, [4, 3, 1, 6]],
    ] as const) {
      const memory = `memref<32x${type}>`;
      const vector = (count: number): string => `vector<${count}x${element}>`;
      const text = executableText({
        bindings: [memory, memory],
        workload: 0,
        body: `
          %at = arith.constant ${width} : index
          %a = vector.load %b0[%c0] : ${memory}, ${vector(width)}
          %b = vector.load %b0[%at] : ${memory}, ${vector(width)}
          %s = vector.shuffle %a, %b [${lanes}] : ${vector(width)}, ${vector(width)}
          vector.store %s, %b1[%c0] : ${memory}, ${vector(lanes.length)}`,
      });
      const [variant] = variantsOf(text);
      assert.ok(variant);
      const [only] = dispatchesIn(variant);
      assert.ok(only);
      const isFloat = type.startsWith('f');
      const elementType = only.func.collect('vector.load')[0]?.result().type;
      assert.ok(elementType?.kind === 'vector');
      const held = (value: number) => (isFloat ? value : BigInt(value));
      const to = Array.from({ length: 32 }, () => held(-1));
      const bindings = new Map([
        ['0:0', { elementType: elementType.elementType, elements: to.map((_, i) => held(i)) }],
        ['0:1', { elementType: elementType.elementType, elements: to }],
      ]);
      runWasm(false)(variant, only.exportOp, bindings, [], [1, 1, 1]);
      const expected = [...lanes.map(held), held(-1)];
      assert.deepEqual(to.slice(0, lanes.length + 1), expected);
    }
  });
});
