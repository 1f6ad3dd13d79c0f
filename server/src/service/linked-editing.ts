/** The places of a value's or a block's name, which an editor changes together as one is typed. */
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import { placesOfNameAt } from './rename.ts';

/** Without sigils. Null where there is no other place, or where a name may need quotes. */
export function linkedRangesAt(document: MlirDocument, at: number): readonly TextRange[] | null {
  const { chunk, offset } = document.at(at);
  const found = placesOfNameAt(chunk, at - offset);
  if (!found || found.places.length < 2) return null;
  if (found.entity.kind !== 'value' && found.entity.kind !== 'block') return null;
  return found.places.map((place) => shifted(place, offset));
}

/** What may be typed into such a place without ending it. */
export const LINKED_NAME = '[\\w$.-]+';
