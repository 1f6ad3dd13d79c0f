/** The parser's diagnostics against those of upstream's tool, and one diagnostic an error. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { builtinDialect } from '../dialects/builtin/index.ts';
import { parseModule } from './parse.ts';
import { UPSTREAM_DIAGNOSTICS } from './upstream-diagnostics.fixture.ts';

function messages(text: string): string[] {
  const context = new Context([builtinDialect]);
  context.allowUnregisteredDialects = true;
  const show = ({ location, severity, message }: Diagnostic): string =>
    location.kind === 'loc.file'
      ? `${location.line}:${location.column}: ${severity}: ${message}`
      : `${location.kind}: ${severity}: ${message}`;
  return parseModule(context, text).diagnostics.flatMap((diagnostic) => [
    show(diagnostic),
    ...diagnostic.notes.map(show),
  ]);
}

describe("the parser's diagnostics", () => {
  for (const [text, ...expected] of UPSTREAM_DIAGNOSTICS)
    it(`are upstream's for ${JSON.stringify(text)}`, () => {
      assert.deepEqual(messages(text), expected);
    });

  it('name the dialects that are registered', () => {
    assert.deepEqual(messages('foo.bar'), [
      "1:1: error: Dialect `foo' not found for custom op 'foo.bar' ",
      '1:1: note: Registered dialects: builtin ; for more info on dialect registration see https://mlir.llvm.org/getting_started/Faq/#registered-loaded-dependent-whats-up-with-dialects-management',
    ]);
  });

  it('know properties only in the language that has them', () => {
    const text = '"a.b"() <{a = 1}> : () -> ()';
    assert.deepEqual(messages(text), ["1:8: error: expected ':' followed by operation type"]);
    const context = new Context([builtinDialect], '2026');
    context.allowUnregisteredDialects = true;
    const { module, diagnostics } = parseModule(context, text);
    assert.deepEqual(diagnostics, []);
    assert.ok(module.collect('a.b')[0]?.attr('a'));
  });

  it('refuse unregistered dialects where the context does', () => {
    const { diagnostics } = parseModule(new Context([builtinDialect]), '"a.b"() : () -> ()');
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      [
        'operation being parsed with an unregistered dialect. If this is intended, please use -allow-unregistered-dialect with the MLIR tool used',
      ],
    );
  });
});
