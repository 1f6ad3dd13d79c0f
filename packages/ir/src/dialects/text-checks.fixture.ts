/** What tests of dialects share: text in, what the printer, verifier or canonicaliser says out. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Operation } from '../operation.ts';
import { parseModule } from '../parser/parse.ts';
import { printOperation } from '../printer/printer.ts';
import { canonicalize } from '../transforms/canonicalize.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { allDialects } from './index.ts';

const show = ({ location, message }: Diagnostic): string =>
  location.kind === 'loc.file' ? `${location.line}:${location.column}: ${message}` : message;

function parseValid(text: string): Operation {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  assert.deepEqual(diagnostics.map(show), []);
  assert.deepEqual(verifyOperation(module).map(show), []);
  return module;
}

/** The text is valid and prints as it stands; its generic form reads as the same. */
export function assertPrintsItself(text: string): void {
  const module = parseValid(text);
  assert.equal(printOperation(module), text);
  assert.equal(printOperation(parseValid(printOperation(module, { generic: true }))), text);
}

/** The generic form of valid text. */
export const genericForm = (text: string): string =>
  printOperation(parseValid(text), { generic: true });

/** Valid text after `canonicalize`, verified again. */
export function canonicalized(text: string): string {
  const module = parseValid(text);
  canonicalize(module);
  assert.deepEqual(verifyOperation(module).map(show), []);
  return printOperation(module);
}

/** `line:column: message` of the first error that the parser or the verifier has; null if none. */
export function firstError(text: string): string | null {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  const [first] = diagnostics.length > 0 ? diagnostics : verifyOperation(module);
  return first ? show(first) : null;
}
