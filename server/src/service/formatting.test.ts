/** Formatting of documents: edits instead of a new text, and of no more than was asked for. */
import assert from 'node:assert/strict';
import { MlirDocument, type TextRange } from './document.ts';
import { formattingEdits } from './formatting.ts';

const UNTIDY = 'func.func @f( %a: i32) {\nreturn\n}\nfunc.func @g( %a: i32) {\nreturn\n}\n';

function format(text: string, range?: TextRange): string {
  let formatted = '';
  let at = 0;
  for (const edit of formattingEdits(new MlirDocument(text), range)) {
    formatted += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return formatted + text.slice(at);
}

describe('formatting of documents', () => {
  it('tidies all of it', () =>
    assert.equal(
      format(UNTIDY),
      'func.func @f(%a: i32) {\n  return\n}\nfunc.func @g(%a: i32) {\n  return\n}\n',
    ));
  it('tidies the lines asked for as they would be in the whole', () =>
    assert.equal(
      format(UNTIDY, { start: UNTIDY.lastIndexOf('func.func'), end: UNTIDY.length }),
      'func.func @f( %a: i32) {\nreturn\n}\nfunc.func @g(%a: i32) {\n  return\n}\n',
    ));
  it('has nothing to say of what is tidy', () =>
    assert.deepEqual(formattingEdits(new MlirDocument(format(UNTIDY))), []));
});
