/** `iwb test`: tests with the verbs in place of upstream's tools, and what is told of them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iwb } from '../run-in-process.fixture.ts';

const passing = `// RUN: iree-opt --split-input-file --cse %s | FileCheck %s
// RUN: not iree-opt --foo < %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: cat %s | iree-opt --verify-diagnostics - -o %t && FileCheck %s --input-file=%t --check-prefix=PLAIN
// RUN: iree-compile %s -o %t.vmfb --iree-hal-target-backends=wasm
// RUN: iree-run-module --module=%t.vmfb --device=local --function=f --input=3 \\
// RUN:   | FileCheck %s --check-prefix=RESULT
// RUN: iree-compile --iree-hal-target-backends=vmvx %s \\
// RUN:   | iree-run-module --device=local-task --function=f --input=3 | FileCheck %s --check-prefix=RESULT
// RUN: iree-run-mlir --iree-hal-target-backends=llvm-cpu %s --device=local-sync --input=3 \\
// RUN:   | FileCheck %s --check-prefix=RESULT
// ERROR: unknown option '--foo'
// RESULT: EXEC @f
// RESULT: i32=6
// PLAIN-COUNT-2: arith.addi
// CHECK-LABEL: @f
// CHECK: %[[X:.*]] = arith.addi
// CHECK-NEXT: return %[[X]]
func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  %1 = arith.addi %a, %a : i32
  return %0 : i32
}
`;

const failing = `// RUN: iree-opt --canonicalize %s | FileCheck %s --dump-input=never
// RUN: iree-opt %s
// CHECK-LABEL: @f
// CHECK-NEXT: constant 4
func.func @f() -> i32 {
  %0 = arith.constant 3 : i32
  return %0 : i32
}
`;

describe('iwb test', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-test-test-'));
    mkdirSync(join(folder, 'Inputs'));
    const files: Readonly<Record<string, string>> = {
      'failing.mlir': failing,
      'foreign.mlir': '// RUN: mlir-translate %s\n',
      'gpu.mlir': '// REQUIRES: gpu\n// RUN: %opt %s\n',
      'no-test.mlir': 'func.func private @f()\n',
      'passing.mlir': passing,
      'Inputs/more.mlir': '// RUN: false\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  const shown = (text: string): readonly string[] =>
    text
      .replaceAll(`${folder}/`, '')
      .replace(/(Testing Time: )[\d.]+s/, '$1Ns')
      .split('\n');

  it('runs the tests of a folder and sums them up', async () => {
    const { code, out, error } = await iwb(['test', '--jobs=1', folder]);
    assert.equal(error, '');
    assert.deepEqual(shown(out), [
      '-- Testing: 4 tests, 1 worker --',
      'FAIL: failing.mlir (1 of 4)',
      "******************** TEST 'failing.mlir' FAILED ********************",
      'Script:',
      '--',
      ": 'RUN: at line 1';   iree-opt --canonicalize %s | FileCheck %s --dump-input=never",
      '--',
      'Exit Code: 1',
      '',
      'Command Output (stderr):',
      '--',
      'failing.mlir:4:16: error: CHECK-NEXT: expected string not found in input',
      '// CHECK-NEXT: constant 4',
      '               ^',
      '<stdin>:2:14: note: scanning from here',
      ' func.func @f() -> i32 {',
      '             ^',
      '<stdin>:3:18: note: possible intended match here',
      ' %c3_i32 = arith.constant 3 : i32',
      '                 ^',
      '',
      '--',
      '',
      '********************',
      'UNSUPPORTED: foreign.mlir (2 of 4) not run: unknown tool mlir-translate',
      'UNSUPPORTED: gpu.mlir (3 of 4) Test requires the following unavailable features: gpu',
      'PASS: passing.mlir (4 of 4)',
      '********************',
      'Failed Tests (1):',
      '  failing.mlir',
      '',
      '',
      'Testing Time: Ns',
      '  Unsupported: 2',
      '  Passed     : 1',
      '  Failed     : 1',
      '',
    ]);
    assert.equal(code, 1);
  });

  it('runs what is asked for', async () => {
    const args = ['--features=gpu', '-D', '%opt=iree-opt --cse', '--filter-out=fail', '--filter=g'];
    const { code, out } = await iwb(['test', '-q', ...args, folder]);
    assert.deepEqual([code, out], [0, '']);
    const verbose = await iwb(['test', '-v', ...args, '--filter=gpu', folder]);
    assert.match(verbose.out, /\nPASS: .*gpu\.mlir \(1 of 1\)\n\*+ TEST '.*' RESULTS \*+\n/);
  });

  it('takes a file that is named for a test', async () => {
    const { code, out } = await iwb(['test', '-q', join(folder, 'no-test.mlir')]);
    assert.equal(code, 1);
    assert.match(out, /^UNRESOLVED: .*no-test\.mlir \(1 of 1\) Test has no 'RUN:' line\n/);
  });

  it('writes the directives of tests anew that fail', async () => {
    const path = join(folder, 'old.mlir');
    const old = failing.replace('--canonicalize %s', '--cse %s');
    writeFileSync(path, old);
    const { code, out, error } = await iwb(['test', '-q', '--update', path]);
    assert.deepEqual([code, out, error], [0, '', `${path}: updated\n`]);
    assert.equal(
      readFileSync(path, 'utf8'),
      `// RUN: iree-opt --cse %s | FileCheck %s --dump-input=never
// RUN: iree-opt %s
// CHECK-LABEL: func.func @f(
// CHECK-SAME:   ) -> i32 {
// CHECK:   %[[C3_I32:.*]] = arith.constant 3 : i32
// CHECK:   return %[[C3_I32]] : i32
// CHECK: }
func.func @f() -> i32 {
  %0 = arith.constant 3 : i32
  return %0 : i32
}
`,
    );
    // Two lines that print different things and have the same directives.
    const shared = old.replace(
      '// RUN: iree-opt %s\n',
      '// RUN: iree-compile --compile-to=vm %s | FileCheck %s\n',
    );
    writeFileSync(path, shared);
    assert.equal((await iwb(['test', '-q', '--update', path])).code, 1);
    assert.equal(readFileSync(path, 'utf8'), shared);
    rmSync(path);
  });

  it('reads programs of other eras', async () => {
    const path = join(folder, 'later.mlir');
    writeFileSync(
      path,
      `// RUN: iree-opt %s | FileCheck %s
// CHECK: arith.maximumf
func.func @f(%a: f32) -> f32 {
  %0 = arith.maximumf %a, %a : f32
  return %0 : f32
}
`,
    );
    assert.equal((await iwb(['test', '-q', path])).code, 1);
    assert.deepEqual(await iwb(['test', '-q', '--dialects=2026', path]), {
      code: 0,
      out: '',
      error: '',
    });
    rmSync(path);
  });

  it('is FileCheck by itself, too', async () => {
    const path = join(folder, 'passing.mlir');
    const checked = await iwb([
      'filecheck',
      path,
      `--input-file=${path}`,
      '-check-prefix',
      'PLAIN',
    ]);
    assert.deepEqual(checked, { code: 0, out: '', error: '' });
    const { code, error } = await iwb(['filecheck', join(folder, 'none')]);
    assert.deepEqual(
      [code, error],
      [1, `Could not open check file '${join(folder, 'none')}': No such file or directory\n`],
    );
    assert.match((await iwb(['filecheck', '--dump-input=help'])).out, /^The dump shows the input/);
  });

  it('refuses what it cannot do', async () => {
    const refusal = async (...args: readonly string[]): Promise<string> =>
      (await iwb(['test', ...args])).error.replaceAll(folder, 'FOLDER');
    assert.equal(
      await refusal(join(folder, 'none')),
      "iwb: error: cannot open input file 'FOLDER/none': No such file or directory\n",
    );
    assert.equal(
      await refusal('--filter=nothing', folder),
      'iwb: error: no tests: no file has RUN: lines\n',
    );
    assert.equal(
      await refusal('--define=x=1', folder),
      "iwb: error: --define: 'x=1' is not of the form %name=text\n",
    );
    assert.match(await refusal('--filter=(', folder), /--filter: Invalid regular expression/);
  });
});
