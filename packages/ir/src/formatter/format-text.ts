/**
 * The formatter: text of IR, valid or not, into tidy text of the same tokens.
 *
 * It works on tokens and the blanks between them, so it loses neither names nor comments nor the lines
 * that somebody chose, and a broken operation does not keep it from the rest. Only blanks are changed:
 * - A statement stands at the depth of its block; its further lines keep their place relative to it.
 * - A line of comment keeps its place relative to what follows; one at the margin stays there.
 * - Between tokens of a line there is at most one blank, where the printer sets one or none that is so.
 * - Blanks in the parameters of a dialect's attribute or type may be part of it and are left alone.
 */

import { Lexer } from '../parser/lexer.ts';
import { isWordKind, Punct, TokenKind } from '../parser/token-kinds.ts';

const INDENT = 2;
/** Indentation of a further line that would otherwise stand no deeper than its statement. */
const CONTINUATION = 4;
/** Columns of a tab in indentation. */
const TAB = 2;
/** Blank lines in a row that are kept. */
const BLANK_LINES = 1;

/** A replacement of blanks: offsets are UTF-16 units of the text as it was. */
export interface FormatEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its blanks in order. Formatting again changes nothing. */
export function formatText(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of formatEdits(text)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** What `formatText` changes, in order, each as small as it can be. */
export function formatEdits(text: string): FormatEdit[] {
  return new Formatter(text).edits();
}

/** Between a `{` at the end of a line and its `}`. */
interface OpenBlock {
  /** Where its statements begin. */
  readonly depth: number;
  /** Where the last statement began, before and after. */
  statement: { readonly from: number; readonly to: number; readonly isLabel: boolean } | null;
  /** Brackets that were opened since and go on over lines. */
  brackets: number;
}

class Formatter {
  readonly #text: string;
  readonly #lexer: Lexer;
  readonly #newline: string;
  readonly #edits: FormatEdit[] = [];
  /** The token up to which blanks are part of a dialect's attribute or type. */
  #verbatimUntil = -1;
  #blocks: OpenBlock[] = [openBlock(0)];
  /** For each brace that is open: it holds a block. */
  #braces: boolean[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#lexer = new Lexer(text);
    this.#newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  }

  edits(): FormatEdit[] {
    const { count, starts, ends } = this.#lexer;
    for (let i = 0; i <= count; i++) {
      const start = i === 0 ? 0 : (ends[i - 1] as number);
      const end = i === count ? this.#text.length : (starts[i] as number);
      this.#gap(i, start, end);
      if (i < count) this.#enter(i);
    }
    return this.#edits;
  }

  #kind(index: number): number {
    return index < 0 || index >= this.#lexer.count
      ? TokenKind.eof
      : (this.#lexer.kinds[index] as number);
  }
  #end(index: number): number {
    return this.#lexer.ends[index] as number;
  }
  #touches(left: number): boolean {
    return this.#end(left) === this.#lexer.starts[left + 1];
  }

  // ----- Nesting -----

  #enter(index: number): void {
    switch (this.#kind(index)) {
      case TokenKind.hashId:
      case TokenKind.exclamationId:
        if (this.#kind(index + 1) === Punct.less && this.#touches(index))
          this.#verbatimUntil = Math.max(this.#verbatimUntil, this.#closing(index + 1));
        return;
      case Punct.leftParen:
      case Punct.leftSquare:
        this.#block.brackets++;
        return;
      case Punct.rightParen:
      case Punct.rightSquare:
        this.#block.brackets = Math.max(0, this.#block.brackets - 1);
        return;
      case Punct.leftBrace:
      case Punct.metadataBegin: {
        const opensBlock =
          this.#endsLine(index) && index >= this.#verbatimUntil && !this.#isDictionary(index);
        this.#braces.push(opensBlock);
        if (opensBlock) this.#blocks.push(openBlock(this.#statementColumn + INDENT));
        else this.#block.brackets++;
        return;
      }
      case Punct.rightBrace:
      case Punct.metadataEnd:
        if (this.#braces.pop()) this.#blocks.pop();
        else this.#block.brackets = Math.max(0, this.#block.brackets - 1);
        return;
      default:
    }
  }
  get #block(): OpenBlock {
    return this.#blocks[this.#blocks.length - 1] as OpenBlock;
  }
  get #statementColumn(): number {
    return this.#block.statement?.to ?? this.#block.depth;
  }
  /** Nothing but blanks and a comment follows on the token's line. */
  #endsLine(index: number): boolean {
    const end = this.#end(index);
    const next = index + 1 < this.#lexer.count ? this.#lexer.starts[index + 1] : this.#text.length;
    return this.#text.slice(end, next).includes('\n');
  }
  /** The brace opens a dictionary: `{name = …` or `{name, …`. */
  #isDictionary(index: number): boolean {
    const first = this.#kind(index + 1);
    const second = this.#kind(index + 2);
    return (
      (isWordKind(first) || first === TokenKind.string) &&
      (second === Punct.equal || second === Punct.comma)
    );
  }
  /** The `>` that closes the `<`, or -1 if there is none before the statement must have ended. */
  #closing(open: number): number {
    let depth = 0;
    let braces = 0;
    for (let i = open; i < this.#lexer.count; i++)
      switch (this.#kind(i)) {
        case Punct.less:
          depth++;
          break;
        case Punct.greater:
          if (--depth === 0) return i;
          break;
        case Punct.leftBrace:
          braces++;
          break;
        case Punct.rightBrace:
          if (--braces < 0) return -1;
          break;
        default:
      }
    return -1;
  }

  // ----- Blanks -----

  #isUnclosed(index: number): boolean {
    const kind = this.#kind(index);
    return (
      kind === TokenKind.error ||
      (kind === TokenKind.elementsLiteral && !this.#text.startsWith('>', this.#end(index) - 1))
    );
  }

  /** What stands between token `index` and the one before it. */
  #gap(index: number, start: number, end: number): void {
    if (index <= this.#verbatimUntil) return;
    // An unclosed literal reaches to the end of the text and would take in a last newline.
    if (index === this.#lexer.count && this.#isUnclosed(index - 1)) return;
    const gap = this.#text.slice(start, end);
    const isInLine = index > 0 && index < this.#lexer.count && !gap.includes('\n');
    const text = isInLine ? this.#between(index, gap) : this.#lines(index, gap);
    if (text !== gap) this.#edits.push(smallest({ start, end, text }, gap));
  }

  /** Blanks between two tokens of a line. */
  #between(index: number, gap: string): string {
    const [left, right] = [this.#kind(index - 1), this.#kind(index)];
    const kept = gap === '' ? '' : ' ';
    if (left === TokenKind.error || right === TokenKind.error) return gap;
    if (right === Punct.comma || right === Punct.rightParen || right === Punct.rightSquare)
      return '';
    if (left === Punct.leftParen || left === Punct.leftSquare) return '';
    if (left === Punct.comma || left === Punct.arrow || right === Punct.arrow) return ' ';
    if (left === Punct.equal || right === Punct.equal)
      return this.#isComparison(left === Punct.equal ? index - 1 : index) ? kept : ' ';
    return kept;
  }

  /** The `=` is part of `==`, `>=` or `<=`, which are two tokens. */
  #isComparison(index: number): boolean {
    const before = index > 0 && this.#touches(index - 1) ? this.#kind(index - 1) : TokenKind.eof;
    const after = this.#touches(index) ? this.#kind(index + 1) : TokenKind.eof;
    return after === Punct.equal || COMPARISONS.has(before);
  }

  /** Ends of lines, comments and blank lines, up to the place of token `index`. */
  #lines(index: number, gap: string): string {
    const isEnd = index === this.#lexer.count;
    const lines = gap.split(/\r?\n/);
    if (lines.some((line) => line.trimStart().startsWith('// -----'))) this.#restart();
    const column = isEnd ? 0 : columnOf(lines[lines.length - 1] as string);
    const target = isEnd ? 0 : this.#place(index, column);
    const formatted: string[] = [];
    let blank = 0;
    const finish = (line: string): void => {
      // Neither the text nor a block begins with a blank line.
      const kept = formatted.length > 0 ? Math.min(blank, BLANK_LINES) : 0;
      for (let i = 0; i < kept; i++) formatted.push('');
      blank = 0;
      formatted.push(line);
    };
    // What follows the last token on its line.
    if (index > 0) formatted.push(trailing(lines.shift() as string));
    if (!isEnd) lines.pop();
    for (const line of lines) {
      const content = line.trim();
      if (content === '') blank++;
      else {
        const own = columnOf(line);
        const shifted = own === 0 || isEnd ? own : Math.max(0, own + target - column);
        finish(' '.repeat(shifted) + content);
      }
    }
    if (isEnd) return formatted.length > 0 ? formatted.join(this.#newline) + this.#newline : '';
    finish(' '.repeat(target));
    return formatted.join(this.#newline);
  }

  /** Another piece of the file begins: what the one before left open ends. */
  #restart(): void {
    this.#blocks = [openBlock(0)];
    this.#braces = [];
  }

  // ----- Places of lines -----

  /** Where a line goes that begins with the token and stood at `column`. */
  #place(index: number, column: number): number {
    const kind = this.#kind(index);
    if (kind === Punct.rightBrace || kind === Punct.metadataEnd) {
      const outer = this.#blocks[this.#blocks.length - 2];
      if (this.#braces[this.#braces.length - 1] && outer) return outer.statement?.to ?? outer.depth;
    }
    const block = this.#block;
    const { statement } = block;
    if (!this.#beginsStatement(index, column)) {
      const { from, to } = statement as { from: number; to: number };
      const moved = column + to - from;
      if (isClosing(kind)) return Math.max(moved, to);
      return moved > to ? moved : to + CONTINUATION;
    }
    const isLabel = kind === TokenKind.caretId && this.#braces.length > 0;
    const to = isLabel ? Math.max(0, block.depth - INDENT) : block.depth;
    block.statement = { from: column, to, isLabel };
    return to;
  }

  /** Does the line that begins with the token begin a statement, or go on with the last one? */
  #beginsStatement(index: number, column: number): boolean {
    const { statement, brackets } = this.#block;
    if (!statement) return true;
    if (brackets === 0 && statement.isLabel && this.#kind(index - 1) === Punct.colon) return true;
    if (brackets > 0 || CONTINUES_AFTER.has(this.#kind(index - 1))) return false;
    const kind = this.#kind(index);
    if (CONTINUES_WITH.has(kind)) return false;
    if (kind === TokenKind.caretId) return this.#kind(index - 1) !== Punct.leftSquare;
    return column <= statement.from || this.#isSurelyStatement(index);
  }
  /** `%0 =`, `%0:2 =`, `#map =`, `dialect.op`, `"dialect.op"(`. */
  #isSurelyStatement(index: number): boolean {
    const next = this.#kind(index + 1);
    switch (this.#kind(index)) {
      case TokenKind.percentId:
        return (
          next === Punct.equal ||
          (next === Punct.colon &&
            this.#kind(index + 2) === TokenKind.integer &&
            (this.#kind(index + 3) === Punct.equal || this.#kind(index + 3) === Punct.comma))
        );
      case TokenKind.hashId:
      case TokenKind.exclamationId:
        return next === Punct.equal;
      case TokenKind.string:
        return next === Punct.leftParen;
      case TokenKind.bareId:
        return this.#text.slice(this.#lexer.starts[index], this.#lexer.ends[index]).includes('.');
      default:
        return false;
    }
  }
}

/** Without what it leaves as it is at both ends. */
function smallest({ start, end, text }: FormatEdit, old: string): FormatEdit {
  const most = Math.min(text.length, old.length);
  let front = 0;
  while (front < most && text[front] === old[front]) front++;
  let back = 0;
  while (back < most - front && text[text.length - 1 - back] === old[old.length - 1 - back]) back++;
  return { start: start + front, end: end - back, text: text.slice(front, text.length - back) };
}

const COMPARISONS: ReadonlySet<number> = new Set([Punct.equal, Punct.less, Punct.greater]);
/** After these a statement is not at its end. */
const CONTINUES_AFTER: ReadonlySet<number> = new Set([
  Punct.comma,
  Punct.equal,
  Punct.colon,
  Punct.arrow,
]);
/** No statement begins with these. */
const CONTINUES_WITH: ReadonlySet<number> = new Set([
  Punct.comma,
  Punct.colon,
  Punct.equal,
  Punct.arrow,
  Punct.less,
  Punct.greater,
  Punct.leftParen,
  Punct.rightParen,
  Punct.leftSquare,
  Punct.rightSquare,
  Punct.leftBrace,
]);

const isClosing = (kind: number): boolean =>
  kind === Punct.rightParen ||
  kind === Punct.rightSquare ||
  kind === Punct.rightBrace ||
  kind === Punct.greater;

const openBlock = (depth: number): OpenBlock => ({ depth, statement: null, brackets: 0 });

/** Columns of blanks in front of a line. */
function columnOf(line: string): number {
  let column = 0;
  for (const char of line)
    if (char === ' ') column++;
    else if (char === '\t') column += TAB;
    else break;
  return column;
}

/** A comment behind a line's last token keeps the blanks that align it, one at least. */
function trailing(line: string): string {
  const comment = line.trim();
  if (comment === '') return '';
  const blanks = line.slice(0, line.length - line.trimStart().length);
  return (blanks === '' ? ' ' : blanks) + comment;
}
