/**
 * Diagnostics as upstream's tools print them: `file:line:col: error: …`, the source line, a caret, and
 * the notes.
 */
import type { Diagnostic, Location, Severity } from '@iree-workbench/ir';
import { fileLocation } from '@iree-workbench/ir';
import { plainStyler, type Style, type Styler } from './terminal.ts';

/** Finds a line of a file that was read; undefined for files that were not. */
export type LineLookup = (file: string, line: number) => string | undefined;

export interface DiagnosticTextOptions {
  readonly lines: LineLookup;
  readonly style?: Styler;
}

const severityStyles: Readonly<Record<Severity, readonly Style[]>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'magenta'],
  note: ['bold', 'cyan'],
  remark: ['bold', 'blue'],
};

/** Callers shown behind a diagnostic in a function that was inlined. */
const callStackLimit = 10;

/** Columns from one tab stop to the next. */
const tabStop = 8;

/** Characters of a source line that are shown; longer ones are cut around the caret. */
const maxLineLength = 400;

/** Formats a diagnostic with its notes, each line ended. */
export function formatDiagnostic(diagnostic: Diagnostic, options: DiagnosticTextOptions): string {
  const { severity, message } = diagnostic;
  const parts = [formatAt(diagnostic.location, severity, message, true, options)];
  let last = diagnostic.location;
  let depth = 0;
  for (const caller of callersOf(diagnostic.location)) {
    if (depth++ === callStackLimit) break;
    parts.push(formatAt(caller, 'note', 'called from', true, options));
    last = caller;
  }
  for (const note of diagnostic.notes) {
    // A line that was just shown is not shown again.
    const isElsewhere = !isSameLocation(note.location, last);
    parts.push(formatAt(note.location, note.severity, note.message, isElsewhere, options));
    last = note.location;
  }
  return parts.join('');
}

/** Equality as upstream has it: by contents, although locations of a text are not unique. */
function isSameLocation(a: Location, b: Location): boolean {
  if (a === b) return true;
  if (a.kind !== 'loc.file' || b.kind !== 'loc.file') return false;
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function* callersOf(location: Location): Iterable<Location> {
  for (let site = callSite(location); site; site = callSite(site.caller)) yield site.caller;
}

function callSite(location: Location) {
  let inner = location;
  while (inner.kind === 'loc.name') inner = inner.child;
  return inner.kind === 'loc.callsite' ? inner : undefined;
}

function formatAt(
  location: Location,
  severity: Severity,
  message: string,
  withSource: boolean,
  { lines, style = plainStyler }: DiagnosticTextOptions,
): string {
  const file = fileLocation(location);
  const where = file ? `${file.file}:${file.line}:${file.column}` : '<unknown>:0';
  const text = severity === 'note' ? message : style(message, 'bold');
  const kind = style(`${severity}: `, ...severityStyles[severity]);
  const head = `${style(`${where}: `, 'bold')}${kind}${text}\n`;
  const line = file && withSource && file.line > 0 ? lines(file.file, file.line) : undefined;
  return line === undefined ? head : head + formatSourceLine(line, file!.column, 1, style);
}

/**
 * A source line with a caret below its column, which counts bytes, and `width` characters underlined. Upstream points at nothing in
 * lines that are not ASCII, because it cannot tell how wide they are; neither do we.
 */
export function formatSourceLine(
  line: string,
  column: number,
  width: number,
  style: Styler = plainStyler,
): string {
  const { text, caret } = cutAround(line, Math.max(column - 1, 0));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (/[^\u0000-\u007f]/.test(text)) return `${expandTabs(text)}\n`;
  const indent = expandTabs(text.slice(0, caret)).length + Math.max(caret - text.length, 0);
  return `${expandTabs(text)}\n${' '.repeat(indent)}${style(`^${'~'.repeat(Math.max(width - 1, 0))}`, 'bold', 'green')}\n`;
}

function cutAround(line: string, caret: number): { text: string; caret: number } {
  if (line.length <= maxLineLength) return { text: line, caret };
  const start = Math.max(0, Math.min(caret, line.length) - maxLineLength / 2);
  const end = Math.min(line.length, start + maxLineLength);
  const before = start > 0 ? '...' : '';
  const after = end < line.length ? '...' : '';
  return {
    text: before + line.slice(start, end) + after,
    caret: caret - start + before.length,
  };
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let expanded = '';
  for (const char of text) {
    if (char === '\t') expanded += ' '.repeat(tabStop - (expanded.length % tabStop));
    else expanded += char;
  }
  return expanded;
}
