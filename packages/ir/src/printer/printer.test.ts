/** The printer against text that upstream's iree-opt (20230404) printed for the same input. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import type { Operation } from '../operation.ts';
import { parseAttribute, parseModule } from '../parser/parse.ts';
import { type PrintOptions, printAttribute, printOperation } from './printer.ts';

function parse(text: string): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text, { fileName: 'a.mlir' });
  assert.deepEqual(
    diagnostics.map((d) => d.message),
    [],
  );
  return module;
}
const print = (text: string, options?: PrintOptions): string =>
  printOperation(parse(text), options);
const lines = (...text: string[]): string => text.join('\n');

describe('printer', () => {
  it('numbers a region before those inside it, and adds a counter to names that are taken', () => {
    const text = print(`
      func.func @f(%a: i32, %s: index) -> i32 {
        %c0 = arith.constant 0 : index
        %c5 = arith.constant 5 : index
        %r = scf.for %i = %c0 to %c5 step %s iter_args(%x = %a) -> (i32) {
          %zero = arith.constant 0 : index
          %y = arith.addi %x, %x : i32
          scf.yield %y : i32
        }
        %t = arith.constant true
        %u = arith.constant true
        return %r : i32
      }`);
    assert.equal(
      text,
      lines(
        'module {',
        '  func.func @f(%arg0: i32, %arg1: index) -> i32 {',
        '    %c0 = arith.constant 0 : index',
        '    %c5 = arith.constant 5 : index',
        '    %0 = scf.for %arg2 = %c0 to %c5 step %arg1 iter_args(%arg3 = %arg0) -> (i32) {',
        '      %c0_1 = arith.constant 0 : index',
        '      %1 = arith.addi %arg3, %arg3 : i32',
        '      scf.yield %1 : i32',
        '    }',
        '    %true = arith.constant true',
        '    %true_0 = arith.constant true',
        '    return %0 : i32',
        '  }',
        '}',
      ),
    );
  });

  it('takes names from locations when it shall, which may be those of the text', () => {
    const text = `func.func @f(%size: i32 loc("n"), %b: i32) -> i32 {
      %c = arith.constant 5 : i32
      %sum = arith.addi %size, %b : i32 loc(callsite("x" at "y"))
      %0 = arith.addi %sum, %c : i32 loc(fused["f":1:2, "sum"("g":3:4)])
      %sum_1 = arith.addi %sum, %0 : i32
      cf.br ^next(%sum_1 : i32)
    ^next(%last: i32):
      return %last : i32
    }`;
    const context = new Context(allDialects);
    const printed = (keepsNames: boolean): string =>
      printOperation(parseModule(context, text, { keepsNames }).module, {
        namesFromLocations: true,
      });
    assert.equal(
      printed(false),
      lines(
        'module {',
        '  func.func @f(%n: i32, %arg1: i32) -> i32 {',
        '    %c5_i32 = arith.constant 5 : i32',
        '    %x = arith.addi %n, %arg1 : i32',
        '    %sum = arith.addi %x, %c5_i32 : i32',
        '    %0 = arith.addi %x, %sum : i32',
        '    cf.br ^bb1(%0 : i32)',
        '  ^bb1(%1: i32):  // pred: ^bb0',
        '    return %1 : i32',
        '  }',
        '}',
      ),
    );
    assert.equal(
      printed(true),
      lines(
        'module {',
        '  func.func @f(%n: i32, %b: i32) -> i32 {',
        '    %c5_i32 = arith.constant 5 : i32',
        '    %x = arith.addi %n, %b : i32',
        '    %sum = arith.addi %x, %c5_i32 : i32',
        '    %sum_1 = arith.addi %x, %sum : i32',
        '    cf.br ^bb1(%sum_1 : i32)',
        '  ^bb1(%last: i32):  // pred: ^bb0',
        '    return %last : i32',
        '  }',
        '}',
      ),
    );
  });

  it('lists predecessors once for each branch', () => {
    const text = print(`
      "foo.op"() ({
        "foo.br"()[^bb1, ^bb1] : () -> ()
      ^bb1:
        "foo.br"()[^bb2] : () -> ()
      ^bb2:
        "foo.end"() : () -> ()
      ^bb3:
        "foo.end"() : () -> ()
      }, {
      }) : () -> ()`);
    assert.equal(
      text,
      lines(
        'module {',
        '  "foo.op"() ({',
        '    "foo.br"()[^bb1, ^bb1] : () -> ()',
        '  ^bb1:  // 2 preds: ^bb0, ^bb0',
        '    "foo.br"()[^bb2] : () -> ()',
        '  ^bb2:  // pred: ^bb1',
        '    "foo.end"() : () -> ()',
        '  ^bb3:  // no predecessors',
        '    "foo.end"() : () -> ()',
        '  }, {',
        '  }) : () -> ()',
        '}',
      ),
    );
  });

  const ALIASED = `
"foo.b"() {a = affine_map<() -> ()>, b = affine_set<() : (0 == 0)>, c = loc(fused<"m">["a":1:1, "x"("b":2:2)]),
  d = tuple<i1,i2,i3,i4,i5,i6,i7,i8,i9,i10,i11,i12,i13,i14,i15,i16,i17>, e = [affine_map<(d0) -> (d0)>]} : () -> ()`;

  it('defines aliases by depth, types first, then by name', () => {
    assert.equal(
      print(ALIASED),
      lines(
        '!tuple = tuple<i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17>',
        '#loc = loc("a":1:1)',
        '#loc1 = loc("b":2:2)',
        '#map = affine_map<() -> ()>',
        '#map1 = affine_map<(d0) -> (d0)>',
        '#set = affine_set<() : (0 == 0)>',
        '#loc2 = loc("x"(#loc1))',
        '#loc3 = loc(fused<"m">[#loc, #loc2])',
        'module {',
        '  "foo.b"() {a = #map, b = #set, c = #loc3, d = !tuple, e = [#map1]} : () -> ()',
        '}',
      ),
    );
  });

  it('does without aliases in local scope', () => {
    assert.equal(print(ALIASED, { localScope: true }).includes('#'), false);
  });

  it('puts locations of operations behind the IR and those of arguments in line', () => {
    const text = print(
      'func.func @f(%a: i32) {\n  "foo.x"() {l = loc("a":1:2)} : () -> ()\n  return\n}\n',
      { debugInfo: true },
    );
    assert.equal(
      text,
      lines(
        '#loc2 = loc("a.mlir":1:14)',
        '#loc4 = loc("a":1:2)',
        'module {',
        '  func.func @f(%arg0: i32 loc("a.mlir":1:14)) {',
        '    "foo.x"() {l = #loc4} : () -> () loc(#loc3)',
        '    return loc(#loc5)',
        '  } loc(#loc1)',
        '} loc(#loc)',
        '#loc = loc("a.mlir":0:0)',
        '#loc1 = loc("a.mlir":1:1)',
        '#loc3 = loc("a.mlir":2:3)',
        '#loc5 = loc("a.mlir":3:3)',
      ),
    );
  });

  it('prints the generic form without suggested names', () => {
    assert.equal(
      print('%c = arith.constant 1 : i32\n%d:2 = "a.b"(%c) : (i32) -> (i32, i32)', {
        generic: true,
      }),
      lines(
        '"builtin.module"() ({',
        '  %0 = "arith.constant"() {value = 1 : i32} : () -> i32',
        '  %1:2 = "a.b"(%0) : (i32) -> (i32, i32)',
        '}) : () -> ()',
      ),
    );
  });

  it('writes the bytes of the resources that are used', () => {
    const text = print(`
"foo.d"() {a = dense_resource<blob> : tensor<2xi32>} : () -> ()
{-# dialect_resources: { builtin: {
  blob: "0x0400000001000000FF000000", unused: "0x0400000001000000" } } #-}`);
    assert.equal(
      text.slice(text.indexOf('\n}') + 2),
      lines(
        '',
        '',
        '{-#',
        '  dialect_resources: {',
        '    builtin: {',
        '      blob: "0x0400000001000000FF000000"',
        '    }',
        '  }',
        '#-}',
      ),
    );
  });

  it('writes what other tools keep in the file if it is asked to', () => {
    const text = `"foo.d"() : () -> ()
{-# external_resources: { tool: { x: true, s: "q\\"\\00", b: "0x0400000000ff" }, none: {},
  mlir_reproducer: { pipeline: "cse" }, tool: { x: false } } #-}`;
    const module = parse(text);
    assert.doesNotMatch(printOperation(module), /external/);
    const printed = printOperation(module, { externalResources: true });
    assert.equal(
      printed.slice(printed.indexOf('\n}') + 2),
      lines(
        '',
        '',
        '{-#',
        '  external_resources: {',
        '    tool: {',
        '      x: true,',
        '      s: "q\\22\\00",',
        '      b: "0x0400000000FF",',
        '      x: false',
        '    }',
        '  }',
        '#-}',
      ),
    );
    assert.equal(printOperation(parse(printed), { externalResources: true }), printed);
  });

  it('shows an operation inside a function under the names it has there', () => {
    const module = parse('func.func @f(%a: i32) {\n %b = arith.addi %a, %a : i32\n return\n}');
    const [add] = module.collect('arith.addi');
    assert.ok(add);
    assert.equal(printOperation(add), '%0 = arith.addi %arg0, %arg0 : i32');
  });

  it('keeps the names that it is given, and numbers the rest', () => {
    const text = lines(
      'module {',
      '  func.func @f(%n: i32, %arg0: i32) -> i32 {',
      '    %0 = arith.addi %n, %arg0 : i32',
      '    %pair:2 = "test.pair"(%0) : (i32) -> (i32, i32)',
      '    cf.br ^exit(%pair#1 : i32)',
      '  ^exit(%1: i32):  // pred: ^bb0',
      '    return %1 : i32',
      '  }',
      '}',
    );
    const module = parse(text);
    const [func] = module.collect('func.func');
    const [pair] = module.collect('test.pair');
    const exit = func?.region().blocks[1];
    const printed = printOperation(module, {
      names: {
        value: (value) =>
          value === func?.region().front.argument(0)
            ? 'n'
            : value === pair?.result(0)
              ? 'pair'
              : null,
        block: (block) => (block === exit ? 'exit' : null),
      },
    });
    assert.equal(printed, text);
  });
  it('tells where each operation stands in the text', () => {
    const found: string[] = [];
    const ranges: [string, number, number][] = [];
    const text = print('func.func @f() {\n return\n}', {
      onOperation: (op, start, end) => ranges.push([op.name, start, end]),
    });
    for (const [name, start, end] of ranges) found.push(`${name}: ${text.slice(start, end)}`);
    assert.equal(found[0], 'func.return: return');
    assert.equal(found[1], 'func.func: func.func @f() {\n    return\n  }');
  });
});

describe('text of attributes', () => {
  const same = (text: string, printed = text): void => {
    const context = new Context(allDialects);
    const { value } = parseAttribute(context, text);
    assert.ok(value, text);
    assert.equal(printAttribute(value), printed);
  };

  it('leaves out types that are the default only inside arrays', () => {
    same('[1.000000e+00, 1 : i32, 2, 3.000000e+00 : f32, 5 : index]');
    same('1 : i64');
    same('{a = 1 : i64, b, "c d" = 2.000000e+00 : f64}');
  });

  it('prints dense constants as lists, splats and strings of bytes', () => {
    same('dense<[[1, 2], [3, 4]]> : tensor<2x2xi4>');
    same('dense<[5, 5]> : tensor<2xi32>', 'dense<5> : tensor<2xi32>');
    same('dense<> : tensor<0xi32>');
    same('dense<1> : tensor<0xi32>');
    same(
      'dense<[(1.000000e+00,2.000000e+00), (0.000000e+00,1.500000e+00)]> : tensor<2xcomplex<f32>>',
    );
    same('sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<3x4xi32>');
    const many = Array.from({ length: 104 }, (_, i) => i % 8 === 0);
    same(
      `dense<[${many.join(', ')}]> : tensor<104xi1>`,
      `dense<"0x${'01'.repeat(13)}"> : tensor<104xi1>`,
    );
    // So many that they are not decoded to be printed.
    const digits = `${'0aB1'.repeat(49_999)}0bB1`;
    same(
      `dense<"0x${digits}"> : tensor<50000xi16>`,
      `dense<"0x${digits.toUpperCase()}"> : tensor<50000xi16>`,
    );
  });

  it('escapes strings byte by byte', () => {
    same('"a\\22\\0A\\\\é"', '"a\\22\\0A\\\\\\C3\\A9"');
    same('@a::@"b c"::@d');
  });

  it('turns sums with negative terms into subtractions', () => {
    same(
      'affine_map<(d0, d1) -> (-d0, d0 - d1, d0 * -2 + 3, (d0 + d1) * 2, d0 - (d1 + 2), d0 ceildiv 3 + d1 mod 7)>',
    );
  });

  it('prints types of vectors and memrefs', () => {
    same('vector<2x[4]xf32>');
    same('memref<2x?xf32, strided<[?, 1], offset: ?>, "a">');
    same('memref<4xf32, affine_map<(d0) -> (d0 + 1)>, 3>');
  });
});
