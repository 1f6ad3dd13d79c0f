/** Contractions that a workgroup stages in shared memory, on a software adapter, in every layout. */

import assert from 'node:assert/strict';
import { runPasses, step } from '@iree-workbench/ir';
import {
  compareDispatchesOn,
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../../test/reference/compare-dispatch.ts';
import { runWgsl } from '../../../../../test/reference/run-wgsl.ts';
import { testDevice } from '../../../../../test/reference/test-device.ts';
import { codegenPasses, lowerDispatch } from '../../codegen/lower-dispatch.ts';
import { loweringConfig, setLoweringConfig } from '../../codegen/lowering-config.ts';
import { CODEGEN_TARGETS } from '../codegen-targets.ts';
import { dispatchesOf } from '../dispatch/dispatch.ts';
import { translateToWgsl } from './translate.ts';

const target = CODEGEN_TARGETS.get('webgpu-wgsl-fb');
assert.ok(target);

/** Which inputs are stored with their dimensions exchanged: `nt` is the left as it is, the right not. */
type Layout = 'nn' | 'nt' | 'tn';

const memory = (access: string, shape: readonly number[]): string =>
  `!flow.dispatch.tensor<${access}:tensor<${shape.join('x')}xf32>>`;
const load = (name: string, binding: number, shape: readonly number[]): string =>
  `%${name} = flow.dispatch.tensor.load %b${binding}, offsets = [${shape.map(() => 0)}], sizes = [${shape}], strides = [${shape.map(() => 1)}] : ${memory('readonly', shape)} -> tensor<${shape.join('x')}xf32>`;

/** Product of two matrices, to which a bias is added; no sum is below zero. */
function contraction(layout: Layout, [m, n, k]: readonly [number, number, number]): string {
  const left = layout[0] === 't' ? [k, m] : [m, k];
  const right = layout[1] === 't' ? [n, k] : [k, n];
  const type = `tensor<${m}x${n}xf32>`;
  return executableText({
    bindings: [
      memory('readonly', left),
      memory('readonly', right),
      memory('readonly', [n]),
      memory('writeonly', [m, n]),
    ],
    workload: 3,
    body: `
      ${load('left', 0, left)}
      ${load('right', 1, right)}
      ${load('bias', 2, [n])}
      %zero = arith.constant 0.0 : f32
      %empty = tensor.empty() : ${type}
      %init = linalg.fill ins(%zero : f32) outs(%empty : ${type}) -> ${type}
      %product = linalg.generic {indexing_maps = [
          affine_map<(m, n, k) -> (${layout[0] === 't' ? 'k, m' : 'm, k'})>,
          affine_map<(m, n, k) -> (${layout[1] === 't' ? 'n, k' : 'k, n'})>,
          affine_map<(m, n, k) -> (m, n)>
        ], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%left, %right : tensor<${left.join('x')}xf32>, tensor<${right.join('x')}xf32>) outs(%init : ${type}) {
      ^bb0(%a: f32, %b: f32, %sum: f32):
        %ab = arith.mulf %a, %b : f32
        %next = arith.addf %sum, %ab : f32
        linalg.yield %next : f32
      } -> ${type}
      %result = linalg.generic {indexing_maps = [
          affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (n)>, affine_map<(m, n) -> (m, n)>
        ], iterator_types = ["parallel", "parallel"]}
        ins(%product, %bias : ${type}, tensor<${n}xf32>) outs(%empty : ${type}) {
      ^bb0(%a: f32, %b: f32, %out: f32):
        %sum = arith.addf %a, %b : f32
        %relu = arith.maxf %sum, %zero : f32
        linalg.yield %relu : f32
      } -> ${type}
      flow.dispatch.tensor.store %result, %b3, offsets = [0, 0], sizes = [${m}, ${n}], strides = [1, 1] : ${type} -> ${memory('writeonly', [m, n])}`,
  });
}

/** A convolution named by how image and filter lie in memory, its windows two apart. */
function convolution(
  name: 'conv_2d_nhwc_hwcf' | 'conv_2d_nchw_fchw',
  shapes: readonly [readonly number[], readonly number[], readonly number[]],
): string {
  const [image, filter, result] = shapes;
  const type = `tensor<${result.join('x')}xf32>`;
  return executableText({
    bindings: [memory('readonly', image), memory('readonly', filter), memory('writeonly', result)],
    workload: 4,
    body: `
      ${load('image', 0, image)}
      ${load('filter', 1, filter)}
      %zero = arith.constant 0.0 : f32
      %empty = tensor.empty() : ${type}
      %init = linalg.fill ins(%zero : f32) outs(%empty : ${type}) -> ${type}
      %result = linalg.${name} {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
        ins(%image, %filter : tensor<${image.join('x')}xf32>, tensor<${filter.join('x')}xf32>)
        outs(%init : ${type}) -> ${type}
      flow.dispatch.tensor.store %result, %b2, offsets = [0, 0, 0, 0], sizes = [${result}], strides = [1, 1, 1, 1] : ${type} -> ${memory('writeonly', result)}`,
  });
}

/** The shader of the only dispatch. */
function shader(text: string): string {
  const [variant] = variantsOf(text);
  assert.ok(variant && target);
  assert.ok(
    lowerDispatch(variant, target, { onDiagnostic: ({ message }) => assert.fail(message) }),
  );
  const [dispatch] = dispatchesOf(variant);
  assert.ok(dispatch && dispatchesIn(variant).length === 1);
  return translateToWgsl(dispatch).code;
}

describe('staged contractions in WGSL', function () {
  this.timeout(120_000);
  let device: GPUDevice;
  before(async () => {
    device = await testDevice();
  });
  after(() => device.destroy());

  for (const [tile, size] of [
    ...target.stagedTiles.map((tile) => [tile, [136, 52, 36]] as const),
    [target.stagedTiles[0], [33, 47, 19]] as const,
  ])
    for (const layout of ['nn', 'nt', 'tn'] as const)
      it(`${layout}, ${size.join('x')} in tiles of ${tile?.rows}x${tile?.columns}`, async () => {
        assert.ok(tile);
        const [m, n, k] = size;
        await compareDispatchesOn(runWgsl(device), contraction(layout, size), {
          target: { ...target, stagedTiles: [tile] },
          seed: 1,
          workload: [m, n, k],
          tolerance: 1e-4,
        });
      });

  for (const [name, image, filter, result] of [
    ['conv_2d_nhwc_hwcf', [2, 9, 11, 8], [3, 3, 8, 20], [2, 4, 5, 20]],
    ['conv_2d_nchw_fchw', [2, 5, 9, 17], [19, 5, 3, 3], [2, 19, 4, 8]],
  ] as const)
    it(`${name}, which are products of windows`, async () => {
      const text = convolution(name, [image, filter, result]);
      assert.match(shader(text), /var<workgroup>/);
      await compareDispatchesOn(runWgsl(device), text, {
        target,
        seed: 1,
        workload: result,
        tolerance: 1e-4,
      });
    });

  it('refuse a configuration that the threads cannot share evenly', () => {
    const [variant] = variantsOf(contraction('nn', [72, 52, 36]));
    assert.ok(variant);
    const messages: string[] = [];
    const onDiagnostic = ({ message }: { message: string }) => void messages.push(message);
    const [select, ...rest] = codegenPasses(target).map((pass) => step(pass));
    assert.ok(select && runPasses(variant, [select], { onDiagnostic }));
    const [store] = variant.collect('flow.dispatch.tensor.store');
    assert.ok(store);
    const config = loweringConfig(store, 2);
    setLoweringConfig(store, { ...config, workgroup: [64, 64], reduction: 8 });
    assert.equal(runPasses(variant, rest, { onDiagnostic }), false);
    assert.match(messages.join(), /64x64 elements, 8 deep, which 64 threads cannot share evenly/);
  });

  it('move memory in vectors where all rows start at multiples of four', () => {
    const code = shader(contraction('nt', [72, 52, 36]));
    assert.equal(code.match(/var<storage, read_write> \w+: array<vec4<f32>>;/g)?.length, 4);
    assert.equal(code.match(/var<workgroup> \w+: array<vec4<f32>, \d+>;/g)?.length, 2);
  });
  it('read and write elements of buffers where not, but share vectors', () => {
    const code = shader(contraction('nt', [33, 47, 19]));
    assert.equal(code.match(/var<storage, read_write> \w+: array<f32>;/g)?.length, 4);
    assert.equal(code.match(/var<workgroup> \w+: array<vec4<f32>, \d+>;/g)?.length, 2);
  });
});
