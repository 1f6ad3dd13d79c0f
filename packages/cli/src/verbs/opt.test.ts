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
      '--iree-hal-target-backends=wasm',
    );
    assert.equal(code, 0);
    assert.match(out, /^module attributes \{hal\.device\.targets = \[#device_target_local\]/m);
    assert.match(out, /^ {4}vm\.func .*@f\(/m);
  });

  it('refuses what does not go together or is not there', async () => {
    assert.deepEqual(await opt('--cse', '--pass-pipeline=builtin.module(cse)'), {
      code: 1,
      out: '',
      error:
        "<unknown>:0: error: '-pass-pipeline' option can't be used with individual pass options\n",
    });
    assert.deepEqual(await opt('-canonicalise'), {
      code: 1,
      out: '',
      error:
        "iwb: error: unknown option '--canonicalise'\n(Did you mean --canonicalize?)\nTry: iwb opt --help\n",
    });
    assert.deepEqual(await opt('--pass-pipeline=func.func(cse)'), {
      code: 1,
      out: '',
      error: `${path}:0:0: error: can't run 'func.func' pass manager on 'builtin.module' op\n`,
    });
  });

  it('lists passes and dialects', async () => {
    const { code, out: help } = await iwb(['help', 'opt']);
    assert.equal(code, 0);
    assert.match(help, /^Usage: iwb opt /);
    assert.match(help, /^ {2}--canonicalize {2,}\S.*\n {6}max-iterations=10 /m);
    assert.match(help, /^ {2}--iree-flow-transformation-pipeline {2}/m);
    const { out } = await iwb(['opt', '--show-dialects']);
    assert.match(out, /^Available Dialects: affine,(?:\w+,)*builtin,(?:\w+,)*vm,vmvx\b/);
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

  it('prints what is valid beside diagnostics that were announced', async () => {
    const announced = join(folder, 'announced.mlir');
    writeFileSync(
      announced,
      "func.func private @a()\n// -----\n// expected-error @below {{expected valid '@'-identifier}}\nfunc.func b\n",
    );
    assert.deepEqual(await iwb(['opt', announced, '--split-input-file', '--verify-diagnostics']), {
      code: 0,
      out: 'module {\n  func.func private @a()\n}\n\n\n// -----\n',
      error: '',
    });
  });

  it('wants no announcement of what is found after the first error of syntax', async () => {
    const announced = join(folder, 'first.mlir');
    const text = (second: string): string =>
      `// expected-error @below {{expected valid '@'-identifier}}\nfunc.func a\n${second}func.func b\n`;
    const verify = (): Promise<Ended> => iwb(['opt', announced, '--verify-diagnostics']);
    writeFileSync(announced, text(''));
    assert.deepEqual(await verify(), { code: 0, out: '', error: '' });
    writeFileSync(announced, text("// expected-error @below {{expected valid '@'-identifier}}\n"));
    assert.deepEqual(await verify(), { code: 0, out: '', error: '' });
    writeFileSync(announced, text('// expected-error @below {{something else}}\n'));
    assert.match((await verify()).error, /error: expected error "something else" was not produced/);
  });
});
