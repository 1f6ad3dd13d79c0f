/** How a text names its values and blocks. */
import type { Block, Value } from '@iree-workbench/ir';
import type { Chunk } from './document.ts';

/** `%name` as it is written where the value is defined, and where; null for one that nobody named. */
export function definedName(
  chunk: Chunk,
  value: Value,
): { readonly text: string; readonly start: number } | null {
  const owner = value.kind === 'result' ? value.owner : value.owner.parentOp;
  const unit = owner ? chunk.tree.unitOf(owner) : undefined;
  const place = unit?.info.values.get(value)?.definition;
  if (!unit || !place) return null;
  const text = unit.text.slice(place.start, place.end);
  return { text, start: chunk.tree.offsetOf(unit, place.start) };
}

/** A value's group of results as it is written: those that share its name. */
export function groupOf(chunk: Chunk, value: Value): readonly Value[] {
  if (value.kind === 'argument') return [value];
  const start = definedName(chunk, value)?.start;
  return value.owner.results.filter((result) => definedName(chunk, result)?.start === start);
}

/** What a use of the value looks like: `%name`, or `%name#1` in a group; null if nobody named it. */
export function referenceTo(chunk: Chunk, value: Value): string | null {
  const name = definedName(chunk, value)?.text;
  if (name === undefined) return null;
  const group = groupOf(chunk, value);
  return group.length > 1 ? `${name}#${group.indexOf(value)}` : name;
}

/** Names for the printer: those that the text gives. */
export const namesOf = (chunk: Chunk) => ({
  value: (value: Value): string | null => {
    if (value.kind === 'result' && groupOf(chunk, value)[0] !== value) return null;
    return definedName(chunk, value)?.text.slice(1) ?? null;
  },
  block: (block: Block): string | null => {
    const place = chunk.occurrences
      .of({ kind: 'block', block })
      .find(({ isDefinition }) => isDefinition);
    return place ? chunk.text.slice(place.start + 1, place.end) : null;
  },
});
