/**
 * The text of an open document in pieces of whole lines, so that a key in a file of many megabytes costs
 * no copy of it. Within a piece, lines and positions are the library's.
 */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** Characters of a piece, if its lines allow. */
const PIECE = 1 << 14;

/** A range of a text that so many other characters took the place of. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** Lines with their breaks; only the last piece ends without one. */
class Piece {
  readonly content: string;
  readonly lineBreaks: number;
  /** Characters and line breaks before it. */
  start = 0;
  line = 0;
  /** Made when somebody asks for a place. */
  #text: TextDocument | null = null;

  constructor(content: string) {
    this.content = content;
    this.lineBreaks = content.includes('\r') ? this.text.lineCount - 1 : count(content, '\n');
  }
  get text(): TextDocument {
    return (this.#text ??= TextDocument.create('', '', 0, this.content));
  }
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found++;
  return found;
}

/** What is told of positions in a text. */
export type TextPositions = Pick<TextDocument, 'uri' | 'version' | 'positionAt' | 'offsetAt'>;

export class DocumentText implements TextPositions {
  readonly uri: string;
  readonly languageId: string;
  #version: number;
  #pieces: readonly Piece[];
  /** All that changed since it was last asked for; null if all may be another. */
  #change: Change | null | undefined = undefined;

  constructor(uri: string, languageId: string, version: number, content: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#pieces = cut(content);
  }

  get version(): number {
    return this.#version;
  }
  get length(): number {
    const last = this.#pieces[this.#pieces.length - 1];
    return last ? last.start + last.content.length : 0;
  }
  get lineCount(): number {
    const last = this.#pieces[this.#pieces.length - 1];
    return last ? last.line + last.lineBreaks + 1 : 1;
  }

  getText(range?: Range): string {
    if (!range) return this.#pieces.map(({ content }) => content).join('');
    const [from, to] = [this.offsetAt(range.start), this.offsetAt(range.end)];
    return this.slice(Math.min(from, to), Math.max(from, to));
  }
  /** The text between two offsets. */
  slice(start: number, end: number): string {
    let slice = '';
    for (let index = this.#pieceOf('start', start); index < this.#pieces.length; index++) {
      const { content, start: at } = this.#pieces[index] as Piece;
      if (at >= end) break;
      slice += content.slice(Math.max(0, start - at), end - at);
    }
    return slice;
  }

  positionAt(offset: number): Position {
    const { text, start, line } = this.#pieces[this.#pieceOf('start', offset)] as Piece;
    const position = text.positionAt(offset - start);
    return { line: line + position.line, character: position.character };
  }

  offsetAt(position: Position): number {
    const { text, start, line } = this.#pieces[this.#pieceOf('line', position.line)] as Piece;
    return start + text.offsetAt({ line: position.line - line, character: position.character });
  }

  /** Takes changes over, each of which counts in the text that those before it made. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change) {
        const [from, to] = [this.offsetAt(change.range.start), this.offsetAt(change.range.end)];
        this.#replace(Math.min(from, to), Math.max(from, to), change.text);
      } else {
        this.#pieces = cut(change.text);
        this.#change = null;
      }
    }
    this.#version = version;
  }

  /**
   * What changed since this was last asked for, as one change; null if that is not known, undefined if
   * nothing did.
   */
  takeChange(): Change | null | undefined {
    const change = this.#change;
    this.#change = undefined;
    return change;
  }

  #replace(start: number, end: number, inserted: string): void {
    const change = { start, end, length: inserted.length };
    if (this.#change !== null) this.#change = this.#change ? joined(this.#change, change) : change;
    const first = this.#pieceOf('start', start);
    let last = this.#pieceOf('start', end);
    const from = this.#pieces[first] as Piece;
    const to = this.#pieces[last] as Piece;
    const tail = to.content.slice(end - to.start);
    let text = from.content.slice(0, start - from.start) + inserted + tail;
    // A line goes on in the next piece.
    while (!text.endsWith('\n') && last + 1 < this.#pieces.length)
      text += this.#pieces[++last]?.content;
    this.#pieces = numbered([
      ...this.#pieces.slice(0, first),
      ...cut(text),
      ...this.#pieces.slice(last + 1),
    ]);
  }
  /** Number of the last piece that begins at or before an offset or a line; the first one if none does. */
  #pieceOf(unit: 'start' | 'line', place: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle] as Piece)[unit] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Two changes as one; the second one's range is in the text that the first one made. */
function joined(first: Change, second: Change): Change {
  const firstEnd = first.start + first.length;
  const start = Math.min(first.start, second.start);
  const between = Math.max(firstEnd, second.end);
  return {
    start,
    end: first.end + Math.max(0, second.end - firstEnd),
    length: between - start - (second.end - second.start) + second.length,
  };
}

/** One piece at least, though it be empty. */
function cut(content: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < content.length || pieces.length === 0; ) {
    const lineEnd = content.indexOf('\n', start + PIECE);
    const end = lineEnd < 0 ? content.length : lineEnd + 1;
    pieces.push(new Piece(content.slice(start, end)));
    start = end;
  }
  return numbered(pieces);
}

/** Tells pieces what is before them. */
function numbered(pieces: Piece[]): Piece[] {
  let start = 0;
  let line = 0;
  for (const piece of pieces) {
    piece.start = start;
    piece.line = line;
    start += piece.content.length;
    line += piece.lineBreaks;
  }
  return pieces;
}
