/** Texts of other eras print, and are refused, as the tools of their time do it. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { fileLocation } from '../diagnostics.ts';
import type { Era } from '../eras.ts';
import { parseModule } from '../parser/parse.ts';
import { printOperation } from '../printer/printer.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { PRINTED_TEXTS, REFUSED_TEXTS } from './eras.fixture.ts';
import { allDialects } from './index.ts';

function read(text: string, era: Era) {
  const { module, diagnostics } = parseModule(new Context(allDialects, era), text);
  const found = diagnostics.length > 0 ? diagnostics : verifyOperation(module);
  const errors = found.map(({ location, severity, message }) => {
    const at = fileLocation(location);
    return `${at?.line}:${at?.column}: ${severity}: ${message}`;
  });
  return { module, errors };
}

function print(text: string, era: Era): { readonly pretty: string; readonly generic: string } {
  const { module, errors } = read(text, era);
  assert.deepEqual(errors, []);
  return {
    pretty: printOperation(module),
    generic: printOperation(module, { generic: true, localScope: true }),
  };
}

describe('texts of other eras', () => {
  for (const { about, era, text, pretty, generic } of PRINTED_TEXTS)
    it(`${era}: ${about}`, () => {
      assert.deepEqual(print(text, era), { pretty, generic });
      assert.deepEqual(print(pretty, era), { pretty, generic });
      assert.deepEqual(print(generic, era), { pretty, generic });
    });
  for (const { about, era, text, error } of REFUSED_TEXTS)
    it(`${era}: ${about}`, () => assert.equal(read(text, era).errors[0], error));
});
