/** `iwb opt`: passes as flags and what is said of those that do not go together. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, iwb } from '../run-in-process.fixture.ts';

const TWICE = `func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  %1 = arith.addi %a, %a : i32
  %2 = arith.muli %0, %1 : i32
  return %2 : i32
}
`;

describe('iwb opt', function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-opt-'));
    path = join(folder, 'twice.mlir');
    writeFileSync(path, TWICE);
  });
  after(() => rmSync(folder, { recursive: true }));
  const opt = (...args: readonly string[]): Promise<Ended> => iwb(['opt', path, ...args]);
  const fails = async (args: readonly string[], error: string): Promise<void> =>
    assert.deepEqual(await opt(...args), { code: 1, out: '', error });

  it('runs passes in the order of their flags', async () => {
    const { code, out, error } = await opt(
      '-cse',
      '--iree-vm-deduplicate-rodata',
      '--canonicalize=max-iterations=3 top-down=false',
      '--dump-pass-pipeline',
      '--mlir-print-ir-after=cse',
    );
    assert.equal(code, 0);
    assert.equal(out.match(/arith\.addi/g)?.length, 1);
    assert.match(error, /^\/\/ -----\/\/ IR Dump After CSE \(cse\) \/\/----- \/\/\nmodule \{\n/m);
    assert.ok(
      error.startsWith(
        'Pass Manager with 3 passes:\n' +
          'builtin.module(cse,iree-vm-deduplicate-rodata,canonicalize{max-iterations=3 region-simplify=true ' +
          'test-convergence=false top-down=false})\n\n',
      ),
    );
  });

  it('runs the passes of a phase', async () => {
    const { code, out } = await opt(
      '--iree-flow-transformation-pipeline',
      '--iree-stream-transformation-pipeline',
      '--iree-hal-transformation-pipeline',
      '--iree-vm-transformation-pipeline',
    );
    assert.equal(code, 0);
    assert.match(out, /^ {4}vm\.func .*@f\(/m);
  });

  it('keeps flags of passes and --pass-pipeline apart', () =>
    fails(
      ['--cse', '--pass-pipeline=builtin.module(cse)'],
      "<unknown>:0: error: '-pass-pipeline' option can't be used with individual pass options\n",
    ));

  it('says which flag or option it does not know', async () => {
    await fails(
      ['--canonicalise'],
      "iwb: error: unknown option '--canonicalise'\n(Did you mean --canonicalize?)\nTry: iwb opt --help\n",
    );
    await fails(['--cse=deep=1'], '<Pass-Options-Parser>: no such option deep\n');
    await fails(
      ['--canonicalize=max-iterations=x'],
      "iwb: for the --max-iterations option: 'x' value invalid for long argument!\n",
    );
    await fails(
      ['--pass-pipeline=builtin.module(fse)'],
      `<unknown>:0: error: MLIR Textual PassPipeline Parser:1:1: error: 'fse' does not refer to a registered pass or pass pipeline
fse
^

<unknown>:0: note: did you mean 'cse'?
`,
    );
    await fails(
      ['--mlir-print-ir-after=canon', '--cse'],
      "iwb: error: for the --mlir-print-ir-after option: Cannot find option named 'canon'!\n(Did you mean canonicalize?)\n",
    );
    await fails(
      ['--split-input-file=maybe'],
      "iwb: error: for the --split-input-file option: 'maybe' is invalid value for boolean argument! Try 0 or 1\n",
    );
  });

  it('runs a pipeline on the operations it is for', async () => {
    await fails(
      ['--pass-pipeline=func.func(cse)'],
      `${path}:0:0: error: can't run 'func.func' pass manager on 'builtin.module' op\n`,
    );
    await fails(
      ['--pass-pipeline=builtin.module(iree-vm-deduplicate-rodata)'],
      `<unknown>:0: error: Can't add pass 'DeduplicateRodataPass' restricted to 'vm.module' on a PassManager intended to run on 'builtin.module', did you intend to nest?
failed to add \`iree-vm-deduplicate-rodata\` with options \`\`

`,
    );
  });

  it('lists passes and dialects', async () => {
    for (const args of [
      ['opt', '--help'],
      ['help', 'opt'],
      ['opt', '--help-list'],
    ]) {
      const { code, out } = await iwb(args);
      assert.equal(code, 0);
      assert.match(out, /^ {2}--canonicalize {2,}\S.*\n {6}max-iterations=10 /m);
      assert.match(out, /^ {2}--iree-flow-transformation-pipeline {2}/m);
    }
    const { out } = await iwb(['opt', '--show-dialects']);
    assert.match(out, /^Available Dialects: affine,.*,builtin,.*,vm,vmvx\n$/);
  });

  it('shows the operation below a diagnostic unless told not to', async () => {
    const bad = join(folder, 'bad.mlir');
    writeFileSync(bad, 'func.func @f(%a: i32) -> f32 {\n  return %a : i32\n}\n');
    const message = (error: string): string => error.split('\n').slice(3).join('\n');
    const shown = await iwb(['opt', bad]);
    assert.match(message(shown.error), /note: see current operation: "func\.return"/);
    const hidden = await iwb(['opt', bad, '--mlir-print-op-on-diagnostic=0']);
    assert.equal(message(hidden.error), '');
  });
});
