/** Which names the parser and the verifier suggest for those that they do not know. */

import assert from 'node:assert/strict';
import { Context } from './context.ts';
import type { Diagnostic } from './diagnostics.ts';
import { fileLocation } from './diagnostics.ts';
import { allDialects } from './dialects/index.ts';
import { parseModule } from './parser/parse.ts';
import { verifyOperation } from './verify/verifier.ts';

function diagnose(text: string): readonly Diagnostic[] {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  return diagnostics.length > 0 ? diagnostics : verifyOperation(module);
}

/** The text once each suggestion is taken as its docstring says. */
function mended(text: string): string {
  const notes = diagnose(text).flatMap((diagnostic) => diagnostic.notes);
  return notes.reduceRight((result, { location, suggestion }) => {
    if (!suggestion) return result;
    const from = fileLocation(location)?.offset ?? 0;
    const at = result.indexOf(suggestion.written, from);
    assert.ok(at >= 0, `'${suggestion.written}' is not at or behind its note`);
    return result.slice(0, at) + suggestion.meant + result.slice(at + suggestion.written.length);
  }, text);
}

describe('a name that is not known is taken for', () => {
  const inFunction = (body: string): string =>
    `func.func @main(%lhs: i32, %rhs: i32) -> i32 {\n${body}\n}`;
  const cases: readonly (readonly [what: string, written: string, meant: string])[] = [
    [
      'an operation of the dialect',
      inFunction('%0 = arith.adddi %lhs, %rhs : i32\nreturn %0 : i32'),
      inFunction('%0 = arith.addi %lhs, %rhs : i32\nreturn %0 : i32'),
    ],
    [
      'an operation in generic form',
      inFunction('%0 = "arith.adddi"(%lhs, %rhs) : (i32, i32) -> i32\nreturn %0 : i32'),
      inFunction('%0 = "arith.addi"(%lhs, %rhs) : (i32, i32) -> i32\nreturn %0 : i32'),
    ],
    [
      'an operation without its dialect',
      inFunction('retrun %lhs : i32'),
      inFunction('return %lhs : i32'),
    ],
    [
      'an operation of another dialect',
      inFunction('%0 = addi %lhs, %rhs : i32\nreturn %0 : i32'),
      inFunction('%0 = arith.addi %lhs, %rhs : i32\nreturn %0 : i32'),
    ],
    [
      'the dialect of the operation',
      inFunction('%0 = artih.muli %lhs, %rhs : i32\nreturn %0 : i32'),
      inFunction('%0 = arith.muli %lhs, %rhs : i32\nreturn %0 : i32'),
    ],
    [
      'the dialect in generic form',
      inFunction('%0 = "artih.muli"(%lhs, %rhs) : (i32, i32) -> i32\nreturn %0 : i32'),
      inFunction('%0 = "arith.muli"(%lhs, %rhs) : (i32, i32) -> i32\nreturn %0 : i32'),
    ],
    [
      'a value of the type',
      inFunction('%sum = arith.addi %lsh, %rhs : i32\nreturn %sum : i32'),
      inFunction('%sum = arith.addi %lhs, %rhs : i32\nreturn %sum : i32'),
    ],
    [
      'a block',
      inFunction('cf.br ^exti\n^exit:\nreturn %lhs : i32'),
      inFunction('cf.br ^exit\n^exit:\nreturn %lhs : i32'),
    ],
    [
      'a case of an enum',
      'func.func private @f(%x: i32) -> i1 {\n%0 = arith.cmpi "sltt", %x, %x : i32\nreturn %0 : i1\n}',
      'func.func private @f(%x: i32) -> i1 {\n%0 = arith.cmpi "slt", %x, %x : i32\nreturn %0 : i1\n}',
    ],
    [
      'a keyword of the format',
      'func.func @f(%a: i32) {\n%0 = vector.broadcast %a : i32 too vector<4xi32>\nreturn\n}',
      'func.func @f(%a: i32) {\n%0 = vector.broadcast %a : i32 to vector<4xi32>\nreturn\n}',
    ],
    [
      'a keyword that may be left out',
      'func.func @f(%c: i1) {\nscf.if %c {\n} esle {\n}\nreturn\n}',
      'func.func @f(%c: i1) {\nscf.if %c {\n} else {\n}\nreturn\n}',
    ],
    [
      'one of the keywords that may be left out',
      'func.func @f(%t: tensor<4xi32>) attribtes {a} {\nreturn\n}',
      'func.func @f(%t: tensor<4xi32>) attributes {a} {\nreturn\n}',
    ],
    [
      'a type of the dialect',
      'func.func private @f(!hal.bufer_view)',
      'func.func private @f(!hal.buffer_view)',
    ],
    [
      'an attribute of the dialect',
      'func.func private @f() attributes {a = #hal.device.targt<"cpu">}',
      'func.func private @f() attributes {a = #hal.device.target<"cpu">}',
    ],
    [
      'a type of a dialect that parses its own',
      'func.func private @f(!stablehlo.tokn)',
      'func.func private @f(!stablehlo.token)',
    ],
    [
      'a case of an attribute',
      'func.func private @f() attributes {a = #linalg.iterator_type<paralel>}',
      'func.func private @f() attributes {a = #linalg.iterator_type<parallel>}',
    ],
    [
      'a flag of several',
      'func.func private @f() attributes {a = #arith.fastmath<nnan, nsf>}',
      'func.func private @f() attributes {a = #arith.fastmath<nnan, nsz>}',
    ],
    [
      'the dialect of a type',
      'func.func private @f(!strem.timepoint)',
      'func.func private @f(!stream.timepoint)',
    ],
    [
      'an alias of a type',
      '!pair = tuple<i32, i32>\nfunc.func private @f(!piar)',
      '!pair = tuple<i32, i32>\nfunc.func private @f(!pair)',
    ],
    [
      'an alias of an attribute',
      '#layout = affine_map<(d0) -> (d0)>\nfunc.func private @f() attributes {a = #layuot}',
      '#layout = affine_map<(d0) -> (d0)>\nfunc.func private @f() attributes {a = #layout}',
    ],
    [
      'a function',
      'func.func private @compute()\nfunc.func @f() {\ncall @copmute() : () -> ()\nreturn\n}',
      'func.func private @compute()\nfunc.func @f() {\ncall @compute() : () -> ()\nreturn\n}',
    ],
    [
      'a global',
      'util.global private @weights : i32\nfunc.func @f() {\n%0 = util.global.load @wieghts : i32\nreturn\n}',
      'util.global private @weights : i32\nfunc.func @f() {\n%0 = util.global.load @weights : i32\nreturn\n}',
    ],
    [
      'an attribute that is missing',
      inFunction('%0 = "arith.constant"() {valeu = 1 : i32} : () -> i32\nreturn %0 : i32'),
      inFunction('%0 = "arith.constant"() {value = 1 : i32} : () -> i32\nreturn %0 : i32'),
    ],
  ];
  for (const [what, written, meant] of cases)
    it(what, () => {
      assert.notDeepEqual(diagnose(written), []);
      assert.equal(mended(written), meant);
      assert.deepEqual(diagnose(meant), []);
    });
});

describe('nothing is suggested for', () => {
  const cases: readonly (readonly [what: string, text: string])[] = [
    ['a name that is like none', 'func.func @f() {\narith.frobnicate\n}'],
    ['another number', 'func.func @f(%arg0: i32) -> i32 {\nreturn %arg1 : i32\n}'],
    ['a value of another type', 'func.func @f(%input: f32) -> i32 {\nreturn %inptu : i32\n}'],
    ['a letter', 'func.func @f(%a: i32) -> i32 {\nreturn %b : i32\n}'],
  ];
  for (const [what, text] of cases)
    it(what, () => {
      assert.notDeepEqual(diagnose(text), []);
      assert.equal(mended(text), text);
    });

  it('a name that is too long to be written by hand', () => {
    const name = 'a'.repeat(20_000);
    const text = `func.func @f(%${name}b: i32) -> i32 {\nreturn %${name}c : i32\n}`;
    assert.equal(mended(text), text);
  });

  it('one error after many', () => {
    const lines = Array.from({ length: 200 }, () => 'arith.adddi\n');
    const found = diagnose(`func.func @f() {\n${lines.join('')}return\n}`);
    assert.equal(found.length, 200);
    assert.equal(found.filter(({ notes }) => notes.length > 0).length, 100);
  });
});
