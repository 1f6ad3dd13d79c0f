/** Formatting as somebody types: the line that was finished, and where the next one begins. */
import { formatEdits } from '@iree-workbench/ir/formatter';
import type { MlirDocument } from './document.ts';
import type { TextEdit } from './segments.ts';

/** Characters that finish something. */
export const FINISHING = ['\n', '}'] as const;

/** The formatter's view of a statement in a module. */
const AROUND = 'module {\n';
const INDENT = '  ';

/** Edits of the line of a brace that was typed, or of the line before a break and the new line's blanks. */
export function typedEdits(document: MlirDocument, at: number, typed: string): readonly TextEdit[] {
  const { chunk, offset } = document.at(at);
  const { text } = chunk;
  const local = at - offset;
  const lineStart = text.lastIndexOf('\n', local - 1) + 1;
  const start = typed === '\n' ? text.lastIndexOf('\n', lineStart - 2) + 1 : lineStart;
  const lineEnd = text.indexOf('\n', local);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const line = text.slice(lineStart, end);
  const isNewLine = typed === '\n' && lineStart > 0;
  const isBlank = line.trim() === '';
  const formatted = editsAround(document, at).filter(
    (edit) => edit.start >= start && edit.end <= (isNewLine && isBlank ? lineStart - 1 : end),
  );
  const edits = [...formatted];
  if (isNewLine && isBlank) {
    const indent = indentBehind(text.slice(start, lineStart), formatted, start);
    if (indent !== null && indent !== line) edits.push({ start: lineStart, end, text: indent });
  }
  return edits.map((edit) => ({ ...edit, start: edit.start + offset, end: edit.end + offset }));
}

/** What the formatter makes of the statement at an offset and the one before it; offsets in the piece. */
function editsAround(document: MlirDocument, at: number): readonly TextEdit[] {
  const { chunk, offset } = document.at(at);
  const { units } = chunk.tree;
  const last = chunk.tree.unitAt(at - offset);
  const kind = last.segments[0]?.kind;
  // The braces of a module around all are in the first and the last unit.
  if (kind === 'header' || kind === 'footer' || kind === 'rest') return formatEdits(chunk.text);
  const before = units[last.index - 1];
  const isInside = units
    .slice(0, last.index)
    .some(({ segments }) => segments[0]?.kind === 'header');
  const first = before && before.segments[0]?.kind !== 'header' ? before : last;
  const around = isInside ? AROUND : '';
  const text = first === last ? last.text : first.text + last.text;
  const shift = first.start - around.length;
  return formatEdits(around + text)
    .filter((edit) => edit.start >= around.length)
    .map((edit) => ({ ...edit, start: edit.start + shift, end: edit.end + shift }));
}

/** Blanks of a line behind one that is formatted so; null behind a blank line. */
function indentBehind(line: string, edits: readonly TextEdit[], lineStart: number): string | null {
  if (line.trim() === '') return null;
  const head = edits.find(
    (edit) => edit.start === lineStart && edit.end <= lineStart + line.search(/\S/),
  );
  const written = /^[ \t]*/.exec(line)?.[0] ?? '';
  const kept = head ? written.slice(head.end - head.start) : written;
  const indent = head ? head.text + kept : written;
  const opens =
    /[{[(]\s*(?:\/\/.*)?$/.test(line.trimEnd()) || /^\s*\^.*:\s*(?:\/\/.*)?$/.test(line.trimEnd());
  return opens ? indent + INDENT : indent;
}
