/** Dispatches compute after lowering what they say before, for targets with and without threads. */

import assert from 'node:assert/strict';
import type { Operation } from '@iree-workbench/ir';
import {
  compareDispatches,
  type DispatchRunner,
  executableText,
  variantsOf,
} from '../../../../test/reference/compare-dispatch.ts';
import { runWasm } from '../../../../test/reference/run-wasm.ts';
import { lowerDispatch } from './lower-dispatch.ts';
import type { CodegenTarget } from './target.ts';
import { SEQUENTIAL, THREADS } from './test-targets.ts';

interface Case {
  readonly bindings: readonly string[];
  readonly body: string;
  readonly constants?: readonly number[];
  readonly workload: readonly number[];
  readonly tolerance?: number;
}

/** Targets, and what runs their code: the reference evaluator, or the WebAssembly made of it. */
const MACHINES: readonly { name: string; target: CodegenTarget; run?: DispatchRunner }[] = [
  { name: 'sequential', target: SEQUENTIAL },
  { name: 'threads', target: THREADS },
  { name: 'WebAssembly', target: SEQUENTIAL, run: runWasm(false) },
];

function check(name: string, given: Case): void {
  for (const { name: machine, target, run } of MACHINES)
    it(`${name}, ${machine}`, function () {
      this.timeout(30_000);
      compareDispatches(
        executableText({
          bindings: given.bindings,
          body: given.body,
          workload: given.workload.length,
          constants: given.constants?.length ?? 0,
        }),
        {
          target,
          seed: 20230323,
          ...(run ? { run } : {}),
          constants: given.constants ?? [],
          workload: given.workload,
          ...(given.tolerance === undefined ? {} : { tolerance: given.tolerance }),
        },
      );
    });
}

const read = (type: string): string => `!flow.dispatch.tensor<readonly:tensor<${type}>>`;
const write = (type: string): string => `!flow.dispatch.tensor<writeonly:tensor<${type}>>`;
const update = (type: string): string => `!flow.dispatch.tensor<readwrite:tensor<${type}>>`;

/** Loads binding `i` of the static shape whole as `%name`. */
function load(
  name: string,
  i: number,
  shape: readonly number[],
  element: string,
  of = read,
): string {
  const type = [...shape, element].join('x');
  return `%${name} = flow.dispatch.tensor.load %b${i}, offsets = [${shape.map(() => 0)}], sizes = [${shape}], strides = [${shape.map(() => 1)}] : ${of(type)} -> tensor<${type}>`;
}
function store(
  name: string,
  i: number,
  shape: readonly number[],
  element: string,
  of = write,
): string {
  const type = [...shape, element].join('x');
  return `flow.dispatch.tensor.store %${name}, %b${i}, offsets = [${shape.map(() => 0)}], sizes = [${shape}], strides = [${shape.map(() => 1)}] : tensor<${type}> -> ${of(type)}`;
}

describe('lowering dispatches', () => {
  describe('elementwise', () => {
    check('dynamic sizes, broadcast along rows and columns', {
      bindings: [
        `${read('?x?xf32')}{%n0, %n1}`,
        `${read('?xf32')}{%n0}`,
        `${read('?xf32')}{%n1}`,
        `${write('?x?xf32')}{%n0, %n1}`,
      ],
      constants: [9, 23],
      workload: [9, 23],
      body: `
        %0 = flow.dispatch.tensor.load %b0, offsets = [0, 0], sizes = [%n0, %n1], strides = [1, 1] : ${read('?x?xf32')}{%n0, %n1} -> tensor<?x?xf32>
        %1 = flow.dispatch.tensor.load %b1, offsets = [0], sizes = [%n0], strides = [1] : ${read('?xf32')}{%n0} -> tensor<?xf32>
        %2 = flow.dispatch.tensor.load %b2, offsets = [0], sizes = [%n1], strides = [1] : ${read('?xf32')}{%n1} -> tensor<?xf32>
        %3 = tensor.empty(%n0, %n1) : tensor<?x?xf32>
        %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0, %1, %2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) outs(%3 : tensor<?x?xf32>) {
        ^bb0(%a: f32, %b: f32, %c: f32, %out: f32):
          %5 = arith.mulf %a, %b : f32
          %6 = arith.addf %5, %c : f32
          %7 = arith.cmpf ogt, %6, %a : f32
          %8 = arith.select %7, %6, %a : f32
          linalg.yield %8 : f32
        } -> tensor<?x?xf32>
        flow.dispatch.tensor.store %4, %b3, offsets = [0, 0], sizes = [%n0, %n1], strides = [1, 1] : tensor<?x?xf32> -> ${write('?x?xf32')}{%n0, %n1}`,
    });
    check('transposed input', {
      bindings: [read('7x10xf32'), write('10x7xf32')],
      workload: [10, 7],
      body: `${load('0', 0, [7, 10], 'f32')}
        %1 = tensor.empty() : tensor<10x7xf32>
        %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<7x10xf32>) outs(%1 : tensor<10x7xf32>) {
        ^bb0(%a: f32, %out: f32):
          linalg.yield %a : f32
        } -> tensor<10x7xf32>
        ${store('2', 1, [10, 7], 'f32')}`,
    });
    check('indices, integers of 8 bits, and the result as input', {
      bindings: [read('6x5xi8'), update('6x5xi32')],
      workload: [6, 5],
      body: `${load('0', 0, [6, 5], 'i8')}
        ${load('1', 1, [6, 5], 'i32', update)}
        %2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<6x5xi8>) outs(%1 : tensor<6x5xi32>) {
        ^bb0(%a: i8, %out: i32):
          %3 = arith.extsi %a : i8 to i32
          %4 = linalg.index 1 : index
          %5 = arith.index_cast %4 : index to i32
          %6 = arith.muli %3, %5 : i32
          %7 = arith.addi %6, %out : i32
          linalg.yield %7 : i32
        } -> tensor<6x5xi32>
        ${store('2', 1, [6, 5], 'i32', update)}`,
    });
    check('booleans in memory', {
      bindings: [read('19xi1'), read('19xf32'), write('19xi1')],
      workload: [19],
      body: `${load('0', 0, [19], 'i1')}
        ${load('1', 1, [19], 'f32')}
        %2 = tensor.empty() : tensor<19xi1>
        %zero = arith.constant 0.0 : f32
        %3 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%0, %1 : tensor<19xi1>, tensor<19xf32>) outs(%2 : tensor<19xi1>) {
        ^bb0(%a: i1, %b: f32, %out: i1):
          %4 = arith.cmpf olt, %b, %zero : f32
          %5 = arith.andi %a, %4 : i1
          linalg.yield %5 : i1
        } -> tensor<19xi1>
        ${store('3', 2, [19], 'i1')}`,
    });
    check('two results over the same elements', {
      bindings: [read('21xf32'), write('21xf32'), write('21xf32')],
      workload: [21],
      body: `${load('0', 0, [21], 'f32')}
        %1 = tensor.empty() : tensor<21xf32>
        %2:2 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%0 : tensor<21xf32>) outs(%1, %1 : tensor<21xf32>, tensor<21xf32>) {
        ^bb0(%a: f32, %o: f32, %p: f32):
          %3 = math.exp %a : f32
          %4 = arith.addf %3, %a : f32
          linalg.yield %3, %4 : f32, f32
        } -> (tensor<21xf32>, tensor<21xf32>)
        ${store('2#0', 1, [21], 'f32')}
        ${store('2#1', 2, [21], 'f32')}`,
    });
    check('a gather through tensor.extract', {
      bindings: [read('5x3xf32'), read('7xi32'), write('7x3xf32')],
      workload: [7, 3],
      body: `${load('0', 0, [5, 3], 'f32')}
        ${load('1', 1, [7], 'i32')}
        %2 = tensor.empty() : tensor<7x3xf32>
        %five = arith.constant 5 : i32
        %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%1 : tensor<7xi32>) outs(%2 : tensor<7x3xf32>) {
        ^bb0(%i: i32, %out: f32):
          %4 = arith.remui %i, %five : i32
          %5 = arith.index_cast %4 : i32 to index
          %6 = linalg.index 1 : index
          %7 = tensor.extract %0[%5, %6] : tensor<5x3xf32>
          linalg.yield %7 : f32
        } -> tensor<7x3xf32>
        ${store('3', 2, [7, 3], 'f32')}`,
    });
  });

  describe('slices, pads and reshapes', () => {
    check('a padded tensor, and a constant table', {
      bindings: [read('4x9xf32'), write('7x12xf32')],
      workload: [7, 12],
      body: `${load('0', 0, [4, 9], 'f32')}
        %table = arith.constant dense<[1.0, -2.0, 3.5, 4.0, 0.25, 6.0, 7.0, -8.0, 9.0, 10.0, 11.0, 12.5]> : tensor<12xf32>
        %pad = arith.constant 7.0 : f32
        %1 = tensor.pad %0 low[1, 2] high[2, 1] {
        ^bb0(%i: index, %j: index):
          tensor.yield %pad : f32
        } : tensor<4x9xf32> to tensor<7x12xf32>
        %2 = tensor.empty() : tensor<7x12xf32>
        %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%1, %table : tensor<7x12xf32>, tensor<12xf32>) outs(%2 : tensor<7x12xf32>) {
        ^bb0(%a: f32, %b: f32, %out: f32):
          %4 = arith.mulf %a, %b : f32
          linalg.yield %4 : f32
        } -> tensor<7x12xf32>
        ${store('3', 1, [7, 12], 'f32')}`,
    });
    check('a slice inserted into a slice', {
      bindings: [read('8x8xf32'), read('3x4xf32'), write('4x6xf32')],
      workload: [4, 6],
      body: `${load('0', 0, [8, 8], 'f32')}
        ${load('1', 1, [3, 4], 'f32')}
        %2 = tensor.extract_slice %0[1, 2] [4, 6] [2, 1] : tensor<8x8xf32> to tensor<4x6xf32>
        %3 = tensor.insert_slice %1 into %2[1, 1] [3, 4] [1, 1] : tensor<3x4xf32> into tensor<4x6xf32>
        ${store('3', 2, [4, 6], 'f32')}`,
    });
    check('collapsed and expanded', {
      bindings: [read('2x3x4xf32'), write('4x6xf32')],
      workload: [4, 6],
      body: `${load('0', 0, [2, 3, 4], 'f32')}
        %1 = tensor.collapse_shape %0 [[0, 1, 2]] : tensor<2x3x4xf32> into tensor<24xf32>
        %2 = tensor.expand_shape %1 [[0, 1]] : tensor<24xf32> into tensor<4x6xf32>
        ${store('2', 1, [4, 6], 'f32')}`,
    });
    check('a slice stored into a larger tensor, rank reduced', {
      bindings: [read('5x6xf32'), update('1x8x9xf32')],
      workload: [5, 6],
      body: `${load('0', 0, [5, 6], 'f32')}
        flow.dispatch.tensor.store %0, %b1, offsets = [0, 2, 1], sizes = [1, 5, 6], strides = [1, 1, 1] : tensor<5x6xf32> -> ${update('1x8x9xf32')}`,
    });
  });

  describe('reductions', () => {
    const reduce = (body: string, init: string): Case => ({
      bindings: [read('6x27xf32'), write('6xf32')],
      workload: [6, 1],
      body: `${load('0', 0, [6, 27], 'f32')}
        %init = arith.constant ${init} : f32
        %1 = tensor.empty() : tensor<6xf32>
        %2 = linalg.fill ins(%init : f32) outs(%1 : tensor<6xf32>) -> tensor<6xf32>
        %3 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%0 : tensor<6x27xf32>) outs(%2 : tensor<6xf32>) {
        ^bb0(%a: f32, %acc: f32):
          ${body}
        } -> tensor<6xf32>
        ${store('3', 1, [6], 'f32')}`,
    });
    check(
      'sum of squares along rows',
      reduce(
        '%s = arith.mulf %a, %a : f32\n%t = arith.addf %s, %acc : f32\nlinalg.yield %t : f32',
        '0.5',
      ),
    );
    check(
      'smallest along rows',
      reduce('%t = arith.minf %a, %acc : f32\nlinalg.yield %t : f32', '0x7F800000'),
    );
    check(
      'one that must keep its order',
      reduce(
        '%s = arith.mulf %a, %acc : f32\n%t = arith.subf %s, %a : f32\nlinalg.yield %t : f32',
        '1.0',
      ),
    );
    check('position of the largest along columns', {
      bindings: [read('11x6xf32'), write('6xf32'), write('6xi32')],
      workload: [6, 1],
      body: `${load('0', 0, [11, 6], 'f32')}
        %lowest = arith.constant 0xFF800000 : f32
        %zero = arith.constant 0 : i32
        %1 = tensor.empty() : tensor<6xf32>
        %2 = tensor.empty() : tensor<6xi32>
        %3 = linalg.fill ins(%lowest : f32) outs(%1 : tensor<6xf32>) -> tensor<6xf32>
        %4 = linalg.fill ins(%zero : i32) outs(%2 : tensor<6xi32>) -> tensor<6xi32>
        %5:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%0 : tensor<11x6xf32>) outs(%3, %4 : tensor<6xf32>, tensor<6xi32>) {
        ^bb0(%a: f32, %best: f32, %at: i32):
          %6 = linalg.index 1 : index
          %7 = arith.index_cast %6 : index to i32
          %8 = arith.cmpf ogt, %a, %best : f32
          %9 = arith.select %8, %a, %best : f32
          %10 = arith.select %8, %7, %at : i32
          linalg.yield %9, %10 : f32, i32
        } -> (tensor<6xf32>, tensor<6xi32>)
        ${store('5#0', 1, [6], 'f32')}
        ${store('5#1', 2, [6], 'i32')}`,
    });
    check('softmax of rows in one dispatch', {
      bindings: [`${read('?x37xf32')}{%n0}`, `${write('?x37xf32')}{%n0}`],
      constants: [5],
      workload: [5, 37],
      body: `
        %lowest = arith.constant 0xFF800000 : f32
        %zero = arith.constant 0.0 : f32
        %0 = flow.dispatch.tensor.load %b0, offsets = [0, 0], sizes = [%n0, 37], strides = [1, 1] : ${read('?x37xf32')}{%n0} -> tensor<?x37xf32>
        %1 = tensor.empty(%n0) : tensor<?xf32>
        %2 = tensor.empty(%n0) : tensor<?x37xf32>
        %3 = linalg.fill ins(%lowest : f32) outs(%1 : tensor<?xf32>) -> tensor<?xf32>
        %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%0 : tensor<?x37xf32>) outs(%3 : tensor<?xf32>) {
        ^bb0(%a: f32, %acc: f32):
          %9 = arith.maxf %a, %acc : f32
          linalg.yield %9 : f32
        } -> tensor<?xf32>
        %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0, %4 : tensor<?x37xf32>, tensor<?xf32>) outs(%2 : tensor<?x37xf32>) {
        ^bb0(%a: f32, %m: f32, %out: f32):
          %9 = arith.subf %a, %m : f32
          %10 = math.exp %9 : f32
          linalg.yield %10 : f32
        } -> tensor<?x37xf32>
        %6 = linalg.fill ins(%zero : f32) outs(%1 : tensor<?xf32>) -> tensor<?xf32>
        %7 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%5 : tensor<?x37xf32>) outs(%6 : tensor<?xf32>) {
        ^bb0(%a: f32, %acc: f32):
          %9 = arith.addf %a, %acc : f32
          linalg.yield %9 : f32
        } -> tensor<?xf32>
        %8 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%5, %7 : tensor<?x37xf32>, tensor<?xf32>) outs(%2 : tensor<?x37xf32>) {
        ^bb0(%a: f32, %s: f32, %out: f32):
          %9 = arith.divf %a, %s : f32
          linalg.yield %9 : f32
        } -> tensor<?x37xf32>
        flow.dispatch.tensor.store %8, %b1, offsets = [0, 0], sizes = [%n0, 37], strides = [1, 1] : tensor<?x37xf32> -> ${write('?x37xf32')}{%n0}`,
    });
    check('all elements to one, and the elements themselves', {
      bindings: [read('3x14xi32'), write('i32'), write('3x14xi32')],
      workload: [1, 1],
      body: `${load('0', 0, [3, 14], 'i32')}
        %zero = arith.constant 0 : i32
        %1 = tensor.empty() : tensor<i32>
        %2 = tensor.empty() : tensor<3x14xi32>
        %3 = linalg.fill ins(%zero : i32) outs(%1 : tensor<i32>) -> tensor<i32>
        %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%0 : tensor<3x14xi32>) outs(%3 : tensor<i32>) {
        ^bb0(%a: i32, %acc: i32):
          %6 = arith.addi %acc, %a : i32
          linalg.yield %6 : i32
        } -> tensor<i32>
        %5 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<3x14xi32>) outs(%2 : tensor<3x14xi32>) {
        ^bb0(%a: i32, %out: i32):
          %6 = arith.muli %a, %a : i32
          linalg.yield %6 : i32
        } -> tensor<3x14xi32>
        flow.dispatch.tensor.store %4, %b1, offsets = [], sizes = [], strides = [] : tensor<i32> -> ${write('i32')}
        ${store('5', 2, [3, 14], 'i32')}`,
    });
  });

  describe('contractions', () => {
    for (const [m, n, k] of [
      [8, 16, 12],
      [7, 13, 9],
      [1, 5, 3],
      [5, 1, 6],
      [4, 8, 0],
      [0, 8, 4],
    ] as const)
      check(`matmul with bias, ${m}x${n}x${k} of dynamic sizes`, {
        bindings: [
          `${read('?x?xf32')}{%n0, %n2}`,
          `${read('?x?xf32')}{%n2, %n1}`,
          `${read('?xf32')}{%n1}`,
          `${write('?x?xf32')}{%n0, %n1}`,
        ],
        constants: [m, n, k],
        workload: [m, n],
        body: `
        %zero = arith.constant 0.0 : f32
        %0 = flow.dispatch.tensor.load %b0, offsets = [0, 0], sizes = [%n0, %n2], strides = [1, 1] : ${read('?x?xf32')}{%n0, %n2} -> tensor<?x?xf32>
        %1 = flow.dispatch.tensor.load %b1, offsets = [0, 0], sizes = [%n2, %n1], strides = [1, 1] : ${read('?x?xf32')}{%n2, %n1} -> tensor<?x?xf32>
        %2 = flow.dispatch.tensor.load %b2, offsets = [0], sizes = [%n1], strides = [1] : ${read('?xf32')}{%n1} -> tensor<?xf32>
        %3 = tensor.empty(%n0, %n1) : tensor<?x?xf32>
        %4 = linalg.fill ins(%zero : f32) outs(%3 : tensor<?x?xf32>) -> tensor<?x?xf32>
        %5 = linalg.matmul ins(%0, %1 : tensor<?x?xf32>, tensor<?x?xf32>) outs(%4 : tensor<?x?xf32>) -> tensor<?x?xf32>
        %6 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%5, %2 : tensor<?x?xf32>, tensor<?xf32>) outs(%3 : tensor<?x?xf32>) {
        ^bb0(%a: f32, %b: f32, %out: f32):
          %7 = arith.addf %a, %b : f32
          linalg.yield %7 : f32
        } -> tensor<?x?xf32>
        flow.dispatch.tensor.store %6, %b3, offsets = [0, 0], sizes = [%n0, %n1], strides = [1, 1] : tensor<?x?xf32> -> ${write('?x?xf32')}{%n0, %n1}`,
      });
    check('matmul of whole tiles, its right side too large for the cache', {
      bindings: [read('16x48xf32'), read('48x96xf32'), write('16x96xf32')],
      workload: [16, 96, 1],
      body: `${load('0', 0, [16, 48], 'f32')}
        ${load('1', 1, [48, 96], 'f32')}
        %zero = arith.constant 0.0 : f32
        %2 = tensor.empty() : tensor<16x96xf32>
        %3 = linalg.fill ins(%zero : f32) outs(%2 : tensor<16x96xf32>) -> tensor<16x96xf32>
        %4 = linalg.matmul ins(%0, %1 : tensor<16x48xf32>, tensor<48x96xf32>) outs(%3 : tensor<16x96xf32>) -> tensor<16x96xf32>
        ${store('4', 2, [16, 96], 'f32')}`,
      tolerance: 1e-4,
    });
    check('matrix by transposed matrix, of 32-bit integers', {
      bindings: [read('9x17xi32'), read('6x17xi32'), write('9x6xi32')],
      workload: [9, 6, 1],
      body: `${load('0', 0, [9, 17], 'i32')}
        ${load('1', 1, [6, 17], 'i32')}
        %zero = arith.constant 0 : i32
        %2 = tensor.empty() : tensor<9x6xi32>
        %3 = linalg.fill ins(%zero : i32) outs(%2 : tensor<9x6xi32>) -> tensor<9x6xi32>
        %4 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%0, %1 : tensor<9x17xi32>, tensor<6x17xi32>) outs(%3 : tensor<9x6xi32>) {
        ^bb0(%a: i32, %b: i32, %acc: i32):
          %5 = arith.muli %a, %b : i32
          %6 = arith.addi %acc, %5 : i32
          linalg.yield %6 : i32
        } -> tensor<9x6xi32>
        ${store('4', 2, [9, 6], 'i32')}`,
    });
    check('batches, accumulating in place', {
      bindings: [read('3x5x8xf32'), read('3x8x10xf32'), update('3x5x10xf32')],
      workload: [3, 5, 10, 1],
      body: `${load('0', 0, [3, 5, 8], 'f32')}
        ${load('1', 1, [3, 8, 10], 'f32')}
        ${load('2', 2, [3, 5, 10], 'f32', update)}
        %3 = linalg.batch_matmul ins(%0, %1 : tensor<3x5x8xf32>, tensor<3x8x10xf32>) outs(%2 : tensor<3x5x10xf32>) -> tensor<3x5x10xf32>
        ${store('3', 2, [3, 5, 10], 'f32', update)}`,
    });
    check('convolution with strides and dilations, channels last', {
      bindings: [read('2x9x11x3xf32'), read('3x2x3x9xf32'), write('2x3x5x9xf32')],
      workload: [2, 3, 5, 9, 1, 1, 1],
      body: `${load('0', 0, [2, 9, 11, 3], 'f32')}
        ${load('1', 1, [3, 2, 3, 9], 'f32')}
        %zero = arith.constant 0.0 : f32
        %2 = tensor.empty() : tensor<2x3x5x9xf32>
        %3 = linalg.fill ins(%zero : f32) outs(%2 : tensor<2x3x5x9xf32>) -> tensor<2x3x5x9xf32>
        %4 = linalg.conv_2d_nhwc_hwcf {dilations = dense<[2, 1]> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>} ins(%0, %1 : tensor<2x9x11x3xf32>, tensor<3x2x3x9xf32>) outs(%3 : tensor<2x3x5x9xf32>) -> tensor<2x3x5x9xf32>
        ${store('4', 2, [2, 3, 5, 9], 'f32')}`,
    });
    check('convolution, channels first', {
      bindings: [read('1x2x7x9xf32'), read('5x2x3x3xf32'), write('1x5x5x7xf32')],
      workload: [1, 5, 5, 7, 1, 1, 1],
      body: `${load('0', 0, [1, 2, 7, 9], 'f32')}
        ${load('1', 1, [5, 2, 3, 3], 'f32')}
        %zero = arith.constant 0.0 : f32
        %2 = tensor.empty() : tensor<1x5x5x7xf32>
        %3 = linalg.fill ins(%zero : f32) outs(%2 : tensor<1x5x5x7xf32>) -> tensor<1x5x5x7xf32>
        %4 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%0, %1 : tensor<1x2x7x9xf32>, tensor<5x2x3x3xf32>) outs(%3 : tensor<1x5x5x7xf32>) -> tensor<1x5x5x7xf32>
        ${store('4', 2, [1, 5, 5, 7], 'f32')}`,
    });
  });

  it('refuses a tensor that is read elsewhere than it is overwritten, at the load', () => {
    const text = executableText({
      bindings: [update('8xf32')],
      workload: 1,
      body: `${load('0', 0, [8], 'f32', update)}
        %1 = tensor.empty() : tensor<8xf32>
        %2 = linalg.generic {indexing_maps = [affine_map<(d0) -> (-d0 + 7)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%0 : tensor<8xf32>) outs(%1 : tensor<8xf32>) {
        ^bb0(%a: f32, %out: f32):
          linalg.yield %a : f32
        } -> tensor<8xf32>
        ${store('2', 0, [8], 'f32', update)}`,
    });
    const messages: string[] = [];
    const [variant] = variantsOf(text);
    assert.equal(
      lowerDispatch(variant as Operation, SEQUENTIAL, {
        onDiagnostic: ({ message, notes }) =>
          messages.push(message, ...notes.map((note) => note.message)),
      }),
      false,
    );
    assert.deepEqual(messages, [
      "'flow.dispatch.tensor.load' op reads memory that the dispatch overwrites at other places",
      "in pass 'iwb-codegen-select-strategy'",
      'write the result to a binding of its own',
    ]);
  });
});
