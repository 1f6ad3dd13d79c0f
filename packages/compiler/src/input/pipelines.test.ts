/** Which conversions a program goes through. */

import assert from 'node:assert/strict';
import { parseModule } from '@iree-workbench/ir';
import { compile, createContext } from '../pipeline.ts';
import type { InputType } from './input-types.ts';
import { inputSteps } from './pipelines.ts';

const TOSA =
  'func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n  %0 = "tosa.exp"(%a) : (tensor<2xf32>) -> tensor<2xf32>\n  return %0 : tensor<2xf32>\n}';
const LINALG = 'func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n  return %a : tensor<2xf32>\n}';

function parsed(text: string) {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  return module;
}

function dialectsAfterInput(text: string, inputType?: InputType): Set<string> {
  const module = parsed(text);
  const { ok } = compile(
    module,
    { targets: ['local'], compileTo: 'input', ...(inputType && { inputType }) },
    { onDiagnostic: ({ message }) => assert.fail(message) },
  );
  assert.ok(ok);
  const found = new Set<string>();
  module.walk((op) => {
    found.add(op.operationName.dialect);
  });
  return found;
}

describe('input dialects', () => {
  it('are found in the program', () => {
    assert.ok(!dialectsAfterInput(TOSA).has('tosa'));
    assert.ok(dialectsAfterInput(TOSA).has('linalg'));
  });

  it('are converted if asked for', () => {
    assert.ok(!dialectsAfterInput(TOSA, 'tosa').has('tosa'));
    assert.ok(dialectsAfterInput(TOSA, 'none').has('tosa'));
  });

  it('take no passes where there are none', () => {
    assert.deepEqual(inputSteps(parsed(LINALG), 'auto'), []);
    assert.ok(inputSteps(parsed(LINALG), 'tosa').length > 0);
  });
});
