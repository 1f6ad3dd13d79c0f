/** Definition and references: from a name at the cursor to the places that it stands at. */
import assert from 'node:assert/strict';
import { definitionsAt } from './definition.ts';
import { atCursor, withRanges } from './marked-text.fixture.ts';
import { referencesAt } from './references.ts';

/** The cursor's definition is what stands in `⟦…⟧`. */
function checkDefinition(marked: string): void {
  const { document, cursor } = atCursor(marked.replaceAll(/[⟦⟧]/g, ''));
  const targets = definitionsAt(document, cursor).map(({ target }) => target);
  assert.equal(withRanges(document.text, targets), marked.replace('│', ''));
}

/** The references of what is at the cursor are what stands in `⟦…⟧`. */
function checkReferences(marked: string): void {
  const { document, cursor } = atCursor(marked.replaceAll(/[⟦⟧]/g, ''));
  assert.equal(withRanges(document.text, referencesAt(document, cursor)), marked.replace('│', ''));
}

describe('go to definition', () => {
  it('of an argument', () =>
    checkDefinition('func.func @f(⟦%a⟧: i32) -> i32 {\n  return %│a : i32\n}'));
  it('of one result of several', () =>
    checkDefinition(
      'func.func @f() -> i32 {\n  ⟦%r⟧:2 = call @g() : () -> (i32, i32)\n  return %r│#1 : i32\n}\n' +
        'func.func private @g() -> (i32, i32)',
    ));
  it('of a value from the end of its name', () =>
    checkDefinition('func.func @f(⟦%a⟧: i32) -> i32 {\n  return %a│ : i32\n}'));
  it('of a block', () => checkDefinition('func.func @f() {\n  cf.br ^e│nd\n⟦^end⟧:\n  return\n}'));
  it('of a function', () =>
    checkDefinition(
      'func.func @f() {\n  call @│g() : () -> ()\n  return\n}\nfunc.func private ⟦@g⟧()',
    ));
  it('of a symbol in another', () =>
    checkDefinition(
      'module @m {\n  func.func private ⟦@g⟧()\n}\n' +
        'func.func @f() attributes {where = @m::@│g} {\n  return\n}',
    ));
  it('of a symbol whose name another begins with', () =>
    checkDefinition(
      'func.func @f() {\n  call @g│() : () -> ()\n  return\n}\n' +
        'func.func private @g.h()\nfunc.func private ⟦@g⟧()',
    ));
  it('of a symbol in generic form', () =>
    checkDefinition(
      'func.func @f() {\n  call @g│() : () -> ()\n  return\n}\n' +
        '⟦"func.func"⟧() ({}) {function_type = () -> (), sym_name = "g", sym_visibility = "private"} : () -> ()',
    ));
  it('of a type alias', () => checkDefinition('⟦!t⟧ = i32\nfunc.func private @f(!│t)'));
  it('of an attribute alias', () =>
    checkDefinition(
      '⟦#id⟧ = affine_map<(d0) -> (d0)>\nfunc.func private @f() attributes {map = #i│d}',
    ));
  it('within the piece of the file, however the others name things', () =>
    checkDefinition(
      'func.func @f(%a: i32) -> i32 {\n  return %a : i32\n}\n// -----\n' +
        'func.func @f(⟦%a⟧: i32) -> i32 {\n  return │%a : i32\n}',
    ));
  it('of nothing at a comment', () => {
    const { document, cursor } = atCursor('// %│a\nfunc.func private @f()');
    assert.deepEqual(definitionsAt(document, cursor), []);
  });
  it('in a file with an error elsewhere', () =>
    checkDefinition(
      'func.func @broken() {\n  %x = arith.nonsense : i32\n  return\n}\n' +
        'func.func @f(⟦%a⟧: i32) -> i32 {\n  return │%a : i32\n}',
    ));
});

describe('references', () => {
  it('of a value, with its definition', () =>
    checkReferences(
      'func.func @f(⟦%a⟧: i32) -> i32 {\n  %b = arith.addi ⟦%│a⟧, ⟦%a⟧ : i32\n  return %b : i32\n}',
    ));
  it('of a group of results from its definition', () =>
    checkReferences(
      'func.func @f() -> (i32, i32) {\n  ⟦%│r⟧:2 = call @g() : () -> (i32, i32)\n' +
        '  return ⟦%r⟧#0, ⟦%r⟧#1 : i32, i32\n}\nfunc.func private @g() -> (i32, i32)',
    ));
  it('of a function from its definition', () =>
    checkReferences(
      'func.func private ⟦@│g⟧()\nfunc.func @f() {\n  call ⟦@g⟧() : () -> ()\n  call ⟦@g⟧() : () -> ()\n  return\n}',
    ));
  it('of a value of the same name in another function are not its own', () =>
    checkReferences(
      'func.func @f(⟦%a⟧: i32) -> i32 {\n  return ⟦│%a⟧ : i32\n}\nfunc.func @g(%a: i32) -> i32 {\n  return %a : i32\n}',
    ));
});
