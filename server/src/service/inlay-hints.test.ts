/** What is shown between the words of a text: `⟨…⟩` stand for hints. */
import assert from 'node:assert/strict';
import { MlirDocument } from './document.ts';
import { type HintKinds, inlayHints } from './inlay-hints.ts';

const NONE: HintKinds = { types: false, dispatches: false, sizes: false };
const WHOLE = { start: 0, end: Number.POSITIVE_INFINITY };

/** The text with its hints is the text given; those of the kinds alone. */
function check(kinds: Partial<HintKinds>, marked: string): void {
  const text = marked.replaceAll(/⟨.*?⟩/g, '');
  let shown = text;
  for (const { at, label } of inlayHints(new MlirDocument(text), WHOLE, {
    ...NONE,
    ...kinds,
  }).toReversed())
    shown = `${shown.slice(0, at)}⟨${label}⟩${shown.slice(at)}`;
  assert.equal(shown, marked);
}

describe('inlay hints of types', () => {
  const types = { types: true };
  it('say those that formats leave out', () =>
    check(
      types,
      `func.func @f(%a: i32, %m: memref<4xf32>, %i: index) -> i32 {
  %0 = arith.addi %a, %a : i32
  %1⟨: i1⟩ = arith.cmpi slt, %0, %a : i32
  %2⟨: f32⟩ = memref.load %m[%i] : memref<4xf32>
  %c1 = arith.constant 1 : index
  %d⟨: index⟩ = memref.dim %m, %i : memref<4xf32>
  %true⟨: i1⟩ = arith.constant true
  %s = arith.select %1, %0, %a : i32
  %g = "arith.cmpi"(%0, %a) {predicate = 1 : i64} : (i32, i32) -> i1
  %k⟨: index⟩ = affine.apply affine_map<(d0) -> (d0 + 1)>(%i)
  return %0 : i32
}
`,
    ));
  it('say those of arguments that are written without', () =>
    check(
      types,
      `func.func @f(%n: index, %x: f32) -> f32 {
  %sum = scf.for %i⟨: index⟩ = %n to %n step %n iter_args(%acc⟨: f32⟩ = %x) -> (f32) {
    %0 = arith.addf %acc, %x : f32
    scf.yield %0 : f32
  }
  return %sum : f32
}
`,
    ));
  it('say nothing of what stands there, far behind or for another reason', () =>
    check(
      types,
      `func.func @f(%a: tensor<2xf32>, %b: tensor<4xf32>) {
  %0 = arith.constant dense<[${Array(3000).fill('1.0')}]> : tensor<3000xf32>
  %1 = tensor.insert_slice %a into %b[0] [2] [1] : tensor<2xf32> into tensor<4xf32>
  return
}
`,
    ));
  it('say as much of a long one as there is room for', () =>
    check(
      types,
      `func.func @f(%s: !llvm.struct<(struct<(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64)>, i32)>) {
  %0⟨: !llvm.struct<(i64, i64, i64, i64, i64, i64, i64, i64, i64, i…⟩ = llvm.extractvalue %s[0] : !llvm.struct<(struct<(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64)>, i32)>
  return
}
`,
    ));
  it('say those of groups of results, and know aliases', () =>
    check(
      types,
      `!t = tensor<4xf32>
func.func @f(%a: !t) -> !t {
  %0 = arith.constant dense<1.0> : !t
  return %0 : !t
}
func.func @g(%c: i1, %a: i32) {
  %0:2 = scf.if %c -> (i32, i32) {
    scf.yield %a, %a : i32, i32
  } else {
    scf.yield %a, %a : i32, i32
  }
  return
}
`,
    ));
});

describe('inlay hints of calls and dispatches', () => {
  const dispatches = { dispatches: true };
  it('name arguments as the callee does', () =>
    check(
      dispatches,
      `func.func private @mix(%lhs: i32, %rhs: i32, %arg2: i32) -> i32 {
  return %lhs : i32
}
func.func @f(%a: i32, %rhs: i32) -> i32 {
  %0 = call @mix(⟨lhs:⟩%a, %rhs, %a) : (i32, i32, i32) -> i32
  return %0 : i32
}
`,
    ));
  it('name what dispatches give as it is called inside', () =>
    check(
      dispatches,
      `flow.executable private @ex {
  flow.executable.export public @entry
  builtin.module {
    func.func @entry(%x: !flow.dispatch.tensor<readonly:tensor<4xf32>>, %y: !flow.dispatch.tensor<writeonly:tensor<4xf32>>) {
      return
    }
  }
}
func.func @f(%t: tensor<4xf32>) -> tensor<4xf32> {
  %0⟨(y)⟩ = flow.dispatch @ex::@entry(⟨x:⟩%t) : (tensor<4xf32>) -> tensor<4xf32>
  %1⟨(sum)⟩ = flow.dispatch.region -> (tensor<4xf32>) {
    %sum = arith.addf %t, %0 : tensor<4xf32>
    flow.return %sum : tensor<4xf32>
  }
  return %1 : tensor<4xf32>
}
`,
    ));
});

describe('inlay hints of sizes', () => {
  it('are of what comes into being', () =>
    check(
      { sizes: true },
      `util.global private @weights = dense<0.0> : tensor<512x512xf32>⟨1 MiB⟩
func.func @f(%n: index, %t: tensor<8xf32>) {
  %0 = arith.constant dense<1.0> : tensor<4xf32>⟨16 bytes⟩
  %1 = memref.alloc() : memref<1024x2xi8>⟨2 KiB⟩
  %2 = memref.alloc(%n) : memref<?xf32>
  %3 = arith.addf %t, %t : tensor<8xf32>
  %4 = tensor.empty() : tensor<3xi1>⟨3 bytes⟩
  %5 = util.global.load @weights : tensor<512x512xf32>
  return
}
`,
    ));
});

describe('inlay hints', () => {
  it('are of a range', () => {
    const text = Array.from(
      { length: 4 },
      (_, i) =>
        `func.func @f${i}(%a: i32) {\n  %0 = arith.cmpi eq, %a, %a : i32\n  return\n}\n// -----\n`,
    ).join('');
    const start = text.indexOf('func.func @f2');
    const found = inlayHints(
      new MlirDocument(text),
      { start, end: start + 60 },
      { ...NONE, types: true },
    );
    assert.deepEqual(
      found.map(({ at, label }) => [text.slice(at - 2, at), at > start, label]),
      [['%0', true, ': i1']],
    );
  });
  it('explain themselves, and lead to what they name', () => {
    const text = `func.func private @g(%lhs: i32)
{ return }
func.func @f(%a: i32) {
  call @g(%a) : (i32) -> ()
  return
}`;
    const [hint] = inlayHints(new MlirDocument(text), WHOLE, { ...NONE, dispatches: true });
    assert.equal(hint?.tooltip, '```mlir\n%lhs: i32\n```');
    assert.equal(text.slice(hint?.target?.start, hint?.target?.end), '%lhs');
  });
});
