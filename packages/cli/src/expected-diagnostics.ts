/**
 * `--verify-diagnostics`: comments such as `// expected-error@+1 {{…}}` against what was reported.
 */
import type { Diagnostic, Severity } from '@iree-workbench/ir';
import { fileLocation } from '@iree-workbench/ir';

/** A comment that announces a diagnostic. */
interface Expectation {
  readonly severity: Severity;
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
  readonly line: number;
  readonly column: number;
  /** Characters to underline. */
  readonly width: number;
  readonly message: string;
}

/** One a line, its text up to the line's last braces, as upstream reads them. */
const designator =
  /expected-(error|note|remark|warning)(-re)? *(?:@([+-]\d+|above|below|unknown))? *\{\{(.*)\}\}$/;

/** Compares reported diagnostics with the comments of a text. Empty when all is as announced. */
export function checkExpectedDiagnostics(
  text: string,
  diagnostics: readonly Diagnostic[],
): readonly UnmetExpectation[] {
  const { expectations, malformed } = readExpectations(text);
  const unmet: UnmetExpectation[] = [...malformed];
  const check = (severity: Severity, diagnostic: Diagnostic): void => {
    const file = fileLocation(diagnostic.location);
    const line = file?.line ?? 0;
    const onLine = expectations.filter((entry) => entry.line === line && !entry.isMet);
    const met = onLine.find(
      (entry) => entry.severity === severity && entry.matches(diagnostic.message),
    );
    if (met) {
      met.isMet = true;
      return;
    }
    unmet.push({
      line,
      column: file?.column ?? 0,
      width: 1,
      message: `unexpected ${severity}: ${diagnostic.message}`,
    });
  };
  for (const diagnostic of diagnostics) {
    check(diagnostic.severity, diagnostic);
    for (const note of diagnostic.notes) {
      // Notes need no announcement.
      if (expectations.some((entry) => entry.severity === 'note' && !entry.isMet)) {
        checkNote(note, expectations);
      }
    }
  }
  for (const { isMet, severity, text: expected, at } of expectations) {
    if (isMet) continue;
    unmet.push({
      ...at,
      width: expected.length,
      message: `expected ${severity} "${expected}" was not produced`,
    });
  }
  return unmet;
}

function checkNote(note: Diagnostic, expectations: readonly Expectation[]): void {
  const line = fileLocation(note.location)?.line ?? 0;
  const met = expectations.find(
    (entry) =>
      entry.severity === 'note' &&
      entry.line === line &&
      !entry.isMet &&
      entry.matches(note.message),
  );
  if (met) met.isMet = true;
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
    const severity = match[1] as Severity;
    const expected = match[4]!;
    const at = { line, column: match.index + 1 };
    const matches = matcher(expected, match[2] !== undefined);
    if (!matches) {
      malformed.push({ ...at, width: 1, message: `invalid regex: ${expected}` });
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
