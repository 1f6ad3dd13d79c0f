/** The documents that are open, each with what was parsed of its present text. */
import {
  type Connection,
  TextDocumentContentChangeEvent,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MlirDocument } from './service/document.ts';

/** An open document: the text as LSP counts it, and what was parsed of it. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly mlir: MlirDocument;
}

/** A range of a text that so many other characters took the place of. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** Two changes as one; the second one's range is in the text that the first one made. */
function joined(first: Change, second: Change): Change {
  const firstEnd = first.start + first.length;
  const start = Math.min(first.start, second.start);
  const between = Math.max(firstEnd, second.end);
  return {
    start,
    end: first.end + Math.max(0, second.end - firstEnd),
    length: between - start - (second.end - second.start) + second.length,
  };
}

export class OpenDocuments {
  /** Where each text changed since it was parsed; null if all of it may be another. */
  readonly #changes = new WeakMap<TextDocument, Change | null>();
  readonly #texts = new TextDocuments({
    create: (uri, languageId, version, content) =>
      TextDocument.create(uri, languageId, version, content),
    update: (document, changes, version) => {
      // One by one, since each range counts in the text that those before it made.
      for (const change of changes) {
        const earlier = this.#changes.get(document);
        if (!TextDocumentContentChangeEvent.isIncremental(change) || earlier === null)
          this.#changes.set(document, null);
        else {
          const { start, end } = change.range;
          const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
          const edit = {
            start: Math.min(from, to),
            end: Math.max(from, to),
            length: change.text.length,
          };
          this.#changes.set(document, earlier ? joined(earlier, edit) : edit);
        }
        TextDocument.update(document, [change], version);
      }
      return document;
    },
  });
  readonly #parsed = new Map<string, { readonly version: number; readonly mlir: MlirDocument }>();

  constructor() {
    this.#texts.onDidClose(({ document }) => this.#parsed.delete(document.uri));
  }

  /** Told of each document when it is opened and after each edit. */
  onChange(listener: (document: TextDocument) => void): void {
    this.#texts.onDidChangeContent(({ document }) => listener(document));
  }

  onClose(listener: (uri: string) => void): void {
    this.#texts.onDidClose(({ document }) => listener(document.uri));
  }

  /** A document by its URI, parsed if it has changed since it was last asked for. */
  get(uri: string): OpenDocument | undefined {
    const text = this.#texts.get(uri);
    if (!text) return undefined;
    const known = this.#parsed.get(uri);
    if (known?.version === text.version) return { text, mlir: known.mlir };
    const content = text.getText();
    const change = this.#changes.get(text);
    this.#changes.delete(text);
    const edit = change && {
      start: change.start,
      end: change.end,
      text: content.slice(change.start, change.start + change.length),
    };
    const mlir = new MlirDocument(content, uri, known?.mlir, edit ?? undefined);
    this.#parsed.set(uri, { version: text.version, mlir });
    return { text, mlir };
  }

  get all(): readonly TextDocument[] {
    return this.#texts.all();
  }

  listen(connection: Connection): void {
    this.#texts.listen(connection);
  }
}
