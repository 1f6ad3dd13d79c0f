/** How often each symbol is used, for a line above it. */
import { isCallable } from './callables.ts';
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import { symbolKind } from './symbols.ts';

/** The names of functions and globals where they are defined, in the order of the text. */
export function countedSymbols(document: MlirDocument): readonly TextRange[] {
  return document.chunks.flatMap(({ chunk, offset }) =>
    chunk.tree.units.flatMap((unit) =>
      unit.occurrences.all.flatMap(({ entity, start, end, isDefinition }) => {
        if (entity.kind !== 'symbol' || !isDefinition) return [];
        const kind = symbolKind(entity.op);
        const isCounted = isCallable(entity.op) || kind === 'variable' || kind === 'constant';
        const from = chunk.tree.offsetOf(unit, start);
        return isCounted ? [shifted({ start: from, end: from + end - start }, offset)] : [];
      }),
    ),
  );
}

/** The uses of the symbol whose name begins at an offset; null if there is none any more. */
export function symbolUses(document: MlirDocument, at: number): readonly TextRange[] | null {
  const { chunk, offset } = document.at(at);
  const found = chunk.occurrences.at(at - offset).find(({ entity }) => entity.kind === 'symbol');
  if (!found) return null;
  return chunk.occurrences
    .of(found.entity)
    .filter(({ isDefinition }) => !isDefinition)
    .map((place) => shifted(place, offset));
}
