/** Which values of a function of many blocks live where. */

import assert from 'node:assert/strict';
import { parseModule } from '@iree-workbench/ir';
import { createContext } from '../../pipeline.ts';
import { Liveness } from './liveness.ts';

/** A function's blocks, its first block's values and their liveness. */
function analyse(text: string) {
  const { module, diagnostics } = parseModule(createContext(), `vm.module @m {\n${text}\n}`);
  assert.deepEqual(diagnostics, []);
  const [func] = module.collect('vm.func');
  assert.ok(func);
  return { blocks: [...func.region().blocks], liveness: new Liveness(func.region()) };
}

describe('liveness', () => {
  it('lasts through a loop whose later rounds use the value', () => {
    const { blocks, liveness } = analyse(
      `vm.func @f(%a: i32, %b: i32, %c: i32) -> i32 {
        vm.br ^loop
      ^loop:
        %0 = vm.add.i32 %a, %b : i32
        vm.cond_br %0, ^loop, ^end
      ^end:
        vm.return %b : i32
      }`,
    );
    const [entry, loop, end] = blocks;
    assert.ok(entry && loop && end);
    const [a, b, c] = entry.arguments;
    assert.ok(a && b && c);
    assert.deepEqual([...liveness.liveIn(entry)], []);
    assert.deepEqual(new Set(liveness.liveIn(loop)), new Set([a, b]));
    assert.deepEqual([...liveness.liveIn(end)], [b]);
    const [add] = loop.ops;
    assert.ok(add && end.last);
    assert.equal(liveness.isLastUse(add, 0), false);
    assert.equal(liveness.isLastUse(end.last, 0), true);
  });

  it('is found in time that grows with its extent: many values through many blocks', () => {
    const count = 400;
    const range = Array.from({ length: count }, (_, i) => i);
    const { blocks, liveness } = analyse(
      `vm.func @f(${range.map((i) => `%a${i}: i32`)}) -> i32 {
        vm.br ^b0
        ${range.map((i) => `^b${i}: vm.br ^b${i + 1}`).join('\n')}
      ^b${count}:
        ${range.map((i) => `%${i} = vm.add.i32 %a${i}, %a${i} : i32`).join('\n')}
        vm.return %${count - 1} : i32
      }`,
    );
    for (const block of blocks.slice(1)) assert.equal(liveness.liveIn(block).size, count);
  });
});
