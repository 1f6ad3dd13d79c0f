/** Tokens of MLIR's text, in the contexts that decide how they are cut. */

import assert from 'node:assert/strict';
import { Lexer } from './lexer.ts';
import { lexicalError, stringEnd } from './scanning.ts';
import { tokenKindNames } from './token-kinds.ts';

const tokens = (text: string): string[] => {
  const lexer = new Lexer(text);
  return Array.from(
    { length: lexer.count },
    (_, i) => `${tokenKindNames[lexer.kinds[i]!]} ${text.slice(lexer.starts[i], lexer.ends[i])}`,
  );
};

describe('the lexer', () => {
  it('tells identifiers by their sigil', () => {
    assert.deepEqual(tokens('%a ^b @c #d !e.f foo.bar$ @"x y" %0#1'), [
      'percentId %a',
      'caretId ^b',
      'atId @c',
      'hashId #d',
      'exclamationId !e.f',
      'bareId foo.bar$',
      'atId @"x y"',
      'percentId %0',
      'hashId #1',
    ]);
  });
  it('knows integer types, keywords and words that look like them', () => {
    assert.deepEqual(tokens('i32 si8 ui4 i i3x f32 f33 tensor tensors'), [
      'integerType i32',
      'integerType si8',
      'integerType ui4',
      'bareId i',
      'bareId i3x',
      'f32 f32',
      'bareId f33',
      'tensor tensor',
      'bareId tensors',
    ]);
  });
  it('reads numbers as upstream does', () => {
    assert.deepEqual(tokens('0 12 0x1F 0xi32 1. 1.5e-3 1.e 1e5'), [
      'integer 0',
      'integer 12',
      'integer 0x1F',
      'integer 0',
      'bareId xi32',
      'float 1.',
      'float 1.5e-3',
      'float 1.',
      'bareId e',
      'integer 1',
      'bareId e5',
    ]);
  });
  it('makes one token of the dimensions behind tensor, memref and vector', () => {
    assert.deepEqual(tokens('tensor<4x0x?xf32> memref<*xi8> vector<2x[4]x i1>'), [
      'tensor tensor',
      '< <',
      'dimensions 4x0x?x',
      'f32 f32',
      '> >',
      'memref memref',
      '< <',
      'dimensions *x',
      'integerType i8',
      '> >',
      'vector vector',
      '< <',
      'dimensions 2x[4]x',
      'integerType i1',
      '> >',
    ]);
  });
  it('makes one token of an elements literal, whatever is in it', () => {
    assert.deepEqual(tokens('dense<[[1, 0x2], ["a>"]]> : dense<1 %x'), [
      'dense dense',
      'elementsLiteral <[[1, 0x2], ["a>"]]>',
      ': :',
      'dense dense',
      'elementsLiteral <1 ',
      'percentId %x',
    ]);
  });
  it('skips white space and comments', () => {
    assert.deepEqual(tokens('// a\n\tx // b\r\ny //'), ['bareId x', 'bareId y']);
  });
  it('goes on behind what is no token', () => {
    assert.deepEqual(tokens('a $ b "x\nc é d'), [
      'bareId a',
      'error $',
      'bareId b',
      'error "x',
      'bareId c',
      'error é',
      'bareId d',
    ]);
  });
  it('says what is wrong, and where', () => {
    assert.deepEqual(lexicalError('"a\\q"', 0), {
      message: 'unknown escape in string literal',
      at: 2,
    });
    assert.equal(
      lexicalError('@1', 0).message,
      "@ identifier expected to start with letter or '_'",
    );
    assert.equal(lexicalError('..', 0).message, 'expected three consecutive dots for an ellipsis');
    assert.equal(lexicalError('% ', 0).message, 'invalid SSA name');
  });
  it('finds the ends of strings', () => {
    assert.equal(stringEnd('"a\\"b" "', 0), 6);
    assert.equal(stringEnd('"a\\', 0), -1);
  });
  it('counts offsets in code units, whatever stands in strings and comments', () => {
    assert.deepEqual(tokens('"é" // 😀\n%a "😀\\22" @"ö" b'), [
      'string "é"',
      'percentId %a',
      'string "😀\\22"',
      'atId @"ö"',
      'bareId b',
    ]);
  });
  it('numbers short plain strings as it does names, and no others', () => {
    const lexer = new Lexer(`"a.b" "a.b" a.b "é" "a\\22" "${'x'.repeat(65)}"`);
    assert.equal(lexer.ids[0], lexer.ids[1]);
    assert.equal(lexer.ids[0], lexer.ids[2]);
    assert.deepEqual([...lexer.ids.subarray(3, 6)], [-1, -1, -1]);
  });
  it('cuts words in two without reading the rest again', () => {
    const text = '4xf32 tail';
    const lexer = new Lexer(text);
    assert.ok(lexer.cutFront(1, 2));
    assert.equal(tokenKindNames[lexer.kinds[1]!], 'f32');
    assert.equal(lexer.count, 3);
  });
  it('gives a name one number wherever it stands', () => {
    const lexer = new Lexer('%abc @x abc %abc ^abc');
    assert.equal(lexer.ids[0], lexer.ids[3]);
    assert.equal(lexer.ids[0], lexer.ids[2]);
    assert.equal(lexer.names.name(lexer.ids[0]!), 'abc');
    assert.equal(lexer.names.intern('abc'), lexer.ids[0]);
  });
  it('keeps many tokens and many names', () => {
    const lexer = new Lexer(Array.from({ length: 5000 }, (_, i) => `%v${i}`).join(' '));
    assert.equal(lexer.count, 5000);
    assert.equal(new Set(lexer.ids.subarray(0, 5000)).size, 5000);
    assert.equal(lexer.kinds[lexer.count], 0);
  });
});
