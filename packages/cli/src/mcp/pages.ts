/** Long texts in pages: an agent reads what it needs of them. */

/** Some of a text's lines. */
export interface Page {
  readonly text: string;
  /** The first of them, from 1. */
  readonly firstLine: number;
  readonly totalLines: number;
  /** Where the next page begins, if there is one. */
  readonly nextLine?: number;
}

/** Characters of a line that are shown; a constant may be all on one. */
const MAX_LINE = 2000;

/** Lines of a text from one on, long ones cut short. */
export function pageOf(text: string, firstLine: number, maxLines: number): Page {
  if (text === '') return { text, firstLine, totalLines: 0 };
  const lines = text.replace(/\n+$/, '').split('\n');
  const start = firstLine - 1;
  const shown = lines.slice(start, start + maxLines).map((line) => {
    const rest = line.length - MAX_LINE;
    return rest > 0 ? `${line.slice(0, MAX_LINE)}… (${rest} more characters)` : line;
  });
  const next = start + shown.length;
  return {
    text: shown.length === 0 ? '' : `${shown.join('\n')}\n`,
    firstLine,
    totalLines: lines.length,
    ...(next < lines.length && { nextLine: next + 1 }),
  };
}

/** A line for a reader that says which lines a page has; empty where it has all. */
export function pageNote({ firstLine, totalLines, nextLine }: Page): string {
  if (totalLines === 0 || (firstLine === 1 && nextLine === undefined)) return '';
  const last = (nextLine ?? totalLines + 1) - 1;
  const more = nextLine === undefined ? '' : `; go on with firstLine: ${nextLine}`;
  return `(lines ${firstLine} to ${last} of ${totalLines}${more})\n`;
}
