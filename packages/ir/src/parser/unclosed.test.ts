/** Where errors that come of an unclosed bracket say that it is opened, and should be closed. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { type Diagnostic, fileLocation } from '../diagnostics.ts';
import { allDialects } from '../dialects/index.ts';
import { parseModule } from './parse.ts';

/** Line and column of each error, followed by its notes but the ones about names. */
function errors(text: string): string[][] {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const place = ({ location }: Diagnostic): string => {
    const file = fileLocation(location);
    return `${file?.line}:${file?.column}`;
  };
  return parseModule(context, text).diagnostics.map((diagnostic) => [
    place(diagnostic),
    ...diagnostic.notes
      .filter(({ message }) => /^(?:to match|by indentation)/.test(message))
      .map((note) => `${place(note)} ${note.message}`),
  ]);
}

const ENDS = 'by indentation it ends before this line';

describe('an unclosed bracket', () => {
  it('is the inner one where what closes it is indented less', () => {
    const text = `func.func @a(%c: i1) {
  scf.if %c {
    "a.b"() : () -> ()
  "c.d"() : () -> ()
}
func.func @b() {
  return
}
`;
    assert.deepEqual(errors(text), [['8:2', "2:13 to match this '{'", `4:3 ${ENDS}`]]);
  });

  it('is told from those that are closed behind it', () => {
    const text = `module {
  func.func @a() {
    return

  func.func @b() {
    return
  }
}
`;
    assert.deepEqual(errors(text), [['8:2', "2:18 to match this '{'", `5:3 ${ENDS}`]]);
  });

  it('may be the last of the file', () => {
    assert.deepEqual(errors('func.func @a() {\n  return\n'), [['2:9', "1:16 to match this '{'"]]);
  });

  it('is no label that stands as deep as its region', () => {
    const text =
      'func.func @a() {\n  cf.br ^exit\n^exit:\n  return\n\nfunc.func @b() {\n  return\n}\n';
    assert.deepEqual(errors(text), [['8:2', "1:16 to match this '{'", `6:1 ${ENDS}`]]);
  });

  it('is noted where its closing one is expected', () => {
    assert.deepEqual(errors('"a.b"() {a = [\n1, 2} : () -> ()\n"a.b"() : () -> ()\n'), [
      ['2:5', "1:14 to match this '['"],
    ]);
    assert.deepEqual(errors('"a.b"(\n%0 : () -> ()\n'), [['2:3', "1:6 to match this '('"]]);
  });

  it('is not looked for in errors before it', () => {
    const text = '"a.b"() : () ->\nfunc.func @a() {\n  return\n';
    assert.deepEqual(errors(text), [['1:16'], ['3:9', "2:16 to match this '{'"]]);
  });

  it('is not pointed at from its own line', () => {
    assert.deepEqual(errors('"a.b"( : () -> ()\n'), [['1:7']]);
  });

  it('is none where all are closed', () => {
    assert.deepEqual(errors('"a.b"(1) {a = [1 2]} : () -> ()\n'), [['1:7']]);
  });
});
