/** Printing and parsing again gives the same IR and the same text, in both forms. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import type { Operation } from '../operation.ts';
import { printOperation } from '../printer/printer.ts';
import { parseModule } from './parse.ts';
import { SAMPLES } from './samples.fixture.ts';

function parse(text: string): Operation {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
    text,
  );
  return module;
}

describe('the text of parsed IR', () => {
  for (const [i, sample] of SAMPLES.entries()) {
    it(`is the same again for sample ${i}`, () => {
      const module = parse(sample);
      const pretty = printOperation(module);
      const generic = printOperation(module, { generic: true });
      assert.equal(printOperation(parse(pretty)), pretty);
      assert.equal(printOperation(parse(pretty), { generic: true }), generic);
      assert.equal(printOperation(parse(generic), { generic: true }), generic);
      assert.equal(printOperation(parse(generic)), pretty);
    });
    it(`keeps locations of sample ${i}`, () => {
      const located = printOperation(parse(sample), { debugInfo: true });
      assert.equal(printOperation(parse(located), { debugInfo: true }), located);
    });
  }
});
