/** What is offered where: the best completions at a cursor, and what they insert. */
import assert from 'node:assert/strict';
import { completionsAt } from './completion.ts';
import { atCursor } from './marked-text.fixture.ts';

const offered = (marked: string) => {
  const { document, cursor } = atCursor(marked);
  return completionsAt(document, cursor);
};
/** The labels of what is offered first. */
const labels = (marked: string, most = 4): string[] =>
  offered(marked)
    .items.slice(0, most)
    .map(({ label }) => label);
/** What the offer of the label inserts, and what it replaces. */
const inserted = (marked: string, wanted: string): string => {
  const { items, range } = offered(marked);
  const item = items.find(({ label }) => label === wanted);
  return item
    ? `[${marked.replace('│', '').slice(range.start, range.end)}] ${item.insert}`
    : 'none';
};

/** A body of a function that has two integers, a float and a buffer. */
const inBody = (text: string): string =>
  `func.func private @callee(i32) -> f32
util.global private @state = 0 : i32
func.func @f(%a: i32, %b: i32, %x: f32, %m: memref<4xf32>) -> i32 {
  %c0 = arith.constant 0 : index
  ${text}
  return %a : i32
}
`;

describe('completion of operations', () => {
  it('knows their names, whole or in part', () => {
    assert.deepEqual(labels(inBody('%0 = arith.ad│'), 3), [
      'arith.addi',
      'arith.addf',
      'arith.addui_extended',
    ]);
    assert.equal(labels(inBody('%0 = addi│'))[0], 'arith.addi');
  });
  it('leaves the dialect out where it is the usual one', () => {
    assert.equal(labels(inBody('ret│'))[0], 'return');
    assert.equal(labels('func.fu│')[0], 'func.func');
  });
  it('offers those first that stand near by', () =>
    assert.equal(
      labels(inBody('%s = math.sqrt %x : f32\n  %0 = │'), 9).includes('math.sqrt'),
      true,
    ));
  it('fills in what a function is to return', () =>
    assert.equal(inserted(inBody('ret│'), 'return'), `[ret] return \${1:%value} : i32`));
  it('names results where there are some', () => {
    assert.equal(
      inserted(inBody('arith.addi│'), 'arith.addi')?.startsWith(`[arith.addi] %\${9:name} = `),
      true,
    );
    assert.equal(inserted(inBody('scf.for│'), 'scf.for').startsWith('[scf.for] scf.for'), true);
  });
  it('writes out their formats', () => {
    assert.equal(
      inserted(inBody('%0 = arith.addi│'), 'arith.addi'),
      `[arith.addi] arith.addi \${1:%lhs}, \${2:%rhs} : \${3:type}`,
    );
    assert.equal(
      inserted(inBody('memref.store│'), 'memref.store'),
      `[memref.store] memref.store \${1:%value}, \${2:%memref}[\${3:%indices}] : \${4:type}`,
    );
  });
});

describe('completion of values', () => {
  it('offers those of a fitting type first', () => {
    assert.deepEqual(labels(inBody('%0 = arith.addf %│')), ['%x', '%c0', '%a', '%b']);
    assert.deepEqual(labels(inBody('%0 = arith.addi %a, │ : i32'), 2), ['%a', '%b']);
    assert.equal(labels(inBody('%0 = memref.load %m[│'))[0], '%c0');
  });
  it('knows what is defined before, in regions around, and no more', () =>
    assert.deepEqual(
      labels(
        inBody(
          'scf.for %i = %c0 to %c0 step %c0 {\n    %in = arith.addi %│\n  }\n  %later = arith.constant 1 : i32',
        ),
        9,
      ),
      ['%i', '%c0', '%a', '%b', '%x', '%m'],
    ));
  it('finds them by a part of their names, then by letters in order', () =>
    assert.deepEqual(
      labels(
        'func.func @f(%such: i32, %lhs_sum: i32, %scale_up: i32, %b: i32) {\n  %0 = arith.addi %su│\n}',
      ),
      ['%such', '%lhs_sum', '%scale_up'],
    ));
  it('refers to one of several results by its number', () =>
    assert.deepEqual(
      labels(
        'func.func @f(%a: i32) {\n  %s:2 = arith.addui_extended %a, %a : i32, i1\n  %0 = arith.addi %s│\n}',
      ),
      ['%s#0', '%s#1'],
    ));
});

describe('completion of what a format names', () => {
  it('offers its words and the cases of its enums', () => {
    assert.deepEqual(labels(inBody('%0 = arith.cmpi s│'), 4), ['slt', 'sle', 'sgt', 'sge']);
    assert.deepEqual(labels(inBody('%0 = linalg.matmul │'), 9), ['ins', 'outs', '{']);
  });
  it('offers types, those near by first', () => {
    assert.deepEqual(labels(inBody('%0 = arith.index_cast %c0 : index to │'), 3), [
      'index',
      'i32',
      'f32',
    ]);
    assert.deepEqual(labels(inBody('%0 = arith.constant dense<1.0> : tensor<4xf│'), 3), [
      '4xf16',
      '4xf32',
      '4xf64',
    ]);
    assert.ok(labels(inBody('%0 = "a.b"() : () -> !hal.buf│')).includes('!hal.buffer'));
  });
  it('offers the types that the operands have, or the callee', () => {
    assert.deepEqual(labels(inBody('%0 = arith.addi %a, %b : │'), 3), ['i32', 'index', 'f32']);
    assert.deepEqual(labels(inBody('%0 = arith.addi %a, %b │'), 1), [': i32']);
    assert.deepEqual(labels(inBody('memref.store %x, %m[%c0] │'), 1), [': memref<4xf32>']);
    assert.deepEqual(labels(inBody('%0 = call @callee(%a) : │'), 1), ['(i32) -> f32']);
    assert.deepEqual(labels(inBody('%0 = func.call_indirect %x(%a) │'), 1), [': f32']);
  });
  it('offers what may be left out as a whole', () => {
    assert.equal(
      inserted(
        inBody('scf.for %i = %c0 to %c0 step %c0 │'),
        'iter_args(%arg = %initArgs) -> (types)',
      ),
      `[] iter_args(\${1:%arg = %initArgs}) -> (\${2:types})`,
    );
    assert.equal(
      inserted(inBody('%0 = memref.alloc() │'), '[%symbolOperands...]'),
      `[] [\${1:%symbolOperands}]`,
    );
    assert.equal(
      inserted(inBody('stream.async.dispatch o│'), 'on(affinity)'),
      `[o] on(\${1:affinity})`,
    );
  });
  it('goes on in a form of several lines', () => {
    const OUTS = '%0 = linalg.matmul ins(%m, %m : memref<4xf32>, memref<4xf32>)\n    outs(%│';
    assert.ok(labels(inBody(OUTS), 9).includes('%m'));
    assert.equal(
      labels(inBody('hal.interface.binding.subspan set(0) binding(0) type(│'))[0],
      'uniform_buffer',
    );
  });
  it('offers types in types and behind attributes', () => {
    assert.ok(labels(inBody('%0 = "a.b"() : () -> !util.list<│'), 9).includes('i32'));
    assert.ok(labels(inBody('%0 = linalg.fill {a = 4 : │'), 9).includes('i32'));
  });
  it('offers layouts that fit the shape, and memory spaces', () => {
    assert.deepEqual(labels(inBody('%0 = memref.alloc() : memref<4x?x8xf32, │'), 2), [
      'strided<[?, 8, 1], offset: ?>',
      'affine_map<(d0, d1, d2) -> (d0, d1, d2)>',
    ]);
    assert.ok(
      labels(inBody('%0 = memref.alloc() : memref<4xf32, #hal.│'), 9).includes(
        '#hal.descriptor_type',
      ),
    );
    assert.ok(
      labels(inBody('%0 = tensor.empty() : tensor<4xf32, #│'), 9).includes(
        '#iree_linalg_ext.encoding',
      ),
    );
  });
  it('offers symbols, functions with their types', () => {
    assert.deepEqual(labels(inBody('%0 = call @│')), ['@callee', '@state', '@f']);
    assert.equal(
      offered(inBody('%0 = call @cal│')).items.find(({ label }) => label === '@callee')?.detail,
      '(i32) -> f32',
    );
  });
  it('offers labels of blocks', () =>
    assert.deepEqual(
      labels('func.func @f(%a: i32) {\n  cf.br ^│\n^bb1(%x: i32):\n  return\n^bb2:\n  return\n}'),
      ['^bb1', '^bb2'],
    ));
  it('offers keys of attributes that are not given', () => {
    assert.ok(labels('func.func private @f() attributes {│}', 9).includes('sym_visibility'));
  });
});

describe('completion in large texts', () => {
  it('looks at the piece that the place is in', () =>
    assert.deepEqual(
      labels(
        `${inBody('%0 = arith.addi %a, %b : i32')}// -----\nfunc.func @g(%only: i32) {\n  %0 = arith.addi %│\n}`,
      ),
      ['%only'],
    ));
  it('offers arguments and the nearest of 30,000 values', () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `  %v${i} = arith.addi %a, %a : i32\n`);
    const found = labels(`func.func @f(%a: i32) {\n${lines.join('')}  %0 = arith.muli %│\n}`, 3);
    assert.equal(found[0], '%v29999');
    assert.equal(
      labels(`func.func @f(%a: i32) {\n${lines.join('')}  %0 = arith.muli %a│\n}`)[0],
      '%a',
    );
  });
});

describe('completion elsewhere', () => {
  it('offers tools and passes in RUN lines', () => {
    assert.equal(labels('// RUN: iree-o│')[0], 'iree-opt');
    assert.ok(labels('// RUN: iree-opt --canon│ %s').includes('--canonicalize'));
    assert.ok(labels("// RUN: iree-opt --pass-pipeline='builtin.module(cs│").includes('cse'));
    assert.equal(labels('// RUN: iree-opt --pass-p│')[0], '--pass-pipeline');
    assert.equal(labels("// RUN: iree-opt --pass-pipeline='│")[0], 'builtin.module');
    assert.equal(labels('// RUN: iree-compile --compile-to=fl│')[0], 'flow');
  });
  it('goes on where a RUN line does', () => {
    assert.ok(labels('// RUN: iree-opt %s \\\n// RUN:   --canon│').includes('--canonicalize'));
    assert.equal(labels('// RUN: iree-opt %s \\\n// RUN: iree-o│').includes('iree-opt'), false);
    assert.equal(labels('// RUN: iree-opt %s | \\\n// RUN: File│')[0], 'FileCheck');
  });
  it('offers options of passes, and their values', () => {
    const PIPELINE = "// RUN: iree-opt --pass-pipeline='builtin.module(func.func(canonicalize";
    assert.equal(labels(`${PIPELINE}{max│`)[0], 'max-iterations');
    assert.equal(labels(`${PIPELINE}{max-iterations=3 │`).includes('max-iterations'), false);
    assert.deepEqual(labels(`${PIPELINE}{top-down=│`), ['false', 'true']);
    assert.equal(labels(`${PIPELINE}{top-down=true},│`).includes('canonicalize'), true);
    assert.equal(labels('// RUN: iree-opt --canonicalize="top│')[0], 'top-down');
  });
  it('offers nothing in other comments', () =>
    assert.deepEqual(labels(inBody('// arith.ad│')), []));
});
