/** Diagnostics that comments announce, in a document with and without `RUN:` lines. */
import assert from 'node:assert/strict';
import { shownDiagnostics } from './announced-diagnostics.ts';
import { documentDiagnostics } from './diagnostics.ts';
import { MlirDocument } from './document.ts';

/** What is shown: severity, the text that it is about, and the message. */
function shown(text: string): readonly string[] {
  const document = new MlirDocument(text);
  return shownDiagnostics(document, documentDiagnostics(document)).map(
    ({ severity, message, range }) =>
      `${severity} ⟦${range ? text.slice(range.start, range.end) : ''}⟧ ${message}`,
  );
}

const BROKEN = 'func.func @f(%x: i32) -> f32 {\n  return %x : i32\n}\n';
const SAID =
  "type of return operand 0 ('i32') doesn't match function result type ('f32') in function @f";

/** The broken function, announced as it should be or not. */
const announced = (message: string): string =>
  BROKEN.replace('  return', `  // expected-error@+1 {{${message}}}\n  return`);

describe('announced diagnostics', () => {
  it('are no problems', () => {
    assert.deepEqual(shown(BROKEN), [`error ⟦return⟧ ${SAID}`]);
    assert.deepEqual(shown(announced('type of return operand 0')), [`note ⟦return⟧ ${SAID}`]);
  });

  it('are missed where they are not there', () => {
    assert.deepEqual(shown(announced('something else')), [
      'error ⟦expected-error⟧ expected error "something else" was not produced',
      `error ⟦return⟧ ${SAID}`,
    ]);
    assert.deepEqual(shown('// expected-remark@above {{a}}\nfunc.func private @f()\n'), [
      'error ⟦e⟧ expected remark "a" was not produced',
    ]);
  });

  it('belong to their own piece of the file', () => {
    assert.deepEqual(
      shown(`${announced('type of')}// -----\n${BROKEN}// -----\n${announced('operand 0')}`),
      [`note ⟦return⟧ ${SAID}`, `error ⟦return⟧ ${SAID}`, `note ⟦return⟧ ${SAID}`],
    );
  });

  it('are checked if RUN: lines say so', () => {
    const text = announced('something else');
    const count = (line: string): number => shown(`// RUN: ${line}\n${text}`).length;
    assert.equal(count('iree-opt %s -split-input-file --verify-diagnostics'), 2);
    // A pass may be what says it.
    assert.equal(count('iree-opt %s --cse --verify-diagnostics'), 1);
    assert.equal(count('iree-opt %s | FileCheck %s'), 1);
    assert.equal(count('iree-opt "%s --verify-diagnostics'), 1);
    const met = `// RUN: iree-opt --cse %s --verify-diagnostics\n${announced('type of')}`;
    assert.deepEqual(shown(met), [`note ⟦return⟧ ${SAID}`]);
    const unchecked = `// RUN: iree-opt %s\n${announced('type of')}`;
    assert.deepEqual(shown(unchecked), [`error ⟦return⟧ ${SAID}`]);
  });
});
