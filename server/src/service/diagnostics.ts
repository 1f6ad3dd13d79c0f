/** What the parser and the verifier say of a document; and how a diagnostic of any origin is told. */
import {
  type Diagnostic,
  fileLocation,
  forEachSymbolRef,
  type Severity,
  SymbolIndex,
  verifyOperation,
} from '@iree-workbench/ir';
import type { Chunk, MlirDocument, TextRange } from './document.ts';

/** A diagnostic as plain data; without a range where it is about nothing in the text. */
export interface DocumentDiagnostic {
  readonly severity: Severity;
  /** Who found it: `parser`, `verifier`, or `pass/NAME`. */
  readonly code: string;
  readonly message: string;
  readonly range: TextRange | null;
  readonly notes: readonly { readonly message: string; readonly range: TextRange | null }[];
}

export const isError = ({ severity }: { readonly severity: Severity }): boolean =>
  severity === 'error';

/** What the parser and the verifier found, in the order of the text. */
export function documentDiagnostics(document: MlirDocument): readonly DocumentDiagnostic[] {
  return document.chunks.flatMap(({ chunk, offset }) =>
    chunkDiagnostics(chunk)
      .map(([code, diagnostic]) => toDocument(diagnostic, code, chunk.text, offset))
      .sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0)),
  );
}

/** What was found in pieces that are still the same. */
const found = new WeakMap<Chunk, readonly Found[]>();

/** A diagnostic and who found it. */
type Found = readonly [code: 'parser' | 'verifier', diagnostic: Diagnostic];

function chunkDiagnostics(chunk: Chunk): readonly Found[] {
  let diagnostics = found.get(chunk);
  if (!diagnostics) found.set(chunk, (diagnostics = findDiagnostics(chunk)));
  return diagnostics;
}

/** The diagnostics of a piece. What the verifier says only because something did not parse is left out. */
function findDiagnostics(chunk: Chunk): readonly Found[] {
  const parsed = chunk.diagnostics.map((diagnostic): Found => ['parser', diagnostic]);
  const verified = verifyOperation(chunk.module);
  const toFound = (diagnostic: Diagnostic): Found => ['verifier', diagnostic];
  if (!chunk.diagnostics.some(isError)) return [...parsed, ...verified.map(toFound)];
  const symbols = new SymbolIndex();
  const isConsequence = (diagnostic: Diagnostic): boolean => {
    const location = fileLocation(diagnostic.location);
    const op = location?.source ? chunk.info.operationAt(location.offset)?.op : undefined;
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
 * A diagnostic about a piece of text, as one about the document.
 * @param offset where the piece begins
 */
export function toDocument(
  diagnostic: Diagnostic,
  code: string,
  text: string,
  offset: number,
): DocumentDiagnostic {
  return {
    severity: diagnostic.severity,
    code,
    message: diagnostic.message,
    range: rangeOf(diagnostic, text, offset),
    notes: diagnostic.notes.map((note) => ({
      message: note.message,
      range: rangeOf(note, text, offset),
    })),
  };
}

function rangeOf(diagnostic: Diagnostic, text: string, offset: number): TextRange | null {
  const location = fileLocation(diagnostic.location);
  if (!location?.source || location.offset < 0) return null;
  const start = location.offset;
  const end = diagnostic.endOffset ?? start + Math.max(1, wordLength(text, start));
  return { start: start + offset, end: Math.min(end, text.length) + offset };
}

/** Length of the name, number or string that begins at an offset. */
function wordLength(text: string, start: number): number {
  const word = /[%@^!#]?(?:"[^"\n]*"|[\w$.:-]*[\w$])?/y;
  word.lastIndex = start;
  return word.exec(text)?.[0].length ?? 0;
}
