/** Annotations that tests of MLIR's tools carry: `// expected-error@+1 {{message}}`, written or corrected. */
import { type CodeAction, indentAt, placedEdits } from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { PlacedChunk } from './document.ts';
import type { TextEdit } from './segments.ts';

const ANNOTATION =
  /\/\/.*?expected-(error|warning|remark|note)(@(?:[+-]\d+|above|below))?[ \t]*\{\{(.*?)\}\}/g;

/** An action that makes a diagnostic of the piece an expected one; null if it is already. */
export function expectError(
  placed: PlacedChunk,
  diagnostic: DocumentDiagnostic,
): CodeAction | null {
  const { chunk, offset } = placed;
  const { range, severity } = diagnostic;
  if (!range) return null;
  const { text } = chunk;
  const message = expectable(diagnostic.message);
  const at = range.start - offset;
  const line = lineOf(text, at);
  const stale = annotations(text).filter(
    (found) => found.severity === severity && found.line === line,
  );
  if (stale.some((found) => diagnostic.message.includes(found.message))) return null;
  const [wrong] = stale;
  const edit: TextEdit = wrong
    ? { start: wrong.start, end: wrong.end, text: message }
    : insertion(text, at, `// expected-${severity}@+1 {{${message}}}`);
  return {
    title: wrong ? `Update expected-${severity}` : `Insert expected-${severity}`,
    kind: 'quickfix',
    mends: diagnostic,
    edits: () => placedEdits(placed, [edit]),
  };
}

/** A line of its own above the line of an offset. */
function insertion(text: string, at: number, line: string): TextEdit {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const indent = indentAt(text, at);
  return { start, end: start, text: `${indent}${line}\n` };
}

/** What may stand between the braces: a part of the message is enough. */
const expectable = (message: string): string => message.split(/\}\}|\n/, 1)[0] ?? '';

interface Annotation {
  readonly severity: string;
  /** The line that it is about. */
  readonly line: number;
  readonly message: string;
  /** Where the message stands. */
  readonly start: number;
  readonly end: number;
}

function annotations(text: string): readonly Annotation[] {
  return [...text.matchAll(ANNOTATION)].map(
    ({ 0: all, 1: severity = '', 2: at, 3: message = '', index }) => {
      const end = index + all.length - '}}'.length;
      const own = lineOf(text, index);
      return { severity, line: own + distance(at), message, start: end - message.length, end };
    },
  );
}

function distance(at: string | undefined): number {
  switch (at) {
    case undefined:
      return 0;
    case '@above':
      return -1;
    case '@below':
      return 1;
    default:
      return Number(at.slice(1));
  }
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
