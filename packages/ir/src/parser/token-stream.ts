/**
 * The tokens of one text with a position in them, and the diagnostics about them: where upstream's
 * parser puts an error, and the failure that ends a statement.
 */

import { ParseFailure } from '../asm.ts';
import { FileLineColLoc, type Location } from '../attributes.ts';
import type { Context } from '../context.ts';
import { type Diagnostic, makeDiagnostic, type Note, suggestionNote } from '../diagnostics.ts';
import { meantName } from '../nearest-name.ts';
import type { Type } from '../types.ts';
import { Lexer } from './lexer.ts';
import { lexicalError, skipSpace } from './scanning.ts';
import type { Source } from './source-text.ts';
import { isWordKind, Keyword, Punct, TokenKind } from './token-kinds.ts';

/** The failure says nothing, so one will do: making one takes a picture of the stack. */
export const FAILURE = new ParseFailure();

/** How deep regions, types, attributes and expressions may nest. */
export const MAX_DEPTH = 1000;

/** Errors of a text for which the name that was meant is looked for. */
const MAX_SUGGESTIONS = 100;

/** A note at an offset of the text, or about another text. */
export interface SourceNote extends Omit<Note, 'location'> {
  readonly offset: number;
  readonly location?: Location;
}

export class TokenStream {
  readonly context: Context;
  readonly source: Source;
  readonly text: string;
  readonly lexer: Lexer;
  readonly diagnostics: Diagnostic[] = [];
  /** Number of the next token. */
  cur = 0;
  /** Is the statement inside a region, which a `}` ends? */
  isInRegion = false;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  ids: Int32Array;
  #depth = 0;

  constructor(context: Context, source: Source) {
    this.context = context;
    this.source = source;
    this.text = source.text;
    this.lexer = new Lexer(source.text);
    this.kinds = this.lexer.kinds;
    this.starts = this.lexer.starts;
    this.ends = this.lexer.ends;
    this.ids = this.lexer.ids;
  }

  // ----- Tokens -----

  get kind(): number {
    return this.kinds[this.cur]!;
  }
  /** Kind of the token `distance` further on. */
  kindAt(distance: number): number {
    const index = this.cur + distance;
    return index > this.lexer.count ? TokenKind.eof : this.kinds[index]!;
  }
  /** Offset of the next token; at the end of the file, the text's length. */
  get start(): number {
    return this.cur >= this.lexer.count ? this.text.length : this.starts[this.cur]!;
  }
  get end(): number {
    return this.cur >= this.lexer.count ? this.text.length : this.ends[this.cur]!;
  }
  /** End of the token before the next one. */
  get previousEnd(): number {
    return this.cur > 0 ? this.ends[Math.min(this.cur, this.lexer.count) - 1]! : 0;
  }
  /** Spelling of the next token. */
  get spelling(): string {
    return this.text.slice(this.start, this.end);
  }
  /** Where token `index` stands. */
  rangeAt(index: number): { readonly start: number; readonly end: number } {
    return { start: this.starts[index]!, end: this.ends[index]! };
  }
  spellingAt(index: number): string {
    return this.text.slice(this.starts[index]!, this.ends[index]!);
  }
  /** Name of an identifier token without its sigil. */
  nameAt(index: number): string {
    return this.lexer.names.name(this.ids[index]!);
  }
  advance(): void {
    if (this.cur < this.lexer.count) this.cur++;
  }
  accept(kind: number): boolean {
    if (this.kinds[this.cur] !== kind) return false;
    this.cur++;
    return true;
  }
  expect(kind: number, message: string): void {
    if (!this.accept(kind)) this.failWrongToken(message);
  }
  /** Does the next token stand right behind the one before it? */
  get isAdjacent(): boolean {
    return this.previousEnd === this.start;
  }
  /** Is the next token a bare identifier, a keyword or the name of an integer type? */
  get isWord(): boolean {
    const kind = this.kind;
    return isWordKind(kind) || kind === TokenKind.integerType;
  }

  /**
   * Goes on at an offset that may lie inside a token: behind an opaque body, or behind the `4x` of
   * `4xf32` where the lexer saw an integer and an identifier.
   */
  resumeAt(offset: number): void {
    const { lexer } = this;
    let index = this.cur;
    while (index > 0 && this.starts[index - 1]! >= offset) index--;
    while (index < lexer.count && this.ends[index]! <= offset) index++;
    const at = skipSpace(this.text, offset);
    const isInside = index < lexer.count ? this.starts[index]! < at : at < this.text.length;
    if (isInside && !lexer.cutFront(index, at)) {
      lexer.relex(index, offset);
      this.kinds = lexer.kinds;
      this.starts = lexer.starts;
      this.ends = lexer.ends;
      this.ids = lexer.ids;
    }
    this.cur = index;
  }

  // ----- Diagnostics -----

  /** Text of a type in a message, with upstream's quotes. */
  typeText(type: Type): string {
    return `'${type.kind}'`;
  }

  locationAt(offset: number): Location {
    return FileLineColLoc.at(this.context, this.source, offset);
  }

  /**
   * The note that says what was probably meant by what is written at an offset, if `find` has one; for
   * the first errors only, since a file may be none of ours.
   */
  suggestion(offset: number, find: () => Note | undefined): readonly SourceNote[] {
    if (this.#suggestions >= MAX_SUGGESTIONS) return [];
    this.#suggestions++;
    const note = find();
    return note ? [{ ...note, offset }] : [];
  }
  /** The same for a name behind a sigil (or behind none), of those that are known. */
  meantName(
    written: string,
    offset: number,
    known: () => Iterable<string>,
    sigil = '',
  ): readonly SourceNote[] {
    return this.suggestion(offset, () => {
      const meant = meantName(written, known());
      return meant === undefined ? undefined : suggestionNote(sigil + written, sigil + meant);
    });
  }
  #suggestions = 0;

  /** Keywords that might have stood where a word does, of token `#missedAt`. */
  readonly #missed: string[] = [];
  #missedAt = -1;
  /** The next token is a word, but none of these: if nothing else takes it, one may have been meant. */
  missKeywords(keywords: readonly string[]): void {
    if (this.#missedAt !== this.cur) this.#missed.length = 0;
    this.#missedAt = this.cur;
    this.#missed.push(...keywords);
  }
  /** The note about a token that is a word like one of the keywords that might have stood there. */
  meantKeyword(token: number): readonly SourceNote[] {
    // Tokens may have been read anew since.
    if (this.#missedAt !== token || !isWordKind(this.kinds[token]!)) return [];
    return this.meantName(this.nameAt(token), this.starts[token]!, () => this.#missed);
  }

  report(message: string, offset: number, notes: readonly SourceNote[] = []): void {
    // Nested regions that the file's end cuts off all miss the same.
    const last = this.diagnostics[this.diagnostics.length - 1];
    if (
      last?.message === message &&
      last.location.kind === 'loc.file' &&
      last.location.offset === offset
    )
      return;
    this.diagnostics.push(
      makeDiagnostic(
        'error',
        this.locationAt(offset),
        message,
        notes.map(({ offset: at, location, ...note }) => ({
          ...note,
          location: location ?? this.locationAt(at),
        })),
      ),
    );
  }

  /** Reports an error at the offset, the next token unless told, and gives the statement up. */
  fail(message: string, offset: number = this.errorOffset, notes?: readonly SourceNote[]): never {
    // What the lexer could not read was meant, whatever the parser would say.
    const { kind } = this;
    if (kind === TokenKind.error || (kind === Punct.slash && this.context.era !== '2026')) {
      const lexical = lexicalError(this.text, this.start);
      this.report(lexical.message, lexical.at);
    } else this.report(message, offset, notes ?? this.meantKeyword(this.cur));
    throw FAILURE;
  }
  /** As `fail` for a token that is missing: at the end of what stands before the next one. */
  failWrongToken(message: string, notes?: readonly SourceNote[]): never {
    return this.fail(message, this.wrongTokenOffset, notes);
  }

  /** The next token; at the end of the file, the last unit of the text. */
  get errorOffset(): number {
    return this.cur >= this.lexer.count ? Math.max(0, this.text.length - 1) : this.start;
  }
  /**
   * If the next token begins a line, the end of the line before that holds something else than a
   * comment; else the end of the white space's front.
   */
  get wrongTokenOffset(): number {
    const { text } = this;
    const original = this.errorOffset;
    let end = original;
    for (;;) {
      while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
      if (end === 0) return original;
      if (text[end - 1] !== '\n' && text[end - 1] !== '\r') return end;
      end--;
      const lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1));
      const comment = text.slice(lineStart + 1, end).indexOf('//');
      if (comment >= 0) end = lineStart + 1 + comment;
    }
  }

  // ----- Depth -----

  /** Enters something that may nest; each must be left again, also when it fails. */
  enter(): void {
    if (++this.#depth > MAX_DEPTH) {
      this.fail(`nesting is deeper than the limit of ${MAX_DEPTH}`);
    }
  }
  leave(): void {
    this.#depth--;
  }
  get depth(): number {
    return this.#depth;
  }
  set depth(depth: number) {
    this.#depth = depth;
  }

  // ----- Recovery -----

  /**
   * Goes to the statement behind a broken one that began at token `from`: the next line that begins
   * like a statement, or the end of the region, at the nesting that the statement began at.
   */
  skipStatement(from: number): void {
    if (this.cur < this.lexer.count) this.cur = this.#statementAfter(from);
  }

  #statementAfter(from: number): number {
    const { kinds, lexer } = this;
    const closers = this.#closers();
    // A bracket that is never closed: what begins a line no deeper than the statement ends it.
    let isOpen = false;
    for (let index = from; index < lexer.count; index++) {
      const kind = kinds[index]!;
      if (index > from && index >= this.cur) {
        if (
          isOpen
            ? this.#isOutside(index, from)
            : kind === TokenKind.caretId
              ? this.#beginsLine(index)
              : this.#beginsStatement(index)
        )
          return index;
      }
      if (kind === Punct.rightBrace && this.isInRegion) return index;
      const closer = closers.get(index);
      if (closer === undefined) continue;
      if (closer >= 0) index = closer;
      else isOpen = true;
    }
    return lexer.count;
  }

  /** For each bracket that opens, the one that closes it, or -1; made when first asked. */
  #closers(): ReadonlyMap<number, number> {
    if (this.#closersOf?.count === this.lexer.generation) return this.#closersOf.map;
    const map = new Map<number, number>();
    const open: number[] = [];
    for (let index = 0; index < this.lexer.count; index++) {
      const kind = this.kinds[index]!;
      const opener =
        kind === Punct.rightBrace
          ? Punct.leftBrace
          : kind === Punct.rightParen
            ? Punct.leftParen
            : kind === Punct.rightSquare
              ? Punct.leftSquare
              : -1;
      if (kind === Punct.leftBrace || kind === Punct.leftParen || kind === Punct.leftSquare) {
        open.push(index);
        map.set(index, -1);
      } else if (opener >= 0) {
        // A brace closes what is open inside it; the other brackets close only their own kind.
        let at = open.length - 1;
        if (kind === Punct.rightBrace) while (at >= 0 && this.kinds[open[at]!] !== opener) at--;
        if (at >= 0 && this.kinds[open[at]!] === opener) {
          map.set(open[at]!, index);
          open.length = at;
        }
      }
    }
    this.#closersOf = { count: this.lexer.generation, map };
    return map;
  }
  #closersOf: { readonly count: number; readonly map: ReadonlyMap<number, number> } | null = null;

  #beginsLine(index: number): boolean {
    const from = index > 0 ? this.ends[index - 1]! : 0;
    if (from === 0 && index === 0) return true;
    for (let at = from; at < this.starts[index]!; at++)
      if (this.text.charCodeAt(at) === 10) return true;
    return false;
  }

  #beginsStatement(index: number): boolean {
    if (!this.#beginsLine(index)) return false;
    const kind = this.kinds[index]!;
    switch (kind) {
      case TokenKind.percentId: {
        const next = this.kinds[index + 1];
        return next === Punct.equal || next === Punct.colon || next === Punct.comma;
      }
      case TokenKind.string:
        return this.kinds[index + 1] === Punct.leftParen;
      case TokenKind.hashId:
      case TokenKind.exclamationId:
        return this.kinds[index + 1] === Punct.equal;
      case Punct.metadataBegin:
        return true;
      default:
        return isWordKind(kind) && kind !== Keyword.attributes && kind !== Keyword.loc;
    }
  }

  /** A line that begins no deeper than the broken statement's, with a statement or a region's end. */
  #isOutside(index: number, from: number): boolean {
    if (!this.#beginsLine(index)) return false;
    const column = this.#column(index);
    if (this.kinds[index] === Punct.rightBrace) return column < this.#column(from);
    return column <= this.#column(from) && this.#beginsStatement(index);
  }

  #column(index: number): number {
    const start = this.starts[index]!;
    return start - this.text.lastIndexOf('\n', start - 1) - 1;
  }
}
