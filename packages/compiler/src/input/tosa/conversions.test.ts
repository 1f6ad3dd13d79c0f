/**
 * What the passes of tosa make of small functions, one after another: the text that upstream's tools of the
 * seed's era gave is beside each in `conversions.fixture.mlir`.
 *
 *     // ----- pass,pass{option=value}: what it is about
 *     func.func @f…
 *     // becomes
 *     func.func @f…
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModule, parsePipeline, printOperation, runPasses } from '@iree-workbench/ir';
import { createContext, passRegistry } from '../../pipeline.ts';

const registry = passRegistry();

/** The function's text after the passes. */
function converted(passes: string, text: string): string {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const { steps } = parsePipeline(`builtin.module(func.func(${passes}))`, registry);
  assert.ok(
    runPasses(module, steps, { onDiagnostic: ({ message }) => assert.fail(message) }),
    passes,
  );
  return printOperation(module, { localScope: true })
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(2))
    .join('\n');
}

/** The errors of the passes on a function. */
function problems(passes: string, text: string): string[] {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const found: string[] = [];
  const { steps } = parsePipeline(passes, registry);
  runPasses(module, steps, { onDiagnostic: ({ message }) => found.push(message) });
  return found;
}

describe("tosa's conversions", () => {
  const text = readFileSync(join(import.meta.dirname, 'conversions.fixture.mlir'), 'utf8');
  for (const section of text.split(/^\/\/ ----- /m).slice(1)) {
    const [, passes = '', title = '', program = '', expected = ''] =
      /^([^:]*): ([^\n]*)\n(.*)\n\/\/ becomes\n(.*)$/s.exec(section) ?? [];
    it(`${passes}: ${title}`, () => assert.equal(converted(passes, program), expected.trimEnd()));
  }

  it('refuses what has no lowering, by name', () => {
    const fft =
      'func.func @f(%r: tensor<1x4x8xf32>) -> tensor<1x4x5xf32> {\n  %0:2 = "tosa.rfft2d"(%r) : (tensor<1x4x8xf32>) -> (tensor<1x4x5xf32>, tensor<1x4x5xf32>)\n  return %0#0 : tensor<1x4x5xf32>\n}';
    assert.deepEqual(problems('builtin.module(func.func(tosa-to-linalg))', fft), [
      "failed to legalize operation 'tosa.rfft2d'",
    ]);
    const [message = ''] = problems(
      'builtin.module(iree-tosa-verify-compiler-input-legality)',
      fft,
    );
    assert.match(message, /^one or more illegal operations were found in the compiler input/);
  });

  /** Operations that the verifier lets pass, though their types or attributes contradict each other. */
  const CONTRADICTIONS: readonly (readonly [
    op: string,
    pass: string,
    from: string,
    to: string,
    attributes: string,
  ])[] = [
    ['reduce_sum', 'tosa-to-linalg', '2x3xf32', '2x3xf32', 'axis = 7 : i64'],
    ['reduce_sum', 'tosa-to-linalg', '2x3xf32', '2x3xf32', 'axis = 0 : i64'],
    ['argmax', 'tosa-to-linalg', '2x3xf32', '2xi32', 'axis = 5 : i64'],
    ['reverse', 'tosa-to-linalg', '2x3xf32', '2x3xf32', 'axis = 5 : i64'],
    ['tile', 'tosa-to-linalg', '2x3xf32', '2x6xf32', 'multiples = array<i64: 2>'],
    ['abs', 'tosa-to-linalg', '2x3xf32', '2x3xi32', ''],
    ['exp', 'tosa-to-linalg', '2xi32', '2xi32', ''],
    ['slice', 'tosa-to-tensor', '4xf32', '3xf32', 'start = array<i64: 3>, size = array<i64: 3>'],
    [
      'max_pool2d',
      'tosa-to-linalg-named',
      '1x4x4x1xf32',
      '1x9x9x1xf32',
      'kernel = array<i64: 2, 2>, stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>',
    ],
    [
      'rescale',
      'tosa-to-linalg',
      '2xi32',
      '2xi8',
      'input_zp = 0 : i32, output_zp = 0 : i32, multiplier = array<i32: 1, 2>, shift = array<i32: 1>, scale32 = true, double_round = false, per_channel = true',
    ],
  ];
  for (const [op, pass, from, to, attributes] of CONTRADICTIONS)
    it(`refuses tosa.${op} from ${from} to ${to} {${attributes}}`, () => {
      const text = `func.func @f(%a: tensor<${from}>) -> tensor<${to}> {\n  %0 = "tosa.${op}"(%a) {${attributes}} : (tensor<${from}>) -> tensor<${to}>\n  return %0 : tensor<${to}>\n}`;
      const [message = ''] = problems(`builtin.module(func.func(${pass}))`, text);
      assert.ok(message.startsWith(`failed to legalize operation 'tosa.${op}'`), message);
    });

  it('joins tensors of open sizes', () => {
    const lines = converted(
      'tosa-to-tensor,canonicalize',
      'func.func @f(%a: tensor<?x3xf32>, %b: tensor<2x3xf32>) -> tensor<?x3xf32> {\n  %0 = "tosa.concat"(%a, %b) {axis = 0 : i64} : (tensor<?x3xf32>, tensor<2x3xf32>) -> tensor<?x3xf32>\n  return %0 : tensor<?x3xf32>\n}',
    ).split('\n');
    assert.deepEqual(
      lines.slice(3, 8).map((line) => line.trim()),
      [
        '%dim = tensor.dim %arg0, %c0 : tensor<?x3xf32>',
        '%0 = arith.addi %dim, %c2 : index',
        '%1 = tensor.empty(%0) : tensor<?x3xf32>',
        '%inserted_slice = tensor.insert_slice %arg0 into %1[0, 0] [%dim, 3] [1, 1] : tensor<?x3xf32> into tensor<?x3xf32>',
        '%inserted_slice_0 = tensor.insert_slice %arg1 into %inserted_slice[%dim, 0] [2, 3] [1, 1] : tensor<2x3xf32> into tensor<?x3xf32>',
      ],
    );
  });

  it('goes by way of one dimension where a shape is open', () => {
    const lines = converted(
      'tosa-to-tensor',
      'func.func @f(%a: tensor<6xf32>, %b: tensor<?xf32>) -> (tensor<?x3xf32>, tensor<2x2xf32>) {\n  %0 = "tosa.reshape"(%a) {new_shape = array<i64: -1, 3>} : (tensor<6xf32>) -> tensor<?x3xf32>\n  %1 = "tosa.reshape"(%b) {new_shape = array<i64: 2, 2>} : (tensor<?xf32>) -> tensor<2x2xf32>\n  return %0, %1 : tensor<?x3xf32>, tensor<2x2xf32>\n}',
    ).split('\n');
    assert.deepEqual(
      lines.slice(1, 5).map((line) => line.trim()),
      [
        '%cast = tensor.cast %arg0 : tensor<6xf32> to tensor<?xf32>',
        '%expanded = tensor.expand_shape %cast [[0, 1]] : tensor<?xf32> into tensor<?x3xf32>',
        '%cast_0 = tensor.cast %arg1 : tensor<?xf32> to tensor<4xf32>',
        '%expanded_1 = tensor.expand_shape %cast_0 [[0, 1]] : tensor<4xf32> into tensor<2x2xf32>',
      ],
    );
  });
});
