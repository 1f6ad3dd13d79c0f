/** What a language server asks of a parsed text: where things are defined and used. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { builtinDialect } from '../dialects/builtin/index.ts';
import { cfDialect } from '../dialects/cf/index.ts';
import { funcDialect } from '../dialects/func/index.ts';
import { parseModule } from './parse.ts';
import type { SourceRange } from './source-info.ts';

const TEXT = `!t = i32
#a = 1
func.func @f(%arg: !t) -> !t {
  cf.br ^end(%later : !t)
^end(%x: !t):
  %r:2 = "a.b"(%x, %arg) {s = @f::@g, v = #a} : (!t, !t) -> (!t, !t)
  %later = "c.d"(%r#1) : (!t) -> !t
  return %later : !t
}
`;

describe('source info', () => {
  const context = new Context([builtinDialect, funcDialect, cfDialect]);
  context.allowUnregisteredDialects = true;
  const { module, info, diagnostics } = parseModule(context, TEXT, { recordSource: true });
  assert.ok(info);
  assert.deepEqual(diagnostics, []);
  const text = (range: SourceRange | null | undefined): string | null =>
    range ? TEXT.slice(range.start, range.end) : null;
  const op = (name: string) => {
    const [found] = module.collect(name);
    assert.ok(found);
    return found;
  };

  it('knows the text of operations, their names and results', () => {
    const range = info.rangeOf(op('a.b'));
    assert.ok(range);
    assert.ok(text(range)?.startsWith('%r:2 = "a.b"') && text(range)?.endsWith('(!t, !t)'));
    assert.equal(text(range.name), '"a.b"');
    assert.deepEqual(
      range.results.map((result) => [text(result), result.firstResult]),
      [['%r', 0]],
    );
    assert.equal(
      text(info.rangeOf(op('func.func'))),
      TEXT.slice(TEXT.indexOf('func.func')).trimEnd(),
    );
  });
  it('finds the innermost operation at an offset', () => {
    assert.equal(info.operationAt(TEXT.indexOf('%r#1'))?.op.name, 'c.d');
    assert.equal(info.operationAt(TEXT.indexOf('^end(%x'))?.op.name, 'func.func');
    assert.equal(info.operationAt(0), null);
  });
  it('knows definitions and uses of values, also of forward references', () => {
    const argument = info.values.get(op('func.func').region().front.argument(0));
    assert.equal(text(argument?.definition), '%arg');
    assert.equal(argument?.uses.length, 1);
    const later = info.values.get(op('c.d').result());
    assert.equal(later?.definition?.start, TEXT.indexOf('%later ='));
    assert.deepEqual(
      later?.uses.map((use) => use.start),
      [TEXT.indexOf('%later :'), TEXT.lastIndexOf('%later')],
    );
  });
  it('knows blocks', () => {
    const block = info.blocks.get(op('a.b').block!);
    assert.equal(block?.definition?.start, TEXT.indexOf('^end(%x'));
    assert.deepEqual(block?.uses.map(text), ['^end']);
  });
  it('knows symbols and aliases', () => {
    assert.deepEqual(
      info.symbolUses.map((use) => [use.name, use.parents, text(use)]),
      [
        ['f', null, '@f'],
        ['g', ['f'], '@g'],
      ],
    );
    assert.equal(text(info.typeAliases.get('t')?.definition), '!t');
    assert.equal(info.typeAliases.get('t')?.uses.length, TEXT.split('!t').length - 2);
    assert.deepEqual(info.attributeAliases.get('a')?.uses.map(text), ['#a']);
  });
});
