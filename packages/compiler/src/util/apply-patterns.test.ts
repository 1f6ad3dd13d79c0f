/** Block arguments that every branch passes the same for go; those that differ stay. */

import assert from 'node:assert/strict';
import { parseModule, printOperation } from '@iree-workbench/ir';
import { createContext } from '../pipeline.ts';
import { foldBlockArguments } from './apply-patterns.ts';

function folded(text: string): string[] {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  foldBlockArguments(module);
  return printOperation(module)
    .split('\n')
    .slice(2, -2)
    .map((line) => line.trim());
}

describe('folding block arguments', () => {
  it('takes a value that reaches the block on every way', () => {
    assert.deepEqual(
      folded(
        'func.func @f(%a: i32, %c: i1) -> i32 {\n cf.cond_br %c, ^x(%a : i32), ^y\n ^y:\n cf.br ^x(%a : i32)\n ^x(%0: i32):\n return %0 : i32\n}',
      ),
      [
        'cf.cond_br %arg1, ^bb2, ^bb1',
        '^bb1:  // pred: ^bb0',
        'cf.br ^bb2',
        '^bb2:  // 2 preds: ^bb0, ^bb1',
        'return %arg0 : i32',
      ],
    );
  });

  it('keeps one of two that are always equal, in loops too', () => {
    const lines = folded(
      'func.func @f(%a: i32, %b: i32, %c: i1) -> (i32, i32, i32) {\n cf.br ^x(%a, %a, %b : i32, i32, i32)\n ^x(%0: i32, %1: i32, %2: i32):\n %3 = arith.addi %0, %1 : i32\n cf.cond_br %c, ^x(%3, %3, %2 : i32, i32, i32), ^y\n ^y:\n return %0, %1, %2 : i32, i32, i32\n}',
    );
    assert.equal(lines[0], 'cf.br ^bb1(%arg0 : i32)');
    assert.equal(lines.at(-1), 'return %0, %0, %arg1 : i32, i32, i32');
  });

  it('leaves a value that does not dominate the block', () => {
    const text =
      'func.func @f(%a: i32, %c: i1) -> i32 {\n cf.cond_br %c, ^x, ^y\n ^x:\n %1 = arith.addi %a, %a : i32\n cf.br ^z(%1 : i32)\n ^y:\n cf.br ^z(%a : i32)\n ^z(%0: i32):\n return %0 : i32\n}';
    assert.ok(folded(text).includes('cf.br ^bb3(%arg0 : i32)'));
  });
});
