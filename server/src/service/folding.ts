/**
 * What can be folded: regions and whatever else brackets hold over several lines (constants, resource
 * sections, dictionaries), comments, and the pieces that `// -----` cuts a file into.
 */
import { type BracketPair, structureOfChunk } from './brackets.ts';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';

/** From the end of the line that stays to the end of the last line that goes. */
export interface Fold extends TextRange {
  readonly kind: 'code' | 'comment' | 'piece';
  /** What stands for it while it is folded. */
  readonly placeholder: string;
}

/** In the order of the text; one a line, the longest that begins there. */
export function foldsOf(document: MlirDocument): readonly Fold[] {
  const folds: Fold[] = [];
  const isCut = document.chunks.length > 1;
  for (const { chunk, offset } of document.chunks) {
    const place = (fold: Fold): Fold => ({ ...fold, ...shifted(fold, offset) });
    // The marker's own line stays; it is in front of every piece but the first.
    if (isCut && offset > 0) folds.push(...pieceFold(chunk).map(place));
    folds.push(...foldsInside(chunk).map(place));
  }
  return folds.sort((a, b) => a.start - b.start);
}

function pieceFold({ text }: Chunk): Fold[] {
  const start = lineEnd(text, 0);
  const end = text.trimEnd().length;
  return end > start ? [{ kind: 'piece', start, end, placeholder: '…' }] : [];
}

function foldsInside(chunk: Chunk): Fold[] {
  const { text } = chunk;
  const { pairs, comments } = structureOfChunk(chunk.tree);
  const byStart = new Map<number, Fold>();
  const add = (fold: Fold): void => {
    const { end = -1 } = byStart.get(fold.start) ?? {};
    if (fold.end > end) byStart.set(fold.start, fold);
  };
  for (const pair of pairs) {
    const fold = bracketFold(text, pair);
    if (fold) add(fold);
  }
  for (const fold of commentFolds(text, comments)) add(fold);
  return [...byStart.values()];
}

/** The lines between two brackets; the line of the closing one stays, if it begins with it. */
function bracketFold(text: string, { start, end, open }: BracketPair): Fold | null {
  const first = lineEnd(text, start);
  if (first >= end) return null;
  const lineStart = text.lastIndexOf('\n', end - 2) + 1;
  const isAlone = /^[\s)\]}>#-]*$/.test(text.slice(lineStart, end - 1));
  const last = isAlone ? lineBreakBefore(text, lineStart) : lineEnd(text, end);
  if (last <= first) return null;
  return { kind: 'code', start: first, end: last, placeholder: PLACEHOLDERS[open] };
}

const PLACEHOLDERS: Readonly<Record<BracketPair['open'], string>> = {
  '(': '(…)',
  '[': '[…]',
  '{': '{…}',
  '<': '<…>',
};

/** Runs of lines that hold nothing but a comment. */
function commentFolds(text: string, comments: readonly TextRange[]): Fold[] {
  const folds: Fold[] = [];
  let run: { start: number; end: number } | null = null;
  const finish = (): void => {
    if (!run) return;
    const start = lineEnd(text, run.start);
    if (run.end > start) folds.push({ kind: 'comment', start, end: run.end, placeholder: '…' });
  };
  for (const { start, end } of comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') continue;
    if (run && text.slice(run.end, start).split('\n').length === 2) run.end = end;
    else {
      finish();
      run = { start, end };
    }
  }
  finish();
  return folds;
}

/** Offset of the line break behind an offset, or of the text's end. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
/** Offset of the line break that ends in front of a line. */
const lineBreakBefore = (text: string, lineStart: number): number =>
  text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
