/** FileCheck as a function: a check file and an input to what its process would print and return. */
import { type CheckFile, prefixesOf, readCheckFile } from './check-file.ts';
import { checkInput } from './check-input.ts';
import { CheckSource } from './check-source.ts';
import { defineVariables } from './definitions.ts';
import type { MatchRecord } from './diagnostics.ts';
import { type CheckMessage, type CheckSyntaxError, formatCheckMessage } from './diagnostics.ts';
import { dumpInput } from './input-dump.ts';
import type { FileCheckOptions } from './options.ts';
import { Variables } from './variables.ts';

/** A text with the name that messages give it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** How a check ended. */
export interface FileCheckResult {
  /** 0: all matched; 1: something did not; 2: what was asked makes no sense. */
  readonly exitCode: 0 | 1 | 2;
  /** What goes to standard error. */
  readonly output: string;
  readonly messages: readonly CheckMessage[];
  readonly matches: readonly MatchRecord[];
}

/** Checks an input against the directives of a check file. */
export function runFileCheck(
  checkFile: NamedText,
  input: NamedText,
  options: FileCheckOptions,
): FileCheckResult {
  const wrong = prefixProblem(options);
  if (wrong !== null) return refused(`error: ${wrong}\n`);
  const variables = new Variables();
  const problems = defineVariables(options.definitions, variables);
  if (problems.length > 0) {
    const output = problems
      .map((problem) => (typeof problem === 'string' ? `${problem}\n` : formatError(problem)))
      .join('');
    return refused(
      output,
      problems.flatMap((problem) => (typeof problem === 'string' ? [] : [problem.asMessage])),
    );
  }
  const { strictWhitespace } = options;
  const keepsBlanks = strictWhitespace;
  const source = new CheckSource(checkFile.name, checkFile.text, keepsBlanks);
  const checks = readCheckFile(source, options, variables);
  const [first] = checks.errors;
  if (first) {
    return refused(
      formatError(first),
      checks.errors.map((error) => error.asMessage),
      first.exitCode,
    );
  }
  if (checks.problem) return refused(formatCheckMessage(checks.problem), [checks.problem]);
  if (input.text === '' && !options.allowsEmpty) {
    const message = `FileCheck error: '${input.name}' is empty.`;
    return refused(`${message}\n`, [{ severity: 'error', message, offset: 0 }]);
  }
  const text = new CheckSource(input.name, input.text, keepsBlanks);
  const { ok, messages, matches } = checkInput(checks, text, options);
  const printed = messages.map(formatCheckMessage).join('');
  const output = printed + dumpOf(ok, checks, text, matches, options);
  return { exitCode: ok ? 0 : 1, output, messages, matches };
}

const refused = (
  output: string,
  messages: readonly CheckMessage[] = [],
  exitCode: 1 | 2 = 2,
): FileCheckResult => ({
  exitCode,
  output,
  messages,
  matches: [],
});

const formatError = (error: CheckSyntaxError): string =>
  formatCheckMessage(error.asMessage) + (error.endsInBlank ? '\n' : '');

function dumpOf(
  ok: boolean,
  checks: CheckFile,
  input: CheckSource,
  matches: readonly MatchRecord[],
  { dump }: FileCheckOptions,
): string {
  if (dump.when === 'never' || (ok && dump.when === 'fail')) return '';
  return (
    `\nInput file: ${input.name}\nCheck file: ${checks.source.name}\n\n` +
    '-dump-input=help explains the following input dump.\n\n' +
    dumpInput(checks, input, matches, dump)
  );
}

/** What is wrong with the prefixes; null if nothing is. */
function prefixProblem(options: FileCheckOptions): string | null {
  const seen = new Set<string>();
  const { checks, comments } = prefixesOf(options);
  const given = [
    ...options.prefixes.map((prefix) => ['check', prefix] as const),
    ...options.commentPrefixes.map((prefix) => ['comment', prefix] as const),
  ];
  if (options.prefixes.length === 0) for (const prefix of checks) seen.add(prefix);
  if (options.commentPrefixes.length === 0) for (const prefix of comments) seen.add(prefix);
  for (const [kind, prefix] of given) {
    if (prefix === '') return `supplied ${kind} prefix must not be the empty string`;
    if (!/^[\w-]+$/.test(prefix)) {
      return (
        `supplied ${kind} prefix must start with a letter and contain only alphanumeric characters, ` +
        `hyphens, and underscores: '${prefix}'`
      );
    }
    if (seen.has(prefix)) {
      return `supplied ${kind} prefix must be unique among check and comment prefixes: '${prefix}'`;
    }
    seen.add(prefix);
  }
  return null;
}
