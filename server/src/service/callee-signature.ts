/** What is called, dispatched to, branched to or returned from: the types that a list of values must have. */
import {
  type Block,
  type FunctionType,
  type Operation,
  printType,
  RegionBranchOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { innermostOpen } from './brackets.ts';
import { calleeNamed } from './callables.ts';
import type { Chunk } from './document.ts';
import { type NamedOperation, type StatementContext, valuesBefore } from './statement-context.ts';
import { referenceTo } from './value-text.ts';

/** Who wants values of which types, and which of them the text ends in. */
export interface Target {
  /** In front of the parenthesis: `@callee`. */
  readonly name: string;
  /** Behind it: ` -> f32`. */
  readonly tail: string;
  readonly parameters: readonly { readonly text: string; readonly documentation: string }[];
  readonly active: number;
}

const SYMBOL = String.raw`@(?:"[^"]*"|[\w$.-]+)`;
const REFERENCE = new RegExp(`(${SYMBOL}(?:::${SYMBOL})*)`);
/** A callee, and the workload of a dispatch behind it. */
const CALLEE = new RegExp(`${REFERENCE.source}\\s*(?:\\[[^\\]]*\\])?\\s*$`);

/** @param prefix the statement's text up to the place */
export function targetAt(
  chunk: Chunk,
  statement: StatementContext,
  { definition, end }: NamedOperation,
): Target | null {
  const { prefix } = statement;
  const opened = innermostOpen(prefix);
  const behindName = prefix.slice(end);
  if (definition.traitNames.has('ReturnLike') && (!opened || opened.at < end))
    return returned(chunk, statement, behindName);
  if (opened?.open !== '(' || opened.at < end || definition.traitNames.has('Symbol')) return null;
  const before = prefix.slice(0, opened.at);
  const active = commasIn(prefix.slice(opened.at + 1));
  const callee = CALLEE.exec(before)?.[1];
  if (callee !== undefined) return called(chunk, statement, callee, active);
  const label = /\^[\w$.-]+(?=\s*$)/.exec(before)?.[0];
  if (label !== undefined) return branched(chunk, statement, label, prefix.slice(opened.at + 1));
  const value = /%[\w$.-]+(?:#\d+)?(?=\s*$)/.exec(before)?.[0];
  if (value !== undefined) return calledValue(chunk, statement, value, active);
  // The types of what was passed.
  const named = REFERENCE.exec(behindName)?.[1];
  return named !== undefined && /:\s*$/.test(before)
    ? called(chunk, statement, named, active)
    : null;
}

/** How often a mark stands in a text outside of the brackets that it closes. */
export function countOutside(mark: ',' | ':', text: string): number {
  let depth = 0;
  let count = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|->|::|[()[\]{}<>,:]/g))
    if ('([{<'.includes(token)) depth++;
    else if (')]}>'.includes(token)) depth = Math.max(0, depth - 1);
    else if (token === mark && depth === 0) count++;
  return count;
}
export const commasIn = (text: string): number => countOutside(',', text);

/** The names of `@a::@"b"`. */
const namesIn = (reference: string): string[] =>
  reference.split('::').map((part) => part.slice(1).replaceAll(/^"|"$/g, ''));

function called(
  chunk: Chunk,
  { around }: StatementContext,
  reference: string,
  active: number,
): Target | null {
  const callee = calleeNamed(around ?? chunk.module, namesIn(reference));
  const type = callee && functionTypeOf(callee);
  if (!type) return null;
  const values = callee.regions[0]?.entry?.arguments ?? [];
  return {
    name: reference,
    tail: resultsText(type.results),
    parameters: type.inputs.map((input, i) => parameter(chunk, input, values[i])),
    active,
  };
}

function functionTypeOf(op: Operation): FunctionType | null {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type : null;
}

/** The type of the function that a statement names behind its operation's name. */
export function calleeType(
  chunk: Chunk,
  { around }: StatementContext,
  behindName: string,
): FunctionType | null {
  const reference = REFERENCE.exec(behindName)?.[1];
  if (reference === undefined) return null;
  const callee = calleeNamed(around ?? chunk.module, namesIn(reference));
  return callee && functionTypeOf(callee);
}

function calledValue(
  chunk: Chunk,
  statement: StatementContext,
  name: string,
  active: number,
): Target | null {
  for (const known of valuesBefore(chunk, statement)) {
    if (known.name !== name) continue;
    const { type } = known.value;
    if (type.kind !== 'function') return null;
    const parameters = type.inputs.map((input) => parameter(chunk, input));
    return { name, tail: resultsText(type.results), parameters, active };
  }
  return null;
}

/** `^bb1(%a, %b : i32, i32)`: values, then their types. */
function branched(
  chunk: Chunk,
  { at, block: from }: StatementContext,
  label: string,
  inside: string,
): Target | null {
  const block = from?.region?.blocks.find((candidate) => labelOf(chunk, candidate) === label);
  const parameters = block
    ? block.arguments.map((argument) => parameter(chunk, argument.type, argument))
    : writtenArguments(chunk.tree.unitAt(at).text, label);
  if (parameters.length === 0) return null;
  const types = inside.slice(inside.lastIndexOf(' : ') + 1);
  return {
    name: label,
    tail: '',
    parameters,
    active: commasIn(inside.includes(' : ') ? types : inside),
  };
}

/** The arguments of a block behind what is being typed, which may not parse now. */
function writtenArguments(text: string, label: string): Target['parameters'] {
  for (const [, name, list = ''] of text.matchAll(/^[ \t]*(\^[\w$.-]+)\((.*)\)[ \t]*:/gm))
    if (name === label)
      return (list.match(/%[\w$.-]+\s*:.*?(?=,\s*%|$)/g) ?? []).map((argument) => ({
        text: argument,
        documentation: '',
      }));
  return [];
}

function labelOf(chunk: Chunk, block: Block): string | null {
  const places = chunk.occurrences.of({ kind: 'block', block });
  const place = places.find(({ isDefinition }) => isDefinition);
  return place ? chunk.tree.slice(place.start, place.end) : null;
}

/** What a terminator is to give: the results of the function around, or of the operation whose region ends. */
export const wantedTypes = ({ around, block }: StatementContext): readonly Type[] =>
  (around && (functionTypeOf(around)?.results ?? yieldedTypes(around, block))) ?? [];

function returned(chunk: Chunk, statement: StatementContext, behindName: string): Target | null {
  const results = wantedTypes(statement);
  if (results.length === 0) return null;
  return {
    name: 'results',
    tail: '',
    parameters: results.map((type) => parameter(chunk, type)),
    active: commasIn(behindName.slice(behindName.lastIndexOf(' : ') + 1)),
  };
}

/** Those of scf whose regions end by giving the results. */
const GIVES_RESULTS = new Set(['scf.for', 'scf.if', 'scf.execute_region', 'scf.index_switch']);

function yieldedTypes(around: Operation, block: Block | null): readonly Type[] | null {
  const region = block?.region;
  if (!region || !around.regions.includes(region)) return null;
  if (GIVES_RESULTS.has(around.name)) return around.results.map(({ type }) => type);
  const branches = around.getInterface(RegionBranchOp)?.successors(around, region) ?? [];
  const out = branches.find((branch) => branch.region === null);
  return out?.inputs.map(({ type }) => type) ?? null;
}

function parameter(chunk: Chunk, type: Type, value?: Value): Target['parameters'][number] {
  const name = value ? referenceTo(chunk, value) : null;
  const text = printType(type);
  return { text: name === null ? text : `${name}: ${text}`, documentation: '' };
}

function resultsText(results: readonly Type[]): string {
  const texts = results.map((type) => printType(type));
  if (texts.length === 0) return '';
  const isPlain = results.length === 1 && results[0]?.kind !== 'function';
  return ` -> ${isPlain ? texts.join('') : `(${texts.join(', ')})`}`;
}
