/** The Language Server Protocol's own requests, each answered by its part of the service. */
import {
  type Connection,
  DocumentHighlightKind,
  MarkupKind,
  type Position,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { toLspEdit, toLspLens, toLspSymbol, toLspTokens, toRange } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import { irScheme } from './protocol.ts';
import { codeLenses } from './service/code-lenses.ts';
import { definitionsAt } from './service/definition.ts';
import { formattingEdits } from './service/formatting.ts';
import { hoverAt } from './service/hover.ts';
import { referencesAt } from './service/references.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from './service/semantic-tokens.ts';
import { documentSymbols } from './service/symbols.ts';

export const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
  },
  codeLensProvider: { resolveProvider: false },
};

interface AtPosition {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** True for read-only documents of IR, which are looked at and not run. */
export const isShownIR = (uri: string): boolean => uri.startsWith(`${irScheme}:`);

export function registerFeatures(connection: Connection, documents: OpenDocuments): void {
  /** Answers a request about a place; null when the document is not open. */
  const at = <T>(
    { textDocument, position }: AtPosition,
    answer: (document: OpenDocument, offset: number) => T,
  ): T | null => {
    const document = documents.get(textDocument.uri);
    return document ? answer(document, document.text.offsetAt(position)) : null;
  };
  const whole = <T>(uri: string, answer: (document: OpenDocument) => T): T | null => {
    const document = documents.get(uri);
    return document ? answer(document) : null;
  };

  connection.onHover((params) =>
    at(params, ({ text, mlir }, offset) => {
      const hover = hoverAt(mlir, offset);
      if (!hover) return null;
      const contents = { kind: MarkupKind.Markdown, value: hover.markdown };
      return { contents, range: toRange(text, hover) };
    }),
  );
  connection.onDefinition((params) =>
    at(params, ({ text, mlir }, offset) =>
      definitionsAt(mlir, offset).map(({ target }) => ({
        uri: text.uri,
        range: toRange(text, target),
      })),
    ),
  );
  connection.onReferences((params) =>
    at(params, ({ text, mlir }, offset) =>
      referencesAt(mlir, offset)
        .filter(({ isDefinition }) => params.context.includeDeclaration || !isDefinition)
        .map((place) => ({ uri: text.uri, range: toRange(text, place) })),
    ),
  );
  connection.onDocumentHighlight((params) =>
    at(params, ({ text, mlir }, offset) =>
      referencesAt(mlir, offset).map((place) => ({
        range: toRange(text, place),
        kind: place.isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    whole(textDocument.uri, ({ text, mlir }) =>
      documentSymbols(mlir).map((symbol) => toLspSymbol(text, symbol)),
    ),
  );
  connection.onDocumentFormatting(({ textDocument }) =>
    whole(textDocument.uri, ({ text, mlir }) =>
      formattingEdits(mlir).map((edit) => toLspEdit(text, edit)),
    ),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    whole(textDocument.uri, ({ text, mlir }) =>
      formattingEdits(mlir, {
        start: text.offsetAt(range.start),
        end: text.offsetAt(range.end),
      }).map((edit) => toLspEdit(text, edit)),
    ),
  );
  connection.languages.semanticTokens.on(
    ({ textDocument }) =>
      whole(textDocument.uri, ({ text, mlir }) => toLspTokens(text, semanticTokens(mlir))) ?? {
        data: [],
      },
  );
  connection.onCodeLens(({ textDocument }) =>
    isShownIR(textDocument.uri)
      ? []
      : whole(textDocument.uri, ({ text, mlir }) =>
          codeLenses(mlir).map((lens) => toLspLens(text, lens)),
        ),
  );
}
