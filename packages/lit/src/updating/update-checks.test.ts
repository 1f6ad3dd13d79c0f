/** Directives made anew of what a tool prints: FileCheck must accept them, and nothing else may change. */
import assert from 'node:assert/strict';
import { defaultFileCheckOptions, runFileCheck } from '../filecheck/index.ts';
import { updateChecks } from './update-checks.ts';

function updated(source: string, output: string, prefix = 'CHECK'): string {
  let text = source;
  for (const { start, end, text: put } of [...updateChecks(source, output, prefix)].reverse()) {
    text = text.slice(0, start) + put + text.slice(end);
  }
  const checked = runFileCheck(
    { name: 'test', text },
    { name: '<stdin>', text: output },
    { ...defaultFileCheckOptions, prefixes: [prefix] },
  );
  assert.equal(checked.output, '');
  const again = updateChecks(text, output, prefix);
  assert.equal(
    again.reduceRight(
      (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
      text,
    ),
    text,
    'the second time changes nothing',
  );
  return text;
}

describe('updating directives', () => {
  it('puts new ones before the symbol and takes the old ones away', () => {
    const source = `// RUN: iree-opt --cse %s | FileCheck %s

// CHECK-LABEL: @f
// CHECK: nonsense
// A comment of its own.
func.func @f(%a: i32) -> i32 {
  // CHECK-NEXT: more
  %0 = arith.addi %a, %a : i32 // CHECKED by hand
  return %0 : i32
}
`;
    const output = `module {
  func.func @f(%arg0: i32) -> i32 {
    %0 = arith.addi %arg0, %arg0 : i32
    return %0 : i32
  }
}
`;
    assert.equal(
      updated(source, output),
      `// RUN: iree-opt --cse %s | FileCheck %s

// A comment of its own.
// CHECK-LABEL: func.func @f(
// CHECK-SAME:   %[[ARG0:.*]]: i32) -> i32 {
// CHECK:   %[[VAL_0:.*]] = arith.addi %[[ARG0]], %[[ARG0]] : i32
// CHECK:   return %[[VAL_0]] : i32
// CHECK: }
func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32 // CHECKED by hand
  return %0 : i32
}
`,
    );
  });

  it('keeps to the order of the output, with symbols that the test does not have', () => {
    const source = `func.func @a() {
  return
}

// -----

func.func @b() {
  return
}
`;
    const output = `module {
  func.func private @new(i32)
  func.func @a() {
    return
  }
}


// -----
module {
  func.func @b() {
    call @late() : () -> ()
    return
  }
  func.func @late() {
    return
  }
}
`;
    const text = updated(source, output, 'B');
    assert.deepEqual(
      text.split('\n').filter((line) => /B|@[ab]\(\) \{$/.test(line)),
      [
        '// B-LABEL: func.func private @new(',
        '// B-SAME:   i32)',
        '// B-LABEL: func.func @a(',
        '// B-SAME:   ) {',
        '// B:   return',
        '// B: }',
        'func.func @a() {',
        '// B-LABEL: func.func @b(',
        '// B-SAME:   ) {',
        '// B:   call @late() : () -> ()',
        '// B:   return',
        '// B: }',
        'func.func @b() {',
        '// B-LABEL: func.func @late(',
        '// B-SAME:   ) {',
        '// B:   return',
        '// B: }',
      ],
    );
  });

  it('writes what FileCheck would take for its own so that it is text, and aliases as variables', () => {
    const output = `#map = affine_map<(d0) -> (d0)>
module {
  func.func @f(%arg0: tensor<2xi32>) -> tensor<1x2xi32> attributes {a = "%x", m = #map} {
    %cst = arith.constant dense<[[1, 2]]> : tensor<1x2xi32>
    %0:2 = "test.two"() {a = {b = {}}} : () -> (i32, i32)
    "test.use"(%0#0, %0#1) {m = #map, t = !quant.any<i8>} : (i32, i32) -> ()
    return %cst : tensor<1x2xi32>
  }
}
`;
    assert.equal(
      updated('func.func @f() {\n}\n', output),
      `// CHECK: #[[$MAP:.*]] = affine_map<(d0) -> (d0)>
// CHECK-LABEL: func.func @f(
// CHECK-SAME:   %[[ARG0:.*]]: tensor<2xi32>) -> tensor<1x2xi32> attributes {a = "%x", m = #[[$MAP]]} {
// CHECK:   %[[CST:.*]] = arith.constant dense<{{\\[\\[}}1, 2]]> : tensor<1x2xi32>
// CHECK:   %[[VAL_0:.*]]:2 = "test.two"() {a = {b = {}}} : () -> (i32, i32)
// CHECK:   "test.use"(%[[VAL_0]]#0, %[[VAL_0]]#1) {m = #[[$MAP]], t = !quant.any<i8>} : (i32, i32) -> ()
// CHECK:   return %[[CST]] : tensor<1x2xi32>
// CHECK: }
func.func @f() {
}
`,
    );
  });
});
