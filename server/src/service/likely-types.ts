/** The types that a statement is about to write: its operands have them, or the function that it calls. */
import {
  assemblyFormatOf,
  type Expectations,
  type FormatElement,
  type OpDefinition,
  printType,
  type Type,
  type TypedElement,
  typeSourcesOf,
  type UnresolvedOperand,
} from '@iree-workbench/ir';
import { calleeType } from './callee-signature.ts';
import type { Place } from './completion-item.ts';
import { operationNamedIn, valuesBefore } from './statement-context.ts';

/** The text of the types that the parser comes to; null where nothing tells them. */
export function likelyTypes(
  place: Place,
  definition: OpDefinition,
  { current, upcoming, operandsOf }: Expectations,
): { readonly text: string; readonly isBehindColon: boolean } | null {
  const colon = upcoming.find((element) => element.kind === 'literal' && element.text === ':');
  const format = assemblyFormatOf(definition);
  const element = colon && format ? elementBehind(format.elements, colon) : current;
  if (!element) return null;
  const operands = [...operandsOf].flatMap(([of, given]) =>
    of.kind === 'operand' ? [{ index: of.index, given }] : [],
  );
  const all = [...operandsOf].find(([of]) => of.kind === 'operands')?.[1] ?? null;
  const text = textOf(element, place, definition, (index) =>
    index === null ? all : (operands.find((group) => group.index === index)?.given ?? null),
  );
  return text === null ? null : { text, isBehindColon: colon === undefined };
}

function elementBehind(
  elements: readonly FormatElement[],
  literal: FormatElement,
): FormatElement | null {
  for (const [i, element] of elements.entries()) {
    if (element === literal) return elements[i + 1] ?? null;
    if (element.kind !== 'optional') continue;
    const found = elementBehind(element.elements, literal);
    if (found) return found;
  }
  return null;
}

/** The operands that were given for a group, or for all; null for none. */
type Given = (group: number | null) => readonly UnresolvedOperand[] | null;

function textOf(
  element: FormatElement,
  place: Place,
  definition: OpDefinition,
  given: Given,
): string | null {
  if (element.kind === 'type') return typesText(typesOf(element.of, place, definition, given));
  if (element.kind !== 'functional-type') return null;
  const named = operationNamedIn(place.context, place.statement);
  const callee =
    named && calleeType(place.chunk, place.statement, place.statement.prefix.slice(named.end));
  if (callee) return printType(callee);
  const inputs = typesText(typesOf(element.inputs, place, definition, given));
  return inputs === null ? null : `(${inputs}) -> `;
}

const typesText = (types: readonly Type[] | null): string | null =>
  types && types.length > 0 ? types.map((type) => printType(type)).join(', ') : null;

/** The types of a group: its own operands', or those of one that has the same. */
function typesOf(
  of: TypedElement,
  place: Place,
  definition: OpDefinition,
  given: Given,
): readonly Type[] | null {
  if (of.kind !== 'operand' && of.kind !== 'result') {
    const operands = of.kind === 'operands' ? given(null) : null;
    return operands && typesOfOperands(place, operands);
  }
  const sources = typeSourcesOf(definition)?.operands ?? [];
  const groups = sources.flatMap((source, index) => {
    const isSame =
      source.kind === 'same' &&
      source.transform === null &&
      source.as.kind === of.kind &&
      source.as.index === of.index;
    return isSame || (of.kind === 'operand' && index === of.index) ? [index] : [];
  });
  for (const group of groups) {
    const operands = given(group);
    const types = operands && typesOfOperands(place, operands);
    if (types) return types;
  }
  return null;
}

/** Types of values that are known; null if one is not. */
function typesOfOperands(
  { chunk, statement }: Place,
  operands: readonly UnresolvedOperand[],
): readonly Type[] | null {
  const wanted = new Set(
    operands.flatMap(({ name, number }) =>
      number === 0 ? [`%${name}`, `%${name}#0`] : [`%${name}#${number}`],
    ),
  );
  const known = new Map<string, Type>();
  for (const { name, value } of valuesBefore(chunk, statement)) {
    if (!wanted.has(name) || known.has(name)) continue;
    known.set(name, value.type);
    if (known.size === operands.length) break;
  }
  const types = operands.map(
    ({ name, number }) =>
      known.get(`%${name}#${number}`) ?? (number === 0 ? known.get(`%${name}`) : undefined),
  );
  return types.every((type) => type !== undefined) ? types : null;
}
