/**
 * What is said of the part of a long text that is seen, before the rest is looked at: the statements there,
 * found from their lines alone. Only what nothing elsewhere in the text can change is said; values, aliases
 * and symbols that are defined elsewhere are taken for right.
 */
import { createContext } from '@iree-workbench/compiler';
import {
  type AliasScope,
  type Context,
  type Diagnostic,
  type Era,
  fileLocation,
  forEachSymbolRef,
  type Operation,
  type ParsedStatements,
  StatementsInProgress,
  SymbolIndex,
  UnknownLoc,
  type ValuesBefore,
  verifyInBlock,
  verifyOperation,
} from '@iree-workbench/ir';
import { hasExpectations } from '@iree-workbench/lit';
import { codeOf, type Finder } from './diagnostic-codes.ts';
import { type DocumentDiagnostic, rangeInText, toDocument } from './diagnostics.ts';
import { MARKER, type TextRange } from './document.ts';
import { endOfHeader } from './function-segments.ts';
import { isBlank, makeSegment } from './segment.ts';
import { statementsIn } from './segments.ts';

/** A text of which a part is asked for. */
export interface LongText {
  readonly length: number;
  slice(start: number, end: number): string;
}

/** Characters that are looked through on each side of what is seen for where statements begin and end. */
const MARGIN = 1 << 16;
/** Characters that may be seen at once. */
const MOST_SEEN = 1 << 16;

/** A part of the text, and where it begins. */
interface Part {
  readonly text: string;
  readonly offset: number;
  /** Does what it begins or ends with go on outside of it? */
  readonly isOpenBefore: boolean;
  readonly isOpenBehind: boolean;
}

/** What is said of the statements of a text that are in a range of it, in the order of the text. */
export function visibleDiagnostics(
  text: LongText,
  { start, end }: TextRange,
  era: Era,
): readonly DocumentDiagnostic[] {
  const seen = { start, end: Math.min(end, start + MOST_SEEN) };
  const window = windowOf(text, seen);
  // Whether what is announced is found can be told of the whole alone.
  if (hasExpectations(window.text)) return [];
  const preview = new Preview(text, seen, era);
  for (const piece of piecesOf(window)) preview.look(piece);
  return preview.found.sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

/** Whole lines around what is seen. */
function windowOf(text: LongText, { start, end }: TextRange): Part {
  const from = Math.max(0, start - MARGIN);
  const to = Math.min(text.length, end + MARGIN);
  const around = text.slice(from, to);
  const begin = from === 0 ? 0 : around.indexOf('\n') + 1;
  const close = to === text.length ? around.length : around.lastIndexOf('\n') + 1;
  return {
    text: around.slice(begin, close),
    offset: from + begin,
    isOpenBefore: from > 0,
    isOpenBehind: to < text.length,
  };
}

/** The pieces that `// -----` cuts a part into. */
function piecesOf({ text, offset, isOpenBefore, isOpenBehind }: Part): Part[] {
  const pieces: Part[] = [];
  let start = 0;
  for (const piece of text.split(MARKER)) {
    const end = start + piece.length;
    pieces.push({
      text: piece,
      offset: offset + start,
      isOpenBefore: isOpenBefore && start === 0,
      isOpenBehind: isOpenBehind && end === text.length,
    });
    start = end + MARKER.length;
  }
  return pieces;
}

/** What is known of the values that a part of a body does not define itself: they may be anything. */
function unknownValues(text: string, context: Context): ValuesBefore {
  const own = new Set<string>();
  for (const [, results = ''] of text.matchAll(RESULTS))
    for (const [, name = ''] of results.matchAll(/%([\w$.-]+)/g)) own.add(name);
  return {
    lookup: (name) => (own.has(name) ? null : 'poisoned'),
    placeOf: () => UnknownLoc.get(context),
    names: () => [],
  };
}
const RESULTS = /^[ \t]*((?:%[\w$.-]+(?::\d+)?[ \t]*,?[ \t]*)+)=(?!=)/gm;

class Preview {
  readonly found: DocumentDiagnostic[] = [];
  readonly #text: LongText;
  readonly #seen: TextRange;
  readonly #context: Context;
  #headAliases: AliasScope | null = null;

  constructor(text: LongText, seen: TextRange, era: Era) {
    this.#text = text;
    this.#seen = seen;
    this.#context = createContext(era);
  }

  /** Looks at the statements of a part that are seen. */
  look(part: Part): void {
    const { text, offset } = part;
    if (!this.#isSeen(offset, text.length)) return;
    const lines = [...statementsIn(text)].filter(({ kind }) => kind !== 'alias');
    const starts = lines.filter(({ at }) => !MODULE.test(lineAt(text, at)));
    const column = starts.reduce((least, { indent }) => Math.min(least, indent), Infinity);
    const beginnings = starts.filter(({ indent }) => indent === column);
    if (beginnings.length === 0) return;
    // What a body holds uses values that are defined before; elsewhere each statement is by itself.
    const isBody = !beginnings.some(({ operation }) => this.#isAlone(operation));
    if (!isBody && beginnings.some(({ kind }) => kind === 'value')) return;
    const aliases = this.#aliasesOf(part, lines[0]?.at ?? text.length);
    const checked: { start: number; end: number }[] = [];
    for (const [i, { at }] of beginnings.entries()) {
      const next = beginnings[i + 1]?.at;
      const end = next ?? text.length;
      if (!this.#isSeen(offset + at, end - at)) continue;
      const statement = withoutClosing(text.slice(at, end), column);
      const { balance, lowest } = makeSegment(statement, 'statement');
      if (balance === 0 && lowest === 0) {
        const before = checked.at(-1);
        if (isBody && before?.end === at) before.end = at + statement.length;
        else checked.push({ start: at, end: at + statement.length });
      } else if (next === undefined && part.isOpenBehind && lowest === 0)
        this.#lookInside(part, at);
    }
    for (const { start, end } of checked)
      this.#check(text.slice(start, end), offset + start, aliases, isBody);
  }
  /** Looks at what is in the last statement of a part, whose end lies outside. */
  #lookInside({ text, offset, isOpenBehind }: Part, at: number): void {
    const statement = text.slice(at);
    const header = endOfHeader(statement);
    const begin = header >= 0 ? header : statement.indexOf('\n') + 1;
    if (begin > 0)
      this.look({
        text: statement.slice(begin),
        offset: offset + at + begin,
        isOpenBefore: true,
        isOpenBehind,
      });
  }
  /** Is it an operation of modules, which uses no values around it? */
  #isAlone(name: string | undefined): boolean {
    const operation = name === undefined ? null : this.#context.operationName(name);
    return (
      operation?.isIsolatedFromAbove === true ||
      operation?.definition?.traitNames.has('Symbol') === true
    );
  }
  #isSeen(start: number, length: number): boolean {
    return start < this.#seen.end && this.#seen.start < start + length;
  }

  /** Parses and verifies statements that are parsed together, and keeps what does not depend on others. */
  #check(text: string, offset: number, aliases: AliasScope, isBody: boolean): void {
    for (const block of isBody ? blocksOf(text) : [{ start: 0, end: text.length }]) {
      const part = text.slice(block.start, block.end);
      const statements = new StatementsInProgress(this.#context, part, {
        recordSource: true,
        aliases,
        ...(isBody && {
          valuesBefore: unknownValues(part, this.#context),
          around: 'func.func',
        }),
      }).finish();
      const { diagnostics, operations } = statements;
      const begin = offset + block.start;
      for (const diagnostic of diagnostics)
        if (!(isBody && /undefined block/.test(diagnostic.message)))
          this.#add('parser', diagnostic, statements, begin);
      if (diagnostics.some(({ severity }) => severity === 'error')) continue;
      for (const op of operations)
        for (const diagnostic of verdictOn(op))
          if (!dependsOnOthers(diagnostic, op, statements))
            this.#add('verifier', diagnostic, statements, begin);
    }
  }
  #add(finder: Finder, diagnostic: Diagnostic, { source }: ParsedStatements, offset: number): void {
    const code = codeOf(finder, diagnostic.message);
    if (ELSEWHERE.has(code)) return;
    const rangeOf = (about: Diagnostic): TextRange | null =>
      rangeInText(about, source.text, offset);
    this.found.push(toDocument(diagnostic, code, rangeOf));
  }

  // ----- Aliases -----

  /** Aliases at the head of the piece of text that a part is of. */
  #aliasesOf(part: Part, end: number): AliasScope {
    if (!part.isOpenBefore) return this.#parseAliases(part.text.slice(0, end));
    return (this.#headAliases ??= this.#parseAliases(this.#headBefore(part.offset)));
  }
  /** The text's head, as far as its aliases; nothing if it is the head of another piece. */
  #headBefore(offset: number): string {
    const head = this.#text.slice(0, Math.min(offset, MARGIN));
    const kinds = statementsIn(head);
    const first = kinds.next().value;
    if (first?.kind !== 'alias') return '';
    for (let at = 0; at < offset; at += MARGIN)
      if (this.#text.slice(at, Math.min(offset, at + MARGIN + MARKER.length)).includes(MARKER))
        return '';
    for (const { kind, at } of kinds) if (kind !== 'alias') return head.slice(0, at);
    return '';
  }
  #parseAliases(text: string): AliasScope {
    const { attributeAliases, typeAliases } = new StatementsInProgress(
      this.#context,
      text,
    ).finish();
    return {
      attribute: (name) => attributeAliases.get(name),
      type: (name) => typeAliases.get(name),
      attributeNames: () => [...attributeAliases.keys()],
      typeNames: () => [...typeAliases.keys()],
    };
  }
}

/** Kinds of what is said of names that may be defined elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'parser/undefined-alias',
  'verifier/undefined-symbol',
]);

const MODULE = /^[ \t]*(?:builtin\.)?module\b/;
const LABEL = /^[ \t]*\^[\w$.-]+.*\n?/gm;

const lineAt = (text: string, at: number): string => text.slice(at, text.indexOf('\n', at) + 1);

/** A statement without the braces behind it that close what is around. */
function withoutClosing(text: string, column: number): string {
  if (column === 0) return text;
  const closing = new RegExp(`\\n[ \\t]{0,${column - 1}}\\}`).exec(text);
  return closing ? text.slice(0, closing.index + 1) : text;
}

/** What stands between the labels of blocks. */
function blocksOf(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (const label of text.matchAll(LABEL)) {
    ranges.push({ start, end: label.index });
    start = label.index + label[0].length;
  }
  ranges.push({ start, end: text.length });
  return ranges.filter((range) => !isBlank(text.slice(range.start, range.end)));
}

/** What the verifier says of an operation without what is around it. */
function verdictOn(op: Operation): readonly Diagnostic[] {
  if (op.operationName.isIsolatedFromAbove) return verifyOperation(op);
  // What ends a block is for what holds it.
  return op.hasTrait('Terminator') ? [] : verifyInBlock([op]);
}

/** May the verifier say it because a symbol, or what is around the operation, is elsewhere? */
function dependsOnOthers(
  { location, message }: Diagnostic,
  root: Operation,
  { info }: ParsedStatements,
): boolean {
  const place = fileLocation(location);
  const op = (place && info?.operationAt(place.offset)?.op) ?? root;
  if (op === root && /expects parent op/.test(message)) return true;
  const symbols = new SymbolIndex();
  let isElsewhere = false;
  forEachSymbolRef(op.attributes, ({ root: name, nested }) => {
    isElsewhere ||= symbols.resolve(op, name, nested) === null;
  });
  return isElsewhere;
}
