/**
 * Attributes and types as they are written: what is around a place is found by its brackets and read by
 * the parser, so it need not be part of an operation that could be read.
 */
import {
  type AliasScope,
  type Attribute,
  type Context,
  isElements,
  type ParsedStatements,
  StatementsInProgress,
  type Type,
} from '@iree-workbench/ir';
import { type BracketPair, structureOf } from './brackets.ts';
import type { Unit } from './chunk-tree.ts';
import type { Chunk, TextRange } from './document.ts';

/** What is written at a place; the range counts from the start of the piece. */
export type Literal = TextRange &
  (
    | { readonly kind: 'attribute'; readonly attribute: Attribute }
    | { readonly kind: 'type'; readonly type: Type }
  );

/** How much text around a place is searched for the brackets that it stands in. */
const SURROUNDINGS = 1 << 14;

const TYPE_NAME =
  /^(?:[su]?i\d+|index|none|bf16|f\d\w*|tensor|vector|memref|complex|tuple|![A-Za-z_$][\w$.]*\.[\w$.]+)$/;
const ATTRIBUTE_NAME =
  /^(?:dense|dense_resource|sparse|array|affine_map|affine_set|strided|loc|#[A-Za-z_$][\w$.]*\.[\w$.]+)$/;
/** What has no meaning without brackets. */
const NEEDS_BRACKETS =
  /^(?:tensor|vector|memref|complex|tuple|dense|dense_resource|sparse|array|affine_map|affine_set|strided|loc)$/;
/** Elements say their type behind them. */
const HAS_TYPE = /^(?:dense|dense_resource|sparse)$/;
const WORD = /[#!]?[A-Za-z_$][\w$.]*/g;
const NUMBER = /(?<![\w$.%#@^-])-?\d[\w.]*(?:(?<=[eE])[+-]\d+)?/g;
const TYPE_BEHIND = /\s*:\s*([!]?[A-Za-z_$][\w$.]*)(<)?/y;

/** The innermost literal around a place that can be read, or null. */
export function literalAt(chunk: Chunk, at: number): Literal | null {
  const unit = chunk.tree.unitAt(at);
  const local = at - unit.start;
  const window = windowAround(unit.text, local);
  const inWindow = local - window.start;
  const { pairs, comments, strings } = structureOf(window.text);
  const holds = ({ start, end }: TextRange): boolean => start <= inWindow && inWindow <= end;
  if (comments.some((comment) => comment.start < inWindow && inWindow <= comment.end)) return null;
  const isQuoted = strings.some(({ start, end }) => start < inWindow && inWindow < end);
  const around = pairs.filter((pair) => holds(pair) && (pair.open === '<' || pair.open === '('));
  const candidates = [
    ...(isQuoted ? [] : namesAt(window.text, inWindow, pairs)),
    ...(isQuoted ? [] : numbersAt(window.text, inWindow)),
    ...around.flatMap((pair) => withName(window.text, pair, pairs)),
  ];
  const aliases = aliasesOf(chunk);
  for (const { start, end, kind } of candidates) {
    const text = window.text.slice(start, end);
    const range = {
      start: unit.start + window.start + start,
      end: unit.start + window.start + end,
    };
    const reading = { text, aliases, context: chunk.module.context };
    if (kind === 'type') {
      const type = readType(reading);
      if (type) return { ...range, kind, type };
    } else {
      const attribute = readAttribute(reading);
      if (attribute) return { ...range, kind, attribute };
    }
  }
  return largeElements(unit, local);
}

/** Elements whose brackets are farther away than is searched: what the operation holds of them. */
function largeElements(unit: Unit, at: number): Literal | null {
  const { text } = unit;
  const before = text.lastIndexOf('<', at);
  const name = /(?:dense|dense_resource|sparse)$/.exec(
    text.slice(Math.max(0, before - 20), before),
  );
  const end = text.indexOf('>', at);
  if (!name || end < 0 || end - before < SURROUNDINGS || text.lastIndexOf('>', at - 1) > before)
    return null;
  const found = unit.info.operationAt(at)?.op.attributes.entries;
  const elements = (found ?? []).map(([, attribute]) => attribute).filter(isElements);
  const [attribute, ...others] = elements;
  if (!attribute || others.length > 0) return null;
  const start = before - name[0].length;
  return { start: unit.start + start, end: unit.start + end + 1, kind: 'attribute', attribute };
}

/** Whole lines around a place, where they are short enough. */
function windowAround(text: string, at: number): { readonly text: string; readonly start: number } {
  if (text.length <= 2 * SURROUNDINGS) return { text, start: 0 };
  const from = Math.max(0, at - SURROUNDINGS);
  const line = from === 0 ? 0 : text.indexOf('\n', from) + 1;
  const start = line > at ? from : line;
  return { text: text.slice(start, at + SURROUNDINGS), start };
}

interface Candidate extends TextRange {
  readonly kind: Literal['kind'];
}

const kindOf = (name: string): Literal['kind'] | null =>
  TYPE_NAME.test(name) ? 'type' : ATTRIBUTE_NAME.test(name) ? 'attribute' : null;

/** The name at a place, with the brackets behind it. */
function namesAt(text: string, at: number, pairs: readonly BracketPair[]): Candidate[] {
  for (const { 0: name, index: start } of wordsOn(text, at, WORD)) {
    const end = start + name.length;
    if (at < start || end < at || /[%@^\w$.-]/.test(text[start - 1] ?? '')) continue;
    const pair = pairs.find((candidate) => candidate.start === end);
    const kind = kindOf(name);
    if (pair && kind) return withName(text, pair, pairs);
    return kind && !NEEDS_BRACKETS.test(name) ? [{ start, end, kind }] : [];
  }
  return [];
}

/** A number that has its type behind it. */
function numbersAt(text: string, at: number): Candidate[] {
  for (const { 0: number, index: start } of wordsOn(text, at, NUMBER)) {
    const end = start + number.length;
    if (at < start || end < at) continue;
    const behind = typeBehind(text, end, []);
    return behind === end ? [] : [{ start, end: behind, kind: 'attribute' }];
  }
  return [];
}

/** Matches on the line of a place. */
function wordsOn(text: string, at: number, pattern: RegExp): { 0: string; index: number }[] {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const from = Math.max(lineStart, at - 200);
  const lineEnd = text.indexOf('\n', at);
  const line = text.slice(from, Math.min(lineEnd < 0 ? text.length : lineEnd, at + 200));
  return [...line.matchAll(pattern)].map((match) => ({ 0: match[0], index: from + match.index }));
}

/** The literal whose brackets a pair is. */
function withName(text: string, pair: BracketPair, pairs: readonly BracketPair[]): Candidate[] {
  const before = text.slice(Math.max(0, pair.start - 200), pair.start);
  const name = /[#!]?[A-Za-z_$][\w$.]*$/.exec(before)?.[0];
  const kind = name === undefined ? null : kindOf(name);
  if (name === undefined || !kind || (pair.open === '(') !== (name === 'loc')) return [];
  const start = pair.start - name.length;
  const end = HAS_TYPE.test(name) ? typeBehind(text, pair.end, pairs) : pair.end;
  return [{ start, end, kind }];
}

/** End of the type that follows behind a colon; the offset itself if none does. */
function typeBehind(text: string, at: number, pairs: readonly BracketPair[]): number {
  TYPE_BEHIND.lastIndex = at;
  const found = TYPE_BEHIND.exec(text);
  if (!found) return at;
  const end = at + found[0].length;
  if (found[2] === undefined) return end;
  return pairs.find(({ start }) => start === end - 1)?.end ?? at;
}

// ----- Reading -----

interface Reading {
  readonly text: string;
  readonly aliases: AliasScope;
  readonly context: Context;
}

/** What a file's aliases mean, wherever in it they are defined. */
function aliasesOf(chunk: Chunk): AliasScope {
  const { units } = chunk.tree;
  return {
    attributeNames: () => units.flatMap(({ attributeAliases }) => [...attributeAliases.keys()]),
    typeNames: () => units.flatMap(({ typeAliases }) => [...typeAliases.keys()]),
    attribute: (name) => attributeAlias(chunk, name) ?? undefined,
    type: (name) => typeAlias(chunk, name) ?? undefined,
  };
}

/** What an alias stands for; null for one that is defined nowhere. */
export const attributeAlias = ({ tree }: Chunk, name: string): Attribute | null =>
  tree.units.findLast((unit) => unit.attributeAliases.has(name))?.attributeAliases.get(name) ??
  null;
export const typeAlias = ({ tree }: Chunk, name: string): Type | null =>
  tree.units.findLast((unit) => unit.typeAliases.has(name))?.typeAliases.get(name) ?? null;

/** A name for what is read. */
const READ = 'literal_under_cursor';

const read = (sigil: '#' | '!', { text, aliases, context }: Reading): ParsedStatements =>
  new StatementsInProgress(context, `${sigil}${READ} = ${text}`, { aliases }).finish();

const readType = (reading: Reading): Type | null =>
  read('!', reading).typeAliases.get(READ) ?? null;

const readAttribute = (reading: Reading): Attribute | null =>
  read('#', reading).attributeAliases.get(READ) ?? null;
