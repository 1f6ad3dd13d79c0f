/**
 * Completion: what may stand at a place. The parser says what it would take there; names come from the
 * IR around. All of it works on broken text, which text that is being typed always is.
 */
import {
  assemblyFormatOf,
  type Expectation,
  type Expectations,
  expectationsAt,
  type OpDefinition,
  printType,
} from '@iree-workbench/ir';
import { attributes, inDictionary, type OpenBracket, openBracket } from './attribute-completion.ts';
import { wantedTypes } from './callee-signature.ts';
import { type Completion, hole, type Place, plain, snippet } from './completion-item.ts';
import type { Chunk, MlirDocument, TextRange } from './document.ts';
import { likelyTypes } from './likely-types.ts';
import { blocks, constraintOf, symbols, values } from './name-completion.ts';
import { operationDocumentation } from './operation-documentation.ts';
import { operationSnippet, optionalParts } from './operation-snippet.ts';
import { pipelineCompletions } from './pipeline-completion.ts';
import { parserValues, statementAt } from './statement-context.ts';
import { inShape, openShape, types } from './type-completion.ts';

export type { Completion, CompletionKind } from './completion-item.ts';

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

export function completionsAt(document: MlirDocument, at: number): Completions {
  const { chunk, offset } = document.at(at);
  const local = at - offset;
  const lines = chunk.tree.slice(Math.max(0, local - 2000), local).split('\n');
  const line = lines.at(-1) ?? '';
  const word = /[%@^#!]?[\w$.-]*$/.exec(line)?.[0] ?? '';
  const range = { start: at - word.length, end: at };
  const all =
    pipelineCompletions(lines, word) ??
    (/(?:^|\s)\/\//.test(line) ? [] : statementCompletions(chunk, local, word));
  const scoreOf = makeScore(word);
  // What two reasons speak for is offered once, for the first.
  const seen = new Set<string>();
  const isNew = ({ label, kind }: Completion): boolean => {
    const { size } = seen;
    return seen.add(`${kind} ${label}`).size > size;
  };
  const ranked = all
    .filter(isNew)
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
  const shape = openShape(bracket);
  if (shape) return inShape(place, shape);
  // A dialect's type may hold others.
  if (bracket?.open === '<' && /![\w$]+\.[\w.$]+$/.test(bracket.before)) return types(place);
  const expectations = expectationsAt(place.context, prefix, {
    valuesBefore: parserValues(chunk, statement),
    ...(statement.around && { around: statement.around.name }),
  });
  const { operation, expected } = expectations;
  const definition = operation?.definition ?? null;
  if (expected.length > 0)
    return [
      ...(definition ? typesNext(place, definition, expectations) : []),
      ...expected.flatMap((each) => forExpectation(place, each, definition)),
    ];
  if (bracket?.open === '{') return inDictionary(place, bracket);
  return bySigil(place, bracket);
}

/** The types of the operands that were given, in front of all others. */
function typesNext(
  place: Place,
  definition: OpDefinition,
  expectations: Expectations,
): Completion[] {
  const likely = likelyTypes(place, definition, expectations);
  if (!likely) return [];
  const { text, isBehindColon } = likely;
  if (isBehindColon) return [plain(text, 'type', 'of the operands', -1)];
  return place.word === '' ? [plain(`: ${text}`, 'type', 'of the operands', -1)] : [];
}

function forExpectation(
  place: Place,
  expectation: Expectation,
  definition: OpDefinition | null,
): Completion[] {
  switch (expectation.kind) {
    case 'word': {
      const { text } = expectation;
      const parts = definition ? optionalParts(definition, text) : [];
      return parts.length > 0
        ? parts.map(({ label, insert }) => snippet(label, 'keyword', 'optional', insert, 5))
        : [plain(text, 'keyword')];
    }
    case 'punctuation': {
      // A bracket is typed sooner than chosen, unless nobody knows that it may stand there.
      const parts =
        definition && place.word === '' ? optionalParts(definition, expectation.text) : [];
      return parts.map(({ label, insert }) => snippet(label, 'keyword', 'optional', insert, 6));
    }
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

function operations(place: Place, isWhole: boolean): Completion[] {
  const { context, statement, chunk, at } = place;
  const usual = statement.around?.definition?.hooks.defaultDialect ?? 'builtin';
  const found: Completion[] = [];
  const used = operationsUsed(chunk, at);
  for (const dialect of context.dialects.values()) {
    const isUsed = dialect.name === usual || used.dialects.has(dialect.name);
    for (const definition of dialect.operations) {
      const { name } = definition;
      const short = dialect.name === usual ? name.slice(usual.length + 1) : name;
      const times = used.times.get(short) ?? 0;
      const rank = times > 0 ? -Math.min(times, 100) : isUsed ? 10 : 20;
      found.push({
        label: short,
        name,
        kind: 'operation',
        detail: definition.spec.summary,
        // Formats are looked at for what is shown only.
        get insert() {
          const form = withWanted(place, definition, operationSnippet(definition, short));
          return isWhole && hasResults(definition, form) ? `%${hole(9, 'name')} = ${form}` : form;
        },
        isSnippet: true,
        rank,
      });
    }
  }
  return found;
}

/** A terminator's form with what the function or region around wants of it. */
function withWanted({ statement }: Place, definition: OpDefinition, form: string): string {
  const types = definition.traitNames.has('ReturnLike') ? wantedTypes(statement) : [];
  const [last] = assemblyFormatOf(definition)?.elements.slice(-1) ?? [];
  // Its operands and their types may be left out, where none are wanted.
  if (types.length === 0 || last?.kind !== 'optional') return form;
  const values = types.map((_, i) => hole(i + 1, '%value')).join(', ');
  return `${form} ${values} : ${types.map((type) => printType(type)).join(', ')}`;
}

/** Has the form results? Those that there may be any number of are there if their types are. */
const hasResults = ({ results }: OpDefinition, form: string): boolean =>
  results.some(({ arity }) => arity === 'single') || (results.length > 0 && form.includes('->'));

/** How often operations are used near the place, by their names as they are written, and of which dialects. */
function operationsUsed(chunk: Chunk, at: number) {
  const text = chunk.tree.slice(Math.max(0, at - 20_000), at + 5000);
  const times = new Map<string, number>();
  const dialects = new Set<string>();
  for (const [, name = ''] of text.matchAll(/(?:^|=)[ \t]*"?([A-Za-z_][\w$.]*)/gm)) {
    times.set(name, (times.get(name) ?? 0) + 1);
    const dot = name.indexOf('.');
    if (dot > 0) dialects.add(name.slice(0, dot));
  }
  return { times, dialects };
}

const aliasesOf = ({ word }: Place): Completion[] =>
  word === ''
    ? [
        snippet('#alias', 'attribute', 'names an attribute', `#${hole(1, 'name')} = $0`, 30),
        snippet('!alias', 'type', 'names a type', `!${hole(1, 'name')} = $0`, 30),
      ]
    : [];
