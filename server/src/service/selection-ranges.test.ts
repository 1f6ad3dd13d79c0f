/** Selection ranges: what a selection at the cursor grows to. */
import assert from 'node:assert/strict';
import { atCursor } from './marked-text.fixture.ts';
import { selectionRangesAt } from './selection-ranges.ts';

function grown(marked: string): string[] {
  const { document, cursor } = atCursor(marked);
  return selectionRangesAt(document, cursor).map(({ start, end }) =>
    document.text.slice(start, end),
  );
}

describe('selection ranges', () => {
  it('from a value to its operation, the block, the body and the function', () => {
    const [add, ret] = ['%0 = arith.addi %a, %a : i32', 'return %0 : i32'];
    const body = `{\n  ${add}\n  ${ret}\n}`;
    const text = `func.func @f(%a: i32) -> i32 ${body}`;
    assert.deepEqual(grown(`${text.replace('%a, %a :', '%│a, %a :')}\n`), [
      '%a',
      add,
      `${add}\n  ${ret}`,
      body,
      text,
      `${text}\n`,
    ]);
  });
  it('in a type, by brackets', () =>
    assert.deepEqual(
      grown('func.func private @f(memref<4xf32, strided<[1], off│set: ?>>, i32)').slice(0, 7),
      [
        'offset',
        'offset: ?',
        '[1], offset: ?',
        '<[1], offset: ?>',
        'strided<[1], offset: ?>',
        '4xf32, strided<[1], offset: ?>',
        '<4xf32, strided<[1], offset: ?>>',
      ],
    ));
  it('from an argument to all', () =>
    assert.deepEqual(grown('func.func private @f(%a: i│32, %b: i64)').slice(0, 4), [
      'i32',
      '%a: i32',
      '%a: i32, %b: i64',
      '(%a: i32, %b: i64)',
    ]));
  it('in a string and in a dictionary', () =>
    assert.deepEqual(grown('func.func private @f() attributes {a = "x y│z", b}').slice(0, 6), [
      'yz',
      'x yz',
      '"x yz"',
      'a = "x yz"',
      'a = "x yz", b',
      '{a = "x yz", b}',
    ]));
  it('in a comment', () =>
    assert.deepEqual(grown('// some w│ords\nfunc.func private @f()').slice(0, 2), [
      'words',
      '// some words',
    ]));
  it('to its piece of the file', () =>
    assert.deepEqual(grown('module {\n}\n// -----\nfunc.func private @│f()\n').slice(-2), [
      '\nfunc.func private @f()\n',
      'module {\n}\n// -----\nfunc.func private @f()\n',
    ]));
  it('in broken text', () =>
    assert.deepEqual(grown('func.func @f() {\n  arith.nonsense %a, [%b, %│c]\n}').slice(0, 3), [
      '%c',
      '%b, %c',
      '[%b, %c]',
    ]));
});
