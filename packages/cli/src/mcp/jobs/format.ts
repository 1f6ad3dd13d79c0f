/** Tidies a text: indentation and blanks; names, comments and chosen lines stay. */
import { formatEdits, formatText } from '@iree-workbench/ir/formatter';
import type { Source } from './source.ts';

export interface FormatAnswer {
  readonly text: string;
  /** Places where blanks were changed. */
  readonly changes: number;
}

export const format = ({ source: { text } }: { readonly source: Source }): FormatAnswer => ({
  text: formatText(text),
  changes: formatEdits(text).length,
});
