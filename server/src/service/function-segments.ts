/**
 * A long function cut into its header, runs of the statements of its body, and its end, so that an edit
 * parses a run and not megabytes.
 *
 * A run ends before a line that begins a statement as far in as the body's first one does, when it is
 * long enough and the line itself says so: after an edit the cuts behind it come where they were. A
 * function with several blocks stays whole.
 */
import { behindString, isBlank, isLineEmpty, makeSegment, type Segment } from './segment.ts';
import type { TextEdit } from './segments.ts';

/** A function with more text is cut. */
export const LONG_FUNCTION = 1 << 16;
/** Of what is long, the least that a run has; twice to four times as much is the most. */
const PARTS = 16;

const FUNCTION = /^([ \t]*)((?:func|llvm|vm)\.func)\b/m;
/** What can begin a statement and nothing else: results, or an operation's name, quoted or with its dialect. */
const STATEMENT =
  /^([ \t]*)(?:%[\w$.-]+(?::\d+)?(?:[ \t]*,[ \t]*%[\w$.-]+(?::\d+)?)*[ \t]*=(?!=)|[A-Za-z_][\w$]*\.[\w$.]+(?![\w$.]*[ \t]*=)|"[^"\n]*"[ \t]*\()/gm;
/** A line that begins with one. */
const LINE = new RegExp(STATEMENT, 'my');
const END = /^[ \t]*\}[ \t]*(?:loc\(.*\))?[ \t]*(?:\/\/.*)?(?:\s|\/\/.*)*$/;

/** Name of the operation whose header the text is. */
export const nameOfFunction = (header: string): string => FUNCTION.exec(header)?.[2] ?? '';

/** Header, body and end of a statement; null if it is no function, or cannot be cut. */
export function cutFunction(text: string, longest: number): Segment[] | null {
  const headerEnd = endOfHeader(text);
  const indent = FUNCTION.exec(text)?.[1];
  if (headerEnd < 0 || indent === undefined) return null;
  const closing = text.lastIndexOf(`\n${indent}}`) + 1;
  if (closing < headerEnd || !END.test(text.slice(closing))) return null;
  const bodies = cutBody(text.slice(headerEnd, closing), longest);
  if (bodies.length === 0 || !isBody(bodies)) return null;
  return [
    makeSegment(text.slice(0, headerEnd), 'function'),
    ...bodies,
    makeSegment(text.slice(closing), 'end'),
  ];
}

/**
 * The segments after an edit that touches those from `first`, which begins at `start`, to `last`. Null
 * if more may have changed than a run of statements or the header.
 */
export function editFunction(
  segments: readonly Segment[],
  first: number,
  last: number,
  start: number,
  edit: TextEdit,
  longest: number,
): readonly Segment[] | null {
  let from = first;
  let to = last;
  let begin = start;
  // What is put in front of a line may make it a part of the one before.
  if (begin === edit.start && segments[from - 1]?.kind === 'body')
    begin -= segments[--from]!.text.length;
  for (;;) {
    const touched = segments.slice(from, to + 1);
    const old = touched.map((segment) => segment.text).join('');
    const text = old.slice(0, edit.start - begin) + edit.text + old.slice(edit.end - begin);
    if (text.includes('// -----')) return null;
    const { kind } = touched[0]!;
    if (touched.some((segment) => segment.kind !== kind)) return null;
    let pieces: Segment[];
    switch (kind) {
      case 'function':
        if (endOfHeader(text) !== text.length) return null;
        pieces = [makeSegment(text, 'function')];
        break;
      case 'end':
        if (!END.test(text)) return null;
        pieces = [makeSegment(text, 'end')];
        break;
      case 'body':
        if (!/\n$/.test(text) && text !== '') {
          to++;
          continue;
        }
        if (segments[from - 1]?.kind === 'body' && !beginsStatement(text)) {
          begin -= segments[--from]!.text.length;
          continue;
        }
        pieces = cutBody(text, longest);
        break;
      default:
        return null;
    }
    const edited = [...segments.slice(0, from), ...pieces, ...segments.slice(to + 1)];
    return kind !== 'body' || isBody(bodyAround(edited, from)) ? edited : null;
  }
}

/** The runs of the body that holds the place, or that the place is behind. */
function bodyAround(segments: readonly Segment[], place: number): readonly Segment[] {
  let first = place;
  while (segments[first - 1]?.kind === 'body') first--;
  let end = place;
  while (segments[end]?.kind === 'body') end++;
  return segments.slice(first, end);
}

/**
 * Are the runs one block, of this function alone? Of brackets that do not balance nothing can be told;
 * if they do and the function ends earlier, what is behind it is something else.
 */
function isBody(runs: readonly Segment[]): boolean {
  let balance = 0;
  let lowest = 0;
  for (const run of runs) {
    if (run.namesBlock) return false;
    lowest = Math.min(lowest, balance + run.lowest);
    balance += run.balance;
  }
  return runs.length > 0 && (balance !== 0 || lowest >= 0);
}

/** Offset behind the line with the brace that opens a function's body; -1 without one. */
export function endOfHeader(text: string): number {
  const match = FUNCTION.exec(text);
  if (!match || !isBlank(text.slice(0, match.index))) return -1;
  const indent = match[1]?.length ?? 0;
  let balance = 0;
  for (let at = match.index; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 34: // "
        at = behindString(text, at) - 1;
        break;
      case 47: // a comment
        if (text.charCodeAt(at + 1) === 47) at = endOfLine(text, at) - 1;
        break;
      case 123: // {
        if (balance === 0 && isLineEmpty(text, at + 1)) {
          const isOne = numStatements(text.slice(match.index, at), indent) === 1;
          return isOne ? endOfLine(text, at) : -1;
        }
        balance++;
        break;
      case 40: // ( [
      case 91:
        balance++;
        break;
      case 41: // ) ] }
      case 93:
      case 125:
        if (--balance < 0) return -1;
        break;
      default:
    }
  }
  return -1;
}

function numStatements(text: string, column: number): number {
  let count = 0;
  for (const { 1: indent = '' } of text.matchAll(STATEMENT)) if (indent.length === column) count++;
  return count;
}

/** Offset behind the line that holds another. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function cutBody(text: string, longest: number): Segment[] {
  const least = longest / PARTS;
  const runs: Segment[] = [];
  const column = firstStatement(text)?.[1]?.length;
  for (let start = 0; start < text.length; ) {
    // The first lines of a run are in it whatever they say.
    let at = lineFrom(text, start + Math.max(1, Math.ceil(least)));
    for (; at < text.length; at = lineFrom(text, at + 1)) {
      if (at - start < 2 * least && !isMarked(text, at)) continue;
      LINE.lastIndex = at;
      if (LINE.exec(text)?.[1]?.length === column) break;
    }
    runs.push(makeSegment(text.slice(start, at), 'body'));
    start = at;
  }
  return runs;
}

/** Start of the first line that begins at an offset or behind it; the end of the text if none does. */
function lineFrom(text: string, offset: number): number {
  const end = text.indexOf('\n', offset - 1);
  return end < 0 ? text.length : end + 1;
}

/** Does the text begin with a statement, after space and comments? */
function beginsStatement(text: string): boolean {
  const match = firstStatement(text);
  return match !== null && isBlank(text.slice(0, match.index));
}

function firstStatement(text: string): RegExpMatchArray | null {
  for (const match of text.matchAll(STATEMENT)) return match;
  return null;
}

/** One line in sixteen is, by what it says. */
function isMarked(text: string, start: number): boolean {
  let hash = 0;
  for (let at = start; at < text.length && at < start + 48; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) break;
    hash = (Math.imul(hash, 31) + unit) | 0;
  }
  return ((hash ^ (hash >>> 15)) & 15) === 0;
}
