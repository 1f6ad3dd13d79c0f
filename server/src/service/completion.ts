/**
 * Completion: what may stand at a place. The parser says what it would take there; names come from the
 * IR around. All of it works on broken text, which text that is being typed always is.
 */
import { passRegistry } from '@iree-workbench/compiler';
import {
  type AttributeDefinition,
  type Context,
  type Expectation,
  expectationsAt,
  FunctionOp,
  type OpDefinition,
  type Operation,
  printType,
  symbolText,
  type Type,
} from '@iree-workbench/ir';
import { knownTools } from '@iree-workbench/lit';
import { innermostOpen, type OpeningBracket } from './brackets.ts';
import type { Chunk, MlirDocument, TextRange } from './document.ts';
import { operationDocumentation } from './operation-documentation.ts';
import { operationSnippet } from './operation-snippet.ts';
import {
  operationNamedIn,
  parserValues,
  type StatementContext,
  statementAt,
  valuesBefore,
} from './statement-context.ts';

export type CompletionKind =
  | 'operation'
  | 'value'
  | 'type'
  | 'attribute'
  | 'key'
  | 'keyword'
  | 'case'
  | 'block'
  | 'function'
  | 'symbol'
  | 'pass'
  | 'tool';

export interface Completion {
  readonly label: string;
  /** The whole name of what the label may name in short. */
  readonly name: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** What takes the range's place; a snippet if it has places to fill in. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** Less is better. */
  readonly rank: number;
}

export interface Completions {
  /** What is replaced: the word at the place. */
  readonly range: TextRange;
  /** Best first. */
  readonly items: readonly Completion[];
  /** There are more: with another letter, others may come. */
  readonly isIncomplete: boolean;
}

/** As many as anybody looks through. */
const MOST = 200;
/** Values whose types are taken for near by. */
const NEAR = 200;

export function completionsAt(document: MlirDocument, at: number): Completions {
  const { chunk, offset } = document.at(at);
  const local = at - offset;
  const line =
    chunk.tree
      .slice(Math.max(0, local - 2000), local)
      .split('\n')
      .at(-1) ?? '';
  const word = /[%@^#!]?[\w$.-]*$/.exec(line)?.[0] ?? '';
  const range = { start: at - word.length, end: at };
  const all =
    pipelineCompletions(line, word) ??
    (/(?:^|\s)\/\//.test(line) ? [] : statementCompletions(chunk, local, word));
  const scoreOf = makeScore(word);
  const ranked = all
    .map((item) => ({ item, score: scoreOf(item.label) }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => a.score - b.score || a.item.rank - b.item.rank);
  return {
    range,
    items: ranked
      .slice(0, MOST)
      .map(({ item, score }) => ({ ...item, rank: score * 1e6 + item.rank })),
    isIncomplete: ranked.length > MOST,
  };
}

/** What a completion is, at length, as Markdown; empty if there is no more to say. */
export function completionDocumentation(
  document: MlirDocument,
  item: Pick<Completion, 'kind' | 'name'>,
): string {
  if (item.kind !== 'operation') return '';
  const { definition } = document.at(0).chunk.module.context.operationName(item.name);
  return definition ? operationDocumentation(definition) : '';
}

/** 0: begins with the word; 1: a part of it does; 2: has its letters in order; -1: has not. */
function makeScore(word: string): (label: string) => number {
  const wanted = word.toLowerCase();
  const [, sigil = '', rest = ''] = /^([%@^#!]?)(.*)$/.exec(wanted) ?? [];
  const literally = (text: string): string => text.replaceAll(/[^\w]/g, '\\$&');
  const part = new RegExp(`^${literally(sigil)}.*[._]${literally(rest)}`);
  return (label) => {
    const text = label.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (part.test(text)) return 1;
    let at = -1;
    for (const letter of wanted) {
      at = text.indexOf(letter, at + 1);
      if (at < 0) return -1;
    }
    return 2;
  };
}

const plain = (
  label: string,
  kind: CompletionKind,
  detail = '',
  rank = 0,
  insert = label,
): Completion => ({ label, name: label, kind, detail, insert, isSnippet: false, rank });
const snippet = (
  label: string,
  kind: CompletionKind,
  detail: string,
  insert: string,
  rank = 0,
): Completion => ({ label, name: label, kind, detail, insert, isSnippet: true, rank });

/** A place of a snippet to fill in. */
const hole = (number: number, text: string): string => `\${${number}:${text}}`;

// ----- Statements -----

function statementCompletions(chunk: Chunk, at: number, word: string): Completion[] {
  const full = statementAt(chunk, at);
  const statement = { ...full, prefix: full.prefix.slice(0, full.prefix.length - word.length) };
  const place: Place = { chunk, at, statement, context: chunk.module.context, word };
  const { prefix } = statement;
  if (/^\s*(?:%[\w$.-]+(?::\d+)?[\s,]*)*$/.test(prefix) && !prefix.includes('%') && word[0] !== '%')
    return word.startsWith('^') ? [] : [...operations(place, true), ...aliasesOf(place)];
  if (/^\s*%[^=]*=\s*$/.test(prefix)) return operations(place, false);
  if (/^\s*[#!][\w$.-]+\s*=\s*$/.test(prefix))
    return prefix.trimStart().startsWith('!') ? types(place) : attributes(place, null, null);
  const bracket = openBracket(prefix);
  if (bracket?.open === '<' && /\b(?:tensor|memref|vector|complex|tuple)$/.test(bracket.before))
    return elementTypes(place);
  const { operation, expected } = expectationsAt(place.context, prefix, {
    valuesBefore: parserValues(chunk, statement),
    ...(statement.around && { around: statement.around.name }),
  });
  if (expected.length > 0)
    return expected.flatMap((each) => forExpectation(place, each, operation?.definition ?? null));
  if (bracket?.open === '{') return inDictionary(place, bracket);
  return bySigil(place, bracket);
}

interface Place {
  readonly chunk: Chunk;
  /** Offset in the piece. */
  readonly at: number;
  readonly statement: StatementContext;
  readonly context: Context;
  readonly word: string;
}

function forExpectation(
  place: Place,
  expectation: Expectation,
  definition: OpDefinition | null,
): Completion[] {
  switch (expectation.kind) {
    case 'word':
      return [plain(expectation.text, 'keyword')];
    case 'operand':
      return values(place, constraintOf(definition, expectation.index));
    case 'type':
      return types(place);
    case 'attribute':
      return attributes(place, expectation.type, definition);
    case 'symbol':
      return symbols(place);
    case 'successor':
      return blocks(place);
    case 'region':
      return [snippet('{', 'keyword', 'a region', '{\n\t$0\n}', 9)];
    case 'attributes':
      return definition?.attributes.length
        ? [snippet('{', 'keyword', 'attributes', '{$0}', 9)]
        : [];
    case 'punctuation':
    case 'argument':
    case 'string':
    case 'number':
      return [];
  }
}

/** Where the parser says nothing: in generic forms and types, the sigil does. */
function bySigil(place: Place, bracket: OpenBracket | null): Completion[] {
  switch (place.word[0]) {
    case '%':
      return values(place, null);
    case '@':
      return symbols(place);
    case '^':
      return blocks(place);
    case '!':
      return types(place);
    case '#':
      return attributes(place, null, null);
    default:
      // Operands of the generic form, or what is behind them.
      return bracket?.open === '(' && /"\s*$/.test(bracket.before)
        ? values(place, null)
        : types(place);
  }
}

// ----- Operations -----

function operations({ context, statement, chunk, at }: Place, isWhole: boolean): Completion[] {
  const { around } = statement;
  const usual = around?.definition?.hooks.defaultDialect ?? 'builtin';
  const found: Completion[] = [];
  const used = dialectsUsed(chunk, at);
  for (const dialect of context.dialects.values())
    for (const definition of dialect.operations) {
      const { name } = definition;
      const short = dialect.name === usual ? name.slice(usual.length + 1) : name;
      const rank = (used.has(dialect.name) ? 0 : 10) + (short === name ? 1 : 0);
      found.push({
        label: short,
        name,
        kind: 'operation',
        detail: definition.spec.summary,
        // Formats are looked at for what is shown only.
        get insert() {
          const form = operationSnippet(definition, short);
          return isWhole && hasResults(definition, form) ? `%${hole(9, 'name')} = ${form}` : form;
        },
        isSnippet: true,
        rank,
      });
    }
  return found;
}

/** Has the form results? Those that there may be any number of are there if their types are. */
const hasResults = ({ results }: OpDefinition, form: string): boolean =>
  results.some(({ arity }) => arity === 'single') || (results.length > 0 && form.includes('->'));

/** Dialects that the piece uses near the place. */
function dialectsUsed(chunk: Chunk, at: number): ReadonlySet<string> {
  const text = chunk.tree.slice(Math.max(0, at - 20_000), at + 5000);
  return new Set([...text.matchAll(/\b([a-z_]\w*)\.[a-z]/g)].map(([, dialect = '']) => dialect));
}

// ----- Values -----

function values(place: Place, matches: ((type: Type) => boolean) | null): Completion[] {
  const { chunk, statement } = place;
  const typed = /(?:^|\s):\s*([^,{]+?)\s*(?:loc\(.*)?$/.exec(statement.rest)?.[1];
  const found: Completion[] = [];
  const seen = new Set<string>();
  for (const { name, value } of valuesBefore(chunk, statement)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = printType(value.type);
    const fits = (matches?.(value.type) ?? true) && (typed === undefined || type === typed);
    found.push(plain(name, 'value', type, found.length + (fits ? 0 : 1000)));
  }
  return found;
}

/** What an operand must satisfy, of those that a format names in order. */
function constraintOf(
  definition: OpDefinition | null,
  index: number,
): ((type: Type) => boolean) | null {
  const groups = definition?.operands ?? [];
  const variadic = groups.findIndex(({ arity }) => arity !== 'single');
  const group = groups[variadic >= 0 && index > variadic ? variadic : index] ?? groups.at(-1);
  return group ? group.constraint.matches : null;
}

// ----- Types and attributes -----

const SCALARS = ['index', 'i1', 'i8', 'i16', 'i32', 'i64', 'f16', 'bf16', 'f32', 'f64'];
const SHAPED = ['tensor', 'memref', 'vector'];

function types(place: Place): Completion[] {
  const { context, chunk } = place;
  const found: Completion[] = [];
  // Those of what the statement's line or the values near it name come first.
  const near = new Set<string>();
  let looked = 0;
  for (const { value } of valuesBefore(chunk, place.statement)) {
    near.add(printType(value.type));
    if (near.size === 12 || ++looked === NEAR) break;
  }
  for (const text of near) found.push(plain(text, 'type', 'as near by', found.length));
  for (const text of SCALARS) if (!near.has(text)) found.push(plain(text, 'type', '', 20));
  for (const name of SHAPED)
    found.push(snippet(name, 'type', '', `${name}<${hole(1, '4x')}${hole(2, 'f32')}>`, 21));
  found.push(snippet('complex', 'type', '', `complex<${hole(1, 'f32')}>`, 21));
  found.push(snippet('tuple', 'type', '', `tuple<${hole(1, 'types')}>`, 21));
  for (const unit of chunk.tree.units)
    for (const name of unit.typeAliases.keys()) found.push(plain(`!${name}`, 'type', 'alias', 15));
  for (const dialect of context.dialects.values())
    for (const { mnemonic, summary, parse } of dialect.types ?? []) {
      const label = `!${dialect.name}.${mnemonic}`;
      found.push(
        parse
          ? snippet(label, 'type', summary, `${label}$0`, 40)
          : plain(label, 'type', summary, 40),
      );
    }
  return found;
}

const elementTypes = (place: Place): Completion[] =>
  // Sizes are in front: `4x?xf32`.
  SCALARS.map((text, i) => {
    const sizes = /^(?:[\d?]+x)*/.exec(place.word)?.[0] ?? '';
    return plain(`${sizes}${text}`, 'type', '', i);
  });

function attributes(
  place: Place,
  type: Type | null,
  definition: OpDefinition | null,
): Completion[] {
  const { context, chunk } = place;
  const found: Completion[] = [];
  const kinds = new Set(definition?.attributes.map(({ constraint }) => constraint.kind));
  if (kinds.has('symbol_ref')) found.push(...symbols(place));
  for (const unit of chunk.tree.units)
    for (const name of unit.attributeAliases.keys())
      found.push(plain(`#${name}`, 'attribute', 'alias', 5));
  const isShaped = type === null || 'shape' in type;
  if (isShaped)
    found.push(snippet('dense', 'attribute', 'elements', `dense<${hole(1, '0.0')}>`, 8));
  found.push(plain('true', 'attribute', '', 9), plain('false', 'attribute', '', 9));
  found.push(
    snippet(
      'affine_map',
      'attribute',
      '',
      `affine_map<(${hole(1, 'd0')}) -> (${hole(2, 'd0')})>`,
      9,
    ),
    plain('unit', 'attribute', '', 9),
  );
  for (const dialect of context.dialects.values())
    for (const { mnemonic, summary, parse } of dialect.attributes ?? []) {
      const label = `#${dialect.name}.${mnemonic}`;
      const insert = parse ? `${label}<$0>` : label;
      found.push({ ...plain(label, 'attribute', summary, 20), insert, isSnippet: Boolean(parse) });
    }
  return found;
}

/** Keys of a dictionary of attributes, or what one of them may be. */
function inDictionary(place: Place, { before, inside }: OpenBracket): Completion[] {
  const { context, statement } = place;
  const definition = operationNamedIn(context, { ...statement, prefix: before })?.definition;
  const entry = inside.slice(inside.lastIndexOf(',') + 1);
  const key = /^\s*([\w$.]+)\s*=\s*$/.exec(entry)?.[1];
  const known: readonly AttributeDefinition[] = definition?.attributes ?? [];
  if (key !== undefined) {
    const { constraint } = known.find((attribute) => attribute.name === key) ?? {};
    const cases = (constraint?.cases ?? []).map(([text]) => plain(text, 'case'));
    return [...cases, ...attributes(place, null, definition ?? null)];
  }
  return known
    .filter((attribute) => !new RegExp(`\\b${attribute.name}\\s*=`).test(inside))
    .map(({ name: label, constraint, optional }) =>
      snippet(
        label,
        'key',
        `${optional ? 'optional ' : ''}${constraint.summary}`,
        constraint.form === 'unit' ? label : `${label} = $0`,
        optional ? 1 : 0,
      ),
    );
}

// ----- Blocks, symbols, aliases -----

function blocks({ statement, chunk, at }: Place): Completion[] {
  const found = new Map<string, Completion>();
  for (const block of statement.block?.region?.blocks ?? []) {
    const places = chunk.occurrences.of({ kind: 'block', block });
    const place = places.find(({ isDefinition }) => isDefinition);
    if (!place) continue;
    const label = chunk.tree.slice(place.start, place.end);
    const types = block.arguments.map(({ type }) => printType(type));
    found.set(label, plain(label, 'block', types.length > 0 ? `(${types.join(', ')})` : ''));
  }
  // A label behind what is being typed may not parse now.
  const { text } = chunk.tree.unitAt(at);
  for (const [, label = ''] of text.matchAll(/^[ \t]*(\^[\w$.-]+)[ \t]*[(:]/gm))
    if (!found.has(label)) found.set(label, plain(label, 'block', '', 1));
  const sorted = [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  return sorted.map((block, rank) => ({ ...block, rank }));
}

function symbols({ statement, chunk }: Place): Completion[] {
  const found: Completion[] = [];
  const seen = new Set<string>();
  for (
    let table: Operation | null = statement.around ?? chunk.module;
    table;
    table = table.parentOp
  ) {
    if (!table.hasTrait('SymbolTable')) continue;
    for (const op of table.regions[0]?.entry?.ops ?? []) {
      const name = op.symbolName;
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      const isFunction = op.getInterface(FunctionOp) !== undefined;
      found.push({
        ...plain(symbolText(name), isFunction ? 'function' : 'symbol'),
        get detail() {
          const type = op.attr('function_type') ?? op.attr('type');
          return type?.kind === 'type' ? printType(type.type) : op.name;
        },
      });
    }
  }
  return found;
}

const aliasesOf = ({ word }: Place): Completion[] =>
  word === ''
    ? [
        snippet('#alias', 'attribute', 'names an attribute', `#${hole(1, 'name')} = $0`, 30),
        snippet('!alias', 'type', 'names a type', `!${hole(1, 'name')} = $0`, 30),
      ]
    : [];

// ----- Brackets -----

interface OpenBracket {
  readonly open: OpeningBracket;
  readonly before: string;
  readonly inside: string;
}

/** The last bracket that nothing closes, with the text in front of it and in it. */
function openBracket(text: string): OpenBracket | null {
  const last = innermostOpen(text);
  return (
    last && { open: last.open, before: text.slice(0, last.at), inside: text.slice(last.at + 1) }
  );
}

// ----- Pipelines and tools -----

/** Passes where a RUN line or an attribute names them, and tools; null elsewhere. */
function pipelineCompletions(line: string, word: string): Completion[] | null {
  const isRun = /\/\/\s*RUN:/.test(line);
  const isPipeline = /pipeline\s*=\s*["'`]?[^"'`]*$/.test(line);
  if (!isRun && !isPipeline) return null;
  const before = line.slice(0, line.length - word.length);
  if (!isPipeline && /(?:RUN:|\||&&|;|\bnot)\s*$/.test(before))
    return knownTools.map(({ name, summary }) => plain(name, 'tool', summary));
  const isFlag = /-$/.test(before) || word.startsWith('-');
  if (!isPipeline && !isFlag) return [];
  const registry = passRegistry();
  const dashes = !isPipeline && word.startsWith('-') ? '--' : '';
  return [...registry.passes, ...registry.pipelines].map(({ argument, summary }) =>
    plain(`${dashes}${argument}`, 'pass', summary),
  );
}
