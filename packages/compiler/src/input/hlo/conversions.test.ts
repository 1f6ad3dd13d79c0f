/**
 * What `iree-mhlo-to-linalg-on-tensors` makes of small functions: the text that upstream's tools of the
 * seed's era gave is beside each in `conversions.fixture.mlir`, in the form of tosa's.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModule, parsePipeline, printOperation, runPasses } from '@iree-workbench/ir';
import { createContext, passRegistry } from '../../pipeline.ts';

const registry = passRegistry();

/** A program after passes, and what they reported. */
function converted(passes: string, text: string): { text: string; messages: string[] } {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const messages: string[] = [];
  const { steps } = parsePipeline(`builtin.module(${passes})`, registry);
  runPasses(module, steps, { onDiagnostic: ({ message }) => messages.push(message) });
  return { text: printOperation(module, { localScope: true }), messages };
}

const inModule = (text: string): string =>
  `module {\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n}`;

describe("mhlo's conversions", () => {
  const text = readFileSync(join(import.meta.dirname, 'conversions.fixture.mlir'), 'utf8');
  for (const section of text.split(/^\/\/ ----- /m).slice(1)) {
    const [, passes = '', title = '', program = '', expected = ''] =
      /^([^:]*): ([^\n]*)\n(.*)\n\/\/ becomes\n(.*)$/s.exec(section) ?? [];
    it(`${passes}: ${title}`, () => {
      const { text: found, messages } = converted(passes, program);
      assert.deepEqual(messages, []);
      assert.equal(found.trimEnd(), inModule(expected));
    });
  }

  it('refuses what has no lowering, by name', () => {
    const { messages } = converted(
      'iree-mhlo-to-linalg-on-tensors',
      'func.func @f(%a: tensor<4xf32>) -> tensor<4xf32> {\n  %0 = "mhlo.custom_call"(%a) {call_target_name = "x"} : (tensor<4xf32>) -> tensor<4xf32>\n  return %0 : tensor<4xf32>\n}',
    );
    assert.deepEqual(messages, [
      "failed to legalize operation 'mhlo.custom_call' that was explicitly marked illegal",
    ]);
  });

  it('reads stablehlo as mhlo, regions and attributes with it', () => {
    const { text: found, messages } = converted(
      'stablehlo-legalize-to-hlo',
      'func.func @f(%a: tensor<5x4xf32>, %s: tensor<f32>) -> tensor<5xi1> {\n  %0 = stablehlo.reduce(%a init: %s) applies stablehlo.add across dimensions = [1] : (tensor<5x4xf32>, tensor<f32>) -> tensor<5xf32>\n  %1 = stablehlo.compare LT, %0, %0 : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xi1>\n  return %1 : tensor<5xi1>\n}',
    );
    assert.deepEqual(messages, []);
    assert.doesNotMatch(found, /stablehlo/);
    assert.match(found, /mhlo\.reduce\(%arg0 init: %arg1\) applies mhlo\.add/);
    assert.match(found, /mhlo\.compare {2}LT, %0, %0/);
  });

  it('takes the signs out of types, but computes by them', () => {
    const { text: found, messages } = converted(
      'iree-mhlo-input-transformation-pipeline',
      'func.func @f(%a: tensor<4xui8>, %b: tensor<4xui8>) -> tensor<4xf32> {\n  %0 = mhlo.maximum %a, %b : tensor<4xui8>\n  %1 = mhlo.convert %0 : (tensor<4xui8>) -> tensor<4xf32>\n  return %1 : tensor<4xf32>\n}',
    );
    assert.deepEqual(messages, []);
    assert.match(found, /@f\(%arg0: tensor<4xi8>, %arg1: tensor<4xi8>\)/);
    assert.match(found, /arith\.maxui/);
    assert.match(found, /arith\.uitofp/);
    assert.doesNotMatch(found, /unrealized_conversion_cast/);
  });

  const convolution = (numbers: string): string =>
    `func.func @f(%a: tensor<1x4x5x6xf32>, %k: tensor<6x2x2x3xf32>) -> tensor<1x6x4x4xf32> {\n  %0 = "mhlo.convolution"(%a, %k) {dimension_numbers = #mhlo.conv<[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]>, batch_group_count = 1 : i64, ${numbers}} : (tensor<1x4x5x6xf32>, tensor<6x2x2x3xf32>) -> tensor<1x6x4x4xf32>\n  return %0 : tensor<1x6x4x4xf32>\n}`;

  it("gives each group of a convolution its part of the input's features", () => {
    const { text: found, messages } = converted(
      'iree-mhlo-to-linalg-on-tensors',
      convolution('feature_group_count = 2 : i64'),
    );
    assert.deepEqual(messages, []);
    const [maps] = /indexing_maps = \[.*?\], it/.exec(found) ?? [''];
    assert.match(maps, /-> \(d0, \(d1 floordiv 3\) \* 2 \+ d6, d2 \+ d4, d3 \+ d5\)>/);
    assert.match(maps, /-> \(d1, d6, d4, d5\)>/);
  });

  it('turns the kernel around where the window is reversed', () => {
    const { text: found, messages } = converted(
      'iree-mhlo-to-linalg-on-tensors',
      convolution('feature_group_count = 2 : i64, window_reversal = dense<true> : tensor<2xi1>'),
    );
    assert.deepEqual(messages, []);
    assert.match(found, /tensor\.extract %arg1\[%\w+, %\w+, %\w+, %\w+\]/);
  });

  it('reads a window at its steps from what is around the tensor, too', () => {
    const { text: found, messages } = converted(
      'iree-mhlo-to-linalg-on-tensors',
      'func.func @f(%a: tensor<4x6xf32>, %s: tensor<f32>) -> tensor<3x2xf32> {\n  %0 = "mhlo.reduce_window"(%a, %s) ({\n  ^bb0(%x: tensor<f32>, %y: tensor<f32>):\n    %1 = mhlo.maximum %x, %y : tensor<f32>\n    mhlo.return %1 : tensor<f32>\n  }) {window_dimensions = dense<[2, 3]> : tensor<2xi64>, window_strides = dense<[2, 3]> : tensor<2xi64>, padding = dense<[[1, 1], [0, 0]]> : tensor<2x2xi64>} : (tensor<4x6xf32>, tensor<f32>) -> tensor<3x2xf32>\n  return %0 : tensor<3x2xf32>\n}',
    );
    assert.deepEqual(messages, []);
    assert.match(found, /tensor\.insert_slice %arg0 into %\w+\[1, 0\] \[4, 6\] \[1, 1\]/);
    assert.match(found, /-> \(d0 \* 2 \+ d2, d1 \* 3 \+ d3\)>/);
    assert.match(found, /arith\.maxf %out, %in/);
  });
});
