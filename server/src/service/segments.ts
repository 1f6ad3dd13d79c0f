/**
 * A piece of text cut into segments that can be parsed one by one: its top-level statements, or those in
 * the module that is all it holds.
 *
 * A line begins a segment if it begins a statement as far in as the first one does: that can be told
 * from the line alone, so an edit moves only the borders around it. Segments whose brackets balance
 * only together belong together, which joins what is nested without being indented. What stays
 * unbalanced ends where the next statement begins.
 */
import type { TextRange } from './document.ts';

/** Text from one line that may begin a statement to the next. */
export interface Segment {
  readonly text: string;
  /** Brackets opened less those closed. */
  readonly balance: number;
  /** The smallest balance on the way. */
  readonly lowest: number;
  readonly kind: SegmentKind;
}
/**
 * `header` opens the module that holds the statements and `footer` closes it; `rest` begins with no
 * statement. Values that statements share are in none of the others' scope.
 */
export type SegmentKind = 'statement' | 'alias' | 'value' | 'header' | 'footer' | 'rest';

/** A cut, and how far in its statements begin. */
export interface Segmentation {
  readonly segments: readonly Segment[];
  readonly column: number;
}

/**
 * Lines that begin with what can begin a statement: an operation's name, quoted or with its dialect; a
 * module; an alias; resources; a value.
 */
const STATEMENT =
  /^([ \t]*)(?:([A-Za-z_][\w$]*\.[\w$.]+|module\b|"[^"\n]*"[ \t]*\(|\{-#)|([#!][\w$.-]+[ \t]*=(?!=))|(%))/gm;
/** An alias of a location may be used before it is defined. */
const LOCATION_ALIAS = /^[ \t]*#[\w$.-]+[ \t]*=[ \t]*loc\(/m;
const MODULE_HEADER =
  /[ \t]*(?:builtin\.)?module\b(?:[ \t]+(?:public|private|nested)\b)?(?:[ \t]*@(?:[\w$.-]+|"[^"\n]*"))?[ \t]*(?:attributes[ \t]*(?=\{))?/y;

const FOOTER = /^[ \t]*\}[ \t]*(?:loc\(.*\))?\s*(?:\/\/.*\s*)?$/;

/** Cuts a text; null if its statements cannot be parsed one by one. */
export function cutSegments(text: string): Segmentation | null {
  if (LOCATION_ALIAS.test(text)) return null;
  const frame = findFrame(text);
  const bodyStart = frame?.header.end ?? 0;
  const bodyEnd = frame?.footer.start ?? text.length;
  const body = text.slice(bodyStart, bodyEnd);
  const column = firstColumn(body);
  const segments: Segment[] = [];
  if (frame) {
    segments.push(...cut(text.slice(0, frame.header.start), 0));
    segments.push(makeSegment(text.slice(frame.header.start, frame.header.end), 'header'));
  }
  segments.push(...cut(body, column));
  if (frame) {
    segments.push(makeSegment(text.slice(frame.footer.start, frame.footer.end), 'footer'));
    segments.push(...cut(text.slice(frame.footer.end), 0));
  }
  return { segments, column };
}

/** An edit: the range of the old text is replaced. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/**
 * The segmentation after an edit; all segments that it does not touch are the same objects. Null if more
 * may have changed than what is around the edit.
 */
export function editSegments(before: Segmentation, edit: TextEdit): Segmentation | null {
  const { segments, column } = before;
  const header = segments.findIndex(({ kind }) => kind === 'header');
  let [first, start] = segmentAt(segments, edit.start);
  let [last] = segmentAt(segments, edit.end);
  // What is put in front of a line may make it a part of the one before.
  if (first > 0 && start === edit.start) start -= segments[--first]!.text.length;
  for (;;) {
    const touched = segments.slice(first, last + 1);
    // Around the module that holds all, statements begin elsewhere.
    if (first <= header || touched.some(({ kind }) => kind === 'footer')) return null;
    if (header >= 0 && segments.findIndex(({ kind }) => kind === 'footer') < first) return null;
    const old = touched.map((segment) => segment.text).join('');
    const text = old.slice(0, edit.start - start) + edit.text + old.slice(edit.end - start);
    if (LOCATION_ALIAS.test(text) || text.includes('// -----')) return null;
    const pieces = cut(text, column);
    const isBeginning = first === 0 || segments[first - 1]!.kind === 'header';
    if (isBeginning) {
      // The first statement says where statements begin; and it may have become a module around all.
      if (firstColumn(text) !== column || (header < 0 && findFrame(text))) return null;
    } else if (pieces[0]?.kind === 'rest') {
      start -= segments[--first]!.text.length;
      continue;
    }
    const isEnd = last === segments.length - 1;
    if (!isEnd && text !== '' && !/[\r\n]$/.test(text)) {
      last++;
      continue;
    }
    return {
      segments: [...segments.slice(0, first), ...pieces, ...segments.slice(last + 1)],
      column,
    };
  }
}

/** Number and start of the segment that holds an offset. */
function segmentAt(segments: readonly Segment[], offset: number): [number, number] {
  let start = 0;
  let index = 0;
  for (; index < segments.length - 1; index++) {
    const end = start + segments[index]!.text.length;
    if (offset < end) break;
    start = end;
  }
  return [index, start];
}

/**
 * Segments that are parsed together; null if a value stands at the top, which others may use. A run of
 * segments is joined if its brackets balance only as a whole.
 */
export function groupSegments(
  segments: readonly Segment[],
): readonly (readonly Segment[])[] | null {
  const groups: (readonly Segment[])[] = [];
  for (let first = 0; first < segments.length; ) {
    const segment = segments[first]!;
    if (segment.kind === 'value') return null;
    let last = first;
    if (segment.kind !== 'header' && segment.kind !== 'footer' && segment.balance > 0) {
      let balance = 0;
      for (let at = first; at < segments.length; at++) {
        const { kind, lowest, balance: own } = segments[at]!;
        if (kind === 'header' || kind === 'footer') break;
        const isClosed = at > first && balance + lowest <= 0;
        balance += own;
        if (!isClosed || balance > 0) continue;
        last = at;
        break;
      }
    }
    groups.push(segments.slice(first, last + 1));
    first = last + 1;
  }
  return groups;
}

/** Cuts a text without a frame where statements begin in the column. */
function cut(text: string, column: number): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let kind: SegmentKind = 'rest';
  const finish = (end: number): void => {
    if (end > start) segments.push(makeSegment(text.slice(start, end), kind));
    start = end;
  };
  for (const match of text.matchAll(STATEMENT)) {
    const [, indent = '', , alias, value] = match;
    if (indent.length !== column) continue;
    // Comments and blank lines in front of the first statement are its own.
    if (kind !== 'rest' || !isBlank(text.slice(start, match.index))) finish(match.index);
    kind = alias !== undefined ? 'alias' : value !== undefined ? 'value' : 'statement';
  }
  finish(text.length);
  return segments;
}

const isBlank = (text: string): boolean => /^(?:\s|\/\/.*)*$/.test(text);

/** How far in the first statement begins that is no alias. */
function firstColumn(text: string): number {
  for (const [, indent = '', operation, , value] of text.matchAll(STATEMENT))
    if (operation !== undefined || value !== undefined) return indent.length;
  return 0;
}

/** The header and the footer of the module that holds all operations of a text, or null. */
function findFrame(text: string): { header: TextRange; footer: TextRange } | null {
  let start = -1;
  let column = 0;
  for (const match of text.matchAll(STATEMENT)) {
    if (match[3] !== undefined) continue;
    start = match.index;
    column = match[1]!.length;
    break;
  }
  if (start < 0) return null;
  MODULE_HEADER.lastIndex = start;
  const [begin] = MODULE_HEADER.exec(text) ?? [];
  if (begin === undefined) return null;
  let end = start + begin.length;
  if (begin.includes('attributes')) {
    end = closingBrace(text, end);
    while (text[end] === ' ') end++;
  }
  if (text[end] !== '{' || !isLineEmpty(text, end + 1)) return null;
  const closing = text.lastIndexOf(`\n${text.slice(start, start + column)}}`);
  if (closing < end) return null;
  const lineEnd = text.indexOf('\n', closing + 1);
  const footerEnd = lineEnd < 0 ? text.length : lineEnd + 1;
  if (!FOOTER.test(text.slice(closing + 1, footerEnd))) return null;
  // Other operations beside the module: it is one of several.
  for (const [, , operation, , value] of text.slice(footerEnd).matchAll(STATEMENT))
    if (value !== undefined || (operation !== undefined && operation !== '{-#')) return null;
  // Nor may one stand behind a brace that closes the module earlier.
  let balance = 0;
  let isClosed = false;
  for (const segment of cut(text.slice(end + 1, closing + 1), column)) {
    if (isClosed && segment.kind !== 'rest') return null;
    isClosed ||= balance + segment.lowest < 0;
    balance += segment.balance;
  }
  const header = { start, end: end + 1 };
  return { header, footer: { start: closing + 1, end: footerEnd } };
}

/** Does nothing but a comment stand between the offset and the end of its line? */
function isLineEmpty(text: string, offset: number): boolean {
  const end = text.indexOf('\n', offset);
  return isBlank(text.slice(offset, end < 0 ? text.length : end));
}

/** Offset behind the brace that closes the one at `open`, or -1. */
function closingBrace(text: string, open: number): number {
  let balance = 0;
  for (let at = open; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) at = behindString(text, at) - 1;
    else if (unit === 123) balance++;
    else if (unit === 125 && --balance === 0) return at + 1;
  }
  return -1;
}

/** Offset behind the string that opens at `at`; it ends with its line if nothing closes it. */
function behindString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 34) return end + 1;
    if (unit === 92) end++;
    else if (unit === 10) return end;
  }
  return text.length;
}

function makeSegment(text: string, kind: SegmentKind): Segment {
  let balance = 0;
  let lowest = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    switch (unit) {
      case 34: // "
        at = behindString(text, at) - 1;
        break;
      case 47: // a comment
        if (text.charCodeAt(at + 1) === 47) {
          const end = text.indexOf('\n', at);
          at = end < 0 ? text.length : end;
        }
        break;
      case 40: // ( [ {
      case 91:
      case 123:
        balance++;
        break;
      case 41: // ) ] }
      case 93:
      case 125:
        balance--;
        if (balance < lowest) lowest = balance;
        break;
      default:
    }
  }
  return { text, balance, lowest, kind };
}
