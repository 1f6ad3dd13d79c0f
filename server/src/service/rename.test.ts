/** Renaming: what is renamed together, and what is refused. */
import assert from 'node:assert/strict';
import { linkedRangesAt } from './linked-editing.ts';
import { atCursor, withRanges } from './marked-text.fixture.ts';
import { renameAt, renameTargetAt } from './rename.ts';

function rename(marked: string, name: string): string {
  const { document, cursor } = atCursor(marked);
  const renaming = renameAt(document, cursor, name);
  if (!renaming.edits) return `refused: ${renaming.refusal}`;
  let { text } = document;
  for (const edit of renaming.edits.toReversed())
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return text;
}
const check = (marked: string, name: string, expected: string): void =>
  assert.equal(rename(marked, name), expected);

describe('rename', () => {
  it('a value from a use of it', () =>
    check(
      'func.func @f(%a: i32) -> i32 {\n  %b = arith.addi %│a, %a : i32\n  return %b : i32\n}',
      'x',
      'func.func @f(%x: i32) -> i32 {\n  %b = arith.addi %x, %x : i32\n  return %b : i32\n}',
    ));
  it('a group of results from one of them, to a name with its sigil', () =>
    check(
      'func.func @f() -> (i32, i32) {\n  %0:2 = call @g() : () -> (i32, i32)\n  return %0│#1, %0#0 : i32, i32\n}\nfunc.func private @g() -> (i32, i32)',
      '%pair',
      'func.func @f() -> (i32, i32) {\n  %pair:2 = call @g() : () -> (i32, i32)\n  return %pair#1, %pair#0 : i32, i32\n}\nfunc.func private @g() -> (i32, i32)',
    ));
  it('results that have names of their own one by one', () =>
    check(
      'func.func @f() -> i32 {\n  %a, %b = call @g() : () -> (i32, i32)\n  return │%b : i32\n}\nfunc.func private @g() -> (i32, i32)',
      'c',
      'func.func @f() -> i32 {\n  %a, %c = call @g() : () -> (i32, i32)\n  return %c : i32\n}\nfunc.func private @g() -> (i32, i32)',
    ));
  it('a value that a loop carries', () =>
    check(
      'func.func @f(%n: index, %i: i32) -> i32 {\n  %c = arith.constant 1 : index\n  %r = scf.for %k = %c to %n step %c iter_args(%│s = %i) -> (i32) {\n    scf.yield %s : i32\n  }\n  return %r : i32\n}',
      'sum',
      'func.func @f(%n: index, %i: i32) -> i32 {\n  %c = arith.constant 1 : index\n  %r = scf.for %k = %c to %n step %c iter_args(%sum = %i) -> (i32) {\n    scf.yield %sum : i32\n  }\n  return %r : i32\n}',
    ));
  it('a block', () =>
    check(
      'func.func @f(%c: i1) {\n  cf.cond_br %c, ^│end, ^bb1\n^bb1:\n  cf.br ^end\n^end:\n  return\n}',
      'exit',
      'func.func @f(%c: i1) {\n  cf.cond_br %c, ^exit, ^bb1\n^bb1:\n  cf.br ^exit\n^exit:\n  return\n}',
    ));
  it('a function with its calls', () =>
    check(
      'func.func @f() {\n  call @│g() : () -> ()\n  return\n}\nfunc.func private @g()',
      'h',
      'func.func @f() {\n  call @h() : () -> ()\n  return\n}\nfunc.func private @h()',
    ));
  it('a symbol to what must stand in quotes, and back', () => {
    const bare = 'func.func private @│g() attributes {self = @g}';
    const quoted = 'func.func private @"a b"() attributes {self = @"a b"}';
    check(bare, 'a b', quoted);
    check(quoted.replace('@"a', '@"│a'), 'g', bare.replace('│', ''));
  });
  it('the inner and the outer name of a nested reference', () => {
    const text = (m: string, g: string): string =>
      `module {\n  module @${m} {\n    func.func private @${g}()\n  }\n  func.func private @u() attributes {of = @${m.replace('│', '')}::@${g.replace('│', '')}}\n}`;
    check(text('│m', 'g'), 'n', text('n', 'g'));
    check(text('m', '│g'), 'n', text('m', 'n'));
  });
  it('a symbol that generic form names in a string', () => {
    const text = (name: string): string =>
      `"func.func"() ({\n  "func.return"() : () -> ()\n}) {function_type = () -> (), sym_name = "${name}"} : () -> ()\nfunc.func private @u() attributes {of = @${name.replace('│', '')}}`;
    check(text('g│'), 'h', text('h'));
    check(text('g').replace('of = @g', 'of = @│g'), 'h', text('h'));
  });
  it('aliases of types, attributes and locations', () => {
    check(
      '!t = i32\nfunc.func private @f(!│t) -> !t',
      'u',
      '!u = i32\nfunc.func private @f(!u) -> !u',
    );
    check(
      '#│m = affine_map<(d0) -> (d0)>\nfunc.func private @f() attributes {a = #m}',
      '#id',
      '#id = affine_map<(d0) -> (d0)>\nfunc.func private @f() attributes {a = #id}',
    );
    check(
      'func.func private @f() loc(#│l)\n#l = loc("a":1:2)',
      'here',
      'func.func private @f() loc(#here)\n#here = loc("a":1:2)',
    );
  });
  it('a value to a name that another function has', () =>
    check(
      'func.func @f(%│a: i32) {\n  return\n}\nfunc.func @g(%b: i32) {\n  return\n}',
      'b',
      'func.func @f(%b: i32) {\n  return\n}\nfunc.func @g(%b: i32) {\n  return\n}',
    ));
  it('beside an error', () =>
    check(
      'func.func @broken() {\n  arith.nonsense\n}\nfunc.func @f(%│a: i32) -> i32 {\n  return %a : i32\n}',
      'x',
      'func.func @broken() {\n  arith.nonsense\n}\nfunc.func @f(%x: i32) -> i32 {\n  return %x : i32\n}',
    ));

  it('refuses names that are none', () => {
    const value = 'func.func @f(%│a: i32) {\n  return\n}';
    assert.equal(rename(value, '1a'), "refused: '1a' is no name of a value");
    assert.equal(rename(value, 'a#1'), "refused: 'a#1' is no name of a value");
    assert.equal(rename(value, ''), "refused: '' is no name of a value");
    assert.equal(
      rename('!│t = i32\nfunc.func private @f(!t)', 'a.b'),
      "refused: 'a.b' is no name of a type alias",
    );
  });
  it('refuses the name of another value in scope', () => {
    const clash = "refused: another value is called '%b' where '%a' is known";
    assert.equal(rename('func.func @f(%│a: i32, %b: i32) {\n  return\n}', 'b'), clash);
    const inner =
      'func.func @f(%│a: i1) {\n  scf.if %a {\n    %b = arith.constant 1 : i32\n  }\n  return\n}';
    assert.equal(rename(inner, 'b'), clash);
  });
  it('refuses the name of another symbol in the table, or in one between it and a use', () => {
    assert.equal(
      rename('func.func private @│f()\nfunc.func private @g()', 'g'),
      "refused: another symbol is called '@g' where '@f' is known",
    );
    const between =
      'module {\n  func.func private @│f()\n  module @m {\n    func.func private @g()\n    func.func @u() {\n      call @f() : () -> ()\n      return\n    }\n  }\n}';
    assert.match(rename(between, 'g'), /^refused: another symbol is called '@g'/);
  });
  it('refuses a name that stands for something that is not there yet', () =>
    assert.equal(
      rename('func.func private @│f() attributes {of = @missing}', 'missing'),
      "refused: with '@missing' in place of '@f' the text would mean something else",
    ));
  it('offers the name without its sigil, and nothing where there is no name', () => {
    const value = atCursor('func.func @f(│%a: i32) {\n  return\n}');
    assert.deepEqual(renameTargetAt(value.document, value.cursor), {
      start: 14,
      end: 15,
      name: 'a',
    });
    const word = atCursor('func.func @f() {\n  ret│urn\n}');
    assert.equal(renameTargetAt(word.document, word.cursor), null);
  });
});

describe('linked editing', () => {
  const linked = (marked: string): string | null => {
    const { document, cursor } = atCursor(marked);
    const ranges = linkedRangesAt(document, cursor);
    return ranges && withRanges(document.text, ranges);
  };
  it('of the places of a value', () =>
    assert.equal(
      linked('func.func @f(%│a: i32) -> i32 {\n  return %a : i32\n}'),
      'func.func @f(%⟦a⟧: i32) -> i32 {\n  return %⟦a⟧ : i32\n}',
    ));
  it('not of a value with one place, nor of a symbol', () => {
    assert.equal(linked('func.func @f(%│a: i32) {\n  return\n}'), null);
    assert.equal(linked('func.func private @│f() attributes {of = @f}'), null);
  });
});
