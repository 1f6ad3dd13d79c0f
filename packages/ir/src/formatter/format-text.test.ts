/** The formatter: text beside tidy text, and that no text loses a token or a comment. */

import assert from 'node:assert/strict';
import { Lexer } from '../parser/lexer.ts';
import { SAMPLES } from '../parser/samples.fixture.ts';
import { UPSTREAM_DIAGNOSTICS } from '../parser/upstream-diagnostics.fixture.ts';
import { formatEdits, formatText } from './format-text.ts';

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

function check(input: string, expected: string): void {
  assert.equal(formatText(input), expected);
  assert.equal(formatText(expected), expected);
}

/** Tokens and comments, which formatting must keep. */
function contents(text: string): string[] {
  const lexer = new Lexer(text);
  const found: string[] = [];
  let at = 0;
  for (let i = 0; i <= lexer.count; i++) {
    const start = i < lexer.count ? (lexer.starts[i] as number) : text.length;
    for (const line of text.slice(at, start).split('\n')) if (line.trim()) found.push(line.trim());
    at = lexer.ends[i] as number;
    found.push(text.slice(start, at));
  }
  return found;
}

describe('formatting', () => {
  it('puts statements at the depth of their block', () =>
    check(
      lines(
        'module {',
        'func.func @f(%arg0: i32) -> i32 {',
        '      %0 = arith.addi %arg0, %arg0 : i32',
        ' %1 = scf.if %c -> (i32) {',
        'scf.yield %0 : i32',
        '} else {',
        '        scf.yield %arg0 : i32',
        '     }',
        'return %1 : i32',
        '}',
        '}',
      ),
      lines(
        'module {',
        '  func.func @f(%arg0: i32) -> i32 {',
        '    %0 = arith.addi %arg0, %arg0 : i32',
        '    %1 = scf.if %c -> (i32) {',
        '      scf.yield %0 : i32',
        '    } else {',
        '      scf.yield %arg0 : i32',
        '    }',
        '    return %1 : i32',
        '  }',
        '}',
      ),
    ));

  it('puts labels where the operation around begins', () =>
    check(
      lines(
        'func.func @f(%arg0: i32) {',
        'cf.br ^bb1(%arg0 : i32)',
        '    ^bb1(%x: i32,',
        '         %y: i32):  // pred: ^bb0',
        '  return',
        '}',
      ),
      lines(
        'func.func @f(%arg0: i32) {',
        '  cf.br ^bb1(%arg0 : i32)',
        '^bb1(%x: i32,',
        '     %y: i32):  // pred: ^bb0',
        '  return',
        '}',
      ),
    ));

  it('keeps chosen lines of a statement where they stand beside it', () =>
    check(
      lines(
        'func.func @f() {',
        '%0 = linalg.generic {',
        '      indexing_maps = [#a, #b],',
        '      iterator_types = ["parallel"]}',
        '    ins(%a : tensor<4xf32>)',
        '    outs(%b : tensor<4xf32>) {',
        '    ^bb0(%x: f32, %y: f32):',
        '      linalg.yield %x : f32',
        '    } -> tensor<4xf32>',
        'return',
        '}',
      ),
      lines(
        'func.func @f() {',
        '  %0 = linalg.generic {',
        '        indexing_maps = [#a, #b],',
        '        iterator_types = ["parallel"]}',
        '      ins(%a : tensor<4xf32>)',
        '      outs(%b : tensor<4xf32>) {',
        '  ^bb0(%x: f32, %y: f32):',
        '    linalg.yield %x : f32',
        '  } -> tensor<4xf32>',
        '  return',
        '}',
      ),
    ));

  it('puts blanks between tokens as the printer does', () =>
    check(
      lines(
        '#map=affine_map<( d0,d1 )->( d0+d1,  d1 )>',
        'func.func  @f( %a : i32 ,%b: i32 )->i32 attributes  {x=1:i32} {',
        '  %0:2   = "a.b"( %a,%b ) : (i32,i32)->(i32,i32)',
        '}',
      ),
      lines(
        '#map = affine_map<(d0, d1) -> (d0+d1, d1)>',
        'func.func @f(%a : i32, %b: i32) -> i32 attributes {x = 1:i32} {',
        '  %0:2 = "a.b"(%a, %b) : (i32, i32) -> (i32, i32)',
        '}',
      ),
    ));

  it('leaves comparisons and the parameters of dialects alone', () =>
    check(
      lines('#set = affine_set<(d0)  : (d0 - 1==0, d0>=0)>', '#a = #x.y<p  =1,q,  r->s >'),
      lines('#set = affine_set<(d0) : (d0 - 1==0, d0>=0)>', '#a = #x.y<p  =1,q,  r->s >'),
    ));

  it('keeps comments: aligned behind a line, beside what follows, at the margin', () =>
    check(
      lines(
        '',
        '// RUN: iree-opt %s   ',
        '',
        '',
        '',
        'func.func @f() {',
        '',
        '      // What it does.',
        '      // CHECK: call',
        '      call @g() : () -> ()// now',
        '// CHECK-NEXT: return',
        '      return   // done',
        '',
        '}   ',
        '',
      ),
      lines(
        '// RUN: iree-opt %s',
        '',
        'func.func @f() {',
        '',
        '  // What it does.',
        '  // CHECK: call',
        '  call @g() : () -> () // now',
        '// CHECK-NEXT: return',
        '  return   // done',
        '',
        '}',
      ),
    ));

  it('begins anew behind a split marker, whatever was left open', () =>
    check(
      lines(
        'func.func @broken( {',
        '  foo ) }} ]',
        '',
        '// -----',
        '',
        '   func.func private @g()',
      ),
      lines('func.func @broken({', '  foo) }}]', '', '// -----', '', 'func.func private @g()'),
    ));

  it('keeps the ends of lines, and ends the last one', () => {
    check('module {\r\nfoo.op\r\n}', 'module {\r\n  foo.op\r\n}\r\n');
    check('', '');
    check('\n\n', '');
    check('// only a comment', '// only a comment\n');
  });

  it('changes no more than it has to', () =>
    assert.deepEqual(formatEdits('module {\n foo.op %a,%b\n}\n'), [
      { start: 10, end: 10, text: ' ' },
      { start: 20, end: 20, text: ' ' },
    ]));

  it('keeps all tokens and comments of any text, and is done after one time', () => {
    for (const text of [...SAMPLES, ...UPSTREAM_DIAGNOSTICS.map(([text]) => text)])
      for (const cut of [text.length, Math.floor(text.length / 2)]) {
        const part = text.slice(0, cut);
        const formatted = formatText(part);
        assert.deepEqual(contents(formatted), contents(part));
        assert.equal(formatText(formatted), formatted);
      }
  });
});
