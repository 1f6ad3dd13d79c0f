/** What holds of all IR and of all text, each as a check that throws with what went wrong. */
import assert from 'node:assert/strict';
import {
  type Context,
  IRMapping,
  type Operation,
  type ParsedPipeline,
  parseModule,
  printOperation,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';
import { formatText } from '@iree-workbench/ir/formatter';

const messages = (diagnostics: readonly { readonly message: string }[]): string[] =>
  diagnostics.map(({ message }) => message);

function parsed(context: Context, text: string): Operation {
  const { module, diagnostics } = parseModule(context, text);
  assert.deepEqual(messages(diagnostics), [], `printed IR does not parse:\n${text}`);
  assert.deepEqual(messages(verifyOperation(module)), [], `parsed IR is not valid:\n${text}`);
  return module;
}

/**
 * The generic form is read as what it was printed from; so is the pretty form, and tidied text, where it
 * can be read at all: upstream's syntax cannot say all that upstream's verifier lets pass. A copy is equal.
 */
export function checkText(context: Context, op: Operation): void {
  const generic = printOperation(op, { generic: true });
  const module = parsed(context, generic);
  const expected = printOperation(module, { generic: true });
  assert.equal(printOperation(parsed(context, expected), { generic: true }), expected);
  const copy = module.clone(new IRMapping());
  assert.equal(printOperation(copy, { generic: true }), expected, 'a copy differs');
  const pretty = printOperation(module);
  const tidy = formatText(pretty);
  assert.equal(formatText(tidy), tidy, 'tidy text is not tidy');
  const again = parseModule(context, pretty);
  if (again.diagnostics.length > 0) return;
  assert.equal(printOperation(again.module), pretty, 'printing again prints something else');
  assert.equal(printOperation(parseModule(context, tidy).module), pretty, `tidied:\n${tidy}`);
}

/** Passes leave valid IR valid, and what they leave can be printed and read. */
export function checkPasses(context: Context, op: Operation, pipeline: ParsedPipeline): void {
  const module = parsed(context, printOperation(op, { generic: true }));
  const found: string[] = [];
  runPasses(module, pipeline.steps, { onDiagnostic: ({ message }) => found.push(message) });
  assert.deepEqual(found, [], 'a pass fails on valid IR');
  assert.deepEqual(messages(verifyOperation(module)), [], `left:\n${printOperation(module)}`);
  checkText(context, module);
}

/** Any text gives IR, and diagnostics inside of it, in time. */
export function checkAnyText(context: Context, text: string, longest: number): void {
  const started = performance.now();
  const { diagnostics, module } = parseModule(context, text, { recordSource: true });
  for (const { location, message } of diagnostics) {
    assert.equal(location.kind, 'loc.file', message);
    if (location.kind !== 'loc.file') continue;
    assert.ok(
      location.offset >= 0 && location.offset <= text.length,
      `${location.offset}: ${message}`,
    );
    assert.ok(location.line >= 1 && location.column >= 1, message);
  }
  if (diagnostics.length === 0) verifyOperation(module);
  formatText(text);
  const took = performance.now() - started;
  assert.ok(took < longest, `it takes ${took.toFixed(0)} ms`);
}
