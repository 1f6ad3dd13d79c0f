/** The documents that are open, each with what was parsed of its present text. */
import { type Connection, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MlirDocument } from './service/document.ts';

/** An open document: the text as LSP counts it, and what was parsed of it. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly mlir: MlirDocument;
}

export class OpenDocuments {
  readonly #texts = new TextDocuments(TextDocument);
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
    const mlir = new MlirDocument(text.getText(), uri, known?.mlir);
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
