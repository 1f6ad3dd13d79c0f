/** Operations print as upstream prints them, and read back to what they were. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Operation } from '../operation.ts';
import { parseModule } from '../parser/parse.ts';
import { printOperation } from '../printer/printer.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { allDialects } from './index.ts';
import { PRINTED_OPERATIONS } from './printed-operations.fixture.ts';

function read(text: string): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  const found = [...diagnostics, ...verifyOperation(module)];
  assert.deepEqual(
    found.map(({ message }) => message),
    [],
  );
  return module;
}
const printGeneric = (module: Operation): string =>
  printOperation(module, { generic: true, localScope: true, debugInfo: true });

describe('printed operations', () => {
  for (const { about, text, pretty, generic } of PRINTED_OPERATIONS)
    it(about, () => {
      const module = read(text);
      assert.equal(printOperation(module), pretty);
      assert.equal(printGeneric(module), generic);
      assert.equal(printOperation(read(pretty)), pretty);
      assert.equal(printGeneric(read(generic)), generic);
    });
});
