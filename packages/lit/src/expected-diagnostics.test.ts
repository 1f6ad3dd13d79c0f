/** Comments that announce diagnostics, against diagnostics. */
import assert from 'node:assert/strict';
import {
  type AnnotatedSeverity,
  checkExpectedDiagnostics,
  type ReportedDiagnostic,
} from './expected-diagnostics.ts';

const reported = (
  severity: AnnotatedSeverity,
  line: number,
  message: string,
  notes: readonly ReportedDiagnostic[] = [],
): ReportedDiagnostic => ({ severity, line, column: 3, message, notes });

/** What is not as announced: `line: message`. */
const unmet = (lines: readonly string[], ...diagnostics: readonly ReportedDiagnostic[]) =>
  checkExpectedDiagnostics(lines.join('\n'), diagnostics).unmet.map(
    ({ line, message }) => `${line}: ${message}`,
  );

describe('expected diagnostics', () => {
  it('are on the line that the comment names', () => {
    assert.deepEqual(
      unmet(
        [
          '// expected-error@+1 {{one}}',
          'op // expected-warning {{two}}',
          '// expected-remark@-1 {{three}}',
          '// expected-error @below {{four}}',
          '// expected-error@below {{five}}',
          'op',
          '// expected-error@above {{six}}',
          '// expected-error@unknown {{seven}}',
        ],
        reported('error', 2, 'one!'),
        reported('warning', 2, 'two'),
        reported('remark', 2, 'three'),
        reported('error', 6, 'four'),
        reported('error', 6, 'five'),
        reported('error', 6, 'six'),
        reported('error', 0, 'seven'),
      ),
      [],
    );
  });

  it('may be regular expressions, but for what is not in braces', () => {
    const lines = ['// expected-error-re@+1 {{a.b {{[0-9]+}}}}'];
    assert.deepEqual(unmet(lines, reported('error', 2, 'a.b 12')), []);
    assert.equal(unmet(lines, reported('error', 2, 'axb 12')).length, 2);
    assert.deepEqual(unmet(['// expected-error-re {{a {{(}}}}']), ['1: invalid regex: a {{(}}']);
  });

  it('are each met once, and all others are unexpected', () => {
    const note = reported('note', 4, 'here');
    const first = reported('error', 2, 'one', [note]);
    const second = reported('error', 2, 'one');
    const text =
      '// expected-error@+1 {{one}}\n// expected-note@+2 {{here}}\n// expected-error {{two}}';
    const outcome = checkExpectedDiagnostics(text, [first, second]);
    assert.deepEqual([...outcome.announced], [first]);
    assert.deepEqual(outcome.unmet, [
      { kind: 'diagnostic', line: 2, column: 3, width: 1, message: 'unexpected error: one' },
      {
        kind: 'comment',
        line: 3,
        column: 4,
        width: 3,
        message: 'expected error "two" was not produced',
      },
    ]);
  });
});
