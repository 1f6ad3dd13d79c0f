/** FileCheck against what LLVM 16's own says of the same texts. */
import assert from 'node:assert/strict';
import { FileCheckUsageError, parseFileCheckArguments, runFileCheck } from './index.ts';

/** Exit code and output of `FileCheck c FLAGS`, the check file and the input given as lines. */
function fileCheck(
  checks: readonly string[],
  input: readonly string[],
  ...flags: readonly string[]
): { code: number; lines: readonly string[] } {
  const { options } = parseFileCheckArguments(['c', ...flags]);
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  const result = runFileCheck(
    { name: 'c', text: text(checks) },
    { name: '<stdin>', text: text(input) },
    options,
  );
  return { code: result.exitCode, lines: result.output.split('\n').slice(0, -1) };
}

/** The messages alone: `c:1:8: error: …`. */
const messages = (...args: Parameters<typeof fileCheck>): readonly string[] =>
  fileCheck(...args).lines.filter((line) => /^[^:]+:\d+:\d+: |^error: /.test(line));

const passes = (...args: Parameters<typeof fileCheck>): void =>
  assert.deepEqual(fileCheck(...args), { code: 0, lines: [] });

describe('FileCheck', () => {
  describe('directives', () => {
    it('finds texts in their order', () => {
      passes(['CHECK: one', 'CHECK: two'], ['zero', 'one', 'x', 'two']);
      assert.deepEqual(messages(['CHECK: two', 'CHECK: one'], ['one', 'two']), [
        'c:2:8: error: CHECK: expected string not found in input',
        '<stdin>:2:4: note: scanning from here',
      ]);
    });

    it('wants -NEXT on the next line and -SAME on the same', () => {
      passes(['CHECK: a', 'CHECK-SAME: b', 'CHECK-NEXT: c'], ['a b', ' c']);
      assert.deepEqual(messages(['CHECK: a', 'CHECK-NEXT: c'], ['a', 'b', 'c']), [
        'c:2:13: error: CHECK-NEXT: is not on the line after the previous match',
        "<stdin>:3:1: note: 'next' match was here",
        '<stdin>:1:2: note: previous match ended here',
        '<stdin>:2:1: note: non-matching line after previous match is here',
      ]);
      assert.deepEqual(messages(['CHECK: a', 'CHECK-NEXT: c'], ['a c']), [
        'c:2:13: error: CHECK-NEXT: is on the same line as previous match',
        "<stdin>:1:3: note: 'next' match was here",
        '<stdin>:1:2: note: previous match ended here',
      ]);
      assert.deepEqual(messages(['CHECK: a', 'CHECK-SAME: c'], ['a', 'c']), [
        'c:2:13: error: CHECK-SAME: is not on the same line as the previous match',
        "<stdin>:2:1: note: 'next' match was here",
        '<stdin>:1:2: note: previous match ended here',
      ]);
    });

    it('wants empty lines where -EMPTY stands', () => {
      passes(['CHECK: a', 'CHECK-EMPTY:', 'CHECK-NEXT: b'], ['a', '', 'b']);
      assert.equal(fileCheck(['CHECK: a', 'CHECK-EMPTY:'], ['a', 'b']).code, 1);
    });

    it('excludes what -NOT names, between the matches around it', () => {
      passes(['CHECK: a', 'CHECK-NOT: x', 'CHECK: b'], ['a', 'b', 'x']);
      assert.deepEqual(messages(['CHECK: a', 'CHECK-NOT: x', 'CHECK: b'], ['a', 'x', 'b']), [
        'c:2:12: error: CHECK-NOT: excluded string found in input',
        '<stdin>:2:1: note: found here',
      ]);
      assert.deepEqual(messages(['CHECK: foo'], ['foo', 'bar x'], '--implicit-check-not=bar'), [
        'command line:1:22: error: CHECK-NOT: excluded string found in input',
        '<stdin>:2:1: note: found here',
      ]);
    });

    it('takes -DAG in any order, without overlaps', () => {
      passes(['CHECK-DAG: a b', 'CHECK-DAG: b c', 'CHECK: d'], ['b c', 'a b', 'd']);
      assert.equal(fileCheck(['CHECK-DAG: a b', 'CHECK-DAG: b c'], ['a b c']).code, 1);
      passes(['CHECK-DAG: a b', 'CHECK-DAG: b c'], ['a b c'], '--allow-deprecated-dag-overlap');
    });

    it('counts', () => {
      passes(['CHECK-COUNT-2: foo', 'CHECK: bar'], ['foo foo', 'bar']);
      assert.deepEqual(messages(['CHECK-COUNT-3: foo'], ['foo', 'foo', 'bar']), [
        'c:1:16: error: CHECK-COUNT: expected string not found in input (3 out of 3)',
        '<stdin>:2:4: note: scanning from here',
      ]);
    });

    it('cuts the input at labels, so that one failure costs one part', () => {
      const input = ['@a', 'one', '@b', 'two', '@c', 'three'];
      const checks = ['CHECK-LABEL: @a', 'CHECK: two', 'CHECK-LABEL: @b', 'CHECK: two'];
      assert.deepEqual(messages([...checks, 'CHECK-LABEL: @c', 'CHECK: four'], input), [
        'c:2:8: error: CHECK: expected string not found in input',
        '<stdin>:1:3: note: scanning from here',
        'c:6:8: error: CHECK: expected string not found in input',
        '<stdin>:5:3: note: scanning from here',
      ]);
    });

    it('refuses what is no directive', () => {
      const error = (checks: string): readonly string[] => messages([checks], ['foo']);
      assert.deepEqual(error('CHECK-COUNT-0: a'), [
        "c:1:14: error: invalid count in -COUNT specification on prefix 'CHECK'",
      ]);
      assert.deepEqual(error('CHECK_NEXT: a'), [
        "c:1:1: error: misspelled directive 'CHECK_NEXT:'",
      ]);
      assert.deepEqual(error('CHECK-DAG-NOT: a'), [
        "c:1:7: error: unsupported -NOT combo on prefix 'CHECK'",
      ]);
      assert.deepEqual(error('CHECK-NEXT: a'), [
        "c:1:1: error: found 'CHECK-NEXT' without previous 'CHECK: line",
      ]);
      assert.deepEqual(error('CHECK:'), [
        "c:1:7: error: found empty check string with prefix 'CHECK:'",
      ]);
      assert.deepEqual(error('CHECK-EMPTY: a'), [
        "c:1:14: error: found non-empty check string for empty check with prefix 'CHECK:'",
      ]);
      assert.deepEqual(error('CHECK-LABEL: [[X:.]]'), [
        "c:1:1: error: found 'CHECK-LABEL:' with variable definition or use",
      ]);
      assert.deepEqual(error('XCHECK: a'), ["error: no check strings found with prefix 'CHECK:'"]);
    });
  });

  describe('patterns', () => {
    it('reads regular expressions between braces; the longest match wins', () => {
      passes(['CHECK: {{^[[:alpha:]]+}} = {{a|ab}};'], ['', 'x = ab;']);
      passes(['CHECK: {{(x|xy)(z|yzz)}}!'], ['xyzz!']);
      // A newline is matched only by who asks for it.
      assert.equal(fileCheck(['CHECK: a{{[^b]}}c'], ['a', 'c']).code, 1);
      passes(['CHECK: a{{[[:space:]]+}}c'], ['a', 'c']);
    });

    it('says what is wrong with a regular expression', () => {
      const wrong: Readonly<Record<string, string>> = {
        '(a': 'parentheses not balanced',
        '*a': 'repetition-operator operand invalid',
        'a**': 'repetition-operator operand invalid',
        '[[:foo:]]': 'invalid character class',
        'a{3,2}': 'invalid repetition count(s)',
        '[b-a]': 'invalid character range',
        'a|': 'empty (sub)expression',
        '[a': 'brackets ([ ]) not balanced',
        '\\1': 'invalid backreference number',
      };
      for (const [regex, reason] of Object.entries(wrong)) {
        assert.deepEqual(messages([`CHECK: {{${regex}}}`], ['a']), [
          `c:1:10: error: invalid regex: ${reason}`,
        ]);
      }
    });

    it('captures into variables and puts their values in, later and on the same line', () => {
      passes(['CHECK: [[X:%.+]] = [[Y:.*]] [[Y]]', 'CHECK: f([[X]])'], ['%0 = a.b a.b', 'f(%0)']);
      assert.deepEqual(messages(['CHECK: a [[X:.]]', 'CHECK: b [[X]] [[Y]]'], ['a 1', 'b 1']), [
        'c:2:18: error: undefined variable: Y',
        '<stdin>:1:4: note: with "X" equal to "1"',
        '<stdin>:2:1: note: possible intended match here',
      ]);
    });

    it('takes the first of three brackets for itself', () => {
      passes(['CHECK: load [[M:.]][[[I:.]], [[J:.]]]'], ['load m[i, j]']);
    });

    it('computes with numbers, in their formats', () => {
      passes(
        ['CHECK: [[#%x,A:]] [[#B:]]', 'CHECK: [[#A+1]] [[#%u,mul(B,A)]]'],
        ['ff 2', '100 510'],
      );
      passes(['CHECK: [[#%.4X,N:]] [[#%d,sub(1,3)]]'], ['00AB -2']);
      passes(['CHECK: [[#@LINE]]', '', 'CHECK: [[@LINE+1]]'], ['1', '4']);
      assert.deepEqual(messages(['CHECK: [[#X:]]', 'CHECK: [[#X+1]]'], ['1', '3']), [
        'c:2:8: error: CHECK: expected string not found in input',
        '<stdin>:1:2: note: scanning from here',
        '<stdin>:1:2: note: with "X+1" equal to "2"',
      ]);
      const error = (block: string): string | undefined => messages([`CHECK: ${block}`], ['a'])[0];
      assert.equal(error('[[#X*2]]'), "c:1:12: error: unsupported operation '*'");
      assert.equal(
        error('[[#add(1)]]'),
        "c:1:11: error: function 'add' takes 2 arguments but 1 given",
      );
      assert.equal(
        error('[[#-1]]'),
        'c:1:11: error: unable to substitute variable or numeric expression: overflow error',
      );
      assert.equal(
        error('[[#%#d,X:]]'),
        'c:1:12: error: alternate form only supported for hex values',
      );
    });

    it('takes {LITERAL} text as it is', () => {
      passes(['CHECK{LITERAL}: [[a]] {{b}}'], ['x [[a]] {{b}}']);
    });
  });

  describe('flags', () => {
    it('looks for other prefixes, each of which must be there', () => {
      passes(['A: x', 'B-NEXT: y', 'CHECK: z'], ['x', 'y'], '--check-prefixes=A,B');
      assert.deepEqual(messages(['A: x'], ['x'], '--check-prefixes=A,B'), [
        "error: no check strings found with prefix 'B:'",
      ]);
      passes(['A: x'], ['x'], '--check-prefixes=A,B', '--allow-unused-prefixes');
      // A directive has its line to itself.
      passes(['A: B: x'], ['B: x'], '--check-prefixes=A,B', '--allow-unused-prefixes');
    });

    it('minds whitespace, whole lines and case as it is told', () => {
      passes(['CHECK: a b'], ['a \t b']);
      assert.equal(fileCheck(['CHECK: a b'], ['a  b'], '--strict-whitespace').code, 1);
      assert.equal(fileCheck(['CHECK: a'], ['a b'], '--match-full-lines').code, 1);
      passes(['CHECK: a b'], ['  a b '], '--match-full-lines');
      passes(['CHECK: A{{B}}'], ['ab'], '--ignore-case');
    });

    it('defines variables', () => {
      passes(['CHECK: [[X]] [[#N+1]]'], ['a.b 4'], '-DX=a.b', '-D#N=3');
      assert.deepEqual(fileCheck(['CHECK: a'], ['a'], '-D1X=3'), {
        code: 2,
        lines: [
          'Global defines:1:19: error: invalid variable name',
          'Global define #1: 1X=3',
          '                  ^',
          '',
        ],
      });
    });

    it('forgets variables at labels where they have a scope, but for $X', () => {
      const checks = ['CHECK-LABEL: a', 'CHECK: [[X:.]] [[$Y:.]]', 'CHECK-LABEL: b'];
      const input = ['a', '1 2', 'b', '1', '2'];
      passes([...checks, 'CHECK: [[X]]'], input);
      passes([...checks, 'CHECK: [[$Y]]'], input, '--enable-var-scope');
      assert.deepEqual(
        messages([...checks, 'CHECK: [[X]]'], input, '--enable-var-scope')[0],
        'c:4:10: error: undefined variable: X',
      );
    });

    it('takes an empty input only where that is allowed', () => {
      assert.deepEqual(fileCheck(['CHECK: a'], []), {
        code: 2,
        lines: ["FileCheck error: '<stdin>' is empty."],
      });
      passes(['CHECK-NOT: a'], [], '--allow-empty');
    });

    it('refuses what it does not know', () => {
      const refusal = (flag: string) => () => parseFileCheckArguments(['c', flag]);
      assert.throws(refusal('--foo'), FileCheckUsageError);
      assert.throws(
        refusal('--dump-input=foo'),
        /FileCheck: for the --dump-input option: Cannot find option named 'foo'!/,
      );
      assert.throws(() => parseFileCheckArguments([]), /<check-file> not specified/);
    });
  });

  describe('the dump of the input', () => {
    it('shows where it looked and what may have been meant', () => {
      const checks = ['CHECK: foo', 'CHECK-NEXT:   b{{[a-z]}}r  x'];
      assert.deepEqual(fileCheck(checks, ['foo', 'baz', '\tbar  y']), {
        code: 1,
        lines: [
          'c:2:13: error: CHECK-NEXT: expected string not found in input',
          'CHECK-NEXT: b{{[a-z]}}r x',
          '            ^',
          '<stdin>:1:4: note: scanning from here',
          'foo',
          '   ^',
          '<stdin>:3:2: note: possible intended match here',
          ' bar y',
          ' ^',
          '',
          'Input file: <stdin>',
          'Check file: c',
          '',
          '-dump-input=help explains the following input dump.',
          '',
          'Input was:',
          '<<<<<<',
          '          1: foo ',
          "next:2'0        X error: no match found",
          '          2: baz ',
          "next:2'0     ~~~~",
          '          3:  bar y ',
          "next:2'0     ~~~~~~~",
          "next:2'1      ?      possible intended match",
          '>>>>>>',
        ],
      });
    });

    it('leaves out lines far from errors', () => {
      const input = ['a', ...'1234567890'.split(''), 'x', 'b'];
      const { lines } = fileCheck(
        ['CHECK: a', 'CHECK-NOT: x', 'CHECK: b'],
        input,
        '--dump-input-context=1',
      );
      assert.deepEqual(lines.slice(lines.indexOf('<<<<<<')), [
        '<<<<<<',
        '       .',
        '       .',
        '       .',
        '      11: 0 ',
        '      12: x ',
        'not:2     !  error: no match expected',
        '      13: b ',
        '>>>>>>',
      ]);
    });

    it('shows matches, too, with -v', () => {
      const { lines } = fileCheck(['CHECK: [[X:b+]]'], ['abb'], '-v', '--dump-input=always');
      assert.deepEqual(lines.slice(lines.indexOf('<<<<<<')), [
        '<<<<<<',
        '           1: abb ',
        "check:1'0      ^~",
        'check:1\'1      ^~  captured var "X"',
        '>>>>>>',
      ]);
    });
  });
});
