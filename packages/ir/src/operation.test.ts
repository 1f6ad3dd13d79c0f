import assert from 'node:assert/strict';
import { StringAttr } from './attributes.ts';
import { Context } from './context.ts';
import { allDialects } from './dialects/index.ts';
import type { Block, Operation } from './operation.ts';
import { parseModule } from './parser/parse.ts';

/** The body of a module with functions of the given names. */
function moduleOf(...names: readonly string[]): Block {
  const context = new Context(allDialects);
  const text = names.map((name) => `func.func private @${name}()\n`).join('');
  return parseModule(context, text).module.region().front;
}

const rename = (op: Operation, name: string): void =>
  op.setAttr('sym_name', StringAttr.get(op.context, name));

describe('symbols of a block', () => {
  it('are found by name', () => {
    const block = moduleOf('a', 'b');
    assert.equal(block.findSymbol('b'), block.last);
    assert.equal(block.findSymbol('c'), null);
  });

  it('are found as they come, go, and change their names', () => {
    const block = moduleOf('a', 'b');
    const [a, b] = block.ops as [Operation, Operation];
    assert.equal(block.findSymbol('a'), a);
    a.remove();
    assert.equal(block.findSymbol('a'), null);
    block.append(a);
    assert.equal(block.findSymbol('a'), a);
    rename(b, 'c');
    assert.equal(block.findSymbol('b'), null);
    assert.equal(block.findSymbol('c'), b);
    b.removeAttr('sym_name');
    assert.equal(block.findSymbol('c'), null);
  });

  it('are the first of their name while several have it', () => {
    const block = moduleOf('a', 'b');
    const [a, b] = block.ops as [Operation, Operation];
    assert.equal(block.findSymbol('a'), a);
    rename(b, 'a');
    assert.equal(block.findSymbol('a'), a);
    b.moveBefore(a);
    assert.equal(block.findSymbol('a'), b);
    b.erase();
    assert.equal(block.findSymbol('a'), a);
  });
});
