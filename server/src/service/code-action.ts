/**
 * What code actions have in common: a title, a kind, and edits that are made when somebody wants them.
 * An action that would leave a piece of text worse than it was is none.
 */
import type { Unit } from './chunk-tree.ts';
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

/** Edits of a piece that bring no new error; null for others. */
export function harmless(
  { chunk }: PlacedChunk,
  edits: readonly TextEdit[],
  scope: Scope = 'touched',
): readonly TextEdit[] | null {
  const [before, after] = errorsAround(chunk, edits, scope);
  return after.length > before.length ? null : edits;
}

/** Edits of a piece after which there is one error of the diagnostic's kind less; null for others. */
export function mending(
  { chunk }: PlacedChunk,
  edits: readonly TextEdit[],
  { code }: DocumentDiagnostic,
): readonly TextEdit[] | null {
  const count = (errors: readonly DocumentDiagnostic[]): number =>
    errors.filter((error) => error.code === code).length;
  const [before, after] = errorsAround(chunk, edits, 'touched');
  return count(after) < count(before) ? edits : null;
}

/** The statements that edits touch are parsed alone where all others stay what they are. */
type Scope = 'touched' | 'all';

/** The errors of some statements of a piece before and after edits, parsed and verified alike. */
function errorsAround(
  chunk: Chunk,
  edits: readonly TextEdit[],
  scope: Scope,
): readonly [before: readonly DocumentDiagnostic[], after: readonly DocumentDiagnostic[]] {
  const part = (scope === 'touched' && touchedPart(chunk, edits)) || { text: chunk.text, edits };
  const errorsIn = (text: string): readonly DocumentDiagnostic[] =>
    documentDiagnostics(new MlirDocument(text, '-', undefined, chunk.tree.era)).filter(isError);
  return [errorsIn(part.text), errorsIn(applied(part.text, part.edits))];
}

/**
 * The statements that edits touch, with the aliases and symbols that they may name; null if there is no
 * telling.
 */
export function touchedPart(
  { tree: { units } }: Chunk,
  edits: readonly TextEdit[],
): { readonly text: string; readonly edits: readonly TextEdit[] } | null {
  // What is put between two statements belongs to the first.
  const unitOf = (edit: TextEdit): Unit | undefined =>
    units.find((unit) => edit.start >= unit.start && edit.end <= unit.end);
  const touched = new Set(edits.map(unitOf));
  const names = new Set<string>();
  for (const unit of touched) {
    if (!unit || unit.segments.some(({ kind }) => kind === 'header' || kind === 'footer'))
      return null;
    for (const name of unit.symbolRoots) names.add(name);
    for (const { text } of edits)
      for (const [, name = ''] of text.matchAll(/@([\w$.]+)/g)) names.add(name);
  }
  let text = '';
  const moved: TextEdit[] = [];
  for (const unit of units) {
    const isNamed =
      unit.typeAliases.size + unit.attributeAliases.size > 0 ||
      unit.operations.some(({ symbolName }) => symbolName !== undefined && names.has(symbolName));
    if (!isNamed && !touched.has(unit)) continue;
    const shift = text.length - unit.start;
    for (const edit of edits)
      if (unitOf(edit) === unit)
        moved.push({ start: edit.start + shift, end: edit.end + shift, text: edit.text });
    text += unit.text;
  }
  return { text, edits: moved };
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
