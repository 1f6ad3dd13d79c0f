/**
 * A piece of text cut into segments that can be parsed one by one: its top-level statements, or those in
 * the module that is all it holds.
 *
 * A line begins a segment if it begins a statement as far in as the first one does: that can be told
 * from the line alone, so an edit moves only the borders around it. Segments whose brackets balance
 * only together belong together, which joins what is nested without being indented. What stays
 * unbalanced ends where the next statement begins. A long function is cut further: function-segments.ts.
 */
import type { TextRange } from './document.ts';
import { cutFunction, editFunction, LONG_FUNCTION } from './function-segments.ts';
import {
  closingBrace,
  isBlank,
  isFrame,
  isLineEmpty,
  makeSegment,
  type Segment,
  type SegmentKind,
} from './segment.ts';

/** A cut, and how far in its statements begin. */
export interface Segmentation {
  readonly segments: readonly Segment[];
  readonly column: number;
  /** A function with more text is cut. */
  readonly longest: number;
}

/**
 * Lines that begin with what can begin a statement: an operation's name, quoted or with its dialect; a
 * module; an alias; resources; a value.
 */
const STATEMENT =
  /([ \t]*)(?:([A-Za-z_][\w$]*\.[\w$.]+|module\b|"[^"\n]*"[ \t]*\(|\{-#)|([#!][\w$.-]+[ \t]*=(?!=))|(%))/y;
/** What stands before the location in the definition of its alias. */
const ALIAS = /^[ \t]*#[\w$.-]+[ \t]*=[ \t]*$/;
const MODULE_HEADER =
  /[ \t]*(?:builtin\.)?module\b(?:[ \t]+(?:public|private|nested)\b)?(?:[ \t]*@(?:[\w$.-]+|"[^"\n]*"))?[ \t]*(?:attributes[ \t]*(?=\{))?/y;

const FOOTER = /^[ \t]*\}[ \t]*(?:loc\(.*\))?\s*(?:\/\/.*\s*)?$/;

/** Cuts a text; null if its statements cannot be parsed one by one. */
export function cutSegments(text: string, longest = LONG_FUNCTION): Segmentation | null {
  if (definesLocation(text)) return null;
  const frame = findFrame(text);
  if (!frame) {
    const column = firstColumn(text);
    return { segments: cut(text, column, longest), column, longest };
  }
  const { header, footer, column, body } = frame;
  const segments = [
    ...cut(text.slice(0, header.start), 0, longest),
    makeSegment(text.slice(header.start, header.end), 'header'),
    ...body.flatMap((part) => inRuns(part.text, part.kind, longest) ?? [part]),
    makeSegment(text.slice(footer.start, footer.end), 'footer'),
    ...cut(text.slice(footer.end), 0, longest),
  ];
  return { segments, column, longest };
}

/** May an alias of a location be used before it is defined? */
function definesLocation(text: string): boolean {
  for (let at = text.indexOf('loc('); at >= 0; at = text.indexOf('loc(', at + 1))
    if (ALIAS.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) return true;
  return false;
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
  const { segments, column, longest } = before;
  const header = segments.findIndex(({ kind }) => kind === 'header');
  let [first, start] = segmentAt(segments, edit.start);
  let [last] = segmentAt(segments, edit.end);
  if (isOfFunction(segments[first]) || isOfFunction(segments[last])) {
    const edited = editFunction(segments, first, last, start, edit, longest);
    return edited && { ...before, segments: edited };
  }
  // What is put in front of a line may make it a part of the one before.
  if (first > 0 && start === edit.start) start -= segments[--first]!.text.length;
  for (;;) {
    const touched = segments.slice(first, last + 1);
    // Around the module that holds all, statements begin elsewhere.
    if (first <= header || touched.some(isFrame)) return null;
    if (header >= 0 && segments.findIndex(({ kind }) => kind === 'footer') < first) return null;
    const old = touched.map((segment) => segment.text).join('');
    const text = old.slice(0, edit.start - start) + edit.text + old.slice(edit.end - start);
    if (definesLocation(text) || text.includes('// -----')) return null;
    const pieces = cut(text, column, longest);
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
      ...before,
      segments: [...segments.slice(0, first), ...pieces, ...segments.slice(last + 1)],
    };
  }
}

const isOfFunction = (segment: Segment | undefined): boolean =>
  segment?.kind === 'function' || segment?.kind === 'body' || segment?.kind === 'end';

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
    if (!isFrame(segment) && segment.balance > 0) {
      let balance = 0;
      for (let at = first; at < segments.length; at++) {
        const { lowest, balance: own } = segments[at]!;
        if (isFrame(segments[at]!)) break;
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
function cut(text: string, column: number, longest: number): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let kind: SegmentKind = 'rest';
  const finish = (end: number): void => {
    const part = text.slice(start, end);
    if (part !== '') segments.push(...(inRuns(part, kind, longest) ?? [makeSegment(part, kind)]));
    start = end;
  };
  for (const statement of statementsIn(text, column)) {
    if (statement.indent !== column) continue;
    const { at } = statement;
    // Comments and blank lines in front of the first statement are its own.
    if (kind !== 'rest' || !isBlank(text.slice(start, at))) finish(at);
    kind = statement.kind;
  }
  finish(text.length);
  return segments;
}

/** A long function's header, runs of statements and end; null for what is no such. */
const inRuns = (text: string, kind: SegmentKind, longest: number): readonly Segment[] | null =>
  kind === 'statement' && text.length > longest ? cutFunction(text, longest) : null;

/** A line that begins what may be a statement. */
interface StatementLine {
  readonly at: number;
  readonly indent: number;
  readonly kind: 'statement' | 'alias' | 'value';
  /** The name of the operation, or what else it begins with. */
  readonly operation: string | undefined;
}

/** The lines that may begin a statement, so far in at most. */
export function* statementsIn(
  text: string,
  deepest = Number.POSITIVE_INFINITY,
): Generator<StatementLine> {
  for (let end = 0, at = 0; end >= 0; at = end + 1) {
    end = text.indexOf('\n', at);
    const unit = text.charCodeAt(at + deepest);
    if (unit === 32 || unit === 9) continue;
    STATEMENT.lastIndex = at;
    const match = STATEMENT.exec(text);
    if (!match) continue;
    const [, { length: indent } = '', operation, alias] = match;
    const kind = alias !== undefined ? 'alias' : operation !== undefined ? 'statement' : 'value';
    yield { at, indent, kind, operation };
  }
}

/** How far in the first statement begins that is no alias. */
function firstColumn(text: string): number {
  for (const { kind, indent } of statementsIn(text)) if (kind !== 'alias') return indent;
  return 0;
}

/** A module that holds all operations of a text: where it opens and closes, and what is in it. */
interface Frame {
  readonly header: TextRange;
  readonly footer: TextRange;
  readonly column: number;
  readonly body: readonly Segment[];
}

function findFrame(text: string): Frame | null {
  let start = -1;
  let indent = 0;
  for (const found of statementsIn(text)) {
    if (found.kind === 'alias') continue;
    start = found.at;
    indent = found.indent;
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
  const closing = text.lastIndexOf(`\n${text.slice(start, start + indent)}}`);
  if (closing < end) return null;
  const lineEnd = text.indexOf('\n', closing + 1);
  const footerEnd = lineEnd < 0 ? text.length : lineEnd + 1;
  if (!FOOTER.test(text.slice(closing + 1, footerEnd))) return null;
  // Other operations beside the module: it is one of several.
  for (const { kind, operation } of statementsIn(text.slice(footerEnd)))
    if (kind === 'value' || (kind === 'statement' && operation !== '{-#')) return null;
  // Nor may one stand behind a brace that closes the module earlier.
  const inside = text.slice(end + 1, closing + 1);
  const column = firstColumn(inside);
  const body = cut(inside, column, Number.POSITIVE_INFINITY);
  if (placeOfClosing(body) >= 0) {
    const beside = cut(inside, indent, Number.POSITIVE_INFINITY);
    if (beside.slice(placeOfClosing(beside) + 1).some(({ kind }) => kind !== 'rest')) return null;
  }
  const header = { start, end: end + 1 };
  return { header, footer: { start: closing + 1, end: footerEnd }, column, body };
}

/** The first segment that closes a brace which none of them opens, or -1. */
function placeOfClosing(segments: readonly Segment[]): number {
  let before = 0;
  return segments.findIndex(({ lowest, balance }) => {
    if (before + lowest < 0) return true;
    before += balance;
    return false;
  });
}
