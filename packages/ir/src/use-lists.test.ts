import assert from 'node:assert/strict';
import { Context } from './context.ts';
import { allDialects } from './dialects/index.ts';
import type { Operation, Value } from './operation.ts';
import { parseModule } from './parser/parse.ts';

/** Parses the operations of a graph region, where a value may be used before it is defined. */
function parse(text: string): { op(name: string): Operation; uses(value: Value): string[] } {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(diagnostics, []);
  return {
    op: (name) => module.collect(name)[0] as Operation,
    uses: (value) => value.uses.map(({ owner, index }) => `${owner.name}:${index}`),
  };
}

const PROGRAM = `
  "t.early"(%a, %b) : (i32, i32) -> ()
  "t.earlier"(%a) : (i32) -> ()
  %a = "t.a"() : () -> i32
  %b = "t.b"(%a, %a) : (i32, i32) -> i32
  "t.region"(%b) ({
  ^bb0(%x: i32):
    "t.inner"(%x, %a) : (i32, i32) -> ()
  }) : (i32) -> ()
  "t.late"(%b) : (i32) -> ()
`;

describe('use lists of parsed operations', () => {
  it('have the newest use first, and those before the definition in the order of the text', () => {
    const { op, uses } = parse(PROGRAM);
    assert.deepEqual(uses(op('t.a').result()), [
      't.inner:1',
      't.b:1',
      't.b:0',
      't.early:0',
      't.earlier:0',
    ]);
    assert.deepEqual(uses(op('t.b').result()), ['t.late:0', 't.region:0', 't.early:1']);
  });

  it('are whole when the first question is about an argument inside', () => {
    const { op, uses } = parse(PROGRAM);
    assert.deepEqual(uses(op('t.region').region().front.argument(0)), ['t.inner:0']);
    assert.equal(op('t.a').result().uses.length, 5);
  });

  it('do not miss what was moved before anybody asked', () => {
    const { op, uses } = parse(PROGRAM);
    op('t.inner').moveBefore(op('t.late'));
    op('t.late').remove();
    assert.deepEqual(uses(op('t.a').result()).slice(0, 1), ['t.inner:1']);
    assert.equal(op('t.b').result().uses.length, 3);
  });

  it('do not miss what was set or erased before anybody asked', () => {
    const { op, uses } = parse(PROGRAM);
    op('t.late').setOperand(0, op('t.a').result());
    op('t.early').erase();
    assert.deepEqual(uses(op('t.b').result()), ['t.region:0']);
    assert.deepEqual(uses(op('t.a').result()), [
      't.late:0',
      't.inner:1',
      't.b:1',
      't.b:0',
      't.earlier:0',
    ]);
  });
});

describe('locations of parsed operations', () => {
  it('stay when the operation goes into another text', () => {
    const context = new Context(allDialects);
    context.allowUnregisteredDialects = true;
    const parsed = (fileName: string, text: string): Operation =>
      parseModule(context, text, { fileName }).module;
    const one = parsed('one.mlir', '"t.one"() ({ "t.in"() : () -> () }) : () -> ()');
    const two = parsed('two.mlir', '\n  "t.two"() : () -> ()');
    const body = one.region().front;
    body.takeOperations(two.region().front);
    const places = [...one.collect('t.in'), ...one.collect('t.two')].map(({ location }) =>
      location.kind === 'loc.file' ? `${location.file}:${location.line}:${location.column}` : '',
    );
    assert.deepEqual(places, ['one.mlir:1:14', 'two.mlir:2:3']);
  });
});
