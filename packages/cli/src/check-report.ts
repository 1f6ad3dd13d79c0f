/**
 * What is told of tests: gtest's text, which upstream's tool prints, TAP, and JUnit's XML.
 */
import { type FileOutcome, hasPassed, type TestOutcome } from './check-tests.ts';
import type { Styler } from './terminal.ts';

const passed = ({ failures }: TestOutcome): boolean => failures.length === 0;

const counted = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

const whole = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;

/** The text of one file's tests. */
export function formatFileText(outcome: FileOutcome, style: Styler): string {
  const { file, tests, error, log, milliseconds } = outcome;
  const good = (tag: string): string => style(tag, 'green');
  const bad = (tag: string): string => style(tag, 'bold', 'red');
  if (error !== undefined) return `${log}${bad('[  FAILED  ]')} ${file}: ${error}\n`;
  // Tests are of one module, which gtest calls a suite.
  const suites = tests.length > 0 ? 1 : 0;
  const total = `${counted(tests.length, 'test')} from ${counted(suites, 'test suite')}`;
  const lines = [`${good('[==========]')} Running ${total}: ${file}`];
  for (const test of tests) {
    lines.push(`${good('[ RUN      ]')} ${test.name}`);
    for (const failure of test.failures) lines.push(`${file}: Failure`, failure);
    const tag = passed(test) ? good('[       OK ]') : bad('[  FAILED  ]');
    lines.push(`${tag} ${test.name} (${whole(test.milliseconds)})`);
  }
  lines.push(`${good('[==========]')} ${total} ran. (${whole(milliseconds)} total)`);
  lines.push(`${good('[  PASSED  ]')} ${counted(tests.filter(passed).length, 'test')}.`);
  const failed = tests.filter((test) => !passed(test));
  if (failed.length > 0) {
    lines.push(`${bad('[  FAILED  ]')} ${counted(failed.length, 'test')}, listed below:`);
    for (const { name } of failed) lines.push(`${bad('[  FAILED  ]')} ${name}`);
  }
  return `${log}${lines.join('\n')}\n`;
}

/** One line a group of files: how many of them passed, and how many of their tests. */
export function formatSummary(groups: ReadonlyMap<string, readonly FileOutcome[]>): string {
  const lines = [...groups].map(([group, files]) => {
    const tests = files.flatMap((file) => file.tests);
    const untested = files.filter((file) => file.error === undefined && file.tests.length === 0);
    const goodFiles = files.filter(hasPassed).length;
    const note = untested.length > 0 ? `, ${counted(untested.length, 'file')} without a test` : '';
    return (
      `${group}: ${goodFiles} of ${counted(files.length, 'file')} passed, ` +
      `${tests.filter(passed).length} of ${counted(tests.length, 'test')}${note}\n`
    );
  });
  const failed = [...groups.values()].flat().filter((file) => !hasPassed(file));
  return `${lines.join('')}${failed.map(({ file }) => `failed: ${file}\n`).join('')}`;
}

/** Version 14 of the Test Anything Protocol. */
export function formatTap(outcomes: readonly FileOutcome[]): string {
  const lines = ['TAP version 14'];
  let number = 0;
  const result = (name: string, failures: readonly string[], milliseconds: number): void => {
    const ok = failures.length === 0 ? 'ok' : 'not ok';
    // A number sign would begin a directive.
    lines.push(`${ok} ${++number} - ${name.replaceAll('#', '\\#')}`, '  ---');
    lines.push(`  duration_ms: ${milliseconds.toFixed(3)}`);
    if (failures.length > 0) {
      const text = failures.join('\n').split('\n');
      lines.push('  message: |-', ...text.map((line) => `    ${line}`));
    }
    lines.push('  ...');
  };
  for (const { file, tests, error, log, milliseconds } of outcomes) {
    if (error !== undefined) result(file, [`${log}${error}`], milliseconds);
    for (const test of tests) result(`${file} ${test.name}`, test.failures, test.milliseconds);
  }
  lines.push(`1..${number}`);
  return `${lines.join('\n')}\n`;
}

/** XML as JUnit writes it: a file is a suite; one that does not compile holds an error. */
export function formatJunit(outcomes: readonly FileOutcome[]): string {
  const suites = outcomes.map((outcome) => {
    const { file, tests, error, log, milliseconds } = outcome;
    const cases = tests.map((test) => junitCase(file, test));
    if (error !== undefined) {
      const text = `<error message=${quoted(error)}>${escaped(`${log}${error}`)}</error>`;
      cases.push(
        `    <testcase classname=${quoted(file)} name="load" time="0">${text}</testcase>\n`,
      );
    }
    const counts = junitCounts([outcome]);
    return (
      `  <testsuite name=${quoted(file)} ${counts} time=${seconds(milliseconds)}>\n` +
      `${cases.join('')}  </testsuite>\n`
    );
  });
  const time = outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="iwb check" ${junitCounts(outcomes)} time=${seconds(time)}>\n` +
    `${suites.join('')}</testsuites>\n`
  );
}

function junitCounts(outcomes: readonly FileOutcome[]): string {
  const tests = outcomes.flatMap((outcome) => outcome.tests);
  const errors = outcomes.filter(({ error }) => error !== undefined).length;
  const failures = tests.filter((test) => !passed(test)).length;
  return `tests="${tests.length + errors}" failures="${failures}" errors="${errors}"`;
}

function junitCase(file: string, { name, milliseconds, failures }: TestOutcome): string {
  const head = `<testcase classname=${quoted(file)} name=${quoted(name)} time=${seconds(milliseconds)}`;
  if (failures.length === 0) return `    ${head}/>\n`;
  const texts = failures.map(
    (text) =>
      `      <failure message=${quoted(text.split('\n', 1)[0] ?? '')}>${escaped(text)}</failure>\n`,
  );
  return `    ${head}>\n${texts.join('')}    </testcase>\n`;
}

const seconds = (milliseconds: number): string => `"${(milliseconds / 1000).toFixed(3)}"`;

const quoted = (text: string): string => `"${escaped(text).replaceAll('\n', '&#10;')}"`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML, which has no place for most control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
