/**
 * Signature help: the form of the operation that is being written, and which of its parts the place is in. The
 * parser tells the element of the assembly format that it comes to; forms written by hand are followed by
 * their words, generic ones by their brackets. In front of it stands what a list of values is for, if it is
 * for a callee, a block or the results of a function.
 */
import { expectationsAt, type FormatElement, type OpDefinition } from '@iree-workbench/ir';
import { innermostOpen, structureOf } from './brackets.ts';
import { commasIn, countOutside, type Target, targetAt } from './callee-signature.ts';
import type { Chunk, MlirDocument, TextRange } from './document.ts';
import { capitalized } from './operation-documentation.ts';
import { type Label, labelOf } from './operation-label.ts';
import {
  genericSyntax,
  type OperationSyntax,
  type SyntaxParameter,
  type SyntaxPart,
  syntaxOf,
} from './operation-syntax.ts';
import { parameterDocumentation } from './parameter-documentation.ts';
import {
  type NamedOperation,
  operationNamedIn,
  parserValues,
  type StatementContext,
  statementAt,
} from './statement-context.ts';

export interface Signature {
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  /** Ranges of the label, in its order. */
  readonly parameters: readonly (TextRange & { readonly documentation: string })[];
  /** The parameter that the place is in; null if it is in none. */
  readonly active: number | null;
}

/** The signatures of what is being written at a place, the one asked for first; none where nothing is. */
export function signaturesAt(document: MlirDocument, at: number): readonly Signature[] {
  const { chunk, offset } = document.at(at);
  const statement = statementAt(chunk, at - offset);
  const { prefix } = statement;
  if (structureOf(prefix).comments.some(({ end }) => end === prefix.length)) return [];
  const named = operationNamedIn(chunk.module.context, statement);
  // Names are completed; behind them there is a space or a bracket.
  if (!named || named.end === prefix.length) return [];
  const operation = named.isGeneric
    ? genericSignature(statement, named)
    : customSignature(chunk, statement, named);
  if (!operation) return [];
  const target = targetAt(chunk, statement, named);
  return target ? [targetSignature(target, named.definition), operation] : [operation];
}

function targetSignature({ name, tail, parameters, active }: Target, to: OpDefinition): Signature {
  let label = `${name}(`;
  const placed = parameters.map(({ text, documentation }, i) => {
    if (i > 0) label += ', ';
    const start = label.length;
    label += text;
    return { start, end: label.length, documentation };
  });
  label += `)${tail}`;
  const documentation = `\`${to.name}\`: ${to.spec.summary}`;
  return { label, documentation, parameters: placed, active: known(active, placed.length) };
}

const known = (index: number, count: number): number | null =>
  index >= 0 && index < count ? index : null;

function signatureOf(definition: OpDefinition, label: Label, active: number | null): Signature {
  return {
    label: label.text,
    documentation: capitalized(definition.spec.summary),
    parameters: label.places.map(({ parameter, range }) => ({
      ...range,
      documentation: parameterDocumentation(definition, parameter),
    })),
    active,
  };
}

// ----- Forms of operations -----

function customSignature(
  chunk: Chunk,
  statement: StatementContext,
  { definition, end }: NamedOperation,
): Signature | null {
  const { prefix } = statement;
  const syntax = syntaxOf(definition);
  const { from, parts } = syntax;
  const written = prefix.slice(0, end).trimEnd();
  const name = /[\w$.]*$/.exec(written)?.[0] ?? definition.name;
  // One that has no form of its own is written in the generic one, with its name in quotes.
  const label = labelOf(from === 'generic' ? `"${definition.name}"` : name, parts);
  const active =
    from === 'usage'
      ? activeByWords(parts, prefix.slice(end))
      : from === 'generic'
        ? null
        : activeByParser(chunk, statement, definition, label, syntax);
  return active === 'complete' ? null : signatureOf(definition, label, active);
}

/** The word at the end of a text, which is not yet all of it. */
const UNFINISHED = /[%@^#!]?[\w$.-]*(?:#\d*)?$/;

function activeByParser(
  chunk: Chunk,
  statement: StatementContext,
  definition: OpDefinition,
  label: Label,
  { from, parts }: OperationSyntax,
): number | null | 'complete' {
  const { prefix, around } = statement;
  const { current, upcoming, expected } = expectationsAt(
    chunk.module.context,
    prefix.replace(UNFINISHED, ''),
    { valuesBefore: parserValues(chunk, statement), ...(around && { around: around.name }) },
  );
  if (from === 'format') {
    if (!current && upcoming.length === 0) return 'complete';
    const places = placesOfElements(parts);
    for (const element of [...byNeed(upcoming), ...(current ? [current] : [])]) {
      const place = places.get(element);
      if (place !== undefined) return place;
    }
    return null;
  }
  // A form written by hand: what the parser would take is all that is known.
  for (const each of expected) {
    if (each.kind === 'operand')
      return indexOfPart(label, 'operand', groupAt(definition.operands, each.index)?.name);
    if (each.kind === 'region') return indexOfPart(label, 'region', definition.regions[0]?.name);
  }
  return null;
}

/** The elements that may come next: those that must first, dictionaries of attributes last. */
function byNeed(upcoming: readonly FormatElement[]): readonly FormatElement[] {
  const optional = new Set<FormatElement | undefined>();
  for (const element of upcoming)
    if (element.kind === 'optional') optional.add(element).add(element.elements[element.first]);
    else if (element.kind === 'oilist') optional.add(element);
  const rankOf = (element: FormatElement): number =>
    element.kind === 'attr-dict' || element.kind === 'prop-dict'
      ? 2
      : optional.has(element)
        ? 1
        : 0;
  return [0, 1, 2].flatMap((rank) => upcoming.filter((element) => rankOf(element) === rank));
}

/** Numbers of the parameters that elements lead to: `:` to what follows, `,` and `]` to what was before. */
function placesOfElements(parts: readonly SyntaxPart[]): ReadonlyMap<FormatElement, number> {
  const places = new Map<FormatElement, number>();
  let count = 0;
  const visit = (inner: readonly SyntaxPart[]): void => {
    for (const part of inner)
      switch (part.kind) {
        case 'text':
          if (part.element)
            places.set(part.element, /^[,)\]}>]$/.test(part.text) ? count - 1 : count);
          break;
        case 'parameter':
          if (part.element && !places.has(part.element)) places.set(part.element, count);
          count++;
          break;
        case 'group':
          if (part.element) places.set(part.element, count);
          for (const alternative of part.alternatives) visit(alternative);
      }
  };
  visit(parts);
  for (const [element, place] of places) if (place < 0 || place >= count) places.delete(element);
  return places;
}

function indexOfPart(
  { places }: Label,
  role: SyntaxParameter['role'],
  name: string | undefined,
): number | null {
  const index = places.findIndex(
    ({ parameter }) =>
      parameter.role === role && name !== undefined && parameter.names.includes(name),
  );
  return index < 0 ? null : index;
}

/** The group that value number `index` is in, if a variadic one takes what is left. */
function groupAt<T extends { readonly arity: string }>(
  groups: readonly T[],
  index: number,
): T | undefined {
  const variadic = groups.findIndex(({ arity }) => arity === 'variadic');
  return groups[variadic >= 0 && index > variadic ? variadic : index];
}

// ----- Forms written by hand -----

const TOKENS = /"(?:[^"\\\n]|\\.)*"?|->|[%@^#!]?[A-Za-z_$][\w$.-]*|[^\s\w]/g;

interface Token {
  readonly text: string;
  /** How many brackets are open around it; those it opens or closes itself are not. */
  readonly depth: number;
}

function tokensOf(text: string, depth = 0): { readonly tokens: Token[]; readonly depth: number } {
  const tokens: Token[] = [];
  let open = depth;
  for (const [token] of text.matchAll(TOKENS)) {
    if (')]}'.includes(token)) open--;
    tokens.push({ text: token, depth: open });
    if ('([{'.includes(token)) open++;
  }
  return { tokens, depth: open };
}

/** The parameter behind the last word of the form that the text has, in the order of both. */
function activeByWords(parts: readonly SyntaxPart[], text: string): number | null {
  const words: (Token & { readonly place: number })[] = [];
  /** Parameters that may be left out, and that no word announces. */
  const silent = new Set<number>();
  let place = 0;
  let depth = 0;
  const visit = (inner: readonly SyntaxPart[]): void => {
    for (const part of inner)
      if (part.kind === 'parameter') place++;
      else if (part.kind === 'group')
        for (const alternative of part.alternatives) {
          if (alternative[0]?.kind === 'parameter') silent.add(place);
          visit(alternative);
        }
      else {
        const found = tokensOf(part.text, depth);
        words.push(...found.tokens.map((token) => ({ ...token, place })));
        depth = found.depth;
      }
  };
  visit(parts);
  let next = 0;
  for (const token of tokensOf(text).tokens) {
    const found = words.findIndex(
      (word, i) => i >= next && word.text === token.text && word.depth === token.depth,
    );
    if (found >= 0) next = found + 1;
  }
  let active = words[next - 1]?.place ?? 0;
  const isInDictionary = innermostOpen(text)?.open === '{';
  while (silent.has(active) && !isInDictionary) active++;
  return active < place ? active : null;
}

// ----- Generic forms -----

function genericSignature(
  { prefix }: StatementContext,
  { definition, end }: NamedOperation,
): Signature | null {
  const label = labelOf(`"${definition.name}"`, genericSyntax(definition));
  const active = activeOfGeneric(definition, label, prefix.slice(end));
  return active === 'complete' ? null : signatureOf(definition, label, active);
}

/** By the outermost bracket that is open, what stands in front of it, and the commas in it. */
function activeOfGeneric(
  definition: OpDefinition,
  label: Label,
  text: string,
): number | null | 'complete' {
  const [outer] = structureOf(text).opened;
  if (!outer) {
    // `: (types) -> type`
    const types = /:\s*(\(.*\)\s*->\s*(.*))?$/s.exec(text);
    if (!types) return null;
    const [, behind, result = ''] = types;
    if (behind === undefined) return indexOfPart(label, 'type', definition.operands[0]?.name);
    return /\S\s+$|\)$/.test(result)
      ? 'complete'
      : indexOfPart(label, 'type', definition.results[0]?.name);
  }
  const inside = text.slice(outer.at + 1);
  const before = text.slice(0, outer.at);
  const index = commasIn(inside);
  const isBehindColon = countOutside(':', before) > 0;
  switch (outer.open) {
    case '[':
      return indexOfPart(label, 'successor', definition.successors[index]?.name);
    case '{':
    case '<': {
      const key = /([A-Za-z_][\w$.]*)\s*(?:=[^,]*)?$/.exec(inside)?.[1];
      return indexOfPart(label, 'attribute', key);
    }
    case '(': {
      if (before.trim() === '')
        return indexOfPart(label, 'operand', groupAt(definition.operands, index)?.name);
      if (!isBehindColon) return indexOfPart(label, 'region', definition.regions[index]?.name);
      const groups = /->\s*$/.test(before) ? definition.results : definition.operands;
      return indexOfPart(label, 'type', groupAt(groups, index)?.name);
    }
  }
}
