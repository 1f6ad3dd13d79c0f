/** Which constants are uploaded when a module is loaded, and which a fill makes when they are needed. */

import assert from 'node:assert/strict';
import { parseModule, printOperation } from '@iree-workbench/ir';
import { compile, createContext } from '../pipeline.ts';

/** The stream phase's text of a function that returns a constant. */
function streamOf(type: string, value: string): string {
  const { module, diagnostics } = parseModule(
    createContext(),
    `func.func @f() -> ${type} {
       %cst = arith.constant dense<${value}> : ${type}
       %0 = util.optimization_barrier %cst : ${type}
       return %0 : ${type}
     }`,
  );
  assert.deepEqual(diagnostics, []);
  const { ok } = compile(
    module,
    { targets: ['local'], compileTo: 'stream' },
    { onDiagnostic: ({ message }) => assert.fail(message), verifyEach: true },
  );
  assert.ok(ok);
  return printOperation(module);
}

describe('constants of the stream phase', () => {
  const fills: readonly (readonly [string, string, RegExp])[] = [
    [
      'tensor<3x4096xf32>',
      '5.0',
      /%c1084227584_i32 = .*stream\.cmd\.fill %c1084227584_i32, .* for %c49152\]/s,
    ],
    ['tensor<9xi1>', 'true', /stream\.cmd\.fill %c1_i8, .* for %c9\]/s],
    ['tensor<9xf16>', '1.0', /stream\.cmd\.fill %c15360_i16, .* for %c18\]/s],
    ['tensor<9xi64>', '0', /stream\.cmd\.fill %c0_i32, .* for %c72\]/s],
  ];
  for (const [type, value, fill] of fills)
    it(`are fills if all of a ${type} is ${value}`, () => {
      const text = streamOf(type, value);
      assert.match(text, fill);
      assert.doesNotMatch(text, /util\.global|util\.buffer\.constant/);
    });

  const uploads: readonly (readonly [string, string])[] = [
    ['tensor<3xf32>', '[1.0, 2.0, 3.0]'],
    ['tensor<9xi64>', '7'],
  ];
  for (const [type, value] of uploads)
    it(`are uploaded once if no fill of 32 bits makes ${value} : ${type}`, () => {
      const text = streamOf(type, value);
      assert.match(text, /util\.initializer {.*util\.buffer\.constant.*stream\.cmd\.copy/s);
    });
});
