/** Compiler flags of the settings: what they ask for, and what is said of wrong ones. */
import assert from 'node:assert/strict';
import { readCompilerFlags } from './compiler-flags.ts';

describe('compiler flags of the settings', () => {
  it('say how a program is compiled and how its IR is printed', () => {
    const flags = readCompilerFlags([
      '--iree-hal-target-backends=wasm,webgpu',
      '--iree-preprocessing-pass-pipeline=builtin.module(func.func(cse))',
      '--iree-vm-bytecode-module-strip-debug-ops',
      '--iree-input-type=tosa',
      '--mlir-print-op-generic',
      '--mlir-elide-elementsattrs-if-larger',
      '16',
    ]);
    assert.deepEqual(flags, {
      targets: ['local', 'webgpu'],
      pipeline: {
        allowUnregisteredDialects: false,
        preprocessing: 'builtin.module(func.func(cse))',
        stripDebugOps: true,
        inputType: 'tosa',
        print: { generic: true, elideElementsLargerThan: 16 },
      },
      problems: [],
    });
  });

  it('take nothing back when one of them is wrong', () => {
    const { pipeline, targets, problems } = readCompilerFlags([
      '--allow-unregistered-dialect',
      '--iree-hal-target-backends=cuda',
      '--mlir-print-generic-op',
      '--iree-preprocessing-pass-pipeline=func.func(cse)',
      '--iree-preprocessing-pass-pipeline=builtin.module(no-such-pass)',
      '--verify=perhaps',
      '--mlir-elide-elementsattrs-if-larger',
    ]);
    assert.deepEqual([pipeline, targets], [{ allowUnregisteredDialects: true }, undefined]);
    assert.deepEqual(problems, [
      "--iree-hal-target-backends: target backend 'cuda' not registered; registered backends: wasm, webgpu",
      "'--mlir-print-generic-op' is no flag for compiling in an editor (did you mean --mlir-print-op-generic?)",
      '--iree-preprocessing-pass-pipeline: expected preprocessing pass pipeline string to be nested within `builtin.module(..)`; got `func.func(cse)`',
      "--iree-preprocessing-pass-pipeline: 'no-such-pass' does not refer to a registered pass or pass pipeline",
      "--verify: 'perhaps' is neither true nor false",
      '--mlir-elide-elementsattrs-if-larger needs a value',
    ]);
  });
});
