/** What `npm run conformance:results` does to programs before, and with results after they ran. */

import assert from 'node:assert/strict';
import { createContext } from '@iree-workbench/compiler';
import {
  ComplexType,
  FloatType,
  IntegerType,
  parseModule,
  printOperation,
  verifyOperation,
} from '@iree-workbench/ir';
import { randomNumbers } from '../reference/random.ts';
import { deviation, elementsOf } from './deviation.ts';
import {
  edgeElements,
  randomElements,
  randomizeWeights,
  returnCheckedValues,
} from './result-program.ts';

function parsed(text: string) {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual([...diagnostics, ...verifyOperation(module)], []);
  return module;
}

describe('a program whose results are compared', () => {
  it('returns what it checked', () => {
    const module = parsed(`
      func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {
        %0 = math.absf %a : tensor<2xf32>
        %1 = arith.negf %0 : tensor<2xf32>
        check.expect_almost_eq_const(%0, dense<1.0> : tensor<2xf32>) : tensor<2xf32>
        return %1 : tensor<2xf32>
      }`);
    returnCheckedValues(module);
    assert.deepEqual(verifyOperation(module), []);
    const [func] = module.collect('func.func');
    const [abs, neg] = func?.region().front.ops ?? [];
    assert.ok(func && abs && neg);
    assert.deepEqual(func.region().front.last?.operands, [neg.result(), abs.result()]);
    assert.match(printOperation(module), /-> \(tensor<2xf32>, tensor<2xf32>\)/);
  });

  it('gets random weights in place of splats only, of one sign where they are vectors', () => {
    const module = parsed(`
      util.global private @kernel = dense<1.0> : tensor<27x8xf32>
      util.global private @variance = dense<0.5> : tensor<50xf64>
      util.global private @given = dense<[1.0, 2.0]> : tensor<2xf32>
      util.global private @indices = dense<3> : tensor<4xi32>`);
    randomizeWeights(module, randomNumbers(1));
    const [kernel, variance, given, indices] = module.collect('util.global').map((op) => {
      const value = op.attr('initial_value');
      assert.ok(value?.kind === 'dense');
      return elementsOf(value.data, value.type.elementType).map(Number);
    });
    assert.ok(kernel && variance && given && indices);
    assert.equal(new Set(kernel).size, 27 * 8);
    assert.ok(kernel.some((each) => each < 0) && kernel.every((each) => Math.abs(each) <= 1 / 3));
    assert.ok(variance.every((each) => each >= 0.25 && each < 0.75));
    assert.deepEqual(given, [1, 2]);
    assert.deepEqual(indices, [3]);
  });

  it('gets the same inputs for the same seed, and integers of their width', () => {
    const context = createContext();
    const type = IntegerType.get(context, 4);
    const elements = elementsOf(randomElements(type, 100, randomNumbers(7)), type);
    assert.deepEqual(elementsOf(randomElements(type, 100, randomNumbers(7)), type), elements);
    assert.ok(elements.every((each) => each >= -7n && each <= 7n));
    const complex = ComplexType.get(FloatType.get(context, 'f64'));
    assert.equal(randomElements(complex, 3, Math.random).length, 48);
  });
});

describe('edges', () => {
  it('are extremes, and what no arithmetic but of floats has', () => {
    const context = createContext();
    const i8 = IntegerType.get(context, 8);
    const bytes = elementsOf(edgeElements(i8, 500, randomNumbers(1)), i8);
    for (const edge of [-128n, 127n, 0n, -1n]) assert.ok(bytes.includes(edge), `${edge}`);
    const f16 = FloatType.get(context, 'f16');
    const floats = elementsOf(edgeElements(f16, 500, randomNumbers(1)), f16).map(Number);
    assert.ok(floats.some(Number.isNaN));
    for (const edge of [65504, Infinity, -Infinity, 0.5])
      assert.ok(floats.includes(edge), `${edge}`);
  });
});

describe('a deviation', () => {
  const tolerance = { relative: 1e-2, absolute: 0 };

  it('is measured by the largest element', () => {
    assert.deepEqual(deviation([100, 0], [100, 0.5], tolerance), {
      relative: 0.005,
      problem: null,
    });
    assert.equal(
      deviation([100, 0], [100, 2], tolerance).problem,
      '1 of 2 elements differ: 1 is 2, not 0',
    );
  });

  it('of integers is none', () => {
    assert.equal(deviation([1000n], [1000n], tolerance).problem, null);
    assert.notEqual(deviation([1000n], [1001n], tolerance).problem, null);
  });

  it('lets infinities and NaN be only where they belong', () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    assert.equal(deviation([nan, infinity, 1], [nan, infinity, 1], tolerance).problem, null);
    assert.notEqual(deviation([nan], [1], tolerance).problem, null);
    assert.notEqual(deviation([1], [nan], tolerance).problem, null);
    assert.notEqual(deviation([infinity], [-infinity], tolerance).problem, null);
    assert.notEqual(deviation([1], [infinity], tolerance).problem, null);
  });
});
