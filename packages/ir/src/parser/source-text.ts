/** A text with a name that turns offsets into lines and columns, as upstream counts them. */

import type { LinedSource } from '../diagnostics.ts';

export class Source implements LinedSource {
  readonly name: string;
  readonly text: string;
  #lineStarts: Int32Array | null = null;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** One-based line, and one-based column in bytes of UTF-8. */
  lineAndColumn(offset: number): { line: number; column: number } {
    const line = this.#lineOf(offset);
    return { line: line + 1, column: utf8Length(this.text, this.#starts()[line]!, offset) + 1 };
  }

  /** The text of a one-based line, without its line break. */
  lineText(line: number): string {
    const starts = this.#starts();
    const start = starts[line - 1] ?? this.text.length;
    const end = starts[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }

  #lineOf(offset: number): number {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #starts(): Int32Array {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    this.#lineStarts = Int32Array.from(starts);
    return this.#lineStarts;
  }
}

/** Bytes that the range takes in UTF-8. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes++;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < end) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}
