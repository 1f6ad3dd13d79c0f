/** Hints of the types that a text leaves out: of results, and of the arguments of regions. */
import {
  assemblyFormatOf,
  type Block,
  type CustomElement,
  type FormatElement,
  type OpDefinition,
  type Operation,
  type OperationRange,
  printType,
  type Type,
  typeSourcesOf,
  type Value,
} from '@iree-workbench/ir';
import type { Unit } from './chunk-tree.ts';
import type { TextRange } from './document.ts';
import { behindName, type InlayHint, type PlacedOperation } from './inlay-hint.ts';
import { typeDocumentation } from './type-description.ts';

function typeHint(at: number, types: readonly Type[]): InlayHint {
  return {
    at,
    kind: 'type',
    label: `: ${shortened(types.map((type) => printType(type)).join(', '))}`,
    get tooltip() {
      return [...new Set(types)].map(typeDocumentation).join('\n\n');
    },
    target: null,
  };
}

/** Characters of a hint: the rest is in its tooltip. */
const LONGEST = 60;
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

/** The types of results that nothing in the text says. */
export function resultTypeHints({ unit, range }: PlacedOperation): InlayHint[] {
  const { op, results } = range;
  const { definition } = op;
  if (results.length === 0 || !definition) return [];
  let said: ((type: Type) => boolean) | null = null;
  const says = (type: Type, index: number): boolean => {
    const isOfFormat = !definition.hooks.parse && !isLeftToDirective(definition, index);
    if (isOfFormat && isSaid(definition, index, op.numResults)) return true;
    said ??= saidTypes(unit, range);
    return said(type);
  };
  if (op.results.every(({ type }, i) => says(type, i))) return [];
  return results.map(({ end, firstResult }, i) => {
    const last = results[i + 1]?.firstResult ?? op.numResults;
    const group = op.results.slice(firstResult, last).map(({ type }) => type);
    return typeHint(behindName(unit.text, end), group);
  });
}

/** Does the assembly format spell out a result's type, or another one that it is equal to? */
function isSaid(definition: OpDefinition, index: number, numResults: number): boolean {
  const sources = typeSourcesOf(definition)?.results ?? [];
  const group = sources.length === numResults ? index : Math.min(index, sources.length - 1);
  const source = sources[group];
  return source?.kind === 'explicit' || (source?.kind === 'same' && source.transform === null);
}

/** Is a directive given the result's type to write, which it may not do? */
function isLeftToDirective(definition: OpDefinition, index: number): boolean {
  const directives = (elements: readonly FormatElement[]): CustomElement[] =>
    elements.flatMap((element) =>
      element.kind === 'custom'
        ? [element]
        : element.kind === 'optional'
          ? directives([...element.elements, ...element.otherwise])
          : [],
    );
  return directives(assemblyFormatOf(definition)?.elements ?? []).some((directive) =>
    directive.arguments.some(
      (argument) =>
        argument.kind === 'type' &&
        argument.of.kind === 'result' &&
        argument.of.index === Math.min(index, definition.results.length - 1),
    ),
  );
}

/** Text in front of an operation's regions and behind them that is searched for types. */
const SEARCHED = 4000;

/** Is the text of a type there, or that of an alias for it? So it is said, whatever the form means by it. */
function saidTypes(unit: Unit, { op, name, end }: OperationRange): (type: Type) => boolean {
  const inner = innerRange(unit, op);
  const head = unit.text.slice(name.end, Math.min(inner?.start ?? end, name.end + SEARCHED));
  const tail = unit.text.slice(Math.max(inner?.end ?? name.end, end - SEARCHED), end);
  const text = `${head}\n${tail}`;
  const aliases = new Map(
    [...text.matchAll(/!([\w$]+)(?![\w$.])/g)].flatMap(([, alias = '']) => {
      const meaning = unit.typeAliases.get(alias) ?? unit.meanings.get(`!${alias}`);
      return meaning ? [[meaning, alias]] : [];
    }),
  );
  return (type) => {
    const literally = printType(type).replaceAll(/[^\w]/g, '\\$&');
    return aliases.has(type) || new RegExp(`(?<![\\w<])${literally}(?![\\w>])`).test(text);
  };
}

/** The text of the operations in an operation's regions, in the unit; null without any. */
function innerRange({ info }: Unit, op: Operation): TextRange | null {
  let first: OperationRange | undefined;
  let last: OperationRange | undefined;
  for (const { blocks } of op.regions)
    for (const block of blocks) {
      first ??= block.first ? info.rangeOf(block.first) : undefined;
      last = (block.last ? info.rangeOf(block.last) : undefined) ?? last;
    }
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The types of arguments of regions that are written without them: `%i` of a loop. */
export function argumentTypeHints({ unit, range: { op } }: PlacedOperation): InlayHint[] {
  const hints: InlayHint[] = [];
  const add = (value: Value): void => {
    const name = unit.info.values.get(value)?.definition;
    if (!name || /^\s*:/.test(unit.text.slice(name.end, name.end + 40))) return;
    hints.push(typeHint(name.end, [value.type]));
  };
  for (const { blocks } of op.regions)
    for (const block of blocks as readonly Block[]) block.arguments.forEach(add);
  return hints;
}
