/** Requests of the Language Server Protocol that lead from one place to others. */
import { access } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CallHierarchyItem,
  type ClientCapabilities,
  type Connection,
  DocumentHighlightKind,
  type DocumentLink,
  type FoldingRange,
  FoldingRangeKind,
  type Location,
  type SelectionRange,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver/node';
import { knownSymbolKind } from './client-support.ts';
import { aboutDocument, aboutPlace, letOthersIn } from './document-requests.ts';
import { symbolKinds, toRange } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import {
  type Callable,
  callablesAt,
  incomingCalls,
  outgoingCalls,
} from './service/call-hierarchy.ts';
import { definitionsAt } from './service/definition.ts';
import type { TextRange } from './service/document.ts';
import { fileLinks } from './service/document-links.ts';
import { type Fold, foldsOf } from './service/folding.ts';
import { type Highlight, highlightsAt } from './service/highlights.ts';
import { implementationsAt } from './service/implementation.ts';
import { selectionRangesAt } from './service/selection-ranges.ts';
import { typeDefinitionsAt } from './service/type-definition.ts';
import { distanceFrom } from './service/workspace-symbols.ts';
import { type FileSymbol, fileSymbols, localPath, type WorkspaceFiles } from './workspace-files.ts';

export const navigationCapabilities = {
  declarationProvider: true,
  typeDefinitionProvider: true,
  implementationProvider: true,
  documentHighlightProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: { resolveProvider: true },
  workspaceSymbolProvider: true,
  callHierarchyProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
} as const satisfies ServerCapabilities;

export interface NavigationContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly files: WorkspaceFiles;
  readonly client: () => ClientCapabilities;
}

/** A search in the workspace gives no more symbols than a list can show. */
const MOST_SYMBOLS = 1000;

export function registerNavigation(context: NavigationContext): void {
  const { connection, documents } = context;
  const locations = ({ text }: OpenDocument, ranges: readonly TextRange[]) =>
    ranges.map((range) => ({ uri: text.uri, range: toRange(text, range) }));

  connection.onDeclaration((params, token) =>
    aboutPlace(documents, params, token, (document, offset) =>
      locations(
        document,
        definitionsAt(document.mlir, offset).map(({ target }) => target),
      ),
    ),
  );
  connection.onTypeDefinition((params, token) =>
    aboutPlace(documents, params, token, (document, offset) =>
      locations(document, typeDefinitionsAt(document.mlir, offset)),
    ),
  );
  connection.onImplementation(async (params, token) => {
    const found = await aboutPlace(documents, params, token, (document, offset) => {
      const { targets, declared } = implementationsAt(document.mlir, offset);
      return { here: locations(document, targets), declared };
    });
    if (!found) return null;
    const elsewhere: Location[] = [];
    if (found.declared.length > 0)
      for await (const symbols of allSymbolsOf(context, token))
        for (const { name, kind, hasBody, container, location } of symbols)
          if (kind === 'function' && hasBody && container === null && found.declared.includes(name))
            elsewhere.push(location);
    return [...found.here, ...elsewhere];
  });
  connection.onDocumentHighlight((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) =>
      highlightsAt(mlir, offset).map((place) => ({
        range: toRange(text, place),
        kind: highlightKinds[place.kind],
      })),
    ),
  );
  connection.onFoldingRanges((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) => {
      const { rangeLimit } = context.client().textDocument?.foldingRange ?? {};
      return largest(foldsOf(mlir), rangeLimit).map((fold): FoldingRange => {
        const { start, end } = toRange(text, fold);
        const kind = foldKinds[fold.kind];
        return {
          startLine: start.line,
          startCharacter: start.character,
          endLine: end.line,
          endCharacter: end.character,
          collapsedText: fold.placeholder,
          ...(kind && { kind }),
        };
      });
    }),
  );
  connection.onSelectionRanges((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) =>
      params.positions.map((position) => {
        const offset = text.offsetAt(position);
        const ranges = selectionRangesAt(mlir, offset);
        const innermost = ranges.reduceRight<SelectionRange | undefined>(
          (parent, range) => ({ range: toRange(text, range), ...(parent && { parent }) }),
          undefined,
        );
        return innermost ?? { range: { start: position, end: position } };
      }),
    ),
  );

  registerLinks(context);
  registerCalls(context);

  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const known = context.client().workspace?.symbol?.symbolKind?.valueSet;
    const found: { readonly distance: number; readonly symbol: FileSymbol }[] = [];
    for await (const symbols of allSymbolsOf(context, token))
      for (const symbol of symbols) {
        const distance = distanceFrom(query, symbol.name);
        if (distance !== null) found.push({ distance, symbol });
      }
    return found
      .sort((a, b) => a.distance - b.distance)
      .slice(0, MOST_SYMBOLS)
      .map(({ symbol: { name, kind, container, location } }) => ({
        name: name === '' ? '""' : name,
        kind: knownSymbolKind(symbolKinds[kind], known),
        location,
        ...(container !== null && { containerName: container }),
      }));
  });
}

/** The symbols of open documents, then of the other files of the workspace. */
async function* allSymbolsOf(
  { documents, files }: NavigationContext,
  token: Parameters<typeof letOthersIn>[0],
): AsyncGenerator<readonly FileSymbol[]> {
  const open = new Set(documents.all.map(({ uri }) => uri));
  for (const uri of open) {
    const symbols = await aboutDocument(documents, { textDocument: { uri } }, token, (document) =>
      fileSymbols(document.text, document.mlir),
    );
    if (symbols) yield symbols;
    await letOthersIn(token);
  }
  for await (const { symbols } of files.contents((uri) => open.has(uri))) {
    yield symbols;
    await letOthersIn(token);
  }
}

const highlightKinds: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  text: DocumentHighlightKind.Text,
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
};

const foldKinds: Readonly<Record<Fold['kind'], FoldingRangeKind | null>> = {
  code: null,
  comment: FoldingRangeKind.Comment,
  piece: FoldingRangeKind.Region,
};

/** As many as the client takes, the small ones left out. */
function largest(folds: readonly Fold[], limit = Number.POSITIVE_INFINITY): readonly Fold[] {
  if (folds.length <= limit) return folds;
  const size = ({ start, end }: Fold): number => end - start;
  return folds
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, limit)
    .sort((a, b) => a.start - b.start);
}

// ----- Links -----

/** What a link to a file carries until it is looked for. */
interface LinkData {
  readonly uri: string;
  readonly path: string;
  readonly fragment: string;
}

function registerLinks({ connection, documents, files }: NavigationContext): void {
  connection.onDocumentLinks((params, token) =>
    aboutDocument(documents, params, token, ({ text, mlir }) =>
      fileLinks(mlir).map(({ path, place, ...range }): DocumentLink => {
        if (path === null) return { range: toRange(text, range), target: text.uri };
        const fragment = place ? `#L${place.line},${place.column}` : '';
        const data: LinkData = { uri: text.uri, path, fragment };
        return { range: toRange(text, range), data };
      }),
    ),
  );
  // A path may be relative to the document or to a folder of the workspace: the first that is there.
  connection.onDocumentLinkResolve(async (link): Promise<DocumentLink> => {
    const { uri, path, fragment } = link.data as LinkData;
    const document = localPath(uri);
    const beside = document === null ? [] : [dirname(document)];
    const bases = isAbsolute(path) ? ['/'] : [...beside, ...files.folders];
    const candidates = bases.map((base) => resolve(base, path));
    for (const candidate of candidates)
      if (await exists(candidate))
        return { ...link, target: `${pathToFileURL(candidate).href}${fragment}` };
    return { ...link, tooltip: `${path} is not there` };
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

// ----- Calls -----

function registerCalls({ connection, documents }: NavigationContext): void {
  const item = ({ text }: OpenDocument, callable: Callable): CallHierarchyItem => ({
    name: callable.name === '' ? '""' : callable.name,
    detail: callable.detail,
    kind: SymbolKind.Function,
    uri: text.uri,
    range: toRange(text, callable.range),
    selectionRange: toRange(text, callable.selection),
  });
  /** The place that an item stands for, as a request about it. */
  const placeOf = ({ uri, selectionRange }: CallHierarchyItem) => ({
    textDocument: { uri },
    position: selectionRange.start,
  });
  const ranges = ({ text }: OpenDocument, places: readonly TextRange[]) =>
    places.map((place) => toRange(text, place));

  connection.languages.callHierarchy.onPrepare((params, token) =>
    aboutPlace(documents, params, token, (document, offset) =>
      callablesAt(document.mlir, offset).map((callable) => item(document, callable)),
    ),
  );
  connection.languages.callHierarchy.onIncomingCalls((params, token) =>
    aboutPlace(documents, placeOf(params.item), token, (document, offset) =>
      incomingCalls(document.mlir, offset).map(({ callable, places }) => ({
        from: item(document, callable),
        fromRanges: ranges(document, places),
      })),
    ),
  );
  connection.languages.callHierarchy.onOutgoingCalls((params, token) =>
    aboutPlace(documents, placeOf(params.item), token, (document, offset) =>
      outgoingCalls(document.mlir, offset).map(({ callable, places }) => ({
        to: item(document, callable),
        fromRanges: ranges(document, places),
      })),
    ),
  );
}
