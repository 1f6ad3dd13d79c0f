/**
 * Which parts of documents are seen, and what is said of these while a long document is read for the
 * first time. A client of ours tells what it shows; of others, the ranges that they ask about are taken.
 */
import type { Range } from 'vscode-languageserver/node';
import type { DocumentText } from './document-text.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { VisibleRangesParams } from './protocol.ts';
import type { DocumentDiagnostic } from './service/diagnostics.ts';
import { visibleDiagnostics } from './service/visible.ts';

/** Characters of a text that is read quickly enough as a whole. */
const LONG = 1 << 18;

/** From the first to the last of some lines. */
export const wholeLines = ({ start, end }: VisibleRangesParams['ranges'][number]): Range => ({
  start: { line: start, character: 0 },
  end: { line: end + 1, character: 0 },
});

/** What is taken for seen in a document of which nothing is told. */
const TOP = wholeLines({ start: 0, end: 99 });

/** A document that is being read. */
interface Reading {
  readonly text: DocumentText;
  /** What was said of it, by place and words. */
  readonly found: Map<string, DocumentDiagnostic>;
  /** What was looked at last. */
  looked: readonly Range[] | null;
}

export class VisibleParts {
  readonly #documents: OpenDocuments;
  readonly #seen = new Map<string, readonly Range[]>();
  /** Documents that are being read, with what was said of them. */
  readonly #reading = new Map<string, Reading>();

  constructor(documents: OpenDocuments) {
    this.#documents = documents;
  }

  /** Takes in what is seen of a document now. */
  see(uri: string, ranges: readonly Range[]): void {
    this.#seen.set(uri, ranges);
  }
  /** A document was closed. */
  forget(uri: string): void {
    this.#seen.delete(uri);
    this.#reading.delete(uri);
  }

  /** Begins with a document, if it is long and nothing of it was read. @returns whether it does */
  begin(uri: string): boolean {
    const text = this.#documents.unread(uri) ?? this.#reading.get(uri)?.text;
    if (!text || text.length < LONG) return false;
    this.#reading.set(uri, { text, found: new Map(), looked: null });
    return true;
  }
  /** All of the document is read. */
  end(uri: string): void {
    this.#reading.delete(uri);
  }

  /**
   * What is said of what is seen, and was seen since it began, of a document that is being read; null if
   * there is nothing to add to what was said of it.
   */
  look(uri: string): { text: DocumentText; found: readonly DocumentDiagnostic[] } | null {
    const reading = this.#reading.get(uri);
    if (!reading) return null;
    const { text, found } = reading;
    const seen = this.#seen.get(uri) ?? [TOP];
    if (reading.looked === seen) return null;
    reading.looked = seen;
    const before = found.size;
    for (const { start, end } of seen) {
      const range = { start: text.offsetAt(start), end: text.offsetAt(end) };
      for (const diagnostic of visibleDiagnostics(text, range, this.#documents.era))
        found.set(`${diagnostic.range?.start} ${diagnostic.message}`, diagnostic);
    }
    return found.size > before ? { text, found: [...found.values()] } : null;
  }
}
