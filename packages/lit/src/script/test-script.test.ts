/** What lit reads of a test, and what its substitutions and conditions mean. */
import assert from 'node:assert/strict';
import { ConditionError, conditionHolds } from './conditions.ts';
import { substitute, testSubstitutions } from './substitutions.ts';
import { readTestScript } from './test-script.ts';

describe('the script of a test', () => {
  it('puts lines together that end in a backslash', () => {
    const text =
      '// RUN: iree-opt %s \\\n//  RUN:   --cse | \\\n// RUN: FileCheck %s\n// RUN: true\nfunc.func private @f()\n';
    const { runLines, problem } = readTestScript(text);
    assert.equal(problem, undefined);
    assert.deepEqual(
      runLines.map((run) => [run.line, run.text, text.slice(run.start, run.end)]),
      [
        [
          1,
          'iree-opt %s --cse | FileCheck %s',
          'RUN: iree-opt %s \\\n//  RUN:   --cse | \\\n// RUN: FileCheck %s',
        ],
        [4, 'true', 'RUN: true'],
      ],
    );
    for (const { text: command, pieces } of runLines) {
      for (const { at, offset, length } of pieces) {
        assert.equal(text.slice(offset, offset + length), command.slice(at, at + length));
      }
    }
  });

  it('knows conditions, line numbers and where the script ends', () => {
    const script = readTestScript(
      '// REQUIRES: vulkan, gpu && !asan\n// UNSUPPORTED: windows\n// XFAIL: *\n' +
        '\n// RUN: count %(line) %(line+2)\r\n// END.\n// RUN: false\n',
    );
    assert.deepEqual(script.requires, ['vulkan', 'gpu && !asan']);
    assert.deepEqual(script.unsupported, ['windows']);
    assert.deepEqual(script.expectedToFail, ['*']);
    assert.deepEqual(
      script.runLines.map(({ text }) => text),
      ['count 5 7'],
    );
  });

  it('says what is wrong with it', () => {
    assert.equal(readTestScript('func.func @f()').problem, "Test has no 'RUN:' line");
    assert.equal(
      readTestScript('// RUN: true \\\n').problem,
      "Test has unterminated 'RUN:' lines (with '\\')",
    );
  });
});

describe('substitutions', () => {
  it('stand for paths of the test', () => {
    const paths = testSubstitutions({ source: '/a/b/c.mlir', temporary: '/t/c.mlir.tmp' });
    assert.equal(
      substitute('%s %S %p %t %T %basename_t 100%% %{s} %x', paths),
      '/a/b/c.mlir /a/b /a/b /t/c.mlir.tmp /t c.mlir.tmp 100% /a/b/c.mlir %x',
    );
  });
});

describe('conditions', () => {
  const features = new Set(['gpu', 'linux-x64', 'llvm-16']);

  it('combine features', () => {
    assert.ok(conditionHolds('gpu && !(windows || darwin)', features));
    assert.ok(!conditionHolds('gpu && windows', features));
    assert.ok(conditionHolds('{{llvm-.*}}', features));
    assert.ok(conditionHolds('true', features));
  });

  it('are refused where they make no sense', () => {
    for (const condition of ['gpu &&', '(gpu', 'gpu windows', '&', '']) {
      assert.throws(() => conditionHolds(condition, features), ConditionError, condition);
    }
  });
});
