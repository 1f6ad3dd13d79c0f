/** Formatting: the smallest edits that make a document, or some of its lines, tidy. */

import { type FormatEdit, formatEdits } from '@iree-workbench/ir/formatter';
import type { MlirDocument, TextRange } from './document.ts';

/** Edits in order; of a range, those inside of it. */
export function formattingEdits({ text }: MlirDocument, range?: TextRange): readonly FormatEdit[] {
  const edits = formatEdits(text);
  return range ? edits.filter(({ start, end }) => start >= range.start && end <= range.end) : edits;
}
