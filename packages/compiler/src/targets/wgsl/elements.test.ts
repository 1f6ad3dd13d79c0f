/** Elements narrower than a word, on a software adapter: read out of words, written by neighbours. */

import {
  compareDispatchesOn,
  executableText,
} from '../../../../../test/reference/compare-dispatch.ts';
import { runWgsl } from '../../../../../test/reference/run-wgsl.ts';
import { testDevice } from '../../../../../test/reference/test-device.ts';
import { CODEGEN_TARGETS } from '../codegen-targets.ts';

const memory = (access: string, type: string): string =>
  `!flow.dispatch.tensor<${access}:tensor<37x${type}>>`;

/** One operation on each element of a vector. */
const elementwise = (from: string, to: string, operation: string): string =>
  executableText({
    bindings: [memory('readonly', from), memory('writeonly', to)],
    workload: 1,
    body: `
      %in = flow.dispatch.tensor.load %b0, offsets = [0], sizes = [37], strides = [1] : ${memory('readonly', from)} -> tensor<37x${from}>
      %empty = tensor.empty() : tensor<37x${to}>
      %out = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%in : tensor<37x${from}>) outs(%empty : tensor<37x${to}>) {
      ^bb0(%x: ${from}, %o: ${to}):
        ${operation}
        linalg.yield %y : ${to}
      } -> tensor<37x${to}>
      flow.dispatch.tensor.store %out, %b1, offsets = [0], sizes = [37], strides = [1] : tensor<37x${to}> -> ${memory('writeonly', to)}`,
  });

describe('narrow elements in WGSL', function () {
  this.timeout(60_000);
  let device: GPUDevice;
  before(async () => {
    device = await testDevice();
  });
  after(() => device.destroy());

  const check = (from: string, to: string, operation: string): void => {
    it(`${from} to ${to}: ${operation.replace('\n', '; ')}`, () => {
      const target = CODEGEN_TARGETS.get('webgpu-wgsl-fb');
      if (!target) throw new Error('there is no such target');
      return compareDispatchesOn(runWgsl(device), elementwise(from, to, operation), {
        target,
        seed: 1,
        workload: [37],
        tolerance: 1e-3,
      });
    });
  };
  check('i8', 'i8', '%y = arith.muli %x, %x : i8');
  check('i16', 'i16', '%y = arith.addi %x, %x : i16');
  check('i1', 'i1', '%true = arith.constant true\n%y = arith.xori %x, %true : i1');
  check('f16', 'f16', '%y = arith.addf %x, %x : f16');
  check('i32', 'i8', '%y = arith.trunci %x : i32 to i8');
  check('i8', 'i32', '%y = arith.extui %x : i8 to i32');
  check('f32', 'i1', '%zero = arith.constant 0.0 : f32\n%y = arith.cmpf olt, %x, %zero : f32');
  check('f32', 'f16', '%y = arith.truncf %x : f32 to f16');
  check('f32', 'f32', '%y = math.log %x : f32');
});
