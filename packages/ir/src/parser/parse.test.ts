/** Parsing text into IR: modules, names, regions, aliases, literals, and what broken text leaves. */

import assert from 'node:assert/strict';
import type { Attribute, DenseElementsAttr } from '../attributes.ts';
import { Context } from '../context.ts';
import { renderDiagnostic } from '../diagnostics.ts';
import { arithDialect } from '../dialects/arith/index.ts';
import { builtinDialect } from '../dialects/builtin/index.ts';
import { cfDialect } from '../dialects/cf/index.ts';
import { funcDialect } from '../dialects/func/index.ts';
import type { Operation } from '../operation.ts';
import {
  parseAttribute,
  parseModule,
  parseSourceFile,
  parseType,
  splitInputFile,
} from './parse.ts';

function makeContext(): Context {
  const context = new Context([builtinDialect, funcDialect, arithDialect, cfDialect]);
  context.allowUnregisteredDialects = true;
  return context;
}

const parse = (text: string): ReturnType<typeof parseModule> => parseModule(makeContext(), text);

/** The module of a text without diagnostics. */
function parseGood(text: string): Operation {
  const { module, diagnostics } = parse(text);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
  );
  return module;
}
const messages = (text: string): string[] => parse(text).diagnostics.map(({ message }) => message);
const only = (module: Operation, name: string): Operation => {
  const [op, ...rest] = module.collect(name);
  assert.ok(op, `no ${name}`);
  assert.equal(rest.length, 0);
  return op;
};
const attr = (text: string): Attribute => {
  const { value, diagnostics } = parseAttribute(makeContext(), text);
  assert.ok(value, diagnostics[0]?.message);
  return value;
};

describe('parsing a file', () => {
  it('wraps what is not a single module', () => {
    assert.equal(parseGood('module { "a.b"() : () -> () }').region().front.ops.length, 1);
    const wrapped = parseGood('module {} module {}');
    assert.deepEqual(
      wrapped.region().front.ops.map((op) => op.name),
      ['builtin.module', 'builtin.module'],
    );
    assert.equal(parseGood('').name, 'builtin.module');
  });

  it('gives operations the place of their name', () => {
    const { location } = only(parseGood('\n  %0 = "a.b"() : () -> i32'), 'a.b');
    assert.ok(location.kind === 'loc.file');
    assert.deepEqual([location.file, location.line, location.column], ['-', 2, 8]);
  });

  it('cuts input where `// -----` stands', () => {
    const chunks = splitInputFile('a\n// -----\nb\n// -----c');
    assert.deepEqual(
      chunks.map((chunk) => [chunk.text, chunk.offset, chunk.line]),
      [
        ['a\n', 0, 0],
        ['\nb\n', 10, 1],
        ['c', 21, 3],
      ],
    );
  });
});

describe('parsing pieces of a file', () => {
  it('names the piece in front of its lines', () => {
    const pieces = parseSourceFile(makeContext(), 'module {}\n// -----\nbar\n', {
      fileName: 't.mlir',
      splitInputFile: true,
    });
    assert.equal(pieces.length, 2);
    const [diagnostic] = pieces[1]?.diagnostics ?? [];
    assert.ok(diagnostic);
    assert.equal(
      renderDiagnostic(diagnostic, pieces[1]?.source ?? null).split('\n')[0],
      "within split at t.mlir:2 offset :2:1: error: custom op 'bar' is unknown (tried 'builtin.bar' as well)",
    );
  });
});

describe('parsing values and blocks', () => {
  it('binds result packs and their numbers', () => {
    const module = parseGood(
      '%0:2, %r = "a.b"() : () -> (i1, i2, i3) "c.d"(%0#1, %r) : (i2, i3) -> ()',
    );
    const [first, second] = only(module, 'c.d').operands;
    assert.equal(first, only(module, 'a.b').result(1));
    assert.equal(second, only(module, 'a.b').result(2));
  });

  it('resolves forward references, also from nested regions', () => {
    const module = parseGood(
      '"a.b"(%x) ({ "c.d"(%x) : (i32) -> () }) : (i32) -> () %x = "e.f"() : () -> i32',
    );
    const value = only(module, 'e.f').result();
    assert.equal(only(module, 'a.b').operand(0), value);
    assert.equal(only(module, 'c.d').operand(0), value);
  });

  it('resolves blocks before and after their labels', () => {
    const module = parseGood(
      'func.func @f(%c: i1) { cf.cond_br %c, ^b, ^a ^a: cf.br ^b ^b: return }',
    );
    const blocks = only(module, 'func.func').region().blocks;
    assert.deepEqual(only(module, 'cf.cond_br').successors, [blocks[2], blocks[1]]);
    assert.deepEqual(only(module, 'cf.br').successors, [blocks[2]]);
  });

  it('hides names of an isolated region only where shadowing is asked for', () => {
    assert.deepEqual(
      messages('%0 = "a.b"() : () -> i32 "c.d"() ({ %0 = "e.f"() : () -> i32 }) : () -> ()'),
      ["redefinition of SSA value '%0'"],
    );
    parseGood(
      '%0 = "a.b"() : () -> i32 "builtin.module"() ({ %0 = "e.f"() : () -> i32 }) : () -> ()',
    );
  });

  it('lets names be used again when their region is over', () => {
    parseGood(
      'func.func @f() { %0 = arith.constant 1 : i32 return } func.func @g() { %0 = arith.constant 1 : i64 return }',
    );
  });

  it('reports what is undeclared at the end of its function', () => {
    assert.deepEqual(
      messages(
        'func.func @f() { "a.b"(%0) : (i32) -> () return } func.func @g() { %0 = arith.constant 1 : i32 return }',
      ),
      ['use of undeclared SSA value name'],
    );
  });

  it("takes a function's default dialect for names without prefix, one level deep", () => {
    const module = parseGood('func.func @f() { return }');
    only(module, 'func.return');
    assert.match(messages('func.func @f() { foo }')[0] ?? '', /tried 'func.foo' as well/);
  });

  it('adds no block to an empty region and keeps arguments of one', () => {
    const module = parseGood('"a.b"() ({}, {^bb0(%x: i32):}) : () -> ()');
    const op = only(module, 'a.b');
    assert.equal(op.region(0).blocks.length, 0);
    assert.equal(op.region(1).front.arguments.length, 1);
  });
});

describe('parsing locations and aliases', () => {
  it('reads every kind of location', () => {
    const module = parseGood(
      '"a.b"() : () -> () loc(fused<"m">["f.py":1:2, callsite("x" at unknown), "y"("g.py":3:4)])',
    );
    const { location } = only(module, 'a.b');
    assert.ok(location.kind === 'loc.fused');
    assert.deepEqual(
      location.locations.map((inner) => inner.kind),
      ['loc.file', 'loc.callsite', 'loc.name'],
    );
  });
  it('resolves aliases of locations that are defined later', () => {
    const module = parseGood(
      '"a.b"() ({^bb0(%x: i32 loc(#l)):}) : () -> () loc(#l)\n#l = loc("f.py":1:2)',
    );
    const op = only(module, 'a.b');
    assert.ok(op.location.kind === 'loc.file' && op.location.line === 1);
    assert.equal(op.region().front.argument(0).location, op.location);
  });
  it('resolves aliases of types and attributes', () => {
    const module = parseGood(
      '!t = tensor<4xf32>\n#m = affine_map<(d0) -> (d0)>\n"a.b"() {m = #m} : () -> !t',
    );
    const op = only(module, 'a.b');
    assert.equal(op.result().type.kind, 'tensor');
    assert.equal(op.attr('m')?.kind, 'affine_map');
  });
  it('keeps resources under their keys', () => {
    const context = makeContext();
    const { module, diagnostics } = parseModule(
      context,
      '"a.b"() {x = dense_resource<blob> : tensor<2xi8>} : () -> ()\n{-# dialect_resources: { builtin: { blob: "0x010000000A0B" } }, external_resources: { tool: { k: "v", b: true } } #-}',
    );
    assert.deepEqual(diagnostics, []);
    assert.equal(only(module, 'a.b').attr('x')?.kind, 'dense_resource');
    assert.deepEqual(context.resources.get('blob'), {
      alignment: 1,
      data: Uint8Array.of(10, 11),
    });
  });
});

describe('parsing types', () => {
  const good = (text: string): string => {
    const { value, diagnostics } = parseType(makeContext(), text);
    assert.ok(value, diagnostics[0]?.message);
    return value.kind;
  };
  it('splits dimensions from element types', () => {
    const { value } = parseType(makeContext(), 'tensor<0x4x?xvector<2x[4]xi32>>');
    assert.ok(value?.kind === 'tensor' && value.elementType.kind === 'vector');
    assert.deepEqual(value.shape.slice(0, 2), [0, 4]);
    assert.equal(value.elementType.numScalableDims, 1);
    assert.equal(good('tensor<f32>'), 'tensor');
    assert.equal(good('memref<*xf32, 3>'), 'unranked-memref');
    assert.equal(good('tensor< 4 x ? x f32 >'), 'tensor');
  });
  it('takes the identity for no layout and zero for no memory space', () => {
    const context = makeContext();
    assert.equal(
      parseType(context, 'memref<4xf32, affine_map<(d0) -> (d0)>, 0>').value,
      parseType(context, 'memref<4xf32>').value,
    );
  });
  it('keeps types of unregistered dialects as written', () => {
    const { value } = parseType(makeContext(), '!foo.bar<a -> [b, "c>"]>');
    assert.ok(value?.kind === 'opaque');
    assert.equal(value.text, 'bar<a -> [b, "c>"]>');
  });
  it('refuses what follows a type', () => {
    const { value, diagnostics } = parseType(makeContext(), 'i32 x');
    assert.equal(value, null);
    assert.equal(diagnostics[0]?.message, "found trailing characters: 'x'");
  });
});

describe('parsing literals', () => {
  const dense = (text: string): DenseElementsAttr => {
    const value = attr(text);
    assert.ok(value.kind === 'dense');
    return value;
  };
  it('reads lists, splats, booleans and complex numbers', () => {
    assert.deepEqual([...dense('dense<[1, -2]> : tensor<2xi16>').data], [1, 0, 254, 255]);
    assert.ok(dense('dense<1.0> : tensor<4xf32>').isSplat);
    assert.ok(dense('dense<[[7, 7], [7, 7]]> : tensor<2x2xi8>').isSplat);
    assert.deepEqual([...dense('dense<[true, false]> : tensor<2xi1>').data], [1, 0]);
    assert.equal(dense('dense<[(1, 2), (3, 4)]> : tensor<2xcomplex<i8>>').bitsAt(1), 0x0403n);
    assert.equal(dense('dense<> : tensor<0xi32>').numElements, 0);
  });
  it('reads the extremes of every width', () => {
    const value = dense(
      'dense<[-9223372036854775808, 9223372036854775807, 0x7FFFFFFFFFFFFFFF]> : tensor<3xi64>',
    );
    assert.deepEqual(
      [0, 1, 2]
        .map((i) => value.at(i))
        .map((element) => element.kind === 'integer' && element.value),
      [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n - 1n],
    );
    assert.equal(dense('dense<255> : tensor<1xi8>').bitsAt(0), 255n);
    assert.equal(dense('dense<-8> : tensor<1xi4>').bitsAt(0), 8n);
    assert.equal(dense('dense<0x7FC0> : tensor<1xbf16>').bitsAt(0), 0x7fc0n);
  });
  it('reads hex data, packed for i1', () => {
    assert.deepEqual([...dense('dense<"0x0100FEFF"> : tensor<2xi16>').data], [1, 0, 254, 255]);
    assert.deepEqual([...dense('dense<"0x0D"> : tensor<4xi1>').data], [1, 0, 1, 1]);
    assert.ok(dense('dense<"0xFF"> : tensor<9xi1>').isSplat);
  });
  it('is the same constant however it is written', () => {
    const context = makeContext();
    assert.equal(
      parseAttribute(context, 'dense<[1, 2]> : tensor<2xi8>').value,
      parseAttribute(context, 'dense<"0x0102"> : tensor<2xi8>').value,
    );
  });
  it('puts decoding of large hex data off', () => {
    const text = `dense<"0x${'00'.repeat(99999)}01"> : tensor<100000xi8>`;
    const value = dense(text);
    assert.equal(value.data.length, 100000);
    assert.equal(value.data[99999], 1);
  });
  it('reads escapes as bytes of UTF-8', () => {
    const value = attr('"a\\22\\n\\C3\\A9\\FFé"');
    assert.ok(value.kind === 'string');
    assert.equal(value.value, 'a"\né\udcffé');
  });
  it('reads sparse constants', () => {
    const value = attr('sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<3x4xi32>');
    assert.ok(value.kind === 'sparse');
    assert.deepEqual(value.indices.type.shape, [2, 2]);
  });
  it('gives a number the type that is expected', () => {
    const context = makeContext();
    const { value } = parseAttribute(context, '5', context.i8);
    assert.ok(value?.kind === 'integer');
    assert.equal(value.type, context.i8);
  });
});

describe('recovery', () => {
  it('reports each of several broken operations once', () => {
    const { module, diagnostics } = parse(`
func.func @f() {
  %0 = arith.constant 1 : i32
  %1 = arith.addi %0 %0 : i32
  %2 = arith.addi %1, %0 : i32
  %3 = "unfinished"(%2) : (i32) -> (i32
  %4 = arith.muli %3, %2 : i32
  return
}
func.func @g( { return }
func.func @h() { return }
`);
    assert.deepEqual(
      diagnostics.map(({ message, location }) => [
        message,
        location.kind === 'loc.file' && location.line,
      ]),
      [
        ["expected ','", 4],
        ["expected ')'", 6],
        ['expected non-function type', 10],
      ],
    );
    assert.deepEqual(
      module.collect('func.func').map((op) => op.symbolName),
      ['f', 'h'],
    );
    assert.equal(only(module, 'arith.muli').operand(1).definingOp?.name, 'arith.addi');
  });

  it('does not miss the values of a broken operation', () => {
    assert.deepEqual(
      messages('%0 = "a.b"( : () -> i32\n"c.d"(%0) : (i32) -> ()\n"e.f"(%1) : (i32) -> ()'),
      ["expected ')' to end operand list", 'use of undeclared SSA value name'],
    );
  });

  it('leaves whole IR: every operand is defined inside the module', () => {
    const { module } = parse(
      'func.func @f() -> i32 {\n  %0 = arith.addi %x : i32\n  "a.b"(%0, %y) : (i32, i64) -> ()\n  return %0 : i32\n}',
    );
    module.walk((op) => {
      for (const operand of op.operands)
        assert.ok(operand.definingOp === null || module.isAncestorOf(operand.definingOp));
    });
  });

  it('goes on behind an unclosed brace', () => {
    const { module, diagnostics } = parse(
      'func.func @f() {\n  "a.b"() {x = [1} : () -> ()\n  return\n}\nfunc.func @g() { return }',
    );
    assert.equal(diagnostics.length, 1);
    assert.equal(module.collect('func.return').length, 2);
  });

  it('skips braces that close nothing at the top', () => {
    assert.deepEqual(messages('}\n"a.b"() : () -> ()\n'), ['expected operation name in quotes']);
  });

  it('frees the values that a broken region used', () => {
    const { module } = parse(
      '%0 = "a.b"() : () -> i32\n"c.d"() ({ "e.f"(%0) : (i32) -> () }) : () -> i32 32\n',
    );
    assert.equal(
      only(module, 'a.b')
        .result()
        .users.filter((op) => !op.block).length,
      0,
    );
  });
});

describe('nesting', () => {
  const nested = (depth: number): string =>
    `${'"a.b"() ({\n'.repeat(depth)}${'}) : () -> ()\n'.repeat(depth)}`;
  it('may be a thousand levels deep', () => {
    assert.equal(messages(nested(999)).length, 0);
  });
  it('is limited with a diagnostic', function () {
    this.timeout(20_000);
    assert.deepEqual(messages(nested(1001)), ['nesting is deeper than the limit of 1000']);
    for (const text of [
      nested(100_000),
      'module {'.repeat(100_000),
      `"a.b"() {a = ${'['.repeat(100_000)}${']'.repeat(100_000)}} : () -> ()`,
      `"a.b"() {a = ${'tuple<'.repeat(100_000)}} : () -> ()`,
      `"a.b"() {a = dense<${'['.repeat(100_000)}1> : tensor<1xi32>} : () -> ()`,
      `"a.b"() {a = affine_map<() -> (${'('.repeat(100_000)})>} : () -> ()`,
      `"a.b"() : () -> () loc(${'"x"('.repeat(100_000)}`,
      '{'.repeat(100_000),
    ])
      assert.ok(messages(text).length >= 1);
  });
});
