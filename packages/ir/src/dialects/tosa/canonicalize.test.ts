/** Canonical forms and folds of tosa: what upstream's iree-opt makes of small functions. */

import assert from 'node:assert/strict';
import { Context } from '../../context.ts';
import { parseModule } from '../../parser/parse.ts';
import { printOperation } from '../../printer/printer.ts';
import { canonicalize } from '../../transforms/canonicalize.ts';
import { verifyOperation } from '../../verify/verifier.ts';
import { allDialects } from '../index.ts';

interface Form {
  readonly about: string;
  readonly args: string;
  readonly result: string;
  /** What defines `%r`, which is returned. */
  readonly body: readonly string[];
  readonly becomes: readonly string[];
}

const FORMS: readonly Form[] = [
  {
    about: 'adding zero',
    args: '%a: tensor<2x3xf32>',
    result: 'tensor<2x3xf32>',
    body: [
      '%z = "tosa.const"() {value = dense<0.0> : tensor<2x3xf32>} : () -> tensor<2x3xf32>',
      '%r = "tosa.add"(%a, %z) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>',
    ],
    becomes: ['return %arg0 : tensor<2x3xf32>'],
  },
  {
    about: 'adding an integer zero that is broadcast',
    args: '%a: tensor<2x3xi32>',
    result: 'tensor<2x3xi32>',
    body: [
      '%z = "tosa.const"() {value = dense<0> : tensor<1x1xi32>} : () -> tensor<1x1xi32>',
      '%r = "tosa.add"(%z, %a) : (tensor<1x1xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>',
    ],
    becomes: ['return %arg0 : tensor<2x3xi32>'],
  },
  {
    about: 'a sum of constants',
    args: '',
    result: 'tensor<4xi8>',
    body: [
      '%x = "tosa.const"() {value = dense<100> : tensor<4xi8>} : () -> tensor<4xi8>',
      '%y = "tosa.const"() {value = dense<50> : tensor<4xi8>} : () -> tensor<4xi8>',
      '%r = "tosa.add"(%x, %y) : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-106> : tensor<4xi8>} : () -> tensor<4xi8>',
      'return %0 : tensor<4xi8>',
    ],
  },
  {
    about: 'subtracting zero',
    args: '%a: tensor<5xi32>',
    result: 'tensor<5xi32>',
    body: [
      '%z = "tosa.const"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>',
      '%r = "tosa.sub"(%a, %z) : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>',
    ],
    becomes: ['return %arg0 : tensor<5xi32>'],
  },
  {
    about: 'a difference of constants',
    args: '',
    result: 'tensor<2xf32>',
    body: [
      '%x = "tosa.const"() {value = dense<1.5> : tensor<2xf32>} : () -> tensor<2xf32>',
      '%y = "tosa.const"() {value = dense<4.0> : tensor<2xf32>} : () -> tensor<2xf32>',
      '%r = "tosa.sub"(%x, %y) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-2.500000e+00> : tensor<2xf32>} : () -> tensor<2xf32>',
      'return %0 : tensor<2xf32>',
    ],
  },
  {
    about: 'a quotient of constants',
    args: '',
    result: 'tensor<2xi32>',
    body: [
      '%x = "tosa.const"() {value = dense<-7> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%y = "tosa.const"() {value = dense<2> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%r = "tosa.div"(%x, %y) : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-3> : tensor<2xi32>} : () -> tensor<2xi32>',
      'return %0 : tensor<2xi32>',
    ],
  },
  {
    about: 'dividing by one',
    args: '%a: tensor<2xi32>',
    result: 'tensor<2xi32>',
    body: [
      '%y = "tosa.const"() {value = dense<1> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%r = "tosa.div"(%a, %y) : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>',
    ],
    becomes: ['return %arg0 : tensor<2xi32>'],
  },
  {
    about: 'multiplying by one that is broadcast',
    args: '%a: tensor<2x3xf32>',
    result: 'tensor<2x3xf32>',
    body: [
      '%z = "tosa.const"() {value = dense<1.0> : tensor<1x1xf32>} : () -> tensor<1x1xf32>',
      '%r = "tosa.mul"(%a, %z) {shift = 0 : i32} : (tensor<2x3xf32>, tensor<1x1xf32>) -> tensor<2x3xf32>',
    ],
    becomes: ['return %arg0 : tensor<2x3xf32>'],
  },
  {
    about: 'multiplying by zero',
    args: '%a: tensor<2xi32>',
    result: 'tensor<2xi32>',
    body: [
      '%z = "tosa.const"() {value = dense<0> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%r = "tosa.mul"(%a, %z) {shift = 3 : i32} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<0> : tensor<2xi32>} : () -> tensor<2xi32>',
      'return %0 : tensor<2xi32>',
    ],
  },
  {
    about: 'multiplying by the one of fixed-point numbers',
    args: '%a: tensor<2xi32>',
    result: 'tensor<2xi32>',
    body: [
      '%z = "tosa.const"() {value = dense<64> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%r = "tosa.mul"(%a, %z) {shift = 6 : i32} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>',
    ],
    becomes: ['return %arg0 : tensor<2xi32>'],
  },
  {
    about: 'a product of fixed-point constants',
    args: '',
    result: 'tensor<2xi8>',
    body: [
      '%x = "tosa.const"() {value = dense<-17> : tensor<2xi8>} : () -> tensor<2xi8>',
      '%y = "tosa.const"() {value = dense<5> : tensor<2xi8>} : () -> tensor<2xi8>',
      '%r = "tosa.mul"(%x, %y) {shift = 3 : i32} : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-11> : tensor<2xi8>} : () -> tensor<2xi8>',
      'return %0 : tensor<2xi8>',
    ],
  },
  {
    about: 'an integer compared with itself',
    args: '%a: tensor<2xi32>',
    result: 'tensor<2xi1>',
    body: ['%r = "tosa.equal"(%a, %a) : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>'],
    becomes: [
      '%0 = "tosa.const"() {value = dense<true> : tensor<2xi1>} : () -> tensor<2xi1>',
      'return %0 : tensor<2xi1>',
    ],
  },
  {
    about: 'a float compared with itself',
    args: '%a: tensor<2xf32>',
    result: 'tensor<2xi1>',
    body: ['%r = "tosa.equal"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>'],
    becomes: [
      '%0 = "tosa.equal"(%arg0, %arg0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>',
      'return %0 : tensor<2xi1>',
    ],
  },
  {
    about: 'constants compared',
    args: '',
    result: 'tensor<2xi1>',
    body: [
      '%x = "tosa.const"() {value = dense<3.0> : tensor<2xf32>} : () -> tensor<2xf32>',
      '%r = "tosa.greater_equal"(%x, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<true> : tensor<2xi1>} : () -> tensor<2xi1>',
      'return %0 : tensor<2xi1>',
    ],
  },
  {
    about: 'a constant cast to integers',
    args: '',
    result: 'tensor<2xi8>',
    body: [
      '%x = "tosa.const"() {value = dense<-2.9> : tensor<2xf32>} : () -> tensor<2xf32>',
      '%r = "tosa.cast"(%x) : (tensor<2xf32>) -> tensor<2xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-2> : tensor<2xi8>} : () -> tensor<2xi8>',
      'return %0 : tensor<2xi8>',
    ],
  },
  {
    about: 'a constant cast to integers that it is beyond',
    args: '',
    result: 'tensor<2xi8>',
    body: [
      '%x = "tosa.const"() {value = dense<300.0> : tensor<2xf32>} : () -> tensor<2xf32>',
      '%r = "tosa.cast"(%x) : (tensor<2xf32>) -> tensor<2xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<127> : tensor<2xi8>} : () -> tensor<2xi8>',
      'return %0 : tensor<2xi8>',
    ],
  },
  {
    about: 'a constant cast to floats',
    args: '',
    result: 'tensor<2xf32>',
    body: [
      '%x = "tosa.const"() {value = dense<-3> : tensor<2xi8>} : () -> tensor<2xi8>',
      '%r = "tosa.cast"(%x) : (tensor<2xi8>) -> tensor<2xf32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-3.000000e+00> : tensor<2xf32>} : () -> tensor<2xf32>',
      'return %0 : tensor<2xf32>',
    ],
  },
  {
    about: 'a boolean cast to floats',
    args: '',
    result: 'tensor<2xf32>',
    body: [
      '%x = "tosa.const"() {value = dense<true> : tensor<2xi1>} : () -> tensor<2xi1>',
      '%r = "tosa.cast"(%x) : (tensor<2xi1>) -> tensor<2xf32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<-1.000000e+00> : tensor<2xf32>} : () -> tensor<2xf32>',
      'return %0 : tensor<2xf32>',
    ],
  },
  {
    about: 'a constant cast to fewer bits',
    args: '',
    result: 'tensor<2xi8>',
    body: [
      '%x = "tosa.const"() {value = dense<300> : tensor<2xi32>} : () -> tensor<2xi32>',
      '%r = "tosa.cast"(%x) : (tensor<2xi32>) -> tensor<2xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<44> : tensor<2xi8>} : () -> tensor<2xi8>',
      'return %0 : tensor<2xi8>',
    ],
  },
  {
    about: 'a reshape of a reshape',
    args: '%a: tensor<12xf32>',
    result: 'tensor<3x4xf32>',
    body: [
      '%x = "tosa.reshape"(%a) {new_shape = array<i64: 2, 6>} : (tensor<12xf32>) -> tensor<2x6xf32>',
      '%r = "tosa.reshape"(%x) {new_shape = array<i64: 3, 4>} : (tensor<2x6xf32>) -> tensor<3x4xf32>',
    ],
    becomes: [
      '%0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 3, 4>} : (tensor<12xf32>) -> tensor<3x4xf32>',
      'return %0 : tensor<3x4xf32>',
    ],
  },
  {
    about: 'a reshape of a constant',
    args: '',
    result: 'tensor<2x2xi32>',
    body: [
      '%x = "tosa.const"() {value = dense<[1, 2, 3, 4]> : tensor<4xi32>} : () -> tensor<4xi32>',
      '%r = "tosa.reshape"(%x) {new_shape = array<i64: 2, 2>} : (tensor<4xi32>) -> tensor<2x2xi32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>} : () -> tensor<2x2xi32>',
      'return %0 : tensor<2x2xi32>',
    ],
  },
  {
    about: 'one element of a constant',
    args: '',
    result: 'tensor<1x1xi32>',
    body: [
      '%x = "tosa.const"() {value = dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>} : () -> tensor<2x2xi32>',
      '%r = "tosa.slice"(%x) {start = array<i64: 1, 0>, size = array<i64: 1, 1>} : (tensor<2x2xi32>) -> tensor<1x1xi32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<3> : tensor<1x1xi32>} : () -> tensor<1x1xi32>',
      'return %0 : tensor<1x1xi32>',
    ],
  },
  {
    about: 'a constant from behind',
    args: '',
    result: 'tensor<4xi32>',
    body: [
      '%x = "tosa.const"() {value = dense<7> : tensor<4xi32>} : () -> tensor<4xi32>',
      '%r = "tosa.reverse"(%x) {axis = 0 : i64} : (tensor<4xi32>) -> tensor<4xi32>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<7> : tensor<4xi32>} : () -> tensor<4xi32>',
      'return %0 : tensor<4xi32>',
    ],
  },
  {
    about: 'a transpose of a transpose',
    args: '%a: tensor<2x3x4xf32>',
    result: 'tensor<3x4x2xf32>',
    body: [
      '%p = "tosa.const"() {value = dense<[2, 0, 1]> : tensor<3xi32>} : () -> tensor<3xi32>',
      '%x = "tosa.transpose"(%a, %p) : (tensor<2x3x4xf32>, tensor<3xi32>) -> tensor<4x2x3xf32>',
      '%r = "tosa.transpose"(%x, %p) : (tensor<4x2x3xf32>, tensor<3xi32>) -> tensor<3x4x2xf32>',
    ],
    becomes: [
      '%cst = arith.constant dense<[1, 2, 0]> : tensor<3xi32>',
      '%0 = "tosa.transpose"(%arg0, %cst) : (tensor<2x3x4xf32>, tensor<3xi32>) -> tensor<3x4x2xf32>',
      'return %0 : tensor<3x4x2xf32>',
    ],
  },
  {
    about: 'a transpose that moves no element',
    args: '%a: tensor<1x5x1x7xf32>',
    result: 'tensor<5x1x7x1xf32>',
    body: [
      '%p = "tosa.const"() {value = dense<[1, 0, 3, 2]> : tensor<4xi32>} : () -> tensor<4xi32>',
      '%r = "tosa.transpose"(%a, %p) : (tensor<1x5x1x7xf32>, tensor<4xi32>) -> tensor<5x1x7x1xf32>',
    ],
    becomes: [
      '%0 = "tosa.reshape"(%arg0) {new_shape = array<i64: 5, 1, 7, 1>} : (tensor<1x5x1x7xf32>) -> tensor<5x1x7x1xf32>',
      'return %0 : tensor<5x1x7x1xf32>',
    ],
  },
  {
    about: 'padding without a constant',
    args: '%a: tensor<2xi8>, %p: tensor<1x2xi32>',
    result: 'tensor<?xi8>',
    body: [
      '%r = "tosa.pad"(%a, %p) {quantization_info = #tosa.pad_quant<input_zp = 5>} : (tensor<2xi8>, tensor<1x2xi32>) -> tensor<?xi8>',
    ],
    becomes: [
      '%0 = "tosa.const"() {value = dense<5> : tensor<i8>} : () -> tensor<i8>',
      '%1 = "tosa.pad"(%arg0, %arg1, %0) {quantization_info = #tosa.pad_quant<input_zp = 5>} : (tensor<2xi8>, tensor<1x2xi32>, tensor<i8>) -> tensor<?xi8>',
      'return %1 : tensor<?xi8>',
    ],
  },
  {
    about: 'a concatenation of one',
    args: '%a: tensor<2x3xf32>',
    result: 'tensor<?x?xf32>',
    body: ['%r = "tosa.concat"(%a) {axis = 0 : i64} : (tensor<2x3xf32>) -> tensor<?x?xf32>'],
    becomes: [
      '%cast = tensor.cast %arg0 : tensor<2x3xf32> to tensor<?x?xf32>',
      'return %cast : tensor<?x?xf32>',
    ],
  },
  {
    about: 'a choice by a negation',
    args: '%c: tensor<2xi1>, %a: tensor<2xf32>, %b: tensor<2xf32>',
    result: 'tensor<2xf32>',
    body: [
      '%n = "tosa.logical_not"(%c) : (tensor<2xi1>) -> tensor<2xi1>',
      '%r = "tosa.select"(%n, %a, %b) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>',
    ],
    becomes: [
      '%0 = "tosa.select"(%arg0, %arg2, %arg1) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>',
      'return %0 : tensor<2xf32>',
    ],
  },
  {
    about: 'bounds beyond all numbers',
    args: '%a: tensor<4xi8>',
    result: 'tensor<4xi8>',
    body: [
      '%r = "tosa.clamp"(%a) {min_int = -129 : i64, max_int = 127 : i64, min_fp = 0.0 : f32, max_fp = 0.0 : f32} : (tensor<4xi8>) -> tensor<4xi8>',
    ],
    becomes: ['return %arg0 : tensor<4xi8>'],
  },
  {
    about: 'a clamp of a clamp',
    args: '%a: tensor<4xi8>',
    result: 'tensor<4xi8>',
    body: [
      '%x = "tosa.clamp"(%a) {min_int = -2 : i64, max_int = 9 : i64, min_fp = -3.0 : f32, max_fp = 5.0 : f32} : (tensor<4xi8>) -> tensor<4xi8>',
      '%r = "tosa.clamp"(%x) {min_int = -4 : i64, max_int = 2 : i64, min_fp = -3.5 : f32, max_fp = 4.0 : f32} : (tensor<4xi8>) -> tensor<4xi8>',
    ],
    becomes: [
      '%0 = "tosa.clamp"(%arg0) {max_fp = 4.000000e+00 : f32, max_int = 2 : i64, min_fp = -3.000000e+00 : f32, min_int = -2 : i64} : (tensor<4xi8>) -> tensor<4xi8>',
      'return %0 : tensor<4xi8>',
    ],
  },
  {
    about: 'a pool of one pixel',
    args: '%a: tensor<10x1x1x3xf32>',
    result: 'tensor<10x1x1x3xf32>',
    body: [
      '%r = "tosa.max_pool2d"(%a) {kernel = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<10x1x1x3xf32>) -> tensor<10x1x1x3xf32>',
    ],
    becomes: ['return %arg0 : tensor<10x1x1x3xf32>'],
  },
];

describe("tosa's canonical forms", () => {
  for (const { about, args, result, body, becomes } of FORMS)
    it(about, () => {
      const text = `func.func @f(${args}) -> ${result} {\n${body.join('\n')}\nreturn %r : ${result}\n}`;
      const { module, diagnostics } = parseModule(new Context(allDialects), text);
      assert.deepEqual(diagnostics, []);
      canonicalize(module);
      assert.deepEqual(verifyOperation(module), []);
      const lines = printOperation(module, { localScope: true }).split('\n').slice(2, -2);
      assert.deepEqual(
        lines.map((line) => line.trim()),
        becomes,
      );
    });
});
