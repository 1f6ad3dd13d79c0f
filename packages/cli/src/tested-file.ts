/** Carries out the `RUN:` lines of a file for the language server, the text being what is in the editor. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve, sep } from 'node:path';
import {
  type CheckMessage,
  type RanLine,
  runTest,
  type TestOutcome,
  type ToolReport,
} from '@iree-workbench/lit';
import type {
  RunnerRequest,
  TestedCheck,
  TestedFile,
  TestedLine,
  TestedMessage,
} from '@iree-workbench/server/runner-protocol';
import { keepingThreads } from './compiler-thread.ts';
import { runCommandLine } from './run-command-line.ts';
import { formatTestOutput } from './test-report.ts';
import { verbHost } from './verb-tools.ts';

/** Carries them out. What they write without saying where is removed. */
export async function testFile({
  path,
  text,
  line,
  dialects,
}: RunnerRequest & { kind: 'test' }): Promise<TestedFile> {
  const folder = mkdtempSync(join(tmpdir(), 'iwb-test-'));
  const slashed = (native: string): string => native.split(sep).join('/');
  const unsaved = new Map([[resolve(path), new TextEncoder().encode(text)]]);
  const test = {
    path: slashed(path),
    text,
    temporary: slashed(join(folder, `${basename(path)}.tmp`)),
  };
  const options = { features: new Set<string>(), substitutions: new Map<string, string>() };
  try {
    const host = verbHost({ folder, unsaved }, runCommandLine, dialects);
    const outcome = await keepingThreads(1, () => runTest(test, host, options, line));
    return testedFile(path, outcome);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What came of it as plain data. */
function testedFile(path: string, outcome: TestOutcome): TestedFile {
  const { code, reason, lines } = outcome;
  return {
    code,
    ...(reason !== undefined && { reason }),
    lines: lines.map(testedLine),
    report: formatTestOutput({ name: path, outcome }),
  };
}

const testedLine = ({ line, exitCode, errors, commands }: RanLine): TestedLine => ({
  line: line.line,
  command: line.text,
  exitCode,
  errors,
  checks: commands.flatMap(({ report }) => (report ? [testedCheck(report)] : [])),
});

function testedCheck({ checkFile, prefixes, input, result }: ToolReport): TestedCheck {
  const place = (message: CheckMessage): TestedMessage => {
    const { severity, message: text, source, offset } = message;
    if (!source) return { severity, message: text, offset: 0, line: 0, lineText: '' };
    return {
      severity,
      message: text,
      about: source.name === checkFile ? 'checks' : source.name === inputName ? 'input' : 'other',
      offset: source.originalOffset(offset),
      line: source.placeOf(offset).line,
      lineText: source.lineAt(offset),
    };
  };
  const inputName = '<stdin>';
  const { exitCode, messages } = result;
  return {
    checkFile: resolve(checkFile),
    prefixes,
    input,
    exitCode,
    messages: messages.map(place),
  };
}
