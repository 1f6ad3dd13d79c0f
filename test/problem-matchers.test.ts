/** What the problem matchers take from the output of `iwb`, `iree-opt` and `mlir-opt`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Pattern {
  readonly name: string;
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly severity?: number;
  readonly message: number;
}

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../extension/package.json'), 'utf8'),
) as {
  readonly contributes: { readonly problemPatterns: readonly Pattern[] };
};

/** The problems that a pattern finds, one a line: `file line column severity message`. */
function problems(name: string, output: string): string[] {
  const pattern = manifest.contributes.problemPatterns.find((one) => one.name === name);
  assert.ok(pattern);
  const { file, line, column, severity, message } = pattern;
  const groups = [file, line, column, ...(severity === undefined ? [] : [severity]), message];
  return output.split('\n').flatMap((text) => {
    const match = new RegExp(pattern.regexp).exec(text);
    return match ? [groups.map((group) => match[group]).join(' ')] : [];
  });
}

describe('problem matchers', () => {
  // The same from all three tools.
  const output = `types.mlir:3:10: error: use of value '%0' expects different type than prior uses: 'i32' vs 'i64'
  return %0 : i32
         ^
types.mlir:2:3: note: prior use here
  %0 = arith.constant 1 : i64
  ^
`;

  it('take an error, and neither its excerpt nor its note', () => {
    assert.deepEqual(problems('iwb', output), [
      "types.mlir 3 10 error use of value '%0' expects different type than prior uses: 'i32' vs 'i64'",
    ]);
  });

  it('take notes and remarks for who wants them', () => {
    assert.deepEqual(problems('iwb-remarks', output), ['types.mlir 2 3 prior use here']);
    assert.deepEqual(problems('iwb-remarks', 'a.mlir:7:1: remark: op is legalizable'), [
      'a.mlir 7 1 op is legalizable',
    ]);
  });

  it('take a location whose file the tool did not find', () => {
    assert.deepEqual(problems('iwb', 'loc("lib/model.mlir":3:5): error: op failed'), [
      'lib/model.mlir 3 5 error op failed',
    ]);
  });

  it('take paths of every platform', () => {
    assert.deepEqual(problems('iwb', String.raw`C:\my models\a.mlir:12:34: warning: unused`), [
      String.raw`C:\my models\a.mlir 12 34 warning unused`,
    ]);
    assert.deepEqual(problems('iwb', '/home/me/a.mlir:1:2: error: a: b: 3'), [
      '/home/me/a.mlir 1 2 error a: b: 3',
    ]);
  });

  it('take nothing of the standard input, which is no file', () => {
    assert.deepEqual(problems('iwb', '<stdin>:3:10: error: expected operation name in quotes'), []);
    assert.deepEqual(problems('iwb', 'loc("<stdin>":3:10): error: op failed'), []);
  });
});
