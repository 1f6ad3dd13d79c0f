/**
 * Diagnostics: what is said about IR, where, with notes; and their text as upstream's tools print it.
 */

import type { FileLineColLoc, Location, SourceText } from './attributes.ts';

export type Severity = 'error' | 'warning' | 'note' | 'remark';

/**
 * What a note asks: did you mean another name? An editor that is told yes replaces `written` where it
 * first stands at or behind the note's location.
 */
export interface Suggestion {
  readonly written: string;
  readonly meant: string;
}

export interface Diagnostic {
  readonly severity: Severity;
  readonly location: Location;
  readonly message: string;
  readonly notes: readonly Diagnostic[];
  /** End of the marked text as an offset of the location's source, where the parser knows it. */
  readonly endOffset?: number;
  /** Of a note that is ours rather than upstream's: the name that was probably meant. */
  readonly suggestion?: Suggestion;
}

/** What a note is made of; it is about the diagnostic's own location unless it has another. */
export interface Note {
  readonly location?: Location;
  readonly message: string;
  readonly suggestion?: Suggestion;
}

/** The note that says which name was probably meant. */
export const suggestionNote = (written: string, meant: string): Note => ({
  message: `did you mean \`${meant}\`?`,
  suggestion: { written, meant },
});

/** Receives each diagnostic once, in the order found. */
export type DiagnosticHandler = (diagnostic: Diagnostic) => void;

/** Notes are added by chaining before the diagnostic is handed on: `note` returns a new one. */
export function makeDiagnostic(
  severity: Severity,
  location: Location,
  message: string,
  notes: readonly Note[] = [],
): Diagnostic {
  return {
    severity,
    location,
    message,
    notes: notes.map((note) => ({
      severity: 'note',
      location: note.location ?? location,
      message: note.message,
      notes: [],
      ...(note.suggestion && { suggestion: note.suggestion }),
    })),
  };
}

/** The file location that a diagnostic at `location` is shown at, or null. */
export function fileLocation(location: Location): FileLineColLoc | null {
  switch (location.kind) {
    case 'loc.file':
      return location;
    case 'loc.name':
      return fileLocation(location.child);
    case 'loc.callsite':
      return fileLocation(location.callee) ?? fileLocation(location.caller);
    case 'loc.fused':
      for (const inner of location.locations) {
        const found = fileLocation(inner);
        if (found) return found;
      }
      return null;
    case 'loc.unknown':
      return null;
  }
}

/** A source that knows its lines; made by the parser. */
export interface LinedSource extends SourceText {
  /** Text of a one-based line, without its line break. */
  lineText(line: number): string;
}

const TAB_STOP = 8;

/**
 * The diagnostic and its notes as upstream's tools print them: `file:line:column: error: …`, the
 * line, and a caret under the column. Locations in other files than the source's have no line to show.
 */
export function renderDiagnostic(diagnostic: Diagnostic, source: LinedSource | null): string {
  const parts = [renderOne(diagnostic, source)];
  for (const note of diagnostic.notes) parts.push(renderOne(note, source));
  return parts.join('\n');
}

function renderOne(diagnostic: Diagnostic, source: LinedSource | null): string {
  const { severity, message } = diagnostic;
  const location = fileLocation(diagnostic.location);
  if (!location) {
    // A name without a file is all there is to show of the location.
    const { location: named } = diagnostic;
    const prefix = named.kind === 'loc.name' ? `loc(${JSON.stringify(named.name)}): ` : '';
    return `<unknown>:0: ${severity}: ${prefix}${message}`;
  }
  const place = `${location.file}:${location.line}:${location.column}`;
  const isShown =
    source !== null &&
    (location.source ? location.source === source : location.file === source.name);
  const heading = `${place}: ${severity}: ${message}`;
  if (!isShown) return heading;
  const line = source.lineText(location.line);
  // Columns count bytes: only in a line of ASCII a caret finds its place.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (!/^[\x00-\x7f]*$/.test(line)) return `${heading}\n${line}`;
  let shown = '';
  let caret = 0;
  for (const [i, unit] of [...line].entries()) {
    if (i === location.column - 1) caret = shown.length;
    shown += unit === '\t' ? ' '.repeat(TAB_STOP - (shown.length % TAB_STOP)) : unit;
  }
  if (location.column > line.length) caret = shown.length;
  return `${heading}\n${shown}\n${' '.repeat(caret)}^`;
}
