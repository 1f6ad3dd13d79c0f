/** What the parser and the verifier say of a document; and how a diagnostic of any origin is told. */
import {
  type Diagnostic,
  fileLocation,
  forEachSymbolRef,
  type Severity,
  type Suggestion,
  SymbolIndex,
} from '@iree-workbench/ir';
import { codeOf, type Finder } from './diagnostic-codes.ts';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';

/** A diagnostic as plain data; without a range where it is about nothing in the text. */
export interface DocumentDiagnostic {
  readonly severity: Severity;
  /** Who found it, and what kind of error it is: see `diagnostic-codes`. */
  readonly code: string;
  readonly message: string;
  readonly range: TextRange | null;
  readonly notes: readonly {
    readonly message: string;
    readonly range: TextRange | null;
    readonly suggestion?: Suggestion;
  }[];
}

export const isError = ({ severity }: { readonly severity: Severity }): boolean =>
  severity === 'error';

/** What the parser and the verifier found, in the order of the text. */
export function documentDiagnostics(document: MlirDocument): readonly DocumentDiagnostic[] {
  return document.chunks.flatMap(({ chunk, offset }) =>
    chunkDiagnostics(chunk)
      .map(([finder, diagnostic]) => {
        const rangeOf = (about: Diagnostic): TextRange | null => {
          const place = chunk.info.placeOf(about.location);
          if (!place) return null;
          const length = lengthAt(about, place.unit.text, place.local);
          return shifted({ start: place.offset, end: place.offset + length }, offset);
        };
        return toDocument(diagnostic, codeOf(finder, diagnostic.message), rangeOf);
      })
      .sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0)),
  );
}

/** What was found in pieces that are still the same. */
const found = new WeakMap<Chunk, readonly Found[]>();

/** A diagnostic and who found it. */
type Found = readonly [finder: Finder, diagnostic: Diagnostic];

function chunkDiagnostics(chunk: Chunk): readonly Found[] {
  let diagnostics = found.get(chunk);
  if (!diagnostics) found.set(chunk, (diagnostics = findDiagnostics(chunk)));
  return diagnostics;
}

/** The diagnostics of a piece. What the verifier says only because something did not parse is left out. */
function findDiagnostics(chunk: Chunk): readonly Found[] {
  const { tree } = chunk;
  const { verified } = tree;
  const parsed = chunk.diagnostics.map((diagnostic): Found => ['parser', diagnostic]);
  const toFound = (diagnostic: Diagnostic): Found => ['verifier', diagnostic];
  if (!parsed.some(([, diagnostic]) => isError(diagnostic)))
    return [...parsed, ...verified.map(toFound)];
  const symbols = new SymbolIndex();
  const isConsequence = (diagnostic: Diagnostic): boolean => {
    const place = tree.placeOf(diagnostic.location);
    const op = place?.unit.info.operationAt(place.local)?.op;
    if (!op) return false;
    let isMissing = false;
    forEachSymbolRef(op.attributes, ({ root, nested }) => {
      isMissing ||= symbols.resolve(op, root, nested) === null;
    });
    return isMissing;
  };
  const independent = verified.filter((diagnostic) => !isConsequence(diagnostic));
  return [...parsed, ...independent.map(toFound)];
}

/**
 * A diagnostic as plain data.
 * @param rangeOf where it or a note stands in the document
 */
export function toDocument(
  diagnostic: Diagnostic,
  code: string,
  rangeOf: (diagnostic: Diagnostic) => TextRange | null,
): DocumentDiagnostic {
  return {
    severity: diagnostic.severity,
    code,
    message: diagnostic.message,
    range: rangeOf(diagnostic),
    notes: diagnostic.notes.map((note) => ({
      message: note.message,
      range: rangeOf(note),
      ...(note.suggestion && { suggestion: note.suggestion }),
    })),
  };
}

/** Where a diagnostic stands that was found in a text, which begins at an offset of the document. */
export function rangeInText(
  diagnostic: Diagnostic,
  text: string,
  offset: number,
): TextRange | null {
  const location = fileLocation(diagnostic.location);
  if (!location?.source || location.offset < 0) return null;
  const start = location.offset + offset;
  return { start, end: start + lengthAt(diagnostic, text, location.offset) };
}

/** Length of what a diagnostic is about, which begins at an offset of a text. */
function lengthAt({ endOffset }: Diagnostic, text: string, start: number): number {
  const end = endOffset ?? start + Math.max(1, wordLength(text, start));
  return Math.max(0, Math.min(end, text.length) - start);
}

/** Length of the name, number or string that begins at an offset. */
function wordLength(text: string, start: number): number {
  const word = /[%@^!#]?(?:"[^"\n]*"|[\w$.:-]*[\w$])?/y;
  word.lastIndex = start;
  return word.exec(text)?.[0].length ?? 0;
}
