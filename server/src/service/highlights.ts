/** Every place of what is at an offset, told apart by what happens there: it is read, or written. */
import { effectsOf } from '@iree-workbench/ir';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';
import type { Occurrence } from './occurrences.ts';

export interface Highlight extends TextRange {
  readonly kind: 'text' | 'read' | 'write';
}

/** In the order of the text. */
export function highlightsAt(document: MlirDocument, at: number): readonly Highlight[] {
  const { chunk, offset } = document.at(at);
  const places = new Map<number, Highlight>();
  for (const { entity } of chunk.occurrences.at(at - offset))
    for (const place of chunk.occurrences.of(entity))
      places.set(place.start, { ...shifted(place, offset), kind: kindOf(chunk, place) });
  return [...places.values()].sort((a, b) => a.start - b.start);
}

/** A definition writes. A use does if its operation writes to the value, or to what the symbol names. */
function kindOf(chunk: Chunk, { entity, isDefinition, start }: Occurrence): Highlight['kind'] {
  switch (entity.kind) {
    case 'value':
    case 'symbol': {
      if (isDefinition) return 'write';
      const op = chunk.info.operationAt(start)?.op;
      const effects = (op && effectsOf(op)) ?? [];
      const written = entity.kind === 'value' ? entity.value : null;
      const isWritten = effects.some(({ kind, value }) => kind === 'write' && value === written);
      return isWritten ? 'write' : 'read';
    }
    case 'block':
    case 'attribute alias':
    case 'type alias':
      return 'text';
  }
}
