/** Every place of the value, block, symbol or alias at an offset. */
import { type MlirDocument, shifted, type TextRange } from './document.ts';

export interface Reference extends TextRange {
  readonly isDefinition: boolean;
}

/** In the order of the text, definitions too. */
export function referencesAt(document: MlirDocument, at: number): readonly Reference[] {
  const { chunk, offset } = document.at(at);
  const places = new Map<number, Reference>();
  for (const { entity } of chunk.occurrences.at(at - offset))
    for (const place of chunk.occurrences.of(entity))
      places.set(place.start, {
        ...shifted(place, offset),
        isDefinition: place.isDefinition,
      });
  return [...places.values()].sort((a, b) => a.start - b.start);
}
