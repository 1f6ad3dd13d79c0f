/** What a client says of itself, and what holds of one that says nothing. */

import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  CompletionItemKind,
  type Diagnostic,
  type InitializeParams,
  SymbolKind,
} from 'vscode-languageserver/node';
import type { WorkbenchCapabilities } from './protocol.ts';

/** The folders that are open: older clients have one at most, the oldest say it as a path. */
export function folderUris({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [pathToFileURL(rootPath).href] : [];
}

/** Does the client take an outline as a tree? Who does not gets a list. */
export const takesTree = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false;

/** A kind of symbol as near as a client knows it: later ones only who lists them. */
export const knownSymbolKind = (kind: SymbolKind, known: readonly SymbolKind[] = []): SymbolKind =>
  kind <= SymbolKind.Array || known.includes(kind) ? kind : SymbolKind.Variable;

/** A kind of completion as near as a client knows it. */
export const knownCompletionKind = (
  kind: CompletionItemKind,
  known: readonly CompletionItemKind[] = [],
): CompletionItemKind =>
  kind <= CompletionItemKind.Reference || known.includes(kind) ? kind : CompletionItemKind.Value;

/** Is the client one of ours, which takes the messages and carries out the commands of `protocol.ts`? */
export function isWorkbench({ experimental }: ClientCapabilities): boolean {
  const { iwb }: Partial<WorkbenchCapabilities> = experimental ?? {};
  return iwb === true;
}

/** A diagnostic as a client can show it: notes become part of the message of who has no place for them. */
export function knownDiagnostic(client: ClientCapabilities, diagnostic: Diagnostic): Diagnostic {
  const { publishDiagnostics, diagnostic: asked } = client.textDocument ?? {};
  const showsNotes = publishDiagnostics?.relatedInformation ?? asked?.relatedInformation ?? false;
  const { relatedInformation: notes = [], ...rest } = diagnostic;
  if (showsNotes || typeof rest.message !== 'string') return diagnostic;
  const { line } = rest.range.start;
  const lines = notes.map(({ location, message }) => {
    const at = location.range.start.line;
    return at === line ? `note: ${message}` : `note (line ${at + 1}): ${message}`;
  });
  return { ...rest, message: [rest.message, ...lines].join('\n') };
}
