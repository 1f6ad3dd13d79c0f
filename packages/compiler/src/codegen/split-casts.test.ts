/** Products of narrow numbers are summed in vectors of 32 bits. */

import assert from 'node:assert/strict';
import { type Operation, printOperation, runPasses, step } from '@iree-workbench/ir';
import {
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../test/reference/compare-dispatch.ts';
import { codegenPasses } from './lower-dispatch.ts';
import { SEQUENTIAL } from './test-targets.ts';

/** The innermost loop of a matrix product of two element types, as its lines. */
function innermostLoop(from: string, to: string, zero: string): string[] {
  const memory = (access: string, shape: string): string =>
    `!flow.dispatch.tensor<${access}:tensor<${shape}>>`;
  const load = (name: string, binding: string, shape: string, sizes: string): string =>
    `${name} = flow.dispatch.tensor.load ${binding}, offsets = [0, 0], sizes = [${sizes}], strides = [1, 1] : ${memory('readonly', shape)} -> tensor<${shape}>`;
  const [a, b, c] = [`64x128x${from}`, `128x256x${from}`, `64x256x${to}`] as const;
  const text = executableText({
    bindings: [memory('readonly', a), memory('readonly', b), memory('writeonly', c)],
    workload: 3,
    body: `
    %zero = arith.constant ${zero} : ${to}
    ${load('%0', '%b0', a, '64, 128')}
    ${load('%1', '%b1', b, '128, 256')}
    %2 = tensor.empty() : tensor<${c}>
    %3 = linalg.fill ins(%zero : ${to}) outs(%2 : tensor<${c}>) -> tensor<${c}>
    %4 = linalg.matmul ins(%0, %1 : tensor<${a}>, tensor<${b}>) outs(%3 : tensor<${c}>) -> tensor<${c}>
    flow.dispatch.tensor.store %4, %b2, offsets = [0, 0], sizes = [64, 256], strides = [1, 1] : tensor<${c}> -> ${memory('writeonly', c)}`,
  });
  const [variant] = variantsOf(text) as [Operation];
  const passes = codegenPasses(SEQUENTIAL).map((pass) => step(pass));
  assert.ok(runPasses(variant, passes, { onDiagnostic: ({ message }) => assert.fail(message) }));
  const [dispatch] = dispatchesIn(variant);
  assert.ok(dispatch);
  const loops = dispatch.func
    .collect('scf.for')
    .filter((loop) => loop.numResults > 0 && loop.collect('scf.for').length <= 1);
  const [loop] = loops;
  assert.ok(loop && loops.length === 1);
  return printOperation(loop, { localScope: true }).split('\n');
}

describe('products of narrow numbers', () => {
  for (const [from, to, zero, product] of [
    ['i8', 'i32', '0', 'arith.muli'],
    ['i16', 'i32', '0', 'arith.muli'],
    ['f16', 'f32', '0.0', 'arith.mulf'],
  ] as const)
    it(`of ${from} are summed in vectors of ${to}`, () => {
      const lines = innermostLoop(from, to, zero);
      const products = lines.filter(
        (line) => line.includes(`${product} `) && !line.includes('index'),
      );
      assert.equal(products.length, 8, lines.join('\n'));
      assert.ok(products.every((line) => line.endsWith(`: vector<4x${to}>`)));
    });
});
