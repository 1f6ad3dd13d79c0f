/** The documents that are open, each with what was parsed of its present text. */
import type { Era } from '@iree-workbench/ir';
import { type Connection, TextDocuments } from 'vscode-languageserver/node';
import { DocumentText } from './document-text.ts';
import { MlirDocument } from './service/document.ts';
import { Slices } from './slices.ts';

/** An open document: the text as LSP counts it, and what was parsed of it. */
export interface OpenDocument {
  readonly text: DocumentText;
  readonly mlir: MlirDocument;
}

export class OpenDocuments {
  readonly #texts = new TextDocuments<DocumentText>({
    create: (uri, languageId, version, content) =>
      new DocumentText(uri, languageId, version, content),
    update: (document, changes, version) => {
      document.update(changes, version);
      return document;
    },
  });
  readonly #parsed = new Map<
    string,
    { readonly text: DocumentText; readonly mlir: MlirDocument }
  >();

  readonly #slices = new Slices((uri) => this.get(uri)?.mlir);
  #era: Era = '2023';

  constructor() {
    this.#texts.onDidClose(({ document }) => this.#parsed.delete(document.uri));
  }

  /** Told of each document when it is opened and after each edit. */
  onChange(listener: (document: DocumentText) => void): void {
    this.#texts.onDidChangeContent(({ document }) => listener(document));
  }

  onClose(listener: (uri: string) => void): void {
    this.#texts.onDidClose(({ document }) => listener(document.uri));
  }

  /** A document by its URI, with all edits. */
  get(uri: string): OpenDocument | undefined {
    const text = this.#texts.get(uri);
    if (!text) return undefined;
    const known = this.#parsed.get(uri);
    const previous = known?.text === text ? known.mlir : undefined;
    const change = text.takeChange();
    if (previous && change === undefined) return { text, mlir: previous };
    const edited =
      change &&
      previous?.edited({
        start: change.start,
        end: change.end,
        text: text.slice(change.start, change.start + change.length),
      });
    const mlir = edited ?? new MlirDocument(text.getText(), uri, previous, this.#era);
    this.#parsed.set(uri, { text, mlir });
    return { text, mlir };
  }

  /** The text of a document of which nothing is parsed yet; null for one that is parsed or not open. */
  unread(uri: string): DocumentText | null {
    const text = this.#texts.get(uri);
    return text && this.#parsed.get(uri)?.text !== text ? text : null;
  }

  /**
   * Parses and verifies the present text of a document, in slices if that takes long.
   * @returns whether it came that far; false as soon as the text is another one
   */
  done(uri: string): Promise<boolean> {
    return this.#slices.done(uri);
  }

  /** The version of MLIR's language that documents are read as. */
  get era(): Era {
    return this.#era;
  }
  /** Reads all documents as of an era. */
  setEra(era: Era): void {
    if (era === this.#era) return;
    this.#era = era;
    this.#parsed.clear();
  }

  get all(): readonly DocumentText[] {
    return this.#texts.all();
  }

  listen(connection: Connection): void {
    this.#texts.listen(connection);
  }
}
