/** Formatting as somebody types, with the cursor behind what was typed. */
import assert from 'node:assert/strict';
import { applied } from './code-action.ts';
import { atCursor } from './marked-text.fixture.ts';
import { typedEdits } from './on-type-formatting.ts';

function check(marked: string, typed: string, expected: string): void {
  const { document, cursor } = atCursor(marked);
  assert.equal(applied(document.text, typedEdits(document, cursor, typed)), expected);
}

describe('formatting as somebody types', () => {
  it('tidies the line that a break ends, and begins the next one', () =>
    check('func.func @f( %a: i32 ) {\n│\n}', '\n', 'func.func @f(%a: i32) {\n  \n}'));
  it('goes on below a statement', () =>
    check(
      'func.func @f(%a: i32) {\n%0 = arith.addi %a,%a : i32\n│\n  return\n}',
      '\n',
      'func.func @f(%a: i32) {\n  %0 = arith.addi %a, %a : i32\n  \n  return\n}',
    ));
  it('begins behind a label', () =>
    check(
      'func.func @f() {\n  cf.br ^a\n^a:\n│\n}',
      '\n',
      'func.func @f() {\n  cf.br ^a\n^a:\n  \n}',
    ));
  it('knows how deep a function in a module stands', () =>
    check(
      'module {\n  func.func @f() {\n      return\n      }│\n}',
      '}',
      'module {\n  func.func @f() {\n      return\n  }\n}',
    ));
  it('leaves other lines alone', () =>
    check(
      'func.func @g( ) {\n  return\n}\nfunc.func @f() {\n return\n  }│\n',
      '}',
      'func.func @g( ) {\n  return\n}\nfunc.func @f() {\n return\n}\n',
    ));
  it('counts from the start of the piece', () =>
    check(
      'module {\n}\n// -----\nfunc.func @f() {\n│\n}',
      '\n',
      'module {\n}\n// -----\nfunc.func @f() {\n  \n}',
    ));
});
