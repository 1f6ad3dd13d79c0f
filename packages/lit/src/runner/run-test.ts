/** Runs one test: carries out its `RUN:` lines and says how it went, in lit's terms. */
import { ConditionError, conditionHolds } from '../script/conditions.ts';
import { type Substitutions, substitute, testSubstitutions } from '../script/substitutions.ts';
import { type RunLine, readTestScript, type TestScript } from '../script/test-script.ts';
import { type ExecutedCommand, joined, Shell } from '../shell/shell.ts';
import { parseShell } from '../shell/shell-parser.ts';
import {
  type CommandList,
  plainText,
  ShellSyntaxError,
  simpleCommands,
} from '../shell/shell-syntax.ts';
import type { ShellHost } from '../shell/tool.ts';
import { isKnownTool } from './known-tools.ts';

/** How tests end, as lit names it. */
export type TestCode = 'FAIL' | 'PASS' | 'UNRESOLVED' | 'UNSUPPORTED' | 'XFAIL' | 'XPASS';

/** A test to run. */
export interface Test {
  /** Its path, as commands shall see it. */
  readonly path: string;
  readonly text: string;
  /** A path for its temporary files. */
  readonly temporary: string;
}

export interface TestOptions {
  /** What `REQUIRES:` and its like may ask for. */
  readonly features: ReadonlySet<string>;
  /** Further substitutions, put in before commands are read: `%{tool}`. */
  readonly substitutions: Substitutions;
}

/** A `RUN:` line as it was carried out. */
export interface RanLine {
  readonly line: RunLine;
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  readonly commands: readonly ExecutedCommand[];
}

export interface TestOutcome {
  readonly code: TestCode;
  /** Why it was not run, or not as it was meant. */
  readonly reason?: string;
  /** The lines that were carried out, up to the first that failed. */
  readonly lines: readonly RanLine[];
  readonly milliseconds: number;
}

/** A line with what it says. */
interface ReadLine {
  readonly line: RunLine;
  readonly list: CommandList;
}

/** Runs a test. @param only the one of its lines to run, if not all: its first line's number */
export async function runTest(
  test: Test,
  host: ShellHost,
  options: TestOptions,
  only?: number,
): Promise<TestOutcome> {
  const started = performance.now();
  const ended = (code: TestCode, lines: readonly RanLine[], reason?: string): TestOutcome => ({
    code,
    lines,
    milliseconds: performance.now() - started,
    ...(reason !== undefined && { reason }),
  });
  const script = readTestScript(test.text);
  if (script.problem !== undefined) return ended('UNRESOLVED', [], script.problem);
  let isExpectedToFail: boolean;
  let lines: readonly ReadLine[];
  try {
    const reason = whyUnsupported(script, options.features);
    if (reason !== null) return ended('UNSUPPORTED', [], reason);
    isExpectedToFail = script.expectedToFail.some(
      (condition) => condition === '*' || conditionHolds(condition, options.features),
    );
    const wanted = script.runLines.filter(({ line }) => only === undefined || line === only);
    lines = readLines(wanted, options.substitutions);
  } catch (error) {
    if (!(error instanceof ConditionError || error instanceof ShellSyntaxError)) throw error;
    return ended('UNRESOLVED', [], error.message);
  }
  const unknown = unknownTools(lines);
  if (unknown.length > 0) {
    return ended('UNSUPPORTED', [], `not run: unknown tool ${unknown.join(', ')}`);
  }
  const paths = testSubstitutions({ source: test.path, temporary: test.temporary });
  const ran: RanLine[] = [];
  for (const { line, list } of lines) {
    const shell = new Shell(host, (text) => substitute(text, paths));
    const { exitCode, chunks } = await shell.run(list);
    const text = (stream: 'error' | 'out'): string =>
      new TextDecoder().decode(joined(chunks, stream));
    ran.push({
      line,
      exitCode,
      output: text('out'),
      errors: text('error'),
      commands: shell.executed,
    });
    if (exitCode !== 0) break;
  }
  const hasPassed = ran.every(({ exitCode }) => exitCode === 0);
  if (isExpectedToFail) return ended(hasPassed ? 'XPASS' : 'XFAIL', ran);
  return ended(hasPassed ? 'PASS' : 'FAIL', ran);
}

function readLines(
  runLines: readonly RunLine[],
  substitutions: Substitutions,
): readonly ReadLine[] {
  return runLines.map((line) => {
    try {
      const text = substitutions.size > 0 ? substitute(line.text, substitutions) : line.text;
      return { line, list: parseShell(text) };
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      throw new ShellSyntaxError(`not run: RUN: at line ${line.line}: ${error.message}`, error.at);
    }
  });
}

/** Tools whose commands call others, by the words before those. */
const WRAPPERS: ReadonlySet<string> = new Set(['not', 'env']);

/** The names of tools that nothing here carries out, each once. */
function unknownTools(lines: readonly ReadLine[]): readonly string[] {
  const unknown = new Set<string>();
  for (const { list } of lines) {
    for (const { words } of simpleCommands(list)) {
      const names = words.map(plainText);
      let index = 0;
      while (WRAPPERS.has(names[index] ?? '')) {
        index++;
        while (/^-|=/.test(names[index] ?? '')) index++;
      }
      const name = names[index];
      // What a variable names is known only when it is called.
      if (name !== undefined && !isKnownTool(name.replace(/^.*[/\\]/, ''))) unknown.add(name);
    }
  }
  return [...unknown];
}

/** Why a test is not for here; null if it is. */
function whyUnsupported(
  { requires, unsupported }: TestScript,
  features: ReadonlySet<string>,
): string | null {
  const missing = requires.filter((condition) => !conditionHolds(condition, features));
  if (missing.length > 0) {
    return `Test requires the following unavailable features: ${missing.join(', ')}`;
  }
  const wrong = unsupported.filter(
    (condition) => condition === '*' || conditionHolds(condition, features),
  );
  if (wrong.length > 0) {
    return `Test does not support the following features: ${wrong.join(', ')}`;
  }
  return null;
}
