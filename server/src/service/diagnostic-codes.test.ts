/** Codes of diagnostics, each with the example that its documentation gives. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DIAGNOSTIC_CODES } from './diagnostic-codes.ts';
import { documentDiagnostics } from './diagnostics.ts';
import { MlirDocument } from './document.ts';

const page = readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8');

/** Examples by the section that they stand in. */
const examples = new Map(
  [...page.matchAll(/^### (\S+)\n(?:(?!^#).*\n)*?```mlir\n([^`]*)```/gm)].map(
    ([, code = '', text = '']) => [code, text],
  ),
);

describe('the page about diagnostics', () => {
  it('has a section for each code and no other', () => {
    const sections = [...page.matchAll(/^### (\S+)$/gm)].map(([, code]) => code);
    assert.deepEqual(sections.sort(), [...DIAGNOSTIC_CODES].sort());
  });

  for (const code of DIAGNOSTIC_CODES)
    it(`gives an example of ${code}`, () => {
      const [first] = documentDiagnostics(new MlirDocument(examples.get(code) ?? ''));
      assert.equal(first?.code, code, first?.message);
    });
});
