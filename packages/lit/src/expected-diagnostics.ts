/**
 * `--verify-diagnostics`: comments such as `// expected-error@+1 {{…}}` against what was reported.
 */

/** How bad what is reported is. */
export type AnnotatedSeverity = 'error' | 'note' | 'remark' | 'warning';

/** What was reported, with its place; line 0 is none. */
export interface ReportedDiagnostic {
  readonly severity: AnnotatedSeverity;
  readonly message: string;
  /** One-based, as the column is. */
  readonly line: number;
  readonly column: number;
  readonly notes: readonly ReportedDiagnostic[];
}

/** A comment that announces a diagnostic. */
interface Expectation {
  readonly severity: AnnotatedSeverity;
  /** One-based line of the diagnostic. */
  readonly line: number;
  readonly text: string;
  readonly matches: (message: string) => boolean;
  /** Where the comment stands. */
  readonly at: Place;
  isMet: boolean;
}

/** Line and column, one-based. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something that did not go as the comments say. */
export interface UnmetExpectation {
  /** A comment that nothing met, or one that cannot be read; else what no comment announced. */
  readonly kind: 'comment' | 'diagnostic';
  readonly line: number;
  readonly column: number;
  /** Characters to underline. */
  readonly width: number;
  readonly message: string;
}

/** Diagnostics against comments. */
export interface ExpectationOutcome {
  readonly unmet: readonly UnmetExpectation[];
  /** The diagnostics that comments announced. */
  readonly announced: ReadonlySet<ReportedDiagnostic>;
}

/** One a line, its text up to the line's last braces, as upstream reads them. */
const designator =
  /expected-(error|note|remark|warning)(-re)? *(?:@([+-]\d+|above|below|unknown))? *\{\{(.*)\}\}$/;

/** Whether a text has such comments. */
export const hasExpectations = (text: string): boolean => text.includes('expected-');

/** Compares reported diagnostics with the comments of a text. */
export function checkExpectedDiagnostics(
  text: string,
  diagnostics: readonly ReportedDiagnostic[],
): ExpectationOutcome {
  const { expectations, malformed } = readExpectations(text);
  const unmet: UnmetExpectation[] = [...malformed];
  const announced = new Set<ReportedDiagnostic>();
  const meet = (diagnostic: ReportedDiagnostic): boolean => {
    const { severity, line, message } = diagnostic;
    const met = expectations.find(
      (entry) =>
        !entry.isMet &&
        entry.severity === severity &&
        entry.line === line &&
        entry.matches(message),
    );
    if (met) met.isMet = true;
    return met !== undefined;
  };
  for (const diagnostic of diagnostics) {
    const { severity, line, column, message } = diagnostic;
    if (meet(diagnostic)) {
      announced.add(diagnostic);
    } else {
      const unexpected = `unexpected ${severity}: ${message}`;
      unmet.push({ kind: 'diagnostic', line, column, width: 1, message: unexpected });
    }
    // Notes need no announcement.
    diagnostic.notes.forEach(meet);
  }
  for (const { isMet, severity, text: expected, at } of expectations) {
    if (isMet) continue;
    const message = `expected ${severity} "${expected}" was not produced`;
    unmet.push({ kind: 'comment', ...at, width: expected.length, message });
  }
  return { unmet, announced };
}

function readExpectations(text: string): {
  expectations: Expectation[];
  malformed: UnmetExpectation[];
} {
  const expectations: Expectation[] = [];
  const malformed: UnmetExpectation[] = [];
  const lines = text.split('\n');
  /** Expectations at the next line that has none, and at the last such line. */
  let awaitingBelow: ((line: number) => void)[] = [];
  let lastPlainLine = 0;
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const match = designator.exec(content);
    if (!match) {
      lastPlainLine = line;
      for (const place of awaitingBelow) place(line);
      awaitingBelow = [];
      continue;
    }
    const severity = match[1] as AnnotatedSeverity;
    const expected = match[4]!;
    const at = { line, column: match.index + 1 };
    const matches = matcher(expected, match[2] !== undefined);
    if (!matches) {
      malformed.push({
        kind: 'comment',
        ...at,
        width: 1,
        message: `invalid regex: ${expected}`,
      });
      continue;
    }
    const add = (target: number): void => {
      expectations.push({ severity, line: target, text: expected, matches, at, isMet: false });
    };
    const where = match[3];
    if (where === undefined) add(line);
    else if (where === 'above') add(lastPlainLine);
    else if (where === 'below') awaitingBelow.push(add);
    else if (where === 'unknown') add(0);
    else add(line + Number(where));
  }
  // Announced for a line below the end: it will be reported as not produced.
  for (const place of awaitingBelow) place(lines.length + 1);
  return { expectations, malformed };
}

/** Plain texts are substrings; with `-re`, what stands in inner braces is a regular expression. */
function matcher(text: string, isRegex: boolean): ((message: string) => boolean) | undefined {
  if (!isRegex) return (message) => message.includes(text);
  const source = text
    .split(/\{\{(.*?)\}\}/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : part))
    .join('');
  try {
    const regex = new RegExp(source);
    return (message) => regex.test(message);
  } catch {
    return undefined;
  }
}
