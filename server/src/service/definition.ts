/** Where the value, block, symbol or alias at an offset is defined. */
import { type MlirDocument, shifted, type TextRange } from './document.ts';

/** A definition, and the name at the offset that leads to it. */
export interface Definition {
  readonly origin: TextRange;
  readonly target: TextRange;
}

export function definitionsAt(document: MlirDocument, at: number): readonly Definition[] {
  const { chunk, offset } = document.at(at);
  return chunk.occurrences.at(at - offset).flatMap((origin) =>
    chunk.occurrences
      .of(origin.entity)
      .filter(({ isDefinition }) => isDefinition)
      .map((target) => ({ origin: shifted(origin, offset), target: shifted(target, offset) })),
  );
}
