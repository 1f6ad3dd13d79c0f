/** Requests of the Language Server Protocol for what may be typed: completion and its documentation. */
import {
  type ClientCapabilities,
  CompletionItemKind,
  type Connection,
  InsertTextFormat,
  type CompletionItem as LspItem,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { knownCompletionKind } from './client-support.ts';
import { aboutPlace } from './document-requests.ts';
import { toRange } from './lsp-conversion.ts';
import { toMarkup } from './markup.ts';
import type { OpenDocuments } from './open-documents.ts';
import {
  type Completion,
  type CompletionKind,
  completionDocumentation,
  completionsAt,
} from './service/completion.ts';

export const completionCapabilities = {
  completionProvider: {
    resolveProvider: true,
    triggerCharacters: ['%', '@', '^', '#', '!', '.', '<'],
  },
} as const satisfies ServerCapabilities;

export interface CompletionContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly client: () => ClientCapabilities;
}

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  operation: CompletionItemKind.Method,
  value: CompletionItemKind.Variable,
  type: CompletionItemKind.TypeParameter,
  attribute: CompletionItemKind.Value,
  key: CompletionItemKind.Property,
  keyword: CompletionItemKind.Keyword,
  case: CompletionItemKind.EnumMember,
  block: CompletionItemKind.Reference,
  function: CompletionItemKind.Function,
  symbol: CompletionItemKind.Constant,
  pass: CompletionItemKind.Event,
  tool: CompletionItemKind.Module,
};

/** What an item carries until its documentation is asked for. */
interface ItemData {
  readonly uri: string;
  readonly kind: CompletionKind;
  readonly name: string;
}

export function registerCompletion({ connection, documents, client }: CompletionContext): void {
  connection.onCompletion((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const { range, items, isIncomplete } = completionsAt(mlir, offset);
      const { completionItem: supported, completionItemKind } =
        client().textDocument?.completion ?? {};
      const replaced = toRange(text, range);
      const toItem = (item: Completion, index: number): LspItem => {
        const isSnippet = item.isSnippet && supported?.snippetSupport === true;
        // Who knows no snippets gets the name.
        const newText = item.isSnippet && !isSnippet ? item.label : item.insert;
        return {
          label: item.label,
          kind: knownCompletionKind(KINDS[item.kind], completionItemKind?.valueSet),
          detail: item.detail,
          // What the editor filters by begins with the sigil, as the range does.
          filterText: item.label,
          sortText: String(index).padStart(4, '0'),
          textEdit: { range: replaced, newText },
          insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
          data: { uri: text.uri, kind: item.kind, name: item.name } satisfies ItemData,
        };
      };
      return { items: items.map(toItem), isIncomplete };
    }),
  );
  connection.onCompletionResolve((item) => {
    const { uri, kind, name } = item.data as ItemData;
    const document = documents.get(uri);
    if (!document) return item;
    const formats = client().textDocument?.completion?.completionItem?.documentationFormat;
    const value = completionDocumentation(document.mlir, { kind, name });
    return value === '' ? item : { ...item, documentation: toMarkup(value, formats) };
  });
}
