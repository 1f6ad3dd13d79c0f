/** How diagnostics look: as upstream's tools print them. */

import assert from 'node:assert/strict';
import { FileLineColLoc, NameLoc, UnknownLoc } from './attributes.ts';
import { Context } from './context.ts';
import { makeDiagnostic, renderDiagnostic } from './diagnostics.ts';
import { Source } from './parser/source-text.ts';

describe('diagnostics', () => {
  const context = new Context();
  const render = (text: string, offset: number): string => {
    const source = new Source('t.mlir', text);
    const location = FileLineColLoc.at(context, source, offset);
    return renderDiagnostic(makeDiagnostic('error', location, 'unexpected character'), source);
  };

  it('show the line and a caret', () => {
    assert.equal(render('a\nb $ c\n', 4), 't.mlir:2:3: error: unexpected character\nb $ c\n  ^');
  });
  it('expand tabs before the caret', () => {
    assert.equal(
      render('"a.b"() {\tx = $} : () -> ()', 14),
      't.mlir:1:15: error: unexpected character\n"a.b"() {       x = $} : () -> ()\n                    ^',
    );
  });
  it('count columns in bytes and leave the caret out of lines beyond ASCII', () => {
    assert.equal(render('"é" $', 4), 't.mlir:1:6: error: unexpected character\n"é" $');
  });
  it('put a caret behind the end of a line', () => {
    assert.equal(render('ab', 2), 't.mlir:1:3: error: unexpected character\nab\n  ^');
  });
  it('show notes after the message', () => {
    const source = new Source('t.mlir', 'x\ny\n');
    const diagnostic = makeDiagnostic('error', FileLineColLoc.at(context, source, 2), 'bad', [
      { location: FileLineColLoc.at(context, source, 0), message: 'because' },
    ]);
    assert.equal(
      renderDiagnostic(diagnostic, source),
      't.mlir:2:1: error: bad\ny\n^\nt.mlir:1:1: note: because\nx\n^',
    );
  });
  it('have no line to show of another file or of nothing', () => {
    const elsewhere = makeDiagnostic('error', FileLineColLoc.get(context, 'x', 1, 2), 'bad');
    const source = new Source('t.mlir', '');
    assert.equal(renderDiagnostic(elsewhere, source), 'x:1:2: error: bad');
    const unknown = UnknownLoc.get(context);
    assert.equal(
      renderDiagnostic(makeDiagnostic('error', unknown, 'bad'), source),
      '<unknown>:0: error: bad',
    );
    assert.equal(
      renderDiagnostic(makeDiagnostic('error', NameLoc.get('x', unknown), 'bad'), source),
      '<unknown>:0: error: loc("x"): bad',
    );
  });
});
