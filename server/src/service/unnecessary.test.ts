/** What is told to be unnecessary, and what is not. */
import assert from 'node:assert/strict';
import { MlirDocument } from './document.ts';
import { withRanges } from './marked-text.fixture.ts';
import { unnecessaryIn } from './unnecessary.ts';

function check(expected: string, messages: readonly string[]): void {
  const document = new MlirDocument(expected.replaceAll(/[⟦⟧]/g, ''));
  const found = unnecessaryIn(document);
  assert.equal(withRanges(document.text, found), expected);
  assert.deepEqual(
    found.map(({ message }) => message),
    messages,
  );
}

describe('what is unnecessary', () => {
  it('an operation without effects whose result nobody uses', () =>
    check(
      'func.func @f(%a: i32) {\n  ⟦%0 = arith.addi %a, %a : i32⟧\n  %1 = call @g() : () -> i32\n  return\n}\nfunc.func private @g() -> i32',
      ["nothing uses the result of 'arith.addi'"],
    ));
  it('one with a region, as a whole', () =>
    check(
      'func.func @f(%c: i1, %a: i32) {\n  ⟦%0 = scf.if %c -> i32 {\n    %1 = arith.addi %a, %a : i32\n    scf.yield %1 : i32\n  } else {\n    scf.yield %a : i32\n  }⟧\n  return\n}',
      ["nothing uses the result of 'scf.if'"],
    ));
  it('a block that nothing branches to, and what only it branches to', () =>
    check('func.func @f() {\n  return\n⟦^a:\n  cf.br ^b⟧\n⟦^b:\n  cf.br ^a⟧\n}', [
      'nothing branches to this block',
      'nothing branches to this block',
    ]));
  it('nothing where a use may have been lost to an error', () =>
    check(
      'func.func @f(%a: i32) {\n  %0 = arith.addi %a, %a : i32\n  arith.nonsense %0\n  return\n}',
      [],
    ));
  it('nothing of an operation of which nothing is known', () =>
    check(
      'func.func @f() {\n  %0 = llvm.inline_asm has_side_effects "nop", "=r" : () -> i32\n  return\n}',
      [],
    ));
});
