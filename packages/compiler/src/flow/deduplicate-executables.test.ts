import assert from 'node:assert/strict';
import { parseModule, verifyOperation } from '@iree-workbench/ir';
import { createContext } from '../pipeline.ts';
import { deduplicateExecutables } from './deduplicate-executables.ts';

/** An executable that stores a constant, its workgroup count from the workload. */
const executable = (name: string, value: string, type = 'i32') => `
  flow.executable private @${name} {
    flow.executable.export public @${name}_main workgroups(%arg0: index) -> (index, index, index) {
      %c1 = arith.constant 1 : index
      flow.return %arg0, %c1, %c1 : index, index, index
    }
    builtin.module {
      func.func @${name}_main(%arg0: !flow.dispatch.tensor<writeonly:tensor<4x${type}>>) {
        %cst = arith.constant dense<${value}> : tensor<4x${type}>
        flow.dispatch.tensor.store %cst, %arg0, offsets = [0], sizes = [4], strides = [1]
            : tensor<4x${type}> -> !flow.dispatch.tensor<writeonly:tensor<4x${type}>>
        return
      }
    }
  }`;

/** Names of the executables that stay, and what is dispatched, for a program that dispatches each. */
function deduplicated(executables: readonly (readonly [name: string, text: string])[]) {
  const dispatches = executables.map(
    ([name, text]) =>
      `    flow.dispatch @${name}::@${name}_main[%n]() : () -> tensor<4x${text.includes('f32') ? 'f32' : 'i32'}>\n`,
  );
  const text =
    `module {${executables.map(([, body]) => body).join('')}\n` +
    `  func.func @main(%n: index) {\n${dispatches.join('')}    return\n  }\n}\n`;
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  deduplicateExecutables(module, { error: () => assert.fail('nothing to report') });
  assert.deepEqual(verifyOperation(module), []);
  return {
    kept: module.collect('flow.executable').map((op) => op.symbolName),
    dispatched: module.collect('flow.dispatch').map((op) => {
      const entryPoint = op.attr('entry_point');
      return entryPoint?.kind === 'symbol_ref' ? `${entryPoint.root}::${entryPoint.leaf}` : '';
    }),
  };
}

describe('deduplicating executables', () => {
  it('keeps the first of those that differ in names only', () => {
    const result = deduplicated(['a', 'b', 'c'].map((name) => [name, executable(name, '7')]));
    assert.deepEqual(result, { kept: ['a'], dispatched: ['a::a_main', 'a::a_main', 'a::a_main'] });
  });

  it('keeps what differs in a constant or a type', () => {
    const result = deduplicated([
      ['a', executable('a', '7')],
      ['b', executable('b', '8')],
      ['c', executable('c', '7.0', 'f32')],
      ['d', executable('d', '8')],
    ]);
    assert.deepEqual(result, {
      kept: ['a', 'b', 'c'],
      dispatched: ['a::a_main', 'b::b_main', 'c::c_main', 'b::b_main'],
    });
  });
});
