/**
 * What the innermost loops of each family of dispatches compute with. No product of matrices, convolution or
 * reduction of static sizes has an innermost loop of scalars; those of any size have them for remainders only,
 * behind loops of vectors.
 */

import assert from 'node:assert/strict';
import { type Operation, parseModule, verifyOperation } from '@iree-workbench/ir';
import { compile, createContext } from '../pipeline.ts';
import { lowerDispatch } from './lower-dispatch.ts';
import type { CodegenTarget } from './target.ts';
import { SEQUENTIAL, THREADS } from './test-targets.ts';

/** One of linalg's named operations on two tensors, added to a third. */
function named(operation: string, a: string, b: string, c: string): string {
  return `func.func @f(%a: tensor<${a}>, %b: tensor<${b}>, %c: tensor<${c}>) -> tensor<${c}> {
  %0 = linalg.${operation} ins(%a, %b : tensor<${a}>, tensor<${b}>) outs(%c : tensor<${c}>) -> tensor<${c}>
  return %0 : tensor<${c}>
}`;
}

/** A sum along one dimension of a matrix. */
function sum(matrix: string, sums: string, access: string): string {
  return `func.func @f(%a: tensor<${matrix}>, %c: tensor<${sums}>) -> tensor<${sums}> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (${access})>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%a : tensor<${matrix}>) outs(%c : tensor<${sums}>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<${sums}>
  return %0 : tensor<${sums}>
}`;
}

function sumOfSquares(matrix: string, result: string): string {
  return `func.func @f(%a: tensor<${matrix}>, %b: tensor<${matrix}>) -> tensor<${result}> {
  %0 = arith.addf %a, %b : tensor<${matrix}>
  %1 = arith.mulf %0, %0 : tensor<${matrix}>
  return %1 : tensor<${result}>
}`;
}

const CONTRACTIONS: Readonly<Record<string, readonly [fixed: string, dynamic: string]>> = {
  'products of matrices of f32': [
    named('matmul', '64x96xf32', '96x128xf32', '64x128xf32'),
    named('matmul', '?x?xf32', '?x?xf32', '?x?xf32'),
  ],
  'products of matrices of i8': [
    named('matmul', '64x96xi8', '96x128xi8', '64x128xi32'),
    named('matmul', '?x?xi8', '?x?xi8', '?x?xi32'),
  ],
  'batches of products': [
    named('batch_matmul', '4x64x96xf32', '4x96x128xf32', '4x64x128xf32'),
    named('batch_matmul', '?x?x?xf32', '?x?x?xf32', '?x?x?xf32'),
  ],
  'convolutions of images with channels last': [
    named('conv_2d_nhwc_hwcf', '1x34x34x16xf32', '3x3x16x32xf32', '1x32x32x32xf32'),
    named('conv_2d_nhwc_hwcf', '?x?x?x16xf32', '3x3x16x32xf32', '?x?x?x32xf32'),
  ],
  'convolutions of images with channels first': [
    named('conv_2d_nchw_fchw', '1x16x34x34xf32', '32x16x3x3xf32', '1x32x32x32xf32'),
    named('conv_2d_nchw_fchw', '?x16x?x?xf32', '32x16x3x3xf32', '?x32x?x?xf32'),
  ],
};

const OTHERS: typeof CONTRACTIONS = {
  'products of a matrix and a vector': [
    named('matvec', '64x96xf32', '96xf32', '64xf32'),
    named('matvec', '?x?xf32', '?xf32', '?xf32'),
  ],
  'products of a vector and a matrix': [
    named('vecmat', '96xf32', '96x64xf32', '64xf32'),
    named('vecmat', '?xf32', '?x?xf32', '?xf32'),
  ],
  'convolutions channel by channel': [
    named('depthwise_conv_2d_nhwc_hwc', '1x34x34x32xf32', '3x3x32xf32', '1x32x32x32xf32'),
    named('depthwise_conv_2d_nhwc_hwc', '?x?x?x32xf32', '3x3x32xf32', '?x?x?x32xf32'),
  ],
  'pooling, channels last': [
    named('pooling_nhwc_max', '1x34x34x32xf32', '3x3xf32', '1x32x32x32xf32'),
    named('pooling_nhwc_max', '?x?x?x32xf32', '3x3xf32', '?x?x?x32xf32'),
  ],
  'pooling, channels first': [
    named('pooling_nchw_max', '1x32x34x34xf32', '3x3xf32', '1x32x32x32xf32'),
    named('pooling_nchw_max', '1x32x?x?xf32', '3x3xf32', '1x32x?x?xf32'),
  ],
  'sums of rows': [sum('64x1024xf32', '64xf32', 'i, j'), sum('?x?xf32', '?xf32', 'i, j')],
  'sums of columns': [sum('1024x64xf32', '64xf32', 'j, i'), sum('?x?xf32', '?xf32', 'j, i')],
  'arithmetic of elements': [
    sumOfSquares('64x96xf32', '64x96xf32'),
    sumOfSquares('?x?xf32', '?x?xf32'),
  ],
};

/** What an innermost loop computes with. */
type LoopKind = 'vectors' | 'scalars' | 'moves';

function kindOf(loop: Operation): LoopKind {
  const kinds = new Set<LoopKind>();
  loop.walk((op) => {
    if (!/^arith\.(add|mul|max)[fi]$/.test(op.name)) return;
    const { type } = op.result();
    if (type.kind === 'vector') kinds.add('vectors');
    else if (type.kind !== 'index') kinds.add('scalars');
  });
  return kinds.has('vectors') ? 'vectors' : kinds.has('scalars') ? 'scalars' : 'moves';
}

/** The kinds of a program's innermost loops, those that only move data left out. */
function loopsOf(text: string, target: CodegenTarget): LoopKind[] {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const onDiagnostic = ({ message }: { message: string }): void => assert.fail(message);
  compile(module, { targets: ['local'], compileTo: 'executable-sources' }, { onDiagnostic });
  const [variant, ...more] = module.collect('hal.executable.variant');
  assert.ok(variant);
  assert.equal(more.length, 0);
  lowerDispatch(variant, target, { verify: verifyOperation, onDiagnostic });
  const loops = variant.collect('scf.for');
  const innermost = loops.filter((loop) => !loops.some((other) => loop.isProperAncestorOf(other)));
  return innermost.map(kindOf).filter((kind) => kind !== 'moves');
}

function expectVectors(programs: typeof CONTRACTIONS, target: CodegenTarget): void {
  for (const [title, [fixed, dynamic]] of Object.entries(programs)) {
    it(`are of vectors in ${title}`, () => {
      const kinds = loopsOf(fixed, target);
      assert.ok(kinds.length > 0);
      assert.deepEqual(new Set(kinds), new Set(['vectors']));
    });
    it(`are of vectors first in ${title} of any size`, () => {
      const kinds = loopsOf(dynamic, target);
      assert.equal(kinds[0], 'vectors');
    });
  }
}

describe('innermost loops of one thread a workgroup', () => {
  expectVectors({ ...CONTRACTIONS, ...OTHERS }, SEQUENTIAL);
});

describe('innermost loops of many threads', () => {
  expectVectors(CONTRACTIONS, THREADS);
});
