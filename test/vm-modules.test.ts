/** What the compiler serialises, the runtime runs. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, createContext } from '@iree-workbench/compiler';
import { parseModule } from '@iree-workbench/ir';
import { loadBytecodeModule, VmContext } from '@iree-workbench/runtime';
import { serializeModule } from '../packages/compiler/src/vm/bytecode/serialize.ts';
import { CALLS, COLLATZ } from '../packages/compiler/src/vm/bytecode/upstream-modules.test-data.ts';

const parse = (text: string) => {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  return module;
};

/** A context with the module that the bytes are of. */
const load = (bytes: Uint8Array | null | undefined): VmContext => {
  assert.ok(bytes);
  return VmContext.createSync([loadBytecodeModule(bytes)]);
};
const loadText = (text: string): VmContext =>
  load(
    serializeModule(
      parse(text),
      {},
      { error: (op, reason) => assert.fail(`${op.name} ${reason}`) },
    ),
  );

/** Start, and steps until 1. */
const STEPS = [
  [1, 0],
  [6, 8],
  [27, 111],
  [97, 118],
] as const;

describe('modules that the compiler writes', () => {
  it('run: upstream’s vm IR with loops in both forms', () => {
    const context = loadText(COLLATZ);
    for (const [start, steps] of STEPS) {
      assert.deepEqual(context.invokeSync('module.collatz', [start]), [steps]);
      assert.deepEqual(context.invokeSync('module.collatz_structured', [start]), [steps]);
    }
  });

  it('run: upstream’s vm IR with calls', () => {
    const context = loadText(CALLS);
    assert.deepEqual(context.invokeSync('module.factorial', [12]), [479001600]);
    assert.deepEqual(context.invokeSync('module.sum_of_squares', [3, 4]), [25]);
  });

  it('run: a source program', () => {
    const text = readFileSync(join(import.meta.dirname, '../examples/collatz.mlir'), 'utf8');
    const { bytes } = compile(
      parse(text),
      { targets: ['local'] },
      { onDiagnostic: ({ message }) => assert.fail(message) },
    );
    const context = load(bytes);
    for (const [start, steps] of STEPS) {
      assert.deepEqual(context.invokeSync('module.collatz', [start]), [steps]);
      assert.deepEqual(context.invokeSync('module.collatz_structured', [start]), [steps]);
    }
  });
});
