/** What `npm run conformance` counts as agreement, and how it reads an oracle's output. */
import assert from 'node:assert/strict';
import { allDialects } from '@iree-workbench/ir/dialects';
import { compare, firstDifference } from './compare.ts';
import { cutPieces, mentionedDialects } from './corpus.ts';
import { readFirstErrors, readPrintedPieces } from './oracle-output.ts';
import { Workbench } from './ours.ts';
import { formatAgreement, formatDisagreements } from './report.ts';

const file = `func.func @a() {
  return
}
// -----
func.func @b() {
  return 1
}
// -----
func.func @c() {
  return
}
`;
/** What mlir-opt 16 prints for it, in two streams. */
const printed = `module {
  func.func @a() {
    return
  }
}

// -----

// -----
module {
  func.func @c() {
    return
  }
}

`;
const reported = `within split at x.mlir:4 offset :3:10: error: expected operation name in quotes
  return 1
         ^
`;

describe('conformance', () => {
  const pieces = cutPieces('x.mlir', file);

  it('names pieces as upstream does', () => {
    assert.deepEqual(
      pieces.map(({ name }) => name),
      [1, 4, 8].map((line) => `within split at x.mlir:${line} offset `),
    );
    assert.equal(cutPieces('x.mlir', 'module {}')[0]!.name, 'x.mlir');
  });

  it("tells an oracle's output apart by pieces", () => {
    const [a, b, c] = readPrintedPieces(printed, 3)!;
    assert.match(a!, /^module \{\n {2}func\.func @a/);
    assert.equal(b, '');
    assert.match(c!, /@c\(\)[\s\S]*\}$/);
    assert.equal(readPrintedPieces(printed, 2), null);
    assert.deepEqual(readFirstErrors(reported, pieces), [
      null,
      { line: 3, column: 10, message: 'expected operation name in quotes' },
      null,
    ]);
  });

  it('compares texts of what both accept', () => {
    const ours = new Workbench(allDialects, '2023', undefined).examine(pieces[0]!);
    const text = readPrintedPieces(printed, 3)![0]!;
    const comparison = compare(ours, {
      verdict: 'accepted',
      pretty: text.replace('@a', '@z'),
      generic: '"builtin.module"() ({',
    });
    assert.equal(comparison.verdict, null);
    assert.equal(comparison['round trip'], null);
    assert.deepEqual(comparison.pretty, { ours: 'func.func @a() {', theirs: 'func.func @z() {' });
    assert.deepEqual(comparison.generic, { ours: '"func.func"() ({', theirs: '(end)' });
  });

  it('compares the first errors of what both refuse, but for the list of dialects', () => {
    const refused = (line: number, message: string) =>
      ({ verdict: 'refused', error: { line, column: 1, message } }) as const;
    const dialects = (names: string) => `unknown. Registered dialects: ${names} ; see x`;
    const same = compare(
      { outcome: refused(2, dialects('a, b')), roundTrip: null },
      refused(2, dialects('a')),
    );
    assert.deepEqual(same, { verdict: null, line: null, message: null });
    const other = compare({ outcome: refused(2, 'a'), roundTrip: null }, refused(3, 'a'));
    assert.deepEqual(other.line, { ours: '2:1: a', theirs: '3:1: a' });
    assert.equal(other.message, null);
  });

  it('runs passes on pieces', () => {
    const text =
      'func.func @f(%a: i32) -> i32 {\n  %b = arith.addi %a, %a : i32\n  return %a : i32\n}';
    const workbench = new Workbench(allDialects, '2023', 'builtin.module(func.func(canonicalize))');
    const { outcome } = workbench.examine(cutPieces('x.mlir', text)[0]!);
    assert.ok(outcome.verdict === 'accepted');
    assert.doesNotMatch(outcome.pretty, /addi/);
  });

  it('finds the dialects that a text mentions, comments and locations left out', () => {
    const text =
      '// vm.call\n%0 = arith.addi %a.vm, %b : !util.list<#hal.x> loc("flow.mlir":1:1)\n"cf.br"()';
    const known = new Set(['arith', 'cf', 'flow', 'hal', 'util', 'vm']);
    assert.deepEqual(mentionedDialects(text, known), ['arith', 'cf', 'hal', 'util']);
  });

  it('finds the first line that differs', () => {
    assert.equal(firstDifference('a\nb', 'a\nb'), null);
    assert.deepEqual(firstDifference('a\n  b\nc', 'a\n  d\nc'), { ours: 'b', theirs: 'd' });
    assert.deepEqual(firstDifference('a', 'a\nb'), { ours: '(end)', theirs: 'b' });
  });

  it('counts by corpus, folder and dialect', () => {
    const difference = { ours: 'x', theirs: 'y' };
    const results = [
      {
        file: 'd/a.mlir',
        line: 1,
        dialects: ['arith'],
        isOurs: true,
        comparison: { verdict: null },
      },
      {
        file: 'd/a.mlir',
        line: 9,
        dialects: ['arith', 'tosa'],
        isOurs: false,
        comparison: { verdict: difference },
      },
    ];
    const table = formatAgreement(results);
    assert.match(table, /^all +2 +1\/2 50\.0 %/m);
    assert.match(table, /^in the workbench's dialects +1 +1\/1 100\.0 %/m);
    assert.match(table, /^d +2 +1\/2 50\.0 %/m);
    assert.match(table, /^arith +1 +1\/1 100\.0 %/m);
    assert.equal(
      formatDisagreements(results, new Set(['verdict'])),
      'd/a.mlir:9: verdict\n  ours    x\n  theirs  y\n',
    );
  });
});
