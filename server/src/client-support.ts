/** What a client says of itself, and what holds of one that says nothing. */

import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type InitializeParams,
  SymbolKind,
} from 'vscode-languageserver/node';

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
