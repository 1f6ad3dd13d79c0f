/** `iwb compile`: what it writes besides the module, and flags of upstream's that it refuses. */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWgslExecutable } from '@iree-workbench/format';
import { type Ended, iwb } from '../run-in-process.fixture.ts';

const ADD = `func.func @add(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.addf %a, %b : tensor<4xf32>
  return %0 : tensor<4xf32>
}
`;
const VM = `vm.module @m {
  vm.export @f
  vm.func @f(%a : i32) -> i32 {
    %0 = vm.add.i32 %a, %a : i32
    vm.return %0 : i32
  }
}
`;

describe('iwb compile', function () {
  this.timeout(60_000);
  let folder: string;
  let add: string;
  const at = (name: string): string => join(folder, name);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-compile-'));
    add = at('add.mlir');
    writeFileSync(add, ADD);
    writeFileSync(at('vm.mlir'), VM);
  });
  after(() => rmSync(folder, { recursive: true }));
  const compile = (...args: readonly string[]): Promise<Ended> => iwb(['compile', ...args]);

  it('writes phases and executables beside a module', async () => {
    const { code, error } = await compile(
      add,
      '-o',
      at('add.vmfb'),
      `--dump-compilation-phases-to=${at('phases')}`,
      `--iree-hal-dump-executable-sources-to=${at('sources')}`,
      `--iree-hal-dump-executable-intermediates-to=${at('intermediates')}`,
      `--iree-hal-dump-executable-binaries-to=${at('binaries')}`,
      '--mlir-timing',
      '--mlir-disable-threading',
      '--verify',
    );
    assert.equal(code, 0);
    assert.match(error, /Execution time report.*\bParser\n.*\bTotal\n$/s);
    const phases = readdirSync(at('phases')).sort();
    assert.equal(phases.length, 9);
    assert.deepEqual([phases[0], phases[8]], ['add.1.input.mlir', 'add.9.vm.mlir']);
    assert.match(readFileSync(at('phases/add.4.flow.mlir'), 'utf8'), /flow\.dispatch @add_/);
    assert.deepEqual(readdirSync(at('sources')), ['module_add_dispatch_0.mlir']);
    const [local, webgpu] = ['wasm_simd128_fb', 'webgpu_wgsl_fb'].map(
      (variant) => `module_add_dispatch_0_${variant}`,
    );
    assert.deepEqual(readdirSync(at('intermediates')).sort(), [`${local}.mlir`, `${webgpu}.mlir`]);
    assert.deepEqual(readdirSync(at('binaries')).sort(), [
      `${local}.wasm`,
      `${local}.wat`,
      `${webgpu}.wgsl`,
    ]);
    assert.match(readFileSync(at(`binaries/${local}.wat`), 'utf8'), /f32x4\.add/);
    assert.match(readFileSync(at(`binaries/${webgpu}.wgsl`), 'utf8'), /^@compute /m);
    assert.ok(WebAssembly.validate(readFileSync(at(`binaries/${local}.wasm`))));
  });

  it('shows the operation below a diagnostic unless told not to', async () => {
    const bad = at('bad.mlir');
    writeFileSync(bad, 'func.func @f(%a: i32) -> f32 {\n  return %a : i32\n}\n');
    const { error } = await compile(bad);
    assert.match(
      error,
      /: note: see current operation: "func\.return"\(%arg0\) : \(i32\) -> \(\)\n$/,
    );
    const flag = '--mlir-print-op-on-diagnostic=false';
    assert.doesNotMatch((await compile(bad, flag)).error, /note:/);
  });

  it('runs passes of the user before its own', async () => {
    const { out, error } = await compile(
      add,
      '--compile-to=preprocessing',
      '--iree-preprocessing-pass-pipeline=builtin.module(func.func(loop-invariant-code-motion))',
      '--mlir-print-ir-after=loop-invariant-code-motion',
    );
    assert.match(out, /hal\.tensor\.import/);
    assert.match(
      error,
      /^\/\/ -----\/\/ IR Dump After LoopInvariantCodeMotion .*\nfunc\.func @add/,
    );
    const wrong = await compile(add, '--iree-preprocessing-pass-pipeline=func.func(cse)');
    assert.match(
      wrong.error,
      /to be nested within `builtin\.module\(\.\.\)`; got `func\.func\(cse\)`\n$/,
    );
  });

  it('compiles what is in the vm dialect, and shows it', async () => {
    const made = at('made.vmfb');
    const flags = ['--compile-mode=vm', '--iree-vm-emit-polyglot-zip=false', '-o', made];
    assert.equal((await compile(at('vm.mlir'), ...flags)).code, 0);
    assert.equal(readFileSync(made).toString('latin1', 8, 12), 'IREE');
    const run = await iwb(['run', made, '--device=local', '--input=4']);
    assert.equal(run.out, 'EXEC @f\nresult[0]: i32=8\n');
    const shown = await compile(at('vm.mlir'), '--compile-mode=vm', '--output-format=vm-asm');
    assert.match(shown.out, /^module \{\n {2}vm\.module public @m /);
    const alone = '--iree-vm-bytecode-module-output-format=mlir-text';
    assert.match((await compile(at('vm.mlir'), '--compile-mode=vm', alone)).out, /^vm\.module /);
  });

  it('compiles an executable alone', async () => {
    const mode = '--compile-mode=hal-executable';
    const dumped = await compile(
      add,
      '--iree-hal-target-backends=webgpu',
      '--compile-to=executable-sources',
      '--iree-hal-dump-executable-sources-to=-',
    );
    const text = dumped.out.slice(0, dumped.out.indexOf('\n}\n') + 3);
    assert.match(text, /^hal\.executable private @add_dispatch_0 \{\n/);
    writeFileSync(at('alone.mlir'), text);
    const made = at('alone.bin');
    assert.equal((await compile(at('alone.mlir'), mode, '-o', made)).code, 0);
    const { shaderModules } = readWgslExecutable(readFileSync(made));
    assert.match(shaderModules[0]?.code ?? '', /fn d0\(/);
    const { code, error } = await compile(add, mode, '-o', made);
    assert.equal(code, 1);
    assert.match(
      error,
      /add\.mlir:0:0: error: HAL executable translation requires exactly 1 top level hal\.executable/,
    );
  });

  it('refuses flags of upstream that do nothing here, and says why', async () => {
    const refusals: Readonly<Record<string, string>> = {
      '--iree-input-type=tm_tensor':
        '--iree-input-type=tm_tensor is not supported: there is no lowering of tm_tensor',
      '--iree-input-type=foo': "for the --iree-input-type option: Cannot find option named 'foo'!",
      '--output-format=vm-c': '--output-format=vm-c is not supported: modules are not written as C',
      '--iree-llvmcpu-target-cpu=host':
        '--iree-llvmcpu-target-cpu is not supported: code for the CPU is WebAssembly, made without LLVM',
      '--iree-opt-const-eval':
        '--iree-opt-const-eval is not supported: that optimisation is missing',
      '--iree-hal-target-backends=cuda':
        "target backend 'cuda' not registered; registered backends: wasm, webgpu",
      '--iree-hal-target-backends=': '--iree-hal-target-backends: no back end named',
    };
    for (const [flag, message] of Object.entries(refusals)) {
      assert.deepEqual(await compile(flag, add), {
        code: 1,
        out: '',
        error: `iwb: error: ${message}\n`,
      });
    }
  });

  it('takes those that ask for what happens anyway', async () => {
    const { code, error } = await compile(
      add,
      '--compile-to=input',
      '--iree-input-type=none',
      '--iree-opt-const-eval=false',
      '--iree-execution-model=async-internal',
      '--iree-tflite-bindings-support=false',
    );
    assert.deepEqual([code, error], [0, '']);
    const { out } = await compile('--iree-hal-list-target-backends');
    assert.equal(out, 'Registered target backends:\n  wasm\n  webgpu\n');
  });
});
