/** A text in pieces says of every place what the library says of the whole text. */
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentText } from './document-text.ts';

/** Small enough to look at, and cut into many pieces. */
const LINES = Array.from({ length: 3000 }, (_, i) => `  %${i} = "a.b"() : () -> i${i % 64}`);

describe('the text of a document', () => {
  const check = (text: DocumentText, expected: TextDocument): void => {
    assert.equal(text.getText(), expected.getText());
    assert.equal(text.lineCount, expected.lineCount);
    const { length } = expected.getText();
    for (let offset = 0; offset <= length + 1; offset += 97) {
      const position = expected.positionAt(offset);
      assert.deepEqual(text.positionAt(offset), position);
      assert.equal(text.offsetAt(position), expected.offsetAt(position));
    }
    for (const position of [
      { line: -1, character: 0 },
      { line: expected.lineCount + 1, character: 3 },
      { line: 1, character: 1e9 },
    ])
      assert.equal(text.offsetAt(position), expected.offsetAt(position));
  };

  for (const [name, lineBreak] of [
    ['line feeds', '\n'],
    ['both marks', '\r\n'],
    ['carriage returns', '\r'],
  ] as const)
    it(`knows its positions with ${name}`, () => {
      const content = LINES.join(lineBreak);
      check(new DocumentText('', 'mlir', 1, content), TextDocument.create('', 'mlir', 1, content));
    });

  it('takes changes over, and tells them as one', () => {
    const content = LINES.join('\n');
    let expected = TextDocument.create('', 'mlir', 1, content);
    const text = new DocumentText('', 'mlir', 1, content);
    const changes = [
      { range: at(1000, 2, 1000, 5), text: '%x' },
      { range: at(2000, 0, 2600, 3), text: 'a\nb\nc' },
      { range: at(999, 30, 1000, 0), text: '' },
      { range: at(0, 0, 0, 0), text: '// first\r\n' },
    ];
    expected = TextDocument.update(expected, [...changes], 2);
    text.update(changes, 2);
    check(text, expected);
    assert.equal(text.version, 2);
    const change = text.takeChange();
    assert.ok(change);
    const inserted = text.slice(change.start, change.start + change.length);
    assert.equal(
      content.slice(0, change.start) + inserted + content.slice(change.end),
      text.getText(),
    );
    assert.equal(text.takeChange(), undefined);
  });

  it('does not know what changed when all of it came anew', () => {
    const text = new DocumentText('', 'mlir', 1, 'a');
    text.update([{ text: 'b' }, { range: at(0, 1, 0, 1), text: 'c' }], 2);
    assert.equal(text.getText(), 'bc');
    assert.equal(text.takeChange(), null);
  });
});

const at = (line: number, character: number, endLine: number, endCharacter: number) => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});
