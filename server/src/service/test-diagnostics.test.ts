/** What is said of tests as they are written. */
import assert from 'node:assert/strict';
import { MlirDocument } from './document.ts';
import { testDiagnostics } from './test-diagnostics.ts';

/** What is said: the code, the text that it is about, and the message. */
const said = (text: string): readonly string[] =>
  testDiagnostics(new MlirDocument(text)).map(
    ({ code, severity, range, message }) =>
      `${code} ${severity} ⟦${range && text.slice(range.start, range.end)}⟧ ${message}`,
  );

describe('tests as they are written', () => {
  it('have directives that FileCheck can read, all of which are looked at', () => {
    const text = `// RUN: iree-opt %s | FileCheck %s --check-prefixes=A,B
// RUN: iree-opt %s | FileCheck %s --check-prefix=A
//   A-COUNT-0: x
// A:      {{(a}}  [[X:b]]
// A_NEXT: b
// B: [[#X+]]
`;
    assert.deepEqual(said(text), [
      "test/directive error ⟦:⟧ invalid count in -COUNT specification on prefix 'A'",
      'test/directive error ⟦(a}}⟧ invalid regex: parentheses not balanced',
      "test/directive error ⟦A_NEXT:⟧ misspelled directive 'A_NEXT:'",
      'test/directive error ⟦]]⟧ missing operand in expression',
    ]);
  });

  it('have the directives that are asked for', () => {
    assert.deepEqual(said('// RUN: iree-opt %s | FileCheck %s --check-prefix=C\n// CHECK: a\n'), [
      "test/run-line error ⟦FileCheck⟧ no check strings found with prefix 'C:'",
    ]);
    assert.deepEqual(said('// RUN: FileCheck %s --no-such-flag\n// CHECK: a\n'), [
      "test/run-line error ⟦FileCheck⟧ FileCheck: Unknown command line argument '--no-such-flag'.  " +
        "Try: 'FileCheck --help'",
    ]);
    // Those of another file are not looked for here.
    assert.deepEqual(said('// RUN: iree-opt %s | FileCheck %S/other.txt\n'), []);
  });

  it('have commands that can be read, wherever they are on their lines', () => {
    assert.deepEqual(said('// RUN: iree-opt \\\n//   RUN: %s "x\n'), [
      'test/run-line error ⟦"⟧ a " is not closed',
    ]);
    assert.deepEqual(said('// RUN: true && \\\n'), []);
    assert.deepEqual(said('// RUN: true\n// RUN: true \\\n'), [
      "test/run-line error ⟦RUN:⟧ Test has unterminated 'RUN:' lines (with '\\')",
    ]);
    assert.deepEqual(said('// RUN: iree-opt %s | \\\n// RUN:   python3 x.py && %tool\n'), [
      'test/run-line note ⟦python3⟧ not run: unknown tool python3',
    ]);
  });

  it('are texts with RUN: lines', () => {
    assert.deepEqual(said('// CHECK: {{(}}\nfunc.func private @f()\n'), []);
  });
});
