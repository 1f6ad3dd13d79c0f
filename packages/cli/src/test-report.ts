/** What is told of tests, as lit tells it. */
import type { RanLine, TestCode, TestOutcome } from '@iree-workbench/lit';
import type { Styler } from './terminal.ts';

/** A test by its path, and how it went. */
export interface NamedOutcome {
  readonly name: string;
  readonly outcome: TestOutcome;
}

/** The codes as the summary calls them, in its order, and whether they are failures. */
const LABELS: readonly (readonly [TestCode, label: string, isFailure: boolean])[] = [
  ['UNSUPPORTED', 'Unsupported', false],
  ['PASS', 'Passed', false],
  ['XFAIL', 'Expectedly Failed', false],
  ['UNRESOLVED', 'Unresolved', true],
  ['FAIL', 'Failed', true],
  ['XPASS', 'Unexpectedly Passed', true],
];

/** Whether a test went as it should not. */
export const isFailure = ({ code }: TestOutcome): boolean =>
  LABELS.some(([known, , fails]) => fails && known === code);

/** The line of a test, and its reason where it has one. */
export function formatTestLine(
  { name, outcome }: NamedOutcome,
  place: string,
  style: Styler,
): string {
  const color = isFailure(outcome) ? 'red' : outcome.code === 'PASS' ? 'green' : 'yellow';
  const reason = outcome.reason === undefined ? '' : ` ${outcome.reason.split('\n', 1)[0]}`;
  return `${style(outcome.code, color)}: ${name} (${place})${reason}\n`;
}

/** What the commands of a test were and wrote, between lit's rules. */
export function formatTestOutput({ name, outcome }: NamedOutcome): string {
  const { code, lines, reason } = outcome;
  const word = isFailure(outcome) ? 'FAILED' : 'RESULTS';
  const parts = [`******************** TEST '${name}' ${word} ********************\n`];
  if (reason !== undefined && lines.length === 0) parts.push(`${reason}\n`);
  if (lines.length > 0) {
    const commands = lines.map(({ line }) => `: 'RUN: at line ${line.line}';   ${line.text}\n`);
    parts.push(`Script:\n--\n${commands.join('')}--\n`);
    parts.push(`Exit Code: ${lines.at(-1)?.exitCode ?? 0}\n\n`);
    parts.push(section('stdout', lines, ({ output }) => output));
    parts.push(section('stderr', lines, ({ errors }) => errors));
  } else {
    parts.push(`${code}\n`);
  }
  return `${parts.join('')}\n********************\n`;
}

function section(name: string, lines: readonly RanLine[], textOf: (line: RanLine) => string) {
  const text = lines.map(textOf).join('');
  if (text === '') return '';
  return `Command Output (${name}):\n--\n${text}${text.endsWith('\n') ? '' : '\n'}\n--\n`;
}

/** The tests that went wrong by their codes, and how many there are of each code. */
export function formatSummary(all: readonly NamedOutcome[], milliseconds: number): string {
  const groups = LABELS.map(([code, label, fails]) => ({
    label,
    fails,
    names: all.filter(({ outcome }) => outcome.code === code).map(({ name }) => name),
  })).filter(({ names }) => names.length > 0);
  const failures = groups
    .filter(({ fails }) => fails)
    .map(({ label, names }) => {
      const list = [...names].sort().map((name) => `  ${name}\n`);
      return `${'*'.repeat(20)}\n${label} Tests (${names.length}):\n${list.join('')}\n`;
    });
  const labelWidth = Math.max(0, ...groups.map(({ label }) => label.length));
  const countWidth = Math.max(0, ...groups.map(({ names }) => `${names.length}`.length));
  const counts = groups.map(
    ({ label, names }) =>
      `  ${label.padEnd(labelWidth)}: ${`${names.length}`.padStart(countWidth)}\n`,
  );
  const seconds = (milliseconds / 1000).toFixed(2);
  return `${failures.join('')}\nTesting Time: ${seconds}s\n${counts.join('')}`;
}
