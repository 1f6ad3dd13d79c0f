/** What the service finds in a whole document: functions, lenses, outline, tokens, diagnostics. */
import assert from 'node:assert/strict';
import { codeLenses } from './code-lenses.ts';
import { documentDiagnostics } from './diagnostics.ts';
import { MlirDocument } from './document.ts';
import { publicFunctions, textWithFunction } from './functions.ts';
import { type SemanticToken, semanticTokens } from './semantic-tokens.ts';
import { documentSymbols, type OutlineSymbol } from './symbols.ts';

const PROGRAM = `util.global private mutable @count = 0 : i32
util.global private @step = 1 : i32
func.func private @helper(%x: i32) -> i32 {
  return %x : i32
}
func.func private @outside(i32) -> i32
func.func @next(%n: i32, %v: tensor<?x3xf16>) -> i32 {
  %old = util.global.load @count : i32
  %new = arith.addi %old, %n : i32
  util.global.store %new, @count : i32
  return %new : i32
}
`;

describe('functions of a document', () => {
  it('are the public ones with a body', () => {
    const [next, ...others] = publicFunctions(new MlirDocument(PROGRAM));
    assert.deepEqual(others, []);
    assert.deepEqual(
      next?.inputs.map((input) => [input.typeText, input.default]),
      [
        ['i32', '0'],
        ['tensor<?x3xf16>', '1x3xf16=0'],
      ],
    );
    assert.equal(PROGRAM.slice(next?.selection.start, next?.selection.end), '@next');
  });
  it('have lenses to run them and to show their IR', () =>
    assert.deepEqual(
      codeLenses(new MlirDocument(PROGRAM)).map((lens) => [lens.title, lens.function]),
      [
        ['Run ▶', 'next'],
        ['Show IR after…', 'next'],
      ],
    ));
  it('are compiled with the piece of the file they are in', () => {
    const second = 'func.func @second() {\n  return\n}\n';
    const document = new MlirDocument(`${PROGRAM}// -----\n${second}`);
    const range = textWithFunction(document, 'second');
    assert.equal(document.text.slice(range?.start, range?.end), `\n${second}`);
    assert.equal(textWithFunction(document, 'helper'), undefined);
  });
});

describe('the outline', () => {
  const outline = (symbols: readonly OutlineSymbol[]): unknown[] =>
    symbols.map(({ name, kind, children }) =>
      children.length > 0 ? [name, kind, outline(children)] : [name, kind],
    );
  it('lists symbols by what they are', () =>
    assert.deepEqual(outline(documentSymbols(new MlirDocument(PROGRAM))), [
      ['count', 'variable'],
      ['step', 'constant'],
      ['helper', 'function'],
      ['outside', 'function'],
      ['next', 'function'],
    ]));
  it('nests them as their tables are, and passes over what has no name', () =>
    assert.deepEqual(
      outline(
        documentSymbols(
          new MlirDocument(
            'module {\n  module @inner {\n    func.func private @f()\n  }\n  func.func private @g()\n}',
          ),
        ),
      ),
      [
        ['inner', 'module', [['f', 'function']]],
        ['g', 'function'],
      ],
    ));
});

describe('semantic tokens', () => {
  const document = new MlirDocument(PROGRAM);
  const tokens = semanticTokens(document);
  const named = (text: string): SemanticToken[] =>
    tokens.filter(({ start, end }) => PROGRAM.slice(start, end) === text);

  it('tell arguments from results, functions from globals', () => {
    assert.deepEqual(
      ['%n', '%old', '@next', '@count', '@step'].map((text) => named(text)[0]?.type),
      ['parameter', 'variable', 'function', 'property', 'property'],
    );
  });
  it('mark definitions, and what does not change', () => {
    assert.deepEqual(
      named('%old').map(({ modifiers }) => modifiers),
      [['declaration'], []],
    );
    assert.deepEqual(named('@step')[0]?.modifiers, ['declaration', 'readonly']);
  });
  it('of a range are those in it', () => {
    const pieces = new MlirDocument(`${PROGRAM}// -----\n${PROGRAM}`);
    const all = semanticTokens(pieces);
    for (const start of [0, 100, PROGRAM.length, PROGRAM.length + 120]) {
      const range = { start, end: start + 90 };
      assert.deepEqual(
        semanticTokens(pieces, range),
        all.filter((token) => token.end >= range.start && token.start <= range.end),
      );
    }
  });
  it('stand in order and do not overlap', () => {
    const pieces = new MlirDocument(`${PROGRAM}// -----\n${PROGRAM}`);
    let end = 0;
    for (const token of semanticTokens(pieces)) {
      assert.ok(token.start >= end && token.end > token.start);
      end = token.end;
    }
  });
});

describe('diagnostics of a document', () => {
  const found = (text: string): unknown[] =>
    documentDiagnostics(new MlirDocument(text)).map(({ message, range }) => [
      text.slice(range?.start, range?.end),
      message,
    ]);

  it('mark the name they are about', () =>
    assert.deepEqual(found('func.func @f() -> i32 {\n  return %missing : i32\n}'), [
      ['%missing', 'use of undeclared SSA value name'],
    ]));
  it('say who found them', () =>
    assert.deepEqual(
      documentDiagnostics(
        new MlirDocument('func.func @f( {\n}\n// -----\nfunc.func @f() -> i32 {\n  return\n}'),
      ).map(({ code }) => code),
      ['parser/syntax', 'verifier/operation'],
    ));
  it('are those of every piece of the file', () => {
    const broken = 'func.func @f() -> i32 {\n  return\n}\n';
    const message = "'func.return' op has 0 operands, but enclosing function (@f) returns 1";
    assert.deepEqual(found(`${broken}// -----\n${broken}`), [
      ['return', message],
      ['return', message],
    ]);
  });
  it('leave out that a symbol is missing because its definition did not parse', () =>
    assert.deepEqual(
      found(
        'func.func @f(%a: tensor<4xf32) {\n  return\n}\n' +
          'func.func @g() {\n  call @f() : () -> ()\n  return\n}',
      ).map((entry) => (entry as unknown[])[1]),
      ["expected '>' in tensor type"],
    ));
  it('keep what parsed in other pieces from one version to the next', () => {
    const before = new MlirDocument(`${PROGRAM}// -----\n// one`);
    const after = new MlirDocument(`${PROGRAM}// -----\n// two`, '-', before);
    assert.equal(after.chunks[0]?.chunk, before.chunks[0]?.chunk);
    assert.notEqual(after.chunks[1]?.chunk, before.chunks[1]?.chunk);
  });
});
