/** Texts with a cursor in them, for the service's tests. */
import { MlirDocument, type TextRange } from './document.ts';

/** A document written with `│` where the cursor stands. */
export function atCursor(marked: string): { document: MlirDocument; cursor: number } {
  const cursor = marked.indexOf('│');
  if (cursor < 0) throw new Error('there is no cursor in the text');
  return { document: new MlirDocument(marked.replace('│', '')), cursor };
}

/** The text with `⟦…⟧` around each range. */
export function withRanges(text: string, ranges: readonly TextRange[]): string {
  let marked = text;
  for (const { start, end } of [...ranges].sort((a, b) => b.start - a.start))
    marked = `${marked.slice(0, start)}⟦${marked.slice(start, end)}⟧${marked.slice(end)}`;
  return marked;
}
