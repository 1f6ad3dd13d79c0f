/** Operations that are not as they should be get upstream's words, at upstream's place. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { fileLocation } from '../diagnostics.ts';
import { parseModule } from '../parser/parse.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { allDialects } from './index.ts';
import { INVALID_OPERATIONS } from './invalid-operations.fixture.ts';

/** The first error, as upstream's tools begin to print it. */
function firstError(text: string): string | null {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  const [first] = diagnostics.length > 0 ? diagnostics : verifyOperation(module);
  if (!first) return null;
  const at = fileLocation(first.location);
  const [message] = first.message.split('\n');
  return `${at?.line ?? 0}:${at?.column ?? 0}: ${first.severity}: ${message}`;
}

describe('invalid operations', () => {
  for (const about of new Set(INVALID_OPERATIONS.map((entry) => entry.about)))
    it(about, () => {
      for (const { text, error } of INVALID_OPERATIONS.filter((entry) => entry.about === about))
        assert.equal(firstError(text), error, text);
    });
});
