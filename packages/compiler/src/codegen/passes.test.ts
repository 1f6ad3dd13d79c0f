/** The IR after each pass of code generation, as a user of "Show IR after…" sees it. */

import assert from 'node:assert/strict';
import {
  type Operation,
  printOperation,
  runPasses,
  step,
  verifyOperation,
} from '@iree-workbench/ir';
import {
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../test/reference/compare-dispatch.ts';
import { codegenPasses } from './lower-dispatch.ts';
import type { CodegenTarget } from './target.ts';
import { SEQUENTIAL, THREADS } from './test-targets.ts';

/** Texts of the function (and of the export after the first pass) after each pass. */
function irAfterEach(text: string, target: CodegenTarget): Map<string, string> {
  const [variant] = variantsOf(text) as [Operation];
  const after = new Map<string, string>();
  const succeeded = runPasses(
    variant,
    codegenPasses(target).map((pass) => step(pass)),
    {
      verify: verifyOperation,
      onDiagnostic: ({ message }) => assert.fail(message),
      instrumentations: [
        {
          afterPass(pass) {
            const [dispatch] = dispatchesIn(variant);
            assert.ok(dispatch);
            after.set(pass.argument, printOperation(dispatch.func, { localScope: true }));
            after.set('export', printOperation(dispatch.exportOp, { localScope: true }));
          },
        },
      ],
    },
  );
  assert.ok(succeeded);
  return after;
}

const lines = (text: string | undefined): string[] =>
  (text ?? '').split('\n').map((line) => line.trim());

const ABS = executableText({
  bindings: [
    '!flow.dispatch.tensor<readonly:tensor<?xf32>>{%n0}',
    '!flow.dispatch.tensor<writeonly:tensor<?xf32>>{%n0}',
  ],
  constants: 1,
  workload: 1,
  body: `
    %0 = flow.dispatch.tensor.load %b0, offsets = [0], sizes = [%n0], strides = [1] : !flow.dispatch.tensor<readonly:tensor<?xf32>>{%n0} -> tensor<?xf32>
    %1 = tensor.empty(%n0) : tensor<?xf32>
    %2 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%0 : tensor<?xf32>) outs(%1 : tensor<?xf32>) {
    ^bb0(%in: f32, %out: f32):
      %3 = math.absf %in : f32
      linalg.yield %3 : f32
    } -> tensor<?xf32>
    flow.dispatch.tensor.store %2, %b1, offsets = [0], sizes = [%n0], strides = [1] : tensor<?xf32> -> !flow.dispatch.tensor<writeonly:tensor<?xf32>>{%n0}`,
});

const matmul = (m: number, n: number, k: number): string => {
  const memory = (access: string, rows: number, columns: number): string =>
    `!flow.dispatch.tensor<${access}:tensor<${rows}x${columns}xf32>>`;
  return executableText({
    bindings: [memory('readonly', m, k), memory('readonly', k, n), memory('writeonly', m, n)],
    workload: 3,
    body: `
    %zero = arith.constant 0.0 : f32
    %0 = flow.dispatch.tensor.load %b0, offsets = [0, 0], sizes = [${m}, ${k}], strides = [1, 1] : ${memory('readonly', m, k)} -> tensor<${m}x${k}xf32>
    %1 = flow.dispatch.tensor.load %b1, offsets = [0, 0], sizes = [${k}, ${n}], strides = [1, 1] : ${memory('readonly', k, n)} -> tensor<${k}x${n}xf32>
    %2 = tensor.empty() : tensor<${m}x${n}xf32>
    %3 = linalg.fill ins(%zero : f32) outs(%2 : tensor<${m}x${n}xf32>) -> tensor<${m}x${n}xf32>
    %4 = linalg.matmul ins(%0, %1 : tensor<${m}x${k}xf32>, tensor<${k}x${n}xf32>) outs(%3 : tensor<${m}x${n}xf32>) -> tensor<${m}x${n}xf32>
    flow.dispatch.tensor.store %4, %b2, offsets = [0, 0], sizes = [${m}, ${n}], strides = [1, 1] : tensor<${m}x${n}xf32> -> ${memory('writeonly', m, n)}`,
  });
};

/** A matrix negated into another order of its elements, or summed along its rows or columns. */
function fold(output: string, iterators: string, outType: string): string {
  const sizes = outType.split('x').slice(0, -1);
  const zeros = sizes.map(() => 0);
  const ones = sizes.map(() => 1);
  const memory = `!flow.dispatch.tensor<writeonly:tensor<${outType}>>`;
  const combine = iterators.includes('reduction')
    ? '%4 = arith.addf %in, %out : f32'
    : '%4 = arith.negf %in : f32';
  return executableText({
    bindings: ['!flow.dispatch.tensor<readonly:tensor<64x48xf32>>', memory],
    workload: 2,
    body: `
    %zero = arith.constant 0.0 : f32
    %0 = flow.dispatch.tensor.load %b0, offsets = [0, 0], sizes = [64, 48], strides = [1, 1] : !flow.dispatch.tensor<readonly:tensor<64x48xf32>> -> tensor<64x48xf32>
    %1 = tensor.empty() : tensor<${outType}>
    %2 = linalg.fill ins(%zero : f32) outs(%1 : tensor<${outType}>) -> tensor<${outType}>
    %3 = linalg.generic {indexing_maps = [affine_map<(e, f) -> (e, f)>, affine_map<(e, f) -> (${output})>], iterator_types = [${iterators}]} ins(%0 : tensor<64x48xf32>) outs(%2 : tensor<${outType}>) {
    ^bb0(%in: f32, %out: f32):
      ${combine}
      linalg.yield %4 : f32
    } -> tensor<${outType}>
    flow.dispatch.tensor.store %3, %b1, offsets = [${zeros}], sizes = [${sizes}], strides = [${ones}] : tensor<${outType}> -> ${memory}`,
  });
}

/** A list of the configuration that the first pass puts on the store. */
function configured(text: string, list: 'register' | 'workgroup'): number[] {
  const selected = irAfterEach(text, SEQUENTIAL).get('iwb-codegen-select-strategy') ?? '';
  const found = new RegExp(`${list} = array<i64: ([^>]*)>`).exec(selected);
  assert.ok(found?.[1], selected);
  return found[1].split(', ').map(Number);
}

describe('passes of code generation', () => {
  let abs: ReadonlyMap<string, string>;
  before(() => {
    abs = irAfterEach(ABS, SEQUENTIAL);
  });

  it('puts the tiles on the store', () => {
    assert.ok(
      lines(abs.get('iwb-codegen-select-strategy')).some(
        (line) =>
          line.startsWith('flow.dispatch.tensor.store') &&
          line.includes(
            '{lowering_config = {lane = 0 : i64, register = array<i64: 16>, workgroup = array<i64: 128>}}',
          ),
      ),
      abs.get('iwb-codegen-select-strategy'),
    );
  });

  it('computes the number of workgroups from the workload', () => {
    assert.deepEqual(lines(abs.get('export')).slice(1, -1), [
      '^bb0(%arg0: !hal.device, %arg1: index):',
      '%c127 = arith.constant 127 : index',
      '%0 = arith.addi %arg1, %c127 : index',
      '%c128 = arith.constant 128 : index',
      '%1 = arith.divui %0, %c128 : index',
      '%c1 = arith.constant 1 : index',
      '%c1_0 = arith.constant 1 : index',
      'hal.return %1, %c1, %c1_0 : index, index, index',
    ]);
  });

  it('strides over tiles by the number of workgroups', () => {
    const text = lines(abs.get('iwb-codegen-distribute'));
    const loop = text.findIndex((line) => line.startsWith('scf.for'));
    assert.deepEqual(text.slice(loop, -2), [
      'scf.for %arg0 = %7 to %1 step %8 {',
      '%9 = arith.subi %1, %arg0 : index',
      '%10 = arith.minui %c128, %9 : index',
      '%extracted_slice = tensor.extract_slice %6[%arg0] [%10] [1] : tensor<?xf32> to tensor<?xf32>',
      'flow.dispatch.tensor.store %extracted_slice, %3, offsets = [%arg0], sizes = [%10], strides = [1] {lowering_config = {lane = 0 : i64, register = array<i64: 16>, workgroup = array<i64: 128>}} : tensor<?xf32> -> !flow.dispatch.tensor<writeonly:tensor<?xf32>>{%1}',
      '}',
    ]);
  });

  it('ends in vectors over flat memory, and single elements for the rest', () => {
    const text = lines(abs.get('iwb-codegen-clean-up'));
    assert.equal(text.filter((line) => line.includes('scf.for')).length, 4);
    assert.equal(text.filter((line) => line.includes('vector.load')).length, 5);
    const last = text.lastIndexOf(text.filter((line) => line.startsWith('scf.for')).pop() ?? '');
    assert.deepEqual(
      text.slice(last + 1, last + 5).map((line) => line.replace(/%\w+/g, '%')),
      [
        '% = arith.addi %, % : index',
        '% = memref.load %[%] : memref<?xf32>',
        '% = math.absf % : f32',
        'memref.store %, %[%] : memref<?xf32>',
      ],
    );
  });

  it('accumulates a contraction in a tile of registers, from a packed panel', () => {
    const after = irAfterEach(matmul(64, 128, 256), SEQUENTIAL);
    const text = lines(after.get('iwb-codegen-clean-up'));
    assert.ok(
      text.some((line) =>
        line.includes('memref.alloca() {alignment = 16 : i64} : memref<2048xf32>'),
      ),
    );
    // Four rows of two vectors are carried by the innermost loop, which loads each operand once.
    const start = text.findIndex((line) => line.includes('iter_args'));
    const end = text.findIndex((line, i) => i > start && line.startsWith('scf.yield'));
    const inner = text.slice(start, end);
    assert.equal(
      inner[0]?.match(/%\w+ = %\w+/g)?.filter((pair) => pair.startsWith('%arg')).length,
      9,
    );
    assert.equal(inner.filter((line) => line.includes('memref.load')).length, 4);
    assert.equal(inner.filter((line) => line.includes('vector.load %alloca')).length, 2);
    assert.equal(inner.filter((line) => line.includes('arith.mulf')).length, 8);
  });

  it('gives a packed panel 256 rows while sixteen workgroups are left', () => {
    assert.deepEqual(configured(matmul(2048, 512, 64), 'workgroup'), [256, 64]);
    assert.deepEqual(configured(matmul(256, 512, 64), 'workgroup'), [128, 64]);
    assert.deepEqual(configured(matmul(192, 64, 64), 'workgroup'), [64, 0]);
  });

  it('reads a cache line at a time, whatever the order of what it writes', () => {
    // Sums of columns in four vectors, those of rows along the vectors.
    assert.deepEqual(configured(fold('f', '"reduction", "parallel"', '48xf32'), 'register'), [16]);
    assert.deepEqual(configured(fold('e', '"parallel", "reduction"', '64xf32'), 'register'), [4]);
    // Neighbours in the input lie along the first dimension of the transposed result.
    assert.deepEqual(
      configured(fold('f, e', '"parallel", "parallel"', '48x64xf32'), 'register'),
      [8, 4],
    );
  });

  it('shares the inputs of a contraction among the threads of a workgroup', () => {
    const after = irAfterEach(matmul(64, 32, 48), THREADS);
    const text = lines(after.get('iwb-codegen-clean-up'));
    assert.equal(
      text.filter(
        (line) => line.includes('memref.alloc()') && line.includes('#gpu.address_space<workgroup>'),
      ).length,
      2,
    );
    assert.equal(text.filter((line) => line === 'gpu.barrier').length, 2);
    // All tiles are whole: nothing is clamped but the tile after the last, nothing is stored under a
    // condition, and all memory moves in vectors.
    assert.equal(text.filter((line) => line.includes('arith.minui')).length, 1);
    assert.equal(text.filter((line) => line.includes('scf.if')).length, 0);
    assert.equal(text.filter((line) => /memref\.(load|store)/.test(line)).length, 0);
    assert.match(
      after.get('export') ?? '',
      /workgroup_size = \[16 : index, 1 : index, 1 : index\]/,
    );
  });
});
