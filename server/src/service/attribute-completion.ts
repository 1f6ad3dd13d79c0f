/** Completion of attributes, and of the keys that an operation has for them. */
import type { AttributeDefinition, OpDefinition, Type } from '@iree-workbench/ir';
import { innermostOpen, type OpeningBracket } from './brackets.ts';
import { type Completion, hole, type Place, plain, snippet } from './completion-item.ts';
import { symbols } from './name-completion.ts';
import { operationNamedIn } from './statement-context.ts';
import { types } from './type-completion.ts';

export function attributes(
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
export function inDictionary(place: Place, { before, inside }: OpenBracket): Completion[] {
  const { context, statement } = place;
  const definition = operationNamedIn(context, { ...statement, prefix: before })?.definition;
  const entry = inside.slice(inside.lastIndexOf(',') + 1);
  const key = /^\s*([\w$.]+)\s*=\s*$/.exec(entry)?.[1];
  if (/=.*:\s*$/s.test(entry)) return types(place);
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

export interface OpenBracket {
  readonly open: OpeningBracket;
  readonly before: string;
  readonly inside: string;
}

/** The last bracket that nothing closes, with the text in front of it and in it. */
export function openBracket(text: string): OpenBracket | null {
  const last = innermostOpen(text);
  return (
    last && { open: last.open, before: text.slice(0, last.at), inside: text.slice(last.at + 1) }
  );
}
