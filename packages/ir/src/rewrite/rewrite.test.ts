/** The greedy driver, the folder and region simplification as parts. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import type { Operation } from '../operation.ts';
import { parseModule } from '../parser/parse.ts';
import { definePattern, type RewritePattern } from '../pattern.ts';
import { printOperation } from '../printer/printer.ts';
import { canonicalize } from '../transforms/canonicalize.ts';
import { isTriviallyDead } from './effects.ts';
import { applyPatternsGreedily, type GreedyOptions, PatternSet } from './greedy.ts';

function parse(text: string): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(
    diagnostics.map((d) => d.message),
    [],
  );
  return module;
}

function apply(text: string, patterns: readonly RewritePattern[], options?: GreedyOptions) {
  const module = parse(text);
  const result = applyPatternsGreedily(module, new PatternSet(patterns), options);
  return { ...result, module, text: printOperation(module) };
}

/** Notes the tag of each operation it sees. */
const spy = (seen: string[]): RewritePattern =>
  definePattern(null, 'spy', (op) => {
    const tag = op.stringAttr('tag');
    if (tag) seen.push(tag);
    return false;
  });

const NESTED = `
"t.a"() {tag = "a"} : () -> ()
"t.b"() ({
  "t.c"() {tag = "c"} : () -> ()
}) {tag = "b"} : () -> ()
"t.d"() {tag = "d"} : () -> ()`;

describe('the greedy driver', () => {
  it('visits from the top, operations before those inside them', () => {
    const seen: string[] = [];
    apply(NESTED, [spy(seen)]);
    assert.deepEqual(seen, ['a', 'b', 'c', 'd']);
  });

  it('visits from the bottom if asked', () => {
    const seen: string[] = [];
    apply(NESTED, [spy(seen)], { traversal: 'bottom-up' });
    assert.deepEqual(seen, ['d', 'b', 'c', 'a']);
  });

  it('tries the most beneficial pattern first, then in order of registration', () => {
    const tried: string[] = [];
    const pattern = (name: string, root: string | null, benefit: number) =>
      definePattern(
        root,
        name,
        () => {
          tried.push(name);
          return false;
        },
        benefit,
      );
    apply('"t.a"() : () -> ()', [
      pattern('any', null, 1),
      pattern('first', 't.a', 1),
      pattern('second', 't.a', 1),
      pattern('strong any', null, 5),
      pattern('strong', 't.a', 2),
      pattern('other', 't.b', 9),
    ]);
    assert.deepEqual(tried, ['strong any', 'strong', 'first', 'second', 'any']);
  });

  it('looks again at what a pattern makes, at its users and at what it no longer uses', () => {
    const seen: string[] = [];
    const rename = definePattern('t.old', 'rename', (op, rewriter) => {
      rewriter.replaceOpWithNew(op, 't.new', { resultTypes: op.resultTypes });
      return true;
    });
    const note = definePattern(null, 'note', (op) => {
      seen.push(op.name);
      return false;
    });
    apply(
      `%0 = "t.def"() : () -> i32
       %1 = "t.old"(%0) : (i32) -> i32
       "t.use"(%1) : (i32) -> ()`,
      [rename, note],
    );
    assert.deepEqual(seen.slice(0, 4), ['t.def', 't.def', 't.new', 't.use']);
  });

  it('tells which pattern changed which operation', () => {
    const fired: string[] = [];
    const module = parse(
      'func.func @f(%a: i32) -> i32 { %c = arith.constant 0 : i32\n %x = arith.addi %a, %c : i32\n return %x : i32 }',
    );
    canonicalize(module, { onFold: (name) => fired.push(name) });
    assert.deepEqual(fired, ['arith.addi']);
  });

  it('stops when it is cancelled, even among patterns without end', () => {
    const grow = definePattern('t.a', 'grow', (op, rewriter) => {
      if (op.intAttr('n') === 100n) return false;
      rewriter.modifyInPlace(op, () => op.setAttr('n', op.attr('n') ?? op.attributes));
      return true;
    });
    let polls = 0;
    const { converged } = apply('"t.a"() {n = 1 : i32} : () -> ()', [grow], {
      isCancelled: () => polls++ > 50,
    });
    assert.equal(converged, false);
  });

  it('leaves no listener behind when a pattern throws', () => {
    const module = parse('"t.a"() : () -> ()');
    const broken = definePattern('t.a', 'broken', () => {
      throw new Error('defect');
    });
    assert.throws(() => applyPatternsGreedily(module, new PatternSet([broken])), /defect/);
    assert.equal(module.context.listeners.length, 0);
  });
});

describe('dead operations', () => {
  const firstIn = (text: string): Operation => {
    const op = parse(`func.func @f(%c: i1, %m: memref<i32>) { ${text}\n return }`)
      .collect('func.func')[0]
      ?.region().front.first;
    assert.ok(op);
    return op;
  };

  it('may read, and allocate what they give', () => {
    assert.ok(isTriviallyDead(firstIn('%0 = memref.load %m[] : memref<i32>')));
    assert.ok(isTriviallyDead(firstIn('%0 = memref.alloc() : memref<i32>')));
  });

  it('do nothing in their regions either', () => {
    assert.ok(isTriviallyDead(firstIn('scf.if %c { %0 = memref.load %m[] : memref<i32> }')));
    assert.ok(!isTriviallyDead(firstIn('scf.if %c { "foo.bar"() : () -> () }')));
  });

  it('are not unknown operations, terminators or symbols', () => {
    assert.ok(!isTriviallyDead(firstIn('"foo.bar"() : () -> ()')));
    assert.ok(!isTriviallyDead(firstIn('')));
    const [symbol] = parse('func.func private @f()').collect('func.func');
    assert.ok(symbol && !isTriviallyDead(symbol));
  });
});
