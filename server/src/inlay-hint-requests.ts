/** Requests of the Language Server Protocol for inlay hints; what they say at length is told when one is looked at. */
import {
  type ClientCapabilities,
  type Connection,
  InlayHintKind,
  type InlayHint as LspHint,
  type Range,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { aboutDocument } from './document-requests.ts';
import { toRange } from './lsp-conversion.ts';
import { toMarkup } from './markup.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import type { InlayHint } from './service/inlay-hint.ts';
import { type HintKinds, inlayHints } from './service/inlay-hints.ts';

export const inlayHintCapabilities = {
  inlayHintProvider: { resolveProvider: true },
} as const satisfies ServerCapabilities;

export interface InlayHintContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly client: () => ClientCapabilities;
  /** Told which ranges are asked about: the client shows them. */
  readonly onSeen: (uri: string, range: Range) => void;
  /** Those that the user wants. */
  readonly hintKinds: () => HintKinds;
}

/** What a hint carries until more is asked for. */
interface HintData {
  readonly uri: string;
  readonly version: number;
  readonly at: number;
  readonly kind: InlayHint['kind'];
}

const KINDS: Readonly<Record<InlayHint['kind'], InlayHintKind | null>> = {
  type: InlayHintKind.Type,
  parameter: InlayHintKind.Parameter,
  result: null,
  size: null,
};

export function registerInlayHints(context: InlayHintContext): void {
  const { connection, documents, client, hintKinds, onSeen } = context;
  connection.languages.inlayHint.on((params, token) => {
    onSeen(params.textDocument.uri, params.range);
    return aboutDocument(documents, params, token, (document) => {
      const { text, mlir } = document;
      const { start, end } = params.range;
      const range = { start: text.offsetAt(start), end: text.offsetAt(end) };
      return inlayHints(mlir, range, hintKinds()).map((hint): LspHint => {
        const kind = KINDS[hint.kind];
        const shown: LspHint = {
          position: text.positionAt(hint.at),
          label: hint.label,
          ...(kind && { kind }),
          ...(hint.kind === 'parameter' && { paddingRight: true }),
          ...((hint.kind === 'result' || hint.kind === 'size') && { paddingLeft: true }),
        };
        const { uri, version } = text;
        const data: HintData = { uri, version, at: hint.at, kind: hint.kind };
        return asksLater(client())
          ? { ...shown, data }
          : explained(document, shown, hint, client());
      });
    });
  });
  connection.languages.inlayHint.resolve(async (hint, token) => {
    const { uri, version, at, kind } = hint.data as HintData;
    const resolved = await aboutDocument(
      documents,
      { textDocument: { uri } },
      token,
      (document) => {
        // Of a text that was edited since, the client asks for hints again.
        if (document.text.version !== version) return hint;
        const found = inlayHints(document.mlir, { start: at, end: at }, hintKinds()).find(
          (each) => each.at === at && each.kind === kind,
        );
        return found ? explained(document, hint, found, client()) : hint;
      },
    );
    return resolved ?? hint;
  });
}

const asksLater = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') ?? false;

function explained(
  { text }: OpenDocument,
  shown: LspHint,
  { label, tooltip, target }: InlayHint,
  { textDocument }: ClientCapabilities,
): LspHint {
  const location = target && { uri: text.uri, range: toRange(text, target) };
  const { contentFormat } = textDocument?.hover ?? {};
  return {
    ...shown,
    label: location ? [{ value: label, location }] : label,
    tooltip: toMarkup(tooltip, contentFormat),
  };
}
