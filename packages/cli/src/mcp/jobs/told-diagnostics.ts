/** Diagnostics as agents are told them: lines and columns, fixes as edits, and a text like upstream's tools print. */
import type { Severity } from '@iree-workbench/ir';
import type { CodeAction } from '@iree-workbench/server/service/code-action';
import type { DocumentDiagnostic } from '@iree-workbench/server/service/diagnostics';
import type { TextRange } from '@iree-workbench/server/service/document';
import { formatSourceLine } from '../../diagnostic-text.ts';
import type { Source } from './source.ts';

/** A place in a text. Both count from 1; columns count bytes of UTF-8, as MLIR's tools do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A replacement of the text from a place up to another. */
export interface ToldEdit extends Place {
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}

export interface ToldNote extends Partial<Place> {
  readonly message: string;
}

/** A diagnostic; without a place if it is about nothing in the text. */
export interface ToldDiagnostic extends Partial<Place> {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly notes?: readonly ToldNote[];
  /** What would mend it. */
  readonly fix?: { readonly title: string; readonly edits: readonly ToldEdit[] };
}

/** What was found in a text. */
export interface ToldDiagnostics {
  readonly errors: number;
  readonly warnings: number;
  /** The first of them, errors before others. */
  readonly diagnostics: readonly ToldDiagnostic[];
  /** All that is told, as upstream's tools print it. */
  readonly report: string;
}

/** Diagnostics that are told of a text at most; fixes are looked for only of these. */
const MAX_TOLD = 20;

/** @param fixOf the fix of a diagnostic, if there is one */
export function tellDiagnostics(
  found: readonly DocumentDiagnostic[],
  source: Source,
  fixOf: (diagnostic: DocumentDiagnostic) => CodeAction | null = () => null,
): ToldDiagnostics {
  const count = (severity: Severity): number =>
    found.filter((diagnostic) => diagnostic.severity === severity).length;
  const errors = count('error');
  const places = new TextPlaces(source.text);
  const isError = ({ severity }: DocumentDiagnostic): boolean => severity === 'error';
  const shown = [...found.filter(isError), ...found.filter((d) => !isError(d))].slice(0, MAX_TOLD);
  const diagnostics = shown.map((diagnostic) => tell(diagnostic, places, fixOf));
  const left = found.length - shown.length;
  const reports = diagnostics.map((diagnostic) => reportOf(diagnostic, source.name, places));
  if (left > 0) reports.push(`… and ${left} more diagnostics\n`);
  return { errors, warnings: count('warning'), diagnostics, report: reports.join('') };
}

function tell(
  diagnostic: DocumentDiagnostic,
  places: TextPlaces,
  fixOf: (diagnostic: DocumentDiagnostic) => CodeAction | null,
): ToldDiagnostic {
  const { severity, code, message, range, notes } = diagnostic;
  const fix = fixOf(diagnostic);
  const edits = fix
    ?.edits()
    ?.map(({ start, end, text }): ToldEdit => ({ ...places.range({ start, end }), newText: text }));
  return {
    severity,
    code,
    message,
    ...(range && places.at(range.start)),
    ...(notes.length > 0 && {
      notes: notes.map((note) => ({
        message: note.message,
        ...(note.range && places.at(note.range.start)),
      })),
    }),
    ...(fix && edits && { fix: { title: fix.title, edits } }),
  };
}

/** `file:line:column: error: …` with the line and a caret below it, and the notes. */
function reportOf(diagnostic: ToldDiagnostic, name: string, places: TextPlaces): string {
  const head = (severity: Severity, { line, column, message }: ToldNote): string =>
    `${line === undefined ? name : `${name}:${line}:${column}`}: ${severity}: ${message}\n`;
  const shown = (at: Partial<Place>): string =>
    at.line === undefined ? '' : formatSourceLine(places.lineText(at.line), at.column as number, 1);
  const parts = [head(diagnostic.severity, diagnostic), shown(diagnostic)];
  let last = diagnostic.line;
  for (const note of diagnostic.notes ?? []) {
    parts.push(head('note', note), note.line === last ? '' : shown(note));
    last = note.line;
  }
  if (diagnostic.fix) parts.push(`fix: ${diagnostic.fix.title}\n`);
  return parts.join('');
}

/** Lines and columns of offsets in a text. */
class TextPlaces {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  at(offset: number): Place {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = this.#text.slice(this.#starts[low], offset);
    return { line: low + 1, column: Buffer.byteLength(before) + 1 };
  }

  range({ start, end }: TextRange): Omit<ToldEdit, 'newText'> {
    const { line: endLine, column: endColumn } = this.at(end);
    return { ...this.at(start), endLine, endColumn };
  }

  lineText(line: number): string {
    return this.#text.slice(this.#starts[line - 1], this.#starts[line]).replace(/\r?\n$/, '');
  }
}
