/**
 * A text that FileCheck looks at, as it sees it: lines end in a newline alone, and runs of blanks are one
 * space unless whitespace counts. Places in it lead back to the text as it was given.
 */

/** Line and column, one-based. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

export class CheckSource {
  readonly name: string;
  readonly text: string;
  readonly #original: string;
  readonly #keepsBlanks: boolean;
  #lineStarts: readonly number[] | undefined;

  /** @param keepsBlanks whether whitespace stays as it is (`--strict-whitespace`) */
  constructor(name: string, original: string, keepsBlanks: boolean) {
    this.name = name;
    this.#original = original;
    this.#keepsBlanks = keepsBlanks;
    const withoutReturns = original.replaceAll('\r\n', '\n');
    this.text = keepsBlanks ? withoutReturns : withoutReturns.replace(/[ \t]+/g, ' ');
  }

  placeOf(offset: number): SourcePlace {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  /** The line of an offset, without its end. */
  lineAt(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = this.text.indexOf('\n', offset);
    return this.text.slice(start, end < 0 ? undefined : end);
  }

  /** Where an offset was in the text that was given. */
  originalOffset(offset: number): number {
    const { line, column } = this.placeOf(offset);
    let at = 0;
    for (let passed = 1; passed < line; passed++) at = this.#original.indexOf('\n', at) + 1;
    for (let left = column - 1; left > 0; left--) {
      const isBlank = /[ \t]/.test(this.#original[at] ?? '');
      at++;
      while (isBlank && !this.#keepsBlanks && /[ \t]/.test(this.#original[at] ?? '')) at++;
    }
    return at;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
