/** The `RUN:` lines of a document, and what came of running them as diagnostics in it. */
import { readTestScript, updateChecks } from '@iree-workbench/lit';
import type { TestedCheck, TestedFile, TestedLine, TestedMessage } from '../runner-protocol.ts';
import type { TextRange } from './document.ts';
import type { TextEdit } from './segments.ts';

/** A `RUN:` line, which may go on over several lines of text. */
export interface RunLineRange extends TextRange {
  /** One-based, of the text. */
  readonly line: number;
}

/** The `RUN:` lines of a text; none in one that lit would not run. */
export function runLinesOf(text: string): readonly RunLineRange[] {
  if (!text.includes('RUN:')) return [];
  const { runLines } = readTestScript(text);
  return runLines.map(({ start, end, line }) => ({ start, end, line }));
}

/** What a run found in the text that was run. */
export interface TestFinding {
  readonly severity: 'error' | 'remark' | 'warning';
  /** The tool that found it. */
  readonly tool: string;
  readonly message: string;
  readonly range: TextRange;
}

/**
 * What running a text found in it: FileCheck's errors at their directives, those of the compiler where they
 * are, and at the `RUN:` line what is nowhere else.
 *
 * @param path the text's own, as it was run
 */
export function testFindings(
  text: string,
  path: string,
  tested: TestedFile,
): readonly TestFinding[] {
  const ranges = runLinesOf(text);
  return tested.lines
    .filter(({ exitCode }) => exitCode !== 0)
    .flatMap((line) => {
      const range = ranges.find((candidate) => candidate.line === line.line) ?? NOWHERE;
      const found = [
        ...line.checks.flatMap((check) => checkFindings(text, path, check, range)),
        ...toolFindings(text, path, line),
      ];
      return found.length > 0 ? found : [lineFinding(line, range)];
    });
}

/** Edits that make a text expect what FileCheck was given; why there are none, if there are none. */
export function checkUpdates(
  text: string,
  path: string,
  { reason, lines }: TestedFile,
): readonly TextEdit[] | string {
  if (reason !== undefined) return reason;
  const check = lines.flatMap(({ checks }) => checks).find(({ checkFile }) => checkFile === path);
  if (!check) return 'the line does not come to FileCheck with this file';
  const [prefix, ...others] = check.prefixes;
  if (prefix === undefined || others.length > 0) {
    return `directives of ${check.prefixes.join(' and ')} cannot be told apart`;
  }
  const edits = updateChecks(text, check.input, prefix);
  return edits.some((edit) => edit.text !== '') ? edits : 'the output has no symbols';
}

const NOWHERE: TextRange = { start: 0, end: 0 };

/** What FileCheck says: an error, and in its message where in the input it looked. */
function checkFindings(
  text: string,
  path: string,
  { checkFile, messages }: TestedCheck,
  runLine: TextRange,
): readonly TestFinding[] {
  const findings: TestFinding[] = [];
  let open: { readonly message: TestedMessage; readonly notes: string[] } | null = null;
  const close = (): void => {
    if (!open) return;
    const { message, notes } = open;
    const isHere = message.about === 'checks' && checkFile === path;
    const range = isHere ? restOfLine(text, message.offset) : runLine;
    const where = message.about === 'checks' && !isHere ? `${checkFile}:${message.line}: ` : '';
    findings.push({
      severity: 'error',
      tool: 'FileCheck',
      message: [`${where}${message.message}`, ...notes].join('\n'),
      range,
    });
    open = null;
  };
  for (const message of messages) {
    if (message.severity === 'error' && message.about !== 'input') {
      close();
      open = { message, notes: [] };
    } else if (message.severity === 'remark') {
      close();
    } else {
      open?.notes.push(noteText(message));
    }
  }
  close();
  return findings;
}

const noteText = ({ message, about, line, lineText }: TestedMessage): string =>
  about === 'input' ? `${message}, line ${line}: ${lineText.trim()}` : message;

/** From an offset to the end of its line, without blanks there. */
function restOfLine(text: string, offset: number): TextRange {
  const lineEnd = text.indexOf('\n', offset);
  const rest = text.slice(offset, lineEnd < 0 ? undefined : lineEnd);
  return { start: offset, end: offset + Math.max(rest.trimEnd().length, 1) };
}

/** `file:line:column: error: message`, as compilers print it; of a split, lines count from its marker. */
const DIAGNOSTIC =
  /^(?:within split at )?(.+?):(\d+)(?: offset :(\d+))?:(\d+): (error|warning|remark): (.*)$/gm;

function toolFindings(text: string, path: string, { errors }: TestedLine): readonly TestFinding[] {
  const findings: TestFinding[] = [];
  for (const match of errors.matchAll(DIAGNOSTIC)) {
    const [, file, first, inSplit, column, severity, message = ''] = match;
    if (file !== path || message.startsWith('CHECK')) continue;
    const line = Number(first) + (inSplit === undefined ? 0 : Number(inSplit) - 1);
    const start = offsetOf(text, line, Number(column));
    if (start === null) continue;
    findings.push({
      severity: severity === 'warning' || severity === 'remark' ? severity : 'error',
      tool: 'RUN',
      message,
      range: { start, end: start + (/^[%@^!#]?[\w$.-]+/.exec(text.slice(start))?.[0].length ?? 1) },
    });
  }
  return findings;
}

/** The offset of a line and column, one-based; null where the text has none. */
function offsetOf(text: string, line: number, column: number): number | null {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return null;
  }
  return line > 0 ? Math.min(start + Math.max(column - 1, 0), text.length) : null;
}

/** What failed and said nothing of the text. */
function lineFinding({ exitCode, errors }: TestedLine, range: TextRange): TestFinding {
  const [first = ''] = errors.split('\n').filter((line) => line.trim() !== '');
  const said = first === '' ? '' : `: ${first}`;
  return {
    severity: 'error',
    tool: 'RUN',
    message: `failed with exit code ${exitCode}${said}`,
    range,
  };
}
