/**
 * What a selection grows to, step by step: the name, what stands between two commas, what is in
 * brackets, the operation, the block, the operation around it, the piece of the file.
 */
import { type BracketPair, STRING_INSIDE, structureOfUnit } from './brackets.ts';
import type { Unit } from './chunk-tree.ts';
import { type MlirDocument, shifted, type TextRange } from './document.ts';

/** From the innermost range to the whole text; each holds the one before it. */
export function selectionRangesAt(document: MlirDocument, at: number): readonly TextRange[] {
  const { chunk, offset } = document.at(at);
  const local = at - offset;
  const unit = chunk.tree.unitAt(local);
  const found = rangesInUnit(unit, local - unit.start).map((range) => shifted(range, unit.start));
  for (
    let op = chunk.info.operationAt(local)?.op ?? null;
    op && op !== chunk.module;
    op = op.parentOp
  ) {
    const range = chunk.info.rangeOf(op);
    if (!range) continue;
    found.push({ start: range.start, end: range.end });
    const { first, last } = op.block ?? {};
    const [from, to] = [first && chunk.info.rangeOf(first), last && chunk.info.rangeOf(last)];
    if (from && to) found.push({ start: from.start, end: to.end });
  }
  const module = chunk.info.rangeOf(chunk.module);
  if (module) found.push({ start: module.start, end: module.end });
  found.push({ start: 0, end: chunk.length });
  const inDocument = found.map((range) => shifted(range, offset));
  return nested([...inDocument, { start: 0, end: document.length }], at);
}

/** Those of the ranges that hold the offset, each in the next one. */
function nested(ranges: readonly TextRange[], at: number): readonly TextRange[] {
  const sorted = ranges
    .filter(({ start, end }) => start <= at && at <= end && start < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: TextRange[] = [];
  for (const range of sorted) {
    const inner = chain.at(-1);
    if (!inner) chain.push(range);
    else if (range.start === inner.start && range.end === inner.end) continue;
    else if (range.start <= inner.start && inner.end <= range.end) chain.push(range);
  }
  return chain;
}

/** A name with its sigil, and the number of a result. */
const NAME = new RegExp(String.raw`[%@^!#]?(?:"${STRING_INSIDE}"|[\w$][\w$.-]*)(?:#\d+)?`, 'g');
const WORD = /[\w$.-]+/g;

function rangesInUnit(unit: Unit, at: number): TextRange[] {
  const { text } = unit;
  const { pairs, comments, strings } = structureOfUnit(unit);
  const holds = ({ start, end }: TextRange): boolean => start <= at && at <= end;
  const comment = comments.find(holds);
  if (comment) return [...wordsAt(text, at, WORD), comment];
  const string = strings.find((range) => range.start < at && at < range.end);
  const found = wordsAt(text, at, string ? WORD : NAME);
  if (string) found.push({ start: string.start + 1, end: string.end - 1 }, string);
  for (const pair of pairs) {
    if (!holds(pair)) continue;
    const behindName = /[%@^!#]?[\w$.]+$/.exec(
      text.slice(Math.max(0, pair.start - 200), pair.start),
    );
    // A type or a literal is its name and what is in brackets behind it.
    if (pair.open === '<' && behindName)
      found.push({ start: pair.start - behindName[0].length, end: pair.end });
    found.push({ start: pair.start, end: pair.end });
    if (at === pair.start || at === pair.end) continue;
    found.push(trimmed(text, { start: pair.start + 1, end: pair.end - 1 }));
    if (pair.open !== '{' || isDictionary(text, pair))
      found.push(elementAt(text, pair, at, [...pairs, ...strings]));
  }
  return found;
}

function wordsAt(text: string, at: number, pattern: RegExp): TextRange[] {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = text.indexOf('\n', at);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  for (const { 0: word, index } of line.matchAll(pattern)) {
    const start = lineStart + index;
    if (start <= at && at <= start + word.length) return [{ start, end: start + word.length }];
  }
  return [];
}

/** Does a brace hold `key = value` or `key` between commas, and not operations? */
const isDictionary = (text: string, { start, end }: TextRange): boolean =>
  /^\{\s*(?:[A-Za-z_][\w$.]*|"[^"\n]*")\s*(?:=|,|\}|:)/.test(
    text.slice(start, Math.min(end, start + 300)),
  );

/** What stands between the commas around an offset. */
function elementAt(
  text: string,
  around: BracketPair,
  at: number,
  closed: readonly TextRange[],
): TextRange {
  let { start, end } = { start: around.start + 1, end: around.end - 1 };
  const inner = closed.filter((range) => range.start >= start && range.end <= end);
  for (let comma = text.indexOf(',', start); comma >= 0 && comma < end; ) {
    const skipped = inner.find((range) => range.start < comma && comma < range.end);
    if (!skipped) {
      if (comma < at) start = comma + 1;
      else {
        end = comma;
        break;
      }
    }
    comma = text.indexOf(',', comma + 1);
  }
  return trimmed(text, { start, end });
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const slice = text.slice(start, end);
  const head = slice.length - slice.trimStart().length;
  return { start: start + head, end: Math.max(start + head, start + slice.trimEnd().length) };
}
