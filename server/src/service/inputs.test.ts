/** Inputs of functions: a value to begin with for each type, and what is said of wrong ones. */
import assert from 'node:assert/strict';
import { createContext } from '@iree-workbench/compiler';
import { parseType, type Type } from '@iree-workbench/ir';
import { defaultInput, inputProblem } from './inputs.ts';

function typeOf(text: string): Type {
  const { value } = parseType(createContext(), text);
  assert.ok(value);
  return value;
}

describe('inputs', () => {
  for (const [type, value, problem] of [
    ['i32', '7', null],
    ['i32', '-0x1F', null],
    ['i32', 'seven', "'seven' is no integer"],
    ['i32', '1.5', "'1.5' is no integer"],
    ['f32', '1.5e-3', null],
    ['f32', '-inf', null],
    ['f32', '1,5', "'1,5' is no number"],
    ['f32', '  ', 'a value is missing'],
    ['tensor<f32>', 'f32=1', null],
    ['tensor<2x3xf32>', '2x3xf32=1 2 3 4 5 6', null],
    ['tensor<2x3xf32>', '2x3xf32=[[1, 2, 3], [4, 5, 6]]', null],
    ['tensor<2x3xf32>', '2x3xf32=[1 2 3][4 5 6', null],
    ['tensor<2x3xf32>', '2x3xf32=0', null],
    ['tensor<2x3xf32>', '2x3xf32', null],
    ['tensor<2x3xf32>', '@input.npy', null],
    ['tensor<2x3xf32>', '2x3xf32=@raw.bin', null],
    ['tensor<2x3xf32>', '2x3xf32=1 2 3', '2x3xf32 has 6 elements, found 3'],
    ['tensor<2x3xf32>', '2x3xf32=1 2 3 4 5 x', "'x' is no element of f32"],
    ['tensor<2x3xf32>', '3x2xf32=0', "expected 2x3xf32, found '3x2xf32'"],
    ['tensor<2x3xf32>', '2x3xi32=0', "expected 2x3xf32, found '2x3xi32'"],
    ['tensor<2x3xf32>', '1 2 3', "expected 2x3xf32, found '1 2 3'"],
    ['tensor<?x3xf32>', '0x3xf32', null],
    ['tensor<?x3xf32>', '5x3xf32=1', null],
    ['tensor<?x3xf32>', '3xf32=1', "expected ?x3xf32, found '3xf32'"],
    ['tensor<4xi8>', '4xui8=255', null],
    ['tensor<4xi1>', '4xi1=00010001', null],
  ] as const)
    it(`${type}: ${value}`, () => assert.equal(inputProblem(value, typeOf(type)), problem));

  for (const [type, expected] of [
    ['i64', '0'],
    ['f32', '0.0'],
    ['tensor<f32>', 'f32=0'],
    ['tensor<2x3xf32>', '2x3xf32=0'],
    ['tensor<?x?xi1>', '1x1xi1=0'],
    ['tensor<4xindex>', '4xi64=0'],
    ['!hal.buffer_view', '1xf32=0'],
  ] as const)
    it(`begin with ${expected} for ${type}, which is right`, () => {
      assert.equal(defaultInput(typeOf(type)), expected);
      assert.equal(inputProblem(expected, typeOf(type)), null);
    });
  for (const type of ['!hal.fence', 'memref<4xf32>'])
    it(`begin with nothing for ${type}`, () => assert.equal(defaultInput(typeOf(type)), ''));
});
