/** Where a text is cut, and that an edit cuts it where a fresh look would. */
import assert from 'node:assert/strict';
import { codeLenses } from './code-lenses.ts';
import { documentDiagnostics } from './diagnostics.ts';
import { MlirDocument } from './document.ts';
import { cutSegments, groupSegments } from './segments.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { documentSymbols } from './symbols.ts';

/** The first words of what is parsed together, or null for all. */
function groups(text: string): string[] | null {
  const cut = cutSegments(text);
  const grouped = cut && groupSegments(cut.segments);
  return (
    grouped?.map((group) => {
      const whole = group.map((segment) => segment.text).join('');
      return `${group[0]?.kind}: ${whole.trim().split('\n')[0]}`;
    }) ?? null
  );
}

const TWO = `func.func @f() {
  return
}
func.func @g()
    -> i32 attributes {a} {
  %0 = call @f() : () -> ()
  return %0 : i32
}
`;
const IN_MODULE = `#map = affine_map<(d0) -> (d0)>
module @m attributes {a = {b}} {
${TWO.replaceAll(/^(?=.)/gm, '  ')}
} // @m
`;

describe('segments', () => {
  it('are the statements', () =>
    assert.deepEqual(groups(`// a\n!t = i32\n${TWO}`), [
      'alias: // a',
      'statement: func.func @f() {',
      'statement: func.func @g()',
    ]));
  it('of a module that holds all are those in it', () =>
    assert.deepEqual(groups(IN_MODULE), [
      'alias: #map = affine_map<(d0) -> (d0)>',
      'header: module @m attributes {a = {b}} {',
      'statement: func.func @f() {',
      'statement: func.func @g()',
      'footer: } // @m',
    ]));
  it('of one module among others are the modules', () =>
    assert.deepEqual(groups(`module @a {\n  module @b {\n  }\n}\nmodule @c {\n}\n`), [
      'statement: module @a {',
      'statement: module @c {',
    ]));
  it('hold together what their brackets do, though nothing is indented', () =>
    assert.deepEqual(groups(TWO.replaceAll(/^ +/gm, '').replace('-> i32', ' -> i32')), [
      'statement: func.func @f() {',
      'statement: func.func @g()',
    ]));
  it('that are not closed end where the next one begins', () =>
    assert.deepEqual(groups(`func.func @f() { "{" // }\n${TWO}`), [
      'statement: func.func @f() { "{" // }',
      'statement: func.func @f() {',
      'statement: func.func @g()',
    ]));
  it('are not cut where values go from one to the next, or locations are named', () => {
    assert.equal(groups('%0 = "a.b"() : () -> i32\n"a.c"(%0) : (i32) -> ()'), null);
    assert.equal(groups(`${TWO}#loc = loc(unknown)`), null);
  });
});

describe('an edited document', () => {
  /** What the service says of a whole document. */
  const known = (document: MlirDocument): unknown => [
    document.text,
    documentDiagnostics(document),
    documentSymbols(document),
    semanticTokens(document).map(({ start, end, type }) => [start, end, type]),
    codeLenses(document),
  ];
  const check = (before: string, ...edits: readonly (readonly [string, string])[]): void => {
    let document = new MlirDocument(before);
    void documentDiagnostics(document);
    for (const [from, to] of edits) {
      const { text } = document;
      const start = text.indexOf(from);
      assert.ok(start >= 0, `'${from}' is not in the text`);
      const edit = { start, end: start + from.length, text: to };
      const after = text.slice(0, edit.start) + to + text.slice(edit.end);
      document = document.edited(edit) ?? new MlirDocument(after, '-', document);
      assert.deepEqual(known(document), known(new MlirDocument(after)), `'${from}' to '${to}'`);
    }
  };

  for (const [name, text] of [
    ['statements', TWO],
    ['a module', IN_MODULE],
  ] as const) {
    it(`of ${name} is as a fresh one when a callee changes`, () =>
      check(
        text,
        ['@f() {', '@f() -> i32 {'],
        ['return\n', 'return %x : i32\n'],
        ['@f() ', '@h() '],
      ));
    it(`of ${name} is as a fresh one when brackets come and go`, () =>
      check(
        text,
        ['return\n', 'return {\n'],
        ['return {\n', 'return }\n'],
        ['return }', 'return'],
      ));
    it(`of ${name} is as a fresh one when statements come, go and become one`, () =>
      check(
        text,
        ['func.func @g', 'func.func @f() {\n  return\n}\nfunc.func @g'],
        ['func.func @f', 'util.global private @f = 1 : i32\nfunc.func @f'],
        ['}\n', '} '],
        ['} ', '}\n'],
        ['func.func', ' func.func'],
      ));
  }
  it('of which a module is all becomes another when something stands beside it', () =>
    check(IN_MODULE, ['} // @m', '}\nfunc.func @beside() {return}'], ['module @m', 'modul @m']));
  it('knows what its aliases mean now', () =>
    check(
      `#a = 1 : i32\n!t = i32\nfunc.func @f(%x: !t) attributes {a = #a} {\n  return\n}\n${TWO}`,
      ['#a = 1', '#a = 2'],
      ['!t = i32', '!t = i64'],
      ['!t = i64\n', ''],
    ));
});
