/** The Language Server Protocol's own requests, each answered by its part of the service. */
import {
  type ClientCapabilities,
  type LocationLink,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { takesTree } from './client-support.ts';
import { completionCapabilities, registerCompletion } from './completion-requests.ts';
import { aboutDocument, aboutPlace, failed } from './document-requests.ts';
import type { TextPositions } from './document-text.ts';
import { editingCapabilities, registerEditing } from './editing-requests.ts';
import {
  type InlayHintContext,
  inlayHintCapabilities,
  registerInlayHints,
} from './inlay-hint-requests.ts';
import {
  flatSymbols,
  toLspEdit,
  toLspLens,
  toLspSymbol,
  toRange,
  toUsesLens,
  usesCommand,
} from './lsp-conversion.ts';
import { toMarkup } from './markup.ts';
import {
  type NavigationContext,
  navigationCapabilities,
  registerNavigation,
} from './navigation-requests.ts';
import type { OpenDocument } from './open-documents.ts';
import { irScheme } from './protocol.ts';
import type { RunLines } from './run-line-requests.ts';
import { codeLenses } from './service/code-lenses.ts';
import { definitionsAt } from './service/definition.ts';
import type { TextRange } from './service/document.ts';
import { formattingEdits } from './service/formatting.ts';
import { hoverAt } from './service/hover.ts';
import { FINISHING, typedEdits } from './service/on-type-formatting.ts';
import { referencesAt } from './service/references.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from './service/semantic-tokens.ts';
import { countedSymbols, symbolUses } from './service/symbol-uses.ts';
import { documentSymbols } from './service/symbols.ts';
import { registerSignatures, signatureCapabilities } from './signature-requests.ts';
import { encodeTokens, TokenDeltas } from './token-deltas.ts';

const allCapabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentSymbolProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  codeLensProvider: { resolveProvider: true },
  documentOnTypeFormattingProvider: {
    firstTriggerCharacter: FINISHING[0],
    moreTriggerCharacter: FINISHING.slice(1),
  },
  ...navigationCapabilities,
  ...editingCapabilities,
  ...completionCapabilities,
  ...signatureCapabilities,
  ...inlayHintCapabilities,
};

/** What is offered to a client: options only to who knows them, code actions only to who takes more than commands. */
export function capabilitiesFor({ textDocument }: ClientCapabilities): ServerCapabilities {
  const { codeActionProvider, renameProvider, ...others } = allCapabilities;
  return {
    ...others,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: takesTokenDeltas(textDocument) ? { delta: true } : true,
      range: true,
    },
    renameProvider: textDocument?.rename?.prepareSupport ? renameProvider : true,
    ...(textDocument?.codeAction?.codeActionLiteralSupport && { codeActionProvider }),
  };
}

const takesTokenDeltas = (textDocument: ClientCapabilities['textDocument']): boolean => {
  const full = textDocument?.semanticTokens?.requests.full;
  return typeof full === 'object' && full.delta === true;
};

/** The lines of uses, as links to them. */
function usesText(text: TextPositions, uses: readonly TextRange[]): string {
  if (uses.length === 0) return '';
  const links = uses.map(({ start }) => {
    const { line, character } = text.positionAt(start);
    return `[line ${line + 1}](${text.uri}#L${line + 1},${character + 1})`;
  });
  return `\n\nIn ${links.join(', ')}`;
}

/** True for read-only documents of IR, which are looked at and not run. */
export const isShownIR = (uri: string): boolean => uri.startsWith(`${irScheme}:`);

export interface FeaturesContext extends NavigationContext, InlayHintContext {
  readonly runLines: RunLines;
}

export function registerFeatures(context: FeaturesContext): void {
  const { connection, documents } = context;
  registerNavigation(context);
  registerEditing(context);
  registerCompletion(context);
  registerSignatures(context);
  registerInlayHints(context);

  connection.onHover((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const hover = hoverAt(mlir, offset);
      if (!hover) return null;
      const { contentFormat } = context.client().textDocument?.hover ?? {};
      const contents = toMarkup(`${hover.markdown}${usesText(text, hover.uses)}`, contentFormat);
      return { contents, range: toRange(text, hover) };
    }),
  );
  connection.onDefinition((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const found = definitionsAt(mlir, offset);
      if (!context.client().textDocument?.definition?.linkSupport)
        return found.map(({ target }) => ({ uri: text.uri, range: toRange(text, target) }));
      return found.map(({ origin, target }): LocationLink => {
        const range = toRange(text, target);
        return {
          originSelectionRange: toRange(text, origin),
          targetUri: text.uri,
          targetRange: range,
          targetSelectionRange: range,
        };
      });
    }),
  );
  connection.onReferences((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) =>
      referencesAt(mlir, offset)
        .filter(({ isDefinition }) => params.context.includeDeclaration || !isDefinition)
        .map((place) => ({ uri: text.uri, range: toRange(text, place) })),
    ),
  );
  connection.onDocumentSymbol((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) => {
      const { symbolKind } = context.client().textDocument?.documentSymbol ?? {};
      const tree = documentSymbols(mlir).map((symbol) =>
        toLspSymbol(text, symbol, symbolKind?.valueSet),
      );
      return takesTree(context.client()) ? tree : flatSymbols(text.uri, tree);
    }),
  );
  connection.onDocumentFormatting((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) =>
      formattingEdits(mlir).map((edit) => toLspEdit(text, edit)),
    ),
  );
  connection.onDocumentRangeFormatting((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) =>
      formattingEdits(mlir, {
        start: text.offsetAt(params.range.start),
        end: text.offsetAt(params.range.end),
      }).map((edit) => toLspEdit(text, edit)),
    ),
  );
  const deltas = new TokenDeltas();
  documents.onClose((uri) => deltas.forget(uri));
  const tokensOf = ({ text, mlir }: OpenDocument, range?: TextRange): Uint32Array =>
    encodeTokens(text, semanticTokens(mlir, range));
  connection.languages.semanticTokens.on(
    async (params, token) =>
      (await aboutDocument(documents, params, token, (document) =>
        deltas.full(document.text.uri, tokensOf(document)),
      )) ?? { data: [] },
  );
  connection.languages.semanticTokens.onDelta(
    async (params, token) =>
      (await aboutDocument(documents, params, token, (document) =>
        deltas.delta(document.text.uri, params.previousResultId, tokensOf(document)),
      )) ?? { data: [] },
  );
  connection.languages.semanticTokens.onRange(async (params, token) => {
    context.onSeen(params.textDocument.uri, params.range);
    const tokens = await aboutDocument(documents, params, token, (document) => {
      const { text } = document;
      const { start, end } = params.range;
      const range = { start: text.offsetAt(start), end: text.offsetAt(end) };
      return { data: Array.from(tokensOf(document, range)) };
    });
    return tokens ?? { data: [] };
  });
  connection.onCodeLens((params, token) =>
    isShownIR(params.textDocument.uri)
      ? []
      : aboutDocument(documents, params, token, ({ text, mlir }) => [
          ...codeLenses(mlir).map((lens) => toLspLens(text, lens)),
          ...countedSymbols(mlir).map((name) => toUsesLens(text, name)),
          ...context.runLines.lenses({ text, mlir }),
        ]),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const { uri, version } = lens.data as { readonly uri: string; readonly version: number };
    const { start } = lens.range;
    const place = { textDocument: { uri }, position: start };
    const resolved = await aboutPlace(documents, place, token, ({ text, mlir }, offset) => {
      const uses = text.version === version ? symbolUses(mlir, offset) : null;
      if (!uses) throw failed(`${uri} was edited meanwhile`);
      return { ...lens, command: usesCommand(text, start, uses) };
    });
    return resolved ?? lens;
  });
  connection.onDocumentOnTypeFormatting((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) =>
      typedEdits(mlir, offset, params.ch).map((edit) => toLspEdit(text, edit)),
    ),
  );
}
