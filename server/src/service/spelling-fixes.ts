/** The name that was probably meant where there is none of that spelling. */
import { meantName } from '@iree-workbench/ir';
import { type CodeAction, mending, placedEdits } from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { PlacedChunk } from './document.ts';
import type { TextEdit } from './segments.ts';

/** A fix for a diagnostic of the piece, if it is about a name that another one is like. */
export function spellingFix(
  placed: PlacedChunk,
  diagnostic: DocumentDiagnostic,
): CodeAction | null {
  const edit = suggestedEdit(placed, diagnostic) ?? builtinTypeEdit(placed, diagnostic);
  if (!edit || !mending(placed, [edit], diagnostic)) return null;
  return {
    title: `Change to '${edit.text}'`,
    kind: 'quickfix',
    isPreferred: true,
    mends: diagnostic,
    edits: () => placedEdits(placed, [edit]),
  };
}

/** What a note of the diagnostic suggests. */
function suggestedEdit(
  { chunk, offset }: PlacedChunk,
  { notes }: DocumentDiagnostic,
): TextEdit | null {
  for (const { suggestion, range } of notes) {
    if (!suggestion || !range) continue;
    const start = chunk.text.indexOf(suggestion.written, range.start - offset);
    if (start < 0) continue;
    return { start, end: start + suggestion.written.length, text: suggestion.meant };
  }
  return null;
}

/** Words that begin a builtin type. */
const BUILTIN_TYPES = [
  ...['i1', 'i4', 'i8', 'i16', 'i32', 'i64', 'si8', 'si32', 'ui8', 'ui32'],
  ...['f16', 'bf16', 'f32', 'f64', 'index', 'none'],
  ...['complex', 'memref', 'tensor', 'tuple', 'vector'],
];

/** Of a type that begins with no word that begins one; it may be reported at the end of what is before. */
function builtinTypeEdit(
  { chunk, offset }: PlacedChunk,
  { range, message }: DocumentDiagnostic,
): TextEdit | null {
  if (!range || message !== 'expected non-function type') return null;
  const word = /\s*([\w.]+)/y;
  word.lastIndex = range.start - offset;
  const name = word.exec(chunk.text)?.[1];
  const meant = name && meantName(name, BUILTIN_TYPES);
  if (!name || !meant) return null;
  return { start: word.lastIndex - name.length, end: word.lastIndex, text: meant };
}
