/** Symbols that a query means: its letters occur in their names in this order. */
import type { MlirDocument, TextRange } from './document.ts';
import { documentSymbols, type OutlineSymbol, type SymbolKind } from './symbols.ts';

export interface FoundSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The name of the symbol around it, if there is one. */
  readonly container: string | null;
  /** The name itself. */
  readonly selection: TextRange;
  /** False for a function that is declared only. */
  readonly hasBody: boolean;
}

/** All symbols of a document, those in others too. */
export function allSymbols(document: MlirDocument): readonly FoundSymbol[] {
  const found: FoundSymbol[] = [];
  const add = (symbols: readonly OutlineSymbol[], container: string | null): void => {
    for (const { name, kind, selection, hasBody, children } of symbols) {
      found.push({ name, kind, container, selection, hasBody });
      add(children, name);
    }
  };
  add(documentSymbols(document), null);
  return found;
}

/** How well a name fits a query, whatever the case of letters: the smaller the better; null if it does not. */
export function distanceFrom(query: string, name: string): number | null {
  const wanted = query.replace(/^@/, '').toLowerCase();
  const letters = name.toLowerCase();
  const whole = letters.indexOf(wanted);
  if (whole >= 0) return whole === 0 ? letters.length - wanted.length : 1000 + whole;
  let at = -1;
  let skipped = 0;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, at + 1);
    if (next < 0) return null;
    skipped += next - at - 1;
    at = next;
  }
  return 1_000_000 + skipped;
}
