/**
 * What code actions have in common: a title, a kind, and edits that are made when somebody wants them.
 * An action that would leave a piece of text worse than it was is none.
 */
import { type DocumentDiagnostic, documentDiagnostics, isError } from './diagnostics.ts';
import { type Chunk, MlirDocument, type PlacedChunk, type TextRange } from './document.ts';
import type { TextEdit } from './segments.ts';

/** Kinds as LSP has them. */
export type CodeActionKind =
  | 'quickfix'
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.rewrite'
  | 'source'
  | 'source.fixAll';

export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** The one that is most likely meant. */
  readonly isPreferred?: boolean;
  /** What it mends. */
  readonly mends?: DocumentDiagnostic;
  /** In the document, in order; null if there turn out to be none. */
  readonly edits: () => readonly TextEdit[] | null;
}

/** A selection in a piece of text, where offsets count from the piece's start. */
export interface Selection extends TextRange {
  readonly placed: PlacedChunk;
}

/** The text after edits that do not overlap, given in order. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** Edits of a piece in its document. */
export const placedEdits = ({ offset }: PlacedChunk, edits: readonly TextEdit[]): TextEdit[] =>
  edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text }));

/** The errors of a piece after edits, parsed and verified. */
const errorsAfter = ({ text }: Chunk, edits: readonly TextEdit[]): readonly DocumentDiagnostic[] =>
  documentDiagnostics(new MlirDocument(applied(text, edits))).filter(isError);

/** Edits of a piece that bring no new error; null for others. */
export function harmless(
  { chunk }: PlacedChunk,
  edits: readonly TextEdit[],
): readonly TextEdit[] | null {
  const isWorse = errorsAfter(chunk, edits).length > errorsAfter(chunk, []).length;
  return isWorse ? null : edits;
}

/** Edits of a piece after which there is one error of the diagnostic's kind less; null for others. */
export function mending(
  { chunk }: PlacedChunk,
  edits: readonly TextEdit[],
  { code }: DocumentDiagnostic,
): readonly TextEdit[] | null {
  const count = (made: readonly TextEdit[]): number =>
    errorsAfter(chunk, made).filter((error) => error.code === code).length;
  return count(edits) < count([]) ? edits : null;
}

/** Blanks that begin the line of an offset. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /[ \t]*/y.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** A name that begins like another and stands nowhere in a text. */
export function freshName(text: string, sigil: '%' | '@', wanted: string): string {
  let name = `${sigil}${wanted}`;
  for (let i = 0; new RegExp(`${escaped(name)}(?![\\w$.-])`).test(text); i++)
    name = `${sigil}${wanted}_${i}`;
  return name;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
